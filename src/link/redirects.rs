//! Redirects of `book.toml`.

use std::sync::Arc;

use crate::config::{Config, Redirect};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::by_path::Resolver;
use crate::link::route::{self, BadPath, Route};
use crate::link::written::{join, split_anchor};
use crate::link::{MovedId, Page, Target};
use crate::source::{SourceFile, folder_of};

/// The address of a redirect: a file such as `old.html`, or a page.
///
/// # Errors
/// When it is not a valid address.
pub fn route(redirect: &Redirect) -> Result<Route, BadPath> {
    let path = below_the_site(&redirect.from);
    let decoded = route::decode(path).unwrap_or_else(|| path.to_owned());
    match decoded.strip_suffix('/') {
        Some(page) => Route::page(page),
        None => Route::file(&decoded),
    }
}

/// Reports a redirect from a heading: fragments never reach the server, so it cannot work.
pub fn of_a_heading(redirect: &Redirect) -> Diagnostic {
    let id = split_anchor(&redirect.from).1.unwrap_or("");
    let message = format!("the redirect of the heading `#{id}` is ignored");
    Diagnostic::new(Code::IgnoredConfig, message)
        .help(format!("give the heading its old id again: `## Heading {{#{id}}}`"))
}

/// Whether each redirect leads to an existing page, directly or through other redirects. The routes
/// hold all redirects whose addresses are free.
pub fn lead_somewhere(redirects: &[Redirect], resolver: &Resolver<'_>) -> Vec<bool> {
    let next = redirects.iter().map(|redirect| match resolver.destination(redirect) {
        None => Next::Nothing,
        Some(Target::Page(route)) => match resolver.routes.get(&route) {
            Some(Page::Moved(id)) => Next::Redirect(*id),
            _ => Next::Something,
        },
        Some(_) => Next::Something,
    });
    follow(&next.collect::<Vec<_>>())
}

/// The direct target of a redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Something,
    Nothing,
    Redirect(MovedId),
}

/// Whether each redirect ends at a page; cycles do not.
fn follow(next: &[Next]) -> Vec<bool> {
    let mut known: Vec<Option<bool>> = vec![None; next.len()];
    for start in 0..next.len() {
        let mut passed = Vec::new();
        let mut at = start;
        let ends = loop {
            if let Some(ends) = known[at] {
                break ends;
            }
            // Visited again while it is being followed: a cycle.
            known[at] = Some(false);
            passed.push(at);
            match next[at] {
                Next::Something => break true,
                Next::Nothing => break false,
                Next::Redirect(MovedId(to)) => at = to as usize,
            }
        };
        passed.into_iter().for_each(|at| known[at] = Some(ends));
    }
    known.into_iter().map(|ends| ends == Some(true)).collect()
}

/// The targets of all redirects, in order, and their problems.
pub fn resolve(
    config: &Config,
    book: Option<&SourceFile>,
    resolver: &Resolver<'_>,
) -> (Vec<Target>, Vec<Diagnostic>) {
    let Some(book) = book else { return (Vec::new(), Vec::new()) };
    let mut problems = Vec::new();
    let redirects = config.redirects.iter();
    let targets = redirects.map(|redirect| resolver.redirect(redirect, &book.name, &mut problems));
    (targets.collect(), problems)
}

/// Whether a page is a redirect without a target.
pub fn leads_nowhere(page: Page, moved: &[Target]) -> bool {
    match page {
        Page::Moved(id) => matches!(moved.get(id.0 as usize), None | Some(Target::Missing(_))),
        _ => false,
    }
}

impl Resolver<'_> {
    fn redirect(
        &self,
        redirect: &Redirect,
        book: &Arc<str>,
        problems: &mut Vec<Diagnostic>,
    ) -> Target {
        let place = Place::new(book, redirect.to_at.clone());
        match (self.destination(redirect), split_anchor(&redirect.to).1) {
            (Some(Target::Entry { entry, .. }), Some(anchor)) => {
                self.book.anchored(entry, anchor, &place, problems)
            }
            (Some(Target::Asset { asset, .. }), Some(anchor)) => {
                Target::Asset { asset, anchor: Some(anchor.to_owned()) }
            }
            (Some(target), _) => target,
            (None, _) => {
                let to = &redirect.to;
                let message = format!("the redirect leads to `{to}`, which is no page or file");
                let help = "write the path of an entry from the folder of the old address, or a whole address with https://";
                problems
                    .push(Diagnostic::new(Code::BrokenLink, message.clone()).at(place).help(help));
                Target::Missing(message)
            }
        }
    }

    /// The target of a redirect without its anchor; never the redirect itself.
    fn destination(&self, redirect: &Redirect) -> Option<Target> {
        let to = redirect.to.as_str();
        if to.starts_with("https://") || to.starts_with("http://") {
            return Some(Target::External(to.to_owned()));
        }
        let path = split_anchor(to).0;
        let decoded = route::decode(path).unwrap_or_else(|| path.to_owned());
        let full = join(folder_of(below_the_site(&redirect.from)), &decoded)?;
        let own = route(redirect).ok().map(Target::Page);
        self.at_path(&full).filter(|found| Some(found) != own.as_ref())
    }
}

/// A key of the table without its leading `/`.
pub fn below_the_site(from: &str) -> &str {
    let path = split_anchor(from).0;
    path.strip_prefix("./").unwrap_or(path).trim_start_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_followed_to_their_ends() {
        let to = |index| Next::Redirect(MovedId(index));
        let chains = [to(1), to(2), Next::Something, to(4), Next::Nothing, to(6), to(5), to(5)];
        let ends = [true, true, true, false, false, false, false, false];
        assert_eq!(follow(&chains), ends);
    }
}
