//! The arrows of flowcharts.

use crate::diagrams::labels::label;

/// An arrow with its label.
pub(super) struct Arrow<'a> {
    stroke: Stroke,
    /// `<`, `x`, `o` or nothing at its start, and `>`, `x`, `o` or nothing at its end.
    start: &'a str,
    end: &'a str,
    /// How many ranks it spans.
    length: usize,
    label: Option<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stroke {
    Normal,
    Thick,
    Dotted,
    Invisible,
}

impl<'a> Arrow<'a> {
    /// The arrow at the start of a text, and the rest.
    pub(super) fn read(text: &'a str) -> Option<(Arrow<'a>, &'a str)> {
        let body = text.trim_start_matches(['<', 'x', 'o']);
        let start = &text[..text.len() - body.len()];
        let stroke = match body.get(..2)? {
            "--" => Stroke::Normal,
            "==" => Stroke::Thick,
            "-." => Stroke::Dotted,
            "~~" => Stroke::Invisible,
            _ => return None,
        };
        if start.len() > 1 {
            return None;
        }
        let mut arrow = Arrow { stroke, start, end: "", length: 1, label: None };
        let mut rest = arrow.line(body);
        // `-- text -->`
        let is_open = arrow.end.is_empty() && body.len() - rest.len() == 2;
        if is_open && stroke != Stroke::Invisible {
            let (words, after) = words(rest, stroke)?;
            arrow.label = Some(words);
            rest = arrow.line(after);
        }
        if let Some(inner) = rest.trim_start().strip_prefix('|') {
            let (words, after) = between_bars(inner)?;
            arrow.label = Some(words);
            rest = after;
        }
        Some((arrow, rest))
    }

    /// Reads a line with its head; the text behind it.
    fn line(&mut self, text: &'a str) -> &'a str {
        let signs = match self.stroke {
            Stroke::Normal => ['-', '-'],
            Stroke::Thick => ['=', '='],
            Stroke::Dotted => ['-', '.'],
            Stroke::Invisible => ['~', '~'],
        };
        let rest = text.trim_start_matches(signs);
        let length = text.len() - rest.len();
        let has_head = rest.starts_with(['>', 'x', 'o']) && length > 1;
        self.end = if has_head { &rest[..1] } else { "" };
        self.length = match self.stroke {
            Stroke::Dotted => text[..length].matches('.').count(),
            _ if has_head => length - 1,
            _ => length.saturating_sub(2),
        }
        .clamp(1, 9);
        &rest[self.end.len()..]
    }

    /// As the crate reads it; nothing if it is invisible.
    pub(super) fn plain(&self) -> Option<String> {
        let more = self.length - 1;
        let line = match (self.stroke, self.end) {
            (Stroke::Normal, "") => "-".repeat(more + 3),
            (Stroke::Normal, _) => "-".repeat(more + 2),
            (Stroke::Thick, "") => "=".repeat(more + 3),
            (Stroke::Thick, _) => "=".repeat(more + 2),
            (Stroke::Dotted, _) => format!("-.{}-", ".".repeat(more)),
            (Stroke::Invisible, _) => return None,
        };
        let words = self.label.map(label).filter(|words| !words.is_empty());
        let words = words.map(|words| format!("|{words}|")).unwrap_or_default();
        Some(format!("{}{line}{}{words}", self.start, self.end))
    }
}

/// The words within an arrow, up to the second part of its line.
fn words(text: &str, stroke: Stroke) -> Option<(&str, &str)> {
    let quoted = text.trim_start().strip_prefix('"').and_then(|it| it.split_once('"'));
    let from = quoted.map_or(0, |(_, after)| text.len() - after.len());
    let line = match stroke {
        Stroke::Thick => "==",
        Stroke::Dotted => ".-",
        _ => "--",
    };
    let at = from + text[from..].find(line)?;
    let words = &text[..at];
    let words = if stroke == Stroke::Dotted { words.trim_end_matches('.') } else { words };
    Some((words, &text[words.len()..]))
}

/// The label between `|` and `|`, which may be in quotes.
fn between_bars(text: &str) -> Option<(&str, &str)> {
    let quoted = text.trim_start().strip_prefix('"').and_then(|it| it.split_once('"'));
    let from = quoted.map_or(0, |(_, after)| text.len() - after.len());
    let at = from + text[from..].find('|')?;
    Some((&text[..at], &text[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_have_a_stroke_ends_a_length_and_a_label() {
        for (text, expected) in [
            ("-->B", "-->"),
            ("---B", "---"),
            ("---->B", "---->"),
            ("-.->B", "-.->"),
            ("-.-B", "-.-"),
            ("-. t .->B", "-.->|t|"),
            ("-. \"t\" ..->B", "-..->|t|"),
            ("== t ==>B", "==>|t|"),
            ("-- t ---B", "---|t|"),
            ("-- t -->B", "-->|t|"),
            ("<-->B", "<-->"),
            ("x--x B", "x--x"),
            ("--oB", "--o"),
            ("-->|a|B", "-->|a|"),
            ("--> |\"a\"| B", "-->|a|"),
        ] {
            let (arrow, rest) = Arrow::read(text).unwrap();
            assert_eq!((arrow.plain().as_deref(), rest.trim()), (Some(expected), "B"), "{text}");
        }
        for text in ["B", "-> B", "-- t B", "- B", "o B"] {
            assert!(Arrow::read(text).is_none(), "{text}");
        }
    }
}
