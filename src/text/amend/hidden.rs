//! The ranges of a text in which nothing is markdown: code and HTML.

use std::ops::Range;

use crate::text::parser::Spanned;
use crate::text::parser::syntax::{Event, Tag};

pub(super) struct Hidden {
    /// In order; none overlap.
    ranges: Vec<Range<usize>>,
}

impl Hidden {
    pub(super) fn of(events: &[Spanned<'_>]) -> Hidden {
        let is_hidden = |event: &Event<'_>| {
            matches!(
                event,
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
                    | Event::Code(_)
                    | Event::InlineHtml(_)
            )
        };
        let hidden = events.iter().filter(|(event, _)| is_hidden(event));
        Hidden { ranges: hidden.map(|(_, range)| range.clone()).collect() }
    }

    pub(super) fn holds(&self, byte: usize) -> bool {
        let next = self.ranges.partition_point(|range| range.end <= byte);
        self.ranges.get(next).is_some_and(|range| range.start <= byte)
    }
}
