//! The authoring guide, run as a test: it cannot promise what the program does not do.
//!
//! A fence that is followed by a `console` fence is an example, and so is every fence that
//! holds markdown or names its file. The `console` fence is what `fieldbook check` says about the example, to the letter;
//! without one, nothing may be said. An `outline` fence after it is the tree that is read from it.
//! Directives such as `\{{#include …}}` are escaped in the guide, and are not in its examples.
//! `UPDATE_EXPECT=1 cargo test --test suite manual::` writes what is said now into those fences.
//!
//! Below `problems/`, an example is a small book of its own, and stands in the section of a code.
//! Anywhere else it is a page among those of our own playbook, so that it can link to them.

// It reads the guide from disk, and writes what is said into it.
#![allow(clippy::disallowed_methods)]

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::common::Book;
use fieldbook::diagnostic::{Code, Diagnostic, Severity};
use fieldbook::shell::disk::{self, History};
use fieldbook::shell::report::{Colours, Reporter, human};
use fieldbook::source::{SourceFile, Sources};
use fieldbook::text::{CodeBlock, Document, Event, Tag};
use fieldbook::tree::{Edge, NodeId, NodeKind, Tree};

#[test]
fn every_code_has_one_section_and_every_section_a_code() {
    let sections: Vec<String> = problem_pages().iter().flat_map(sections).collect();
    let unique: BTreeSet<&str> = sections.iter().map(String::as_str).collect();
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(unique, codes);
    assert_eq!(sections.len(), codes.len(), "two sections have the same code");
}

#[test]
fn every_problem_is_reported_as_the_manual_shows_it() {
    for page in problem_pages() {
        page.compare(|example| {
            let book = Book::new(&fixture(example, "content/example.md"));
            let is_said = |problem: &&Diagnostic| {
                problem.code.name() == example.section || problem.severity == Severity::Error
            };
            answer(&book, book.problems().iter().filter(is_said), "content/example.md")
        });
    }
}

#[test]
fn every_code_that_a_text_can_cause_is_shown() {
    let of_the_disk = [Code::NotUtf8, Code::TooLarge, Code::Unreadable];
    let mut shown = BTreeSet::new();
    for page in problem_pages() {
        for example in page.examples() {
            let report = example.report.map_or("", |report| &page.text[report]);
            if report.contains(&format!("[{}]", example.section)) {
                shown.insert(example.section);
            }
        }
    }
    let codes = Code::ALL.iter().filter(|code| !of_the_disk.contains(code));
    assert_eq!(shown, codes.map(|code| code.name().to_owned()).collect());
}

#[test]
fn every_example_of_the_guide_builds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_, _, playbook) = disk::read(root, History::Unread).unwrap();
    for page in pages("content/authoring") {
        page.compare(|example| {
            let fallback = "content/authoring/example.md";
            let mut sources = named_in(&example.text, &playbook);
            let added = Sources::from_fixture(&fixture(example, fallback));
            let files: BTreeSet<_> = added.files().map(|file| file.name.clone()).collect();
            add(&mut sources, added);
            let book = Book::of(sources);
            // Only a template can make a page fail, and to write all pages takes its time.
            let problems = match example.info.contains("templates/") {
                true => book.problems(),
                false => book.diagnostics.clone(),
            };
            let own = problems.iter().filter(|problem| {
                problem.place.as_ref().is_none_or(|place| files.contains(&place.file))
            });
            answer(&book, own, fallback)
        });
    }
}

/// What stands in the guide itself, beside its examples.
#[test]
fn the_guide_holds_the_decisions_that_it_says_it_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_, _, playbook) = disk::read(root, History::Unread).unwrap();
    let book = Book::of(playbook);
    let playbook = &book.site.playbook;
    let trees = playbook.trees.iter().filter_map(|placed| {
        let path = &playbook.entry(placed.entry).parsed.path;
        path.starts_with("authoring/").then(|| format!("{path}: {}", placed.tree.title))
    });
    assert_eq!(
        trees.collect::<Vec<_>>(),
        [
            "authoring/every-component.md: How far has the launch come?",
            "authoring/trees.md: Which form fits?",
            "authoring/trees.md: Will a reader need this in a hurry?",
        ]
    );
}

