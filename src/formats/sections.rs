//! Parts of a container that lines in it divide: tabs that headings start, the fences of a group of
//! code, and columns with a line between them.

use std::ops::Range;

use crate::formats::containers::{Container, Mark, What};
use crate::formats::lines::{Indentation, Lines, run_of};

/// What the lines that divide a container look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// Headings of the first level in the container.
    Headings,
    /// `@tab Label` or `== Label`.
    Labels,
    /// `<--->`, between columns.
    Arrows,
}

/// The marks of the parts of a range, which starts and ends at whole lines.
pub fn divided(text: &str, range: Range<usize>, divider: Divider) -> Vec<Mark> {
    let mut parts = Parts::new(divider);
    if divider == Divider::Arrows {
        parts.start(range.start..range.start, String::new());
    }
    let mut lines = Lines::of(&text[range.clone()], Indentation::Free);
    let mut depth = 0_usize;
    while let Some(line) = lines.next_in(usize::MAX - 4) {
        let content = text[range.clone()][line.content..line.span.end].trim_end();
        if line.is_code {
            continue;
        }
        if content.starts_with(":::") {
            let is_end = content.bytes().all(|byte| byte == b':');
            depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        } else if depth == 0
            && let Some(label) = parts.label(content)
        {
            parts.start(range.start + line.content..range.start + line.span.end, label);
        }
    }
    parts.end(range.end)
}

/// The marks of a group of code, each fence of which becomes a tab.
pub fn fences(text: &str, range: Range<usize>) -> Vec<Mark> {
    let mut parts = Parts::new(Divider::Labels);
    let mut lines = Lines::of(&text[range.clone()], Indentation::Free);
    let mut end = None;
    while let Some(line) = lines.next_in(usize::MAX - 4) {
        if line.is_code {
            end = end.map(|_| range.start + line.span.end);
            continue;
        }
        parts.close(end.take());
        let at = range.start + line.content;
        let content = &text[at..range.start + line.span.end];
        let Some((label, in_brackets)) = fence(content) else { continue };
        parts.start(at..at, label);
        parts.marks.extend(
            in_brackets.map(|it| Mark {
                span: at + it.start..at + it.end,
                what: What::Text(String::new()),
            }),
        );
        end = Some(range.start + line.span.end);
    }
    parts.close(end);
    parts.marks
}

/// The lines between the line of an opening mark and that of a closing one.
pub fn between(text: &str, open: &Range<usize>, close: &Range<usize>) -> Range<usize> {
    let rest = &text[open.end..close.start];
    let from = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let from = if rest[..from].trim().is_empty() { open.end + from } else { open.end };
    let to = text[from..close.start].rfind('\n').map_or(from, |at| from + at + 1);
    let is_bare = text[to..close.start].chars().all(|c| c.is_whitespace() || c == '>');
    from..if is_bare { to.max(from) } else { close.start }
}

/// The marks so far.
struct Parts {
    divider: Divider,
    marks: Vec<Mark>,
    level: usize,
    is_open: bool,
    is_first: bool,
}

impl Parts {
    fn new(divider: Divider) -> Parts {
        Parts { divider, marks: Vec::new(), level: 0, is_open: false, is_first: true }
    }

    /// The label of the part that a line starts.
    fn label(&mut self, content: &str) -> Option<String> {
        match self.divider {
            Divider::Arrows => (content.trim() == "<--->").then(String::new),
            Divider::Labels => {
                let rest = match content.strip_prefix("== ") {
                    Some(rest) => rest,
                    None => content.strip_prefix("@tab")?.trim_start_matches(":active"),
                };
                let label = rest.rsplit_once('#').map_or(rest, |(label, _)| label).trim();
                Some(label.to_owned())
            }
            Divider::Headings => {
                let level = run_of(content, b'#');
                let title = content[level..].strip_prefix(' ')?;
                if !(1..=6).contains(&level) || self.level > 0 && self.level != level {
                    return None;
                }
                self.level = level;
                let title = title.trim_end_matches('#').trim();
                let title = match title.rfind('{').filter(|_| title.ends_with('}')) {
                    Some(at) => title[..at].trim_end(),
                    None => title,
                };
                let bold = title.strip_prefix("**").and_then(|title| title.strip_suffix("**"));
                Some(bold.unwrap_or(title).to_owned())
            }
        }
    }

