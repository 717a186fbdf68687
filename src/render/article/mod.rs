//! Renders a page's markdown as HTML, with resolved links.
//!
//! The writer walks the same events as the parsing pass that collected the links. Special content
//! of a page, such as facts or a decision tree, is passed in as replacements, so that the writer
//! handles markdown only.

mod blocks;
mod callouts;
mod cite;
mod code;
mod drawings;
mod diagram;
mod embeds;
mod frames;
mod groups;
mod formula;
mod images;
mod replacements;
mod links;
mod notes;
mod raw;
mod raw_images;
mod setting;
mod tags;
mod terms;

pub use links::wiki_label;
pub use replacements::{Replacements, Wrapper};
pub use setting::Fragment;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::formats::writing::LineEnds;
use crate::link::{Entry, Playbook};
use crate::parse::{HasHtml, Heading};
use crate::render::article::callouts::CalloutTitle;
use crate::render::article::code::OpenCode;
use crate::render::article::groups::Sequence;
use crate::render::article::images::{Image, OnlyIn};
use crate::render::article::links::LinkLabel;
use crate::render::article::notes::Footnotes;
use crate::render::article::raw_images::SchemeSource;
use crate::render::article::setting::Setting;
use crate::render::clean::{self, Placeholders};
use crate::render::html::Html;
use crate::render::place::PagePlace;
use crate::text::{Alignment, Event, Tag};
use crate::words::ArticleWords;

/// A rendered page.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// The text of the first heading, if the page starts with an h1.
    pub heading: Option<Html>,
    pub body: Html,
}

/// An entry's text and the page that shows it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    pub playbook: &'a Playbook,
    pub entry: &'a Entry,
    pub place: PagePlace<'a>,
}

/// Renders a range of an entry's markdown.
pub fn write(shown: Shown<'_>, range: Range<usize>, replacements: Replacements) -> Article {
    write_in(shown, range, replacements, Setting::Page)
}

/// Renders a range that is shown together with other fragments.
pub fn write_part(shown: Shown<'_>, range: Range<usize>, part: Fragment<'_>) -> Html {
    write_part_with(shown, range, (part, Replacements::new()))
}

