//! Resolves links by path or URL.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Help, Place, nearest};
use crate::link::links::Lead;
use crate::link::remote::{RemoteFile, remote_file};
use crate::link::resolve::{KnownAddresses, Lookup, Resolved, drafts, missing};
use crate::link::route::{self, Route};
use crate::link::written::{clean, is_image_data, is_web, join, scheme, slugs, split_anchor};
use crate::link::{Entry, Page, Target, entry_at};
use crate::parse::{RawLink, Syntax};
use crate::source::folder_of;

/// Resolves paths and URLs against the book and its addresses.
pub struct Resolver<'a> {
    pub book: KnownAddresses<'a>,
    /// All addresses of the site.
    pub routes: &'a BTreeMap<Route, Page>,
}

impl Resolver<'_> {
    /// Resolves the links of an entry; `named` holds those by name.
    pub fn links(&self, entry: &Entry, named: Vec<Lead>) -> Resolved {
        let mut named = named.into_iter();
        let mut resolved = Resolved::default();
        for link in &entry.parsed.prose.links {
            let lead = if link.to.syntax.is_by_name() {
                named.next()
            } else {
                let target = self.target(&link.to, entry, &mut resolved.diagnostics);
                Some(Lead { target, end: link.span.end })
            };
            resolved.leads.extend(lead);
        }
        resolved
    }

    fn target(&self, link: &RawLink, entry: &Entry, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let place = &Place::new(&entry.parsed.name, link.at.clone());
        let target = self.book.target(self.look_up(link, entry), place, diagnostics);
        if let Target::External(address) = &target
            && link.syntax == Syntax::Image
            && !address.starts_with("data:")
            && !matches!(remote_file(address), RemoteFile::VideoPage(_))
        {
            diagnostics.push(remote_image(place));
        }
        target
    }

    fn look_up(&self, link: &RawLink, entry: &Entry) -> Lookup {
        let dest = clean(&link.dest);
        if let Some(found) = external(&dest, link.syntax) {
            return found;
        }
        let (path, anchor) = split_anchor(&dest);
        let path = path.split('?').next().unwrap_or("");
        let anchor = anchor.map(|anchor| route::decode(anchor).unwrap_or(anchor.to_owned()));
        if path.is_empty() {
            return Lookup::Entry(entry.id, anchor.or(Some(String::new())));
        }
        let path = route::decode(path).unwrap_or_else(|| path.to_owned());
        let Some(full) = join(folder_of(&entry.parsed.path), &path) else {
            let help = "put what it leads to into the content folder".to_owned();
            return missing(&dest, "leads out of the content folder", Some(help));
        };
        let found = self.file(&full).or_else(|| self.page_at(&path, &entry.route, &full));
        let found = found.or_else(|| self.only_one_named(&path));
        match found {
            Some(Target::Entry { entry, .. }) => Lookup::Entry(entry, anchor),
            Some(target) => Lookup::To(target),
            None => self.not_found(&dest, &full, link.syntax),
        }
    }

    /// A path below the content folder: an entry, an asset or a folder.
    fn file(&self, path: &str) -> Option<Target> {
        let bare = path.trim_end_matches('/');
        let entry = |entry| Target::Entry { entry, anchor: None };
        let by_path = |wanted: &str| Some(entry_at(self.book.entries, wanted)?.id);
        let stem = bare.strip_suffix(".html").unwrap_or(bare);
        let folder = stem.strip_suffix("/index").unwrap_or(stem);
        let candidates = [
            (bare, ""),
            (stem, ".md"),
            (stem, ".markdown"),
            (stem, ".mdx"),
            (stem, "/index.md"),
            (stem, "/index.mdx"),
            (stem, "/README.md"),
            (stem, "/_index.md"),
            (folder, "/README.md"),
            (folder, "/index.md"),
        ];
        let mut candidate = String::with_capacity(bare.len() + "/README.md".len());
        let found = candidates.into_iter().find_map(|(start, end)| {
            candidate.clear();
            candidate.push_str(start);
            candidate.push_str(if start.is_empty() { end.trim_start_matches('/') } else { end });
            by_path(&candidate)
        });
        if let Some(id) = found {
            return Some(entry(id));
        }
        let asset = Route::file(bare).ok().and_then(|route| self.at_route(&route));
        asset.or_else(|| Route::page(&slugs(bare)).ok().and_then(|route| self.at_route(&route)))
    }

    /// The only file with this name in any folder: the way Obsidian writes markdown links.
    fn only_one_named(&self, name: &str) -> Option<Target> {
        if name.contains('/') || !name.contains('.') {
            return None;
        }
        match (self.book.names.file(name), self.book.names.asset_named(name)) {
            (Some(entry), None) => Some(Target::Entry { entry, anchor: None }),
            (None, Some(asset)) => Some(Target::Asset(asset)),
            _ => None,
        }
    }

    /// A path as a browser resolves it: relative to the page's own address.
    fn page_at(&self, path: &str, route: &Route, full: &str) -> Option<Target> {
        let from_page = join(route.as_str().trim_end_matches('/'), path)?;
        let routes = [from_page.as_str(), full.trim_end_matches('/')];
        routes.iter().find_map(|path| {
            let path = path.trim_end_matches('/');
            let path = path.strip_suffix("/index.html").unwrap_or(path);
            self.at_route(&Route::page(path).ok()?)
                .or_else(|| self.at_route(&Route::file(path).ok()?))
        })
    }

    /// The target at a path from the content folder or the site's root.
    pub fn at_path(&self, full: &str) -> Option<Target> {
        self.file(full).or_else(|| self.page_at(full, &Route::home(), full))
    }

    fn at_route(&self, route: &Route) -> Option<Target> {
        Some(match self.routes.get(route)? {
            Page::Entry(entry) | Page::Redirect(entry) => {
                Target::Entry { entry: *entry, anchor: None }
            }
            Page::Asset(asset) => Target::Asset(*asset),
            _ => Target::Page(route.clone()),
        })
    }

    fn not_found(&self, dest: &str, full: &str, syntax: Syntax) -> Lookup {
        if self.book.hidden.has_path(full) {
            return drafts(dest);
        }
        let help = Help::Path { wanted: full.to_owned(), paths: self.book.names.paths() };
        let what =
            if syntax == Syntax::Image { "there is no file" } else { "there is no entry or file" };
        Lookup::Problem(Code::BrokenLink, format!("{what} `{full}`"), Some(help))
    }
}

