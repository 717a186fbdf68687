//! Shortcodes of Hugo and of its usual themes.

use crate::formats::callout_types;
use crate::formats::containers::Container;
use crate::formats::tags::{Meaning, Tag};

/// What a shortcode means.
pub fn meaning(tag: &Tag<'_>) -> Meaning {
    let first = || tag.arguments.at(0).unwrap_or("");
    match tag.name {
        "ref" | "relref" => Meaning::Other,
        "comment" => Meaning::Nothing,
        "rawhtml" | "html" | "unsafe" | "columns" | "column" | "steps" | "cards" | "cardpane"
        | "tabs" | "tabpane" | "details-group" | "toc" | "children" | "section" | "childpages"
        | "list-children" | "pagelist" | "clear" | "br" => Meaning::text(""),
        "highlight" => Meaning::Container(Container::Code(first().to_owned())),
        "figure" | "img" | "image" => figure(tag),
        "youtube" | "vimeo" | "gist" | "x" | "tweet" | "twitter" | "x_simple" | "instagram" => {
            media(tag)
        }
        "button" => link(tag),
        "badge" if tag.body.is_none() => {
            Meaning::text(tag.arguments.first(&["content", "text", "title"]).unwrap_or(first()))
        }
        "badge" => Meaning::text(""),
        "details" | "expand" | "collapse" | "accordion" => details(tag),
        "tab" | "panel" | "card" if tag.body.is_some() => {
            let names = ["name", "title", "header", "label"];
            let language = tag.arguments.get("lang").map(str::to_owned);
            match (tag.arguments.first(&names).unwrap_or(first()), language) {
                ("", None) => Meaning::text(""),
                ("", Some(language)) => Meaning::Container(Container::Code(language)),
                (label, None) => Meaning::group(label),
                (label, Some(language)) => {
                    let label = label.replace('\n', " ");
                    Meaning::Container(Container::LabelledCode { label, language })
                }
            }
        }
        "tab" => match tag.arguments.first(&["name", "title", "header", "label"]).unwrap_or("") {
            "" => Meaning::Unknown,
            label => Meaning::text(format!("\n{label}\n")),
        },
        name if tag.body.is_some() => callout(name, tag).unwrap_or(Meaning::Unknown),
        _ => Meaning::Unknown,
    }
}

/// A shortcode that themes have for notes.
fn callout(name: &str, tag: &Tag<'_>) -> Option<Meaning> {
    let is_any = matches!(
        name,
        "alert"
            | "hint"
            | "notice"
            | "callout"
            | "admonition"
            | "admonitions"
            | "block"
            | "blockquote-alert"
    );
    let of_name = (!is_any && is_callout(name)).then_some(name);
    if !is_any && of_name.is_none() {
        return None;
    }
    let arguments = &tag.arguments;
    let named = arguments.first(&["type", "color", "style", "level", "context", "class"]);
    let bare = arguments.at(0).filter(|word| of_name.is_none() && is_callout(word));
    let kind = of_name.or(named).or(bare).unwrap_or("note");
    let title = arguments.first(&["title", "heading", "header"]);
    let title = title.or(arguments.at(usize::from(bare.is_some()))).unwrap_or("");
    Some(Meaning::callout(kind_of(kind), title))
}

/// Whether a word is a type of callouts, or a colour that stands for one.
fn is_callout(word: &str) -> bool {
    !word.is_empty() && (callout_types::style(word).is_some() || of_colour(word).is_some())
}

/// The type of a callout for a colour of Bootstrap or a word of a theme.
pub fn kind_of(word: &str) -> &str {
    match of_colour(word) {
        Some(kind) => kind,
        None if word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') => word,
        None => "note",
    }
}

fn of_colour(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "warn" => Some("warning"),
        "question-circle" => Some("question"),
        "primary" | "secondary" | "default" | "light" | "dark" | "" => Some("note"),
        _ => None,
    }
}

fn details(tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let named = arguments.first(&["summary", "title", "header", "label"]);
    let title = named.or(arguments.at(0)).unwrap_or("");
    let is_open = arguments.get("open").is_some_and(|open| open != "false")
        || arguments.at(1).is_some_and(|word| word == "open");
    let fold = if is_open { "+" } else { "-" };
    if tag.body.is_some() { Meaning::fold("details", fold, title) } else { Meaning::Unknown }
}

/// An image with its caption.
fn figure(tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let Some(place) = arguments.place("src").or_else(|| arguments.place_at(0)) else {
        return Meaning::Unknown;
    };
    let caption = arguments.first(&["caption", "title"]).unwrap_or("");
    let alt = arguments.first(&["alt"]).unwrap_or(caption);
    let alt: String = alt.chars().filter(|c| !"[]\n".contains(*c)).collect();
    let caption = match caption {
        "" => String::new(),
        caption => format!("\n\n*{}*\n", caption.replace('\n', " ").trim()),
    };
    match arguments.get("link").filter(|link| !link.is_empty()) {
        Some(link) => {
            Meaning::Keep(format!("[![{alt}](<"), place, format!(">)](<{link}>){caption}"))
        }
        None => Meaning::Keep(format!("![{alt}](<"), place, format!(">){caption}")),
    }
}

/// A link to what is embedded from elsewhere.
fn media(tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let first = arguments.at(0).unwrap_or("");
    let id = arguments.get("id").unwrap_or(first);
    let user = arguments.get("user").unwrap_or("i");
    if id.is_empty() {
        return Meaning::Unknown;
    }
    let title = arguments.get("title");
    let (label, address) = match tag.name {
        "youtube" => ("Video on YouTube", format!("https://www.youtube.com/watch?v={id}")),
        "vimeo" => ("Video on Vimeo", format!("https://vimeo.com/{id}")),
        "instagram" => ("Post on Instagram", format!("https://www.instagram.com/p/{id}/")),
        "gist" => {
            let name = arguments.at(1).unwrap_or("");
            ("Gist on GitHub", format!("https://gist.github.com/{first}/{name}"))
        }
        _ => ("Post on X", format!("https://x.com/{user}/status/{id}")),
    };
    Meaning::text(format!(
        "[{}](<{}>)",
        title.unwrap_or(label),
        address.replace(['<', '>', '\n'], "")
    ))
}

fn link(tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let names = ["href", "link", "url", "relref", "ref"];
    let address = arguments.first(&names).unwrap_or(arguments.at(0).unwrap_or(""));
    if address.is_empty() || address.contains(['<', '>', '\n']) {
        return Meaning::text("");
    }
    if tag.body.is_some() {
        return Meaning::Around("[".to_owned(), format!("](<{address}>)"));
    }
    let label = arguments.first(&["text", "label", "title", "name"]).unwrap_or(address);
    Meaning::text(format!("[{label}](<{address}>)"))
}
