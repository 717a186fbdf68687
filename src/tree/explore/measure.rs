//! Measures the graph of states.
//!
//! It is acyclic, because a walk ends when it returns to a node; so one pass forwards and one
//! backwards suffice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::idle::idle;
use super::states::{Phase, States, Taken};
use super::unasked::unasked;
use super::{Ending, Exploration, Reach};
use crate::tree::{Given, NodeId, NodeKind, Tree};

/// Questions, then ticks: the length of a path.
type Cost = (usize, usize);

/// The predecessors of a state.
#[derive(Clone)]
struct Before {
    paths: u128,
    share: f64,
    shortest: Option<Cost>,
    /// The last transition of the shortest path: its state and index there.
    by: Option<(usize, usize)>,
    longest: usize,
    longest_by: Option<usize>,
}

pub fn measure(tree: &Tree, found: &States) -> Exploration {
    let order = in_order(found);
    let before = forwards(tree, found, &order);
    let (paths, left) = backwards(tree, found, &order);
    let ends = ends(tree, found);
    let longest = (0..found.states.len())
        .filter(|state| found.links[*state].is_empty())
        .max_by_key(|state| (before[*state].longest, std::cmp::Reverse(*state)));
    Exploration {
        states: found.states.len(),
        paths: paths.first().copied().unwrap_or(0),
        longest: longest.map_or(0, |state| before[state].longest),
        longest_path: longest
            .map_or_else(Vec::new, |state| longest_path(tree, found, &before, state)),
        nodes: reaches(tree, found, &before, &left),
        endings: endings(tree, found, &before, &ends),
        dead_rules: dead_rules(tree, found),
        unmatched: unmatched(tree, found, &before),
        idle: idle(tree, found, &order),
        unasked: unasked(tree, found),
    }
}

/// The states in topological order.
fn in_order(found: &States) -> Vec<usize> {
    let mut waiting = vec![0usize; found.states.len()];
    for link in found.links.iter().flatten() {
        waiting[link.to] += 1;
    }
    let mut order: Vec<usize> = Vec::with_capacity(found.states.len());
    if !found.states.is_empty() {
        order.push(0);
    }
    let mut at = 0;
    while let Some(state) = order.get(at).copied() {
        for link in &found.links[state] {
            waiting[link.to] -= 1;
            if waiting[link.to] == 0 {
                order.push(link.to);
            }
        }
        at += 1;
    }
    order
}

/// Whether a state is at a newly asked question.
pub fn asks(tree: &Tree, found: &States, state: usize) -> bool {
    let written = &found.states[state];
    written.phase == Phase::At && tree.node(written.node).is_question()
}

fn forwards(tree: &Tree, found: &States, order: &[usize]) -> Vec<Before> {
    let nothing =
        Before { paths: 0, share: 0.0, shortest: None, by: None, longest: 0, longest_by: None };
    let mut before = vec![nothing; found.states.len()];
    if let Some(start) = before.first_mut() {
        *start = Before { paths: 1, share: 1.0, shortest: Some((0, 0)), ..start.clone() };
    }
    for from in order.iter().copied() {
        let here = before[from].clone();
        let asked = usize::from(asks(tree, found, from));
        for (place, link) in found.links[from].iter().enumerate() {
            let there = &mut before[link.to];
            there.paths = there.paths.saturating_add(here.paths);
            there.share += here.share * link.weight;
            let ticks = usize::from(matches!(link.taken, Taken::Tick(Some(_))));
            let cost = here.shortest.map(|(questions, set)| (questions + asked, set + ticks));
            if cost.is_some() && (there.shortest.is_none() || cost < there.shortest) {
                (there.shortest, there.by) = (cost, Some((from, place)));
            }
            if there.longest_by.is_none() || here.longest + asked > there.longest {
                (there.longest, there.longest_by) = (here.longest + asked, Some(from));
            }
        }
    }
    before
}

/// The number of paths from each state, and of the questions on them.
fn backwards(
    tree: &Tree,
    found: &States,
    order: &[usize],
) -> (Vec<u128>, Vec<RangeInclusive<usize>>) {
    let mut paths = vec![1u128; found.states.len()];
    let mut left = vec![0..=0; found.states.len()];
    for state in order.iter().rev().copied() {
        let links = &found.links[state];
        if links.is_empty() {
            continue;
        }
        let asked = usize::from(asks(tree, found, state));
        paths[state] = links.iter().fold(0, |sum: u128, link| sum.saturating_add(paths[link.to]));
        let least = links.iter().map(|link| *left[link.to].start()).min().unwrap_or(0);
        let most = links.iter().map(|link| *left[link.to].end()).max().unwrap_or(0);
        left[state] = least + asked..=most + asked;
    }
    (paths, left)
}

/// The outcomes of each final state.
fn ends(tree: &Tree, found: &States) -> Vec<(usize, BTreeSet<NodeId>)> {
    let states = found.states.iter().enumerate();
    states
        .filter_map(|(index, state)| match (&tree.node(state.node).kind, state.phase) {
            (NodeKind::Outcome(_), Phase::At) => Some((index, BTreeSet::from([state.node]))),
            (NodeKind::AllThatApply(rules), _) => {
                let rows = found.composed.get(&index)?;
                Some((index, rows.iter().map(|row| rules[*row].edge.to).collect()))
            }
            _ => None,
        })
        .collect()
}

