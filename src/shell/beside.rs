//! Files beside the pages of a book: in folders that are served at the root of a site, and in
//! folders with a leading dot that pages name.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use memchr::memmem::Finder;
use rayon::iter::{
    IntoParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator,
};

use crate::shell::images;
use crate::shell::layout::{Layout, below};
use crate::shell::walk::walk;
use crate::source::{
    Asset, AssetFolder, Blob, SourceFile, Sources, file_name, outside, parts, published,
    site_folders,
};

/// Folders that hold nothing of a book.
const NEVER_READ: &[&str] = &[".git", ".hg", ".svn", ".obsidian", ".trash"];

/// Reads what is beside the pages of a book.
pub fn read(layout: &Layout, sources: &mut Sources) {
    for folder in layout.served_folders() {
        add(layout, (&folder, &folder), AssetFolder::Served, sources);
    }
    let is_served = |folder: &str| site_folders::served().any(|known| known == folder);
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
    parts::leave_out(&mut sources.pages, &sources.settings);
    published::serve_at_root(&sources.pages, &mut sources.assets);
    let leaving = sources.pages.par_iter().map(|page| (page.path.clone(), leaving(page)));
    sources.leaving = leaving.filter(|(_, paths)| !paths.is_empty()).collect();
    look_outside(layout, sources);
}

/// Finds the paths that a page names outside of the content folder, after its text changed.
pub fn read_leaving(sources: &mut Sources, page: &SourceFile) {
    match leaving(page) {
        paths if paths.is_empty() => sources.leaving.remove(&page.path),
        paths => sources.leaving.insert(page.path.clone(), paths),
    };
}

/// Finds which of the paths outside of the content folder exist.
pub fn look_outside(layout: &Layout, sources: &mut Sources) {
    let exists = |path: &&String| {
        let named = layout.content.join(path);
        named.exists() || layout.content.join(format!("{path}.md")).exists()
    };
    sources.outside = sources.leaving.values().flatten().filter(exists).cloned().collect();
}

fn leaving(page: &SourceFile) -> Vec<String> {
    outside::named(&page.path, &page.text)
}

/// Whether a page names a folder that was not read.
pub fn names_unread(sources: &Sources, page: &SourceFile) -> bool {
    sources.unread.iter().any(|hidden| finder(hidden).find(page.text.as_bytes()).is_some())
}

/// Looks for the name of a folder at the start of a path.
fn finder(hidden: &str) -> Finder<'static> {
    Finder::new(&format!("{}/", file_name(hidden))).into_owned()
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
    let files = walk(folder, layout, &mut sources.diagnostics).files;
    sources.assets.par_extend(files.into_par_iter().map(|file| {
        let (name, path) = (layout.name(&file), below(&file, from));
        let pixels = images::size(&path, &file);
        Asset { name, path, folder: kind, content: Blob::File(file), pixels }
    }));
}
