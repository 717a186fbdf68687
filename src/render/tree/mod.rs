//! A decision tree as HTML that works without scripts.
//!
//! Every question, table and outcome is a section with a heading, and every answer links to another
//! section. The script shows one section at a time, and replays answers with the data beside the
//! sections.

mod beside;
pub mod data;
pub mod diagram;
pub mod exports;
pub mod picture;
pub mod state;
pub mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::link::trees::PlacedTree;
use crate::link::{Entry, Playbook, ResolvedLink, Target};
use crate::parse::Withheld;
use crate::render::article::{self, Fragment, Replacements, Shown};
use crate::render::html::Html;
use crate::render::place::PagePlace;
use crate::text::{self, Written};
use crate::tree::echo;
use crate::tree::{
    Answer, Edge, Form, Node, NodeId, NodeKind, Outcome, PickMany, Points, Rule, Tree,
};
use crate::words::{RuleWords, Words};

/// By this class of the element with a tree's sections, pages with trees are found.
pub const NODES: &str = "class=\"walk-nodes\"";

/// In larger trees, unsure readers are not shown every possible outcome.
const MOST_FOLLOWED: usize = 200;

/// A walkable tree: its sections, its data, and the custom element.
pub fn walk(playbook: &Playbook, placed: &PlacedTree, place: PagePlace<'_>) -> Html {
    let mut html = Html::default();
    match place.tree {
        Some(tree) => html.open("tree-walk", &[("data-prefix", &format!("{tree}."))]),
        None => html.open("tree-walk", &[]),
    };
    html.newline().html(&sections(playbook, placed, place));
    html.open("script", &[("type", "application/json")]);
    let entry = playbook.entry(placed.entry);
    html.json(&data::of(entry, &placed.tree));
    html.close("script").newline().close("tree-walk");
    html
}

/// A tree as text, without the script.
pub fn sections(playbook: &Playbook, placed: &PlacedTree, place: PagePlace<'_>) -> Html {
    let shown = Shown { playbook, entry: playbook.entry(placed.entry), place };
    let reached = reached_from(&playbook.config.words.rule, &placed.tree);
    let writer = TreeWriter { shown, placed, reached };
    let mut html = Html::default();
    html.open("div", &[("class", "walk-nodes")]).newline();
    for (id, node) in placed.tree.ids() {
        writer.section(&mut html, id, node);
    }
    html.close("div").newline();
    html
}

/// The id of a node's section.
pub fn section_id(tree: &Tree, node: NodeId, place: PagePlace<'_>) -> String {
    place.id(&own_section_id(tree, node, place))
}

/// The place of a tree on the page that shows it.
pub fn place_of(placed: &PlacedTree) -> PagePlace<'_> {
    let page = PagePlace::on(&placed.route);
    if placed.tree.form == Form::File || placed.has_page() {
        page
    } else {
        page.in_tree(&placed.tree.id)
    }
}

/// A link to a node's section on the same page.
pub fn section_link(tree: &Tree, node: NodeId, place: PagePlace<'_>) -> String {
    place.fragment(&own_section_id(tree, node, place))
}

fn own_section_id(tree: &Tree, node: NodeId, place: PagePlace<'_>) -> String {
    let id = &tree.node(node).id;
    match place.tree {
        None if text::is_own_id(id) => format!("{id}-node"),
        _ => id.clone(),
    }
}

struct TreeWriter<'a> {
    shown: Shown<'a>,
    /// The incoming edges of each node.
    reached: Vec<Vec<(NodeId, Vec<String>)>>,
    placed: &'a PlacedTree,
}

