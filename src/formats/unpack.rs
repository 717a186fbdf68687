//! Pages and files that are made from files of other tools: databases of Notion become pages, and
//! images in texts become files.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::formats::data_images::{self, DataImage};
use crate::formats::edit::{Edit, apply};
use crate::formats::notion::tables::{self, IsWithheld};
use crate::source::origins::{From, Origins, Segment};
use crate::source::pixels::Pixels;
use crate::source::{Asset, AssetFolder, SourceFile, Sources, file_name};
use crate::words::Words;

/// The inputs of a book with what is made from its files.
pub struct Unpacked<'a> {
    pub sources: Cow<'a, Sources>,
    /// The pages whose texts changed, as they are on disk, and where their texts are from.
    changed: Vec<(SourceFile, Vec<Segment>)>,
}

/// Makes pages and files from those of a book, without what pages outside of the build hold.
pub fn unpack<'a>(
    sources: &'a Sources,
    words: &Words,
    is_withheld: IsWithheld<'_>,
) -> Unpacked<'a> {
    let may_hold = |page: &SourceFile| data_images::may_hold(&page.text);
    let mut unpacked = Unpacked { sources: Cow::Borrowed(sources), changed: Vec::new() };
    if sources.pages.par_iter().any(may_hold) {
        unpacked.take_out_images();
    }
    if !sources.tables.is_empty() {
        let made = tables::pages(sources, &words.table, is_withheld);
        let unpacked = unpacked.sources.to_mut();
        unpacked.pages.extend(made.pages);
        unpacked.pages.sort_by(|a, b| a.path.cmp(&b.path));
        unpacked.assets.retain(|asset| !made.unpublished.contains(&asset.path));
    }
    unpacked
}

impl Unpacked<'_> {
    fn take_out_images(&mut self) {
        let pages = &self.sources.pages;
        let found: Vec<Option<(Vec<Edit>, Vec<DataImage>)>> = pages
            .par_iter()
            .map(|page| data_images::may_hold(&page.text).then(|| data_images::find(&page.text)))
            .collect();
        if found.iter().flatten().all(|(edits, _)| edits.is_empty()) {
            return;
        }
        let sources = self.sources.to_mut();
        let mut taken: HashSet<Arc<str>> =
            sources.assets.iter().map(|asset| asset.path.clone()).collect();
        for (page, found) in sources.pages.iter_mut().zip(found) {
            let Some((edits, images)) = found.filter(|(edits, _)| !edits.is_empty()) else {
                continue;
            };
            for image in images {
                let asset = asset(page, image);
                if taken.insert(asset.path.clone()) {
                    sources.assets.push(asset);
                }
            }
            self.changed.push((page.clone(), segments(&page.name, &edits)));
            page.text = apply(&page.text, edits).0.into();
        }
        sources.assets.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Says where the texts of changed pages are from, except of those that includes changed, too.
    pub fn place(&self, origins: &mut Origins) {
        for (page, segments) in &self.changed {
            if !origins.has_page(&page.name) {
                origins.add_text(page.name.clone(), page.text.clone());
                origins.add_page(page.name.clone(), segments.clone());
            }
        }
    }
}

/// An image as a file beside its page.
fn asset(page: &SourceFile, image: DataImage) -> Asset {
    let beside = |path: &str| -> Arc<str> {
        format!("{}{}", path.strip_suffix(file_name(path)).unwrap_or(""), image.name).into()
    };
    let (name, path) = (beside(&page.name), beside(&page.path));
    let pixels = Pixels::of(&path, &image.bytes);
    Asset { name, path, folder: AssetFolder::Made, content: image.bytes.into(), pixels }
}

/// The parts of an edited text; the edits are in order.
fn segments(file: &Arc<str>, edits: &[Edit]) -> Vec<Segment> {
    let (mut at, mut copied) = (0, 0);
    let mut segments = Vec::new();
    for edit in edits {
        let from = From::Copied(copied);
        segments.push(Segment { at, file: file.clone(), from });
        at += edit.span.start - copied;
        let from = From::Made(edit.span.clone());
        segments.push(Segment { at, file: file.clone(), from });
        at += edit.text.len();
        copied = edit.span.end;
    }
    segments.push(Segment { at, file: file.clone(), from: From::Copied(copied) });
    segments
}
