//! The answers that a state remembers.

use super::reads::{MemoryFact, Reads};
use crate::tree::rule::{KnownAnswers, number_of_choice};
use crate::tree::{NodeId, NodeKind, ScoreId, Tree};

/// Facts by index, sorted. Unknown facts and zero scores are left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Memory(Vec<(u32, i64)>);

impl Memory {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn get(&self, fact: u32) -> Option<i64> {
        self.place(fact).ok().map(|place| self.0[place].1)
    }

    pub fn set(&mut self, fact: u32, value: Option<i64>) {
        match (self.place(fact), value) {
            (Ok(place), Some(value)) => self.0[place].1 = value,
            (Ok(place), None) => {
                self.0.remove(place);
            }
            (Err(place), Some(value)) => self.0.insert(place, (fact, value)),
            (Err(_), None) => {}
        }
    }

    /// Keeps only the wanted facts.
    pub fn keep(&self, wanted: impl Fn(u32) -> bool) -> Memory {
        Memory(self.0.iter().filter(|(fact, _)| wanted(*fact)).copied().collect())
    }

    fn place(&self, fact: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&fact, |(fact, _)| *fact)
    }
}

/// A memory as input of rules.
pub struct Known<'a> {
    pub memory: &'a Memory,
    pub reads: &'a Reads,
    pub tree: &'a Tree,
}

impl Known<'_> {
    fn get(&self, fact: MemoryFact) -> Option<i64> {
        self.memory.get(self.reads.index(fact)?)
    }
}

impl KnownAnswers for Known<'_> {
    fn choice(&self, node: NodeId) -> Option<usize> {
        self.get(MemoryFact::Choice(node)).map(|index| index as usize)
    }

    fn ticked(&self, node: NodeId, tick: usize) -> Option<bool> {
        self.get(MemoryFact::Tick(node, tick)).map(|set| set == 1)
    }

    fn number(&self, node: NodeId) -> Option<i64> {
        let written = self.tree.nodes.get(node.0 as usize)?;
        match &written.kind {
            NodeKind::Choice(_) => number_of_choice(written, self.choice(node)?),
            NodeKind::PickMany(_) => self.get(MemoryFact::Count(node)),
            NodeKind::Number(_) => self.get(MemoryFact::Number(node)),
            _ => None,
        }
    }

    fn score(&self, score: ScoreId) -> i64 {
        self.get(MemoryFact::Score(score)).unwrap_or(0)
    }

    fn scores(&self) -> usize {
        self.tree.scores.len()
    }

    fn total(&self) -> i64 {
        self.get(MemoryFact::Total).unwrap_or(0)
    }
}