impl TreeWriter<'_> {
    fn tree(&self) -> &Tree {
        &self.placed.tree
    }

    fn words(&self) -> &Words {
        &self.shown.playbook.config.words
    }

    fn section(&self, html: &mut Html, id: NodeId, node: &Node) {
        let heading = self.shown.place.heading(2);
        let class = match &node.kind {
            NodeKind::Outcome(_) => "node outcome",
            NodeKind::FirstMatch(_) | NodeKind::AllThatApply(_) => "node rules",
            NodeKind::Step(_) => "node step",
            _ => "node question",
        };
        let section = section_id(self.tree(), id, self.shown.place);
        html.open("section", &[("class", class), ("id", &section), ("data-node", &node.id)]);
        html.newline();
        self.kind_line(html, id, node);
        html.element(heading, &[], &node.title).newline();
        beside::write(html, self.shown, (&node.span, &node.body));
        self.body(html, id, node);
        match &node.kind {
            NodeKind::Choice(answers) => self.answers(html, answers),
            NodeKind::Step(edge) => self.step(html, edge),
            NodeKind::PickMany(pick) => self.ticks(html, pick),
            NodeKind::Number(number) => {
                let rows =
                    number.branches.iter().map(|branch| (branch.label.as_str(), &branch.edge));
                self.edges(html, rows.collect());
            }
            NodeKind::FirstMatch(rules) => self.rules(html, rules, &self.words().tree.first_match),
            NodeKind::AllThatApply(rules) => {
                self.rules(html, rules, &self.words().tree.all_that_apply);
            }
            NodeKind::Outcome(outcome) => self.outcome(html, outcome),
        }
        self.reached_from(html, id);
        html.close("section").newline();
    }

    /// The kind of node, the number of questions left, and the node's number for print.
    fn kind_line(&self, html: &mut Html, id: NodeId, node: &Node) {
        let words = &self.words().tree;
        let kind = match &node.kind {
            NodeKind::Outcome(_) => &words.outcome,
            NodeKind::FirstMatch(_) | NodeKind::AllThatApply(_) => &words.follows,
            NodeKind::Step(_) => &words.step,
            _ => &words.question,
        };
        let left = self.placed.questions_left(id).filter(|_| node.is_question()).unwrap_or(0..=0);
        let (least, most) = (*left.start(), *left.end());
        let both = format!("{least} {most}");
        html.open("p", &[("class", "node-kind"), ("data-left", &both)]);
        if id == Tree::START && most > 1 {
            html.text(&words::progress(words, 1, left));
        } else {
            html.text(kind);
            html.element("span", &[("class", "number")], &format!(" {}", id.0 + 1));
            let left = words::questions_left(words, least, most);
            if id != Tree::START && !left.is_empty() {
                let left = [&*self.words().text.between, &left].concat();
                html.element("span", &[("class", "left")], &left);
            }
        }
        html.close("p").newline();
    }

    fn body(&self, html: &mut Html, id: NodeId, node: &Node) {
        let written = &self.shown.entry.parsed.text[node.body.clone()];
        if written.trim().is_empty() {
            return;
        }
        let outcome_of = node.is_outcome().then(|| self.tree());
        let part = Fragment { name: node.id.clone(), outcome_of };
        let mut echoes = Replacements::new();
        for echo in self.tree().echoes.iter().filter(|echo| echo.node == id) {
            echoes.instead_of_words(echo.span.clone(), self.echo(self.tree().node(echo.question)));
        }
        let body = article::write_part_with(self.shown, node.body.clone(), (part, echoes));
        html.open("div", &[("class", "node-body")]).html(&body).close("div").newline();
    }

    fn answers(&self, html: &mut Html, answers: &[Answer]) {
        html.open("ul", &[("class", "answers")]).newline();
        for answer in answers {
            html.open("li", &[]);
            html.open("a", &[("href", &self.link(answer.edge.to)), ("data-answer", "")]);
            html.element("span", &[("class", "label")], &answer.label).text(" ");
            self.points(html, &answer.scores);
            html.open("span", &[("class", "target")]).text(&self.tree().node(answer.edge.to).title);
            self.caveat_and_number(html, &answer.edge);
            html.close("span").close("a");
            let label = answer.span.start..answer.edge.span.start;
            beside::write(html, self.shown, (&label, &answer.edge.span));
            html.close("li").newline();
        }
        html.close("ul").newline();
        self.not_sure(html, answers);
    }

    /// The way on from a step, which is followed like an answer.
    fn step(&self, html: &mut Html, edge: &Edge) {
        html.open("ul", &[("class", "answers")]).newline().open("li", &[]);
        html.open("a", &[("href", &self.link(edge.to)), ("data-answer", "")]);
        html.element("span", &[("class", "label")], &self.words().walk.proceed).text(" ");
        html.open("span", &[("class", "target")]).text(&self.tree().node(edge.to).title);
        self.caveat_and_number(html, edge);
        html.close("span").close("a").close("li").newline().close("ul").newline();
    }

    /// The answer to a question, which only the script knows.
    fn echo(&self, question: &Node) -> Html {
        let mut html = Html::default();
        let words = self.words().tree.echo.fill(&[("question", &question.title)]);
        html.element("span", &[("data-echo", &question.id)], &words);
        html
    }

    /// Text that may repeat answers.
    fn echoing(&self, html: &mut Html, text: &str) {
        let mut from = 0;
        for (span, name) in echo::names(text) {
            let node = self.tree().by_id(name).map(|id| self.tree().node(id));
            if let Some(question) = node.filter(|node| node.is_question()) {
                html.text(&text[from..span.start]).html(&self.echo(question));
                from = span.end;
            }
        }
        html.text(&text[from..]);
    }

    /// For a question without a "not sure" answer: the possible outcomes of each answer.
    fn not_sure(&self, html: &mut Html, answers: &[Answer]) {
        let says_so = answers.iter().any(|answer| words::is_not_sure(&answer.label));
        let is_large = self.tree().nodes.len() > MOST_FOLLOWED;
        if says_so || is_large || answers.len() < 2 {
            return;
        }
        let ends: Vec<Vec<NodeId>> =
            answers.iter().map(|answer| reachable_outcomes(self.tree(), answer.edge.to)).collect();
        let words = &self.words().tree;
        html.open("details", &[("class", "not-sure")]).element("summary", &[], &words.not_sure);
        if let [only] = ends[0].as_slice()
            && ends.iter().all(|end| end == &ends[0])
        {
            let outcome = &self.tree().node(*only).title;
            html.element("p", &[], &words.same_end.fill(&[("outcome", outcome)]));
        } else {
            html.element("p", &[], &words.each_end);
            html.open("ul", &[]);
            for (answer, ends) in answers.iter().zip(&ends) {
                let titles: Vec<&str> =
                    ends.iter().map(|end| self.tree().node(*end).title.as_str()).collect();
                html.open("li", &[]).element("b", &[], &answer.label).text(": ");
                html.text(&titles.join("; ")).close("li");
            }
            html.close("ul");
        }
        html.close("details").newline();
    }

    fn ticks(&self, html: &mut Html, pick: &PickMany) {
        html.open("ul", &[("class", "answers ticks")]).newline();
        for tick in &pick.ticks {
            html.open("li", &[]).text(&tick.label).text(" ");
            self.points(html, &tick.scores);
            let end = tick.span.end..tick.span.end;
            beside::write(html, self.shown, (&tick.span, &end));
            html.close("li").newline();
        }
        html.close("ul").newline();
        self.edges(html, vec![(&*self.words().tree.then, &pick.edge)]);
    }

    /// The scores of an answer, for print and without scripts.
    fn points(&self, html: &mut Html, scores: &[Points]) {
        for points in scores {
            let name = self.tree().scores.get(points.score.0 as usize).map_or("", String::as_str);
            let words = format!("{:+} {name} ", points.points);
            html.element("span", &[("class", "points")], &words);
        }
    }

    /// The caveat of an edge, and the number of its target for print.
    fn caveat_and_number(&self, html: &mut Html, edge: &Edge) {
        if let Some(caveat) = &edge.caveat {
            html.text(&format!(" ({caveat})"));
        }
        let number = self.words().tree.go_to.fill(&[("number", &(edge.to.0 + 1))]);
        let number = format!(" {number}");
        html.element("span", &[("class", "number")], &number);
    }

    fn edges(&self, html: &mut Html, rows: Vec<(&str, &Edge)>) {
        html.open("ul", &[("class", "answers ways walk-form")]).newline();
        for (label, edge) in rows {
            html.open("li", &[]).text(label).text(" ");
            self.goes_to(html, edge);
            html.close("li").newline();
        }
        html.close("ul").newline();
    }

    /// The target of an answer, for print and without scripts.
    fn goes_to(&self, html: &mut Html, edge: &Edge) {
        html.open("span", &[("class", "target")]);
        html.text("→ ").open("a", &[("href", &self.link(edge.to))]);
        html.text(&self.tree().node(edge.to).title).close("a");
        self.caveat_and_number(html, edge);
        html.close("span");
    }

    fn rules(&self, html: &mut Html, rules: &[Rule], caption: &str) {
        let words = self.words();
        let role = self.shown.place.region();
        let region =
            [("class", "table"), ("role", role), ("aria-label", caption), ("tabindex", "0")];
        html.open("div", &region).open("table", &[]).element("caption", &[], caption);
        html.open("thead", &[]).open("tr", &[]);
        for name in [&words.tree.when, &words.tree.then] {
            html.element("th", &[("scope", "col")], name);
        }
        html.close("tr").close("thead").open("tbody", &[]);
        for rule in rules {
            let conditions = words::conditions(&words.rule, self.tree(), rule);
            html.open("tr", &[]).element("td", &[], &conditions).open("td", &[]);
            self.goes_to(html, &rule.edge);
            html.close("td").close("tr").newline();
        }
        html.close("tbody").close("table").close("div").newline();
    }

    fn outcome(&self, html: &mut Html, outcome: &Outcome) {
        let words = &self.words().tree;
        let names = [&*words.act, &*words.who, &*words.by_when];
        let rows = names.into_iter().zip(outcome.fields());
        let rows: Vec<_> = rows.filter_map(|(key, value)| Some((key, value?))).collect();
        if rows.is_empty() {
            return;
        }
        html.open("dl", &[("class", "facts")]);
        for (key, value) in rows {
            html.open("div", &[]).element("dt", &[], key).open("dd", &[]);
            self.echoing(html, value);
            html.close("dd").close("div");
        }
        html.close("dl").newline();
    }

    fn reached_from(&self, html: &mut Html, to: NodeId) {
        let from = &self.reached[to.0 as usize];
        if from.is_empty() {
            return;
        }
        let words = self.words();
        let mut questions = Html::default();
        for (index, (id, labels)) in from.iter().enumerate() {
            if index > 0 {
                questions.text("; ");
            }
            questions.element("a", &[("href", &self.link(*id))], &self.tree().node(*id).title);
            let labels = labels.iter().filter(|label| !label.is_empty());
            let labels: Vec<String> = labels.map(|label| words.quoted(label)).collect();
            if !labels.is_empty() {
                questions.text(&format!(" ({})", labels.join(&words.text.between)));
            }
        }
        html.open("p", &[("class", "reached-from")]);
        html.fill(&words.tree.reached_from, &[("questions", &questions)]).close("p").newline();
    }

    fn link(&self, to: NodeId) -> String {
        section_link(self.tree(), to, self.shown.place)
    }
}

