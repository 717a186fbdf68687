//! The interface texts: everything that readers see or hear and no author wrote.
//!
//! Each language is one file beside this one, which documents its format. It is parsed into
//! [`Words`]: templates get them as the variable `words`, scripts get the values that they refer to
//! (`render::bundle`), and the renderer reads the fields. Diagnostics and command output are not
//! included.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

const ENGLISH: &str = include_str!("en.toml");

/// A text, possibly with placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

/// A text that depends on a count, by Unicode plural category.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zero: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub few: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub many: Option<Text>,
    pub other: Text,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

/// Defines a struct for a table of the file: its texts, and after `;` its other values. Missing and
/// unknown keys are errors.
macro_rules! words {
    ($($table:ident: $name:ident { $($text:ident),*; $($key:ident: $kind:ty,)* })*) => {
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Words {
            $(pub $table: $name,)*
        }

        $(
            #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                $(pub $text: Text,)*
                $(pub $key: $kind,)*
            }
        )*
    };
}

words! {
    language: LanguageWords {
        tag;
    }
    text: TextWords {
        quoted, between, between_last, close, show_all;
    }
    date: DateWords {
        day;
        months: [Text; 12],
    }
    kind: KindWords {
        entry, sop, note, transcript, term, glossary, tree, decision, draft;
    }
    facet: FacetWords {
        levels, kind, owner, tags, part, reviewed, updated, updated_by;
    }
    page: PageWords {
        skip, menu, contents, section, before, after, all_in, in_this_folder, breadcrumbs, outline,
        previous_and_next, previous, next, edit, edit_tree, feedback, made, made_by, source, print, print_part, printed_from, moved;
    }
    shortcuts: ShortcutsWords {
        label, signals, signals_note, trees, trees_label, trees_note, browse, browse_note, search,
        search_note, map;
    }
    entry: EntryWords {
        minutes, sent_here, sent_here_and, sources, source_of, related, shared_topic, shared_word,
        cited_in, linked_from, more_linked_from, under, withheld_walk, withheld_text;
        shared_links: Plural,
    }
    article: ArticleWords {
        table, footnotes, footnote, back_to_reference, watch_from, in_transcript, missing_image,
        remote_image, remote_video, remote_audio, remote_document, other_site, page_of_file, no_entry, formula, diagram_source, task_started, task_cancelled, task_deferred,
        task_scheduled, task_question, task_important, task_state;
        callouts: BTreeMap<String, Text>,
        diagrams: BTreeMap<String, Text>,
    }
    table: TableWords {
        file, cut;
    }
    signals: SignalsWords {
        about, heading, field, none;
        found: Plural,
    }
    browse: BrowseWords {
        about, about_facet, values, narrow, narrower, reviewed, was_reviewed;
        entries: Plural,
        found: Plural,
        beside: Plural,
    }
    trees: TreesWords {
        title, about, on_the_way, in_entry;
        questions: Plural,
        outcomes: Plural,
    }
    tree: TreeWords {
        described, of_entry, about, progress, total, whole, diagram, diagram_of, scenarios, ends_at, see_in_tree, read_from, exports,
        named, offer, own_page, question, step, outcome, follows, last_question, questions_left,
        questions_left_about, first_match, all_that_apply, when, then, act, who, by_when, go_to,
        reached_from, not_sure, same_end, each_end, tick, echo;
    }
    rule: RuleWords {
        otherwise, conjunction, disjunction, answered, or_answer, ticked, not_ticked, highest,
        not_highest, answer_of, ticks_of, score, total, less,
        at_most, equal, not_equal, at_least, greater;
    }
    walk: WalkWords {
        proceed, number, number_from, write_number, write_number_from, tick, tick_or, nothing,
        unknown_answers, ahead, answers, change, change_answer, unused, to_question, back, restart,
        copy_link, copy_record, link_copied, selection_copied, record_copied, text_to_copy,
        copy_from_here, flips, note, note_for, print, print_worksheet, decided, fact, record_note,
        record_of, record_of_version, printed, fit, full_size;
    }
    map: MapWords {
        title, about, size_without_links, legend, legend_in, legend_out, unlinked, unlinked_more,
        folders, cut, counts, counts_of_folder, none;
        size: Plural,
        most_linked: Plural,
    }
    wanted: WantedWords {
        title, about, near, create;
    }
    search: SearchWords {
        title, without_script, more, failed, recent, some, and_some, nothing, nearest;
        pages: Plural,
        narrowed: Plural,
        narrowed_to_none: Plural,
        only_some: Plural,
    }
    not_found: NotFoundWords {
        title, heading, about, suggestion, suggestion_without_search, home, search, search_for;
        similar: Plural,
    }
    print: PrintWords {
        title, about, contents, part, whole;
    }
    copy: CopyWords {
        code, copy, copied, refused;
    }
    filter: FilterWords {
        placeholder, label, found;
    }
    scheme: SchemeWords {
        label, auto, light, dark;
    }
    ticks: TicksWords {
        work, copy, reset, done;
    }
    keys: KeysWords {
        title, on, copy_link, link_copied, selection_copied, search, next, previous, home, browse,
        outline, scheme, link, list, answer, proceed, back;
    }
}

