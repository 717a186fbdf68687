//! Maps markdown elements to HTML elements.

use std::ops::Range;

use crate::text::{LinkTag, Tag};

use crate::render::article::ArticleWriter;
use crate::render::article::blocks::table_frame;
use crate::render::article::images::Image;

impl<'a> ArticleWriter<'a> {
    pub(super) fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        let is_named = matches!(tag, Tag::Paragraph | Tag::Item);
        if !is_named && !tag.is_inline() && tag != Tag::CalloutTitle {
            self.name_block(&span);
        }
        match tag {
            Tag::Paragraph => self.open_named("p", &span),
            Tag::Heading(heading) => self.start_heading(heading),
            Tag::BlockQuote => self.open_line("blockquote"),
            Tag::Callout(callout) => self.start_callout(callout, span.start),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::List(None) => self.open_line("ul"),
            Tag::List(Some(first)) => self.start_numbers(first),
            Tag::Item => self.start_item(&span),
            Tag::DefinitionList => self.open_line("dl"),
            Tag::DefinitionListTitle => self.open_term("dt", span.start),
            Tag::DefinitionListDefinition => self.open("dd"),
            Tag::FootnoteDefinition(name) => {
                self.notes.open.push(name.to_owned());
                self.start_apart();
            }
            Tag::InlineNote => self.start_inline_note(span.start),
            Tag::Table(aligns) => {
                self.aligns = aligns;
                let wrapper = table_frame(self.words());
                self.html().open("div", &wrapper).open("table", &[]).newline();
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.html().open("thead", &[]).open("tr", &[]);
            }
            Tag::TableRow => {
                self.column = 0;
                self.open("tr");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.open("em"),
            Tag::Strong => self.open_term("strong", span.start),
            Tag::Strikethrough => self.open("del"),
            Tag::Highlight => self.open("mark"),
            Tag::Link(link) => self.start_link(link, span.start),
            Tag::Image(image) => {
                let LinkTag { form, title, .. } = image;
                self.image =
                    Some(Image { depth: 1, alt: String::new(), title, at: span.start, form });
            }
            Tag::HtmlBlock | Tag::CalloutTitle => {}
        }
    }

    pub(super) fn end(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.close_line("p"),
            Tag::Heading(_) => self.end_heading(),
            Tag::BlockQuote => self.close_line("blockquote"),
            Tag::Callout(callout) => self.end_callout(callout),
            Tag::CalloutTitle => self.end_callout_title(),
            Tag::CodeBlock(_) => self.end_code(),
            Tag::List(None) => self.close_line("ul"),
            Tag::List(Some(_)) => self.close_line("ol"),
            Tag::Item => self.close_line("li"),
            Tag::DefinitionList => self.close_line("dl"),
            Tag::DefinitionListTitle => self.close_line("dt"),
            Tag::DefinitionListDefinition => self.close_line("dd"),
            Tag::FootnoteDefinition(_) => self.end_note(),
            Tag::InlineNote => self.end_inline_note(),
            Tag::Table(_) => {
                self.html().close("tbody").close("table");
                self.close_line("div");
            }
            Tag::TableHead => {
                self.in_head = false;
                self.html().close("tr").close("thead").newline();
                self.open_line("tbody");
            }
            Tag::TableRow => self.close_line("tr"),
            Tag::TableCell => self.close(self.cell_name()),
            Tag::Emphasis => self.close("em"),
            Tag::Strong => self.close("strong"),
            Tag::Strikethrough => self.close("del"),
            Tag::Highlight => self.close("mark"),
            Tag::Link(_) => self.end_link(),
            Tag::Image(_) | Tag::HtmlBlock => {}
        }
    }

    fn open(&mut self, name: &str) {
        self.html().open(name, &[]);
    }

    fn start_item(&mut self, span: &Range<usize>) {
        match self.replacements.item(span.start).map(str::to_owned) {
            Some(id) => {
                let id = self.place.id(&id);
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
