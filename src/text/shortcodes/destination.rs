//! Link destinations in the syntax of other tools, if they are unambiguous.

use std::ops::Range;

use crate::text::shortcodes::shortcode::{self, Shortcode, Tool};

/// A link destination computed from a shortcode.
#[derive(Debug, PartialEq, Eq)]
pub struct ShortcodeLink {
    pub span: Range<usize>,
    pub path: String,
    pub sign: Sign,
    /// Whether Hugo looks it up by name.
    pub by_name: bool,
}

/// The syntax before a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Bracket,
    Quote,
}

impl ShortcodeLink {
    /// The path, padded with spaces to the length of what it replaces.
    pub fn written(&self) -> String {
        let path = match self.sign {
            Sign::Bracket => format!("<{}>", self.path),
            Sign::Quote => self.path.clone(),
        };
        format!("{path:length$}", length = path.chars().count() + self.span.len() - path.len())
    }
}

/// The destination that starts with a shortcode, if it is one.
pub fn read(text: &str, first: &Shortcode) -> Option<ShortcodeLink> {
    let before = text[..first.span.start].trim_end_matches([' ', '<']);
    let sign = match () {
        _ if before.ends_with("](") || before.ends_with("]:") => Sign::Bracket,
        _ if before.ends_with("=\"") || before.ends_with("='") => Sign::Quote,
        _ => return None,
    };
    let opened = text[..first.span.start].ends_with('<');
    let start = first.span.start - usize::from(opened);
    let (mut path, mut end) = (path(first)?, first.span.end);
    if is_base(first)
        && let Some(second) = shortcode::next(text, end).filter(|next| next.span.start == end)
    {
        path = self::path(&second)?;
        end = second.span.end;
    }
    let rest = &text[end..];
    let length = rest.find(|c: char| c.is_whitespace() || ")\"'<>{".contains(c));
    let rest = &rest[..length.unwrap_or(rest.len())];
    path.push_str(rest);
    end += rest.len();
    end += usize::from(opened && text[end..].starts_with('>'));
    let by_name = first.tool == Tool::Hugo;
    let is_path = !path.is_empty() && !path.contains(['<', '>', '\n', '"', '{']);
    let destination = ShortcodeLink { span: start..end, path, sign, by_name };
    let fits = destination.path.len() + 2 <= destination.span.len();
    (is_path && fits && (!is_base(first) || destination.path.starts_with('/')))
        .then_some(destination)
}

/// `{{ site.baseurl }}` is the prefix of every address.
fn is_base(found: &Shortcode) -> bool {
    let names = ["site.baseurl", "site.base_url", "site.url", "base.baseurl", "page.baseurl"];
    found.tool == Tool::Variable && names.contains(&found.name.as_str())
}

/// The path of a shortcode.
fn path(found: &Shortcode) -> Option<String> {
    let argument = found.argument.trim().trim_end_matches('/').trim();
    let bare = argument.trim_matches(['"', '\'']);
    let is_one = !bare.is_empty() && !bare.contains(['"', '\'', '=', '{', '|']);
    match (found.tool, found.name.as_str()) {
        (Tool::Variable, _) if is_base(found) => Some(String::new()),
        (Tool::Variable, path) => {
            path.starts_with(['"', '\'']).then(|| path.trim_matches(['"', '\'']).to_owned())
        }
        (Tool::Hugo, "ref" | "relref") => is_one.then(|| bare.to_owned()),
        // Names are relative to the root of the site.
        (Tool::Liquid, "link" | "page" | "url") => {
            is_one.then(|| format!("/{}", bare.trim_start_matches('/')))
        }
        // The name of a post is that of its file.
        (Tool::Liquid, "post_url") => {
            let name = bare.rsplit('/').next().unwrap_or(bare);
            is_one
                .then(|| if name.ends_with(".md") { name.to_owned() } else { format!("{name}.md") })
        }
        _ => None,
    }
    .filter(|path| !path.starts_with("//") && !path.contains("://"))
}

#[cfg(test)]
mod tests {
    use crate::text::Document;
    use crate::text::shortcodes::shortcode;

    /// The text with its destinations replaced, spaces joined.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = Document::of(text);
        assert_eq!(document.text().len(), text.len());
        let words: Vec<&str> = document.text().split_whitespace().collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn a_link_to_a_page_is_a_link() {
        check("[a]({{< ref \"guide.md#one\" >}})", "[a](<guide.md#one> )");
        check("[a]({{% relref 'x y' %}} \"title\")", "[a](<x y> \"title\")");
        check("[a]({{ site.baseurl }}/b#c)", "[a](</b#c> )");
        check("[a]({{ site.baseurl }}{% link _docs/b.md %}#c)", "[a](</_docs/b.md#c> )");
        check("[a]({{ '/b/' | relative_url }})", "[a](</b/> )");
        check("[a]({% page \"/b/c/\" %}#d)", "[a](</b/c/#d> )");
        check("<a href=\"{{ site.baseurl }}/größe\">", "<a href=\"/größe \">");
        check("[a]: {{site.baseurl}}/b\n", "[a]: </b>");
    }

    #[test]
    fn what_is_not_certain_stays() {
        for text in [
            "{{< ref \"guide.md\" >}}",
            "[a]({{< param \"x\" >}})",
            "[a]({{< ref path=\"x\" >}})",
            "[a]({{ site.baseurl }})",
            "[a]({{ page.link }})",
            "`[a]({{< ref \"x\" >}})`",
        ] {
            check(text, text);
        }
        assert!(shortcode::next("", 0).is_none());
    }
}