/// For each node, its predecessors and the answers that lead from them.
fn reached_from(rules: &RuleWords, tree: &Tree) -> Vec<Vec<(NodeId, Vec<String>)>> {
    let mut reached = vec![Vec::new(); tree.nodes.len()];
    for (from, node) in tree.ids() {
        let targets: BTreeSet<NodeId> = node.edges().iter().map(|edge| edge.to).collect();
        for to in targets {
            reached[to.0 as usize].push((from, words::labels_to(rules, tree, (node, to))));
        }
    }
    reached
}

/// The outcomes that are reachable by edges from a node, in text order.
pub fn reachable_outcomes(tree: &Tree, from: NodeId) -> Vec<NodeId> {
    let mut seen = vec![false; tree.nodes.len()];
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut seen[at.0 as usize], true) {
            waiting.extend(tree.node(at).edges().iter().map(|edge| edge.to));
        }
    }
    tree.ids()
        .filter(|(id, node)| seen[id.0 as usize] && node.is_outcome())
        .map(|(id, _)| id)
        .collect()
}

/// The trees of an entry, each with its address.
pub fn of_entry<'a>(
    playbook: &'a Playbook,
    entry: &'a Entry,
) -> impl Iterator<Item = &'a PlacedTree> {
    playbook.trees_of(entry.id).map(|(_, placed)| placed)
}

