//! How long a book takes, against a baseline in the same run: `cargo bench`.
//!
//! The baseline is pulldown-cmark turning the same pages into bare HTML on one thread: no links,
//! no templates, no trees. The ratio says what everything else costs; the growth says whether
//! twice the book takes twice the time. Times differ from machine to machine, the ratios hardly.
//! The pages are those of `scripts/generate-book`, which needs Node.js. `scripts/bench` measures whole
//! builds, with reading and writing, beside other tools.

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use fieldbook::compile;
use fieldbook::config::{self, Config};
use fieldbook::link::Drafts;
use fieldbook::render::search;
use fieldbook::source::Sources;
use rayon::iter::{ParallelBridge, ParallelIterator};
use walkdir::WalkDir;

const RUNS: usize = 7;

fn main() {
    println!("medians of {RUNS} runs");
    println!(
        "{:>8} {:>12} {:>12} {:>12} {:>8} {:>12}",
        "entries", "bare", "compile", "and render", "ratio", "search alone"
    );
    let mut last: Option<(usize, Duration)> = None;
    for entries in [500, 1_000, 2_000] {
        let sources = Sources::from_fixture(&book(entries));
        let bare = median(|| bare(&sources));
        let compiled = median(|| drop(black_box(site(&sources))));
        let rendered = median(|| render(&sources));
        let ratio = rendered.as_secs_f64() / bare.as_secs_f64();
        let linked = site(&sources);
        let searched = median(|| drop(black_box(search::files(&linked.playbook))));
        println!(
            "{entries:>8} {bare:>12.1?} {compiled:>12.1?} {rendered:>12.1?} {ratio:>8.2} {searched:>12.1?}"
        );
        if let Some((fewer, before)) = last {
            let growth = rendered.as_secs_f64() / before.as_secs_f64();
            println!("{:>8} {growth:.2} times as long for {} times the book", "", entries / fewer);
        }
        last = Some((entries, rendered));
    }
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn bare(sources: &Sources) {
    for page in &sources.pages {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&page.text));
        black_box(html);
    }
}

fn site(sources: &Sources) -> fieldbook::render::Site {
    let config: Config = config::parse(sources.book.as_ref()).0;
    compile(sources, config, Drafts::Hidden).0
}

fn render(sources: &Sources) {
    let site = site(sources);
    let routes: Vec<_> = site.routes().collect();
    routes.iter().par_bridge().for_each(|route| drop(black_box(site.render(route))));
}

/// The book that `scripts/generate-book` writes, as a fixture.
fn book(entries: usize) -> String {
    let folder = tempfile::tempdir().expect("there is room for a book");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/generate-book");
    let made = Command::new(script).arg(entries.to_string()).arg(folder.path()).status();
    assert!(made.is_ok_and(|status| status.success()), "scripts/generate-book needs Node.js");
    let mut book = String::new();
    for file in WalkDir::new(folder.path()).into_iter().flatten() {
        if let Ok(text) = fs::read_to_string(file.path()) {
            let name = file.path().strip_prefix(folder.path()).expect("it is in the folder");
            let _ = writeln!(book, "-- {} --\n{text}", name.display());
        }
    }
    book
}
