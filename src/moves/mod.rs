//! Sources and a move request -> the edits that keep every link working.
//!
//! The book is linked twice, before and after the move without any edit; only destinations with
//! different results are rewritten. So a link by title stays unchanged, and name lookup is not
//! duplicated here. Deliberately absent: disk access.

mod alias;
pub mod edit;
mod includes;
mod names;
mod rewrite;
mod request;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::contents::summary;
use crate::include::Pages;
use crate::link::pages::ListPages;
use crate::link::route::{self, Route};
use crate::link::{Drafts, Entry, KeptLinks, LinkOptions, Page, Playbook, Target, link, redirects};
use crate::moves::edit::Edit;
use crate::moves::names::TakenNames;
pub use crate::moves::request::{MoveRequest, Refusal};
use crate::moves::rewrite::{NewTarget, WrittenLink};
use crate::parse::{self, KeptPages, Link, Syntax};
use crate::source::origins::Origins;
use crate::source::{Included, Sources, folder_of};

/// The changes of a move.
#[derive(Debug, Clone, Default)]
pub struct MovePlan {
    /// New paths by old ones, from the content folder.
    pub renames: BTreeMap<Arc<str>, Arc<str>>,
    /// Edits by the old names of the files, from the book's root, in order.
    pub edits: BTreeMap<Arc<str>, Vec<Edit>>,
    /// Entries whose front matter cannot be edited, and the alias that each needs.
    pub without_alias: Vec<(Arc<str>, String)>,
}

/// Plans a move.
///
/// # Errors
/// When there is nothing to move, or the new place is taken.
pub fn plan(
    sources: &Sources,
    config: &Config,
    request: &MoveRequest,
    generated: ListPages,
) -> Result<MovePlan, Refusal> {
    let renames = request::renames(sources, request)?;
    let mut plan = MovePlan { renames, ..MovePlan::default() };
    let moved = plan.sources(sources);
    let (was, now) = (linked(sources, config, generated), linked(&moved, config, generated));
    keeps_ours_free(&plan, &now)?;
    let routes = routes(&plan, request, (&was, &now));
    let planner =
        Planner { plan: &plan, was: &was, now: &now, names: TakenNames::of(&moved), routes };
    let mut edits: BTreeMap<Arc<str>, BTreeSet<Edit>> = BTreeMap::new();
    let mut add = |name: &Arc<str>, more: Vec<Edit>| {
        if !more.is_empty() {
            edits.entry(name.clone()).or_default().extend(more);
        }
    };
    for entry in &was.entries {
        add(&entry.parsed.name, planner.links(entry));
    }
    if let Some(summary) = &sources.summary {
        add(&summary.name, planner.summary(&summary.text, &summary::read(summary).lines));
    }
    if let Some(book) = &sources.book {
        add(&book.name, planner.redirects(&book.text));
    }
    for (name, more) in includes::edits(sources, &plan) {
        add(&name, more);
    }
    let mut without_alias = Vec::new();
    for (entry, alias) in planner.aliases() {
        match alias::add(&entry.parsed.text, &alias) {
            Some(edit) => add(&entry.parsed.name, vec![edit]),
            None => without_alias.push((entry.parsed.name.clone(), alias)),
        }
    }
    let in_order = |(name, edits): (Arc<str>, BTreeSet<Edit>)| (name, edits.into_iter().collect());
    plan.edits = edits.into_iter().map(in_order).collect();
    plan.without_alias = without_alias;
    Ok(plan)
}

impl MovePlan {
    /// The path of a file after the move, from the content folder.
    pub fn path(&self, path: &Arc<str>) -> Arc<str> {
        self.renames.get(path).unwrap_or(path).clone()
    }

    /// The sources after the plan is carried out.
    pub fn sources(&self, sources: &Sources) -> Sources {
        let mut after = sources.clone();
        let names: BTreeMap<Arc<str>, Arc<str>> = self.names(sources);
        let edited = |name: &Arc<str>, text: &mut Arc<str>| {
            if let Some(edits) = self.edits.get(name) {
                *text = edit::apply(text, edits).into();
            }
        };
        for file in after.book.iter_mut().chain(&mut after.summary).chain(&mut after.pages) {
            edited(&file.name, &mut file.text);
            file.name = names.get(&file.name).unwrap_or(&file.name).clone();
            file.path = self.path(&file.path);
        }
        for asset in &mut after.assets {
            asset.name = names.get(&asset.name).unwrap_or(&asset.name).clone();
            asset.path = self.path(&asset.path);
        }
        let included = after.included.into_iter().map(|(name, mut file)| {
            if let Included::Text(text) = &mut file {
                edited(&name, text);
            }
            (names.get(&name).unwrap_or(&name).clone(), file)
        });
        after.included = included.collect();
        let commits = after.commits.iter();
        let commits: BTreeMap<_, _> = commits
            .map(|(path, of)| (self.path(&path.as_str().into()).to_string(), of.clone()))
            .collect();
        after.commits = commits.into();
        after.sort();
        after
    }

