//! Facets: keys for filtering entries, with the entries of each value.
//!
//! `tags`, `levels`, `owner`, the type and every key of `[taxonomies]` are always facets. Other
//! keys of front matter or of a metadata list become facets when most of their values repeat: if
//! all values differ, as with dates, a page for each value would list one entry. Keys and values
//! that group nothing are in [`topics`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::config::Config;
use crate::link::names::normal;
use crate::link::nested_tags;
use crate::link::route::{self, Route};
use crate::link::{Entry, EntryId, Surface, topics};
use crate::parse::front_matter::{Value as Given, wikilink};
use crate::parse::values;
use crate::source::natural::NaturalKey;
use crate::source::{Vault, capitalised};
use crate::words::{FacetWords, KindWords};

/// The folder of the pages of all facets.
pub const FOLDER: &str = "browse/";

/// All facets: the declared ones, the others by name, and tags at the end.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    list: Vec<Facet>,
    /// The values of each entry, in the order of the facets.
    of: Vec<Vec<ValueId>>,
}

/// A key with a few values.
#[derive(Debug, Clone)]
pub struct Facet {
    /// The form in addresses: `levels`, `company-stage`.
    pub key: String,
    /// The displayed form: `Levels`, `Company stage`.
    pub label: String,
    pub route: Route,
    /// In the order of the vocabulary, then by name.
    pub values: Vec<Value>,
    /// Indices into `values` by normalised name.
    places: BTreeMap<String, u32>,
}

/// A value and its entries.
#[derive(Debug, Clone)]
pub struct Value {
    /// The spelling of the vocabulary, else the most frequent one.
    pub label: String,
    /// The form in addresses, unique in its facet.
    pub slug: String,
    pub route: Route,
    /// The name of an entry, if the value was written as a wikilink.
    pub target: Option<String>,
    /// Sorted by path. Those of values that are nested in it are among them.
    pub entries: Vec<EntryId>,
    /// The index of the value that it is nested in.
    pub parent: Option<u32>,
    /// The indices of the values directly in it.
    pub children: Vec<u32>,
}

/// An index into [`Facets::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetId(pub u32);

/// A facet and an index into its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId {
    pub facet: FacetId,
    pub index: u32,
}

/// A key of an entry with one of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValue {
    /// Normalised for comparison and for addresses.
    pub key: String,
    /// As written.
    pub name: String,
    pub value: String,
    /// The target of a value that is a wikilink.
    pub target: Option<String>,
}

/// Keys that are always facets, in display order; `tags` comes last.
const DECLARED: &[&str] = &["levels", "type", "owner", TAGS];

const TAGS: &str = "tags";

