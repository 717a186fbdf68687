//! Reads the sizes of images.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::source::Asset;
use crate::source::pixels::{self, Found, Pixels};

/// The size of an image; none if the file cannot be read.
pub fn size(path: &str, file: &Path) -> Option<Pixels> {
    if !pixels::may_have(path) {
        return None;
    }
    let mut file = File::open(file).ok()?;
    let mut start = Vec::with_capacity(pixels::START);
    file.by_ref().take(pixels::START as u64).read_to_end(&mut start).ok()?;
    if pixels::of(&start) == Found::Later {
        let more = pixels::MOST - pixels::START;
        file.take(more as u64).read_to_end(&mut start).ok()?;
    }
    Pixels::of(path, &start)
}

/// Whether a file that changed has another size.
pub fn differs(asset: &Asset, file: &Path) -> bool {
    size(&asset.path, file) != asset.pixels
}
