//! What is rewritten before the crate reads a diagram, by kind, and what the crate would draw as
//! something else: such a diagram is refused, and stays code.

use crate::diagrams::Kind;
use crate::diagrams::classes;

/// A line as the crate reads it; `None` refuses the diagram.
type Rewrite = fn(&str) -> Option<String>;

/// The rewrite of each kind that has one, line by line.
const REWRITES: &[(Kind, Rewrite)] = &[
    (Kind::State, state),
    (Kind::Er, relation),
    (Kind::Gantt, task),
    (Kind::Class, classes::line),
    (Kind::Timeline, period),
    (Kind::Git, commit),
    (Kind::Quadrant, point),
];

/// The longest text of a commit that does not lie on the next one, in letters.
const LONGEST_COMMIT: usize = 6;

/// The longest line of a text in a timeline, whose boxes do not grow, in letters.
const LONGEST_EVENT: usize = 34;

/// The lines of a diagram as the crate reads them, or the one that it would not draw as it is meant.
/// All Git graphs go from left to right, as text does.
pub(super) fn rewrite(lines: &[&str], kind: Kind) -> Result<Vec<String>, String> {
    let joined = if kind == Kind::Timeline { joined(lines) } else { owned(lines) };
    let joined = if kind == Kind::Timeline { with_periods(joined) } else { joined };
    if kind == Kind::Pie && lines.iter().filter(|line| is_part(line)).count() < 2 {
        return Err(String::new());
    }
    let refused = match kind {
        Kind::Gantt => too_early(&joined),
        Kind::Timeline => empty_section(&joined),
        _ => None,
    };
    if let Some(line) = refused {
        return Err(line.clone());
    }
    let Some((_, rewrite)) = REWRITES.iter().find(|(of, _)| *of == kind) else {
        return Ok(joined);
    };
    let mut rewritten = Vec::new();
    for (at, line) in joined.into_iter().enumerate() {
        let new = match at {
            0 if kind == Kind::Git => Some(line.replace("TB:", "").replace("BT:", "")),
            0 => Some(line.clone()),
            _ => rewrite(&line),
        };
        rewritten.push(new.ok_or(line)?);
    }
    Ok(rewritten)
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// A line that begins with a colon continues the period above.
fn joined(lines: &[&str]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        match joined.last_mut().filter(|_| line.trim_start().starts_with(':')) {
            Some(last) => last.push_str(&format!(" {}", line.trim())),
            None => joined.push((*line).to_owned()),
        }
    }
    joined
}

/// The first task that comes after one that is not above it.
fn too_early(lines: &[String]) -> Option<&String> {
    let mut names: Vec<&str> = Vec::new();
    for line in lines {
        let parts = line.split_once(':').map_or("", |(_, parts)| parts).split(',').map(str::trim);
        let mut after = parts.clone().filter_map(|part| part.strip_prefix("after "));
        if !after.all(|name| names.contains(&name.trim())) {
            return Some(line);
        }
        names.extend(parts);
    }
    None
}

/// The name of a section of a timeline.
fn section(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("section").filter(|name| name.starts_with(char::is_whitespace))
}

/// A timeline with nothing but sections has them as its periods.
fn with_periods(lines: Vec<String>) -> Vec<String> {
    let is_title = |line: &str| line.trim_start().starts_with("title");
    if !lines.iter().skip(1).all(|line| is_title(line) || section(line).is_some()) {
        return lines;
    }
    let period = |line: String| section(&line).map(|name| name.trim().to_owned()).unwrap_or(line);
    lines.into_iter().map(period).collect()
}

/// A section of a timeline without a period, which the crate cannot draw.
fn empty_section(lines: &[String]) -> Option<&String> {
    let is_section = |line: &String| section(line).is_some();
    let is_last = |at: usize| lines.get(at + 1).is_none_or(is_section);
    lines.iter().enumerate().find(|(at, line)| is_section(line) && is_last(*at)).map(|it| it.1)
}

/// Whether a line is a part of a pie that can be seen.
fn is_part(line: &str) -> bool {
    let value = line.rsplit_once(':').and_then(|(_, value)| value.trim().parse::<f64>().ok());
    line.trim_start().starts_with('"') && value.is_some_and(|value| value > 0.0)
}

fn state(line: &str) -> Option<String> {
    let words = line.trim();
    // States within states, and states side by side, lose their arrows.
    if words.ends_with('{') || words == "--" || words.ends_with('}') {
        return None;
    }
    let named = words.strip_prefix("state \"").and_then(|rest| rest.split_once("\" as "));
    match named {
        Some((label, id)) if !label.is_empty() && is_word(id.trim()) => {
            Some(format!("{} : {label}", id.trim()))
        }
        Some(_) => None,
        None => Some(line.to_owned()),
    }
}

fn relation(line: &str) -> Option<String> {
    let head = line.split_once(':').map_or(line, |(head, _)| head);
    let sign = head.find("--").or_else(|| head.find(".."));
    let Some(at) = sign else {
        // The ends of a relation in words.
        let mut words = outside_quotes(head);
        words.retain(|c| c != '"');
        let is_relation = line.contains(':') && words.split_whitespace().count() > 2;
        return (!is_relation).then(|| line.to_owned());
    };
    let (left, right) = head.split_at(at);
    let (ends, after) = (["}|", "}o", "||", "|o", "o|"], ["|{", "o{", "||", "|o", "o|"]);
    let left = left.trim_end();
    let is_known = ends.iter().any(|end| left.ends_with(end))
        && after.iter().any(|end| right[2..].trim_start().starts_with(end));
    if !is_known {
        return None;
    }
    let left = left.strip_suffix("|o").map_or(left.to_owned(), |name| format!("{name}o|"));
    let right = right.replacen("--|o", "--o|", 1).replacen("..|o", "..o|", 1);
    let label = &line[head.len()..];
    Some(format!("{left}{right}{label}"))
}

