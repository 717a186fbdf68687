//! Tags in running text that count as tags of their entry.

use std::collections::BTreeMap;

use crate::parse::Parsed;
use crate::source::Vault;
use crate::text::hashtag::normal;

/// Adds to each page's tags those in its text that the book knows as tags.
///
/// `#design` in a sentence may be a tag or the name of a channel. It is a tag if the front matter
/// of some entry has it, as that entry spells it; in an Obsidian vault every one is.
pub fn collect(parsed: &mut [Parsed], vault: Vault) {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for tag in parsed.iter().flat_map(|parsed| &parsed.matter.tags) {
        known.entry(normal(tag)).or_insert_with(|| tag.trim_start_matches('#').to_owned());
    }
    for parsed in parsed {
        let mut own: Vec<String> = parsed.matter.tags.iter().map(|tag| normal(tag)).collect();
        for span in &parsed.prose.hashtags {
            let tag = parsed.text[span.clone()].trim_start_matches('#');
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
                parsed.matter.tags.push(spelt);
            }
        }
    }
}
