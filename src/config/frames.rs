//! The addresses under which other sites show a video in a frame.

use crate::config::embeds::{Embeds, host};

/// A site whose pages have another address in a frame.
struct Player {
    /// The host of its frames.
    frames: &'static str,
    /// The path in the frame, of a page at a host with a path and a query.
    path: fn(&str, &str, &str) -> Option<String>,
}

/// The players. Of two for the same page, the first that a book allows is used.
const PLAYERS: &[Player] = &[
    Player { frames: "www.youtube-nocookie.com", path: youtube },
    Player { frames: "www.youtube.com", path: youtube },
    Player { frames: "player.vimeo.com", path: vimeo },
    Player { frames: "www.loom.com", path: loom },
];

impl Embeds {
    /// The address of the frame that plays the video on a page, if its host is allowed.
    pub fn player(&self, address: &str) -> Option<String> {
        if self.hosts.is_empty() { None } else { player(self, address) }
    }

    /// The address of the frame for an address that its author shows in a frame.
    pub fn frame(&self, address: &str) -> Option<String> {
        self.player(address).or_else(|| self.shows_frame(address).then(|| address.to_owned()))
    }
}

fn player(embeds: &Embeds, address: &str) -> Option<String> {
    let host = host(address)?;
    let rest = address.split_once("//")?.1;
    let rest = rest.split('#').next().unwrap_or("");
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let allowed = PLAYERS.iter().filter(|player| embeds.hosts.iter().any(|it| it == player.frames));
    let mut found = allowed.filter_map(|player| {
        Some(format!("https://{}/{}", player.frames, (player.path)(&host, path, query)?))
    });
    found.next()
}

fn youtube(host: &str, path: &str, query: &str) -> Option<String> {
    let id = match host.trim_start_matches("www.").trim_start_matches("m.") {
        "youtu.be" => path,
        "youtube.com" | "youtube-nocookie.com" => match path.split_once('/') {
            Some(("embed" | "shorts" | "live" | "v", id)) => id,
            _ => value(query, "v").filter(|_| path == "watch")?,
        },
        _ => return None,
    };
    let start = value(query, "start").or_else(|| value(query, "t")).unwrap_or("");
    let start = start.trim_end_matches('s');
    let id = plain(id)?;
    let is_number = !start.is_empty() && start.bytes().all(|byte| byte.is_ascii_digit());
    Some(if is_number { format!("embed/{id}?start={start}") } else { format!("embed/{id}") })
}

fn vimeo(host: &str, path: &str, _: &str) -> Option<String> {
    let id = match host {
        "vimeo.com" | "www.vimeo.com" => path,
        "player.vimeo.com" => path.strip_prefix("video/")?,
        _ => return None,
    };
    let id = id.split('/').next()?;
    let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("video/{id}"))
}

fn loom(host: &str, path: &str, _: &str) -> Option<String> {
    let (kind, id) = path.split_once('/').filter(|_| host.ends_with("loom.com"))?;
    let id = plain(id).filter(|_| matches!(kind, "share" | "embed"))?;
    Some(format!("embed/{id}"))
}

fn value<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// An id of letters, digits, hyphens and underscores.
fn plain(id: &str) -> Option<&str> {
    let id = id.trim_end_matches('/');
    let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (!id.is_empty() && id.chars().all(is_sign)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_videos_have_an_address_in_a_frame() {
        let hosts = ["www.youtube-nocookie.com", "player.vimeo.com", "www.loom.com"];
        let embeds = Embeds { hosts: hosts.map(str::to_owned).to_vec(), image_hosts: Vec::new() };
        let youtube = "https://www.youtube-nocookie.com/embed/a-B_1";
        for (address, expected) in [
            ("https://www.youtube.com/watch?v=a-B_1", youtube),
            ("https://m.youtube.com/watch?list=x&v=a-B_1", youtube),
            ("https://youtu.be/a-B_1", youtube),
            ("https://www.youtube.com/embed/a-B_1", youtube),
            ("https://www.youtube.com/shorts/a-B_1", youtube),
            ("https://vimeo.com/12/x", "https://player.vimeo.com/video/12"),
            ("https://player.vimeo.com/video/12", "https://player.vimeo.com/video/12"),
            ("https://www.loom.com/share/ab1", "https://www.loom.com/embed/ab1"),
        ] {
            assert_eq!(player(&embeds, address).as_deref(), Some(expected), "{address}");
        }
        let later = player(&embeds, "https://youtu.be/a?t=12s");
        assert_eq!(later.as_deref(), Some("https://www.youtube-nocookie.com/embed/a?start=12"));
        for other in [
            "http://youtu.be/a",
            "https://youtu.be/a\"b",
            "https://www.youtube.com/",
            "https://vimeo.com/about",
            "https://notyoutube.com/watch?v=a",
            "https://youtu.be@a.example/b",
        ] {
            assert_eq!(player(&embeds, other), None, "{other}");
        }
        assert_eq!(Embeds::default().player("https://youtu.be/a"), None);
    }
}
