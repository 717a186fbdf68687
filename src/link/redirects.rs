//! Old addresses that `book.toml` sends elsewhere.

use std::sync::Arc;

use crate::config::{Config, Redirect};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::resolve::Resolver;
use crate::link::route::{self, BadPath, Route};
use crate::link::written::{join, split_anchor};
use crate::link::{Page, Target};
use crate::source::{SourceFile, folder_of};

/// The address that a redirect stands at: a file such as `old.html`, or a page.
///
/// # Errors
/// When it cannot be an address.
pub fn route(redirect: &Redirect) -> Result<Route, BadPath> {
    let path = below_the_site(&redirect.from);
    let decoded = route::decode(path).unwrap_or_else(|| path.to_owned());
    match decoded.strip_suffix('/') {
        Some(page) => Route::page(page),
        None => Route::file(&decoded),
    }
}

/// A heading's old address is known to the browser alone, so only a script could lead on from it.
pub fn of_a_heading(redirect: &Redirect) -> Diagnostic {
    let id = split_anchor(&redirect.from).1.unwrap_or("");
    let message = format!("the redirect of the heading `#{id}` is ignored");
    Diagnostic::new(Code::IgnoredConfig, message)
        .help(format!("give the heading its old id again: `## Heading {{#{id}}}`"))
}

/// Where all redirects lead, in order, and what is wrong with them.
pub fn resolve(
    config: &Config,
    book: Option<&SourceFile>,
    resolver: &Resolver<'_>,
) -> (Vec<Target>, Vec<Diagnostic>) {
    let Some(book) = book else { return (Vec::new(), Vec::new()) };
    let mut problems = Vec::new();
    let redirects = config.redirects.iter();
    let targets = redirects.map(|redirect| {
        let (target, more) = resolver.redirect(redirect, &book.name);
        problems.extend(more);
        target
    });
    (targets.collect(), problems)
}

/// Whether a page would only send its reader to nothing.
pub fn leads_nowhere(page: Page, moved: &[Target]) -> bool {
    match page {
        Page::Moved(id) => matches!(moved.get(id.0 as usize), None | Some(Target::Missing(_))),
        _ => false,
    }
}

impl Resolver<'_> {
    fn redirect(&self, redirect: &Redirect, book: &Arc<str>) -> (Target, Vec<Diagnostic>) {
        let to = redirect.to.as_str();
        if to.starts_with("https://") || to.starts_with("http://") {
            return (Target::External(to.to_owned()), Vec::new());
        }
        let place = Place::new(book, redirect.to_at.clone());
        let (path, anchor) = split_anchor(to);
        let from = below_the_site(&redirect.from);
        let decoded = route::decode(path).unwrap_or_else(|| path.to_owned());
        let found = join(folder_of(from), &decoded).and_then(|full| self.at_path(&full));
        let mut problems = Vec::new();
        let own = route(redirect).ok().map(Target::Page);
        let target = match found.filter(|found| Some(found) != own.as_ref()) {
            Some(Target::Entry { entry, .. }) => match anchor {
                Some(anchor) => self.anchored(entry, anchor, &place, &mut problems),
                None => Target::Entry { entry, anchor: None },
            },
            Some(target) => target,
            None => {
                let message = format!("the redirect leads to `{to}`, which is no page or file");
                let help = "write the path of an entry from the folder of the old address, or a whole address with https://";
                problems
                    .push(Diagnostic::new(Code::BrokenLink, message.clone()).at(place).help(help));
                Target::Missing(message)
            }
        };
        (target, problems)
    }
}

/// A key of the table without what says that it starts at the site's root.
pub fn below_the_site(from: &str) -> &str {
    let path = split_anchor(from).0;
    path.strip_prefix("./").unwrap_or(path).trim_start_matches('/')
}