    /// New names by old ones, from the book's root.
    pub fn names(&self, sources: &Sources) -> BTreeMap<Arc<str>, Arc<str>> {
        let pages = sources.pages.iter().map(|page| (&page.name, &page.path));
        let assets = sources.assets.iter().map(|asset| (&asset.name, &asset.path));
        let renamed = pages.chain(assets).filter_map(|(name, path)| {
            let folder = name.strip_suffix(&**path)?;
            Some((name.clone(), format!("{folder}{}", self.renames.get(path)?).into()))
        });
        renamed.collect()
    }
}

/// Refuses names whose addresses are those of pages that fieldbook makes.
fn keeps_ours_free(plan: &MovePlan, now: &Playbook) -> Result<(), Refusal> {
    let is_ours = |path: &&Arc<str>| {
        let entry = now.entry_at(path).filter(|entry| entry.parsed.front_matter.slug.is_none());
        let route = entry.and_then(|_| route::of_content(path).ok());
        route.is_some_and(|route| matches!(now.routes.get(&route), Some(Page::Generated(_))))
    };
    match plan.renames.values().find(is_ours) {
        Some(path) => Err(Refusal {
            what: format!("fieldbook makes a page at the address of `{path}`"),
            help: Some("choose another name".to_owned()),
        }),
        None => Ok(()),
    }
}

/// The book as it is linked, with its drafts.
fn linked(sources: &Sources, config: &Config, generated: ListPages) -> Playbook {
    let written = Pages::as_written(sources);
    let (pages, _) = parse::parse(&written, config, &mut KeptPages::default());
    let options = LinkOptions {
        config: config.clone().into(),
        drafts: Drafts::Shown,
        generated,
        contents: written.contents,
        origins: Origins::default(),
    };
    link(sources, pages, options, &mut KeptLinks::default()).0
}

/// The target of a link, by path.
fn target_by_path(playbook: &Playbook, target: &Target) -> Option<NewTarget> {
    Some(match target {
        Target::Entry { entry, .. } => {
            NewTarget::Entry(playbook.entry(*entry).parsed.path.to_string())
        }
        Target::Asset { asset, .. } => {
            NewTarget::Asset(playbook.asset(*asset).asset.path.to_string())
        }
        Target::Page(route) => NewTarget::Page(route.as_str().to_owned()),
        Target::External(_) | Target::Missing(_) | Target::Wanted(_) => return None,
    })
}

struct Planner<'a> {
    plan: &'a MovePlan,
    was: &'a Playbook,
    now: &'a Playbook,
    names: TakenNames,
    /// New addresses of entries and folders by their old ones.
    routes: BTreeMap<String, String>,
}