fn remote_image(place: &Place) -> Diagnostic {
    Diagnostic::new(Code::RemoteImage, "an image on another site is shown as a link")
        .at(place.clone())
        .help("save it beside the entry and link to the file")
}

/// Resolves a URL with a scheme or a host.
fn external(dest: &str, syntax: Syntax) -> Option<Lookup> {
    if dest.starts_with("//") || dest.starts_with("\\\\") {
        let rest = dest.trim_start_matches(['/', '\\']);
        return Some(Lookup::To(Target::External(format!("https://{rest}"))));
    }
    let scheme = scheme(dest)?;
    let is_image = syntax == Syntax::Image && is_image_data(dest);
    if is_web(&scheme) || is_image {
        return Some(Lookup::To(Target::External(dest.to_owned())));
    }
    let is_harmful = ["javascript", "vbscript", "data", "file", "blob"].contains(&scheme.as_str());
    let code = if is_harmful { Code::UnsafeLink } else { Code::UnknownScheme };
    let message = format!("links with `{scheme}:` are not allowed");
    let near = nearest(&scheme, ["http", "https", "mailto", "tel"]).filter(|_| !is_harmful);
    let help = match near {
        Some(near) => format!("did you mean `{near}:`?"),
        None => "link to http, https, mailto or tel addresses, or to files of the book".to_owned(),
    };
    Some(Lookup::Problem(code, message, Some(help.into())))
}
