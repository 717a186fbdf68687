//! Names of folders that tools and hosts take for the root of a site.

/// Folders that hold the content of a site, or that are served at its root.
const FOLDERS: &[&str] = &[
    "src", "source", "pages", "docs", "content", "site", "website", "doc", "documentation",
    "documents", "book", "handbook", "en", "_pages", "wiki", "public", "static", "www", "app",
];

/// Folders whose files other tools serve at the root of a site.
const SERVED: &[&str] = &["static/", "public/", ".vuepress/public/"];

/// All names of folders that may be the root of a site.
pub fn names() -> impl Iterator<Item = &'static str> {
    FOLDERS.iter().copied()
}

/// Whether a folder may be the root of a site.
pub fn is_root(name: &str) -> bool {
    FOLDERS.contains(&name)
}

/// Whether a name is one of a language, such as `de`, `zh-cn` or `pt_BR`.
pub fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once(['-', '_']).unwrap_or((name, "xx"));
    let is_region = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_script =
        ["hans", "hant", "latn", "cyrl"].iter().any(|it| region.eq_ignore_ascii_case(it));
    let is_plain = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    is_plain && (is_region || is_script)
}

/// Whether a path holds a folder that is served.
pub fn has_served(path: &str) -> bool {
    SERVED.iter().any(|folder| path.contains(folder))
}

/// The folders that are served, as paths with a last `/`.
pub fn served() -> impl Iterator<Item = String> {
    let bases = std::iter::once(String::new()).chain(FOLDERS.iter().map(|base| format!("{base}/")));
    bases.flat_map(|base| SERVED.iter().map(move |folder| format!("{base}{folder}")))
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn names_of_languages_are_told_from_words() {
        for name in ["de", "zh-cn", "pt_BR", "zh-Hans"] {
            assert!(is_language(name), "{name}");
        }
        for name in ["new", "API", "a", "my-team", "de-", "d1", "IT"] {
            assert!(!is_language(name), "{name}");
        }
    }
}