impl Planner<'_> {
    /// The edits of a page's links.
    fn links(&self, was: &Entry) -> Vec<Edit> {
        let parsed = &was.parsed;
        let path = self.plan.path(&parsed.path);
        let Some(now) = self.now.entry_at(&path) else { return Vec::new() };
        let before = self.was.links.of(was);
        let targets = before.zip(self.now.links.of(now));
        let strayed: Vec<(&Link, String, NewTarget)> = (parsed.prose.links.iter().zip(targets))
            .filter(|(link, (was, _))| link.span == was.span)
            .filter_map(|(link, (was, now))| {
                let old = target_by_path(self.was, was.target)?.into_path();
                Some((link, old, self.strayed(was.target, now.target)?))
            })
            .collect();
        if strayed.is_empty() {
            return Vec::new();
        }
        let folder = folder_of(&path);
        let mut edits = Vec::new();
        for (link, old, new_target) in strayed {
            let old = old.as_str();
            if let Some(place) = link.place() {
                let written = &parsed.text[place.clone()];
                // The parser unescaped the destination, so use the parsed one.
                let text = if written.contains(['\\', '&']) { &link.to.dest } else { written };
                let dest = match link.to.syntax {
                    Syntax::Name => {
                        let (name, author) = text.split_at(text.find(" (").unwrap_or(text.len()));
                        let new = rewrite::wiki((name, old), &new_target, |name| {
                            self.names.are_several(name)
                        });
                        new + author
                    }
                    Syntax::Wiki | Syntax::WikiEmbed => {
                        rewrite::wiki((text, old), &new_target, |name| self.names.are_several(name))
                    }
                    Syntax::Link | Syntax::Image => {
                        rewrite::inline(&WrittenLink { text, folder, old }, &new_target)
                    }
                };
                edits.push(Edit::new(place, dest));
            }
        }
        edits
    }

    /// The target that a link needs after the move, if it would change without an edit.
    fn strayed(&self, was: &Target, now: &Target) -> Option<NewTarget> {
        let new_target = match target_by_path(self.was, was)? {
            NewTarget::Entry(path) => NewTarget::Entry(self.plan.path(&path.into()).to_string()),
            NewTarget::Asset(path) => NewTarget::Asset(self.plan.path(&path.into()).to_string()),
            NewTarget::Page(route) => NewTarget::Page(self.route(&route)),
        };
        (target_by_path(self.now, now).as_ref() != Some(&new_target)).then_some(new_target)
    }

    /// The new address of a page that may be below what moves.
    fn route(&self, route: &str) -> String {
        let ends = route.match_indices('/').map(|(at, _)| at + 1).rev();
        let above = ends.filter_map(|end| Some((end, self.routes.get(&route[..end])?)));
        match above.into_iter().next() {
            Some((end, new)) => format!("{new}{}", &route[end..]),
            None => route.to_owned(),
        }
    }

    fn summary(&self, text: &str, lines: &[summary::SummaryLine]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for line in lines {
            let summary::SummaryItem::Chapter { path: Some(path), at, .. } = &line.item else {
                continue;
            };
            let decoded = route::decode(path).unwrap_or_else(|| path.clone());
            let Some(new) = self.plan.renames.get(decoded.trim_start_matches("./")) else {
                continue;
            };
            let written = WrittenLink { text: &text[at.clone()], folder: "", old: "" };
            let dest = rewrite::inline(&written, &NewTarget::Entry(new.to_string()));
            edits.push(Edit::new(at.clone(), dest));
        }
        edits
    }

    fn redirects(&self, text: &str) -> Vec<Edit> {
        let playbooks = (&self.was, &self.now);
        let targets = playbooks.0.moved.iter().zip(&playbooks.1.moved);
        let mut edits = Vec::new();
        for (redirect, (was, now)) in playbooks.0.config.redirects.iter().zip(targets) {
            let place = redirect.to_at.start + 1..redirect.to_at.end.saturating_sub(1);
            let is_plain = text.get(place.clone()) == Some(redirect.to.as_str());
            if let Some(new_target) = self.strayed(was, now).filter(|_| is_plain) {
                let folder = folder_of(redirects::below_the_site(&redirect.from));
                let dest = rewrite::inline(
                    &WrittenLink { text: &redirect.to, folder, old: "" },
                    &new_target,
                );
                edits.push(Edit::new(place, dest));
            }
        }
        edits
    }

    /// The entries that need their old address as an alias.
    fn aliases(&self) -> Vec<(&Entry, String)> {
        let moved = self.plan.renames.iter().filter_map(|(old, new)| {
            let (was, now) = (self.was.entry_at(old)?, self.now.entry_at(new)?);
            let taken = self.now.routes.get(&was.route);
            let is_free = !matches!(taken, Some(Page::Entry(_) | Page::Asset(_)));
            let needs = was.route != now.route && was.route != Route::home() && is_free;
            needs.then(|| (was, format!("/{}", was.route.as_str().trim_end_matches('/'))))
        });
        moved.collect()
    }
}

/// The addresses that a move changes, for a folder and the entries in it.
fn routes(
    plan: &MovePlan,
    request: &MoveRequest,
    (was, now): (&Playbook, &Playbook),
) -> BTreeMap<String, String> {
    let folder = |path: &str| route::of_content(&format!("{path}/index.md")).ok();
    let folders = folder(&request.from).zip(folder(&request.to));
    let entries = plan.renames.iter().filter_map(|(old, new)| {
        Some((was.entry_at(old)?.route.clone(), now.entry_at(new)?.route.clone()))
    });
    let changed = folders.into_iter().chain(entries).filter(|(old, _)| *old != Route::home());
    changed.map(|(old, new)| (old.as_str().to_owned(), new.as_str().to_owned())).collect()
}
