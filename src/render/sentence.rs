//! Extracts the sentence around a link or a citation, for backlinks.

use crate::parse::citations;
use crate::parse::link_contexts::{self, LinkContext};
use crate::parse::{Heading, Parsed};
use crate::source::clamp;

/// A sentence, split at the label of a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    pub before: String,
    /// The link's label; empty for a citation.
    pub label: String,
    pub after: String,
    /// The heading above, if the sentence is only the link.
    pub under: String,
}

/// The longest sentence in characters; longer ones are cut.
const LONGEST: usize = 200;

/// With fewer bytes besides the link, the previous sentence is included.
const SHORT: usize = 12;

/// How many bytes on either side are searched, so that a page with many links stays fast.
const FAR: usize = 1000;

/// The sentence around the link or citation at a byte of a page's text.
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

/// The sentence around `start..end` in a link context, cut between words.
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
        // A citation may follow the full stop of its sentence.
        let (from, after) = if says_something(&before[from..]) {
            (from, after)
        } else {
            (last_end(before[..from].trim_end().trim_end_matches(['.', '!', '?'])), "")
        };
        let whole = tidy(&format!("{}{after}", &before[from..]));
        return Sentence { before: cut_end(whole.trim(), LONGEST), ..Sentence::default() };
    }
    // `See that.` needs the sentence before it.
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

/// Whether a text contains a word.
fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn heading_above(headings: &[Heading], at: usize) -> Option<&Heading> {
    let above = headings[..headings.partition_point(|heading| heading.span.end <= at)].last();
    above.filter(|heading| heading.level > 1)
}

/// The start of the last, unfinished sentence of a text.
fn last_end(text: &str) -> usize {
    let mut ends = text.char_indices().rev().filter(|(at, c)| is_end(text, *at, *c));
    ends.next().map_or(0, |(at, c)| at + c.len_utf8())
}

/// The end of the first sentence of a text.
fn first_end(text: &str) -> usize {
    let mut ends = text.char_indices().filter(|(at, c)| is_end(text, *at, *c));
    ends.next().map_or(text.len(), |(at, c)| at + c.len_utf8())
}

/// A full stop ends a sentence if a space and no lower-case letter follow: `e.g. this` is one
/// sentence.
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

/// Collapses white space and removes times in brackets; keeps a space at either end.
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

/// The end of a text, cut before a word.
fn cut_start(text: &str, longest: usize) -> String {
    let count = text.chars().count();
    if count <= longest {
        return text.to_owned();
    }
    let start = text.char_indices().nth(count - longest).map_or(text.len(), |(at, _)| at);
    let word = text[start..].find(' ').map_or(start, |space| start + space + 1);
    format!("…{}", &text[word..])
}

/// The start of a text, cut after a word.
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

    /// The sentence around the first link of a page, as `before<label>after (under)`.
    fn first(text: &str) -> String {
        let file = SourceFile::new("a.md".into(), "a.md".into(), text.into());
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
