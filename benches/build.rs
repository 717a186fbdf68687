//! How long a book takes, against a baseline in the same run: `cargo bench`.
//!
//! The baseline is pulldown-cmark turning the same pages into bare HTML on one thread: no links,
//! no templates, no trees. The ratio says what everything else costs; the growth says whether
//! twice the book takes twice the time. Times differ from machine to machine, the ratios hardly.

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use fieldbook::compile;
use fieldbook::config::{self, Config};
use fieldbook::link::Drafts;
use fieldbook::render::search;
use fieldbook::source::Sources;
use rayon::iter::{ParallelBridge, ParallelIterator};

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

/// A book of entries of about 700 words in folders of fifty, with links, lists and decisions.
fn book(entries: usize) -> String {
    let mut book = String::new();
    for entry in 0..entries {
        let _ = writeln!(book, "-- content/area-{}/entry-{entry}.md --", entry / 50);
        let _ = writeln!(book, "---\ntitle: Entry {entry}\ntags: [a{}]\n---\n", entry % 7);
        for section in 0..6 {
            let _ = writeln!(book, "## Part {section} of what the team agreed\n");
            for paragraph in 0..2 {
                let other = (entry * 31 + section * 7 + paragraph) % entries;
                let words = "Most of the work is deciding what to leave for later, and saying so. ";
                let _ = writeln!(book, "{}See [[Entry {other}]].\n", words.repeat(4));
            }
            let _ = writeln!(book, "- one thing at a time\n- finish it\n- then the next\n");
        }
        if entry % 10 == 0 {
            let _ = writeln!(book, "Is it ready?\n\n- Yes → Ship it\n- No → Cut scope\n");
        }
    }
    book
}
