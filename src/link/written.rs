//! Link destinations as text: schemes, anchors and paths.
//!
//! Works on strings alone, without the book.

use crate::link::names::Names;
use crate::link::route;
use crate::source::{is_folder_page, without_page_ending};

/// A URL as a browser reads it: without the control characters and spaces that it drops.
pub fn clean(dest: &str) -> String {
    dest.trim().chars().filter(|c| !c.is_control()).collect()
}

/// The scheme of a URL, in lower case.
pub fn scheme(dest: &str) -> Option<String> {
    let (scheme, _) = dest.split_once(':')?;
    let scheme = scheme.trim();
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// Whether pages may link to this scheme: the web, mail, telephones, and notes in the reader's own
/// Obsidian.
pub fn is_linked(scheme: &str) -> bool {
    matches!(scheme, "http" | "https" | "mailto" | "tel" | OBSIDIAN)
}

/// The scheme of links that open Obsidian.
pub const OBSIDIAN: &str = "obsidian";

/// Whether this is a `data:` URL of an image.
pub fn is_image_data(dest: &str) -> bool {
    let kinds = ["png", "gif", "jpeg", "webp"];
    kinds.iter().any(|kind| dest.to_ascii_lowercase().starts_with(&format!("data:image/{kind}")))
}

/// Splits at `#`.
pub fn split_anchor(dest: &str) -> (&str, Option<&str>) {
    match dest.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (dest, None),
    }
}

/// The most places where a destination is cut.
const MOST_CUTS: usize = 8;

/// The ways to read a destination as a name or path and an anchor, the longest name first. Only if
/// `names` of the book hold a `#`, it may be a part of one.
pub fn readings<'d>(dest: &'d str, names: &Names) -> Vec<(&'d str, Option<&'d str>)> {
    if !names.hold('#') || !dest.contains('#') {
        return vec![split_anchor(dest)];
    }
    let cuts = dest.match_indices('#').take(MOST_CUTS).collect::<Vec<_>>();
    let cut = |(at, _): (usize, &str)| (&dest[..at], Some(&dest[at + 1..]));
    std::iter::once((dest, None)).chain(cuts.into_iter().rev().map(cut)).collect()
}

/// `path` relative to `folder`, or to the content folder if it starts with `/`.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Slugs of each part of a path.
pub fn slugs(path: &str) -> String {
    let parts = path.split('/').map(|part| route::slug(without_page_ending(part)));
    let parts: Vec<String> = parts.collect();
    match parts.last() {
        Some(last) if is_folder_page(last) => parts[..parts.len() - 1].join("/"),
        _ => parts.join("/"),
    }
}

/// Ends of names of hosts, of those that no kind of file has.
const DOMAINS: &[&str] =
    &["ai", "app", "co", "com", "de", "dev", "edu", "eu", "gov", "io", "net", "org", "uk"];

/// The scheme that an address of the web or of mail lacks.
pub fn without_scheme(dest: &str) -> Option<&'static str> {
    let is_host = |host: &str| {
        let (name, end) = host.rsplit_once('.').unwrap_or(("", ""));
        let is_letter = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
        name.starts_with(char::is_alphanumeric)
            && name.chars().all(is_letter)
            && (DOMAINS.contains(&end) || name.starts_with("www."))
    };
    let host = dest.split(['/', '?', '#']).next().unwrap_or("");
    match host.split_once('@') {
        Some((name, host)) => (!name.is_empty() && is_host(host)).then_some("mailto:"),
        None => is_host(host).then_some("https://"),
    }
}
