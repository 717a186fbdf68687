//! The conditions of rules: the one place for their grammar.
//!
//! ```text
//! conditions:  "otherwise" | all ("or" all)*
//! all:         condition ("and" condition)*
//! condition:   "not"? subject test, where "is not" is the same as "not … is"
//! test:        is "Label" | has "Tick" | is highest | is RANGE | between A and B | >= NUMBER …
//! ```
//!
//! A subject is the id or the heading of a question, a score, or `total`. There are no parentheses
//! and no arithmetic: a table says more by more rows. The cells of a table with a column for each
//! question are read by [`read_cell`], which knows its subject already.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::condition_words::{
    comparison, outside_quotes, parts, quoted, ranged, starts_comparison, straight,
};
use super::names::{NodeNames, plain_key};
use super::range;
use crate::tree::{Condition, NodeId, NodeKind, Op, Quantity, ScoreId};

/// The grammar, for help lines.
pub const FORMS: &str = "write `id >= 4`, `id is \"Label\"`, `id is 3–4`, `id has \"Tick\"` or \
                         `score is highest`, joined by `and`, `or` and `not`, or `otherwise`";

/// Conditions of which all hold, and of these one suffices.
pub type Alternatives = Vec<Vec<Condition>>;

/// More alternatives in one row are a sign that it should be several.
const MOST_ALTERNATIVES: usize = 64;

/// What is wrong with a part of a condition.
#[derive(Debug)]
pub struct Fault {
    /// The part as written.
    pub part: String,
    pub message: String,
    pub help: String,
}

/// What conditions may be about.
#[derive(Clone, Copy)]
pub struct Subjects<'a> {
    pub names: &'a NodeNames<'a>,
    pub scores: &'a [String],
}

type Read<T> = Result<T, (String, String)>;

