//! Arrows, as people type them: `→`, `->`, `=>`, `—>`, `──►`.

/// An arrow in a line, as bytes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow {
    pub start: usize,
    pub end: usize,
}

pub const HEADS: &[char] = &[
    '→', '⇒', '⟶', '⟹', '➜', '➔', '➡', '➝', '➞', '➙', '➤', '►', '▶', '▸', '↦', '↪', '⇨', '⮕', '»',
];
const SHAFTS: &[char] = &['-', '=', '—', '–', '―', '─', '━', '═', '╌', '┄'];

fn is_head(c: char) -> bool {
    !c.is_ascii() && HEADS.contains(&c)
}

impl Arrow {
    /// The first arrow: a character that is one, or a shaft with a `>`.
    pub fn find(text: &str) -> Option<Arrow> {
        if text.is_ascii() && !text.contains('>') {
            return None;
        }
        let mut shaft: Option<usize> = None;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let blocked = || text[..shaft.unwrap_or(at)].ends_with('<');
            if (is_head(c) || c == '>' && shaft.is_some()) && !blocked() {
                let start = shaft.unwrap_or(at);
                let rest = text[end..].trim_start_matches(['\u{FE0F}', '>']);
                return Some(Arrow { start, end: text.len() - rest.len() });
            }
            shaft = SHAFTS.contains(&c).then(|| shaft.unwrap_or(at));
        }
        None
    }

    /// Every arrow, from left to right.
    pub fn all(text: &str) -> Vec<Arrow> {
        let mut arrows = Vec::new();
        let mut from = 0;
        while let Some(arrow) = Arrow::find(&text[from..]) {
            arrows.push(Arrow { start: arrow.start + from, end: arrow.end + from });
            from += arrow.end;
        }
        arrows
    }

    pub fn at_start(text: &str) -> Option<Arrow> {
        Arrow::find(text).filter(|arrow| text[..arrow.start].trim().is_empty())
    }

    pub fn at_end(text: &str) -> bool {
        Arrow::all(text).last().is_some_and(|arrow| text[arrow.end..].trim().is_empty())
    }
}
