//! Lists of phrases that people say shortly before they need a page.

use crate::parse::front_matter::FrontMatter;
use crate::parse::procedures::blocks::{BlockContent, List, OuterBlock};
use crate::parse::procedures::{PageText, Signal, SignalList};
use crate::text::PAGE_SIGNALS;

/// Announces signals at the start of a line.
const BEGINNINGS: &[&str] = &[
    "context signals",
    "context triggers",
    "signals that should",
    "signals to listen for",
    "signals to watch for",
    "trigger phrases",
    "phrases that should trigger",
    "things you hear",
    "things you might hear",
    "what you hear",
    "what you might hear",
];

/// Announces signals as a whole line.
const WHOLE: &[&str] = &[
    "signals",
    "the signals",
    "typical signals",
    "triggers",
    "what are you hearing",
    "listen for",
];

/// Announces signals anywhere in a line.
const ANYWHERE: &[&str] = &[
    "you hear", "you might hear", "you may hear", "you will hear", "you'll hear", "you could hear",
];

/// Longer lines are sentences that happen to precede a list.
const MOST_WORDS: usize = 12;

/// The signals that the front matter gives.
pub fn listed(front_matter: &FrontMatter) -> Option<SignalList> {
    let span = front_matter.spans.get("signals").cloned().unwrap_or(0..0);
    let signals = front_matter
        .signals
        .iter()
        .map(|text| Signal { text: without_quotes(text.clone()), span: span.clone() });
    let signals: Vec<Signal> = signals.filter(|signal| !signal.text.is_empty()).collect();
    let (id, anchor) = (PAGE_SIGNALS.to_owned(), PAGE_SIGNALS.to_owned());
    (!signals.is_empty()).then_some(SignalList { span, id, anchor, signals })
}

/// The signal lists of a page that has `others` other ones.
pub fn read(page: &PageText<'_>, others: usize) -> Vec<SignalList> {
    let mut lists: Vec<SignalList> = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        let BlockContent::List(list) = &block.kind else { continue };
        let before = &page.blocks[..index];
        let Some(said) = announced(before) else { continue };
        let signals = signals(list);
        if signals.is_empty() {
            continue;
        }
        let id = match others + lists.len() {
            0 => PAGE_SIGNALS.to_owned(),
            before => format!("{PAGE_SIGNALS}-{}", before + 1),
        };
        let heading = page.heading(said).map(|heading| heading.id.clone());
        let anchor = heading.unwrap_or_else(|| id.clone());
        lists.push(SignalList { span: block.span.clone(), id, anchor, signals });
    }
    lists
}

/// The heading or line that announces signals, if the following list contains them.
///
/// One introductory paragraph may be between the heading and the list.
fn announced<'a>(before: &'a [OuterBlock<'a>]) -> Option<&'a OuterBlock<'a>> {
    let line = before.last()?;
    if announces(line) {
        return Some(line);
    }
    let heading = &before[..before.len() - 1].last()?;
    let is_heading =
        matches!(heading.kind, BlockContent::Heading(_)) && line.kind == BlockContent::Paragraph;
    (is_heading && announces(heading)).then_some(heading)
}

fn announces(block: &OuterBlock) -> bool {
    if !matches!(block.kind, BlockContent::Heading(_) | BlockContent::Paragraph) {
        return false;
    }
    let words = block.words.trim().trim_end_matches([':', '…', '.', '?', ' ']);
    if words.split_whitespace().nth(MOST_WORDS).is_some() {
        return false;
    }
    let words = words.to_ascii_lowercase().replace('’', "'");
    WHOLE.contains(&words.as_str())
        || BEGINNINGS.iter().any(|beginning| words.starts_with(beginning))
        || ANYWHERE.iter().any(|phrase| holds_words(&words, phrase))
}

/// Whether a text contains a phrase as whole words.
fn holds_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + phrase.len()..].starts_with(char::is_alphanumeric)
    })
}

fn signals(list: &List) -> Vec<Signal> {
    let items = list.items.iter().map(|item| Signal {
        text: without_quotes(item.words.split_whitespace().collect::<Vec<_>>().join(" ")),
        span: item.span.clone(),
    });
    items.filter(|signal| !signal.text.is_empty()).collect()
}

/// Strips quotation marks.
fn without_quotes(text: String) -> String {
    const PAIRS: &[(char, char)] = &[('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’')];
    let inner = PAIRS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then(|| inner.trim().to_owned())
    });
    inner.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use crate::parse::procedures::of_text;

    /// The signals of a text, each with its anchor.
    fn read(text: &str) -> Vec<String> {
        let lists = of_text(text).signals.into_iter();
        lists
            .flat_map(|list| {
                let anchor = list.anchor;
                list.signals.into_iter().map(move |signal| format!("#{anchor} {}", signal.text))
            })
            .collect()
    }

    #[test]
    fn a_list_below_a_heading_that_announces_signals_holds_them() {
        for heading in [
            "## Context signals that should trigger this SOP:",
            "### Signals",
            "# Triggers",
            "## Trigger phrases",
            "## You might hear…",
            "## When to use: you hear",
            "## What are you hearing?",
        ] {
            let found = read(&format!("# T\n\n{heading}\n\n- \"A\"\n- B, \"b\" and **c**\n"));
            let words: Vec<_> = found.iter().map(|line| line.split_once(' ').unwrap().1).collect();
            assert_eq!(words, ["A", "B, \"b\" and c"], "{heading}");
            assert!(!found[0].starts_with("#page-signals"), "{heading}");
        }
    }

    #[test]
    fn a_bold_or_a_plain_line_announces_them_too() {
        for line in
            ["**Signals**", "**You may hear:**", "Context signals that should trigger this:"]
        {
            assert_eq!(read(&format!("{line}\n- “A”\n")), ["#page-signals A"], "{line}");
        }
    }

    #[test]
    fn a_heading_may_be_followed_by_a_sentence() {
        assert_eq!(read("## Signals\n\nIn the corridor.\n\n- A\n"), ["#signals A"]);
        assert!(read("## Signals\n\nOne.\n\nTwo.\n\n- A\n").is_empty());
    }

    #[test]
    fn other_lists_are_no_signals() {
        for text in [
            "## Mixed signals\n\n- A\n",
            "## When to Use\n\n- A\n",
            "You hearten people:\n\n- A\n",
            "It took a while, and many meetings, before anyone in the room said that you hear it:\n\n- A\n",
            "## Signals\n\n> quoted\n\n- A\n",
            "## Signals\n\nNone.\n",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_item_is_its_first_paragraph() {
        assert_eq!(read("## Signals\n\n- A\n  b\n\n  c\n  - d\n"), ["#signals A b"]);
    }
}
