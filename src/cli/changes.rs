//! What changed in a tree between two versions, in words.
//!
//! Questions and outcomes are the same if they have the same id, else the same title; answers, if
//! they have the same label.

use crate::render::tree::words::conditions;
use crate::tree::scenario::{passes, run};
use crate::tree::walk::Stands;
use crate::tree::{Edge, Node, NodeId, NodeKind, Points, Scenario, Tree};
use crate::words::RuleWords;

/// The fields of an outcome as they are written.
pub const FIELDS: [&str; 3] = ["Do", "Who", "By when"];

/// The changes from one tree to another, in the order of the new one.
pub fn changes(words: &RuleWords, old: &Tree, new: &Tree) -> Vec<String> {
    let both = Versions { words, old, new };
    let mut changes = Vec::new();
    if old.title != new.title {
        changes.push(format!("`{}` is now called `{}`", old.title, new.title));
    }
    for (id, node) in new.ids() {
        match both.before(node) {
            Some(before) => both.node((before, old.node(before)), (id, node), &mut changes),
            None => changes.push(format!("{} `{}` is new", kind(node), node.title)),
        }
    }
    for (_, node) in old.ids() {
        if both.after(node).is_none() {
            changes.push(format!("{} `{}` is gone", kind(node), node.title));
        }
    }
    both.scenarios(&mut changes);
    changes
}

struct Versions<'a> {
    words: &'a RuleWords,
    old: &'a Tree,
    new: &'a Tree,
}

impl Versions<'_> {
    fn before(&self, node: &Node) -> Option<NodeId> {
        same(self.old, self.new, node)
    }

    fn after(&self, node: &Node) -> Option<NodeId> {
        same(self.new, self.old, node)
    }

    fn node(
        &self,
        (old_id, old): (NodeId, &Node),
        (new_id, new): (NodeId, &Node),
        changes: &mut Vec<String>,
    ) {
        let title = &new.title;
        if old.title != new.title {
            changes.push(format!("{} `{}` is now `{title}`", kind(new), old.title));
        }
        if (old_id == Tree::START) != (new_id == Tree::START) {
            let now = if new_id == Tree::START { "now" } else { "no longer" };
            changes.push(format!("the walk {now} starts at `{title}`"));
        }
        if kind(old) != kind(new) {
            changes.push(format!("`{title}` was {}, and is now {}", a(kind(old)), a(kind(new))));
        }
        if let (NodeKind::Number(old), NodeKind::Number(new)) = (&old.kind, &new.kind)
            && old.domain != new.domain
        {
            changes.push(format!("`{title}` takes other numbers"));
        }
        if let (NodeKind::Outcome(old), NodeKind::Outcome(new)) = (&old.kind, &new.kind) {
            for ((name, before), after) in FIELDS.into_iter().zip(old.fields()).zip(new.fields()) {
                if before != after {
                    let said = |field: Option<&str>| {
                        field.map_or_else(|| "nothing".to_owned(), |it| format!("`{it}`"))
                    };
                    let (before, after) = (said(before), said(after));
                    changes.push(format!("`{title}`: `{name}` is now {after}, and was {before}"));
                }
            }
        }
        self.ways(old, new, changes);
    }

    /// The answers, rules and other ways out of a node.
    fn ways(&self, old: &Node, new: &Node, changes: &mut Vec<String>) {
        let title = &new.title;
        let (before, after) = (ways(self.words, self.old, old), ways(self.words, self.new, new));
        for way in &after {
            let target = self.new.nodes.get(way.edge.map_or(0, |edge| edge.to.0) as usize);
            match before.iter().find(|before| before.label == way.label) {
                None if way.label.is_empty() => {}
                None => {
                    let leads = match (way.edge, target) {
                        (Some(_), Some(target)) => format!(", which leads to `{}`", target.title),
                        _ => String::new(),
                    };
                    changes
                        .push(format!("`{title}` has a new {} `{}`{leads}", way.what, way.label));
                }
                Some(before) => self.way(title, before, way, changes),
            }
        }
        for way in before.iter().filter(|way| !way.label.is_empty()) {
            if !after.iter().any(|after| after.label == way.label) {
                changes.push(format!("`{title}` has no {} `{}` any more", way.what, way.label));
            }
        }
        let order = |ways: &[Way], others: &[Way]| -> Vec<String> {
            let kept = ways.iter().filter(|way| others.iter().any(|it| it.label == way.label));
            kept.map(|way| way.label.clone()).collect()
        };
        let is_table = !new.rules().is_empty();
        if is_table && order(&before, &after) != order(&after, &before) {
            changes.push(format!("the rules of `{title}` have another order"));
        }
    }

    fn way(&self, title: &str, old: &Way, new: &Way, changes: &mut Vec<String>) {
        let name = match new.label.as_str() {
            "" => format!("`{title}`"),
            label => format!("`{title}`: {} `{label}`", new.what),
        };
        if let (Some(before), Some(after)) = (old.edge, new.edge) {
            let (from, to) = (self.old.node(before.to), self.new.node(after.to));
            if self.before(to) != Some(before.to) {
                changes.push(format!(
                    "{name} now leads to `{}`, and no longer to `{}`",
                    to.title, from.title
                ));
            }
            if before.caveat != after.caveat {
                changes.push(match &after.caveat {
                    Some(caveat) => format!("{name} now has the caveat `{caveat}`"),
                    None => format!("{name} no longer has a caveat"),
                });
            }
        }
        let (before, after) = (points(self.old, old.points), points(self.new, new.points));
        if before != after {
            changes.push(format!("{name} now gives {after}, and gave {before}"));
        }
    }

    /// Scenarios with the same name.
    fn scenarios(&self, changes: &mut Vec<String>) {
        let named = |tree: &'_ Tree, name: &str| -> Option<usize> {
            tree.scenarios.iter().position(|scenario| scenario.name == name)
        };
        for scenario in &self.new.scenarios {
            let Some(before) = named(self.old, &scenario.name) else {
                changes.push(format!("scenario `{}` is new", scenario.name));
                continue;
            };
            let before = end(self.old, &self.old.scenarios[before]);
            let after = end(self.new, scenario);
            if before != after {
                let fails = !passes(scenario, &run(self.new, scenario));
                let fails = if fails { ", and fails" } else { "" };
                changes.push(format!(
                    "scenario `{}` now ends at {after}, and no longer at {before}{fails}",
                    scenario.name
                ));
            }
        }
        for scenario in &self.old.scenarios {
            if named(self.new, &scenario.name).is_none() {
                changes.push(format!("scenario `{}` is gone", scenario.name));
            }
        }
    }
}

