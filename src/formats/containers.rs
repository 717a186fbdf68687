//! Writes containers with an end mark as quotes or fences, line by line.

use std::ops::Range;

use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines, marker};

/// A mark of another tool, in the order of the text; openings and closings are balanced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub span: Range<usize>,
    pub what: What,
}

/// What replaces a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A text. It is a block of its own if it starts and ends with line breaks.
    Text(String),
    Open(Container),
    Close,
}

/// An element whose lines have a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Container {
    Callout {
        kind: String,
        /// `+` if it is open, `-` if it is closed, else it cannot be folded.
        fold: &'static str,
        title: String,
        /// The address that the title links to, which is in the mark.
        link: Option<Range<usize>>,
    },
    Quote,
    /// Nothing that readers see: lines without the indentation of the tag around them.
    Plain,
    /// Code in a language.
    Code(String),
    /// Code in a callout.
    LabelledCode {
        kind: &'static str,
        label: String,
        language: String,
    },
    /// None, in a place where no block can be.
    Inline,
}

impl Container {
    /// A callout that is always open, with a title in one line.
    pub fn callout(kind: impl Into<String>, title: impl Into<String>) -> Container {
        let title = title.into().replace('\n', " ");
        Container::Callout { kind: kind.into(), fold: "", title, link: None }
    }
}

/// An open container.
struct Open {
    quotes: usize,
    /// The column of its lines; lines may have less.
    column: usize,
    /// What its lines start with instead.
    prefix: String,
    /// The length of its own mark at the end of the prefix.
    mark: usize,
    close: &'static str,
    /// Whether it is in a line where no block can be.
    is_inline: bool,
}

struct Writer<'t> {
    text: &'t str,
    edits: Vec<Edit>,
    open: Vec<Open>,
    /// The pending edit.
    range: Range<usize>,
    new: String,
    /// Where the current line of the new text starts, and whether it has no words yet.
    line_start: usize,
    is_fresh: bool,
    /// What the next lines of the same element start with, and the column in the original.
    prefix: String,
    quotes: usize,
    column: usize,
    /// Whether the line above could take in what follows.
    touches: bool,
}

/// The edits that replace the marks and start the lines in containers with their marks.
pub fn edits(text: &str, marks: Vec<Mark>) -> Vec<Edit> {
    let mut writer = Writer::of(text);
    let mut lines = Lines::of(text, Indentation::Free);
    let mut marks = marks.into_iter().peekable();
    while let Some(line) = writer.next_line(&mut lines) {
        if marks.peek().is_none() && writer.open.is_empty() {
            break;
        }
        if marks.peek().is_none_or(|mark| mark.span.start > line.span.end) {
            writer.plain_line(&lines, &line);
            continue;
        }
        writer.start_line(&lines, &line);
        let mut end = line.span.end;
        while let Some(mark) = marks.next_if(|mark| mark.span.start <= end) {
            while mark.span.end > end {
                let Some(more) = lines.next_in(usize::MAX - 4) else { break };
                end = more.span.end;
            }
            writer.words(mark.span.start);
            writer.mark(mark, &lines);
        }
        writer.end_line(end);
    }
    writer.edits
}

