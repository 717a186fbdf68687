//! The latest build, and how open pages learn of a newer one.
//!
//! Each build has a generation number. A page contains the number of its build, and the event
//! stream sends only the latest number. A page with another number requests the problems, and
//! reloads if there are none. The next connection makes up for missed events. Numbers start at the
//! server's start time, so that pages of an earlier server are older.

use std::convert::Infallible;
use std::mem;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use futures_util::stream;
use serde_json::json;
use tokio::sync::watch;

use crate::shell::serve::{Preview, Problems, ShownProblem};

/// The preview's own addresses.
pub const FOLDER: &str = "/_fieldbook-live/";
pub const SCRIPT: &str = "/_fieldbook-live/client.js";
pub const STYLE: &str = "/_fieldbook-live/client.css";
pub const EVENTS: &str = "/_fieldbook-live/events";
pub const PROBLEMS: &str = "/_fieldbook-live/problems";

pub const SCRIPT_TEXT: &str = include_str!("client.js");
pub const STYLE_TEXT: &str = include_str!("client.css");

/// The latest build, shared by builder and server.
pub struct LatestBuild(watch::Sender<Arc<ShownBuild>>);

/// One build, and the failure of a later one, if any.
pub struct ShownBuild {
    pub generation: u64,
    pub preview: Arc<Preview>,
    failure: Option<ShownProblem>,
}

impl LatestBuild {
    /// An empty build.
    pub fn new() -> LatestBuild {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let generation = u64::try_from(since.as_millis()).unwrap_or(0);
        let preview = Arc::new(Preview {
            answer: Box::new(|_| None),
            problems: Problems::new(0, Vec::new),
            untested: Vec::new(),
        });
        LatestBuild(watch::Sender::new(Arc::new(ShownBuild { generation, preview, failure: None })))
    }

    pub fn preview(&self, preview: Preview) {
        self.change(|_| (Arc::new(preview), None));
    }

    /// Keeps the shown build, and records why it is not newer.
    pub fn failure(&self, failure: ShownProblem) {
        self.change(|snapshot| (snapshot.preview.clone(), Some(failure)));
    }

    pub fn snapshot(&self) -> Arc<ShownBuild> {
        self.0.borrow().clone()
    }

    /// Replaces the build, then notifies open pages.
    fn change(&self, next: impl FnOnce(&ShownBuild) -> (Arc<Preview>, Option<ShownProblem>)) {
        let mut last = None;
        self.0.send_modify(|snapshot| {
            let (preview, failure) = next(snapshot);
            let generation = snapshot.generation + 1;
            let build = Arc::new(ShownBuild { generation, preview, failure });
            last = Some(mem::replace(snapshot, build));
        });
        // Freed after readers can go on.
        drop(last);
    }

    /// The current generation at once, then each new one.
    pub fn events(&self) -> Response {
        let mut snapshots = self.0.subscribe();
        snapshots.mark_changed();
        let events = stream::unfold(snapshots, |mut snapshots| async move {
            snapshots.changed().await.ok()?;
            let generation = snapshots.borrow_and_update().generation.to_string();
            let event = Event::default().retry(Duration::from_secs(1)).data(generation);
            Some((Ok::<_, Infallible>(event), snapshots))
        });
        let keep_alive = KeepAlive::new().interval(Duration::from_secs(15));
        Sse::new(events).keep_alive(keep_alive).into_response()
    }
}

impl ShownBuild {
    /// The problems that the client shows above the page, as JSON.
    pub fn problems(&self) -> String {
        // After a failed build, earlier problems may be out of date.
        let (problems, more) = match &self.failure {
            Some(failure) => (std::slice::from_ref(failure), 0),
            None => (self.preview.problems.all(), self.preview.problems.more),
        };
        let (generation, untested) = (self.generation, &self.preview.untested);
        let findings = json!({ "generation": generation, "problems": problems, "more": more, "untested": untested });
        findings.to_string()
    }

    /// Inserts the client into a page.
    pub fn inject_client(&self, html: &[u8]) -> Vec<u8> {
        let at = [&b"</head>"[..], b"</body>"]
            .iter()
            .find_map(|tag| html.windows(tag.len()).position(|window| window == *tag))
            .unwrap_or(html.len());
        let client = format!(
            r#"<link rel="stylesheet" href="{STYLE}"><script src="{SCRIPT}" data-generation="{}" defer></script>"#,
            self.generation
        );
        [&html[..at], client.as_bytes(), &html[at..]].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::LatestBuild;

    #[test]
    fn the_client_stands_at_the_end_of_the_head() {
        let snapshot = LatestBuild::new().snapshot();
        let page = |html: &str| String::from_utf8(snapshot.inject_client(html.as_bytes())).unwrap();
        let client = page("");
        assert!(client.contains(&format!(r#"data-generation="{}""#, snapshot.generation)));
        assert_eq!(
            page("<head></head><body></body>"),
            format!("<head>{client}</head><body></body>")
        );
        assert_eq!(page("<body></body>"), format!("<body>{client}</body>"));
        assert_eq!(page("<p>a"), format!("<p>a{client}"));
    }
}
