//! Attribute lists and sizes of images.

use super::article;

fn with_files(markdown: &str) -> String {
    article(&format!(
        "-- content/index.md --\n{markdown}\n-- content/b.md --\n# B\n-- content/p.png --\nx\n"
    ))
}

#[test]
fn attribute_lists_are_not_shown() {
    for list in [
        "{ .x }",
        "{: .x }",
        "{: #id .x }",
        "{: target=\"_blank\" }",
        "{:.x.y title='a'}",
        "{: style=\"a: b\" }",
    ] {
        for text in [
            format!("[Button](b.md){list} and more.\n"),
            format!("A ![a](p.png){list} b.\n"),
            format!("`code`{list} and *this*{list}.\n"),
            format!("A paragraph.\n{list}\n"),
            format!("- An item\n{list}\n"),
            format!("- An item {}\n", list.replace("{ ", "{: ")),
            format!("| a |\n|---|\n| b |\n{list}\n"),
            format!("| a | b |\n|---|---|\n| c {list} | d |\n"),
            format!("## A heading {list}\n\nText.\n"),
            format!("## A heading\n{list}\n\nText.\n"),
            format!("> A quote.\n{list}\n"),
            format!("```\ncode\n```\n{list}\n"),
        ] {
            let is_bare_pair = list == "{: target=\"_blank\" }" && text.contains(list);
            let html = with_files(&text);
            assert!(!html.contains(['{', '}']), "{text}{html}");
            assert!(!html.contains("warning[") || is_bare_pair, "{text}{html}");
            assert!(!html.contains("<tr><td></td></tr>"), "{text}{html}");
        }
    }
}

#[test]
fn ids_of_attribute_lists_are_found() {
    for target in [
        "## Head { id=\"9.7.0\" }",
        "## Head {: #9.7.0 .x }",
        "## Head {#9.7.0}",
        "Text {: #9.7.0 }",
        "Text\n{: #9.7.0 }",
        "- Item {#9.7.0}",
        "| a |\n|---|\n| b |\n{: #9.7.0 }",
        "![a](p.png){ #9.7.0 }",
    ] {
        let html = with_files(&format!("[up](#9.7.0)\n\n{target}\n"));
        assert!(html.contains("href=\"#9.7.0\"") && html.contains("id=\"9.7.0\""), "{html}");
        assert!(!html.contains(['{', '}']) && !html.contains("]:"), "{html}");
        assert!(!html.contains("warning["), "{html}");
    }
}

#[test]
fn other_braces_stay() {
    for text in [
        "Use {name} and {{ x }} here {x}",
        "Read {.Name}",
        "kubectl -o jsonpath={.items}",
        "f(a){x=1}",
        "{{#if a}}",
        "`{ .x }`",
        "## GET /users/{id}",
        "a \\{ .x }",
    ] {
        let html = article(&format!("Text.\n\n{text}\n"));
        assert!(html.contains('{') && html.contains('}'), "{text}\n{html}");
        assert!(!html.contains("bad-attribute"), "{html}");
    }
    let code = article("```\n[a](b){ .x }\n{: .y }\n```\n");
    assert!(code.contains("[a](b){ .x }\n{: .y }"), "{code}");
}

#[test]
fn images_have_sizes_in_every_syntax() {
    for (image, size) in [
        ("![a](p.png){width=200}", "width=\"200\""),
        ("![a](p.png){ width=\"200\" height=\"100px\" }", "width=\"200\" height=\"100\""),
        ("![a](p.png){: height=100 }", "height=\"100\""),
        ("![a](p.png =200x100)", "width=\"200\" height=\"100\""),
        ("![a](p.png =200x)", "width=\"200\""),
        ("![a](p.png =x100)", "height=\"100\""),
        ("![a](p.png \"t\" =200x100)", "width=\"200\" height=\"100\""),
        ("![a|100](p.png)", "width=\"100\""),
        ("![a|100x50](p.png)", "width=\"100\" height=\"50\""),
        ("![[p.png|a|100]]", "width=\"100\""),
        ("| x |\n|---|\n| ![a](p.png =200x100) |", "width=\"200\" height=\"100\""),
        ("| x |\n|---|\n| ![a](p.png){width=200} |", "width=\"200\""),
    ] {
        let html = with_files(image);
        assert!(html.contains("<img alt=\"a\" src=\"p.png\""), "{image}\n{html}");
        assert!(html.contains(size), "{image}\n{html}");
        assert!(!html.contains(['{', '}']), "{image}\n{html}");
    }
    for image in ["![a](p.png){ align=left }", "![a](p.png){: .wide }", "![a](p.png){width=50%}"] {
        let html = with_files(image);
        assert!(html.contains("<img") && !html.contains(['{', '}']), "{image}\n{html}");
    }
}
