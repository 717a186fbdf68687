//! Drawings that authors write as SVG in a page.
//!
//! Only what draws is kept: shapes, text, and what gives them colours. Nothing in a drawing runs,
//! moves, or loads anything, and its ids are its own. What is not known is left out.

use crate::raw_html::{self, Attribute, HtmlTag, Side, Token, unescape};
use crate::render::blocks;
use crate::render::html::Html;

/// The elements, as they are written.
const ELEMENTS: &[&str] = &[
    "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "marker",
    "mask", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "svg",
    "symbol", "text", "title", "tspan", "use",
];

/// Elements whose content is text for readers.
const WORDS: &[&str] = &["text", "tspan", "title", "desc"];

/// The attributes that place and shape, as they are written.
const SHAPE: &[&str] = &[
    "clipPathUnits",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "lengthAdjust",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "offset",
    "orient",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "points",
    "preserveAspectRatio",
    "r",
    "refX",
    "refY",
    "rotate",
    "rx",
    "ry",
    "spreadMethod",
    "textLength",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// The attributes that are properties of styles too.
const LOOK: &[&str] = &[
    "clip-path",
    "clip-rule",
    "color",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "opacity",
    "paint-order",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "vector-effect",
    "visibility",
    "word-spacing",
];

/// The properties that are colours.
const COLOURS: &[&str] = &["color", "fill", "stop-color", "stroke"];

/// The longest drawing, in bytes.
pub const LONGEST: usize = 512 * 1024;

/// How deep elements may be nested; those below are left out.
const DEEPEST: usize = 64;

/// The length of the drawing at the start of a text, up to its end tag. `None` if another block
/// starts in it, because then it is not one piece of the page.
pub fn length(text: &str) -> Option<usize> {
    let text = &text[..crate::source::clamp(text, &(0..LONGEST)).end];
    // Another drawing must not start in it, so no part of a text is looked at for two of them.
    let next = find(text.get(1..)?, "<svg").map_or(text.len(), |at| at + 1);
    let length = find(&text[..next], "</svg>")? + "</svg>".len();
    is_one_piece(&text[..length]).then_some(length)
}

/// Whether no other block of markdown starts in a drawing. Behind an empty line only a tag of a
/// drawing goes on with it.
fn is_one_piece(drawing: &str) -> bool {
    let mut is_after_empty = false;
    drawing.lines().skip(1).map(str::trim_start).all(|line| {
        let name = line.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_tag =
            line.starts_with("<!--") || line.starts_with('<') && known(ELEMENTS, name).is_some();
        let goes_on = line.is_empty() || is_tag || !is_after_empty && goes_on(line);
        is_after_empty = line.is_empty();
        goes_on
    })
}

/// The place of a tag, in whatever capitals.
fn find(text: &str, tag: &str) -> Option<usize> {
    let is_it = |at: &usize| {
        let found = text.as_bytes().get(*at..at + tag.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(tag.as_bytes()))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).find(is_it)
}

/// Whether a line cannot start a block of markdown.
fn goes_on(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic() || ['<', '/', '"'].contains(&c))
}

/// The clean form of a drawing, whose ids start with a prefix.
pub fn clean(source: &str, prefix: &str) -> Option<Html> {
    let mut cleaner = Cleaner {
        source,
        prefix,
        out: Html::with_capacity(source.len()),
        open: Vec::new(),
        dropped: None,
    };
    for token in raw_html::scan(source) {
        match token {
            Token::Text(range) => cleaner.text(&source[range]),
            Token::Comment(_) => {}
            Token::Tag(tag) => cleaner.tag(&tag),
        }
    }
    while let Some(name) = cleaner.open.pop() {
        cleaner.out.close(name);
    }
    (!cleaner.out.as_str().is_empty()).then_some(cleaner.out)
}

struct Cleaner<'a> {
    source: &'a str,
    prefix: &'a str,
    out: Html,
    open: Vec<&'static str>,
    /// The element that is left out with its content, and how many of its name are open.
    dropped: Option<(String, usize)>,
}

