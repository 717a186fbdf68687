//! What a group of answers is made of, counted once.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Label, Link, Reading};
use super::arrow::Arrow;
use super::group::Group;
use super::judge::Setting;
use super::lead::Lead;
use super::outline::{Kind, Mark, Outline};
use super::question;
use super::signs::{
    EFFECTS, ends_in_amount, is_bare_amount, is_count, is_grade, is_path, is_range, is_time,
};
use super::words::{self, is_action, is_amount, mentions};

/// What a group is made of. Counts are of its answers.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub lead: Lead,
    pub mark: Option<Mark>,
    pub count: usize,
    /// Lines of the same list that are no answers.
    pub others: usize,
    pub is_drawing: bool,
    pub is_table: bool,
    /// A table whose header says "if" and "then" in some words.
    pub headed: bool,
    /// The answers are lines of paragraphs.
    pub is_plain: bool,
    /// The answers are paragraphs, each of its own.
    pub is_apart: bool,
    /// The lead is a paragraph that ends in a full stop: it says something and announces nothing.
    pub states: bool,
    /// Labels of no kind that only lists stand below.
    pub topics: usize,
    pub verdicts: usize,
    pub conditions: usize,
    pub ifs: usize,
    pub rests: usize,
    pub arrows: usize,
    /// Label and target divided by more than a comma.
    pub pointing: usize,
    pub actions: usize,
    /// Targets of more than one word.
    pub sentences: usize,
    /// Labels that speak of the same thing as another label.
    pub cohesive: usize,
    /// Targets that tell what comes of it.
    pub effects: usize,
    pub amounts: usize,
    /// Labels that are amounts from and to, so that every amount has its answer.
    pub ranges: usize,
    pub amount_targets: usize,
    /// Targets that are a number and nothing else.
    pub counts: usize,
    /// Labels such as "minor", "green", "not found".
    pub grades: usize,
    /// Targets that are the next label.
    pub links: usize,
    /// Labels that share a word with the question, such as both sides of an "or".
    pub named: usize,
    pub chains: usize,
    pub paths: usize,
    pub quoted: usize,
    pub times: usize,
    pub changes: usize,
}

impl Evidence {
    pub fn gather(outline: &Outline, group: &Group, setting: Setting) -> Evidence {
        let lead = outline.str(group.lead);
        let mut evidence = Evidence {
            lead: Lead::read(lead, &context(outline, group.lead)),
            mark: mark(outline, group.lead),
            count: group.answers.len(),
            others: others(outline, group),
            is_drawing: setting == Setting::Drawing,
            is_plain: outline.lines[group.answers[0].0].kind == Kind::Plain,
            is_apart: is_apart(outline, group),
            states: outline.lines[group.lead].kind == Kind::Plain && lead.trim_end().ends_with('.'),
            cohesive: cohesive(outline, group),
            ..Evidence::default()
        };
        if let Kind::Row { table } = outline.lines[group.answers[0].0].kind {
            evidence.is_table = true;
            // Who, what, how: any table answers that, so its header has to say both.
            let title = &lead[question::title(lead)];
            let open = evidence.lead.open || words::starts_with_word(title, "who");
            let asks = (evidence.lead.asks || evidence.lead.chooses) && !open;
            evidence.headed = is_headed(&outline.tables[table], asks);
        }
        let asked = match evidence.lead.is_long {
            true => Vec::new(),
            false => words::words(lead),
        };
        for index in 0..group.answers.len() {
            evidence.weigh(outline, group, index, &asked);
        }
        evidence
    }

    fn weigh(&mut self, outline: &Outline, group: &Group, index: usize, asked: &[String]) {
        let (line, reading) = &group.answers[index];
        let text = outline.str(*line);
        let label = &text[reading.label.clone()];
        let below = outline.lines[*line].children.first().map(|child| outline.str(*child));
        let target = reading.target.clone().map(|range| &text[range]).or(below).unwrap_or("");
        let mut add = |count: fn(&mut Evidence) -> &mut usize, holds: bool| {
            *count(self) += usize::from(holds);
        };
        add(|e| &mut e.verdicts, reading.label_kind == Label::Verdict);
        add(|e| &mut e.conditions, matches!(reading.label_kind, Label::Condition));
        let is_if = words::starts_with_word(text[words::bullet(text)..].trim_start(), "if");
        add(|e| &mut e.ifs, is_if);
        add(|e| &mut e.rests, reading.label_kind == Label::Rest);
        let is_topic = reading.label_kind == Label::Option && reading.link == Link::Below;
        add(|e| &mut e.topics, is_topic);
        add(|e| &mut e.arrows, reading.link == Link::Arrow);
        let points = reading.link != Link::Comma || is_if && reading.label_kind == Label::Verdict;
        add(|e| &mut e.pointing, points && target.contains(char::is_alphanumeric));
        add(|e| &mut e.actions, is_action(target) || question::is_question(target));
        add(|e| &mut e.sentences, target.split_whitespace().count() > 1);
        let compares =
            ["more", "fewer", "less", "higher", "lower", "better", "worse", "faster", "slower"];
        let tells = compares.iter().any(|word| words::starts_with_word(target, word));
        add(|e| &mut e.effects, tells || mentions(target, EFFECTS) && !is_action(target));
        add(|e| &mut e.amounts, is_amount(label));
        add(|e| &mut e.ranges, is_range(label));
        add(|e| &mut e.counts, is_count(target));
        add(|e| &mut e.amount_targets, is_bare_amount(target));
        let label_words = words::words(label);
        add(|e| &mut e.grades, is_grade(&label_words));
        let next = group.answers.get(index + 1);
        let next = next.map(|(line, reading)| &outline.str(*line)[reading.label.clone()]);
        add(|e| &mut e.links, next.is_some_and(|next| next.eq_ignore_ascii_case(target)));
        let shared = label_words.iter().any(|word| word.len() > 2 && asked.contains(word));
        add(|e| &mut e.named, shared);
        let again = Arrow::find(target).is_some() && words::verdict(target).is_none();
        add(|e| &mut e.chains, again && !target.contains('?'));
        add(|e| &mut e.paths, is_path(label) || is_path(target));
        add(|e| &mut e.quoted, words::is_quoted(label) && words::is_quoted(target));
        add(|e| &mut e.times, is_time(label));
        add(|e| &mut e.changes, ends_in_amount(label) && is_amount(target));
    }

