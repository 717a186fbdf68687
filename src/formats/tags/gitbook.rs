//! Tags of GitBook, and the one of Jekyll for code.

use crate::formats::callout_types;
use crate::formats::containers::Container;
use crate::formats::tags::groups::Part;
use crate::formats::tags::hugo::kind_of;
use crate::formats::tags::{Meaning, Tag};

/// What a tag means.
pub fn meaning(tag: &Tag<'_>, part: &Part<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let title = arguments.get("title").unwrap_or("");
    match tag.name {
        "raw" | "comment" | "link" | "page" | "url" | "post_url" => Meaning::Other,
        "mermaid" if tag.body.is_some() => {
            Meaning::Container(Container::Code("mermaid".to_owned()))
        }
        "tabs" | "stepper" | "code-tabs" | "updates" => Meaning::text(""),
        "cards" | "carousel" if tag.body.is_some() => Meaning::callout("cards", title),
        "columns" | "column" if tag.body.is_some() => Meaning::callout(tag.name, title),
        "highlight" if tag.body.is_some() => {
            Meaning::Container(Container::Code(arguments.at(0).unwrap_or("").to_owned()))
        }
        "hint" if tag.body.is_some() => {
            Meaning::callout(kind_of(arguments.get("style").unwrap_or("info")), title)
        }
        "tab" | "code-tabs-item" if tag.body.is_some() => Meaning::callout(part.tab(), title),
        "step" if tag.body.is_some() => Meaning::callout(part.step(), title),
        "expandable" | "details" if tag.body.is_some() => Meaning::fold("details", "-", title),
        "@mermaid/diagram" => {
            let drawing = arguments.get("content").unwrap_or("").replace("```", "");
            Meaning::text(format!("\n```mermaid\n{}\n```\n", drawing.trim_matches('\n')))
        }
        "include" if tag.body.is_none() => include(tag),
        "code" if title.is_empty() => Meaning::text(""),
        "code" => Meaning::text(format!("`{}`\n", title.replace(['`', '\n'], ""))),
        "embed" | "content-ref" | "page-ref" | "file" | "openapi" | "swagger" => address(tag),
        _ => Meaning::Unknown,
    }
}

/// The words in the arguments of an include of Jekyll, as a callout if its file is called after one.
fn include(tag: &Tag<'_>) -> Meaning {
    let names = ["content", "text", "body", "message", "description", "caption", "alt"];
    let words = tag.arguments.first(&names).unwrap_or("").replace('\n', " ");
    let title = tag.arguments.get("title").unwrap_or("");
    let file = tag.arguments.at(0).unwrap_or("");
    let stem = file.rsplit('/').next().unwrap_or(file).split('.').next().unwrap_or(file);
    match (callout_types::style(stem), words.as_str(), title) {
        (_, "", "") => Meaning::Unknown,
        (Some(_), ..) => Meaning::Block(Container::callout(stem, title), words),
        (None, words, "") => Meaning::text(words),
        (None, words, title) => Meaning::text(format!("**{title}** {words}")),
    }
}

/// A link to what a tag shows.
fn address(tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let names = ["url", "src", "page"];
    let place = names.iter().find_map(|name| arguments.place(name));
    let value = arguments.first(&names).unwrap_or("");
    let Some(place) = place.filter(|_| !value.is_empty() && !value.contains(['<', '>', '\n']))
    else {
        return Meaning::Unknown;
    };
    let body = tag.body.unwrap_or("").trim();
    let holds_link = body.contains("](") || body.contains("[[");
    match tag.name {
        "content-ref" | "page-ref" if holds_link => Meaning::text(""),
        "embed" if holds_link => Meaning::text(""),
        _ => {
            let bare = value.trim_start_matches("https://").trim_start_matches("http://");
            let name = match tag.name {
                "embed" => bare.trim_end_matches('/'),
                _ => value.rsplit('/').find(|part| !part.is_empty()).unwrap_or(value),
            };
            let caption = arguments.first(&["caption", "title", "name"]);
            let label = caption.filter(|label| !label.is_empty()).unwrap_or(name);
            let label: String = label.chars().filter(|c| !"[]\n".contains(*c)).collect();
            let below = if body.is_empty() { ">)" } else { ">)\n" };
            // An image of a video is its player where the book allows it.
            let is_video = tag.name == "embed"
                && ["youtube.com/", "youtu.be/", "vimeo.com/", "loom.com/"]
                    .iter()
                    .any(|site| bare.trim_start_matches("www.").starts_with(site));
            let sign = if is_video { "!" } else { "" };
            Meaning::Keep(format!("{sign}[{label}](<"), place, below.to_owned())
        }
    }
}
