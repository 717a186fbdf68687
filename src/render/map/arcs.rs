//! The arc diagram beside the rows of the map: one arc for each pair of linked rows.
//!
//! Heights use the unit of the rows, so that arcs meet their rows at any text size; the page sets
//! the width.

use crate::render::html::Html;
use crate::render::map::rows::Rows;

/// Half of a row's height, in hundredths of `rem`: the unit of the diagram. The stylesheet uses the
/// same heights.
const UNIT: usize = 75;
const ROW: usize = 2;
const HEADING: usize = 5;
/// The distance from a heading's top to the middle of its text.
const HEADING_MIDDLE: usize = 3;

/// The width of the widest arc.
const WIDTH: usize = 100;

/// More arcs would be unreadable and slow.
const MOST: usize = 1000;

/// The largest dot, in pixels.
const LARGEST: usize = 15;

/// Draws the arcs; `None` if there are too few or too many.
pub fn draw(rows: &Rows<'_>) -> Option<Html> {
    if rows.pairs.is_empty() || rows.pairs.len() > MOST {
        return None;
    }
    let (middles, height) = middles(rows);
    let widest = rows.pairs.iter().map(|(a, b)| middles[*b] - middles[*a]).max().unwrap_or(1);
    let mut svg = Html::default();
    let rem = format!("{}.{:02}rem", height * UNIT / 100, height * UNIT % 100);
    svg.open(
        "svg",
        &[
            ("class", "arcs"),
            ("viewBox", &format!("0 0 {WIDTH} {height}")),
            ("preserveAspectRatio", "none"),
            ("height", &rem),
            ("aria-hidden", "true"),
        ],
    );
    svg.newline();
    for (upper, lower) in &rows.pairs {
        let (top, across) = (middles[*upper], middles[*lower] - middles[*upper]);
        // Short arcs are almost round, and long ones stay on the page.
        let share = (across as f64 / widest as f64).sqrt();
        let reach = (WIDTH as f64 * share * share.sqrt()).round();
        let half = across as f64 / 2.0;
        let arc = format!("M0 {top}a{reach} {half} 0 0 1 0 {across}");
        path(&mut svg, &arc, &[("data-rows", &format!("{upper} {lower}"))]);
    }
    for (place, row) in rows.rows.iter().enumerate() {
        // A zero-length line with round caps stays round at any width of the diagram.
        let size = (3 + (4 * row.linked_from).isqrt()).min(LARGEST);
        let dot = format!("M0 {}h0", middles[place]);
        path(
            &mut svg,
            &dot,
            &[
                ("data-rows", &place.to_string()),
                ("stroke-width", &size.to_string()),
                ("stroke-opacity", "1"),
            ],
        );
    }
    svg.close("svg");
    Some(svg)
}

fn path(svg: &mut Html, line: &str, more: &[(&str, &str)]) {
    let attributes: Vec<(&str, &str)> = [("d", line)].iter().chain(more).copied().collect();
    svg.open("path", &attributes).close("path").newline();
}

/// The middle of each row, and the end of the last one.
fn middles(rows: &Rows<'_>) -> (Vec<usize>, usize) {
    let mut end = 0;
    let mut folder = None;
    let middles = rows.rows.iter().map(|row| {
        if folder != Some(row.folder) {
            folder = Some(row.folder);
            end += HEADING;
            if row.is_page_of_folder() {
                return end - HEADING + HEADING_MIDDLE;
            }
        }
        end += ROW;
        end - ROW / 2
    });
    (middles.collect(), end)
}
