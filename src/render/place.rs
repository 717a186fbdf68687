//! The page on which a text is rendered, which decides its ids, links, landmarks and heading
//! levels.
//!
//! All HTML writers ask it, so that nothing is rewritten afterwards.

use crate::link::route::Route;
use crate::link::{EntryId, Page, Playbook, Surface, Target};
use crate::render::html::Html;
use crate::render::wanted;
use crate::text::TOP;

/// The page and context of a rendered text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePlace<'a> {
    /// The page being rendered.
    pub page: &'a Route,
    /// On the print page: the entry that the text belongs to.
    printed: Option<&'a Route>,
    /// On an entry's page: the id of the tree that the text belongs to.
    pub tree: Option<&'a str>,
}

impl<'a> PagePlace<'a> {
    /// On the page at a route.
    pub fn on(page: &'a Route) -> PagePlace<'a> {
        PagePlace { page, printed: None, tree: None }
    }

    /// On the print page, among all entries.
    ///
    /// Ids start with the entry's route and a colon, which no route contains, and links between
    /// entries stay on the page.
    pub fn printed(page: &'a Route, entry: &'a Route) -> PagePlace<'a> {
        PagePlace { page, printed: Some(entry), tree: None }
    }

    /// Whether it is the print page.
    pub fn is_printed(&self) -> bool {
        self.printed.is_some()
    }

    /// Inside a tree that is shown on this page.
    pub fn in_tree(self, tree: &'a str) -> PagePlace<'a> {
        PagePlace { tree: Some(tree), ..self }
    }

    /// The id on this page for an id of the text.
    pub fn id(&self, own: &str) -> String {
        match self.printed {
            Some(entry) => printed_id(entry.as_str(), &self.in_text(own)),
            None => self.in_text(own),
        }
    }

    /// A space-separated list of ids for an attribute.
    pub fn ids(&self, own: &str) -> String {
        let ids = own.split_whitespace().map(|own| self.id(own));
        ids.collect::<Vec<_>>().join(" ")
    }

    /// A link to an id of the same text.
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

    /// The address of a link target.
    pub fn href(&self, playbook: &Playbook, target: &Target) -> String {
        match target {
            Target::Entry { entry, anchor } => {
                self.entry_href(&playbook.entry(*entry).route, anchor.as_deref())
            }
            Target::Asset { asset, anchor } => {
                let link = self.page.link_to(&playbook.asset(*asset).route);
                with_anchor(link, anchor.as_deref())
            }
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

    /// The entry of the tree at a route. The print page lacks the ids of the tree's own page.
    fn printed_tree(&self, playbook: &Playbook, route: &Route) -> Option<EntryId> {
        match playbook.routes.get(route) {
            Some(Page::Tree(id) | Page::Fold(id)) if self.printed.is_some() => {
                Some(playbook.tree(*id).entry)
            }
            _ => None,
        }
    }

    /// The heading element for a level of the text's own page.
    pub fn heading(&self, level: u8) -> &'static str {
        let below = u8::from(self.printed.is_some()) + u8::from(self.tree.is_some());
        let level = level.saturating_add(below).clamp(1, 6);
        ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level) - 1]
    }

    /// Opens a named section, which is not a landmark on the print page.
    pub fn open_section<'h>(
        &self,
        html: &'h mut Html,
        attributes: &[(&str, &str)],
    ) -> &'h mut Html {
        let role = self.section_role().map(|role| ("role", role));
        let attributes: Vec<_> = role.into_iter().chain(attributes.iter().copied()).collect();
        html.open("section", &attributes)
    }

    /// The role of a named section, if it differs from the element's default.
    pub fn section_role(&self) -> Option<&'static str> {
        self.printed.map(|_| "group")
    }

    /// The role of a named scrollable element.
    pub fn region(&self) -> &'static str {
        if self.printed.is_some() { "group" } else { "region" }
    }
}

/// What the links of a page are relative to.
#[derive(Debug, Clone, Copy)]
pub enum LinkBase<'a> {
    /// The page itself.
    Page(&'a Route),
    /// The path of the site, for a page that is shown at any address.
    Root(&'a str),
}

impl LinkBase<'_> {
    pub fn href(self, to: &Route) -> String {
        let mut href = String::new();
        self.write(to, &mut href);
        href
    }

    /// Appends what [`LinkBase::href`] returns.
    pub fn write(self, to: &Route, href: &mut String) {
        match self {
            LinkBase::Page(page) => page.write_link_to(to, href),
            LinkBase::Root(path) => href.extend([path, &to.encoded()]),
        }
    }
}

/// The id of an entry on the print page.
pub fn entry_id(entry: &Route) -> String {
    printed_id(entry.as_str(), TOP)
}

/// The link on the print page to an entry, or to a tree in one.
pub fn entry_link(playbook: &Playbook, route: &Route) -> Option<String> {
    let entry = match playbook.routes.get(route)? {
        Page::Entry(id) => *id,
        Page::Tree(id) | Page::Fold(id) => playbook.tree(*id).entry,
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
/// An address with what follows `#`.
pub fn with_anchor(address: String, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{address}#{anchor}"),
        None => address,
    }
}
