//! Reads the lines of a markdown text, and knows which of them are code.

use std::ops::Range;

/// A line with what stands before its content.
#[derive(Debug, Clone)]
pub struct Line {
    /// Without the line end.
    pub span: Range<usize>,
    /// The start of what follows the quote marks.
    pub inner: usize,
    /// The start of what follows quote marks and white space.
    pub content: usize,
    /// The number of quote marks.
    pub quotes: usize,
    /// The column of the content, after the quote marks.
    pub column: usize,
    /// Code, or in an HTML comment: nothing in it is syntax.
    pub is_code: bool,
}

impl Line {
    /// Whether it has no content.
    pub fn is_blank(&self) -> bool {
        self.content == self.span.end
    }
}

/// An open fence.
#[derive(Debug, Clone)]
struct Fence {
    mark: u8,
    length: usize,
    quotes: usize,
    /// The column that its list item or container asks of all lines.
    column: usize,
    /// A line with more columns does not close it.
    most: usize,
}

/// Reads a text line by line.
pub struct Lines<'t> {
    text: &'t str,
    at: usize,
    fence: Option<Fence>,
    in_comment: bool,
    /// The columns of the content of the open list items.
    items: Vec<usize>,
    /// Those around each open quote, with the quote marks around it.
    around: Vec<(usize, Vec<usize>)>,
    /// About the line before: its quote marks, and whether it was blank or indented code.
    quotes: usize,
    ends_paragraph: bool,
    indentation: Indentation,
}

/// What the column of a container means for its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indentation {
    /// A line with less ends the container.
    EndsContainer,
    /// Nothing, because the container has an end mark.
    Free,
}

impl<'t> Lines<'t> {
    /// Starts at the first line.
    pub fn of(text: &'t str, indentation: Indentation) -> Lines<'t> {
        Lines {
            text,
            at: 0,
            fence: None,
            in_comment: false,
            items: Vec::new(),
            around: Vec::new(),
            quotes: 0,
            ends_paragraph: true,
            indentation,
        }
    }

    /// The next line, before it is known whether it is code.
    pub fn peek(&self) -> Option<Line> {
        self.line_at(self.at)
    }

    /// The next line that is not blank.
    pub fn peek_words(&self) -> Option<Line> {
        let mut at = self.at;
        loop {
            let line = self.line_at(at)?;
            if !line.is_blank() {
                return Some(line);
            }
            at = self.after(&line);
        }
    }

    /// A line, read up to a number of quote marks.
    pub fn again(&self, line: &Line, most_quotes: usize) -> Line {
        Line { is_code: line.is_code, ..read(self.text, line.span.clone(), most_quotes) }
    }

    fn line_at(&self, at: usize) -> Option<Line> {
        let rest = self.text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let length = length - usize::from(rest[..length].ends_with(b"\r"));
        let most = self.fence.as_ref().map_or(usize::MAX, |fence| fence.quotes);
        Some(read(self.text, at..at + length, most))
    }

    /// The start of the line below a line.
    fn after(&self, line: &Line) -> usize {
        let rest = &self.text[line.span.end..];
        line.span.end + rest.find('\n').map_or(rest.len(), |at| at + 1)
    }

    /// The column of the innermost list item that a line at this column belongs to.
    pub fn item_column(&self, column: usize) -> usize {
        self.items.iter().rev().find(|item| **item <= column).copied().unwrap_or(0)
    }

    /// Reads a line in a container whose content starts at a column.
    pub fn next_in(&mut self, container: usize) -> Option<Line> {
        let mut line = self.peek()?;
        if self.fence.as_ref().is_some_and(|fence| ends(fence, &line)) {
            self.fence = None;
            line = self.peek()?;
        }
        if line.quotes != self.quotes && self.fence.is_none() {
            self.change_quotes(&line);
            self.ends_paragraph = true;
        }
        self.quotes = line.quotes;
        self.at = self.after(&line);
        line.is_code = self.is_code(&line, container);
        Some(line)
    }

    /// Remembers the items around a quote that starts, and knows them again when it ends.
    fn change_quotes(&mut self, line: &Line) {
        let mut items = std::mem::take(&mut self.items);
        if line.quotes > self.quotes {
            let column = self.text[line.span.clone()].find('>').unwrap_or(0);
            items.retain(|item| *item <= column);
            return self.around.push((self.quotes, items));
        }
        while let Some((quotes, items)) = self.around.pop_if(|(quotes, _)| *quotes >= line.quotes) {
            if quotes == line.quotes {
                self.items = items;
            }
        }
    }

    /// Reads a line of code between the tags of another tool.
    pub fn next_verbatim(&mut self) -> Option<Line> {
        let line = self.peek()?;
        self.at = self.after(&line);
        Some(line)
    }

    /// Leaves out what comes before a byte, unless it is read already.
    pub fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }

