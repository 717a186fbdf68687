//! Opens a page in the user's browser.

use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use crate::shell::serve::say;

/// Asks the system to open `url` and returns at once. A failure is only a note, because the address
/// is printed anyway.
pub fn open(url: &str) {
    let mut command = opener(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let url = url.to_owned();
    thread::spawn(move || {
        if !command.status().as_ref().is_ok_and(ExitStatus::success) {
            say(&format!("note: no browser could be opened; the site is at {url}"));
        }
    });
}

#[cfg(target_os = "macos")]
fn opener(url: &str) -> Command {
    let mut command = Command::new("open");
    command.arg(url);
    command
}

#[cfg(windows)]
fn opener(url: &str) -> Command {
    let mut command = Command::new("cmd");
    // The first quoted argument of `start` is a window title, so an empty one is needed.
    command.args(["/C", "start", "", url]);
    command
}

#[cfg(not(any(target_os = "macos", windows)))]
fn opener(url: &str) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(url);
    command
}
