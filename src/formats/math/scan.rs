//! Finds the formulas of a text outside of code.

use std::ops::Range;

use memchr::memmem;

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines, marker};
use crate::formats::math::{END, Form, PAIRS, Pair, prose};

/// The longest tag or destination that is looked for, in bytes.
const LONGEST_TAG: usize = 2000;

/// The longest formula, in bytes. Longer texts between two signs are none.
const LONGEST: usize = 4000;

/// The changes that make code spans of formulas.
pub fn changes(text: &str) -> Changes {
    let mut scan = Scan { text, lines: read_lines(text), edits: Vec::new(), symbols: Vec::new() };
    let mut at = 0;
    while let Some(found) = scan.next(at) {
        at = found;
    }
    // Brackets around one letter are a formula if others on the page are.
    if !scan.edits.is_empty() {
        for symbol in std::mem::take(&mut scan.symbols) {
            scan.edit(&symbol);
        }
    }
    Changes { edits: scan.edits, notes: Vec::new() }
}

struct Scan<'t> {
    text: &'t str,
    lines: Vec<TextLine>,
    edits: Vec<Edit>,
    symbols: Vec<Found>,
}

struct TextLine {
    line: Line,
    is_row: bool,
}

/// A formula.
struct Found {
    pair: &'static Pair,
    /// With its signs.
    span: Range<usize>,
}

impl Found {
    fn inner(&self) -> Range<usize> {
        self.span.start + self.pair.open.len()..self.span.end - self.pair.close.len()
    }
}

