//! Names of files and folders, as readers see them.
//!
//! A name that was typed for people stays as it is; one that was typed for addresses becomes words.
//! A number that only gives the order is no part of the name.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::spelled::spelled;
use crate::source::{capitalised, file_name, folder_of, is_folder_page, stem};

/// The place of a page or folder among its siblings.
#[derive(Debug, Clone, Copy)]
pub struct Order(f64);

impl Order {
    /// `None` for what is not a number.
    pub fn of(number: f64) -> Option<Order> {
        // Adding zero makes negative zero equal to zero.
        number.is_finite().then_some(Order(number + 0.0))
    }
}

impl PartialEq for Order {
    fn eq(&self, other: &Order) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Order {}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Order) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Order {
    fn cmp(&self, other: &Order) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The displayed name of a page without a title, and its order if its name gives one. A folder page
/// has the name of its folder.
pub fn of_page(path: &str, numbered: &NumberedNames) -> (String, Option<Order>) {
    let folder = folder_of(path);
    if is_folder_page(stem(path)) && !folder.is_empty() {
        return of_folder(folder, numbered);
    }
    of_name(stem(path), numbered.are_in(folder))
}

/// The displayed name of the folder at a path, and its order if its name gives one.
pub fn of_folder(path: &str, numbered: &NumberedNames) -> (String, Option<Order>) {
    of_name(file_name(path), numbered.are_in(folder_of(path)))
}

fn of_name(name: &str, numbering: Numbering) -> (String, Option<Order>) {
    if let Some(spelled) = spelled(name) {
        return (spelled, None);
    }
    match numbered(name).filter(|found| found.is_order || numbering == Numbering::Order) {
        Some(found) => (readable(found.rest), Order::of(f64::from(found.number))),
        None => (readable(name), None),
    }
}

/// `team_focus-notes` as `Team focus notes`, and `HR Policies` as it is.
pub fn readable(name: &str) -> String {
    let has_blank = name.contains(char::is_whitespace);
    let words = match has_blank || name.contains(char::is_uppercase) {
        true if has_blank => name.trim().to_owned(),
        true => name.replace('_', " ").trim().to_owned(),
        false => capitalised_words(name),
    };
    if words.is_empty() { name.to_owned() } else { words }
}

/// The words of a name in lower case. A date at its start stays a date, and a version a version.
fn capitalised_words(name: &str) -> String {
    let rest = name.get(10..).filter(|_| name.get(..10).is_some_and(is_date));
    let (date, rest) = rest.map_or(("", name), |rest| (&name[..10], rest));
    let words = rest.replace(['-', '_'], " ");
    let words: Vec<&str> = Some(date).into_iter().chain(words.split_whitespace()).collect();
    let words = words.join(" ").trim().to_owned();
    let mut letters = words.chars();
    let is_version =
        letters.next() == Some('v') && letters.next().is_some_and(|c| c.is_ascii_digit());
    if is_version { words } else { capitalised(&words) }
}

/// Whether a text is a date such as `2026-11-21`.
fn is_date(text: &str) -> bool {
    let fits = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-' || byte == b'_',
        _ => byte.is_ascii_digit(),
    };
    text.bytes().enumerate().all(fits)
}

/// A name that starts with a number.
struct Numbered<'a> {
    number: u16,
    rest: &'a str,
    /// Whether the number can only be an order: it is written as `01` or `1.`.
    is_order: bool,
}

/// Reads `01-start`, `1. Intro` and `10_more`. A date, a year, a version and a number alone are names.
fn numbered(name: &str) -> Option<Numbered<'_>> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let (number, rest) = name.split_at(digits);
    let separator = rest.chars().next()?;
    let has_zero = digits > 1 && number.starts_with('0');
    let has_dot = matches!(separator, '.' | ')') && rest[1..].starts_with(' ');
    let is_separator = match separator {
        '.' | ')' => has_dot || has_zero,
        '-' | '_' => true,
        c => c.is_whitespace() && (has_zero || rest.trim_start().starts_with("- ")),
    };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "-_.)".contains(c));
    let starts_with_word = rest.chars().next().is_some_and(|c| !c.is_ascii_digit());
    let number = number.parse().ok()?;
    let is_order = has_zero || has_dot || separator.is_whitespace();
    (is_separator && starts_with_word).then_some(Numbered { number, rest, is_order })
}

/// The folders in which numbers before names give an order, so that `1-on-1` keeps its number where
/// it stands alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberedNames {
    folders: BTreeSet<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    Order,
    Unclear,
}

