//! `fieldbook walk`: walks one tree in the terminal.
//!
//! The state is the answers so far, replayed from the start after each of them, as on the page.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::ensure;

use crate::cli::changes::FIELDS;
use crate::cli::{Exit, open, report, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::link::Drafts;
use crate::link::trees::PlacedTree;
use crate::parse::tree_file::read_answer;
use crate::tree::echo;
use crate::tree::walk::{Answers, Position, Stands, taken, walk};
use crate::tree::{Given, Node, NodeId, NodeKind, Tree};

#[derive(Debug, clap::Args)]
pub struct WalkOptions {
    /// A markdown file with a decision
    file: PathBuf,
    /// The name of the tree, if the file holds several
    tree: Option<String>,
}

pub fn run(options: &WalkOptions) -> anyhow::Result<Exit> {
    let file = &options.file;
    ensure!(file.is_file(), "there is no file `{}`", file.display());
    let whole = file.canonicalize()?;
    let book = open(&book_of(&whole), Drafts::Shown)?;
    let playbook = &book.site.playbook;
    let root = book.layout.root.canonicalize()?;
    let is_named = |name: &str| root.join(name) == whole;
    let errors: Vec<Diagnostic> = book
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .filter(|found| found.place.as_ref().is_some_and(|place| is_named(&place.file)))
        .cloned()
        .collect();
    report(&errors, &book.sources);
    let name_of = |placed: &PlacedTree| &playbook.entry(placed.entry).parsed.name;
    let trees: Vec<&PlacedTree> =
        playbook.trees.iter().filter(|placed| is_named(name_of(placed))).collect();
    if trees.is_empty() {
        if !errors.is_empty() {
            say("error: a decision is walked when it has no errors; fix them first");
            return Ok(Exit::Content);
        }
        say(&format!("error: there is no decision to walk in `{}`", file.display()));
        say(
            "  = help: write `type: decision-tree` into its front matter, or a question with a list of `- Answer → outcome`",
        );
        return Ok(Exit::Content);
    }
    let Some(placed) = choose(&trees, options.tree.as_deref()) else {
        return Ok(Exit::Machine);
    };
    let text = &playbook.entry(placed.entry).parsed.text;
    let (input, output) = (io::stdin().lock(), io::stdout().lock());
    let mut walk = TerminalWalk { tree: &placed.tree, text, input, output };
    walk.run()
}

/// The nearest folder above a file that has a book.toml, else the file's own.
fn book_of(file: &Path) -> PathBuf {
    let above = file.ancestors().skip(1);
    let book = above.clone().find(|folder| folder.join("book.toml").is_file());
    book.or(above.clone().next()).unwrap_or(Path::new(".")).to_owned()
}

/// The tree of this id or title, or the only one. Says which there are if none is meant.
fn choose<'a>(trees: &[&'a PlacedTree], name: Option<&str>) -> Option<&'a PlacedTree> {
    let is_meant = |placed: &&&PlacedTree| match name {
        Some(name) => placed.tree.id == name || placed.tree.title.eq_ignore_ascii_case(name),
        None => trees.len() == 1,
    };
    if let Some(placed) = trees.iter().find(is_meant) {
        return Some(placed);
    }
    match name {
        Some(name) => say(&format!("error: no tree is called `{name}` here")),
        None => say("error: there are several trees in this file"),
    }
    let names = trees.iter().map(|placed| format!("`{}` ({})", placed.tree.id, placed.tree.title));
    say(&format!("  = help: name one of them: {}", names.collect::<Vec<_>>().join(", ")));
    None
}

/// What a reader typed.
enum Typed {
    Back,
    Quit,
    Line(String),
}

struct TerminalWalk<'a, I, O> {
    tree: &'a Tree,
    /// Of the file that holds the tree.
    text: &'a str,
    input: I,
    output: O,
}

