//! The template views of a tree's page and of the list of trees.

use crate::link::route::Route;
use crate::link::trees::PlacedTree;
use crate::link::{Surface, TreeId};
use crate::render::article::{self, Replacements, Shown};
use crate::render::connections;
use crate::render::entry::breadcrumbs;
use crate::render::html::Html;
use crate::render::place::PagePlace;
use crate::render::procedures;
use crate::render::tree::{exports, picture, section_link, state, walk};
use crate::render::views::{Reference, ScenarioView, TreeLine, TreeView, TreesView};
use crate::render::{Site, facts, feedback, heading};
use crate::tree::scenario::label;
use crate::tree::{Form, Tree};
use crate::words::Words;

/// Builds the view of a tree's page.
pub fn view(site: &Site, id: TreeId) -> TreeView {
    let placed = site.playbook.tree(id);
    let tree = &placed.tree;
    let entry = site.playbook.entry(placed.entry);
    let own = tree.form == Form::File;
    let words = &site.playbook.config.words;
    let parsed = &entry.parsed;
    let lead = parsed.front_matter.description.clone().filter(|_| own).unwrap_or_default();
    let description = match lead.as_str() {
        "" => {
            words.tree.described.fill(&[("entry", &parsed.title), ("size", &size(words, placed))])
        }
        lead => lead.to_owned(),
    };
    let place = PagePlace::on(&placed.route);
    let shown = Shown { playbook: &site.playbook, entry, place };
    let mut replacements = Replacements::new();
    procedures::add(shown, &mut replacements);
    let intro = if own && !tree.lead.is_empty() {
        article::write(shown, tree.lead.clone(), replacements).body
    } else {
        Html::default()
    };
    let mut crumbs = breadcrumbs(site, &entry.route, &placed.route);
    let back = Reference::new(placed.route.link_to(&entry.route), &parsed.title);
    if !own {
        crumbs.push(back.clone());
    }
    let walk = walk(&site.playbook, placed, place);
    let mut context = site.tree_context(&placed.route, &tree.title, &description);
    site.allow_for(&placed.route, &[&intro, &walk], &mut context);
    TreeView {
        context,
        heading: heading(&tree.title),
        is_first_question: tree.node(Tree::START).title == tree.title,
        lead,
        is_draft: entry.is_draft,
        breadcrumbs: crumbs,
        facts: if own { facts::of(site, entry, &placed.route) } else { Vec::new() },
        intro,
        listed_signals: match &parsed.procedures.listed {
            Some(list) if own => {
                procedures::listed_signals(&site.playbook.config.words, list, place)
            }
            _ => Html::default(),
        },
        size: size(words, placed),
        found_in: (!own).then_some(back),
        walk,
        diagram: picture::write(words, tree, |node| section_link(tree, node, place)),
        outcomes: outcomes(placed),
        scenarios: scenarios(words, placed),
        exports: exports(placed),
        connections: if own { connections::of(site, entry) } else { Default::default() },
        edit: feedback::edit_link(site, entry),
        feedback: feedback::link(site, &placed.route, &tree.title),
    }
}

/// Builds the list of all trees for the page at a route.
pub fn list(site: &Site, route: &Route) -> TreesView {
    let words = &site.playbook.config.words;
    let lines = site.playbook.trees_on(Surface::Decisions).map(|placed| {
        let entry = site.playbook.entry(placed.entry);
        let own = placed.tree.form == Form::File;
        TreeLine {
            href: route.link_to(&placed.route),
            title: placed.tree.title.clone(),
            description: entry
                .parsed
                .front_matter
                .description
                .clone()
                .filter(|_| own)
                .unwrap_or_default(),
            size: size(words, placed),
            outcomes: outcomes(placed).into_iter().map(|outcome| outcome.label).collect(),
            found_in: (!own)
                .then(|| Reference::new(route.link_to(&entry.route), &entry.parsed.title)),
        }
    });
    let mut trees: Vec<TreeLine> = lines.collect();
    trees.sort_by_key(|line| line.found_in.is_some());
    TreesView { context: site.context(route, &words.trees.title, &words.trees.about), trees }
}

/// `4 questions, 2 to 3 on the way, 3 outcomes`.
pub fn size(words: &Words, placed: &PlacedTree) -> String {
    let words = &words.trees;
    let tree = &placed.tree;
    let questions = tree.nodes.iter().filter(|node| node.is_question()).count();
    let outcomes = tree.nodes.iter().filter(|node| node.is_outcome()).count();
    let left = placed.questions_left(Tree::START).unwrap_or(0..=0);
    let (least, most) = (*left.start(), *left.end());
    let on_the_way = words.on_the_way.fill(&[("least", &least), ("most", &most)]);
    let on_the_way = (least != most).then_some(on_the_way);
    let parts =
        [Some(words.questions.of(questions)), on_the_way, Some(words.outcomes.of(outcomes))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn outcomes(placed: &PlacedTree) -> Vec<Reference> {
    let (tree, place) = (&placed.tree, PagePlace::on(&placed.route));
    let ends = tree.ids().filter(|(_, node)| node.is_outcome());
    ends.map(|(id, node)| Reference::new(section_link(tree, id, place), &node.title)).collect()
}

fn scenarios(words: &Words, placed: &PlacedTree) -> Vec<ScenarioView> {
    let (tree, place) = (&placed.tree, PagePlace::on(&placed.route));
    let views = tree.scenarios.iter().map(|scenario| {
        let answers = scenario.answers.iter().map(|(node, given)| {
            let node = tree.node(*node);
            (node.title.clone(), label(node, given))
        });
        let ends: Vec<&str> =
            scenario.ends_at.iter().map(|node| tree.node(*node).title.as_str()).collect();
        let query = state::query_on_page(placed, &scenario.answers);
        let end = scenario.ends_at.first().map_or(Tree::START, |node| *node);
        ScenarioView {
            name: scenario.name.clone(),
            answers: answers.collect(),
            ends_at: ends.join(&words.text.between),
            href: format!("{query}{}", section_link(tree, end, place)),
        }
    });
    views.collect()
}

fn exports(placed: &PlacedTree) -> Vec<Reference> {
    let files = exports::FILES.iter();
    files
        .map(|(name, label)| {
            Reference::new(placed.route.link_to(&placed.route.beside(name)), label)
        })
        .collect()
}
