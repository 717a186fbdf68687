//! Shortcodes of Hugo and of its usual themes.

use crate::formats::callout_types;
use crate::formats::containers::{Container, Mark};
use crate::formats::sections::{self, Divider};
use crate::formats::tags::elements;
use crate::formats::tags::groups::Part;
use crate::formats::tags::{Meaning, Tag};

/// What a shortcode means.
pub fn meaning(text: &str, tag: &Tag<'_>, part: &Part<'_>) -> Meaning {
    let first = || tag.arguments.at(0).unwrap_or("");
    match tag.name {
        "ref" | "relref" => Meaning::Other,
        "comment" => Meaning::Nothing,
        "mermaid" if tag.body.is_some() => {
            Meaning::Container(Container::Code("mermaid".to_owned()))
        }
        "columns" if tag.body.is_some_and(|body| body.contains("<--->")) => {
            Meaning::Columns(columns(text, tag))
        }
        "cards" | "cardpane" | "columns" | "column" if tag.body.is_some() => {
            let kind = if tag.name == "cardpane" { "cards" } else { tag.name };
            Meaning::callout(kind, "")
        }
        "rawhtml" | "html" | "unsafe" | "steps" | "tabs" | "tabpane" | "details-group" | "toc"
        | "children" | "section" | "childpages" | "list-children" | "pagelist" | "clear" | "br" => {
            Meaning::text("")
        }
        "highlight" => {
            let options = tag.arguments.at(1).map(|options| format!(" {{{options}}}"));
            let info = format!("{}{}", first(), options.unwrap_or_default()).replace('\n', " ");
            Meaning::Container(Container::Code(info))
        }
        "figure" | "img" | "image" => figure(tag),
        "youtube" | "vimeo" | "gist" | "x" | "tweet" | "twitter" | "x_simple" | "instagram" => {
            media(tag)
        }
        "button" => link(tag),
        // Quarto's keys.
        "kbd" if tag.body.is_some() => Meaning::Around("<kbd>".to_owned(), "</kbd>".to_owned()),
        "kbd" => match tag.arguments.at(0).or(tag.arguments.first(&["win", "linux", "mac"])) {
            Some(keys) if !keys.contains(['<', '&']) => Meaning::text(format!("<kbd>{keys}</kbd>")),
            _ => Meaning::Unknown,
        },
        "badge" if tag.body.is_none() => {
            Meaning::text(tag.arguments.first(&["content", "text", "title"]).unwrap_or(first()))
        }
        "badge" => Meaning::text(""),
        "details" | "expand" | "collapse" | "accordion" => details(tag),
        "card" => card(text, tag),
        "tab" | "panel" | "codetab" if tag.body.is_some() => tab(tag, part),
        "tab" => match tag.arguments.first(TITLES).unwrap_or("") {
            "" => Meaning::Unknown,
            label => Meaning::text(format!("\n{label}\n")),
        },
        "step" if tag.body.is_some() => {
            Meaning::callout(part.step(), tag.arguments.first(TITLES).unwrap_or(first()))
        }
        name if tag.body.is_some() => {
            callout(name, tag).unwrap_or_else(|| body_of_unknown(text, tag))
        }
        _ => Meaning::Unknown,
    }
}

/// The body of a shortcode between `<` and `>` is given to it as it is, and may be code.
fn body_of_unknown(text: &str, tag: &Tag<'_>) -> Meaning {
    let is_raw = text[tag.span.clone()].starts_with("{{<");
    let says_code = ["code", "highlight", "toggle"].iter().any(|word| tag.name.contains(word));
    let body = tag.body.unwrap_or("");
    if is_raw && body.contains('\n') && (says_code || are_settings(body)) && !body.contains("```") {
        return Meaning::Container(Container::Code(String::new()));
    }
    Meaning::Unknown
}

/// Whether every line is one of TOML.
fn are_settings(body: &str) -> bool {
    let is_setting = |line: &str| {
        let is_table = line.starts_with('[') && line.ends_with(']');
        is_table || line.split_once(" = ").is_some_and(|(key, _)| !key.trim().contains(' '))
    };
    let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    body.contains(" = ") && lines.all(is_setting)
}

/// The names of the argument that labels a tab or a card.
const TITLES: &[&str] = &["name", "title", "header", "label"];

/// A tab, of text or of code.
fn tab(tag: &Tag<'_>, part: &Part<'_>) -> Meaning {
    let first = tag.arguments.at(0).filter(|word| !word.is_empty());
    let label = tag.arguments.first(TITLES).or(first).unwrap_or(part.label).replace('\n', " ");
    let Some(language) = tag.arguments.get("lang").map(str::to_owned) else {
        return Meaning::callout(part.tab(), &label);
    };
    let label = if label.is_empty() { language.clone() } else { label };
    Meaning::Container(Container::LabelledCode { kind: part.tab(), label, language })
}

/// A card with its title, its address and its other words.
fn card(text: &str, tag: &Tag<'_>) -> Meaning {
    let arguments = &tag.arguments;
    let link = elements::link(text, tag, &["link", "href", "url"]);
    let address = link.clone().map_or("", |link| &text[link]);
    let titles = ["title", "header", "name", "label"].map(|name| arguments.get(name));
    let mut titles = titles.into_iter().flatten().chain(arguments.at(0));
    let title = titles.next().filter(|title| !title.is_empty()).unwrap_or(address);
    let others = ["subtitle", "description", "text", "tag", "footer"];
    let others = others.iter().filter_map(|name| arguments.get(name));
    let words: Vec<String> = titles.chain(others).map(|words| words.replace('\n', " ")).collect();
    if let Some(language) = arguments.get("lang").filter(|_| tag.body.is_some()) {
        let (label, language) = (title.replace('\n', " "), language.to_owned());
        return Meaning::Container(Container::LabelledCode { kind: "card", label, language });
    }
    Meaning::card(title, link, words.join("\n\n"))
}

/// The marks of columns with a line between them.
fn columns(text: &str, tag: &Tag<'_>) -> Vec<Mark> {
    let end = tag.span.end + tag.body.map_or(0, str::len);
    sections::divided(text, sections::between(text, &tag.span, &(end..end)), Divider::Arrows)
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
    let title = arguments.get("title").unwrap_or("");
    let caption = match arguments.first(&["caption", "attr"]).unwrap_or("") {
        "" => title.to_owned(),
        caption if title.is_empty() || title == caption => caption.to_owned(),
        caption => format!("**{title}** {caption}"),
    };
    let caption = caption.replace('\n', " ").trim().to_owned();
    let alt = arguments.first(&["alt"]).unwrap_or(&caption);
    let mut alt: String = alt.chars().filter(|c| !"[]\n".contains(*c)).collect();
    let side = |name: &str| arguments.get(name).unwrap_or("").trim_end_matches("px");
    match (side("width"), side("height")) {
        ("", "") => {}
        (width, "") => alt.push_str(&format!("\\|{width}")),
        (width, height) => alt.push_str(&format!("\\|{width}x{height}")),
    }
    let (before, after) = match arguments.get("link").filter(|link| !link.is_empty()) {
        Some(link) => (format!("[![{alt}](<"), format!(">)](<{link}>)")),
        None => (format!("![{alt}](<"), ">)".to_owned()),
    };
    match caption.as_str() {
        "" => Meaning::Keep(before, place, after),
        _ => Meaning::Figure(caption, before, place, after),
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
    // An image of a video is its player where the book allows it.
    let sign = if matches!(tag.name, "youtube" | "vimeo") { "!" } else { "" };
    Meaning::text(format!(
        "{sign}[{}](<{}>)",
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
