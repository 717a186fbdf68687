//! Classifies the line that introduces a list, by its words and its context.

use super::answer::after_verdict;
use super::arrow::Arrow;
use super::features::is_unfinished;
use super::language::{Role, Roles};
use super::outline::{LineKind, Outline};
use super::question;
use super::words::{LineWords, Opening};

/// The properties of an introductory line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Intro {
    /// A question, or one without its question mark.
    pub asks: bool,
    /// An open question, which no choice answers: why, how does it work.
    pub open: bool,
    /// A question of degree: how urgent, how severe, how sure.
    pub of_degree: bool,
    /// A question for one of several: which, how many, is it this or that.
    pub selects: bool,
    /// A question for a class: "What stage is it at".
    pub classifies: bool,
    /// Announces a choice without a question.
    pub chooses: bool,
    /// Its heading announces a choice.
    pub is_headed: bool,
    /// Describes a situation: "When the alarm rings:".
    pub situates: bool,
    /// Ends in a colon.
    pub announced: bool,
    /// Pairs things that are not alternatives: before and after.
    pub contrasts: bool,
    pub is_example: bool,
    /// Announces effects.
    pub foretells: bool,
    /// Announces definitions.
    pub explains: bool,
    /// Announces advice.
    pub advises: bool,
    /// Contains nothing to name a question by.
    pub is_nameless: bool,
    /// A condition that lacks its end: "If the key is for:".
    pub goes_on: bool,
    /// Names things that count together: "a combination of".
    pub combines: bool,
    /// A speaker with a time, in a dialogue.
    pub speaks: bool,
    /// A long paragraph; its other properties are not computed.
    pub is_long: bool,
}

/// A longer intro, in bytes, is a paragraph.
const LONG: usize = 1000;

/// How many characters of an intro, or of its context, are examined.
const CONTEXT: usize = 300;

impl Intro {
    /// Classifies a line in the context of its headings.
    pub fn of(outline: &Outline, at: usize) -> Intro {
        let line = outline.words(at);
        if line.len() > LONG {
            return Intro { is_long: true, ..Intro::default() };
        }
        let title = question::title(line);
        let (opening, roles) = (title.opening(), title.roles());
        let asks = question::holds_question(&line);
        // What stands before a question in its paragraph does not announce the answers.
        let own = if asks { title } else { line };
        let around = roles_around(outline, at, own);
        let heading = outline.lines[at].heading;
        Intro {
            asks: asks || asks_quietly(opening, roles),
            open: is_open(title),
            of_degree: is_of_degree(title),
            selects: opening.is(Role::Selects) || roles.has(Role::Or),
            classifies: classifies(title),
            chooses: line.holds(Role::Chooses),
            is_headed: heading.is_some_and(|heading| outline.words(heading).holds(Role::Chooses)),
            situates: opening.is(Role::Condition) || opening.is(Role::After),
            announced: line.trim_end().ends_with([':', '…']) || line.ends_with("..."),
            contrasts: around.has(Role::Contrasts) || holds_arrow(line),
            is_example: around.has(Role::Example),
            foretells: around.has(Role::Foretells),
            explains: around.has(Role::Explains),
            advises: around.has(Role::Advises),
            goes_on: opening.is(Role::Condition) && is_unfinished(title),
            combines: line.holds(Role::Factors),
            speaks: question::is_speaker(&line),
            is_nameless: !title.contains(char::is_alphanumeric),
            is_long: false,
        }
    }
}

