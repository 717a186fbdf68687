//! The names of a tree's nodes, and target lookup.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::line::{InlineKind, TextLine, trimmed};
use super::notes::Notes;
use crate::diagnostic::{Code, nearest};
use crate::text::slug;
use crate::tree::problem::TreeProblem;
use crate::tree::{Edge, Node, NodeId, NodeKind, Outcome};

/// The nodes of the tree being read, by name.
#[derive(Default)]
pub struct NodeNames<'a> {
    pub text: &'a str,
    pub nodes: Vec<Node>,
    pub problems: Vec<TreeProblem>,
    by_title: BTreeMap<String, Vec<NodeId>>,
    by_id: BTreeMap<String, NodeId>,
    /// Outcomes without a heading: links to other pages, and unknown targets.
    implicit: BTreeMap<String, NodeId>,
    /// The nodes of which a part could not be read, so that nothing can be proved about them.
    pub unread: BTreeSet<NodeId>,
    /// Whether points of a score could not be read.
    pub unread_points: bool,
    /// Nodes in place of targets that there are not.
    pub missing: BTreeSet<NodeId>,
    pub told_nameless_points: bool,
    /// The number of nodes with headings; implicit ones come after them.
    headed: u32,
    misses: usize,
}

/// A limit, because searching for near names is slow and a file may be full of errors.
const MOST_SUGGESTIONS: usize = 20;

impl<'a> NodeNames<'a> {
    pub fn new(text: &'a str) -> NodeNames<'a> {
        NodeNames { text, ..NodeNames::default() }
    }

    /// Adds a node with a heading. The first node with an id keeps it.
    pub fn add(&mut self, node: Node) {
        let new = NodeId(self.nodes.len() as u32);
        self.by_title.entry(plain_key(&node.title)).or_default().push(new);
        self.by_id.entry(node.id.clone()).or_insert(new);
        self.nodes.push(node);
        self.headed = self.nodes.len() as u32;
    }

    /// The node that a rule or scenario refers to, by id or whole heading.
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.lookup(name).first().copied()
    }

    /// The question with an id.
    pub fn question_with_id(&self, id: &str) -> Option<NodeId> {
        let node = self.by_id.get(id).copied()?;
        self.nodes[node.0 as usize].is_question().then_some(node)
    }

    /// The edge to a target from the node `from`.
    pub fn edge(&mut self, target: &TextLine, from: NodeId) -> Edge {
        let span = target.span();
        let link = target
            .inlines
            .first()
            .filter(|inline| matches!(inline.kind, InlineKind::Link(_) | InlineKind::Wikilink(_)));
        if let Some(link) = link {
            let to = match &link.kind {
                InlineKind::Link(destination) => match destination.strip_prefix('#') {
                    Some(id) => self.by_id(id, &link.span),
                    None => self.elsewhere(destination, &link.text, &link.span),
                },
                InlineKind::Wikilink(name) => self.elsewhere(name, &link.text, &link.span),
                _ => from,
            };
            let rest = TextLine { inlines: target.inlines[1..].to_vec(), element: span.clone() };
            let notes = Notes::read(&rest.plain());
            if !notes.left.is_empty() {
                let message = format!("`{}` after a target is not read", notes.left);
                let problem = TreeProblem::new(Code::TreeShape, &rest.span(), message);
                self.problems.push(problem.help("put a caveat in parentheses"));
            }
            return notes.edge(to, span);
        }
        self.edge_by_words(target, from)
    }

    fn edge_by_words(&mut self, target: &TextLine, from: NodeId) -> Edge {
        let span = target.span();
        let whole = target.plain();
        let named = self.resolve(&whole, from);
        if !named.is_empty() {
            let to = self.only(&named, &whole, &span);
            return Edge { to, caveat: None, again: false, span };
        }
        let notes = Notes::read(&whole);
        let named = self.resolve(&notes.left, from);
        let to = if named.is_empty() {
            self.missing(&notes.left, &span)
        } else {
            self.only(&named, &notes.left, &span)
        };
        notes.edge(to, span)
    }

    /// The nodes that a target may mean; `next` is the one written after `from`.
    fn resolve(&self, words: &str, from: NodeId) -> Vec<NodeId> {
        let next = NodeId(from.0 + 1);
        if words.eq_ignore_ascii_case("next") && next.0 < self.headed {
            vec![next]
        } else {
            self.lookup(words)
        }
    }

    fn lookup(&self, name: &str) -> Vec<NodeId> {
        match self.by_title.get(&plain_key(name)) {
            Some(nodes) => nodes.clone(),
            None => self.by_id.get(name).copied().into_iter().collect(),
        }
    }

