//! Builds one page from its own text and its includes.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Help, Place};
use crate::include::directive::{IncludeForm, Selection, What, find_in};
use crate::include::files::{IncludedFile, IncludedFiles};
use crate::include::{MOST, candidates};
use crate::source::origins::{From, Segment};
use crate::source::{SourceFile, below_front_matter};

/// The limit for nested includes, the page itself not counted.
const DEEPEST: usize = 10;

/// The longest line prefix that is repeated before each included line, in bytes.
const LONGEST_PREFIX: usize = 64;

/// Writes a page and collects its problems.
pub struct IncludeWriter<'a> {
    pub text: String,
    pub pieces: Vec<Segment>,
    pub title: Option<String>,
    pub diagnostics: Vec<Diagnostic>,
    files: &'a IncludedFiles<'a>,
    /// The files being written, outermost first; detects cycles.
    open: Vec<Arc<str>>,
    /// The prefix of each line of the current include, such as `> `.
    prefix: String,
    /// The start of the current line.
    line: usize,
    /// The included bytes so far.
    size: usize,
}

/// A range of a named text.
#[derive(Clone)]
struct SourceRange<'s> {
    name: &'s Arc<str>,
    text: &'s str,
    span: Range<usize>,
}

impl SourceRange<'_> {
    fn part(&self, span: Range<usize>) -> Self {
        SourceRange { span, ..*self }
    }

    fn as_str(&self) -> &str {
        &self.text[self.span.clone()]
    }

    fn place(&self) -> Place {
        Place::new(self.name, self.span.clone())
    }
}

/// The ranges that a directive inserts, and their form.
struct DirectiveContent<'s> {
    stretches: Vec<SourceRange<'s>>,
    shape: IncludeForm,
}

