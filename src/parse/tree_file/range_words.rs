//! Splits a label into numbers, the words of ranges, and one unit.

/// A number or a word of a range, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Number(i64),
    Word(&'static str),
}

/// The parts of a label that may be a range.
#[derive(Debug)]
pub struct LabelParts {
    pub signs: Vec<Sign>,
    /// `%`, a currency, or the only other word.
    pub unit: Option<String>,
    /// Whether all its numbers have four digits, as years do, and no unit.
    pub may_be_year: bool,
}

const WORDS: [&str; 22] = [
    "-", "+", "<", "<=", ">", ">=", "to", "between", "and", "or", "more", "less", "fewer", "at",
    "least", "most", "over", "above", "under", "below", "than", "up",
];

/// Currencies whose code may touch the number.
const CURRENCIES: [&str; 16] = [
    "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK",
    "PLN", "BRL", "ZAR",
];

/// Words that multiply a number, and by how much.
const MULTIPLES: [(&str, i64); 8] = [
    ("k", 1_000),
    ("K", 1_000),
    ("M", 1_000_000),
    ("bn", 1_000_000_000),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("Million", 1_000_000),
    ("billion", 1_000_000_000),
];

/// A number that is being read.
struct Figure {
    value: i64,
    multiple: Option<i64>,
}

/// The parts of a label; `None` if it holds anything else, or two different units.
pub fn split(text: &str) -> Option<LabelParts> {
    let mut reader = Reader { rest: text.trim(), ..Reader::default() };
    while let Some(first) = reader.rest.chars().next() {
        match first {
            '0'..='9' => reader.number()?,
            '~' | '≈' => reader.skip(first),
            _ if first.is_whitespace() => reader.skip(first),
            _ if first.is_alphabetic() => reader.word()?,
            _ => reader.sign(first)?,
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader<'t> {
    rest: &'t str,
    signs: Vec<Sign>,
    /// The numbers of `signs`, before they are multiplied.
    figures: Vec<Figure>,
    unit: Option<String>,
    is_no_year: bool,
}

impl Reader<'_> {
    fn skip(&mut self, first: char) {
        self.rest = &self.rest[first.len_utf8()..];
    }

    /// Digits, in groups of three after the first if there are commas or narrow spaces.
    fn number(&mut self) -> Option<()> {
        let mut digits = String::new();
        let mut at = self.digits(0);
        digits.push_str(&self.rest[..at]);
        let leads = digits.len() <= 3;
        while let Some(separator) =
            self.rest[at..].chars().next().filter(|c| [',', '\u{202f}', '\u{a0}', ' '].contains(c))
        {
            let start = at + separator.len_utf8();
            let end = self.digits(start);
            if end - start != 3 || !leads {
                break;
            }
            digits.push_str(&self.rest[start..end]);
            at = end;
        }
        let is_padded = digits.len() > 1 && digits.starts_with('0');
        let is_other = self.rest[at..].starts_with([',', '.', ':', '/']);
        if is_padded || is_other {
            return None;
        }
        self.is_no_year |= digits.len() != 4 || at != 4;
        let value = digits.parse().ok()?;
        self.signs.push(Sign::Number(value));
        self.figures.push(Figure { value, multiple: None });
        self.rest = &self.rest[at..];
        Some(())
    }

    fn digits(&self, from: usize) -> usize {
        let rest = self.rest.get(from..).unwrap_or("");
        from + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
    }

    /// A word of a range, a multiple, or a unit.
    fn word(&mut self) -> Option<()> {
        let letters = self.rest.find(|c: char| !c.is_alphabetic()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(letters);
        self.rest = rest;
        let lower = word.to_lowercase();
        let multiple = MULTIPLES.iter().find(|(name, _)| *name == word).map(|(_, by)| *by);
        if let Some(known) = WORDS.iter().find(|known| **known == lower) {
            self.signs.push(Sign::Word(known));
        } else if let (Some(by), Some(Sign::Number(_))) = (multiple, self.signs.last()) {
            self.figures.last_mut()?.multiple = Some(by);
        } else {
            // `v1`, `Q1` and `P0` are names.
            let touches = rest.starts_with(|c: char| c.is_ascii_digit());
            if touches && !CURRENCIES.contains(&word) {
                return None;
            }
            self.unit(&lower)?;
        }
        Some(())
    }

    fn sign(&mut self, first: char) -> Option<()> {
        let equal = self.rest[first.len_utf8()..].starts_with('=');
        let word = match (first, equal) {
            ('-' | '–' | '—', false) => "-",
            ('+', false) => "+",
            ('<', false) => "<",
            ('>', false) => ">",
            ('<', true) => "<=",
            ('>', true) => ">=",
            ('≤', false) => "<=",
            ('≥', false) => ">=",
            ('%' | '$' | '€' | '£' | '¥' | '₹', _) => {
                self.unit(first.encode_utf8(&mut [0; 4]))?;
                self.skip(first);
                return Some(());
            }
            _ => return None,
        };
        self.skip(first);
        if equal {
            self.skip('=');
        }
        self.signs.push(Sign::Word(word));
        Some(())
    }

    /// A unit may repeat, in the singular and the plural.
    fn unit(&mut self, unit: &str) -> Option<()> {
        let known = self.unit.get_or_insert_with(|| unit.to_owned());
        let is_same = known.trim_end_matches('s') == unit.trim_end_matches('s');
        if is_same && unit.len() > known.len() {
            *known = unit.to_owned();
        }
        is_same.then_some(())
    }

    /// Multiplies: in `1–5k` both numbers are thousands, in `500–1k` only the second.
    fn finish(mut self) -> Option<LabelParts> {
        if let [first, second] = &mut self.figures[..]
            && let (None, Some(by)) = (first.multiple, second.multiple)
            && first.value < second.value
        {
            first.multiple = Some(by);
        }
        let may_be_year = !self.is_no_year
            && self.unit.is_none()
            && self.figures.iter().all(|figure| (1900..=2100).contains(&figure.value));
        let mut figures = self.figures.iter();
        for sign in &mut self.signs {
            if let Sign::Number(value) = sign {
                let figure = figures.next()?;
                *value = figure.value.checked_mul(figure.multiple.unwrap_or(1))?;
            }
        }
        Some(LabelParts { signs: self.signs, unit: self.unit, may_be_year })
    }
}
