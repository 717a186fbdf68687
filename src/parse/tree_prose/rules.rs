//! Decides whether a group of answers is a decision.
//!
//! Features of a group that shows any sign of a decision are counted once ([`Tally`]); then the
//! first of [`RULES`] that applies decides, with its reason. Order matters: refusing rules come before the accepting rules that
//! they restrict.

use super::group::{self, Group};
use super::outline::{Mark, Outline};
use super::signs;
use super::tally::Tally;
use crate::tree::Form;

/// The reason of the rule that decided about a group: `Ok` says why it is a decision, `Err` why not.
pub type Verdict = Result<&'static str, &'static str>;

/// All groups of an outline with what the rules say about them.
pub fn judge<'a>(outline: &'a Outline, form: Form) -> Vec<(Group<'a>, Verdict)> {
    let groups = group::groups(outline).into_iter();
    let judged = groups.map(|group| {
        let verdict = decide(outline, &group, form);
        (group, verdict)
    });
    judged.collect()
}

fn decide(outline: &Outline, group: &Group, form: Form) -> Verdict {
    if !signs::are_shown(outline, group) {
        return Err("it shows no sign of a decision");
    }
    verdict(&Tally::of(outline, group, form))
}

/// What the rules say about the features of a group.
pub fn verdict(tally: &Tally) -> Verdict {
    let rule = RULES.iter().find(|rule| (rule.applies)(tally));
    rule.map_or(Err("nothing asks"), |rule| rule.verdict)
}

struct Criterion {
    verdict: Verdict,
    applies: fn(&Tally) -> bool,
}

const fn accept(reason: &'static str, applies: fn(&Tally) -> bool) -> Criterion {
    Criterion { verdict: Ok(reason), applies }
}

const fn refuse(reason: &'static str, applies: fn(&Tally) -> bool) -> Criterion {
    Criterion { verdict: Err(reason), applies }
}

