//! Programs in MDX: `import` and `export` statements and comments in braces, which show nothing.
//!
//! Elements of components are raw HTML, which others read.

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines};

/// A text without any of these has nothing of MDX.
pub const SIGNS: &[&str] = &["import ", "export ", "{/*"];

/// What an exported statement starts with.
const EXPORTED: &[&str] =
    &["const ", "let ", "var ", "function ", "default ", "class ", "async ", "{"];

/// The changes that leave them out.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    // A statement starts a block and ends at a blank line.
    let mut block = Block::Blank;
    while let Some(line) = lines.next_in(0) {
        block = match block {
            _ if line.is_code => Block::Other,
            _ if line.is_blank() => Block::Blank,
            Block::Blank | Block::Statement if is_statement(text, &line) => Block::Statement,
            Block::Statement => Block::Statement,
            Block::Blank | Block::Other => Block::Other,
        };
        match block {
            Block::Statement => edits.push(Edit::remove_whole(text, line.span.clone())),
            _ if !line.is_code => comments(text, &line, &mut edits),
            _ => {}
        }
    }
    Changes { edits, notes: Vec::new() }
}

/// What the lines before belong to.
#[derive(Clone, Copy)]
enum Block {
    Blank,
    Statement,
    Other,
}

/// Whether a line starts a statement: prose may start with the same word.
fn is_statement(text: &str, line: &Line) -> bool {
    let words = &text[line.span.clone()];
    if let Some(exported) = words.strip_prefix("export ") {
        return EXPORTED.iter().any(|start| exported.starts_with(start));
    }
    let Some(imported) = words.strip_prefix("import ") else { return false };
    let imported = imported.trim_end().trim_end_matches(';');
    let is_open =
        imported.trim_end() == "{" || imported.starts_with('{') && !imported.contains('}');
    let quoted = imported.ends_with(['\'', '"']);
    let names = imported.contains(" from '") || imported.contains(" from \"");
    is_open || quoted && (names || imported.starts_with(['\'', '"']))
}

/// Leaves out `{/* … */}` within a line.
fn comments(text: &str, line: &Line, edits: &mut Vec<Edit>) {
    let words = &text[line.span.clone()];
    let mut from = 0;
    while let Some(start) = words[from..].find("{/*").map(|at| from + at) {
        let Some(end) = words[start..].find("*/}").map(|at| start + at + 3) else { return };
        let is_code = words[..start].matches('`').count() % 2 == 1;
        if !is_code {
            let span = line.span.start + start..line.span.start + end;
            edits.push(Edit::remove_whole(text, span));
        }
        from = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::edit::apply;

    fn check(text: &str, expected: &str) {
        assert_eq!(apply(text, changes(text).edits).0, expected, "{text}");
    }

    #[test]
    fn statements_and_comments_are_left_out() {
        check("import A from './a';\nimport {\n  B,\n} from \"b\"\n\n# Title\n", "\n# Title\n");
        check("export const x = {\n  y: 1,\n};\n\nText {/* no */}here.\n", "\nText here.\n");
        check("import './style.css'\n\n{/* a comment */}\n\nText\n", "\n\nText\n");
    }

    #[test]
    fn prose_and_code_stay() {
        for text in [
            "import duties are paid by the buyer\n",
            "export controls, from 'dual use' to arms\n",
            "```js\nimport a from 'a';\n{/* b */}\n```\n",
            "Text\nimport a from 'a';\n",
            "`{/* a",
            "write `{/* a */}` for a comment\n",
        ] {
            check(text, text);
        }
    }
}
