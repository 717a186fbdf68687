//! HTML as a browser's tokenizer reads it, so that the writer is not judged by itself.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
};

/// An opening tag, with the text that follows it up to the next tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    /// With character references undone.
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page, in order.
pub fn elements(html: &str) -> Vec<Element> {
    read(html).elements
}

/// The text of a page as a reader could see it, without scripts, with a space at every tag.
pub fn text(html: &str) -> String {
    read(html).text
}

/// A page whose code has no elements for the kinds of its words.
pub fn without_highlights(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, code)) = rest.split_once("<code") {
        let (code, after) = code.split_once("</code>").unwrap_or((code, ""));
        let mut parts = code.split("<span class=\"");
        plain += &format!("{before}<code{}", parts.next().unwrap_or_default());
        parts.filter_map(|part| part.split_once('>')).for_each(|(_, text)| plain += text);
        plain += "</code>";
        rest = after;
    }
    (plain + rest).replace("</span>", "")
}

/// What stands between `<main …>` and `</main>`.
pub fn main(html: &str) -> &str {
    let start = html.find("<main").and_then(|at| Some(at + html[at..].find('>')? + 1));
    let end = html.rfind("</main>");
    &html[start.unwrap()..end.unwrap()]
}

#[derive(Default)]
struct Seen {
    elements: Vec<Element>,
    text: String,
}

#[derive(Default)]
struct Sink(RefCell<Seen>);

fn read(html: &str) -> Seen {
    let tokenizer = Tokenizer::new(Sink::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut seen = self.0.borrow_mut();
        match token {
            TagToken(tag) if tag.kind == html5ever::tokenizer::StartTag => {
                seen.text.push(' ');
                let attribute = |attribute: &html5ever::Attribute| {
                    (attribute.name.local.to_string(), attribute.value.to_string())
                };
                seen.elements.push(Element {
                    name: tag.name.to_string(),
                    attributes: tag.attrs.iter().map(attribute).collect(),
                    text: String::new(),
                });
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(ScriptData),
                    "style" => TokenSinkResult::RawData(Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            TagToken(_) => seen.text.push(' '),
            CharacterTokens(characters) => {
                let in_script = seen.elements.last().is_some_and(|last| last.name == "script");
                if let Some(last) = seen.elements.last_mut() {
                    last.text.push_str(&characters);
                }
                if !in_script {
                    seen.text.push_str(&characters);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
