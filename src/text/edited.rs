//! Parses a text that is not plain markdown: syntax of other tools was translated, or comments and
//! shortcodes are removed.

use std::ops::Range;
use std::sync::Arc;

use crate::formats::Translated;
use crate::formats::edit::{Edit, OffsetMap, apply};
use crate::text::amend::Abbreviation;
use crate::text::parser::Spanned;
use crate::text::reader::Pairs;
use crate::text::shortcodes::{Found, Shortcodes};
use crate::text::store::Store;
use crate::text::{
    Definition, Document, Punctuation, amend, comment, highlight, holds, inline_note, math, parser,
    reader, shortcodes,
};

/// The markdown in `body` of a file.
pub(super) struct Source<'a> {
    pub(super) text: &'a Arc<str>,
    pub(super) body: Range<usize>,
    pub(super) punctuation: Punctuation,
}

/// What is to be changed in a text before it is parsed again, and what the removed parts say.
struct Changes {
    edits: Vec<Edit>,
    shortcodes: Shortcodes,
    abbreviations: Vec<Abbreviation>,
}

/// An edited text.
struct Edited {
    text: String,
    offsets: OffsetMap,
}

impl Source<'_> {
    pub(super) fn markdown(&self) -> &str {
        &self.text[self.body.clone()]
    }

    /// Parses the text as it is, and again if something has to be removed.
    pub(super) fn read(self) -> Document {
        let markdown = self.markdown();
        let (definitions, events) = parser::parse(markdown, self.punctuation);
        let start = self.body.start;
        if !may_change(markdown) && !holds(markdown, "==") && !inline_note::may_hold(markdown) {
            let pairs = Pairs::default();
            let store = reader::read(self.text, start, events, &pairs, &definitions);
            return Document::new(self.text, self.body, store, definitions);
        }
        let events: Vec<_> = events.collect();
        let found = find(markdown, &events);
        if found.edits.is_empty() {
            let pairs = pairs(markdown, &events);
            let events = events.into_iter();
            let store = reader::read(self.text, start, events, &pairs, &definitions);
            let shortcodes = found.shortcodes.moved(start);
            let document = Document::new(self.text, self.body, store, definitions);
            return Document { shortcodes, ..document };
        }
        let plain = Edited { text: markdown.to_owned(), offsets: OffsetMap::default() };
        self.read_again(plain, found)
    }

    /// Parses an edited text, and again if something has to be removed.
    pub(super) fn read_translated(self, translated: Translated) -> Document {
        let Translated { text, offsets, notes } = translated;
        let start = self.body.start;
        let mut document = self.read_edited(Edited { text, offsets });
        document.shortcodes.add(notes, start);
        document.is_translated = true;
        document
    }

    fn read_edited(self, edited: Edited) -> Document {
        let (definitions, events) = parser::parse(&edited.text, self.punctuation);
        let events: Vec<_> = events.collect();
        let found = find(&edited.text, &events);
        if found.edits.is_empty() {
            let store = read_all(&edited.text, events, &definitions);
            let shortcodes = found.shortcodes.placed(|span| edited.offsets.span(span));
            let document = self.place(&edited, store, definitions);
            return Document { shortcodes: shortcodes.moved(document.body.start), ..document };
        }
        self.read_again(edited, found)
    }

    /// Parses a text again after some changes.
    fn read_again(self, edited: Edited, found: Changes) -> Document {
        let text = self.without(&edited.offsets, &found.edits);
        let (left, later) = apply(&edited.text, found.edits);
        let shortcodes = found.shortcodes.placed(|span| edited.offsets.span(span));
        let again = Edited { text: left, offsets: edited.offsets.then(later) };
        let (definitions, events) = parser::parse(&again.text, self.punctuation);
        let store = read_all(&again.text, events.collect(), &definitions);
        let document = Source { text: &text, ..self }.place(&again, store, definitions);
        let shortcodes = shortcodes.moved(document.body.start);
        Document { shortcodes, parses: 2, abbreviations: found.abbreviations, ..document }
    }

    /// The file with its length, with replacements that fit, and with spaces in place of what is
    /// removed.
    fn without(&self, offsets: &OffsetMap, edits: &[Edit]) -> Arc<str> {
        let mut text = self.text.to_string();
        for edit in edits {
            let place = shifted(&offsets.span(&edit.span), self.body.start);
            if edit.text.len() <= place.len() {
                let rest = place.start + edit.text.len()..place.end;
                if text.is_char_boundary(rest.start) {
                    blank(&mut text, rest.clone());
                    text.replace_range(place.start..rest.start, &edit.text);
                }
            }
        }
        text.into()
    }

    /// The document of an edited text, with the offsets of the file.
    fn place(
        self,
        edited: &Edited,
        mut store: Store,
        mut definitions: Vec<Definition>,
    ) -> Document {
        store.place(&edited.text, self.text, |span| {
            shifted(&edited.offsets.span(&span), self.body.start)
        });
        for definition in &mut definitions {
            definition.dest = edited.offsets.span(&definition.dest);
            definition.span = edited.offsets.span(&definition.span);
        }
        Document::new(self.text, self.body, store, definitions)
    }
}