/// A page of the guide.
struct Page {
    path: PathBuf,
    text: String,
}

/// A fence with what is said about it.
struct Example<'a> {
    info: String,
    text: Cow<'a, str>,
    /// The id of the heading that it stands below.
    section: String,
    report: Option<Range<usize>>,
    outline: Option<Range<usize>>,
}

/// What the program makes of an example.
struct Answer {
    report: String,
    outline: String,
}

impl Page {
    /// The examples of a page, in order.
    fn examples(&self) -> Vec<Example<'_>> {
        let mut examples: Vec<Example> = Vec::new();
        let mut section = String::new();
        for (event, span) in Document::of(&self.text).events() {
            match event {
                Event::Start(Tag::Heading(heading)) => {
                    section = heading.id.unwrap_or_default().to_owned();
                }
                Event::Start(Tag::CodeBlock(CodeBlock::Fenced(info))) => {
                    let indent = self.text[..span.start].chars().rev();
                    let indent = indent.take_while(|c| *c == ' ').count();
                    let content = content(&self.text, span);
                    match (info, examples.last_mut()) {
                        ("console", Some(example)) => example.report = Some(content),
                        ("outline", Some(example)) => example.outline = Some(content),
                        _ => examples.push(Example {
                            info: info.to_owned(),
                            text: outdented(&self.text[content], indent)
                                .replace(r"\{{#", "{{#")
                                .into(),
                            section: section.clone(),
                            report: None,
                            outline: None,
                        }),
                    }
                }
                _ => {}
            }
        }
        examples.retain(|example| {
            let is_input = example.info.starts_with("markdown") || example.info.contains("file=");
            is_input || example.report.is_some() || example.outline.is_some()
        });
        examples
    }

    /// Compares what stands below each example with what is said about it, or writes it there.
    #[track_caller]
    fn compare(&self, answer: impl Fn(&Example) -> Answer) {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for example in self.examples() {
            let Answer { report, outline } = answer(&example);
            let report = report.replace("{{#", r"\{{#");
            let place = format!("{}, in\n{}", self.path.display(), example.text);
            assert!(example.report.is_some() || report.is_empty(), "{place}\n{report}");
            edits.extend(example.report.map(|at| (at, report)));
            edits.extend(example.outline.map(|at| (at, outline)));
        }
        edits.retain(|(at, now)| self.text[at.clone()] != **now);
        if env::var_os("UPDATE_EXPECT").is_some() {
            let mut text = self.text.clone();
            edits.into_iter().rev().for_each(|(at, now)| text.replace_range(at, &now));
            fs::write(&self.path, text).unwrap();
        } else if let Some((at, now)) = edits.first() {
            assert_eq!(&self.text[at.clone()], now, "{}", self.path.display());
        }
    }
}

/// The lines between the two lines that make a fence.
fn content(text: &str, fence: Range<usize>) -> Range<usize> {
    let written = text[fence.clone()].trim_end();
    let first = written.find('\n').map_or(written.len(), |at| at + 1);
    let last = written.rfind('\n').map_or(written.len(), |at| at + 1);
    fence.start + first..fence.start + last.max(first)
}

/// The text of a fence that stands `indent` spaces from the left.
fn outdented(text: &str, indent: usize) -> Cow<'_, str> {
    let spaces = " ".repeat(indent);
    let lines = text.split_inclusive('\n').map(|line| line.strip_prefix(&spaces).unwrap_or(line));
    match indent {
        0 => text.into(),
        _ => lines.collect(),
    }
}

/// The pages of a folder, without those of the folders in it.
fn pages(folder: &str) -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    files.sort();
    files.into_iter().map(|path| Page { text: fs::read_to_string(&path).unwrap(), path }).collect()
}

fn problem_pages() -> Vec<Page> {
    pages("content/authoring/problems")
}

/// The ids of the headings that name a code: those of the third level.
fn sections(page: &Page) -> Vec<String> {
    let headings = page.text.lines().filter_map(|line| line.strip_prefix("### "));
    headings
        .map(|heading| heading.split_once(" {#").map_or("", |(name, _)| name).to_owned())
        .collect()
}

