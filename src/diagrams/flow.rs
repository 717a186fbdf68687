//! Rewrites a flowchart for the crate: one edge a statement, ids of ASCII, labels in letters that it
//! passes on.

use std::collections::BTreeMap;

use crate::diagrams::arrows::Arrow;
use crate::diagrams::attributes;
use crate::diagrams::labels::label;

/// Brackets of shapes, the longest first: how a shape begins and may end, and how the crate reads it.
const SHAPES: &[(&str, &[&str], (&str, &str))] = &[
    ("(((", &[")))"], ("(((", ")))")),
    ("((", &["))"], ("((", "))")),
    ("([", &["])"], ("([", "])")),
    ("[(", &[")]"], ("[(", ")]")),
    ("[[", &["]]"], ("[[", "]]")),
    ("[/", &["/]", "\\]"], ("[/", "/]")),
    ("[\\", &["\\]", "/]"], ("[\\", "\\]")),
    ("{{", &["}}"], ("{{", "}}")),
    ("(", &[")"], ("(", ")")),
    ("[", &["]"], ("[", "]")),
    ("{", &["}"], ("{", "}")),
    (">", &["]"], (">", "]")),
];

/// Statements about colours, which are those of the page, and about clicks.
const STYLES: &[&str] = &["classDef", "class", "style", "linkStyle", "click"];

/// The most edges of one statement.
const MOST_EDGES: usize = 200;

/// The statements, or the one that is not understood.
pub(super) fn plain(lines: &[&str]) -> Result<String, String> {
    let mut chart = Chart::default();
    let text = lines.join("\n");
    for (at, statement) in split(&text).into_iter().enumerate() {
        let read = if at == 0 { chart.first(statement) } else { chart.statement(statement) };
        read.ok_or_else(|| statement.to_owned())?;
    }
    if chart.depth > 0 || chart.out.is_empty() { Err(String::new()) } else { Ok(chart.out) }
}

/// The statements of a text, which semicolons and line ends end.
fn split(text: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let (mut start, mut depth, mut quoted) = (0, 0_usize, false);
    let mut attributes_end = 0;
    for (at, c) in text.char_indices() {
        if at < attributes_end {
            continue;
        }
        if !quoted && text[at..].starts_with("@{") {
            attributes_end = at + attributes::length(&text[at..]).unwrap_or(0);
        }
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            ';' if quoted || depth > 0 => {}
            '\n' if quoted => {}
            '\n' | ';' => {
                statements.push(text[start..at].trim());
                (start, depth) = (at + 1, 0);
            }
            _ => {}
        }
    }
    statements.push(text[start..].trim());
    statements.retain(|statement| !statement.is_empty() && !statement.starts_with("%%"));
    statements
}

#[derive(Default)]
struct Chart {
    out: String,
    /// The ASCII ids of nodes and groups.
    ids: BTreeMap<String, String>,
    /// The texts of nodes that have one, by their ASCII ids.
    texts: BTreeMap<String, String>,
    depth: usize,
}

