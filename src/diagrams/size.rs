//! Whether a diagram is small enough: the crate takes time that grows with the cube of nodes and
//! edges, and for each day of a Gantt chart.

use crate::diagrams::Kind;

/// The most statements. A flowchart has one for each edge.
const MOST_STATEMENTS: usize = 150;

/// How deep groups may be nested.
const DEEPEST: usize = 8;

/// The most years from the first date of a Gantt chart to the last.
const MOST_YEARS: u32 = 20;

/// The most digits of a duration.
const MOST_DIGITS: usize = 3;

/// Whether the statements of a diagram are drawn in little time.
pub(super) fn is_small(statements: &str, kind: Kind) -> bool {
    let count = statements.lines().filter(|line| !line.trim().is_empty()).count();
    count <= MOST_STATEMENTS
        && depth(statements) <= DEEPEST
        && match kind {
            Kind::Gantt => is_short(statements),
            _ => true,
        }
}

fn depth(statements: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for line in statements.lines().map(str::trim) {
        match line.split(char::is_whitespace).next() {
            Some("subgraph" | "loop" | "alt" | "opt" | "par" | "critical" | "break" | "rect") => {
                depth += 1;
            }
            Some("end") => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether the dates of a Gantt chart are near each other, and its durations short.
fn is_short(statements: &str) -> bool {
    let words = || statements.split(|c: char| c.is_whitespace() || ",:".contains(c));
    let years = words().filter_map(|word| word.split_once('-')?.0.parse::<u32>().ok());
    let (first, last) =
        years.fold((u32::MAX, 0), |(first, last), year| (first.min(year), last.max(year)));
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    let is_long = |word: &str| {
        digits(word) > MOST_DIGITS && word[digits(word)..].chars().all(char::is_alphabetic)
    };
    last.saturating_sub(first) <= MOST_YEARS && !words().any(is_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_diagrams_are_not_drawn() {
        let edges =
            |count: usize| (0..count).map(|at| format!("a{at} --> b\n")).collect::<String>();
        assert!(is_small(&edges(100), Kind::Flowchart));
        assert!(!is_small(&edges(200), Kind::Flowchart));
        assert!(!is_small(&"subgraph a\n".repeat(20), Kind::Flowchart));
        assert!(is_small("A :a, 2024-01-01, 30d\nB :2026-12-31, 2w\n", Kind::Gantt));
        assert!(!is_small("A :a, 2024-01-01, 9999999d\n", Kind::Gantt));
        assert!(!is_small("A :2024-01-01, 1d\nB :9999-01-01, 1d\n", Kind::Gantt));
    }
}
