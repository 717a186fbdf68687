//! Properties: lines `key:: value`, of a page at its top, or of the point above.

use std::ops::Range;

use crate::formats::edit::Edit;
use crate::formats::lines::{Line, marker};
use crate::formats::logseq::macros::is_id;
use crate::formats::plain_lines;

/// The longest key, in bytes.
const LONGEST: usize = 40;

/// What the value of a property must be for it to be hidden. Many notes of other tools have lines
/// with the same keys, whose words are for readers.
#[derive(Debug, Clone, Copy)]
enum Hides {
    Any,
    Flag,
    /// A flag, or the level of a heading.
    Level,
    /// The id of a block.
    Id,
    /// A time in milliseconds.
    Time,
    /// A map.
    Filters,
    /// A sign without letters and digits.
    Icon,
}

/// Properties that say how a program shows a page or a point.
const HIDDEN: &[(&str, Hides)] = &[
    ("collapsed", Hides::Flag),
    ("heading", Hides::Level),
    ("background-color", Hides::Any),
    ("background-image", Hides::Any),
    ("id", Hides::Id),
    ("icon", Hides::Icon),
    ("public", Hides::Flag),
    ("filters", Hides::Filters),
    ("template-including-parent", Hides::Flag),
    ("created-at", Hides::Time),
    ("updated-at", Hides::Time),
    ("last-modified-at", Hides::Time),
    ("exclude-from-graph-view", Hides::Flag),
    ("ls-type", Hides::Any),
    ("now", Hides::Time),
    ("later", Hides::Time),
    ("doing", Hides::Time),
    ("done", Hides::Time),
    ("todo", Hides::Time),
    ("card-last-interval", Hides::Any),
    ("card-last-reviewed", Hides::Any),
    ("card-last-score", Hides::Any),
    ("card-next-schedule", Hides::Any),
    ("card-repeats", Hides::Any),
    ("card-ease-factor", Hides::Any),
    ("hl-page", Hides::Any),
    ("hl-color", Hides::Any),
    ("hl-type", Hides::Any),
    ("hl-stamp", Hides::Any),
    ("query-table", Hides::Flag),
    ("query-properties", Hides::Any),
    ("query-sort-by", Hides::Any),
    ("query-sort-desc", Hides::Flag),
];

/// The start of properties of the program's own.
const OWN: &str = "logseq.";

/// The least digits of a time in milliseconds.
const TIME: usize = 12;

/// Properties of a page that are its title, its other names and the like, which are shown elsewhere.
const OF_PAGE: &[&str] = &["title", "alias", "aliases", "tags", "description"];

/// The key and the value of a property, if all of a text is one.
pub fn read(line: &str) -> Option<(&str, &str)> {
    let window = &line.as_bytes()[..line.len().min(LONGEST + 2)];
    let colons = memchr::memmem::find(window, b"::")?;
    let (key, value) = (&line[..colons], &line[colons + 2..]);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' ');
    let is_key = key.starts_with(|c: char| c.is_alphabetic())
        && key.chars().all(is_part)
        && !key.ends_with(' ')
        && key.split(' ').count() <= 3;
    let is_value = value.trim_end().is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_value && !value.trim_start().starts_with("//")).then(|| (key, value.trim()))
}

/// Whether a line of a text that is not code says that its page is not public.
pub fn is_private(text: &str) -> bool {
    const SIGN: &[u8] = b"public::";
    memchr::memmem::find(text.as_bytes(), SIGN).is_some()
        && plain_lines(text).into_iter().any(|line| {
            let line = &text[line];
            let property = read(line.strip_prefix("- ").unwrap_or(line));
            property == Some(("public", "false"))
        })
}

/// The range of the properties at the top of a text.
pub fn of_page(text: &str) -> Range<usize> {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if read(line).is_none() {
            break;
        }
        end += line.len();
    }
    0..end
}

/// The properties at the top of a text with their values. A value that is a list of pages or tags has
/// several.
pub fn values(properties: &str) -> Vec<(String, Vec<String>)> {
    let lines = properties.lines().filter_map(read);
    let has_several = |value: &str| value.matches("[[").count() > 1;
    // A page has one type here; the text shows several.
    let is_kind = |key: &str| key.eq_ignore_ascii_case("type");
    let told = lines.filter(|(key, value)| is_told(key, value));
    let told = told.filter(|(key, value)| !(is_kind(key) && has_several(value)));
    told.map(|(key, value)| {
        let key = key.to_lowercase();
        match key.as_str() {
            "title" | "description" => (key, vec![value.to_owned()]),
            "alias" | "aliases" => ("aliases".to_owned(), names(value)),
            "tags" | "tag" => ("tags".to_owned(), names(value)),
            _ if has_several(value) => (key, names(value)),
            _ => (key, vec![value.to_owned()]),
        }
    })
    .collect()
}

