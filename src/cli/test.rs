//! `fieldbook test`: runs the scenarios of every tree and reports their coverage.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::changes::changes;
use crate::cli::{Exit, open, print, report, say};
use crate::diagnostic::Severity;
use crate::link::trees::PlacedTree;
use crate::link::{Drafts, Playbook};
use crate::parse::Parsed;
use crate::render::tree::words;
use crate::tree::mutate::mutate;
use crate::tree::scenario::{EdgeRef, failures, untaken};
use crate::tree::shape;
use crate::tree::walk::Stands;
use crate::tree::{Form, NodeId, Tree};
use crate::words::{RuleWords, Words};

/// The output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum TestFormat {
    Human,
    Json,
}

#[derive(Debug, clap::Args)]
pub struct TestOptions {
    /// A folder with a book.toml, or any folder of markdown
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Say what changed in each tree since a revision of git, such as `HEAD~1`, a branch or a tag
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Redirect every answer to every wrong outcome, and list what no scenario notices
    #[arg(long)]
    mutate: bool,
    #[arg(long, value_enum, default_value = "human")]
    format: TestFormat,
}

/// The results of one tree.
#[derive(Debug, Serialize)]
struct TreeReport {
    id: String,
    title: String,
    file: String,
    /// Whether it has a file of its own, where scenarios can be written.
    #[serde(skip)]
    is_file: bool,
    questions: usize,
    /// `None` for a tree with more states than are explored.
    states: Option<usize>,
    /// A string, because the count may exceed a JSON number.
    paths: Option<String>,
    longest_path: Option<usize>,
    scenarios: usize,
    failed: Vec<Failed>,
    untaken: Vec<String>,
    balance: Vec<Share>,
    /// What the proofs of a decision in prose say; those of tree files are problems of the book.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
    /// What changed since a revision; `None` if that was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation: Option<MutationReport>,
}

#[derive(Debug, Serialize)]
struct Failed {
    scenario: String,
    line: usize,
    expected: String,
    found: String,
}

#[derive(Debug, Serialize)]
struct Share {
    outcome: String,
    /// From 0 to 1, with equal weight for every answer.
    share: f64,
}

#[derive(Debug, Serialize)]
struct MutationReport {
    tried: usize,
    caught: usize,
    survivors: Vec<String>,
}

pub fn run(options: &TestOptions) -> anyhow::Result<Exit> {
    let book = open(&options.dir, Drafts::Shown)?;
    let errors: Vec<_> =
        book.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    report(&errors, &book.sources);
    let playbook = &book.site.playbook;
    let words = Words::of("en");
    let earlier = options.since.as_deref().map(|since| book.at(since)).transpose()?;
    let mut reports: Vec<TreeReport> = playbook
        .trees
        .iter()
        .map(|placed| {
            let parsed = &playbook.entry(placed.entry).parsed;
            tree_report(&words.rule, placed, parsed, options)
        })
        .collect();
    let mut gone = Vec::new();
    if let Some(earlier) = &earlier {
        for (placed, report) in playbook.trees.iter().zip(&mut reports) {
            report.changes = Some(since(&words.rule, &earlier.playbook, (playbook, placed)));
        }
        gone = without(&earlier.playbook, playbook);
    }
    match options.format {
        TestFormat::Json => print(&format!("{}\n", serde_json::to_string_pretty(&reports)?)),
        TestFormat::Human => {
            for report in &reports {
                print(&human(report));
            }
            for gone in gone {
                print(&format!("{gone}\n\n"));
            }
            say(&summary(&reports));
        }
    }
    let failed = reports.iter().any(|report| !report.failed.is_empty());
    Ok(if failed || !errors.is_empty() { Exit::Content } else { Exit::Fine })
}

fn tree_report(
    words: &RuleWords,
    placed: &PlacedTree,
    parsed: &Parsed,
    options: &TestOptions,
) -> TreeReport {
    let tree = &placed.tree;
    let explored = placed.explored();
    let failed: Vec<Failed> = failures(tree)
        .into_iter()
        .map(|failure| {
            let scenario = &tree.scenarios[failure.scenario];
            Failed {
                scenario: scenario.name.clone(),
                line: crate::source::line_column(&parsed.text, scenario.span.start).0,
                expected: titles(tree, &scenario.ends_at),
                found: found(tree, &failure.position.stands),
            }
        })
        .collect();
    let mutation = (options.mutate && failed.is_empty()).then(|| {
        let mutation = mutate(tree);
        let survivors = mutation.survivors.iter().map(|mutant| {
            format!("{} → {}", branch(words, tree, mutant.edge), tree.node(mutant.to).title)
        });
        MutationReport {
            tried: mutation.tried,
            caught: mutation.tried - mutation.survivors.len(),
            survivors: survivors.collect(),
        }
    });
    TreeReport {
        id: tree.id.clone(),
        title: tree.title.clone(),
        file: parsed.name.to_string(),
        is_file: tree.form == Form::File,
        questions: tree.nodes.iter().filter(|node| node.is_question()).count(),
        states: explored.map(|explored| explored.states),
        paths: explored.map(|explored| explored.paths.to_string()),
        longest_path: explored.map(|explored| explored.longest),
        scenarios: tree.scenarios.len(),
        failed,
        untaken: untaken(tree).into_iter().map(|open| branch(words, tree, open)).collect(),
        balance: explored
            .into_iter()
            .flat_map(|explored| &explored.endings)
            .map(|ending| Share {
                outcome: tree.node(ending.outcome).title.clone(),
                share: ending.share,
            })
            .collect(),
        problems: proofs(tree),
        changes: None,
        mutation,
    }
}

