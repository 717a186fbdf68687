//! Builds the graph of states.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::memory::{Known, Memory};
use super::reads::{MemoryFact, Reads};
use super::{MOST_STATES, TooLarge};
use crate::tree::rule::{all_that_apply, first_match, intervals};
use crate::tree::{Edge, NodeId, NodeKind, Number, PickMany, Points, Tree};

/// The limit of transitions between states.
const MOST_LINKS: usize = 10 * MOST_STATES;

/// The position of a walk and everything that its continuation depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    pub node: NodeId,
    pub phase: Phase,
    /// The facts that later rules read, by index. Zero scores are left out.
    memory: Memory,
    /// The visited nodes of this cycle; the walk ends when it returns to one.
    passed: Vec<NodeId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Just arrived.
    At,
    /// Within a tick list: the next tick, and whether an earlier one is set.
    Tick { next: u32, any: bool },
    /// A loop led back here, and the walk ends.
    Again,
}

/// The kind of a transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Answer(usize),
    Number(i64),
    /// One tick, set or not.
    Tick(Option<usize>),
    /// The end of a tick list with only an exclusive tick.
    NoTick(Option<usize>),
    Rule(usize),
    Step,
}

#[derive(Debug, Clone, Copy)]
pub struct Transition<'a> {
    pub to: usize,
    pub taken: Taken,
    /// The share of the walks through its first state that take this transition.
    pub weight: f64,
    /// The edge, if the transition leaves the node.
    pub edge: Option<&'a Edge>,
}

/// All states, the start first, and their outgoing transitions.
pub struct States<'a> {
    pub states: Vec<State>,
    pub links: Vec<Vec<Transition<'a>>>,
    /// The rows that apply together, for states that end at an all-that-apply table.
    pub composed: HashMap<usize, Vec<usize>>,
}

pub fn states(tree: &Tree) -> Result<States<'_>, TooLarge> {
    let mut builder = StatesBuilder {
        tree,
        reads: Reads::of(tree),
        cuts: intervals(tree),
        index: HashMap::new(),
        found: States { states: Vec::new(), links: Vec::new(), composed: HashMap::new() },
        weight: 0,
        link_count: 0,
    };
    if tree.nodes.is_empty() {
        return Ok(builder.found);
    }
    let (memory, passed) = (Memory::default(), Vec::new());
    builder.enter(State { node: Tree::START, phase: Phase::At, memory, passed })?;
    let mut at = 0;
    while at < builder.found.states.len() {
        let links = builder.leave(at)?;
        builder.link_count += links.len();
        if builder.link_count > MOST_LINKS {
            return Err(TooLarge);
        }
        builder.found.links.push(links);
        at += 1;
    }
    Ok(builder.found)
}

struct StatesBuilder<'a> {
    tree: &'a Tree,
    reads: Reads,
    /// For each number question, the lowest number of each interval to distinguish.
    cuts: BTreeMap<NodeId, BTreeSet<i64>>,
    index: HashMap<State, usize>,
    found: States<'a>,
    weight: usize,
    link_count: usize,
}

impl<'a> StatesBuilder<'a> {
    fn enter(&mut self, state: State) -> Result<usize, TooLarge> {
        if let Some(index) = self.index.get(&state) {
            return Ok(*index);
        }
        // A state with a large memory counts as several.
        self.weight += 1 + (state.memory.len() + state.passed.len()) / 64;
        if self.weight > MOST_STATES {
            return Err(TooLarge);
        }
        let index = self.found.states.len();
        self.index.insert(state.clone(), index);
        self.found.states.push(state);
        Ok(index)
    }

