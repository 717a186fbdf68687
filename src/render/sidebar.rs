//! The order of the book as a list of links, open at the current page.

use crate::link::nav::{LineKind, Nav, NavLine};
use crate::link::route::Route;
use crate::render::html::Html;

/// Above this many lines only the branch of the current page is open.
const WHOLE: usize = 150;

/// The sidebar of the page at `here`; links are written by `href`.
pub fn write(nav: &Nav, here: &Route, href: impl Fn(&Route) -> String) -> Html {
    let place = nav.place(here);
    let shown = shown_lines(nav, place);
    let mut html = Html::default();
    let mut depth = None;
    for line in shown {
        step(&mut html, &mut depth, line);
        write_line(&mut html, line, here, &href);
    }
    close_all(&mut html, depth);
    html
}

/// All lines, or in a large book those beside and below each line above the current page.
fn shown_lines(nav: &Nav, place: Option<usize>) -> Vec<&NavLine> {
    if nav.lines.len() <= WHOLE {
        return nav.lines.iter().collect();
    }
    let mut open = vec![None];
    if let Some(place) = place {
        open.extend(nav.above(place).into_iter().chain([place]).map(Some));
    }
    let mut shown: Vec<usize> =
        open.into_iter().flat_map(|parent| nav.below(parent)).copied().collect();
    shown.sort_unstable();
    shown.dedup();
    shown.into_iter().map(|index| &nav.lines[index]).collect()
}

/// Opens or closes lists so that the next item stands at its depth.
fn step(html: &mut Html, depth: &mut Option<usize>, line: &NavLine) {
    let wanted = line.depth;
    match *depth {
        None => {
            html.open("ul", &[]).newline();
            *depth = Some(0);
        }
        Some(now) if wanted > now => {
            html.open("ul", &[]).newline();
            *depth = Some(now + 1);
        }
        Some(mut now) => {
            html.close("li").newline();
            while now > wanted {
                html.close("ul").close("li").newline();
                now -= 1;
            }
            *depth = Some(now);
        }
    }
}

fn write_line(html: &mut Html, line: &NavLine, here: &Route, href: impl Fn(&Route) -> String) {
    let number = line.number.as_deref().map(|number| format!("{number} ")).unwrap_or_default();
    let label = format!("{number}{}", line.label);
    match &line.kind {
        LineKind::Page(route) => {
            let href = href(route);
            let mut attributes = vec![("href", href.as_str())];
            if route == here {
                attributes.push(("aria-current", "page"));
            }
            html.open("li", &[]).element("a", &attributes, &label);
        }
        LineKind::Unwritten => {
            html.open("li", &[]).element("span", &[("class", "unwritten")], &label);
        }
        LineKind::Part => {
            html.open("li", &[("class", "part")]).text(&label);
        }
        LineKind::Separator => {
            html.open("li", &[("class", "separator"), ("aria-hidden", "true")]);
        }
    }
}

fn close_all(html: &mut Html, depth: Option<usize>) {
    for _ in 0..depth.map_or(0, |depth| depth + 1) {
        html.close("li").close("ul").newline();
    }
}
