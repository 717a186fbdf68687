//! Decision trees as data: questions, answers, rules, scores, outcomes, scenarios.
//!
//! Independent of files, markdown and HTML. A tree contains no code and no expression language, so
//! its properties are proved before it becomes a page. No recursion over a depth that an author
//! controls.

pub mod echo;
pub mod explore;
pub mod flip;
pub mod graph;
pub mod level;
pub mod mutate;
pub mod problem;
pub mod rule;
pub mod scenario;
pub mod shape;
pub mod walk;

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

/// The index of a node in [`Tree::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// The index of a score in [`Tree::scores`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScoreId(pub u32);

/// A decision tree. The first node is where a walk starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Unique in its file; for a tree file, its stem.
    pub id: String,
    pub title: String,
    pub form: Form,
    /// Whether its author marked it as a decision.
    pub is_marked: bool,
    /// In bytes of its file.
    pub span: Range<usize>,
    /// The markdown before the first node; may be empty.
    pub lead: Range<usize>,
    pub nodes: Vec<Node>,
    /// The names of the scores, in the order of first use.
    pub scores: Vec<String>,
    pub scenarios: Vec<Scenario>,
    /// The answers that its texts repeat, in text order.
    pub echoes: Vec<Echo>,
}

/// An answer repeated in the text of a node, written as the id of its question: `{size}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    /// The node whose text repeats it.
    pub node: NodeId,
    pub question: NodeId,
    /// With its braces.
    pub span: Range<usize>,
}

/// How a tree was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// An entry with `type: decision-tree` and nodes as headings.
    File,
    /// A question followed by a list of answers, in an ordinary entry.
    Prose,
    /// A tree drawn in a fenced block.
    Drawing,
}

/// A question, a step, a table of rules, or an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Unique in its tree, and the key of its answer in a URL.
    pub id: String,
    pub title: String,
    /// The title as written, for diagnostics.
    pub span: Range<usize>,
    /// The markdown between the title and the answers; may be empty.
    pub body: Range<usize>,
    pub kind: NodeKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// One answer of several.
    Choice(Vec<Answer>),
    /// Any number of ticks.
    PickMany(PickMany),
    /// A whole number.
    Number(Number),
    /// A text that informs and goes on. It is no question, so nothing is answered.
    Step(Edge),
    /// A table: the first row that matches the answers so far decides.
    FirstMatch(Vec<Rule>),
    /// A table: every row that matches adds its outcome.
    AllThatApply(Vec<Rule>),
    /// An end.
    Outcome(Outcome),
}

/// An answer to a single-choice question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub label: String,
    /// The numbers of a label such as `2 or more`, for comparison in rules.
    pub range: Option<RangeInclusive<i64>>,
    pub scores: Vec<Points>,
    pub edge: Edge,
    pub span: Range<usize>,
}

/// An edge from an answer to the next node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    pub to: NodeId,
    /// Shown with the outcome when this edge leads to it.
    pub caveat: Option<String>,
    /// Written `(again)`: an intended loop.
    pub again: bool,
    /// The target as written.
    pub span: Range<usize>,
}

/// Points that an answer adds to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    pub score: ScoreId,
    pub points: i64,
}

/// A tick list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickMany {
    pub ticks: Vec<Tick>,
    pub edge: Edge,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    pub label: String,
    pub scores: Vec<Points>,
    /// Marked `none`: excludes all other ticks, and does not count.
    pub exclusive: bool,
    pub span: Range<usize>,
}

/// A whole-number question. The branches partition the domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The allowed numbers; `4+` ends at `i64::MAX`.
    pub domain: RangeInclusive<i64>,
    /// The displayed unit, such as `%`.
    pub unit: Option<String>,
    pub branches: Vec<Branch>,
}

/// The part of a number's domain with one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    pub label: String,
    pub range: RangeInclusive<i64>,
    pub scores: Vec<Points>,
    pub edge: Edge,
    pub span: Range<usize>,
}

/// A row of a rule table: its edge is taken if all conditions of one alternative hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// At least one; `otherwise` has an alternative without conditions.
    pub alternatives: Vec<Vec<Condition>>,
    pub edge: Edge,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// `id is "Label"`: a choice, by the indices of the answers that are meant.
    Is { node: NodeId, answers: BTreeSet<usize> },
    /// `id has "Tick"`: a tick list, by the index of its tick.
    Has { node: NodeId, tick: usize },
    /// `not id has "Tick"`: the list was answered without this tick.
    Lacks { node: NodeId, tick: usize },
    /// `id >= 4`, `score < 2`, `total = 0`.
    Compare { quantity: Quantity, op: Op, value: i64 },
    /// `score is highest`: higher than all other scores.
    Highest(ScoreId),
    /// `not score is highest`.
    NotHighest(ScoreId),
}

/// A number that rules compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A number's answer, the count of ticks, or the lower bound of a choice labelled `0`, `2 or
    /// more`.
    Node(NodeId),
    Score(ScoreId),
    /// The sum of all scores.
    Total,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Less,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    Greater,
}

