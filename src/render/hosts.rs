//! What a page loads from other sites, which its policy allows for it alone.

use std::fmt::Write as _;

use memchr::memmem;

use crate::config::Embeds;
use crate::link::route::Route;
use crate::render::html::Html;
use crate::render::views::PageContext;
use crate::render::{Site, blocks, bundle};

impl Site {
    /// Adds to the context of the page at a route what its text needs: styles of blocks, the script
    /// of frames, and the hosts of its frames and images.
    pub fn allow_for(&self, route: &Route, texts: &[&Html], context: &mut PageContext) {
        let Embeds { hosts, image_hosts } = &self.playbook.config.embeds;
        context.has_blocks = texts.iter().any(|text| blocks::are_in(text));
        context.frame_hosts = named(hosts, "<embed-frame class=\"block-embed\" data-src", texts);
        context.image_hosts = named(image_hosts, "src", texts);
        if !context.frame_hosts.is_empty() {
            context.scripts.push(route.link_to(self.theme.bundle.script(&bundle::EMBED)));
        }
    }
}

/// The hosts whose addresses are the values of an attribute, as sources of a policy.
fn named(hosts: &[String], attribute: &str, texts: &[&Html]) -> String {
    let mut sources = String::new();
    for host in hosts {
        let starts = [format!("{attribute}=\"https://{host}"), format!("{attribute}=\"//{host}")];
        let is_named = texts.iter().any(|text| {
            let text = text.as_str().as_bytes();
            starts.iter().any(|start| {
                memmem::find_iter(text, start.as_bytes())
                    .any(|at| matches!(text.get(at + start.len()), Some(b'/' | b'?' | b'#' | b'"')))
            })
        });
        if is_named {
            let _ = write!(sources, " https://{host}");
        }
    }
    sources
}
