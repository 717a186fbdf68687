//! `fieldbook test`: runs the scenarios of every tree and reports their coverage.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::{Exit, open, print, report, say};
use crate::diagnostic::Severity;
use crate::link::Drafts;
use crate::link::trees::PlacedTree;
use crate::parse::Parsed;
use crate::render::tree::words;
use crate::tree::mutate::mutate;
use crate::tree::scenario::{EdgeRef, failures, untaken};
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
    let reports: Vec<TreeReport> = playbook
        .trees
        .iter()
        .map(|placed| {
            let parsed = &playbook.entry(placed.entry).parsed;
            tree_report(&words.rule, placed, parsed, options)
        })
        .collect();
    match options.format {
        TestFormat::Json => print(&format!("{}\n", serde_json::to_string_pretty(&reports)?)),
        TestFormat::Human => {
            for (placed, report) in playbook.trees.iter().zip(&reports) {
                // Decisions that were found in prose usually have no scenarios.
                if placed.tree.form == Form::File || report.scenarios > 0 {
                    print(&human(report));
                }
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
        mutation,
    }
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
        "{} ({})\n  {} questions, {} states, {} paths, longest {}\n  scenarios: {} of {} passed\n",
        report.title,
        report.file,
        report.questions,
        number(report.states.map(|states| states.to_string())),
        number(report.paths.clone()),
        number(report.longest_path.map(|longest| longest.to_string())),
        report.scenarios - report.failed.len(),
        report.scenarios,
    );
    for failed in &report.failed {
        out.push_str(&format!(
            "  FAILED {}:{} {}: ends at {}, not at {}\n",
            report.file, failed.line, failed.scenario, failed.found, failed.expected
        ));
    }
    for open in &report.untaken {
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
    if let Some(mutation) = &report.mutation {
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