impl Scan<'_> {
    /// Handles the next sign from a byte; returns where to go on.
    fn next(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let at = (from..bytes.len())
            .find(|at| matches!(bytes[*at], b'$' | b'\\' | b'`' | b'<' | b']' | b'h'))?;
        let number = self.line_at(at);
        let line = &self.lines[number].line;
        if line.is_code {
            return Some(line.span.end.max(at + 1));
        }
        Some(match bytes[at] {
            b'`' => self.after_code(at, number),
            b'<' => self.after_tag(at, number),
            b']' => self.after_destination(at, number),
            b'h' => self.after_address(at, number),
            b'\\' | b'$' => match self.formula(at, number) {
                Some(end) => end,
                None => at + self.sign_length(at),
            },
            _ => at + 1,
        })
    }

    fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.line.span.end < at).min(self.lines.len() - 1)
    }

    /// How much of a sign that starts no formula is passed over.
    fn sign_length(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        match rest.strip_prefix('\\') {
            Some(after) => 1 + after.chars().next().map_or(0, char::len_utf8),
            None => rest.bytes().take_while(|byte| *byte == b'$').count(),
        }
    }

    /// The end of the code span at a byte, or of its run of marks.
    fn after_code(&self, at: usize, number: usize) -> usize {
        let length = self.text[at..].bytes().take_while(|byte| *byte == b'`').count();
        let start = at + length;
        let rest = &self.text[start..self.paragraph_end(number)];
        let marks = &self.text[at..start];
        let mut from = 0;
        while let Some(found) = memmem::find(&rest.as_bytes()[from..], marks.as_bytes()) {
            let run = rest[from + found..].bytes().take_while(|byte| *byte == b'`').count();
            from += found + run;
            if run == length {
                return start + from;
            }
        }
        start
    }

    /// The end of the tag or address at a byte.
    fn after_tag(&self, at: usize, number: usize) -> usize {
        let line = &self.lines[number].line;
        let starts_tag = |c: &u8| c.is_ascii_alphabetic() || matches!(c, b'/' | b'!' | b'?');
        if !self.text.as_bytes().get(at + 1).is_some_and(starts_tag) {
            return at + 1;
        }
        let near = &self.text.as_bytes()[at..line.span.end.min(at + LONGEST_TAG)];
        memchr::memchr(b'>', near).map_or(at + 1, |end| at + end)
    }

    /// The end of a link's destination, if a byte ends its words.
    fn after_destination(&self, at: usize, number: usize) -> usize {
        let end = self.lines[number].line.span.end;
        let near = &self.text.as_bytes()[at + 1..end.min(at + LONGEST_TAG).max(at + 1)];
        match near.strip_prefix(b"(").and_then(|dest| memchr::memchr(b')', dest)) {
            Some(end) => at + 2 + end,
            None => at + 1,
        }
    }

    /// The end of the address of the web at a byte.
    fn after_address(&self, at: usize, number: usize) -> usize {
        let rest = &self.text[at..self.lines[number].line.span.end];
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            return at + 1;
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | ')' | ']');
        at + rest.find(ends).unwrap_or(rest.len())
    }

    /// Makes a formula of what starts at a byte, and returns its end.
    fn formula(&mut self, at: usize, number: usize) -> Option<usize> {
        let rest = &self.text[at..];
        // The longest sign that fits.
        let pairs = PAIRS.iter().filter(|pair| rest.starts_with(pair.open));
        let pair = pairs.max_by_key(|pair| pair.open.len())?;
        let is_dollar = pair.open.starts_with('$');
        let before = self.text[..at].bytes().next_back().unwrap_or(b' ');
        if before.is_ascii_alphanumeric() || is_dollar && before == b'$' {
            return None;
        }
        let end = match pair.form {
            Form::Block => self.block_end(pair, at, number)?,
            Form::Inline => self.inline_end(pair, at, number)?,
        };
        let found = Found { pair, span: at..end };
        let inner = &self.text[found.inner()];
        if inner.trim().is_empty() {
            return None;
        }
        if pair.open.starts_with("\\") && !prose::is_formula(inner) {
            if prose::is_symbol(inner) {
                self.symbols.push(found);
            }
            return None;
        }
        if matches!(pair.open, "$" | "$$") && prose::is_prose(inner) {
            return None;
        }
        self.edit(&found);
        Some(end)
    }

    /// The end of a formula that is a part of a line.
    fn inline_end(&self, pair: &Pair, at: usize, number: usize) -> Option<usize> {
        let start = at + pair.open.len();
        let end = self.close(pair, start, number)?;
        let inner = &self.text[start..end];
        let after = self.text.as_bytes().get(end + pair.close.len()).copied().unwrap_or(b' ');
        if pair.open == "$" {
            let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            if is_blank(inner.chars().next()) || is_blank(inner.chars().next_back()) {
                return None;
            }
            if after == b'$' || after == b'{' || self.continues(end + 1) {
                return None;
            }
            // The names of variables in quotes.
            let is_quoted = self.text[..at].ends_with('"');
            if is_quoted && !ends_quoted(after) {
                return None;
            }
        }
        Some(end + pair.close.len())
    }

    /// Whether a word or number goes on behind a dollar, other than the ending of `$n$th`.
    fn continues(&self, at: usize) -> bool {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let rest = &self.text.as_bytes()[at..];
        let word = &rest[..rest.iter().take_while(|byte| is_word(byte)).count()];
        !matches!(word, b"" | b"s" | b"th" | b"st" | b"nd" | b"rd")
    }

    /// The start of the sign that closes a formula in the same paragraph.
    fn close(&self, pair: &Pair, start: usize, number: usize) -> Option<usize> {
        let is_row = self.lines[number].is_row;
        let bytes = self.text.as_bytes();
        let limit = bytes.len().min(start + LONGEST);
        let (mut at, mut number) = (start, number);
        while at < limit {
            if bytes[at..].starts_with(pair.close.as_bytes()) {
                return Some(at);
            }
            match bytes[at] {
                b'\n' => {
                    number += 1;
                    if is_row || !self.goes_on(number) {
                        return None;
                    }
                }
                b'|' if is_row => return None,
                b'`' if pair.open == "$" => return None,
                b'\\' => at += 1,
                // No other sign may close it.
                b'$' if pair.open == "$" => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Whether a line continues the paragraph of the line before it.
    fn goes_on(&self, number: usize) -> bool {
        let Some(TextLine { line, .. }) = self.lines.get(number) else { return false };
        let content = &self.text[line.content..line.span.end];
        let before = &self.lines[number - 1].line;
        !line.is_code
            && !line.is_blank()
            && line.quotes == before.quotes
            && !content.starts_with(['#', '|'])
            && !content.starts_with("```")
            && marker(content).is_none()
    }

    /// The end of a formula on its own, which may have empty lines if it starts its line.
    fn block_end(&self, pair: &Pair, at: usize, number: usize) -> Option<usize> {
        let start = at + pair.open.len();
        let line = &self.lines[number];
        let opens = self.text[line.line.content..at].trim().is_empty()
            || marker(&self.text[line.line.content..at]).is_some();
        if self.text[start..].starts_with('$') {
            return None;
        }
        if line.is_row || !opens {
            let end = self.close(pair, start, number)?;
            let inner = &self.text[start..end];
            let is_price = inner.starts_with(' ') && !prose::has_operator(inner);
            let end = end + pair.close.len();
            return (!is_price && !self.text[end..].starts_with('$')).then_some(end);
        }
        let limit = self.text.len().min(start + LONGEST);
        let close = memmem::find(&self.text.as_bytes()[start..limit], pair.close.as_bytes())?;
        let end = start + close;
        let inner = &self.text[start..end];
        let last = self.line_at(end);
        let is_inside = |line: &TextLine| {
            line.line.is_blank() || line.line.quotes == self.lines[number].line.quotes
        };
        let fits = self.lines[number..=last].iter().all(is_inside)
            && !inner.contains("```")
            && !inner.contains("~~~")
            && !self.text[end + pair.close.len()..].starts_with('$');
        fits.then_some(end + pair.close.len())
    }

    /// The end of the paragraph that a line is in.
    fn paragraph_end(&self, number: usize) -> usize {
        let limit = self.text.len().min(self.lines[number].line.span.end + LONGEST);
        let after = self.lines[number..].iter().take_while(|it| it.line.span.start < limit);
        let last = after.take_while(|it| !it.line.is_blank() && !it.line.is_code).last();
        last.map_or(self.lines[number].line.span.end, |it| it.line.span.end)
    }

    /// Makes a code span of a formula, on one line.
    fn edit(&mut self, found: &Found) {
        let inner = found.inner();
        let formula = &self.text[inner.clone()];
        let fence = "`".repeat(longest_run(formula) + 1);
        let mark = found.pair.mark;
        self.edits.push(Edit::new(found.span.start..inner.start, format!("{fence}{mark}")));
        let first = self.line_at(inner.start);
        let last = self.line_at(inner.end);
        for number in first..last {
            let line = &self.lines[number].line;
            let from = line.content.max(inner.start);
            let from = comment(self.text, from..line.span.end).unwrap_or(line.span.end);
            let next = self.lines[number + 1].line.content.min(inner.end);
            self.edits.push(Edit::new(from..next, " "));
        }
        self.edits.push(Edit::new(inner.end..found.span.end, format!("{END}{fence}")));
    }
}

/// Whether a formula that begins behind a quotation mark may end before a byte.
fn ends_quoted(after: u8) -> bool {
    after.is_ascii_whitespace() || !after.is_ascii() || b",.;:!?)]}\"'-|".contains(&after)
}

/// The start of the comment of TeX in a line.
fn comment(text: &str, line: Range<usize>) -> Option<usize> {
    if line.start >= line.end {
        return None;
    }
    let mut signs = text[line.clone()].match_indices('%').map(|(at, _)| line.start + at);
    signs.find(|at| !text[..*at].ends_with('\\'))
}

fn longest_run(formula: &str) -> usize {
    let runs = formula.split(|c| c != '`');
    runs.map(str::len).max().unwrap_or(0)
}

/// The lines of a text, and which of them are rows of a table.
fn read_lines(text: &str) -> Vec<TextLine> {
    let mut lines = Lines::of(text, Indentation::Free);
    let mut read: Vec<TextLine> = Vec::new();
    let mut is_table = false;
    while let Some(line) = lines.next_in(0) {
        let content = &text[line.content..line.span.end];
        is_table &= !line.is_blank() && !line.is_code;
        if is_delimiter_row(content)
            && let Some(head) = read.last_mut()
            && text[head.line.span.clone()].contains('|')
        {
            head.is_row = true;
            is_table = true;
        }
        read.push(TextLine { line, is_row: is_table });
    }
    if read.is_empty() {
        read.push(TextLine {
            line: Line { span: 0..0, inner: 0, content: 0, quotes: 0, column: 0, is_code: true },
            is_row: false,
        });
    }
    read
}

fn is_delimiter_row(content: &str) -> bool {
    content.contains('-')
        && content.contains('|')
        && content.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::edit::apply;
    use crate::formats::math::{as_written, in_code};

    /// The formulas of a text.
    fn formulas(text: &str) -> Vec<String> {
        let translated = apply(text, changes(text).edits).0;
        if !text.contains('\n') {
            assert_eq!(as_written(&translated), text);
        }
        let spans = translated.split('`');
        spans.filter_map(|code| in_code(code)).map(|(code, _)| code.to_owned()).collect()
    }

    #[test]
    fn formulas_between_dollars() {
        assert_eq!(formulas("With $x = *a* _b_ \\\\ c$ in a line."), ["x = *a* _b_ \\\\ c"]);
        assert_eq!(formulas("$a$, ($b$) and $n$th, 公式$c$です"), ["a", "b", "n", "c"]);
        assert_eq!(formulas("$$\na_b \\\\ c_d\n$$"), ["a_b \\\\ c_d"]);
        assert_eq!(formulas("> $$\n> a\n>\n> - b % c\n> = d\n> $$\n"), ["a  - b  = d"]);
        assert_eq!(formulas("- $$x^2$$ and $$y$$\n- $`a\\_b`$"), ["x^2", "y", "a\\_b"]);
        assert_eq!(formulas("the \"$x$\" of \"$a$ and $b$\""), ["x", "a", "b"]);
        assert_eq!(formulas("$$x$$\n$$y$$\n"), ["x", "y"]);
        assert_eq!(formulas("a $x\n+ y$ b\n\n$c\n\nd$"), ["x + y"; 0]);
        assert_eq!(formulas("| a | b |\n|--|--|\n| $x$ | $a | b$ |\n"), ["x"]);
    }

    #[test]
    fn dollars_that_are_none() {
        for text in [
            "It costs $5 and then $10.",
            "$5–$10, $5-$10, $20/$30 or US$5 and US$6",
            "$ 5$ and $5 $ and \\$5 and 5\\$",
            "`$a$` and ``$b`$``",
            "```\n$a$\n```\n\n    $b$\n",
            "[a](https://e.org/?$a=1&$b) $ https://e.org/$x/$y <https://e.org/$x$>",
            "$HOME/$USER and $PATH:$HOME, ${x} and ${y}",
            "≈$18.40→$6.07 per million, from $1,000 (or $2,000) to $5M",
            "- $it.name$$if(it.position)$, $it.position$$endif$\\",
            "from $5 for one to 10$ for two",
            "価格 $$ 後から\n\n$$$ and $$$$",
            "costs $$ to $$$",
            "Prefer \"$@\" over \"$\\*\" here",
            "<a href=\"?$x=$y\">$</a>",
            "{{ $years := slice $currentYear (add $currentYear -1) -}}",
        ] {
            assert_eq!(formulas(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn formulas_between_brackets() {
        assert_eq!(
            formulas("When \\(a \\ne 0\\), \\(x\\) is \\\\(S_l\\\\)."),
            ["a \\ne 0", "x", "S_l"]
        );
        assert_eq!(formulas("\\[\nx = {-b \\over 2a}\n\\]\n"), ["x = {-b \\over 2a}"]);
        assert_eq!(
            formulas("\\\\[E_l = min\\{\\frac{s}s,0\\}\\\\]"),
            ["E_l = min\\{\\frac{s}s,0\\}"]
        );
        for text in [
            "### dbt \\(data build tool\\)",
            "- \\[Use Case Name\\]\\(URL\\) and file\\(s\\), \\(a\\) one",
            "sed -e 's/.*\\(k8s.io[a-z/-]*\\).*coverage: \\(.*\\) of'",
            "[a](https://e.org/View/sheet\\(item:onDismiss:content:\\))",
        ] {
            assert_eq!(formulas(text), [""; 0], "{text}");
        }
    }
}
