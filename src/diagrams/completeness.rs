//! The words of a diagram that its drawing lacks: the crate passes over what it does not read.

use rusty_mermaid_core::{Primitive, Scene};

use crate::diagrams::Kind;
use crate::diagrams::statements::is_style;

/// The first line whose words are not drawn; an empty one if nothing is.
pub(super) fn missing<'a>(scene: &Scene, lines: &[&'a str], kind: Kind) -> Option<&'a str> {
    let mut drawn = String::new();
    for element in scene.elements() {
        add(&element.primitive, &mut drawn);
    }
    if drawn.is_empty() {
        return Some("");
    }
    let is_there = |words: &str| drawn.contains(&letters(words));
    let mut shown = lines.iter().skip(1).filter(|line| !is_style(line)).copied();
    shown.find(|line| !match kind {
        Kind::Sequence if is_declared(line) => true,
        Kind::Sequence => line.split_once(':').is_none_or(|(_, words)| is_there(words)),
        Kind::Pie | Kind::Timeline => labels(line).is_none_or(is_there),
        Kind::State | Kind::Er | Kind::Class => quoted(line).all(is_there),
        _ => true,
    })
}

/// Whether a line declares a participant, whose settings are not shown.
fn is_declared(line: &str) -> bool {
    ["participant ", "actor "].iter().any(|word| line.trim_start().starts_with(word))
}

fn labels(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_setting = ["title", "showData", "section", "direction"];
    let label = line.split(':').next()?.trim_matches(['"', ' ']);
    (!is_setting.iter().any(|it| line.starts_with(it))).then_some(label)
}

/// The texts in quotes.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    let pairs = line.matches('"').count() / 2 * 2;
    line.split('"').take(pairs + 1).skip(1).step_by(2)
}

fn add(primitive: &Primitive, drawn: &mut String) {
    match primitive {
        Primitive::Text { content, .. } => drawn.push_str(&letters(content)),
        Primitive::Group { children, .. } => children.iter().for_each(|child| add(child, drawn)),
        _ => {}
    }
}

/// The letters and digits of a text outside of tags and entities, up to the first that is cut.
fn letters(text: &str) -> String {
    let mut letters = String::new();
    let mut in_tag = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            '#' | '&' if !in_tag => {
                if let Some(end) = rest.find(';').filter(|end| *end < 8) {
                    rest = &rest[end + 1..];
                }
            }
            _ if !in_tag && c.is_alphanumeric() => letters.push(c),
            _ => {}
        }
    }
    letters
}
