//! Locates the destinations of links in the text.

use std::ops::Range;

use crate::text::{Document, LinkForm, LinkTag};

/// The syntax of a link's destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// `[text](dest)`.
    Inline,
    /// `[text][label]`; the destination is in a definition.
    Reference,
    /// `<https://example.org>`.
    Address,
    /// `[[dest]]`.
    Wiki,
    /// The value of an HTML attribute.
    Attribute,
    /// The name of a tree in a fence's info string.
    Fence,
    /// A bare name in a list of related entries.
    Name,
}

impl Document {
    /// The syntax of the link at `span`, and the range of its destination; the label ends at
    /// `inner`.
    pub fn destination(
        &self,
        link: &LinkTag<'_>,
        span: &Range<usize>,
        inner: usize,
    ) -> (Written, Range<usize>) {
        let (written, dest) = self.written_destination(link, span, inner);
        if !self.is_translated || self.text().get(dest.clone()).is_some_and(|it| says(it, link)) {
            return (written, dest);
        }
        // Part of another tool's syntax.
        let found = self.text().get(span.clone()).and_then(|text| text.find(link.dest));
        match found.filter(|_| !link.dest.is_empty()).map(|at| span.start + at) {
            Some(at) => (Written::Attribute, at..at + link.dest.len()),
            None => (Written::Address, span.clone()),
        }
    }

    fn written_destination(
        &self,
        link: &LinkTag<'_>,
        span: &Range<usize>,
        inner: usize,
    ) -> (Written, Range<usize>) {
        let text = self.text();
        match link.form {
            LinkForm::Wiki | LinkForm::LabelledWiki => {
                (Written::Wiki, wiki_dest(text, span).unwrap_or(span.clone()))
            }
            LinkForm::Inline => {
                let from = text
                    .get(inner..span.end)
                    .and_then(|label| label.find("]("))
                    .map(|at| inner + at + 2);
                let dest = from.map(|from| first_word(text, from..(span.end - 1).max(from)));
                (Written::Inline, dest.unwrap_or(span.clone()))
            }
            LinkForm::Reference => {
                let definition = link.definition.and_then(|index| self.definitions().get(index));
                let dest = definition.map(|definition| definition.dest.clone());
                (Written::Reference, dest.unwrap_or(span.clone()))
            }
            LinkForm::Autolink | LinkForm::Email => {
                (Written::Address, span.start + 1..span.end.max(span.start + 2) - 1)
            }
        }
    }
}

/// Whether a written destination is that of a link; escapes are not compared.
fn says(written: &str, link: &LinkTag<'_>) -> bool {
    written == link.dest || written.contains(['\\', '&']) || link.form.is_wiki()
}

/// The name in `[[name|label]]`, without the backslash that table cells need before the bar.
fn wiki_dest(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let from = span.start + text[span.clone()].find("[[")? + 2;
    let length = text[from..span.end].find(['|', ']'])?;
    let written = &text[from..from + length];
    let name = written.strip_suffix('\\').unwrap_or(written);
    let from = from + name.len() - name.trim_start().len();
    Some(from..from + name.trim().len())
}

/// The first word of a range, in angle brackets or up to a space.
pub(super) fn first_word(text: &str, span: Range<usize>) -> Range<usize> {
    let written = text.get(span.clone()).unwrap_or("");
    let bare = written.trim_start();
    let from = span.start + written.len() - bare.len();
    match bare.strip_prefix('<') {
        Some(inside) => from + 1..from + 1 + inside.find('>').unwrap_or(inside.len()),
        None => from..from + bare.find(char::is_whitespace).unwrap_or(bare.len()),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::parse;
    use crate::source::SourceFile;

    #[test]
    fn every_form_of_link_shows_where_it_leads() {
        let cases = [
            ("[a.md](a.md)", "a.md"),
            ("[`a`](<a b.md> \"t\")", "a b.md"),
            ("[a\n]( a(1).md 't')", "a(1).md"),
            ("![x](a.png)", "a.png"),
            ("[![x](y.png)](a.md)", "a.md, y.png"),
            ("[[a|a]]", "a"),
            ("![[ a b#c | d ]]", "a b#c"),
            ("| [[a\\|b]] |\n|---|\n", "a"),
            ("[a.md][r]\n\n[r]: a.md", "a.md"),
            ("[r]\n\n[r]: <a.md> \"t\"\n[s]: a.md", "a.md"),
            ("<a href=\"a.md\">x</a>", "a.md"),
            ("[](a.md)", "a.md"),
            ("[x](gone.md \"see gone.md\")", "gone.md"),
            ("<https://a.example>", ""),
            ("```tree a\n```", "a"),
        ];
        for (markdown, expected) in cases {
            let text = format!("---\ntitle: é\n---\n{markdown}\n");
            let file = SourceFile::new("a.md".into(), "a.md".into(), text.as_str().into());
            let (draft, _) = parse::page(&file, &Config::default());
            let places = draft.prose.links.iter().filter_map(|link| link.place());
            let found: Vec<&str> = places.map(|place| &text[place]).collect();
            assert_eq!(found.join(", "), expected, "{markdown}");
        }
    }
}