/// The conditions of a cell headed `If`.
pub fn read(written: &str, subjects: Subjects) -> Result<Alternatives, Vec<Fault>> {
    let written = straight(written);
    if written.trim().eq_ignore_ascii_case("otherwise") {
        return Ok(vec![Vec::new()]);
    }
    let (mut all, mut faults) = (Alternatives::new(), Vec::new());
    // `size is "Small" or "Large"`: the second part says only what differs.
    let mut subject = String::new();
    let alternatives = parts(&written, " or ");
    if let Some(fault) = too_many(alternatives.len(), &written) {
        return Err(vec![fault]);
    }
    for (index, alternative) in alternatives.into_iter().enumerate() {
        let is_open = index > 0 && alternative.trim_start().starts_with('"');
        if is_open && (subject.starts_with("not ") || subject.ends_with(" is not")) {
            faults.push(either_or_neither(alternative.trim(), &subject));
            continue;
        }
        let mut joined: Alternatives = vec![Vec::new()];
        for part in parts(alternative, " and ") {
            let part = part.trim();
            let whole =
                if part.starts_with('"') { format!("{subject} {part}") } else { part.to_owned() };
            if let Some((before, _)) = whole.split_once(" \"") {
                subject = before.to_owned();
            }
            match condition(whole.trim(), subjects) {
                Ok(found) => joined = both(&joined, &found),
                Err((message, help)) => {
                    faults.push(Fault { part: part.to_owned(), message, help });
                }
            }
        }
        all.extend(joined);
    }
    let is_unquoted = |c: char| outside_quotes(&written).contains(c);
    if !faults.is_empty() && (is_unquoted('(') || is_unquoted(')')) {
        return Err(vec![Fault {
            part: written.trim().to_owned(),
            message: format!("parentheses are not read in `{}`", written.trim()),
            help: "write a row for each case".to_owned(),
        }]);
    }
    faults.extend(too_many(all.len(), &written));
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

/// The conditions of a cell below the name of its subject.
pub fn read_cell(
    written: &str,
    subject: Quantity,
    subjects: Subjects,
) -> Result<Alternatives, Vec<Fault>> {
    let written = straight(written);
    if is_any(&written) && !is_label(&written, subject, subjects) {
        return Ok(vec![Vec::new()]);
    }
    let fault = |part: &str, (message, help): (String, String)| {
        vec![Fault { part: part.to_owned(), message, help }]
    };
    // A cell may repeat the verb of its condition: `is Small`, `has "Smoke"`.
    let written = written.trim();
    let written =
        ["is ", "has "].iter().find_map(|verb| written.strip_prefix(verb)).unwrap_or(written);
    let whole = value(written, subject, subjects);
    let pieces = match parts(written, " or ") {
        one if one.len() == 1 => written.split(',').collect(),
        several => several,
    };
    if whole.is_ok() || pieces.len() == 1 {
        return whole.map_err(|why| fault(written, why));
    }
    let mut all = Alternatives::new();
    for part in pieces {
        all.extend(value(part.trim(), subject, subjects).map_err(|why| fault(part.trim(), why))?);
    }
    Ok(all)
}

/// Whether a cell of a table with several columns stands for any answer.
pub fn is_any(written: &str) -> bool {
    let any = ["", "-", "–", "—", "*", "any", "otherwise"];
    any.contains(&written.trim().to_lowercase().as_str())
}

/// Both of two sets of alternatives.
pub fn both(left: &Alternatives, right: &Alternatives) -> Alternatives {
    let pairs = left.iter().flat_map(|left| right.iter().map(move |right| (left, right)));
    // One more than the limit is enough to report it.
    let pairs = pairs.take(MOST_ALTERNATIVES + 1);
    pairs.map(|(left, right)| left.iter().chain(right).cloned().collect()).collect()
}

/// Whether a row says too much at once.
pub fn too_many(alternatives: usize, written: &str) -> Option<Fault> {
    (alternatives > MOST_ALTERNATIVES).then(|| Fault {
        part: written.to_owned(),
        message: format!("this rule has more than {MOST_ALTERNATIVES} alternatives"),
        help: "write several rows".to_owned(),
    })
}

/// The fault of `size is not "Small" or "Large"`, which may mean neither, or anything.
fn either_or_neither(part: &str, subject: &str) -> Fault {
    Fault {
        part: part.to_owned(),
        message: format!("`or {part}` after `not` may mean two things"),
        help: format!("write `and {subject} {part}` if it may be neither"),
    }
}

/// The question, score or sum of a name.
pub fn subject(name: &str, Subjects { names, scores }: Subjects) -> Read<Quantity> {
    let name = name.trim();
    let score = scores.iter().position(|score| score.eq_ignore_ascii_case(name));
    match (score, names.find(name)) {
        (Some(_), Some(_)) => Err((
            format!("`{name}` is a score and a question"),
            "give the question another id, or the score another name".to_owned(),
        )),
        (Some(score), None) => Ok(Quantity::Score(ScoreId(score as u32))),
        (None, Some(node)) => Ok(Quantity::Node(node)),
        (None, None) if name == "total" => Ok(Quantity::Total),
        (None, None) => {
            let ids = names.nodes.iter().filter(|node| node.is_question());
            let known = ids.map(|node| node.id.as_str()).chain(scores.iter().map(String::as_str));
            let near = names.near(name, known);
            if [" + ", " - ", " * ", " / "].iter().any(|sign| name.contains(sign)) {
                return Err((
                    format!("nothing is computed in `{name}`"),
                    "let answers give points, `+2 name`, and compare their sum: `name >= 3`"
                        .to_owned(),
                ));
            }
            Err((
                format!("no question or score is called `{name}`"),
                near.map_or_else(|| FORMS.to_owned(), |near| format!("did you mean `{near}`?")),
            ))
        }
    }
}

fn condition(written: &str, subjects: Subjects) -> Read<Alternatives> {
    if let Some(rest) = written.strip_prefix("not ") {
        return Ok(negated(positive(rest.trim(), subjects)?, subjects));
    }
    // `size is not "Small"`, outside of quotes.
    let open = written.find('"').unwrap_or(written.len());
    if let Some(at) = written[..open].find(" is not ") {
        let (name, rest) = (&written[..at], &written[at + " is not ".len()..]);
        return Ok(negated(positive(&format!("{name} is {rest}"), subjects)?, subjects));
    }
    Ok(vec![positive(written, subjects)?])
}

/// A condition without `not`: all of these.
fn positive(written: &str, subjects: Subjects) -> Read<Vec<Condition>> {
    if let Some(name) = written.strip_suffix(" is highest") {
        return match subject(name, subjects)? {
            Quantity::Score(score) => Ok(vec![Condition::Highest(score)]),
            _ => Err((format!("`{name}` is not a score"), one_of("a score", subjects.scores))),
        };
    }
    for (verb, asked) in [(" is ", Asked::Answer), (" has ", Asked::Tick)] {
        if let Some((name, label)) = quoted(written, verb) {
            let node = question(name, subjects)?;
            return Ok(vec![labelled(node, label, (subjects.names, asked))?]);
        }
    }
    if let Some((name, sign, value)) = comparison(written) {
        let quantity = subject(name, subjects)?;
        return Ok(vec![compared(quantity, (sign, value), subjects)?]);
    }
    if let Some((name, range)) = ranged(written) {
        let quantity = subject(name, subjects)?;
        let numbers = range::label(&range).map(|range| range.numbers);
        let numbers =
            numbers.ok_or_else(|| unquoted(written, (name, &range), (quantity, subjects)))?;
        return within(quantity, numbers, subjects);
    }
    Err((format!("cannot read the condition `{written}`"), FORMS.to_owned()))
}

/// One value of a cell: a label, a range, or a comparison, each perhaps after `not`.
fn value(written: &str, subject: Quantity, subjects: Subjects) -> Read<Alternatives> {
    let negation = written.strip_prefix("not ");
    match negation.filter(|_| !is_label(written, subject, subjects)) {
        Some(rest) => Ok(negated(plain_value(rest.trim(), subject, subjects)?, subjects)),
        None => Ok(vec![plain_value(written, subject, subjects)?]),
    }
}

/// Whether a cell is the label of an answer, which may be called `Any` or `Not sure`.
fn is_label(written: &str, subject: Quantity, subjects: Subjects) -> bool {
    let key = plain_key(written.trim().trim_matches('"'));
    matches!(subject, Quantity::Node(node)
        if subjects.names.nodes[node.0 as usize].labels().any(|label| plain_key(label) == key))
}

fn plain_value(written: &str, subject: Quantity, subjects: Subjects) -> Read<Vec<Condition>> {
    let names = subjects.names;
    let is_number = range::label(written).is_some() || starts_comparison(written);
    let other = || {
        (
            format!("cannot read `{written}`"),
            "write a number, a range such as `3–4`, `>= 4`, or `-` for any".to_owned(),
        )
    };
    if let Quantity::Node(node) = subject {
        if matches!(names.nodes[node.0 as usize].kind, NodeKind::Number(_)) && !is_number {
            return Err(other());
        }
        let asked = match names.nodes[node.0 as usize].kind {
            NodeKind::PickMany(_) => Asked::Tick,
            _ => Asked::Answer,
        };
        let label = written.trim_matches('"');
        let found = labelled(node, label, (names, asked));
        if found.is_ok() || !is_number {
            // `Smoke and Heat`: both are ticked.
            let ticks: Vec<&str> = written.split(" and ").collect();
            if let (Err(_), Asked::Tick, true) = (&found, asked, ticks.len() > 1) {
                let tick =
                    |label: &&str| labelled(node, label.trim().trim_matches('"'), (names, asked));
                return ticks.iter().map(tick).collect();
            }
            return Ok(vec![found?]);
        }
    } else if written == "highest"
        && let Quantity::Score(score) = subject
    {
        return Ok(vec![Condition::Highest(score)]);
    }
    if let Some((_, sign, value)) =
        comparison(&format!("x {written}")).filter(|_| starts_comparison(written))
    {
        return Ok(vec![compared(subject, (sign, value), subjects)?]);
    }
    match range::label(written) {
        Some(range) => within(subject, range.numbers, subjects),
        None => Err(other()),
    }
}

/// None of these conditions together. An unanswered question meets no condition, with `not` or
/// without.
fn negated(conditions: Vec<Condition>, subjects: Subjects) -> Alternatives {
    let negate = |condition: Condition| match condition {
        Condition::Is { node, answers } => {
            let count = subjects.names.nodes[node.0 as usize].branches();
            let answers = (0..count).filter(|answer| !answers.contains(answer)).collect();
            Condition::Is { node, answers }
        }
        Condition::Has { node, tick } => Condition::Lacks { node, tick },
        Condition::Lacks { node, tick } => Condition::Has { node, tick },
        Condition::Compare { quantity, op, value } => {
            Condition::Compare { quantity, op: op.negated(), value }
        }
        Condition::Highest(score) => Condition::NotHighest(score),
        Condition::NotHighest(score) => Condition::Highest(score),
    };
    conditions.into_iter().map(|condition| vec![negate(condition)]).collect()
}

fn question(name: &str, subjects: Subjects) -> Read<NodeId> {
    match subject(name, subjects)? {
        Quantity::Node(node) => Ok(node),
        _ => Err((
            format!("`{name}` is not a question"),
            format!("compare it with a number: `{name} >= 2`"),
        )),
    }
}

/// Whether a condition is about an answer or about a tick.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Answer,
    Tick,
}