impl Words {
    /// The texts of a language; English for all languages so far.
    pub fn of(_language: &str) -> Arc<Words> {
        // A test parses every table, so the default is never used.
        Arc::new(toml::from_str(ENGLISH).unwrap_or_default())
    }

    /// `3 March 2026`.
    pub fn day(&self, date: Date) -> String {
        let month = usize::try_from(date.month()).ok().and_then(|month| month.checked_sub(1));
        let month = month.and_then(|month| self.date.months.get(month));
        let month = month.map_or("", |month| month);
        self.date.day.fill(&[("day", &date.day()), ("month", &month), ("year", &date.year())])
    }

    /// A text in quotation marks.
    pub fn quoted(&self, text: &str) -> String {
        self.text.quoted.fill(&[("text", &text)])
    }
}

impl Text {
    /// Fills placeholders with values.
    pub fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        let mut filled = String::with_capacity(self.len() + 16);
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Placeholder(name) => match values.iter().find(|(key, _)| *key == name) {
                    Some((_, value)) => filled.push_str(&value.to_string()),
                    None => filled.push_str(&format!("{{{name}}}")),
                },
            }
        }
        filled
    }

    /// The pieces of the text, in order.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        pieces(&self.0)
    }
}

/// Splits a text into literals and placeholders.
pub fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while let Some((before, name, after)) = text
        .split_once('{')
        .and_then(|(before, rest)| rest.split_once('}').map(|(name, after)| (before, name, after)))
    {
        pieces.push(Piece::Text(before));
        pieces.push(Piece::Placeholder(name));
        text = after;
    }
    pieces.push(Piece::Text(text));
    pieces
}

impl Plural {
    /// The form for a count, filled with the count.
    pub fn of(&self, count: usize) -> String {
        self.form(count).fill(&[("count", &count)])
    }

    /// English has two forms; other languages need their own rules.
    pub fn form(&self, count: usize) -> &Text {
        self.one.as_ref().filter(|_| count == 1).unwrap_or(&self.other)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Piece, Words, pieces};

    #[test]
    fn the_tables_hold_every_word_and_no_other() {
        let words: Words = toml::from_str(ENGLISH).unwrap();
        assert_eq!(words.search.title.to_string(), "Search");
        let missing = ENGLISH.replace("skip = ", "slip = ");
        assert!(toml::from_str::<Words>(&missing).is_err());
    }

    #[test]
    fn values_take_the_places_of_placeholders_in_any_order() {
        let words = Words::of("en");
        let size = words.trees.on_the_way.fill(&[("most", &3), ("least", &2)]);
        assert_eq!(size, "2 to 3 on the way");
        assert_eq!(words.trees.questions.of(1), "1 question");
        assert_eq!(words.trees.questions.of(0), "0 questions");
        assert_eq!(words.day(jiff::civil::date(2026, 3, 3)), "3 March 2026");
    }

    #[test]
    fn a_brace_without_another_is_text() {
        assert_eq!(pieces("a { b"), [Piece::Text("a { b")]);
        let all = [Piece::Text(""), Piece::Placeholder("a"), Piece::Text("b")];
        assert_eq!(pieces("{a}b"), all);
    }
}
