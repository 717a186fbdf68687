//! `fieldbook build`: each page is rendered and written at once, then the site is published in one
//! step.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::cli::{DraftsFlag, Exit, entries, note_left_out, refuse_without_pages, report, say};
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::route::Route;
use crate::link::{Page, PageId, Subject};
use crate::render::{Site, search};
use crate::shell::disk::History;
use crate::shell::progress::Progress;
use crate::shell::publish::{self, Destination, Publication, PublishError, Published};
use crate::shell::report::{count, line};
use crate::shell::timings::Timings;
use crate::shell::workspace::{Workspace, WorkspaceOptions};

#[derive(Debug, clap::Args)]
pub struct BuildOptions {
    /// A folder with a book.toml, or any folder of markdown
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The output folder, `book` in DIR by default, or `site` if `book` holds pages
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
    /// Print how long each stage took, and the peak of memory
    #[arg(long)]
    timings: bool,
}

impl BuildOptions {
    /// Whether nothing is published because of a problem: there is nothing to show, the book raised
    /// it to an error, or the command is strict. Overdue reviews do not count for `--strict`: a
    /// build must not start to fail because a day passed.
    fn stops_for(&self, problem: &Diagnostic, config: &Config) -> bool {
        let is_weighty = problem.code != Code::ReviewOverdue;
        problem.code.refuses() || config.raises(problem.code) || (self.strict && is_weighty)
    }
}

pub fn run(options: &BuildOptions) -> anyhow::Result<Exit> {
    let mut timings = Timings::start();
    let mut book = open_book(options, &mut timings)?;
    if let Some(exit) = refuse_without_pages(&book) {
        return Ok(exit);
    }
    // Errors are known before any page is rendered.
    if let Some(exit) = refuse(&book, options) {
        return Ok(exit);
    }
    let out = options.dest_dir.clone().unwrap_or_else(|| book.layout.out.clone());
    let rendered = render(&mut book, &out, &mut timings);
    if let Some(exit) = refuse(&book, options) {
        return Ok(exit);
    }
    report(&book.diagnostics, &book.sources);
    match rendered.and_then(Publication::finish) {
        Ok(published) => {
            timings.end("publish");
            summarise(&book, &published, &out.display().to_string(), timings.elapsed());
            if options.timings {
                say(timings.table().trim_end());
            }
            // The process ends now, and the system frees a large site faster than its parts do.
            std::mem::forget(book);
            Ok(Exit::Fine)
        }
        Err(error) => not_published(error),
    }
}

/// Reads and compiles the book, with its history.
fn open_book(options: &BuildOptions, timings: &mut Timings) -> anyhow::Result<Workspace> {
    let site_url = options.base_url.as_deref().map(config::site_url).transpose();
    let site_url = site_url.map_err(|expected| anyhow::anyhow!("--base-url must be {expected}"))?;
    let history = if options.no_git { History::Unread } else { History::Read };
    let workspace = WorkspaceOptions { drafts: options.drafts.shown(), history, site_url };
    let mut book =
        Workspace::open_in_steps(&options.dir, workspace, &mut |step| timings.end(step))?;
    book.drop_kept();
    Ok(book)
}

/// Renders a book into a publication. Templates that fail are new problems of the book.
fn render(
    book: &mut Workspace,
    out: &Path,
    timings: &mut Timings,
) -> Result<Publication, PublishError> {
    let publication = open(book, out)?;
    timings.end("output");
    let Rendered { problems, search } = render_all(&book.site, &publication)?;
    timings.end("render");
    timings.add_part("search", search);
    book.diagnostics.extend(problems);
    book.diagnostics.sort();
    book.diagnostics.dedup();
    Ok(publication)
}

fn open(book: &Workspace, out: &Path) -> Result<Publication, PublishError> {
    let inputs = book.layout.inputs();
    let is_bare = book.layout.content == book.layout.root;
    let content = (!is_bare).then_some(book.layout.content.as_path());
    // The search index is not known before it is made.
    let known = book.site.written().chain(book.site.theme.bundle.files.keys());
    publish::open(&Destination { out, inputs: &inputs, content }, known.map(Route::out_path))
}