impl NumberedNames {
    /// Looks at the names of all files, and of the folders that they are in.
    pub fn of<'a>(paths: impl Iterator<Item = &'a str>) -> NumberedNames {
        let mut found: BTreeMap<&str, BTreeMap<&str, Numbered<'a>>> = BTreeMap::new();
        for path in paths {
            let mut start = 0;
            for part in path.split('/') {
                let folder = path[..start].trim_end_matches('/');
                start += part.len() + 1;
                let name = if start > path.len() { stem(part) } else { part };
                if part.as_bytes().first().is_some_and(u8::is_ascii_digit)
                    && let Some(numbered) = numbered(name)
                {
                    found.entry(folder).or_default().insert(name, numbered);
                }
            }
        }
        let ordered = found.into_iter().filter(|(_, names)| give_order(names));
        NumberedNames { folders: ordered.map(|(folder, _)| folder.to_owned()).collect() }
    }

    fn are_in(&self, folder: &str) -> Numbering {
        if self.folders.contains(folder) { Numbering::Order } else { Numbering::Unclear }
    }
}

/// Whether numbers give an order: one is written as such, or they count, and what follows them
/// differs.
fn give_order(names: &BTreeMap<&str, Numbered<'_>>) -> bool {
    let numbers: BTreeSet<u16> = names.values().map(|name| name.number).collect();
    let rests: BTreeSet<&str> = names.values().map(|name| name.rest).collect();
    let counts = numbers.iter().any(|number| *number < 99 && numbers.contains(&(number + 1)));
    let counts_by_ten = numbers.contains(&10) && numbers.iter().all(|number| number % 10 == 0);
    let differ = rests.len() == names.len() && numbers.len() > 1;
    names.values().any(|name| name.is_order) || differ && (counts || counts_by_ten)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names and orders of pages of one book.
    #[track_caller]
    fn check(paths: &[&str], expected: &[(&str, Option<f64>)]) {
        let numbered = NumberedNames::of(paths.iter().copied());
        let names: Vec<_> = paths.iter().map(|path| of_page(path, &numbered)).collect();
        let names: Vec<_> =
            names.iter().map(|(name, order)| (name.as_str(), order.map(|order| order.0))).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn what_was_typed_for_people_stays() {
        for (name, shown) in [
            ("2024-01-05 Standup", "2024-01-05 Standup"),
            ("iOS release notes", "iOS release notes"),
            ("Follow-up e-mail", "Follow-up e-mail"),
            ("v2.0 GA", "v2.0 GA"),
            ("snake_case name", "snake_case name"),
            ("FAQ", "FAQ"),
            ("Team_Focus", "Team Focus"),
            ("team-focus", "Team focus"),
            ("team_focus--notes", "Team focus notes"),
            ("2024-01-05-standup", "2024-01-05 standup"),
            ("v1.2-notes", "v1.2 notes"),
            ("überblick", "Überblick"),
            ("日本-語", "日本 語"),
            ("--", "--"),
        ] {
            assert_eq!(readable(name), shown, "{name}");
        }
    }

    #[test]
    fn numbers_that_give_an_order_are_no_part_of_a_name() {
        check(
            &["01-start/index.md", "01-start/1. Intro.md", "2_next.md", "10_more.md"],
            &[
                ("Start", Some(1.0)),
                ("Intro", Some(1.0)),
                ("Next", Some(2.0)),
                ("More", Some(10.0)),
            ],
        );
        check(&["1-a.md", "2-b.md"], &[("A", Some(1.0)), ("B", Some(2.0))]);
        check(&["10-a.md", "20-b.md"], &[("A", Some(10.0)), ("B", Some(20.0))]);
        check(&["1 - Plan.md"], &[("Plan", Some(1.0))]);
    }

    #[test]
    fn dates_years_versions_and_counts_stay_in_a_name() {
        check(
            &["1-on-1.md", "90-day-plan.md", "2024-goals.md", "2024-01-05-x.md", "1.2-notes.md"],
            &[
                ("1 on 1", None),
                ("90 day plan", None),
                ("2024 goals", None),
                ("2024-01-05 x", None),
                ("1.2 notes", None),
            ],
        );
        check(
            &["30-day-plan.md", "31-day-plan.md"],
            &[("30 day plan", None), ("31 day plan", None)],
        );
        check(
            &["01.md", "3 ways to win.md", "400-bad.md", "401-worse.md", "2fa-setup.md"],
            &[
                ("01", None),
                ("3 ways to win", None),
                ("400 bad", None),
                ("401 worse", None),
                ("2fa setup", None),
            ],
        );
    }
}
