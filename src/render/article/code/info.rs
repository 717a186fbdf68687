//! Reads what stands after the marks of a fence: the language, and what the usual tools let authors
//! say about lines and titles.
//!
//! ```text
//! js {1,3-5} title="app.js"       Docusaurus, Starlight, VitePress
//! py title="app.py" hl_lines="2 3" linenums="1"       MkDocs
//! go {hl_lines=[1,"3-5"], linenos=true}       Hugo
//! {.python .numberLines startFrom="5"}       Pandoc
//! ```
//!
//! What is not understood is left out without a word: every tool has words of its own here.

use std::borrow::Cow;
use std::ops::RangeInclusive;

/// More groups of lines are left out.
const MOST_MARKS: usize = 200;

/// What is said about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineMark {
    Marked,
    Inserted,
    Deleted,
}

/// Whether a word may be the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    First,
    Later,
}

/// What is said about a block of code.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Info<'a> {
    /// As it is written; may be empty.
    pub language: &'a str,
    pub title: Option<Cow<'a, str>>,
    /// The number of the first line, if lines are numbered.
    pub first_number: Option<usize>,
    /// By the numbers of lines in the block, from 1.
    marks: Vec<(RangeInclusive<usize>, LineMark)>,
    /// Whether the lines start with the signs of a patch.
    pub is_patch: bool,
}

impl<'a> Info<'a> {
    pub fn of(info: &'a str) -> Info<'a> {
        let mut read = Info::default();
        let mut words = WordReader { rest: info };
        let mut position = Position::First;
        while let Some(word) = words.next() {
            read.word(word, position);
            position = Position::Later;
        }
        read
    }

    /// What is said about a line by its number.
    pub fn mark_of(&self, line: usize) -> Option<LineMark> {
        self.marks.iter().find(|(lines, _)| lines.contains(&line)).map(|(_, mark)| *mark)
    }

    /// Whether something is said about lines.
    pub fn has_lines(&self) -> bool {
        !self.marks.is_empty() || self.first_number.is_some()
    }

    fn word(&mut self, word: Word<'a>, position: Position) {
        match word {
            Word::Plain(name) if position == Position::First => self.first(name),
            Word::Plain(name) => self.flag(name.trim_start_matches('.')),
            Word::Pair(key, value) => {
                match key.split_once(':').filter(|_| position == Position::First) {
                    Some((language, key)) => {
                        self.first(language);
                        self.pair(key, value);
                    }
                    None => self.pair(key, value),
                }
            }
            Word::Braces(inside) if is_lines(inside) => self.mark(inside, LineMark::Marked),
            Word::Braces(inside) => self.inside(inside, position),
            Word::Brackets(title) if !self.language.is_empty() => {
                self.title.get_or_insert(Cow::Borrowed(title));
            }
            Word::Brackets(_) | Word::Quoted(_) => {}
        }
    }

    /// Reads attributes in braces, of which the first may be the language.
    fn inside(&mut self, inside: &'a str, position: Position) {
        let mut words = WordReader { rest: inside };
        let is_first = position == Position::First;
        let mut may_be_language = is_first;
        while let Some(word) = words.next() {
            match word {
                Word::Plain(name) if may_be_language && !name.starts_with('#') => {
                    self.first(name.trim_start_matches('.'));
                }
                Word::Plain(name) => self.flag(name.trim_start_matches('.')),
                Word::Pair(key, value) => self.pair(key, value),
                _ => {}
            }
            may_be_language = is_first && self.language.is_empty();
        }
    }

    /// Reads the language, perhaps with a word after a colon as VitePress has it.
    fn first(&mut self, name: &'a str) {
        let (language, flag) = name.split_once(':').unwrap_or((name, ""));
        self.language = language;
        self.flag(flag);
        let patch = language.strip_prefix("diff-").or_else(|| language.strip_prefix("diff_"));
        if let Some(language) = patch.filter(|language| !language.is_empty()) {
            (self.language, self.is_patch) = (language, true);
        }
    }

    fn flag(&mut self, name: &str) {
        if is_numbering(name) {
            self.first_number.get_or_insert(1);
        }
    }

    fn pair(&mut self, key: &'a str, value: &'a str) {
        match key {
            "title" | "filename" | "fileName" | "file" | "caption" | "name"
                if !value.is_empty() =>
            {
                self.title.get_or_insert(unescaped(value));
            }
            "hl_lines" | "hl-lines" | "mark" | "highlight" | "emphasize-lines" | "data-line"
            | "highlightLines" => self.mark(value, LineMark::Marked),
            "ins" | "add" => self.mark(value, LineMark::Inserted),
            "del" | "rem" | "remove" => self.mark(value, LineMark::Deleted),
            "lang" | "language" if self.language == "diff" => {
                (self.language, self.is_patch) = (value, true);
            }
            "linenostart" | "startLineNumber" | "startFrom" | "start" | "lineno-start"
            | "startline" => {
                self.first_number = value.parse().ok().or(self.first_number);
            }
            _ if is_numbering(key) => {
                self.first_number = match value {
                    "false" | "0" | "none" => None,
                    _ => Some(value.parse().ok().or(self.first_number).unwrap_or(1)),
                };
            }
            _ => {}
        }
    }

    /// Marks lines such as `2 3-5`, `1,4-6` and `[1,"3-5"]`. A label such as `"A":1` is left out.
    fn mark(&mut self, lines: &str, mark: LineMark) {
        let is_apart = |c: char| !c.is_ascii_digit() && c != '-';
        for range in lines.split(is_apart).filter(|range| !range.is_empty()) {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else {
                continue;
            };
            if self.marks.len() < MOST_MARKS && first <= last {
                self.marks.push((first..=last, mark));
            }
        }
    }
}

/// Whether a text in braces names lines: `1,4-6`.
fn is_lines(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | ' ');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_sign)
}

