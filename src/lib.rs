//! fieldbook turns a folder of markdown into a product-ops playbook.
//!
//! ```text
//! disk --read--> Sources --include--> Pages --parse--> Parsed --link--> Playbook --render--> Site
//!
//! Site --publish--> disk
//!      \--serve--> browser
//! ```
//!
//! The modules below are in the order of their dependencies: each uses only those above it. A page
//! passes through [`include`], [`parse`], [`link`], [`check`] and [`render`], as [`compile`] shows.
//! All but [`shell`] and [`cli`] are pure functions of their inputs; a step returns the problems of
//! the content as values beside its result.
#![warn(clippy::disallowed_methods)]

pub mod diagnostic;
pub mod source;
pub mod words;
pub mod formats;
pub mod text;
pub mod math;
pub mod diagrams;
pub mod raw_html;
pub mod highlight;
pub mod config;
pub mod contents;
pub mod include;
pub mod tree;
pub mod parse;
pub mod link;
pub mod moves;
pub mod check;
pub mod render;
pub mod shell;
pub mod cli;

use std::sync::{Arc, LazyLock};

use config::Config;
use diagnostic::Diagnostic;
use include::Pages;
use link::{Drafts, KeptLinks, LinkOptions};
use parse::KeptPages;
use parse::cascade::Cascades;
use render::theme::KeptTheme;
use render::{Site, page_type};
use source::{SourceFile, Sources};

/// Runs all steps from sources to a site; returns the problems sorted by place.
pub fn compile(sources: &Sources, config: Config, show: Drafts) -> (Site, Vec<Diagnostic>) {
    compile_again(sources, config, show, Steps { kept: &mut Kept::default(), done: &mut |_| () })
}

/// What a build leaves for the next one.
#[derive(Default)]
pub struct Kept {
    pub pages: KeptPages,
    pub links: KeptLinks,
    pub theme: KeptTheme,
}

/// What goes along with the steps of a build.
pub struct Steps<'a> {
    /// From the last build. What did not change since then is not done again.
    pub kept: &'a mut Kept,
    /// Called with the name of each step after it.
    pub done: &'a mut dyn FnMut(&'static str),
}

/// As [`compile`], after an earlier build.
pub fn compile_again(
    sources: &Sources,
    config: Config,
    show: Drafts,
    steps: Steps<'_>,
) -> (Site, Vec<Diagnostic>) {
    let Steps { kept, done } = steps;
    let hidden_lines = config.hidden_lines.filter(|_| sources.summary.is_some());
    let config = Arc::new(Config { hidden_lines, ..config });
    let cascades = LazyLock::new(|| Cascades::of_files(&sources.pages));
    let is_withheld =
        |page: &SourceFile| show == Drafts::Hidden && cascades.withhold_file(page, sources.today);
    let unpacked = formats::unpack::unpack(sources, &config.words, &is_withheld);
    let sources: &Sources = &unpacked.sources;
    let pages = include::expand(sources);
    let (parsed, mut problems) = parse::parse(&pages, &config, &mut kept.pages);
    done("parse");
    let Pages { mut origins, contents, diagnostics: included, .. } = pages;
    unpacked.place(&mut origins);
    let options =
        LinkOptions { config, drafts: show, generated: page_type::list, contents, origins };
    let (playbook, more) = link::link(sources, parsed, options, &mut kept.links);
    problems.extend(more);
    done("link");
    let mut diagnostics = sources.diagnostics.clone();
    diagnostics.extend(included);
    problems.extend(check::check(sources, &playbook));
    diagnostics.extend(problems.into_iter().map(|problem| playbook.origins.mend(problem)));
    done("check");
    let (theme, problems) = kept.theme.load(sources, &playbook.config);
    diagnostics.extend(problems);
    check::apply_levels(&mut diagnostics, &playbook.config);
    diagnostics.sort();
    // Links that share a definition share its problem.
    diagnostics.dedup();
    done("theme");
    (Site::new(playbook, theme), diagnostics)
}
