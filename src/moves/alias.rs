//! The edit that adds an alias to an entry.

use crate::diagnostic::Code;
use crate::moves::edit::{Edit, apply};
use crate::parse::front_matter;

/// The edit that adds an alias to a text's front matter, which is created if it is missing.
///
/// `None` if the front matter has a form that cannot be edited safely.
pub fn add(text: &str, alias: &str) -> Option<Edit> {
    let name = "".into();
    let (front_matter, body, problems) = front_matter::read(&name, text);
    if problems.iter().any(|problem| problem.code == Code::BadFrontMatter) {
        return None;
    }
    if front_matter.aliases.iter().any(|known| known == alias) {
        return Some(Edit::new(0..0, ""));
    }
    let edit = match front_matter.spans.get("aliases") {
        Some(value) => to_list(text, value.start..value.end, body, alias)?,
        None => new_key(text, body, alias),
    };
    let edited = apply(text, std::slice::from_ref(&edit));
    let (after, _, more) = front_matter::read(&name, &edited);
    let is_right = after.aliases.iter().any(|known| known == alias)
        && after.aliases.len() == front_matter.aliases.len() + 1
        && after.title == front_matter.title
        && more.len() == problems.len();
    is_right.then_some(edit)
}

fn to_list(text: &str, value: std::ops::Range<usize>, body: usize, alias: &str) -> Option<Edit> {
    let written = &text[value.clone()];
    let quoted = quoted(text, alias);
    if let Some(rest) = text[value.start..body].strip_prefix('[') {
        let comma = if rest.trim_start().starts_with(']') { "" } else { ", " };
        return Some(Edit::new(value.start + 1..value.start + 1, format!("{quoted}{comma}")));
    }
    if !written.is_empty() {
        return Some(Edit::new(value, format!("[{written}, {quoted}]")));
    }
    let next = value.end + text[value.end..].find('\n')? + 1;
    let line = text[next..].lines().next()?;
    let indent = &line[..line.len() - line.trim_start().len()];
    if line.trim_start().starts_with("- ") {
        Some(Edit::new(next..next, format!("{indent}- {quoted}\n")))
    } else {
        Some(Edit::new(value, format!(" [{quoted}]")))
    }
}

fn new_key(text: &str, body: usize, alias: &str) -> Edit {
    let quoted = quoted(text, alias);
    if body == 0 {
        return Edit::new(0..0, format!("---\naliases: [{quoted}]\n---\n\n"));
    }
    if text.starts_with("+++") {
        // At the top: further down, the key could become part of a table.
        let first = text.find('\n').map_or(body, |at| at + 1);
        return Edit::new(first..first, format!("aliases = [{quoted}]\n"));
    }
    let front_matter = text[..body].trim_end_matches('\n');
    let last = front_matter.rfind('\n').map_or(0, |at| at + 1);
    Edit::new(last..last, format!("aliases: [{quoted}]\n"))
}

/// Quotes an address for the front matter's language.
fn quoted(text: &str, alias: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/-_.".contains(c);
    if !text.starts_with("+++") && alias.chars().all(is_plain) {
        alias.to_owned()
    } else {
        format!("\"{}\"", alias.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_joins_those_that_are_there() {
        let cases = [
            ("Text.\n", "---\naliases: [/a/b]\n---\n\nText.\n"),
            ("", "---\naliases: [/a/b]\n---\n\n"),
            ("---\n\nA rule.\n", "---\naliases: [/a/b]\n---\n\n---\n\nA rule.\n"),
            ("---\ntitle: T\n---\nx", "---\ntitle: T\naliases: [/a/b]\n---\nx"),
            ("---\n---\nx", "---\naliases: [/a/b]\n---\nx"),
            ("---\naliases: []\n---\nx", "---\naliases: [/a/b]\n---\nx"),
            ("---\naliases: [One, Two]\n---\n", "---\naliases: [/a/b, One, Two]\n---\n"),
            ("---\naliases: [One,\n  Two]\n---\n", "---\naliases: [/a/b, One,\n  Two]\n---\n"),
            ("---\naliases: One, Two\n---\n", "---\naliases: [One, Two, /a/b]\n---\n"),
            ("---\naliases:\n- One\n---\n", "---\naliases:\n- /a/b\n- One\n---\n"),
            ("---\naliases:\n  - One\n---\n", "---\naliases:\n  - /a/b\n  - One\n---\n"),
            ("---\naliases:\ntitle: T\n---\n", "---\naliases: [/a/b]\ntitle: T\n---\n"),
            ("+++\n[extra]\na = 1\n+++\n", "+++\naliases = [\"/a/b\"]\n[extra]\na = 1\n+++\n"),
            ("---\naliases: [/a/b]\n---\n", "---\naliases: [/a/b]\n---\n"),
        ];
        for (before, after) in cases {
            let edit = add(before, "/a/b").unwrap();
            assert_eq!(apply(before, &[edit]), after, "{before}");
        }
    }

    #[test]
    fn an_alias_that_would_mean_something_else_is_quoted() {
        let edit = add("x", "/a, b").unwrap();
        assert_eq!(edit.text, "---\naliases: [\"/a, b\"]\n---\n\n");
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        assert_eq!(add("---\naliases: |\n  One\n---\n", "/a"), None);
        assert_eq!(add("---\ntitle: [\n---\n", "/a"), None);
    }
}