/// A condition on the answer or the tick of this label.
fn labelled(node: NodeId, label: &str, (names, asked): (&NodeNames, Asked)) -> Read<Condition> {
    let written = &names.nodes[node.0 as usize];
    let id = &written.id;
    let labels: Vec<&str> = match (&written.kind, asked) {
        (NodeKind::Choice(_), Asked::Answer) | (NodeKind::PickMany(_), Asked::Tick) => {
            written.labels().collect()
        }
        (NodeKind::PickMany(_), Asked::Answer) => {
            return Err((
                format!("`{id}` is a tick list, which has no single answer"),
                format!("write `{id} has \"{label}\"`"),
            ));
        }
        (NodeKind::Choice(_), Asked::Tick) => {
            return Err((
                format!("`{id}` has a single answer, and no boxes to tick"),
                format!("write `{id} is \"{label}\"`"),
            ));
        }
        (NodeKind::Number(_), _) => {
            return Err((
                format!("`{id}` is answered with a number"),
                format!("write `{id} >= 4`, or a range such as `3–4`"),
            ));
        }
        _ => return Err(not_a_question(id)),
    };
    let key = plain_key(label);
    let index = labels.iter().position(|known| plain_key(known) == key).ok_or_else(|| {
        let near = names.near(label, labels.iter().copied());
        (
            format!("`{id}` has no answer `{label}`"),
            near.map_or_else(|| one_of("it", &labels), |near| format!("did you mean `{near}`?")),
        )
    })?;
    Ok(match asked {
        Asked::Answer => Condition::Is { node, answers: BTreeSet::from([index]) },
        Asked::Tick => Condition::Has { node, tick: index },
    })
}

