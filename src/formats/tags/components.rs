//! Components of MDX that stand for nothing else: their words are shown, those in attributes too.

use std::ops::Range;

use crate::formats::callout_types;
use crate::formats::containers::Container;
use crate::formats::lines::marker;
use crate::formats::tags::elements::{self, value};
use crate::formats::tags::groups::Part;
use crate::formats::tags::{Meaning, Tag};

/// Elements of HTML that are also written with a capital.
const HTML: &[&str] = &[
    "Abbr", "Article", "Blockquote", "Body", "Br", "Center", "Div", "Em", "Font", "Form", "Hr",
    "Html", "Iframe", "Img", "Input", "Li", "Ol", "Pre", "Script", "Select", "Span", "Strong",
    "Style", "Sub", "Sup", "Svg", "Table", "Tbody", "Td", "Textarea", "Th", "Thead", "Tr", "Ul",
];

/// Attributes with words for readers, in the order in which they are shown.
const WORDS: &[&str] = &[
    "title", "label", "heading", "header", "name", "question", "text", "summary", "subtitle",
    "description", "caption", "alt", "answer", "content", "children", "author",
];

/// Components without words.
const SILENT: &[&str] = &[
    "Icon",
    "TOCInline",
    "TableOfContents",
    "Toc",
    "TOC",
    "Divider",
    "Separator",
    "Spacer",
    "Head",
    "Seo",
    "SEO",
    "Script",
    "Analytics",
    "LastUpdated",
];

/// Whether a name with a capital is that of a component.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains(|c: char| c.is_ascii_lowercase())
        && !HTML.contains(&name)
        || matches!(name, "TOCInline" | "TOC" | "SEO")
}

/// What a component means.
pub fn meaning(text: &str, tag: &Tag<'_>, part: &Part<'_>) -> Meaning {
    let lower = tag.name.to_ascii_lowercase();
    let first = |names: &[&str]| literal(text, tag, names);
    match lower.as_str() {
        "fragment" if part.is_in_group && tag.body.is_some() => {
            Meaning::callout(part.tab(), first(&["slot", "title", "label"]))
        }
        name if name.ends_with("tabs") && tag.body.is_some() => {
            Meaning::Container(Container::Plain)
        }
        _ if SILENT.contains(&tag.name) => Meaning::text(""),
        "aside" | "callout" | "admonition" | "alert" | "notice" | "banner"
            if tag.body.is_some() =>
        {
            let kind = first(&["type", "kind", "variant", "intent", "severity", "status", "emoji"]);
            callout(if is_type(kind) { kind } else { "note" }, first(WORDS))
        }
        _ if callout_types::style(&lower).is_some() && tag.body.is_some() => {
            callout(&lower, first(WORDS))
        }
        "details" | "spoiler" | "collapse" | "collapsible" | "dropdown" | "toggle"
            if tag.body.is_some() =>
        {
            Meaning::fold("details", "-", first(WORDS))
        }
        "kbd" if tag.body.is_some() => Meaning::Around("<kbd>".into(), "</kbd>".into()),
        "image" | "picture" | "themedimage" | "zoomimage" | "figure" if tag.body.is_none() => {
            image(text, tag)
        }
        "youtube" | "video" | "vimeo" | "loom" if tag.body.is_none() => video(text, tag),
        "link" | "navlink" | "anchor" | "button" | "linkbutton" => link(text, tag),
        "since" => Meaning::text(format!("Since {}", first(&["v", "version", "value"]))),
        "packagemanagers" => packages(text, tag),
        "code" if tag.body.is_none() => code(text, tag),
        _ => words(text, tag),
    }
}

fn callout(kind: &str, title: &str) -> Meaning {
    Meaning::callout(kind, title)
}

