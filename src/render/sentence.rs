//! The sentence around a link or a citation, for pages that show who refers to them.

use crate::parse::citations;
use crate::parse::link_contexts::{self, LinkContext};
use crate::parse::{Heading, Parsed};
use crate::source::clamp;

/// A sentence of an entry, divided by the words of a link in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    pub before: String,
    /// The link's own words; empty for a citation.
    pub label: String,
    pub after: String,
    /// The heading above, if the sentence says nothing beside the link.
    pub under: String,
}

/// The most characters of a sentence that are shown.
const LONGEST: usize = 200;

/// A sentence of fewer bytes beside its link is shown with the one before it.
const SHORT: usize = 12;

/// How many bytes on either side are looked at, so that a page of a thousand links is quick.
const FAR: usize = 1000;

/// What a page says around the link or the citation that starts at a byte of its text.
pub fn around(parsed: &Parsed, at: usize) -> Sentence {
    let mut sentence = match link_contexts::find(&parsed.prose.link_contexts, at) {
        Some((link_context, mark)) => divided(link_context, mark.label.start, mark.label.end),
        None => Sentence::default(),
    };
    if !says_something(&sentence.before) && !says_something(&sentence.after) {
        let above = heading_above(&parsed.prose.headings, at);
        sentence.under = above.map(|heading| heading.text.clone()).unwrap_or_default();
        if !sentence.label.is_empty() {
            (sentence.before, sentence.after) = Default::default();
        }
    }
    sentence
}

/// The passage's sentence around `start..end`, cut between words to the length that is shown.
fn divided(link_context: &LinkContext, start: usize, end: usize) -> Sentence {
    let text = link_context.text.as_str();
    let label = match citations::seconds(citations::short(&text[start..end])) {
        Some(_) => String::new(),
        None => cut_end(&tidy(&text[start..end]), LONGEST / 2),
    };
    let near = clamp(text, &(start.saturating_sub(FAR)..(end + FAR).min(text.len())));
    let before = &text[near.start..start];
    let after = &text[end..near.end];
    let after = &after[..first_end(after)];
    let mut from = last_end(before);
    if label.is_empty() {
        // A citation may stand after the full stop of what it is for.
        let (from, after) = match says_something(&before[from..]) {
            true => (from, after),
            false => (last_end(before[..from].trim_end().trim_end_matches(['.', '!', '?'])), ""),
        };
        let whole = tidy(&format!("{}{after}", &before[from..]));
        return Sentence { before: cut_end(whole.trim(), LONGEST), ..Sentence::default() };
    }
    // `See that.` makes sense only with what stands before it.
    if before.len() - from + after.len() < SHORT {
        from = last_end(before[..from].trim_end().trim_end_matches(['.', '!', '?']));
    }
    let before = &before[from..];
    let (before, after) = (tidy(before), tidy(after));
    let room = LONGEST.saturating_sub(label.chars().count());
    let needed = after.trim_end_matches([' ', '·']).chars().count().min(room / 2);
    let before = cut_start(before.trim_start_matches([' ', '·']), room - needed);
    let after =
        cut_end(after.trim_end_matches([' ', '·']), room.saturating_sub(before.chars().count()));
    Sentence { before, label, after, under: String::new() }
}

/// Whether there is a word in a text.
fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn heading_above(headings: &[Heading], at: usize) -> Option<&Heading> {
    let above = headings[..headings.partition_point(|heading| heading.span.end <= at)].last();
    above.filter(|heading| heading.level > 1)
}

