//! The marks of authors: which groups of answers they are about.
//!
//! `{.no-decision}` covers everything below it, because refusing is safe. `{.decision}` is about the
//! first list of answers below it; the questions that this one leads to are judged as everywhere.

use std::collections::BTreeMap;

use super::group::Group;
use super::outline::{LineKind, Mark, Outline};
use super::signs;

/// How many lines above an intro are looked at.
const MOST: usize = 12;

/// Gives each group its mark.
pub fn give(outline: &Outline, groups: &mut [Group<'_>]) {
    // The group that each `{.decision}` is about, with whether it shows a sign of a decision.
    let mut marked: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for (at, group) in groups.iter_mut().enumerate() {
        match above(outline, group.intro) {
            Some((_, Mark::NoDecision)) => group.mark = Some(Mark::NoDecision),
            Some((line, Mark::Decision)) => {
                let is_shown = signs::are_shown(outline, group);
                let first = marked.entry(line).or_insert((at, is_shown));
                if is_shown && !first.1 {
                    *first = (at, true);
                }
            }
            None => {}
        }
    }
    for (at, _) in marked.into_values() {
        groups[at].mark = Some(Mark::Decision);
    }
}

/// The nearest mark on the intro, a heading above it or the line before it, with its line.
fn above(outline: &Outline, intro: usize) -> Option<(usize, Mark)> {
    let mut at = intro;
    for _ in 0..=MOST {
        if let Some(mark) = outline.lines[at].mark {
            return Some((at, mark));
        }
        if at == 0 {
            break;
        }
        at = outline.lines[at].parent;
    }
    let before = outline.before(intro)?;
    let mark = outline.lines[before].mark?;
    (outline.lines[before].kind == LineKind::Plain).then_some((before, mark))
}
