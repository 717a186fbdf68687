//! Names of days, which have a page each in Logseq, and ids of blocks.

use crate::source::spelled::is_day;

/// The months by the first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a link names, as `2024-01-05`: `Jan 5th, 2024`, `2024-01-05 Fri` or `2024/01/05`.
pub fn day(name: &str) -> Option<String> {
    let name = name.trim();
    let first = name.get(..10).map(|first| first.replace(['/', '_'], "-"));
    if let Some(first) = first.filter(|first| is_day(first)) {
        let rest = name[10..].trim_start_matches(',').trim();
        return rest.chars().all(char::is_alphabetic).then_some(first);
    }
    let (month, rest) = name.split_once(' ')?;
    let month = month.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let (day, year) = rest.split_once(',')?;
    let day: u8 = day.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse().ok()?;
    let year: u16 = year.trim().parse().ok()?;
    (1..=31).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The id in the destination `((id))` of a reference to a block.
pub fn block(dest: &str) -> Option<&str> {
    super::macros::id(dest.trim())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_have_several_names() {
        for name in
            ["Jan 5th, 2024", "January 5, 2024", "2024-01-05", "2024-01-05 Fri", "2024/01/05"]
        {
            assert_eq!(day(name).as_deref(), Some("2024-01-05"), "{name}");
        }
        for name in ["Jan", "Marta 5th, 2024x", "2024-01", "2024-01-05 is it", "Mai 5, 2024", ""] {
            assert_eq!(day(name), None, "{name}");
        }
    }
}
