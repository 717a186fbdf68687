//! Is this a decision, and why?
//!
//! A group of lines that read as answers is weighed once: first what it is made of ([`Evidence`]),
//! then [`RULES`], of which the first that applies decides. Each rule carries its reason. The rules
//! that refuse stand before those that accept what they would refuse, so the order matters.

use super::evidence::Evidence;
use super::group::Group;
use super::outline::{Mark, Outline};

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
    refuse("nothing that the question could be called", |e| e.lead.is_nameless),
    refuse("its author says that it is none", |e| e.mark == Some(Mark::NoDecision)),
    accept("its author says that it is one", |e| e.mark == Some(Mark::Decision)),
    refuse("a paragraph that leads to a list, not a question", |e| e.lead.is_long),
    refuse("its answers lead to counts: a survey", |e| e.most(e.counts)),
    refuse("a table that does not say what to do when", |e| e.is_table && !e.headed),
    accept("a table of conditions and what to do", |e| e.is_table),
    refuse("what each answer means, not where it leads", |e| {
        e.verdicts > 0 && e.lead.explains && !e.most(e.actions)
    }),
    accept("a question answered with yes or no", |e| {
        e.lead.asks && e.verdicts > 0 && (e.some(e.pointing) || e.some(e.actions))
    }),
    refuse("what a value means, told in a paragraph", |e| {
        let led = e.lead.asks || e.lead.announced;
        e.is_plain && e.most(e.verdicts) && e.ifs > 0 && !led && e.arrows == 0 && !e.some(e.actions)
    }),
    accept("yes and no, each with what to do", |e| {
        let leads_on = e.most(e.arrows) && (e.most(e.sentences) || e.lead.chooses);
        let told = leads_on || e.some(e.actions) || e.ifs > 1 && e.most(e.pointing);
        e.verdicts > 1 && e.most(e.verdicts) && told
    }),
    refuse("arrows one after the other: a sequence", |e| e.some(e.chains)),
    refuse("one leads to the next: a sequence", |e| e.links > 0),
    refuse("files, addresses or names of fields", |e| e.some(e.paths)),
    refuse("words before and after", |e| e.some(e.quoted) || e.lead.contrasts && !e.lead.asks),
    refuse("an example", |e| e.lead.is_example && e.conditions == 0),
    refuse("points in time: a plan", |e| e.most(e.times)),
    refuse("numbers before and after", |e| e.some(e.changes)),
    refuse("a few remarks in a longer list", |e| e.others > 0 && e.others * 2 >= e.count),
    refuse("what would follow, not what to do", |e| {
        !e.lead.asks
            && e.conditions > 0
            && (e.lead.foretells || e.some(e.effects))
            && !e.most(e.actions)
    }),
    refuse("advice for any time", |e| e.lead.advises && !e.lead.asks && e.arrows == 0),
    refuse("paragraphs of advice", |e| e.is_apart && !e.most(e.pointing)),
    refuse("sentences of a paragraph", |e| {
        e.is_plain && !e.lead.asks && !e.lead.announced && !e.most(e.pointing)
    }),
    accept("alternatives that start with if", |e| {
        e.most(e.conditions + e.rests) && e.some(e.ifs) && e.most(e.pointing)
    }),
    accept("conditions, each with what to do", |e| {
        let led = e.lead.asks || e.lead.announced || e.rests > 0;
        let together = led || !e.states && (e.lead.chooses || e.most(e.cohesive));
        e.most(e.conditions + e.rests) && e.conditions > 0 && e.most(e.actions) && together
    }),
    refuse("amounts of things, not what to do", |e| !e.lead.asks && e.most(e.amount_targets)),
    accept("everything else has its answer too", |e| {
        e.rests > 0 && e.most(e.arrows) && (e.lead.asks || e.some(e.actions))
    }),
    accept("a question drawn with its answers", |e| e.is_drawing && e.lead.asks && !e.lead.open),
    accept("a question and an arrow from each answer", |e| {
        e.lead.asks && e.most(e.arrows) && (!e.lead.open || e.most(e.actions))
    }),
    accept("grades or opposites, each with what to do", |e| {
        e.most(e.grades)
            && match e.lead.asks {
                true => !e.lead.open || e.most(e.actions),
                false => e.most(e.arrows) && e.most(e.actions),
            }
    }),
    refuse("labels and what they mean", |e| e.arrows == 0 && (!e.lead.asks || e.lead.open)),
    refuse("topics with lists below them", |e| {
        e.most(e.topics) && !e.some(e.actions) && !e.most(e.grades + e.amounts)
    }),
    accept("amounts, each with what follows", |e| {
        e.most(e.amounts)
            && match e.lead.asks {
                true => !e.lead.open,
                false => e.most(e.ranges) && (e.some(e.actions) || e.lead.situates),
            }
    }),
    accept("a situation, and what to do in each case", |e| {
        e.lead.situates && e.lead.announced && e.most(e.arrows) && e.most(e.actions)
    }),
    accept("a question between the things that it names", |e| e.lead.asks && e.most(e.named)),
    accept("a question of degree or class, each with what follows", |e| {
        let one = e.lead.of_degree || e.lead.classifies;
        e.lead.asks && !e.lead.open && one && !e.most(e.amount_targets)
    }),
    accept("a choice, each with what to do", |e| {
        e.lead.asks && e.most(e.actions) && e.lead.selects
    }),
    accept("alternatives to choose from", |e| e.lead.chooses && e.most(e.arrows)),
];
