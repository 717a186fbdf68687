//! `fieldbook build`: every route rendered, then published in one step.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cli::{DraftsFlag, Exit, Read, entries, read, report, say};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::link::route::{OutPath, Route};
use crate::render::Site;
use crate::shell::disk::History;
use crate::shell::progress::Progress;
use crate::shell::publish::{self, Destination, PublishError, Published};
use crate::shell::report::{count, line};
use crate::source::Blob;

#[derive(Debug, clap::Args)]
pub struct BuildOptions {
    /// A folder with a book.toml, or any folder of markdown
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The output folder, `book` in DIR by default
    #[arg(short, long, value_name = "OUT")]
    dest_dir: Option<PathBuf>,
    /// Publish nothing when there is a warning
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    drafts: DraftsFlag,
    /// Where the site will stand: a path such as /handbook/, or a whole address
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Do not ask git when entries were last changed
    #[arg(long)]
    no_git: bool,
}

impl BuildOptions {
    /// Whether nothing is published because of a problem. Overdue reviews do not count: a build must
    /// not start to fail because a day passed.
    fn stops_for(&self, problem: &Diagnostic) -> bool {
        let is_weighty = problem.code != Code::ReviewOverdue;
        problem.severity == Severity::Error || (self.strict && is_weighty)
    }
}

pub fn run(options: &BuildOptions) -> anyhow::Result<Exit> {
    let start = Instant::now();
    let history = if options.no_git { History::Unread } else { History::Read };
    let mut book = read(&options.dir, options.drafts.shown(), history, |config| {
        if let Some(url) = &options.base_url {
            config.site_url = config::site_url(url)
                .map_err(|expected| anyhow::anyhow!("--base-url must be {expected}"))?;
        }
        Ok(())
    })?;
    let out = options.dest_dir.clone().unwrap_or_else(|| book.layout.out.clone());
    let inputs = book.layout.inputs();
    let is_bare = book.layout.content == book.layout.root;
    let content = (!is_bare).then(|| book.layout.content.clone());
    let destination = Destination { out: &out, inputs: &inputs, content: content.as_deref() };
    // Errors are known before any page is rendered.
    if let Some(exit) = refuse(&book, options) {
        return Ok(exit);
    }
    if let Err(error) = publish::check(&destination) {
        report(&book.diagnostics, &book.sources);
        return not_published(error);
    }
    let files = render_all(&book.site, &mut book.diagnostics);
    if let Some(exit) = refuse(&book, options) {
        return Ok(exit);
    }
    report(&book.diagnostics, &book.sources);
    match publish::publish(&destination, &files) {
        Ok(published) => {
            summarise(&book, &published, &out.display().to_string(), start);
            // The process ends now, and the system frees a large site faster than its parts do.
            std::mem::forget((book, files));
            Ok(Exit::Fine)
        }
        Err(error) => not_published(error),
    }
}

/// Reports all problems and repeats the first of those that prevent publishing, if there is one.
fn refuse(book: &Read, options: &BuildOptions) -> Option<Exit> {
    let first = book.diagnostics.iter().find(|problem| options.stops_for(problem))?;
    report(&book.diagnostics, &book.sources);
    say(&format!("{}; nothing was published", count(&book.diagnostics)));
    say(&line(first, &book.sources));
    Some(Exit::Content)
}

fn not_published(error: PublishError) -> anyhow::Result<Exit> {
    match error {
        PublishError::Refused { what, help } => {
            say(&format!("error: {what}\n  = help: {help}"));
            Ok(Exit::Machine)
        }
        PublishError::Busy { pid } => {
            let who = pid.map(|pid| format!(" (pid {pid})")).unwrap_or_default();
            say(&format!("error: another build{who} is running"));
            Ok(Exit::Busy)
        }
        PublishError::Machine(error) => Err(error),
    }
}

/// Every file of the site by its path. A page whose template fails is reported and left out.
fn render_all(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<OutPath, Blob> {
    let written: Vec<&Route> = site.written().collect();
    let progress = Progress::new("rendering", written.len());
    let render = |route: &Route| {
        site.render(route).map(|answer| answer.map(|blob| (route.out_path(), blob)))
    };
    let render_page = |route: &&Route| {
        progress.step();
        render(route)
    };
    // Shared files include work that cannot be split, so both run at the same time.
    let (shared, written): (Vec<_>, Vec<_>) = rayon::join(
        || site.shared().filter_map(render).collect(),
        || written.par_iter().filter_map(render_page).collect(),
    );
    let mut files = BTreeMap::new();
    for answer in written.into_iter().chain(shared) {
        match answer {
            Ok((path, blob)) => drop(files.insert(path, blob)),
            Err(problem) => diagnostics.push(problem),
        }
    }
    diagnostics.sort();
    diagnostics.dedup();
    files
}

fn summarise(book: &Read, published: &Published, out: &str, start: Instant) {
    for note in book.sources.notes.iter().chain(&published.notes) {
        say(&format!("note: {note}"));
    }
    if book.site.playbook.entries.is_empty() {
        say("note: there is no markdown here");
    }
    if !book.diagnostics.is_empty() {
        say(&count(&book.diagnostics));
    }
    let entries = entries(&book.site.playbook);
    let Published { written, unchanged, removed, .. } = published;
    let removed = if *removed > 0 { format!(", {removed} removed") } else { String::new() };
    let seconds = start.elapsed().as_secs_f64();
    say(&format!(
        "built {entries} in {seconds:.2} s: {out} ({written} files written, {unchanged} unchanged{removed})"
    ));
}
