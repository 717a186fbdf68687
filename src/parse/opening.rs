//! Finds the heading that opens a page, and whether the page says anything beside it.

use crate::raw_html::{self, Side, Token, Verdict};
use crate::text::{Event, Tag};

/// What has been seen of a page so far.
#[derive(Default)]
pub(super) struct OpeningFinder {
    /// The number of headings that ended.
    headings: usize,
    in_heading: bool,
    /// The depth of images, whose words are not shown.
    images: usize,
    /// Whether there was text before the first heading.
    has_lead: bool,
    /// The element of code, such as a script, whose content is not shown.
    in_code: Option<String>,
    /// Whether there is anything outside of the first heading.
    has_content: bool,
}

/// What a page begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Opening {
    /// Whether its first heading comes before any text.
    pub is_heading: bool,
    /// Whether there is nothing to read but that heading: at most comments, and tags of other
    /// tools, which list other pages.
    pub says_nothing: bool,
}

impl OpeningFinder {
    pub fn event(&mut self, event: &Event<'_>) {
        // The rest of a page changes nothing.
        if self.has_content && self.headings > 0 {
            return;
        }
        match event {
            Event::Start(Tag::Heading(_)) => {
                self.in_heading = true;
                self.has_content |= self.headings > 0;
            }
            Event::End(Tag::Heading(_)) => {
                self.in_heading = false;
                self.headings += 1;
            }
            Event::Start(Tag::Image(link)) => {
                self.images += 1;
                self.has_content |= !self.in_heading;
                // An embed may show text.
                self.has_lead |= self.headings == 0 && link.form.is_wiki();
            }
            Event::End(Tag::Image(_)) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_)) => self.text(),
            Event::Start(Tag::BlockQuote | Tag::Callout(_) | Tag::List(_)) | Event::Rule => {
                self.has_lead |= self.headings == 0
            }
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) | Event::Hashtag(text)
                if has_words(text) =>
            {
                self.text();
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html),
            _ => {}
        }
    }

    fn text(&mut self) {
        if self.images == 0 && !self.in_heading {
            self.has_lead |= self.headings == 0;
            self.has_content = true;
        }
    }

    fn html(&mut self, html: &str) {
        for token in raw_html::scan(html) {
            match token {
                Token::Tag(tag) if tag.verdict() == Verdict::Code => {
                    let opens = tag.side == Side::Open && !tag.is_closed;
                    match &self.in_code {
                        None if opens => self.in_code = Some(tag.name),
                        Some(name) if *name == tag.name && !opens => self.in_code = None,
                        _ => {}
                    }
                }
                _ if self.in_code.is_some() => {}
                Token::Text(text) if has_words(&html[text.clone()]) => self.text(),
                Token::Tag(tag) if SHOWN.contains(&tag.name.as_str()) => {
                    self.has_content |= !self.in_heading;
                }
                _ => {}
            }
        }
    }

    pub fn finish(self) -> Opening {
        Opening { is_heading: self.headings > 0 && !self.has_lead, says_nothing: !self.has_content }
    }
}

/// Elements that show something without words.
const SHOWN: &[&str] =
    &["img", "picture", "svg", "video", "audio", "iframe", "object", "embed", "input", "hr"];

/// Whether a text holds a word outside of the tags of other tools, and is no mark for contents.
fn has_words(text: &str) -> bool {
    if !text.contains('{') {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        return !bare.is_empty() && !bare.eq_ignore_ascii_case("toc");
    }
    let mut rest = text;
    while let Some(start) = find_pair(rest, [b"{{", b"{%"]) {
        if rest[..start].contains(char::is_alphanumeric) {
            return true;
        }
        let end = find_pair(&rest[start + 2..], [b"}}", b"%}"]);
        let Some(end) = end else { return true };
        rest = &rest[start + 2 + end + 2..];
    }
    rest.contains(char::is_alphanumeric)
}

/// The place of the first of two signs.
fn find_pair(text: &str, signs: [&[u8; 2]; 2]) -> Option<usize> {
    text.as_bytes().windows(2).position(|bytes| signs.iter().any(|sign| bytes == *sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn opening(markdown: &str) -> (bool, bool) {
        let document = Document::of(markdown);
        let mut finder = OpeningFinder::default();
        document.events().for_each(|(event, _)| finder.event(&event));
        let opening = finder.finish();
        (opening.is_heading, opening.says_nothing)
    }

    #[test]
    fn a_heading_opens_a_page_before_any_text() {
        for markdown in [
            "# A\n\nText",
            "<!-- note -->\n\n# A\n\nText",
            "[![build](b.svg)](x) ![docs](d.svg)\n\n# A\n\nText",
            "<script setup>\nimport A from \"x\"\n</script>\n\n# A\n\nText",
            "<style>\n.a { color: red }\n\n.b { top: 0 }\n</style>\n\n# A\n\nText",
            "<p align=\"center\">\n<img src=\"a.png\">\n</p>\n\n# A\n\nText",
        ] {
            assert_eq!(opening(markdown), (true, false), "{markdown}");
        }
        for markdown in [
            "Text\n\n# A",
            "---\n\n# A\n\nText",
            "![[b]]\n\n# A",
            "- a\n\n# A",
            "> # A\n\nText",
            "- # A\n\nText",
            "```\ncode\n```\n\n# A",
            "<b>x</b>\n\n# A",
        ] {
            assert_eq!(opening(markdown), (false, false), "{markdown}");
        }
    }

    #[test]
    fn many_tags_in_a_line_take_no_time() {
        for text in ["{{youtube}}", "{% raw %}    ", "{{#include é}} "] {
            assert!(!has_words(&text.repeat(20_000)), "{text}");
        }
        assert!(has_words("{{a}} {% b %} c") && has_words("a {{b}}") && !has_words("{% b }}"));
    }

    #[test]
    fn a_page_may_say_nothing_but_its_title() {
        for markdown in [
            "",
            "<!-- only a comment -->",
            "{{< toc-tree >}}",
            "{{% children depth=\"2\" %}}",
            "{% for page in pages %}\n- [{{ page.title }}]({{ page.url }})\n{% endfor %}",
            "[TOC]",
        ] {
            assert!(opening(markdown).1, "{markdown}");
            assert_eq!(opening(&format!("# Title\n\n{markdown}")), (true, true), "{markdown}");
        }
        for markdown in ["Word", "{{< x >}} word", "# A\n\n## B", "![a](b.png)", "`code`", "{ a }"]
        {
            assert!(!opening(markdown).1, "{markdown}");
        }
    }
}