impl<'a> Cleaner<'a> {
    fn text(&mut self, text: &str) {
        let is_shown = self.open.last().is_some_and(|name| WORDS.contains(name));
        if is_shown && self.dropped.is_none() {
            self.out.written(text);
        }
    }

    fn tag(&mut self, tag: &HtmlTag) {
        if let Some((name, count)) = &mut self.dropped {
            match tag.side {
                _ if tag.name != *name || tag.is_closed => {}
                Side::Open => *count += 1,
                Side::Close if *count > 1 => *count -= 1,
                Side::Close => self.dropped = None,
            }
            return;
        }
        let Some(name) = known(ELEMENTS, &tag.name) else {
            if tag.side == Side::Open && !tag.is_closed {
                self.dropped = Some((tag.name.clone(), 1));
            }
            return;
        };
        match tag.side {
            Side::Open => self.start(name, tag),
            Side::Close => {
                let Some(at) = self.open.iter().rposition(|open| *open == name) else { return };
                for name in self.open.drain(at..).rev() {
                    self.out.close(name);
                }
            }
        }
    }

    fn start(&mut self, name: &'static str, tag: &HtmlTag) {
        // The content of these is read as HTML.
        let is_in_words = self.open.last().is_some_and(|open| matches!(*open, "title" | "desc"));
        let is_root = name == "svg";
        if is_in_words || is_root != self.open.is_empty() || self.open.len() >= DEEPEST {
            return;
        }
        let mut attributes = self.attributes(tag);
        if is_root {
            attributes.insert(0, ("class", self.classes(tag)));
        }
        let mut out = self.out.tag(name);
        for (name, value) in &attributes {
            out = out.attribute(name, value);
        }
        if tag.is_closed {
            out.end_empty();
        } else {
            out.end();
            self.open.push(name);
        }
    }

    /// Our class for the whole, and those of the author. A drawing with colours of its own was made
    /// for paper; one without has the colour of the text.
    fn classes(&self, tag: &HtmlTag) -> String {
        let ours = if self.has_colours() { "block-drawing" } else { "block-icon" };
        let own = tag.attribute("class").map_or("", |class| &self.source[class.value.clone()]);
        format!("{ours} {}", blocks::without_ours(&unescape(own))).trim_end().to_owned()
    }

    fn has_colours(&self) -> bool {
        let tags = raw_html::scan(self.source).into_iter().filter_map(|token| match token {
            Token::Tag(tag) => Some(tag),
            _ => None,
        });
        let is_colour =
            |value: &str| !matches!(value.trim(), "" | "none" | "currentColor" | "inherit");
        tags.flat_map(|tag| tag.attributes).any(|given| {
            let value = &self.source[given.value.clone()];
            match given.name.as_str() {
                "style" => declarations(value)
                    .any(|(name, value)| COLOURS.contains(&name) && is_colour(value)),
                name => COLOURS.contains(&name) && is_colour(value),
            }
        })
    }

    /// The attributes that are kept, with their values. A style becomes attributes.
    fn attributes(&self, tag: &HtmlTag) -> Vec<(&'static str, String)> {
        let mut kept: Vec<(&'static str, String)> = Vec::new();
        let mut add =
            |name: &'static str, value: String| match kept.iter_mut().find(|it| it.0 == name) {
                Some(known) => known.1 = value,
                None => kept.push((name, value)),
            };
        // A style wins over attributes.
        let is_style = |given: &&Attribute| given.name == "style";
        let (styles, others): (Vec<_>, Vec<_>) = tag.attributes.iter().partition(is_style);
        for given in others.into_iter().chain(styles) {
            let value = unescape(&self.source[given.value.clone()]);
            match given.name.as_str() {
                "id" => _ = self.id(&value).map(|id| add("id", id)),
                "href" | "xlink:href" => {
                    let id = value.trim().strip_prefix('#').and_then(|id| self.id(id));
                    _ = id.map(|id| add("href", format!("#{id}")));
                }
                "aria-labelledby" | "aria-describedby" => {
                    let ids = value.split_whitespace().filter_map(|id| self.id(id));
                    let name = if given.name == "aria-labelledby" {
                        "aria-labelledby"
                    } else {
                        "aria-describedby"
                    };
                    add(name, ids.collect::<Vec<_>>().join(" "));
                }
                "aria-label" => add("aria-label", value),
                "aria-hidden" => add("aria-hidden", value),
                "role" if matches!(value.as_str(), "img" | "presentation" | "none") => {
                    add("role", value)
                }
                "style" => {
                    for (name, value) in declarations(&value) {
                        if let Some(name) = known(LOOK, name) {
                            _ = self.value(value).map(|value| add(name, value));
                        }
                    }
                }
                name => {
                    if let Some(name) = known(SHAPE, name).or_else(|| known(LOOK, name)) {
                        _ = self.value(&value).map(|value| add(name, value));
                    }
                }
            }
        }
        kept
    }

