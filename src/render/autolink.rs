//! Finds bare URLs in text.

use std::ops::Range;

/// The ranges of `https://…` and `http://…` URLs, without punctuation that ends a sentence.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_scheme(text, at) {
        let rest = &text[start..];
        let length = rest.find(|c: char| c.is_whitespace() || "<>\"`".contains(c));
        let end = start + trim_end(&rest[..length.unwrap_or(rest.len())]);
        let host = text[start..end].split_once("://").map_or("", |(_, host)| host);
        if host.starts_with(char::is_alphanumeric) {
            found.push(start..end);
        }
        at = end.max(start + 4);
    }
    found
}

fn next_scheme(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find("http")?;
        let rest = &text[start..];
        let is_scheme = rest.starts_with("http://") || rest.starts_with("https://");
        let inside_word = text[..start].ends_with(|c: char| c.is_alphanumeric());
        if is_scheme && !inside_word {
            return Some(start);
        }
        at = start + 4;
    }
}

/// The length of a URL without trailing punctuation; a closing bracket stays if it is opened.
fn trim_end(address: &str) -> usize {
    let mut end = address.len();
    while let Some(last) = address[..end].chars().next_back() {
        let unbalanced = |open, close| {
            last == close
                && address[..end].matches(open).count() < address[..end].matches(close).count()
        };
        let drop = ".,;:!?'*_~".contains(last) || unbalanced('(', ')') || unbalanced('[', ']');
        if !drop {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::addresses;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        assert_eq!(found("See https://a.org/b."), ["https://a.org/b"]);
        assert_eq!(found("(https://a.org/b_(c)), http://x"), ["https://a.org/b_(c)", "http://x"]);
    }

    #[test]
    fn words_that_hold_a_scheme_are_text() {
        assert_eq!(found("xhttps://a http:// https https://"), [""; 0]);
    }
}
