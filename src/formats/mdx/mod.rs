//! Programs in MDX: `import` and `export` statements and comments in braces, which show nothing.
//!
//! Elements of components are raw HTML, which others read.

mod expressions;

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};
use expressions::Expressions;

/// A text without any of these has nothing of MDX.
pub const SIGNS: &[&str] = &["import ", "export ", "{/*", "{'", "{\"", "{`", "={"];

/// The changes that leave them out.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    let mut place = Place::Start;
    let mut expressions = Expressions::of(text);
    while let Some(line) = lines.next_in(0) {
        if expressions.hides(&line) {
            continue;
        }
        let words = &text[line.span.clone()];
        place = match place {
            _ if line.is_code => Place::Prose,
            _ if line.is_blank() => Place::Start,
            Place::Start if is_statement(words) => Place::Statement(Statement::default()),
            Place::Statement(statement) => Place::Statement(statement),
            Place::Start | Place::Prose => Place::Prose,
        };
        if let Place::Statement(statement) = &mut place {
            edits.push(Edit::remove_whole(text, line.span.clone()));
            if statement.ends_with(words) {
                place = Place::Start;
            }
        } else if !line.is_code {
            expressions.line(&line, &mut edits);
        }
    }
    Changes { edits, notes: Vec::new() }
}

/// Whether a text imports components.
pub fn has_imports(text: &str) -> bool {
    let starts_line = |at: usize| at == 0 || text[..at].ends_with('\n');
    let imports = memchr::memmem::find_iter(text.as_bytes(), b"import ");
    imports.filter(|at| starts_line(*at)).any(|at| {
        let line = text[at..].lines().next().unwrap_or("");
        line.contains(" from ") && is_statement(line)
    })
}

/// Where a line is.
enum Place {
    /// Where a statement may start: below a blank line or another statement.
    Start,
    /// In a statement, which ends at a blank line at the latest.
    Statement(Statement),
    Prose,
}

/// What is open in a statement.
#[derive(Default)]
struct Statement {
    brackets: usize,
    in_template: bool,
}

impl Statement {
    /// Reads the next line, and tells whether the statement ends with it.
    fn ends_with(&mut self, line: &str) -> bool {
        let mut quote = self.in_template.then_some('`');
        let mut last = ' ';
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match (quote, c) {
                (Some(_), '\\') => _ = chars.next(),
                (Some(open), c) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quote = Some(c),
                (None, '/') if chars.peek() == Some(&'/') => break,
                (None, '{' | '(' | '[') => self.brackets += 1,
                (None, '}' | ')' | ']') => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
            last = if c.is_whitespace() { last } else { c };
        }
        self.in_template = quote == Some('`');
        let is_end = last.is_alphanumeric() || ";'\"`})]_$".contains(last);
        self.brackets == 0 && !self.in_template && is_end
    }
}

/// Whether a line starts a statement: prose may start with the same word.
fn is_statement(line: &str) -> bool {
    let code = line.split_once(" // ").map_or(line, |(code, _)| code).trim_end();
    if let Some(exported) = code.strip_prefix("export ") {
        return is_exported(exported.trim_start());
    }
    let Some(imported) = code.strip_prefix("import ") else { return false };
    let is_open = imported.ends_with('{') || imported.starts_with('{') && !imported.contains('}');
    is_open
        || is_module(imported)
        || imported.rsplit_once(" from ").is_some_and(|it| is_module(it.1))
}

/// Whether the text after `export` is code.
fn is_exported(code: &str) -> bool {
    let (word, rest) = code.split_once(' ').unwrap_or((code, ""));
    match word {
        "const" | "let" | "var" => {
            rest.starts_with(['{', '[']) || after_name(rest).trim_start().starts_with(['=', ':'])
        }
        "async" => rest.starts_with("function"),
        "class" => rest.contains('{'),
        "function" | "function*" => after_name(rest).trim_start().starts_with(['(', '<']),
        "default" => is_default(rest),
        _ if code.starts_with('{') => {
            let rest = code.split_once('}').map_or("", |(_, rest)| rest.trim_start());
            rest.is_empty() || rest == ";" || rest.starts_with("from ")
        }
        _ => word == "*" && rest.rsplit_once("from ").is_some_and(|it| is_module(it.1)),
    }
}