/// Whether a text may have something to remove.
fn may_change(markdown: &str) -> bool {
    comment::may_hold(markdown) || shortcodes::may_hold(markdown) || amend::may_need(markdown)
}

/// What is to be changed in a text.
fn find(markdown: &str, events: &[Spanned<'_>]) -> Changes {
    let mut found = Found::default();
    if comment::may_hold(markdown) || shortcodes::may_hold(markdown) {
        let comments = comment::find(markdown, events);
        found = shortcodes::read(markdown, events, comments);
    }
    let amended = amend::find(markdown, events);
    let mut edits = amended.edits;
    found.shortcodes.forget(&edits);
    edits.extend(found.left_out.into_iter().map(|span| Edit::remove_whole(markdown, span)));
    let destinations = found.destinations.into_iter();
    edits.extend(destinations.map(|(span, dest)| Edit::new(span, dest)));
    Changes { edits, shortcodes: found.shortcodes, abbreviations: amended.abbreviations }
}

/// The events of a text that is all markdown.
fn read_all(text: &str, events: Vec<Spanned<'_>>, definitions: &[Definition]) -> Store {
    let pairs = pairs(text, &events);
    let events = math::with_formulas(text, events);
    reader::read(text, 0, events.into_iter(), &pairs, definitions)
}

/// What starts and ends in text events.
fn pairs(text: &str, events: &[Spanned<'_>]) -> Pairs {
    Pairs { highlights: highlight::find(text, events), notes: inline_note::find(text, events) }
}

fn shifted(span: &Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

/// Replaces a range by spaces of the same length.
fn blank(text: &mut String, span: Range<usize>) {
    let keep = |byte| if byte == b'\n' { '\n' } else { ' ' };
    let spaces: String = text[span.clone()].bytes().map(keep).collect();
    text.replace_range(span, &spaces);
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Event, Tag};

    /// The blocks of a text, each with its words.
    fn blocks(text: &str) -> Vec<String> {
        let document = Document::of(text);
        let mut blocks: Vec<String> = Vec::new();
        for (event, span) in document.events() {
            match event {
                Event::Start(Tag::Paragraph) => blocks.push("p".to_owned()),
                Event::Start(Tag::Item) => blocks.push("li".to_owned()),
                Event::Start(Tag::CodeBlock(_)) => blocks.push("pre".to_owned()),
                Event::Text(words) => {
                    if let Some(block) = blocks.last_mut() {
                        block.push_str(&format!(" {words}"));
                    }
                    if !words.contains("  ") {
                        assert_eq!(text[span].trim(), words.trim());
                    }
                }
                Event::Start(Tag::Highlight) => blocks.push("mark".to_owned()),
                Event::Hashtag(tag) => blocks.push(tag.to_owned()),
                Event::BlockId(id, _) => blocks.push(format!("^{id}")),
                _ => {}
            }
        }
        blocks
    }

    #[test]
    fn text_after_a_comment_is_what_it_would_be_without_it() {
        assert_eq!(blocks("%% Ops: still true? %% We launch.\n"), ["p We launch."]);
        assert_eq!(blocks("%% note %%- one\n- two\n"), ["li one", "li two"]);
        assert_eq!(blocks("- %% note %% One\n"), ["li One"]);
        assert_eq!(blocks("> %% note %% One\n"), ["p One"]);
        assert_eq!(blocks("1. %% note %% One\n"), ["li One"]);
        assert_eq!(blocks("{% raw %}    - one\n{% endraw %}\n"), ["pre - one\n"]);
        assert_eq!(blocks("{% comment %} a\n\n b {% endcomment %}- one\n"), ["li one"]);
    }

    #[test]
    fn marks_are_found_on_both_sides_of_a_comment() {
        let text = "One %% a %% ==two== %% b %% #three %% c %% four ^id\n";
        assert_eq!(blocks(text), ["p One  ", "mark two   ", "#three   four", "^id"]);
    }
}
