//! Tables of rules: rows of conditions, and what to do in the last column. The first row that matches
//! decides.
//!
//! A table with two columns is a list of answers. One with more becomes a question for each column of
//! conditions, which asks only for what its rows still tell apart.

use std::ops::Range;

use super::arrow::Arrow;
use super::language::Role;
use super::outline::{LineKind, Outline};
use super::question;
use super::text::{LineText, Weight};
use super::words::LineWords;

/// The most lines that a table becomes.
const MOST_LINES: usize = 400;

/// The most columns of a table of rules.
const MOST_COLUMNS: usize = 6;

/// How many lines above a table may say how it is read.
const NEAR: usize = 3;

/// A table as it is written.
pub struct Table<'a> {
    pub header: Vec<LineText<'a>>,
    pub rows: Vec<Vec<LineText<'a>>>,
    pub span: Range<usize>,
}

/// Something of a table that becomes lines.
enum Part {
    /// The question of a column for some rows, below a line.
    Question { parent: usize, column: usize, rows: Vec<usize> },
    /// An answer to it: the row that holds its words, and the rows that then still match.
    Answer { intro: usize, column: usize, named: Option<usize>, rows: Vec<usize> },
}

/// Adds the rows of a table below `parent`; false if it is not about conditions.
pub fn add<'a>(outline: &mut Outline<'a>, parent: usize, table: &Table<'a>) -> bool {
    let above = told_above(outline, parent);
    let columns = table.header.len();
    if columns < 2 || table.rows.iter().any(|row| row.len() != columns) {
        return false;
    }
    if columns == 2 {
        let header = if above.is_some() { if_then(&table.span) } else { two(&table.header) };
        add_pairs(outline, above.unwrap_or(parent), (header, table));
        return true;
    }
    let is_rules = above.is_some() || opens_condition(&table.header[0], outline);
    let acts = table.header.last().is_some_and(|last| says_what_to_do(last, outline));
    if columns > MOST_COLUMNS || !is_rules || !acts {
        return false;
    }
    add_questions(outline, above.unwrap_or(parent), table);
    true
}

/// The line that a table belongs to if a line above it says that its first match decides.
fn told_above(outline: &Outline, parent: usize) -> Option<usize> {
    let is_plain = |line: usize| outline.lines[line].kind == LineKind::Plain;
    if !is_plain(parent) || !outline.words(parent).holds(Role::FirstMatch) {
        return None;
    }
    let mut at = parent;
    for _ in 0..NEAR {
        let asks = question::is_question(outline.str(at));
        if asks {
            return Some(at);
        }
        match outline.before(at).filter(|above| is_plain(*above)) {
            Some(above) => at = above,
            None => break,
        }
    }
    Some(outline.lines[parent].parent)
}

fn opens_condition(cell: &LineText, outline: &Outline) -> bool {
    let words = cell.words(outline.language);
    words.opens_with(Role::If) || words.opens_with(Role::Condition)
}

fn says_what_to_do(cell: &LineText, outline: &Outline) -> bool {
    let words = cell.words(outline.language);
    Arrow::at_start(&words).is_some() || words.holds(Role::OutcomeHeader)
}

/// Each row of two cells as a line `left → right`.
fn add_pairs<'a>(
    outline: &mut Outline<'a>,
    parent: usize,
    (header, table): ([LineText<'a>; 2], &Table<'a>),
) {
    let index = outline.tables.len();
    outline.tables.push(header);
    for row in &table.rows {
        let line = pair(row[0].clone(), row[1].clone());
        outline.add(LineKind::Row { table: index }, parent, line, table.span.clone());
    }
}

/// A question for each column of conditions, below one another.
fn add_questions<'a>(outline: &mut Outline<'a>, parent: usize, table: &Table<'a>) {
    let conditions = table.header.len() - 1;
    let most = outline.lines.len() + MOST_LINES;
    let kind = LineKind::Row { table: outline.tables.len() };
    outline.tables.push(if_then(&table.span));
    let all = (0..table.rows.len()).collect();
    let mut waiting: Vec<Part> = next(outline, table, (parent, 0, all)).ok().into_iter().collect();
    while let Some(part) = waiting.pop() {
        if outline.lines.len() > most {
            return;
        }
        match part {
            Part::Question { parent, column, rows } => {
                let mut title = name(&table.header[column], outline);
                let end = title.span().end;
                // A colon ends a line that leads to what is below it.
                title.push(":", end..end, Weight::Light);
                let intro = outline.add(LineKind::Plain, parent, title, table.span.clone());
                let answers = answers(outline, table, (intro, column, rows));
                waiting.extend(answers.into_iter().rev());
            }
            Part::Answer { intro, column, named, rows } => {
                let mut label = match named {
                    Some(row) => table.rows[row][column].clone(),
                    None => word_at("Otherwise", &table.span),
                };
                let mut column = column + 1;
                let mut to = next(outline, table, (intro, column, rows));
                // One value is no choice: it is a condition of this answer.
                while let Ok(Part::Question { column: asked, rows, .. }) = &to {
                    let all = answers(outline, table, (intro, *asked, rows.clone()));
                    let [Part::Answer { named: Some(only), rows, .. }] = all.as_slice() else {
                        break;
                    };
                    let condition = (&table.header[*asked], &table.rows[*only][*asked]);
                    label = with_condition(label, condition, outline);
                    column = asked + 1;
                    to = next(outline, table, (intro, column, rows.clone()));
                }
                match to {
                    Err(row) => {
                        let line = pair(label, table.rows[row][conditions].clone());
                        outline.add(kind, intro, line, table.span.clone());
                    }
                    Ok(Part::Question { column, rows, .. }) => {
                        let parent = outline.add(kind, intro, label, table.span.clone());
                        waiting.push(Part::Question { parent, column, rows });
                    }
                    Ok(part) => waiting.push(part),
                }
            }
        }
    }
}