fn outside_quotes(text: &str) -> String {
    text.split('"').step_by(2).collect()
}

fn task(line: &str) -> Option<String> {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let setting = words.split(' ').next().unwrap_or("");
    match setting {
        "excludes" | "includes" | "weekday" | "weekend" | "inclusiveEndDates" => return None,
        "click" | "todayMarker" | "tickInterval" | "topAxis" | "displayMode" => {
            return Some(String::new());
        }
        // Days are the least that is drawn.
        "dateFormat" if words != "dateFormat YYYY-MM-DD" => return None,
        "title" | "section" | "dateFormat" | "axisFormat" => return Some(words),
        _ => {}
    }
    let (_, parts) = words.split_once(':')?;
    let is_drawn = parts.split(',').map(str::trim).all(|part| match part.split_once(' ') {
        Some(("after", ids)) => !ids.trim().contains(' '),
        Some(_) => false,
        None => part != "vert" && !is_part_of_a_day(part),
    });
    is_drawn.then(|| line.to_owned())
}

/// Whether a part of a task is a time that is no number of days or weeks.
fn is_part_of_a_day(part: &str) -> bool {
    let number = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_number && (!matches!(&part[number.len()..], "d" | "w") || number.contains('.'))
}

fn period(line: &str) -> Option<String> {
    let words = line.trim();
    let is_setting = words.starts_with("title") || words.starts_with("section");
    let is_short = words.split(':').all(|text| text.trim().chars().count() <= LONGEST_EVENT);
    (is_setting || is_short).then(|| line.to_owned())
}

fn commit(line: &str) -> Option<String> {
    let texts = line.split('"').skip(1).step_by(2);
    let is_short = texts.into_iter().all(|text| text.chars().count() <= LONGEST_COMMIT);
    // The mark of a commit that was picked is not drawn.
    (is_short && !line.trim_start().starts_with("cherry-pick")).then(|| line.to_owned())
}

fn point(line: &str) -> Option<String> {
    // Behind the place of a point is its style.
    let Some((name, rest)) = line.split_once("[") else { return Some(line.to_owned()) };
    let (place, _) = rest.split_once(']')?;
    let name = name.split(":::").next().unwrap_or(name).trim().trim_end_matches(':');
    Some(format!("{}: [{place}]", name.trim()))
}

/// Whether a text is one word of letters, digits and `_`.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: Kind, text: &str, expected: Option<&str>) {
        let lines: Vec<&str> = text.lines().collect();
        let rewritten = rewrite(&lines, kind).map(|lines| lines.join("\n"));
        assert_eq!(rewritten.ok().as_deref(), expected, "{text}");
    }

    #[test]
    fn what_the_crate_reads_in_another_form_is_rewritten() {
        let er = "erDiagram\nA |o--o{ B : x";
        check(Kind::Er, er, Some("erDiagram\nA o|--o{ B : x"));
        let er = "erDiagram\nA ||..|o B : x";
        check(Kind::Er, er, Some("erDiagram\nA ||..o| B : x"));
        let timeline = "timeline\n2020 : a\n  : b";
        check(Kind::Timeline, timeline, Some("timeline\n2020 : a : b"));
        let quadrant = "quadrantChart\nP:::c: [0.3, 0.6] radius: 12";
        check(Kind::Quadrant, quadrant, Some("quadrantChart\nP: [0.3, 0.6]"));
        let state = "stateDiagram\nstate \"AI Coding\" as ai\n[*] --> ai";
        check(Kind::State, state, Some("stateDiagram\nai : AI Coding\n[*] --> ai"));
        let gantt = "gantt\na :a1, 2024-01-01, 3d\nclick a1 href \"x\"";
        check(Kind::Gantt, gantt, Some("gantt\na :a1, 2024-01-01, 3d\n"));
        let gantt = "gantt\n dateFormat  YYYY-MM-DD\n title   A b\na   :done,  a1, 2024-01-01,3d";
        let expected = "gantt\ndateFormat YYYY-MM-DD\ntitle A b\na   :done,  a1, 2024-01-01,3d";
        check(Kind::Gantt, gantt, Some(expected));
        let timeline = "timeline\ntitle T\nsection a\nsection b";
        check(Kind::Timeline, timeline, Some("timeline\ntitle T\na\nb"));
        check(Kind::Git, "gitGraph TB:\ncommit", Some("gitGraph \ncommit"));
    }

    #[test]
    fn what_would_say_something_else_is_refused() {
        for (kind, text) in [
            (Kind::State, "stateDiagram\nstate X {\na\n}"),
            (Kind::State, "stateDiagram\na\n--\nb"),
            (Kind::Er, "erDiagram\nA one to many B : x"),
            (Kind::Gantt, "gantt\nexcludes weekends\na :2024-01-01, 3d"),
            (Kind::Gantt, "gantt\na :after b c, 3d"),
            (Kind::Gantt, "gantt\na :after b, 3d\nc :b, 2024-01-01, 3d"),
            (Kind::Gantt, "gantt\na :2024-01-01, 20h"),
            (Kind::Gantt, "gantt\ndateFormat HH:mm\na :10:00, 20m"),
            (Kind::Timeline, "timeline\n2020 : A text that is longer than the box it stands in"),
            (Kind::Timeline, "timeline\nsection a\nsection b\n2020 : x"),
            (Kind::Git, "gitGraph\ncommit id: \"a long name\""),
            (Kind::Git, "gitGraph\ncherry-pick id: \"a\""),
            (Kind::Pie, "pie\n\"a\" : 1\n\"b\" : 0"),
        ] {
            check(kind, text, None);
        }
    }
}
