//! Links as written -> where they lead.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean, nearest};
use crate::link::anchor::{self, Anchored};
use crate::link::names::{Found, Names, normal, without_extension};
use crate::link::route::{self, Route};
use crate::link::wanted::Want;
use crate::link::written::{clean, is_image_data, is_web, join, scheme, slugs, split_anchor};
use crate::link::{EntryId, Page, Target};
use crate::parse::related;
use crate::parse::{Link, Parsed, RawLink, Syntax};
use crate::source::{file_name, folder_of};

/// What links are resolved against.
pub struct Resolver<'a> {
    pub names: &'a Names,
    pub placed: &'a [(Parsed, Route)],
    /// Pages that are not part of this build.
    pub hidden: &'a [Parsed],
    pub routes: &'a BTreeMap<Route, Page>,
}

/// The links of one page.
pub struct Resolved {
    pub links: Vec<Link<Target>>,
    pub diagnostics: Vec<Diagnostic>,
    /// The links to entries that do not exist.
    pub wanted: Vec<Want>,
}

/// How the outcome of a look-up reads before it is reported.
enum Lookup {
    To(Target),
    Page(EntryId, Option<String>),
    Problem(Code, String, Option<String>),
    Wanted(String),
}

impl Resolver<'_> {
    /// Resolves every link of a page.
    pub fn links(&self, page: &(Parsed, Route)) -> Resolved {
        let mut resolved =
            Resolved { links: Vec::new(), diagnostics: Vec::new(), wanted: Vec::new() };
        for link in &page.0.prose.links {
            let mut link = link.clone();
            if link.to.syntax == Syntax::Name {
                let name = self.name_in(&link.to.dest, folder_of(&page.0.path)).to_owned();
                link.span.end = link.span.start + name.len();
                link.to.at = link.span.clone();
                link.to.dest = name;
            }
            let to = self.target(&link, page, &mut resolved);
            resolved.links.push(Link { span: link.span, to });
        }
        resolved
    }

    fn target(
        &self,
        link: &Link<RawLink>,
        page: &(Parsed, Route),
        resolved: &mut Resolved,
    ) -> Target {
        let (parsed, route) = page;
        let (at, link) = (link.span.start, &link.to);
        let place = &Place::new(&parsed.name, link.at.clone());
        let lookup = match link.syntax {
            Syntax::Wiki | Syntax::WikiEmbed | Syntax::Name => {
                self.wiki(link, parsed, place, resolved)
            }
            Syntax::Link | Syntax::Image => self.inline(link, parsed, route),
        };
        match lookup {
            Lookup::To(Target::External(address)) => {
                if link.syntax == Syntax::Image && !address.starts_with("data:") {
                    resolved.diagnostics.push(remote_image(place));
                }
                Target::External(address)
            }
            Lookup::To(target) => target,
            Lookup::Page(entry, None) => Target::Entry { entry, anchor: None },
            Lookup::Page(entry, Some(anchor)) => {
                self.anchored(entry, &anchor, place, &mut resolved.diagnostics)
            }
            Lookup::Problem(code, message, help) => {
                let diagnostic = Diagnostic::new(code, message.clone()).at(place.clone());
                resolved.diagnostics.push(diagnostic.maybe_help(help));
                Target::Missing(message)
            }
            Lookup::Wanted(name) => {
                resolved.wanted.push(Want {
                    name: name.clone(),
                    at,
                    place: place.clone(),
                    syntax: link.syntax,
                });
                Target::Wanted(name)
            }
        }
    }

    /// The words of an item that name an entry; if none do, those that most likely would.
    fn name_in<'a>(&self, item: &'a str, folder: &str) -> &'a str {
        let candidates = related::candidates(item);
        let names_one = |name: &&&str| self.names.entry(name, folder) != Found::Nothing;
        let shortest = candidates.last().copied().unwrap_or(item);
        candidates.iter().find(names_one).copied().unwrap_or(shortest)
    }

    fn wiki(
        &self,
        link: &RawLink,
        parsed: &Parsed,
        place: &Place,
        resolved: &mut Resolved,
    ) -> Lookup {
        let (name, anchor) = split_anchor(&link.dest);
        let (name, block) = name.split_once('^').unwrap_or((name, ""));
        let anchor = match block {
            "" => anchor.map(str::to_owned),
            block => Some(format!("^{block}")),
        };
        if let Some(scheme) = scheme(name).filter(|scheme| is_web(scheme)) {
            return Lookup::To(Target::External(format!(
                "{scheme}:{}",
                &link.dest[scheme.len() + 1..]
            )));
        }
        if name.trim().is_empty() {
            return self.own_page(parsed, anchor);
        }
        let folder = folder_of(&parsed.path);
        let from_here = name.trim().starts_with("./") || name.trim().starts_with("../");
        let name = match join(folder, name.trim()) {
            Some(path) if from_here => &path.clone(),
            _ => name,
        };
        match self.names.entry(name, folder) {
            Found::One(entry) => Lookup::Page(entry, anchor),
            Found::Several(entries) => {
                resolved.diagnostics.push(self.ambiguous(name, &entries, place));
                Lookup::Page(entries[0], anchor)
            }
            Found::Nothing => match self.names.asset(name, folder) {
                Some(asset) => Lookup::To(Target::Asset(asset)),
                None if self.is_draft(name) => draft_link(name.trim()),
                None => Lookup::Wanted(without_extension(name.trim()).to_owned()),
            },
        }
    }

    /// Whether an entry that is not part of this build answers to a name.
    fn is_draft(&self, name: &str) -> bool {
        let wanted = normal(without_extension(name.trim_start_matches('/')));
        self.hidden.iter().any(|parsed| {
            let path = without_extension(&parsed.path);
            let stem = file_name(path);
            [path, stem, &parsed.title].into_iter().any(|name| normal(name) == wanted)
        })
    }

    fn ambiguous(&self, name: &str, entries: &[EntryId], place: &Place) -> Diagnostic {
        let paths = entries.iter().map(|id| &*self.placed[id.0 as usize].0.path);
        let paths: Vec<String> = paths.map(|path| format!("`{path}`")).collect();
        let path = without_extension(&self.placed[entries[0].0 as usize].0.path);
        Diagnostic::new(
            Code::AmbiguousLink,
            format!("`{}` is the name of {}", name.trim(), paths.join(" and of ")),
        )
        .at(place.clone())
        .help(format!("the first is taken; write `[[{path}]]` to say so"))
    }

    fn inline(&self, link: &RawLink, parsed: &Parsed, route: &Route) -> Lookup {
        let dest = clean(&link.dest);
        if let Some(found) = external(&dest, link.syntax) {
            return found;
        }
        let (path, anchor) = split_anchor(&dest);
        let path = path.split('?').next().unwrap_or("");
        let anchor = anchor.map(|anchor| route::decode(anchor).unwrap_or(anchor.to_owned()));
        if path.is_empty() {
            return self.own_page(parsed, anchor);
        }
        let path = route::decode(path).unwrap_or_else(|| path.to_owned());
        let Some(full) = join(folder_of(&parsed.path), &path) else {
            let help = "put what it leads to into the content folder".to_owned();
            return missing(&dest, "leads out of the content folder", Some(help));
        };
        let found = self.file(&full).or_else(|| self.page_at(&path, route, &full));
        let found = found.or_else(|| self.only_one_named(&path));
        match found {
            Some(Target::Entry { entry, .. }) => Lookup::Page(entry, anchor),
            Some(target) => Lookup::To(target),
            None => self.not_found(&dest, &full, link.syntax),
        }
    }

    /// A path below the content folder: an entry, an asset or a folder.
    fn file(&self, path: &str) -> Option<Target> {
        let bare = path.trim_end_matches('/');
        let entry = |entry| Target::Entry { entry, anchor: None };
        let by_path = |wanted: &str| {
            let found = self.placed.binary_search_by(|(parsed, _)| (*parsed.path).cmp(wanted));
            found.ok().map(|index| EntryId(index as u32))
        };
        let stem = bare.strip_suffix(".html").unwrap_or(bare);
        let folder = |stem: &str, name: &str| match stem {
            "" => name.to_owned(),
            _ => format!("{stem}/{name}"),
        };
        let candidates = [
            bare.to_owned(),
            format!("{stem}.md"),
            format!("{stem}.markdown"),
            folder(stem, "index.md"),
            folder(stem, "README.md"),
            folder(stem, "_index.md"),
            folder(stem.strip_suffix("/index").unwrap_or(stem), "README.md"),
            folder(stem.strip_suffix("/index").unwrap_or(stem), "index.md"),
        ];
        if let Some(id) = candidates.iter().find_map(|candidate| by_path(candidate)) {
            return Some(entry(id));
        }
        let asset = Route::file(bare).ok().and_then(|route| self.at_route(&route));
        asset.or_else(|| Route::page(&slugs(bare)).ok().and_then(|route| self.at_route(&route)))
    }

    /// The one file of a bare name, wherever it is: how Obsidian writes links as markdown.
    fn only_one_named(&self, name: &str) -> Option<Target> {
        if name.contains('/') || !name.contains('.') {
            return None;
        }
        match (self.names.file(name), self.names.asset_named(name)) {
            (Some(entry), None) => Some(Target::Entry { entry, anchor: None }),
            (None, Some(asset)) => Some(Target::Asset(asset)),
            _ => None,
        }
    }

    /// A path as a reader's browser would understand it: from the page's own address.
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

    /// What stands at a path from the content folder, or from the site's root.
    pub fn at_path(&self, full: &str) -> Option<Target> {
        self.file(full).or_else(|| self.page_at(full, &Route::home(), full))
    }

    fn at_route(&self, route: &Route) -> Option<Target> {
        match self.routes.get(route)? {
            Page::Entry(entry) | Page::Redirect(entry) => {
                Some(Target::Entry { entry: *entry, anchor: None })
            }
            Page::Asset(asset) => Some(Target::Asset(*asset)),
            Page::Folder | Page::Tree(_) | Page::Moved(_) | Page::Generated(_) => {
                Some(Target::Page(route.clone()))
            }
        }
    }

    fn not_found(&self, dest: &str, full: &str, syntax: Syntax) -> Lookup {
        let is_draft = self.hidden.iter().any(|parsed| &*parsed.path == full);
        if is_draft {
            return draft_link(dest);
        }
        let name = file_name(full);
        let entries = self.placed.iter().map(|(parsed, _)| &*parsed.path);
        let same_name = self
            .placed
            .iter()
            .find(|(parsed, _)| file_name(&parsed.path) == name)
            .map(|(parsed, _)| format!("did you mean `{}`?", parsed.path));
        let help = same_name.or_else(|| did_you_mean(full, entries));
        let what = match syntax {
            Syntax::Image => "there is no file",
            _ => "there is no entry or file",
        };
        Lookup::Problem(Code::BrokenLink, format!("{what} `{full}`"), help)
    }

    fn own_page(&self, parsed: &Parsed, anchor: Option<String>) -> Lookup {
        let found = self.placed.binary_search_by(|(other, _)| other.path.cmp(&parsed.path));
        match found {
            Ok(index) => Lookup::Page(EntryId(index as u32), anchor.or(Some(String::new()))),
            Err(_) => missing("", "names nothing", None),
        }
    }

    /// The place of a page that an anchor names.
    pub fn anchored(
        &self,
        entry: EntryId,
        anchor: &str,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let (parsed, _) = &self.placed[entry.0 as usize];
        let anchor = match anchor::find(parsed, anchor) {
            Anchored::Id(id) => Some(id),
            Anchored::Page => None,
            Anchored::Nothing { what, name, help } => {
                let message = format!("`{}` has no {what} `#{name}`", parsed.path);
                let diagnostic = Diagnostic::new(Code::BrokenAnchor, message).at(place.clone());
                diagnostics.push(diagnostic.maybe_help(help));
                None
            }
        };
        Target::Entry { entry, anchor }
    }
}

fn remote_image(place: &Place) -> Diagnostic {
    Diagnostic::new(Code::RemoteImage, "an image on another site is shown as a link")
        .at(place.clone())
        .help("save it beside the entry and link to the file")
}

fn draft_link(dest: &str) -> Lookup {
    let help = "publish it by removing `draft: true`, or build with --drafts";
    missing(dest, "is a draft", Some(help.into()))
}

fn missing(dest: &str, what: &str, help: Option<String>) -> Lookup {
    Lookup::Problem(Code::BrokenLink, format!("`{dest}` {what}"), help)
}

/// What an address with a scheme or a host leads to, if it has one.
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
    Some(Lookup::Problem(code, message, Some(help)))
}