impl<I: BufRead, O: Write> TerminalWalk<'_, I, O> {
    /// Asks until there is an outcome, the reader quits, or the input ends.
    fn run(&mut self) -> anyhow::Result<Exit> {
        let tree = self.tree;
        writeln!(self.output, "{}\n", tree.title)?;
        let mut given: Vec<(NodeId, Given)> = Vec::new();
        let mut told = 0;
        loop {
            let answers = by_id(tree, &given);
            let position = walk(tree, &answers);
            self.steps(&position, &answers, told)?;
            told = position.steps.len();
            let typed = match &position.stands {
                Stands::Waiting(node) => {
                    self.question(*node, &answers)?;
                    match self.answer(*node)? {
                        Ok(answer) => {
                            given.push((*node, answer));
                            continue;
                        }
                        Err(typed) => typed,
                    }
                }
                Stands::Outcome(_) | Stands::Composed(..) => {
                    self.result(&position, &answers)?;
                    let typed = self.typed("`b` goes back, Enter ends the walk: ")?;
                    typed.map(|typed| match typed {
                        Typed::Line(_) => Typed::Quit,
                        typed => typed,
                    })
                }
                Stands::Stuck(node) => {
                    writeln!(self.output, "No rule of `{}` matches.", tree.node(*node).title)?;
                    return Ok(Exit::Content);
                }
            };
            match typed {
                Some(Typed::Back) => {
                    if given.pop().is_none() {
                        writeln!(self.output, "This is the first question.\n")?;
                    }
                    told = walk(tree, &by_id(tree, &given)).steps.len();
                }
                None if matches!(position.stands, Stands::Waiting(_)) => {
                    self.output.flush()?;
                    say("error: the input ended before an outcome");
                    return Ok(Exit::Machine);
                }
                _ => return Ok(Exit::Fine),
            }
        }
    }

    /// The texts of the steps that were passed since the last question.
    fn steps(&mut self, position: &Position, answers: &Answers, told: usize) -> io::Result<()> {
        for step in position.steps.iter().skip(told) {
            let node = self.tree.node(step.node);
            if matches!(node.kind, NodeKind::Step(_)) {
                writeln!(self.output, "{}", node.title)?;
                self.body(node, answers)?;
                writeln!(self.output)?;
            }
        }
        Ok(())
    }

    fn question(&mut self, at: NodeId, answers: &Answers) -> io::Result<()> {
        let node = self.tree.node(at);
        writeln!(self.output, "{}", node.title)?;
        self.body(node, answers)?;
        match &node.kind {
            NodeKind::Number(number) => {
                let unit = number.unit.as_ref().map(|unit| format!(" ({unit})"));
                writeln!(self.output, "  {}{}", numbers(number), unit.unwrap_or_default())
            }
            kind => {
                let sign = if matches!(kind, NodeKind::PickMany(_)) { "[ ] " } else { "" };
                for (index, label) in node.labels().enumerate() {
                    writeln!(self.output, "  {}  {sign}{label}", index + 1)?;
                }
                Ok(())
            }
        }
    }

    /// The answer to a question, or what else was typed; nothing at the end of the input.
    fn answer(&mut self, at: NodeId) -> io::Result<Result<Given, Option<Typed>>> {
        let node = self.tree.node(at);
        let request = match &node.kind {
            NodeKind::PickMany(_) => "Numbers of all that apply, with spaces between",
            NodeKind::Number(_) => "A number",
            _ => "The number of your answer",
        };
        loop {
            let line = match self.typed(&format!("{request} (`b` back, `q` quit): "))? {
                Some(Typed::Line(line)) => line,
                other => return Ok(Err(other)),
            };
            if let Some(given) = given(node, &line) {
                writeln!(self.output)?;
                return Ok(Ok(given));
            }
            writeln!(self.output, "{}", refused(node, &line))?;
        }
    }

    /// A line of the input.
    fn typed(&mut self, prompt: &str) -> io::Result<Option<Typed>> {
        write!(self.output, "{prompt}")?;
        self.output.flush()?;
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            writeln!(self.output)?;
            return Ok(None);
        }
        let line = line.trim();
        Ok(Some(match line.to_lowercase().as_str() {
            "b" | "back" => Typed::Back,
            "q" | "quit" => Typed::Quit,
            _ => Typed::Line(line.to_owned()),
        }))
    }

    fn result(&mut self, position: &Position, answers: &Answers) -> io::Result<()> {
        let caveats: Vec<Option<String>> = match &position.stands {
            Stands::Composed(_, parts) => parts.iter().map(|(_, caveat)| caveat.clone()).collect(),
            _ => vec![position.caveat.clone()],
        };
        for (outcome, caveat) in position.outcomes().into_iter().zip(caveats) {
            let node = self.tree.node(outcome);
            writeln!(self.output, "→ {}", node.title)?;
            if let Some(caveat) = caveat {
                writeln!(self.output, "  ({caveat})")?;
            }
            self.body(node, answers)?;
            let NodeKind::Outcome(outcome) = &node.kind else { continue };
            for (name, value) in FIELDS.into_iter().zip(outcome.fields()) {
                if let Some(value) = value {
                    let value = echo::fill(self.tree, answers, value);
                    writeln!(self.output, "  {name}: {value}")?;
                }
            }
        }
        writeln!(self.output, "\nBecause:")?;
        for step in &position.steps {
            let node = self.tree.node(step.node);
            if let Some(given) = &step.given {
                let words = echo::words(node, given);
                let words = if words.is_empty() { "nothing" } else { &words };
                writeln!(self.output, "  {} {words}", node.title)?;
            }
        }
        writeln!(self.output)
    }

    /// The text of a node as it is written, with the answers that it repeats.
    fn body(&mut self, node: &Node, answers: &Answers) -> io::Result<()> {
        let written = self.text.get(node.body.clone()).unwrap_or("").trim();
        for line in echo::fill(self.tree, answers, written).lines() {
            writeln!(self.output, "{}", format!("  {line}").trim_end())?;
        }
        Ok(())
    }
}

fn by_id(tree: &Tree, given: &[(NodeId, Given)]) -> Answers {
    given.iter().map(|(node, given)| (tree.node(*node).id.clone(), given.clone())).collect()
}

