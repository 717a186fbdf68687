//! Selects the lines of the navigation that the sidebar of a page shows.
//!
//! Their number has a limit, whatever the size of the book: otherwise each of N pages would list
//! all N.

use std::ops::Range;

use crate::link::nav::Nav;

/// With more lines in the book, only the branch of the current page is included.
pub const WHOLE: usize = 150;

/// Of a list with more lines, only those near the current page are included.
pub const LONG: usize = 40;

/// The lines on each side of the current page in a long list.
const BESIDE: usize = 10;

/// The most ancestors whose siblings are included. In a deeper book, the outermost and the
/// innermost are.
const DEEPEST: usize = 12;

/// A line of the sidebar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SidebarLine {
    /// An index into the lines of the navigation.
    Nav(usize),
    /// The number of lines that are left out before and after the next or previous one.
    Before(usize),
    After(usize),
    /// The end of a long list: its parent, and the number of its lines.
    All(Option<usize>, usize),
}

/// The lines of a page's sidebar with their depths; `open` are the page's ancestors and itself.
///
/// These are all lines, or in a large book the siblings and children of the open ones.
pub fn of(nav: &Nav, open: &[usize]) -> Vec<(usize, SidebarLine)> {
    if nav.lines.len() <= WHOLE {
        let lines = nav.lines.iter().enumerate();
        return lines.map(|(index, line)| (line.depth, SidebarLine::Nav(index))).collect();
    }
    let mut open = open.to_vec();
    if open.len() > DEEPEST {
        open.drain(1..=open.len() - DEEPEST);
    }
    let mut branch = Branch { nav, lines: Vec::new() };
    branch.list(open.first().and_then(|first| nav.parent(*first)), &open, 0);
    branch.lines
}

/// Whether the sidebar leaves out lines below a line, or of the top level.
pub fn is_cut(nav: &Nav, parent: Option<usize>) -> bool {
    nav.lines.len() > WHOLE && nav.below(parent).len() > LONG
}

struct Branch<'a> {
    nav: &'a Nav,
    lines: Vec<(usize, SidebarLine)>,
}

impl Branch<'_> {
    /// Adds the lines below a line, and below the first open one of them.
    fn list(&mut self, parent: Option<usize>, open: &[usize], depth: usize) {
        let list = self.nav.below(parent);
        let here = open.first().and_then(|line| list.binary_search(line).ok());
        let window = window(list.len(), here);
        let (before, after) = (&list[..window.start], &list[window.end..]);
        let (before, after) = (self.nav.chapters(before), self.nav.chapters(after));
        if before > 0 {
            self.lines.push((depth, SidebarLine::Before(before)));
        }
        for line in &list[window] {
            self.lines.push((depth, SidebarLine::Nav(*line)));
            if open.first() == Some(line) {
                let next = open.get(1).map_or(Some(*line), |next| self.nav.parent(*next));
                self.list(next, &open[1..], depth + 1);
            }
        }
        if after > 0 {
            self.lines.push((depth, SidebarLine::After(after)));
        }
        if before + after > 0 {
            self.lines.push((depth, SidebarLine::All(parent, self.nav.chapters(list))));
        }
    }
}

/// The part of a list that is included: all of it, or the neighbours of a line.
fn window(length: usize, here: Option<usize>) -> Range<usize> {
    if length <= LONG {
        return 0..length;
    }
    let most = 2 * BESIDE + 1;
    let start = here.unwrap_or(0).saturating_sub(BESIDE).min(length - most);
    start..start + most
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn a_long_list_shows_as_many_lines_everywhere() {
        assert_eq!(window(40, Some(39)), 0..40);
        assert_eq!(window(8000, None), 0..21);
        assert_eq!(window(8000, Some(4)), 0..21);
        assert_eq!(window(8000, Some(4000)), 3990..4011);
        assert_eq!(window(8000, Some(7999)), 7979..8000);
    }
}