/// The end of a walk. Its text is the node's body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    pub act: Option<String>,
    pub who: Option<String>,
    pub by_when: Option<String>,
    /// Whether its text links to an entry by name, possibly a tree where the walk continues.
    pub leads_on: bool,
}

impl Outcome {
    /// What to do, who does it, and by when.
    pub fn fields(&self) -> [Option<&str>; 3] {
        [&self.act, &self.who, &self.by_when].map(Option::as_deref)
    }
}

/// A worked example that serves as a test: answers and the expected outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    pub name: String,
    pub answers: Vec<(NodeId, Given)>,
    /// One outcome, or several at an all-that-apply table.
    pub ends_at: Vec<NodeId>,
    pub span: Range<usize>,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    /// The index of an answer.
    Choice(usize),
    /// The indices of ticks.
    Ticks(BTreeSet<usize>),
    Number(i64),
}

impl Tree {
    /// The start node.
    pub const START: NodeId = NodeId(0);

    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// All nodes with their ids, in text order.
    pub fn ids(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index as u32), node))
    }

    pub fn by_id(&self, id: &str) -> Option<NodeId> {
        self.ids().find(|(_, node)| node.id == id).map(|(id, _)| id)
    }
}

impl Node {
    /// The outgoing edges of this node, in text order.
    pub fn edges(&self) -> Vec<&Edge> {
        match &self.kind {
            NodeKind::Choice(answers) => answers.iter().map(|answer| &answer.edge).collect(),
            NodeKind::PickMany(pick) => vec![&pick.edge],
            NodeKind::Step(edge) => vec![edge],
            NodeKind::Number(number) => number.branches.iter().map(|branch| &branch.edge).collect(),
            NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules) => {
                rules.iter().map(|rule| &rule.edge).collect()
            }
            NodeKind::Outcome(_) => Vec::new(),
        }
    }

    /// The number of branches: answers, ticks, ranges, rules, or the way on from a step.
    pub fn branches(&self) -> usize {
        match &self.kind {
            NodeKind::PickMany(pick) => pick.ticks.len(),
            _ => self.edges().len(),
        }
    }

    /// The labels of its branches, in text order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        (0..self.branches()).map(|branch| self.label(branch))
    }

    /// The label of a branch; empty for a rule or a step.
    pub fn label(&self, branch: usize) -> &str {
        let label = match &self.kind {
            NodeKind::Choice(answers) => answers.get(branch).map(|answer| &answer.label),
            NodeKind::PickMany(pick) => pick.ticks.get(branch).map(|tick| &tick.label),
            NodeKind::Number(number) => number.branches.get(branch).map(|branch| &branch.label),
            _ => None,
        };
        label.map_or("", String::as_str)
    }

    pub fn is_outcome(&self) -> bool {
        matches!(self.kind, NodeKind::Outcome(_))
    }

    /// The outgoing edges of this node, for redirection.
    pub fn edges_mut(&mut self) -> Vec<&mut Edge> {
        match &mut self.kind {
            NodeKind::Choice(answers) => {
                answers.iter_mut().map(|answer| &mut answer.edge).collect()
            }
            NodeKind::PickMany(pick) => vec![&mut pick.edge],
            NodeKind::Step(edge) => vec![edge],
            NodeKind::Number(number) => {
                number.branches.iter_mut().map(|branch| &mut branch.edge).collect()
            }
            NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules) => {
                rules.iter_mut().map(|rule| &mut rule.edge).collect()
            }
            NodeKind::Outcome(_) => Vec::new(),
        }
    }

    /// The rows of a rule table; none for any other node.
    pub fn rules(&self) -> &[Rule] {
        match &self.kind {
            NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules) => rules,
            _ => &[],
        }
    }

    /// Whether this is a question.
    pub fn is_question(&self) -> bool {
        matches!(self.kind, NodeKind::Choice(_) | NodeKind::PickMany(_) | NodeKind::Number(_))
    }
}

impl Rule {
    /// Whether this is the `otherwise` row, which applies if no row above it does.
    pub fn is_otherwise(&self) -> bool {
        self.alternatives.iter().any(Vec::is_empty)
    }

    /// The conditions of all alternatives.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.alternatives.iter().flatten()
    }
}

impl PickMany {
    /// Whether a set of ticks is an answer: valid, with exclusive ticks alone, and not empty if
    /// there is an exclusive one.
    pub fn accepts(&self, given: &BTreeSet<usize>) -> bool {
        let known = given.iter().all(|tick| *tick < self.ticks.len());
        let alone = given.len() == 1 || !given.iter().any(|tick| self.is_exclusive(*tick));
        let needed = given.is_empty() && self.ticks.iter().any(|tick| tick.exclusive);
        known && !needed && alone
    }

    fn is_exclusive(&self, tick: usize) -> bool {
        self.ticks.get(tick).is_some_and(|tick| tick.exclusive)
    }

    /// The number of ticks that count; exclusive ones do not.
    pub fn count(&self, given: &BTreeSet<usize>) -> i64 {
        given.iter().filter(|tick| !self.is_exclusive(**tick)).count() as i64
    }
}