/// An answer by its number in the list, or in the words of a scenario.
fn given(node: &Node, line: &str) -> Option<Given> {
    let place = |number: &str| {
        let number: usize = number.parse().ok()?;
        number.checked_sub(1).filter(|index| *index < node.branches())
    };
    let by_place = match &node.kind {
        NodeKind::Choice(_) => place(line).map(Given::Choice),
        NodeKind::PickMany(_) => {
            let numbers = line.split([' ', ',']).filter(|number| !number.is_empty());
            numbers.map(place).collect::<Option<_>>().map(Given::Ticks)
        }
        _ => None,
    };
    by_place.or_else(|| read_answer(node, line)).filter(|given| taken(node, given).is_some())
}

/// Why a line is no answer, and what would be one.
fn refused(node: &Node, line: &str) -> String {
    let wanted = match &node.kind {
        NodeKind::Number(number) => format!("write {}", numbers(number)),
        NodeKind::PickMany(pick) => match pick.ticks.iter().position(|tick| tick.exclusive) {
            Some(none) => format!(
                "write numbers from 1 to {}, or {} alone for `{}`",
                pick.ticks.len(),
                none + 1,
                pick.ticks[none].label
            ),
            None => format!("write numbers from 1 to {}, or nothing", pick.ticks.len()),
        },
        _ => format!("write a number from 1 to {}", node.branches()),
    };
    match line {
        "" => format!("Nothing is no answer here: {wanted}."),
        line => format!("`{line}` is no answer here: {wanted}."),
    }
}

fn numbers(number: &crate::tree::Number) -> String {
    match (*number.domain.start(), *number.domain.end()) {
        (from, i64::MAX) => format!("a whole number, {from} or more"),
        (from, to) => format!("a whole number from {from} to {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::TerminalWalk;
    use crate::cli::Exit;
    use crate::parse::tree_file::{TreeFile, parse_tree_file};
    use crate::text::Document;

    const TREE: &str = "## How many? {#many}\n\nAnswer: whole number of seats, 1 to 9\n\n→ Which?\n\n\
        ## Which?\n\nOf {many}:\n\n- Old → Read\n- New → Stop (for now)\n\n\
        ## Read\n\nAll {many}.\n\n→ What do you see? \n\n\
        ## What do you see?\n\n- [ ] Smoke\n- [ ] Heat\n- [ ] None `none`\n\n→ Go\n\n\
        ## Go\n\nRun.\n\nDo: Take {many}\nWho: You\n\n## Stop\n";

    fn said(input: &str) -> (Exit, String) {
        let file = "a.md".into();
        let source = TreeFile { file: &file, document: &Document::of(TREE), id: "a", title: "A" };
        let tree = parse_tree_file(&source).0.unwrap();
        let mut output = Vec::new();
        let mut walk =
            TerminalWalk { tree: &tree, text: TREE, input: input.as_bytes(), output: &mut output };
        let exit = walk.run().unwrap();
        (exit, String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_walk_shows_steps_the_result_and_its_reasons() {
        let (exit, said) = said("3\n1\n1 2\n");
        assert_eq!(exit, Exit::Fine);
        for part in [
            "a whole number from 1 to 9 (seats)",
            "Of 3 seats:\n  1  Old\n  2  New\n",
            "Read\n  All 3 seats.\n",
            "  2  [ ] Heat\n",
            "→ Go\n  Run.\n  Do: Take 3 seats\n  Who: You\n",
            "Because:\n  How many? 3 seats\n  Which? Old\n  What do you see? Smoke, Heat\n",
        ] {
            assert!(said.contains(part), "{part}\n{said}");
        }
    }

    #[test]
    fn back_asks_the_last_question_again_and_words_are_answers() {
        let (exit, said) = said("b\n3\nold\nb\nNew\nb\nnew\n\n");
        assert_eq!(exit, Exit::Fine);
        assert!(said.contains("This is the first question."), "{said}");
        assert_eq!(said.matches("→ Stop\n  (for now)\n").count(), 2, "{said}");
    }

    #[test]
    fn what_is_no_answer_is_said_with_what_would_be_one() {
        let (exit, said) = said("ten\n12\n3\n7\n1\n1 3\n\n9\nSmoke, Heat\n");
        assert_eq!(exit, Exit::Fine);
        for part in [
            "`ten` is no answer here: write a whole number from 1 to 9.",
            "`12` is no answer here: write a whole number from 1 to 9.",
            "`7` is no answer here: write a number from 1 to 2.",
            "`1 3` is no answer here: write numbers from 1 to 3, or 3 alone for `None`.",
            "Nothing is no answer here:",
            "→ Go",
        ] {
            assert!(said.contains(part), "{part}\n{said}");
        }
    }

    #[test]
    fn the_end_of_the_input_before_an_outcome_is_an_error_and_quitting_is_none() {
        assert_eq!(said("3\n").0, Exit::Machine);
        assert_eq!(said("3\nq\n").0, Exit::Fine);
    }
}
