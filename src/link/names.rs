//! Index of names: entries by path, stem, title and alias; assets by path and file name.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Candidates;
use crate::formats::logseq::names as logseq;
use crate::link::exported::ExportIds;
use crate::link::published::folded as folded_path;
use crate::link::{AssetId, Entry, EntryId, PlacedAsset};
use crate::parse::Parsed;
use crate::source::exported::{ExportId, ExportedNames};
use crate::source::spelled::spelled;
use crate::source::{AssetFolder, file_name, folder_of, is_folder_page, without_page_ending};
use crate::text::is_plain_letter;

/// The length of an id of a block that is one of the whole book.
const LONG_ID: usize = 36;

/// Signs that separate the parts of a link, and that names may hold all the same.
const SIGNS: [char; 4] = ['#', '?', '|', '^'];

/// The index of all names of a book.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Entries by the path of their file.
    by_path: HashMap<String, EntryId>,
    /// One table per rank: path, stem, title, alias.
    entries: [HashMap<String, Vec<EntryId>>; 4],
    /// The suffixes of paths, such as `b/c` of `a/b/c`.
    ends: HashMap<String, Vec<EntryId>>,
    /// The entries that hold the blocks with a long id, which is one of the whole book.
    blocks: HashMap<String, EntryId>,
    assets: HashMap<String, Vec<AssetId>>,
    /// Files by their whole path, and those in folders that are served at the root also by the path
    /// from the root of the book, without differences in capitals.
    files: HashMap<String, Vec<AssetId>>,
    /// The ids that authors gave to parts of pages, in lower case, with the only page that has
    /// each.
    labels: HashMap<String, Option<EntryId>>,
    /// Signs with a meaning in links that some name holds.
    signs: BTreeSet<char>,
    /// Whether some page has two extensions, as `x.html.md`.
    two_endings: bool,
    /// Normalised, in the order of their ids.
    asset_paths: Vec<String>,
    /// The folder of each entry, and its name as the file is called.
    folders: Vec<String>,
    stems: Vec<String>,
    /// Names as written, for suggestions.
    written: Candidates,
    /// The paths of entries, for suggestions.
    paths: Candidates,
    /// Those of entries and files, and those of files.
    all_paths: Candidates,
    file_paths: Candidates,
    /// Entries by the ids of the tools that they come from.
    pub exported: ExportIds,
}

/// The result of a name lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameMatch<T> {
    One(T),
    /// The first is used; the others are equally near.
    Several(Vec<T>),
    Nothing,
}

