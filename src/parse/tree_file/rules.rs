//! Tables of rules: a column headed `If`, or one for each question, and a last column `→`.

use std::ops::Range;

use super::blocks::{BlockKind, Section, TableRow};
use super::conditions::{self, Alternatives, Fault, Subjects};
use super::line::{TextLine, find_arrow};
use super::names::NodeNames;
use super::node::says;
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::{NodeId, NodeKind, Quantity, Rule};

/// What the cells of a column say.
#[derive(Clone, Copy)]
enum Column {
    /// Whole conditions.
    If,
    /// The values of one question or score.
    Of(Quantity),
}

/// Reads the rules of a section into its node, if it has a table of them.
pub fn read(section: &Section, id: NodeId, names: &mut NodeNames, scores: &[String]) {
    let Some([header, rows @ ..]) = table(section) else { return };
    if !says(section, "first match wins") && !says(section, "all that apply") {
        let message = "this table does not say how its rules are read";
        let problem = TreeProblem::new(Code::TreeRule, &header.span, message);
        names
            .problems
            .push(problem.help("write `First match wins.` or `All that apply.` above it"));
    }
    let Some(columns) = columns(header, names, scores) else {
        names.unread.insert(id);
        return;
    };
    let mut read = Vec::new();
    for row in rows {
        match rule(row, &columns, id, (names, scores)) {
            Some(rule) => read.push(rule),
            None => drop(names.unread.insert(id)),
        }
    }
    if let Some(NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules)) =
        names.nodes.get_mut(id.0 as usize).map(|node| &mut node.kind)
    {
        *rules = read;
    }
}

/// The rule table of a section, if any: header and rows.
fn table(section: &Section) -> Option<&[TableRow]> {
    section.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(rows) if is_table(rows) => Some(rows.as_slice()),
        _ => None,
    })
}

/// Whether the last column of a table is headed by an arrow, which makes it a table of rules.
pub fn is_table(rows: &[TableRow]) -> bool {
    let Some((last, before)) = rows.first().and_then(|header| header.cells.split_last()) else {
        return false;
    };
    let first = before.first().map(TextLine::plain).unwrap_or_default();
    let arrow = find_arrow(&last.plain());
    let is_headed = first.eq_ignore_ascii_case("if");
    !before.is_empty() && arrow.is_some_and(|arrow| is_headed || arrow.start == 0)
}

/// What the columns say; a header that cannot be read is reported.
fn columns(header: &TableRow, names: &mut NodeNames, scores: &[String]) -> Option<Vec<Column>> {
    let (_, cells) = header.cells.split_last()?;
    let mut columns = Some(Vec::new());
    for cell in cells {
        let name = cell.plain();
        let column = if name.eq_ignore_ascii_case("if") {
            Ok(Column::If)
        } else {
            conditions::subject(&name, Subjects { names, scores }).map(Column::Of)
        };
        match column {
            Ok(column) => {
                if let Some(columns) = &mut columns {
                    columns.push(column);
                }
            }
            Err((message, help)) => {
                let help = if help == conditions::FORMS {
                    "head each column with the id of a question or the name of a score, and the \
                     last one with `→`"
                        .to_owned()
                } else {
                    help
                };
                let span = place(names.text, cell, &name);
                names.problems.push(TreeProblem::new(Code::TreeRule, &span, message).help(help));
                columns = None;
            }
        }
    }
    columns
}

/// One row; a row that cannot be read is reported and left out.
fn rule(
    row: &TableRow,
    columns: &[Column],
    id: NodeId,
    (names, scores): (&mut NodeNames, &[String]),
) -> Option<Rule> {
    let mut alternatives: Option<Alternatives> = Some(vec![Vec::new()]);
    for (cell, column) in row.cells.iter().zip(columns) {
        let written = cell.plain();
        let subjects = Subjects { names, scores };
        let read = match column {
            Column::If if columns.len() > 1 && conditions::is_any(&written) => Ok(vec![Vec::new()]),
            Column::If => conditions::read(&written, subjects),
            Column::Of(subject) => conditions::read_cell(&written, *subject, subjects),
        };
        let all = read.and_then(|found| {
            let all = conditions::both(alternatives.as_ref().unwrap_or(&found), &found);
            conditions::too_many(all.len(), &written).map_or(Ok(all), |fault| Err(vec![fault]))
        });
        match all {
            Ok(all) => alternatives = alternatives.map(|_| all),
            Err(faults) => {
                report(faults, cell, row, names);
                alternatives = None;
            }
        }
    }
    let target = row.cells.get(columns.len())?;
    if target.inlines.is_empty() {
        let problem = TreeProblem::new(Code::TreeTarget, &row.span, "this rule leads nowhere");
        let help = "write the heading of an outcome in its last cell";
        names.problems.push(problem.help(help));
        return None;
    }
    let edge = names.edge(target, id);
    Some(Rule { alternatives: alternatives?, edge, span: row.span.clone() })
}

fn report(faults: Vec<Fault>, cell: &TextLine, row: &TableRow, names: &mut NodeNames) {
    for Fault { part, message, help } in faults {
        let span =
            if cell.inlines.is_empty() { row.span.clone() } else { place(names.text, cell, &part) };
        names.problems.push(TreeProblem::new(Code::TreeRule, &span, message).help(help));
    }
}

/// The range of a part of a line, or of the whole line if its source differs.
pub fn place(text: &str, line: &TextLine, part: &str) -> Range<usize> {
    let span = line.span();
    let source = text.get(span.clone()).unwrap_or("");
    match source.find(part) {
        Some(at) if !part.is_empty() => span.start + at..span.start + at + part.len(),
        _ => span,
    }
}
