//! The other sites whose frames and images pages may show, from `[embeds]`.

use toml::de::DeValue;

use crate::config::texts;

/// The hosts of `[embeds]`, in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embeds {
    /// Of frames, which a reader opens with a click.
    pub hosts: Vec<String>,
    /// Of images.
    pub image_hosts: Vec<String>,
}

impl Embeds {
    /// Whether the address of an image is at one of the hosts.
    pub fn shows_image(&self, address: &str) -> bool {
        host(address).is_some_and(|host| self.image_hosts.contains(&host))
    }

    /// Whether an address is at one of the hosts of frames.
    pub fn shows_frame(&self, address: &str) -> bool {
        host(address).is_some_and(|host| self.hosts.contains(&host))
    }
}

/// The host of an address with `https:` and nothing unusual before its path.
pub fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    is_host(host).then(|| host.to_ascii_lowercase())
}

fn is_host(host: &str) -> bool {
    let is_part = |part: &str| {
        let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !part.is_empty() && !part.starts_with('-') && part.chars().all(is_sign)
    };
    host.contains('.') && host.split('.').all(is_part)
}

/// A list of names of hosts.
pub(super) fn hosts(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let expected = || "a list of names of hosts such as \"www.youtube-nocookie.com\"".to_owned();
    let hosts = texts(value).map_err(|_| expected())?;
    match hosts.iter().all(|host| is_host(host)) {
        true => Ok(hosts.iter().map(|host| host.to_ascii_lowercase()).collect()),
        false => Err(expected()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_at_a_host_or_not() {
        let embeds = Embeds { hosts: vec!["a.example".to_owned()], image_hosts: Vec::new() };
        for address in ["https://a.example", "https://A.example/b?c", "//a.example/b"] {
            assert!(embeds.shows_frame(address), "{address}");
        }
        for address in [
            "http://a.example/",
            "https://a.example@b.example/",
            "https://a.example.b.example/",
            "https://b.a.example/",
            "https://a.example:8080/",
            "https://b.example/https://a.example/",
            "https:a.example",
            "https://a.example\\b",
        ] {
            assert!(!embeds.shows_frame(address), "{address}");
        }
    }
}
