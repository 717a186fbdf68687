//! A progress bar on terminals, for work of more than a second.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: AtomicBool,
    terminal: bool,
}

impl Progress {
    /// A bar of `length` steps, drawn after a second.
    pub fn new(what: &'static str, length: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        let terminal = std::io::stderr().is_terminal();
        Progress { bar, start: Instant::now(), shown: AtomicBool::new(false), terminal }
    }

    /// Advances by one step.
    pub fn step(&self) {
        self.bar.inc(1);
        let due = self.terminal && self.start.elapsed() > Duration::from_secs(1);
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