/// Whether the text after `export default` is code.
fn is_default(code: &str) -> bool {
    let rest = after_name(code);
    let is_named = code.len() > rest.len();
    let is_name = rest == ";" || rest.is_empty() && code.starts_with(|c: char| c.is_uppercase());
    match code.split_once(' ') {
        Some(("function" | "function*" | "async", rest)) => rest.contains('('),
        Some(("class", rest)) => rest.contains('{'),
        _ => {
            let starts_code = code.starts_with(['{', '(', '[', '<', '\'', '"', '`']);
            starts_code || code.contains("=>") || is_named && (is_name || rest.starts_with('('))
        }
    }
}

/// What follows the name at the start of a text.
fn after_name(code: &str) -> &str {
    code.trim_start_matches(|c: char| c.is_alphanumeric() || "_$".contains(c))
}

/// Whether a text is the quoted name of a module.
fn is_module(code: &str) -> bool {
    let name = code.trim().trim_end_matches(';').trim_end();
    let inner =
        ['\'', '"'].iter().find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains([' ', '\'', '"']))
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
    fn a_statement_ends_where_its_code_does() {
        check("import A from './a';\n# Title\nWords\n", "# Title\nWords\n");
        check("import A from './a'; // why\nimport B from \"b\"\nWords\n", "Words\n");
        check("export const x = {\n  y: '}',\n};\nWords\n", "Words\n");
        check("export const x = `a\nb;\n`;\nWords\n", "Words\n");
        check("export const x =\n  1\nWords\n", "Words\n");
        check("export default Layout\n\nWords\n", "\nWords\n");
        check("export default ({ a }) => (\n  <b>{a}</b>\n)\nWords\n", "Words\n");
        check("export async function f() {\n  return 1;\n}\nWords\n", "Words\n");
        check("export { a } from 'a';\nexport * from 'b'\nWords\n", "Words\n");
    }

    #[test]
    fn braces_hold_texts_and_programs() {
        check("a {'b c'}{\" \"}d {`e`} {f} {\"g\": 1}\n", "a b c d e {f} {\"g\": 1}\n");
        check("{/* a\n\nb */}\nc\n", "c\n");
        check("<div style={{ a: 'b' }} class=\"c\">d</div>\n", "<div class=\"c\">d</div>\n");
        check("<a href={'/b'}>c</a> <Card x={1} />\n", "<a href=\"/b\">c</a> <Card x={1} />\n");
        check("`{'a'}` ${'b'}\n", "`{'a'}` ${'b'}\n");
        for text in ["={", "<a b={", "{'", "{/* "] {
            changes(&text.repeat(20_000));
        }
    }

    #[test]
    fn many_comments_in_a_line_are_left_out() {
        check(&"a {/* b */} `{/* c */}` ".repeat(3000), &"a  `{/* c */}` ".repeat(3000));
    }

    #[test]
    fn prose_and_code_stay() {
        for text in [
            "import duties are paid by the buyer\n",
            "export controls, from 'dual use' to arms\n",
            "import data from 'the old tool'\n",
            "export let us go there.\n",
            "export default settings are kept.\n",
            "export default settings (all of them) are kept.\n",
            "export class rules apply.\nsecond line\n",
            "export function calls are (not) made.\n",
            "export async work is hard.\n",
            "export {braces} are words\n",
            "```js\nimport a from 'a';\n{/* b */}\n```\n",
            "Text\nimport a from 'a';\n",
            "`{/* a",
            "write `{/* a */}` for a comment\n",
        ] {
            check(text, text);
        }
    }
}
