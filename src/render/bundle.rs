//! The files of `assets/`: most are joined, into one stylesheet and a few scripts.
//!
//! A book's own file of the same name takes the place of ours. There is no bundler: files stand in
//! the order of a list, and each script has a block scope of its own.

use std::collections::BTreeMap;

use crate::link::route::{OWN_FOLDER, Route};
use crate::render::compact;
use crate::render::look::Look;
use crate::source::{Asset, Blob};

/// The stylesheet of every page.
const STYLES: &[File] = &[
    ("css/layers.css", include_str!("../../assets/css/layers.css")),
    ("css/tokens.css", include_str!("../../assets/css/tokens.css")),
    ("css/base.css", include_str!("../../assets/css/base.css")),
    ("css/layout.css", include_str!("../../assets/css/layout.css")),
    ("css/article.css", include_str!("../../assets/css/article.css")),
    ("css/connections.css", include_str!("../../assets/css/connections.css")),
    ("css/preview.css", include_str!("../../assets/css/preview.css")),
    ("css/practice.css", include_str!("../../assets/css/practice.css")),
    ("css/vault.css", include_str!("../../assets/css/vault.css")),
    ("css/facets.css", include_str!("../../assets/css/facets.css")),
    ("css/tree.css", include_str!("../../assets/css/tree.css")),
    ("css/search.css", include_str!("../../assets/css/search.css")),
    ("css/paper.css", include_str!("../../assets/css/paper.css")),
    ("css/print.css", include_str!("../../assets/css/print.css")),
];

/// The stylesheet of the map, beside that of every page: others need not load it.
const MAP_STYLES: &[File] = &[("css/map.css", include_str!("../../assets/css/map.css"))];

const ICON: File = ("icon.svg", include_str!("../../assets/icon.svg"));

/// A path below `assets/`, and the text that is embedded for it.
type File = (&'static str, &'static str);

/// A script that pages load. Each page has the first two; the rest only where there is use for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Runs before the first paint.
    Early,
    Site,
    /// For pages with a decision on them.
    Tree,
    /// For the list of all signals.
    Signals,
    /// For the page that searches, and for others once somebody searches there.
    Search,
    /// For pages on which somebody selects text.
    Selection,
    /// For the list of all entries.
    Browse,
    /// For the page that shows how the entries hang together.
    Map,
    /// For the page that stands where nothing is.
    Lost,
}

/// Everything that pages share besides templates.
#[derive(Debug, Clone)]
pub struct Bundle {
    pub files: BTreeMap<Route, Blob>,
    pub style: Route,
    pub map_style: Route,
    /// As a `data:` address, which costs no request.
    pub icon: String,
    scripts: BTreeMap<Script, Route>,
}

impl Script {
    const ALL: &[Script] = &[
        Script::Early,
        Script::Site,
        Script::Tree,
        Script::Signals,
        Script::Search,
        Script::Selection,
        Script::Browse,
        Script::Map,
        Script::Lost,
    ];

    fn name(self) -> &'static str {
        match self {
            Script::Early => "scheme",
            Script::Site => "script",
            Script::Tree => "tree",
            Script::Signals => "signals",
            Script::Search => "search",
            Script::Selection => "selection",
            Script::Browse => "browse",
            Script::Map => "map",
            Script::Lost => "lost",
        }
    }

    /// Joined in this order.
    fn files(self) -> &'static [File] {
        match self {
            Script::Early => &[
                ("js/scheme.js", include_str!("../../assets/js/scheme.js")),
                ("js/arrival.js", include_str!("../../assets/js/arrival.js")),
                ("js/sidebar-place.js", include_str!("../../assets/js/sidebar-place.js")),
            ],
            Script::Site => &[
                ("js/load-script.js", include_str!("../../assets/js/load-script.js")),
                ("js/disk-links.js", include_str!("../../assets/js/disk-links.js")),
                ("js/link-preview.js", include_str!("../../assets/js/link-preview.js")),
                ("js/sidebar.js", include_str!("../../assets/js/sidebar.js")),
                ("js/nav-filter.js", include_str!("../../assets/js/nav-filter.js")),
                ("js/contents.js", include_str!("../../assets/js/contents.js")),
                ("js/copy.js", include_str!("../../assets/js/copy.js")),
                ("js/selecting.js", include_str!("../../assets/js/selecting.js")),
                ("js/prefetch.js", include_str!("../../assets/js/prefetch.js")),
                ("js/scheme-switch.js", include_str!("../../assets/js/scheme-switch.js")),
                ("js/site-search.js", include_str!("../../assets/js/site-search.js")),
                ("js/key-help.js", include_str!("../../assets/js/key-help.js")),
                ("js/found-words.js", include_str!("../../assets/js/found-words.js")),
                ("js/recent.js", include_str!("../../assets/js/recent.js")),
                ("js/tick-list.js", include_str!("../../assets/js/tick-list.js")),
            ],
            Script::Tree => &[
                ("js/tree-keys.js", include_str!("../../assets/js/tree-keys.js")),
                ("js/tree-diagram.js", include_str!("../../assets/js/tree-diagram.js")),
                ("js/tree-walk.js", include_str!("../../assets/js/tree-walk.js")),
                ("js/tree-arrived.js", include_str!("../../assets/js/tree-arrived.js")),
            ],
            Script::Signals => {
                &[("js/signal-search.js", include_str!("../../assets/js/signal-search.js"))]
            }
            Script::Search => &[
                ("js/search-words.js", include_str!("../../assets/js/search-words.js")),
                ("js/search-index.js", include_str!("../../assets/js/search-index.js")),
                ("js/search-rank.js", include_str!("../../assets/js/search-rank.js")),
                ("js/search-glance.js", include_str!("../../assets/js/search-glance.js")),
                ("js/search-excerpt.js", include_str!("../../assets/js/search-excerpt.js")),
                ("js/search-marks.js", include_str!("../../assets/js/search-marks.js")),
                ("js/search-filter.js", include_str!("../../assets/js/search-filter.js")),
                ("js/search-view.js", include_str!("../../assets/js/search-view.js")),
                ("js/search-dialog.js", include_str!("../../assets/js/search-dialog.js")),
            ],
            Script::Map => &[("js/link-map.js", include_str!("../../assets/js/link-map.js"))],
            Script::Selection => {
                &[("js/selection-link.js", include_str!("../../assets/js/selection-link.js"))]
            }
            Script::Lost => &[("js/near-pages.js", include_str!("../../assets/js/near-pages.js"))],
            Script::Browse => {
                &[("js/facet-filter.js", include_str!("../../assets/js/facet-filter.js"))]
            }
        }
    }
}

