//! Names that files spell with other signs, as those of Logseq do.

/// The name that a file name spells with other signs: `a___b%3F` is `a/b?`.
pub fn spelled(stem: &str) -> Option<String> {
    if !stem.contains("___") && !stem.contains('%') {
        return day_of_file(stem);
    }
    let mut bytes = Vec::with_capacity(stem.len());
    let mut rest = stem;
    while let Some(first) = rest.bytes().next() {
        let code = rest.get(1..3).filter(|_| first == b'%');
        let (byte, length) = match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => (byte, 3),
            None if rest.starts_with("___") => (b'/', 3),
            None => (first, 1),
        };
        bytes.push(byte);
        if length == 1 {
            let width = rest.chars().next().map_or(1, char::len_utf8);
            bytes.extend(&rest.as_bytes()[1..width]);
            rest = &rest[width..];
        } else {
            rest = &rest[length..];
        }
    }
    String::from_utf8(bytes).ok().filter(|name| name != stem && !name.trim().is_empty())
}

/// The day in a file name such as `2024_01_05`.
fn day_of_file(stem: &str) -> Option<String> {
    let day = stem.replace('_', "-");
    (stem.len() == 10 && stem.matches('_').count() == 2 && is_day(&day)).then_some(day)
}

/// Whether a text is `2024-01-05`.
pub fn is_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    }) && text.len() == 10
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn file_names_spell_signs() {
        assert_eq!(spelled("a___b c%3F").as_deref(), Some("a/b c?"));
        assert_eq!(spelled("2024_01_05").as_deref(), Some("2024-01-05"));
        assert_eq!(spelled("ü___é%").as_deref(), Some("ü/é%"));
        for name in ["a_b", "100%", "2024_01", "2024_01_0x", "%ff", "%00"] {
            assert_eq!(spelled(name).filter(|name| !name.contains('\0')), None, "{name}");
        }
    }
}
