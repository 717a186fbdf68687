//! Counts the features of a group of answers.

use super::answer::{LabelKind, Reading, Separator, after_verdict};
use super::arrow::Arrow;
use super::features::{
    self, ends_in_amount, is_action, is_amount, is_bare_amount, is_blank, is_bounded, is_count,
    is_digit, is_grade, is_path, is_quoted, is_time, obliges, tells_who_acts,
};
use super::group::Group;
use super::intro::Intro;
use super::kin::{self, Kin};
use super::language::Role;
use super::numbering::without_bullet;
use super::outline::{LineKind, Mark, Outline};
use super::question;
use super::words::LineWords;
use crate::tree::Form;

/// The features of a group; counts are numbers of answers.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    pub intro: Intro,
    pub mark: Option<Mark>,
    /// The language has no phrases, so that only signs and question marks count.
    pub is_wordless: bool,
    pub count: usize,
    /// Lines of the same list that are not answers.
    pub others: usize,
    /// Options and outcomes are separate, as branches of a drawing.
    pub is_drawing: bool,
    pub is_table: bool,
    /// A table with headers that mean "if" and "then".
    pub headed: bool,
    /// The answers are headings.
    pub is_heading: bool,
    /// The answers are lines of paragraphs.
    pub is_plain: bool,
    /// Each answer is a paragraph of its own.
    pub is_apart: bool,
    /// The intro is a paragraph that ends in a full stop, so it announces nothing.
    pub states: bool,
    /// Other labels with only lists below.
    pub topics: usize,
    pub verdicts: usize,
    pub conditions: usize,
    pub ifs: usize,
    pub rests: usize,
    pub arrows: usize,
    /// Label and target are separated by more than a comma.
    pub pointing: usize,
    pub actions: usize,
    /// Targets of more than one word.
    pub sentences: usize,
    /// Labels on the same subject as another label.
    pub cohesive: usize,
    /// Labels that are like the labels beside them.
    pub kin: Kin,
    /// Targets that describe an effect.
    pub effects: usize,
    pub amounts: usize,
    /// Labels that are bounded amounts, so that every amount has an answer.
    pub ranges: usize,
    pub amount_targets: usize,
    /// Targets that are just a number.
    pub counts: usize,
    /// Labels such as "minor", "green", "not found".
    pub grades: usize,
    /// Targets that equal the next label.
    pub links: usize,
    /// Labels that share a word with the question, such as both sides of an "or".
    pub named: usize,
    pub chains: usize,
    pub paths: usize,
    pub quoted: usize,
    pub times: usize,
    pub changes: usize,
    /// Labels with a list below them and no target in their line.
    pub below: usize,
    /// `If so` and `If not`, which stand for the opposite of a condition beside them.
    pub opposites: usize,
    /// Targets that are further questions without answers.
    pub asked: usize,
    /// Labels such as "you could change one thing".
    pub hypothetical: usize,
    /// Targets in quotes: words to say or to write.
    pub said: usize,
    /// Labels that are links.
    pub linked: usize,
    /// Labels that are a digit: points of a scale.
    pub digits: usize,
    /// Labels or targets that are places to fill in.
    pub blanks: usize,
    /// Answers that open with "once" or "then".
    pub sequential: usize,
}

impl Tally {
    pub fn of(outline: &Outline, group: &Group, form: Form) -> Tally {
        let line = outline.words(group.intro);
        let first = &outline.lines[group.answers[0].0];
        let mut tally = Tally {
            intro: Intro::of(outline, group.intro),
            mark: group.mark,
            is_wordless: outline.language.is_wordless(),
            count: group.answers.len(),
            others: others(outline, group),
            is_drawing: form == Form::Drawing,
            is_plain: first.kind == LineKind::Plain,
            is_apart: is_apart(outline, group),
            states: states(outline, group.intro) || states(outline, first.parent),
            cohesive: cohesive(group),
            kin: kin::count(group),
            is_heading: matches!(first.kind, LineKind::Heading(_)),
            ..Tally::default()
        };
        if let LineKind::Row { table } = first.kind {
            tally.is_table = true;
            tally.headed = is_headed(outline.header(table), &tally.intro, question::title(line));
        }
        for index in 0..group.answers.len() {
            tally.count_answer(outline, group, index);
        }
        tally
    }

