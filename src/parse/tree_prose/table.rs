//! Tables of rules: rows of conditions, and what to do in the last column. The first row that matches
//! decides.
//!
//! A table with two columns is a list of answers. One with more becomes a question for each column of
//! conditions, which asks only for what its rows still tell apart.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::arrow::Arrow;
use super::language::Role;
use super::outline::{LineKind, Outline};
use super::question;
use super::text::{LineText, Weight};
use super::words::LineWords;
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;

/// The most lines that a table becomes, and the most rows that are read.
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

/// A table of rules with more than two columns, and what each of its conditions says.
struct Rules<'t, 'a> {
    table: &'t Table<'a>,
    /// For each row and column of conditions: the first row with the same words, or `None` if it
    /// always holds.
    values: Vec<Vec<Option<usize>>>,
}

/// Something of a table that becomes lines.
enum Part {
    /// The question of a column for some rows, below a line.
    Question { parent: usize, column: usize, rows: Vec<usize> },
    /// An answer to it: the row that holds its words, and the rows that then still match.
    Answer { intro: usize, column: usize, named: Option<usize>, rows: Vec<usize> },
}

/// Adds the rows of a table below `parent`; false if it stays a table. Why one stays a table that says
/// how it is read is reported.
pub fn add<'a>(outline: &mut Outline<'a>, parent: usize, table: &Table<'a>) -> bool {
    let columns = table.header.len();
    if columns < 2 || table.rows.iter().any(|row| row.len() != columns) {
        return false;
    }
    let above = told_above(outline, parent);
    let added = match columns {
        2 => add_pairs(outline, parent, (above, table)),
        _ if above.is_none() && !opens_condition(&table.header[0], outline) => return false,
        _ if !table.header.last().is_some_and(|last| says_what_to_do(last, outline)) => {
            return false;
        }
        _ => add_rules(outline, above.unwrap_or(parent), table),
    };
    let is_added = added.is_ok();
    outline.problems.extend(added.err().filter(|_| above.is_some()));
    is_added
}

/// Reports the first row without an outcome.
fn with_outcomes(table: &Table) -> Result<(), TreeProblem> {
    let is_open = |row: &&Vec<LineText>| row.last().is_none_or(says_nothing);
    let Some(row) = table.rows.iter().find(is_open) else { return Ok(()) };
    let span = row.first().map_or(table.span.clone(), LineText::span);
    let message = "a row of these rules has no outcome, so they stay a table";
    let help = "write in its last column what to do, or remove the row";
    Err(TreeProblem::new(Code::TreeShape, &span, message).help(help))
}

fn too_large(table: &Table) -> TreeProblem {
    let message = "these rules are too many for a decision, so they stay a table";
    let help = format!(
        "write at most {} conditions in a row, and fewer rows, or split the table",
        MOST_COLUMNS - 1
    );
    let span = table.header[0].span();
    TreeProblem::new(Code::TreeShape, &span, message).help(help)
}

/// Whether a cell is empty or only a dash.
fn says_nothing(cell: &LineText) -> bool {
    let text = cell.as_str();
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '.' | '…') || c.is_whitespace();
    text.chars().all(is_dash) && !cell.has_content(&(0..text.len()))
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

/// Each row of two cells as a line `left → right`, below `above` if a line says how they are read.
fn add_pairs<'a>(
    outline: &mut Outline<'a>,
    parent: usize,
    (above, table): (Option<usize>, &Table<'a>),
) -> Result<(), TreeProblem> {
    let header = match above {
        Some(_) => {
            with_outcomes(table)?;
            if_then(outline, &table.span)
        }
        None => [table.header[0].clone(), table.header[1].clone()],
    };
    let kind = LineKind::Row { table: outline.tables.len() };
    outline.tables.push(header);
    for row in &table.rows {
        let line = pair(row[0].clone(), row[1].clone());
        outline.add(kind, above.unwrap_or(parent), line, table.span.clone());
    }
    Ok(())
}

