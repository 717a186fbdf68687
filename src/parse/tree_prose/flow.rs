//! Which questions lead to which.

use std::collections::{BTreeSet, VecDeque};

use super::group::Group;
use super::outline::Outline;
use super::target::{AnswerDestination, Targets};

/// Where every answer leads, by the place of its question among the groups.
pub struct Flow {
    pub edges: Vec<Vec<AnswerDestination>>,
}

/// Trees may share questions. This bounds how often, in all: whoever goes beyond it did not write
/// the text by hand.
const MOST: usize = 20_000;

impl Flow {
    pub fn new(outline: &Outline, groups: &[Group]) -> Flow {
        let targets = Targets::new(outline, groups);
        let of = |(at, group): (usize, &Group)| {
            (0..group.answers.len()).map(|index| targets.of(at, index)).collect()
        };
        Flow { edges: groups.iter().enumerate().map(of).collect() }
    }

    /// The questions where a walk starts: those that no earlier one leads to.
    pub fn starts(&self) -> Vec<usize> {
        let led: BTreeSet<usize> = (0..self.edges.len())
            .flat_map(|from| self.questions(from).filter(move |to| *to > from))
            .collect();
        let mut covered = BTreeSet::new();
        let mut size = 0;
        let mut starts: Vec<usize> = (0..self.edges.len()).filter(|at| !led.contains(at)).collect();
        // A start that an earlier tree leads back to is part of that tree.
        starts.retain(|start| {
            if size > MOST || covered.contains(start) {
                return false;
            }
            let reached = self.reach(*start);
            size += reached.len();
            covered.extend(reached);
            true
        });
        starts
    }

    /// The questions that a walk can come to: its start, then the others as they are written.
    pub fn reach(&self, start: usize) -> Vec<usize> {
        let mut seen = BTreeSet::from([start]);
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            queue.extend(self.questions(at).filter(|to| seen.insert(*to)));
        }
        seen.remove(&start);
        std::iter::once(start).chain(seen).collect()
    }

    fn questions(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        self.edges[from].iter().filter_map(|edge| match edge {
            AnswerDestination::Question(at) => Some(*at),
            AnswerDestination::Outcome { .. } => None,
        })
    }
}
