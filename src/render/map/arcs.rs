//! The drawing beside the rows of the map: an arc for each two rows that link to each other.
//!
//! Its height is given in the unit of the rows' height, so that arcs meet their rows however large
//! the reader's text is; its width is left to the page.

use crate::render::html::Html;
use crate::render::map::rows::Rows;

/// Half the height of a row, in hundredths of `rem`: what the drawing counts in. The stylesheet
/// gives rows and headings the same heights.
const UNIT: usize = 75;
const ROW: usize = 2;
const HEADING: usize = 5;
/// The middle of a heading's text, from its top.
const HEADING_MIDDLE: usize = 3;

/// How far the widest arc reaches.
const WIDTH: usize = 100;

/// More arcs than this would be a grey surface, and a burden.
const MOST: usize = 1000;

/// The largest dot, in pixels.
const LARGEST: usize = 15;

/// The drawing, or nothing where there is too little or too much to draw.
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
        // Short ones are almost round, and long ones do not leave the page.
        let share = (across as f64 / widest as f64).sqrt();
        let reach = (WIDTH as f64 * share * share.sqrt()).round();
        let half = across as f64 / 2.0;
        let arc = format!("M0 {top}a{reach} {half} 0 0 1 0 {across}");
        path(&mut svg, &arc, &[("data-rows", &format!("{upper} {lower}"))]);
    }
    for (place, row) in rows.rows.iter().enumerate() {
        // A line without length and with round ends stays round however wide the drawing is.
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

/// Where the middle of each row is, and where the last one ends.
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