/// An example as a book of one or more files.
fn fixture(example: &Example, fallback: &str) -> String {
    let file = example.info.split(' ').find_map(|word| word.strip_prefix("file="));
    match example.text.starts_with("-- ") {
        true => example.text.to_string(),
        false if example.info.is_empty() => format!("-- {fallback} --\n```\n{}```\n", example.text),
        false => format!("-- {} --\n{}", file.unwrap_or(fallback), example.text),
    }
}

/// A playbook with no other pages than those whose file or title a text names, and its first page:
/// what an example can link to, without everything else being read again for each example.
fn named_in(text: &str, playbook: &Sources) -> Sources {
    let words = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    let text = words(text);
    let mut near = playbook.clone();
    near.pages.retain(|page| {
        let file = page.path.strip_suffix(".md").unwrap_or(&page.path);
        let file = file.strip_suffix("/index").unwrap_or(file).rsplit('/').next();
        let title = page.text.lines().find_map(|line| line.strip_prefix("# "));
        let is_named = file.into_iter().chain(title).any(|name| text.contains(&words(name)));
        &*page.path == "index.md" || is_named
    });
    near
}

/// Puts the files of an example among those of a book.
fn add(book: &mut Sources, example: Sources) {
    let names: BTreeSet<_> = example.files().map(|file| file.name.clone()).collect();
    let keep = |file: &SourceFile| !names.contains(&file.name);
    book.pages.retain(keep);
    book.templates.retain(keep);
    book.pages.extend(example.pages);
    book.templates.extend(example.templates);
    book.included.extend(example.included);
    book.book = example.book.or(book.book.take());
    book.summary = example.summary.or(book.summary.take());
    book.sort();
}

fn answer<'a>(book: &Book, problems: impl Iterator<Item = &'a Diagnostic>, page: &str) -> Answer {
    let mut reporter = Reporter::new(&book.sources);
    let reports: Vec<String> =
        problems.map(|problem| human(problem, &mut reporter, Colours::Off) + "\n").collect();
    let playbook = &book.site.playbook;
    let trees =
        playbook.trees.iter().filter(|tree| &*playbook.entry(tree.entry).parsed.name == page);
    let outlines: Vec<String> = trees.map(|placed| outline(&placed.tree)).collect();
    Answer { report: reports.join("\n"), outline: outlines.join("\n") }
}

/// A tree with the questions and outcomes that answers lead to below them, each written once.
fn outline(tree: &Tree) -> String {
    let mut lines = format!("{}\n", tree.node(Tree::START).title);
    let mut seen = BTreeSet::from([Tree::START]);
    let mut waiting: Vec<(usize, String, NodeId)> = Vec::new();
    let open = |depth: usize, node: NodeId, waiting: &mut Vec<(usize, String, NodeId)>| {
        let ways = ways(tree, node).into_iter().rev();
        waiting.extend(ways.map(|(label, edge)| {
            let caveat = edge.caveat.as_ref().map(|caveat| format!(" ({caveat})"));
            let title = &tree.node(edge.to).title;
            let line = format!("{label} → {title}{}", caveat.unwrap_or_default());
            (depth, line, edge.to)
        }));
    };
    open(1, Tree::START, &mut waiting);
    while let Some((depth, line, to)) = waiting.pop() {
        lines += &format!("{}{line}\n", "  ".repeat(depth));
        if seen.insert(to) {
            open(depth + 1, to, &mut waiting);
        }
    }
    lines
}

/// The ways out of a node with what is chosen there.
fn ways(tree: &Tree, node: NodeId) -> Vec<(String, &Edge)> {
    match &tree.node(node).kind {
        NodeKind::Choice(answers) => {
            answers.iter().map(|answer| (answer.label.clone(), &answer.edge)).collect()
        }
        NodeKind::PickMany(pick) => vec![("any ticks".to_owned(), &pick.edge)],
        NodeKind::Number(number) => {
            number.branches.iter().map(|branch| (branch.label.clone(), &branch.edge)).collect()
        }
        NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules) => {
            rules.iter().map(|rule| ("a rule".to_owned(), &rule.edge)).collect()
        }
        NodeKind::Step(edge) => vec![("Continue".to_owned(), edge)],
        NodeKind::Outcome(_) => Vec::new(),
    }
}
