//! The width and height of an image, from the start of its file.
//!
//! Browsers reserve the space of an image by them before it is loaded. A file that is not read here,
//! or that is damaged, has none.

/// The size of an image in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
}

impl Pixels {
    /// The size of an image with a name, if its first bytes tell it.
    pub fn of(path: &str, bytes: &[u8]) -> Option<Pixels> {
        match of(bytes) {
            Found::Pixels(pixels) if may_have(path) => Some(pixels),
            _ => None,
        }
    }
}

/// How many bytes of a file are read at first.
pub const START: usize = 4096;

/// How many bytes are read of a file whose size is not at its start, because of what a camera or a
/// program wrote before it.
pub const MOST: usize = 256 * 1024;

/// The largest width or height, in pixels.
const LARGEST: u32 = 100_000;

/// What the start of a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Pixels(Pixels),
    /// The size is further on in the file.
    Later,
    Nothing,
}

/// Whether a file may be an image whose size is read, by its name.
pub fn may_have(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let known = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"];
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The size in the first bytes of a file.
pub fn of(bytes: &[u8]) -> Found {
    let found = match bytes {
        [0x89, b'P', b'N', b'G', ..] => big(bytes, 16).zip(big(bytes, 20)),
        [b'G', b'I', b'F', b'8', ..] => little(bytes, 6).zip(little(bytes, 8)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        [0xFF, 0xD8, ..] => return jpeg(bytes),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => avif(bytes),
        _ => svg(bytes),
    };
    match found {
        Some((width, height)) => found_pixels(width, height),
        None => Found::Nothing,
    }
}

fn found_pixels(width: u32, height: u32) -> Found {
    let is_size = |side: u32| (1..=LARGEST).contains(&side);
    match is_size(width) && is_size(height) {
        true => Found::Pixels(Pixels { width, height }),
        false => Found::Nothing,
    }
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn big_short(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let three = |at: usize| {
        let three = bytes.get(at..at + 3)?;
        Some(u32::from_le_bytes([three[0], three[1], three[2], 0]))
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((three(24)? + 1, three(27)? + 1)),
        b"VP8 " => Some((little(bytes, 26)? & 0x3FFF, little(bytes, 28)? & 0x3FFF)),
        b"VP8L" => {
            let bits = u32::from_le_bytes(bytes.get(21..25)?.try_into().ok()?);
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        _ => None,
    }
}

/// The first `ispe` property of an AVIF file.
fn avif(bytes: &[u8]) -> Option<(u32, u32)> {
    let at = memchr::memmem::find(bytes, b"ispe")?;
    big(bytes, at + 8).zip(big(bytes, at + 12))
}

/// Goes through the segments of a JPEG file up to the one with the size.
fn jpeg(bytes: &[u8]) -> Found {
    let mut at = 2;
    let mut is_turned = false;
    loop {
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let (Some(0xFF), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return if at + 1 >= bytes.len() { Found::Later } else { Found::Nothing };
        };
        let is_bare = matches!(marker, 0x01 | 0xD0..=0xD9);
        if is_bare {
            at += 2;
            continue;
        }
        let Some(length) = big_short(bytes, at + 2) else { return Found::Later };
        match marker {
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let size = big_short(bytes, at + 7).zip(big_short(bytes, at + 5));
                return match size {
                    Some((width, height)) if is_turned => found_pixels(height, width),
                    Some((width, height)) => found_pixels(width, height),
                    None => Found::Later,
                };
            }
            0xE1 => {
                let end = (at + 2 + length as usize).min(bytes.len());
                is_turned |= bytes.get(at + 4..end).is_some_and(is_on_its_side);
            }
            0xDA => return Found::Nothing,
            _ => {}
        }
        at += 2 + length as usize;
    }
}

/// Whether a segment of a camera says that the image is turned by a quarter.
fn is_on_its_side(segment: &[u8]) -> bool {
    let Some(tiff) = segment.strip_prefix(b"Exif\0\0") else { return false };
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| if is_little { little(tiff, at) } else { big_short(tiff, at) };
    let long = |at: usize| match is_little {
        true => Some(u32::from_le_bytes(tiff.get(at..at + 4)?.try_into().ok()?)),
        false => big(tiff, at),
    };
    let Some(first) = long(4).map(|first| first as usize) else { return false };
    let count = short(first).unwrap_or(0) as usize;
    let fields = (0..count.min(64)).map(|index| first + 2 + index * 12);
    let orientation = fields.filter(|at| short(*at) == Some(0x0112)).find_map(|at| short(at + 8));
    orientation.is_some_and(|turn| (5..=8).contains(&turn))
}

/// The size of a drawing in pixels. One that has a view only is as large as there is room.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let bytes = &bytes[..bytes.len().min(MOST)];
    let start = memchr::memmem::find(bytes, b"<svg")?;
    let end = start + memchr::memchr(b'>', &bytes[start..])?;
    let tag = std::str::from_utf8(&bytes[start..end]).ok()?;
    let value = |name: &str| {
        let found = tag.match_indices(name).find(|(at, _)| {
            let is_name = tag[..*at].ends_with(|c: char| c.is_ascii_whitespace());
            is_name && tag[at + name.len()..].trim_start().starts_with('=')
        })?;
        let rest = tag[found.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(value, _)| value.trim())
    };
    let pixels = |text: &str| {
        let number: f64 = text.trim_end_matches("px").trim().parse().ok()?;
        (number.is_finite() && number >= 1.0 && number <= f64::from(LARGEST))
            .then(|| number.round() as u32)
    };
    value("width").and_then(pixels).zip(value("height").and_then(pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(bytes: &[u8]) -> Option<(u32, u32)> {
        match of(bytes) {
            Found::Pixels(Pixels { width, height }) => Some((width, height)),
            _ => None,
        }
    }

    /// A JPEG file with a turn, of 300 by 200 pixels.
    fn jpeg_file(turn: u8) -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, 34];
        file.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
        file.extend([turn, 0, 0, 0, 0, 0, 0]);
        file.extend([0xFF, 0xC0, 0, 11, 8, 0, 200, 1, 44, 1]);
        file
    }

    #[test]
    fn files_say_how_large_they_are() {
        let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x20".as_slice()].concat();
        assert_eq!(size(&png), Some((256, 32)));
        assert_eq!(size(b"GIF89a\x0a\0\x05\0"), Some((10, 5)));
        assert_eq!(size(b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x09\0\0\x04\0\0"), Some((10, 5)));
        assert_eq!(size(b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x09\x00\x01\x00"), Some((10, 5)));
        let avif = b"\0\0\0\x18ftypavif\0\0\0\x14ispe\0\0\0\0\0\0\0\x0a\0\0\0\x05";
        assert_eq!(size(avif), Some((10, 5)));
        assert_eq!(size(&jpeg_file(1)), Some((300, 200)));
    }

    #[test]
    fn photographs_of_a_turned_camera_are_upright() {
        assert_eq!(size(&jpeg_file(6)), Some((200, 300)));
    }

    #[test]
    fn drawings_have_a_size_if_they_say_so() {
        assert_eq!(size(b"<?xml?><svg width=\"10px\" height='5.4'>"), Some((10, 5)));
        assert_eq!(size(b"<svg viewBox=\"0 0 24 12\" stroke-width=\"3\" height=\"2\">"), None);
        assert_eq!(size(b"<svg width=\"100%\" height=\"50%\" viewBox=\"0 0 8 4\">"), None);
        assert_eq!(size(b"<svg width=\"1e99\" height=\"2\">"), None);
        assert_eq!(size(b"<svg width=\"3\">"), None);
    }

    #[test]
    fn what_is_cut_off_is_read_later_or_not() {
        for file in [jpeg_file(6), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x20".to_vec()] {
            for length in 0..file.len() - 3 {
                assert_eq!(size(&file[..length]), None, "{length}");
            }
        }
        assert_eq!(of(&jpeg_file(1)[..20]), Found::Later);
        assert_eq!(of(b"\xFF\xD8\xFF\xDA\0\x04"), Found::Nothing);
        assert_eq!(of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\x20"), Found::Nothing);
    }
}