/// Replaces the fences and embeds of an entry that refer to trees.
pub fn embedded(playbook: &Playbook, entry: &Entry) -> Vec<(Range<usize>, Html)> {
    let replacements = asked_for(playbook, entry).filter_map(|link| {
        let Target::Entry { entry: to, .. } = link.target else { return None };
        let Some(tree) = playbook.own_tree(*to) else {
            return Some((link.span, withheld(playbook, entry, playbook.entry(*to))?));
        };
        let placed = playbook.tree(tree);
        let mut html = Html::default();
        let href = entry.route.link_to(&placed.route);
        html.open("section", &[("class", "embedded-tree"), ("aria-label", &placed.tree.title)]);
        html.open("p", &[("class", "kind")]);
        html.html(&named(playbook, placed, &href)).close("p");
        let place = PagePlace::on(&entry.route).in_tree(&placed.tree.id);
        html.html(&walk(playbook, placed, place)).close("section");
        Some((link.span, html))
    });
    replacements.collect()
}

/// What stands in the place of a tree with errors: a link to its text.
fn withheld(playbook: &Playbook, on: &Entry, tree: &Entry) -> Option<Html> {
    tree.parsed.withheld.filter(|withheld| *withheld == Withheld::Walk)?;
    let (mut html, mut link) = (Html::default(), Html::default());
    let words = &playbook.config.words;
    link.element("a", &[("href", &on.route.link_to(&tree.route))], &tree.parsed.title);
    html.open("aside", &[("class", "callout warning"), ("role", "note")]).open("p", &[]);
    html.fill(&words.tree.named, &[("tree", &link)]).close("p");
    html.element("p", &[], &words.entry.withheld_walk).close("aside");
    Some(html)
}

