//! Elements of MDX and of mdBook's preprocessors.

use std::ops::Range;

use crate::formats::containers::Container;
use crate::formats::sections;
use crate::formats::tags::groups::Part;
use crate::formats::tags::{Meaning, Tag};

/// The elements with a meaning of their own.
pub const NAMES: &[&str] = &[
    "Tabs", "TabItem", "Tab", "Tabs.Tab", "Listing", "Card", "Cards.Card", "CardGrid", "CardGroup",
    "Cards", "LinkCard", "LinkButton", "Badge", "Columns", "Column", "CodeGroup", "CodeTabs",
    "Steps", "Step", "FileTree", "Accordion", "AccordionGroup", "Accordions", "Expandable",
    "YouTube", "Vimeo",
];

/// What an element means.
pub fn meaning(text: &str, tag: &Tag<'_>, part: &Part<'_>) -> Meaning {
    let title = || value(tag, &["title", "label", "name"]);
    match tag.name {
        "Tabs" | "Steps" | "FileTree" | "AccordionGroup" | "Accordions" => {
            Meaning::Container(Container::Plain)
        }
        "Listing" => listing(tag),
        "CodeGroup" | "CodeTabs" => Meaning::Parts(fences(text, tag)),
        "CardGrid" | "CardGroup" | "Cards" => Meaning::callout("cards", ""),
        "Card" | "LinkCard" | "Cards.Card" => card(text, tag),
        "Columns" => Meaning::callout("columns", ""),
        "Column" => Meaning::callout("column", title()),
        "Step" => Meaning::callout(part.step(), title()),
        "Accordion" | "Expandable" => Meaning::Block(
            Container::Callout {
                kind: "details".to_owned(),
                fold: if tag.arguments.get("defaultOpen").is_some() { "+" } else { "-" },
                title: title().replace('\n', " "),
                link: None,
            },
            value(tag, &["description"]).to_owned(),
        ),
        "Badge" => badge(tag),
        "YouTube" | "Vimeo" => video(tag),
        "LinkButton" => match value(tag, &["href", "to", "link"]) {
            "" => Meaning::text(""),
            address if address.contains(['<', '>', '\n']) => Meaning::text(""),
            address => Meaning::Around("[".to_owned(), format!("](<{address}>)")),
        },
        _ => match (value(tag, &["label", "title"]), part.label, value(tag, &["value"])) {
            ("", "", "") => Meaning::callout(part.tab(), ""),
            ("", "", label) | ("", label, _) | (label, ..) => Meaning::callout(part.tab(), label),
        },
    }
}

/// The marks of the fences in an element.
fn fences(text: &str, tag: &Tag<'_>) -> Vec<crate::formats::containers::Mark> {
    let Some(body) = tag.body else { return Vec::new() };
    let end = tag.span.end + body.len();
    sections::fences(text, sections::between(text, &tag.span, &(end..end)))
}

/// A card with its title, its address and its description.
fn card(text: &str, tag: &Tag<'_>) -> Meaning {
    let link = link(text, tag, &["href", "to", "link", "url"]);
    let address = link.clone().map_or("", |link| &text[link]);
    let title = match value(tag, &["title", "label", "heading"]) {
        "" => address,
        title => title,
    };
    let description = value(tag, &["description"]).replace('\n', " ");
    Meaning::card(title, link, description)
}

/// A video by its id or its address.
fn video(tag: &Tag<'_>) -> Meaning {
    let id = value(tag, &["id", "videoId", "url", "src"]);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_/:.?=&".contains(c);
    if id.is_empty() || !id.chars().all(is_plain) {
        return Meaning::Unknown;
    }
    let (site, address) = match tag.name {
        "YouTube" => ("YouTube", format!("https://www.youtube.com/watch?v={id}")),
        _ => ("Vimeo", format!("https://vimeo.com/{id}")),
    };
    let address = if id.contains("://") { id.to_owned() } else { address };
    let title = match value(tag, &["title", "label"]) {
        "" => format!("Video on {site}"),
        title => title.replace(['[', ']', '\n'], " "),
    };
    Meaning::text(format!("![{title}](<{address}>)"))
}

/// The words of a badge.
fn badge(tag: &Tag<'_>) -> Meaning {
    match tag.body {
        Some(body) if !body.trim().is_empty() => Meaning::text(""),
        _ => Meaning::text(value(tag, &["text", "label", "content", "title"])),
    }
}

/// The value of the first of some names, without the quotes of a text in braces.
pub(super) fn value<'t>(tag: &Tag<'t>, names: &[&str]) -> &'t str {
    let value = tag.arguments.first(names).unwrap_or("").trim();
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    quoted('"').or(quoted('\'')).or(quoted('`')).unwrap_or(value)
}

/// Where the address of a link is.
pub(super) fn link(text: &str, tag: &Tag<'_>, names: &[&str]) -> Option<Range<usize>> {
    let place = names.iter().find_map(|name| tag.arguments.place(name))?;
    let written = &text[place.clone()];
    let is_around = |c: char| c.is_whitespace() || "\"'`".contains(c);
    let start = place.start + written.len() - written.trim_start_matches(is_around).len();
    let address = written.trim_matches(is_around);
    let is_address = !address.is_empty() && !address.contains(['<', '>', '\n', '(', '{', ' ']);
    is_address.then_some(start..start + address.len())
}

/// A program with its file's name above, and its number and caption below.
fn listing(tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let file = arguments.get("file-name").map(|name| format!("`{name}`\n"));
    let number = arguments.get("number").map(|number| format!("Listing {number}"));
    let caption = arguments.get("caption").map(|caption| caption.replace("\\\"", "\""));
    let below = match (number, caption) {
        (Some(number), Some(caption)) => format!("\n*{number}:* {caption}\n"),
        (Some(number), None) => format!("\n*{number}*\n"),
        (None, Some(caption)) => format!("\n{caption}\n"),
        (None, None) => "\n".to_owned(),
    };
    Meaning::Around(file.unwrap_or("\n".to_owned()), below)
}
