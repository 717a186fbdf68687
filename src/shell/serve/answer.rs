//! Answers requests.
//!
//! Every response goes through [`respond`], so that every request passes the guard and every
//! response has the headers that keep other sites out.

use std::convert::Infallible;
use std::fs;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    HeaderValue, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Request, Response, StatusCode, Uri};
use tokio::task::spawn_blocking;

use crate::link::route::Route;
use crate::shell::serve::guard::{self, Door, HttpRefusal};
use crate::shell::serve::live::{self, LatestBuild, ShownBuild};
use crate::shell::serve::{Content, say};
use crate::source::Blob;

const HTML: &str = "text/html";
const NOT_FRAMED: &str = "frame-ancestors 'none'";
const NOT_FRAMED_NOR_RUN: &str = "frame-ancestors 'none'; sandbox";

/// Responds to any request.
pub async fn respond<B>(
    request: Request<B>,
    door: Door,
    state: Arc<LatestBuild>,
) -> Result<Response<Body>, Infallible> {
    let (head, _) = request.into_parts();
    let response = match guard::check(&head, &door) {
        Err(refusal) => refused(refusal),
        Ok(()) => match head.uri.path() {
            live::SCRIPT => found("text/javascript", live::SCRIPT_TEXT.into()),
            live::STYLE => found("text/css", live::STYLE_TEXT.into()),
            live::PROBLEMS => found("application/json", state.snapshot().problems().into()),
            live::EVENTS => state.events(),
            _ => page(head.uri, state.snapshot()).await,
        },
    };
    Ok(guarded(response))
}

/// The response at an address. Rendering is slow and may panic, so it runs apart from the
/// connections.
async fn page(uri: Uri, snapshot: Arc<ShownBuild>) -> Response<Body> {
    let drawn = spawn_blocking(move || look_up(&uri, &snapshot)).await;
    drawn.unwrap_or_else(|_| {
        say("error[crash]: a page could not be rendered");
        plain(StatusCode::INTERNAL_SERVER_ERROR, "this page could not be rendered")
    })
}

fn look_up(uri: &Uri, snapshot: &ShownBuild) -> Response<Body> {
    let at = |path: &str| (snapshot.preview.answer)(&Route::from_request(path)?);
    if let Some(answer) = at(uri.path()) {
        return deliver(answer, snapshot);
    }
    if at(&format!("{}/", uri.path())).is_some() {
        return redirect_into_folder(uri);
    }
    let mut response = match at("/404.html") {
        Some(answer) => deliver(answer, snapshot),
        None => found(HTML, snapshot.inject_client(NO_PAGE.as_bytes()).into()),
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Shown when the 404 page is missing as well, as before the first successful build.
const NO_PAGE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta name=\"color-scheme\" content=\"light dark\"><title>Not found</title></head>\
    <body><main><h1>There is no page here</h1></main></body></html>";

fn deliver(answer: Content, snapshot: &ShownBuild) -> Response<Body> {
    let bytes = match answer.body {
        // A page that was rendered for this answer is not copied.
        Blob::Bytes(bytes) => Arc::unwrap_or_clone(bytes),
        Blob::File(path) => match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                say(&format!("error: cannot read {}: {error}", path.display()));
                return plain(StatusCode::NOT_FOUND, "this file could not be read");
            }
        },
    };
    if answer.content_type.starts_with(HTML) {
        found(answer.content_type, snapshot.inject_client(&bytes).into())
    } else {
        found(answer.content_type, bytes.into())
    }
}

/// Redirects to the same address with a trailing slash, relative so that it works below any prefix.
fn redirect_into_folder(uri: &Uri) -> Response<Body> {
    let last = uri.path().rsplit('/').next().unwrap_or("");
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "this is a folder");
    if let Ok(location) = HeaderValue::from_str(&format!("./{last}/{query}")) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

fn refused(refusal: HttpRefusal) -> Response<Body> {
    let mut response = plain(refusal.status, refusal.why);
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn plain(status: StatusCode, why: &'static str) -> Response<Body> {
    let mut response = found("text/plain", format!("{why}\n").into());
    *response.status_mut() = status;
    response
}

fn found(content_type: &str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    if let Ok(value) = HeaderValue::from_str(&with_charset(content_type)) {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
    response
}

fn with_charset(content_type: &str) -> String {
    let is_text = content_type.starts_with("text/")
        || ["json", "xml", "javascript"].iter().any(|end| content_type.ends_with(end));
    if is_text && !content_type.contains("charset") {
        format!("{content_type}; charset=utf-8")
    } else {
        content_type.to_owned()
    }
}

fn guarded(mut response: Response<Body>) -> Response<Body> {
    let content_type = response.headers().get(CONTENT_TYPE);
    let is_svg = content_type.is_some_and(|value| value.as_bytes().starts_with(b"image/svg"));
    let policy = if is_svg { NOT_FRAMED_NOR_RUN } else { NOT_FRAMED };
    let every = [
        (CONTENT_SECURITY_POLICY, policy),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in every {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
