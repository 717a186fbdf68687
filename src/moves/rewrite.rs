//! Rewrites link destinations after a move, in their written style.

use crate::link::names::normal;
use crate::link::route;
use crate::source::{file_name, folder_of, is_folder_page, stem, without_page_ending};

/// A destination in a page, and the folder that it is relative to.
pub struct WrittenLink<'a> {
    pub text: &'a str,
    /// The folder of its page after the move, from the content folder.
    pub folder: &'a str,
    /// The path of what it led to before the move, from the content folder.
    pub old: &'a str,
}

/// The target of a destination after the move, by path from the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewTarget {
    Entry(String),
    Asset(String),
    /// An address without a file, such as that of a folder or a decision.
    Page(String),
}

impl NewTarget {
    /// The path or address itself.
    pub fn into_path(self) -> String {
        match self {
            NewTarget::Entry(path) | NewTarget::Asset(path) | NewTarget::Page(path) => path,
        }
    }
}

/// An inline destination for `new_target`, with the query and anchor of the old one.
pub fn inline(written: &WrittenLink<'_>, new_target: &NewTarget) -> String {
    let path_end = name_end(written.text, written.old, &['#', '?']);
    let (path, rest) = written.text.split_at(path_end);
    let target = match new_target {
        NewTarget::Entry(new) => in_the_manner_of(path, new),
        NewTarget::Asset(new) => new.clone(),
        NewTarget::Page(route) => route.clone(),
    };
    let link = if path.starts_with('/') {
        format!("/{target}")
    } else {
        relative(written.folder, &target)
    };
    let dotted = path.starts_with("./") && !link.starts_with("../");
    format!("{}{}{rest}", if dotted { "./" } else { "" }, escaped(&link))
}

/// A wikilink destination for `new_target`, with the anchor of the old one. `is_taken` says whether
/// another file has a name.
pub fn wiki(
    (written, old): (&str, &str),
    new_target: &NewTarget,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let (name, rest) = written.split_at(name_end(written, old, &['#', '^']));
    let (new, short) = match new_target {
        NewTarget::Entry(new) => {
            let keep = without_page_ending(name).len() < name.len();
            let bare = without_page_ending(new);
            let is_folder = is_folder_page(stem(new)) && !folder_of(bare).is_empty();
            let bare = if is_folder { folder_of(bare) } else { bare };
            let new = if keep { new.as_str() } else { bare };
            (new, file_name(new))
        }
        NewTarget::Asset(new) => (new.as_str(), file_name(new)),
        NewTarget::Page(route) => (route.trim_end_matches('/'), ""),
    };
    let root = if name.starts_with('/') { "/" } else { "" };
    if !name.contains('/') && !short.is_empty() && !is_taken(&normal(without_page_ending(short))) {
        format!("{short}{rest}")
    } else {
        format!("{root}{new}{rest}")
    }
}

/// The end of the name in a destination. The name of the file that it led to may hold signs that end
/// other names.
fn name_end(written: &str, old: &str, signs: &[char]) -> usize {
    let first = written.find(signs).unwrap_or(written.len());
    if !old.contains(signs) {
        return first;
    }
    let is_old = |end: &usize| {
        let name = &written[..*end];
        let name = route::decode(name).unwrap_or_else(|| name.to_owned());
        normal(without_page_ending(file_name(&name))) == normal(without_page_ending(file_name(old)))
    };
    let mut ends: Vec<usize> = written.match_indices(signs).map(|(end, _)| end).collect();
    ends.push(written.len());
    ends.into_iter().rev().find(is_old).unwrap_or(first)
}

/// The new path in the style of the old one: with the same kind of extension, or without.
fn in_the_manner_of(path: &str, new: &str) -> String {
    let bare = without_page_ending(new);
    let is_folder = is_folder_page(stem(new));
    let last = file_name(path);
    match () {
        _ if path.ends_with('/') || !last.contains('.') => {
            let page = if is_folder { folder_of(bare) } else { bare };
            if path.ends_with('/') && !page.is_empty() {
                format!("{page}/")
            } else {
                page.to_owned()
            }
        }
        _ if last.ends_with(".html") && is_folder => {
            format!("{}/index.html", folder_of(bare)).trim_start_matches('/').to_owned()
        }
        _ if last.ends_with(".html") => format!("{bare}.html"),
        _ => new.to_owned(),
    }
}

