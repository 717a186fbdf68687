//! Images, their sizes and captions, and other media.

use crate::common::Book;

const SVG: &str = "-- content/a.svg --\n<svg width=\"400\" height=\"200\"></svg>\n-- content/b.svg --\n<svg width=\"30\" height=\"20\"></svg>\n";

fn page(markdown: &str) -> String {
    let book = Book::new(&format!("-- content/index.md --\n# Home\n\n{markdown}\n{SVG}"));
    book.pages()["index.html"].clone()
}

#[track_caller]
fn shows(markdown: &str, parts: &[&str]) {
    let html = page(markdown);
    for part in parts {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
}

#[test]
fn images_have_the_size_of_their_files() {
    shows(
        "![One](a.svg)\n\n![Two](b.svg \"Title\")\n\n<img src=\"a.svg\" alt=\"Three\">\n",
        &[
            "<img alt=\"One\" src=\"a.svg\" width=\"400\" height=\"200\" decoding=\"async\">",
            "<img alt=\"Two\" src=\"b.svg\" width=\"30\" height=\"20\" title=\"Title\" loading=\"lazy\" decoding=\"async\">",
            "<img src=\"a.svg\" alt=\"Three\" width=\"400\" height=\"200\" loading=\"lazy\" decoding=\"async\">",
        ],
    );
}

#[test]
fn a_given_size_keeps_the_proportions() {
    for image in [
        "![A|200](a.svg)",
        "![[a.svg|200]]",
        "![A](a.svg){width=200}",
        "![A](a.svg){: width=\"200px\" }",
        "![A](a.svg =200x)",
        "<img src=\"a.svg\" width=\"200\">",
        "<img src=\"a.svg\" height=\"100\">",
        "{{< figure src=\"a.svg\" width=\"200\" >}}",
    ] {
        let html = page(image);
        assert!(html.contains("width=\"200\""), "{image}\n{html}");
        assert!(html.contains("height=\"100\""), "{image}\n{html}");
    }
    shows("![A](a.svg =200x50)", &["width=\"200\" height=\"50\""]);
    for image in
        ["![A](a.svg){width=\"50%\"}", "![A](a.svg =50%x)", "<img src=\"a.svg\" width=50%>"]
    {
        let html = page(image);
        assert!(html.contains("width=\"50%\""), "{image}\n{html}");
        assert!(!html.contains("height=\"2"), "{image}\n{html}");
    }
}

#[test]
fn figures_have_captions() {
    let figure = "<figure>\n<p><img alt=\"";
    for image in
        ["{{< figure src=\"a.svg\" caption=\"The *plan*\" >}}", "![The *plan*](a.svg){#fig-plan}"]
    {
        shows(
            &format!("Before.\n\n{image}\n\nAfter."),
            &[figure, "<figcaption>The <em>plan</em></figcaption>\n</figure>", "<p>After.</p>"],
        );
    }
    shows(
        "{{< figure src=\"a.svg\" title=\"T\" caption=\"C\" >}}",
        &["<figcaption><strong>T</strong> C</figcaption>"],
    );
    assert!(!page("![The plan](a.svg)").contains("<figure"));
    assert!(!page("See ![the plan](a.svg){#fig-plan} here").contains("<figure"));
}

#[test]
fn a_move_finds_the_image_of_a_figure() {
    let text = "-- content/a/one.md --\n![The plan](../b/two.png){#fig-plan width=300}\n\n<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"../b/two.png 2x\"><img src=\"../b/two.png\"></picture>\n-- content/b/two.png --\nx\n";
    let book = Book::new(text);
    let one = book.site.playbook.entries.iter().find(|it| &*it.parsed.path == "a/one.md").unwrap();
    let places = one.parsed.prose.links.iter().filter_map(|link| link.place());
    let places: Vec<&str> = places.map(|place| &one.parsed.text[place]).collect();
    assert_eq!(places, ["../b/two.png"; 3]);
    let html = &book.pages()["a/one/index.html"];
    assert!(html.contains("<figcaption>The plan</figcaption>") && html.contains("width=\"300\""));
}

#[test]
fn images_for_one_colour_scheme_have_a_class_that_styles_follow() {
    let light = "class=\"block-light-only\"";
    let dark = "class=\"block-dark-only\"";
    for pair in [
        "![A](a.svg#only-light) ![A](b.svg#only-dark)",
        "![A](a.svg#gh-light-mode-only) ![A](b.svg#gh-dark-mode-only)",
        "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"b.svg\"><img src=\"a.svg\" alt=\"A\"></picture>",
        "<picture>\n<source media=\"(prefers-color-scheme:dark)\" srcset=\"b.svg 2x\">\n<source media=\"(prefers-color-scheme: light)\" srcset=\"a.svg\">\n<img src=\"a.svg\" alt=\"A\">\n</picture>\n",
    ] {
        let html = page(pair);
        assert_eq!((html.matches(light).count(), html.matches(dark).count()), (1, 1), "{html}");
        assert_eq!(html.matches("<img").count(), 2, "{html}");
        assert!(html.contains("src=\"b.svg\" class=\"block-dark-only\""), "{html}");
        assert!(html.contains("blocks."), "{html}");
        assert!(!html.contains("<source") && !html.contains("#only"), "{html}");
    }
    let html = page(
        "<picture><source srcset=\"b.svg\" media=\"(min-width: 9em)\"><img src=\"a.svg\" alt=\"A\"></picture>",
    );
    assert_eq!(html.matches("<img").count(), 1, "{html}");
}

#[test]
fn the_image_of_a_scheme_is_a_link_of_the_page() {
    let book = Book::new(&format!(
        "-- content/index.md --\n# Home\n\n<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"gone.svg\"><img src=\"a.svg\" alt=\"A\"></picture>\n{SVG}"
    ));
    let problems = book.lines(&book.diagnostics);
    assert!(
        problems.contains("content/index.md:3:63") && problems.contains("gone.svg"),
        "{problems}"
    );
    assert!(book.pages()["index.html"].contains("<img src=\"a.svg\" alt=\"A\""));
}

#[test]
fn players_load_nothing_but_their_length() {
    let files = "-- content/a.mp4 --\nx\n-- content/a.mp3 --\nx\n-- content/a.pdf --\nx\n";
    let markdown = "![Talk](a.mp4)\n\n<video src=\"a.mp4\"></video>\n\n<audio src=\"a.mp3\" controls></audio>\n\n![[a.pdf#page=3]]\n";
    let book = Book::new(&format!("-- content/index.md --\n# Home\n\n{markdown}{files}"));
    let html = &book.pages()["index.html"];
    assert_eq!(html.matches(" controls").count(), 3, "{html}");
    assert_eq!(html.matches("preload=\"metadata\"").count(), 3, "{html}");
    assert!(html.contains("<a href=\"a.pdf#page=3\" rel=\"noopener\">a.pdf, page 3</a>"), "{html}");
}
