//! Renders tabs, steps, cards and columns, which the formats of other tools write as callouts of
//! these types.
//!
//! Tabs are `details` of one name, of which one is open at a time. They need no script, are opened
//! by keyboard, by a search in the page and by links to what is in them, and all are printed.

use crate::render::article::ArticleWriter;
use crate::render::article::callouts::{CalloutTitle, TitleElement};
use crate::render::html::Html;
use crate::text::{Callout, Event, Fold, Tag};

/// A type of callout that is shown as a part of the page's layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// A part with a visible label.
    Labelled,
    Tab(Position),
    Step(Position),
    Cards,
    Card,
    Columns,
    Column,
    /// An image whose caption is its title.
    Figure,
}

/// Whether an element starts a sequence of its kind, or continues the one before it, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    First,
    Next,
}

/// A sequence of tabs or steps whose element is open.
pub(super) struct Sequence {
    kind: SequenceKind,
    /// The number of elements around it.
    depth: usize,
    /// What its tabs are called, of which only one is open.
    name: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SequenceKind {
    Tabs,
    Steps,
}

impl Group {
    /// The group that a callout stands for.
    pub(super) fn of(callout: &Callout<'_>) -> Option<Group> {
        if callout.fold != Fold::Never {
            return None;
        }
        Some(match callout.kind {
            "group" => Group::Labelled,
            "tabs" => Group::Tab(Position::First),
            "tab" => Group::Tab(Position::Next),
            "steps" => Group::Step(Position::First),
            "step" => Group::Step(Position::Next),
            "cards" => Group::Cards,
            "card" => Group::Card,
            "columns" => Group::Columns,
            "column" => Group::Column,
            "figure" => Group::Figure,
            _ => return None,
        })
    }

    /// The sequence that it is a part of.
    fn sequence(self) -> Option<(SequenceKind, Position)> {
        match self {
            Group::Tab(position) => Some((SequenceKind::Tabs, position)),
            Group::Step(position) => Some((SequenceKind::Steps, position)),
            _ => None,
        }
    }

    /// The class of its element.
    fn class(self) -> &'static str {
        match self {
            Group::Cards => "block-cards",
            Group::Card => "block-card",
            Group::Columns => "block-columns",
            Group::Column => "column",
            Group::Labelled | Group::Tab(_) | Group::Step(_) | Group::Figure => "group",
        }
    }
}

impl SequenceKind {
    fn element(self) -> &'static str {
        match self {
            SequenceKind::Tabs => "div",
            SequenceKind::Steps => "ol",
        }
    }

    fn class(self) -> &'static str {
        match self {
            SequenceKind::Tabs => "block-tabs",
            SequenceKind::Steps => "block-steps",
        }
    }
}

impl ArticleWriter<'_> {
    /// Ends the sequence that the last element was a part of, unless an event continues it.
    pub(super) fn end_sequence_before(&mut self, event: Option<&Event<'_>>) {
        while let Some(last) = self.sequences.last()
            && self.depth <= last.depth
        {
            let next = match event {
                Some(Event::Start(Tag::Callout(callout))) => Group::of(callout),
                _ => None,
            };
            let continues = self.depth == last.depth
                && next.and_then(Group::sequence) == Some((last.kind, Position::Next));
            if continues {
                return;
            }
            let element = last.kind.element();
            self.sequences.pop();
            self.html().close(element).newline();
        }
    }

    /// Starts an element, with its sequence if it is the first. Its title follows.
    pub(super) fn start_group(&mut self, group: Group, label: String, start: usize) {
        if let Some((kind, _)) = group.sequence().filter(|_| !self.prints_tabs(group)) {
            self.start_sequence(kind, start);
        }
        self.start_apart();
        self.callouts.push(CalloutTitle::of(label, TitleElement::Label(group)));
    }

    /// Whether an element is a tab of a page on which nothing is folded.
    fn prints_tabs(&self, group: Group) -> bool {
        matches!(group, Group::Tab(_)) && self.place.is_printed()
    }

    fn start_sequence(&mut self, kind: SequenceKind, start: usize) {
        // The element that is being started counts already.
        let depth = self.depth - 1;
        if self.sequences.last().is_some_and(|last| last.depth == depth) {
            return;
        }
        let name = self.place.id(&format!("{}tabs-{start}", self.setting.note_prefix()));
        self.sequences.push(Sequence { kind, depth, name });
        self.html().open(kind.element(), &[("class", kind.class())]).newline();
        self.starts_sequence = true;
    }

    /// Writes the start of an element, and its title.
    pub(super) fn end_group_title(&mut self, group: Group, title: &CalloutTitle) {
        let label = self.end_apart();
        let is_first = std::mem::take(&mut self.starts_sequence);
        let name = if title.is_empty { title.label.trim() } else { title.words.trim() };
        match group {
            Group::Tab(_) if !self.prints_tabs(group) => {
                let of = self.sequences.last().map_or(String::new(), |last| last.name.clone());
                let mut attributes = vec![("name", of.as_str())];
                attributes.extend(is_first.then_some(("open", "")));
                self.html().open("details", &attributes).newline();
                self.html().open("summary", &[]).html(&label).close("summary").newline();
            }
            Group::Tab(_) | Group::Labelled => {
                let attributes = [("class", "group"), ("role", "group"), ("aria-label", name)];
                self.html().open("div", &attributes).newline();
                self.html().open("p", &[("class", "group-label")]).open("strong", &[]);
                self.html().html(&label).close("strong").close("p").newline();
            }
            Group::Figure => {
                self.captions.push(if title.is_empty { Html::default() } else { label });
                self.html().open("figure", &[]).newline();
            }
            group => {
                let element = self.group_element(group);
                match group {
                    Group::Step(_) => self.html().open(element, &[]),
                    _ => self.html().open(element, &[("class", group.class())]),
                }
                .newline();
                if !title.is_empty {
                    let class = if group == Group::Card { "card-title" } else { "group-label" };
                    self.html().open("p", &[("class", class)]).open("strong", &[]);
                    self.html().html(&label).close("strong").close("p").newline();
                }
            }
        }
    }

    pub(super) fn end_group(&mut self, group: Group) {
        let caption = self.captions.pop_if(|_| group == Group::Figure).unwrap_or_default();
        if !caption.as_str().is_empty() {
            self.html().open("figcaption", &[]).html(&caption).close("figcaption").newline();
        }
        let element = self.group_element(group);
        self.html().close(element).newline();
    }

    fn group_element(&self, group: Group) -> &'static str {
        match group {
            Group::Tab(_) if !self.prints_tabs(group) => "details",
            Group::Step(_) => "li",
            Group::Figure => "figure",
            _ => "div",
        }
    }
}
