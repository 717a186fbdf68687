//! Figures and tables of MyST between colons: `{figure}`, `{image}`, `{table}`, `{list-table}` and
//! `{literalinclude}`.

use std::ops::Range;

use crate::formats::containers::{Container, Mark, What};
use crate::formats::sections;

/// The names of the directives.
pub const NAMES: &[&str] = &["figure", "image", "table", "list-table", "literalinclude"];

/// The options of a directive with the places of their values.
type Options<'t> = [(&'t str, Range<usize>)];

/// The marks of a directive with its argument, between its first and its last line. `None` if it lacks
/// what it would show.
pub fn marks(
    text: &str,
    (name, argument): (&str, &str),
    options: &Options<'_>,
    (open, end): (&Range<usize>, &Range<usize>),
) -> Option<Vec<Mark>> {
    let option = |wanted: &str| {
        let found = options.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, value)| &text[value.clone()]).filter(|value| !value.is_empty())
    };
    let label = option("label").or(option("name")).filter(|label| is_label(label));
    let anchor = label.map(|label| format!("<a id=\"{label}\"></a>")).unwrap_or_default();
    let body = sections::between(text, open, end);
    if matches!(name, "table" | "list-table") {
        let mut marks = vec![opened(open.clone(), argument)];
        if !anchor.is_empty() {
            let what = What::Text(format!("\n{anchor}\n"));
            marks.insert(0, Mark { span: open.start..open.start, what });
        }
        if name == "list-table"
            && let Some(table) = table(&text[body.clone()])
        {
            let end = open.end + text[open.end..body.end].trim_end().len();
            marks.push(Mark { span: open.end..end, what: What::Text(table) });
        }
        marks.push(Mark { span: end.clone(), what: What::Close });
        return Some(marks);
    }
    let address = address(text, argument, open)?;
    let paragraph = if name == "figure" { caption(text, body) } else { body.start..body.start };
    let words = text[paragraph.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let before = match name {
        "literalinclude" => format!("{anchor}[{argument}](<"),
        _ => {
            let alt = option("alt").unwrap_or(&words);
            let alt: String = alt.chars().filter(|c| !"[]|\\".contains(*c)).collect();
            let width = option("width").map(|width| width.trim_end_matches("px"));
            let width = width.filter(|width| width.bytes().all(|byte| byte.is_ascii_digit()));
            let width = width.map(|width| format!("\\|{width}")).unwrap_or_default();
            format!("{anchor}![{alt}{width}](<")
        }
    };
    let (start, after) = (open.start, address.end..open.end);
    if words.is_empty() {
        return Some(vec![
            Mark { span: start..address.start, what: What::Text(format!("\n{before}")) },
            Mark { span: after, what: What::Text(">)\n".to_owned()) },
            Mark { span: end.clone(), what: What::Text("\n".to_owned()) },
        ]);
    }
    Some(vec![
        opened(start..start, &words),
        Mark { span: start..address.start, what: What::Text(before) },
        // The caption stands below the image.
        Mark { span: address.end..paragraph.end, what: What::Text(">)".to_owned()) },
        Mark { span: end.clone(), what: What::Close },
    ])
}

fn opened(span: Range<usize>, caption: &str) -> Mark {
    Mark { span, what: What::Open(Container::callout("figure", caption)) }
}

fn is_label(label: &str) -> bool {
    label.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c))
}

/// The place of the argument of a directive, if it is an address.
fn address(text: &str, argument: &str, open: &Range<usize>) -> Option<Range<usize>> {
    let is_address = !argument.is_empty() && !argument.contains(['<', '>', '\n']);
    let from = open.start + text[open.clone()].find('}').filter(|_| is_address)?;
    let at = from + text[from..open.end].find(argument)?;
    Some(at..at + argument.len())
}

/// The first paragraph of the body of a figure, if it starts with words.
fn caption(text: &str, body: Range<usize>) -> Range<usize> {
    let inside = &text[body.clone()];
    let start = body.start + inside.len() - inside.trim_start().len();
    let rest = &text[start..body.end];
    if rest.starts_with(['`', ':', '|', '!', '>', '-', '*', '#', '~', '<']) {
        return body.start..body.start;
    }
    let end = rest.find("\n\n").unwrap_or(rest.len());
    start..start + rest[..end].trim_end().len()
}

/// A table of a list of lists, whose cells are one line each.
fn table(body: &str) -> Option<String> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let row = line.strip_prefix(['*', '-']).map(str::trim_start);
        match row.and_then(|rest| rest.strip_prefix(['*', '-']).filter(|_| rest.len() > 1)) {
            Some(cell) if cell.starts_with(' ') => rows.push(vec![cell.trim().to_owned()]),
            _ => match line.strip_prefix("- ").or(line.strip_prefix("* ")) {
                Some(cell) => rows.last_mut()?.push(cell.trim().to_owned()),
                None if matches!(line, "-" | "*") => rows.last_mut()?.push(String::new()),
                None => {
                    let cell = rows.last_mut()?.last_mut()?;
                    cell.push_str(&format!(" {line}"));
                }
            },
        }
    }
    let columns = rows.first()?.len();
    let is_plain = |cell: &String| !cell.contains("```") && !cell.contains(":::");
    if rows.iter().any(|row| row.len() != columns || !row.iter().all(is_plain)) {
        return None;
    }
    let mut table = String::from("\n");
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
        if at == 0 {
            table.push_str(&format!("|{}\n", " --- |".repeat(columns)));
        }
    }
    table.truncate(table.trim_end().len());
    Some(table)
}

#[cfg(test)]
mod tests {
    use crate::formats::{check, directives::changes};

    #[test]
    fn figures_have_their_image_and_their_caption() {
        check(
            changes,
            ":::{figure} a.png\n:label: x\n:width: 300px\nThe *caption*\nof it\n\nMore\n:::\n",
            "> [!figure] The *caption* of it\n>\n> <a id=\"x\"></a>![The *caption* of it\\|300](<a.png>)\n>\n> More\n\n",
        );
        check(changes, ":::{image} a.png\n:alt: A b\n:::\n", "![A b](<a.png>)\n\n\n");
        check(changes, ":::{figure} a.png\n:::\n", "![](<a.png>)\n\n\n");
    }

    #[test]
    fn lists_of_lists_are_tables() {
        check(
            changes,
            ":::{list-table} T\n:header-rows: 1\n* - a\n  - b\n* - c\n  - d\n    e\n:::\n",
            "> [!figure] T\n>\n> | a | b |\n> | --- | --- |\n> | c | d e |\n\n",
        );
        check(
            changes,
            ":::{table} T\n| a |\n|---|\n:::\n",
            "> [!figure] T\n>\n> | a |\n> |---|\n\n",
        );
    }

    #[test]
    fn a_grid_has_no_title_and_code_has_no_options() {
        check(changes, "::::{grid} 1 2\na\n::::\n", "> [!cards]\n>\n> a\n\n");
        check(changes, ":::{code} sh\n:linenos:\na\n:::\n", "``````sh\na\n``````\n");
    }
}