/// Where the last sentence of a text starts that has not ended yet.
fn last_end(text: &str) -> usize {
    let mut ends = text.char_indices().rev().filter(|(at, c)| is_end(text, *at, *c));
    ends.next().map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where the first sentence of a text has ended.
fn first_end(text: &str) -> usize {
    let mut ends = text.char_indices().filter(|(at, c)| is_end(text, *at, *c));
    ends.next().map_or(text.len(), |(at, c)| at + c.len_utf8())
}

/// A full stop ends a sentence if a space and no small letter follows: `e.g. this` is one sentence.
fn is_end(text: &str, at: usize, c: char) -> bool {
    match c {
        '\n' | '。' | '！' | '？' => true,
        '.' | '!' | '?' | '…' => {
            let rest = &text[at + c.len_utf8()..];
            let next = rest.trim_start();
            let short = ["e.g", "i.e", "cf", "vs"].iter().any(|word| text[..at].ends_with(word));
            !short && rest.len() > next.len() && !next.starts_with(char::is_lowercase)
        }
        _ => false,
    }
}

/// A text in one line and without times in brackets, with a space where there was one at its ends.
fn tidy(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for (time, _) in
        citations::bare(text).into_iter().filter(|(time, _)| text[time.start..].starts_with('['))
    {
        plain.push_str(text[from..time.start].trim_end());
        from = time.end;
    }
    plain.push_str(&text[from..]);
    let mut tidy = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c.is_whitespace() {
            true if tidy.ends_with(' ') => {}
            true => tidy.push(' '),
            false => {
                if matches!(c, '.' | ',' | ';' | ':' | '!' | '?') && tidy.ends_with(' ') {
                    tidy.pop();
                }
                tidy.push(c);
            }
        }
    }
    tidy
}

/// The last characters of a text, from a word on.
fn cut_start(text: &str, longest: usize) -> String {
    let count = text.chars().count();
    if count <= longest {
        return text.to_owned();
    }
    let start = text.char_indices().nth(count - longest).map_or(text.len(), |(at, _)| at);
    let word = text[start..].find(' ').map_or(start, |space| start + space + 1);
    format!("…{}", &text[word..])
}

/// The first characters of a text, to the end of a word.
fn cut_end(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let word = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..word].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::parse;
    use crate::source::SourceFile;

    /// The sentence around the first link of a page, `before<label>after (under)`.
    fn first(text: &str) -> String {
        let file = SourceFile { name: "a.md".into(), path: "a.md".into(), text: text.into() };
        let (parsed, _) = parse::page(&file, &Config::default());
        let Sentence { before, label, after, under } =
            around(&parsed, parsed.prose.links[0].span.start);
        format!("{before}<{label}>{after} ({under})")
    }

    #[test]
    fn a_link_is_quoted_with_its_sentence_and_no_other() {
        let text = "First. Then, e.g. on *Monday*, read\n[[A|the rhythm]] (it is short). Last.\n";
        assert_eq!(first(text), "Then, e.g. on Monday, read <the rhythm> (it is short). ()");
    }

    #[test]
    fn a_sentence_that_only_points_is_quoted_with_the_one_before() {
        assert_eq!(first("One. It ends on Friday. See [[A]].\n"), "It ends on Friday. See <A>. ()");
        assert_eq!(first("See [[A]].\n"), "See <A>. ()");
    }

    #[test]
    fn a_link_alone_in_its_item_names_the_heading_above() {
        assert_eq!(first("# T\n\n## Related\n\n- [[A]]\n"), "<A> (Related)");
        assert_eq!(first("# T\n\n- [[A]]\n"), "<A> ()");
    }

    #[test]
    fn a_row_is_quoted_as_a_whole() {
        let text = "| Who | Read |\n|--|--|\n| Founders | [[A]] | \n";
        assert_eq!(first(text), "Founders · <A> ()");
    }

    #[test]
    fn times_are_no_part_of_a_sentence() {
        let text = "It helps [00:01:02], see [[A]] <a data-t=\"00:01:09\">[00:01:09]</a>.\n";
        assert_eq!(first(text), "It helps, see <A>. ()");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words_on_both_sides() {
        let words = "word ".repeat(80);
        let quoted = first(&format!("{words}[[A]] {words}.\n"));
        assert!(quoted.starts_with("…word") && quoted.contains("word <A> word"), "{quoted}");
        assert!(quoted.chars().count() <= LONGEST + 8, "{quoted}");
        let short = first(&format!("Short [[A]] {words}\n"));
        assert!(short.chars().count() > 150, "{short}");
    }
}
