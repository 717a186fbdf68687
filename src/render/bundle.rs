//! Bundles the files of `assets/` into a few stylesheets and scripts.
//!
//! A book's own file replaces ours of the same name. No bundler is needed: files are joined in the
//! order of a list, and each script has its own block scope.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::iter::{ParallelBridge, ParallelIterator};
use serde_json::Value;

use crate::link::route::{OWN_FOLDER, Route};
use crate::render::branding::BrandAssets;
use crate::render::compact;
use crate::render::page_type;
use crate::source::{Asset, Blob};
use crate::words::Words;

/// A file of `assets/`, embedded.
macro_rules! asset {
    ($path:literal) => {
        ($path, include_str!(concat!("../../assets/", $path)))
    };
}
pub(crate) use asset;

/// The stylesheet of every page.
const STYLES: &[BundleFile] = &[
    asset!("css/layers.css"),
    asset!("css/tokens.css"),
    asset!("css/base.css"),
    asset!("css/layout.css"),
    asset!("css/article.css"),
    asset!("css/connections.css"),
    asset!("css/preview.css"),
    asset!("css/procedures.css"),
    asset!("css/vault.css"),
    asset!("css/facets.css"),
    asset!("css/search.css"),
    asset!("css/paper.css"),
    asset!("css/print.css"),
];

/// The stylesheet of pages with blocks. It is linked before that of every page, so that a book's own
/// styles come last; so it starts with the order of layers.
const BLOCK_STYLES: &[BundleFile] = &[
    asset!("css/blocks/layers.css"),
    asset!("css/blocks/code.css"),
    asset!("css/blocks/groups.css"),
    asset!("css/blocks/media.css"),
    asset!("css/blocks/math.css"),
    asset!("css/blocks/diagrams.css"),
];

/// The stylesheet of pages with decision trees, which is linked as that of blocks is.
const TREE_STYLES: &[BundleFile] = &[
    asset!("css/blocks/layers.css"),
    asset!("css/tree.css"),
    asset!("css/tree-result.css"),
    asset!("css/tree-diagram.css"),
    asset!("css/tree-paper.css"),
];

/// The stylesheet of the map page only.
const MAP_STYLES: &[BundleFile] = &[asset!("css/map.css")];

const ICON: BundleFile = asset!("icon.svg");

/// Part of two scripts that are never on the same page.
pub const EDIT_DISTANCE: BundleFile = asset!("js/edit-distance.js");

/// A path below `assets/`, and its embedded text.
pub type BundleFile = (&'static str, &'static str);

/// A script that pages load.
#[derive(Debug, Clone, Copy)]
pub struct Script {
    /// The prefix of its file name.
    pub name: &'static str,
    /// In the order of joining.
    pub files: &'static [BundleFile],
}

/// Runs before the first paint of every page.
pub const EARLY: Script = Script {
    name: "scheme",
    files: &[asset!("js/scheme.js"), asset!("js/arrival.js"), asset!("js/sidebar-place.js")],
};

/// For all pages.
pub const SITE: Script = Script {
    name: "script",
    files: &[
        asset!("js/load-script.js"),
        asset!("js/disk-links.js"),
        asset!("js/link-preview.js"),
        asset!("js/sidebar.js"),
        asset!("js/nav-filter.js"),
        asset!("js/contents.js"),
        asset!("js/copy.js"),
        asset!("js/selecting.js"),
        asset!("js/prefetch.js"),
        asset!("js/scheme-switch.js"),
        asset!("js/site-search.js"),
        asset!("js/key-help.js"),
        asset!("js/found-words.js"),
        asset!("js/recent.js"),
        asset!("js/tick-list.js"),
    ],
};

/// For pages with a decision tree.
pub const TREE: Script = Script {
    name: "tree",
    files: &[
        asset!("js/tree-keys.js"),
        asset!("js/tree-diagram.js"),
        asset!("js/tree-engine.js"),
        asset!("js/tree-fields.js"),
        asset!("js/tree-result.js"),
        asset!("js/tree-record.js"),
        asset!("js/tree-walk.js"),
        asset!("js/tree-print.js"),
        asset!("js/tree-arrived.js"),
    ],
};

