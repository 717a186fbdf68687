//! Marks for contents, icons and abbreviations.

use super::article;

#[test]
fn marks_for_contents_are_left_out() {
    for mark in [
        "[TOC]",
        "[toc]",
        "[[_TOC_]]",
        "[[toc]]",
        "{:toc}",
        "<!-- toc -->",
        "${toc}",
        "{{< toc >}}",
        "{{toc}}",
        "{{ TOC }}",
        "- TOC\n{:toc}",
        "1. Contents\n{:toc}",
        "* TOC\n{:toc .x}",
    ] {
        let html = article(&format!("Before.\n\n{mark}\n\nAfter.\n"));
        let html = html.replace("\n\n", "\n");
        assert_eq!(html, "<p>Before.</p>\n<p>After.</p>\n", "{mark}");
    }
    for text in ["A [TOC] here.", "`[TOC]`", "[TOC]\n\n[toc]: https://a.example", "A {{toc}}"] {
        assert!(article(text).to_lowercase().contains("toc"), "{text}");
    }
}

#[test]
fn icons_without_words_are_left_out() {
    for (text, html) in [
        (":material-check: Done", "<p>Done</p>\n"),
        ("See :octicons-arrow-right-24:{ .lg } [b](#b)", "<p>See <"),
        ("- :fontawesome-solid-x: No", "<li>No</li>"),
        (":simple-git: and :material-x:", "<p>and</p>\n"),
        ("a:material-x: b", "a:material-x: b"),
        (":material-: b", ":material-: b"),
        ("`:material-x:`", "<code>:material-x:</code>"),
    ] {
        assert!(article(text).contains(html), "{text}\n{}", article(text));
    }
}

#[test]
fn abbreviations_have_their_meaning() {
    let html = article(
        "The HTML of HTML5 and `HTML`, W3C.\n\n## HTML\n\n*[HTML]: Hyper \"Text\"\n*[W3C]: The Web\n\nEnd.\n",
    );
    assert!(
        html.contains("The <abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr> of HTML5 and <code>HTML</code>, <abbr title=\"The Web\">W3C</abbr>."),
        "{html}"
    );
    assert!(!html.contains("*[") && html.ends_with("<p>End.</p>\n"), "{html}");
    assert!(article("```\n*[HTML]: a\n```\n").contains("*[HTML]: a"));
}
