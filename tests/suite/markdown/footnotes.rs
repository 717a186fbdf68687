//! Footnotes and states of tasks.

use super::article;

#[test]
fn labels_of_footnotes_may_differ_in_capitals_and_blanks() {
    let html = article("One.[^Note] Two.[^a  B]\n\n[^note]: First.\n[^A b]: Second.\n");
    for part in [
        "href=\"#fn:1\"",
        "href=\"#fn:2\"",
        "<li id=\"fn:1\" value=\"1\"><p>First.</p>",
        "<li id=\"fn:2\" value=\"2\"><p>Second.</p>",
        "href=\"#fnref:1\"",
        "href=\"#fnref:2\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn footnotes_may_be_in_the_text() {
    let html = article(
        "We ship on Friday.^[Except in *December* [a].] Then[^b] more^[Two].\n\n[^b]: B.\n",
    );
    assert!(!html.contains("^["), "{html}");
    for part in [
        "<p>We ship on Friday.<sup",
        "</sup> Then<sup",
        "<li id=\"fn:1\" value=\"1\"><p>Except in <em>December</em> [a].</p>",
        "<li id=\"fn:2\" value=\"2\"><p>B.</p>",
        "<li id=\"fn:3\" value=\"3\"><p>Two</p>",
        "href=\"#fnref:3\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    for text in ["`^[a]`", "x^[a](b.md)", "\\^[a]", "^[a", "a^[]", "**^[a**]"] {
        let html = article(text);
        assert!(!html.contains("<sup"), "{html}");
    }
    for text in [
        "- a^[b]\n",
        "> a^[b]\n",
        "> [!NOTE]\n> a^[b]\n",
        "| a^[b] |\n|---|\n",
        "## A^[b]\n",
        "**a^[b]**\n",
    ] {
        let html = article(text);
        assert!(html.contains("<li id=\"fn:1\" value=\"1\"><p>b</p>"), "{html}");
    }
}

#[test]
fn tasks_have_states_of_any_sign() {
    let html = article(
        "- [ ] a\n- [x] b\n- [/] c\n- [-] d\n- [?] e\n- [>] f\n- [!] *g*\n- [k] h\n\n1. [/] i\n\n> - [/]  j\n",
    );
    for (sign, word, rest) in [
        ("◐", "Started", "c"),
        ("✕", "Cancelled", "d"),
        ("?", "Question", "e"),
        ("→", "Deferred", "f"),
        ("!", "Important", "<em>g</em>"),
        ("k", "State k", "h"),
        ("◐", "Started", "i"),
    ] {
        let state = format!("role=\"img\" aria-label=\"{word}\">{sign}</span> {rest}</li>");
        assert!(html.contains(&state), "{state}\n{html}");
    }
    assert_eq!(html.matches("<input").count(), 2);
    for text in
        ["- [1] A source", "- [/]x", "- a [/] b", "[/] a", "- `[/]` a", "- [ab] c", "- [a](b)"]
    {
        assert!(!article(text).contains("task-state"), "{text}");
    }
}
