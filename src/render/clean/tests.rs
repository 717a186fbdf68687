//! What is removed, and that well-formed HTML is cleaned in the same way by both cleaners.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{ELEMENTS, OWN_ELEMENTS, clean, sanitised, well_formed};
use crate::render::html::Html;

const TEXTS: &[&str] = &[
    "", " ", "\n", "word", "日本 \u{a0}x", "a &amp; b", "1 &lt; 2", "&quot;&#39;\"'", "&nbsp;",
    "x > y", "R & D", "&copy;", "&copy", "&#106;", "\u{FEFF}", "\u{c}", "a\rb", "\0", "<",
    "<!-- x -->", "¡",
];

const NAMES: &[&str] = &[
    "id", "class", "title", "href", "src", "tabindex", "rel", "style", "onclick", "aria-label",
    "data-x", "data-", "open", "type", "checked", "align",
];

const VALUES: &[&str] = &[
    "",
    "x",
    "a b",
    "a&amp;b",
    "&quot;",
    "&#39;'",
    "x>y",
    "é\u{a0}",
    "#top",
    "../a/?b=c:d",
    "a:b",
    "https://a.org/b?c#d",
    "http://a.b-c.example",
    "http://",
    "https://1.2.3",
    "https://a.1",
    "https://xn--a/",
    "https://a:80/",
    "https://a..b/",
    "mailto:a@b.org",
    "mailto://[",
    "tel:1",
    "obsidian:x",
    "obsidian://open?vault=a&amp;file=b",
    "javascript:x",
    "data:x",
    "HTTPS://a.org",
    " javascript:x",
    "java\nscript:x",
    "日本:x",
    "//a",
    "&#106;avascript:x",
    "javascript&#58;x",
    "-:x",
    "https:/a",
    "https://a_b.org/",
    "https://-a.b--c-.org/",
    "https://a.org\\b",
    "https://a.org ",
];

fn attribute() -> impl Strategy<Value = String> {
    let written = |(name, value): (&str, &str)| match value {
        "" => format!(" {name}"),
        _ => format!(" {name}=\"{value}\""),
    };
    (select(NAMES), select(VALUES)).prop_map(written)
}

fn element(name: &str, attributes: &str, content: &str) -> String {
    match name {
        "br" | "img" | "input" | "source" | "track" | "wbr" | "hr" => {
            format!("<{name}{attributes}>{content}")
        }
        _ => format!("<{name}{attributes}>{content}</{name}>"),
    }
}

/// Several elements in each other, which makes most of the elements that depend on others right.
const FRAMES: &[&[&str]] = &[
    &["ul", "li"],
    &["ol", "li"],
    &["dl", "dt"],
    &["dl", "dd"],
    &["table", "tbody", "tr", "td"],
    &["table", "thead", "tr", "th"],
    &["table", "tr", "td"],
    &["tr", "td"],
    &["table", "caption"],
    &["table", "colgroup"],
    &["pre", "code"],
    &["b", "b", "b", "b", "b"],
    &["i", "table", "tbody", "tr", "td", "i"],
    &["script"],
    &["nobr"],
    &["svg", "a"],
];

/// Elements that parsers move or close early.
const MOVED: &[&str] = &["p", "a", "b", "h2", "div", "ul", "li", "table", "tr", "td", "pre"];

/// HTML of which each element is closed where it should be.
fn nested() -> impl Strategy<Value = String> {
    let names: Vec<&str> = ELEMENTS.iter().chain(OWN_ELEMENTS).copied().collect();
    let name = prop_oneof![select(names), select(MOVED)].boxed();
    let attributes = || prop_oneof![2 => Just(String::new()), 1 => attribute()];
    let text = prop_oneof![3 => Just("word"), 1 => select(TEXTS)].prop_map(str::to_owned);
    text.prop_recursive(6, 24, 3, move |inner| {
        let content = vec(inner, 0..3).prop_map(|parts| parts.concat());
        let single = (name.clone(), attributes(), content.clone());
        let framed = (select(FRAMES), attributes(), content);
        prop_oneof![
            3 => single.prop_map(|(name, written, content)| element(name, &written, &content)),
            1 => framed.prop_map(|(names, written, content)| {
                let inside = |content: String, name: &&str| element(name, &written, &content);
                names.iter().rev().fold(content, inside)
            }),
        ]
    })
}

