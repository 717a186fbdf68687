//! A preview server that rebuilds the book after every save.
//!
//! It answers by exact lookup in a build in memory; requests never become file paths. After a
//! failed build the last good one stays, with the reason shown above it. The renderer is
//! independent of serving: the client script that reloads pages is added here, and never published.
//! Deliberately absent: a signal handler. There is nothing to clean up, so Ctrl-C ends the process
//! at once.

mod answer;
mod browser;
mod guard;
mod listen;
mod live;

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::thread;

use anyhow::Context;
use serde::{Serialize, Serializer};

use crate::diagnostic::Severity;
use crate::link::route::Route;
use crate::shell::watch::{Folders, Watch};
use crate::source::Blob;

use self::live::LatestBuild;

pub use self::browser::open;

/// One complete build.
pub struct Preview {
    /// Answers a route, or `None` if it does not exist.
    pub answer: Box<LookUp>,
    /// Shown above the page, in this order.
    pub problems: Problems,
    /// Shown in the trees that they are of.
    pub untested: Vec<Untested>,
}

/// The answers to a question, or the rules of a table, that no scenario takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Untested {
    /// The path of the tree's page.
    pub path: String,
    /// The id of the question's section there.
    pub section: String,
    pub branches: Vec<String>,
}

/// The problems of a build, which are written when somebody asks for them.
pub struct Problems {
    /// The number of warnings that are not shown.
    more: usize,
    written: OnceLock<Vec<ShownProblem>>,
    write: Box<dyn Fn() -> Vec<ShownProblem> + Send + Sync>,
}

impl Problems {
    /// `write` gives those to show; there are `more` warnings.
    pub fn new(
        more: usize,
        write: impl Fn() -> Vec<ShownProblem> + Send + Sync + 'static,
    ) -> Problems {
        Problems { more, written: OnceLock::new(), write: Box::new(write) }
    }

    fn all(&self) -> &[ShownProblem] {
        self.written.get_or_init(&self.write)
    }
}

/// A site as a function of its routes.
pub type LookUp = dyn Fn(&Route) -> Option<Content> + Send + Sync;

/// The content of a route.
pub struct Content {
    /// Its media type. `charset=utf-8` is added to text.
    pub content_type: &'static str,
    pub body: Blob,
}

/// A diagnostic with its source excerpts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownProblem {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub place: Option<ShownPlace>,
    pub help: Option<String>,
}

/// A place in a file, with its excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownPlace {
    /// The displayed file name.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// Numbered lines with a caret below the place.
    pub excerpt: String,
    /// The absolute path, for a link that opens an editor.
    #[serde(serialize_with = "lossy")]
    pub absolute: Option<PathBuf>,
}

fn lossy<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    path.as_ref().map(|path| path.to_string_lossy()).serialize(serializer)
}

/// Where to serve.
#[derive(Debug, Clone)]
pub struct Address {
    /// A name or an address of this machine. `localhost` is 127.0.0.1 and ::1.
    pub host: String,
    /// The port to try first; 0 for any.
    pub port: u16,
    /// Other accepted host names, each with or without a port.
    pub allowed: Vec<String>,
}

impl Default for Address {
    fn default() -> Address {
        Address { host: "localhost".to_owned(), port: 4747, allowed: Vec::new() }
    }
}

/// A server that is bound to its port.
pub struct Server {
    listeners: Vec<TcpListener>,
    names: Vec<String>,
    url: String,
    notes: Vec<String>,
}

impl Server {
    /// Binds the first free port from the requested one upwards.
    ///
    /// # Errors
    /// When the host is not an address of this machine, or 21 ports in a row are taken.
    pub fn bind(address: &Address) -> anyhow::Result<Server> {
        listen::bind(address)
    }

    /// The address to open in a browser.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Notes for the user: another port than requested, or access from the network.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Builds, serves, and rebuilds after every change below `folders`, forever.
    ///
    /// `folders` is called before and after each build, because settings and pages name them.
    /// `rebuild` gets the changed files, none at the first time, and runs on one thread at a time.
    /// When it fails or panics, the last preview stays.
    ///
    /// # Errors
    /// When a thread or a socket fails. Never because of content.
    pub fn run(
        self,
        mut folders: impl FnMut() -> Folders + Send + 'static,
        mut rebuild: impl FnMut(&BTreeSet<PathBuf>) -> anyhow::Result<Preview> + Send + 'static,
    ) -> anyhow::Result<()> {
        let mut watch = Watch::start(&folders(), say);
        let state = Arc::new(LatestBuild::new());
        update(&state, || rebuild(&BTreeSet::new()));
        // A build may read files of other folders.
        watch.turn_to(&folders());
        let latest = state.clone();
        thread::Builder::new()
            .name("rebuild".to_owned())
            .spawn(move || {
                loop {
                    let changed = watch.wait();
                    watch.turn_to(&folders());
                    update(&state, || rebuild(&changed));
                    watch.turn_to(&folders());
                }
            })
            .context("cannot start the thread that rebuilds")?;
        listen::answer_all(self.listeners, &latest, &self.names.into())
    }
}

fn update(state: &LatestBuild, rebuild: impl FnOnce() -> anyhow::Result<Preview>) {
    // A panic may leave caches incomplete; they are keyed by content, so at worst the next build
    // panics and is reported as well.
    match catch_unwind(AssertUnwindSafe(rebuild)) {
        Ok(Ok(preview)) => state.preview(preview),
        Ok(Err(error)) => fail(state, "build-failed", format!("{error:#}")),
        Err(panic) => fail(state, "crash", format!("the build crashed: {}", words(&*panic))),
    }
}

fn fail(state: &LatestBuild, code: &'static str, message: String) {
    say(&format!("error[{code}]: {message}"));
    state.failure(ShownProblem {
        severity: Severity::Error,
        code,
        message,
        place: None,
        help: Some("fix the problem and save; the last successful build stays visible".to_owned()),
    });
}

fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or(panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason was given")
}

/// Prints a line; the only output of the running server.
fn say(line: &str) {
    eprintln!("{line}");
}