/// A question for each column of conditions, below one another.
fn add_rules<'a>(
    outline: &mut Outline<'a>,
    parent: usize,
    table: &Table<'a>,
) -> Result<(), TreeProblem> {
    if table.header.len() > MOST_COLUMNS || table.rows.len() > MOST_LINES {
        return Err(too_large(table));
    }
    with_outcomes(table)?;
    let before = outline.lines.len();
    let rules = Rules::of(table, outline);
    let kind = LineKind::Row { table: outline.tables.len() };
    outline.tables.push(if_then(outline, &table.span));
    let all = (0..table.rows.len()).collect();
    let mut waiting: Vec<Part> = rules.next(parent, 0, all).ok().into_iter().collect();
    while let Some(part) = waiting.pop() {
        if outline.lines.len() > before + MOST_LINES {
            outline.truncate(before);
            return Err(too_large(table));
        }
        match part {
            Part::Question { parent, column, rows } => {
                let mut title = name(&table.header[column], outline);
                let end = title.span().end;
                // A colon ends a line that leads to what is below it.
                title.push(":", end..end, Weight::Light);
                let intro = outline.add(LineKind::Plain, parent, title, table.span.clone());
                waiting.extend(rules.answers(intro, column, &rows).into_iter().rev());
            }
            Part::Answer { intro, column, named, rows } => {
                let mut label = match named {
                    Some(row) => table.rows[row][column].clone(),
                    None => otherwise(outline, &table.rows[rows[0]]),
                };
                let mut column = column + 1;
                let mut to = rules.next(intro, column, rows);
                // One value is no choice: it is a condition of this answer.
                while let Ok(Part::Question { column: asked, rows, .. }) = &to {
                    let all = rules.answers(intro, *asked, rows);
                    let [Part::Answer { named: Some(only), rows, .. }] = all.as_slice() else {
                        break;
                    };
                    let condition = (&table.header[*asked], &table.rows[*only][*asked]);
                    label = with_condition(label, condition, outline);
                    column = asked + 1;
                    to = rules.next(intro, column, rows.clone());
                }
                match to {
                    Err(row) => {
                        let line = pair(label, table.rows[row][rules.conditions()].clone());
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
    Ok(())
}

impl<'t, 'a> Rules<'t, 'a> {
    fn of(table: &'t Table<'a>, outline: &Outline) -> Rules<'t, 'a> {
        let mut seen: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); table.header.len() - 1];
        let mut values = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let value = |(cell, seen): (&'t LineText<'a>, &mut BTreeMap<&'t str, usize>)| {
                let is_any = is_any(cell, outline);
                (!is_any).then(|| *seen.entry(cell.as_str().trim()).or_insert(at))
            };
            values.push(row.iter().zip(&mut seen).map(value).collect());
        }
        Rules { table, values }
    }

    /// The number of columns of conditions.
    fn conditions(&self) -> usize {
        self.table.header.len() - 1
    }

    /// The question of the first column, from `column` on, that tells rows apart; else the row that
    /// decides.
    fn next(&self, parent: usize, column: usize, rows: Vec<usize>) -> Result<Part, usize> {
        let Some(first) = rows.first().copied() else { return Err(0) };
        // Rows after one that always matches never decide.
        let is_met = |from: usize| self.values[first][from..].iter().all(Option::is_none);
        let asks = |column: &usize| {
            !is_met(*column) && rows.iter().any(|row| self.values[*row][*column].is_some())
        };
        match (column..self.conditions()).find(asks) {
            Some(column) => Ok(Part::Question { parent, column, rows }),
            None => Err(first),
        }
    }

    /// The answers to the question of a column, in the order of the rows.
    fn answers(&self, intro: usize, column: usize, rows: &[usize]) -> Vec<Part> {
        let value = |row: &usize| self.values[*row][column];
        let mut seen = BTreeSet::new();
        let named = rows.iter().filter(|row| value(row).is_some_and(|value| seen.insert(value)));
        let named: Vec<usize> = named.copied().collect();
        let rest: Vec<usize> = rows.iter().copied().filter(|row| value(row).is_none()).collect();
        let answer = |named: usize| {
            let same = |row: &usize| value(row).is_none_or(|own| Some(own) == value(&named));
            let rows = rows.iter().copied().filter(same).collect();
            Part::Answer { intro, column, named: Some(named), rows }
        };
        let mut answers: Vec<Part> = named.into_iter().map(answer).collect();
        if !rest.is_empty() {
            answers.push(Part::Answer { intro, column, named: None, rows: rest });
        }
        answers
    }
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

/// The header of a table that is about conditions whatever its own says.
fn if_then<'a>(outline: &Outline<'a>, span: &Range<usize>) -> [LineText<'a>; 2] {
    let language = outline.language;
    [&*language.when, &*language.then_do].map(|word| word_at(word, span.start))
}

/// The answer for every other case. It stands before the outcome of its row.
fn otherwise<'a>(outline: &Outline<'a>, row: &[LineText<'a>]) -> LineText<'a> {
    let at = row.last().map_or(0, |outcome| outcome.span().start);
    word_at(&outline.language.otherwise, at)
}

fn word_at(word: &str, at: usize) -> LineText<'_> {
    let mut text = LineText::default();
    text.push(word, at..at, Weight::Light);
    text
}