impl Chart {
    /// The line of the kind, with its direction.
    fn first(&mut self, statement: &str) -> Option<()> {
        let mut words = statement.splitn(3, char::is_whitespace);
        let direction = match words.nth(1).unwrap_or("TD").trim() {
            known @ ("TB" | "TD" | "BT" | "LR" | "RL") => known,
            ">" => "LR",
            "<" => "RL",
            "^" => "BT",
            "" | "v" => "TD",
            _ => return None,
        };
        self.line(&format!("flowchart {direction}"));
        words.next().map_or(Some(()), |rest| self.statement(rest.trim()))
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn statement(&mut self, statement: &str) -> Option<()> {
        let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
        let is_edge = Arrow::read(rest.trim_start()).is_some();
        match word {
            "" => Some(()),
            "subgraph" => self.group(rest.trim()),
            "end" if rest.trim().is_empty() => {
                self.depth = self.depth.checked_sub(1)?;
                self.line("end");
                Some(())
            }
            "direction" if !is_edge => {
                self.line(&format!("direction {}", rest.trim()));
                Some(())
            }
            _ if STYLES.contains(&word) && !is_edge => Some(()),
            _ => self.edges(statement),
        }
    }

    fn group(&mut self, rest: &str) -> Option<()> {
        self.depth += 1;
        let (name, title) = match rest.split_once('[') {
            Some((name, title)) => (name.trim(), title.trim_end().strip_suffix(']')?),
            None => (rest.trim_matches('"'), rest),
        };
        let name = if name.is_empty() { title } else { name };
        let (id, title) = (self.id(name), label(title));
        self.line(&format!("subgraph {id}[{}]", if title.is_empty() { " " } else { &title }));
        Some(())
    }

    fn id(&mut self, name: &str) -> String {
        let next = format!("n{}", self.ids.len());
        self.ids.entry(name.to_owned()).or_insert(next).clone()
    }

    /// Nodes, and edges between them.
    fn edges(&mut self, statement: &str) -> Option<()> {
        // The style of an edge that has an id.
        if attributes::is_of_edge(&statement[id_length(statement)..]) {
            return Some(());
        }
        let mut rest = statement;
        let mut from = self.nodes(&mut rest)?;
        while !rest.is_empty() && !rest.starts_with("%%") {
            let (arrow, after) = Arrow::read(without_edge_id(rest))?;
            rest = after.trim_start();
            let to = self.nodes(&mut rest)?;
            if from.len() * to.len() > MOST_EDGES {
                return None;
            }
            let drawn = arrow.plain();
            for (a, b) in from.iter().flat_map(|a| to.iter().map(move |b| (a, b))) {
                if let Some(arrow) = &drawn {
                    self.line(&format!("{a} {arrow} {b}"));
                }
            }
            from = to;
        }
        Some(())
    }

    /// One node, or several with `&`; each is declared.
    fn nodes(&mut self, rest: &mut &str) -> Option<Vec<String>> {
        let mut nodes = vec![self.node(rest)?];
        while let Some(after) = rest.strip_prefix('&') {
            *rest = after.trim_start();
            nodes.push(self.node(rest)?);
        }
        Some(nodes)
    }

    fn node(&mut self, rest: &mut &str) -> Option<String> {
        let (name, after) = rest.split_at(id_length(rest));
        if name.is_empty() {
            return None;
        }
        let is_new = !self.ids.contains_key(name);
        let id = self.id(name);
        *rest = after;
        let drawn = match rest.starts_with("@{") {
            true => Some(self.attributes(rest, &id, name)?),
            false => shape(rest)?,
        };
        match drawn {
            Some((shape, text)) => {
                self.line(&format!("{id}{}{text}{}", shape.0, shape.1));
                self.texts.insert(id.clone(), text);
            }
            None if is_new => self.line(&format!("{id}[{}]", label(name))),
            None => {}
        }
        if let Some(class) = rest.strip_prefix(":::") {
            let end = class.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
            *rest = &class[end.unwrap_or(class.len())..];
        }
        *rest = rest.trim_start();
        Some(id)
    }
}

impl Chart {
    /// The shape and the label in the attributes of a node; the text moves behind them.
    fn attributes(&self, rest: &mut &str, id: &str, name: &str) -> Option<(Shape, String)> {
        let (node, length) = attributes::of_node(rest)?;
        *rest = &rest[length..];
        let text = match (node.label, self.texts.get(id)) {
            (Some(text), _) => label(text),
            (None, Some(text)) => text.clone(),
            (None, None) if node.is_blank => String::new(),
            (None, None) => label(name),
        };
        Some((node.shape, if text.is_empty() { " ".to_owned() } else { text }))
    }
}

/// A text without the id of an edge before its arrow, `e1@-->`.
fn without_edge_id(text: &str) -> &str {
    match text.split_once('@') {
        Some((id, rest)) if !id.is_empty() && id.chars().all(char::is_alphanumeric) => rest,
        _ => text,
    }
}

/// The length of the id at the start of a text: a hyphen or an equals sign that begins an arrow is
/// no part of it.
fn id_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let is_part = match c {
            '-' => !matches!(next, Some('-' | '.' | '>') | None),
            '=' => next != Some('='),
            ':' => !text[at..].starts_with(":::"),
            '.' | '_' | '/' | '\\' | '+' | '*' | '\'' | '!' | '?' | '#' | '$' | '%' | '`' => true,
            c => c.is_alphanumeric() || !c.is_ascii(),
        };
        if !is_part {
            return at;
        }
    }
    text.len()
}

type Shape = (&'static str, &'static str);

