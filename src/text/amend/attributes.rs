//! Attribute lists of kramdown and MkDocs at blocks, links, images and other elements.
//!
//! They are removed; an id becomes an anchor, and a size goes to its image. Those of headings are
//! read with the headings, and the marks of decisions stay.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memchr_iter;

use crate::formats::edit::Edit;
use crate::text::amend::attribute_list::{self, AttributeList};
use crate::text::amend::hidden::Hidden;
use crate::text::amend::image_sizes::size_in_words;
use crate::text::amend::line_around;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{Event, Tag, TagEnd};

pub(super) fn may_hold(text: &str) -> bool {
    memchr_iter(b'{', text.as_bytes())
        .any(|at| attribute_list::at(text, at).is_some() || word_in_heading(text, at))
}

pub(super) fn find(text: &str, events: &[Spanned<'_>], hidden: &Hidden) -> Vec<Edit> {
    if !may_hold(text) {
        return Vec::new();
    }
    let elements = Elements::of(events);
    let mut edits = Vec::new();
    for at in memchr_iter(b'{', text.as_bytes()) {
        if hidden.holds(at) {
            continue;
        }
        if elements.is_in_heading(at) && word_in_heading(text, at) {
            edits.push(Edit::new(at..at + 1, "&#123;"));
        } else if let Some((end, list)) = attribute_list::at(text, at)
            && !elements.is_in_heading(at)
        {
            edits.extend(elements.edits(text, at..end, &list));
        }
    }
    edits
}

/// Whether the braces at a byte end a heading and hold a word, as in `## GET /users/{id}`, which the
/// parser takes for an attribute.
fn word_in_heading(text: &str, at: usize) -> bool {
    let line = line_around(text, &(at..at));
    let Some((inside, after)) = text[at + 1..line.end.max(at + 1)].split_once('}') else {
        return false;
    };
    let before = &text[line.start..at];
    let is_heading = before.trim_start_matches([' ', '>', '-', '*']).starts_with('#');
    is_heading
        && after.trim_matches(['#', ' ', '\r']).is_empty()
        && !before.ends_with(['{', '\\'])
        && !inside.contains(['#', '.', '=', ':', '{', '`'])
}

/// The elements that attribute lists belong to.
#[derive(Default)]
struct Elements {
    headings: Vec<Range<usize>>,
    /// The ranges of images by their ends.
    images: Vec<Range<usize>>,
    /// The ends of links, images, code, emphasis and the like.
    ends: BTreeSet<usize>,
    /// Items and cells.
    boxes: Vec<Range<usize>>,
}

impl Elements {
    fn of(events: &[Spanned<'_>]) -> Elements {
        let mut elements = Elements::default();
        for (event, range) in events {
            match event {
                Event::Start(Tag::Heading { .. }) => elements.headings.push(range.clone()),
                Event::Start(Tag::Item | Tag::TableCell) => elements.boxes.push(range.clone()),
                Event::Start(Tag::Image { .. }) => elements.images.push(range.clone()),
                Event::Code(_)
                | Event::End(
                    TagEnd::Link
                    | TagEnd::Image
                    | TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough,
                ) => {
                    elements.ends.insert(range.end);
                }
                _ => {}
            }
        }
        elements.images.sort_by_key(|image| image.end);
        elements
    }

    fn is_in_heading(&self, at: usize) -> bool {
        let next = self.headings.partition_point(|heading| heading.end <= at);
        self.headings.get(next).is_some_and(|heading| heading.start <= at)
    }

    /// Whether a list item or a cell starts in a line.
    fn is_in_box(&self, line: &Range<usize>) -> bool {
        let first = self.boxes.partition_point(|inside| inside.start < line.start);
        self.boxes.get(first).is_some_and(|inside| inside.start < line.end)
    }

    fn edits(&self, text: &str, span: Range<usize>, list: &AttributeList) -> Vec<Edit> {
        if is_mark(list) {
            return Vec::new();
        }
        let line = line_around(text, &span);
        let before = &text[line.start..span.start];
        let after = text[span.end..line.end].trim_end();
        let is_prefix = |c: char| c.is_whitespace() || c == '>';
        if before.chars().all(is_prefix) && after.is_empty() {
            return if is_block_list(list, &text[span.clone()]) {
                own_line(text, span, list)
            } else {
                Vec::new()
            };
        }
        if self.ends.contains(&span.start) {
            return self.of_element(text, span, list);
        }
        let ends_block = after.is_empty() || after.trim_start().starts_with('|');
        let is_list =
            list.has_colon || before.ends_with([' ', '\t']) && self.is_certain(list, &line);
        if !ends_block || !is_list {
            return Vec::new();
        }
        let start = line.start + before.trim_end().len();
        vec![Edit::new(start..span.end, anchor(list, " "))]
    }

    /// Whether a list without a colon at the end of a text is no template such as `{.Name}`.
    fn is_certain(&self, list: &AttributeList, line: &Range<usize>) -> bool {
        let has_name = list.id.is_some() || !list.classes.is_empty();
        let is_template = list.classes.starts_with(char::is_uppercase);
        has_name && !is_template && (list.is_spaced || list.id.is_some() || self.is_in_box(line))
    }

    /// The edits for a list right after an element.
    fn of_element(&self, text: &str, span: Range<usize>, list: &AttributeList) -> Vec<Edit> {
        let mut edits = Vec::new();
        let image = self.images.binary_search_by_key(&span.start, |image| image.end);
        if let Ok(index) = image {
            edits.extend(figure(text, &self.images[index], (&span, list)));
        }
        if let (Ok(index), Some(size)) = (image, list.size()) {
            let image = &self.images[index];
            let written = &text[image.clone()];
            let is_wiki = written.starts_with("![[");
            let words = match is_wiki {
                true => written.len().checked_sub(2),
                false => written.rfind("](").or_else(|| written.rfind("][")),
            };
            edits.extend(words.and_then(|words| size_in_words(image.start + words, &size)));
        }
        edits.push(Edit::new(span, anchor(list, "")));
        edits
    }
}

/// Makes a figure of an image in a line of its own, whose id says that it is one to Pandoc and
/// Quarto: its words are its caption.
fn figure(
    text: &str,
    image: &Range<usize>,
    (span, list): (&Range<usize>, &AttributeList),
) -> Vec<Edit> {
    let is_named =
        list.id.as_deref().is_some_and(|id| id.starts_with("fig-") || id.starts_with("fig:"));
    let line = line_around(text, image);
    let is_alone = line.start == image.start && text[span.end..line.end].trim().is_empty();
    let above = text[..line.start].trim_end_matches([' ', '\t', '\r']);
    let starts_paragraph = above.is_empty() || above.ends_with("\n\n") || above.ends_with("\n\r\n");
    let written = &text[image.clone()];
    let Some(end) = written.rfind("](").filter(|end| *end > 2 && written.starts_with("![")) else {
        return Vec::new();
    };
    let caption = &written[2..end];
    let is_caption = !caption.trim().is_empty() && !caption.contains(['\n', '!', '[']);
    if !(is_named && is_alone && starts_paragraph && is_caption) {
        return Vec::new();
    }
    let image_words = format!("\n>\n> ![{caption}");
    vec![
        Edit::new(image.start..image.start + 2, "> [!figure] "),
        Edit::insert(image.start + end, image_words),
    ]
}

/// `{.decision}` and `{.no-decision}` are marks of our own.
fn is_mark(list: &AttributeList) -> bool {
    list.classes.split(' ').any(|class| matches!(class, "decision" | "no-decision"))
}

/// Whether a list on a line of its own can be nothing else.
fn is_block_list(list: &AttributeList, written: &str) -> bool {
    let has_name = list.id.is_some() || !list.classes.is_empty();
    list.has_colon || has_name || written.contains(['"', '\''])
}

/// The edits for a list on a line of its own. An anchor would be a row of the table above.
fn own_line(text: &str, span: Range<usize>, list: &AttributeList) -> Vec<Edit> {
    let Some(_) = &list.id else { return vec![Edit::remove_whole(text, span)] };
    let line = line_around(text, &span);
    let before = text[..line.start].trim_end_matches('\n');
    let above = before.rsplit('\n').next().unwrap_or("");
    let gap = if above.contains('|') { "\n" } else { "" };
    vec![Edit::new(span, anchor(list, gap))]
}

/// The anchor of an id, after some white space.
fn anchor(list: &AttributeList, before: &str) -> String {
    match list.id.as_deref().filter(|id| !id.contains(['"', '<', '>', '&'])) {
        Some(id) => format!("{before}<a id=\"{id}\"></a>"),
        None => String::new(),
    }
}
