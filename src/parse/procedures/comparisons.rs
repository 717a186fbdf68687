//! Comparisons of two sides: `L+:` and `R+:` lines under a heading `A | B`, and pairs such as
//! `**Good**` and `**Risk**`.

use std::ops::Range;

use memchr::memchr;

use crate::text::{Event, Tag};

use crate::parse::procedures::blocks::{BlockContent, OuterBlock};
use crate::parse::procedures::{Comparison, ComparisonColumn, ComparisonRow, PageText};

/// Pairs of bold words that form a comparison.
const PAIRS: &[(&str, &str)] = &[
    ("advantage", "disadvantage"),
    ("advantages", "disadvantages"),
    ("benefit", "risk"),
    ("benefits", "risks"),
    ("good", "bad"),
    ("good", "risk"),
    ("opportunities", "risks"),
    ("opportunity", "risk"),
    ("pro", "con"),
    ("pros", "cons"),
    ("strength", "weakness"),
    ("strengths", "weaknesses"),
    ("upside", "downside"),
    ("upsides", "downsides"),
];

pub fn read(page: &PageText<'_>) -> Vec<Comparison> {
    let mut comparisons = Vec::new();
    let mut ends: Option<(&str, &str)> = None;
    let mut divide = None;
    let mut at = 0;
    while let Some(block) = page.blocks.get(at) {
        if let BlockContent::Heading(_) = block.kind {
            ends = two_ends(&block.words);
            divide = ends.and_then(|_| page.text[block.span.clone()].find(" | "));
            divide = divide.map(|at| block.span.start + at);
        }
        let rest = &page.blocks[at..];
        let marked = ends.and_then(|ends| marked(page, rest, ends)).map(|(mut found, taken)| {
            found.divide = divide.map(|at| at..at + " | ".len());
            (found, taken)
        });
        match marked.or_else(|| pair(page, rest)) {
            Some((comparison, blocks)) => {
                comparisons.push(comparison);
                at += blocks;
            }
            None => at += 1,
        }
    }
    comparisons
}

/// `A | B`.
fn two_ends(heading: &str) -> Option<(&str, &str)> {
    memchr(b'|', heading.as_bytes())?;
    let (left, right) = heading.split_once(" | ")?;
    let (left, right) = (left.trim(), right.trim());
    (!left.is_empty() && !right.is_empty() && !right.contains(" | ")).then_some((left, right))
}

/// The following paragraphs whose lines all start with `L+:` or similar, and their number.
fn marked(
    page: &PageText<'_>,
    blocks: &[OuterBlock],
    ends: (&str, &str),
) -> Option<(Comparison, usize)> {
    let mut columns =
        [ends.0, ends.1].map(|name| ComparisonColumn { name: name.to_owned(), rows: Vec::new() });
    let mut taken = 0;
    for block in blocks {
        let Some(lines) = lines(page, block, mark) else { break };
        for (mark, text) in lines {
            let column = usize::from(mark.starts_with('R'));
            columns[column].rows.push(ComparisonRow { mark: mark.to_owned(), text });
        }
        taken += 1;
    }
    comparison(&blocks[..taken], columns.into()).map(|found| (found, taken))
}

/// `**Good**: … / **Risk**: …` in one paragraph or in two, or each with a list below it.
fn pair(page: &PageText<'_>, blocks: &[OuterBlock]) -> Option<(Comparison, usize)> {
    // A fast path: the first side starts with its name in bold.
    let above = page.text[blocks.first()?.span.clone()].trim_start();
    if !above.starts_with("**") {
        return None;
    }
    let sides_of = |lines: Vec<(&str, Range<usize>)>| {
        let [(left, good), (right, risk)] = <[_; 2]>::try_from(lines).ok()?;
        is_pair(left, right).then(|| vec![column(left, good), column(right, risk)])
    };
    let first = lines(page, blocks.first()?, bold);
    let (columns, taken) = match first {
        Some(first) if first.len() == 2 => (sides_of(first)?, 1),
        Some(mut first) if first.len() == 1 => {
            first.extend(lines(page, blocks.get(1)?, bold)?);
            (sides_of(first)?, 2)
        }
        Some(_) => return None,
        None => {
            let mut found = vec![above_list(page, blocks)?];
            found.push(above_list(page, blocks.get(2..)?)?);
            (sides_of(found)?, 4)
        }
    };
    comparison(&blocks[..taken], columns).map(|found| (found, taken))
}

fn column(name: &str, text: Range<usize>) -> ComparisonColumn {
    ComparisonColumn {
        name: name.to_owned(),
        rows: vec![ComparisonRow { mark: String::new(), text }],
    }
}

fn is_pair(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    PAIRS.contains(&(&left, &right))
}

/// Drops empty sides; without any side left there is no comparison.
fn comparison(blocks: &[OuterBlock], mut columns: Vec<ComparisonColumn>) -> Option<Comparison> {
    columns.retain(|column| !column.rows.is_empty());
    let (first, last) = (blocks.first()?, blocks.last()?);
    let span = first.span.start..last.span.end;
    (!columns.is_empty()).then_some(Comparison { span, divide: None, columns })
}

/// A word alone in bold, and the list below it.
fn above_list<'a>(page: &PageText<'a>, blocks: &[OuterBlock]) -> Option<(&'a str, Range<usize>)> {
    let (above, list) = (blocks.first()?, blocks.get(1)?);
    let (word, rest) = bold(page.text[above.span.clone()].trim())?;
    let is_alone = above.kind == BlockContent::Paragraph && rest.is_empty();
    let is_list = matches!(list.kind, BlockContent::List(_)) && stands_alone(page, &list.span);
    (is_alone && is_list).then(|| (word, list.span.clone()))
}

