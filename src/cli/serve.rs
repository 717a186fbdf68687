//! `fieldbook serve`: serves the site from memory and rebuilds it after every save.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::cli::{DraftsFlag, Exit, entries, say};
use crate::compile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::link::Drafts;
use crate::link::route::Route;
use crate::render::Site;
use crate::render::html::Html;
use crate::render::media::media_type;
use crate::shell::disk::{self, History, Layout};
use crate::shell::git;
use crate::shell::report::{self, Colours, count};
use crate::shell::serve::{self, Address, Content, Preview, Server, ShownPlace, ShownProblem};
use crate::shell::watch::Folders;
use crate::source::{Blob, Commits, Sources};

#[derive(Debug, clap::Args)]
pub struct ServeOptions {
    /// A folder with a book.toml, or any folder of markdown
    #[arg(default_value = ".")]
    dir: PathBuf,
    #[arg(short, long, default_value_t = 3000)]
    port: u16,
    /// An address of this machine; other machines can read the preview if it is not this one
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Open the browser
    #[arg(short, long)]
    open: bool,
    #[command(flatten)]
    drafts: DraftsFlag,
}

pub fn run(options: ServeOptions) -> anyhow::Result<Exit> {
    let (layout, _) = disk::find(&options.dir)?;
    let ServeOptions { dir, port, host, open, drafts } = options;
    let server = Server::bind(&Address { host, port, allowed: Vec::new() })?;
    for note in server.notes() {
        say(note);
    }
    say(&format!("serving {} (Ctrl-C ends it)", server.url()));
    if open {
        serve::open(server.url());
    }
    // Asked once: git may take longer than the rest, and saving a file does not change its log.
    let git::Log { commits, note } = git::log(&layout.content);
    if let Some(note) = note {
        say(&format!("note: {note}"));
    }
    let included = Arc::new(Mutex::new(BTreeSet::new()));
    server.run(folders(dir.clone(), &layout, included.clone()), move || {
        preview(&dir, drafts.shown(), &commits, &included)
    })?;
    Ok(Exit::Fine)
}

/// The included files, which may be anywhere in the book's folder.
type WatchedFiles = Arc<Mutex<BTreeSet<PathBuf>>>;

/// The folders to watch: those of the current settings, and those of included files. While the
/// settings are invalid, the previous folders stay: the defaults may name a far larger folder.
fn folders(
    dir: PathBuf,
    layout: &Layout,
    included: WatchedFiles,
) -> impl FnMut() -> Folders + Send + use<> {
    let named =
        |layout: &Layout| Folders { roots: layout.watched(), ignored: vec![layout.out.clone()] };
    let mut folders = named(layout);
    move || {
        if let Ok((layout, problems)) = disk::find(&dir)
            && problems.iter().all(|problem| problem.severity == Severity::Warning)
        {
            folders = named(&layout);
        }
        let mut all = folders.clone();
        if let Ok(included) = included.lock() {
            all.roots.extend(included.iter().cloned());
        }
        all
    }
}

/// Reads and compiles the book again. Pages are rendered on request.
fn preview(
    dir: &Path,
    drafts: Drafts,
    commits: &BTreeMap<String, Commits>,
    included: &Mutex<BTreeSet<PathBuf>>,
) -> anyhow::Result<Preview> {
    let (layout, mut config, mut sources) = disk::read(dir, History::Unread)?;
    if let Ok(mut included) = included.lock() {
        let files = sources.included.keys().map(|name| layout.root.join(&**name));
        *included = files.filter(|file| !file.starts_with(&layout.content)).collect();
    }
    sources.commits = commits.clone();
    // The preview is at the root of its own host, whatever `site-url` says.
    config.site_url = "/".to_owned();
    let (site, diagnostics) = compile(&sources, config, drafts);
    for diagnostic in diagnostics.iter().filter(|d| d.severity == Severity::Error) {
        say(&format!("{}\n", report::human(diagnostic, &sources, Colours::of(&std::io::stderr()))));
    }
    say(&format!("built {}: {}", entries(&site.playbook), count(&diagnostics)));
    let problems =
        diagnostics.iter().map(|problem| shown(problem, &sources, &layout.root)).collect();
    let answer = Box::new(move |route: &Route| answer(&site, &sources, route));
    Ok(Preview { answer, problems })
}

fn answer(site: &Site, sources: &Sources, route: &Route) -> Option<Content> {
    match site.render(route)? {
        Ok(body) => Some(Content { content_type: media_type(route), body }),
        Err(problem) => {
            let report = report::human(&problem, sources, Colours::Off);
            Some(Content { content_type: "text/html", body: Blob::from(failed(&report)) })
        }
    }
}

/// The page to show when a template fails. It includes the server's client, which reloads once the
/// template is fixed.
fn failed(report: &str) -> String {
    let mut html = Html::default();
    html.doctype().open("html", &[("lang", "en")]).open("head", &[]);
    html.open("meta", &[("charset", "utf-8")]);
    for (name, content) in
        [("viewport", "width=device-width, initial-scale=1"), ("color-scheme", "light dark")]
    {
        html.open("meta", &[("name", name), ("content", content)]);
    }
    html.element("title", &[], "A template fails").close("head").open("body", &[]);
    html.open("main", &[]).element("h1", &[], "The template of this page fails");
    html.element("pre", &[], report).close("main").close("body").close("html");
    html.into_string()
}

/// A diagnostic as the browser shows it.
fn shown(diagnostic: &Diagnostic, sources: &Sources, root: &Path) -> ShownProblem {
    let record = report::record(diagnostic, sources);
    let place = diagnostic.place.as_ref().map(|place| ShownPlace {
        file: place.file.to_string(),
        line: record.line,
        column: record.column,
        excerpt: report::excerpt(place, sources),
        absolute: Some(root.join(&*place.file)),
    });
    ShownProblem {
        severity: diagnostic.severity,
        code: record.code,
        message: record.message,
        place,
        help: record.help,
    }
}
