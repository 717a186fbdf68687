//! Resolves links by path or URL.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Help, Place, nearest};
use crate::formats::writing::RelativeLinks;
use crate::link::anchor::{self, Anchored};
use crate::link::links::Lead;
use crate::link::remote::{RemoteFile, remote_file};
use crate::link::resolve::{KnownAddresses, Lookup, Resolved, drafts, not_published};
use crate::link::route::{self, Route};
use crate::link::written::{
    self, OBSIDIAN, clean, is_image_data, is_linked, join, readings, scheme, slugs, split_anchor,
};
use crate::link::{AssetId, Entry, EntryId, Page, Target};
use crate::parse::{Link, RawLink, Syntax};
use crate::source::published::{Rule, rule};
use crate::source::{file_name, folder_of, outside};
use crate::text::Written;

/// The extensions of pages whose last one is not their only one.
const TWO_ENDINGS: &[&str] =
    &[".html.md", ".html.md.erb", ".html.markdown", ".html.markdown.erb", ".md.erb"];

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
            if let Some(lead) = &lead
                && let Some(problem) = wordless(link, &lead.target, entry)
            {
                resolved.diagnostics.push(problem);
            }
            resolved.leads.extend(lead);
        }
        resolved
    }

    fn target(&self, link: &RawLink, entry: &Entry, diagnostics: &mut Vec<Diagnostic>) -> Target {
        let place = &Place::new(&entry.parsed.name, link.at.clone());
        let before = diagnostics.len();
        let target = self.book.target(self.look_up(link, entry), place, diagnostics);
        if diagnostics.len() > before && is_template(link, entry) {
            diagnostics.truncate(before);
            // Templates in markdown are reported with those in the text.
            if matches!(link.written, Written::Attribute | Written::Address) {
                diagnostics.push(template(&link.dest, place));
            }
        }
        if let Target::External(address) = &target
            && link.syntax == Syntax::Image
            && !address.starts_with("data:")
            && !self.book.embeds.shows_image(address)
            && !matches!(remote_file(address), RemoteFile::VideoPage(_))
        {
            diagnostics.push(remote_image(address, place));
        }
        target
    }

    fn look_up(&self, link: &RawLink, entry: &Entry) -> Lookup {
        let dest = clean(&link.dest);
        // Docusaurus writes paths from the folder of its site so.
        let dest =
            dest.strip_prefix("@site").filter(|it| it.starts_with('/')).unwrap_or(&dest).to_owned();
        let names = self.book.names;
        if let Some(found) = self.exported_address(&dest) {
            return found;
        }
        if let Some(found) = external(&dest, link.syntax) {
            // A label may look like an address, such as `role:lead`.
            let labelled = names.page_with_id(&dest);
            return labelled.map_or(found, |entry| Lookup::Entry(entry, Some(dest)));
        }
        let decoded = |part: &str| route::decode(part).unwrap_or_else(|| part.to_owned());
        for (written, anchor) in readings(&dest, names) {
            let written_anchor = anchor.filter(|it| !it.is_empty()).map(str::to_owned);
            let anchor = anchor.map(decoded);
            let path = written.split('?').next().unwrap_or("");
            if path.is_empty() {
                let anchor = anchor.unwrap_or_default();
                return Lookup::Entry(self.page_with(&anchor, entry), Some(anchor));
            }
            let whole = Some(written).filter(|whole| names.hold('?') && *whole != path);
            let found = whole.and_then(|whole| self.find(&decoded(whole), entry));
            match found.or_else(|| self.find(&decoded(path), entry)) {
                Some(Target::Entry { entry, .. }) => {
                    let anchor = anchor.or_else(|| self.id_in_query(written, entry));
                    return Lookup::Entry(entry, anchor);
                }
                Some(Target::Asset { asset, .. }) => {
                    return Lookup::To(Target::Asset { asset, anchor: written_anchor });
                }
                Some(target) => return Lookup::To(target),
                None => {}
            }
        }
        if let Some(entry) = names.page_with_id(&dest) {
            return Lookup::Entry(entry, Some(dest));
        }
        let path = decoded(split_anchor(&dest).0.split('?').next().unwrap_or(""));
        if let Some(found) = self.with_own_id(file_name(path.trim_end_matches('/'))) {
            let anchor = split_anchor(&dest).1.map(decoded);
            return Lookup::Entry(found, anchor);
        }
        let folder = folder_of(&entry.parsed.path);
        if let Some(found) = self.exported_path(&dest, folder, &path) {
            return found;
        }
        match join(folder, &path) {
            Some(full) => self.not_found(&dest, &full, link.syntax),
            None => self.outside(dest, &outside::leaving(folder, &path), link.syntax),
        }
    }

    /// The page that has an id of its own, which is the end of its address in Docusaurus.
    fn with_own_id(&self, id: &str) -> Option<EntryId> {
        let found = self.book.names.page_with_id(id)?;
        let mut ids = self.book.entries[found.0 as usize].parsed.own_ids();
        ids.any(|own| own == id).then_some(found)
    }

    /// The page of an anchor without a path: the page of the link, unless only another one has an id
    /// of this name, as labels of MyST and Quarto.
    fn page_with(&self, anchor: &str, entry: &Entry) -> EntryId {
        let is_here = || {
            let found = anchor::find(entry, self.book.anchors, anchor);
            !matches!(found, Anchored::Nothing { .. })
        };
        let elsewhere = self.book.names.page_with_id(anchor).filter(|_| !is_here());
        elsewhere.unwrap_or(entry.id)
    }

    /// The heading of an entry that docsify names in a query, as `?id=name`.
    fn id_in_query(&self, written: &str, entry: EntryId) -> Option<String> {
        let mut keys = written.split_once('?')?.1.split('&');
        let id = keys.find_map(|key| key.strip_prefix("id="))?;
        let id = route::decode(id)?;
        let entry = &self.book.entries[entry.0 as usize];
        let found = anchor::find(entry, self.book.anchors, &id);
        matches!(found, Anchored::Id(_)).then_some(id)
    }

    /// What a path means in an entry.
    pub(super) fn find(&self, path: &str, entry: &Entry) -> Option<Target> {
        if self.book.relative_links == RelativeLinks::FromAddress
            && !path.starts_with('/')
            && !file_name(path).contains('.')
            && let Some(found) = self.below_page(path, entry)
        {
            return Some(found);
        }
        let Some(full) = join(folder_of(&entry.parsed.path), path) else {
            let elsewhere = || self.below_page(path, entry);
            let in_repository = || self.at_another_root(path, entry);
            return self.served(path, entry).or_else(elsewhere).or_else(in_repository);
        };
        self.own_table(&full, entry)
            .or_else(|| self.file(&full))
            .or_else(|| self.page_at(path, &entry.route, &full))
            .or_else(|| self.only_one_named(path))
            .or_else(|| self.in_other_capitals(&full))
            .or_else(|| self.served(path, entry))
            .or_else(|| self.below_page(path, entry))
            .or_else(|| self.at_another_root(path, entry))
    }

    /// A path that differs from that of one entry or file in capitals only.
    pub(super) fn in_other_capitals(&self, full: &str) -> Option<Target> {
        let entry = |entry| Target::Entry { entry, anchor: None };
        let names = self.book.names;
        names.file_at(full).map(file).or_else(|| names.entry_at(full).map(entry))
    }

    /// A file in a folder that is served at the root, by its path from the root of the book.
    fn served(&self, path: &str, entry: &Entry) -> Option<Target> {
        let full = join(folder_of(&entry.parsed.name), path)?;
        self.book.names.file_at(&full).map(file)
    }

    /// The address of a link that leaves the content folder stays as it is, since the site may be
    /// published beside another one. A file that is on the disk is not part of the book.
    fn outside(&self, dest: String, path: &Option<String>, syntax: Syntax) -> Lookup {
        let message = format!("`{dest}` leads out of the content folder");
        let is_on_disk = path.as_ref().is_some_and(|path| self.book.hidden.is_outside(path));
        if is_on_disk || syntax == Syntax::Image || dest.starts_with(['/', '\\']) {
            let help = "put what it leads to into the content folder";
            return Lookup::Problem(Code::BrokenLink, message, Some(help.into()));
        }
        Lookup::Outside(dest, message)
    }

    /// A path below the content folder: an entry, an asset or a folder.
    pub(super) fn file(&self, path: &str) -> Option<Target> {
        let bare = path.trim_end_matches('/');
        let entry = |entry| Target::Entry { entry, anchor: None };
        let by_path = |wanted: &str| self.book.names.at_path(wanted);
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
        let two_endings = || {
            let ends = TWO_ENDINGS.iter().filter(|_| self.book.names.have_two_endings());
            let paths =
                ends.flat_map(|end| [format!("{stem}{end}"), format!("{folder}/index{end}")]);
            paths.into_iter().find_map(|path| by_path(path.trim_start_matches('/')))
        };
        if let Some(id) = found.or_else(two_endings) {
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
            (None, Some(asset)) => Some(file(asset)),
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

    pub(super) fn at_route(&self, route: &Route) -> Option<Target> {
        Some(match self.routes.get(route)? {
            Page::Entry(entry) | Page::Redirect(entry) => {
                Target::Entry { entry: *entry, anchor: None }
            }
            Page::Asset(asset) => file(*asset),
            _ => Target::Page(route.clone()),
        })
    }

    fn not_found(&self, dest: &str, full: &str, syntax: Syntax) -> Lookup {
        if self.book.hidden.has_path(full) {
            return drafts(dest);
        }
        if let Rule::Never(what) = rule(full) {
            return not_published(full, what);
        }
        let names = self.book.names;
        let (what, paths) = match syntax {
            Syntax::Image => ("there is no file", names.file_paths()),
            _ => ("there is no entry or file", names.all_paths()),
        };
        let help = match written::without_scheme(dest) {
            Some(scheme) => Help::from(format!("did you mean `{scheme}{dest}`?")),
            None => Help::Path { wanted: full.to_owned(), paths },
        };
        Lookup::Problem(Code::BrokenLink, format!("{what} `{full}`"), Some(help))
    }
}

pub(super) fn file(asset: AssetId) -> Target {
    Target::Asset { asset, anchor: None }
}

/// Whether another tool writes a part of an address, which then is no broken link.
fn is_template(link: &RawLink, entry: &Entry) -> bool {
    let written = entry.parsed.text.get(link.at.clone()).unwrap_or("");
    ["{{", "{%", "<%"].iter().any(|sign| written.contains(sign) || link.dest.contains(sign))
}

/// Reports a template in an attribute of HTML by its name.
fn template(dest: &str, place: &Place) -> Diagnostic {
    let name = dest.find('{').and_then(|start| dest.get(start..=dest.rfind('}')?));
    let message = format!("`{}` is filled in by another tool", name.unwrap_or(dest));
    Diagnostic::new(Code::ForeignShortcode, message)
        .at(place.clone())
        .help("write the address in its place")
}

/// Reports a link without words that shows no title. A broken link is reported already.
fn wordless(link: &Link, target: &Target, entry: &Entry) -> Option<Diagnostic> {
    let is_wordless = entry.parsed.prose.wordless.binary_search(&link.span.start).is_ok();
    let is_anchor = link.to.dest.trim_start_matches('#').is_empty();
    let is_reported = match target {
        Target::Entry { .. } | Target::Asset { .. } => is_anchor,
        Target::Missing(_) => is_anchor,
        _ => true,
    };
    let place = Place::new(&entry.parsed.name, link.span.clone());
    let message = "this link has no words, so nobody can see it";
    let problem = Diagnostic::new(Code::EmptyLink, message).at(place);
    (is_wordless && is_reported).then(|| problem.help("write words in its brackets"))
}

/// The message names the host, so that the images of each are reported once.
fn remote_image(address: &str, place: &Place) -> Diagnostic {
    let host = address.split_once("//").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or("").to_ascii_lowercase();
    let what = match remote_file(address) {
        RemoteFile::Video | RemoteFile::VideoPage(_) => "a video",
        RemoteFile::Audio => "a sound",
        RemoteFile::Document => "a document",
        RemoteFile::Image => "an image",
    };
    Diagnostic::new(Code::RemoteImage, format!("{what} on `{host}` is shown as a link"))
        .at(place.clone())
        .help("save it beside the entry and link to the file")
}

/// Schemes of MyST for names that a host resolves, each with the address before the name.
const HOSTS: &[(&str, &str)] = &[
    ("doi", "https://doi.org/"),
    ("ror", "https://ror.org/"),
    ("rrid", "https://scicrunch.org/resolver/"),
    ("wiki", "https://en.wikipedia.org/wiki/"),
];

/// Resolves a URL with a scheme or a host.
fn external(dest: &str, syntax: Syntax) -> Option<Lookup> {
    if dest.starts_with("//") || dest.starts_with("\\\\") {
        let rest = dest.trim_start_matches(['/', '\\']);
        return Some(Lookup::To(Target::External(format!("https://{rest}"))));
    }
    let scheme = scheme(dest)?;
    let name = dest.split_once(':').map_or("", |(_, name)| name.trim_start_matches('/'));
    if let Some((_, host)) = HOSTS.iter().find(|(known, _)| *known == scheme && !name.is_empty()) {
        return Some(Lookup::To(Target::External(format!("{host}{name}"))));
    }
    let is_image = syntax == Syntax::Image && is_image_data(dest);
    let is_app = scheme == OBSIDIAN && syntax == Syntax::Image;
    if is_image || is_linked(&scheme) && !is_app {
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
