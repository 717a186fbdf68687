//! The types of callouts that the tools have, with the style of each: synonyms share one.

/// Each style with its types. The titles of the types are in the interface texts.
const STYLES: &[(&str, &[&str])] = &[
    (
        "note",
        &[
            "note", "info", "todo", "abstract", "summary", "tldr", "question", "help", "faq",
            "example", "quote", "cite", "secondary", "seealso",
        ],
    ),
    ("tip", &["tip", "hint", "success", "check", "done"]),
    ("important", &["important"]),
    ("warning", &["warning", "attention"]),
    ("caution", &["caution", "failure", "fail", "missing", "danger", "error", "bug"]),
];

/// The style of a type in any capitals, if some tool has the type.
pub fn style(kind: &str) -> Option<&'static str> {
    let is_listed = |kinds: &[&str]| kinds.iter().any(|known| known.eq_ignore_ascii_case(kind));
    STYLES.iter().find(|(_, kinds)| is_listed(kinds)).map(|(style, _)| *style)
}

/// Every type.
pub fn all() -> impl Iterator<Item = &'static str> {
    STYLES.iter().flat_map(|(_, kinds)| kinds.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::{all, style};
    use crate::words::Words;

    #[test]
    fn every_type_has_a_title() {
        let words = Words::of("en");
        for kind in all() {
            assert!(words.article.callouts.contains_key(kind), "{kind}");
        }
    }

    #[test]
    fn capitals_do_not_matter() {
        assert_eq!(style("WARNING"), Some("warning"));
        assert_eq!(style("Faq"), Some("note"));
        assert_eq!(style("recipe"), None);
    }
}