    /// The first of several nodes with the same name; more than one is reported.
    fn only(&mut self, named: &[NodeId], words: &str, span: &Range<usize>) -> NodeId {
        if named.len() > 1 {
            let node = |id: &NodeId| &self.nodes[id.0 as usize];
            let ids: BTreeSet<&str> = named.iter().map(|id| node(id).id.as_str()).collect();
            let links: Vec<String> = ids.iter().map(|id| format!("`[{words}](#{id})`")).collect();
            let help = if ids.len() == named.len() {
                format!("write {}", links.join(" or "))
            } else {
                let other = self.free_id(&node(&named[0]).id);
                format!(
                    "give one of them another id, `## {words} {{#{other}}}`, and write \
                     {} or `[{words}](#{other})`",
                    links.join(" or ")
                )
            };
            let message = format!("{} headings are called `{words}`", named.len());
            let mut problem = TreeProblem::new(Code::TreeTarget, span, message).help(help);
            for id in named {
                problem = problem.related(&node(id).span, "one of them");
            }
            self.problems.push(problem);
        }
        named[0]
    }

    fn by_id(&mut self, id: &str, span: &Range<usize>) -> NodeId {
        if let Some(node) = self.by_id.get(id) {
            return *node;
        }
        let near = self.near(id, self.by_id.keys().map(String::as_str));
        let problem =
            TreeProblem::new(Code::TreeTarget, span, format!("no heading has the id `{id}`"));
        let (problem, to) = match near {
            Some(near) => {
                (problem.help(format!("did you mean `#{near}`?")), self.by_id.get(&near).copied())
            }
            None => (problem.help(format!("write `{{#{id}}}` after the heading you mean")), None),
        };
        self.count_miss();
        self.problems.push(problem);
        match to {
            Some(to) => to,
            None => self.stand_in(id, id, span),
        }
    }

    /// Reports an unknown target. Uses the nearest name, if one is near, so that one typo causes
    /// one problem.
    fn missing(&mut self, words: &str, span: &Range<usize>) -> NodeId {
        if words.is_empty() {
            let problem = TreeProblem::new(Code::TreeTarget, span, "an arrow leads nowhere");
            self.problems.push(problem.help("write the heading of a question or outcome after it"));
            return self.stand_in("", "?", span);
        }
        if words.eq_ignore_ascii_case("next") {
            let problem = TreeProblem::new(Code::TreeTarget, span, "nothing comes `next`");
            self.problems.push(problem.help("write the heading of a question or outcome"));
            return self.stand_in("next", "next", span);
        }
        let headed = self.nodes.iter().take(self.headed as usize);
        let titles: Vec<&str> = headed.map(|node| node.title.as_str()).collect();
        let near = self.near(words, titles);
        let message = format!("no question or outcome is called `{words}`");
        let problem = TreeProblem::new(Code::TreeTarget, span, message);
        self.count_miss();
        match near {
            Some(near) => {
                self.problems.push(problem.help(format!("did you mean `{near}`?")));
                match self.find(&near) {
                    Some(node) => node,
                    None => self.stand_in(words, words, span),
                }
            }
            None => {
                let help =
                    format!("add the heading `## {words}`, or link to it as `[{words}](#id)`");
                self.problems.push(problem.help(help));
                self.stand_in(words, words, span)
            }
        }
    }

    /// The nearest of some names, until the limit of suggestions.
    pub fn near<'n>(
        &self,
        wanted: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<String> {
        if self.misses >= MOST_SUGGESTIONS {
            return None;
        }
        let length = wanted.chars().count();
        let likely = names
            .into_iter()
            .filter(|name| name.chars().count().abs_diff(length) <= (length / 3).max(1));
        nearest(wanted, likely).map(str::to_owned)
    }

    /// Counts a name that nothing has, because looking for near names takes time.
    pub fn count_miss(&mut self) {
        self.misses += 1;
    }

    /// An outcome without a heading that links to another page.
    fn elsewhere(&mut self, name: &str, label: &str, span: &Range<usize>) -> NodeId {
        let title = if label.trim().is_empty() { name } else { label };
        self.implicit(name, title, span, Outcome { leads_on: true, ..Outcome::default() })
    }

    /// An outcome in place of a target that there is not.
    fn stand_in(&mut self, key: &str, title: &str, span: &Range<usize>) -> NodeId {
        let node = self.implicit(key, title, span, Outcome::default());
        self.missing.insert(node);
        node
    }

    fn implicit(
        &mut self,
        key: &str,
        title: &str,
        span: &Range<usize>,
        outcome: Outcome,
    ) -> NodeId {
        if let Some(node) = self.implicit.get(key) {
            return *node;
        }
        let id = self.free_id(&id_of(title));
        let node = NodeId(self.nodes.len() as u32);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = if outcome.leads_on {
            trimmed(self.text, span.clone())
        } else {
            span.start..span.start
        };
        self.by_id.insert(id.clone(), node);
        self.implicit.insert(key.to_owned(), node);
        self.nodes.push(Node {
            id,
            title,
            span: span.clone(),
            body,
            kind: NodeKind::Outcome(outcome),
        });
        node
    }

    fn free_id(&self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "outcome" } else { wanted };
        let mut id = wanted.to_owned();
        let mut number = 1;
        while self.by_id.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }
}

/// A key that is the same for different spellings of the same words.
pub fn plain_key(words: &str) -> String {
    let straight: String = words
        .chars()
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect();
    let words = straight.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches(['?', '.', '!', ':', ',', ';']).trim_end().to_owned()
}

/// The id of a heading that sets none.
pub fn id_of(title: &str) -> String {
    slug(title).nfc().collect()
}
