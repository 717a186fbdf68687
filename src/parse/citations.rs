//! Citations: the second of a video at which something was said.
//!
//! Forms: an element of the class `yt-timestamp`, a link with a time as its label, or a time in
//! brackets.

use std::ops::Range;

use memchr::{memchr, memmem};

/// A second of a video that an entry cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its start in the page's text.
    pub at: usize,
    pub seconds: u64,
    /// The video's id, if the citation has one.
    pub video: Option<String>,
}

/// The seconds of `53:54` or `1:02:03`.
pub fn seconds(time: &str) -> Option<u64> {
    let parts: Vec<&str> = time.split(':').collect();
    let is_time = matches!(parts.len(), 2 | 3)
        && parts[0].len() <= 3
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        && parts[1..].iter().all(|part| part.len() == 2 && *part < "60");
    let number = |part: &&str| part.parse::<u64>().ok();
    is_time.then(|| parts.iter().filter_map(number).fold(0, |sum, part| sum * 60 + part))
}

/// A time for display: without its brackets and without zero hours.
pub fn short(time: &str) -> &str {
    let bare = time.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    bare.strip_prefix("00:").filter(|rest| seconds(rest).is_some()).unwrap_or(bare)
}

/// Seconds as `00:53:54`.
pub fn long(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The times in square or round brackets, with the brackets, and their seconds.
pub fn bare(text: &str) -> Vec<(Range<usize>, u64)> {
    let mut found = Vec::new();
    if memchr(b':', text.as_bytes()).is_none() {
        return found;
    }
    for (open, _) in text.match_indices(['[', '(']) {
        let close = if text[open..].starts_with('[') { ']' } else { ')' };
        let is_inside = |c: char| c.is_ascii_digit() || c == ':';
        let inside = &text[open + 1..];
        let end = inside.find(|c| !is_inside(c)).unwrap_or(inside.len());
        if let Some(seconds) = seconds(&inside[..end]).filter(|_| inside[end..].starts_with(close))
        {
            found.push((open..open + end + 2, seconds));
        }
    }
    found
}

/// A text without trailing times in brackets.
pub fn without_last(text: &str) -> &str {
    let ends = bare(text).into_iter().rev().map(|(time, _)| time);
    ends.fold(
        text,
        |left, time| if time.end == left.len() { left[..time.start].trim_end() } else { left },
    )
}

/// The citation of a link whose label is a time and whose URL names a second of a video.
pub fn of_link(page: &str, span: &Range<usize>, address: &str) -> Option<Citation> {
    // A fast path: most links lead elsewhere.
    memmem::find(address.as_bytes(), b"youtu")?;
    let (label, _) = page[span.clone()].strip_prefix('[')?.rsplit_once("](")?;
    seconds(short(&label.replace('\\', "")))?;
    let (video, seconds) = of_address(address)?;
    Some(Citation { at: span.start, seconds, video: Some(video) })
}

/// The video and the second of a YouTube URL.
pub fn of_address(address: &str) -> Option<(String, u64)> {
    let value = |key| value_of(address, key);
    let seconds = value("t").or(value("start"))?.trim_end_matches('s').parse().ok()?;
    Some((video(address)?.to_owned(), seconds))
}

/// The id of the video of a YouTube URL.
pub fn video(address: &str) -> Option<&str> {
    let (host, path) = address.split_once("://")?.1.split_once('/')?;
    let video = match host.trim_start_matches("www.").trim_start_matches("m.") {
        "youtu.be" => path.split(['?', '#']).next()?,
        "youtube.com" => value_of(address, "v")?,
        _ => return None,
    };
    Some(video).filter(|video| is_video_id(video))
}

/// A value in the query of an address.
fn value_of<'a>(address: &'a str, key: &str) -> Option<&'a str> {
    let query = address.split_once('?')?.1.split('#').next()?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// Whether a text is a valid video id, which is safe in a URL.
pub fn is_video_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_minutes_and_seconds_with_or_without_hours() {
        assert_eq!(seconds("53:54"), Some(3234));
        assert_eq!(seconds("01:02:09"), Some(3729));
        for wrong in ["", "5", "5:6", "50:75", "1:2:3:4", "a:10", "1:+5", "9999:00"] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn bare_times_are_found_in_either_bracket() {
        let text = "Said [00:53:54] and (1:02) but not [1:2] nor (note 3:4)";
        let found = bare(text);
        let written: Vec<&str> = found.iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(written, ["[00:53:54]", "(1:02)"]);
    }

    #[test]
    fn times_at_the_end_of_a_text_can_be_left_out() {
        assert_eq!(without_last("Impact [00:56:38] (1:02)"), "Impact");
        for kept in ["Impact", "At [00:56:38] it broke", "Ratio (3:4)"] {
            assert_eq!(without_last(kept), kept);
        }
        assert_eq!(without_last("[1:02]"), "");
    }

    #[test]
    fn hours_that_are_none_are_left_out() {
        assert_eq!(short("[00:53:54]"), "53:54");
        assert_eq!(short("(1:02:03)"), "1:02:03");
        assert_eq!(short("[00:53]"), "00:53");
    }

    #[test]
    fn an_address_of_a_video_names_its_second() {
        let video = |address| of_address(address).map(|(id, at)| format!("{id} {at}"));
        assert_eq!(video("https://youtu.be/Ab-1?t=90").as_deref(), Some("Ab-1 90"));
        let long = "https://www.youtube.com/watch?v=Ab_1&t=3199s";
        assert_eq!(video(long).as_deref(), Some("Ab_1 3199"));
        assert_eq!(video("https://example.com/?v=a&t=1"), None);
        assert_eq!(video("https://youtu.be/Ab-1"), None);
    }
}
