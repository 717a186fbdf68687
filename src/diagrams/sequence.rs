//! Brings the statements of a sequence diagram into the form that the crate reads: its names are of
//! letters and digits, and what people call them is their label.

use std::collections::BTreeMap;

/// The arrows, the longest first.
const ARROWS: &[&str] = &["<<-->>", "<<->>", "-->>", "->>", "-->", "->", "--x", "-x", "--)", "-)"];

/// The arrows without a head and those with an open one are the other way round in the crate.
const HEADS: &[(&str, &str)] = &[("->", "-)"), ("-->", "--)"), ("-)", "->"), ("--)", "-->")];

/// Statements whose words are no names.
const BLOCKS: &[&str] = &[
    "loop",
    "alt",
    "else",
    "opt",
    "par",
    "and",
    "end",
    "critical",
    "option",
    "break",
    "rect",
    "autonumber",
    "title",
    "sequenceDiagram",
];

/// The statements, or the one that is not understood.
pub(super) fn plain(lines: &[&str]) -> Result<String, String> {
    let mut names = Names::default();
    let mut statements = Vec::new();
    for line in lines {
        for statement in split(line.trim()) {
            let statement = statement.trim();
            let statement =
                statement.strip_suffix(';').filter(|it| !it.contains('#')).unwrap_or(statement);
            if !statement.is_empty() {
                let plain = names.statement(statement);
                statements.push(plain.ok_or_else(|| statement.to_owned())?);
            }
        }
    }
    let mut plain = String::from("sequenceDiagram\n");
    for (name, label) in &names.declared {
        plain.push_str(&format!("{} {name} as {label}\n", names.word(name)));
    }
    for statement in statements.iter().filter(|it| !it.is_empty() && *it != "sequenceDiagram") {
        plain.push_str(statement);
        plain.push('\n');
    }
    Ok(plain)
}

/// The statements of a line: a semicolon ends one, unless it ends an entity, `#58;`.
fn split(line: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices("; ") {
        let word =
            line[start..at].rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let is_entity = line[start..at - word.len()].ends_with(['#', '&']) && !word.is_empty();
        if !is_entity {
            statements.push(&line[start..at]);
            start = at + 1;
        }
    }
    statements.push(&line[start..]);
    statements
}

#[derive(Default)]
struct Names {
    /// The short name of each name.
    short: BTreeMap<String, String>,
    /// Short names and labels, in order.
    declared: Vec<(String, String)>,
    actors: Vec<String>,
    in_box: bool,
}

impl Names {
    /// The short name.
    fn of(&mut self, name: &str) -> String {
        let name = name.trim();
        if let Some(short) = self.short.get(name) {
            return short.clone();
        }
        let short = format!("p{}", self.declared.len());
        self.short.insert(name.to_owned(), short.clone());
        self.declared.push((short.clone(), name.to_owned()));
        short
    }

    fn word(&self, short: &str) -> &'static str {
        if self.actors.iter().any(|actor| actor == short) { "actor" } else { "participant" }
    }

    fn statement(&mut self, statement: &str) -> Option<String> {
        let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
        let rest = rest.trim();
        match word {
            "participant" | "actor" => return Some(self.declare(word, rest)),
            // The frame around some participants.
            "box" => {
                self.in_box = true;
                return Some(String::new());
            }
            "end" if std::mem::take(&mut self.in_box) => return Some(String::new()),
            "create" | "links" | "link" | "destroy" | "properties" | "details" => return None,
            "activate" | "deactivate" => return Some(format!("{word} {}", self.of(rest))),
            "note" | "Note" => return self.note(rest),
            _ => {}
        }
        if let Some(message) = self.message(statement) {
            return Some(message);
        }
        BLOCKS.contains(&word).then(|| match word {
            // Its words are a colour.
            "rect" => "rect rgb(0, 0, 0)".to_owned(),
            _ => statement.to_owned(),
        })
    }

    fn declare(&mut self, word: &str, rest: &str) -> String {
        let lower = rest.to_ascii_lowercase();
        let (name, label) =
            lower.find(" as ").map_or((rest, rest), |at| (&rest[..at], &rest[at + 4..]));
        let without_settings =
            |text: &str| text.split("@{").next().unwrap_or(text).trim().to_owned();
        let (name, label) = (without_settings(name), without_settings(label));
        let name = name.as_str();
        let short = self.of(name);
        if let Some((_, known)) = self.declared.iter_mut().find(|(it, _)| *it == short) {
            *known = label.trim().trim_matches('"').to_owned();
        }
        if word == "actor" {
            self.actors.push(short);
        }
        String::new()
    }

    fn note(&mut self, rest: &str) -> Option<String> {
        let (place, text) = rest.split_once(':')?;
        let lower = place.to_ascii_lowercase();
        let word =
            ["left of ", "right of ", "over "].into_iter().find(|it| lower.starts_with(it))?;
        let names: Vec<String> = place[word.len()..].split(',').map(|name| self.of(name)).collect();
        Some(format!("Note {word}{}: {}", names.join(","), text.trim()))
    }

    fn message(&mut self, statement: &str) -> Option<String> {
        let (head, text) = statement.split_once(':').unwrap_or((statement, ""));
        let (at, arrow) = ARROWS
            .iter()
            .filter_map(|it| head.find(it).map(|at| (at, *it)))
            .min_by_key(|(at, arrow)| (*at, usize::MAX - arrow.len()))?;
        let from = head[..at].trim();
        let to = head[at + arrow.len()..].trim();
        let sign = to.chars().next().filter(|c| matches!(c, '+' | '-'));
        let to = to.trim_start_matches(['+', '-']).trim();
        if from.is_empty() || to.is_empty() {
            return None;
        }
        let (from, to) = (self.of(from), self.of(to));
        let sign = sign.map(String::from).unwrap_or_default();
        let arrow =
            HEADS.iter().find(|(known, _)| *known == arrow).map_or(arrow, |(_, read)| *read);
        Some(format!("{from}{arrow}{sign}{to}: {}", text.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_do_not_end_statements_and_heads_are_those_of_mermaid() {
        let text = ["sequenceDiagram", "A->B: a#58; b; B--)A: c", "participant A AS x"];
        let expected = "sequenceDiagram\nparticipant p0 as x\nparticipant p1 as B\n\
                        p0-)p1: a#58; b\np1-->p0: c\n";
        assert_eq!(plain(&text).as_deref(), Ok(expected));
        for refused in ["create participant C", "destroy C", "link A: D @ https://example.com"] {
            assert_eq!(plain(&["sequenceDiagram", refused]), Err(refused.to_owned()));
        }
    }

    #[test]
    fn names_may_have_blanks_and_any_letters() {
        let text = "sequenceDiagram\nactor 利用者\nBack end->>+Cache-1: a: b\nNote over Back end,Cache-1: c\nCache-1-->>-Back end: d";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            plain(&lines).unwrap(),
            "sequenceDiagram\nactor p0 as 利用者\nparticipant p1 as Back end\nparticipant p2 as Cache-1\n\
             p1->>+p2: a: b\nNote over p1,p2: c\np2-->>-p1: d\n"
        );
        assert!(plain(&["sequenceDiagram", "what is this"]).is_err());
    }
}
