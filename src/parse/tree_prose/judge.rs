//! Is this a decision, and why?
//!
//! A group of lines that read as answers is weighed once: first what it is made of ([`Evidence`]),
//! then [`RULES`], of which the first that applies decides. Each rule carries its reason. The rules
//! that refuse stand before those that accept what they would refuse, so the order matters.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Label, Link};
use super::group::Group;
use super::outline::{Kind, Mark, Outline};
use super::question;
use super::words::{self, Arrow, is_action, is_amount, mentions};

/// How sure the surroundings make us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Article,
    /// Branches that somebody drew: options and their outcomes stand apart from each other.
    Drawing,
}

/// A rule's decision, with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    pub is_decision: bool,
    pub reason: &'static str,
}

/// Judges one group.
pub fn judge(outline: &Outline, group: &Group, setting: Setting) -> Verdict {
    let evidence = Evidence::gather(outline, group, setting);
    let rule = RULES.iter().find(|rule| (rule.applies)(&evidence));
    rule.map_or(Verdict { is_decision: false, reason: "nothing asks" }, |rule| Verdict {
        is_decision: rule.accepts == Accepts::Yes,
        reason: rule.reason,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Accepts {
    Yes,
    No,
}

struct Rule {
    accepts: Accepts,
    reason: &'static str,
    applies: fn(&Evidence) -> bool,
}

const fn accept(reason: &'static str, applies: fn(&Evidence) -> bool) -> Rule {
    Rule { accepts: Accepts::Yes, reason, applies }
}

const fn refuse(reason: &'static str, applies: fn(&Evidence) -> bool) -> Rule {
    Rule { accepts: Accepts::No, reason, applies }
}

const RULES: &[Rule] = &[
    refuse("its author says that it is none", |e| e.mark == Some(Mark::NoDecision)),
    accept("its author says that it is one", |e| e.mark == Some(Mark::Decision)),
    refuse("its answers lead to counts: a survey", |e| e.most(e.counts)),
    refuse("a table that does not say what to do when", |e| e.is_table && !e.headed),
    accept("a table of conditions and what to do", |e| e.is_table),
    refuse("what each answer means, not where it leads", |e| {
        e.verdicts > 0 && e.explains && !e.most(e.actions)
    }),
    accept("a question answered with yes or no", |e| {
        e.asks && e.verdicts > 0 && (e.some(e.pointing) || e.some(e.actions))
    }),
    accept("yes and no, each with what to do", |e| {
        let leads_on = e.most(e.arrows) && (e.most(e.sentences) || e.chooses);
        e.verdicts > 1 && e.most(e.verdicts) && (leads_on || e.some(e.actions) || e.ifs > 1)
    }),
    refuse("arrows one after the other: a sequence", |e| e.some(e.chains)),
    refuse("one leads to the next: a sequence", |e| e.links > 0),
    refuse("files, addresses or names of fields", |e| e.some(e.paths)),
    refuse("words before and after", |e| e.some(e.quoted) || e.contrasts),
    refuse("an example", |e| e.is_example && e.conditions == 0),
    refuse("points in time: a plan", |e| e.most(e.times)),
    refuse("numbers before and after", |e| e.some(e.changes)),
    refuse("a few remarks in a longer list", |e| e.others > 0 && e.others * 2 >= e.count),
    refuse("what would follow, not what to do", |e| {
        !e.asks && e.conditions > 0 && (e.foretells || e.some(e.effects)) && !e.most(e.actions)
    }),
    refuse("advice for any time", |e| e.advises && !e.asks && e.arrows == 0),
    refuse("sentences of a paragraph", |e| {
        e.is_plain && !e.asks && !e.announced && !e.most(e.pointing)
    }),
    accept("alternatives that start with if", |e| {
        e.most(e.conditions + e.rests) && e.some(e.ifs) && e.most(e.pointing)
    }),
    accept("conditions, each with what to do", |e| {
        let together = e.asks || e.chooses || e.announced || e.rests > 0 || e.most(e.cohesive);
        e.most(e.conditions + e.rests) && e.conditions > 0 && e.most(e.actions) && together
    }),
    refuse("amounts of things, not what to do", |e| !e.asks && e.most(e.amount_targets)),
    accept("everything else has its answer too", |e| {
        e.rests > 0 && e.most(e.arrows) && (e.asks || e.some(e.actions))
    }),
    accept("a question drawn with its answers", |e| e.is_drawing && e.asks && !e.open),
    accept("a question and an arrow from each answer", |e| {
        e.asks && e.most(e.arrows) && (!e.open || e.most(e.actions))
    }),
    accept("grades or opposites, each with what to do", |e| {
        e.most(e.grades)
            && match e.asks {
                true => !e.open || e.most(e.actions),
                false => e.most(e.arrows) && e.most(e.actions),
            }
    }),
    refuse("labels and what they mean", |e| e.arrows == 0 && (!e.asks || e.open)),
    accept("amounts, each with what follows", |e| {
        e.most(e.amounts) && (e.asks && !e.open || e.some(e.actions))
    }),
    accept("a question between the things that it names", |e| e.asks && e.most(e.named)),
    accept("a question of degree, each with what follows", |e| {
        e.asks && e.of_degree && !e.most(e.amount_targets)
    }),
    accept("a choice, each with what to do", |e| e.asks && e.most(e.actions) && e.selects),
    accept("alternatives to choose from", |e| e.chooses && e.most(e.arrows)),
];

/// What a group is made of. Counts are of its answers.
#[derive(Debug, Clone, Default)]
struct Evidence {
    mark: Option<Mark>,
    count: usize,
    /// Lines of the same list that are no answers.
    others: usize,
    is_drawing: bool,
    is_table: bool,
    /// The answers are lines of paragraphs.
    is_plain: bool,
    /// The lead ends in a colon.
    announced: bool,
    /// A table whose header says "if" and "then" in some words.
    headed: bool,
    /// The lead is a question, or would be one with a question mark.
    asks: bool,
    /// A question that no choice among answers could answer: why, how does it work.
    open: bool,
    /// How urgent, how severe, how sure.
    of_degree: bool,
    /// A question that asks for one of several.
    selects: bool,
    /// The lead announces a choice without asking.
    chooses: bool,
    contrasts: bool,
    is_example: bool,
    foretells: bool,
    explains: bool,
    advises: bool,
    verdicts: usize,
    conditions: usize,
    ifs: usize,
    rests: usize,
    arrows: usize,
    /// Label and target divided by more than a comma.
    pointing: usize,
    actions: usize,
    /// Targets of more than one word.
    sentences: usize,
    /// Labels that speak of the same thing as another label.
    cohesive: usize,
    /// Targets that tell what comes of it.
    effects: usize,
    amounts: usize,
    amount_targets: usize,
    /// Targets that are a number and nothing else.
    counts: usize,
    /// Labels such as "minor", "green", "not found".
    grades: usize,
    /// Targets that are the next label.
    links: usize,
    /// Labels that share a word with the question, such as both sides of an "or".
    named: usize,
    chains: usize,
    paths: usize,
    quoted: usize,
    times: usize,
    changes: usize,
}

impl Evidence {
    fn gather(outline: &Outline, group: &Group, setting: Setting) -> Evidence {
        let lead = outline.str(group.lead);
        let context = context(outline, group.lead);
        let mut evidence = Evidence {
            mark: mark(outline, group.lead),
            count: group.answers.len(),
            others: others(outline, group),
            is_drawing: setting == Setting::Drawing,
            is_plain: outline.lines[group.answers[0].0].kind == Kind::Plain,
            announced: lead.trim_end().ends_with(':'),
            cohesive: cohesive(outline, group),
            asks: question::holds_question(lead) || asks_quietly(lead),
            open: is_open(lead),
            of_degree: is_of_degree(lead),
            selects: selects(lead),
            chooses: mentions(lead, CHOOSING),
            contrasts: mentions(&context, CONTRASTS) || mentions_arrow(lead),
            is_example: mentions(&context, EXAMPLES),
            foretells: mentions(&context, FORETELLING),
            explains: mentions(&context, EXPLAINING),
            advises: mentions(&context, ADVISING),
            ..Evidence::default()
        };
        if let Kind::Row { table } = outline.lines[group.answers[0].0].kind {
            evidence.is_table = true;
            evidence.headed = is_headed(&outline.tables[table], evidence.asks);
        }
        let asked = words::words(lead);
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
    fn most(&self, count: usize) -> bool {
        count * 3 >= self.count * 2
    }

    /// Whether something holds for at least one answer in two.
    fn some(&self, count: usize) -> bool {
        count * 2 >= self.count
    }
}

/// Words by which a lead without a question mark announces a choice.
const CHOOSING: &[&str] = &[
    "choose",
    "choosing",
    "decide",
    "deciding",
    "decision",
    "depending",
    "depends",
    "based on",
    "pick",
    "which",
    "whether",
    "respond",
    "route",
    "routing",
    "triage",
    "threshold",
    "according to",
    "select",
    "case",
    "compare",
    "classify",
    "criteria",
    "verdict",
    "one of",
    "first match",
    "rule of thumb",
    "call",
];

/// Words by which a lead pairs things that are no alternatives.
const CONTRASTS: &[&str] = &[
    "before and after",
    "before after",
    "before vs after",
    "instead of",
    "rather than",
    "from to",
    "bad good",
    "good bad",
    "don't do",
    "do don't",
    "rewrite",
    "rewrites",
    "rephrase",
    "reframe",
    "reframing",
    "translate",
    "translation",
    "replace",
    "replacements",
    "wording",
    "weak strong",
    "old new",
    "renamed",
    "mapping",
    "maps to",
    "myth",
    "myths",
    "anti patterns",
    "antipatterns",
    "anti pattern",
    "glossary",
    "shift",
    "shifts",
    "mindset",
];

const EXAMPLES: &[&str] = &[
    "example",
    "examples",
    "for example",
    "e g",
    "for instance",
    "sample",
    "samples",
    "illustration",
    "case study",
];

/// Words by which a lead says that its list is about effects.
const FORETELLING: &[&str] = &[
    "what happens",
    "consequences",
    "effects",
    "effect",
    "impact",
    "risks",
    "symptoms",
    "cause",
    "causes",
    "why it matters",
    "pitfalls",
    "mistakes",
    "failure modes",
    "warning signs",
    "lessons",
    "learned",
    "learnings",
    "hypothesis",
    "hypotheses",
    "assumptions",
    "predictions",
    "benefits",
];

/// Words of a target that tells what comes of it instead of what to do.
const EFFECTS: &[&str] = &[
    "will",
    "would",
    "falls",
    "fall",
    "rises",
    "rise",
    "drops",
    "grows",
    "grow",
    "increases",
    "decreases",
    "becomes",
    "become",
    "gets",
    "suffers",
    "suffer",
    "leads",
    "means",
    "stalls",
    "stall",
    "breaks",
    "slows",
    "improves",
    "declines",
    "shrinks",
    "loses",
    "lose",
    "happens",
    "erodes",
    "piles",
    "spreads",
    "dies",
    "disappears",
    "burns",
    "stops",
    "starts",
    "costs",
    "hurts",
    "wins",
    "learns",
    "feels",
    "feel",
    "churn",
];

/// Words by which a lead says that it defines its answers.
const EXPLAINING: &[&str] =
    &["means", "meaning", "definition", "definitions", "legend", "survey", "results", "faq"];

/// Words by which a lead says that its list is good to know at any time.
const ADVISING: &[&str] = &[
    "tips",
    "tip",
    "principles",
    "principle",
    "values",
    "reminders",
    "reminder",
    "etiquette",
    "manners",
    "working agreements",
    "working agreement",
    "remember",
    "advice",
    "wisdom",
    "notes",
    "good to know",
    "faq",
];

/// Labels that stand on a scale, or on one side of a pair.
const GRADES: &[&str] = &[
    "low",
    "medium",
    "mid",
    "high",
    "minor",
    "moderate",
    "major",
    "severe",
    "critical",
    "small",
    "large",
    "big",
    "tiny",
    "few",
    "some",
    "many",
    "green",
    "yellow",
    "amber",
    "orange",
    "red",
    "new",
    "existing",
    "internal",
    "external",
    "urgent",
    "normal",
    "simple",
    "complex",
    "easy",
    "hard",
    "weak",
    "strong",
    "positive",
    "negative",
    "neutral",
    "approved",
    "rejected",
    "won",
    "lost",
    "early",
    "late",
    "hot",
    "warm",
    "cold",
    "same",
    "different",
    "public",
    "private",
    "reversible",
    "irreversible",
    "not",
    "without",
    "found",
    "passed",
    "failed",
    "better",
    "worse",
    "higher",
    "lower",
    "more",
    "less",
    "mild",
    "good",
    "bad",
    "cheap",
    "expensive",
    "full",
    "empty",
    "confident",
    "uncertain",
    "strongly",
    "exists",
];

fn is_grade(label: &[String]) -> bool {
    label.len() <= 4 && label.iter().take(2).any(|word| GRADES.contains(&word.as_str()))
}

/// Whether a lead asks without a question mark: "Check if it exists", "Depending on the weather".
fn asks_quietly(lead: &str) -> bool {
    let title = &lead[question::title(lead)];
    let starts = |list: &[&str]| list.iter().any(|start| words::starts_with_word(title, start));
    let finds_out = starts(&[
        "ask",
        "check",
        "determine",
        "assess",
        "find out",
        "look",
        "see",
        "verify",
        "confirm",
        "decide",
        "establish",
        "identify",
        "measure",
        "read",
        "clarify",
        "evaluate",
        "test",
    ]);
    let embedded =
        mentions(title, &["if", "whether", "what", "which", "who", "how", "where", "why", "when"]);
    finds_out && embedded
        || starts(&[
            "depending on",
            "based on",
            "according to",
            "who",
            "which",
            "what to do",
            "what next",
            "what kind",
            "where to",
            "when to",
            "how to choose",
            "how to decide",
            "how many",
            "how much",
            "is",
            "are",
            "does",
            "do we",
            "has",
            "have we",
            "whether",
        ])
}

/// Why, how does it work, who does what: answered by telling, not by choosing.
fn is_open(lead: &str) -> bool {
    let title = &lead[question::title(lead)];
    let starts = |list: &[&str]| list.iter().any(|start| words::starts_with_word(title, start));
    let words = words::words(title);
    let asked = ["who", "whom", "what", "which", "where", "how", "whose"];
    let is_mapping = words.iter().filter(|word| asked.contains(&word.as_str())).count() > 1
        || mentions(title, &["each", "every", "per", "respective"]);
    let is_process = mentions(
        title,
        &[
            "process", "flow", "pipeline", "stages", "steps", "funnel", "cycle", "order",
            "sequence", "path",
        ],
    );
    let graded = starts(&[
        "how many",
        "how much",
        "how should we",
        "how do we respond",
        "how to choose",
        "how to decide",
        "how do i choose",
        "how do we choose",
        "how do you choose",
    ]);
    let tells = starts(&[
        "why",
        "how do",
        "how does",
        "how did",
        "how is",
        "how are",
        "how can",
        "how should",
        "how to",
        "how we",
        "how would",
        "what happens",
        "what happened",
        "what changed",
        "what changes",
        "what has",
        "what have",
        "what did",
        "what are",
        "what were",
        "what will",
        "what is a",
        "what is an",
        "what's new",
        "what went",
        "where do",
        "where can",
        "where is",
        "where are",
        "who are",
        "when",
    ]);
    is_mapping
        || is_open_what(title)
        || !graded && (tells || is_process && !starts(&["is", "are", "does", "do", "did"]))
}

/// Whether a lead asks "how" and then an adjective.
fn is_of_degree(lead: &str) -> bool {
    let title = words::words(&lead[question::title(lead)]);
    let other = [
        "do", "does", "did", "is", "are", "was", "were", "can", "could", "should", "would", "will",
        "to", "we", "has", "have", "come", "about", "many", "much", "not", "long",
    ];
    title.first().is_some_and(|word| word == "how")
        && title.get(1).is_some_and(|word| !other.contains(&word.as_str()))
}

/// What do customers gain: open, unless it asks for something that can be seen or heard.
fn is_open_what(title: &str) -> bool {
    let observed = [
        "see", "show", "say", "want", "need", "have", "do", "read", "hear", "think", "find",
        "answer", "report", "ask", "look", "choose", "tell", "indicate", "prefer", "expect",
    ];
    ["what do", "what does"].iter().any(|start| words::starts_with_word(title, start))
        && !mentions(&title.chars().skip(7).collect::<String>(), &observed)
}

fn selects(lead: &str) -> bool {
    let title = &lead[question::title(lead)];
    let closed = [
        "which",
        "how many",
        "how much",
        "how big",
        "how large",
        "how severe",
        "how urgent",
        "how old",
        "how long",
        "how far",
        "how often",
        "how bad",
        "how serious",
        "how confident",
        "how sure",
        "how risky",
        "how well",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "can",
        "could",
        "will",
        "would",
        "should",
        "what kind",
        "what type",
        "what sort",
        "what level",
        "what size",
        "what stage",
        "what is the",
        "what's the",
        "what should",
        "who",
        "where",
    ];
    closed.iter().any(|start| words::starts_with_word(title, start)) || mentions(title, &["or"])
}

/// The lead, the lead-in above it and the headings around it.
fn context(outline: &Outline, lead: usize) -> String {
    let mut context = outline.str(lead).to_owned();
    let above = outline.before(lead).filter(|above| {
        let line = &outline.lines[*above];
        line.kind == Kind::Plain && (line.text.is_bold() || line.text.as_str().ends_with(':'))
    });
    let heading = outline.heading_of(lead);
    for line in [above, heading].into_iter().flatten() {
        context.push('\n');
        context.push_str(outline.str(line));
    }
    context
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

/// How many labels speak of the same thing as another: they start alike or share a longer word.
///
/// Alternatives are about one thing, advice is about many.
fn cohesive(outline: &Outline, group: &Group) -> usize {
    let signs = |(line, reading): &(usize, super::answer::Reading)| -> BTreeSet<String> {
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

fn mentions_arrow(lead: &str) -> bool {
    Arrow::find(lead).is_some() && words::verdict(lead).is_none() && !lead.contains('?')
}

/// A number and little else: `62%`, `2 points`, `1.5`.
fn is_bare_amount(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-', '~', '$', '€', '£', ' ']);
    digits.starts_with(|c: char| c.is_ascii_digit()) && text.split_whitespace().count() <= 2
}

fn ends_in_amount(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    last.contains(|c: char| c.is_ascii_digit())
}

/// A number with nothing to do: `62%`, `12 votes`, `8 of 10`.
fn is_count(text: &str) -> bool {
    let counted = [
        "of",
        "out",
        "points",
        "point",
        "pts",
        "votes",
        "people",
        "answers",
        "respondents",
        "users",
        "n",
    ];
    let words = words::words(text);
    let number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    words.iter().any(number)
        && words.iter().all(|word| number(word) || counted.contains(&word.as_str()))
}

/// A file, a folder, an address or a name of code.
fn is_path(text: &str) -> bool {
    let text = text.trim();
    let single = !text.contains(' ');
    let file = text.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=4).contains(&extension.len())
            && extension.chars().all(|c| c.is_ascii_lowercase())
    });
    single
        && (file
            || text.contains('@')
            || text.contains("://")
            || text.ends_with('/')
            || text.starts_with('/')
            || text.contains("::")
            || text.contains("_"))
}

/// A day, a week, a step: where something stands in a plan.
fn is_time(text: &str) -> bool {
    let words = words::words(text);
    let Some(first) = words.first() else { return false };
    let named = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "morning",
        "afternoon",
        "evening",
        "today",
        "tomorrow",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
    ];
    let counted = [
        "day", "days", "week", "weeks", "month", "months", "quarter", "year", "sprint", "phase",
        "step", "stage", "hour", "minute", "t",
    ];
    let numbered = words.get(1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let clock = text.len() >= 4
        && text.as_bytes().get(2) == Some(&b':')
        && text.starts_with(|c: char| c.is_ascii_digit());
    let year = first.len() == 4
        && (first.starts_with("19") || first.starts_with("20"))
        && first.chars().all(|c| c.is_ascii_digit());
    let quarter =
        first.len() == 2 && first.starts_with('q') && first.ends_with(|c: char| c.is_ascii_digit());
    named.contains(&first.as_str())
        || counted.contains(&first.as_str()) && numbered
        || clock
        || quarter
        || year
}
