//! Prints where random answers lead in each tree of a book, as JSON.
//!
//! A page replays answers in its own language. The browser tests compare both replays on what this
//! prints, so it goes through addresses as the page does. The same seed gives the same answers.
//!
//! ```text
//! cargo run --example walks -- BOOK ANSWERS_PER_TREE SEED
//! ```

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;
use fieldbook::link::{Drafts, Playbook};
use fieldbook::render::tree::{data, state};
use fieldbook::shell::disk::{self, History};
use fieldbook::tree::flip::flips;
use fieldbook::tree::walk::{Answers, Position, Stands, walk};
use fieldbook::tree::{Given, Node, NodeId, NodeKind, Tree};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [book, count, seed] = arguments.as_slice() else {
        anyhow::bail!("usage: walks BOOK ANSWERS_PER_TREE SEED");
    };
    let count: usize = count.parse().context("ANSWERS_PER_TREE is a number")?;
    let mut random = Random(seed.parse().context("SEED is a number")?);
    let (_, config, sources) = disk::read(Path::new(book), History::Unread)?;
    let (site, _) = fieldbook::compile(&sources, config, Drafts::Shown);
    let trees: Vec<Value> = (0..site.playbook.trees.len())
        .map(|index| walks(&site.playbook, index, count, &mut random))
        .collect();
    println!("{}", Value::from(trees));
    Ok(())
}

fn walks(playbook: &Playbook, index: usize, count: usize, random: &mut Random) -> Value {
    let placed = &playbook.trees[index];
    let tree = &placed.tree;
    let walks: Vec<Value> = (0..count)
        .map(|_| {
            let given: Vec<(NodeId, Given)> =
                tree.ids().filter_map(|(id, node)| Some((id, answer(node, random)?))).collect();
            one(tree, &given)
        })
        .collect();
    json!({ "tree": data::of(playbook.entry(placed.entry), tree), "walks": walks })
}

fn one(tree: &Tree, given: &[(NodeId, Given)]) -> Value {
    let answers: Answers =
        given.iter().map(|(node, given)| (tree.node(*node).id.clone(), given.clone())).collect();
    let position = walk(tree, &answers);
    let flips: Vec<Value> = flips(tree, &answers, &position)
        .into_iter()
        .map(|flip| {
            let to: Vec<u32> = flip.outcomes.iter().map(|node| node.0).collect();
            json!({ "answer": state::query(tree, "", &[(flip.node, flip.given)]), "to": to })
        })
        .collect();
    let steps: Vec<u32> = position.steps.iter().map(|step| step.node.0).collect();
    json!({
        "query": state::query(tree, "", given),
        "steps": steps,
        "at": stands(&position).0,
        "ends": ends(&position),
        "flips": flips,
    })
}

fn stands(position: &Position) -> NodeId {
    match position.stands {
        Stands::Waiting(node)
        | Stands::Outcome(node)
        | Stands::Composed(node, _)
        | Stands::Stuck(node) => node,
    }
}

/// The outcomes, each with its caveat.
fn ends(position: &Position) -> Vec<Value> {
    match &position.stands {
        Stands::Outcome(node) => vec![json!([node.0, position.caveat])],
        Stands::Composed(_, parts) => {
            parts.iter().map(|(node, caveat)| json!([node.0, caveat])).collect()
        }
        Stands::Waiting(_) | Stands::Stuck(_) => Vec::new(),
    }
}

/// An answer to most questions, and now and then one that is none: outside the range, or `none`
/// together with another tick.
fn answer(node: &Node, random: &mut Random) -> Option<Given> {
    if random.below(12) == 0 {
        return None;
    }
    match &node.kind {
        NodeKind::Choice(answers) => Some(Given::Choice(random.below(answers.len()))),
        NodeKind::PickMany(pick) => {
            let ticks: BTreeSet<usize> =
                (0..pick.ticks.len()).filter(|_| random.below(3) == 0).collect();
            Some(Given::Ticks(ticks))
        }
        NodeKind::Number(number) => {
            let first = *number.domain.start();
            let width = number.domain.end().saturating_sub(first).clamp(1, 40);
            let offset = random.below(width as usize + 4) as i64 - 2;
            Some(Given::Number(first.saturating_add(offset)))
        }
        NodeKind::Step(_)
        | NodeKind::FirstMatch(_)
        | NodeKind::AllThatApply(_)
        | NodeKind::Outcome(_) => None,
    }
}

/// Numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}
