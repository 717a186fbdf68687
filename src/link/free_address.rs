//! Other addresses for a page or a file whose own one is taken or cannot be one.

use crate::link::route::{BadPath, Route, slug};
use crate::source::{file_name, is_folder_page, stem};

/// The addresses to try for a page that does not get its own, in order and numbered from `from`.
pub fn of_page(route: &Route, path: &str, from: usize) -> impl Iterator<Item = Route> + use<> {
    let base = route.as_str().trim_end_matches('/').to_owned();
    let name = slug(stem(path));
    // A README that is not the page of its folder is a page in it.
    let own = is_folder_page(stem(path)) && name != "index";
    let inside = if base.is_empty() { name.clone() } else { format!("{base}/{name}") };
    let inside = own.then(|| Route::page(&inside).ok()).flatten();
    let base = if base.is_empty() { name } else { base };
    let numbered = numbered(from, move |number| {
        // A number makes some names longer than a name may be.
        Route::page(&format!("{base}-{number}")).or_else(|_| Route::page(&format!("page-{number}")))
    });
    inside.into_iter().chain(numbered)
}

/// The addresses to try for a file that does not get its own, in order and numbered from `from`.
pub fn of_file(route: &Route, from: usize) -> impl Iterator<Item = Route> + use<> {
    let path = route.out_path().as_str().to_owned();
    numbered(from, move |number| match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => {
            Route::file(&format!("{stem}-{number}.{extension}"))
        }
        _ => Route::file(&format!("{path}-{number}")),
    })
}

fn numbered(
    from: usize,
    route: impl Fn(usize) -> Result<Route, BadPath>,
) -> impl Iterator<Item = Route> {
    (from..).map_while(move |number| route(number).ok())
}

/// The nearest address to a path that cannot be one.
pub fn nearest_page(path: &str) -> Route {
    let stem = stem(path);
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let name = (!is_folder_page(stem)).then_some(stem);
    let parts = folders.split('/').filter(|part| !part.is_empty()).chain(name).map(part);
    Route::page(&shortened(parts.collect()).join("/")).unwrap_or_default()
}

/// The nearest address to a file's path that cannot be one.
pub fn nearest_file(path: &str) -> Option<Route> {
    let (folders, name) =
        (path.rsplit_once('/').map_or("", |(folders, _)| folders), file_name(path));
    let name = match name.rsplit_once('.') {
        Some((stem, extension)) if !slug(extension).is_empty() => {
            format!("{}.{}", part(stem), slug(extension))
        }
        _ => part(name),
    };
    let folders = folders.split('/').filter(|part| !part.is_empty()).map(part);
    Route::file(&shortened(folders.chain([name]).collect()).join("/")).ok()
}

/// A part of an address for a name of any kind.
fn part(name: &str) -> String {
    match slug(name).as_str() {
        "" => "page".to_owned(),
        slug if Route::page(slug).is_err() => format!("{slug}-page"),
        slug => slug.to_owned(),
    }
}

/// The last parts, as many as an address may have.
fn shortened(mut parts: Vec<String>) -> Vec<String> {
    parts.split_off(parts.len().saturating_sub(32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(routes: impl Iterator<Item = Route>) -> Vec<String> {
        routes.take(2).map(|route| route.to_string()).collect()
    }

    #[test]
    fn a_page_tries_its_own_name_and_then_numbers() {
        let page = |path: &str| Route::page(path).unwrap();
        assert_eq!(first(of_page(&page("x"), "x/README.md", 2)), ["/x/readme/", "/x-2/"]);
        assert_eq!(first(of_page(&page("x"), "x.md", 2)), ["/x-2/", "/x-3/"]);
        assert_eq!(first(of_page(&page(""), "README.md", 2)), ["/readme/", "/readme-2/"]);
        assert_eq!(first(of_page(&page(""), "index.md", 2)), ["/index-2/", "/index-3/"]);
    }

    #[test]
    fn a_file_keeps_its_extension() {
        let file = |path: &str| Route::file(path).unwrap();
        assert_eq!(first(of_file(&file("a.b/c.png"), 2)), ["/a.b/c-2.png", "/a.b/c-3.png"]);
        assert_eq!(first(of_file(&file("a.b/c"), 2)), ["/a.b/c-2", "/a.b/c-3"]);
        assert_eq!(first(of_file(&file("index.html"), 2)), ["/index-2.html", "/index-3.html"]);
    }

    #[test]
    fn every_name_has_a_nearest_address() {
        let page = |path: &str| nearest_page(path).to_string();
        assert_eq!(page("con.md"), "/con-page/");
        assert_eq!(page("a/???.md"), "/a/page/");
        assert_eq!(page("_fieldbook/a.md"), "/_fieldbook-page/a/");
        assert_eq!(nearest_file("a b/x:y .png").unwrap().to_string(), "/a-b/x-y.png");
        assert_eq!(page(&format!("{}x.md", "d/".repeat(40))).matches('/').count(), 33);
    }
}
