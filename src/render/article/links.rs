//! Renders links and bare URLs.

use std::ops::Range;

use crate::text::{LinkForm, LinkTag};

use crate::formats::logseq::names as logseq;
use crate::link::Target;
use crate::link::names::NameMatch;
use crate::parse::citations::short;
use crate::parse::tree_prose::without_mark;
use crate::parse::{Heading, Parsed, Syntax, plain};
use crate::render::article::ArticleWriter;
use crate::render::article::setting::{Fragment, Setting};
use crate::render::autolink;
use crate::source::file_name;

/// How to show the label of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum LinkLabel {
    #[default]
    AsWritten,
    /// After the bar of a wikilink, where authors often leave a space.
    Trimmed,
    /// The name in a wikilink without a bar.
    Name,
}

/// The label of a wikilink without one: name and heading, without a block id.
pub fn wiki_label(dest: &str) -> String {
    let dest = dest.trim();
    let name = match dest.split_once('^') {
        Some((name, _)) if !name.trim_end_matches('#').is_empty() => name,
        _ => dest,
    };
    let name = name.trim_start_matches('#');
    // A sign at the end, or after a space, is part of a name such as `C#` or `Ask #ops`.
    let is_only_end = name.find('#') == Some(name.trim_end_matches('#').len());
    let name = if is_only_end { name.trim_end_matches('#') } else { name };
    let mut label = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let after = &name[at + c.len_utf8()..];
        let is_sign = name[..at].ends_with(' ') || after.is_empty() || after.starts_with('#');
        match c {
            '#' if !is_sign => label.push_str(" › "),
            c => label.push(c),
        }
    }
    label
}

