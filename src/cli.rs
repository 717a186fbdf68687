//! The commands; each is a few lines over the same steps.
#![allow(clippy::disallowed_methods, reason = "commands read the clock and write first drafts")]

mod build;
mod changes;
mod check;
mod explain;
mod mv;
mod new;
mod serve;
mod test;
mod walk;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostic, Severity};
use crate::link::{Drafts, Playbook};
use crate::shell::disk::History;
use crate::shell::report::{self, Colours, Format, Reporter};
use crate::shell::workspace::{Workspace, WorkspaceOptions};
use crate::source::{Sources, file_name};

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Fine = 0,
    /// Something in the content is wrong.
    Content = 1,
    /// The command, the machine or the output folder is not as it must be.
    Machine = 2,
    /// Another build is running.
    Busy = 3,
}

/// Turns a folder of markdown into a product-ops playbook: a cross-linked site with decision trees
/// you can walk.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Publish the site
    Build(build::BuildOptions),
    /// Show the site in the browser and follow every save
    Serve(serve::ServeOptions),
    /// Look for problems and publish nothing
    Check {
        /// A folder with a book.toml, or any folder of markdown
        #[arg(default_value = ".")]
        dir: PathBuf,
        #[arg(long, value_enum, default_value = "human")]
        format: Format,
        /// Say of each list in this page, or in the pages of this folder, why it is a decision or
        /// not, and look for no problems
        #[arg(long, value_name = "PATH")]
        explain_decisions: Option<PathBuf>,
    },
    /// Run the scenarios of every decision tree
    Test(test::TestOptions),
    /// Walk a decision tree here, in the terminal
    Walk(walk::WalkOptions),
    /// Move an entry, a file or a folder, and let every link follow
    Mv(mv::MoveOptions),
    /// Start a playbook in a folder
    Init {
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Write a first draft of an entry into the playbook of this folder
    New {
        #[arg(value_enum)]
        kind: NewKind,
        title: String,
    },
    /// Print a completion script for a shell
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// What `new` can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NewKind {
    Entry,
    Sop,
    Note,
    Tree,
}

/// Runs the command that this process was given.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match dispatch(arguments.command) {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::from(Exit::Machine as u8)
        }
    }
}

fn dispatch(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Build(options) => build::run(&options),
        Command::Serve(options) => serve::run(options),
        Command::Check { dir, format, explain_decisions: None } => check::run(&dir, format),
        Command::Check { dir, format, explain_decisions: Some(path) } => {
            explain::run(&open(&dir, Drafts::Shown)?, &path, format)
        }
        Command::Test(options) => test::run(&options),
        Command::Walk(options) => walk::run(&options),
        Command::Mv(options) => mv::run(&options),
        Command::Init { dir } => new::init(&dir),
        Command::New { kind, title } => new::entry(kind, &title),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "fieldbook", &mut script);
            print(&String::from_utf8_lossy(&script));
            Ok(Exit::Fine)
        }
    }
}

/// The flag for entries marked as drafts.
#[derive(Debug, Clone, Copy, Args)]
struct DraftsFlag {
    /// Show entries marked `draft: true`
    #[arg(long)]
    drafts: bool,
}

impl DraftsFlag {
    fn shown(self) -> Drafts {
        if self.drafts { Drafts::Shown } else { Drafts::Hidden }
    }
}

/// Opens the book in a folder, without its history.
fn open(dir: &Path, drafts: Drafts) -> anyhow::Result<Workspace> {
    let options = WorkspaceOptions { drafts, history: History::Unread, site_url: None };
    Workspace::open(dir, options)
}

/// The most warnings to show at once.
const MOST: usize = 200;

/// Every error and the first warnings, and the rest.
fn first_problems(diagnostics: &[Diagnostic]) -> (&[Diagnostic], &[Diagnostic]) {
    let errors = diagnostics.iter().filter(|problem| problem.severity == Severity::Error).count();
    diagnostics.split_at(diagnostics.len().min(errors + MOST))
}

/// Prints problems for a person: every error, then the first warnings.
fn report(diagnostics: &[Diagnostic], sources: &Sources) {
    let colours = Colours::of(&io::stderr());
    let (shown, cut) = first_problems(diagnostics);
    let mut reporter = Reporter::new(sources);
    for diagnostic in shown {
        say(&format!("{}\n", report::human(diagnostic, &mut reporter, colours)));
    }
    if !cut.is_empty() {
        let (rest, kinds) = (cut.len(), report::kinds(cut));
        let s = if rest == 1 { "" } else { "s" };
        say(&format!(
            "… and {rest} more warning{s}: {kinds}; `fieldbook check --format json` lists them all\n"
        ));
    }
}

/// Repeats the first error, so that the last line names what to fix first.
fn say_first_error(diagnostics: &[Diagnostic], sources: &Sources) {
    if let Some(first) = diagnostics.iter().find(|problem| problem.severity == Severity::Error) {
        say(&report::line(first, sources));
    }
}

/// Refuses a folder with files and without a page, and says what is there.
fn refuse_without_pages(book: &Workspace) -> Option<Exit> {
    let sources = &book.sources;
    let could_not_be_read = !sources.diagnostics.is_empty();
    if !sources.pages.is_empty() || sources.assets.is_empty() || could_not_be_read {
        return None;
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for asset in &sources.assets {
        let kind = file_name(&asset.path).rsplit_once('.').map_or("", |(_, ending)| ending);
        *kinds.entry(kind).or_default() += 1;
    }
    let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let kinds = kinds.iter().take(MOST_LEFT_OUT).map(|(kind, count)| match *kind {
        "" => format!("{count} without an ending"),
        kind => format!("{count} `.{kind}`"),
    });
    let files = sources.assets.len();
    let s = if files == 1 { "" } else { "s" };
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    say(&format!("error: there is no page in this folder: {files} file{s} found, {kinds}"));
    say("  = help: name the folder that holds the markdown files (`.md`)");
    Some(Exit::Machine)
}

/// The most files that the note on those left out names.
const MOST_LEFT_OUT: usize = 4;

/// Says which files are not published.
fn note_left_out(playbook: &Playbook) {
    let left_out = &playbook.left_out;
    let named = left_out.iter().take(MOST_LEFT_OUT).map(|name| format!("`{name}`"));
    let mut named: Vec<String> = named.collect();
    match left_out.len() - named.len() {
        0 => {}
        1 => named.push("1 more".to_owned()),
        more => named.push(format!("{more} more")),
    }
    let files = match left_out.len() {
        0 => return,
        1 => "1 file is".to_owned(),
        n => format!("{n} files are"),
    };
    let Some((last, rest)) = named.split_last() else { return };
    let names =
        if rest.is_empty() { last.clone() } else { format!("{} and {last}", rest.join(", ")) };
    say(&format!(
        "note: {files} not published: {names} (images and documents are, and what published \
         pages link to; keys, settings and templates of other tools never are)"
    ));
}

/// The number of entries as a phrase.
fn entries(playbook: &Playbook) -> String {
    match playbook.entries.len() {
        1 => "1 entry".to_owned(),
        n => format!("{n} entries"),
    }
}

/// Prints a line for the user; a closed terminal is no error.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Prints machine-readable output.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
