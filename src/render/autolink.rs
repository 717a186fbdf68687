//! Finds bare addresses in text, as GitHub does.

use std::ops::Range;

use memchr::{memchr, memmem};

/// A bare address.
#[derive(Debug, PartialEq, Eq)]
pub struct Address<'a> {
    pub range: Range<usize>,
    /// What is missing in front of it.
    pub scheme: &'static str,
    pub written: &'a str,
}

/// Whether a text may contain an address.
pub fn may_hold(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"://").is_some()
        || memmem::find(text.as_bytes(), b"www.").is_some()
        || memchr(b'@', text.as_bytes()).is_some()
}

/// The URLs, `www.` addresses and mail addresses of a text, without punctuation that ends a
/// sentence.
pub fn addresses(text: &str) -> Vec<Address<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(sign) = next_sign(text, at) {
        let address = match sign {
            Sign::Scheme(start) => url(text, start),
            Sign::Www(start) => www(text, start),
            Sign::At(middle) => mail(text, at, middle),
        };
        at = match &address {
            Some(address) => address.range.end,
            None => sign.end(),
        };
        found.extend(address);
    }
    found
}

/// What an address is recognised by.
#[derive(Clone, Copy)]
enum Sign {
    Scheme(usize),
    Www(usize),
    At(usize),
}

impl Sign {
    /// Where to look for the next one, if this is none.
    fn end(self) -> usize {
        match self {
            Sign::Scheme(start) | Sign::Www(start) => start + 4,
            Sign::At(middle) => middle + 1,
        }
    }
}

fn next_sign(text: &str, from: usize) -> Option<Sign> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let start = at + memchr::memchr3(b'h', b'w', b'@', bytes.get(at..)?)?;
        let rest = &bytes[start..];
        let inside_word = || text[..start].ends_with(|c: char| c.is_alphanumeric());
        if bytes[start] == b'@' {
            return Some(Sign::At(start));
        }
        if (rest.starts_with(b"http://") || rest.starts_with(b"https://")) && !inside_word() {
            return Some(Sign::Scheme(start));
        }
        if rest.starts_with(b"www.")
            && !inside_word()
            && !text[..start].ends_with(['.', '/', '-', '@'])
        {
            return Some(Sign::Www(start));
        }
        at = start + 1;
    }
}

fn url(text: &str, start: usize) -> Option<Address<'_>> {
    let range = start..end_of(text, start);
    let written = &text[range.clone()];
    let host = written.split_once("://").map_or("", |(_, host)| host);
    host.starts_with(char::is_alphanumeric).then_some(Address { range, scheme: "", written })
}

fn www(text: &str, start: usize) -> Option<Address<'_>> {
    let range = start..end_of(text, start);
    let written = &text[range.clone()];
    let host = written.split(['/', '?', '#', ':']).next().unwrap_or("");
    let parts: Vec<&str> = host.split('.').collect();
    let is_part = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let ends = parts.iter().rev().take(2).all(|part| !part.contains('_'));
    (parts.len() > 1 && parts.iter().all(is_part) && ends).then_some(Address {
        range,
        scheme: "http://",
        written,
    })
}

/// The mail address around an `@`; it starts after `from`.
fn mail(text: &str, from: usize, middle: usize) -> Option<Address<'_>> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
    let name = text[from..middle].trim_end_matches(is_local);
    let mut start = from + name.len();
    let is_domain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let domain = &text[middle + 1..];
    let domain = &domain[..domain.find(|c| !is_domain(c)).unwrap_or(domain.len())];
    let domain = domain.trim_end_matches(['.']);
    let end = middle + 1 + domain.len();
    let (_, last) = domain.rsplit_once('.')?;
    let is_domain = last.len() > 1
        && last.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && last.starts_with(|c: char| c.is_ascii_alphabetic())
        && !domain.ends_with('-')
        && domain.split('.').all(|part| !part.is_empty());
    // `git@host:path` is an address of a repository.
    let rest = &text[end..];
    let goes_on = rest.starts_with(['@', '/', '_'])
        || rest.starts_with(':') && rest[1..].starts_with(char::is_alphanumeric);
    if start == middle || !is_domain || goes_on || text[..start].ends_with('/') {
        return None;
    }
    let mut scheme = "mailto:";
    if text[..start].ends_with("mailto:") {
        start -= scheme.len();
        scheme = "";
    }
    Some(Address { range: start..end, scheme, written: &text[start..end] })
}

/// The end of an address that starts at a byte.
fn end_of(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let length = rest.find(|c: char| c.is_whitespace() || "<>\"`".contains(c));
    start + trim_end(&rest[..length.unwrap_or(rest.len())])
}

/// The length of an address without trailing punctuation; a closing bracket stays if it is opened.
fn trim_end(address: &str) -> usize {
    let count = |c: char| address.matches(c).count() as isize;
    // How many more brackets are closed than opened.
    let (mut round, mut square) = (count(')') - count('('), count(']') - count('['));
    let mut end = address.len();
    while let Some(last) = address[..end].chars().next_back() {
        let excess = match last {
            ')' => &mut round,
            ']' => &mut square,
            _ if ".,;:!?'*_~".contains(last) => {
                end -= last.len_utf8();
                continue;
            }
            _ => break,
        };
        if *excess <= 0 {
            break;
        }
        *excess -= 1;
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::addresses;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|address| address.written).collect()
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        assert_eq!(found("See https://a.org/b."), ["https://a.org/b"]);
        assert_eq!(found("(https://a.org/b_(c)), http://x"), ["https://a.org/b_(c)", "http://x"]);
        assert_eq!(found("www.a.org/b?c=(d))), (www.a.org)."), ["www.a.org/b?c=(d)", "www.a.org"]);
        assert_eq!(found("Ask a.b-c_d+e@f.org, or g@h.co.uk."), ["a.b-c_d+e@f.org", "g@h.co.uk"]);
        assert_eq!(found("mailto:a@b.org"), ["mailto:a@b.org"]);
        assert_eq!(
            found("https://a@b.org and www.a.org/@b.c"),
            ["https://a@b.org", "www.a.org/@b.c"]
        );
    }

    #[test]
    fn words_that_look_like_an_address_are_text() {
        for text in [
            "xhttps://a http:// https https://",
            "www. www.",
            "xwww.a.org",
            "www.a_b.c_d",
            "@a.org",
            "a@b",
            "a@1.2.3",
            "git@a.org:b/c.git",
            "react@17.x",
            "a@b.",
            "a@b.c-",
            "@a/b@c.d",
            "h w @",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
