//! `fieldbook check --explain-decisions PATH`: says of each list in a page, or in the pages of a
//! folder, why it is a decision or not.

use std::path::Path;

use serde::Serialize;

use crate::cli::{Exit, print, say};
use crate::parse::tree_prose::{Candidate, Language, explain};
use crate::parse::{Parsed, decisions};
use crate::shell::report::Format;
use crate::shell::workspace::Workspace;
use crate::source::positions::Positions;

/// What `--format json` prints.
#[derive(Serialize)]
struct Report {
    candidates: Vec<Explained>,
}

/// A list of answers with the verdict on it.
#[derive(Serialize)]
struct Explained {
    file: String,
    /// The line of the question.
    line: usize,
    question: String,
    decision: bool,
    reason: String,
    seen: Vec<String>,
    answers: Vec<ExplainedAnswer>,
}

#[derive(Serialize)]
struct ExplainedAnswer {
    line: usize,
    label: String,
    /// The first and the last line of the outcome.
    outcome_lines: [usize; 2],
}

pub fn run(book: &Workspace, path: &Path, format: Format) -> anyhow::Result<Exit> {
    let config = &book.site.playbook.config;
    let language = Language::with_words(&config.language, &config.words);
    let pages = book.site.playbook.entries.iter().map(|entry| &*entry.parsed);
    let asked: Vec<&Parsed> = pages.filter(|page| is_below(&page.name, path)).collect();
    if asked.is_empty() {
        anyhow::bail!("no page of the book is at `{}`", path.display());
    }
    let candidates = asked.into_iter().flat_map(|page| explained(page, &language)).collect();
    let report = Report { candidates };
    match format {
        Format::Human => report.candidates.iter().for_each(tell),
        _ => print(&format!("{}\n", serde_json::to_string_pretty(&report)?)),
    }
    Ok(Exit::Fine)
}

/// Whether a page is a file or below a folder. The path is from the book's root, or from the folder
/// that the command runs in.
fn is_below(name: &str, path: &Path) -> bool {
    let path = path.strip_prefix(".").unwrap_or(path);
    let name = Path::new(name);
    path.as_os_str().is_empty() || name.starts_with(path) || path.ends_with(name)
}

fn explained(page: &Parsed, language: &Language) -> Vec<Explained> {
    let positions = Positions::of(&page.text);
    let line = |at: usize| positions.line_column(at).0;
    let unfit = decisions::unfit(&page.document, language);
    let error = |candidate: &Candidate| {
        let first = candidate.answers.first()?.label_at.start;
        unfit.iter().find(|(answer, _)| answer.contains(&first)).map(|(_, error)| error.clone())
    };
    let of = |candidate: Candidate| Explained {
        file: page.name.to_string(),
        line: line(candidate.asked.start),
        decision: candidate.verdict.is_ok() && error(&candidate).is_none(),
        reason: error(&candidate)
            .unwrap_or_else(|| candidate.verdict.unwrap_or_else(|reason| reason).to_owned()),
        question: candidate.question,
        seen: candidate.evidence.into_iter().map(evidence).collect(),
        answers: candidate
            .answers
            .into_iter()
            .map(|answer| ExplainedAnswer {
                line: line(answer.label_at.start),
                label: answer.label,
                outcome_lines: [line(answer.outcome.start), line(answer.outcome.end)],
            })
            .collect(),
    };
    explain(&page.document, language).into_iter().map(of).collect()
}

fn evidence((words, count): (&'static str, Option<usize>)) -> String {
    count.map_or_else(|| words.to_owned(), |count| format!("{words}: {count}"))
}

fn tell(list: &Explained) {
    let verdict = if list.decision { "a decision" } else { "no decision" };
    let (file, line, question) = (&list.file, list.line, &list.question);
    say(&format!("{file}:{line}: {verdict}: {question}"));
    say(&format!("  why: {}", list.reason));
    let labels: Vec<&str> = list.answers.iter().map(|answer| answer.label.as_str()).collect();
    say(&format!("  answers: {}", labels.join("; ")));
    say(&format!("  seen: {}", list.seen.join(", ")));
}