/// What is wrong with a decision that was found in prose.
fn proofs(tree: &Tree) -> Vec<String> {
    match tree.form {
        Form::File => Vec::new(),
        _ => shape::problems(tree).into_iter().map(|problem| problem.message).collect(),
    }
}

/// What changed in a tree since an earlier version of its book.
fn since(
    words: &RuleWords,
    earlier: &Playbook,
    (playbook, placed): (&Playbook, &PlacedTree),
) -> Vec<String> {
    match twin(earlier, (playbook, placed)) {
        Some(before) => changes(words, &before.tree, &placed.tree),
        None => vec!["this tree is new".to_owned()],
    }
}

/// The trees of an earlier version that there are no longer.
fn without(earlier: &Playbook, playbook: &Playbook) -> Vec<String> {
    let gone = earlier.trees.iter().filter(|old| twin(playbook, (earlier, old)).is_none());
    gone.map(|old| {
        let file = &earlier.entry(old.entry).parsed.name;
        format!("{} ({file})\n  changed: this tree is gone", old.tree.title)
    })
    .collect()
}

/// The same tree in another version of the book: of the same name, in the same file if there are
/// several.
fn twin<'a>(
    other: &'a Playbook,
    (playbook, placed): (&Playbook, &PlacedTree),
) -> Option<&'a PlacedTree> {
    let name = &playbook.entry(placed.entry).parsed.name;
    let named = || other.trees.iter().filter(|it| it.tree.id == placed.tree.id);
    named().find(|it| other.entry(it.entry).parsed.name == *name).or_else(|| named().next())
}

/// An answer with its question.
fn branch(words: &RuleWords, tree: &Tree, branch: EdgeRef) -> String {
    let node = tree.node(branch.node);
    format!("{}: {}", node.id, words::branch(words, tree, (node, branch.index)))
}

fn titles(tree: &Tree, nodes: &[NodeId]) -> String {
    let titles: Vec<&str> = nodes.iter().map(|node| tree.node(*node).title.as_str()).collect();
    titles.join(", ")
}

fn found(tree: &Tree, stands: &Stands) -> String {
    match stands {
        Stands::Outcome(node) => tree.node(*node).title.clone(),
        Stands::Composed(_, parts) => {
            titles(tree, &parts.iter().map(|(node, _)| *node).collect::<Vec<_>>())
        }
        Stands::Waiting(node) => format!("the question “{}”", tree.node(*node).title),
        Stands::Stuck(node) => format!("“{}”, where no row is true", tree.node(*node).title),
    }
}

fn human(report: &TreeReport) -> String {
    let number = |number: Option<String>| number.unwrap_or_else(|| "too many".to_owned());
    let mut out = format!(
        "{} ({})\n  {} questions, {} states, {} paths, longest {}\n",
        report.title,
        report.file,
        report.questions,
        number(report.states.map(|states| states.to_string())),
        number(report.paths.clone()),
        number(report.longest_path.map(|longest| longest.to_string())),
    );
    for problem in &report.problems {
        out.push_str(&format!("  warning: {problem}\n"));
    }
    if report.scenarios > 0 || report.is_file {
        let passed = report.scenarios - report.failed.len();
        out.push_str(&format!("  scenarios: {passed} of {} passed\n", report.scenarios));
    }
    for failed in &report.failed {
        out.push_str(&format!(
            "  FAILED {}:{} {}: ends at {}, not at {}\n",
            report.file, failed.line, failed.scenario, failed.found, failed.expected
        ));
    }
    // A decision in prose has no place for scenarios.
    for open in report.untaken.iter().filter(|_| report.is_file) {
        out.push_str(&format!("  no scenario takes {open}\n"));
    }
    let balance: Vec<String> = report
        .balance
        .iter()
        .map(|share| format!("{} {:.0} %", share.outcome, share.share * 100.0))
        .collect();
    if !balance.is_empty() {
        out.push_str(&format!("  balance: {}\n", balance.join(", ")));
    }
    if report.changes.as_ref().is_some_and(Vec::is_empty) {
        out.push_str("  changed: nothing\n");
    }
    for change in report.changes.iter().flatten() {
        out.push_str(&format!("  changed: {change}\n"));
    }
    if let Some(mutation) = report.mutation.as_ref().filter(|_| report.is_file) {
        out.push_str(&format!("  mutants: {} of {} caught\n", mutation.caught, mutation.tried));
        for survivor in &mutation.survivors {
            out.push_str(&format!("  survived {survivor}\n"));
        }
    }
    out.push('\n');
    out
}

fn summary(reports: &[TreeReport]) -> String {
    let scenarios: usize = reports.iter().map(|report| report.scenarios).sum();
    let failed: usize = reports.iter().map(|report| report.failed.len()).sum();
    format!("{} trees: {} scenarios passed, {failed} failed", reports.len(), scenarios - failed)
}