/// The shape at the start of a text and its label; the text moves behind it. `None` if it has no end.
fn shape(rest: &mut &str) -> Option<Option<(Shape, String)>> {
    let text = rest.trim_start_matches(' ');
    let Some((open, ends, plain)) = SHAPES.iter().find(|(open, ..)| text.starts_with(open)) else {
        return Some(None);
    };
    let inner = &text[open.len()..];
    let quoted = inner.trim_start().strip_prefix('"').and_then(|it| it.split_once('"'));
    let (words, after) = match quoted {
        Some((words, after)) => {
            let after = after.trim_start();
            let end = ends.iter().find(|end| after.starts_with(**end))?;
            (words, &after[end.len()..])
        }
        None => {
            let ends = ends.iter().filter_map(|end| inner.find(end).map(|at| (at, end.len())));
            let (at, length) = ends.min()?;
            (&inner[..at], &inner[at + length..])
        }
    };
    if quoted.is_none() && words.contains('"') {
        return None;
    }
    *rest = after;
    let words = label(words);
    Some(Some((*plain, if words.is_empty() { " ".to_owned() } else { words })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagrams::labels::shown;

    fn check(text: &str, expected: &str) {
        let lines: Vec<&str> = text.lines().collect();
        let read = plain(&lines).ok().map(|it| shown(&it).replace('\n', "; "));
        let expected = format!("flowchart TD; {expected}; ");
        assert_eq!(read.as_deref(), Some(expected.as_str()), "{text}");
    }

    #[test]
    fn each_edge_is_a_statement() {
        check("graph TD;\nA-->B;class A x;style A fill:red", "n0[A]; n1[B]; n0 --> n1");
        let all = "n0[A]; n1[B]; n2[C]; n3[D]; n0 --> n2; n0 --> n3; n1 --> n2; n1 --> n3";
        check("graph\nA & B --> C & D", all);
        check("graph\nA-- text -->B", "n0[A]; n1[B]; n0 -->|text| n1");
        check("graph\nA o--o B", "n0[A]; n1[B]; n0 o--o n1");
        check("graph\nA ~~~ B", "n0[A]; n1[B]");
        check("graph\n開始 e1@--> my-id", "n0[開始]; n1[my-id]; n0 --> n1");
        check("graph\nA --> B:::x %% why", "n0[A]; n1[B]; n0 --> n1");
    }

    #[test]
    fn labels_have_no_quotes_and_may_have_any_sign() {
        check("graph\nA(\"x (y)\") -- \"z\" --> B{\"b\"}", "n0(x (y)); n1{b}; n0 -->|z| n1");
        check("graph\nA[(\"d\")] -.->|\"a; b\"| B([c])", "n0[(d)]; n1([c]); n0 -.->|a; b| n1");
        check("graph\nA[\"x\ny\"] ==> B", "n0[x<br/>y]; n1[B]; n0 ==> n1");
        check("graph\nA[x [y]", "n0[x [y]");
    }

    #[test]
    fn attributes_give_nodes_a_shape_and_a_label() {
        check(
            "graph\nA@{ shape: doc, label: \"a, b\" } --> B@{shape: diam}",
            "n0[a, b]; n1{B}; n0 --> n1",
        );
        check("graph\nA@{\n  shape: cyl\n  label: 'x'\n}\nA --> B", "n0[(x)]; n1[B]; n0 --> n1");
        check("graph\nA[x]\nA@{ shape: stadium }", "n0[x]; n0([x])");
        check("graph\nA e1@--> B\ne1@{ animate: true }", "n0[A]; n1[B]; n0 --> n1");
        check("graph\nA@{ shape: sm-circ }", "n0(( ))");
        check("graph\nA@{ label: \"animated\" }", "n0[animated]");
    }

    #[test]
    fn groups_have_ids_and_titles() {
        let expected = "subgraph n0[Code Quality]; n1[A]; end; n2[B]; n2 --> n0";
        check("graph\nsubgraph q [\"Code Quality\"]\nA\nend\nB --> q", expected);
        check("graph\nsubgraph one\nend", "subgraph n0[one]; end");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in [
            "A[Ask --> B",
            "A@{ shape: x }",
            "A@{ img: \"x\" }",
            "A@{ shape: rect",
            "A --> ",
            "subgraph x",
            "A B",
            "A[\"x\" y]",
        ] {
            assert!(plain(&["graph TD", text]).is_err(), "{text}");
        }
    }
}