impl<'t> Writer<'t> {
    fn of(text: &'t str) -> Writer<'t> {
        Writer {
            text,
            edits: Vec::new(),
            open: Vec::new(),
            range: 0..0,
            new: String::new(),
            line_start: 0,
            is_fresh: true,
            prefix: String::new(),
            quotes: 0,
            column: 0,
            touches: false,
        }
    }

    fn next_line(&self, lines: &mut Lines<'_>) -> Option<Line> {
        match self.open.last() {
            Some(open) if !open.close.is_empty() => lines.next_verbatim(),
            Some(open) => lines.next_in(open.column),
            None => lines.next_in(0),
        }
    }

    /// The range before the content of a line, and what it becomes.
    fn prefix_of(&self, lines: &Lines<'_>, line: &Line) -> (Range<usize>, String) {
        let Some(open) = self.open.last() else {
            return (line.content..line.content, String::new());
        };
        let inside = lines.again(line, open.quotes);
        let column = if inside.quotes < open.quotes { 0 } else { open.column };
        let spaces = inside.column.saturating_sub(column);
        let more = &self.text[inside.content..line.content];
        (inside.span.start..line.content, format!("{}{:spaces$}{more}", open.prefix, ""))
    }

    fn plain_line(&mut self, lines: &Lines<'_>, line: &Line) {
        let content = &self.text[line.content..line.span.end];
        self.touches = content.starts_with(['<', '|']) || line.quotes > 0;
        if self.open.is_empty() {
            return;
        }
        let (range, prefix) = self.prefix_of(lines, line);
        let prefix = if line.is_blank() { prefix.trim_end() } else { &prefix };
        self.edits.push(Edit::new(range, prefix));
    }

    fn start_line(&mut self, lines: &Lines<'_>, line: &Line) {
        let (range, mut prefix) = self.prefix_of(lines, line);
        if self.open.is_empty() {
            let marks = &self.text[line.span.start..line.inner];
            prefix = format!("{marks}{:column$}", "", column = line.column);
        }
        // More spaces would make it code.
        let item = lines.item_column(line.column).max(self.open.last().map_or(0, |it| it.column));
        if line.column >= item + 4 {
            prefix.truncate(prefix.len() - (line.column - item).min(prefix.len()));
        }
        let (mut at, mut column) = (line.content, line.column);
        let mut next = prefix.clone();
        while let Some(width) = marker(&self.text[at..line.span.end]) {
            prefix.push_str(&self.text[at..at + width]);
            next.push_str(&" ".repeat(width));
            (at, column) = (at + width, column + width);
        }
        self.range = if self.open.is_empty() { line.span.start } else { range.start }..at;
        (self.new, self.prefix) = (prefix, next);
        (self.line_start, self.is_fresh) = (0, true);
        (self.quotes, self.column) = (line.quotes, column);
    }

    /// Keeps the text up to a byte.
    fn words(&mut self, until: usize) {
        let from = self.range.end;
        let text = &self.text[from..until.max(from)];
        let words = text.trim_end_matches([' ', '\t']);
        if self.is_fresh {
            let spaces = text.len() - text.trim_start_matches([' ', '\t']).len();
            self.range.end += spaces;
            if words.is_empty() {
                return;
            }
        }
        // Each mark has an edit of its own, so that the text in it has its place.
        self.flush();
        self.range = from + words.len()..from + text.len();
        self.new.push_str(&text[words.len()..]);
        self.is_fresh = false;
    }

    fn flush(&mut self) {
        let new = std::mem::take(&mut self.new);
        if !(self.range.is_empty() && new.is_empty()) && self.text[self.range.clone()] != new {
            self.edits.push(Edit::new(self.range.clone(), new));
        }
        self.line_start = 0;
    }

    fn mark(&mut self, mark: Mark, lines: &Lines<'_>) {
        self.range.end = mark.span.end.max(self.range.end);
        match mark.what {
            What::Text(text) => self.insert(&text),
            What::Open(container) => self.open(container, mark.span.end, lines),
            What::Close => self.close(),
        }
    }

    /// Inserts a text.
    fn insert(&mut self, text: &str) {
        if text.starts_with('\n') && !self.is_fresh {
            self.break_line();
        }
        let words = text.trim_matches('\n');
        self.is_fresh &= words.trim().is_empty();
        self.new.push_str(&words.replace('\n', &format!("\n{}", self.prefix)));
        if text.ends_with('\n') && !self.is_fresh {
            self.break_line();
        }
    }

    /// Starts a line below a blank one.
    fn break_line(&mut self) {
        let kept = self.new.trim_end_matches(' ').len();
        self.new.truncate(kept);
        self.new.push_str(&format!("\n{}\n", self.prefix.trim_end()));
        self.line_start = self.new.len();
        self.new.push_str(&self.prefix);
        self.is_fresh = true;
    }

    /// Starts a container, whose mark ends at a byte.
    fn open(&mut self, container: Container, end: usize, lines: &Lines<'_>) {
        let link = match &container {
            Container::Callout { link, .. } => link.clone(),
            _ => None,
        };
        let (first, mark, close) = match container {
            Container::Inline => (None, "", ""),
            Container::Callout { kind, fold, title, link: Some(_) } => {
                (Some(format!("> [!{kind}]{fold} [{title}](<")), "> ", "")
            }
            Container::Callout { kind, fold, title, link: None } => {
                (Some(format!("> [!{kind}]{fold} {title}").trim_end().to_owned()), "> ", "")
            }
            Container::Quote => (Some(">".to_owned()), "> ", ""),
            Container::LabelledCode { kind, label, language } => {
                let outer = &self.prefix;
                let first = format!("> [!{kind}] {label}\n{outer}>\n{outer}> ``````{language}");
                (Some(first), "> ", "``````")
            }
            Container::Code(language) => (Some(format!("``````{language}")), "", "``````"),
            Container::Plain => (Some(self.place_holder().to_owned()), "", ""),
        };
        let outer = self.prefix.clone();
        let Some(first) = first else {
            let column = self.open.last().map_or(0, |open| open.column);
            let quotes = self.open.last().map_or(0, |open| open.quotes);
            let prefix = self.open.last().map_or(String::new(), |open| open.prefix.clone());
            return self.open.push(Open {
                quotes,
                column,
                prefix,
                mark: 0,
                close: "",
                is_inline: true,
            });
        };
        match self.is_fresh {
            false => self.break_line(),
            true if self.touches => self.new.insert_str(0, &format!("{}\n", outer.trim_end())),
            true => {}
        }
        self.prefix = format!("{outer}{mark}");
        self.new.push_str(&first);
        if let Some(link) = link {
            self.range.end = link.start;
            self.flush();
            self.range = link.end..end;
            self.new.push_str(">)");
        }
        if !mark.is_empty() && close.is_empty() && first != ">" {
            self.new.push_str(&format!("\n{}", self.prefix.trim_end()));
        }
        self.new.push('\n');
        self.line_start = self.new.len();
        self.new.push_str(&self.prefix);
        self.is_fresh = true;
        let below = lines.peek_words().filter(|below| below.quotes == self.quotes);
        let column = below.map_or(0, |below| below.column).max(self.column);
        let (quotes, prefix, mark) = (self.quotes, self.prefix.clone(), mark.len());
        self.open.push(Open { quotes, column, prefix, mark, close, is_inline: false });
    }

    /// What keeps the marker of an item whose first line is otherwise empty.
    fn place_holder(&self) -> &'static str {
        let line = &self.new[self.line_start.min(self.new.len())..];
        if self.is_fresh && line.trim_end() != self.prefix.trim_end() { "<!-- -->" } else { "" }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let mark = open.mark;
        if open.is_inline {
            return;
        }
        let outer = open.prefix[..open.prefix.len() - mark].to_owned();
        match self.is_fresh {
            true => self.new.truncate(self.line_start),
            false => {
                let kept = self.new.trim_end_matches(' ').len();
                self.new.truncate(kept);
                self.new.push('\n');
            }
        }
        if mark > 0 && !open.close.is_empty() {
            self.new.push_str(&format!("{}{}\n", open.prefix, open.close));
        }
        self.prefix = outer;
        let end = if mark == 0 { open.close } else { "" };
        self.new.push_str(format!("{}{end}", self.prefix).trim_end());
        self.new.push('\n');
        self.line_start = self.new.len();
        self.new.push_str(&self.prefix);
        self.is_fresh = true;
    }

    /// Ends the current line, whose text ends at a byte.
    fn end_line(&mut self, end: usize) {
        self.words(end);
        self.touches = !self.is_fresh;
        if self.is_fresh {
            self.new.truncate(self.line_start.saturating_sub(1));
        } else {
            let kept = self.new.trim_end_matches(' ').len();
            self.new.truncate(kept);
        }
        self.flush();
    }
}