impl Names {
    pub fn new(entries: &[Entry], assets: &[PlacedAsset], exported: &ExportedNames) -> Names {
        let paths = Candidates::of(entries.iter().map(|entry| &*entry.parsed.path));
        let asset_paths = || assets.iter().map(|asset| &*asset.asset.path);
        let all_paths = Candidates::of(paths.iter().chain(asset_paths()));
        let file_paths = Candidates::of(asset_paths());
        let exported = ExportIds::of(entries, exported);
        let mut names = Names { paths, all_paths, file_paths, exported, ..Names::default() };
        let mut written = Vec::new();
        for entry in entries {
            names.add_entry(entry.id, &entry.parsed, &mut written);
        }
        names.written = written.into();
        for (index, asset) in assets.iter().enumerate() {
            let id = AssetId(index as u32);
            let path = &asset.asset.path;
            names.note_signs(path);
            let mut keys = vec![folded_path(path)];
            if asset.asset.folder == AssetFolder::Served {
                keys.push(folded_path(&asset.asset.name));
                keys.dedup();
            }
            keys.into_iter().for_each(|key| names.files.entry(key).or_default().push(id));
            names.asset_paths.push(normal(path));
            for name in [normal(path), normal(file_name(path))] {
                let list = names.assets.entry(name).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
        names
    }

    fn add_entry(&mut self, id: EntryId, parsed: &Parsed, written: &mut Vec<String>) {
        self.by_path.insert(parsed.path.to_string(), id);
        let path = without_page_ending(&parsed.path);
        let (folder, stem) = (folder_of(path), file_name(path));
        let (path, stem) = if is_folder_page(stem) && !folder.is_empty() {
            (folder, file_name(folder))
        } else {
            (path, stem)
        };
        self.folders.push(folder.to_owned());
        self.stems.push(stem.to_owned());
        let ending = &parsed.path[without_page_ending(&parsed.path).len()..];
        self.two_endings |= ending.matches('.').count() > 1;
        self.add(0, without_page_ending(&parsed.path), id);
        self.add(0, path, id);
        for (slash, _) in path.match_indices('/').skip(usize::from(path.starts_with('/'))) {
            let end = normal(&path[slash + 1..]);
            if end.contains('/') {
                self.ends.entry(end).or_default().push(id);
            }
        }
        self.add(1, stem, id);
        let plain = self.exported.names.plain(&parsed.path).into_owned();
        if plain != *parsed.path {
            self.add(1, file_name(without_page_ending(&plain)), id);
        }
        if let Some(name) = spelled(stem) {
            self.add(1, &name, id);
        }
        for block in parsed.prose.blocks.iter().filter(|block| block.id.len() == LONG_ID) {
            self.blocks.entry(block.id.to_lowercase()).or_insert(id);
        }
        self.add(2, &parsed.title, id);
        for alias in &parsed.front_matter.aliases {
            self.add(3, alias.trim_matches('/'), id);
        }
        if let Some(ExportId::Notion(hash)) = self.exported.names.id(&parsed.path) {
            self.add(3, &format!("{hash:032x}"), id);
        }
        let own = parsed.own_ids().map(str::to_owned);
        for label in own.chain(parsed.prose.labels.iter().cloned()) {
            let only = self.labels.entry(label.to_lowercase()).or_insert(Some(id));
            *only = only.filter(|other| *other == id);
        }
        written.extend([path.to_owned(), parsed.title.clone()]);
    }

    /// The only page with an id that its author gave to a part of it.
    pub fn page_with_id(&self, id: &str) -> Option<EntryId> {
        *self.labels.get(&id.to_lowercase())?
    }

    /// Whether some page has two extensions, as `x.html.md`.
    pub fn have_two_endings(&self) -> bool {
        self.two_endings
    }

    /// Whether a name of the book holds a sign.
    pub fn hold(&self, sign: char) -> bool {
        self.signs.contains(&sign)
    }

    fn note_signs(&mut self, name: &str) {
        if let Some(at) = name.find(SIGNS) {
            self.signs.extend(name[at..].chars().filter(|c| SIGNS.contains(c)));
        }
    }

    fn add(&mut self, rank: usize, name: &str, id: EntryId) {
        self.note_signs(name);
        let list = self.entries[rank].entry(normal(name)).or_default();
        // Entries are added in order.
        if list.last() != Some(&id) {
            list.push(id);
        }
    }

    /// The entry that `name` means in a page of `folder`.
    pub fn entry(&self, name: &str, folder: &str) -> NameMatch<EntryId> {
        let key = normal(without_page_ending(name.trim_start_matches('/')));
        for table in &self.entries {
            if let Some(ids) = table.get(&key) {
                let exact = ids.len() > 1;
                let exact = exact.then(|| self.only_one_spelled(name, ids)).flatten();
                return exact.map_or_else(|| self.nearest_by_folder(ids, folder), NameMatch::One);
            }
        }
        if let Some(ids) = self.ends.get(&key) {
            return self.nearest_by_folder(ids, folder);
        }
        let day = logseq::day(name).map(|day| normal(&day)).filter(|day| *day != key);
        match day.and_then(|day| self.entries[1].get(&day)) {
            Some(ids) => self.nearest_by_folder(ids, folder),
            None => NameMatch::Nothing,
        }
    }

    /// The only one of several entries whose file is called exactly so.
    fn only_one_spelled(&self, name: &str, ids: &[EntryId]) -> Option<EntryId> {
        let name = file_name(without_page_ending(name.trim()));
        let mut found = ids.iter().filter(|id| self.stems[id.0 as usize] == name);
        found.next().filter(|_| found.next().is_none()).copied()
    }

    /// Whether a name is that of one file, by its letters if there are several.
    pub fn is_of_one_file(&self, name: &str) -> bool {
        let key = normal(without_page_ending(name.trim_start_matches('/')));
        let ids = self.entries[..2].iter().find_map(|table| table.get(&key));
        ids.is_some_and(|ids| ids.len() == 1 || self.only_one_spelled(name, ids).is_some())
    }

    /// The entry that holds the block with a long id.
    pub fn block(&self, id: &str) -> Option<EntryId> {
        self.blocks.get(&id.to_lowercase()).copied()
    }

    /// As [`Names::entry`], the first of several.
    pub fn first(&self, name: &str, folder: &str) -> Option<EntryId> {
        match self.entry(name, folder) {
            NameMatch::One(entry) => Some(entry),
            NameMatch::Several(entries) => entries.first().copied(),
            NameMatch::Nothing => None,
        }
    }

    /// The asset that `name` means in a page of `folder`: by path, file name, or path suffix. Of
    /// several, the one that shares the most folders with the page.
    pub fn asset(&self, name: &str, folder: &str) -> Option<AssetId> {
        let key = normal(name.trim_start_matches('/'));
        if let Some(ids) = self.assets.get(&key) {
            return self.nearest_asset(ids.iter(), folder);
        }
        let (_, file) = key.rsplit_once('/')?;
        let end = format!("/{key}");
        let ids = self.assets.get(file)?.iter();
        self.nearest_asset(ids.filter(|id| self.asset_paths[id.0 as usize].ends_with(&end)), folder)
    }

    /// The only file at a path, whatever its capitals.
    pub fn file_at(&self, path: &str) -> Option<AssetId> {
        match self.files.get(&folded_path(path)).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }

    /// The entry of the file at a path.
    pub fn at_path(&self, path: &str) -> Option<EntryId> {
        self.by_path.get(path).copied()
    }

    /// The only entry at a path, whatever its capitals.
    pub fn entry_at(&self, path: &str) -> Option<EntryId> {
        match self.entries[0].get(&normal(without_page_ending(path))).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }

    /// The asset with this file name, if it is unique.
    pub fn asset_named(&self, name: &str) -> Option<AssetId> {
        match self.assets.get(&normal(name)).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }

    /// The entry with this file name and extension, if it is unique.
    pub fn file(&self, name: &str) -> Option<EntryId> {
        let stem = without_page_ending(name);
        match self.entries[1].get(&normal(stem)).map(Vec::as_slice) {
            Some([only]) if stem != name => Some(*only),
            _ => None,
        }
    }

    fn nearest_asset<'a>(
        &self,
        ids: impl Iterator<Item = &'a AssetId>,
        folder: &str,
    ) -> Option<AssetId> {
        let folder = normal(folder);
        let shared = |id: &AssetId| {
            let parts = self.asset_paths[id.0 as usize].split('/');
            folder.split('/').zip(parts).take_while(|(a, b)| a == b).count()
        };
        ids.copied().min_by_key(|id| (std::cmp::Reverse(shared(id)), *id))
    }

    /// All names as they are written.
    pub fn written(&self) -> Candidates {
        self.written.clone()
    }

    /// The paths of all entries and files.
    pub fn all_paths(&self) -> Candidates {
        self.all_paths.clone()
    }

    /// The paths of all files.
    pub fn file_paths(&self) -> Candidates {
        self.file_paths.clone()
    }

    /// The paths of all entries.
    pub fn paths(&self) -> Candidates {
        self.paths.clone()
    }

    /// The name with the nearest spelling, and its entry.
    pub fn like(&self, name: &str) -> Option<(&str, EntryId)> {
        let near = self.written.nearest(name)?;
        match self.entry(near, "") {
            NameMatch::One(entry) => Some((near, entry)),
            NameMatch::Several(entries) => Some((near, *entries.first()?)),
            NameMatch::Nothing => None,
        }
    }

    /// Those that share the longest folder prefix with `folder`.
    fn nearest_by_folder(&self, ids: &[EntryId], folder: &str) -> NameMatch<EntryId> {
        let shared = |id: &EntryId| shared_folders(folder, &self.folders[id.0 as usize]);
        let best = ids.iter().map(shared).max();
        let mut nearest = ids.iter().filter(|id| Some(shared(id)) == best).copied();
        match (nearest.next(), nearest.next()) {
            (None, _) => NameMatch::Nothing,
            (Some(one), None) => NameMatch::One(one),
            (Some(one), Some(two)) => {
                NameMatch::Several([one, two].into_iter().chain(nearest).collect())
            }
        }
    }
}

/// The number of folders that two paths of folders begin with. A name of many entries asks for it
/// often.
fn shared_folders(a: &str, b: &str) -> usize {
    if a.as_bytes().first() != b.as_bytes().first() {
        return 0;
    }
    a.split('/').zip(b.split('/')).take_while(|(a, b)| a == b).count()
}

/// Normalises a name: NFC, lower case, with space, `-` and `_` as one.
pub fn normal(name: &str) -> String {
    let name = name.trim();
    if name.chars().all(|c| c.is_ascii() || is_plain_letter(c)) {
        return folded(name.chars().map(|c| c.to_ascii_lowercase()), name.len());
    }
    folded(name.nfc().flat_map(char::to_lowercase), name.len())
}

/// Replaces each run of white space, `-` and `_` by one space.
fn folded(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    for c in letters {
        let c = if c == '_' || c == '-' || c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
        }
    }
    folded
}
