//! Which keys and values can group entries.
//!
//! Keys of layout, origin and bookkeeping describe a file, and addresses, dates, hashes, names of
//! files and sentences describe one entry. A page for each of them would help nobody.

use crate::parse::publication;
use crate::parse::values;

/// Keys about a file and not about its topic, in lower case, without hyphens, underscores and
/// blanks.
const DATA: &[&str] = &[
    // Layout and appearance.
    "layout",
    "template",
    "cssclass",
    "cssclasses",
    "class",
    "bodyclass",
    "theme",
    "icon",
    "logo",
    "image",
    "images",
    "img",
    "cover",
    "coverimage",
    "featuredimage",
    "hero",
    "banner",
    "thumbnail",
    "color",
    "colour",
    "toc",
    "tableofcontents",
    "outline",
    "head",
    "hidetitle",
    "hidetoc",
    "hidetableofcontents",
    "fullwidth",
    "pageclass",
    "comments",
    "math",
    "mermaid",
    // Order and navigation.
    "weight",
    "navorder",
    "navtitle",
    "linktitle",
    "sidebar",
    "sidebarlabel",
    "sidebarposition",
    "position",
    "parent",
    "grandparent",
    "haschildren",
    "prev",
    "next",
    "menu",
    "menus",
    "cascade",
    "eleventynavigation",
    "breadcrumb",
    "breadcrumbs",
    "index",
    "collapsed",
    "displayedsidebar",
    // Addresses and origin.
    "id",
    "uid",
    "uuid",
    "guid",
    "url",
    "uri",
    "link",
    "links",
    "permalink",
    "canonical",
    "canonicalurl",
    "slug",
    "path",
    "file",
    "filename",
    "source",
    "repo",
    "repository",
    "editurl",
    "customediturl",
    "github",
    "website",
    "email",
    "phone",
    "video",
    "youtube",
    "redirect",
    "redirects",
    "redirectto",
    "redirectfrom",
    "aliases",
    "alias",
    // Dates, versions of the file, and indexing.
    "date",
    "dates",
    "created",
    "createdat",
    "modified",
    "lastmod",
    "lastmodified",
    "lastupdated",
    "lastreviewed",
    "lastreviewedon",
    "reviewin",
    "updatedat",
    "time",
    "timestamp",
    "sha",
    "hash",
    "commit",
    "revision",
    "checksum",
    "search",
    "searchable",
    "sitemap",
    "robots",
    "noindex",
    "lang",
    "language",
    "locale",
    // Texts about the entry.
    "title",
    "subtitle",
    "shorttitle",
    "description",
    "summary",
    "excerpt",
    "abstract",
    "lead",
    "intro",
    "question",
    "caption",
];

/// Ends of keys about a file: `upstream_sha`, `cover_image`, `created_at`.
const ENDS: &[&str] = &[
    "sha", "hash", "url", "uri", "path", "image", "icon", "date", "timestamp", "uuid", "guid",
    "at", "id",
];

/// Starts of keys for other programs: `og:image`, `twitter_card`.
const STARTS: &[&str] =
    &["og", "twitter", "eleventy", "jekyll", "hugo", "docusaurus", "pagination"];

/// Ends of the names of files.
const FILES: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "mp3", "mp4", "mov", "webm", "pdf",
    "md", "mdx", "html", "htm", "css", "csv", "txt", "json", "yml", "yaml", "toml", "xml", "zip",
    "docx", "xlsx", "pptx", "njk", "liquid",
];

const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
];

/// Whether a key describes a file.
pub fn is_data(key: &str) -> bool {
    let letters = publication::letters(key);
    let words: Vec<&str> = key.split(['-', '_', ' ', ':', '.']).collect();
    let is_compound = words.len() > 1;
    let is_word_of =
        |list: &[&str], word: &str| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    DATA.contains(&letters.as_str())
        || is_compound && is_word_of(ENDS, words[words.len() - 1])
        || is_compound && is_word_of(STARTS, words[0])
        || publication::is_key(key)
}

/// Whether entries could share a value.
pub fn is_topic(value: &str) -> bool {
    value.chars().count() <= values::LONGEST
        && value.chars().any(char::is_alphabetic)
        && !["true", "false", "yes", "no"].contains(&value.to_lowercase().as_str())
        && !values::is_path(value)
        && !is_address(value)
        && !is_file(value)
        && !is_moment(value)
        && !is_hash(value)
        && !is_sentence(value)
}

fn is_address(value: &str) -> bool {
    let is_mail =
        || value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    value.contains("://") || value.starts_with("www.") || !value.contains(' ') && is_mail()
}

fn is_file(value: &str) -> bool {
    let ending = value.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| FILES.contains(&ending.as_str()))
}

/// Whether a value is a date or a time: it starts with the digits of one, or it is made of numbers
/// and names of months.
fn is_moment(value: &str) -> bool {
    let digits = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts =
        value.split(['-', '/', ':', '.', 'T', ' ', ',']).filter(|part| !part.is_empty());
    let starts_as_one = parts.clone().take(2).filter(|part| digits(part)).count() == 2;
    let is_month = |part: &str| {
        part.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&part.to_lowercase()))
    };
    let has_number = parts.clone().any(digits);
    starts_as_one || has_number && parts.all(|part| digits(part) || is_month(part))
}

/// Whether a value is a hash or an id: one long word of letters and digits that nobody reads.
fn is_hash(value: &str) -> bool {
    let has = |test: fn(&u8) -> bool| value.bytes().any(|byte| test(&byte));
    let is_hex = value.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let is_code =
        value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    has(u8::is_ascii_digit) && is_hex && value.len() >= 7
        || is_code && value.len() >= 20 && digits >= 4
}

fn is_sentence(value: &str) -> bool {
    let words = value.split_whitespace().count();
    words > 6 || words > 2 && value.ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_about_files_group_nothing() {
        for key in [
            "cover",
            "lastmod",
            "upstream_sha",
            "Layout",
            "nav_order",
            "og:image",
            "createdAt",
            "created-at",
            "video_id",
            "draft",
            "cssclasses",
            "sidebar_position",
        ] {
            assert!(is_data(key), "{key}");
        }
        for key in ["status", "audience", "team", "category", "author", "stage", "Company stage"] {
            assert!(!is_data(key), "{key}");
        }
    }

    #[test]
    fn values_of_one_entry_are_no_topics() {
        for value in [
            "assets/img/a.png",
            "/a/b",
            "2025-10-28T14:42:01+01:00",
            "28 October 2025",
            "Oct 2025",
            "10:30 am",
            "abc123def",
            "550e8400-e29b-41d4-a716-446655440000",
            "a.org@b.com",
            "https://a.org",
            "notes.md",
            "1.10",
            "true",
            "It is for those who lead.",
            "../x",
        ] {
            assert!(!is_topic(value), "{value}");
        }
        for value in [
            "Seed", "Marketing 2025", "Node.js", "B2B", "March", "Q3 2025", "A/B tests", "v2",
            "face", "Team 12",
        ] {
            assert!(is_topic(value), "{value}");
        }
    }
}
