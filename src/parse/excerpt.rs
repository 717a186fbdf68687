//! Descriptions of pages: the words of a text without marks of markdown.

use crate::text::{Document, Event};

/// The words of a description that is written in markdown.
pub fn words(description: &str) -> String {
    let is_marked = ["](", "[[", "][", "**", "`"].iter().any(|sign| description.contains(sign));
    if !is_marked {
        return description.to_owned();
    }
    let document = Document::of(description);
    let mut words = String::new();
    for (event, _) in document.events() {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::Math(text, _)
            | Event::Hashtag(text)
            | Event::Html(text)
            | Event::InlineHtml(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    without_labels(words.trim())
}

/// The elements of a title that only say how its words look.
const LOOKS: &[&str] =
    &["em", "strong", "b", "i", "u", "code", "small", "mark", "span", "sub", "sup"];

/// A title without the tags around words of it, `Set up <em>before</em> day one`. A tag that nothing
/// closes is a word.
pub fn without_tags(title: &str) -> String {
    let mut title = title.to_owned();
    for name in LOOKS {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        while let Some(start) = title.find(&open)
            && let Some(length) = title[start..].find(&close)
        {
            title.replace_range(start + length..start + length + close.len(), "");
            title.replace_range(start..start + open.len(), "");
        }
    }
    title
}

/// A text in which links without a definition, `[words][label]`, are their words.
pub fn without_labels(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("][") {
        let (before, after) = rest.split_at(middle);
        let open =
            before.rfind('[').filter(|open| !before[..*open].ends_with(char::is_alphanumeric));
        let (Some(open), Some(close)) = (open, after[2..].find(']')) else {
            kept.push_str(&rest[..middle + 2]);
            rest = &rest[middle + 2..];
            continue;
        };
        kept.push_str(&before[..open]);
        kept.push_str(&before[open + 1..]);
        rest = &after[2 + close + 1..];
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::{without_labels, without_tags, words};

    #[test]
    fn titles_show_words_and_no_tags() {
        for (written, shown) in [
            ("Set up <em>before</em> day <b><i>one</i></b>", "Set up before day one"),
            ("The <em> element", "The <em> element"),
            ("Vec<T>", "Vec<T>"),
        ] {
            assert_eq!(without_tags(written), shown);
        }
    }

    #[test]
    fn descriptions_show_words_and_no_marks() {
        for (written, shown) in [
            ("How to [join](join.md) **us**", "How to join us"),
            ("See [[Page|the page]] and `code`", "See the page and code"),
            ("What <it> costs: 2 * 3 * 4", "What <it> costs: 2 * 3 * 4"),
            ("Plain [words]", "Plain [words]"),
        ] {
            assert_eq!(words(written), shown);
        }
        for (written, shown) in [
            ("Look [here][Ref] and [there][].", "Look here and there."),
            ("A matrix a[1][2] of [x", "A matrix a[1][2] of [x"),
            ("an open ][ pair", "an open ][ pair"),
        ] {
            assert_eq!(without_labels(written), shown);
        }
    }
}
