//! Where a text is written, which decides its ids, links, landmarks and the levels of its headings.
//!
//! Whoever writes HTML asks the place, so that nobody has to change it afterwards.

use crate::link::route::Route;
use crate::link::{EntryId, Page, Playbook, Surface, Target};
use crate::render::html::Html;
use crate::render::wanted;
use crate::text::TOP;

/// Where a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    page: &'a Route,
    /// In the page of the whole book: the entry that the text belongs to.
    printed: Option<&'a Route>,
    /// In the page of an entry: the id of the tree that the text belongs to.
    tree: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// On the page at a route.
    pub fn on(page: &'a Route) -> Place<'a> {
        Place { page, printed: None, tree: None }
    }

    /// Among all entries, on the page of the whole book.
    ///
    /// Every id begins with the route of its entry and a colon, which no route holds, and links
    /// between entries stay on the page.
    pub fn printed(page: &'a Route, entry: &'a Route) -> Place<'a> {
        Place { page, printed: Some(entry), tree: None }
    }

    /// In a tree that is shown on this page, beside the text that it belongs to.
    pub fn in_tree(self, tree: &'a str) -> Place<'a> {
        Place { tree: Some(tree), ..self }
    }

    /// The page that is written.
    pub fn page(&self) -> &'a Route {
        self.page
    }

    /// The tree that is shown in the page of an entry.
    pub fn tree(&self) -> Option<&'a str> {
        self.tree
    }

    /// The id on this page of what has an id of its own in its text.
    pub fn id(&self, own: &str) -> String {
        match self.printed {
            Some(entry) => printed_id(entry.as_str(), &self.in_text(own)),
            None => self.in_text(own),
        }
    }

    /// Several ids that an attribute refers to.
    pub fn ids(&self, own: &str) -> String {
        let ids = own.split_whitespace().map(|own| self.id(own));
        ids.collect::<Vec<_>>().join(" ")
    }

    /// A link to what has an id of its own in the same text.
    pub fn fragment(&self, own: &str) -> String {
        match self.printed {
            Some(entry) => printed_link(entry, &self.in_text(own)),
            None => format!("#{}", self.in_text(own)),
        }
    }

    fn in_text(&self, own: &str) -> String {
        match self.tree {
            Some(tree) => format!("{tree}--{own}"),
            None => own.to_owned(),
        }
    }

    /// The address of a target.
    pub fn href(&self, playbook: &Playbook, target: &Target) -> String {
        match target {
            Target::Entry { entry, anchor } => {
                self.entry_href(&playbook.entry(*entry).route, anchor.as_deref())
            }
            Target::Asset(asset) => self.page.link_to(&playbook.asset(*asset).route),
            Target::Page(route) => match self.printed_tree(playbook, route) {
                Some(entry) => printed_link(&playbook.entry(entry).route, TOP),
                None => self.page.link_to(route),
            },
            Target::External(address) => address.clone(),
            Target::Wanted(name) => wanted::href(playbook, self.page, name).unwrap_or_default(),
            Target::Missing(_) => String::new(),
        }
    }

    fn entry_href(&self, to: &Route, anchor: Option<&str>) -> String {
        match (self.printed, anchor) {
            (Some(_), anchor) => printed_link(to, anchor.unwrap_or(TOP)),
            (None, Some(anchor)) if to == self.page => format!("#{anchor}"),
            (None, Some(anchor)) => format!("{}#{anchor}", self.page.link_to(to)),
            (None, None) => self.page.link_to(to),
        }
    }

    /// The entry of the tree whose page is at a route. The page of the whole book does not hold the
    /// ids of that page.
    fn printed_tree(&self, playbook: &Playbook, route: &Route) -> Option<EntryId> {
        match playbook.routes.get(route) {
            Some(Page::Tree(id)) if self.printed.is_some() => Some(playbook.tree(*id).entry),
            _ => None,
        }
    }

    /// The element of a heading that has a level on the page of its text.
    pub fn heading(&self, level: u8) -> &'static str {
        let below = u8::from(self.printed.is_some()) + u8::from(self.tree.is_some());
        let level = level.saturating_add(below).clamp(1, 6);
        ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level) - 1]
    }

    /// Opens a section with a name. Where there are many entries, it is no landmark of the page.
    pub fn open_section<'h>(
        &self,
        html: &'h mut Html,
        attributes: &[(&str, &str)],
    ) -> &'h mut Html {
        let role = self.section_role().map(|role| ("role", role));
        let attributes: Vec<_> = role.into_iter().chain(attributes.iter().copied()).collect();
        html.open("section", &attributes)
    }

    /// The role of a section with a name, if it is not that of its element.
    pub fn section_role(&self) -> Option<&'static str> {
        self.printed.map(|_| "group")
    }

    /// The role of what can be scrolled and has a name.
    pub fn region(&self) -> &'static str {
        if self.printed.is_some() { "group" } else { "region" }
    }
}

/// The id of a whole entry on the page of the whole book.
pub fn entry_id(entry: &Route) -> String {
    printed_id(entry.as_str(), TOP)
}

/// A link within the page of the whole book to what stands at a route: an entry, or a tree in one.
pub fn entry_link(playbook: &Playbook, route: &Route) -> Option<String> {
    let entry = match playbook.routes.get(route)? {
        Page::Entry(id) => *id,
        Page::Tree(id) => playbook.tree(*id).entry,
        _ => return None,
    };
    let entry = playbook.entry(entry);
    entry.appears(Surface::Print).then(|| printed_link(&entry.route, TOP))
}

fn printed_id(entry: &str, own: &str) -> String {
    format!("{entry}:{own}")
}

fn printed_link(entry: &Route, own: &str) -> String {
    format!("#{}", printed_id(&entry.encoded(), own))
}