/// `path` relative to `folder`, both from the content folder.
pub fn relative(folder: &str, path: &str) -> String {
    let here: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let there: Vec<&str> = path.split('/').collect();
    let folders = there.len() - 1;
    let shared = here.iter().zip(&there[..folders]).take_while(|(a, b)| a == b).count();
    let link = "../".repeat(here.len() - shared) + &there[shared..].join("/");
    if link.is_empty() { "./".to_owned() } else { link }
}

/// A path escaped for every form of link. Letters of other scripts stay readable.
fn escaped(path: &str) -> String {
    let plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || "/-_.~+,;=@!$".contains(c);
    let mut escaped = String::with_capacity(path.len());
    for c in path.chars() {
        if plain(c) && !c.is_whitespace() && !c.is_control() {
            escaped.push(c)
        } else {
            escaped.push_str(&route::encode(c.encode_utf8(&mut [0; 4])))
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> NewTarget {
        NewTarget::Entry(path.to_owned())
    }

    #[test]
    fn a_link_keeps_its_manner() {
        let cases = [
            ("b.md", "c/d.md", "c/d.md"),
            ("./b.md", "a/d.md", "./d.md"),
            ("/b.md#x", "c/d.md", "/c/d.md#x"),
            ("b.html?q#x", "c/d.md", "../c/d.html?q#x"),
            ("b/", "c/d.md", "../c/d/"),
            ("b", "c/README.md", "../c"),
            ("b.html", "c/README.md", "../c/index.html"),
            ("b.md", "c/two words (1).md", "../c/two%20words%20%281%29.md"),
            ("b.md", "c/größe.md", "../c/größe.md"),
            ("../", "index.md", "../"),
        ];
        for (text, new, expected) in cases {
            let folder = if text == "b.md" && expected == "c/d.md" { "" } else { "a" };
            assert_eq!(
                inline(&WrittenLink { text, folder, old: "" }, &entry(new)),
                expected,
                "{text}"
            );
        }
        let asset = NewTarget::Asset("img/a b.png".to_owned());
        assert_eq!(
            inline(&WrittenLink { text: "b.png", folder: "a", old: "" }, &asset),
            "../img/a%20b.png"
        );
    }

    #[test]
    fn a_name_stays_a_name_unless_another_entry_has_it() {
        let free = |_: &str| false;
        assert_eq!(wiki(("Old#Part", ""), &entry("x/New name.md"), free), "New name#Part");
        assert_eq!(wiki(("Old.md", ""), &entry("x/New.md"), free), "New.md");
        assert_eq!(wiki(("a/Old^b1", ""), &entry("x/New.md"), free), "x/New^b1");
        assert_eq!(wiki(("Old", ""), &entry("x/New.md"), |_: &str| true), "x/New");
        assert_eq!(wiki(("Old", ""), &entry("x/index.md"), free), "x");
        assert_eq!(
            wiki(("pic.png", ""), &NewTarget::Asset("img/new.png".to_owned()), free),
            "new.png"
        );
    }

    #[test]
    fn a_name_may_hold_signs() {
        let free = |_: &str| false;
        let link = WrittenLink { text: "C# guide.md#use", folder: "", old: "C# guide.md" };
        assert_eq!(inline(&link, &entry("F# guide.md")), "F%23%20guide.md#use");
        let link = WrittenLink { text: "why?.md", folder: "", old: "why?.md" };
        assert_eq!(inline(&link, &entry("how.md")), "how.md");
        let old = "C# guide.md";
        assert_eq!(wiki(("C# guide#Use", old), &entry("F# guide.md"), free), "F# guide#Use");
    }

    #[test]
    fn paths_are_seen_from_folders() {
        assert_eq!(relative("", "a/b.md"), "a/b.md");
        assert_eq!(relative("a/c", "a/b.md"), "../b.md");
        assert_eq!(relative("a", "a/"), "./");
    }
}