    /// The transitions of a state.
    fn leave(&mut self, at: usize) -> Result<Vec<Transition<'a>>, TooLarge> {
        let state = self.found.states[at].clone();
        if state.phase == Phase::Again {
            return Ok(Vec::new());
        }
        let tree = self.tree;
        match &tree.node(state.node).kind {
            NodeKind::Outcome(_) => Ok(Vec::new()),
            NodeKind::Step(edge) => {
                let to = self.follow(&state, edge)?;
                Ok(vec![Transition { to, taken: Taken::Step, weight: 1.0, edge: Some(edge) }])
            }
            NodeKind::FirstMatch(rules) => {
                let known = Known { memory: &state.memory, reads: &self.reads, tree };
                let Some(row) = first_match(rules, &known) else { return Ok(Vec::new()) };
                let to = self.follow(&state, &rules[row].edge)?;
                let edge = Some(&rules[row].edge);
                Ok(vec![Transition { to, taken: Taken::Rule(row), weight: 1.0, edge }])
            }
            NodeKind::AllThatApply(rules) => {
                let known = Known { memory: &state.memory, reads: &self.reads, tree };
                let rows = all_that_apply(rules, &known);
                if !rows.is_empty() {
                    self.found.composed.insert(at, rows);
                }
                Ok(Vec::new())
            }
            NodeKind::Choice(answers) => {
                let weight = 1.0 / answers.len() as f64;
                let mut links = Vec::with_capacity(answers.len());
                for (index, answer) in answers.iter().enumerate() {
                    let mut after = state.clone();
                    self.learn(&mut after, MemoryFact::Choice(state.node), index as i64);
                    self.add(&mut after, &answer.scores);
                    let to = self.follow(&after, &answer.edge)?;
                    let taken = Taken::Answer(index);
                    links.push(Transition { to, taken, weight, edge: Some(&answer.edge) });
                }
                Ok(links)
            }
            NodeKind::Number(number) => self.leave_number(&state, number),
            NodeKind::PickMany(pick) => self.leave_ticks(state, pick),
        }
    }

    fn leave_number(
        &mut self,
        state: &State,
        number: &'a Number,
    ) -> Result<Vec<Transition<'a>>, TooLarge> {
        let cuts = self.cuts.get(&state.node).cloned().unwrap_or_default();
        let branch =
            |value: &i64| number.branches.iter().find(|branch| branch.range.contains(value));
        let taken: Vec<_> =
            cuts.into_iter().filter_map(|value| Some((value, branch(&value)?))).collect();
        let weight = 1.0 / taken.len() as f64;
        let mut links = Vec::with_capacity(taken.len());
        for (value, branch) in taken {
            let mut after = state.clone();
            self.learn(&mut after, MemoryFact::Number(state.node), value);
            self.add(&mut after, &branch.scores);
            let to = self.follow(&after, &branch.edge)?;
            links.push(Transition {
                to,
                taken: Taken::Number(value),
                weight,
                edge: Some(&branch.edge),
            });
        }
        Ok(links)
    }

    /// Decides one tick. If no other is set at the end, the walk takes an exclusive one.
    fn leave_ticks(
        &mut self,
        state: State,
        pick: &'a PickMany,
    ) -> Result<Vec<Transition<'a>>, TooLarge> {
        let (next, any) = match state.phase {
            Phase::Tick { next, any } => (next as usize, any),
            _ => (0, false),
        };
        let from =
            |start: usize| (start..pick.ticks.len()).find(|tick| !pick.ticks[*tick].exclusive);
        let Some(tick) = from(next) else { return self.leave_list(&state, pick, 1.0) };
        let mut links = Vec::new();
        for set in [false, true] {
            let mut after = state.clone();
            if set {
                self.tick(&mut after, tick, pick);
                self.count(&mut after);
            }
            let any = any || set;
            let taken = Taken::Tick(set.then_some(tick));
            let edge = match from(tick + 1) {
                Some(next) => {
                    after.phase = Phase::Tick { next: next as u32, any };
                    let to = self.enter(after)?;
                    links.push(Transition { to, taken, weight: 0.5, edge: None });
                    continue;
                }
                None => &pick.edge,
            };
            if any {
                let to = self.follow_list(after, pick)?;
                links.push(Transition { to, taken, weight: 0.5, edge: Some(edge) });
            } else {
                links.extend(self.leave_list(&after, pick, 0.5)?);
            }
        }
        Ok(links)
    }

    /// Leaves a tick list without ordinary ticks.
    fn leave_list(
        &mut self,
        state: &State,
        pick: &'a PickMany,
        weight: f64,
    ) -> Result<Vec<Transition<'a>>, TooLarge> {
        let none: Vec<usize> =
            (0..pick.ticks.len()).filter(|tick| pick.ticks[*tick].exclusive).collect();
        let edge = Some(&pick.edge);
        if none.is_empty() {
            let to = self.follow_list(state.clone(), pick)?;
            return Ok(vec![Transition { to, taken: Taken::NoTick(None), weight, edge }]);
        }
        let weight = weight / none.len() as f64;
        let mut links = Vec::new();
        for tick in none {
            let mut after = state.clone();
            self.tick(&mut after, tick, pick);
            let to = self.follow_list(after, pick)?;
            links.push(Transition { to, taken: Taken::NoTick(Some(tick)), weight, edge });
        }
        Ok(links)
    }

    /// Leaves a tick list whose ticks are decided. No tick is an answer as well.
    fn follow_list(&mut self, mut after: State, pick: &PickMany) -> Result<usize, TooLarge> {
        let node = after.node;
        for fact in self.reads.of_list(node).collect::<Vec<_>>() {
            let known = self.reads.index(fact).and_then(|fact| after.memory.get(fact));
            self.learn(&mut after, fact, known.unwrap_or(0));
        }
        self.follow(&after, &pick.edge)
    }

    fn tick(&self, state: &mut State, tick: usize, pick: &PickMany) {
        self.learn(state, MemoryFact::Tick(state.node, tick), 1);
        self.add(state, &pick.ticks[tick].scores);
    }

    fn count(&self, state: &mut State) {
        let fact = MemoryFact::Count(state.node);
        let known = self.reads.index(fact).and_then(|fact| state.memory.get(fact)).unwrap_or(0);
        self.learn(state, fact, known + 1);
    }

    /// The state at the end of an edge.
    fn follow(&mut self, from: &State, edge: &Edge) -> Result<usize, TooLarge> {
        let knots = &self.reads.knots;
        let to = edge.to;
        if to.0 as usize >= self.tree.nodes.len() {
            let (memory, passed) = (Memory::default(), Vec::new());
            return self.enter(State { node: from.node, phase: Phase::Again, memory, passed });
        }
        let mut passed = from.passed.clone();
        if knots.on_circle[from.node.0 as usize]
            && let Err(place) = passed.binary_search(&from.node)
        {
            passed.insert(place, from.node);
        }
        if passed.binary_search(&to).is_ok() {
            let (memory, passed) = (Memory::default(), Vec::new());
            return self.enter(State { node: to, phase: Phase::Again, memory, passed });
        }
        let knot = knots.of[to.0 as usize];
        passed.retain(|node| knots.of[node.0 as usize] == knot);
        let memory = from.memory.keep(|fact| self.reads.is_live(to, fact));
        self.enter(State { node: to, phase: Phase::At, memory, passed })
    }

    /// Records a fact, if a rule reads it.
    fn learn(&self, state: &mut State, fact: MemoryFact, value: i64) {
        if let Some(fact) =
            self.reads.index(fact).filter(|fact| self.reads.is_live(state.node, *fact))
        {
            state.memory.set(fact, Some(value));
        }
    }

    fn add(&self, state: &mut State, points: &[Points]) {
        for Points { score, points } in points {
            if score.0 as usize >= self.tree.scores.len() {
                continue;
            }
            for fact in [MemoryFact::Score(*score), MemoryFact::Total] {
                let Some(fact) = self.reads.index(fact) else { continue };
                let sum = state.memory.get(fact).unwrap_or(0).saturating_add(*points);
                let live = self.reads.is_live(state.node, fact);
                state.memory.set(fact, (sum != 0 && live).then_some(sum));
            }
        }
    }
}