    fn count_answer(&mut self, outline: &Outline, group: &Group, index: usize) {
        let (line, reading) = &group.answers[index];
        let Reading { label, label_kind, link, .. } = *reading;
        let below = || outline.lines[*line].children.first().map(|child| outline.words(*child));
        let target = reading.target.or_else(below).unwrap_or(label.to(0));
        let next = group.answers.get(index + 1).map(|(_, next)| next.label);
        let opening = without_bullet(outline.words(*line)).opening();
        let is_if = opening.is(Role::If);
        let is_amount = is_amount(label);
        let is_case = matches!(label_kind, LabelKind::Condition | LabelKind::Rest) || is_amount;
        let is_told = is_case || label_kind == LabelKind::Verdict;
        let acts =
            is_action(target) || is_told && obliges(target) || is_case && tells_who_acts(target);
        let foretells = target.opens_with(Role::Compares) || target.holds(Role::Effect) && !acts;
        let points = link != Separator::Comma || is_if && label_kind == LabelKind::Verdict;
        let names = !self.intro.is_long && shares_word(label, outline.words(group.intro));
        let asks = question::is_asked(&target)
            && match reading.target {
                Some(_) => outline.lines[*line].children.is_empty(),
                None => asks_only(outline, *line),
            };
        let is_so = label_kind == LabelKind::Verdict && (label.is(Role::So) || label.is(Role::Not));
        let is_linked = outline.lines[*line].text.is_content(&label.range());
        let again = Arrow::find(&target).is_some() && after_verdict(target).is_none();
        let counted = [
            (&mut self.verdicts, label_kind == LabelKind::Verdict),
            (&mut self.conditions, label_kind == LabelKind::Condition),
            (&mut self.ifs, is_if),
            (&mut self.rests, label_kind == LabelKind::Rest),
            (&mut self.topics, label_kind == LabelKind::Option && link == Separator::Below),
            (&mut self.arrows, link == Separator::Arrow),
            (&mut self.pointing, points && target.contains(char::is_alphanumeric)),
            (&mut self.actions, acts || question::is_question(&target)),
            (&mut self.sentences, target.split_whitespace().nth(1).is_some()),
            (&mut self.effects, foretells),
            (&mut self.amounts, is_amount),
            (&mut self.ranges, is_amount && is_bounded(label)),
            (&mut self.counts, is_count(target)),
            (&mut self.amount_targets, is_bare_amount(&target)),
            (&mut self.grades, is_grade(label)),
            (&mut self.links, next.is_some_and(|next| next.eq_ignore_ascii_case(&target))),
            (&mut self.named, names),
            (&mut self.chains, again && !target.contains('?')),
            (&mut self.paths, is_path(&label) || is_path(&target)),
            (&mut self.quoted, is_quoted(&label) && is_quoted(&target)),
            (&mut self.times, is_time(label)),
            (&mut self.below, link == Separator::Below),
            (&mut self.opposites, is_so),
            (&mut self.asked, asks),
            (&mut self.hypothetical, label.opens_with(Role::Hypothetical)),
            (&mut self.said, is_quoted(&target)),
            (&mut self.linked, is_linked && link != Separator::Arrow),
            (&mut self.digits, is_digit(&label)),
            (&mut self.blanks, is_blank(&target) && is_blank(&label)),
            (&mut self.sequential, opening.is(Role::Sequence)),
            (&mut self.changes, ends_in_amount(&label) && features::is_amount(target)),
        ];
        for (count, holds) in counted {
            *count += usize::from(holds);
        }
    }

    /// What was seen, in words, with the number of answers if it is about those.
    pub fn evidence(&self) -> Vec<(&'static str, Option<usize>)> {
        let holds = [
            ("the author marked it as a decision", self.mark == Some(Mark::Decision)),
            ("the author marked it as no decision", self.mark == Some(Mark::NoDecision)),
            ("the words of the language are not known", self.is_wordless),
            ("a drawing", self.is_drawing),
            ("a table", self.is_table),
            ("its headers mean if and then", self.headed),
            ("headings", self.is_heading),
            ("lines of paragraphs", self.is_plain),
            ("each is a paragraph of its own", self.is_apart),
            ("the paragraph above ends in a full stop", self.states),
        ];
        let counts = [
            ("answers", self.count),
            ("other items in the list", self.others),
            ("yes, no or the like", self.verdicts),
            ("conditions", self.conditions),
            ("start with if", self.ifs),
            ("everything else", self.rests),
            ("if so or if not", self.opposites),
            ("arrows", self.arrows),
            ("label and outcome are clearly parted", self.pointing),
            ("the outcome is below", self.below),
            ("tell what to do", self.actions),
            ("outcomes of several words", self.sentences),
            ("labels that share a word", self.cohesive),
            ("labels about the same thing", self.kin.close),
            ("labels beside their opposite", self.kin.contrary),
            ("labels that the question names", self.named),
            ("amounts", self.amounts),
            ("amounts with a bound", self.ranges),
            ("grades", self.grades),
            ("outcomes that are effects", self.effects),
            ("outcomes that are amounts", self.amount_targets),
            ("outcomes that are counts", self.counts),
            ("outcomes that are questions", self.asked),
            ("outcomes in quotes", self.said),
            ("outcomes that are the next label", self.links),
            ("outcomes with another arrow", self.chains),
            ("quotes on both sides", self.quoted),
            ("files or addresses", self.paths),
            ("links", self.linked),
            ("times", self.times),
            ("numbers before and after", self.changes),
            ("digits", self.digits),
            ("places to fill in", self.blanks),
            ("steps that follow another", self.sequential),
            ("conditions that nobody can meet", self.hypothetical),
            ("names of lists", self.topics),
        ];
        let intro = self.intro.evidence().into_iter().map(|words| (words, None));
        let holds = holds.into_iter().filter(|(_, holds)| *holds).map(|(words, _)| (words, None));
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        intro.chain(holds).chain(counts.map(|(words, count)| (words, Some(count)))).collect()
    }

