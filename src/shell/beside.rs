//! Files beside the pages of a book: in folders that are served at the root of a site, and in
//! folders with a leading dot that pages name.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use memchr::memmem::Finder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::shell::layout::{Layout, below};
use crate::shell::walk::walk;
use crate::source::{Asset, AssetFolder, Blob, SourceFile, Sources, file_name, outside, published};

/// Folders that hold nothing of a book.
const NEVER_READ: &[&str] = &[".git", ".hg", ".svn", ".obsidian", ".trash"];

/// Reads what is beside the pages of a book.
pub fn read(layout: &Layout, sources: &mut Sources) {
    for folder in layout.served_folders() {
        add(layout, (&folder, &folder), AssetFolder::Served, sources);
    }
    let is_served = |folder: &str| published::served_folders().any(|known| known == folder);
    for hidden in std::mem::take(&mut sources.unread) {
        if NEVER_READ.contains(&file_name(&hidden)) {
            continue;
        }
        let public = layout.content.join(&*hidden).join("public");
        if is_served(&format!("{hidden}/public/")) && public.is_dir() {
            add(layout, (&public, &layout.content), AssetFolder::Content, sources);
        }
        let named = finder(&hidden);
        if sources.pages.par_iter().any(|page| named.find(page.text.as_bytes()).is_some()) {
            read_hidden(layout, &hidden, sources);
        } else {
            sources.unread.insert(hidden);
        }
    }
    published::serve_at_root(&sources.pages, &mut sources.assets);
    look_outside(layout, sources);
}

/// Finds what pages name outside of the content folder.
pub fn look_outside(layout: &Layout, sources: &mut Sources) {
    let named = sources.pages.par_iter().flat_map_iter(|page| outside_of(layout, page));
    sources.outside = named.collect();
}

/// Whether a page names a folder that was not read.
pub fn names_unread(sources: &Sources, page: &SourceFile) -> bool {
    sources.unread.iter().any(|hidden| finder(hidden).find(page.text.as_bytes()).is_some())
}

/// Looks for the name of a folder at the start of a path.
fn finder(hidden: &str) -> Finder<'static> {
    Finder::new(&format!("{}/", file_name(hidden))).into_owned()
}

/// The paths in a page that lead out of the content folder and exist.
fn outside_of(layout: &Layout, page: &SourceFile) -> Vec<String> {
    let exists = |path: &String| {
        let named = layout.content.join(path);
        named.exists() || layout.content.join(format!("{path}.md")).exists()
    };
    outside::named(&page.path, &page.text).into_iter().filter(exists).collect()
}

/// Reads the media in a folder with a leading dot; nothing else in it is published.
fn read_hidden(layout: &Layout, hidden: &str, sources: &mut Sources) {
    let known: HashSet<Arc<str>> = sources.assets.iter().map(|asset| asset.name.clone()).collect();
    let first = sources.assets.len();
    let folder = layout.content.join(hidden);
    add(layout, (&folder, &layout.content), AssetFolder::Content, sources);
    let new = sources.assets.split_off(first);
    let is_wanted =
        |asset: &Asset| published::is_media(&asset.path) && !known.contains(&asset.name);
    sources.assets.extend(new.into_iter().filter(is_wanted));
}

/// Adds the files below a folder, with their paths from another.
fn add(layout: &Layout, (folder, from): (&Path, &Path), kind: AssetFolder, sources: &mut Sources) {
    for file in walk(folder, layout, &mut sources.diagnostics).files {
        let (name, path) = (layout.name(&file), below(&file, from));
        sources.assets.push(Asset { name, path, folder: kind, content: Blob::File(file) });
    }
}
