//! `_quarto.yml` of a book or a website.

use serde_yaml::Value;

use super::value::{self, text};
use super::{Nav, NavItem, NavTarget, Settings};
use crate::source::SourceFile;

/// Lists that are nested deeper are left out.
const DEEPEST: usize = 32;

pub fn read(file: &SourceFile) -> Option<Settings> {
    let value = match value::read(file) {
        Ok(value) => value,
        Err(why) => return Some(Settings::unreadable(file, &why)),
    };
    let of_site =
        |key: &str| text(&value, &["book", key]).or_else(|| text(&value, &["website", key]));
    let mut items = Vec::new();
    for path in LISTS {
        if let Some(list) = path.iter().try_fold(&value, |value, key| value.get(key)) {
            add(list, 0, &mut items);
        }
    }
    Some(Settings {
        title: of_site("title"),
        description: of_site("description"),
        authors: of_site("author").into_iter().collect(),
        language: text(&value, &["lang"]),
        address: of_site("site-url"),
        repository_url: of_site("repo-url").filter(|url| url.starts_with("https://")),
        nav: (!items.is_empty()).then(|| Nav { file: file.name.clone(), items }),
        ..Settings::default()
    })
}

/// Where lists of contents are.
const LISTS: &[&[&str]] =
    &[&["book", "chapters"], &["book", "appendices"], &["website", "sidebar", "contents"]];

fn add(list: &Value, depth: usize, found: &mut Vec<NavItem>) {
    for item in list.as_sequence().into_iter().flatten() {
        if let Some(path) = item.as_str() {
            found.push(NavItem { depth, label: String::new(), target: NavTarget::of(path) });
            continue;
        }
        let of_item = |keys: &[&str]| keys.iter().find_map(|key| text(item, &[key]));
        let name = of_item(&["part", "section"]);
        let inner = item.get("chapters").or_else(|| item.get("contents"));
        let page = of_item(&["href", "file"]).or_else(|| name.clone().filter(|name| is_page(name)));
        let target = page.map_or(NavTarget::Section, |path| NavTarget::of(&path));
        let label = of_item(&["text"]).or_else(|| name.filter(|name| !is_page(name)));
        found.push(NavItem { depth, label: label.unwrap_or_default(), target });
        if let Some(inner) = inner.filter(|_| depth < DEEPEST) {
            add(inner, depth + 1, found);
        }
    }
}

/// Whether the name of a part is the path of the page that opens it.
fn is_page(name: &str) -> bool {
    name.ends_with(".md") || name.ends_with(".qmd")
}