/// A tree by its name, as a link.
pub fn named(playbook: &Playbook, placed: &PlacedTree, href: &str) -> Html {
    let (mut html, mut link) = (Html::default(), Html::default());
    link.element("a", &[("href", href)], &placed.tree.title);
    html.fill(&playbook.config.words.tree.named, &[("tree", &link)]);
    html
}

/// The links of an entry that are replaced by trees.
pub fn asked_for<'a>(
    playbook: &'a Playbook,
    entry: &'a Entry,
) -> impl Iterator<Item = ResolvedLink<'a>> {
    playbook.links.of(entry).filter(|link| {
        let is_whole = matches!(link.target, Target::Entry { anchor: None, .. });
        let stands_alone = || entry.parsed.prose.embeds.binary_search(&link.span.start).is_ok();
        link.written.written == Written::Fence || is_whole && stands_alone()
    })
}

/// A tree in a collapsed element, for the entry that it was found in.
pub fn offer(playbook: &Playbook, placed: &PlacedTree, place: PagePlace<'_>) -> Html {
    let mut html = Html::default();
    let href = place.page.link_to(&placed.route);
    let words = &playbook.config.words.tree;
    html.open("details", &[("class", "inline-tree")]);
    html.element("summary", &[], &words.offer);
    html.html(&walk(playbook, placed, place.in_tree(&placed.tree.id)));
    if placed.has_page() {
        html.open("p", &[]).element("a", &[("href", &href)], &words.own_page).close("p");
    }
    html.close("details");
    html
}