/// Renders such a range with replacements.
pub fn write_part_with(
    shown: Shown<'_>,
    range: Range<usize>,
    (part, replacements): (Fragment<'_>, Replacements),
) -> Html {
    write_in(shown, range, replacements, Setting::Fragment(part)).body
}

fn write_in(
    shown: Shown<'_>,
    range: Range<usize>,
    replacements: Replacements,
    setting: Setting<'_>,
) -> Article {
    let Shown { playbook, entry, place } = shown;
    let length = range.len();
    let headings = &entry.parsed.prose.headings;
    let first = headings.partition_point(|heading| heading.span.start < range.start);
    let mut writer = ArticleWriter {
        playbook,
        entry,
        place,
        // HTML is rarely more than half again as long as its text.
        out: vec![Html::with_capacity(length + length / 2)],
        space: String::new(),
        heading: None,
        headings: &headings[first..],
        opening: entry.parsed.opening(&range).map(|heading| heading.span.start),
        depth: 0,
        skip: 0..0,
        replacements,
        placeholders: Placeholders::default(),
        wrappers_open: Vec::new(),
        task_open: false,
        aligns: &[],
        column: 0,
        in_head: false,
        in_heading: false,
        in_title: false,
        link_ends: Vec::new(),
        image: None,
        has_image: false,
        sources: Vec::new(),
        other_scheme: None,
        has_both_schemes: false,
        citing: None,
        callouts: Vec::new(),
        sequences: Vec::new(),
        captions: Vec::new(),
        starts_sequence: false,
        label: LinkLabel::AsWritten,
        code: None,
        ids: BTreeSet::new(),
        heading_ids: OnceCell::new(),
        terms: BTreeSet::new(),
        raw_open: 0,
        hidden: None,
        raw_tables: 0,
        raw_anchors: 0,
        notes: Footnotes::new(setting.note_prefix()),
        names_blocks: matches!(setting, Setting::Page) && range == entry.parsed.body,
        level: setting.level(),
        embeds: 0,
        setting,
    };
    for (event, span) in entry.parsed.document.part(range) {
        writer.event(event, span);
    }
    let (mut article, placeholders) = writer.finish();
    if entry.parsed.prose.html == HasHtml::Some {
        article.body = placeholders.restore(clean::clean(&article.body));
        article.heading =
            article.heading.map(|heading| placeholders.restore(clean::clean(&heading)));
    }
    article
}

struct ArticleWriter<'a> {
    playbook: &'a Playbook,
    entry: &'a Entry,
    place: PagePlace<'a>,
    /// A stack of outputs: footnotes and the first heading have their own.
    out: Vec<Html>,
    /// White space to write before the next output, unless that is a citation.
    space: String,
    heading: Option<Html>,
    /// The remaining headings.
    headings: &'a [Heading],
    /// The start of the heading that is the page title.
    opening: Option<usize>,
    depth: usize,
    /// The range that was replaced.
    skip: Range<usize>,
    replacements: Replacements,
    placeholders: Placeholders,
    /// The ends and names of open wrappers.
    wrappers_open: Vec<(usize, &'static str)>,
    /// Whether the words of a task are being written.
    task_open: bool,
    aligns: &'a [Alignment],
    column: usize,
    in_head: bool,
    in_heading: bool,
    /// Whether that heading is the page title.
    in_title: bool,
    link_ends: Vec<&'static str>,
    image: Option<Image<'a>>,
    /// Whether an image is written already.
    has_image: bool,
    /// Sources of the open picture of HTML.
    sources: Vec<SchemeSource>,
    /// The colours in which the image of a picture is shown, and whether its sources are for both.
    other_scheme: Option<OnlyIn>,
    has_both_schemes: bool,
    /// The citation whose label is being written.
    citing: Option<usize>,
    /// Open callouts, innermost last.
    callouts: Vec<CalloutTitle>,
    /// Open sequences of tabs or steps, innermost last.
    sequences: Vec<Sequence>,
    /// The captions of open figures, innermost last.
    captions: Vec<Html>,
    /// Whether the element that is being started is the first of its sequence.
    starts_sequence: bool,
    /// How to show the next text.
    label: LinkLabel,
    /// The block of code that is being read.
    code: Option<OpenCode<'a>>,
    /// Ids set by the author's HTML.
    ids: BTreeSet<String>,
    /// The ids of the entry's headings, for HTML with ids.
    heading_ids: OnceCell<BTreeSet<&'a str>>,
    /// The terms that are already linked.
    terms: BTreeSet<usize>,
    /// The number of open HTML elements in which links are not allowed.
    raw_open: usize,
    /// The element of HTML whose content is left out, if one is open.
    hidden: Option<String>,
    /// The number of open HTML tables.
    raw_tables: usize,
    /// The number of open HTML anchors that are no links.
    raw_anchors: usize,
    notes: Footnotes,
    setting: Setting<'a>,
    /// Whether to write block ids; each may occur only once on a page.
    names_blocks: bool,
    /// The level of the last heading, as shown.
    level: u8,
    /// The number of embeds so far.
    embeds: usize,
}

impl<'a> ArticleWriter<'a> {
    fn html(&mut self) -> &mut Html {
        let last = self.out.len() - 1;
        let html = &mut self.out[last];
        if !self.space.is_empty() {
            html.text(&self.space);
            self.space.clear();
        }
        html
    }

    /// Writes text, and holds back its trailing white space.
    fn write_words(&mut self, text: &str) {
        let (words, space) = text.split_at(text.trim_end().len());
        if !words.is_empty() {
            self.html().text(words);
        }
        self.space.push_str(space);
    }

    /// Starts a separate output until [`ArticleWriter::end_apart`].
    fn start_apart(&mut self) {
        self.html();
        self.out.push(Html::default());
    }

    fn end_apart(&mut self) -> Html {
        self.html();
        self.out.pop().unwrap_or_default()
    }

    fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        if !self.sequences.is_empty() {
            self.end_sequence_before(Some(&event));
        }
        // Wrappers of the skipped part start before it and still end.
        if self.skip.contains(&span.start) {
            return;
        }
        if self.hidden.is_some() && self.is_hidden(&event) {
            return;
        }
        if self.task_open && ends_words(&event) {
            self.task_open = false;
            self.html().close("label");
        }
        if self.image.is_some() {
            return self.inside_image(event);
        }
        if let Some(title) = self.callouts.last_mut() {
            title.is_empty &= !shows_something(&event);
            if let Event::Text(words) | Event::Code(words) | Event::Math(words, _) = event {
                title.words.push_str(words);
            }
        }
        match event {
            Event::Start(tag) => {
                if !tag.is_inline()
                    && (self.replacement(span.start)
                        || tag == Tag::Paragraph && self.embed(&span)
                        || self.shown_fence(tag, &span))
                {
                    return;
                }
                self.depth += 1;
                self.start(tag, span);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag);
            }
            Event::Text(text) if self.code_text(text) => {}
            Event::Text(text) => {
                let (text, span) = self.instead_of_words(text, span);
                self.text(text, span);
            }
            Event::Code(code) => {
                self.html().element("code", &[], code);
            }
            Event::Math(formula, form) => self.formula(formula, form),
            Event::Html(html) | Event::InlineHtml(html) => self.raw(html, span.start),
            Event::SoftBreak if self.playbook.config.writing.line_ends == LineEnds::Spaces => {
                self.space.push('\n')
            }
            Event::SoftBreak | Event::HardBreak => {
                self.html().open("br", &[]);
                self.space.push('\n');
            }
            Event::Rule => {
                self.replacement(span.start);
                self.html().open("hr", &[]).newline();
            }
            Event::FootnoteReference(name) => self.note_reference(name),
            Event::TaskMarker(task) => self.task(task),
            Event::Hashtag(tag) => self.hashtag(tag),
            Event::BlockId(..) => {}
        }
    }

    fn words(&self) -> &'a ArticleWords {
        let playbook: &'a Playbook = self.playbook;
        &playbook.config.words.article
    }

    fn finish(mut self) -> (Article, Placeholders) {
        self.end_sequence_before(None);
        self.write_notes_from_elsewhere();
        while self.out.len() > 1 {
            let inner = self.end_apart();
            self.html().html(&inner);
        }
        self.write_due(usize::MAX);
        let mut body = self.end_apart();
        let words = self.words();
        self.notes.write(words, &mut body, self.place);
        (Article { heading: self.heading, body }, self.placeholders)
    }
}

/// Whether an event has visible output.
fn shows_something(event: &Event<'_>) -> bool {
    match event {
        Event::Text(text) => !text.trim().is_empty(),
        Event::Start(tag) => matches!(tag, Tag::Image(_)),
        Event::SoftBreak | Event::HardBreak | Event::BlockId(..) | Event::End(_) => false,
        _ => true,
    }
}

/// Whether an event ends the words of an item, or of its first paragraph.
fn ends_words(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !tag.is_inline(),
        Event::End(tag) => matches!(tag, Tag::Item | Tag::Paragraph),
        _ => false,
    }
}
