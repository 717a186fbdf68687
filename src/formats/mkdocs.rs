//! Admonitions (`!!!`), folds (`???`) and content tabs (`===`) of MkDocs.
//!
//! Each becomes a callout. Its body is what is indented by four columns below its first line.

use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines};
use crate::formats::{Changes, callout_types};

/// The changes that make callouts of them.
pub fn changes(text: &str) -> Changes {
    let mut writer =
        Writer { text, edits: Vec::new(), open: Vec::new(), blank: Vec::new(), last: None };
    let mut lines = Lines::of(text, Indentation::EndsContainer);
    while let Some(next) = lines.peek() {
        writer.leave(&next);
        let Some(line) = lines.next_in(writer.column()) else { break };
        if line.is_blank() {
            writer.blank.push(line);
            continue;
        }
        let item = lines.item_column(line.column).max(writer.column());
        let head = (!line.is_code && line.column < item + 4)
            .then(|| head(&text[line.content..line.span.end]))
            .flatten()
            .filter(|head| head.stands_alone || has_body(&lines, &line));
        writer.write(line, head);
    }
    Changes { edits: writer.edits, notes: Vec::new() }
}

/// The first line of a callout.
struct Head {
    kind: String,
    fold: &'static str,
    title: String,
    /// Whether it is one without a body: a tab, or a note whose title or type tells it.
    stands_alone: bool,
}

/// An open callout.
struct Open {
    quotes: usize,
    /// The column of its body.
    column: usize,
    /// What its lines start with, after the quote marks that are in the text.
    prefix: String,
}

struct Writer<'t> {
    text: &'t str,
    edits: Vec<Edit>,
    open: Vec<Open>,
    /// Blank lines since the last other line, which belong to what the next line is in.
    blank: Vec<Line>,
    last: Option<Line>,
}

impl Writer<'_> {
    fn column(&self) -> usize {
        self.open.last().map_or(0, |open| open.column)
    }

    fn prefix(&self) -> &str {
        self.open.last().map_or("", |open| &open.prefix)
    }

    /// Ends the callouts that do not contain the next line.
    fn leave(&mut self, next: &Line) {
        if next.is_blank() {
            return;
        }
        let before = self.open.len();
        let contains = |open: &Open| open.quotes == next.quotes && open.column <= next.column;
        while self.open.last().is_some_and(|open| !contains(open)) {
            self.open.pop();
        }
        for line in std::mem::take(&mut self.blank) {
            if !self.open.is_empty() {
                let prefix = self.prefix().trim_end().to_owned();
                self.edits.push(Edit::new(line.inner..line.content, prefix));
            }
            self.last = None;
        }
        if self.open.len() < before && self.last.is_some() {
            self.separate(next);
        }
    }

    /// Inserts a blank line above a line.
    fn separate(&mut self, line: &Line) {
        let marks = &self.text[line.span.start..line.inner];
        let blank = format!("{marks}{}\n", self.prefix().trim_end());
        self.edits.push(Edit::insert(line.span.start, blank));
        self.last = None;
    }

    fn write(&mut self, line: Line, head: Option<Head>) {
        let spaces = " ".repeat(line.column - self.column().min(line.column));
        match head {
            Some(head) => self.start(&line, &head, &spaces),
            None if self.open.is_empty() => {}
            None => {
                let prefix = format!("{}{spaces}", self.prefix());
                self.edits.push(Edit::new(line.inner..line.content, prefix));
            }
        }
        self.last = Some(line);
    }

    fn start(&mut self, line: &Line, head: &Head, spaces: &str) {
        let ends_block = |last: &Line| {
            self.text[last.content..].starts_with('<') || last.quotes > 0 && line.quotes == 0
        };
        if self.last.as_ref().is_some_and(ends_block) {
            self.separate(line);
        }
        let marks = &self.text[line.span.start..line.inner];
        let prefix = format!("{}{spaces}> ", self.prefix());
        let Head { kind, fold, title, .. } = head;
        let first = format!("{prefix}[!{kind}]{fold} {title}");
        let text = format!("{}\n{marks}{}", first.trim_end(), prefix.trim_end());
        self.edits.push(Edit::new(line.inner..line.span.end, text));
        self.open.push(Open { quotes: line.quotes, column: line.column + 4, prefix });
    }
}