/// Splits a paragraph at lines that start with a label; other lines continue the one before.
fn lines<'a>(
    page: &PageText<'a>,
    block: &OuterBlock,
    label: fn(&str) -> Option<(&str, &str)>,
) -> Option<Vec<(&'a str, Range<usize>)>> {
    if block.kind != BlockContent::Paragraph {
        return None;
    }
    let mut lines: Vec<(&str, Range<usize>)> = Vec::new();
    let mut start = block.span.start;
    for line in page.text[block.span.clone()].split_inclusive('\n') {
        let end = start + line.trim_end().trim_end_matches('\\').trim_end().len();
        match label(line.trim_end().trim_end_matches('\\').trim()) {
            Some((name, rest)) => lines.push((name, end - rest.len()..end)),
            None => lines.last_mut()?.1.end = end,
        }
        start += line.len();
    }
    let whole = lines.iter().all(|(_, text)| !text.is_empty() && stands_alone(page, text));
    (whole && !lines.is_empty()).then_some(lines)
}

/// `L+: text`.
fn mark(line: &str) -> Option<(&str, &str)> {
    let (mark, rest) = line.split_once(':')?;
    matches!(mark, "L+" | "R+" | "L-" | "R-" | "L−" | "R−" | "L–" | "R–")
        .then(|| (mark, rest.trim_start()))
}

/// `**Word**: text` or `**Word:** text`, and `**Word**` alone.
fn bold(line: &str) -> Option<(&str, &str)> {
    let (word, rest) = line.strip_prefix("**")?.split_once("**")?;
    let rest = match (word.strip_suffix(':'), rest.strip_prefix(':')) {
        (Some(_), None) => rest,
        (None, Some(rest)) => rest,
        (None, None) if rest.is_empty() => rest,
        _ => return None,
    };
    Some((word.trim_end_matches(':').trim(), rest.trim_start()))
}

/// Whether a range can be shown alone: it is one block without footnotes.
fn stands_alone(page: &PageText<'_>, part: &Range<usize>) -> bool {
    let text = &page.text[part.clone()];
    if text.contains("[^") || text.contains("```") || text.contains("~~~") {
        return false;
    }
    let (mut depth, mut blocks) = (0, 0);
    for (event, _) in page.document.part(part.clone()) {
        match event {
            Event::Start(tag) => {
                let is_block = matches!(tag, Tag::Paragraph | Tag::List(_));
                match (depth, is_block, &tag) {
                    (0, false, _) | (_, _, Tag::Heading(_) | Tag::HtmlBlock) => return false,
                    _ => {}
                }
                blocks += usize::from(depth == 0);
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::InlineHtml(_) | Event::Html(_) | Event::Rule => return false,
            _ => {}
        }
    }
    blocks == 1
}

#[cfg(test)]
mod tests {
    use crate::parse::procedures::of_text;

    /// The sides of each comparison, one per line.
    fn read(text: &str) -> Vec<String> {
        let comparisons = of_text(text).comparisons;
        let columns = |columns: Vec<super::ComparisonColumn>| {
            let columns = columns.into_iter().map(|column| {
                let rows = column.rows.into_iter();
                let rows: Vec<String> =
                    rows.map(|p| format!("{}{}", p.mark, &text[p.text])).collect();
                format!("{}: {}", column.name, rows.join("; "))
            });
            columns.collect::<Vec<_>>().join(" / ")
        };
        comparisons.into_iter().map(|comparison| columns(comparison.columns)).collect()
    }

    #[test]
    fn marked_lines_belong_to_the_ends_that_their_heading_names() {
        assert_eq!(
            read("### **Slow | Fast**\n\nL+: Safe.\n\nR+: Cheap\nand soon.\n\nL-: Dull\n\nAnd?\n"),
            ["Slow: L+Safe.; L-Dull / Fast: R+Cheap\nand soon."]
        );
        assert_eq!(read("## A | B\n\nWords.\n\nL+: One end.\n"), ["A: L+One end."]);
    }

    #[test]
    fn pairs_in_bold_are_two_sides_in_each_usual_form() {
        for text in [
            "**Good**: a  \n**Risk**: b\n",
            "**Good:** a\n**Risk:** b\n",
            "**Good**: a\\\n**Risk**: b\n",
            "**Good**: a\n\n**Risk**: b\n",
        ] {
            assert_eq!(read(text), ["Good: a / Risk: b"], "{text}");
        }
        assert_eq!(
            read("**Pros**\n\n- a\n- b\n\n**Cons:**\n- c\n"),
            ["Pros: - a\n- b\n\n / Cons: - c\n"]
        );
    }

    #[test]
    fn what_is_not_surely_two_sides_stays_as_it_is() {
        for text in [
            "L+: a\n\nR+: b\n",
            "## A | B\n\n## C\n\nL+: a\n",
            "## A | B | C\n\nL+: a\n",
            "**Good**: a\n",
            "**Risk**: a\n**Good**: b\n",
            "**Good**: a\n**Risk**: b\n**Cost**: c\n",
            "**Good**: a\n\nOr:\n\n**Risk**: b\n",
            "**Good**: a[^1]\n**Risk**: b\n\n[^1]: c\n",
            "**Good**: - a\n**Risk**:\n",
            "**Pros**\n\nText\n\n**Cons**\n\n- c\n",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