    fn start(&mut self, span: Range<usize>, title: String) {
        self.close(self.is_open.then_some(span.start));
        let kind = match (self.divider, std::mem::take(&mut self.is_first)) {
            (Divider::Arrows, _) => "column",
            (_, true) => "tabs",
            (_, false) => "tab",
        };
        let container = Container::callout(kind, title);
        self.marks.push(Mark { span, what: What::Open(container) });
        self.is_open = true;
    }

    /// Closes the open part at a byte.
    fn close(&mut self, at: Option<usize>) {
        let Some(at) = at.filter(|_| self.is_open) else { return };
        self.marks.push(Mark { span: at..at, what: What::Close });
        self.is_open = false;
    }

    fn end(mut self, at: usize) -> Vec<Mark> {
        self.close(Some(at));
        self.marks
    }
}

/// The label of a fence for readers, and where it is if it is in brackets, from its first line.
fn fence(content: &str) -> Option<(String, Option<Range<usize>>)> {
    let mark = content.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let length = run_of(content, mark);
    let info = &content[length..];
    if length < 3 || mark == b'`' && info.contains('`') {
        return None;
    }
    if let Some(open) = info.find(" [")
        && let Some(close) = info[open..].find(']')
    {
        let label = info[open + 2..open + close].to_owned();
        return Some((label, Some(length + open..length + open + close + 1)));
    }
    let quoted = |name: &str| {
        let rest = info.split_once(name)?.1;
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(title, _)| title.to_owned())
    };
    let title = quoted("title=").or_else(|| quoted("filename="));
    let (language, rest) = info.trim().split_once([' ', '{']).unwrap_or((info.trim(), ""));
    let is_words = !rest.is_empty() && !rest.contains(['=', '{', '}']);
    let label = title.unwrap_or_else(|| if is_words { rest } else { language }.trim().to_owned());
    Some((label, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::containers::edits;
    use crate::formats::edit::apply;

    #[track_caller]
    fn check(text: &str, marks: Vec<Mark>, expected: &str) {
        assert_eq!(apply(text, edits(text, marks)).0, expected);
    }

    #[test]
    fn headings_start_tabs() {
        let text = "## **A** {.x}\n\na\n\n### In it\n\n## B\nb\n";
        let marks = divided(text, 0..text.len(), Divider::Headings);
        check(text, marks, "> [!tabs] A\n>\n>\n> a\n>\n> ### In it\n>\n\n> [!tab] B\n>\n> b\n");
    }

    #[test]
    fn fences_are_tabs() {
        let text = "```js [a.js]\na\n```\n\n```ts\nb\n```\n";
        let marks = fences(text, 0..text.len());
        check(
            text,
            marks,
            "> [!tabs] a.js\n>\n> ```js\n> a\n> ```\n\n\n> [!tab] ts\n>\n> ```ts\n> b\n> ```\n\n",
        );
        assert_eq!(fence("```bash npm run").unwrap().0, "npm run");
        assert_eq!(fence("```js title=\"x y\" {1}").unwrap().0, "x y");
        assert_eq!(fence("``` a`b"), None);
    }

    #[test]
    fn a_line_divides_columns() {
        let text = "a\n\n<--->\n\nb\n";
        let marks = divided(text, 0..text.len(), Divider::Arrows);
        check(text, marks, "> [!column]\n>\n> a\n>\n\n> [!column]\n>\n>\n> b\n");
    }
}
