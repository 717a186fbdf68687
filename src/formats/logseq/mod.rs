//! Syntax of Logseq, whose pages are outlines of points.
//!
//! [`blocks`] has what stands between a first and a last line, [`properties`] the lines `key:: value`,
//! [`outline`] the points below a heading, [`tasks`] the words at the start of a point, and [`macros`]
//! what stands in braces and parentheses. [`names`] has the names of pages.

mod blocks;
mod macros;
pub mod names;
mod outline;
pub mod properties;
mod tasks;

use crate::formats::Changes;
use crate::formats::lines::{Indentation, Line, Lines, marker};

/// A text without any of these has no blocks.
pub const BLOCK_SIGNS: &[&str] = &["#+BEGIN", "#+begin", ":LOGBOOK:"];

pub use blocks::changes as block_changes;

/// A text without any of these has no other syntax of Logseq.
pub const SIGNS: &[&str] = &[
    ":: ", "::\n", "::\r", "\n\t- ", "((", "]([[", "#[[", "SCHEDULED: <", "DEADLINE: <",
    "{:height", "{:width", "{{embed ", "{{query", "{{renderer", "{{video ", "{{youtube",
    "{{tweet ", "{{twitter ", "{{pdf ", "{{cloze ",
];

/// The changes that make plain markdown of the lines of a text.
pub fn changes(text: &str) -> Changes {
    let mut changes = Changes::default();
    let mut properties = properties::Writer::of(text);
    let mut outline = outline::Outline::of(text);
    let states = is_outline(text).then(|| tasks::states(text));
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        outline.line(&line, &mut changes.edits);
        if line.is_code {
            properties.other(&line, &mut changes.edits);
            continue;
        }
        if properties.line(&line, &mut changes.edits) {
            continue;
        }
        if let Some(states) = &states {
            tasks::line(text, &line, states, &mut changes.edits);
        }
        macros::line(text, &line, &mut changes);
    }
    properties.end_point(&mut changes.edits);
    changes
}

/// Whether a text is a page of points, as those of Logseq are.
fn is_outline(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    text.contains("\n\t- ")
        || first.is_some_and(|first| first.starts_with("- ") || properties::read(first).is_some())
}

/// The start of the words of a line, after the marker of its point.
fn words(text: &str, line: &Line) -> usize {
    let content = &text[line.content..line.span.end];
    line.content + marker(content).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{block_changes, changes};
    use crate::formats::edit::apply;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(apply(text, changes(text).edits).0, expected, "{text}");
    }

    #[test]
    fn properties_are_quiet_lines() {
        check(
            "title:: A\ntype:: [[Tool]]\n\n- b\n  id:: 64a1b2c3-0000-4000-8000-000000000001\n  collapsed:: true\n\t- c\n\t  made by:: D\n\t  e\n",
            "* **type:** [[Tool]]\n\n- b ^64a1b2c3-0000-4000-8000-000000000001\n\t- c\n\t  * **made by:** D\n\n\t  e\n",
        );
        let id = "64a1b2c3-0000-4000-8000-000000000001";
        check(
            &format!("- a\n  id:: {id}\n  ![b](c.png)\n- d\n"),
            &format!("- a\n  ![b](c.png) ^{id}\n- d\n"),
        );
        check(&format!("- # a\n  id:: {id}\n"), &format!("- # a\n\n  ^{id}\n\n"));
        check("a\nstate:: b\nc\n", "a\n* **state:** b\n\nc\n");
        check("- state:: b\n- c\n", "- **state:** b\n- c\n");
        check("> state:: b\n> c\n", "> * **state:** b\n>\n> c\n");
    }

    #[test]
    fn points_below_a_heading_are_points() {
        check("# A\n\t- b\n\t\t- c\n\t  d\n\n\t- e\nf\n", "# A\n- b\n\t- c\n  d\n\n- e\nf\n");
        check("- a\n\t- b\n", "- a\n\t- b\n");
        check("# A\n\n\t- code\n", "# A\n\n\t- code\n");
    }

    #[test]
    fn tasks_are_boxes() {
        check(
            "- TODO a\n- DOING b\n- DONE [#A] c\n- TODOs\n  SCHEDULED: <2026-01-05 Mon>\n",
            "- [ ] a\n- [ ] **DOING** b\n- [x] **A** c\n- TODOs\n  - **Scheduled:** 2026-01-05 Mon\n",
        );
        check("- NOW hiring: x\n\n- LATER a\n", "- NOW hiring: x\n\n- LATER a\n");
        check("- LATER a\n  id:: b\n", "- [ ] a\n  * **id:** b\n");
        check("Text ((a)).\n\n- TODO a\n", "Text ((a)).\n\n- TODO a\n");
    }

    #[test]
    fn references_are_links() {
        let id = "64a1b2c3-0000-4000-8000-000000000001";
        check(&format!("- a (({id})) b"), &format!("- a [[(({id}))]] b"));
        check(&format!("- [a]((({id})))"), &format!("- [[(({id}))|a]]"));
        check(&format!("- {{{{embed (({id}))}}}}"), &format!("- ![[(({id}))]]"));
        check("- {{embed [[A b]]}}", "- ![[A b]]");
        check("- [a b]([[C d]]) e", "- [[C d|a b]] e");
        check("- #[[A b]] `#[[c]]`", "- [[A b|#A b]] `#[[c]]`");
        check("- {{query (todo)}}\n- {{cloze a b}}", "- \n- a b");
        check("- {{video https://a.example}}", "- <https://a.example>");
        check("{{youtube-timestamp 75}} a {{youtube-timestamp 3601}}", "1:15 a 1:00:01");
        check("- ![a](b.png){:height 30, :width 40}", "- ![a\\|40x30](b.png)");
    }

    #[test]
    fn blocks_are_callouts_quotes_and_code() {
        let check = |text: &str, expected: &str| {
            assert_eq!(apply(text, block_changes(text).edits).0, expected);
        };
        check("- #+BEGIN_NOTE\n  a\n  #+END_NOTE\n", "- > [!NOTE]\n  >\n  > a\n\n");
        check("#+BEGIN_QUOTE\na\n#+END_QUOTE\n", ">\n> a\n\n");
        check("#+begin_src js\n#+a\n#+end_src\n", "``````js\n#+a\n``````\n");
        check("- a\n  :LOGBOOK:\n  CLOCK: x\n  :END:\n- b\n", "- a\n- b\n");
        check("#+BEGIN_NOTE\na\n", "#+BEGIN_NOTE\na\n");
    }

    #[test]
    fn what_is_none_stays() {
        for text in [
            "std::vec and a::b\n",
            "```\na:: b\n((x))\n```\n",
            "Use `a:: b`.\n",
            "A sentence with many words in it:: and more\n",
            "f((a, b)) and ((64a1))\n",
            "| a:: b |\n",
            "https:: //\n",
        ] {
            check(text, text);
        }
        for text in ["a:: b\n", "((", "{{embed ", "\n\t- ", "#[[", "){:", "#+BEGIN_A\n"] {
            changes(&text.repeat(20_000));
            block_changes(&text.repeat(20_000));
        }
    }
}
