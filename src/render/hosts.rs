//! What a page loads from other sites, which its policy allows for it alone.

use std::fmt::Write as _;

use memchr::memmem;

use crate::config::Embeds;
use crate::link::route::Route;
use crate::render::html::Html;
use crate::render::views::PageContext;
use crate::render::{Site, blocks, bundle, tree};

impl Site {
    /// Adds to the context of the page at a route what its text needs: styles of blocks and of
    /// decision trees, the script of frames, and the hosts of its frames and images.
    pub fn allow_for(&self, route: &Route, texts: &[&Html], context: &mut PageContext) {
        let Embeds { hosts, image_hosts } = &self.playbook.config.embeds;
        context.has_blocks = texts.iter().any(|text| blocks::are_in(text));
        let has_trees = texts.iter().any(|text| text.as_str().contains(tree::NODES));
        context.tree_style = has_trees.then(|| route.link_to(&self.theme.bundle.tree_style));
        context.frame_hosts = named(hosts, "<embed-frame class=\"block-embed\" data-src", texts);
        context.image_hosts = named(image_hosts, "src", texts);
        if !context.frame_hosts.is_empty() {
            context.scripts.push(route.link_to(self.theme.bundle.script(&bundle::EMBED)));
        }
    }
}

/// Whether an address is on a host; capitals do not matter.
fn is_at(address: &[u8], host: &[u8]) -> bool {
    let rest = without(address, b"https:").unwrap_or(address);
    let rest = without(rest, b"//").and_then(|rest| without(rest, host));
    rest.is_some_and(|rest| matches!(rest.first(), Some(b'/' | b'?' | b'#' | b'"')))
}

/// A text without its start, whatever its capitals.
fn without<'t>(text: &'t [u8], start: &[u8]) -> Option<&'t [u8]> {
    let (found, rest) = text.split_at_checked(start.len())?;
    found.eq_ignore_ascii_case(start).then_some(rest)
}

/// The hosts whose addresses are the values of an attribute, as sources of a policy.
fn named(hosts: &[String], attribute: &str, texts: &[&Html]) -> String {
    let mut sources = String::new();
    let start = format!("{attribute}=\"");
    for host in hosts {
        let is_named = texts.iter().any(|text| {
            let text = text.as_str().as_bytes();
            memmem::find_iter(text, start.as_bytes())
                .any(|at| is_at(&text[at + start.len()..], host.as_bytes()))
        });
        if is_named {
            let _ = write!(sources, " https://{host}");
        }
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_hosts_do_not_matter() {
        let hosts = ["a.example".to_owned(), "b.example".to_owned()];
        let mut html = Html::with_capacity(0);
        html.open("img", &[("src", "HTTPS://A.Example/x.png")]);
        html.open("img", &[("src", "https://b.example.org/x.png")]);
        assert_eq!(named(&hosts, "src", &[&html]), " https://a.example");
    }
}