impl Facets {
    /// Collects the facets of a book, with the vocabularies of `[taxonomies]`.
    pub fn of_book(entries: &[Entry], config: &Config, vault: Vault) -> Facets {
        let words = config.taxonomies.iter();
        let vocabularies: BTreeMap<String, &[String]> =
            words.map(|(key, words)| (key_of(key), words.as_slice())).collect();
        let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.appears(Surface::Facets)) {
            for pair in key_values(entry, &config.words.kind) {
                uses.entry(pair.key.clone()).or_default().add(entry.id, pair);
            }
        }
        if let Some(tags) = uses.get_mut(TAGS) {
            nested_tags::add_parents(&mut tags.values, vault);
        }
        let mut list: Vec<Facet> = Vec::new();
        for (key, uses) in uses {
            let vocabulary = vocabularies.get(&key).copied();
            let is_declared = vocabulary.is_some() || DECLARED.contains(&&*key);
            let facet = if is_declared {
                facet(key, uses, vocabulary.unwrap_or_default())
            } else {
                uses.repeating(&key).and_then(|uses| facet(key, uses, &[]))
            };
            list.extend(facet.map(|facet| named(facet, &config.words.facet)));
        }
        list.sort_by_key(|facet| rank(&facet.key));
        let of = values_of_entries(&list, entries.len());
        Facets { list, of }
    }

    pub fn all(&self) -> &[Facet] {
        &self.list
    }

    /// All facets with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (FacetId, &Facet)> {
        self.list.iter().enumerate().map(|(index, facet)| (FacetId(index as u32), facet))
    }

    pub fn facet(&self, id: FacetId) -> &Facet {
        &self.list[id.0 as usize]
    }

    pub fn value(&self, id: ValueId) -> &Value {
        &self.facet(id.facet).values[id.index as usize]
    }

    /// The values that a value is nested in, outermost first.
    pub fn above(&self, id: ValueId) -> Vec<ValueId> {
        let parent = |id: &ValueId| self.value(*id).parent.map(|index| ValueId { index, ..*id });
        let mut above: Vec<ValueId> = std::iter::successors(parent(&id), parent).collect();
        above.reverse();
        above
    }

    /// The values of an entry, in the order of the facets.
    pub fn of(&self, entry: EntryId) -> &[ValueId] {
        self.of.get(entry.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// How many values all facets have.
    pub fn count(&self) -> usize {
        self.list.iter().map(|facet| facet.values.len()).sum()
    }

    /// The value by key and name as authors write them: `find("Company stage", "Seed")`.
    pub fn find(&self, key: &str, value: &str) -> Option<&Value> {
        let key = key_of(key);
        let facet = self.list.iter().find(|facet| facet.key == key)?;
        let value = wikilink(value).map_or(value, |(_, label)| label);
        facet.values.get(*facet.places.get(&normal(value))? as usize)
    }
}

impl Facet {
    /// Links values to those that they are nested in, by the name for each value.
    fn nest(&mut self, parents: &[Option<String>]) {
        for (index, parent) in parents.iter().enumerate() {
            let parent = parent.as_ref().and_then(|name| self.places.get(name).copied());
            if let Some(parent) = parent {
                self.values[index].parent = Some(parent);
                self.values[parent as usize].children.push(index as u32);
            }
        }
    }

    /// All values with their ids.
    pub fn ids(&self, facet: FacetId) -> impl Iterator<Item = (ValueId, &Value)> {
        let values = self.values.iter().enumerate();
        values.map(move |(index, value)| (ValueId { facet, index: index as u32 }, value))
    }
}

/// The keys and values of an entry, each value once.
pub fn key_values(entry: &Entry, kinds: &KindWords) -> Vec<KeyValue> {
    let (parsed, front_matter) = (&entry.parsed, &entry.parsed.front_matter);
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    let mut say = |name: &str, value: &str| {
        let link = wikilink(value);
        let target = link.map(|(target, _)| target.to_owned());
        let target = target.or_else(|| front_matter.links.get(value).cloned());
        let (key, value) = (key_of(name), link.map_or(value, |(_, label)| label));
        if !key.is_empty() && !value.trim().is_empty() && seen.insert((key.clone(), normal(value)))
        {
            all.push(KeyValue {
                key,
                name: name.to_owned(),
                value: value.trim().to_owned(),
                target,
            });
        }
    };
    front_matter.levels.iter().for_each(|level| say("levels", level));
    parsed.kind_label(kinds).into_iter().for_each(|kind| say("type", kind));
    let owners = front_matter.owner.iter().flat_map(|owner| values::split(owner));
    owners.for_each(|owner| say("owner", &owner));
    entry.tags.iter().for_each(|tag| say(TAGS, tag.trim_start_matches('#')));
    for (name, value) in front_matter.extra.iter().filter(|(name, _)| !topics::is_data(name)) {
        parts(value).iter().for_each(|value| say(name, value));
    }
    // The entry's own type wins over one in its metadata list.
    for fact in parsed.facts.items.iter().filter(|fact| key_of(&fact.key) != "type") {
        fact.values().iter().for_each(|value| say(&fact.key, value));
    }
    all
}

/// The values of a key of front matter.
fn parts(value: &Given) -> Vec<String> {
    match value {
        Given::List(_) => value.words().iter().map(|&word| word.to_owned()).collect(),
        other => other.word().map(values::split).unwrap_or_default(),
    }
}

/// Normalises a key: `Company stage`, `company_stage` and `company-stage` are the same.
pub fn key_of(name: &str) -> String {
    route::slug(&normal(name))
}

/// The values of a key and their entries.
#[derive(Default)]
struct Uses {
    /// How often each spelling of the key occurs.
    names: BTreeMap<String, usize>,
    values: BTreeMap<String, UsesOfValue>,
}

#[derive(Default)]
pub(super) struct UsesOfValue {
    pub(super) labels: BTreeMap<String, usize>,
    target: Option<String>,
    pub(super) entries: Vec<EntryId>,
    /// The normalised name of the value that it is nested in.
    pub(super) parent: Option<String>,
}

impl Uses {
    fn add(&mut self, entry: EntryId, pair: KeyValue) {
        let KeyValue { name, value, target, .. } = pair;
        *self.names.entry(name).or_default() += 1;
        let uses = self.values.entry(normal(&value)).or_default();
        *uses.labels.entry(value).or_default() += 1;
        uses.target = uses.target.take().or(target);
        uses.entries.push(entry);
    }

    /// Drops values that are no topics. Keeps the rest if they group entries: at most three distinct
    /// values in four uses, and at least half of the values more than once.
    fn repeating(mut self, key: &str) -> Option<Uses> {
        self.values.retain(|value, _| topics::is_topic(value));
        let counts = || self.values.values().map(|value| value.entries.len());
        let uses: usize = counts().sum();
        let single = counts().filter(|count| *count == 1).count();
        let entries: BTreeSet<EntryId> =
            self.values.values().flat_map(|value| value.entries.iter().copied()).collect();
        let repeats = entries.len() >= 2
            && self.values.len() * 4 <= uses * 3
            && single * 2 <= self.values.len();
        (repeats && !topics::is_data(key)).then_some(self)
    }
}

fn facet(key: String, uses: Uses, vocabulary: &[String]) -> Option<Facet> {
    let route = Route::page(&format!("{FOLDER}{key}")).ok()?;
    let label = capitalised(most_frequent(&uses.names).replace(['-', '_'], " ").trim());
    let places: HashMap<String, usize> =
        vocabulary.iter().enumerate().map(|(index, word)| (normal(word), index)).collect();
    let place = |name: &str| places.get(name).copied();
    let mut named: Vec<(String, UsesOfValue)> = uses.values.into_iter().collect();
    named.sort_by_cached_key(|(name, _)| (place(name).unwrap_or(usize::MAX), NaturalKey::of(name)));
    let mut slugs = Slugs::default();
    let mut facet = Facet { key, label, route, values: Vec::new(), places: BTreeMap::new() };
    let mut parents = Vec::new();
    for (name, uses) in named {
        let label = place(&name).map(|index| vocabulary[index].clone());
        let Some((slug, route)) = slugs.next(&facet.route, &name) else { continue };
        facet.places.insert(name, facet.values.len() as u32);
        parents.push(uses.parent);
        facet.values.push(Value {
            label: label.unwrap_or_else(|| most_frequent(&uses.labels)),
            slug,
            route,
            target: uses.target,
            entries: uses.entries,
            parent: None,
            children: Vec::new(),
        });
    }
    facet.nest(&parents);
    (!facet.values.is_empty()).then_some(facet)
}

/// Uses the interface's label for the key, if there is one.
fn named(facet: Facet, words: &FacetWords) -> Facet {
    let label = match facet.key.as_str() {
        "levels" => &words.levels,
        "type" => &words.kind,
        "owner" => &words.owner,
        TAGS => &words.tags,
        _ => return facet,
    };
    Facet { label: label.to_string(), ..facet }
}

/// Unique slugs of a facet: `c`, `c-2`.
#[derive(Default)]
struct Slugs {
    taken: BTreeSet<String>,
    /// How often each slug was requested.
    asked: HashMap<String, usize>,
}

impl Slugs {
    fn next(&mut self, below: &Route, name: &str) -> Option<(String, Route)> {
        let slug = Some(route::slug(name)).filter(|slug| !slug.is_empty());
        let slug = slug.unwrap_or_else(|| "value".to_owned());
        let asked = self.asked.entry(slug.clone()).or_default();
        // A few attempts suffice: collisions need a reserved Windows name or a numbered value.
        for _ in 0..100 {
            *asked += 1;
            let candidate = match *asked {
                1 => slug.clone(),
                number => format!("{slug}-{number}"),
            };
            if let Ok(route) = below.child(&candidate)
                && self.taken.insert(candidate.clone())
            {
                return Some((candidate, route));
            }
        }
        None
    }
}

/// Sort key of facets: declared ones, the others by name, then tags.
fn rank(key: &str) -> (usize, String) {
    let own = DECLARED.iter().position(|own| *own == key);
    let place = match own {
        Some(_) if key == TAGS => DECLARED.len() + 1,
        Some(place) => place,
        None => DECLARED.len(),
    };
    (place, key.to_owned())
}

fn values_of_entries(list: &[Facet], entries: usize) -> Vec<Vec<ValueId>> {
    let mut of = vec![Vec::new(); entries];
    for (index, facet) in list.iter().enumerate() {
        for (id, value) in facet.ids(FacetId(index as u32)) {
            value.entries.iter().for_each(|entry| of[entry.0 as usize].push(id));
        }
    }
    of
}

/// The most frequent spelling, the first in case of a tie.
pub(super) fn most_frequent(writings: &BTreeMap<String, usize>) -> String {
    let most = writings.values().max();
    let found = writings.iter().find(|(_, count)| Some(*count) == most);
    found.map(|(writing, _)| writing.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::include::Pages;
    use crate::link::addresses;
    use crate::parse;
    use crate::source::Sources;

    /// `key: value (entries), …` for each facet of a book of these pages.
    fn facets(pages: &[&str]) -> Vec<String> {
        let files = pages.iter().enumerate();
        let fixture: String =
            files.map(|(index, page)| format!("-- content/{index}.md --\n{page}\n")).collect();
        let levels = vec!["Impact".to_owned(), "Optics".to_owned()];
        let taxonomies = [("Levels".to_owned(), levels)].into();
        let config = Config { taxonomies, ..Config::default() };
        let sources = Sources::from_fixture(&fixture);
        let (pages, _) =
            parse::parse(&Pages::as_written(&sources), &config, &mut Default::default());
        let facets = Facets::of_book(
            &addresses::first(pages, (&sources, &Default::default()), (&[], &Default::default()))
                .entries,
            &config,
            sources.vault,
        );
        let line = |facet: &Facet| {
            let values = facet
                .values
                .iter()
                .map(|value| format!("{} {} ({})", value.slug, value.label, value.entries.len()));
            format!("{}: {}", facet.label, values.collect::<Vec<_>>().join(", "))
        };
        facets.all().iter().map(line).collect()
    }

    #[test]
    fn values_are_one_however_they_are_written() {
        let pages = [
            "---\ntags: [Ways of working]\n---\nA",
            "---\ntags: [ways-of-working]\n---\nB",
            "---\ntags: [ways-of-working]\n---\nC",
        ];
        assert_eq!(facets(&pages), ["Tags: ways-of-working ways-of-working (3)"]);
    }

    #[test]
    fn a_vocabulary_gives_the_order_and_the_writing() {
        let pages = ["---\nlevels: [optics, impact, other]\n---\nA"];
        assert_eq!(
            facets(&pages),
            ["Levels: impact Impact (1), optics Optics (1), other other (1)"]
        );
    }

    #[test]
    fn a_key_whose_values_repeat_becomes_a_facet() {
        let pages = [
            "## Metadata\n- **Company stage**: Seed, Growth\n- **Source**: A\n\nA",
            "---\ncompany_stage: seed\ndate: 2026-01-01\nstate: done\n---\nB",
            "---\ncompany_stage: growth\ndate: 2026-01-01\nstate: open\n---\nC",
        ];
        assert_eq!(facets(&pages), ["Company stage: growth Growth (2), seed Seed (2)"]);
    }

    #[test]
    fn values_that_leave_no_letters_have_addresses_all_the_same() {
        let pages = ["---\ntags: [\"!!\", \"??\", c, \"c++\", con]\n---\nA"];
        assert_eq!(
            facets(&pages),
            ["Tags: value !! (1), value-2 ?? (1), c c (1), c-2 c++ (1), con-2 con (1)"]
        );
    }
}
