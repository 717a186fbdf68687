//! Pages of Logseq.

use super::blocks::{page, shows};
use crate::common::{Book, html};

const ID: &str = "64a1b2c3-0000-4000-8000-000000000001";

#[test]
fn properties_of_a_page_are_its_facts() {
    let text = "type:: [[Tool]]\nalias:: Biro, [[Ink pen]]\ntags:: Desk\nmade by:: [[Ann]]\n\n- Writes.\n  collapsed:: true\n\t- Blue\n";
    shows(
        &format!(
            "-- content/index.md --\n# Home\n\n[[Biro]] [[Ink pen]]\n-- content/pen.md --\n{text}"
        ),
        &[">Biro</a> <a href=\"pen/\""],
        &["class=\"missing\""],
    );
    let book = Book::new(&format!("-- content/pen.md --\n{text}"));
    let pages = book.pages();
    let html = &pages["pen/index.html"];
    for part in
        ["<strong>made by:</strong>", "<strong>type:</strong>", "<li>Writes.", "Desk", "Blue"]
    {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
    for part in ["::", "collapsed", "alias"] {
        let main = html::main(html);
        assert!(!main.contains(part), "{part} is in\n{main}");
    }
}

#[test]
fn references_to_blocks_are_links_with_their_words() {
    let book = format!(
        "-- content/index.md --\n# Home\n\n- See (({ID})) and [that]((({ID}))).\n- See [this]((({ID}))).\n\n{{{{embed (({ID}))}}}}\n-- content/pages/a___b.md --\n- Pens are *blue*.\n  id:: {ID}\n\t- Or red.\n"
    );
    shows(
        &book,
        &[
            &format!("<a href=\"pages/a___b/#^{ID}\">Pens are blue.</a>"),
            ">this</a>",
            "class=\"embed\"",
            "Or red.",
        ],
        &[&format!("(({ID}))"), "id::"],
    );
    let lost = page(&format!("See (({ID})).\n"));
    assert!(lost.contains("no block has the id"), "{lost}");
}

#[test]
fn names_of_pages_and_days_are_found() {
    shows(
        "-- content/index.md --\n# Home\n\n[[Setting/on top]] [[Why?]] [[Jan 5th, 2024]] [[2024-01-05 Fri]] #[[Two words]]\n-- content/pages/Setting___on top.md --\n- One.\n-- content/pages/Why%3F.md --\n- Two.\n-- content/journals/2024_01_05.md --\n- Three.\n-- content/pages/Two words.md --\n- Four.\n",
        &[
            ">Setting/on top</a>",
            ">Why?</a>",
            ">Jan 5th, 2024</a>",
            ">2024-01-05 Fri</a>",
            ">#Two words</a>",
        ],
        &["class=\"missing\"", "no entry is named"],
    );
    let book = Book::new(
        "-- content/index.md --\n# Home\n-- content/journals/2024_01_05.md --\n- A.\n-- content/pages/A___B c.md --\n- B.\n",
    );
    let titles: Vec<_> =
        book.site.playbook.entries.iter().map(|entry| entry.parsed.title.clone()).collect();
    assert_eq!(titles, ["Home", "2024-01-05", "A/B c"]);
}

#[test]
fn blocks_and_tasks_of_an_outline_are_shown() {
    shows(
        "-- content/index.md --\n- TODO Buy ink\n  SCHEDULED: <2026-01-05 Mon>\n  :LOGBOOK:\n  CLOCK: [2026-01-04 Sun 10:00:00]\n  :END:\n- DONE Fill the pen\n- #+BEGIN_TIP\n  Shake *it*.\n  #+END_TIP\n- #+BEGIN_QUOTE\n  Said.\n  #+END_QUOTE\n- ![Pen](pen.png){:height 30, :width 40}\n- {{query (todo now)}}\n- {{query (todo later)}}\n## Colours\n\t- Blue **and**\n\t\t- red\n-- content/pen.png --\nx\n",
        &[
            "type=\"checkbox\"",
            "checked",
            "Scheduled:",
            "<aside class=\"callout tip\"",
            "<p>Shake <em>it</em>.</p>",
            "<blockquote>\n<p>Said.</p>",
            "width=\"40\"",
            "<li>Blue <strong>and</strong>",
            "`{{query}}` is a macro of Logseq and is left out, 2 times in this book",
        ],
        &["LOGBOOK", "CLOCK", "#+", "<pre", ":height", "TODO"],
    );
}

#[test]
fn words_behind_the_keys_of_a_graph_are_shown() {
    let keys = ["done", "later", "todo", "now", "file", "heading", "template", "id", "icon"];
    let lines: String = keys.iter().map(|key| format!("{key}:: words of {key}\n")).collect();
    let expected: Vec<String> =
        keys.iter().map(|key| format!("<strong>{key}:</strong> words of {key}")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    shows(&format!("-- content/index.md --\n# Home\n\nText.\n\n{lines}"), &expected, &[]);
    shows(
        "-- content/index.md --\n- Point\n  done:: 1704442800000\n  heading:: 2\n  icon:: 🖊\n  filters:: {}\n",
        &["Point"],
        &["1704442800000", "heading:", "icon:", "filters"],
    );
}

#[test]
fn a_page_that_is_not_public_stays_back() {
    for text in [
        "public:: false\n\n- secret\n",
        "\npublic:: false\n\n- secret\n",
        "---\ntags: [x]\n---\n\npublic:: false\n\nsecret\n",
        "# T\n\npublic:: false\n\nsecret\n",
        "- public:: false\n- secret\n",
    ] {
        let book =
            Book::new(&format!("-- content/index.md --\n# Home\n-- content/a.md --\n{text}"));
        assert!(!book.pages().contains_key("a/index.html"), "{text}");
    }
    let text = "```\npublic:: false\n```\n";
    let book = Book::new(&format!("-- content/index.md --\n# Home\n-- content/a.md --\n{text}"));
    assert!(book.pages().contains_key("a/index.html"));
}
