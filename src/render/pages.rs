//! The table of generated pages and files, one row per type.
//!
//! A row has a page's name, addresses, condition and writer. No other code lists these pages; the
//! browser tests list those of the whole book with their addresses (`PAGES` in
//! `tests/browser/helpers.js`), and a test compares the two.

use crate::link::facets;
use crate::link::pages::BookFacts;
use crate::link::route::{NO_JEKYLL, Route};
use crate::link::{PageId, Subject, Surface};
use crate::render::bundle::{self, Script, asset};
use crate::render::page_type::AddressRule::{Each, One};
use crate::render::page_type::{PageType, fill};
use crate::render::shortcuts::{self, Shortcut};
use crate::render::theme::template;
use crate::render::tree::exports as tree_exports;
use crate::render::{data, exports, map, not_found, previews, print, search_page, signals};
use crate::render::{facets as browse, tree_page, wanted};

/// The names of rows that other pages link to.
pub const BROWSE: &str = "browse";
pub const FEED: &str = "feed";
pub const PRINT: &str = "print";
pub const SEARCH: &str = "search";
pub const SITEMAP: &str = "sitemap";
pub const MARKDOWN_COPY: &str = "markdown-copy";
pub const WANTED: &str = "wanted";

/// All types of pages and files, in the order of their links in the sidebar.
pub const PAGES: &[PageType] = &[
    PageType {
        scripts: &[Script { name: "signals", files: &[asset!("js/signal-search.js")] }],
        shortcut: Some(Shortcut {
            label: |words| &words.signals,
            note: |book| book.config.words.shortcuts.signals_note.to_string(),
            short: |words| &words.signals,
            key: "s",
            some: shortcuts::signals,
            class: "signals-nav",
        }),
        ..PageType::page(
            "signals",
            One { path: "signals/", when: signals::exist },
            template!("signals.html"),
            |page| fill(signals::view(page.site, page.route)),
        )
    },
    PageType {
        in_sitemap: true,
        shortcut: Some(Shortcut {
            label: |words| &words.trees_label,
            note: |book| book.config.words.shortcuts.trees_note.to_string(),
            short: |words| &words.trees,
            key: "d",
            some: shortcuts::decisions,
            class: "walks",
        }),
        ..PageType::page(
            "decisions",
            One { path: "decisions/", when: |book| book.has_trees_on(Surface::Decisions) },
            template!("trees.html"),
            |page| fill(tree_page::list(page.site, page.route)),
        )
    },
    PageType {
        scripts: &[Script { name: "browse", files: &[asset!("js/facet-filter.js")] }],
        shortcut: Some(Shortcut {
            label: |words| &words.browse,
            note: shortcuts::by_facets,
            short: |words| &words.browse,
            key: "t",
            some: shortcuts::none,
            class: "",
        }),
        ..PageType::page(
            BROWSE,
            One { path: facets::FOLDER, when: |book| !book.facets.all().is_empty() },
            template!("browse.html"),
            |page| fill(browse::browse(page.site, page.route)),
        )
    },
    PageType::page("facet", Each(of_facets), template!("facet.html"), |page| {
        fill(browse::facet(page.site, page.route, page.facet()?))
    }),
    PageType::page("value", Each(of_values), template!("value.html"), |page| {
        fill(browse::value(page.site, page.route, page.value()?))
    }),
    PageType {
        scripts: &[bundle::SEARCH],
        shortcut: Some(Shortcut {
            label: |words| &words.search,
            note: |book| book.config.words.shortcuts.search_note.to_string(),
            short: |words| &words.search,
            key: "",
            some: shortcuts::none,
            class: "",
        }),
        ..PageType::page(
            SEARCH,
            One { path: "search/", when: always },
            template!("search.html"),
            |page| fill(search_page::view(page.site, page.route)),
        )
    },
    PageType {
        scripts: &[Script { name: "map", files: &[asset!("js/link-map.js")] }],
        shortcut: Some(Shortcut {
            label: |_| "",
            note: |_| String::new(),
            short: |words| &words.map,
            key: "m",
            some: shortcuts::none,
            class: "",
        }),
        ..PageType::page(
            "map",
            One { path: "map/", when: map::has_links },
            template!("map.html"),
            |page| fill(map::view(page.site, page.route)),
        )
    },
    PageType::page(
        PRINT,
        One { path: "print/", when: print::is_printed_whole },
        template!("print.html"),
        |page| fill(print::view(page.site, page.route)),
    ),
    PageType::page(
        WANTED,
        One { path: "wanted/", when: |book| book.has_wanted },
        template!("wanted.html"),
        |page| fill(wanted::view(page.site, page.route)),
    ),
    PageType {
        scripts: &[Script {
            name: "lost",
            files: &[bundle::EDIT_DISTANCE, asset!("js/near-pages.js")],
        }],
        ..PageType::page(
            PageId::NOT_FOUND.name,
            One { path: "404.html", when: always },
            template!("not-found.html"),
            |page| fill(not_found::view(page.site, page.route)),
        )
    },
    PageType::file(
        MARKDOWN_COPY,
        Each(|book| {
            let entries = book.entries.iter().filter(|it| !it.is_redirect());
            entries.map(|it| (it.route.markdown_copy(), Subject::Entry(it.id))).collect()
        }),
        |file| Some(exports::markdown_copy(file.playbook(), file.playbook().entry(file.entry()?))),
    ),
    PageType::file("tree-json", Each(|book| of_trees(book, tree_exports::JSON)), |file| {
        Some(tree_exports::json(file.playbook(), file.tree()?))
    }),
    PageType::file("tree-mermaid", Each(|book| of_trees(book, tree_exports::MERMAID)), |file| {
        Some(tree_exports::mermaid(file.playbook(), file.tree()?))
    }),
    PageType::file("tree-dot", Each(|book| of_trees(book, tree_exports::DOT)), |file| {
        Some(tree_exports::dot(file.playbook(), file.tree()?))
    }),
    PageType::file("data", One { path: "playbook.json", when: always }, |file| {
        Some(data::of(file.playbook()))
    }),
    PageType::file("previews", Each(previews::parts), |file| {
        file.site.previews().script(file.playbook(), file.part()?)
    }),
    PageType::file("llms", One { path: "llms.txt", when: always }, |file| {
        Some(exports::llms(file.site))
    }),
    PageType::file(SITEMAP, One { path: "sitemap.xml", when: exports::has_address }, |file| {
        Some(exports::sitemap(file.site))
    }),
    PageType::file("robots", One { path: "robots.txt", when: exports::is_at_root }, |file| {
        Some(exports::robots(file.site))
    }),
    PageType::file(FEED, One { path: "feed.xml", when: exports::has_feed }, |file| {
        Some(exports::feed(file.site, file.route))
    }),
    PageType::file("no-jekyll", One { path: NO_JEKYLL, when: always }, |_| Some(String::new())),
];

fn always(_: &BookFacts<'_>) -> bool {
    true
}

fn of_facets(book: &BookFacts<'_>) -> Vec<(Route, Subject)> {
    let facets = book.facets.ids();
    facets.map(|(id, facet)| (facet.route.clone(), Subject::Facet(id))).collect()
}

fn of_values(book: &BookFacts<'_>) -> Vec<(Route, Subject)> {
    let values = book.facets.ids().flat_map(|(id, facet)| facet.ids(id));
    values.map(|(id, value)| (value.route.clone(), Subject::Value(id))).collect()
}

fn of_trees(book: &BookFacts<'_>, name: &'static str) -> Vec<(Route, Subject)> {
    let trees = book.tree_ids().filter(|(_, tree)| tree.has_page());
    trees.map(|(id, tree)| (tree.route.beside(name), Subject::Tree(id))).collect()
}
