//! Brings the statements of a diagram into the form that the crate reads.

use crate::diagrams::Kind;
use crate::diagrams::rewrites::rewrite;

/// Statements about colours, which are those of the page, and about clicks.
const STYLES: &[&str] = &["classDef ", "class ", "style ", "linkStyle ", "click ", "cssClass "];

/// Whether a line is about colours or clicks.
pub(super) fn is_style(line: &str) -> bool {
    let words = line.trim_start();
    STYLES.iter().any(|style| words.starts_with(style))
}

/// The statements, or the one that is not understood.
pub(super) fn plain(lines: &[&str], kind: Kind) -> Result<String, String> {
    let mut plain = String::new();
    let is_shown = |line: &&&str| {
        let is_class = kind == Kind::Class && line.trim_start().starts_with("class ");
        is_class || !is_style(line)
    };
    let lines: Vec<&str> = lines.iter().filter(is_shown).copied().collect();
    for line in rewrite(&lines, kind)? {
        plain.push_str(line.trim_end().trim_end_matches(';'));
        plain.push('\n');
    }
    Ok(plain)
}
