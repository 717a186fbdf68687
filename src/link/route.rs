//! Addresses; only this file can create one.
//!
//! A [`Route`] names a resource below the site's root (`""`, `steps/ship/`, `404.html`), an
//! [`OutPath`] the file that answers it. Both are built from checked parts, so content cannot point
//! outside the site.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::source::{clamp, is_folder_page, stem};

/// What is encoded in an address: all but letters and digits of ASCII and these.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// The folder of the site for fieldbook's own files.
pub const OWN_FOLDER: &str = "_fieldbook";

/// Tells GitHub Pages to publish all files: Jekyll would omit our own folder. The only hidden file
/// of a site.
pub const NO_JEKYLL: &str = ".nojekyll";

/// The address of a page or file below the site's root, not encoded, without a leading `/`.
///
/// A page's route is empty or ends in `/`; any other route names one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Route(Arc<str>);

/// The path of a published file below the output folder, with `/` between its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

/// Why a path is not a valid address, as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPath(pub String);

impl Route {
    /// The site's first page.
    pub fn home() -> Route {
        Route::default()
    }

    /// The page for unknown addresses.
    pub fn not_found() -> Route {
        Route("404.html".into())
    }

    /// A generated page or file at a fixed path.
    pub fn generated(path: &'static str) -> Route {
        Route(path.into())
    }

    /// A chunk of the data that scripts load on demand.
    pub fn part(kind: &'static str, number: usize) -> Route {
        Route(format!("{OWN_FOLDER}/{kind}/{number}.js").into())
    }

    /// A file in the folder of a page.
    pub fn beside(&self, name: &'static str) -> Route {
        Route(format!("{}{name}", self.0).into())
    }

    /// The markdown copy of a page.
    pub fn markdown_copy(&self) -> Route {
        self.beside("index.md")
    }

    /// A file of the theme, with a content hash in its name.
    pub fn theme(name: &'static str, extension: &'static str, hash: &blake3::Hash) -> Route {
        Route(format!("{OWN_FOLDER}/{name}.{}.{extension}", &hash.to_hex()[..10]).into())
    }

    /// A script that pages load on demand, by its name below our folder.
    pub fn own_script(name: &str) -> Route {
        Route(format!("{OWN_FOLDER}/{name}").into())
    }

    /// The page at a path of slugs such as `steps/ship`.
    ///
    /// # Errors
    /// When a part is empty, `.`, `..` or the file of a page, reserved on Windows, too long, or
    /// holds a character that some file system or URL parser treats specially.
    pub fn page(path: &str) -> Result<Route, BadPath> {
        if path.is_empty() {
            return Ok(Route::home());
        }
        let path = check_path(path)?;
        if path.split('/').any(|part| part.eq_ignore_ascii_case("index.html")) {
            return Err(BadPath("`index.html` is the file of a folder's page".into()));
        }
        let route = Route(format!("{path}/").into());
        if route.is_own() { Err(BadPath(format!("`{OWN_FOLDER}` is reserved"))) } else { Ok(route) }
    }

    /// A file with its own name, such as an image; an `index.html` is its folder's page.
    ///
    /// # Errors
    /// As [`Route::page`].
    pub fn file(path: &str) -> Result<Route, BadPath> {
        check_path(path).map(|path| OutPath(path).route())
    }

    /// The page below this one, such as a tree's page below its entry's.
    ///
    /// # Errors
    /// As [`Route::page`].
    pub fn child(&self, slug: &str) -> Result<Route, BadPath> {
        Route::page(&format!("{}{slug}", self.0))
    }

