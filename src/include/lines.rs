//! The lines and anchors of an included file.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::did_you_mean;
use crate::include::directive::Selection;

/// An included file, scanned once.
pub struct FileLines<'a> {
    text: &'a str,
    /// The start of each line, and the end of the text.
    starts: Vec<usize>,
    /// The lines that contain an anchor comment, in order.
    marks: Vec<usize>,
    /// The lines of each anchor.
    anchors: BTreeMap<&'a str, Range<usize>>,
}

/// Why a part cannot be included: the end of a sentence, and a suggestion.
#[derive(Debug, PartialEq, Eq)]
pub struct NoPart {
    pub why: String,
    pub help: Option<String>,
}

impl<'a> FileLines<'a> {
    pub fn of(text: &'a str) -> FileLines<'a> {
        let mut lines =
            FileLines { text, starts: vec![0], marks: Vec::new(), anchors: BTreeMap::new() };
        let mut open: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let start = lines.starts[index];
            lines.starts.push(start + line.len());
            let starts = || {
                mark(line, "ANCHOR:")
                    .or_else(|| mark(line, "--8<-- [start:"))
                    .or_else(|| mark(line, "#region "))
            };
            let ends = || {
                mark(line, "ANCHOR_END:")
                    .or_else(|| mark(line, "--8<-- [end:"))
                    .or_else(|| mark(line, "#endregion "))
            };
            if let Some(name) = starts() {
                lines.marks.push(index);
                open.entry(name).or_insert(index + 1);
            } else if let Some(name) = ends() {
                lines.marks.push(index);
                if let Some(from) = open.get(name) {
                    lines.anchors.entry(name).or_insert(*from..index);
                }
            }
        }
        let last = lines.count();
        for (name, from) in open {
            lines.anchors.entry(name).or_insert(from..last);
        }
        lines
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The ranges of the text that make up a part, without the last line end.
    ///
    /// # Errors
    /// When the file has no such line or no such anchor.
    pub fn take(&self, part: &Selection) -> Result<Vec<Range<usize>>, NoPart> {
        match part {
            Selection::Whole => Ok(vec![self.stretch(0..self.count())]),
            Selection::Lines(first, last) => {
                let end = last.unwrap_or(usize::MAX).min(self.count());
                if *first <= self.count() { Ok(vec![self.stretch(first - 1..end.max(first - 1))]) } else { Err(NoPart {
                        why: format!("has no line {first}"),
                        help: Some(format!("its last line is {}", self.count())),
                    }) }
            }
            Selection::Anchor(name) => match self.anchors.get(name.as_str()) {
                Some(lines) => Ok(self.without_marks(lines.clone())),
                None => Err(NoPart {
                    why: format!("has no anchor `{name}`"),
                    help: did_you_mean(name, self.anchors.keys().copied())
                        .or_else(|| Some(format!("put a line with `ANCHOR: {name}` above the part, and one with `ANCHOR_END: {name}` below it"))),
                }),
            },
        }
    }

    /// The ranges of some lines without the anchor comments in them.
    fn without_marks(&self, lines: Range<usize>) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        let mut from = lines.start;
        let first = self.marks.partition_point(|mark| *mark < lines.start);
        let inside = self.marks[first..].iter().take_while(|mark| **mark < lines.end);
        for mark in inside.copied().chain([lines.end]) {
            if from < mark {
                stretches.push(self.starts[from]..self.starts[mark]);
            }
            from = mark + 1;
        }
        if let Some(last) = stretches.last_mut() {
            last.end = last.start + self.text[last.clone()].trim_end_matches('\n').len();
        }
        stretches
    }

    fn stretch(&self, lines: Range<usize>) -> Range<usize> {
        let (start, end) = (self.starts[lines.start], self.starts[lines.end]);
        if self.text[start..end].ends_with('\n') { start..end - 1 } else { start..end }
    }
}

/// The name after `mark`, if the line contains it.
fn mark<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let rest = line.split_once(mark)?.1.trim_start();
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str, part: Selection) -> Result<String, NoPart> {
        FileLines::of(text).take(&part).map(|stretches| {
            stretches.into_iter().map(|stretch| &text[stretch]).collect::<String>()
        })
    }

    #[test]
    fn lines_are_counted_from_one_and_the_last_is_meant() {
        let text = "one\ntwo\nthree\n";
        assert_eq!(taken(text, Selection::Whole).unwrap(), "one\ntwo\nthree");
        assert_eq!(taken(text, Selection::Lines(2, Some(2))).unwrap(), "two");
        assert_eq!(taken(text, Selection::Lines(2, Some(99))).unwrap(), "two\nthree");
        assert_eq!(taken(text, Selection::Lines(3, Some(1))).unwrap(), "");
        assert_eq!(taken("", Selection::Whole).unwrap(), "");
        assert!(taken(text, Selection::Lines(4, None)).is_err());
    }

    #[test]
    fn marks_inside_a_part_are_left_out() {
        let text =
            "// ANCHOR: all\na\n// ANCHOR: in\nb\n// ANCHOR_END: in\nc\n// ANCHOR_END: all\nd";
        assert_eq!(taken(text, Selection::Anchor("all".into())).unwrap(), "a\nb\nc");
        assert_eq!(taken(text, Selection::Anchor("in".into())).unwrap(), "b");
    }

    #[test]
    fn an_anchor_that_never_ends_reaches_to_the_last_line() {
        assert_eq!(taken("a\n# ANCHOR: x\nb\nc\n", Selection::Anchor("x".into())).unwrap(), "b\nc");
        assert_eq!(taken("# ANCHOR: x\n", Selection::Anchor("x".into())).unwrap(), "");
    }
}