/// A comparison with a number, such as `>= 4` or `< €50`.
fn compared(quantity: Quantity, (op, written): (Op, &str), subjects: Subjects) -> Read<Condition> {
    let value = range::number(written).ok_or_else(|| {
        let message = match written {
            "" => "a comparison without a number".to_owned(),
            _ => format!("`{written}` is not a whole number"),
        };
        (message, "compare with a number such as `4`".to_owned())
    })?;
    if let Quantity::Node(node) = quantity {
        comparable(node, subjects.names, |range| {
            let is_split = op.compares(*range.start(), value) != op.compares(*range.end(), value);
            let is_inside = matches!(op, Op::Equal | Op::NotEqual)
                && range.contains(&value)
                && range.start() != range.end();
            (is_split || is_inside).then(|| value.to_string())
        })?;
    }
    Ok(Condition::Compare { quantity, op, value })
}

/// Conditions for a number in a range; of a choice, those of its answers that lie within.
fn within(
    quantity: Quantity,
    numbers: RangeInclusive<i64>,
    subjects: Subjects,
) -> Read<Vec<Condition>> {
    if let Quantity::Node(node) = quantity {
        let covers = |range: &RangeInclusive<i64>| {
            numbers.contains(range.start()) && numbers.contains(range.end())
        };
        comparable(node, subjects.names, |range| {
            let overlaps = range.start() <= numbers.end() && numbers.start() <= range.end();
            (overlaps && !covers(range)).then(|| match (numbers.start(), numbers.end()) {
                (from, &i64::MAX) => from.to_string(),
                (from, to) if from == to => from.to_string(),
                (from, to) => format!("the range from {from} to {to}"),
            })
        })?;
        if let NodeKind::Choice(answers) = &subjects.names.nodes[node.0 as usize].kind {
            let meant =
                answers.iter().enumerate().filter(|(_, a)| a.range.as_ref().is_some_and(covers));
            return Ok(vec![Condition::Is {
                node,
                answers: meant.map(|(index, _)| index).collect(),
            }]);
        }
    }
    let compare = |op, value| Condition::Compare { quantity, op, value };
    Ok(match (*numbers.start(), *numbers.end()) {
        (from, to) if from == to => vec![compare(Op::Equal, from)],
        (from, i64::MAX) => vec![compare(Op::AtLeast, from)],
        (0, to) if matches!(quantity, Quantity::Node(_)) => vec![compare(Op::AtMost, to)],
        (from, to) => vec![compare(Op::AtLeast, from), compare(Op::AtMost, to)],
    })
}

