//! The names of the settings files of other tools. They are no pages and are not published.

use crate::source::file_name;

/// Those in the book's folder, in the order of their precedence. A name with a final `/` is a folder
/// whose presence counts.
pub const OF_BOOK: &[&str] = &[
    "mkdocs.yml",
    "mkdocs.yaml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    ".gitbook.yaml",
    ".gitbook.yml",
    ".gitbook/",
    "_quarto.yml",
    "_quarto.yaml",
    ".obsidian/app.json",
    ".obsidian/",
    "logseq/config.edn",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "sidebars.js",
    "sidebars.ts",
    "sidebars.json",
    "astro.config.mjs",
    "astro.config.ts",
    "astro.config.js",
    ".vitepress/config.js",
    ".vitepress/config.ts",
    ".vitepress/config.mts",
    ".vitepress/config.mjs",
    "docs/.vitepress/config.js",
    "docs/.vitepress/config.ts",
    "docs/.vitepress/config.mts",
    "docs/.vitepress/config.mjs",
    ".vuepress/config.js",
    ".vuepress/config.ts",
    "antora.yml",
    "antora-playbook.yml",
];

/// Those in any folder of the content: docsify's and gollum's lists and covers, and the settings of
/// a folder.
const OF_CONTENT: &[&str] = &[
    "_sidebar.md",
    "_navbar.md",
    "_coverpage.md",
    "_Sidebar.md",
    "_Footer.md",
    "_Header.md",
    "_category_.json",
    "_category_.yml",
    "_category_.yaml",
    ".pages",
];

/// The endings of files that may be templates of another tool.
const TEMPLATES: &[&str] = &[
    "html", "htm", "xml", "njk", "erb", "liquid", "hbs", "ejs", "haml", "slim", "pug", "jinja",
    "j2", "css", "scss", "sass", "js", "json", "txt",
];

/// Whether a file that is no page may be a template of another tool.
pub fn may_be_template(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| TEMPLATES.contains(&ending.as_str()))
}

/// Whether a file starts with front matter, as templates of other tools do.
pub fn is_template(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start.starts_with(b"---\n") || start.starts_with(b"---\r")
}

/// What is said about templates that are not published.
pub fn templates_note(names: &[std::sync::Arc<str>]) -> Option<String> {
    let first = names.first()?;
    Some(match names.len() {
        1 => format!("{first} is a template of another tool and is not published"),
        count => format!("{count} templates of another tool are not published, such as {first}"),
    })
}

/// What is said about folders with other versions and languages of the book.
pub fn versions_note(folders: &[std::sync::Arc<str>]) -> Option<String> {
    let first = folders.first()?;
    Some(match folders.len() {
        1 => format!("{first} holds another version or language and is not part of this book"),
        count => format!(
            "{count} folders with other versions or languages are not part of this book, such as {first}"
        ),
    })
}

/// Whether a file in the content folder holds a list of links or a cover around pages.
pub fn is_navigation(path: &str) -> bool {
    is_of_content(path) && path.ends_with(".md")
}

/// Whether a file in the content folder holds settings.
pub fn is_of_content(path: &str) -> bool {
    OF_CONTENT.contains(&file_name(path))
}

/// The beginnings of names of `.txt` files that programs read.
const FOR_PROGRAMS: &[&str] = &[
    "robots", "llms", "humans", "security", "ads", "app-ads", "requirements", "constraints",
    "CMakeLists",
];

/// Whether a `.txt` file is no page: one that programs read, or one that is served as it is.
pub fn is_for_programs(path: &str) -> bool {
    let stem = file_name(path).rsplit_once('.').map_or(path, |(stem, _)| stem);
    let is_served = |folder| ["static", "public", ".well-known"].contains(&folder);
    let name = stem.split(['-', '_']).next().unwrap_or(stem);
    FOR_PROGRAMS.contains(&name) || FOR_PROGRAMS.contains(&stem) || path.split('/').any(is_served)
}

/// Whether a name from the book's folder is one of its settings.
pub fn is_of_book(name: &str) -> bool {
    OF_BOOK.contains(&name)
}
