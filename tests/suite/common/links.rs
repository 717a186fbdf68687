//! The promises that every page of every site keeps, as lists of what breaks them.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook::link::route::decode;

use crate::common::html::{Element, elements};

/// The files of a site by their paths.
type Files = BTreeMap<String, Vec<u8>>;

/// The elements of the HTML pages of a site, by the paths of the pages.
type Pages<'a> = BTreeMap<&'a str, Vec<Element>>;

/// Every internal link of a site that is broken, and every other fault of its pages. `base` is the
/// path that the site is published at, such as `/handbook/`.
pub fn all_faults(files: &Files, base: &str) -> Vec<String> {
    let pages = pages(files);
    let mut found = broken_in(&pages, files, base);
    found.extend(pages.iter().flat_map(|(path, page)| faults_of(path, page)));
    found
}

/// Every internal `href` and `src` that leads to no file, or to no element of its page.
pub fn broken(files: &Files, base: &str) -> Vec<String> {
    broken_in(&pages(files), files, base)
}

/// What a content security policy without `unsafe-inline` would block, and what assistive
/// technology would stumble over.
pub fn faults(path: &str, html: &str) -> Vec<String> {
    faults_of(path, &elements(html))
}

fn pages(files: &Files) -> Pages<'_> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let read = |bytes| elements(std::str::from_utf8(bytes).unwrap());
    pages.map(|(path, bytes)| (path.as_str(), read(bytes))).collect()
}

fn broken_in(pages: &Pages, files: &Files, base: &str) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, page)| (*path, page.iter().filter_map(|element| element.get("id")).collect()))
        .collect();
    let mut broken = Vec::new();
    for (path, page) in pages {
        for element in page {
            for address in ["href", "src"].iter().filter_map(|name| element.get(name)) {
                let address = address
                    .strip_prefix(base)
                    .map_or(address.to_owned(), |path| format!("/{path}"));
                if let Some((file, fragment)) = internal(path, &address) {
                    let fragment = decode(&fragment).unwrap_or(fragment);
                    let is_there = files.contains_key(&file)
                        && (fragment.is_empty()
                            || ids.get(file.as_str()).is_none_or(|ids| {
                                ids.contains(fragment.as_str()) || fragment == "top"
                            }));
                    if !is_there {
                        broken.push(format!("{path}: {address} -> {file}#{fragment}"));
                    }
                }
            }
        }
    }
    broken
}

/// The file and the fragment that an address in a page leads to, if it is not another site's.
fn internal(page: &str, address: &str) -> Option<(String, String)> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or("");
    let is_foreign = ["http:", "https:", "mailto:", "tel:", "data:"]
        .iter()
        .any(|scheme| path.to_ascii_lowercase().starts_with(scheme));
    if is_foreign {
        return None;
    }
    // The page is named by its file, in which a `%` is a sign as any other; the address is encoded.
    let mut parts: Vec<String> = page.split('/').map(str::to_owned).collect();
    parts.pop();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.split('/').map(|part| decode(part).unwrap_or_default()) {
        match part.as_str() {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    let is_folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    let file = match (path, joined.as_str()) {
        ("", _) => page.to_owned(),
        (_, "") => "index.html".to_owned(),
        (_, joined) if is_folder => format!("{joined}/index.html"),
        (_, joined) => joined.to_owned(),
    };
    Some((file, fragment.to_owned()))
}

fn faults_of(path: &str, page: &[Element]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for element in page {
        let name = &element.name;
        let is_data = element
            .get("type")
            .is_some_and(|kind| kind.ends_with("json") || kind == "speculationrules");
        match name.as_str() {
            "script" if element.get("src").is_none() && !is_data => {
                faults.push(format!("{path}: inline script"));
            }
            "style" | "base" | "iframe" | "object" | "embed" => {
                faults.push(format!("{path}: <{name}>"))
            }
            "img" if element.get("alt").is_none() => {
                faults.push(format!("{path}: <img> without alt"));
            }
            _ => {}
        }
        for (key, value) in &element.attributes {
            if key.starts_with("on") || key == "style" || key == "srcdoc" {
                faults.push(format!("{path}: <{name} {key}>"));
            }
            if is_address(key) && runs_script(value) {
                faults.push(format!("{path}: <{name} {key}={value:?}>"));
            }
            if key == "id" && !ids.insert(value) {
                faults.push(format!("{path}: two elements with the id {value:?}"));
            }
            if key == "id" && value.is_empty() {
                faults.push(format!("{path}: <{name}> with an empty id"));
            }
        }
    }
    let titles = page.iter().filter(|element| element.name == "h1").count();
    let is_redirect = page.iter().any(|element| element.get("http-equiv") == Some("refresh"));
    if titles != usize::from(!is_redirect) {
        faults.push(format!("{path}: {titles} h1"));
    }
    faults
}

fn is_address(attribute: &str) -> bool {
    ["href", "src", "cite", "action", "formaction", "poster", "srcset", "data", "xlink:href"]
        .contains(&attribute)
}

/// Whether a browser would run or open something else than a page of the web: it drops control
/// characters and white space before it looks at the scheme.
fn runs_script(address: &str) -> bool {
    let bare: String =
        address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>();
    let scheme = bare.split([':', '/', '#', '?']).next().unwrap_or("").to_ascii_lowercase();
    let has_scheme = bare[scheme.len()..].starts_with(':');
    let allowed = ["http", "https", "mailto", "tel"].contains(&scheme.as_str())
        || bare.to_ascii_lowercase().starts_with("data:image/");
    has_scheme && !allowed && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}