/// The question of the first column, from `column` on, that tells rows apart; else the row that
/// decides.
fn next(
    outline: &Outline,
    table: &Table,
    (parent, column, rows): (usize, usize, Vec<usize>),
) -> Result<Part, usize> {
    let conditions = table.header.len() - 1;
    let asks = |column: &usize| {
        // Rows after one that always matches never decide.
        rows.first().is_some_and(|first| {
            (*column..conditions).any(|later| !is_any(&table.rows[*first][later], outline))
        }) && rows.iter().any(|row| !is_any(&table.rows[*row][*column], outline))
    };
    match (column..conditions).find(asks) {
        Some(column) => Ok(Part::Question { parent, column, rows }),
        None => Err(rows.first().copied().unwrap_or(0)),
    }
}

/// The answers to the question of a column, in the order of the rows.
fn answers(
    outline: &Outline,
    table: &Table,
    (intro, column, rows): (usize, usize, Vec<usize>),
) -> Vec<Part> {
    let cell = |row: usize| &table.rows[row][column];
    let mut named: Vec<usize> = Vec::new();
    for row in &rows {
        let is_new = |other: &usize| cell(*other).as_str().trim() != cell(*row).as_str().trim();
        if !is_any(cell(*row), outline) && named.iter().all(is_new) {
            named.push(*row);
        }
    }
    let rest: Vec<usize> = rows.iter().copied().filter(|row| is_any(cell(*row), outline)).collect();
    let mut answers: Vec<Part> = named
        .into_iter()
        .map(|named| {
            let same = |row: &usize| {
                let cell = cell(*row);
                is_any(cell, outline)
                    || cell.as_str().trim() == table.rows[named][column].as_str().trim()
            };
            let rows = rows.iter().copied().filter(same).collect();
            Part::Answer { intro, column, named: Some(named), rows }
        })
        .collect();
    if !rest.is_empty() {
        answers.push(Part::Answer { intro, column, named: None, rows: rest });
    }
    answers
}

/// Whether a condition always holds.
fn is_any(cell: &LineText, outline: &Outline) -> bool {
    let text = cell.as_str().trim().trim_end_matches('.');
    let words = cell.words(outline.language);
    !text.contains(char::is_alphanumeric) && !text.contains(['✓', '✗', '✔', '✘', '✅', '❌'])
        || words.says_only(Role::Any)
        || words.says_only(Role::Rest)
}

/// A label with one more condition in parentheses.
fn with_condition<'a>(
    mut label: LineText<'a>,
    (header, value): (&LineText<'a>, &LineText<'a>),
    outline: &Outline,
) -> LineText<'a> {
    let end = label.span().end;
    label.push(" (", end..end, Weight::Light);
    label.append(name(header, outline));
    label.push(": ", end..end, Weight::Light);
    label.append(value.clone());
    label.push(")", end..end, Weight::Light);
    label
}

/// A header without `If`.
fn name<'a>(header: &LineText<'a>, outline: &Outline) -> LineText<'a> {
    let mut name = header.clone();
    name.skip(condition_length(name.words(outline.language)));
    name
}

/// The length of `If` or `When` at the start of a header with more words.
fn condition_length(header: LineWords<'_>) -> usize {
    let opening = header.opening();
    let rest = opening.after(Role::If).or_else(|| opening.after(Role::Condition));
    let rest = rest.map(LineWords::trimmed_start).filter(|rest| !rest.is_empty());
    rest.map_or(0, |rest| rest.range().start - header.range().start)
}

fn pair<'a>(mut left: LineText<'a>, right: LineText<'a>) -> LineText<'a> {
    let end = left.span().end;
    left.push(" → ", end..end, Weight::Light);
    left.append(right);
    left
}

fn two<'a>(header: &[LineText<'a>]) -> [LineText<'a>; 2] {
    [header[0].clone(), header[1].clone()]
}

/// The header of a table that is about conditions whatever its own says.
fn if_then<'a>(span: &Range<usize>) -> [LineText<'a>; 2] {
    ["If", "Then"].map(|word| word_at(word, span))
}

fn word_at<'a>(word: &'static str, span: &Range<usize>) -> LineText<'a> {
    let mut text = LineText::default();
    text.push(word, span.start..span.start, Weight::Light);
    text
}
