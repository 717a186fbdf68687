//! The navigation as a list of links, expanded at the current page.

use std::borrow::Cow;

use crate::link::Playbook;
use crate::link::nav::{Nav, NavLine, OrderLineKind};
use crate::link::route::Route;
use crate::render::html::Html;
use crate::render::place::LinkBase;
use crate::render::sidebar_lines::{self, SidebarLine, WHOLE};
use crate::words::Words;

/// With more lines, sections are collapsible and only the current one is open.
const FOLDED: usize = 40;

/// About how many bytes a line has.
const LINE: usize = 128;

/// Whether the sidebar has a filter: it is long and contains the whole book.
pub fn has_filter(nav: &Nav) -> bool {
    (FOLDED + 1..=WHOLE).contains(&nav.lines.len())
}

/// The sidebar of the page at `here`.
pub fn write(playbook: &Playbook, here: &Route, links: LinkBase<'_>) -> Html {
    let nav = &playbook.nav;
    let place = nav.place(here);
    let mut open: Vec<usize> = place.map(|place| nav.above(place)).unwrap_or_default();
    open.extend(place);
    let shown = sidebar_lines::of(nav, &open);
    let html = Html::with_capacity(shown.len() * LINE);
    let (lists, href) = Default::default();
    let mut writer = SidebarWriter { playbook, here, links, open, lists, href, html };
    let mut above = None;
    for (depth, line) in shown {
        writer.step(above, depth);
        writer.line(line);
        above = Some(line);
    }
    writer.finish()
}

struct SidebarWriter<'a> {
    playbook: &'a Playbook,
    here: &'a Route,
    links: LinkBase<'a>,
    /// The current line and its ancestors.
    open: Vec<usize>,
    /// Open lists, outermost first.
    lists: Vec<SidebarList>,
    /// The last address, whose memory the next one uses.
    href: String,
    html: Html,
}

#[derive(Clone, Copy, PartialEq)]
enum SidebarList {
    Plain,
    Folded,
}

impl<'a> SidebarWriter<'a> {
    /// Opens or closes lists to reach a depth.
    fn step(&mut self, above: Option<SidebarLine>, depth: usize) {
        match above {
            None => self.open_list(None),
            Some(above) if depth >= self.lists.len() => self.open_list(Some(above)),
            Some(_) => {
                self.html.close("li").newline();
                while self.lists.len() > depth + 1 {
                    self.close_list();
                    self.html.close("li").newline();
                }
            }
        }
    }

    /// Opens a child list. In a large book a button beside the link collapses it.
    fn open_list(&mut self, below: Option<SidebarLine>) {
        let nav = &self.playbook.nav;
        let list = match below {
            Some(SidebarLine::Nav(line)) if nav.lines.len() > FOLDED => {
                let open: &[_] = if self.open.contains(&line) { &[("open", "")] } else { &[] };
                let section = &nav.lines[line].label;
                let name = self.words().page.section.fill(&[("section", section)]);
                self.html.open("details", open).open("summary", &[]);
                self.html.element("span", &[("class", "hidden-text")], &name).close("summary");
                SidebarList::Folded
            }
            _ => SidebarList::Plain,
        };
        self.html.open("ul", &[]).newline();
        self.lists.push(list);
    }

    fn close_list(&mut self) {
        self.html.close("ul");
        if self.lists.pop() == Some(SidebarList::Folded) {
            self.html.close("details");
        }
    }

    fn finish(mut self) -> Html {
        while !self.lists.is_empty() {
            self.html.close("li");
            self.close_list();
        }
        self.html.newline();
        self.html
    }

    fn words(&self) -> &'a Words {
        &self.playbook.config.words
    }

    fn line(&mut self, line: SidebarLine) {
        let page = &self.words().page;
        match line {
            SidebarLine::Nav(line) => self.nav_line(&self.playbook.nav.lines[line]),
            SidebarLine::Before(count) => self.note(&page.before.fill(&[("count", &count)])),
            SidebarLine::After(count) => self.note(&page.after.fill(&[("count", &count)])),
            SidebarLine::All(parent, count) => self.all(parent, count),
        }
    }

    /// A line that is not a link.
    fn note(&mut self, label: &str) {
        self.html.open("li", &[]).element("span", &[("class", "unwritten")], label);
    }

    /// A link to the page that lists everything below a line, unless it is the current page.
    fn all(&mut self, parent: Option<usize>, count: usize) {
        let home = Route::home();
        let (route, section) = match parent.map(|parent| &self.playbook.nav.lines[parent]) {
            None => (&home, &self.playbook.title),
            Some(NavLine { kind: OrderLineKind::Page(route), label, .. }) => (route, label),
            Some(line) => return self.note(&line.label),
        };
        let label = self.words().page.all_in.fill(&[("count", &count), ("section", section)]);
        if route == self.here {
            return self.note(&label);
        }
        self.link(route, &label);
    }

    fn link(&mut self, route: &Route, label: &str) {
        self.href.clear();
        self.links.write(route, &mut self.href);
        let attributes = [("href", self.href.as_str()), ("aria-current", "page")];
        let count = if route == self.here { 2 } else { 1 };
        self.html.open("li", &[]).element("a", &attributes[..count], label);
    }

    fn nav_line(&mut self, line: &NavLine) {
        let label: Cow<'_, str> = match &line.number {
            Some(number) => format!("{number} {}", line.label).into(),
            None => line.label.as_str().into(),
        };
        let html = &mut self.html;
        match &line.kind {
            OrderLineKind::Page(route) => self.link(route, &label),
            OrderLineKind::Heading => {
                html.open("li", &[]).element("span", &[], &label);
            }
            OrderLineKind::Outside(address) => {
                let attributes = [("href", address.as_str()), ("rel", "noopener")];
                html.open("li", &[]).element("a", &attributes, &label);
            }
            OrderLineKind::Unwritten => {
                html.open("li", &[]).element("span", &[("class", "unwritten")], &label);
            }
            OrderLineKind::Part => {
                html.open("li", &[("class", "part")]).text(&label);
            }
            OrderLineKind::Separator => {
                html.open("li", &[("class", "separator"), ("aria-hidden", "true")]);
            }
        }
    }
}