/// Checks that a question has numbers, and that none of its answers is split; `split` says by what.
fn comparable(
    node: NodeId,
    names: &NodeNames,
    split: impl Fn(&RangeInclusive<i64>) -> Option<String>,
) -> Read<()> {
    let node = &names.nodes[node.0 as usize];
    let id = &node.id;
    match &node.kind {
        NodeKind::Number(_) | NodeKind::PickMany(_) => Ok(()),
        NodeKind::Choice(answers) if answers.iter().any(|answer| answer.range.is_some()) => {
            let found =
                answers.iter().find_map(|answer| Some((answer, split(answer.range.as_ref()?)?)));
            match found {
                None => Ok(()),
                Some((answer, what)) => Err((
                    format!("{what} falls inside the answer `{}` of `{id}`", answer.label),
                    "compare with the edge of an answer, or split the answer".to_owned(),
                )),
            }
        }
        NodeKind::Choice(_) => Err((
            format!("the answers of `{id}` are not numbers"),
            format!("write `{id} is \"Label\"`"),
        )),
        _ => Err(not_a_question(id)),
    }
}

/// The problem of `size is Small`, whose label needs quotes.
fn unquoted(
    written: &str,
    (name, label): (&str, &str),
    (quantity, subjects): (Quantity, Subjects),
) -> (String, String) {
    let labels = match quantity {
        Quantity::Node(node) => subjects.names.nodes[node.0 as usize].labels().collect(),
        _ => Vec::new(),
    };
    let key = plain_key(label);
    let help = match labels.iter().find(|known| plain_key(known) == key) {
        Some(known) => format!("write the label in quotes: `{name} is \"{known}\"`"),
        None => FORMS.to_owned(),
    };
    (format!("cannot read the condition `{written}`"), help)
}

fn not_a_question(id: &str) -> (String, String) {
    (format!("`{id}` asks nothing"), "name a question or a score".to_owned())
}

fn one_of<S: AsRef<str>>(what: &str, known: &[S]) -> String {
    let known: Vec<String> =
        known.iter().take(8).map(|name| format!("`{}`", name.as_ref())).collect();
    if known.is_empty() {
        format!("there is no {}", what.trim_start_matches("a "))
    } else {
        format!("{what} may be {}", known.join(", "))
    }
}
