//! Decides whether a request may be answered, before any other processing.
//!
//! A preview may be confidential, and every website in the same browser can send requests to this
//! machine. So a request must name this server and come from the address bar or this site's own
//! pages. This prevents DNS rebinding and cross-site requests (see Fetch Metadata headers).

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::header::{
    CONTENT_LENGTH, HOST, HeaderName, ORIGIN, REFERER, TRANSFER_ENCODING, UPGRADE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};

use crate::shell::serve::live;

const LONGEST_ADDRESS: usize = 8 * 1024;
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// The server's side of a connection, with its accepted host names.
#[derive(Debug, Clone)]
pub struct Door {
    pub local: SocketAddr,
    /// Names besides `localhost`, each with or without a port.
    pub names: Arc<[String]>,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HttpRefusal {
    pub status: StatusCode,
    pub why: &'static str,
}

/// Checks that a request names this server and comes from a reader or this site's own pages.
///
/// # Errors
/// 400 for what no browser sends, 403 for a foreign host or origin, 405, 414.
pub fn check(request: &Parts, door: &Door) -> Result<(), HttpRefusal> {
    let host = check_host(request, door)?;
    check_method(&request.method)?;
    check_shape(request)?;
    check_origin(&request.headers, host)?;
    check_site(request)?;
    check_stream(request, host)
}

/// Checks and returns the requested host.
fn check_host<'r>(request: &'r Parts, door: &Door) -> Result<&'r str, HttpRefusal> {
    let host = only(&request.headers, HOST)
        .map_err(|_| refuse(400, "there are several Host headers"))?
        .ok_or(refuse(400, "there is no Host header"))?;
    let target = request.uri.authority().map_or(host, |authority| authority.as_str());
    for named in [host, target] {
        let (name, port) = split(named).ok_or(refuse(400, "the Host header is malformed"))?;
        if !door.answers_to(name, port) {
            return Err(refuse(
                403,
                "this server does not answer to that host name; use localhost",
            ));
        }
    }
    Ok(host)
}

fn check_method(method: &Method) -> Result<(), HttpRefusal> {
    match *method {
        Method::GET | Method::HEAD => Ok(()),
        _ => Err(refuse(405, "only GET and HEAD are answered here")),
    }
}

fn check_shape(request: &Parts) -> Result<(), HttpRefusal> {
    let headers = &request.headers;
    let address = request.uri.path_and_query().map_or(0, |address| address.as_str().len());
    if address > LONGEST_ADDRESS {
        return Err(refuse(414, "the address is longer than 8 KiB"));
    }
    let has_length = headers.get_all(CONTENT_LENGTH).iter().any(|length| length != "0");
    if has_length || headers.contains_key(TRANSFER_ENCODING) {
        return Err(refuse(400, "nothing here reads a body"));
    }
    let is_socket = |value: &[u8]| value.to_ascii_lowercase().starts_with(b"websocket");
    if headers.get_all(UPGRADE).iter().any(|value| is_socket(value.as_bytes())) {
        Err(refuse(400, "there are no web sockets here"))
    } else {
        Ok(())
    }
}

fn check_origin(headers: &HeaderMap, host: &str) -> Result<(), HttpRefusal> {
    let foreign = refuse(403, "another site may not read this one");
    match only(headers, ORIGIN).map_err(|_| foreign)? {
        Some(origin) if !is_origin(origin, host) => Err(foreign),
        _ => Ok(()),
    }
}

/// Checks `Sec-Fetch-Site`: another site may only link here.
fn check_site(request: &Parts) -> Result<(), HttpRefusal> {
    let foreign = refuse(403, "another site may not use this one");
    let header = |name| only(&request.headers, name).map_err(|_| foreign);
    match header(SITE)? {
        None | Some("none" | "same-origin") => Ok(()),
        Some(_) => {
            let link = header(MODE)? == Some("navigate") && header(DEST)? == Some("document");
            if link && !request.uri.path().starts_with(live::FOLDER) {
                Ok(())
            } else {
                Err(foreign)
            }
        }
    }
}

/// Event streams stay open, so they need proof that the page is of this site. The Referer counts
/// because browsers send no `Sec-Fetch-Site` over plain HTTP to other machines of the network.
fn check_stream(request: &Parts, host: &str) -> Result<(), HttpRefusal> {
    if request.uri.path() != live::EVENTS {
        return Ok(());
    }
    let header = |name| only(&request.headers, name).ok().flatten();
    let referred = header(REFERER).is_some_and(|referer| {
        let site = referer.find("://").and_then(|scheme| {
            let end = referer[scheme + 3..].find('/')?;
            Some(&referer[..scheme + 3 + end])
        });
        site.is_some_and(|site| is_origin(site, host))
    });
    if header(SITE) == Some("same-origin") || header(ORIGIN).is_some() || referred {
        Ok(())
    } else {
        Err(refuse(403, "events are for the pages of this site"))
    }
}

impl Door {
    fn answers_to(&self, name: &str, port: u16) -> bool {
        let allowed = self.names.iter().any(|allowed| match allowed.rsplit_once(':') {
            Some((host, theirs)) if theirs.parse() == Ok(port) => host.eq_ignore_ascii_case(name),
            _ => allowed.eq_ignore_ascii_case(name) && port == self.local.port(),
        });
        let local = is_localhost(name) || literal(name) == Some(self.local.ip().to_canonical());
        allowed || (local && port == self.local.port())
    }
}

/// Splits a host and its port, if they have the form that browsers send.
fn split(host: &str) -> Option<(&str, u16)> {
    let (name, port) = match host.rfind(':') {
        Some(colon) if !host.ends_with(']') => (&host[..colon], Some(&host[colon + 1..])),
        _ => (host, None),
    };
    let is_plain = |c: u8| c.is_ascii_alphanumeric() || b"-._".contains(&c);
    let well_formed = !name.is_empty() && name.bytes().all(is_plain);
    if !well_formed && literal(name).is_none() {
        return None;
    }
    match port {
        None => Some((name, 80)),
        Some(port) if port.bytes().all(|c| c.is_ascii_digit()) => Some((name, port.parse().ok()?)),
        Some(_) => None,
    }
}

fn literal(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.parse().ok().map(IpAddr::V6),
        None => name.parse().ok().map(IpAddr::V4),
    }
}

/// Browsers resolve `localhost` and its subdomains to this machine without DNS.
fn is_localhost(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "localhost" || name.strip_suffix(".localhost").is_some_and(|rest| !rest.is_empty())
}

fn is_origin(origin: &str, host: &str) -> bool {
    let rest = origin.strip_prefix("http://");
    rest.is_some_and(|named| named.eq_ignore_ascii_case(host))
}

/// The value of a header that may occur once.
fn only(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(drop),
        (Some(_), Some(_)) => Err(()),
    }
}

fn refuse(status: u16, why: &'static str) -> HttpRefusal {
    HttpRefusal { status: StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), why }
}