/// The node of a tree that a node of another version is.
fn same(tree: &Tree, other: &Tree, node: &Node) -> Option<NodeId> {
    tree.by_id(&node.id).or_else(|| {
        let titled = tree.ids().find(|(_, known)| known.title == node.title);
        // It may have another namesake by its id already.
        titled.filter(|(_, known)| other.by_id(&known.id).is_none()).map(|(id, _)| id)
    })
}

/// A way out of a node, or a tick.
struct Way<'a> {
    what: &'static str,
    label: String,
    edge: Option<&'a Edge>,
    points: &'a [Points],
}

fn ways<'a>(words: &RuleWords, tree: &Tree, node: &'a Node) -> Vec<Way<'a>> {
    let way = |what, label: &str, edge| Way { what, label: label.to_owned(), edge, points: &[] };
    match &node.kind {
        NodeKind::Choice(answers) => answers
            .iter()
            .map(|it| Way { points: &it.scores, ..way("answer", &it.label, Some(&it.edge)) })
            .collect(),
        NodeKind::Number(number) => number
            .branches
            .iter()
            .map(|it| {
                let label = if number.branches.len() == 1 { "" } else { &it.label };
                Way { points: &it.scores, ..way("answer", label, Some(&it.edge)) }
            })
            .collect(),
        NodeKind::PickMany(pick) => {
            let ticks = pick
                .ticks
                .iter()
                .map(|it| Way { points: &it.scores, ..way("box", &it.label, None) });
            ticks.chain([way("", "", Some(&pick.edge))]).collect()
        }
        NodeKind::Step(edge) => vec![way("", "", Some(edge))],
        NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules) => rules
            .iter()
            .map(|it| way("rule", &conditions(words, tree, it), Some(&it.edge)))
            .collect(),
        NodeKind::Outcome(_) => Vec::new(),
    }
}

fn points(tree: &Tree, points: &[Points]) -> String {
    let named = points.iter().map(|it| {
        format!("{:+} {}", it.points, tree.scores.get(it.score.0 as usize).map_or("", |name| name))
    });
    match named.collect::<Vec<_>>() {
        none if none.is_empty() => "no points".to_owned(),
        points => points.join(" and "),
    }
}

fn end(tree: &Tree, scenario: &Scenario) -> String {
    let position = run(tree, scenario);
    let titles = |nodes: &[NodeId]| {
        let titles = nodes.iter().map(|node| format!("`{}`", tree.node(*node).title));
        titles.collect::<Vec<_>>().join(" and ")
    };
    match &position.stands {
        Stands::Waiting(node) | Stands::Stuck(node) => titles(&[*node]),
        _ => titles(&position.outcomes()),
    }
}

fn kind(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::Outcome(_) => "outcome",
        NodeKind::Step(_) => "step",
        NodeKind::FirstMatch(_) | NodeKind::AllThatApply(_) => "table",
        _ => "question",
    }
}

fn a(kind: &str) -> String {
    if kind == "outcome" { format!("an {kind}") } else { format!("a {kind}") }
}
