//! Features of a single label or target.

use super::language::Role;
use super::numbering::Goto;
use super::words::{LineWords, Word};

/// Whether a text is an instruction: outcomes are mostly actions, not things.
pub fn is_action(text: LineWords<'_>) -> bool {
    let mut words = text.words();
    let Some(first) = words.clone().next() else { return Goto::of(text).is_some() };
    let verb = words.find(|word| !word.is(Role::BeforeVerb)).unwrap_or(first);
    let has_object = words.next().is_some_and(|next| next.is(Role::Object));
    verb.is(Role::Verb)
        || first.is(Role::Verbless)
        || has_object && may_be_verb(verb)
        || Goto::of(text).is_some()
}

/// Whether the first words of a text say what somebody should do or may do.
pub fn obliges(text: LineWords<'_>) -> bool {
    start(text).holds(Role::Obliges)
}

/// Whether the first words of a text say what somebody does: `the crew waits`.
pub fn tells_who_acts(text: LineWords<'_>) -> bool {
    let acts = |word: Word<'_>| {
        let verb = word.text.strip_suffix('s').filter(|_| !word.is(Role::Effect));
        verb.is_some_and(|verb| text.language().has(verb, Role::Verb))
    };
    start(text).words().skip(1).take(5).any(acts)
}

fn start(text: LineWords<'_>) -> LineWords<'_> {
    text.to(text.char_indices().nth(60).map_or(text.len(), |(end, _)| end))
}

/// Whether a word may be a verb that is not listed: no list of verbs is complete.
fn may_be_verb(word: Word<'_>) -> bool {
    let is_other = ["s", "ed", "ing", "ly"].iter().any(|ending| word.text.ends_with(ending));
    word.text.len() > 2
        && word.text.chars().all(char::is_alphabetic)
        && !is_other
        && !word.is(Role::NoVerb)
}

/// Whether a text is an amount or a range of amounts: `5+`, `< 100 €`, `2 to 4`, `under 15 %`.
pub fn is_amount(text: LineWords<'_>) -> bool {
    let text = text.trim_with(str::trim);
    let text = text.after_opening(Role::For).map_or(text, LineWords::trimmed_start);
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    has_digit && text.starts_with(['<', '>', '≤', '≥', '=', '~'])
        || starts_with_digit(text.trim_start_matches(['$', '€', '£', ' ']))
        || text.opens_with(Role::Bound) && (has_digit || text.holds(Role::Number))
        || text.words().next().is_some_and(|first| first.is(Role::Number))
}

/// Whether an amount has a bound: `5+`, `2–4`, `under 10`.
pub fn is_bounded(amount: LineWords<'_>) -> bool {
    !starts_with_digit(&amount)
        || amount.contains(['+', '-', '–', '<', '>', '≤', '≥'])
        || amount.holds(Role::RangeJoint)
}

/// A number with at most a unit: `62%`, `2 points`, `1.5`.
pub fn is_bare_amount(text: &str) -> bool {
    let is_short = text.split_whitespace().nth(2).is_none();
    is_short && starts_with_digit(text.trim_start_matches(['+', '-', '~', '$', '€', '£', ' ']))
}

pub fn ends_in_amount(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    last.contains(|c: char| c.is_ascii_digit())
}

/// A count without an action: `62%`, `12 votes`, `8 of 10`.
pub fn is_count(text: LineWords<'_>) -> bool {
    let is_number = |word: Word<'_>| word.text.chars().all(|c| c.is_ascii_digit());
    text.words().any(is_number)
        && text.words().all(|word| is_number(word) || word.is(Role::Counted))
}

/// A file, a folder, a URL or an identifier.
pub fn is_path(text: &str) -> bool {
    let text = text.trim();
    let is_file = text.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=4).contains(&extension.len())
            && extension.chars().all(|c| c.is_ascii_lowercase())
    });
    !text.contains(' ')
        && (is_file
            || text.contains(['@', '_'])
            || ["://", "::"].iter().any(|mark| text.contains(mark))
            || text.starts_with('/')
            || text.ends_with('/'))
}

/// A day, a week or a step of a plan.
pub fn is_time(text: LineWords<'_>) -> bool {
    let mut words = text.words();
    let Some(first) = words.next() else { return false };
    let numbered = words.next().is_some_and(|second| starts_with_digit(second.text));
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let clock = text.len() >= 4 && text.as_bytes()[2] == b':' && starts_with_digit(&text);
    let year = first.text.len() == 4
        && is_digits(first.text)
        && ["19", "20"].iter().any(|century| first.text.starts_with(century));
    let quarter = first.text.len() == 2 && first.text.strip_prefix('q').is_some_and(is_digits);
    first.is(Role::Time) || first.is(Role::TimeUnit) && numbered || clock || quarter || year
}

/// A grade, or one side of a pair: `minor`, `green`, `not found`. A remark in parentheses says what
/// it means.
pub fn is_grade(label: LineWords<'_>) -> bool {
    let remark = label.find(" (").filter(|_| label.trim_end().ends_with(')'));
    let label = label.to(remark.unwrap_or(label.len()));
    label.words().len() <= 4 && label.words().take(2).any(|word| word.is(Role::Grade))
}

/// Whether a label ends in a word that needs another one: `The key is for`.
pub fn is_unfinished(label: LineWords<'_>) -> bool {
    label.last_word().is(Role::Unfinished)
}

/// A place to fill in: `[Name]`, `<date>`, `{value}`, `____`.
pub fn is_blank(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',']);
    let pairs = [('[', ']'), ('<', '>'), ('{', '}')];
    let is_enclosed = !text.contains('?')
        && pairs.iter().any(|(open, close)| {
            text.len() > 2 && text.starts_with(*open) && text.find(*close) == Some(text.len() - 1)
        });
    is_enclosed || text.len() > 2 && text.chars().all(|c| matches!(c, '_' | '.' | '…'))
}

/// A digit alone, such as a point of a scale.
pub fn is_digit(label: &str) -> bool {
    let label = label.trim();
    (1..=2).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is entirely in double quotes.
pub fn is_quoted(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',']);
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    text.chars().count() > 2 && text.starts_with(quote) && text.ends_with(quote)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
