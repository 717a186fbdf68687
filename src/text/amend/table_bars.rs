//! Bars in tables that divide no cells: inside of wikilinks, and beyond the last column, where the
//! parser drops cells.

use std::ops::Range;

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::amend::hidden::Hidden;

/// Every row of dashes has one of these.
const SIGNS: &[&str] = &["|-", "| -", "-|", "- |", ":|", "|:", ": |", "| :"];

pub(super) fn may_hold(text: &str) -> bool {
    let is_table =
        SIGNS.iter().any(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_some());
    is_table && tables(text).iter().any(|table| !bars_of(text, table).is_empty())
}

/// Escapes the bars.
pub(super) fn find(text: &str, hidden: &Hidden) -> Vec<Edit> {
    if !may_hold(text) {
        return Vec::new();
    }
    let tables = tables(text).into_iter().filter(|table| !hidden.holds(table.dashes));
    let bars = tables.flat_map(|table| bars_of(text, &table));
    bars.map(|bar| Edit::insert(bar, "\\")).collect()
}

/// The lines around a row of dashes.
struct Table {
    /// From the head to the last row.
    rows: Range<usize>,
    /// The start of the row of dashes.
    dashes: usize,
    columns: usize,
}

/// What may be tables.
fn tables(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut open: Option<Table> = None;
    let mut before: Option<Range<usize>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let is_row = memchr::memchr(b'|', line.as_bytes()).is_some();
        match (&mut open, &before) {
            (Some(table), _) if is_row => table.rows.end = range.end,
            (Some(_), _) => tables.extend(open.take()),
            (None, Some(head)) if is_row && is_dashes(line) => {
                let (rows, dashes) = (head.start..range.end, range.start);
                let columns = (bars(line).len() + 1).saturating_sub(edges(line)).max(1);
                open = Some(Table { rows, dashes, columns });
            }
            _ => {}
        }
        before = is_row.then_some(range);
    }
    tables.extend(open);
    tables
}

fn is_dashes(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|-: \t>\r\n".contains(c))
}

/// The bars of a table to escape.
fn bars_of(text: &str, table: &Table) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = table.rows.start;
    for line in text[table.rows.clone()].split_inclusive('\n') {
        if !is_dashes(line) {
            let bars = bars_of_row(line, table.columns);
            // A head with too many cells heads no table.
            let is_table = at >= table.dashes || bars.is_empty() || heads(line, &bars, table);
            found.extend(bars.into_iter().filter(|_| is_table).map(|bar| at + bar));
        }
        at += line.len();
    }
    found
}

/// Whether a line is a head as soon as the bars of its wikilinks and code are escaped.
fn heads(line: &str, escaped: &[usize], table: &Table) -> bool {
    let (links, code) = (wikilinks(line), code(line));
    let is_inside = |bar: &usize| is_inside(*bar, &links) || is_inside(*bar, &code);
    let cells = bars(line).len() + 1 - edges(line) - escaped.len();
    escaped.iter().all(is_inside) && cells == table.columns
}

/// The bars of a row to escape: those in wikilinks; then, while there are too many cells, those in
/// code, and those after the last column.
fn bars_of_row(line: &str, columns: usize) -> Vec<usize> {
    let mut dividing = bars(line);
    let mut escaped = take(&mut dividing, &wikilinks(line));
    let edges = edges(line);
    let cells = |dividing: &[usize]| (dividing.len() + 1).saturating_sub(edges);
    if cells(&dividing) > columns {
        let mut without_code = dividing.clone();
        let in_code = take(&mut without_code, &code(line));
        if cells(&without_code) >= columns {
            dividing = without_code;
            escaped.extend(in_code);
        }
    }
    if cells(&dividing) > columns {
        let first = columns - 1 + usize::from(starts_with_bar(line));
        let last = dividing.len() - usize::from(ends_with_bar(line));
        let excess = dividing.get(first..last).unwrap_or(&[]);
        let is_lost = excess
            .first()
            .is_some_and(|bar| line[bar + 1..].contains(|c: char| c != '|' && !c.is_whitespace()));
        escaped.extend(excess.iter().filter(|_| is_lost));
    }
    escaped.sort_unstable();
    escaped
}

/// Takes the bars in some ranges out of others.
fn take(bars: &mut Vec<usize>, ranges: &[Range<usize>]) -> Vec<usize> {
    let is_inside = |bar: &usize| is_inside(*bar, ranges);
    let taken = bars.iter().copied().filter(is_inside).collect();
    bars.retain(|bar| !is_inside(bar));
    taken
}

/// Whether a byte is inside of one of some ranges, which are in order.
fn is_inside(byte: usize, ranges: &[Range<usize>]) -> bool {
    let next = ranges.partition_point(|range| range.end <= byte);
    ranges.get(next).is_some_and(|range| range.contains(&byte))
}

/// The bars that are not escaped.
fn bars(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let bars = memchr::memchr_iter(b'|', bytes);
    bars.filter(|at| *at == 0 || bytes[at - 1] != b'\\').collect()
}

/// How many of the bars are at an end of the line, so that they divide nothing.
fn edges(line: &str) -> usize {
    usize::from(starts_with_bar(line)) + usize::from(ends_with_bar(line))
}

fn starts_with_bar(line: &str) -> bool {
    line.trim_start_matches([' ', '\t', '>']).starts_with('|')
}

fn ends_with_bar(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with('|') && !line.ends_with("\\|") && line.trim_start_matches(['>', ' ']).len() > 1
}

fn wikilinks(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find("[[").map(|start| at + start) {
        let Some(length) = line[start..].find("]]") else { break };
        at = start + length;
        // The last opening before the end, as in `[[a [[b|c]]`.
        let inner = line[start..at].rfind("[[").map_or(start, |inner| start + inner);
        found.push(inner..at);
    }
    found
}

/// The code in a line.
fn code(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find('`').map(|start| at + start) {
        let marks = line[start..].bytes().take_while(|byte| *byte == b'`').count();
        let inside = start + marks;
        let mark = &line[start..inside];
        match line[inside..].find(mark) {
            Some(length) => {
                at = inside + length + marks;
                found.push(inside..inside + length);
            }
            None => at = inside,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::bars_of_row;

    /// The row with the escapes that it needs in a table of two columns.
    fn mended(row: &str) -> String {
        let mut mended = row.to_owned();
        for bar in bars_of_row(row, 2).into_iter().rev() {
            mended.insert(bar, '\\');
        }
        mended
    }

    #[test]
    fn no_cell_is_lost() {
        for (row, expected) in [
            ("| a | b |", "| a | b |"),
            ("| a | b ||", "| a | b ||"),
            ("| a | b | |", "| a | b | |"),
            ("a | b", "a | b"),
            ("| a |", "| a |"),
            ("| [[a|b]] | c |", "| [[a\\|b]] | c |"),
            ("| [[a\\|b]] | c |", "| [[a\\|b]] | c |"),
            ("| ![[a.png|b|100]] | c |", "| ![[a.png\\|b\\|100]] | c |"),
            ("| `a|b` | c |", "| `a\\|b` | c |"),
            ("| `a|b` |", "| `a|b` |"),
            ("| a | b | c |", "| a | b \\| c |"),
            ("| a | b | c | d |", "| a | b \\| c \\| d |"),
            ("a | b | c", "a | b \\| c"),
            ("a | b | c |", "a | b \\| c |"),
            ("| a | b | c", "| a | b \\| c"),
        ] {
            assert_eq!(mended(row), expected);
        }
    }
}
