//! Words in brackets with attributes, as Pandoc and Quarto have them: `[words]{#id .class}`.

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::amend::hidden::Hidden;
use crate::text::amend::{attribute_list, line_around};

const SIGN: &[u8] = b"]{";

/// Classes that stand for an element.
const ELEMENTS: &[(&str, &str)] =
    &[("mark", "mark"), ("underline", "u"), ("ul", "u"), ("kbd", "kbd"), ("smallcaps", "span")];

pub(super) fn may_hold(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), SIGN).any(|at| attribute_list::at(text, at + 1).is_some())
}

/// Writes them as elements.
pub(super) fn find(text: &str, hidden: &Hidden) -> Vec<Edit> {
    let mut edits = Vec::new();
    for close in memmem::find_iter(text.as_bytes(), SIGN) {
        let Some((end, list)) = attribute_list::at(text, close + 1) else { continue };
        let line = line_around(text, &(close..close)).start;
        let words = &text[line..close];
        let Some(open) = words.rfind('[').map(|open| line + open) else { continue };
        let is_words =
            !words[open - line..].contains(']') && !text[..open].ends_with(['!', '[', ']', '\\']);
        if !is_words || hidden.holds(open) || hidden.holds(close) {
            continue;
        }
        let is_class = |name: &str| list.classes.split(' ').any(|class| class == name);
        let tag = ELEMENTS.iter().find(|(class, _)| is_class(class)).map_or("span", |(_, tag)| tag);
        let id = list.id.as_deref().filter(|id| !id.contains(['"', '<', '&']));
        let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        edits.push(Edit::new(open..open + 1, format!("<{tag}{id}>")));
        edits.push(Edit::new(close..end, format!("</{tag}>")));
    }
    edits
}

#[cfg(test)]
mod tests {
    use crate::formats::edit::apply;
    use crate::text::amend::hidden::Hidden;

    #[test]
    fn words_with_attributes_are_elements() {
        let check = |text: &str, expected: &str| {
            let edits = super::find(text, &Hidden::of(&[]));
            assert_eq!(apply(text, edits).0, expected, "{text}");
        };
        check("a [b c]{#d .e} f", "a <span id=\"d\">b c</span> f");
        check("[a]{.mark} [b]{.underline}", "<mark>a</mark> <u>b</u>");
        for text in ["[a]{b", "![a]{.b}", "[[a]]{.b}", "[a][b]{.c}", "]{.a}"] {
            check(text, text);
        }
        super::find(&"[a]{.b ".repeat(20_000), &Hidden::of(&[]));
    }
}
