//! Markdown in pieces, with what authors of vaults write: callouts, highlights, tags and the ids
//! of blocks.
//!
//! The parser does not know these. They are found in the text that it leaves, so what is code, a
//! link or HTML to it stays that.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::prose::callout::{self, Callout, Fold};
use crate::prose::{Punctuation, Spanned, hashtag, highlight, split_events};

#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    Markdown(Event<'a>),
    /// Instead of the start of a quote. The title follows, up to `TitleEnd`; then the quote's
    /// blocks, up to `CalloutEnd`.
    Callout(Callout<'a>),
    TitleEnd,
    CalloutEnd(Callout<'a>),
    HighlightStart,
    HighlightEnd,
    /// With its `#`.
    Hashtag(&'a str),
    /// The id of a block, without its caret.
    BlockId(&'a str, Block),
}

impl<'a> Piece<'a> {
    /// The piece as markdown says it, for who only wants to know where text begins and ends.
    pub fn as_markdown(&self) -> Option<Event<'a>> {
        Some(match self {
            Piece::Markdown(event) => event.clone(),
            Piece::Callout(_) => Event::Start(Tag::BlockQuote(None)),
            Piece::TitleEnd => Event::End(TagEnd::Paragraph),
            Piece::CalloutEnd(_) => Event::End(TagEnd::BlockQuote(None)),
            Piece::Hashtag(tag) => Event::Text(CowStr::Borrowed(tag)),
            Piece::HighlightStart | Piece::HighlightEnd | Piece::BlockId(..) => return None,
        })
    }
}

/// Which block an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// The paragraph or item at whose end it stands.
    Around,
    /// The block before it: the id stands on a line of its own.
    Before,
}

/// The pieces of `text`, each with its byte range in `text`.
pub fn pieces(
    text: &str,
    punctuation: Punctuation,
) -> impl Iterator<Item = (Piece<'_>, Range<usize>)> {
    part(text, punctuation, |_| false)
}

/// The same for a part of a text: `is_link` says whether a link whose destination is defined
/// elsewhere starts at a byte.
pub fn part<'a>(
    text: &'a str,
    punctuation: Punctuation,
    is_link: impl FnMut(usize) -> bool + 'a,
) -> impl Iterator<Item = (Piece<'a>, Range<usize>)> {
    let events = split_events(text, punctuation, is_link).peekable();
    let mut marks: Vec<(usize, Piece<'a>)> = Vec::new();
    for pair in highlight::find(text) {
        marks.push((pair.start, Piece::HighlightStart));
        marks.push((pair.end, Piece::HighlightEnd));
    }
    marks.sort_by_key(|(at, _)| *at);
    let cutter = Cutter {
        text,
        events,
        highlights: marks,
        ready: VecDeque::new(),
        quotes: Vec::new(),
        title: None,
        highlighted: false,
        code: 0,
        links: 0,
    };
    JoinedText { pieces: cutter.peekable() }
}

struct Cutter<'a, I: Iterator<Item = Spanned<'a>>> {
    text: &'a str,
    events: Peekable<I>,
    /// In order, by byte.
    highlights: Vec<(usize, Piece<'a>)>,
    ready: VecDeque<(Piece<'a>, Range<usize>)>,
    /// For each quote that is open, whether it is a callout.
    quotes: Vec<Option<Callout<'a>>>,
    title: Option<Title>,
    /// Whether a highlight is open.
    highlighted: bool,
    code: usize,
    links: usize,
}

/// The title of a callout, which is the first line of a paragraph.
struct Title {
    paragraph: Range<usize>,
    /// The end of the callout's mark.
    from: usize,
    /// How many elements are open in it: the title ends outside of all.
    depth: usize,
}

impl<'a, I: Iterator<Item = Spanned<'a>>> Iterator for Cutter<'a, I> {
    type Item = (Piece<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Some(piece);
            }
            let (event, range) = self.events.next()?;
            match self.title {
                Some(_) => self.title(event, range),
                None => self.event(event, range),
            }
        }
    }
}