    /// A value, which may refer to an id of the drawing and to nothing else.
    fn value(&self, value: &str) -> Option<String> {
        let value = value.trim().trim_end_matches("!important").trim_end();
        if value.contains(['\\', '<', '>'])
            || value.contains("/*")
            || value.chars().any(char::is_control) && value.contains('(')
        {
            return None;
        }
        let lower = value.to_ascii_lowercase();
        if !calls(&lower).all(|name| FUNCTIONS.contains(&name)) {
            return None;
        }
        let Some(at) = lower.find("url") else { return Some(value.to_owned()) };
        let inside = lower[at + 3..].strip_prefix('(')?;
        let end = at + 4 + inside.find(')')?;
        let id = value[at + 4..end].trim().trim_matches(['"', '\'']).strip_prefix('#')?;
        let rest = &value[end + 1..];
        let is_one = at == 0 && !rest.to_ascii_lowercase().contains("url");
        is_one.then_some(format!("url(#{}){rest}", self.id(id)?))
    }

    fn id(&self, id: &str) -> Option<String> {
        let is_part = |c: char| c.is_alphanumeric() || "-_:.".contains(c);
        (!id.is_empty() && id.chars().all(is_part)).then(|| format!("{}{id}", self.prefix))
    }
}

/// The functions that a value may call: those that load nothing.
const FUNCTIONS: &[&str] = &[
    "", "url", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "rotate",
    "translate", "translatex", "translatey", "scale", "scalex", "scaley", "skewx", "skewy",
    "matrix", "calc",
];

/// The names before the parentheses of a value.
fn calls(value: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    value.match_indices('(').map(move |(at, _)| {
        let before = &value[..at];
        &before[before.trim_end_matches(is_part).len()..]
    })
}

/// The declarations of a style.
fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    pairs.map(|(name, value)| (name.trim(), value.trim()))
}