    /// The file that answers this route.
    pub fn out_path(&self) -> OutPath {
        OutPath(if self.is_page() { format!("{}index.html", self.0) } else { self.0.to_string() })
    }

    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// Whether this is in fieldbook's own folder.
    pub fn is_own(&self) -> bool {
        self.0.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(OWN_FOLDER))
    }

    /// Whether this could be a chunk of the search index.
    pub fn is_search_part(&self) -> bool {
        self.0.strip_prefix(OWN_FOLDER).is_some_and(|rest| rest.starts_with("/search/"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The encoded path below a base such as `/handbook/`.
    pub fn encoded(&self) -> String {
        encode(&self.0)
    }

    /// A relative link from this page to another, percent-encoded, never empty.
    pub fn link_to(&self, other: &Route) -> String {
        let mut link = String::new();
        self.write_link_to(other, &mut link);
        link
    }

    /// Appends what [`Route::link_to`] returns.
    pub fn write_link_to(&self, other: &Route, link: &mut String) {
        let (here, there) = (self.folder().as_bytes(), other.folder().as_bytes());
        let alike = here.iter().zip(there).take_while(|(a, b)| a == b).count();
        let slash = here[..alike].iter().rposition(|byte| *byte == b'/');
        let shared = slash.map_or(0, |slash| slash + 1);
        let above = here[shared..].iter().filter(|byte| **byte == b'/').count();
        let below = &other.0[shared..];
        if above == 0 && below.is_empty() {
            return link.push_str("./");
        }
        link.reserve(above * 3 + below.len());
        (0..above).for_each(|_| link.push_str("../"));
        link.extend(utf8_percent_encode(below, ENCODED));
    }

    /// The folder that relative links start from: empty, or with a trailing `/`.
    fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |slash| slash + 1)]
    }

    /// The route of an encoded request path with its leading `/`, if it is valid.
    pub fn from_request(path: &str) -> Option<Route> {
        let decoded = decode(path.strip_prefix('/')?)?;
        Some(Route(decoded.into()))
    }
}

impl OutPath {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A path read back from a manifest.
    ///
    /// # Errors
    /// When it is not one that [`Route::out_path`] could have made.
    pub fn parse(path: &str) -> Result<OutPath, BadPath> {
        if path != NO_JEKYLL {
            check_path(path.strip_suffix("/index.html").unwrap_or(path))?;
        }
        Ok(OutPath(path.to_owned()))
    }

    /// Whether only the file's presence matters, not its content.
    pub fn is_mark(&self) -> bool {
        self.0 == NO_JEKYLL
    }

    /// The route that this file answers.
    pub fn route(&self) -> Route {
        Route(match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.into(),
            _ => self.0.as_str().into(),
        })
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// A file or folder name as a path segment: lower case, ASCII punctuation to `-`, letters of every
/// script kept.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase) {
        let keep = c.is_alphanumeric() || c == '_' || (!c.is_ascii() && !c.is_whitespace());
        let hidden = c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
        match (keep && !hidden, slug.ends_with('-')) {
            (true, _) => slug.push(c),
            (false, false) if !slug.is_empty() => slug.push('-'),
            (false, _) => {}
        }
    }
    slug[clamp(&slug, &(0..120))].trim_matches('-').to_owned()
}

/// The route of a content file: slugs of its folders and stem; `index` and `README` name their
/// folder.
///
/// # Errors
/// When a slug is empty or reserved.
pub fn of_content(path: &str) -> Result<Route, BadPath> {
    let mut slugs = Vec::new();
    if let Some((folders, _)) = path.rsplit_once('/') {
        for folder in folders.split('/') {
            slugs.push(named_slug(folder)?);
        }
    }
    let stem = stem(path);
    if !is_folder_page(stem) {
        slugs.push(named_slug(stem)?);
    }
    Route::page(&slugs.join("/"))
}

/// The route of a file that is published unchanged. Many hosts leave out folders with a leading dot,
/// so they lose it.
///
/// # Errors
/// As [`Route::file`].
pub fn of_asset(path: &str) -> Result<Route, BadPath> {
    if !path.starts_with('.') && !path.contains("/.") {
        return Route::file(path);
    }
    let shown = |part: &str| match part {
        ".well-known" => part.to_owned(),
        part => part.trim_start_matches('.').to_owned(),
    };
    Route::file(&path.split('/').map(shown).collect::<Vec<_>>().join("/"))
}

fn named_slug(name: &str) -> Result<String, BadPath> {
    let slug = slug(name);
    if slug.is_empty() {
        Err(BadPath(format!("nothing is left of the name `{name}` in an address")))
    } else {
        Ok(slug)
    }
}

fn check_path(path: &str) -> Result<String, BadPath> {
    let parts: Vec<&str> = path.split('/').collect();
    if parts.len() > 32 {
        return Err(BadPath("it is deeper than 32 folders".into()));
    }
    for part in parts {
        check_part(part)?;
    }
    Ok(path.to_owned())
}