/// For the search page, and for other pages on the first search.
pub const SEARCH: Script = Script {
    name: "search",
    files: &[
        asset!("js/search-words.js"),
        asset!("js/search-index.js"),
        EDIT_DISTANCE,
        asset!("js/search-rank.js"),
        asset!("js/search-glance.js"),
        asset!("js/search-excerpt.js"),
        asset!("js/search-marks.js"),
        asset!("js/search-filter.js"),
        asset!("js/search-view.js"),
        asset!("js/search-dialog.js"),
    ],
};

/// Loaded when a reader selects text.
pub const SELECTION: Script =
    Script { name: "selection", files: &[asset!("js/selection-link.js")] };

/// For pages with frames of other sites.
pub const EMBED: Script = Script { name: "embed", files: &[asset!("js/embed-frame.js")] };

/// For redirects, which load no other script.
pub const REDIRECT: Script = Script { name: "redirect", files: &[asset!("js/redirect.js")] };

/// Scripts of several page types. Those of a single type are in the table of generated pages.
const SHARED: &[Script] = &[EARLY, SITE, TREE, SEARCH, SELECTION, EMBED, REDIRECT];

/// All shared files except templates.
#[derive(Debug, Clone)]
pub struct Bundle {
    pub files: BTreeMap<Route, Blob>,
    pub style: Route,
    pub block_style: Route,
    pub tree_style: Route,
    pub map_style: Route,
    /// A `data:` URL, which saves a request.
    pub icon: String,
    /// By their names.
    scripts: BTreeMap<&'static str, Route>,
}

impl Bundle {
    /// Bundles the embedded files and the book's own. The book's additional scripts and styles join
    /// those of all pages; other files are published unchanged.
    pub fn new(assets: &[Asset], branding: &BrandAssets, words: &Words) -> Bundle {
        let own: Own<'_> = assets.iter().map(|asset| (&*asset.path, asset)).collect();
        let mut files = BTreeMap::new();
        let joined_styles =
            |files: &[BundleFile]| files.iter().map(|file| text(&own, file)).collect::<String>();
        let mut style = joined_styles(STYLES);
        style += &branding.accent;
        let joined = |files: &[BundleFile]| {
            files.iter().map(|file| scoped(&text(&own, file))).collect::<String>()
        };
        let mut scripts: BTreeMap<&str, String> =
            scripts().map(|script| (script.name, joined(script.files))).collect();
        for asset in assets.iter().filter(|asset| !is_listed(&asset.path)) {
            match (asset.path.split_once('/'), own_text(asset)) {
                (Some(("css", name)), Some(text)) if name.ends_with(".css") => style += &text,
                (Some(("js", name)), Some(text)) if name.ends_with(".js") => {
                    scripts.entry(SITE.name).or_default().push_str(&scoped(&text));
                }
                _ => {
                    if let Ok(route) = Route::file(&format!("{OWN_FOLDER}/{}", asset.path)) {
                        files.insert(route, asset.content.clone());
                    }
                }
            }
        }
        style += &branding.additional_css;
        let style = add(&mut files, "style", "css", style);
        let block_style = add(&mut files, "blocks", "css", joined_styles(BLOCK_STYLES));
        let tree_style = add(&mut files, "tree", "css", joined_styles(TREE_STYLES));
        let map_style = add(&mut files, "map", "css", joined_styles(MAP_STYLES));
        let icon = data_address(&text(&own, &ICON));
        let words = serde_json::to_value(words).unwrap_or_default();
        let scripts = scripts
            .into_iter()
            .map(|(name, text)| (name, with_words(&text, &words)))
            .map(|(name, text)| (name, add(&mut files, name, "js", text)))
            .collect();
        Bundle { files, style, block_style, tree_style, map_style, icon, scripts }
    }

