//! `mkdocs.yml`.

use serde_yaml::Value;

use super::value::{self, folder, plain, text};
use super::{LineEnds, Nav, NavItem, NavTarget, RelativeLinks, Settings, Writing};
use crate::source::SourceFile;

/// The content folder of a book that does not name one.
const DOCS: &str = "docs";

/// Lists that are nested deeper are left out.
const DEEPEST: usize = 32;

pub fn read(file: &SourceFile) -> Option<Settings> {
    let value = match value::read(file) {
        Ok(value) => value,
        Err(why) => return Some(Settings::unreadable(file, &why)),
    };
    let src = text(&value, &["docs_dir"]).map_or(Some(DOCS.to_owned()), |path| folder(&path));
    let mut items = Vec::new();
    if let Some(Value::Sequence(nav)) = value.get("nav").or_else(|| value.get("pages")) {
        list(nav, 0, &mut items);
    }
    let repository_url = text(&value, &["repo_url"]).filter(|url| url.starts_with("https://"));
    Some(Settings {
        title: text(&value, &["site_name"]),
        description: text(&value, &["site_description"]),
        authors: text(&value, &["site_author"]).into_iter().collect(),
        language: text(&value, &["theme", "language"]),
        address: text(&value, &["site_url"]),
        edit_url_template: edit_url(&value, repository_url.as_deref(), src.as_deref()),
        src,
        repository_url,
        writing: writing(&value),
        relative_links: match value.get("use_directory_urls").and_then(Value::as_bool) {
            Some(false) => RelativeLinks::FromFile,
            _ => RelativeLinks::FromAddress,
        },
        nav: (!items.is_empty()).then(|| Nav { file: file.name.clone(), items }),
        ..Settings::default()
    })
}

/// What the extension `nl2br` does.
fn writing(value: &Value) -> Option<Writing> {
    let extensions = value.get("markdown_extensions")?.as_sequence()?;
    let has_breaks = extensions.iter().any(|name| name.as_str() == Some("nl2br"));
    has_breaks.then(|| Writing { line_ends: LineEnds::Breaks, ..Writing::default() })
}

/// The address for editing a page. The one of MkDocs leads to the content folder, ours to the book's.
fn edit_url(value: &Value, repository: Option<&str>, src: Option<&str>) -> Option<String> {
    let uri = text(value, &["edit_uri"])?;
    let base = match uri.starts_with("https://") {
        true => uri,
        false => format!("{}/{}", repository?.trim_end_matches('/'), uri.trim_start_matches('/')),
    };
    let base = base.trim_end_matches('/');
    let above = base.strip_suffix(&format!("/{}", src?))?;
    Some(format!("{above}/{{path}}"))
}

fn list(items: &[Value], depth: usize, found: &mut Vec<NavItem>) {
    for item in items {
        match item {
            Value::Mapping(pairs) => {
                for (label, value) in pairs {
                    let label = plain(label).unwrap_or_default();
                    labelled(label, value, depth, found);
                }
            }
            item => {
                let target = plain(item).map(|path| NavTarget::of(&path));
                let item = |target| NavItem { depth, label: String::new(), target };
                found.extend(target.map(item));
            }
        }
    }
}

fn labelled(label: String, value: &Value, depth: usize, found: &mut Vec<NavItem>) {
    match value {
        Value::Sequence(inner) if depth < DEEPEST => {
            found.push(NavItem { depth, label, target: NavTarget::Section });
            list(inner, depth + 1, found);
        }
        value => {
            let target = plain(value).map_or(NavTarget::Section, |path| NavTarget::of(&path));
            found.push(NavItem { depth, label, target });
        }
    }
}
