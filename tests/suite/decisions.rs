//! How well decisions are told from what only looks like them.
//!
//! Each folder below `tests/decisions/` holds files of cases: `-- decision NAME --` and
//! `-- look-alike NAME --`, each followed by markdown, and for decisions `-- expect --` with the
//! questions and answers that should be read. Recall is the share of decisions in which a tree is
//! found; precision the share of finds that are decisions.
//!
//! `tests/decisions/verdicts.txt` names every case that is missed, wrong or misread, so that a change
//! shows which ones it gains and loses. `UPDATE_EXPECT=1 cargo test --test suite decisions::` writes
//! it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use expect_test::expect_file;
use fieldbook::parse::tree_prose::{Language, detect};
use fieldbook::source::split_fixture;
use fieldbook::text::Document;
use fieldbook::tree::{NodeKind, Tree};

#[test]
fn the_verdicts_are_those_on_the_list() {
    let mut verdicts = String::new();
    for (folder, cases) in folders() {
        writeln!(verdicts, "{folder}: {}", Score::of(&cases)).unwrap();
    }
    expect_file!["../decisions/verdicts.txt"].assert_eq(&verdicts);
}

/// A verdict names its case, so two cases of a folder with one name would be one verdict.
#[test]
fn every_case_has_a_name_of_its_own() {
    for (folder, cases) in folders() {
        let mut names = BTreeSet::new();
        for case in &cases {
            assert!(names.insert(&case.name), "{folder} has two cases `{}`", case.name);
        }
    }
}

/// The cases of each folder.
fn folders() -> BTreeMap<String, Vec<Case>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/decisions");
    let mut folders: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for file in files(&root) {
        let folder = file.parent().and_then(|folder| folder.strip_prefix(&root).ok());
        let name = folder.unwrap_or(&root).display().to_string();
        folders.entry(name).or_default().extend(cases(&fs::read_to_string(&file).unwrap()));
    }
    folders
}

struct Case {
    name: String,
    markdown: String,
    is_decision: bool,
    expected: Option<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (header, markdown) in split_fixture(text) {
        match (header.split_once(' '), cases.last_mut()) {
            (None, Some(case)) if header == "expect" => case.expected = Some(markdown),
            (Some((kind, name)), _) => cases.push(Case {
                name: name.to_owned(),
                markdown,
                is_decision: kind == "decision",
                expected: None,
            }),
            _ => panic!("a case without a kind: {header}"),
        }
    }
    cases
}

#[derive(Default)]
struct Score {
    decisions: usize,
    look_alikes: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
    expected: usize,
    misread: Vec<String>,
}

impl Score {
    fn of(cases: &[Case]) -> Score {
        let mut score = Score::default();
        let language = Language::of("en");
        for case in cases {
            let document = Document::of(&case.markdown);
            let found = detect(&"case.md".into(), &document, &language).0;
            let trees: Vec<Arc<Tree>> = found.into_iter().map(|found| found.tree).collect();
            match (case.is_decision, trees.is_empty()) {
                (true, true) => score.missed.push(case.name.clone()),
                (false, false) => score.wrong.push(case.name.clone()),
                _ => {}
            }
            score.decisions += usize::from(case.is_decision);
            score.look_alikes += usize::from(!case.is_decision);
            if let Some(expected) = &case.expected {
                score.expected += 1;
                let expected = written(expected);
                let found = read(&case.markdown, &trees, &expected);
                if expected != found {
                    score.misread.push(format!(
                        "{}\n      not read:   {:?}\n      not written: {:?}",
                        case.name,
                        expected.difference(&found).collect::<Vec<_>>(),
                        found.difference(&expected).collect::<Vec<_>>(),
                    ));
                }
            }
        }
        score
    }

    fn recall(&self) -> f64 {
        share(self.decisions - self.missed.len(), self.decisions)
    }

    fn precision(&self) -> f64 {
        let found = self.decisions - self.missed.len();
        share(found, found + self.wrong.len())
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "recall {:.3} of {} decisions, precision {:.3} beside {} look-alikes, {:.3} read as expected",
            self.recall(),
            self.decisions,
            self.precision(),
            self.look_alikes,
            share(self.expected - self.misread.len(), self.expected),
        )?;
        let lists = [
            ("missed", &self.missed),
            ("taken for a decision", &self.wrong),
            ("misread", &self.misread),
        ];
        for (what, names) in lists {
            if !names.is_empty() {
                writeln!(f, "  {what}:\n    {}", names.join("\n    "))?;
            }
        }
        Ok(())
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Every `question / label / target`, normalised, as a case expects them.
fn written(expected: &str) -> BTreeSet<String> {
    let mut question = String::new();
    let mut answers = BTreeSet::new();
    for line in expected.lines() {
        if let Some(title) = line.strip_prefix("Q: ") {
            question = normal(title);
        } else if let Some((label, target)) =
            line.strip_prefix("A: ").and_then(|answer| answer.split_once(" => "))
        {
            answers.insert(format!("{question} / {} / {}", answer(label), normal(target)));
        }
    }
    answers
}

/// The same of the trees that were found. `See Step 5` may be shown by the title of step 5.
fn read(text: &str, trees: &[Arc<Tree>], expected: &BTreeSet<String>) -> BTreeSet<String> {
    let mut answers = BTreeSet::new();
    for node in trees.iter().flat_map(|tree| tree.nodes.iter().map(move |node| (tree, node))) {
        let (tree, node) = node;
        let NodeKind::Choice(choices) = &node.kind else { continue };
        for choice in choices {
            let target = tree.node(choice.edge.to);
            let way = format!("{} / {}", normal(&node.title), answer(&choice.label));
            let written = format!("{way} / {}", normal(&text[choice.edge.span.clone()]));
            let shown = format!("{way} / {}", normal(&target.title));
            // A list is the text of its outcome.
            let text = format!("{way} / {}", normal(&items(&text[target.body.clone()])));
            let told = [written, text].into_iter().filter(|told| expected.contains(told));
            answers.insert(told.take_while(|_| target.is_outcome()).next().unwrap_or(shown));
        }
    }
    answers
}

/// A list without the numbers of its items.
fn items(list: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || c == ' ';
    list.lines().map(|line| line.trim_start_matches(number).to_owned() + "\n").collect()
}

fn answer(label: &str) -> String {
    let label = normal(label);
    match label.strip_prefix("if ").unwrap_or(&label) {
        "so" => "yes".to_owned(),
        "not" => "no".to_owned(),
        label => label.to_owned(),
    }
}

/// Words alone: case, punctuation and emphasis do not count.
fn normal(text: &str) -> String {
    let signs = |c: char| if c.is_alphanumeric() || "<>+%€$".contains(c) { c } else { ' ' };
    let text: String = text.chars().map(signs).collect::<String>().to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The markdown files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
