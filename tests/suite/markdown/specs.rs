//! The examples of the specifications of CommonMark and of GitHub's markdown.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use super::article_in;
use crate::common::Book;

const EXAMPLES: &str = include_str!("../../fixtures/markdown-specs.txt");

/// Why some examples are shown in another way.
const DIFFERENT: &[(&str, &str, &[u16])] = &[
    (
        "HTML is made well-formed: elements are closed, and tables have a body",
        "commonmark",
        &[
            21, 31, 148, 149, 150, 151, 155, 160, 165, 174, 175, 184, 187, 190, 191, 344, 476, 477,
            494, 613, 614, 615, 616, 623, 630, 631, 642, 643,
        ],
    ),
    (
        "HTML that pages may not hold, and what is no HTML, is shown as text",
        "commonmark",
        &[
            156, 157, 158, 163, 170, 171, 172, 173, 176, 178, 180, 181, 182, 201, 491, 524, 536,
            617, 627, 628, 629,
        ],
    ),
    ("double brackets are wikilinks", "commonmark", &[548, 559, 590]),
    ("bare addresses are links, as on GitHub", "commonmark", &[602, 606, 608, 611, 612]),
    ("an image that is missing says so", "commonmark", &[475, 581]),
    ("a link without words shows its target", "commonmark", &[484]),
    ("cells beyond the last column are shown", "table", &[7]),
    ("headings without text are left out", "commonmark", &[79]),
];

pub(super) struct Example<'a> {
    pub(super) set: &'a str,
    pub(super) number: u16,
    pub(super) markdown: &'a str,
    html: &'a str,
}

pub(super) fn examples() -> impl Iterator<Item = Example<'static>> {
    let fence = "`".repeat(32);
    let parts: Vec<&str> = EXAMPLES.split(&fence).collect();
    let examples: Vec<_> = parts
        .chunks(2)
        .filter_map(|parts| {
            let (name, example) = parts.get(1)?.trim_start_matches(' ').split_once('\n')?;
            let (set, number) = name.split_once(' ')?;
            let (markdown, html) = match example.strip_prefix(".\n") {
                Some(html) => ("", html),
                None => example.split_once("\n.\n")?,
            };
            Some(Example { set, number: number.parse().ok()?, markdown, html })
        })
        .collect();
    examples.into_iter()
}

/// All examples as one book, each on a page of its own.
fn book() -> Book {
    let mut fixture = "-- content/index.md --\n# Home\n".to_owned();
    for Example { set, number, markdown, .. } in examples() {
        let markdown = markdown.replace('→', "\t");
        fixture += &format!("-- content/{set}/{number}.md --\n---\ntitle: T\n---\n{markdown}\n");
    }
    Book::new(&fixture)
}

#[test]
fn the_examples_of_the_specifications_are_shown_as_they_ask() {
    let book = book();
    let mut different: Vec<(&str, u16)> = Vec::new();
    for example in examples() {
        let Example { set, number, html, .. } = example;
        let shown = normal(&article_in(&book, &format!("{set}/{number}.md")));
        if shown != normal(html) {
            different.push((set, number));
            println!("{set} {number}\n{}\n{}\n{shown}\n", example.markdown, normal(html));
        }
    }
    let sets =
        DIFFERENT.iter().flat_map(|(_, set, numbers)| numbers.iter().map(move |n| (*set, *n)));
    let expected: BTreeSet<(&str, u16)> = sets.collect();
    assert_eq!(different.into_iter().collect::<BTreeSet<_>>(), expected);
}

/// HTML without what may differ: white space between blocks, the level of the first headings, and the
/// attributes and elements that fieldbook adds. Links and images are `<a>`, because their targets do not exist.
fn normal(html: &str) -> String {
    let tokenizer = Tokenizer::new(Normal::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let written = tokenizer.sink.0.into_inner();
    written.out.trim().to_owned()
}

#[derive(Default)]
struct Normal(RefCell<Written>);

#[derive(Default)]
struct Written {
    out: String,
    pre: usize,
    /// The names of open elements, and as what they are written; empty for those that are left out.
    open: Vec<(String, &'static str)>,
}

/// Elements inside of a line.
const INLINE: &[&str] = &["a", "em", "strong", "del", "code", "input", "br", "b", "i"];

impl Written {
    fn start(&mut self, tag: &Tag) {
        let get = |name: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found.map_or("", |attribute| &*attribute.value)
        };
        let name = &*tag.name;
        let class = get("class");
        let shown = match name {
            "span" if class == "missing" => "a",
            "span" if self.pre > 0 => "",
            "a" if class == "anchor" => "",
            "div" if class == "table" => "",
            "label" => "",
            "span" if class.is_empty() => "a",
            "a" | "img" => "a",
            "input" => "input",
            "h1" => "h2",
            "h2" => "h2",
            _ => "same",
        };
        let is_void = matches!(name, "img" | "input" | "br" | "hr");
        if !is_void {
            self.open.push((name.to_owned(), shown));
        }
        self.pre += usize::from(name == "pre");
        let language =
            if class.starts_with("language-") { format!(" {class}") } else { String::new() };
        match shown {
            "" => {}
            "a" if name == "img" => self.out.push_str(&format!("<a>{}</a>", get("alt"))),
            "a" => self.out.push_str("<a>"),
            "input" if tag.attrs.iter().any(|attribute| &*attribute.name.local == "checked") => {
                self.out.push_str("[x]");
            }
            "input" => self.out.push_str("[ ]"),
            _ => {
                self.trim(name);
                let name = if shown == "same" { name } else { shown };
                self.out.push_str(&format!("<{name}{language}{}>", get("start")));
            }
        }
    }

    fn end(&mut self, tag: &Tag) {
        let name = &*tag.name;
        self.pre -= usize::from(name == "pre" && self.pre > 0);
        let open = self.open.iter().rposition(|(open, _)| open == name);
        match open.map(|open| self.open.remove(open).1) {
            Some("") => {}
            Some("a") => self.out.push_str("</a>"),
            Some("h2") => {
                self.trim(name);
                self.out.push_str("</h2>");
            }
            _ => {
                self.trim(name);
                self.out.push_str(&format!("</{name}>"));
            }
        }
    }

    /// White space beside a block means nothing.
    fn trim(&mut self, name: &str) {
        if !INLINE.contains(&name) && self.pre == 0 {
            self.out.truncate(self.out.trim_end().len());
        }
    }

    fn words(&mut self, text: &str) {
        if self.pre > 0 {
            return self.out.push_str(text);
        }
        let ends_block = self.out.rsplit_once('<').is_some_and(|(_, tag)| {
            let name = tag.trim_start_matches('/').trim_end_matches('>');
            tag.ends_with('>') && !INLINE.contains(&name)
        });
        let mut space = ends_block || self.out.is_empty() || self.out.ends_with(' ');
        for c in text.chars() {
            match c {
                ' ' | '\n' if space => {}
                ' ' | '\n' => self.out.push(' '),
                '<' => self.out.push_str("&lt;"),
                c => self.out.push(c),
            }
            space = c == ' ' || c == '\n';
        }
    }
}

impl TokenSink for Normal {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut written = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => written.start(&tag),
            Token::TagToken(tag) => written.end(&tag),
            Token::CharacterTokens(text) => written.words(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
