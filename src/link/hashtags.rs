//! The tags of entries, from front matter and from `#tags` in the text.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::parse::Parsed;
use crate::source::Vault;
use crate::text::hashtag::normal;

/// The tags of each page, in the order of the pages: front matter first, then text.
///
/// `#design` in a sentence may be a tag or a channel name. It is a tag if some page has it in its
/// front matter, with that spelling; in an Obsidian vault it always is.
pub fn of_pages(pages: &[Arc<Parsed>], vault: Vault) -> Vec<Vec<String>> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for tag in pages.iter().flat_map(|page| &page.front_matter.tags) {
        known.entry(normal(tag)).or_insert_with(|| tag.trim_start_matches('#').to_owned());
    }
    pages.iter().map(|page| of_page(page, &mut known, vault)).collect()
}

fn of_page(page: &Parsed, known: &mut BTreeMap<String, String>, vault: Vault) -> Vec<String> {
    let mut tags = page.front_matter.tags.clone();
    let mut own: Vec<String> = tags.iter().map(|tag| normal(tag)).collect();
    for span in &page.prose.hashtags {
        let tag = page.text[span.clone()].trim_start_matches('#');
        let name = normal(tag);
        let spelt = match known.get(&name) {
            Some(spelt) => spelt.clone(),
            None if vault == Vault::Yes => {
                known.insert(name.clone(), tag.to_owned());
                tag.to_owned()
            }
            None => continue,
        };
        if !own.contains(&name) {
            own.push(name);
            tags.push(spelt);
        }
    }
    tags
}
