//! Signs that a group of answers may be a decision.
//!
//! Most lists of a book show none. No rule accepts them, so their features need not be counted.

use super::answer::{LabelKind, Reading, Separator};
use super::arrow::Arrow;
use super::features::is_unfinished;
use super::group::Group;
use super::language::{Role, is_letter};
use super::outline::{LineKind, Mark, Outline};
use super::question;
use super::words::LineWords;

/// Whether a rule may accept a group.
pub fn are_shown(outline: &Outline, group: &Group) -> bool {
    if let Some(mark) = group.mark {
        return mark == Mark::Decision;
    }
    match outline.lines[group.answers[0].0].kind {
        LineKind::Row { table } => may_be_headed(outline.header(table)),
        _ => {
            group.answers.iter().any(|(_, reading)| leads_on(reading))
                || may_ask(outline.words(group.intro))
        }
    }
}

/// Whether one of the headers of a table means "if" or "then".
fn may_be_headed([left, right]: [LineWords<'_>; 2]) -> bool {
    left.holds(Role::ConditionHeader)
        || left.opens_with(Role::Condition)
        || left.holds(Role::CaseHeader)
        || right.holds(Role::OutcomeHeader)
        || Arrow::at_start(&right).is_some()
}

/// Whether an answer is more than a label and what it means.
fn leads_on(answer: &Reading<'_>) -> bool {
    answer.label_kind != LabelKind::Option
        || answer.link == Separator::Arrow
        || may_be_amount(answer.label)
}

fn may_be_amount(label: LineWords<'_>) -> bool {
    let first = label.trim_with(|label| label.trim_start_matches(|c| !is_letter(c)));
    label.bytes().any(|byte| byte.is_ascii_digit())
        || label.opens_with(Role::Bound)
        || first.opens_with(Role::Number)
}

/// Whether a line asks, with or without a question mark.
fn may_ask(line: LineWords<'_>) -> bool {
    if question::holds_question(&line) {
        return true;
    }
    let title = question::title(line);
    let opening = title.opening();
    opening.is(Role::Asks)
        || opening.is(Role::FindsOut)
        || opening.is(Role::Condition) && is_unfinished(title)
}

#[cfg(test)]
mod tests {
    use crate::parse::tree_prose::intro::Intro;
    use crate::parse::tree_prose::language::Language;
    use crate::parse::tree_prose::rules::verdict;
    use crate::parse::tree_prose::tally::Tally;
    use crate::parse::tree_prose::{article, group};
    use crate::text::Document;

    /// Whether the first group of a text shows a sign.
    #[track_caller]
    fn signs(text: &str) -> bool {
        let (document, language) = (Document::of(text), Language::of("en"));
        let outline = article::read(&document, &language);
        super::are_shown(&outline, &group::groups(&outline)[0])
    }

    #[test]
    fn labels_and_what_they_mean_are_no_sign() {
        assert!(!signs("People:\n\n- Maria: design\n- Ben: sales\n"));
        assert!(!signs("| Name | Team |\n|--|--|\n| Ben | Sales |\n| Ida | Design |\n"));
        assert!(!signs("Which? {.no-decision}\n\n- Yes → go\n- No → stop\n"));
    }

    #[test]
    fn questions_conditions_arrows_amounts_and_marks_are_signs() {
        for text in [
            "Who is it?\n\n- Maria: design\n- Ben: sales\n",
            "Check if it is ours\n\n- Maria: design\n- Ben: sales\n",
            "People:\n\n- Maria → design\n- Ben: sales\n",
            "People:\n\n- Maria: design\n- Otherwise: sales\n",
            "People:\n\n- Maria: design\n- If Ben is here: sales\n",
            "People:\n\n- two: design\n- three: sales\n",
            "People:\n\n- under ten: design\n- ten: sales\n",
            "People: {.decision}\n\n- Maria: design\n- Ben: sales\n",
            "| If | Then |\n|--|--|\n| Ben | Sales |\n| Ida | Design |\n",
        ] {
            assert!(signs(text), "{text}");
        }
    }

    /// Each feature that needs no sign, as large or as small as it can be.
    #[test]
    fn no_rule_accepts_a_group_without_a_sign() {
        for bits in 0_u32..1 << 14 {
            let has = |bit: u32| bits >> bit & 1 == 1;
            let count = |bit| 3 * usize::from(has(bit));
            let intro = Intro {
                open: has(0),
                of_degree: has(0),
                selects: has(1),
                classifies: has(1),
                chooses: has(2),
                situates: has(3),
                announced: has(4),
                explains: has(5),
                foretells: has(5),
                ..Intro::default()
            };
            let tally = Tally {
                intro,
                count: 3,
                is_drawing: has(6),
                is_plain: has(7),
                topics: count(8),
                pointing: count(9),
                actions: count(10),
                sentences: count(11),
                cohesive: count(11),
                effects: count(12),
                amount_targets: count(12),
                grades: count(13),
                named: count(13),
                ..Tally::default()
            };
            assert!(verdict(&tally).is_err(), "{tally:?}");
        }
    }
}
