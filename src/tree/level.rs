//! How far a tree is shown away from the text that it was found in.
//!
//! A reader who meets a decision in its text sees what it is about; a list of decisions has to say so
//! by itself. So a find gets a page only if it was meant as a decision, or asks enough to be walked.

use super::{Form, Tree};

/// How far a tree is shown, from the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// In its entry, as an element to unfold.
    Fold,
    /// On a page of its own too, which lists and the search name.
    Page,
    /// Among the decisions that the home page names.
    Home,
}

/// How many answers a single question needs to be more than an aside.
const SEVERAL: usize = 3;

impl Tree {
    /// How far this tree is shown. Every view asks here.
    pub fn level(&self) -> Level {
        if self.form == Form::File || self.is_marked {
            return Level::Home;
        }
        let mut questions = self.nodes.iter().filter(|node| node.is_question());
        let Some(first) = questions.next() else { return Level::Fold };
        let (asks, answers) = (asks(&first.title), first.branches());
        match 1 + questions.count() {
            2.. if asks => Level::Home,
            2.. => Level::Page,
            _ if asks && answers >= SEVERAL => Level::Page,
            _ => Level::Fold,
        }
    }
}

/// Whether a title is a question.
pub fn asks(title: &str) -> bool {
    title.trim_end_matches(['"', '”', '“', '»', ')', ' ']).ends_with(['?', '？', '؟'])
}

#[cfg(test)]
mod tests {
    use super::{Level, asks};
    use crate::parse::tree_prose::{Language, detect};
    use crate::text::Document;

    #[track_caller]
    fn check(text: &str, expected: Level) {
        let found = detect(&"entry.md".into(), &Document::of(text), &Language::of("en")).0;
        let levels: Vec<Level> = found.iter().map(|found| found.tree.level()).collect();
        assert_eq!(levels, [expected], "{text}");
    }

    #[test]
    fn one_question_with_two_answers_stays_in_its_text() {
        check("Is it safe?\n\n- Yes → Go\n- No → Stop\n", Level::Fold);
        check("## Errors\n\n- If it is red, call\n- If it is blue, wait\n", Level::Fold);
        check(
            "## Errors\n\n- If it is red, call\n- If it is blue, wait\n- If it is off, press it\n",
            Level::Fold,
        );
    }

    #[test]
    fn several_answers_to_a_real_question_have_a_page() {
        check("Which is it?\n\n- Red → Stop\n- Blue → Go\n- Green → Wait\n", Level::Page);
    }

    #[test]
    fn several_questions_and_marked_ones_are_named_on_the_home_page() {
        let two = "Is it safe?\n\n- Yes → Is it cheap?\n  - Yes → Go\n  - No → Wait\n- No → Stop\n";
        check(two, Level::Home);
        check("Is it safe? {.decision}\n\n- Yes → Go\n- No → Stop\n", Level::Home);
        check("Whom to ask {.decision}\n\n- Payroll → Anna\n- Travel → Ben\n", Level::Home);
    }

    #[test]
    fn a_question_ends_in_a_question_mark_of_its_language() {
        assert!(asks("Is it?") && asks("それは？") && asks("Is it \"red?\""));
        assert!(!asks("Errors") && !asks(""));
    }
}
