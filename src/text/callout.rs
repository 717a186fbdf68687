//! Parses the first line of a callout: `[!type]+ title`.

/// The type and fold state of a callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Callout<'a> {
    /// As written.
    pub kind: &'a str,
    pub fold: Fold,
}

/// Whether a callout is foldable, and its initial state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    Never,
    Open,
    Closed,
}

/// The callout at the start of a quote's text, and the length of its mark including spaces.
pub fn head(text: &str) -> Option<(Callout<'_>, usize)> {
    let rest = text.strip_prefix("[!")?;
    let line = rest.lines().next().unwrap_or("");
    let (inside, after) = line.split_once(']')?;
    // Obsidian allows style names after a bar.
    let kind = inside.split('|').next().unwrap_or("").trim();
    let is_name = !kind.is_empty() && !kind.contains(['[', '`', '<', '!']);
    let fold = match after.chars().next() {
        Some('+') => Fold::Open,
        Some('-') => Fold::Closed,
        // Anything but white space makes it a link or a word.
        Some(c) if !c.is_whitespace() => return None,
        _ => Fold::Never,
    };
    let mark = 2 + inside.len() + 1 + usize::from(fold != Fold::Never);
    let spaces = line[mark - 2..].len() - line[mark - 2..].trim_start().len();
    is_name.then_some((Callout { kind, fold }, mark + spaces))
}

#[cfg(test)]
mod tests {
    use super::{Fold, head};

    #[test]
    fn a_callout_has_a_type_a_fold_and_a_title() {
        let read = |text: &'static str| {
            head(text).map(|(callout, at)| (callout.kind, callout.fold, &text[at..]))
        };
        assert_eq!(read("[!info]"), Some(("info", Fold::Never, "")));
        assert_eq!(read("[!My type]-  A *b*\nc"), Some(("My type", Fold::Closed, "A *b*\nc")));
        assert_eq!(read("[!faq|wide]+ Why"), Some(("faq", Fold::Open, "Why")));
        for text in ["[!]", "[info]", "[!info](x)", "![!info]", "[!info", "[!a\nb]", "[!info]x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