/// The names of pages in a value with commas.
fn names(value: &str) -> Vec<String> {
    let bare = value.split(',').map(|name| name.trim().trim_start_matches('#'));
    let bare = bare.map(|name| name.trim_start_matches("[[").trim_end_matches("]]").trim());
    bare.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Whether a property says something to readers, or whether they may read the page.
fn is_told(key: &str, value: &str) -> bool {
    key.eq_ignore_ascii_case("public") || !is_hidden(key, value)
}

fn is_hidden(key: &str, value: &str) -> bool {
    // Both spellings occur.
    let key = key.replace('_', "-");
    let known = HIDDEN.iter().find(|(known, _)| known.eq_ignore_ascii_case(&key));
    known.map_or(key.starts_with(OWN), |(_, hides)| value.is_empty() || hides.fits(value))
}

impl Hides {
    fn fits(self, value: &str) -> bool {
        let is_flag = matches!(value, "true" | "false");
        let is_digits = || value.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Hides::Any => true,
            Hides::Flag => is_flag,
            Hides::Level => is_flag || value.len() == 1 && is_digits(),
            Hides::Id => is_id(value),
            Hides::Time => value.len() >= TIME && is_digits(),
            Hides::Filters => value.starts_with('{'),
            Hides::Icon => !value.chars().any(char::is_alphanumeric),
        }
    }
}

/// Writes properties as points.
pub struct Writer<'t> {
    text: &'t str,
    /// The end of those of the page.
    top: usize,
    /// The first line of the point that properties are of.
    point: Option<Range<usize>>,
    /// The id of the point, and the end of its words.
    id: Option<(&'t str, usize)>,
    /// Whether the line above is a property that is shown.
    is_open: bool,
}

impl<'t> Writer<'t> {
    pub fn of(text: &'t str) -> Writer<'t> {
        Writer { text, top: of_page(text).end, point: None, id: None, is_open: false }
    }

    /// Changes a line if it is a property.
    pub fn line(&mut self, line: &Line, edits: &mut Vec<Edit>) -> bool {
        let content = &self.text[line.content..line.span.end];
        let bullet = marker(content).unwrap_or(0);
        let Some((key, value)) = read(&content[bullet..]) else {
            self.other(line, edits);
            return false;
        };
        let key_at = line.content + bullet;
        if self.is_hidden((key, value), line) && bullet == 0 {
            if key == "id" {
                self.block_id(value, line, edits);
            }
            let end = (line.span.end + self.line_end(line.span.end)).min(self.text.len());
            edits.push(Edit::remove(line.span.start..end));
            return true;
        }
        // Another marker than that of points, so that those below are a list of their own.
        let mark = if bullet == 0 { "* " } else { "" };
        edits.push(Edit::new(key_at..key_at + key.len() + 2, format!("{mark}**{key}:**")));
        self.is_open = bullet == 0;
        self.end_point(edits);
        self.point = (bullet > 0).then(|| line.span.clone());
        true
    }

    /// A line that is none. One with words would belong to the property above.
    pub fn other(&mut self, line: &Line, edits: &mut Vec<Edit>) {
        let content = &self.text[line.content..line.span.end];
        let is_point = marker(content).is_some();
        if self.is_open && !line.is_blank() && !is_point {
            let marks = &self.text[line.span.start..line.inner];
            edits.push(Edit::insert(line.span.start, format!("{}\n", marks.trim_end())));
        }
        self.is_open = false;
        let starts_block = content.starts_with(['`', '~', '|', '>', '#']);
        match &mut self.id {
            Some((_, end)) if !(line.is_blank() || is_point || line.is_code || starts_block) => {
                *end = line.span.end;
            }
            _ => self.end_point(edits),
        }
        self.point = match self.point.take() {
            _ if is_point && !line.is_code => Some(line.span.clone()),
            point if !line.is_blank() => point,
            _ => None,
        };
    }

    fn is_hidden(&self, (key, value): (&str, &str), line: &Line) -> bool {
        let is_of_page = OF_PAGE.iter().any(|known| known.eq_ignore_ascii_case(key));
        is_hidden(key, value) || is_of_page && line.span.start < self.top
    }

    /// Gives the point above its id, which references name.
    fn block_id(&mut self, id: &'t str, line: &Line, edits: &mut Vec<Edit>) {
        let Some(point) = self.point.clone().filter(|_| is_id(id)) else { return };
        let words = self.text[point.clone()].trim_start();
        let words = &words[marker(words).unwrap_or(0)..];
        if words.starts_with('#') {
            // The id of a heading is a line of its own.
            let marks = &self.text[line.span.start..line.content];
            edits.push(Edit::insert(point.end, format!("\n\n{marks}^{id}\n")));
        } else {
            self.id = Some((id, point.end));
        }
    }

    /// Writes the id of the point at the end of its words.
    pub fn end_point(&mut self, edits: &mut Vec<Edit>) {
        if let Some((id, end)) = self.id.take() {
            edits.push(Edit::insert(end, format!(" ^{id}")));
        }
    }

    /// The length of the end of a line.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("\r\n") { 2 } else { 1 }
    }
}