impl ArticleWriter<'_> {
    pub(super) fn start_link(&mut self, link: LinkTag<'_>, at: usize) {
        self.label = match link.form {
            LinkForm::LabelledWiki => LinkLabel::Trimmed,
            LinkForm::Wiki if self.is_whole_name(at) => LinkLabel::AsWritten,
            LinkForm::Wiki => LinkLabel::Name,
            _ => LinkLabel::AsWritten,
        };
        self.open_link(link.title, at);
        if self.entry.parsed.prose.wordless.binary_search(&at).is_ok() {
            let words = self.target_title(at).unwrap_or_default();
            self.html().text(&words);
        }
    }

    /// What a link without words shows: the title of its target.
    fn target_title(&self, at: usize) -> Option<String> {
        let link = self.playbook.links.at(self.entry, at)?;
        if link.written.dest.trim_start_matches('#').is_empty() {
            return None;
        }
        Some(match link.target {
            Target::Entry { entry, anchor } => {
                let parsed = &self.playbook.entry(*entry).parsed;
                let is_meant = |heading: &&Heading| Some(&heading.id) == anchor.as_ref();
                let heading = parsed.prose.headings.iter().find(is_meant);
                heading.map_or(&parsed.title, |heading| &heading.text).clone()
            }
            Target::Asset { asset, .. } => {
                file_name(&self.playbook.asset(*asset).asset.path).to_owned()
            }
            Target::Missing(_) => link.written.dest.trim_start_matches('#').to_owned(),
            _ => return None,
        })
    }

    /// Whether the name in a wikilink holds a sign that would end it.
    fn is_whole_name(&self, at: usize) -> bool {
        let names = &self.playbook.names;
        let link =
            self.playbook.links.at(self.entry, at).filter(|_| names.hold('#') || names.hold('^'));
        link.is_some_and(|link| {
            let dest = &link.written.dest;
            dest.contains(['#', '^']) && names.entry(dest, "") != NameMatch::Nothing
        })
    }

    /// Opens the link that starts at a byte.
    fn open_link(&mut self, title: &str, at: usize) {
        let target = self.target(at);
        let name = match target {
            Some(Target::Missing(why)) => {
                self.html().open("span", &[("class", "missing"), ("title", &why)]);
                "span"
            }
            Some(Target::Wanted(name)) => self.start_wanted(&name),
            Some(_) if self.citation(at).is_some() => {
                let citation = self.citation(at).cloned();
                let html = citation.map(|citation| self.start_cite(&citation));
                self.html().html(&html.unwrap_or_default());
                "sup"
            }
            Some(target) => {
                let link = self.link_attributes(&target);
                let link = link.iter().map(|(name, value)| (*name, value.as_str()));
                let title = Some(("title", title)).filter(|(_, title)| !title.is_empty());
                self.html().open("a", &link.chain(title).collect::<Vec<_>>());
                "a"
            }
            None => {
                self.html().open("span", &[]);
                "span"
            }
        };
        self.link_ends.push(name);
    }

    /// Links a wanted entry to its place on the page of wanted entries.
    pub(super) fn start_wanted(&mut self, name: &str) -> &'static str {
        let why = self.words().no_entry.fill(&[("name", &name)]);
        let href = self.href(&Target::Wanted(name.to_owned()));
        let attributes = [("class", "missing"), ("title", why.as_str()), ("href", &href)];
        let is_no_link = href.is_empty() || !self.link_ends.is_empty();
        let (tag, attributes) =
            if is_no_link { ("span", &attributes[..2]) } else { ("a", &attributes[..]) };
        self.html().open(tag, attributes);
        tag
    }

    /// The first line of the block that a reference such as `((id))` names.
    pub(super) fn block_words(&self, reference: &str) -> Option<String> {
        let id = logseq::block(reference)?;
        let entry = self.playbook.entry(self.playbook.names.block(id)?);
        let Parsed { prose, document, .. } = &*entry.parsed;
        let block = prose.blocks.iter().find(|block| block.id.eq_ignore_ascii_case(id))?;
        let words = plain::read(document, block.span.clone(), None, &prose.closed);
        let first = words.iter().flat_map(|part| part.text.lines()).map(str::trim);
        let first =
            first.filter(|line| !line.is_empty()).find(|line| logseq::block(line).is_none());
        let heading =
            prose.headings.iter().find(|heading| block.span.contains(&heading.span.start));
        let first = match heading {
            Some(heading) => Some(heading.text.as_str()),
            None => first,
        };
        first.map(str::to_owned)
    }

    /// Opens the link of a bare name in a list of related entries; returns the end of its label.
    fn start_name(&mut self, text: &str, span: &Range<usize>) -> Option<usize> {
        let link = self.playbook.links.at(self.entry, span.start)?;
        // Words from another tool's syntax may share their place with a link.
        if link.written.syntax != Syntax::Name {
            return None;
        }
        let is_written = self.entry.parsed.text.get(span.clone()) == Some(text);
        let end = if is_written { link.span.len().min(text.len()) } else { text.len() };
        self.open_link("", span.start);
        Some(end)
    }

    pub(super) fn end_link(&mut self) {
        self.label = LinkLabel::AsWritten;
        match self.link_ends.pop() {
            Some("sup") => {
                let html = self.end_cite();
                self.html().html(&html);
            }
            Some(name) => {
                self.html().close(name);
            }
            None => {}
        }
    }

    /// The target of the link at a byte.
    pub(super) fn target(&self, at: usize) -> Option<Target> {
        self.playbook.links.at(self.entry, at).map(|link| link.target.clone())
    }

    /// The attributes of a link. A link from an outcome into another tree carries the answers to
    /// the questions that both trees share.
    pub(super) fn link_attributes(&self, target: &Target) -> Vec<(&'static str, String)> {
        let mut attributes = vec![("href", self.href(target))];
        if let (
            Setting::Fragment(Fragment { outcome_of: Some(tree), .. }),
            Target::Entry { entry, .. },
        ) = (&self.setting, target)
            && let Some(next) = self.playbook.own_tree(*entry)
        {
            let nodes = self.playbook.tree(next).tree.nodes.iter();
            let shared = nodes.filter(|node| node.is_question() && tree.by_id(&node.id).is_some());
            let shared: Vec<&str> = shared.map(|node| node.id.as_str()).collect();
            attributes.push(("class", "continue".to_owned()));
            attributes.push(("data-carries", shared.join(" ")));
        }
        attributes
    }

    pub(super) fn href(&self, target: &Target) -> String {
        self.place.href(self.playbook, target)
    }

    pub(super) fn text(&mut self, text: &str, span: Range<usize>) {
        let mut text = without_mark(text, &self.entry.parsed.text[span.end..]);
        let name;
        match std::mem::take(&mut self.label) {
            LinkLabel::AsWritten => {}
            LinkLabel::Trimmed => text = text.trim_start(),
            LinkLabel::Name => {
                name = self.block_words(text).unwrap_or_else(|| wiki_label(text));
                text = &name;
            }
        }
        if self.citing.is_some() || !self.link_ends.is_empty() {
            let text = self.cite_label(text);
            self.html().text(text);
            return;
        }
        if let Some(end) = self.start_name(text, &span) {
            self.html().text(&text[..end]);
            self.end_link();
            self.addresses(&text[end..]);
            return;
        }
        let mut from = 0;
        for (time, _) in self.bare_times(text) {
            let citation = self.citation(span.start + time.start).cloned();
            if let Some(citation) = citation {
                self.addresses(&text[from..time.start]);
                let (start, end) = (self.start_cite(&citation), self.end_cite());
                self.html().html(&start).text(short(&text[time.clone()])).html(&end);
                from = time.end;
            }
        }
        self.addresses(&text[from..]);
    }

    /// Writes text and links bare addresses.
    fn addresses(&mut self, text: &str) {
        if self.raw_open > 0 || !autolink::may_hold(text) {
            self.plain(text);
            return;
        }
        let mut at = 0;
        for address in autolink::addresses(text) {
            self.plain(&text[at..address.range.start]);
            let href = format!("{}{}", address.scheme, address.written);
            self.html().element("a", &[("href", &href)], address.written);
            at = address.range.end;
        }
        self.plain(&text[at..]);
    }
}
