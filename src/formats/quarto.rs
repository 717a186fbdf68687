//! Cells of code of Quarto and R Markdown, ```` ```{python} ````, with options in comments at their top.

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines, run_of};

/// A text without any of these has none.
pub const SIGNS: &[&str] = &["```{", "~~~{"];

/// The languages of cells.
const LANGUAGES: &[&str] = &[
    "python", "r", "julia", "ojs", "bash", "sh", "sql", "js", "javascript", "css", "html", "rust",
    "stan", "cpp", "scala", "node", "perl", "ruby", "go", "pyodide", "webr", "pyodide-python",
    "webr-r",
];

/// The comments that start a line of options.
const OPTIONS: &[&str] = &["#| ", "//| ", "%%| ", "--| "];

/// The changes that make plain fences of the cells.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let content = text[line.content..line.span.end].trim_end();
        let length = run_of(content, b'`').max(run_of(content, b'~'));
        if line.is_code || length < 3 {
            continue;
        }
        let info = content[length..].trim();
        let inside = info.strip_prefix('{').and_then(|info| info.strip_suffix('}'));
        let name = inside.map_or(info, |inside| {
            let end = inside.find(|c: char| c == ',' || c.is_whitespace());
            inside[..end.unwrap_or(inside.len())].trim()
        });
        let is_cell = inside.is_some() && LANGUAGES.contains(&name);
        if is_cell {
            edits.push(Edit::new(line.content + length..line.span.end, name));
        }
        if is_cell || inside.is_some() && matches!(name, "mermaid" | "dot") {
            while let Some(option) = lines.peek().filter(|next| {
                let content = &text[next.content..next.span.end];
                OPTIONS.iter().any(|sign| content.starts_with(sign))
            }) {
                edits.push(Edit::remove_whole(text, option.span));
                lines.next_in(0);
            }
        }
    }
    Changes { edits, notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::check;

    #[test]
    fn cells_are_code_without_their_options() {
        check(changes, "```{python}\n#| echo: false\nx\n#| y\n```\n", "```python\nx\n#| y\n```\n");
        check(changes, "```{r, echo=FALSE}\nx\n```\n", "```r\nx\n```\n");
        check(
            changes,
            "```{mermaid}\n%%| label: a\ngraph TD\n```\n",
            "```{mermaid}\ngraph TD\n```\n",
        );
        for text in
            ["```python\n#| a\n```\n", "```{note}\n#| a\n```\n", "````md\n```{r}\n```\n````\n"]
        {
            check(changes, text, text);
        }
    }
}
