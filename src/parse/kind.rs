//! The kind of an entry that does not name it.

use crate::parse::facts::Facts;
use crate::parse::front_matter::FrontMatter;
use crate::parse::transcript::is_conversation;
use crate::parse::{Kind, Prose};

pub fn kind_by_structure(
    (front_matter, text): (&FrontMatter, &str),
    prose: &Prose,
    facts: &Facts,
) -> Kind {
    match () {
        _ if has_procedure(prose) || facts.says_sop() => Kind::Sop,
        _ if is_conversation(text) => Kind::Transcript,
        _ if front_matter.video_id.is_some() => Kind::Note,
        _ => Kind::Entry,
    }
}

/// Whether a heading announces a procedure, or several are its steps: one step alone is none.
fn has_procedure(prose: &Prose) -> bool {
    let headings = || prose.headings.iter().map(|heading| heading.text.as_str());
    headings().any(|text| text.eq_ignore_ascii_case("procedure"))
        || ["1", "2"].iter().all(|number| headings().any(|text| is_step(text, number)))
}

fn is_step(heading: &str, number: &str) -> bool {
    let is_named = heading.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("step "));
    let rest = heading.get(5..).filter(|_| is_named).and_then(|rest| rest.strip_prefix(number));
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_step;

    #[test]
    fn steps_are_headings_with_a_number_of_their_own() {
        assert!(is_step("Step 1: Ask", "1") && is_step("step 1", "1"));
        assert!(!is_step("Step 10", "1") && !is_step("Steps 1", "1") && !is_step("Schritt 1", "1"));
    }
}