    /// The address of a shared script or of one in the table of pages.
    pub fn script(&self, script: &Script) -> &Route {
        &self.scripts[script.name]
    }
}

/// All built-in scripts.
fn scripts() -> impl Iterator<Item = &'static Script> {
    SHARED.iter().chain(page_type::scripts())
}

/// A book's own theme files by path.
type Own<'a> = BTreeMap<&'a str, &'a Asset>;

/// Our own files, minified, by path. They are the same for all books.
static MINIFIED: LazyLock<BTreeMap<&str, String>> = LazyLock::new(|| {
    listed().par_bridge().map(|(path, embedded)| (*path, minified(path, embedded))).collect()
});

fn minified(path: &str, embedded: &str) -> String {
    match path {
        _ if path == ICON.0 => embedded.to_owned(),
        _ if path.ends_with(".css") => compact::style(embedded),
        _ => compact::script(embedded),
    }
}

/// A book's own text of a file, or ours, minified.
fn text(own: &Own<'_>, (path, embedded): &BundleFile) -> String {
    match own.get(path).and_then(|asset| own_text(asset)) {
        Some(text) if text != *embedded => text,
        _ => MINIFIED[path].clone(),
    }
}

fn own_text(asset: &Asset) -> Option<String> {
    match &asset.content {
        Blob::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        Blob::File(_) => None,
    }
}

fn is_listed(path: &str) -> bool {
    MINIFIED.contains_key(path)
}

/// All built-in files of styles, scripts and the icon.
fn listed() -> impl Iterator<Item = &'static BundleFile> {
    let scripts = scripts().flat_map(|script| script.files);
    all_styles().chain(scripts).chain([&ICON])
}

/// The files of all stylesheets.
fn all_styles() -> impl Iterator<Item = &'static BundleFile> {
    STYLES.iter().chain(BLOCK_STYLES).chain(TREE_STYLES).chain(MAP_STYLES)
}

/// The prefix by which scripts refer to interface texts.
const WORDS: &str = "fieldbook.words.";

/// Replaces references to interface texts by their values: `fieldbook.words.search.title` becomes
/// `"Search"`.
fn with_words(script: &str, words: &Value) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(WORDS) {
        let path = &rest[at + WORDS.len()..];
        let is_name = |c: char| c.is_ascii_lowercase() || c == '_' || c == '.';
        let path = &path[..path.find(|c| !is_name(c)).unwrap_or(path.len())];
        let end = at + WORDS.len() + path.len();
        match words.pointer(&format!("/{}", path.replace('.', "/"))) {
            Some(value) if value.is_string() || value.get("other").is_some() => {
                out.push_str(&rest[..at]);
                out.push_str(&value.to_string());
            }
            _ => out.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out + rest
}

fn scoped(script: &str) -> String {
    format!("{{\n{script}}}\n")
}

/// An SVG image as a `data:` URL. Encodes only what is necessary, because it is in every page.
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

/// Adds a file with a content hash in its name, so that it can be cached for ever.
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
        for (name, styles) in all_styles() {
            for text in styles.split('"').skip(1).step_by(2) {
                let has = ["; ", ": ", ", ", "( ", " )", "{", "}", " > ", "0."]
                    .iter()
                    .any(|part| text.contains(part));
                assert!(!has, "{name}: {text}");
            }
        }
    }

    /// The layer of blocks is named by their stylesheet alone, which is a part of no other page.
    #[test]
    fn both_stylesheets_have_the_same_order_of_layers() {
        let (_, all) = STYLES[0];
        let (_, with_blocks) = BLOCK_STYLES[0];
        assert_eq!(with_blocks.replace(" blocks,", ""), all);
    }

    #[test]
    fn our_scripts_are_written_so_that_they_can_be_made_compact() {
        for (name, script) in scripts().flat_map(|script| script.files) {
            for line in script.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
                assert!(!line.contains("; //") && !line.contains(", //"), "{name}: {line}");
                assert!(line.matches('`').count() % 2 == 0, "text over lines: {name}: {line}");
            }
        }
    }
}
