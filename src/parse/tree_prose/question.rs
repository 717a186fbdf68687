//! The question in a line.

use std::ops::Range;

use super::numbering::Numbering;
use super::words;

/// Whether a line ends in a question, give or take quotes and a remark in parentheses.
pub fn is_question(text: &str) -> bool {
    asked(text).is_some()
}

/// Whether a question stands anywhere in a line, outside quotes or as all that is quoted.
pub fn holds_question(text: &str) -> bool {
    is_question(text) || last_asked(text).is_some()
}

/// Whether a text is a question through and through.
pub fn is_asked(text: &str) -> bool {
    text.trim_end().ends_with('?')
}

/// What a question is called: without `Ask:`, its number and its quotes.
///
/// A line that asks nothing is called what it says.
pub fn title(text: &str) -> Range<usize> {
    let range = asked(text).or_else(|| last_asked(text)).unwrap_or(0..text.len());
    let start = range.start + words::bullet(&text[range.clone()]);
    let start = start + Numbering::of(&text[start..range.end]).map_or(0, |number| number.end);
    let range = words::unquoted(text, after_label(text, start..range.end));
    let kept = text[range.clone()].trim_end_matches([':', '.', ' ', '*']);
    range.start..range.start + kept.len()
}

/// The last sentence that ends in a question mark, if little follows it.
fn asked(text: &str) -> Option<Range<usize>> {
    let mark = text.rfind(['?', '？'])?;
    let mark_length = text[mark..].chars().next().map_or(1, char::len_utf8);
    let rest = text[mark + mark_length..].trim();
    let remark = rest.starts_with('(') && rest.ends_with([')', ':']);
    let closed = rest.chars().all(|c| !c.is_alphanumeric());
    if !closed && !remark {
        return None;
    }
    let end = mark + mark_length;
    let start = sentence_start(&text[..mark]);
    Some(start..end)
}

/// A question that other sentences follow.
fn last_asked(text: &str) -> Option<Range<usize>> {
    let end = text.match_indices("? ").map(|(at, _)| at + 1).last()?;
    let quotes = text[..end].matches(['"', '“', '”', '„']).count();
    quotes.is_multiple_of(2).then(|| sentence_start(&text[..end - 1])..end)
}

/// Where the sentence starts that a text ends in.
fn sentence_start(text: &str) -> usize {
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let rest = &text[at + 1..];
        let next = rest.trim_start().chars().next();
        // `1.` numbers the question and `e.g.` is no end; a sentence has some words before it.
        let long = text[start..at].split_whitespace().count() > 2;
        if rest.starts_with(' ') && long && next.is_some_and(|c| c.is_uppercase() || c == '"') {
            start = at + 1;
        }
    }
    start + text[start..].len() - text[start..].trim_start().len()
}

/// Labels that only say that a question follows.
const ASKERS: &[&str] =
    &["decision point", "decision", "question", "ask", "check", "gate", "first", "now", "then"];

/// The part after `Ask:`, `Decision point –`, `Threshold test:`.
fn after_label(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let ends = [": ", " – ", " — ", " - "];
    let found = ends.iter().filter_map(|end| Some((part.find(end)?, end.len()))).min();
    let Some((at, length)) = found else { return range };
    let (label, rest) = (part[..at].trim(), part[at + length..].trim_start());
    let announces = ASKERS.iter().any(|asker| label.eq_ignore_ascii_case(asker));
    let is_sentence = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '„'));
    let is_label = part[at..].starts_with(':') && label.split_whitespace().count() <= 4;
    match announces || is_label && is_sentence {
        true => range.end - rest.len()..range.end,
        false => range,
    }
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_question_is_called_what_it_asks() {
        for (text, expected) in [
            ("Ask: \"Could we succeed?\"", "Could we succeed?"),
            ("Question 2: Is there a vendor?", "Is there a vendor?"),
            ("**Decision:** Is it ours?", "Is it ours?"),
            ("Drums stand behind the shop. Is the drum full?", "Is the drum full?"),
            ("Does the name start with \"stock\"?", "Does the name start with \"stock\"?"),
            ("Compare the two, then:", "Compare the two, then"),
        ] {
            let text = &text.replace('*', "");
            assert_eq!(&text[title(text)], expected);
        }
    }
}