impl Bundle {
    /// The embedded files with a book's own in their place. Scripts and styles of other names join
    /// those of every page; every other file is published as it is.
    pub fn new(assets: &[Asset], look: &Look) -> Bundle {
        let own: Own<'_> = assets.iter().map(|asset| (&*asset.path, asset)).collect();
        let mut files = BTreeMap::new();
        let mut style: String = STYLES.iter().map(|file| text(&own, file)).collect();
        style += &look.accent;
        let mut scripts: BTreeMap<Script, String> = Script::ALL
            .iter()
            .map(|script| (*script, script.files().iter().map(|file| scoped(&text(&own, file)))))
            .map(|(script, texts)| (script, texts.collect()))
            .collect();
        for asset in assets.iter().filter(|asset| !is_listed(&asset.path)) {
            match (asset.path.split_once('/'), own_text(asset)) {
                (Some(("css", name)), Some(text)) if name.ends_with(".css") => style += &text,
                (Some(("js", name)), Some(text)) if name.ends_with(".js") => {
                    scripts.entry(Script::Site).or_default().push_str(&scoped(&text));
                }
                _ => {
                    if let Ok(route) = Route::file(&format!("{OWN_FOLDER}/{}", asset.path)) {
                        files.insert(route, asset.content.clone());
                    }
                }
            }
        }
        style += &look.additional_css;
        let style = add(&mut files, "style", "css", style);
        let map_style = MAP_STYLES.iter().map(|file| text(&own, file)).collect();
        let map_style = add(&mut files, "map", "css", map_style);
        let icon = data_address(&text(&own, &ICON));
        let scripts = scripts
            .into_iter()
            .map(|(script, text)| (script, add(&mut files, script.name(), "js", text)))
            .collect();
        Bundle { files, style, map_style, icon, scripts }
    }

    pub fn script(&self, script: Script) -> &Route {
        &self.scripts[&script]
    }
}

/// A book's own theme files by path.
type Own<'a> = BTreeMap<&'a str, &'a Asset>;

/// A book's own text of a file, or ours, which is made compact.
fn text(own: &Own<'_>, (path, embedded): &File) -> String {
    match own.get(path).and_then(|asset| own_text(asset)) {
        Some(text) if text != *embedded => text,
        _ if *path == ICON.0 => (*embedded).to_owned(),
        _ if path.ends_with(".css") => compact::style(embedded),
        _ => compact::script(embedded),
    }
}

fn own_text(asset: &Asset) -> Option<String> {
    match &asset.content {
        Blob::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        Blob::File(_) => None,
    }
}

fn is_listed(path: &str) -> bool {
    let scripts = Script::ALL.iter().flat_map(|script| script.files());
    STYLES.iter().chain(MAP_STYLES).chain(scripts).chain([&ICON]).any(|(listed, _)| *listed == path)
}

fn scoped(script: &str) -> String {
    format!("{{\n{script}}}\n")
}

/// A drawing as an address that holds it. What needs no encoding is left alone, so that it stays
/// small in every page.
fn data_address(svg: &str) -> String {
    let mut address = "data:image/svg+xml,".to_owned();
    for c in svg.trim().chars() {
        match c {
            '"' | '\'' | '<' | '>' | '#' | '%' | '&' | '\n' | '\r' | '\t' => {
                address.push_str(&format!("%{:02X}", c as u32));
            }
            _ => address.push(c),
        }
    }
    address
}

/// Adds a file under a name that changes with its content, so that it can be cached for ever.
fn add(
    files: &mut BTreeMap<Route, Blob>,
    name: &'static str,
    extension: &'static str,
    text: String,
) -> Route {
    let route = Route::theme(name, extension, &blake3::hash(text.as_bytes()));
    files.insert(route.clone(), Blob::from(text));
    route
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_in_our_styles_has_what_is_made_compact() {
        for (name, styles) in STYLES.iter().chain(MAP_STYLES) {
            for text in styles.split('"').skip(1).step_by(2) {
                let has = ["; ", ": ", ", ", "( ", " )", "{", "}", " > ", "0."]
                    .iter()
                    .any(|part| text.contains(part));
                assert!(!has, "{name}: {text}");
            }
        }
    }

    #[test]
    fn our_scripts_are_written_so_that_they_can_be_made_compact() {
        for (name, script) in Script::ALL.iter().flat_map(|script| script.files()) {
            for line in script.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
                assert!(!line.contains("; //") && !line.contains(", //"), "{name}: {line}");
                assert!(line.matches('`').count() % 2 == 0, "text over lines: {name}: {line}");
            }
        }
    }
}