const RULES: &[Criterion] = &[
    refuse("nothing that the question could be called", |t| t.intro.is_nameless),
    refuse("its author says that it is none", |t| t.mark == Some(Mark::NoDecision)),
    accept("its author says that it is one", |t| t.mark == Some(Mark::Decision)),
    refuse("a paragraph that leads to a list, not a question", |t| t.intro.is_long),
    refuse("a speaker and what they say, not a question", |t| t.intro.speaks),
    refuse("a language whose words are not known, without an arrow from each answer", |t| {
        t.is_wordless && !(t.intro.asks && (t.most(t.arrows) || t.is_drawing))
    }),
    refuse("a template with places to fill in", |t| t.some(t.blanks)),
    refuse("points of a scale", |t| t.most(t.digits) && t.arrows == 0 && !t.most(t.actions)),
    refuse("links to pages, not answers", |t| t.most(t.linked) && t.ifs == 0 && t.verdicts == 0),
    refuse("further questions, not what to do", |t| {
        let is_told = t.ifs > 0 || t.verdicts > 0 || t.arrows > 0;
        t.some(t.asked) && (!is_told || t.most(t.hypothetical))
    }),
    refuse("words to say, not what to do", |t| {
        t.most(t.said) && t.ifs == 0 && t.verdicts == 0 && t.arrows == 0
    }),
    refuse("steps one after the other", |t| t.most(t.sequential) && t.rests == 0),
    refuse("factors that count together", |t| {
        t.intro.combines && t.ifs == 0 && t.verdicts == 0 && t.arrows == 0
    }),
    refuse("its answers lead to counts: a survey", |t| t.most(t.counts) && !t.most(t.ifs)),
    refuse("a table that does not say what to do when", |t| t.is_table && !t.headed),
    accept("a table of conditions and what to do", |t| t.is_table),
    refuse("what each answer means, not where it leads", |t| {
        let leads_on = t.intro.asks && t.most(t.arrows);
        t.verdicts > 0 && t.intro.explains && !t.most(t.actions) && !leads_on
    }),
    accept("a question answered with yes or no", |t| {
        let beside = t.rests > 0 || t.conditions > 0 && !t.is_plain;
        let is_pair = t.verdicts > 1 || t.verdicts > 0 && beside;
        let is_closed = !t.intro.open || t.arrows > 0 || t.some(t.actions);
        t.intro.asks && is_pair && is_closed && (t.some(t.pointing) || t.some(t.actions))
    }),
    refuse("what a value means, told in a paragraph", |t| {
        let led = t.intro.asks || t.intro.announced;
        t.is_plain && t.most(t.verdicts) && t.ifs > 0 && !led && t.arrows == 0 && !t.most(t.actions)
    }),
    refuse("yes and no as names of lists, below nothing that asks", |t| {
        t.most(t.verdicts) && t.most(t.below) && t.ifs == 0 && !t.intro.asks && !t.intro.chooses
    }),
    accept("yes and no, each with what to do", |t| {
        let leads_on = t.most(t.arrows) && (t.most(t.sentences) || t.intro.chooses);
        let told = leads_on || t.some(t.actions) || t.ifs > 1 && t.most(t.pointing);
        t.verdicts > 1 && t.most(t.verdicts) && told
    }),
    refuse("arrows one after the other: a sequence", |t| t.some(t.chains)),
    refuse("one leads to the next: a sequence", |t| t.links > 0),
    refuse("files, addresses or names of fields", |t| t.some(t.paths)),
    refuse("words before and after", |t| t.some(t.quoted) || t.intro.contrasts && !t.intro.asks),
    refuse("an example", |t| t.intro.is_example && t.conditions == 0),
    refuse("points in time: a plan", |t| t.most(t.times)),
    refuse("numbers before and after", |t| t.some(t.changes)),
    refuse("a few remarks in a longer list", |t| {
        let paired = t.opposites > 0 || t.rests > 0;
        let together = t.intro.asks || paired || t.most(t.kin.related);
        let is_branch = t.most(t.ifs + t.rests) && together;
        t.others > 0 && t.others * 2 >= t.count && !is_branch
    }),
    accept("a condition and its opposite, each with what to do", |t| {
        let is_told = t.some(t.actions) || !t.some(t.effects);
        t.most(t.ifs) && t.most(t.kin.contrary) && is_told && !t.intro.foretells
    }),
    refuse("headings about several things", |t| {
        t.is_heading && !t.intro.asks && !t.most(t.kin.close)
    }),
    refuse("what would follow, not what to do", |t| {
        !t.intro.asks
            && t.conditions > 0
            && (t.intro.foretells || t.some(t.effects))
            && !t.most(t.actions)
            && !(t.some(t.actions) && (t.rests > 0 || t.most(t.kin.related)) && !t.intro.foretells)
    }),
    refuse("advice for any time", |t| {
        let is_told = t.ifs == t.count && t.most(t.cohesive) && t.most(t.actions);
        t.intro.advises && !t.intro.asks && t.arrows == 0 && !is_told
    }),
    refuse("paragraphs of advice", |t| t.is_apart && !t.most(t.pointing) && t.rests == 0),
    refuse("sentences of a paragraph", |t| {
        let led = t.intro.asks || t.intro.announced || t.rests > 0;
        let is_apart = t.is_apart && t.most(t.kin.close);
        t.is_plain && !led && !is_apart && !t.most(t.pointing)
    }),
    accept("alternatives that start with if", |t| {
        t.most(t.conditions + t.rests + t.opposites) && t.some(t.ifs) && t.most(t.pointing)
    }),
    accept("a condition that goes on in each item", |t| {
        t.intro.goes_on && t.intro.announced && t.most(t.pointing) && t.some(t.actions)
    }),
    accept("conditions, each with what to do", |t| {
        let led = t.intro.asks || t.intro.announced || t.rests > 0;
        let about = t.intro.chooses || t.most(t.cohesive) || t.most(t.kin.close);
        let is_series = t.intro.is_headed && t.most(t.kin.close);
        let together = led || is_series || !t.states && about;
        let act = t.most(t.actions) || t.rests > 0 && t.some(t.actions);
        t.most(t.conditions + t.rests) && t.conditions > 0 && act && together
    }),
    refuse("amounts of things, not what to do", |t| !t.intro.asks && t.most(t.amount_targets)),
    accept("everything else has its answer too", |t| {
        t.rests > 0 && t.most(t.arrows) && (t.intro.asks || t.some(t.actions))
    }),
    accept("a question drawn with its answers", |t| t.is_drawing && t.intro.asks && !t.intro.open),
    accept("a question and an arrow from each answer", |t| {
        t.intro.asks && t.most(t.arrows) && (!t.intro.open || t.most(t.actions))
    }),
    accept("grades or opposites, each with what to do", |t| {
        t.most(t.grades)
            && if t.intro.asks {
                !t.intro.open || t.most(t.actions)
            } else {
                t.most(t.arrows) && t.most(t.actions)
            }
    }),
    refuse("labels and what they mean", |t| t.arrows == 0 && (!t.intro.asks || t.intro.open)),
    refuse("topics with lists below them", |t| {
        t.most(t.topics) && !t.some(t.actions) && !t.most(t.grades + t.amounts)
    }),
    accept("amounts, each with what follows", |t| {
        t.most(t.amounts)
            && if t.intro.asks {
                !t.intro.open
            } else {
                t.most(t.ranges) && (t.some(t.actions) || t.intro.situates)
            }
    }),
    accept("a situation, and what to do in each case", |t| {
        t.intro.situates && t.intro.announced && t.most(t.arrows) && t.most(t.actions)
    }),
    accept("a question between the things that it names", |t| {
        t.intro.asks && !t.intro.open && t.most(t.named)
    }),
    accept("a question of degree or class, each with what follows", |t| {
        let one = t.intro.of_degree || t.intro.classifies;
        t.intro.asks && !t.intro.open && one && !t.most(t.amount_targets)
    }),
    accept("a choice, each with what to do", |t| {
        t.intro.asks && t.most(t.actions) && t.intro.selects
    }),
    accept("alternatives to choose from", |t| t.intro.chooses && t.most(t.arrows)),
];
