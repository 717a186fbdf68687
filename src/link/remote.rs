//! What an address on another site leads to, as far as the address tells.

/// What a file on another site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteFile {
    Image,
    Audio,
    Video,
    /// A page that plays a video, with the name of its site.
    VideoPage(&'static str),
    /// Another file, which is opened.
    Document,
}

/// Sites that play videos, with their names.
const VIDEO_SITES: &[(&str, &str)] = &[
    ("youtube.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("vimeo.com", "Vimeo"),
    ("loom.com", "Loom"),
];

/// What an image's address leads to.
pub fn remote_file(address: &str) -> RemoteFile {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let is_at = |site: &str| {
        host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    let site = VIDEO_SITES.iter().find(|(site, _)| is_at(site));
    let path = path.split(['?', '#']).next().unwrap_or("");
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match (site, extension.to_ascii_lowercase().as_str()) {
        (_, "avif" | "bmp" | "gif" | "ico" | "jpeg" | "jpg" | "png" | "svg" | "webp") => {
            RemoteFile::Image
        }
        (Some((_, name)), _) => RemoteFile::VideoPage(name),
        (_, "mp3" | "wav" | "m4a" | "ogg" | "oga" | "opus" | "flac") => RemoteFile::Audio,
        (_, "mp4" | "webm" | "ogv" | "mov" | "mkv" | "m4v") => RemoteFile::Video,
        (_, "pdf" | "docx" | "pptx" | "xlsx" | "zip") => RemoteFile::Document,
        _ => RemoteFile::Image,
    }
}

#[cfg(test)]
mod tests {
    use super::{RemoteFile, remote_file};

    #[test]
    fn addresses_tell_what_they_lead_to() {
        for (address, file) in [
            ("https://www.youtube.com/watch?v=a.png", RemoteFile::VideoPage("YouTube")),
            ("https://youtu.be/abc", RemoteFile::VideoPage("YouTube")),
            ("https://player.vimeo.com/video/1", RemoteFile::VideoPage("Vimeo")),
            ("https://i.youtube.com/a.png", RemoteFile::Image),
            ("https://notyoutube.com/a", RemoteFile::Image),
            ("https://a.org/talk.MP4?x=1", RemoteFile::Video),
            ("https://a.org/talk.mp3#t=1", RemoteFile::Audio),
            ("https://a.org/paper.pdf", RemoteFile::Document),
            ("https://a.org/", RemoteFile::Image),
        ] {
            assert_eq!(remote_file(address), file, "{address}");
        }
    }
}