/// Reports all problems and repeats the first of those that prevent publishing, if there is one.
fn refuse(book: &Workspace, options: &BuildOptions) -> Option<Exit> {
    let config = &book.site.playbook.config;
    let first = book.diagnostics.iter().find(|problem| options.stops_for(problem, config))?;
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

/// The end of rendering.
struct Rendered {
    /// Pages whose template failed; they are not in the publication.
    problems: Vec<Diagnostic>,
    /// How long the search index took.
    search: Duration,
}

/// Renders all files into a publication, on all cores.
fn render_all(site: &Site, publication: &Publication) -> Result<Rendered, PublishError> {
    site.playbook.relate();
    let routes = longest_first(site);
    let progress = Progress::new("rendering", routes.len());
    let (problems, failure) = (Mutex::new(Vec::new()), Mutex::new(Ok(())));
    let render = |route: &Route| match site.render(route) {
        Some(Ok(content)) => publication.add(route.out_path(), &content),
        Some(Err(problem)) => {
            locked(&problems).push(problem);
            Ok(())
        }
        None => Ok(()),
    };
    let write_shared = || {
        let start = Instant::now();
        search::write(&site.playbook, &|route, content| {
            if let Err(error) = publication.add(route.out_path(), &content) {
                *locked(&failure) = Err(error);
            }
        });
        let search = start.elapsed();
        site.theme.bundle.files.keys().try_for_each(render).map(|()| search)
    };
    // One after the other from one list, so that no core has nothing to do before the end.
    let write_pages = || {
        routes.into_iter().par_bridge().try_for_each(|route| {
            progress.step();
            render(route)
        })
    };
    // The search index takes longest.
    let (search, written) = rayon::join(write_shared, write_pages);
    let search = written.and(search)?;
    failure.into_inner().unwrap_or_else(PoisonError::into_inner)?;
    Ok(Rendered { problems: problems.into_inner().unwrap_or_else(PoisonError::into_inner), search })
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The routes of pages, first those that show the whole book, which take longest.
fn longest_first(site: &Site) -> Vec<&Route> {
    let shows_book = |route: &&Route| {
        let page = site.playbook.routes.get(*route);
        matches!(page, Some(Page::Generated(PageId { subject: Subject::Book, .. })))
    };
    let (mut routes, rest): (Vec<&Route>, Vec<&Route>) = site.written().partition(shows_book);
    routes.extend(rest);
    routes
}

fn summarise(book: &Workspace, published: &Published, out: &str, elapsed: Duration) {
    for note in book.sources.notes.iter().chain(&published.notes) {
        say(&format!("note: {note}"));
    }
    note_left_out(&book.site.playbook);
    if book.site.playbook.entries.is_empty() {
        say("note: there is no markdown here");
    }
    let entries = entries(&book.site.playbook);
    let Published { written, unchanged, removed, .. } = published;
    let removed = if *removed > 0 { format!(", {removed} removed") } else { String::new() };
    let seconds = elapsed.as_secs_f64();
    say(&format!(
        "built {entries} in {seconds:.2} s: {out} ({written} files written, {unchanged} unchanged{removed})"
    ));
    if !book.diagnostics.is_empty() {
        say(&count(&book.diagnostics));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Drafts;
    use crate::source::Sources;

    #[test]
    fn every_page_is_rendered_once_and_what_shows_the_whole_book_first() {
        let fixture = "-- content/a.md --\n# A\n-- content/zebra.md --\n# Z [a](a.md)\n";
        let sources = Sources::from_fixture(fixture);
        let (site, _) = crate::compile(&sources, Config::default(), Drafts::Hidden);
        let mut routes = longest_first(&site);
        let place = |path: &str| routes.iter().position(|route| route.as_str() == path).unwrap();
        assert!(place("print/").max(place("playbook.json")) < place("a/").min(place("zebra/")));
        routes.sort();
        assert!(routes.into_iter().eq(site.written()));
    }
}