fn is_type(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// The words of the attributes, and the content.
fn words(text: &str, tag: &Tag<'_>) -> Meaning {
    let is_block = is_block(text, &tag.span);
    let all = WORDS.iter().map(|name| literal(text, tag, &[name])).filter(|word| !word.is_empty());
    let all: Vec<String> = all.map(|words| words.replace('\n', " ")).collect();
    match (is_block, all.split_first()) {
        (true, _) if tag.body.is_some() => {
            let title = all.split_first().map(|(title, rest)| {
                std::iter::once(format!("**{title}**")).chain(rest.iter().cloned())
            });
            let words: Vec<String> = title.into_iter().flatten().collect();
            Meaning::Block(Container::Plain, words.join("\n\n"))
        }
        (_, None) => Meaning::text(""),
        (true, Some(_)) => Meaning::text(format!("\n{}\n", all.join("\n\n"))),
        (false, Some(_)) => Meaning::text(format!("{} ", all.join(" "))),
    }
}

/// Whether a tag begins and ends its line.
fn is_block(text: &str, span: &Range<usize>) -> bool {
    let line = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let mut before = text[line..span.start].trim_start_matches(['>', ' ', '\t']);
    while let Some(width) = marker(before).filter(|width| *width > 0 && !before.is_empty()) {
        before = &before[width..];
    }
    let after = text[span.end..].split('\n').next().unwrap_or("");
    before.is_empty() && after.trim().is_empty()
}

/// The value of the first of some attributes that is a text and not an expression.
fn literal<'t>(text: &'t str, tag: &Tag<'t>, names: &[&str]) -> &'t str {
    let is_text = |name: &&&str| {
        tag.arguments.place(name).is_some_and(|place| {
            let is_expression = text[..place.start].ends_with('{');
            let inside = text[place].trim();
            !inside.is_empty() && (!is_expression || is_quoted(inside))
        })
    };
    names.iter().find(is_text).map_or("", |name| value(tag, &[name]))
}

fn is_quoted(text: &str) -> bool {
    let is_in = |quote: char| {
        text.len() > 1 && text.starts_with(quote) && text.ends_with(quote) && !text.contains("${")
    };
    is_in('"') || is_in('\'') || is_in('`')
}

/// An image, or its words if its address is an expression.
fn image(text: &str, tag: &Tag<'_>) -> Meaning {
    let words = literal(text, tag, &["alt", "caption", "title"]);
    let alt: String = words.chars().filter(|c| !"[]\n".contains(*c)).collect();
    match elements::link(text, tag, &["src", "url"]) {
        Some(place) if !literal(text, tag, &["src", "url"]).is_empty() => {
            Meaning::Keep(format!("![{alt}](<"), place, ">)".to_owned())
        }
        _ if alt.trim().is_empty() => Meaning::text(""),
        _ => Meaning::text(format!("*{}*", alt.trim())),
    }
}

/// A link to a video.
fn video(text: &str, tag: &Tag<'_>) -> Meaning {
    let title = literal(text, tag, &["title", "label", "alt"]);
    let id = literal(text, tag, &["id", "videoId", "videoid", "video", "src", "url"]);
    let address = match tag.name.to_ascii_lowercase().as_str() {
        _ if id.is_empty() || id.contains(['<', '>', '\n', ' ']) => return words(text, tag),
        _ if id.contains('/') => id.to_owned(),
        "vimeo" => format!("https://vimeo.com/{id}"),
        "loom" => format!("https://www.loom.com/share/{id}"),
        _ => format!("https://www.youtube.com/watch?v={id}"),
    };
    let label = if title.is_empty() { "Video" } else { title };
    Meaning::text(format!("[{label}](<{address}>)"))
}

fn link(text: &str, tag: &Tag<'_>) -> Meaning {
    let address = literal(text, tag, &["href", "to", "link", "url"]);
    let is_address = !address.is_empty() && !address.contains(['<', '>', '\n']);
    match tag.body {
        Some(body) if is_address && !body.contains("](") && !body.contains("\n\n") => {
            Meaning::Around("[".to_owned(), format!("](<{address}>)"))
        }
        None if is_address => {
            let label = literal(text, tag, WORDS);
            let label = if label.is_empty() { address } else { label };
            Meaning::text(format!("[{label}](<{address}>)"))
        }
        _ => words(text, tag),
    }
}

/// The command of a package manager.
fn packages(text: &str, tag: &Tag<'_>) -> Meaning {
    let of = |name: &str| literal(text, tag, &[name]);
    let command = match of("type") {
        "create" => "npm create",
        "exec" | "dlx" => "npx",
        "run" => "npm run",
        "remove" => "npm uninstall",
        _ => "npm install",
    };
    let words = [command, of("pkg"), of("script"), of("args")];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    Meaning::text(format!("\n```sh\n{}\n```\n", words.join(" ")))
}

/// A program in an attribute.
fn code(text: &str, tag: &Tag<'_>) -> Meaning {
    let program = literal(text, tag, &["code"]);
    if program.is_empty() || program.contains("```") {
        return Meaning::Unknown;
    }
    let language = literal(text, tag, &["lang", "language"]);
    Meaning::text(format!("\n```{language}\n{}\n```\n", program.trim_matches('\n')))
}
