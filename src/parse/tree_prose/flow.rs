//! Connections between questions.

use std::collections::{BTreeSet, VecDeque};

use super::group::Group;
use super::outline::Outline;
use super::target::{AnswerDestination, Targets};

/// The targets of all answers, by index of the question's group.
pub struct Flow {
    pub edges: Vec<Vec<AnswerDestination>>,
}

/// The limit for shared questions in all trees together; no handwritten text exceeds it.
const MOST: usize = 20_000;

impl Flow {
    pub fn new(outline: &Outline, groups: &[Group]) -> Flow {
        let targets = Targets::new(outline, groups);
        let of = |(at, group): (usize, &Group)| {
            (0..group.answers.len()).map(|index| targets.of(at, index)).collect()
        };
        Flow { edges: groups.iter().enumerate().map(of).collect() }
    }

    /// The start questions: those that no earlier question leads to.
    pub fn starts(&self) -> Vec<usize> {
        let led: BTreeSet<usize> = (0..self.edges.len())
            .flat_map(|from| self.questions(from).filter(move |to| *to > from))
            .collect();
        let mut covered = BTreeSet::new();
        let mut size = 0;
        let mut starts: Vec<usize> = (0..self.edges.len()).filter(|at| !led.contains(at)).collect();
        // A start that an earlier tree leads to is part of that tree.
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

    /// The reachable questions: the start, then the others in text order.
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
            AnswerDestination::Outcome(_) | AnswerDestination::Nowhere { .. } => None,
        })
    }
}
