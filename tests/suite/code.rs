//! Blocks of code, and the stylesheet that only pages with such blocks load.

use std::collections::BTreeMap;

use crate::common::{Book, html};
use fieldbook::config::colour::Colour;

/// A page that has only this text.
#[track_caller]
fn main(markdown: &str) -> String {
    html::main(&Book::of_page(&format!("# Page\n\n{markdown}")).pages()["index.html"]).to_owned()
}

#[track_caller]
fn shows(markdown: &str, expected: &str) {
    let page = main(markdown);
    assert!(page.contains(expected), "{page}");
}

#[test]
fn a_page_without_blocks_loads_no_styles_for_them_and_authors_cannot_write_blocks() {
    let book = Book::of_page(
        "# One\n\n<div class=\"mine block-code\">x</div>\n\n<p class=\"block-x\">y</p>\n\n\
         ## Two {.block-code .other}\n\n`class=\"block-code\"`\n",
    );
    let page = &book.pages()["index.html"];
    assert!(page.contains(r#"<div class="mine">x</div>"#), "{page}");
    assert!(page.contains(r#"class="other""#) && !page.contains("<p class=\"block-x\">"), "{page}");
    assert!(!page.contains("/blocks."), "{page}");
    let theme = &book.site.theme.bundle;
    assert!(theme.files.contains_key(&theme.block_style));
}

#[test]
fn pages_with_blocks_load_their_styles_before_those_of_the_book() {
    let book = Book::new(
        "-- content/index.md --\n# Home\n\nText\n-- content/a/code.md --\n# Code\n\n```js\nlet a;\n```\n\
         -- content/shown.md --\n# Shown\n\n![[code]]\n\
         -- content/tree.md --\n---\ntype: decision-tree\n---\n# Tree\n\n## Done?\n\n- Yes -> Go\n- No -> Stop\n\n\
         ## Go\n\n```js\nlet b;\n```\n\n## Stop\n",
    );
    let pages = book.pages();
    let loads = |path: &str| {
        let page = &pages[path];
        let (blocks, style) = (page.find("_fieldbook/blocks."), page.find("_fieldbook/style."));
        assert!(blocks.is_none_or(|blocks| Some(blocks) < style), "{page}");
        blocks.is_some()
    };
    let with = ["a/code/index.html", "shown/index.html", "tree/index.html", "print/index.html"];
    assert_eq!(with.map(loads), [true; 4]);
    assert_eq!(["index.html", "search/index.html", "404.html"].map(loads), [false; 3]);
    assert!(pages["a/code/index.html"].contains("href=\"../../_fieldbook/blocks."));
}

#[test]
fn code_without_anything_to_show_beside_its_text_is_as_plain_as_before() {
    for code in ["```\nif\n```", "```nonsense\nif\n```", "```text\nif\n```", "    if"] {
        let page = main(code);
        assert!(
            page.contains("<pre tabindex=\"0\"><code") && !page.contains("block-code"),
            "{page}"
        );
    }
}

#[test]
fn a_title_is_the_caption_of_a_figure() {
    shows(
        "```js title=\"a & b.js\"\nx\n```",
        "<figure class=\"block-code\"><figcaption>a &amp; b.js</figcaption>\
         <pre tabindex=\"0\"><code class=\"language-js\">x\n</code></pre></figure>",
    );
    shows("``` title=\".env\"\nx\n```", "<figcaption>.env</figcaption>");
}

#[test]
fn lines_have_numbers_and_marks_that_are_no_text() {
    shows(
        "```js {2} linenums=\"9\"\na\nif\n```",
        "<code class=\"language-js\"><span class=\"line\" data-n=\"9\">a\n</span>\
         <mark class=\"line\" data-n=\"10\"><span class=\"k\">if</span>\n</mark></code>",
    );
    shows(
        "```diff-js\n-a\n+b\n```",
        "<del class=\"line\">a\n</del><ins class=\"line\">b\n</ins></code>",
    );
    shows("```js\na // [!code ++]\n```", "<ins class=\"line\">a\n</ins></code>");
}

/// A comment over several lines is one token, and each line is an element.
#[test]
fn tokens_go_on_from_line_to_line() {
    shows(
        "```js {1}\n/* a\nb */ if\n```",
        "<mark class=\"line\"><span class=\"c\">/* a\n</span></mark>\
         <span class=\"line\"><span class=\"c\">b */</span> <span class=\"k\">if</span>\n</span></code>",
    );
}

#[test]
fn a_page_with_html_keeps_what_is_written_for_code() {
    shows(
        "<i>a\n\n```js {1} linenums=\"1\" title=\"x\"\nlet a = \"<b>\";\n```\n",
        "<figure class=\"block-code\"><figcaption>x</figcaption><pre tabindex=\"0\">\
         <code class=\"language-js\"><mark class=\"line\" data-n=\"1\">",
    );
}

#[test]
fn search_and_previews_have_the_text_of_code_alone() {
    let book = Book::of_page(
        "# Page\n\n```js {1} title=\"named\" linenums=\"77\"\nlet apples = 1;\n```\n",
    );
    let (files, _) = book.render();
    let texts: Vec<String> = files
        .iter()
        .filter(|(path, _)| {
            !path.ends_with(".html") && (path.contains("search/") || !path.contains("_fieldbook/"))
        })
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(texts.iter().any(|text| text.contains("apples")));
    assert!(texts.iter().all(|text| !text.contains("class=") && !text.contains("block-code")));
}

/// The colours of a token in the light and in the dark.
fn colours(css: &str) -> BTreeMap<&str, [Colour; 2]> {
    let lines =
        css.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": light-dark("));
    let pairs = lines.filter_map(|(name, values)| {
        let (light, dark) = values.trim_end_matches(");").split_once(", ")?;
        Some((name, [Colour::parse(light)?, Colour::parse(dark)?]))
    });
    pairs.collect()
}

#[test]
fn every_colour_of_code_can_be_read_on_every_paper_of_code() {
    let code = colours(include_str!("../../assets/css/blocks/code.css"));
    let shared = colours(include_str!("../../assets/css/tokens.css"));
    let is_paper = |name: &str| name.ends_with("-paper") || name == "code-marked";
    let papers = code.iter().filter(|(name, _)| is_paper(name));
    let papers: Vec<_> =
        papers.chain(shared.iter().filter(|(name, _)| **name == "paper-deep")).collect();
    let inks = code.iter().filter(|(name, _)| !is_paper(name));
    let inks: Vec<_> = inks.chain(shared.iter().filter(|(name, _)| **name == "ink")).collect();
    assert_eq!((papers.len(), inks.len()), (4, 8));
    let white = Colour::parse("#fff").unwrap();
    for (ink, [light, dark]) in inks {
        for (paper, [light_paper, dark_paper]) in &papers {
            let least = light.contrast(*light_paper).min(dark.contrast(*dark_paper));
            assert!(least.min(light.contrast(white)) >= 4.5, "{ink} on {paper}: {least:.2}");
        }
    }
}
