//! Attributes of nodes and edges of flowcharts, `A@{ shape: doc, label: "Words" }`.

/// How a shape begins and ends.
pub(super) type Shape = (&'static str, &'static str);

/// What the attributes say of a node.
pub(super) struct Node<'a> {
    pub(super) shape: Shape,
    pub(super) label: Option<&'a str>,
    /// Whether its shape stands for itself, without the name of the node.
    pub(super) is_blank: bool,
}

/// The names of the shapes, each with the nearest one that the crate draws. It draws no trapezoids.
const SHAPES: &[(Shape, &str)] = &[
    (
        ("[", "]"),
        "rect rectangle proc process card notched-rectangle notch-rect doc document docs documents \
         st-doc stacked-document st-rect procs processes stacked-rectangle lin-doc lined-document \
         tag-doc tagged-document tag-rect tagged-process tag-proc tagged-rectangle lin-rect \
         lin-proc lined-process lined-rectangle shaded-process div-rect div-proc divided-process \
         divided-rectangle win-pane window-pane internal-storage sl-rect sloped-rectangle \
         manual-input flag paper-tape bow-rect bow-tie-rectangle stored-data text comment brace \
         brace-l brace-r braces delay half-rounded-rectangle bolt com-link lightning-bolt bang \
         cloud notch-pent notched-pentagon loop-limit",
    ),
    (("(", ")"), "rounded event"),
    (("([", "])"), "stadium terminal pill curv-trap curved-trapezoid display"),
    (("[[", "]]"), "fr-rect framed-rectangle subproc subprocess subroutine"),
    (
        ("[(", ")]"),
        "cyl cylinder db database das h-cyl horizontal-cylinder lin-cyl lined-cylinder disk",
    ),
    (("((", "))"), "circ circle"),
    (("(((", ")))"), "dbl-circ double-circle"),
    ((">", "]"), "odd"),
    (("{", "}"), "diam decision diamond question"),
    (("{{", "}}"), "hex hexagon prepare"),
    (("[/", "/]"), "lean-r lean-right in-out"),
    (("[\\", "\\]"), "lean-l lean-left out-in"),
    (("[/", "/]"), "trap-b trapezoid trapezoid-bottom priority tri triangle extract"),
    (
        ("[\\", "\\]"),
        "trap-t inv-trapezoid trapezoid-top manual flip-tri flipped-triangle manual-file",
    ),
];

/// The names of shapes that have no words unless they are given.
const BLANK: &[(Shape, &str)] = &[
    (("((", "))"), "sm-circ small-circle start f-circ filled-circle junction"),
    (("((", "))"), "cross-circ crossed-circle summary"),
    (("(((", ")))"), "fr-circ framed-circle stop"),
    (("[", "]"), "fork join"),
    (("{", "}"), "hourglass collate"),
];

/// The keys of edges.
const OF_EDGES: &[&str] = &["animate", "animation", "curve"];

/// The keys of nodes that say nothing to readers.
const SILENT: &[&str] = &["form", "pos", "w", "h", "constraint"];

/// The length of attributes at the start of a text, if they end.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '}' => return Some(at + 1),
            None => {}
        }
    }
    None
}

/// What the attributes at the start of a text say of a node, and their length. `None` if they hold
/// something else.
pub(super) fn of_node(text: &str) -> Option<(Node<'_>, usize)> {
    let length = length(text)?;
    let mut node = Node { shape: SHAPES[0].0, label: None, is_blank: false };
    for (key, value) in pairs(text.get(2..length - 1)?)? {
        match key {
            "label" => node.label = Some(value),
            "shape" => {
                let of = |shapes: &[(Shape, &str)]| {
                    let mut found = shapes.iter();
                    found.find(|(_, names)| names.split(' ').any(|it| it == value)).map(|it| it.0)
                };
                node.is_blank = of(BLANK).is_some();
                node.shape = of(SHAPES).or_else(|| of(BLANK))?;
            }
            _ if SILENT.contains(&key) => {}
            _ => return None,
        }
    }
    Some((node, length))
}

/// Whether a text is the attributes of an edge.
pub(super) fn is_of_edge(text: &str) -> bool {
    let inside = text.trim().strip_prefix("@{").and_then(|rest| rest.strip_suffix('}'));
    let keys = inside.and_then(pairs);
    keys.is_some_and(|keys| !keys.is_empty() && keys.iter().all(|(key, _)| OF_EDGES.contains(key)))
}

/// The keys and values between braces, which commas or line ends part.
fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut pairs = Vec::new();
    let mut rest = text.trim_start_matches(is_gap);
    while !rest.is_empty() {
        let (key, after) = rest.split_once(':')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => after[1..].split_once(quote)?,
            None => after.split_at(after.find([',', '\n']).unwrap_or(after.len())),
        };
        let is_next = after.trim_start_matches(' ').chars().next().is_none_or(is_gap);
        if !is_next {
            return None;
        }
        let value = if quote.is_some() { value } else { value.trim() };
        pairs.push((key.trim().trim_matches('"'), value));
        rest = after.trim_start_matches(is_gap);
    }
    Some(pairs)
}

fn is_gap(c: char) -> bool {
    c == ',' || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_pairs_in_braces() {
        let read = |text| pairs(text).map(|pairs| pairs.len());
        assert_eq!(pairs(" shape: doc, label: \"a, b: c\" ").unwrap()[1], ("label", "a, b: c"));
        assert_eq!(pairs("\n shape: doc\n label: x y\n").unwrap()[1], ("label", "x y"));
        assert_eq!((read(""), read("shape"), read("a: \"b\" c")), (Some(0), None, None));
        assert_eq!(length("@{ label: \"}\" } x"), Some(15));
        assert!(is_of_edge("@{ animate: true }") && !is_of_edge("@{ label: \"animate: x\" }"));
    }
}
