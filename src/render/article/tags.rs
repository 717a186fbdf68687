//! The elements that a tag of markdown becomes.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag, TagEnd};

use crate::render::article::images::{Image, Wiki};
use crate::render::article::{Writer, starts_block};

impl Writer<'_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let is_named = matches!(tag, Tag::Paragraph | Tag::Item);
        if !is_named && starts_block(&tag) {
            self.name_block(&span);
        }
        match tag {
            Tag::Paragraph => self.open_named("p", &span),
            Tag::Heading { level, classes, .. } => self.start_heading(level as u8, &classes),
            Tag::BlockQuote(_) => self.open_line("blockquote"),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(None) => self.open_line("ul"),
            Tag::List(Some(first)) => self.start_numbers(first),
            Tag::Item => self.start_item(&span),
            Tag::DefinitionList => self.open_line("dl"),
            Tag::DefinitionListTitle => self.open_term("dt", span.start),
            Tag::DefinitionListDefinition => self.open("dd"),
            Tag::FootnoteDefinition(name) => self.start_note(name),
            Tag::Table(aligns) => self.start_table(aligns),
            Tag::TableHead => self.start_head(),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.open("em"),
            Tag::Strong => self.open_term("strong", span.start),
            Tag::Strikethrough => self.open("del"),
            Tag::Link { link_type, title, .. } => self.start_link(link_type, &title, span.start),
            Tag::Image { link_type, title, .. } => {
                let wiki = match link_type {
                    LinkType::WikiLink { has_pothole: true } => Wiki::Labelled,
                    LinkType::WikiLink { has_pothole: false } => Wiki::Named,
                    _ => Wiki::No,
                };
                let (alt, title) = (String::new(), title.into_string());
                self.image = Some(Image { depth: 1, alt, title, at: span.start, wiki });
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_line("p"),
            TagEnd::Heading(level) => self.end_heading(level as u8),
            TagEnd::BlockQuote(_) => self.close_line("blockquote"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(false) => self.close_line("ul"),
            TagEnd::List(true) => self.close_line("ol"),
            TagEnd::Item => self.close_line("li"),
            TagEnd::DefinitionList => self.close_line("dl"),
            TagEnd::DefinitionListTitle => self.close_line("dt"),
            TagEnd::DefinitionListDefinition => self.close_line("dd"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableRow => self.close_line("tr"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.close("em"),
            TagEnd::Strong => self.close("strong"),
            TagEnd::Strikethrough => self.close("del"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    fn open(&mut self, name: &str) {
        self.html().open(name, &[]);
    }

    fn start_item(&mut self, span: &Range<usize>) {
        match self.inlays.item(span.start).map(str::to_owned) {
            Some(id) => {
                self.html().open("li", &[("id", &id)]);
                self.name_block(span);
            }
            None => self.open_named("li", span),
        }
    }

    fn open_line(&mut self, name: &str) {
        self.html().open(name, &[]).newline();
    }

    fn close(&mut self, name: &str) {
        self.html().close(name);
    }

    fn close_line(&mut self, name: &str) {
        self.html().close(name).newline();
    }

    fn start_numbers(&mut self, first: u64) {
        match first {
            1 => self.open_line("ol"),
            _ => {
                self.html().open("ol", &[("start", &first.to_string())]).newline();
            }
        }
    }
}
