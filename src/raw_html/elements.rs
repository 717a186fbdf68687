//! What is done with each element of HTML.

/// The allowed elements.
pub const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big",
    "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "meter", "nav", "ol", "output", "p", "picture", "pre", "progress", "q", "rp", "rt",
    "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt",
    "u", "ul", "var", "video", "wbr",
];

/// Elements that go with all that is in them, because it is code.
const CODE: &[&str] = &["script", "style", "template"];

/// Elements that show another page or file. Readers get a link to it.
const FRAMES: &[&str] = &["iframe", "embed", "frame", "portal"];

/// Other elements of HTML, SVG and MathML, also obsolete ones. Their content is shown without them.
const BARE: &[&str] = &[
    // Forms.
    "button",
    "datalist",
    "fieldset",
    "form",
    "isindex",
    "keygen",
    "label",
    "legend",
    "optgroup",
    "option",
    "select",
    "selectedcontent",
    "textarea",
    // Documents and scripts.
    "base",
    "basefont",
    "bgsound",
    "body",
    "canvas",
    "command",
    "content",
    "dialog",
    "element",
    "head",
    "html",
    "link",
    "main",
    "meta",
    "noscript",
    "object",
    "param",
    "search",
    "shadow",
    "slot",
    "title",
    // Obsolete or rare.
    "applet",
    "area",
    "blink",
    "dir",
    "fencedframe",
    "frameset",
    "image",
    "layer",
    "listing",
    "map",
    "marquee",
    "menu",
    "menuitem",
    "multicol",
    "nextid",
    "nobr",
    "noembed",
    "noframes",
    "plaintext",
    "rb",
    "rbc",
    "rtc",
    "spacer",
    "xmp",
    // SVG and MathML.
    "animate",
    "animatemotion",
    "animatetransform",
    "circle",
    "clippath",
    "defs",
    "desc",
    "ellipse",
    "feblend",
    "filter",
    "foreignobject",
    "g",
    "line",
    "lineargradient",
    "marker",
    "mask",
    "metadata",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialgradient",
    "rect",
    "set",
    "stop",
    "svg",
    "switch",
    "symbol",
    "text",
    "textpath",
    "tspan",
    "use",
    "view",
    "annotation",
    "annotation-xml",
    "maction",
    "math",
    "menclose",
    "merror",
    "mfenced",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "semantics",
];

/// How a tag is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Allowed,
    /// Its content is left out as well.
    Code,
    /// A link to what it shows is written instead.
    Frame,
    /// A box to tick, or a field, of which nothing is shown.
    Input,
    /// Its content is shown without it.
    Bare,
    /// Not an element of HTML: a component of another tool, or a placeholder such as
    /// `<your-name>`.
    Unknown,
}

/// What is done with an element, by its name in lower case.
pub fn verdict(name: &str) -> Verdict {
    match name {
        _ if ELEMENTS.contains(&name) => Verdict::Allowed,
        _ if CODE.contains(&name) => Verdict::Code,
        _ if FRAMES.contains(&name) => Verdict::Frame,
        "input" => Verdict::Input,
        _ if BARE.contains(&name) => Verdict::Bare,
        _ => Verdict::Unknown,
    }
}

/// Elements that readers lose nothing without.
const QUIET: &[&str] = &[
    "main", "search", "body", "html", "head", "menu", "map", "nobr", "rb", "rbc", "rtc", "param",
    "noscript", "legend", "label", "fieldset", "title",
];

/// Elements of SVG that are drawn.
const DRAWN: &[&str] = &[
    "svg", "circle", "clippath", "defs", "desc", "ellipse", "g", "line", "lineargradient",
    "marker", "mask", "path", "pattern", "polygon", "polyline", "radialgradient", "rect", "stop",
    "symbol", "text", "tspan", "use",
];

/// What is said about an element, and what to do instead.
pub fn fault(verdict: Verdict, name: &str) -> Option<(String, &'static str)> {
    match verdict {
        _ if QUIET.contains(&name) || DRAWN.contains(&name) => None,
        Verdict::Allowed | Verdict::Unknown => None,
        Verdict::Code => Some((
            format!("`<{name}>` is not allowed and is left out with all that is in it"),
            "delete it, or put it in backticks to show it",
        )),
        Verdict::Frame => {
            Some((format!("`<{name}>` is shown as a link"), "write a link with words of your own"))
        }
        Verdict::Input => Some((
            format!("`<{name}>` is no field here"),
            "for a box to tick write `- [ ]` in a list",
        )),
        Verdict::Bare => Some((
            format!("`<{name}>` is not allowed, and only its content is shown"),
            "write it in markdown, or put it in backticks to show it",
        )),
    }
}

/// What is said about an element of code that hides nothing, because the page never closes it.
pub fn never_ends(name: &str) -> (String, &'static str) {
    let message = format!("`<{name}>` is not allowed and never ends, and what follows it is shown");
    (message, "close it, delete it, or put it in backticks to show it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_repeats_another() {
        let mut all: Vec<&str> = [ELEMENTS, CODE, FRAMES, BARE].concat();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