impl<'a> IncludeWriter<'a> {
    pub fn page(page: &SourceFile, files: &'a IncludedFiles<'a>) -> IncludeWriter<'a> {
        let mut writer = IncludeWriter {
            text: String::with_capacity(page.text.len()),
            pieces: Vec::new(),
            title: None,
            diagnostics: Vec::new(),
            files,
            open: Vec::new(),
            prefix: String::new(),
            line: 0,
            size: 0,
        };
        writer.write(&SourceRange { name: &page.name, text: &page.text, span: 0..page.text.len() });
        writer
    }

    /// Writes a range with its includes. Recurses at most [`DEEPEST`] times.
    fn write(&mut self, stretch: &SourceRange<'_>) {
        self.open.push(stretch.name.clone());
        let mut from = stretch.span.start;
        for directive in find_in(stretch.text, stretch.span.clone()) {
            let span = directive.span;
            self.copy(&stretch.part(from..span.start));
            from = span.end;
            let here = stretch.part(span.clone());
            match directive.what {
                What::Escaped => self.copy(&stretch.part(span.start + 1..span.end)),
                What::Title(title) => self.title = Some(stretch.text[title].to_owned()),
                // The limit is exceeded and was reported.
                What::Include { .. } if self.size > MOST => self.copy(&here),
                What::Include { path, part, shape } => {
                    match self.take(&stretch.part(path), &part, shape) {
                        Ok(stretches) => self.insert(&here, &DirectiveContent { stretches, shape }),
                        Err(problem) => {
                            self.diagnostics.push(problem);
                            self.copy(&here);
                        }
                    }
                }
                What::Misspelt { name, meant } => {
                    self.diagnostics.push(misspelt(&stretch.part(name), meant));
                    self.copy(&here);
                }
            }
        }
        self.copy(&stretch.part(from..stretch.span.end));
        self.open.pop();
    }

    /// The requested part of a file, or why it is not available.
    fn take(
        &mut self,
        path: &SourceRange<'_>,
        part: &Selection,
        shape: IncludeForm,
    ) -> Result<Vec<SourceRange<'a>>, Diagnostic> {
        let problem = |message: String| Diagnostic::new(Code::BadInclude, message).at(path.place());
        let written = path.as_str();
        let mut found = candidates(path.name, written, shape);
        let exists = |found: &Result<String, _>| {
            found.as_ref().is_ok_and(|found| self.files.by_name.contains_key(found.as_str()))
        };
        let found =
            found.iter().position(exists).map_or(found[0].clone(), |at| found.swap_remove(at));
        let found = found.map_err(|why| {
            problem(format!("`{written}` {why}")).help("include files of the book's own folder")
        })?;
        let files = self.files;
        let (name, text, lines) = match files.by_name.get(found.as_str()) {
            Some(IncludedFile::Text { name, text, lines }) => (*name, *text, lines),
            Some(IncludedFile::Refused(why)) => {
                let help = "include text files of the book's own folder";
                return Err(problem(format!("`{found}` {why}")).help(help));
            }
            None => {
                let missing = problem(format!("there is no file `{found}` to include"));
                return Err(missing.help(Help::Nearest {
                    wanted: found,
                    names: files.names.clone(),
                    mark: "",
                    otherwise: Some("a path starts at the folder of the file that it stands in"),
                }));
            }
        };
        let again = self.open.contains(name);
        if again || self.open.len() > DEEPEST {
            let what = if again { "go round in a circle" } else { "are more than ten deep" };
            let chain = self.open.iter().chain([name]).map(|name| format!("`{name}`"));
            let chain = chain.collect::<Vec<_>>().join(" includes ");
            return Err(
                problem(format!("these includes {what}: {chain}")).help("take one of them away")
            );
        }
        let mut stretches = lines.take(part).map_err(|missing| {
            problem(format!("`{found}` {}", missing.why)).maybe_help(missing.help)
        })?;
        // Front matter of an included page is skipped.
        if let (Selection::Whole, true, [whole]) = (part, name.ends_with(".md"), &mut stretches[..])
        {
            whole.start = below_front_matter(text).min(whole.end);
        }
        self.size += stretches.iter().map(Range::len).sum::<usize>();
        if self.size > MOST {
            Err(problem("this page includes more than 4 MiB".to_owned())
                .help("include parts of files, or divide the page"))
        } else {
            Ok(stretches.into_iter().map(|span| SourceRange { name, text, span }).collect())
        }
    }

    /// Writes the included content in place of the directive.
    fn insert(&mut self, directive: &SourceRange<'_>, taken: &DirectiveContent<'_>) {
        let before = self.prefix.clone();
        let start = &self.text[self.line..];
        let is_prefix =
            start.len() <= LONGEST_PREFIX && start.chars().all(|c| c.is_whitespace() || c == '>');
        self.prefix = if is_prefix { start.to_owned() } else { String::new() };
        match taken.shape {
            IncludeForm::Plain | IncludeForm::Snippet | IncludeForm::Found => {
                taken.stretches.iter().for_each(|stretch| self.write(stretch))
            }
            IncludeForm::Code => self.code(directive, taken),
        }
        self.prefix = before;
    }

    /// Writes a file as a code block, with a fence longer than any in the file.
    fn code(&mut self, directive: &SourceRange<'_>, taken: &DirectiveContent<'_>) {
        let texts = || taken.stretches.iter().map(SourceRange::as_str);
        let ticks = texts().flat_map(|text| text.split(|c| c != '`')).map(str::len).max();
        let fence = "`".repeat(ticks.unwrap_or(0).max(2) + 1);
        let name = taken.stretches.first().map_or("", |stretch| stretch.name);
        let language = match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "rs" => "rust",
            other => other,
        };
        self.make(directive, &format!("{fence}{language}\n"));
        taken.stretches.iter().for_each(|stretch| self.write(stretch));
        self.make(directive, &format!("\n{fence}"));
    }

    /// Copies a range of a file.
    fn copy(&mut self, stretch: &SourceRange<'_>) {
        let mut from = stretch.span.start;
        for line in stretch.as_str().split_inclusive('\n') {
            if from == stretch.span.start || !self.prefix.is_empty() {
                self.piece(stretch.name, From::Copied(from));
            }
            self.text.push_str(line);
            from += line.len();
            if line.ends_with('\n') {
                self.line = self.text.len();
                if !self.prefix.is_empty() {
                    self.piece(stretch.name, From::Made(from - 1..from));
                    self.text.push_str(&self.prefix);
                }
            }
        }
    }

    /// Writes generated text in place of a directive.
    fn make(&mut self, directive: &SourceRange<'_>, text: &str) {
        self.piece(directive.name, From::Made(directive.span.clone()));
        for line in text.split_inclusive('\n') {
            self.text.push_str(line);
            if line.ends_with('\n') {
                self.line = self.text.len();
                self.text.push_str(&self.prefix);
            }
        }
    }

    fn piece(&mut self, file: &Arc<str>, from: From) {
        self.pieces.push(Segment { at: self.text.len(), file: file.clone(), from });
    }
}

fn misspelt(word: &SourceRange<'_>, meant: &str) -> Diagnostic {
    Diagnostic::new(Code::BadInclude, format!("unknown directive `#{}`", word.as_str()))
        .at(word.place())
        .help(format!("did you mean `#{meant}`? Put a backslash before the braces to show them"))
}
