//! `fieldbook serve`: serves the site from memory and rebuilds it after every save.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::Context;

use crate::cli::{DraftsFlag, Exit, entries, first_problems, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::link::Playbook;
use crate::link::route::Route;
use crate::render::Site;
use crate::render::html::Html;
use crate::render::media::media_type;
use crate::render::place::PagePlace;
use crate::render::tree::section_id;
use crate::render::tree::words::branch;
use crate::shell::disk::{self, History, Layout};
use crate::shell::report::{self, Colours, Reporter, count};
use crate::shell::serve::{
    self, Address, Content, Preview, Problems, Server, ShownPlace, ShownProblem, Untested,
};
use crate::shell::watch::Folders;
use crate::shell::workspace::{Workspace, WorkspaceOptions};
use crate::source::{Blob, Sources};
use crate::tree::NodeId;
use crate::tree::scenario::untaken;
use crate::words::Words;

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
    let included = Arc::new(Mutex::new(BTreeSet::new()));
    let options = WorkspaceOptions {
        drafts: drafts.shown(),
        history: History::Read,
        // The preview is at the root of its own host, whatever `site-url` says.
        site_url: Some("/".to_owned()),
    };
    let mut workspace = None;
    server.run(folders(dir.clone(), &layout, included.clone()), move |changed| {
        let workspace = update(&mut workspace, changed, || Workspace::open(&dir, options.clone()))?;
        note_included(workspace, &included);
        // The first page that is asked for needs them.
        workspace.site.playbook.relate();
        Ok(preview(workspace))
    })?;
    Ok(Exit::Fine)
}

/// Opens the workspace, or tells it what changed.
fn update<'a>(
    workspace: &'a mut Option<Workspace>,
    changed: &BTreeSet<PathBuf>,
    open: impl FnOnce() -> anyhow::Result<Workspace>,
) -> anyhow::Result<&'a Workspace> {
    match workspace {
        Some(workspace) => workspace.change(changed)?,
        None => {
            let opened = workspace.insert(open()?);
            for note in &opened.sources.notes {
                say(&format!("note: {note}"));
            }
        }
    }
    workspace.as_ref().context("there is no book")
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

/// Watches the included files, existing or not, outside of the content folder as well, and folders
/// with a leading dot whose media pages name.
fn note_included(workspace: &Workspace, watched: &Mutex<BTreeSet<PathBuf>>) {
    if let Ok(mut watched) = watched.lock() {
        let layout = &workspace.layout;
        let sources = &workspace.sources;
        let names = sources.included.keys().chain(&sources.missing);
        let files = names.map(|name| layout.root.join(&**name));
        *watched = files.filter(|file| !file.starts_with(&layout.content)).collect();
        let names = sources.assets.iter().filter_map(|asset| hidden_folder(&asset.name));
        watched.extend(names.map(|name| layout.root.join(name)));
    }
}

/// The outermost folder with a leading dot that a file is in.
fn hidden_folder(name: &str) -> Option<&str> {
    let starts = name.starts_with('.').then_some(0).or_else(|| Some(name.find("/.")? + 1))?;
    let length = name[starts..].find('/')?;
    Some(&name[..starts + length])
}

/// The book as it is now. Pages are rendered, and problems written, on request.
fn preview(workspace: &Workspace) -> Preview {
    let Workspace { site, diagnostics, sources, layout, .. } = workspace;
    let (mut reporter, colours) = (Reporter::new(sources), Colours::of(&std::io::stderr()));
    for diagnostic in diagnostics.iter().filter(|d| d.severity == Severity::Error) {
        say(&format!("{}\n", report::human(diagnostic, &mut reporter, colours)));
    }
    say(&format!("built {}: {}", entries(&site.playbook), count(diagnostics)));
    let (site, sources) = (site.clone(), Arc::new(sources.clone()));
    // A page waits for them after each save, so there is a limit.
    let (first, rest) = first_problems(diagnostics);
    let (first, root) = (first.to_vec(), layout.root.clone());
    let texts = sources.clone();
    let untested = untested(&site.playbook);
    Preview {
        untested,
        answer: Box::new(move |route| answer(&site, &sources, route)),
        problems: Problems::new(rest.len(), move || {
            let mut reporter = Reporter::new(&texts);
            first.iter().map(|problem| shown(problem, &mut reporter, &root)).collect()
        }),
    }
}

/// What no scenario takes, in the trees that have scenarios.
fn untested(playbook: &Playbook) -> Vec<Untested> {
    let words = Words::of("en");
    let mut all = Vec::new();
    for placed in playbook.trees.iter().filter(|placed| !placed.tree.scenarios.is_empty()) {
        let tree = &placed.tree;
        let mut by_node: BTreeMap<NodeId, Vec<String>> = BTreeMap::new();
        for open in untaken(tree) {
            let label = branch(&words.rule, tree, (tree.node(open.node), open.index));
            by_node.entry(open.node).or_default().push(label);
        }
        all.extend(by_node.into_iter().map(|(node, branches)| Untested {
            path: placed.route.to_string(),
            section: section_id(tree, node, PagePlace::on(&placed.route)),
            branches,
        }));
    }
    all
}

fn answer(site: &Site, sources: &Sources, route: &Route) -> Option<Content> {
    match site.render(route)? {
        Ok(body) => Some(Content { content_type: media_type(route), body }),
        Err(problem) => {
            let report = report::human(&problem, &mut Reporter::new(sources), Colours::Off);
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
fn shown(diagnostic: &Diagnostic, reporter: &mut Reporter<'_>, root: &Path) -> ShownProblem {
    let record = report::record(diagnostic, reporter);
    let place = diagnostic.place.as_ref().map(|place| ShownPlace {
        file: place.file.to_string(),
        line: record.line,
        column: record.column,
        excerpt: report::excerpt(place, reporter),
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
