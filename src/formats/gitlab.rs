//! Quotes of GitLab, between two lines `>>>`.

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines};

/// The changes that make usual quotes of them.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    // The lines of the quote that is open.
    let mut open: Option<Vec<Line>> = None;
    while let Some(line) = lines.next_in(0) {
        let is_mark = !line.is_code && text[line.span.clone()].trim_end() == ">>>";
        match &mut open {
            None if is_mark => open = Some(vec![line]),
            None => {}
            Some(inside) if is_mark => {
                edits.push(Edit::remove(inside[0].span.clone()));
                let quoted = inside[1..].iter();
                edits.extend(quoted.map(|line| Edit::insert(line.span.start, "> ")));
                edits.push(Edit::remove(line.span));
                open = None;
            }
            Some(inside) => inside.push(line),
        }
    }
    Changes { edits, notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::check;

    #[test]
    fn they_are_quotes() {
        check(changes, ">>>\na\n\n- b\n>>>\nc\n", "\n> a\n> \n> - b\n\nc\n");
        check(changes, ">>>\na\n", ">>>\na\n");
        check(changes, "```\n>>>\n>>>\n```\n>>> a\n", "```\n>>>\n>>>\n```\n>>> a\n");
    }
}
