//! Cells of a table as markdown.

use std::collections::HashSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::formats::notion::values::parts;
use crate::source::exported::{ExportId, notion, notion_id};
use crate::source::{file_name, folder_of, without_page_ending};

const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// What cells may link to.
pub struct Cells<'a> {
    /// The pages of the export.
    pub ids: &'a HashSet<ExportId>,
    /// The paths of files beside pages.
    pub files: &'a HashSet<&'a str>,
    /// The path of the table.
    pub from: &'a str,
}

impl Cells<'_> {
    /// The name of a row as a link to its page.
    pub fn link(&self, name: &str, page: &str) -> String {
        let folder = folder_of(self.from);
        let path = page.strip_prefix(folder).unwrap_or(page).trim_start_matches('/');
        format!("[{}]({})", escaped(if name.is_empty() { "…" } else { name }), encoded(path))
    }

    /// Text with links to pages of the export, to files beside it and to addresses.
    pub fn cell(&self, value: &str) -> String {
        let mut cell = String::new();
        for part in parts(value.trim()) {
            let value = value.trim();
            let label = escaped(&value[part.label.clone()]);
            let dest = part.dest.as_ref().map(|dest| &value[dest.clone()]);
            match dest.filter(|dest| self.leads_somewhere(dest)) {
                Some(dest) if dest == &value[part.label.clone()] && dest.contains("://") => {
                    cell.push_str(&format!("<{dest}>"));
                }
                Some(dest) => cell.push_str(&format!("[{}](<{dest}>)", short(&label, dest))),
                None => cell.push_str(&label),
            }
        }
        cell
    }

    /// Whether an address is on another site, or that of something in the export.
    fn leads_somewhere(&self, dest: &str) -> bool {
        if dest.contains(['<', '>', '\n']) {
            return false;
        }
        if dest.contains("://") {
            return true;
        }
        let path = percent_decode_str(dest).decode_utf8_lossy().into_owned();
        let stem = without_page_ending(file_name(&path));
        let stem = stem.strip_suffix(".csv").unwrap_or(stem);
        let id = notion(stem).map(|(_, id)| id).or_else(|| notion_id(stem));
        let beside = format!("{}/{path}", folder_of(self.from));
        id.is_some_and(|id| self.ids.contains(&ExportId::Notion(id)))
            || self.files.contains(beside.trim_start_matches('/'))
    }
}

/// The label of a link: that of a file is its name.
fn short<'l>(label: &'l str, dest: &'l str) -> String {
    if label != escaped(dest) {
        return label.to_owned();
    }
    escaped(&percent_decode_str(file_name(dest)).decode_utf8_lossy())
}

/// A text that means itself in a cell.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("<br>"),
            c if c.is_ascii_punctuation() && !",;()'/?%\"".contains(c) => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A path as the destination of a link.
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}
