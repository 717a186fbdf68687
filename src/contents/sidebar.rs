//! Lists of contents in markdown with headings of their own: docsify's `_sidebar.md` and gollum's
//! `_Sidebar.md`.

use crate::formats::settings::{NavItem, NavTarget};
use crate::source::SourceFile;
use crate::text::{Document, Event, Tag};

/// The lines of a list: its links, and its items without one as headings.
pub fn read(file: &SourceFile) -> Vec<NavItem> {
    let document = Document::of(&file.text);
    let mut reader = SidebarReader::default();
    for (event, _) in document.events() {
        reader.event(&event);
    }
    reader.items
}

#[derive(Default)]
struct SidebarReader {
    items: Vec<NavItem>,
    depth: usize,
    /// The words outside of links since the last line.
    words: String,
    /// The open link with its words.
    link: Option<(NavTarget, String)>,
}

impl SidebarReader {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::List(_)) => {
                self.heading();
                self.depth += 1;
            }
            Event::End(Tag::List(_)) => self.depth = self.depth.saturating_sub(1),
            Event::End(Tag::Item | Tag::Heading(_) | Tag::Paragraph) => self.heading(),
            Event::Start(Tag::Link(tag)) => {
                self.words.clear();
                self.link = Some((NavTarget::of(tag.dest), String::new()));
            }
            Event::End(Tag::Link(_)) => {
                if let Some((target, label)) = self.link.take() {
                    self.push(label.trim().to_owned(), target);
                }
            }
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) => match &mut self.link {
                Some((_, label)) => label.push_str(text),
                None => self.words.push_str(text),
            },
            Event::SoftBreak | Event::HardBreak => match &mut self.link {
                Some((_, label)) => label.push(' '),
                None => self.words.push(' '),
            },
            _ => {}
        }
    }

    /// Ends words that are no link.
    fn heading(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.contains(char::is_alphanumeric) {
            self.push(words.trim().to_owned(), NavTarget::Section);
        }
    }

    fn push(&mut self, label: String, target: NavTarget) {
        let depth = self.depth.saturating_sub(1);
        self.items.push(NavItem { depth, label, target });
    }
}
