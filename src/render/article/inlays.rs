//! What is special about a page, put among its blocks.

use std::collections::BTreeMap;

use super::Writer;
use crate::render::html::Html;

/// HTML to put into an article.
#[derive(Debug, Clone)]
pub enum Inlay {
    /// Instead of the block that starts here; ends at the given byte.
    Instead { end: usize, html: Html },
    /// After the outermost block that reaches to here.
    After(Html),
}

/// Inlays by byte of the page's text.
pub type Inlays = BTreeMap<usize, Inlay>;

impl Writer<'_> {
    /// Writes what is due before the block at `start`; true if it replaces that block.
    pub(super) fn inlay(&mut self, start: usize) -> bool {
        if self.depth == 0 {
            while let Some((&at, Inlay::After(_))) = self.inlays.first_key_value() {
                if at > start {
                    break;
                }
                if let Some((_, Inlay::After(html))) = self.inlays.pop_first() {
                    self.html().html(&html).newline();
                }
            }
        }
        match self.inlays.get(&start) {
            Some(Inlay::Instead { .. }) => match self.inlays.remove(&start) {
                Some(Inlay::Instead { end, html }) => {
                    self.html().html(&html).newline();
                    self.skip_until = end;
                    true
                }
                _ => false,
            },
            _ => false,
        }
    }
}