/// As [`nested`], with a few characters left out.
fn torn() -> impl Strategy<Value = String> {
    (nested(), any::<prop::sample::Index>(), select(&[0, 0, 0, 1, 3][..])).prop_map(
        |(html, at, length)| {
            let from = at.index(html.chars().count() + 1);
            let kept = html.chars().enumerate();
            kept.filter(|(at, _)| !(from..from + length).contains(at)).map(|(_, c)| c).collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn well_formed_html_is_cleaned_as_the_sanitiser_would(html in torn()) {
        if let Some(clean) = well_formed::clean(&html) {
            prop_assert_eq!(clean, sanitised(&html));
        }
    }

    #[test]
    fn any_tags_in_any_order_are_cleaned_as_the_sanitiser_would(
        tags in vec((select(ELEMENTS), select(&["", "/"][..])), 0..8)
    ) {
        let html: String = tags.iter().map(|(name, side)| format!("<{side}{name}>x")).collect();
        if let Some(clean) = well_formed::clean(&html) {
            prop_assert_eq!(clean, sanitised(&html));
        }
    }
}

#[test]
fn what_authors_write_most_is_plainly_well_formed() {
    for html in [
        "<div class=\"note\"><p>A <b>bold</b> word &amp; <a href=\"../b/\">b</a>.</p></div>\n",
        "<details open><summary>More</summary>\n<ul>\n<li><p>a<br>b</p></li></ul></details>",
        "<table>\n<thead><tr><th scope=\"col\">a</th></tr></thead>\n<tbody>\n</tbody></table>",
        "<table>\n<tr>\n<td>x</td></tr>\n<tr></tr>\n</table>\n",
        "<pre tabindex=\"0\"><code>x &lt; y\n</code></pre><p><img src=\"a.png\" alt></p>",
        "<dl><dt>a</dt><dd>b</dd></dl><hr><h2 id=\"x\">x <i>y</i></h2>",
    ] {
        assert_eq!(well_formed::clean(html), Some(sanitised(html)));
    }
}

#[test]
fn what_a_parser_reads_in_another_way_is_left_to_the_sanitiser() {
    for html in [
        "<p>a<p>b</p></p>",
        "<p><div></div></p>",
        "<a><b><a></a></b></a>",
        "<li>a</li>",
        "<table>x</table>",
        "<table><thead><tr><td>x</td></tr></table>",
        "<b>x",
        "<b>x</i>",
        "<pre>\nx</pre>",
        "<h2><h3>x</h3></h2>",
        "<script>x</script>",
        "<a href=\"javascript:x\">y</a>",
        "<B>x</B>",
        "<b a=x>y</b>",
        "<i/>",
    ] {
        assert_eq!(well_formed::clean(html), None, "{html}");
    }
}

fn cleaned(html: &str) -> String {
    clean(&Html::trusted(html.to_owned())).into_string()
}

#[test]
fn scripts_handlers_and_strange_schemes_go() {
    for html in [
        "<script>x</script>",
        "<img src=x onerror=y>",
        "<a href=\"javascript:1\">x</a>",
        "<svg><a><set attributeName=href to=javascript:1></svg>",
        "<p style=\"x\">",
        "<iframe src=x></iframe>",
        "<form action=x><base href=y>",
    ] {
        let out = cleaned(html);
        for bad in ["script", "onerror", "style", "iframe", "svg", "form", "base"] {
            assert!(
                !out.contains(&format!("<{bad}")) && !out.contains(&format!(" {bad}=")),
                "{out}"
            );
        }
        assert!(!out.contains("javascript"), "{out}");
    }
}

#[test]
fn keys_reach_code_that_scrolls() {
    assert_eq!(cleaned("<pre>x</pre>"), "<pre tabindex=\"0\">x</pre>");
    assert_eq!(cleaned("<pre tabindex=\"-1\">x</pre>"), "<pre tabindex=\"0\">x</pre>");
}

#[test]
fn elements_are_nested_no_deeper_than_browsers_do() {
    let deepest = "<div>".repeat(1000) + "x" + &"</div>".repeat(1000);
    let out = cleaned(&deepest);
    assert_eq!((out.matches("<div>").count(), out.matches("</div>").count()), (256, 256));
    assert!(out.contains("<div>x</div>"));
    let items = "<ul>".to_owned() + &"<li>x".repeat(1000) + "</ul>";
    assert_eq!(cleaned(&items).matches("<li>").count(), 1000);
    let pairs = "<div>x</div>".repeat(1000);
    assert_eq!(cleaned(&pairs), pairs);
}

#[test]
fn tags_are_balanced() {
    assert_eq!(cleaned("<div><b>x</main>"), "<div><b>x</b></div>");
}
