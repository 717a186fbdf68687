//! Blocks that few pages have, such as highlighted code: their styles are in a stylesheet of their
//! own, `blocks.css`, which only pages with such a block load.
//!
//! Whoever writes a block gives its outermost element a class that starts with [`PREFIX`], as the
//! first of its classes. The finished HTML of a page is searched for it, so no other flag goes
//! along with an article, whichever way it becomes part of a page.

use std::borrow::Cow;

use memchr::{memmem, memrchr2};

use crate::render::html::Html;

/// How the classes of blocks start. Authors cannot write them.
pub const PREFIX: &str = "block-";

/// How the class attribute of a block starts.
const SIGN: &str = "class=\"block-";

/// Whether HTML has a block. Text may have the same words: only those in a tag count.
pub fn are_in(html: &Html) -> bool {
    let html = html.as_str().as_bytes();
    let is_in_tag = |at| memrchr2(b'<', b'>', &html[..at]).is_some_and(|sign| html[sign] == b'<');
    memmem::find_iter(html, SIGN.as_bytes()).any(is_in_tag)
}

/// The classes of an author, without those of blocks.
pub fn without_ours(classes: &str) -> Cow<'_, str> {
    if !classes.contains(PREFIX) {
        return Cow::Borrowed(classes);
    }
    let own = classes.split_ascii_whitespace().filter(|class| !class.starts_with(PREFIX));
    Cow::Owned(own.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_found_by_its_class_and_not_by_text_about_it() {
        let mut html = Html::default();
        html.open("p", &[]).text("class=\"block-code\"").close("p");
        assert!(!are_in(&html));
        assert!(!are_in(&Html::trusted("<p>class=\"block-code\"</p>".to_owned())));
        html.open("pre", &[("class", "block-code"), ("tabindex", "0")]).close("pre");
        assert!(are_in(&html));
        assert!(SIGN.ends_with(PREFIX));
    }

    #[test]
    fn classes_of_blocks_are_ours_alone() {
        assert_eq!(without_ours("a block-code b-c"), "a b-c");
        assert_eq!(without_ours("a  my-block-x"), "a my-block-x");
        assert_eq!(without_ours("a  b"), "a  b");
    }
}
