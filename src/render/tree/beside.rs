//! The links, images and embeds in the words of a question or an answer. Titles and labels are plain,
//! so these are shown beside them.

use std::ops::Range;

use crate::render::article::{self, Fragment, Shown};
use crate::render::html::Html;

/// Writes what stands in `words` and not in `text`, which is shown anyway.
pub fn write(html: &mut Html, shown: Shown<'_>, (words, text): (&Range<usize>, &Range<usize>)) {
    let links = shown.playbook.links.within(shown.entry, words);
    let spans = links.map(|link| link.span).filter(|span| !text.contains(&span.start));
    let spans: Vec<Range<usize>> = spans.collect();
    if spans.is_empty() {
        return;
    }
    html.open("div", &[("class", "more-links")]);
    for span in spans {
        html.html(&article::write_part(shown, span, Fragment::default()));
    }
    html.close("div").newline();
}
