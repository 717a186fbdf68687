//! `fieldbook mv`: moves an entry, a file or a folder and updates every link.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::cli::{Exit, print, report, say, say_first_error};
use crate::compile;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::link::Drafts;
use crate::moves::edit::{Edit, apply};
use crate::moves::{self, MovePlan, MoveRequest};
use crate::render::page_type;
use crate::shell::disk::{self, History, Layout};
use crate::shell::layout::below;
use crate::shell::moving::{Move, carry_out};
use crate::source::{Sources, line_column};

#[derive(Debug, clap::Args)]
pub struct MoveOptions {
    /// What to move
    old: PathBuf,
    /// Its new place: a name, or a folder that is there or ends in /
    new: PathBuf,
    /// The book: a folder with a book.toml, or any folder of markdown
    #[arg(short = 'C', long, default_value = ".")]
    dir: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(options: &MoveOptions) -> anyhow::Result<Exit> {
    let (layout, config, sources) = disk::read(&options.dir, History::Unread)?;
    let (from, to) = (in_content(&options.old, &layout), in_content(&options.new, &layout));
    let request = MoveRequest::new(&sources, &from, &to);
    let plan = match moves::plan(&sources, &config, &request, page_type::list) {
        Ok(plan) => plan,
        Err(refusal) => {
            let help = refusal.help.map(|help| format!("\n  = help: {help}")).unwrap_or_default();
            say(&format!("error: {}{help}", refusal.what));
            return Ok(Exit::Machine);
        }
    };
    print(&shown(&plan, &sources));
    if !options.dry_run {
        carry_out(&on_disk(&plan, &sources, &layout, &request))?;
    }
    for (name, alias) in &plan.without_alias {
        say(&format!("note: add the alias `{alias}` to the front matter of {name} by hand"));
    }
    let after = plan.sources(&sources);
    let new = new_problems(problems(&sources, &config), problems(&after, &config));
    if !new.is_empty() {
        say("note: fix these by hand\n");
        report(&new, &after);
    }
    let (files, links) = (plan.renames.len(), plan.edits.values().map(Vec::len).sum::<usize>());
    let verb = if options.dry_run { "would move" } else { "moved" };
    let edited = plan.edits.len();
    say(&format!(
        "{verb} {}, {} in {}",
        counted(files, "file"),
        counted(links, "edit"),
        counted(edited, "file")
    ));
    say_first_error(&new, &after);
    Ok(Exit::Fine)
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// A typed path from the content folder. It may start at the working directory or the content
/// folder.
fn in_content(typed: &Path, layout: &Layout) -> String {
    let slash = if typed.to_string_lossy().ends_with('/') { "/" } else { "" };
    let absolute = std::path::absolute(typed).unwrap_or_else(|_| typed.to_owned());
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    // Resolves symbolic links up to the content folder only; the rest of the path stays as typed.
    let known = plain.ancestors().find_map(|above| {
        let is_content = above.canonicalize().is_ok_and(|real| real == layout.content);
        is_content.then(|| below(&plain, above))
    });
    match known {
        Some(path) => format!("{path}{slash}"),
        None => typed.to_string_lossy().replace('\\', "/").trim_start_matches("./").to_owned(),
    }
}

/// The changes, line by line.
fn shown(plan: &MovePlan, sources: &Sources) -> String {
    let mut out = String::new();
    for (old, new) in plan.names(sources) {
        out += &format!("{old} -> {new}\n");
    }
    for (name, edits) in &plan.edits {
        let text = sources.text(name).unwrap_or("");
        for edits in edits.chunk_by(|a, b| !text[a.span.1..b.span.0].contains('\n')) {
            out += &changed_lines(name, text, edits);
        }
    }
    out
}

/// The lines that contain edits, before and after.
fn changed_lines(name: &str, text: &str, edits: &[Edit]) -> String {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return String::new() };
    let from = text[..first.span.0].rfind('\n').map_or(0, |at| at + 1);
    let to = text[last.span.1..].find('\n').map_or(text.len(), |at| last.span.1 + at);
    let below = |edit: &Edit| Edit::new(edit.span.0 - from..edit.span.1 - from, edit.text.clone());
    let (line, _) = line_column(text, first.span.0);
    let is_added = edits.len() == 1 && first.text.ends_with('\n');
    let new = if is_added {
        first.text.trim().to_owned()
    } else {
        apply(&text[from..to], &edits.iter().map(below).collect::<Vec<_>>())
    };
    let old = text[from..to].lines().filter(|_| !is_added).map(|line| format!("- {line}\n"));
    let new = new.lines().map(|line| format!("+ {line}\n"));
    format!("{name}:{line}\n{}", old.chain(new).collect::<String>())
}

fn on_disk(plan: &MovePlan, sources: &Sources, layout: &Layout, request: &MoveRequest) -> Move {
    let edits = plan.edits.iter().map(|(name, edits)| {
        let text = sources.text(name).unwrap_or("").to_owned();
        (layout.root.join(&**name), (text, edits.clone()))
    });
    Move {
        from: layout.content.join(&request.from),
        to: layout.content.join(&request.to),
        edits: edits.collect(),
    }
}

fn problems(sources: &Sources, config: &Config) -> Vec<Diagnostic> {
    compile(sources, config.clone(), Drafts::Shown).1
}

/// The problems of each code that a move adds, without those that existed before.
fn new_problems(before: Vec<Diagnostic>, after: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut more: BTreeMap<_, isize> = BTreeMap::new();
    after.iter().for_each(|problem| *more.entry(problem.code).or_insert(0) += 1);
    before.iter().for_each(|problem| *more.entry(problem.code).or_insert(0) -= 1);
    let is_new = |problem: &Diagnostic| {
        more.get(&problem.code).is_some_and(|count| *count > 0)
            && !before.iter().any(|old| old.code == problem.code && old.message == problem.message)
    };
    after.into_iter().filter(is_new).collect()
}
