//! Labels and references of MyST and Quarto: `(label)=`, `` {ref}`label` `` and `@sec-label`.
//!
//! A label is the id of the heading below it. A reference is a link without words, which shows the
//! title of its target.

use std::ops::Range;

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines};

/// The signs of labels and references.
pub const SIGNS: &[&str] = &[")=\n", "}`", "@sec-"];

/// Labels become ids, references become links.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        if line.is_code {
            continue;
        }
        match label(&text[line.content..line.span.end]) {
            Some(label) if line.quotes == 0 => {
                let heading = lines.peek_words().filter(|next| may_have_id(text, next));
                edits.extend(label_edits(&line, label, heading));
            }
            _ => references(text, line.content..line.span.end, &mut edits),
        }
    }
    Changes { edits, notes: Vec::new() }
}

/// The name in a line `(name)=`.
fn label(content: &str) -> Option<&str> {
    let label = content.trim_end().strip_prefix('(')?.strip_suffix(")=")?;
    let is_label = |c: char| c.is_alphanumeric() || "-_:.".contains(c);
    (!label.is_empty() && label.chars().all(is_label)).then_some(label)
}

/// Whether a line is a heading without attributes.
fn may_have_id(text: &str, line: &Line) -> bool {
    let content = text[line.content..line.span.end].trim_end();
    content.starts_with('#')
        && content.trim_start_matches('#').starts_with(' ')
        && !content.ends_with('}')
}

fn label_edits(line: &Line, label: &str, heading: Option<Line>) -> Vec<Edit> {
    match heading {
        Some(heading) => vec![
            Edit::remove(line.content..line.span.end),
            Edit::insert(heading.span.end, format!(" {{#{label}}}")),
        ],
        None => vec![Edit::new(line.content..line.span.end, format!("<a id=\"{label}\"></a>"))],
    }
}

/// Adds the links of the references in a line.
fn references(text: &str, line: Range<usize>, edits: &mut Vec<Edit>) {
    let mut at = line.start;
    while let Some(found) = text[at..line.end].find(['`', '@']) {
        let start = at + found;
        if text[start..].starts_with('@') {
            let reference = section(text, start, line.end);
            at = reference.as_ref().map_or(start + 1, |edit| edit.span.end);
            edits.extend(reference);
            continue;
        }
        let ticks = text[start..line.end].bytes().take_while(|byte| *byte == b'`').count();
        let inner = start + ticks;
        let Some(length) = text[inner..line.end].find(&"`".repeat(ticks)) else { return };
        let end = inner + length + ticks;
        if let Some(name) = role_before(&text[line.start..start]).filter(|_| ticks == 1)
            && let Some(link) = link(name, text[inner..inner + length].trim())
        {
            edits.push(Edit::new(start - name.len() - 2..end, link));
        }
        at = end;
    }
}

/// The name of a role, such as `ref` in `{ref}`, at the end of a text.
fn role_before(before: &str) -> Option<&str> {
    let (_, name) = before.strip_suffix('}')?.rsplit_once('{')?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b':');
    (!name.is_empty() && is_name).then_some(name)
}

/// What a role means in markdown.
fn link(role: &str, content: &str) -> Option<String> {
    let (words, target) = match content.strip_suffix('>').and_then(|it| it.rsplit_once('<')) {
        Some((words, target)) => (words.trim(), target.trim()),
        None => ("", content),
    };
    if target.is_empty() || target.contains(['(', ')', '<', '>']) {
        return None;
    }
    Some(match role {
        "ref" | "numref" | "std:ref" | "any" => format!("[{words}](<#{target}>)"),
        "doc" | "download" => format!("[{words}](<{target}>)"),
        "term" => if words.is_empty() { target } else { words }.to_owned(),
        _ => return None,
    })
}

/// The link of Quarto's reference to a section, with the brackets around it.
fn section(text: &str, at: usize, end: usize) -> Option<Edit> {
    let name = &text[at + 1..end];
    let is_name = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let name = &name[..name.find(|c| !is_name(c)).unwrap_or(name.len())];
    let before = text[..at].chars().next_back();
    if !name.starts_with("sec-") || before.is_some_and(|c| c.is_alphanumeric() || c == '\\') {
        return None;
    }
    let after = at + 1 + name.len();
    let in_brackets = before == Some('[') && text[after..].starts_with(']');
    let outer = usize::from(in_brackets);
    Some(Edit::new(at - outer..after + outer, format!("[](#{name})")))
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::check;

    #[test]
    fn labels_are_ids() {
        check(changes, "(role:lead)=\n# Lead\n", "\n# Lead {#role:lead}\n");
        check(
            changes,
            "(a-b)=\n\n## A\n\n(c)=\nText\n",
            "\n\n## A {#a-b}\n\n<a id=\"c\"></a>\nText\n",
        );
        check(changes, "(a)=\n# B {#c}\n", "<a id=\"a\"></a>\n# B {#c}\n");
        for text in ["f(x)=\n", "(a b)=\n", "()=\n", "```\n(a)=\n```\n", "(a)= b\n"] {
            check(changes, text, text);
        }
    }

    #[test]
    fn references_are_links() {
        check(
            changes,
            "See {ref}`a:b` and {ref}`the *b* <b>`.",
            "See [](<#a:b>) and [the *b*](<#b>).",
        );
        check(changes, "{doc}`../x/y` {doc}`Y </x/y>`", "[](<../x/y>) [Y](</x/y>)");
        check(changes, "{term}`SRE` {term}`engineers <SRE>`", "SRE engineers");
        check(changes, "see @sec-a-b, [@sec-c]", "see [](#sec-a-b), [](#sec-c)");
        for text in
            ["`{ref}` `a`", "`` {ref}`a` ``", "{math}`x^2`", "{ref}``a``", "me@sec-x.org", "{ref}`"]
        {
            check(changes, text, text);
        }
    }
}