    fn is_code(&mut self, line: &Line, container: usize) -> bool {
        let content = &self.text[line.content..line.span.end];
        if let Some(fence) = &self.fence {
            let run = run_of(content, fence.mark);
            if run >= fence.length && line.column < fence.most && content[run..].trim().is_empty() {
                self.fence = None;
                self.ends_paragraph = true;
            }
            return true;
        }
        if self.in_comment {
            self.in_comment = !content.contains("-->");
            return true;
        }
        if line.is_blank() {
            self.ends_paragraph = true;
            return false;
        }
        if self.ends_paragraph {
            while self.items.last().is_some_and(|item| *item > line.column) {
                self.items.pop();
            }
        }
        let indented = self.item_column(line.column).max(container) + 4;
        if self.ends_paragraph && line.column >= indented {
            return true;
        }
        self.ends_paragraph = false;
        self.open(line, container);
        false
    }

    /// Opens the list items, the fence and the comment that a line starts.
    fn open(&mut self, line: &Line, container: usize) {
        let content = &self.text[line.content..line.span.end];
        let (mut at, mut column) = (0, line.column);
        while let Some(width) = marker(&content[at..]) {
            while self.items.last().is_some_and(|item| *item > column) {
                self.items.pop();
            }
            (at, column) = (at + width, column + width);
            self.items.push(column);
        }
        let rest = &content[at..];
        let Some(mark) = rest.bytes().next().filter(|mark| matches!(mark, b'`' | b'~')) else {
            let comment = rest.rfind("<!--").filter(|at| !rest[*at..].contains("-->"));
            self.in_comment = comment.is_some_and(|at| !rest[..at].contains('`'));
            return;
        };
        let length = run_of(rest, mark);
        if length < 3 || mark == b'`' && rest[length..].contains('`') {
            return;
        }
        while self.items.last().is_some_and(|item| *item > column) {
            self.items.pop();
        }
        let item = self.item_column(column);
        let least = match self.indentation {
            Indentation::EndsContainer => item.max(container),
            Indentation::Free => item,
        };
        let most = if column < least + 4 { least + 4 } else { column + 4 };
        self.fence = Some(Fence { mark, length, quotes: line.quotes, column: least, most });
    }
}

/// Whether a line ends a fence because it is outside of the element around it.
fn ends(fence: &Fence, line: &Line) -> bool {
    line.quotes < fence.quotes || !line.is_blank() && line.column < fence.column
}

/// Reads the marks at the start of a line.
fn read(text: &str, span: Range<usize>, most_quotes: usize) -> Line {
    let bytes = text.as_bytes();
    let (mut at, mut quotes, mut column) = (span.start, 0, 0);
    let mut inner = at;
    while at < span.end {
        match bytes[at] {
            b' ' => column += 1,
            b'\t' => column += 4 - column % 4,
            b'>' if quotes < most_quotes && column < 4 => {
                quotes += 1;
                column = 0;
                at += usize::from(bytes.get(at + 1) == Some(&b' ') && at + 1 < span.end);
                inner = at + 1;
            }
            _ => break,
        }
        at += 1;
    }
    Line { span, inner, content: at, quotes, column, is_code: false }
}

/// The width of a list marker at the start of a text, with the spaces after it.
pub fn marker(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    let digits = bytes.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let mark = match bytes.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    let spaces = bytes[mark..].iter().take_while(|byte| **byte == b' ').count();
    match spaces {
        0 if mark < bytes.len() => None,
        1..=4 => Some(mark + spaces),
        _ => Some((mark + 1).min(bytes.len())),
    }
}

/// The length of the run of a byte at the start of a text.
pub fn run_of(text: &str, byte: u8) -> usize {
    text.bytes().take_while(|found| *found == byte).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that are code.
    fn code(text: &str) -> Vec<&str> {
        let mut lines = Lines::of(text, Indentation::Free);
        let mut code = Vec::new();
        while let Some(line) = lines.next_in(0) {
            if line.is_code {
                code.push(text[line.span].trim());
            }
        }
        code
    }

    #[test]
    fn fences_end_with_what_they_are_in() {
        assert_eq!(code("```\na\n~~~\n```\nb\n~~~ x\nc"), ["a", "~~~", "```", "c"]);
        assert_eq!(code("- ```\n  a\n\nb\n"), ["a", ""]);
        assert_eq!(code("> ```\n> a\nb\n"), ["> a"]);
        assert_eq!(code("```\n> a\n```\nb\n"), ["> a", "```"]);
        assert_eq!(code("```a`b\nc\n"), [""; 0]);
        assert_eq!(code("```\na\n    ```\n```\nb\n"), ["a", "```", "```"]);
        assert_eq!(code("````\n```\na\n````\r\nb\r\n"), ["```", "a", "````"]);
    }

    #[test]
    fn indented_lines_are_code_unless_they_continue() {
        assert_eq!(code("a\n    b\n\n    c\n\n    d\ne\n"), ["c", "d"]);
        assert_eq!(code("- a\n\n    b\n\n      c\n\n    d\n"), ["c"]);
        assert_eq!(code("- a\n  > b\n\n    c\n\n        d\n"), ["d"]);
        assert_eq!(code("- a\n\n> b\n\n    c\n"), ["c"]);
        assert_eq!(code("1. a\n\n       c\n\nb\n\n    d\n"), ["c", "d"]);
    }

    #[test]
    fn comments_are_no_syntax() {
        assert_eq!(code("a <!-- b --> c\n<!--\nd\n-->\ne\n`<!--`\nf\n"), ["d", "-->"]);
    }
}
