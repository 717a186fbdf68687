//! Formulas, which [`crate::formats::math`] made code spans of.

use std::borrow::Cow;

use crate::formats::math::{Form, are_in, as_written, in_code};
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{CodeBlockKind, CowStr, Event, Tag};

/// The events of a translated text, with its formulas. All other texts are as their author wrote
/// them.
pub(super) fn with_formulas<'a>(text: &str, mut events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
    if are_in(text) {
        for (event, _) in &mut events {
            convert(event);
        }
    }
    events
}

fn convert(event: &mut Event<'_>) {
    match event {
        Event::Code(code) => match in_code(code) {
            Some((formula, Form::Inline)) => *event = Event::InlineMath(owned(formula)),
            Some((formula, Form::Block)) => *event = Event::DisplayMath(owned(formula)),
            None => restore(code),
        },
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => restore(text),
        Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
            restore(dest_url);
            restore(title);
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => restore(info),
        _ => {}
    }
}

fn restore(text: &mut CowStr<'_>) {
    if let Cow::Owned(written) = as_written(text) {
        *text = written.into();
    }
}

fn owned<'a>(text: &str) -> CowStr<'a> {
    text.to_owned().into()
}
