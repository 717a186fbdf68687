//! Renders headings, tables and tasks.

use std::ops::Range;

use crate::text::{Alignment, HeadingTag, Task};

use crate::render::article::ArticleWriter;
use crate::render::autolink;
use crate::render::blocks::without_ours;
use crate::words::ArticleWords;

/// Attributes of a table's wrapper, which scrolls and is focusable because tables can be wide.
pub(super) fn table_frame(words: &ArticleWords) -> [(&str, &str); 4] {
    [("class", "table"), ("role", "group"), ("aria-label", &words.table), ("tabindex", "0")]
}

impl<'a> ArticleWriter<'a> {
    /// An opening heading is the page title; any further h1 is a section.
    pub(super) fn start_heading(&mut self, written: HeadingTag<'_>) {
        let heading = self.headings.first();
        if self.opening.is_some() && heading.map(|heading| heading.span.start) == self.opening {
            self.start_apart();
            (self.in_heading, self.in_title) = (true, true);
            return;
        }
        let own = heading.map_or("", |heading| &heading.id);
        let (id, link) = (self.place.id(own), self.place.fragment(own));
        let mut attributes = Vec::new();
        if self.setting.has_ids() {
            attributes.push(("id", id.as_str()));
        }
        let classes = without_ours(written.classes);
        if !classes.is_empty() {
            attributes.push(("class", &*classes));
        }
        self.level = match self.setting.has_ids() {
            true => self.setting.shown_level(self.entry.parsed.shown_level(written.level)),
            false => self.setting.shown_level(written.level),
        };
        let name = self.place.heading(self.level);
        self.in_heading = true;
        self.html().open(name, &attributes);
        if self.heading_links_itself() {
            self.html().open("a", &[("class", "anchor"), ("href", &link)]);
        }
    }

    /// Whether a heading contains links, so that it cannot be a link itself.
    pub(super) fn heading_links_itself(&self) -> bool {
        self.setting.has_ids()
            && self.headings.first().is_none_or(|heading| {
                let holds_link = !self.entry.parsed.prose.links_in(&heading.span).is_empty();
                let written = &self.entry.parsed.text[heading.span.clone()];
                let citations = &self.entry.parsed.prose.citations;
                let first = citations.partition_point(|citation| citation.at < heading.span.start);
                let cites = citations.get(first).is_some_and(|cite| cite.at < heading.span.end);
                !holds_link
                    && !cites
                    && !written.contains("<a ")
                    && autolink::addresses(written).is_empty()
            })
    }

    pub(super) fn end_heading(&mut self) {
        self.in_heading = false;
        if std::mem::take(&mut self.in_title) {
            self.heading = Some(self.end_apart());
        } else {
            if self.heading_links_itself() {
                self.html().close("a");
            }
            let name = self.place.heading(self.level);
            self.html().close(name).newline();
        }
        self.headings = self.headings.get(1..).unwrap_or(&[]);
    }

    pub(super) fn start_cell(&mut self) {
        let class = match self.aligns.get(self.column) {
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "",
        };
        self.column += 1;
        let mut attributes = Vec::new();
        if self.in_head {
            attributes.push(("scope", "col"));
        }
        if !class.is_empty() {
            attributes.push(("class", class));
        }
        let name = self.cell_name();
        self.html().open(name, &attributes);
    }

    pub(super) fn cell_name(&self) -> &'static str {
        if self.in_head { "th" } else { "td" }
    }

    /// The check box of a task, labelled by the words after it.
    pub(super) fn task(&mut self, task: Task) {
        let mut attributes = vec![("type", "checkbox"), ("disabled", "")];
        match task {
            Task::Other(sign) => return self.task_state(char::from(sign)),
            Task::Done => attributes.push(("checked", "")),
            Task::Open => {}
        }
        self.task_open = true;
        self.html().open("label", &[]).open("input", &attributes).text(" ");
    }

    /// The state of a task that is neither done nor open: its sign, with a word for screen readers.
    fn task_state(&mut self, sign: char) {
        let words = self.words();
        let typed = sign.to_string();
        let (shown, label) = match sign {
            '/' => ("◐", words.task_started.to_string()),
            '-' => ("✕", words.task_cancelled.to_string()),
            '>' => ("→", words.task_deferred.to_string()),
            '<' => ("◷", words.task_scheduled.to_string()),
            '?' => ("?", words.task_question.to_string()),
            '!' => ("!", words.task_important.to_string()),
            _ => (typed.as_str(), words.task_state.fill(&[("sign", &typed)])),
        };
        let attributes = [("class", "task-state"), ("role", "img"), ("aria-label", &*label)];
        self.html().element("span", &attributes, shown).text(" ");
    }
}

impl ArticleWriter<'_> {
    /// Opens a paragraph or an item with its author's id.
    pub(super) fn open_named(&mut self, name: &str, span: &Range<usize>) {
        match self.block_id(span) {
            Some(id) => self.html().open(name, &[("id", &id)]),
            None => self.html().open(name, &[]),
        };
    }

    /// Writes the id of a block before it.
    pub(super) fn name_block(&mut self, span: &Range<usize>) {
        if let Some(id) = self.block_id(span) {
            self.html().element("span", &[("id", &id)], "");
        }
    }

    /// Keeps the ids of blocks that were replaced.
    pub(super) fn name_blocks_in(&mut self, range: Range<usize>) {
        let blocks = &self.entry.parsed.prose.blocks;
        let from = blocks.partition_point(|block| block.span.start < range.start);
        for block in blocks[from..].iter().take_while(|block| block.span.start < range.end) {
            self.name_block(&block.span);
        }
    }

    /// The id of the block at `span`, unless it is on the page already.
    fn block_id(&mut self, span: &Range<usize>) -> Option<String> {
        let blocks = &self.entry.parsed.prose.blocks;
        let found = blocks.binary_search_by_key(&(span.start, span.end), |block| {
            (block.span.start, block.span.end)
        });
        let id = format!("^{}", blocks[found.ok()?].id);
        (self.names_blocks && self.ids.insert(id.clone())).then(|| self.place.id(&id))
    }
}