fn check_part(part: &str) -> Result<(), BadPath> {
    let bad = |why: String| Err(BadPath(why));
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    if part.is_empty() {
        return bad("it has an empty part".into());
    }
    if part.chars().all(|c| c == '.') {
        return bad("it leaves the site".into());
    }
    if part.len() > 200 {
        return bad("a part of it is longer than 200 bytes".into());
    }
    if part.ends_with(['.', ' ', '\u{A0}']) || part.starts_with(' ') {
        return bad(format!("`{part}` starts or ends with a space or a dot"));
    }
    if let Some(c) = part.chars().find(|c| c.is_control() || r#"<>:"|?*\"#.contains(*c) || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')) {
        return bad(format!("`{}` holds the character {c:?}", part.escape_debug()));
    }
    if part.starts_with('.') && part != ".well-known" {
        return bad(format!("`{part}` is hidden"));
    }
    if is_windows_device(&stem) {
        return bad(format!("`{part}` is reserved on Windows"));
    }
    Ok(())
}

fn is_windows_device(stem: &str) -> bool {
    let numbered = |name: &str| {
        stem.strip_prefix(name).is_some_and(|rest| {
            matches!(rest, "¹" | "²" | "³") || rest.parse::<u8>().is_ok_and(|_| rest.len() == 1)
        })
    };
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Percent-encodes a path or a part of a query.
pub fn encode(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

/// Decodes percent-encoding once; `None` if the result is not UTF-8.
pub fn decode(path: &str) -> Option<String> {
    Some(percent_decode_str(path).decode_utf8().ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str) -> Route {
        Route::page(path).unwrap()
    }

    #[test]
    fn a_route_and_its_file_lead_to_each_other() {
        for path in ["", "a", "a/b", "größe/日本"] {
            assert_eq!(page(path).out_path().route(), page(path));
        }
        let image = Route::file("img/a b#1.png").unwrap();
        assert_eq!(image.out_path().route(), image);
    }

    #[test]
    fn an_index_file_is_its_folders_page() {
        assert_eq!(Route::file("a/index.html").unwrap(), page("a"));
        assert_eq!(Route::file("index.html").unwrap(), Route::home());
        assert_eq!(Route::file("my-index.html").unwrap().as_str(), "my-index.html");
    }

    #[test]
    fn the_file_of_every_page_reads_back_from_a_manifest() {
        for path in ["", "a", &["deep"; 32].join("/")] {
            let file = page(path).out_path();
            assert_eq!(OutPath::parse(file.as_str()), Ok(file));
        }
    }

    #[test]
    fn links_are_relative_and_encoded() {
        assert_eq!(page("a/b").link_to(&page("a/c")), "../c/");
        assert_eq!(page("a/b").link_to(&page("a")), "../");
        assert_eq!(page("a").link_to(&Route::home()), "../");
        assert_eq!(Route::home().link_to(&page("a")), "a/");
        assert_eq!(Route::home().link_to(&Route::home()), "./");
        assert_eq!(page("a").link_to(&page("a")), "./");
        assert_eq!(page("a").link_to(&Route::file("x y.png").unwrap()), "../x%20y.png");
        assert_eq!(Route::file("404.html").unwrap().link_to(&page("a")), "a/");
    }

    #[test]
    fn names_become_safe_slugs_in_every_script() {
        assert_eq!(slug("Execution > Strategy (v1.2)"), "execution-strategy-v1-2");
        assert_eq!(slug("日本 語"), "日本-語");
        assert_eq!(slug("e\u{301}mile"), "émile");
        assert_eq!(slug("???"), "");
    }

    #[test]
    fn paths_that_leave_the_site_are_refused() {
        for path in [
            "..", "a/../b", "a//b", "a/./b", "con", "AUX.txt", "com1", "lpt².txt", "c:x", "a\\b",
            ".git", "a.", "_fieldbook/x", "a/index.html", "INDEX.html/a",
        ] {
            assert!(Route::page(path).is_err(), "{path}");
        }
    }

    #[test]
    fn a_folder_is_answered_by_its_index_or_readme() {
        assert_eq!(of_content("guide/README.md").unwrap(), page("guide"));
        assert_eq!(of_content("index.md").unwrap(), Route::home());
        assert_eq!(of_content("Guide/My Note.md").unwrap(), page("guide/my-note"));
    }
}