    /// Whether at least two in three answers are counted.
    pub fn most(&self, count: usize) -> bool {
        count * 3 >= self.count * 2
    }

    /// Whether at least half of the answers are counted.
    pub fn some(&self, count: usize) -> bool {
        count * 2 >= self.count
    }
}

/// Whether everything below a line is a question without answers.
fn asks_only(outline: &Outline, line: usize) -> bool {
    let is_open = |child: &usize| {
        question::is_asked(outline.str(*child)) && outline.lines[*child].children.is_empty()
    };
    outline.lines[line].children.iter().all(is_open)
}

/// Whether a label shares a word with the question.
fn shares_word(label: LineWords<'_>, asked: LineWords<'_>) -> bool {
    let mut long = label.words().filter(|word| word.text.len() > 2 && !word.is(Role::NoVerb));
    long.any(|word| asked.words().any(|asked| asked.text == word.text))
}

/// Whether a line is a paragraph that ends in a full stop.
fn states(outline: &Outline, line: usize) -> bool {
    let line = &outline.lines[line];
    line.kind == LineKind::Plain && line.text.as_str().trim_end().ends_with('.')
}

/// Whether the answers are in different paragraphs.
fn is_apart(outline: &Outline, group: &Group) -> bool {
    group.answers.windows(2).any(|pair| {
        let (first, second) = (&outline.lines[pair[0].0], &outline.lines[pair[1].0]);
        (first.kind, second.kind) == (LineKind::Plain, LineKind::Plain)
            && first.block != second.block
    })
}

/// Counts labels on the same subject as another: they start alike or share a longer word.
///
/// Alternatives are usually about one subject, advice about several.
fn cohesive(group: &Group) -> usize {
    let labels = group.answers.iter().map(|(_, reading)| reading.label).enumerate();
    let mut topics: Vec<(&str, usize)> =
        labels.flat_map(|(at, label)| topics(label).map(move |topic| (topic, at))).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut shares = vec![false; group.answers.len()];
    for pair in topics.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        shares[pair[0].1] = true;
        shares[pair[1].1] = true;
    }
    shares.into_iter().filter(|shares| *shares).count()
}

/// The first word of a label, and its longer words.
fn topics(label: LineWords<'_>) -> impl Iterator<Item = &str> {
    let first = label.words().next().filter(|word| !word.is(Role::Filler));
    let long = label.words().filter(|word| word.text.chars().count() > 4);
    first.into_iter().chain(long).map(|word| word.text)
}

/// The number of lines beside the answers; zero if the question is one of them, because they are
/// then other steps.
fn others(outline: &Outline, group: &Group) -> usize {
    let kind = |line: usize| outline.lines[line].kind;
    let is_step = match (kind(group.intro), kind(group.answers[0].0)) {
        (LineKind::Item { list: a, .. }, LineKind::Item { list: b, .. }) => a == b,
        (_, LineKind::Plain | LineKind::Heading(_)) => true,
        _ => false,
    };
    if is_step { 0 } else { group.others }
}

/// Whether table headers mean "if" and "then". Below a question one of them suffices, except for
/// who, what or how, which any table answers.
fn is_headed([left, right]: [LineWords<'_>; 2], intro: &Intro, title: LineWords<'_>) -> bool {
    let opens =
        left.opens_with(Role::If) || left.opens_with(Role::Condition) && left.words().len() > 1;
    let given = left.holds(Role::ConditionHeader) || opens;
    let acts = Arrow::at_start(&right).is_some() || right.holds(Role::OutcomeHeader);
    let is_open = intro.open || title.opens_with(Role::Who);
    if opens {
        return true;
    }
    if is_open || !(intro.asks || intro.chooses) {
        return given && acts;
    }
    given || acts || left.holds(Role::CaseHeader)
}