fn endings(
    tree: &Tree,
    found: &States,
    before: &[Before],
    ends: &[(usize, BTreeSet<NodeId>)],
) -> Vec<Ending> {
    let mut by_outcome: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for (state, outcomes) in ends {
        for outcome in outcomes {
            by_outcome.entry(*outcome).or_default().push(*state);
        }
    }
    by_outcome
        .into_iter()
        .filter_map(|(outcome, states)| {
            let nearest = *states.iter().min_by_key(|state| before[**state].shortest)?;
            Some(Ending {
                outcome,
                paths: states.iter().fold(0, |sum, state| before[*state].paths.saturating_add(sum)),
                share: states.iter().map(|state| before[*state].share).sum(),
                shortest: shortest(tree, found, before, nearest),
            })
        })
        .collect()
}

/// The answers of the shortest path to a state.
fn shortest(tree: &Tree, found: &States, before: &[Before], state: usize) -> Vec<(NodeId, Given)> {
    let mut steps: Vec<(NodeId, Taken)> = Vec::new();
    let mut at = state;
    while let Some((from, place)) = before[at].by {
        steps.push((found.states[from].node, found.links[from][place].taken));
        at = from;
    }
    let mut answers: Vec<(NodeId, Given)> = Vec::new();
    for (node, taken) in steps.into_iter().rev() {
        let given = match taken {
            Taken::Answer(index) => Given::Choice(index),
            Taken::Number(value) => Given::Number(value),
            Taken::Tick(tick) | Taken::NoTick(tick) => match answers.last_mut() {
                Some((last, Given::Ticks(ticks))) if *last == node => {
                    ticks.extend(tick);
                    continue;
                }
                _ => Given::Ticks(tick.into_iter().collect()),
            },
            Taken::Rule(_) | Taken::Step => continue,
        };
        answers.push((node, given));
    }
    debug_assert!(answers.iter().all(|(node, _)| tree.node(*node).is_question()));
    answers
}

fn longest_path(tree: &Tree, found: &States, before: &[Before], end: usize) -> Vec<NodeId> {
    let mut path = Vec::new();
    let mut at = Some(end);
    while let Some(state) = at {
        if asks(tree, found, state) {
            path.push(found.states[state].node);
        }
        at = before[state].longest_by;
    }
    path.reverse();
    path
}

fn reaches(
    tree: &Tree,
    found: &States,
    before: &[Before],
    left: &[RangeInclusive<usize>],
) -> Vec<Option<Reach>> {
    let mut reaches: Vec<Option<Reach>> = vec![None; tree.nodes.len()];
    let mut widen = |node: NodeId, asked: RangeInclusive<usize>, rest: RangeInclusive<usize>| {
        if let Some(reach) = reaches.get_mut(node.0 as usize) {
            *reach = Some(match reach.take() {
                None => Reach { before: asked, left: rest },
                Some(reach) => {
                    Reach { before: union(&reach.before, &asked), left: union(&reach.left, &rest) }
                }
            });
        }
    };
    for (index, state) in found.states.iter().enumerate() {
        if state.phase != Phase::At {
            continue;
        }
        let least = before[index].shortest.map_or(0, |(questions, _)| questions);
        let asked = least..=before[index].longest;
        widen(state.node, asked.clone(), left[index].clone());
        for row in found.composed.get(&index).into_iter().flatten() {
            let to = tree.node(state.node).rules()[*row].edge.to;
            widen(to, asked.clone(), 0..=0);
        }
    }
    reaches
}

fn union(a: &RangeInclusive<usize>, b: &RangeInclusive<usize>) -> RangeInclusive<usize> {
    *a.start().min(b.start())..=*a.end().max(b.end())
}

fn dead_rules(tree: &Tree, found: &States) -> Vec<(NodeId, usize)> {
    let mut fired: BTreeSet<(NodeId, usize)> = BTreeSet::new();
    let mut asked: BTreeSet<NodeId> = BTreeSet::new();
    for (index, state) in found.states.iter().enumerate() {
        if state.phase == Phase::At {
            asked.insert(state.node);
        }
        for link in &found.links[index] {
            if let Taken::Rule(row) = link.taken {
                fired.insert((state.node, row));
            }
        }
        for row in found.composed.get(&index).into_iter().flatten() {
            fired.insert((state.node, *row));
        }
    }
    asked
        .into_iter()
        .flat_map(|node| (0..tree.node(node).rules().len()).map(move |row| (node, row)))
        .filter(|rule| !fired.contains(rule))
        .collect()
}

fn unmatched(
    tree: &Tree,
    found: &States,
    before: &[Before],
) -> Vec<(NodeId, Vec<(NodeId, Given)>)> {
    let mut nearest: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (index, state) in found.states.iter().enumerate() {
        let table = matches!(
            tree.node(state.node).kind,
            NodeKind::FirstMatch(_) | NodeKind::AllThatApply(_)
        );
        let ends = found.links[index].is_empty() && !found.composed.contains_key(&index);
        if table && ends && state.phase == Phase::At {
            let known = nearest.entry(state.node).or_insert(index);
            if before[index].shortest < before[*known].shortest {
                *known = index;
            }
        }
    }
    nearest.into_iter().map(|(node, state)| (node, shortest(tree, found, before, state))).collect()
}
