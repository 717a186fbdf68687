//! A preview of the book in the browser that follows every save.
//!
//! The server answers from a build in memory: a request is looked up in it exactly, and no byte of
//! a request ever becomes a file path. A build that fails leaves the last good one on show and
//! puts its reason above it. The renderer does not know that it is being served: the small client
//! that reloads the page is added here, and never reaches a published site.
//! Deliberately absent: a signal handler. Nothing here has to be tidied up, so Ctrl-C ends the
//! process at once as it does any other.

mod answer;
mod browser;
mod guard;
mod listen;
mod live;

use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use anyhow::Context;

use crate::diagnostic::Severity;
use crate::link::route::Route;
use crate::shell::watch::{Folders, Watch};
use crate::source::Blob;

use self::live::LatestBuild;

pub use self::browser::open;

/// One whole build, as the server needs it.
pub struct Preview {
    /// What is at a route, or `None` where there is nothing.
    pub answer: Box<LookUp>,
    /// Shown above the page, in this order.
    pub problems: Vec<ShownProblem>,
}

/// A whole site as one function.
pub type LookUp = dyn Fn(&Route) -> Option<Content> + Send + Sync;

/// What is at a route.
pub struct Content {
    /// A media type. `charset=utf-8` is added to text.
    pub content_type: &'static str,
    pub body: Blob,
}

/// A diagnostic with the lines that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownProblem {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub place: Option<ShownPlace>,
    pub help: Option<String>,
}

/// A place in a file, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPlace {
    /// The file as a person names it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// A few numbered lines with a caret below the place.
    pub excerpt: String,
    /// Where the file is on this machine, for a link that opens it in an editor.
    pub absolute: Option<PathBuf>,
}

/// Where to serve.
#[derive(Debug, Clone)]
pub struct Address {
    /// A name or an address of this machine. `localhost` is 127.0.0.1 and ::1.
    pub host: String,
    /// The port to try first; 0 for any.
    pub port: u16,
    /// Other names, each with or without a port, by which browsers may ask for the site.
    pub allowed: Vec<String>,
}

impl Default for Address {
    fn default() -> Address {
        Address { host: "localhost".to_owned(), port: 4747, allowed: Vec::new() }
    }
}

/// A server that has its port and answers as soon as it is run.
pub struct Server {
    listeners: Vec<TcpListener>,
    names: Vec<String>,
    url: String,
    notes: Vec<String>,
}

impl Server {
    /// Takes the first free port from the wanted one upwards.
    ///
    /// # Errors
    /// When the host is none of this machine's, or 21 ports in a row are taken.
    pub fn bind(address: &Address) -> anyhow::Result<Server> {
        listen::bind(address)
    }

    /// The address to open in a browser.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the user should know about this address: another port than wanted, an open door.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Builds, answers, and builds again whenever something below `folders` has changed, for ever.
    ///
    /// `folders` is asked before each build, because a change may be in the settings that name
    /// them. `rebuild` runs on one thread at a time. When it fails or panics, the last preview stays.
    ///
    /// # Errors
    /// When the machine refuses a thread or a socket. Never because of content.
    pub fn run(
        self,
        mut folders: impl FnMut() -> Folders + Send + 'static,
        mut rebuild: impl FnMut() -> anyhow::Result<Preview> + Send + 'static,
    ) -> anyhow::Result<()> {
        let mut watch = Watch::start(&folders(), say);
        let state = Arc::new(LatestBuild::new());
        update(&state, &mut rebuild);
        let latest = state.clone();
        thread::Builder::new()
            .name("rebuild".to_owned())
            .spawn(move || {
                loop {
                    watch.wait();
                    watch.turn_to(&folders());
                    update(&state, &mut rebuild);
                }
            })
            .context("cannot start the thread that rebuilds")?;
        listen::answer_all(self.listeners, &latest, &self.names.into())
    }
}

fn update(state: &LatestBuild, rebuild: &mut impl FnMut() -> anyhow::Result<Preview>) {
    // A build that panicked may have left its caches half done; they are keyed by content, so the
    // worst that can follow is that the next build panics again and is reported again.
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

/// The only place where the running server prints.
fn say(line: &str) {
    eprintln!("{line}");
}