    /// Whether something holds for at least two answers in three.
    pub fn most(&self, count: usize) -> bool {
        count * 3 >= self.count * 2
    }

    /// Whether something holds for at least one answer in two.
    pub fn some(&self, count: usize) -> bool {
        count * 2 >= self.count
    }
}

/// How much of a heading or lead-in is looked at.
const CONTEXT: usize = 300;

/// The lead, the lead-in above it and the heading around it.
fn context(outline: &Outline, lead: usize) -> String {
    let above = outline.before(lead).filter(|above| {
        let line = &outline.lines[*above];
        line.kind == Kind::Plain && (line.text.is_bold() || line.text.as_str().ends_with(':'))
    });
    let lines = [Some(lead), above, outline.lines[lead].heading].into_iter().flatten();
    let texts = lines.flat_map(|line| outline.str(line).chars().take(CONTEXT).chain(['\n']));
    texts.collect()
}

/// What the author said about the lead, the lead-in above it, or a heading around it.
fn mark(outline: &Outline, lead: usize) -> Option<Mark> {
    let mut at = lead;
    let mut steps = 0;
    loop {
        if let Some(mark) = outline.lines[at].mark {
            return Some(mark);
        }
        if at == 0 || steps > 12 {
            return outline.before(lead).and_then(|above| match outline.lines[above].kind {
                Kind::Plain => outline.lines[above].mark,
                _ => None,
            });
        }
        steps += 1;
        at = outline.lines[at].parent;
    }
}

/// Whether answers stand in different paragraphs.
fn is_apart(outline: &Outline, group: &Group) -> bool {
    group.answers.windows(2).any(|pair| {
        let (first, second) = (&outline.lines[pair[0].0], &outline.lines[pair[1].0]);
        second.kind == Kind::Plain && first.block != second.block
    })
}

/// How many labels speak of the same thing as another: they start alike or share a longer word.
///
/// Alternatives are about one thing, advice is about many.
fn cohesive(outline: &Outline, group: &Group) -> usize {
    let signs = |(line, reading): &(usize, Reading)| -> BTreeSet<String> {
        let words = words::words(&outline.str(*line)[reading.label.clone()]);
        let first = words
            .first()
            .filter(|word| !["you", "a", "an", "the", "your"].contains(&word.as_str()));
        let long = words.iter().filter(|word| word.chars().count() > 4);
        first.into_iter().chain(long).cloned().collect()
    };
    let labels: Vec<BTreeSet<String>> = group.answers.iter().map(signs).collect();
    let mut uses: BTreeMap<&String, usize> = BTreeMap::new();
    for sign in labels.iter().flatten() {
        *uses.entry(sign).or_default() += 1;
    }
    labels.iter().filter(|label| label.iter().any(|sign| uses[sign] > 1)).count()
}

/// Lines beside the answers, unless the question is one of them: then they are other steps.
fn others(outline: &Outline, group: &Group) -> usize {
    let kind = |line: usize| outline.lines[line].kind;
    let is_step = match (kind(group.lead), kind(group.answers[0].0)) {
        (Kind::Item { list: a, .. }, Kind::Item { list: b, .. }) => a == b,
        (_, Kind::Plain | Kind::Heading(_)) => true,
        _ => false,
    };
    if is_step { 0 } else { group.others }
}

/// Whether a table's header says "if" and "then" in some words. Below a question one of them will
/// do.
fn is_headed(header: &[String; 2], asks: bool) -> bool {
    let given = mentions(
        &header[0],
        &[
            "if",
            "when",
            "condition",
            "answer",
            "answers",
            "you see",
            "they say",
            "situation",
            "case",
            "reply",
        ],
    );
    let certain =
        mentions(&header[0], &["if", "when", "condition", "answer", "you see", "they say"]);
    let act = Arrow::at_start(header[1].trim()).is_some()
        || mentions(
            &header[1],
            &[
                "then",
                "do",
                "action",
                "go to",
                "next step",
                "next",
                "decision",
                "outcome",
                "response",
                "route",
                "move",
            ],
        );
    if asks { given || act } else { certain && act }
}
