//! The keys that keep a published page out of the search, the sitemap or search engines.
//!
//! They are those of MkDocs, Hugo, Just the Docs, Starlight and others. Other values of these keys
//! concern something else.

use crate::parse::front_matter::keys::truth;
use crate::parse::front_matter::value::Value;

/// Where a published page is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    pub search: bool,
    pub sitemap: bool,
    /// Search engines are asked to leave it out.
    pub engines: bool,
}

/// The list that a key concerns, and the value that leaves a page out.
#[derive(Clone, Copy)]
enum Rule {
    Search(Truth),
    Sitemap(Truth),
    Engines,
    Robots,
}

/// The boolean that leaves a page out.
#[derive(Clone, Copy, PartialEq)]
enum Truth {
    True,
    False,
}

/// In lower case, without hyphens and underscores.
const RULES: &[(&str, Rule)] = &[
    ("search", Rule::Search(Truth::False)),
    ("searchable", Rule::Search(Truth::False)),
    ("pagefind", Rule::Search(Truth::False)),
    ("searchexclude", Rule::Search(Truth::True)),
    ("excludefromsearch", Rule::Search(Truth::True)),
    ("searchhidden", Rule::Search(Truth::True)),
    ("sitemap", Rule::Sitemap(Truth::False)),
    ("sitemapexclude", Rule::Sitemap(Truth::True)),
    ("excludefromsitemap", Rule::Sitemap(Truth::True)),
    ("noindex", Rule::Engines),
    ("robots", Rule::Robots),
];

impl LeftOut {
    /// Applies a key with its name in lower case, without hyphens and underscores.
    pub(super) fn apply(&mut self, name: &str, value: &Value) {
        let Some((_, rule)) = RULES.iter().find(|(known, _)| *known == name) else { return };
        match *rule {
            Rule::Search(word) => self.search |= leaves_out(value, word),
            Rule::Sitemap(word) => self.sitemap |= leaves_out(value, word),
            Rule::Engines => self.engines |= truth(value) == Some(true),
            Rule::Robots => self.engines |= is_noindex(value),
        }
    }
}

/// Whether a value leaves a page out: this boolean, `exclude`, or a mapping that says so.
fn leaves_out(value: &Value, word: Truth) -> bool {
    let is_set = |key: &str| value.get(key).and_then(truth);
    is_set("exclude") == Some(true)
        || is_set("disable") == Some(true)
        || is_set("index") == Some(false)
        || value.word().is_some_and(|word| word.trim().eq_ignore_ascii_case("exclude"))
        || truth(value) == Some(word == Truth::True)
}

fn is_noindex(value: &Value) -> bool {
    let says = |word: &&str| {
        let word = word.to_lowercase();
        word.split([',', ' ']).any(|part| part == "noindex" || part == "none")
    };
    let of_key = value.get("index").and_then(truth);
    value.words().iter().any(says) || of_key == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::front_matter::value::of_yaml;

    /// Applies the only key of a block.
    fn of(yaml: &str) -> LeftOut {
        let Ok(Value::Map(entries)) = of_yaml(yaml) else { panic!("{yaml}") };
        let mut left_out = LeftOut::default();
        left_out.apply(&entries[0].0, &entries[0].1);
        left_out
    }

    #[test]
    fn the_keys_of_many_tools_are_known() {
        for yaml in ["search: exclude", "search: {exclude: true}", "search: false", "pagefind: no"]
        {
            assert!(of(yaml).search, "{yaml}");
        }
        for yaml in ["sitemap: false", "sitemap: {disable: true}", "sitemapexclude: yes"] {
            assert!(of(yaml).sitemap, "{yaml}");
        }
        for yaml in ["robots: 'noindex, follow'", "robots: {index: false}", "noindex: true"] {
            assert!(of(yaml).engines, "{yaml}");
        }
    }

    #[test]
    fn other_values_leave_nothing_out() {
        for yaml in [
            "search: {boost: 2}",
            "search: true",
            "sitemap: {priority: 0.5}",
            "robots: index",
            "noindex: false",
            "searchexclude: false",
        ] {
            assert_eq!(of(yaml), LeftOut::default(), "{yaml}");
        }
    }
}