impl<'a, I: Iterator<Item = Spanned<'a>>> Cutter<'a, I> {
    fn push(&mut self, piece: Piece<'a>, range: Range<usize>) {
        self.ready.push_back((piece, range));
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::BlockQuote(kind)) => {
                let kind = kind.map(|kind| Callout { kind: alert(kind), fold: Fold::Never });
                return self.quote(kind, range);
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                if let Some(callout) = self.quotes.pop().flatten() {
                    return self.push(Piece::CalloutEnd(callout), range);
                }
            }
            Event::Start(Tag::Paragraph) => {
                if let Some(id) = block_id(self.text[range.clone()].trim()) {
                    self.events.by_ref().find(|(event, _)| *event == Event::End(TagEnd::Paragraph));
                    return self.push(Piece::BlockId(id, Block::Before), range);
                }
            }
            Event::Start(Tag::CodeBlock(_)) => self.code += 1,
            Event::End(TagEnd::CodeBlock) => self.code -= 1,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => self.links -= 1,
            Event::Text(_) if self.code == 0 => return self.words(event, range),
            _ => {}
        }
        self.push(Piece::Markdown(event), range);
    }

    fn quote(&mut self, kind: Option<Callout<'a>>, range: Range<usize>) {
        if let Some(callout) = kind {
            self.quotes.push(Some(callout));
            self.push(Piece::Callout(callout), range.clone());
            return self.push(Piece::TitleEnd, range.start..range.start);
        }
        let paragraph = match self.events.peek() {
            Some((Event::Start(Tag::Paragraph), paragraph)) => paragraph.clone(),
            _ => 0..0,
        };
        let text: &'a str = self.text;
        let Some((callout, length)) = callout::head(&text[paragraph.clone()]) else {
            self.quotes.push(None);
            return self.push(Piece::Markdown(Event::Start(Tag::BlockQuote(None))), range);
        };
        self.events.next();
        self.quotes.push(Some(callout));
        self.push(Piece::Callout(callout), range);
        let from = paragraph.start + length;
        self.title = Some(Title { paragraph, from, depth: 0 });
    }

    /// Something in the title of a callout.
    fn title(&mut self, event: Event<'a>, range: Range<usize>) {
        let Some(title) = &mut self.title else { return };
        match event {
            Event::SoftBreak | Event::HardBreak if title.depth == 0 => {
                let rest = range.end..title.paragraph.end;
                self.title = None;
                let highlighted = self.highlighted;
                if highlighted {
                    self.push(Piece::HighlightEnd, range.clone());
                }
                self.push(Piece::TitleEnd, range.clone());
                self.event(Event::Start(Tag::Paragraph), rest);
                if highlighted {
                    self.push(Piece::HighlightStart, range);
                }
            }
            Event::End(TagEnd::Paragraph) => {
                self.title = None;
                self.push(Piece::TitleEnd, range);
            }
            _ if range.end <= title.from => {}
            Event::Text(text) if range.start < title.from => {
                let cut = title.from - range.start;
                let rest = text.get(cut..).unwrap_or("").to_owned();
                self.words(Event::Text(rest.into()), range.start + cut..range.end);
            }
            event => {
                match &event {
                    Event::Start(_) => title.depth += 1,
                    Event::End(_) => title.depth = title.depth.saturating_sub(1),
                    _ => {}
                }
                self.event(event, range);
            }
        }
    }

    /// A stretch of text that stands in the source as it is, with what is marked in it.
    fn words(&mut self, event: Event<'a>, range: Range<usize>) {
        let text: &'a str = self.text;
        let is_verbatim = |event: &Event<'_>, range: &Range<usize>| match event {
            Event::Text(words) => **words == text[range.clone()],
            _ => false,
        };
        if !is_verbatim(&event, &range) {
            return self.push(Piece::Markdown(event), range);
        }
        let Range { start, mut end } = range;
        while let Some((_, more)) =
            self.events.next_if(|(event, more)| more.start == end && is_verbatim(event, more))
        {
            end = more.end;
        }
        let mut marks: Vec<(Range<usize>, Piece<'a>)> = Vec::new();
        let from = self.highlights.partition_point(|(at, _)| *at < start);
        for (at, piece) in self.highlights[from..].iter().take_while(|(at, _)| *at < end) {
            marks.push((*at..*at + 2, piece.clone()));
        }
        if self.links == 0 {
            for tag in hashtag::find(&text[..start], &text[start..end]) {
                let tag = start + tag.start..start + tag.end;
                marks.push((tag.clone(), Piece::Hashtag(&text[tag])));
            }
        }
        if let Some((mark, id)) = self.id_at_end(start..end) {
            marks.push((mark, Piece::BlockId(id, Block::Around)));
        }
        marks.sort_by_key(|(range, _)| range.start);
        let mut at = start;
        for (range, piece) in marks {
            // A tag may not reach into what follows it.
            if range.start < at {
                continue;
            }
            self.plain(at..range.start);
            at = range.end;
            match piece {
                Piece::HighlightStart => self.highlighted = true,
                Piece::HighlightEnd => self.highlighted = false,
                _ => {}
            }
            self.push(piece, range);
        }
        self.plain(at..end);
    }

    fn plain(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let words = CowStr::Borrowed(&self.text[range.clone()]);
            self.push(Piece::Markdown(Event::Text(words)), range);
        }
    }

    /// The id that ends a block, with the space before it.
    fn id_at_end(&mut self, range: Range<usize>) -> Option<(Range<usize>, &'a str)> {
        let ends = matches!(
            self.events.peek(),
            Some((Event::End(TagEnd::Paragraph | TagEnd::Item) | Event::Start(Tag::List(_)), _))
        );
        let text: &'a str = self.text;
        let words = &text[range.clone()];
        let caret = words.rfind('^').filter(|_| ends && self.title.is_none())?;
        let id = block_id(words[caret..].trim_end())?;
        let before = text[..range.start + caret].chars().next_back();
        let spaces = words[..caret].trim_end().len();
        before
            .is_none_or(|c| c.is_whitespace() || c == ']')
            .then_some((range.start + spaces..range.end, id))
    }
}

