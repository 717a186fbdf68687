//! The navigation as a list of links, expanded at the current page.

use std::borrow::Cow;

use crate::link::Playbook;
use crate::link::nav::{Nav, NavLine, OrderLineKind};
use crate::link::route::Route;
use crate::render::html::Html;
use crate::words::Text;

/// With more lines, sections are collapsible and only the current one is open.
pub const FOLDED: usize = 40;

/// With more lines, only the branch of the current page is included.
pub const WHOLE: usize = 150;

/// The sidebar of the page at `here`; links are written by `href`.
pub fn write(playbook: &Playbook, here: &Route, href: impl Fn(&Route) -> String) -> Html {
    let nav = &playbook.nav;
    let place = nav.place(here);
    let mut open: Vec<usize> = place.map(|place| nav.above(place)).unwrap_or_default();
    open.extend(place);
    let shown = shown_lines(nav, &open);
    let name = &playbook.config.words.page.section;
    let mut writer =
        SidebarWriter { nav, name, here, open, lists: Vec::new(), html: Html::default() };
    let mut above = None;
    for index in shown {
        writer.step(above, index);
        writer.line(&nav.lines[index], &href);
        above = Some(index);
    }
    writer.finish()
}

/// All lines, or in a large book the siblings and children of the current page's ancestors.
fn shown_lines(nav: &Nav, open: &[usize]) -> Vec<usize> {
    if nav.lines.len() <= WHOLE {
        return (0..nav.lines.len()).collect();
    }
    let parents = [None].into_iter().chain(open.iter().copied().map(Some));
    let mut shown: Vec<usize> = parents.flat_map(|parent| nav.below(parent)).copied().collect();
    shown.sort_unstable();
    shown.dedup();
    shown
}

struct SidebarWriter<'a> {
    nav: &'a Nav,
    /// The label of a collapsible section.
    name: &'a Text,
    here: &'a Route,
    /// The current line and its ancestors.
    open: Vec<usize>,
    /// Open lists, outermost first.
    lists: Vec<SidebarList>,
    html: Html,
}

#[derive(Clone, Copy, PartialEq)]
enum SidebarList {
    Plain,
    Folded,
}

impl SidebarWriter<'_> {
    /// Opens or closes lists to reach the depth of the line at `index`.
    fn step(&mut self, above: Option<usize>, index: usize) {
        let depth = self.nav.lines[index].depth;
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
    fn open_list(&mut self, below: Option<usize>) {
        let list = match below {
            Some(line) if self.nav.lines.len() > FOLDED => {
                let open: &[_] = if self.open.contains(&line) { &[("open", "")] } else { &[] };
                let name = self.name.fill(&[("section", &self.nav.lines[line].label)]);
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

    fn line(&mut self, line: &NavLine, href: impl Fn(&Route) -> String) {
        let label: Cow<'_, str> = match &line.number {
            Some(number) => format!("{number} {}", line.label).into(),
            None => line.label.as_str().into(),
        };
        let html = &mut self.html;
        match &line.kind {
            OrderLineKind::Page(route) => {
                let attributes = [("href", &*href(route)), ("aria-current", "page")];
                let count = if route == self.here { 2 } else { 1 };
                html.open("li", &[]).element("a", &attributes[..count], &label);
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
