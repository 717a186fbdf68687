//! Tags in running text that count as tags of their entry.

use std::collections::BTreeMap;

use crate::parse::Draft;
use crate::prose::hashtag::normal;
use crate::source::Vault;

/// Adds to each draft's tags those in its text that the book knows as tags.
///
/// `#design` in a sentence may be a tag or the name of a channel. It is a tag if the front matter
/// of some entry has it, as that entry spells it; in an Obsidian vault every one is.
pub fn collect(drafts: &mut [Draft], vault: Vault) {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for tag in drafts.iter().flat_map(|draft| &draft.matter.tags) {
        known.entry(normal(tag)).or_insert_with(|| tag.trim_start_matches('#').to_owned());
    }
    for draft in drafts {
        let mut own: Vec<String> = draft.matter.tags.iter().map(|tag| normal(tag)).collect();
        for span in &draft.prose.hashtags {
            let tag = draft.text[span.clone()].trim_start_matches('#');
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
                draft.matter.tags.push(spelt);
            }
        }
    }
}