/// The id that a mark such as `^outcome-1` sets.
fn block_id(mark: &str) -> Option<&str> {
    let id = mark.strip_prefix('^')?;
    let is_id = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_id.then_some(id)
}

fn alert(kind: pulldown_cmark::BlockQuoteKind) -> &'static str {
    use pulldown_cmark::BlockQuoteKind::{Caution, Important, Note, Tip, Warning};
    match kind {
        Note => "note",
        Tip => "tip",
        Important => "important",
        Warning => "warning",
        Caution => "caution",
    }
}

/// Joins stretches of text that follow each other.
struct JoinedText<'a, I: Iterator<Item = (Piece<'a>, Range<usize>)>> {
    pieces: Peekable<I>,
}

impl<'a, I: Iterator<Item = (Piece<'a>, Range<usize>)>> Iterator for JoinedText<'a, I> {
    type Item = (Piece<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let is_text = |piece: &Piece<'_>| matches!(piece, Piece::Markdown(Event::Text(_)));
        let (piece, mut range) = self.pieces.next()?;
        if !is_text(&piece) || !self.pieces.peek().is_some_and(|(next, _)| is_text(next)) {
            return Some((piece, range));
        }
        let mut joined = String::new();
        if let Piece::Markdown(Event::Text(text)) = piece {
            joined.push_str(&text);
        }
        while let Some((Piece::Markdown(Event::Text(text)), more)) =
            self.pieces.next_if(|(piece, _)| is_text(piece))
        {
            joined.push_str(&text);
            range.end = more.end;
        }
        Some((Piece::Markdown(Event::Text(joined.into())), range))
    }
}