/// The name in a list, in the list's capitals.
fn known(names: &[&'static str], name: &str) -> Option<&'static str> {
    names.iter().copied().find(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        assert_eq!(length(source), Some(source.len()));
        let html = clean(source, "p-").map(Html::into_string).unwrap_or_default();
        assert_eq!(html, expected);
    }

    #[test]
    fn a_drawing_is_one_piece_of_its_page() {
        assert_eq!(length("<svg>\n  <path/>\n</svg> x"), Some(22));
        assert_eq!(length("<SVG><rect/></Svg> </svg>"), Some(18));
        for text in
            ["<svg> a\n\nb </svg>", "<svg>>\n></svg><svg></svg>", "<svg>\n- a </svg>", "<svg>"]
        {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn shapes_and_words_stay() {
        check(
            "<svg viewbox='0 0 9 9' WIDTH=\"9\" aria-labelledby=\"t\">\n<title id=t>A & b</title><g fill=\"none\"><path d=\"M0 0\"/></g><text x=\"1\">Hi <tspan>you</tspan></text></svg>",
            "<svg class=\"block-icon\" viewBox=\"0 0 9 9\" width=\"9\" aria-labelledby=\"p-t\"><title id=\"p-t\">A & b</title><g fill=\"none\"><path d=\"M0 0\"/></g><text x=\"1\">Hi <tspan>you</tspan></text></svg>",
        );
    }

    #[test]
    fn references_stay_in_the_drawing() {
        check(
            "<svg><defs><lineargradient id=\"g\" gradientunits=\"x\"/></defs><rect fill=\"url(#g)\"/><use xlink:href=\"#g\"/><use href=\"https://a.example/#g\"/></svg>",
            "<svg class=\"block-drawing\"><defs><linearGradient id=\"p-g\" gradientUnits=\"x\"/></defs><rect fill=\"url(#p-g)\"/><use href=\"#p-g\"/><use/></svg>",
        );
    }

    #[test]
    fn only_functions_that_load_nothing_are_called() {
        for value in ["image-set('https://a.example/x' 1x)", "src('x')", "rgb(1, 2, 3) IMAGE(x)"] {
            check(
                &format!(
                    "<svg><path mask=\"{value}\" style=\"mask:{value}\" fill=\"rgb(1, 2, 3)\" transform=\"rotate(4) scale(2)\"/></svg>"
                ),
                "<svg class=\"block-drawing\"><path fill=\"rgb(1, 2, 3)\" transform=\"rotate(4) scale(2)\"/></svg>",
            );
        }
    }

    #[test]
    fn a_style_becomes_attributes() {
        check(
            "<svg><path style=\"fill:#f00; stroke: url(https://a.example); width:9px; FONT-SIZE:2px\" fill=\"blue\"/></svg>",
            "<svg class=\"block-drawing\"><path fill=\"#f00\" font-size=\"2px\"/></svg>",
        );
    }

    #[test]
    fn nothing_runs_moves_or_loads() {
        for inside in [
            "<script>alert(1)</script>",
            "<foreignObject><iframe src=\"https://a.example\"></iframe></foreignObject>",
            "<animate attributeName=\"href\" values=\"javascript:1\"/>",
            "<set attributeName=\"onload\" to=\"x\"></set>",
            "<style>@import url(https://a.example)</style>",
            "<a href=\"javascript:1\"></a>",
            "<image href=\"https://a.example/x.png\"/>",
            "<feImage href=\"https://a.example/x.png\"/>",
            "<!-- <script> -->",
            "</g></path>",
            "<script/>",
        ] {
            check(&format!("<svg>{inside}</svg>"), "<svg class=\"block-icon\"></svg>");
        }
        for attribute in [
            "onload=\"x\"",
            "onclick=x",
            "href=\"javascript:1\"",
            "xlink:href=\"data:image/svg+xml,x\"",
            "mask=\"url(https://a.example/m.svg#x)\"",
            "mask=\"url('//a.example#x')\"",
            "mask=\"u\\72l(x)\"",
            "clip-path=\"url(#a) url(https://a.example)\"",
            "filter=\"url(#a)\"",
            "style=\"mask:url(x)\"",
            "style=\"background:url(https://a.example)\"",
            "xml:base=\"https://a.example\"",
            "role=\"button\"",
            "tabindex=\"0\"",
        ] {
            check(&format!("<svg {attribute}></svg>"), "<svg class=\"block-icon\"></svg>");
        }
    }

    #[test]
    fn words_cannot_leave_the_drawing() {
        check(
            "<svg><title><g></title><p>x</p><text><b>y</b>&lt;z</text></svg>",
            "<svg class=\"block-icon\"><title></title><text>&lt;z</text></svg>",
        );
        check("<svg><g><text>a</svg>", "<svg class=\"block-icon\"><g><text>a</text></g></svg>");
        let deep = format!("<svg>{}</svg>", "<g>".repeat(100_000));
        assert!(clean(&deep, "").is_some_and(|html| html.as_str().len() < 1000));
        assert_eq!(length("<svg><svg></svg></svg>"), None);
        assert_eq!(length("<svg>"), None);
        let many = "<svg>".repeat(100_000);
        assert!((0..100_000).all(|at| length(&many[at * 5..]).is_none()));
    }
}
