//! Brings the statements of a diagram into the form that the crate reads.

use crate::diagrams::Kind;

/// Statements about colours, which are those of the page, and about clicks.
const STYLES: &[&str] = &["classDef ", "class ", "style ", "linkStyle ", "click ", "cssClass "];

/// Whether a line is about colours or clicks.
pub(super) fn is_style(line: &str) -> bool {
    let words = line.trim_start();
    STYLES.iter().any(|style| words.starts_with(style))
}

/// The statements, or `None` if one is not understood.
pub(super) fn plain(lines: &[&str], kind: Kind) -> Option<String> {
    let mut plain = String::new();
    for (number, line) in lines.iter().enumerate() {
        if kind != Kind::Flowchart {
            let is_class = kind == Kind::Class && line.trim_start().starts_with("class ");
            if is_class || !is_style(line) {
                let line =
                    if kind == Kind::Mindmap { without_id(line) } else { (*line).to_owned() };
                plain.push_str(line.trim_end().trim_end_matches(';'));
                plain.push('\n');
            }
            continue;
        }
        for statement in split(line) {
            let statement = statement.trim();
            if is_style(statement) {
                continue;
            }
            plain.push_str(&match number {
                0 => first(statement),
                _ => flow(statement)?,
            });
            plain.push('\n');
        }
    }
    Some(plain)
}

/// A line of a mind map without the id before the brackets of its shape.
fn without_id(line: &str) -> String {
    let words = line.trim_start();
    let id = words.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(0);
    let is_shape = id > 0 && words[id..].starts_with(['(', '[', '{', ')']);
    let indent = &line[..line.len() - words.len()];
    format!("{indent}{}", if is_shape { &words[id..] } else { words })
}

/// The first line of a flowchart, with its direction.
fn first(line: &str) -> String {
    let mut words = line.split_whitespace();
    let direction = words.nth(1).unwrap_or("TD");
    let rest: Vec<&str> = words.collect();
    let direction = match direction {
        "TB" | "TD" | "BT" | "LR" | "RL" => direction,
        ">" => "LR",
        "<" => "RL",
        "^" => "BT",
        _ => "TD",
    };
    format!("flowchart {direction}\n{}", rest.join(" "))
}

/// A statement of a flowchart, with blanks around its arrows and no blank before a label; `None` if
/// a bracket or a quotation mark in it is not closed.
fn flow(statement: &str) -> Option<String> {
    if statement.starts_with("subgraph") {
        // The id and the title of a group are one word.
        return Some(statement.replacen(" [", "[", 1));
    }
    let mut plain = String::with_capacity(statement.len() + 8);
    let mut is_label = false;
    let (mut depth, mut quoted) = (0_usize, false);
    let mut rest = statement;
    while let Some(c) = rest.chars().next() {
        let is_plain = !quoted && !is_label && depth == 0;
        let arrow = if is_plain { arrow(rest) } else { 0 };
        if arrow > 0 {
            plain.push_str(&format!(" {} ", &rest[..arrow]));
            rest = &rest[arrow..];
            continue;
        }
        if c == '|' && is_plain {
            plain.truncate(plain.trim_end().len());
        }
        plain.push(c);
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted && !is_label => depth += 1,
            ']' | ')' | '}' if !quoted && !is_label => depth = depth.saturating_sub(1),
            '|' if !quoted && depth == 0 => {
                is_label = !is_label;
                if !is_label {
                    plain.push(' ');
                }
            }
            _ => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    (depth == 0 && !quoted && !is_label).then_some(plain)
}

/// The length of the arrow at the start of a text, such as `-->`, `---`, `-.->` or `==>`.
fn arrow(text: &str) -> usize {
    let line = text.strip_prefix('<').unwrap_or(text);
    let starts = ["--", "==", "-."].iter().any(|start| line.starts_with(start));
    if !starts {
        return 0;
    }
    let length = line.bytes().take_while(|byte| matches!(byte, b'-' | b'=' | b'.')).count();
    let after = &line[length..];
    let head = usize::from(after.starts_with('>'))
        + usize::from(after.starts_with("x ") || after.starts_with("o "));
    text.len() - line.len() + length + head
}

/// The statements of a line, which semicolons end.
fn split(line: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let (mut start, mut depth, mut quoted) = (0, 0_usize, false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            ';' if !quoted && depth == 0 => {
                statements.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    statements.push(&line[start..]);
    statements.retain(|statement| !statement.trim().is_empty());
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowcharts_have_one_statement_a_line_and_no_styles() {
        let check = |text: &str, expected: &str| {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(plain(&lines, Kind::Flowchart).unwrap(), expected);
        };
        check("graph TD;\nA-->B; B-->C;\nclass A x;", "flowchart TD\n\nA --> B\nB --> C\n");
        check("graph\nA --> |a|B[\"x; |y|\"]", "flowchart TD\n\nA  -->|a| B[\"x; |y|\"]\n");
        check("graph\nsubgraph a [b c]", "flowchart TD\n\nsubgraph a[b c]\n");
        check("graph\nmy-id-.->b==>c", "flowchart TD\n\nmy-id -.-> b ==> c\n");
        assert_eq!(plain(&["graph", "A[b --> c"], Kind::Flowchart), None);
    }
}