/// Whether a line has an indented body below.
fn has_body(lines: &Lines<'_>, line: &Line) -> bool {
    let below = lines.peek_words();
    below.is_some_and(|below| below.quotes == line.quotes && below.column >= line.column + 4)
}

/// The parts of the first line, such as `??? note "Title"`.
fn head(line: &str) -> Option<Head> {
    let line = line.trim_end();
    let (mark, rest) = line.split_at_checked(3)?;
    match mark {
        "!!!" => admonition(rest, ""),
        "???" => match rest.strip_prefix('+') {
            Some(rest) => admonition(rest, "+"),
            None => admonition(rest, "-"),
        },
        "===" => {
            let label = rest.trim_start_matches(['+', '!']);
            let signs = &rest[..rest.len() - label.len()];
            let title = quoted(label.trim_start())?.to_owned();
            let kind = if signs.contains('!') { "tabs" } else { "tab" }.to_owned();
            Some(Head { kind, fold: "", title, stands_alone: true })
        }
        _ => None,
    }
}

/// A type with classes and a title, both optional for folds.
fn admonition(rest: &str, fold: &'static str) -> Option<Head> {
    let rest = rest.trim_start();
    let (classes, title) = match rest.find('"') {
        Some(quote) => (&rest[..quote], quoted(&rest[quote..])?),
        None => (rest, ""),
    };
    let is_name = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let mut words = classes.split_whitespace();
    if !words.clone().all(is_name) {
        return None;
    }
    let is_place = |word: &&str| matches!(*word, "inline" | "end");
    let kind = words.find(|word| !is_place(word));
    let kind = kind.or((!fold.is_empty() && !title.is_empty()).then_some("note"))?;
    let stands_alone = !title.is_empty() || callout_types::style(kind).is_some();
    Some(Head { kind: kind.to_owned(), fold, title: title.to_owned(), stands_alone })
}

/// The text between quotes that are all of a text.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::check;

    #[test]
    fn admonitions_are_callouts() {
        check(
            changes,
            "!!! note \"A *b*\"\n    one\n\n    two\nthree\n",
            "> [!note] A *b*\n>\n> one\n>\n> two\n\nthree\n",
        );
        check(
            changes,
            "??? tip\n    a\n???+ tip inline end \"\"\n    b",
            "> [!tip]-\n>\n> a\n\n> [!tip]+\n>\n> b",
        );
        check(changes, "!!!info\n\n    a\n\n\nb", "> [!info]\n>\n>\n> a\n\n\nb");
        check(changes, "??? \"T\"\n    a", "> [!note]- T\n>\n> a");
        check(changes, "> !!! note\n>     a\n\nb", "> > [!note]\n> >\n> > a\n\nb");
    }

    #[test]
    fn bodies_keep_what_is_in_them() {
        check(
            changes,
            "!!! note\n    ```\n    !!! a\n        b\n    ```\n    === \"T\"\n        - c\n\n            d\n",
            "> [!note]\n>\n> ```\n> !!! a\n>     b\n> ```\n> > [!tab] T\n> >\n> > - c\n> >\n> >     d\n",
        );
        check(
            changes,
            "- a\n\n    !!! note\n        b\n\n    c\n",
            "- a\n\n    > [!note]\n    >\n    > b\n\n    c\n",
        );
        check(changes, "!!! note\n\ta\n\t\tb\n", "> [!note]\n>\n> a\n>     b\n");
    }

    #[test]
    fn what_has_no_body_has_its_title() {
        check(changes, "!!! note\nb\n", "> [!note]\n>\n\nb\n");
        check(
            changes,
            "=== \"A\"\n=== \"B\"\n\n    b\n",
            "> [!tab] A\n>\n\n> [!tab] B\n>\n>\n> b\n",
        );
    }

    #[test]
    fn what_is_none_stays() {
        for text in [
            "!!! well\nnot indented\n",
            "```\n!!! note\n    a\n```\n",
            "a\n\n    !!! note\n        b\n",
            "!!! Wow, this!\n    a\n",
            "A\n===\n    a\n",
            "??? why \"a\" b\n    a\n",
            "<!--\n!!! note\n    a\n-->\n",
            "!!! well",
        ] {
            check(changes, text, text);
        }
    }
}
