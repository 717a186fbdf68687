//! Laws that hold for every tree and every set of answers, however odd.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use fieldbook::tree::explore::{Exploration, explore};
use fieldbook::tree::flip::flips;
use fieldbook::tree::mutate::mutate;
use fieldbook::tree::rule::intervals;
use fieldbook::tree::shape::problems;
use fieldbook::tree::walk::{Answers, Stands, walk};
use fieldbook::tree::{
    Answer, Branch, Condition, Echo, Edge, Form, Given, Node, NodeId, NodeKind, Number, Op,
    Outcome, PickMany, Points, Quantity, Rule, Scenario, ScoreId, Tick, Tree,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn edge() -> impl Strategy<Value = Edge> {
    (0u32..9, proptest::option::of("[ab]"), any::<bool>()).prop_map(|(to, caveat, again)| Edge {
        to: NodeId(to),
        caveat,
        again,
        span: 0..0,
    })
}

fn scores() -> impl Strategy<Value = Vec<Points>> {
    let points = (0u32..2, -2i64..3);
    vec(points.prop_map(|(score, points)| Points { score: ScoreId(score), points }), 0..2)
}

fn range() -> impl Strategy<Value = RangeInclusive<i64>> {
    (0i64..4, 0i64..4).prop_map(|(start, length)| start..=start + length)
}

fn condition() -> impl Strategy<Value = Condition> {
    let node = || (0u32..3).prop_map(NodeId);
    let op = prop::sample::select(vec![
        Op::Less,
        Op::AtMost,
        Op::Equal,
        Op::NotEqual,
        Op::AtLeast,
        Op::Greater,
    ]);
    let quantity = prop_oneof![
        4 => node().prop_map(Quantity::Node),
        1 => (0u32..2).prop_map(|score| Quantity::Score(ScoreId(score))),
        1 => Just(Quantity::Total),
    ];
    prop_oneof![
        1 => (node(), prop::collection::btree_set(0usize..3, 0..3)).prop_map(|(node, answers)| Condition::Is { node, answers }),
        2 => (node(), 0usize..3).prop_map(|(node, tick)| Condition::Has { node, tick }),
        1 => (node(), 0usize..3).prop_map(|(node, tick)| Condition::Lacks { node, tick }),
        4 => (quantity, op, 0i64..4).prop_map(|(quantity, op, value)| Condition::Compare {
            quantity,
            op,
            value
        }),
        1 => (0u32..2).prop_map(|score| Condition::Highest(ScoreId(score))),
        1 => (0u32..2).prop_map(|score| Condition::NotHighest(ScoreId(score))),
    ]
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let rule = (vec(vec(condition(), 0..3), 1..3), edge());
    vec(rule.prop_map(|(alternatives, edge)| Rule { alternatives, edge, span: 0..0 }), 0..4)
}

fn kind() -> impl Strategy<Value = NodeKind> {
    let answer = (edge(), scores(), proptest::option::of(range()));
    let answers = vec(
        answer.prop_map(|(edge, scores, range)| Answer {
            label: "a".to_owned(),
            range,
            scores,
            edge,
            span: 0..0,
        }),
        0..4,
    );
    let tick = (scores(), prop::bool::weighted(0.2)).prop_map(|(scores, exclusive)| Tick {
        label: "t".to_owned(),
        scores,
        exclusive,
        span: 0..0,
    });
    let pick = (vec(tick, 0..4), edge()).prop_map(|(ticks, edge)| PickMany { ticks, edge });
    let branch = (range(), scores(), edge()).prop_map(|(range, scores, edge)| Branch {
        label: "b".to_owned(),
        range,
        scores,
        edge,
        span: 0..0,
    });
    let number = (range(), vec(branch, 0..3)).prop_map(|(domain, branches)| Number {
        domain,
        unit: None,
        branches,
    });
    prop_oneof![
        3 => answers.prop_map(NodeKind::Choice),
        2 => pick.prop_map(NodeKind::PickMany),
        2 => number.prop_map(NodeKind::Number),
        2 => rules().prop_map(NodeKind::FirstMatch),
        1 => rules().prop_map(NodeKind::AllThatApply),
        1 => edge().prop_map(NodeKind::Step),
        2 => Just(NodeKind::Outcome(Outcome::default())),
    ]
}

/// A tree of eight nodes: one whose edges may lead anywhere, also out of the tree, or one that asks
/// three questions and then decides by rules.
fn tree() -> impl Strategy<Value = Tree> {
    let any_tree = vec(kind(), 8).prop_map(plain_tree);
    let question = || {
        kind().prop_filter("a question", |kind| {
            matches!(kind, NodeKind::Choice(_) | NodeKind::PickMany(_) | NodeKind::Number(_))
        })
    };
    let questions = vec(question(), 3).prop_filter("answers", |kinds| {
        kinds.iter().all(|kind| match kind {
            NodeKind::Choice(answers) => !answers.is_empty(),
            NodeKind::PickMany(pick) => !pick.ticks.is_empty(),
            NodeKind::Number(number) => {
                number.branches.iter().any(|branch| branch.range.contains(number.domain.start()))
            }
            _ => false,
        })
    });
    let rules = (rules(), any::<bool>()).prop_map(|(rules, compose)| match compose {
        true => NodeKind::AllThatApply(rules),
        false => NodeKind::FirstMatch(rules),
    });
    let scored = (questions, vec(rules, 1)).prop_map(|(mut kinds, rules)| {
        kinds.extend(rules);
        kinds.extend((4..8).map(|_| outcome()));
        let mut tree = plain_tree(kinds);
        for (index, node) in tree.nodes.iter_mut().enumerate() {
            for edge in node.edges_mut() {
                // Questions lead to the next node or past it, rules to an outcome.
                let index = index as u32;
                let to = if index < 3 {
                    index + 1 + u32::from(edge.to.0 > 7)
                } else {
                    4 + edge.to.0 % 4
                };
                edge.to = NodeId(to);
            }
        }
        tree
    });
    prop_oneof![any_tree, scored]
}

fn plain_tree(kinds: Vec<NodeKind>) -> Tree {
    let nodes = kinds.into_iter().enumerate().map(|(index, kind)| Node {
        id: format!("n{index}"),
        title: format!("Node {index}"),
        span: index..index + 1,
        body: 0..0,
        kind,
    });
    Tree {
        id: "tree".to_owned(),
        title: "Tree".to_owned(),
        form: Form::File,
        is_marked: false,
        span: 0..0,
        lead: 0..0,
        nodes: nodes.collect(),
        scores: vec!["x".to_owned(), "y".to_owned()],
        scenarios: Vec::new(),
        echoes: echoes(),
    }
}

/// Every node repeats the answer to every other.
fn echoes() -> Vec<Echo> {
    let pairs =
        (0..8).flat_map(|node| (0..8).map(move |question| (NodeId(node), NodeId(question))));
    pairs.map(|(node, question)| Echo { node, question, span: 0..1 }).collect()
}

fn given() -> impl Strategy<Value = Given> {
    prop_oneof![
        (0usize..5).prop_map(Given::Choice),
        prop::collection::btree_set(0usize..5, 0..4).prop_map(Given::Ticks),
        any::<i64>().prop_map(Given::Number),
        (0i64..8).prop_map(Given::Number),
    ]
}

fn junk() -> impl Strategy<Value = Answers> {
    prop::collection::btree_map("n[0-9]|__proto__", given(), 0..9)
}

/// Every answer to a question, numbers once for each interval.
fn every_answer(tree: &Tree, node: NodeId) -> Vec<Given> {
    match &tree.node(node).kind {
        NodeKind::Choice(answers) => (0..answers.len()).map(Given::Choice).collect(),
        NodeKind::PickMany(pick) => (0..1usize << pick.ticks.len())
            .map(|bits| (0..pick.ticks.len()).filter(|tick| bits >> tick & 1 == 1).collect())
            .filter(|ticks: &BTreeSet<usize>| pick.accepts(ticks))
            .map(Given::Ticks)
            .collect(),
        NodeKind::Number(number) => intervals(tree)[&node]
            .iter()
            .filter(|value| number.branches.iter().any(|branch| branch.range.contains(value)))
            .map(|value| Given::Number(*value))
            .collect(),
        _ => Vec::new(),
    }
}

/// Every path by trying all answers one after the other, unless there are too many.
fn every_path(tree: &Tree) -> Option<Vec<Answers>> {
    let mut open = vec![Answers::new()];
    let mut ended = Vec::new();
    while let Some(answers) = open.pop() {
        if ended.len() > 2_000 {
            return None;
        }
        let position = walk(tree, &answers);
        match position.stands {
            Stands::Waiting(node) if !answers.contains_key(&tree.node(node).id) => {
                let given = every_answer(tree, node);
                if given.is_empty() {
                    ended.push(answers);
                    continue;
                }
                for given in given {
                    let mut more = answers.clone();
                    more.insert(tree.node(node).id.clone(), given);
                    open.push(more);
                }
            }
            _ => ended.push(answers),
        }
    }
    Some(ended)
}

fn explored(tree: &Tree) -> Exploration {
    explore(tree).expect("eight nodes have few states")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_panics_and_every_walk_ends(tree in tree(), answers in junk()) {
        let position = walk(&tree, &answers);
        prop_assert!(position.steps.len() <= tree.nodes.len());
        flips(&tree, &answers, &position);
    }

    #[test]
    fn the_exploration_counts_the_walks_that_there_are(tree in tree()) {
        let found = explored(&tree);
        let Some(paths) = every_path(&tree) else { return Ok(()) };
        prop_assert_eq!(found.paths, paths.len() as u128);
        let mut ends: BTreeMap<NodeId, u128> = BTreeMap::new();
        let mut fired = BTreeSet::new();
        let mut longest = 0;
        for answers in &paths {
            let position = walk(&tree, answers);
            for outcome in position.outcomes().into_iter().collect::<BTreeSet<_>>() {
                *ends.entry(outcome).or_default() += 1;
            }
            fired.extend(position.steps.iter().map(|step| (step.node, step.edge)));
            if let Stands::Composed(table, parts) = &position.stands {
                let rules = tree.node(*table).rules().iter().enumerate();
                let rows = rules.filter(|(_, rule)| parts.iter().any(|(to, _)| *to == rule.edge.to));
                fired.extend(rows.map(|(row, _)| (*table, row)));
            }
            longest = longest.max(position.steps.iter().filter(|step| step.given.is_some()).count());
        }
        let known: BTreeMap<NodeId, u128> =
            found.endings.iter().map(|ending| (ending.outcome, ending.paths)).collect();
        prop_assert_eq!(known, ends);
        for (table, row) in &found.dead_rules {
            let same_target = tree.node(*table).rules().iter().filter(|rule| rule.edge.to == tree.node(*table).rules()[*row].edge.to).count();
            prop_assert!(same_target > 1 || !fired.contains(&(*table, *row)));
        }
        let waits = |answers: &Answers| matches!(walk(&tree, answers).stands, Stands::Waiting(node) if every_answer(&tree, node).is_empty());
        if !paths.iter().any(waits) {
            prop_assert_eq!(found.longest, longest);
        }
    }

    #[test]
    fn a_repeated_answer_is_unasked_if_a_walk_comes_without_it(tree in tree()) {
        let found = explored(&tree);
        let Some(paths) = every_path(&tree) else { return Ok(()) };
        let mut without: BTreeSet<(NodeId, NodeId)> = BTreeSet::new();
        for answers in &paths {
            let position = walk(&tree, answers);
            let mut asked: BTreeSet<NodeId> = BTreeSet::new();
            let mut shown: Vec<NodeId> = position.steps.iter().map(|step| step.node).collect();
            shown.extend(match &position.stands {
                Stands::Waiting(at) | Stands::Stuck(at) | Stands::Outcome(at) => vec![*at],
                Stands::Composed(at, parts) => [*at].into_iter().chain(parts.iter().map(|(to, _)| *to)).collect(),
            });
            for node in shown.into_iter().filter(|node| (node.0 as usize) < tree.nodes.len()) {
                let questions = tree.ids().filter(|(id, node)| node.is_question() && !asked.contains(id));
                without.extend(questions.map(|(question, _)| (node, question)));
                if position.steps.iter().any(|step| step.node == node) {
                    asked.insert(node);
                }
            }
        }
        let unasked: BTreeSet<(NodeId, NodeId)> = found.unasked.iter().map(|(index, path)| {
            let echo = &tree.echoes[*index];
            assert_eq!(path.last(), Some(&echo.node));
            (echo.node, echo.question)
        }).filter(|(_, question)| tree.node(*question).is_question()).collect();
        prop_assert_eq!(unasked, without);
    }

    #[test]
    fn the_shortest_path_to_an_outcome_leads_there(tree in tree()) {
        for ending in explored(&tree).endings {
            let answers: Answers = ending
                .shortest
                .iter()
                .map(|(node, given)| (tree.node(*node).id.clone(), given.clone()))
                .collect();
            let position = walk(&tree, &answers);
            prop_assert!(position.outcomes().contains(&ending.outcome));
            prop_assert!(position.unused.is_empty());
        }
    }

    #[test]
    fn an_idle_question_changes_no_outcome(tree in tree()) {
        let found = explored(&tree);
        let Some(paths) = every_path(&tree) else { return Ok(()) };
        for node in found.idle {
            let mut ends = BTreeMap::new();
            for answers in &paths {
                let position = walk(&tree, answers);
                let mut others = answers.clone();
                if others.remove(&tree.node(node).id).is_some() {
                    ends.entry(others).or_insert_with(BTreeSet::new).insert((position.outcomes(), position.caveat));
                }
            }
            for (_, ends) in ends {
                prop_assert_eq!(ends.len(), 1);
            }
        }
    }

    #[test]
    fn problems_and_mutants_are_found_without_a_panic(mut tree in tree(), answers in vec((0u32..8, given()), 0..4)) {
        // Only a tree whose edges stay inside can come out of a parser.
        for node in &mut tree.nodes {
            for edge in node.edges_mut() {
                edge.to.0 %= 8;
            }
        }
        tree.scenarios.push(Scenario {
            name: "a".to_owned(),
            answers: answers.into_iter().map(|(node, given)| (NodeId(node), given)).collect(),
            ends_at: vec![NodeId(7)],
            span: 0..0,
        });
        problems(&tree);
        mutate(&tree);
    }
}

fn choice(targets: &[u32]) -> NodeKind {
    let answers = targets.iter().enumerate().map(|(index, to)| Answer {
        label: format!("Answer {index}"),
        range: None,
        scores: Vec::new(),
        edge: Edge { to: NodeId(*to), caveat: None, again: false, span: 0..0 },
        span: 0..0,
    });
    NodeKind::Choice(answers.collect())
}

fn outcome() -> NodeKind {
    NodeKind::Outcome(Outcome::default())
}

#[test]
fn a_chain_of_ten_thousand_questions_is_explored() {
    let mut kinds: Vec<NodeKind> = (0..10_000).map(|n| choice(&[n + 1, 10_001])).collect();
    kinds.extend([outcome(), outcome()]);
    let tree = plain_tree(kinds);
    let found = explore(&tree).unwrap();
    assert_eq!((found.states, found.paths, found.longest), (10_002, 10_001, 10_000));
    assert_eq!(problems(&tree).iter().filter(|p| p.code.name() == "tree-long").count(), 1);
    mutate(&tree);
}

#[test]
fn a_diamond_of_sixty_four_questions_has_two_to_the_sixty_fourth_paths() {
    let mut kinds: Vec<NodeKind> = (0..64u32)
        .flat_map(|n| [choice(&[3 * n + 1, 3 * n + 2]), choice(&[3 * n + 3]), choice(&[3 * n + 3])])
        .collect();
    kinds.push(outcome());
    let found = explore(&plain_tree(kinds)).unwrap();
    assert_eq!((found.states, found.paths), (193, 1 << 64));
    assert_eq!(found.endings[0].share, 1.0);
}

#[test]
fn ten_thousand_questions_in_one_circle_are_too_many_and_no_hang() {
    let mut kinds: Vec<NodeKind> =
        (0..10_000).map(|n| choice(&[(n + 1) % 10_000, 10_000])).collect();
    kinds.push(outcome());
    let tree = plain_tree(kinds);
    assert!(explore(&tree).is_err());
    assert_eq!(problems(&tree).iter().filter(|p| p.code.name() == "tree-loop").count(), 1);
}

#[test]
fn a_thousand_answers_are_explored() {
    let tree = plain_tree(vec![choice(&vec![1; 1_000]), outcome()]);
    assert_eq!(explore(&tree).unwrap().paths, 1_000);
}

#[test]
fn a_loop_ends_the_walk_at_the_question_that_it_leads_back_to() {
    let tree = plain_tree(vec![choice(&[1, 2]), choice(&[0, 2]), outcome()]);
    let answers: Answers =
        [("n0".to_owned(), Given::Choice(0)), ("n1".to_owned(), Given::Choice(0))].into();
    let position = walk(&tree, &answers);
    assert_eq!(position.stands, Stands::Waiting(NodeId(0)));
    assert_eq!(position.steps.len(), 2);
}
