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
    let has_procedure = prose.headings.iter().any(|heading| {
        let text = heading.text.as_str();
        let starts_with = |words: &str| {
            text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
        };
        text.eq_ignore_ascii_case("procedure") || starts_with("step 1")
    });
    match () {
        _ if has_procedure || facts.says_sop() => Kind::Sop,
        _ if is_conversation(text) => Kind::Transcript,
        _ if front_matter.video_id.is_some() => Kind::Note,
        _ => Kind::Entry,
    }
}