impl Intro {
    /// What is true of the line, in words.
    pub fn evidence(&self) -> Vec<&'static str> {
        let seen = [
            ("the line above asks", self.asks),
            ("the line above asks for an explanation", self.asks && self.open),
            ("the line above asks for a degree", self.of_degree),
            ("the line above asks for one of several", self.asks && self.selects),
            ("the line above asks for a class", self.classifies),
            ("the line above announces a choice", self.chooses),
            ("the heading announces a choice", self.is_headed),
            ("the line above describes a situation", self.situates),
            ("the line above is a condition that goes on in each item", self.goes_on),
            ("the line above ends in a colon", self.announced),
            ("the lines above tell of a change or a contrast", self.contrasts),
            ("the lines above announce an example", self.is_example),
            ("the lines above announce effects", self.foretells),
            ("the lines above announce meanings", self.explains),
            ("the lines above announce advice", self.advises),
            ("the line above names factors", self.combines),
            ("the line above names a speaker", self.speaks),
            ("nothing above names a question", self.is_nameless),
            ("the line above is a long paragraph", self.is_long),
        ];
        seen.into_iter().filter(|(_, holds)| *holds).map(|(words, _)| words).collect()
    }
}

/// The roles of the line, the intro above it and its heading.
fn roles_around(outline: &Outline, at: usize, own: LineWords<'_>) -> Roles {
    let above = outline.before(at).filter(|above| {
        let line = &outline.lines[*above];
        line.kind == LineKind::Plain && (line.text.is_bold() || line.text.as_str().ends_with(':'))
    });
    let mut roles = Roles::default();
    let beside = [above, outline.lines[at].heading].into_iter().flatten();
    for words in std::iter::once(own).chain(beside.map(|line| outline.words(line))) {
        let end = words.char_indices().nth(CONTEXT).map_or(words.len(), |(end, _)| end);
        roles.add(words.to(end).roles());
    }
    roles
}

/// `Old → New`, but not `Yes → Is it ours?`.
fn holds_arrow(line: LineWords<'_>) -> bool {
    Arrow::find(&line).is_some() && after_verdict(line).is_none() && !line.contains('?')
}

/// Whether a title is a question without a question mark: "Check if it exists", "Depending on the
/// weather".
fn asks_quietly(opening: Opening<'_>, roles: Roles) -> bool {
    opening.is(Role::Asks) || opening.is(Role::FindsOut) && roles.has(Role::Embedded)
}

/// Whether a question needs an explanation instead of a choice: why, how does it work, who does
/// what.
///
/// "What do customers gain" is open too, unless it asks for something that can be observed.
fn is_open(title: LineWords<'_>) -> bool {
    let (opening, roles) = (title.opening(), title.roles());
    let asked = title.words().filter(|word| word.is(Role::QuestionWord)).count();
    let is_process = roles.has(Role::Process) && !opening.is(Role::Auxiliary);
    asked > 1
        || roles.has(Role::Each)
        || roles.has(Role::Defines)
        || opening.after(Role::WhatDo).is_some_and(|rest| !rest.holds(Role::Observed))
        || is_about_causes(title)
        || !opening.is(Role::Graded) && (opening.is(Role::Tells) || is_process)
}

/// Whether "what" is followed by a verb, as in "What slows us down": an open question.
fn is_about_causes(title: LineWords<'_>) -> bool {
    let mut words = title.words();
    words.next().is_some_and(|first| first.is(Role::What))
        && words.next().is_some_and(|verb| verb.text.ends_with('s') && !verb.is(Role::AfterWhat))
}

/// Whether "how" is followed by an adjective.
fn is_of_degree(title: LineWords<'_>) -> bool {
    let mut words = title.words();
    words.next().is_some_and(|first| first.is(Role::How))
        && words.next().is_some_and(|second| !second.is(Role::AfterHow))
}

/// Whether "which" or "what" is followed by a singular and "is".
fn classifies(title: LineWords<'_>) -> bool {
    let mut words = title.words().take_while(|word| !word.is(Role::Being));
    let asks = words.next().is_some_and(|first| first.is(Role::Which));
    let is_singular = |noun: &str| !noun.ends_with('s') || noun.ends_with("ss");
    asks && title.words().any(|word| word.is(Role::Being))
        && words.next().is_some_and(|noun| is_singular(noun.text))
}
