//! Markers of a merge in front matter.
//!
//! Both sides are read, since the page must stay out if one of them keeps it out.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::front_matter::FrontMatter;

/// A conflict in a block. Both texts have the length of the page, so that places stay right.
pub(super) struct Conflict {
    pub(super) ours: String,
    pub(super) theirs: String,
    /// Whether the markers are complete.
    pub(super) is_whole: bool,
    at: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Both,
    Ours,
    /// The common ancestor, which some tools write between the two.
    Base,
    Theirs,
}

const OPEN: &str = "<<<<<<< ";

impl Conflict {
    pub(super) fn report(&self, file: &Arc<str>, page: &FrontMatter) -> Diagnostic {
        let so = if page.draft { ", so this page is a draft" } else { "" };
        let message = format!("unresolved merge conflict in front matter{so}");
        Diagnostic::new(Code::MergeConflict, message)
            .at(Place::new(file, self.at..self.at + 7))
            .help("choose one side and delete the marker lines")
    }
}

/// Whether a page starts with a conflict that its front matter is part of.
pub(super) fn is_above(text: &str) -> bool {
    let second = || text.split('\n').nth(1).unwrap_or("").trim_end();
    text.starts_with(OPEN) && matches!(second(), "---" | "+++" | "{")
}

/// The conflict in a block.
pub(super) fn find(text: &str, block: &Range<usize>) -> Option<Conflict> {
    let written = &text[block.clone()];
    let is_start = |at: &usize| *at == 0 || written[..*at].ends_with('\n');
    let at = block.start + written.find(OPEN).filter(is_start)?;
    let mut ours = text.as_bytes().to_vec();
    let mut theirs = ours.clone();
    let mut side = Side::Both;
    let mut start = block.start;
    for line in written.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let next = marker(line);
        side = next.unwrap_or(side);
        let is_marker = next.is_some();
        if is_marker || matches!(side, Side::Theirs | Side::Base) {
            blank(&mut ours[range.clone()]);
        }
        if is_marker || matches!(side, Side::Ours | Side::Base) {
            blank(&mut theirs[range]);
        }
    }
    let [ours, theirs] = [ours, theirs].map(|side| String::from_utf8(side).unwrap_or_default());
    Some(Conflict { ours, theirs, is_whole: side == Side::Both, at })
}

/// The side that a marker begins.
fn marker(line: &str) -> Option<Side> {
    match line.trim_end() {
        "=======" => Some(Side::Theirs),
        _ if line.starts_with(OPEN) => Some(Side::Ours),
        _ if line.starts_with("||||||| ") => Some(Side::Base),
        _ if line.starts_with(">>>>>>> ") => Some(Side::Both),
        _ => None,
    }
}

/// Replaces all but the end of a line by spaces.
fn blank(line: &mut [u8]) {
    line.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_read() {
        let text = "a: 1\n<<<<<<< x\nb: 2\n||||||| y\nb: 0\n=======\nb: 3\n>>>>>>> z\nc: 4\n";
        let found = find(text, &(0..text.len())).unwrap();
        let lines = |side: &str| side.split_whitespace().collect::<String>();
        assert_eq!(lines(&found.ours), "a:1b:2c:4");
        assert_eq!(lines(&found.theirs), "a:1b:3c:4");
        assert!(found.is_whole && found.ours.len() == text.len());
        assert!(!find("<<<<<<< x\na: 1\n", &(0..15)).unwrap().is_whole);
    }
}
