//! By what readers choose among the pages that a search finds: their kinds, and the facets of the
//! book.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::link::facets::{self, Facet, ValueId};
use crate::link::{EntryId, Playbook};
use crate::render::search::pages::Searchable;

/// The key under which entries have a kind. A page of a decision has one too and is no entry, so
/// kinds are not read from this facet alone.
const TYPE: &str = "type";

/// What the browser's address of a search calls the question, so no facet can be called that.
const QUESTION: &str = "q";

/// All values, numbered through: kinds first, then those of each facet in its order.
pub struct Choices<'a> {
    kinds: Vec<&'a str>,
    /// What kinds are called together.
    kind: &'a str,
    facets: &'a [Facet],
    /// The number of each facet's first value.
    starts: Vec<usize>,
}

impl<'a> Choices<'a> {
    pub fn new(playbook: &'a Playbook, pages: impl Iterator<Item = &'a Searchable>) -> Choices<'a> {
        let kinds: BTreeSet<&str> = pages.map(|page| page.kind.as_str()).collect();
        let facets = playbook.facets.all();
        let next = |next: &mut usize, facet: &Facet| {
            Some(std::mem::replace(next, *next + offered(facet).len()))
        };
        let starts = facets.iter().scan(kinds.len(), next).collect();
        let kind = &playbook.config.words.facet.kind;
        Choices { kinds: kinds.into_iter().collect(), kind, facets, starts }
    }

    /// The numbers of a page's values. Its kind is the first.
    pub fn of(&self, page: &Searchable) -> Vec<usize> {
        let kind = self.kinds.binary_search(&page.kind.as_str()).unwrap_or(0);
        let values = page.values.iter().map(|value| {
            let start = self.starts.get(value.facet.0 as usize).copied().unwrap_or(0);
            start + value.index as usize
        });
        std::iter::once(kind).chain(values).collect()
    }

    /// Each facet as a list: key, label, values.
    pub fn json(&self) -> Value {
        let kinds = json!([TYPE, self.kind, self.kinds]);
        let others = self.facets.iter().filter(|facet| !offered(facet).is_empty()).map(|facet| {
            let labels: Vec<&str> = offered(facet).iter().map(|value| &*value.label).collect();
            json!([facet.key, facet.label, labels])
        });
        std::iter::once(kinds).chain(others).collect()
    }
}

/// The values of an entry, but for its kind.
pub fn of(playbook: &Playbook, entry: EntryId) -> Vec<ValueId> {
    let facets = &playbook.facets;
    let values = facets.of(entry).iter().copied();
    values.filter(|value| !offered(facets.facet(value.facet)).is_empty()).collect()
}

/// The kind of an entry as a reader sees it.
pub fn kind(playbook: &Playbook, entry: EntryId) -> String {
    let facets = &playbook.facets;
    let mut values = facets.of(entry).iter();
    let kind = values.find(|value| facets.facet(value.facet).key == TYPE);
    kind.map_or_else(
        || playbook.config.words.kind.entry.to_string(),
        |kind| facets.value(*kind).label.clone(),
    )
}

/// Tags and levels among these values, in words.
pub fn topics(playbook: &Playbook, values: &[ValueId]) -> Vec<String> {
    let facets = &playbook.facets;
    let is_topic = |id: &&ValueId| ["tags", "levels"].contains(&&*facets.facet(id.facet).key);
    values.iter().filter(is_topic).map(|id| facets.value(*id).label.clone()).collect()
}

/// The values of a facet by which a search is narrowed down; none of one that it calls otherwise.
fn offered(facet: &Facet) -> &[facets::Value] {
    if [TYPE, QUESTION].contains(&&*facet.key) { &[] } else { &facet.values }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile;
    use crate::config::Config;
    use crate::link::Drafts;
    use crate::render::search::pages;
    use crate::source::Sources;

    /// What can be chosen in a book, and for each page the names of its values.
    fn choices(fixture: &str) -> (Value, Vec<String>) {
        let sources = Sources::from_fixture(fixture);
        let (site, _) = compile(&sources, Config::default(), Drafts::Hidden);
        let pages = pages::all(&site.playbook);
        let choices = Choices::new(&site.playbook, pages.iter());
        let json = choices.json();
        let lists = json.as_array().into_iter().flatten().filter_map(|facet| facet[2].as_array());
        let values: Vec<String> =
            lists.flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let names = |page| {
            let numbers = choices.of(page).into_iter();
            numbers.map(|number| values[number].as_str()).collect::<Vec<_>>().join(", ")
        };
        let pages = pages.iter().map(|page| format!("{}: {}", page.title, names(page))).collect();
        (json, pages)
    }

    #[test]
    fn pages_have_a_kind_and_the_values_of_each_facet() {
        let (json, pages) = choices(
            "-- content/a.md --\n---\ntype: sop\ntags: [b, a]\nowner: Ada\nstage: Seed\n---\n# A\n-- content/b.md --\n---\nstage: seed\ntags: a\n---\n# B\n",
        );
        let wanted = json!([
            ["type", "Type", ["Entry", "SOP"]],
            ["owner", "Owner", ["Ada"]],
            ["stage", "Stage", ["Seed"]],
            ["tags", "Tags", ["a", "b"]],
        ]);
        assert_eq!(json, wanted);
        assert_eq!(pages, ["A: SOP, Ada, Seed, a, b", "B: Entry, Seed, a"]);
    }

    #[test]
    fn a_facet_called_as_the_question_in_the_address_is_left_out() {
        let page = |n: u8| format!("-- content/{n}.md --\n---\nq: same\ntags: t\n---\n# {n}\n");
        let (json, pages) = choices(&format!("{}{}", page(1), page(2)));
        assert_eq!(json, json!([["type", "Type", ["Entry"]], ["tags", "Tags", ["t"]]]));
        assert_eq!(pages, ["1: Entry, t", "2: Entry, t"]);
    }
}