/// Whether a word asks for the numbers of lines.
fn is_numbering(word: &str) -> bool {
    let plain: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    matches!(
        &*plain.to_ascii_lowercase(),
        "linenums" | "linenos" | "showlinenumbers" | "linenumbers" | "numberlines"
    )
}

fn unescaped(value: &str) -> Cow<'_, str> {
    match value.contains('\\') {
        true => Cow::Owned(value.replace("\\\"", "\"").replace("\\'", "'").replace("\\\\", "\\")),
        false => Cow::Borrowed(value),
    }
}

/// A part of an info string.
#[derive(Debug, PartialEq, Eq)]
enum Word<'a> {
    Plain(&'a str),
    Pair(&'a str, &'a str),
    Braces(&'a str),
    Brackets(&'a str),
    Quoted(&'a str),
}

struct WordReader<'a> {
    rest: &'a str,
}

impl<'a> WordReader<'a> {
    fn next(&mut self) -> Option<Word<'a>> {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']'));
        match self.rest.chars().next()? {
            '{' => Some(Word::Braces(self.value())),
            '[' => Some(Word::Brackets(self.value())),
            '"' | '\'' => Some(Word::Quoted(self.value())),
            _ => Some(self.word()),
        }
    }

    fn word(&mut self) -> Word<'a> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '=' | ',' | '{' | '}' | '"');
        let name = self.take(self.rest.find(is_end).unwrap_or(self.rest.len()).max(1));
        let after = self.rest.trim_start();
        if !after.starts_with('=') {
            return Word::Plain(name);
        }
        self.rest = after[1..].trim_start();
        Word::Pair(name, self.value())
    }

    /// Reads a value, without what encloses it.
    fn value(&mut self) -> &'a str {
        let close = match self.rest.chars().next() {
            Some('{') => '}',
            Some('[') => ']',
            Some('"') => '"',
            Some('\'') => '\'',
            Some('/') => '/',
            _ => return self.plain_value(),
        };
        let inside = &self.rest[1..];
        let mut is_escaped = false;
        let is_end = |(_, c): &(usize, char)| {
            let ends = *c == close && !is_escaped;
            is_escaped = *c == '\\' && !is_escaped;
            ends
        };
        let end = inside.char_indices().find(is_end).map_or(inside.len(), |(at, _)| at);
        self.rest = inside.get(end + 1..).unwrap_or("");
        &inside[..end]
    }

    /// Reads a value that nothing encloses. Numbers of lines may have spaces between them.
    fn plain_value(&mut self) -> &'a str {
        let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '}');
        let mut end = self.rest.find(is_end).unwrap_or(self.rest.len());
        let is_line = |text: &str| !text.is_empty() && is_lines(text) && !text.contains(',');
        while is_line(&self.rest[..end]) {
            let Some(after) = self.rest[end..].strip_prefix(' ') else { break };
            let next = &after[..after.find(is_end).unwrap_or(after.len())];
            if !is_line(next) {
                break;
            }
            end += 1 + next.len();
        }
        self.take(end)
    }

    fn take(&mut self, length: usize) -> &'a str {
        let length = (length..=self.rest.len()).find(|at| self.rest.is_char_boundary(*at));
        let (taken, rest) = self.rest.split_at(length.unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(info: &str, expected: &str) {
        let read = Info::of(info);
        let mut found = format!("{}|{}|", read.language, read.title.as_deref().unwrap_or_default());
        if let Some(first) = read.first_number {
            found += &format!("#{first} ");
        }
        let sign = |mark| match mark {
            LineMark::Marked => "",
            LineMark::Inserted => "+",
            LineMark::Deleted => "-",
        };
        let marks = (0..30).filter_map(|line| Some((line, read.mark_of(line)?)));
        let marks = marks.map(|(line, mark)| format!("{}{line}", sign(mark)));
        found += &marks.collect::<Vec<_>>().join(" ");
        found += if read.is_patch { "~" } else { "" };
        assert_eq!(found, expected, "{info}");
    }

    #[test]
    fn a_language_is_found_however_it_is_written() {
        check("js", "js||");
        check("", "||");
        check("rust,ignore", "rust||");
        check("rust, no_run", "rust||");
        check("{.python}", "python||");
        check("{ .sh .no-copy #example }", "sh||");
        check("{r}", "r||");
        check("{r setup, echo=FALSE}", "r||");
        check("diff-js", "js||~");
        check("diff lang=\"ts\"", "ts||~");
        check("title=\"a\"", "|a|");
        check("ts:line-numbers", "ts||#1 ");
        check("ts:line-numbers=5 {1}", "ts||#5 1");
        check("ts:no-line-numbers", "ts||");
        check("js:title=a.js", "js|a.js|");
        check("c++", "c++||");
        check("é{ö", "é||");
    }

    #[test]
    fn titles_and_lines_are_those_of_each_tool() {
        check(
            "py title=\"a \\\"b\\\".py\" hl_lines=\"2 3-5\" linenums=\"1\"",
            "py|a \"b\".py|#1 2 3 4 5",
        );
        check("js {1,4-6} showLineNumbers", "js||#1 1 4 5 6");
        check("js{1,3} [vite.config.js]", "js|vite.config.js|1 3");
        check("js title='x' ins={1} del={2-3} mark={\"A\":5} frame=\"none\"", "js|x|+1 -2 -3 5");
        check("go {hl_lines=[1,\"3-4\"], linenos=true}", "go||#1 1 3 4");
        check("go {linenos=table,hl_lines=[8,\"15-17\"],linenostart=199}", "go||#199 8 15 16 17");
        check("go linenos=table,hl_lines=8 15-16,linenostart=9", "go||#9 8 15 16");
        check("js showLineNumbers=false", "js||");
        check("js \"<a>\" /x{2}/ {2}", "js||2");
        check("hl_lines=\"4 5\"\"", "||4 5");
    }

    #[test]
    fn nonsense_is_left_out() {
        check("js {", "js||");
        check("js {9-999999999999999999999}", "js||");
        check("js {28-99999999}", "js||28 29");
        check("js {0-3,5-2}", "js||0 1 2 3");
        check("a=", "||");
        check("=", "=||");
        check("js title=\"open", "js|open|");
    }
}
