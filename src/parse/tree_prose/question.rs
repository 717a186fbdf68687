//! Finds the question in a line.

use super::language::Role;
use super::numbering::{Numbering, without_bullet};
use super::words::LineWords;

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// What may close a line after its last letter.
const ENDS: [char; 6] = ['.', '!', ':', '…', ' ', '*'];

/// Whether a line ends in a question, apart from quotes and a remark in parentheses.
pub fn is_question(text: &str) -> bool {
    last_sentence(text).is_some()
}

/// Whether a line contains a question outside quotes, or is a quoted question.
pub fn holds_question(text: &str) -> bool {
    is_question(text) || earlier_sentence(text).is_some()
}

/// Whether a text is nothing but a question.
pub fn is_asked(text: &str) -> bool {
    text.trim_end().ends_with('?')
}

/// The title of a question: without `Ask:`, its number and its quotes.
///
/// Of several questions it is the last, unless that only follows up on the one before it. For a
/// line without a question, its last sentence.
pub fn title(line: LineWords<'_>) -> LineWords<'_> {
    let last = line.trim_with(|text| {
        last_sentence(text)
            .or_else(|| earlier_sentence(text))
            .unwrap_or_else(|| last_statement(text))
    });
    // `Check whether it is ours. That may take an hour.`
    let first = line.to(line.find(". ").unwrap_or(line.len()));
    let asks = last.ends_with(['?', '？']) || last.len() == line.len();
    let last = if !asks && first.opens_with(Role::FindsOut) { first } else { last };
    let before = line.before(last).trim_with(str::trim_end);
    let follows = before.ends_with(['?', '？']) && last.opens_with(Role::FollowUp);
    let asked =
        if follows { before.trim_with(|text| last_sentence(text).unwrap_or(text)) } else { last };
    let asked = without_bullet(asked);
    let asked = Numbering::of(asked).map_or(asked, |number| number.rest);
    let title = without_label(asked).trim_with(without_quotes);
    title.trim_with(|text| text.trim_end_matches([':', '.', ' ', '*']))
}

/// Whether a line tells something in several sentences and ends in a full stop.
pub fn is_statement(line: LineWords<'_>) -> bool {
    let text = line.trim_end();
    text.ends_with('.') && !holds_question(text) && sentence_start(text.trim_end_matches(ENDS)) > 0
}

/// Whether a line is the name of a speaker with a time: `Ann (00:01:09):`, `[00:12] Ben:`.
pub fn is_speaker(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    let is_time = |word: &str| {
        let time = word.trim_matches(['(', ')', '[', ']', ',', ':']);
        time.contains(':')
            && time
                .split(':')
                .all(|part| matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut words = text.split_whitespace();
    let (first, last) = (words.next().unwrap_or(""), words.next_back().unwrap_or(""));
    text.len() < 80 && (is_time(last) || first.starts_with(['[', '(']) && is_time(first))
}

/// The last sentence, if it ends in a question mark and little follows.
fn last_sentence(text: &str) -> Option<&str> {
    let mark = text.rfind(['?', '？'])?;
    let end = mark + text[mark..].chars().next().map_or(1, char::len_utf8);
    let rest = text[end..].trim();
    let remark = rest.starts_with('(') && rest.ends_with([')', ':']);
    let closed = rest.chars().all(|c| !c.is_alphanumeric());
    (closed || remark).then(|| &text[sentence_start(&text[..mark])..end])
}

/// The last sentence of a line that asks nothing, unless somebody is quoted in it.
fn last_statement(text: &str) -> &str {
    let start = sentence_start(text.trim_end_matches(ENDS));
    if text.contains(QUOTES) { text } else { &text[start..] }
}

/// A question that is followed by other sentences.
fn earlier_sentence(text: &str) -> Option<&str> {
    let mark = text.rfind("? ")?;
    let quotes = text[..=mark].matches(QUOTES).count();
    quotes.is_multiple_of(2).then(|| &text[sentence_start(&text[..mark])..=mark])
}

/// The start of the last sentence.
fn sentence_start(text: &str) -> usize {
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let rest = &text[at + 1..];
        let next = rest.trim_start().chars().next();
        // Sentences have more than two words: `1.` is a number, and `e.g.` does not end one.
        let long = text[start..at].split_whitespace().count() > 2;
        if rest.starts_with(' ') && long && next.is_some_and(|c| c.is_uppercase() || c == '"') {
            start = at + 1;
        }
    }
    start + text[start..].len() - text[start..].trim_start().len()
}

/// Strips `Ask:`, `Decision point –`, `Threshold test:`.
fn without_label(text: LineWords<'_>) -> LineWords<'_> {
    let ends = [": ", " – ", " — ", " - "];
    let found = ends.iter().filter_map(|end| Some((text.find(end)?, end.len()))).min();
    let Some((at, length)) = found else { return text };
    let label = text.to(at).trim_with(str::trim);
    let rest = text.from(at + length).trimmed_start();
    let is_sentence = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '„'));
    let is_label = text[at..].starts_with(':') && label.split_whitespace().count() <= 4;
    if label.is(Role::Asker) || is_label && is_sentence { rest } else { text }
}

/// Strips quotes around the whole text.
///
/// A single quote mark belongs to the sentence: does it start with "stock"?
fn without_quotes(text: &str) -> &str {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || c == '*' || QUOTES.contains(&c));
    let is_balanced = inner.matches(QUOTES).count().is_multiple_of(2);
    if is_balanced && !inner.is_empty() { inner } else { text.trim() }
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use super::title;
    use crate::parse::tree_prose::language::Language;
    use crate::parse::tree_prose::words::LineWords;

    #[test]
    fn a_question_is_called_what_it_asks() {
        let language = Language::of("en");
        for (text, expected) in [
            ("Ask: \"Could we succeed?\"", "Could we succeed?"),
            ("Question 2: Is there a vendor?", "Is there a vendor?"),
            ("Decision: Is it ours?", "Is it ours?"),
            ("Drums stand behind the shop. Is the drum full?", "Is the drum full?"),
            ("Does the name start with \"stock\"?", "Does the name start with \"stock\"?"),
            ("Compare the two, then:", "Compare the two, then"),
            ("Is it whole? And why so?", "Is it whole?"),
            ("Is it red? Is it new?", "Is it new?"),
            ("Boxes come in on Monday. Sort them by size:", "Sort them by size"),
        ] {
            let line = OnceCell::new();
            assert_eq!(title(LineWords::new(text, &line, &language)).as_str(), expected);
        }
    }
}
