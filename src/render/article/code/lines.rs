//! The lines of a block of code, with what comments and signs in them say about them.

use std::borrow::Cow;

use memchr::memmem;

use crate::render::article::code::info::{Info, LineMark};

/// A line, without its end, and what is said about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    pub length: usize,
    pub mark: Option<LineMark>,
}

/// Code as readers see it.
#[derive(Debug)]
pub struct Lines<'a> {
    pub text: Cow<'a, str>,
    pub lines: Vec<Line>,
}

/// What a comment says.
#[derive(Clone, Copy)]
enum Note {
    /// About lines from the next on.
    Next(LineMark, usize),
    /// About its own line, and those after it.
    This(LineMark, usize),
    Start(LineMark),
    End,
}

impl<'a> Lines<'a> {
    /// The lines of a text, without the comments that are about lines.
    pub fn of(text: &'a str, info: &Info<'_>) -> Lines<'a> {
        let has_notes = memmem::find(text.as_bytes(), b"highlight-").is_some()
            || memmem::find(text.as_bytes(), b"[!code ").is_some();
        if !has_notes && !info.is_patch {
            return Lines { text: Cow::Borrowed(text), lines: plain_lines(text, info) };
        }
        let indent = usize::from(info.is_patch && text.lines().all(has_sign));
        let mut kept = String::with_capacity(text.len());
        let mut lines = Vec::new();
        let mut open = None;
        let mut next: Option<(LineMark, usize)> = None;
        for written in text.lines() {
            let note = if has_notes { note(written) } else { None };
            match note {
                Some((_, Note::Start(mark))) => open = Some(mark),
                Some((_, Note::End)) => open = None,
                Some((_, Note::Next(mark, count))) => next = Some((mark, count)),
                Some((rest, Note::This(mark, count))) if rest.trim().is_empty() => {
                    next = Some((mark, count));
                }
                _ => {
                    let (mut line, mut mark) = (written, open);
                    if let Some((rest, Note::This(own, count))) = note {
                        line = rest;
                        next = Some((own, count));
                    }
                    if let Some((of_next, count)) = next {
                        mark = Some(of_next);
                        next = (count > 1).then(|| (of_next, count - 1));
                    }
                    if info.is_patch {
                        (line, mark) = patched(line, indent, mark);
                    }
                    let mark = mark.or_else(|| info.mark_of(lines.len() + 1));
                    lines.push(Line { length: line.len(), mark });
                    kept.push_str(line);
                    kept.push('\n');
                }
            }
        }
        Lines { text: Cow::Owned(kept), lines }
    }

    /// Whether something is said about a line.
    pub fn are_marked(&self) -> bool {
        self.lines.iter().any(|line| line.mark.is_some())
    }
}

fn plain_lines(text: &str, info: &Info<'_>) -> Vec<Line> {
    if !info.has_lines() {
        return Vec::new();
    }
    let lines = text.lines().enumerate();
    lines.map(|(at, line)| Line { length: line.len(), mark: info.mark_of(at + 1) }).collect()
}

/// Whether a line of a patch starts with its sign.
fn has_sign(line: &str) -> bool {
    line.is_empty() || line.starts_with(['+', '-', ' ', '@'])
}

/// A line of a patch without its sign.
fn patched(line: &str, indent: usize, mark: Option<LineMark>) -> (&str, Option<LineMark>) {
    match line.as_bytes().first() {
        Some(b'+') => (&line[1..], Some(LineMark::Inserted)),
        Some(b'-') => (&line[1..], Some(LineMark::Deleted)),
        Some(b' ') => (&line[indent..], mark),
        _ => (line, mark),
    }
}

/// What starts and ends comments.
const STARTS: &[&str] = &["{/*", "//", "/*", "<!--", "--", "#", "%", ";", "'", "REM ", "rem "];
const ENDS: &[&str] = &["*/}", "*/", "-->"];

/// The comment about lines in a line, and the line without it.
fn note(line: &str) -> Option<(&str, Note)> {
    let (at, end, note) = match memmem::find(line.as_bytes(), b"[!code ") {
        Some(at) => {
            let length = line[at..].find(']')?;
            (at, at + length + 1, code_note(&line[at + "[!code ".len()..at + length])?)
        }
        None => {
            let at = memmem::find(line.as_bytes(), b"highlight-")?;
            let rest = &line[at..];
            let is_other = |c: char| !c.is_ascii_lowercase() && c != '-';
            let word = rest[..rest.find(is_other).unwrap_or(rest.len())].trim_end_matches('-');
            (at, at + word.len(), comment_note(word)?)
        }
    };
    let after = line[end..].trim();
    let is_last = after.is_empty() || ENDS.contains(&after);
    let before = line[..at].trim_end();
    let start = STARTS.iter().find(|start| before.ends_with(start.trim_end()));
    let start = start.filter(|_| is_last)?;
    let rest = before[..before.len() - start.trim_end().len()].trim_end();
    Some((rest, note))
}

/// `++`, `highlight:3` and so on.
fn code_note(words: &str) -> Option<Note> {
    let (word, count) = words.trim().split_once(':').unwrap_or((words.trim(), "1"));
    let mark = match word {
        "++" => LineMark::Inserted,
        "--" => LineMark::Deleted,
        "highlight" | "hl" | "focus" | "warning" | "error" | "info" => LineMark::Marked,
        _ => return None,
    };
    Some(Note::This(mark, count.parse().ok()?))
}

fn comment_note(word: &str) -> Option<Note> {
    Some(match word {
        "highlight-next-line" => Note::Next(LineMark::Marked, 1),
        "highlight-line" => Note::This(LineMark::Marked, 1),
        "highlight-start" => Note::Start(LineMark::Marked),
        "highlight-end" => Note::End,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(info: &str, text: &str, expected: &str) {
        let lines = Lines::of(text, &Info::of(info));
        let mut at = 0;
        let shown = lines.lines.iter().map(|line| {
            let sign = match line.mark {
                None => ' ',
                Some(LineMark::Marked) => '=',
                Some(LineMark::Inserted) => '+',
                Some(LineMark::Deleted) => '-',
            };
            let text = &lines.text[at..at + line.length];
            at += line.length + 1;
            format!("{sign}{text}")
        });
        assert_eq!(shown.collect::<Vec<_>>().join("|"), expected, "{text}");
    }

    #[test]
    fn comments_about_lines_are_not_shown() {
        check("js", "a\n// highlight-next-line\nb\nc\n", " a|=b| c");
        check("jsx", "{/* highlight-start */}\na\nb\n{/* highlight-end */}\nc\n", "=a|=b| c");
        check("py", "a # highlight-line\nb\n", "=a| b");
        check("html", "<!-- highlight-next-line -->\n<p>\n", "=<p>");
        check("js", "a // [!code ++]\nb // [!code --]\nc\n", "+a|-b| c");
        check("js", "a // [!code highlight:2]\nb\nc\n", "=a|=b| c");
        check("css", "a /* [!code hl] */\nb\n", "=a| b");
        check("js", "// [!code focus:2]\na\nb\nc\n", "=a|=b| c");
    }

    #[test]
    fn other_comments_stay() {
        check("js {1}", "// highlight-next-lines\n", "=// highlight-next-lines");
        check("js {1}", "x('highlight-start')\n", "=x('highlight-start')");
        check("js {1}", "// [!code word:x]\n", "=// [!code word:x]");
    }

    #[test]
    fn a_patch_of_code_loses_its_signs() {
        check("diff-js", "-a\n+b\n c\n", "-a|+b| c");
        check("diff-js", "- a\n+ b\nc\n", "- a|+ b| c");
    }
}
