//! Elements of MDX and of mdBook's preprocessors.

use crate::formats::tags::{Meaning, Tag};

/// What an element means.
pub fn meaning(tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    match tag.name {
        "Tabs" => Meaning::text("\n"),
        "Listing" => listing(tag),
        _ => match arguments.first(&["label", "title", "value"]).unwrap_or("") {
            "" => Meaning::text("\n"),
            label => Meaning::group(label),
        },
    }
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
