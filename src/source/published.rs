//! Which files are published beside pages.
//!
//! The folder of a book often holds more than the book: keys, lock files, settings of tools. A file
//! is published because of its kind, because a page names it, or because it is in a folder that
//! other tools serve at the root of a site; some kinds are never published.

use std::collections::HashSet;
use std::sync::Arc;

use crate::source::{Asset, AssetFolder, SourceFile, file_name, folder_of, site_folders};

/// Whether a file is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Always,
    /// If a page names it.
    IfNamed,
    /// If a page names it, or a published HTML file is in its folder or above it.
    WithHtml,
    /// Even if a page names it. Holds what is left out, as the start of a sentence.
    Never(&'static str),
}

/// Images, audio, video, fonts, documents and drawings.
const MEDIA: &str = "png apng jpg jpeg jpe jfif gif webp avif svg svgz ico bmp tif tiff heic heif jxl mp3 m4a \
    aac ogg oga opus wav flac weba mid mp4 m4v mov webm ogv avi mkv mpg mpeg 3gp vtt srt \
    woff woff2 ttf otf eot pdf doc docx dot dotx docm xls xlsx xlsm xlsb xltx ppt pptx pptm \
    pps ppsx potx odt ods odp odg ott rtf epub mobi pages numbers drawio excalidraw fig \
    sketch psd ai eps ps indd xd vsd vsdx xmind mm mmd puml plantuml canvas stl glb gltf ics \
    html htm xhtml webmanifest";

/// Scripts, styles and data of HTML files, and archives.
const OF_HTML: &str = "css js mjs wasm json jsonl ndjson geojson csv tsv vcf bib ipynb parquet \
    zip tar gz tgz bz2 xz 7z rar";

/// Files that hosts and browsers look for at the root of a site.
const FOR_HOSTS: &str = "cname robots.txt humans.txt security.txt ads.txt app-ads.txt llms.txt _headers \
    _redirects favicon.ico browserconfig.xml bingsiteauth.xml apple-app-site-association";

/// What is never published: the words for it, endings, and names. Names may end in `*`.
const NEVER: &[(&str, &str, &str)] = &[
    (
        "keys and certificates are",
        "pem key p12 pfx p8 jks keystore kdbx kdb ppk crt cer der csr gpg pgp asc ovpn \
         mobileprovision tfstate tfvars",
        "id_rsa* id_dsa* id_ecdsa* id_ed25519* authorized_keys known_hosts htpasswd netrc \
         credentials* *credentials.json *credentials.csv secrets* *-secrets.* *_secrets.* \
         secret.* *-secret.* accesskeys.* *accesskeys.csv rootkey* passwords.* *-key.json \
         token.json *-token.json service-account*.json client_secret*.json \
         google-services.json local.settings.json appsettings*.json *.tfvars.json *.tfstate.*",
    ),
    ("files of the environment are", "env", "env env.*"),
    (
        "databases and their copies are",
        "sql dump sqlite sqlite3 db mdb accdb rdb bak backup swp",
        "*.sql.* *.dump.* *.sqlite.* *.sqlite3.* *.db.* dump.tar* dump.zip",
    ),
    ("lock files are", "lock lockb", "package-lock.json npm-shrinkwrap.json pnpm-lock.yaml go.sum"),
    (
        "files for containers are",
        "dockerfile",
        "dockerfile* containerfile* docker-compose* compose.yml compose.yaml vagrantfile",
    ),
    (
        "files for git and continuous integration are",
        "",
        "owners owners_aliases codeowners jenkinsfile* azure-pipelines* appveyor.yml \
         bitbucket-pipelines.yml cloudbuild.yaml renovate.json codecov.yml",
    ),
    (
        "settings of tools are",
        "",
        "mkdocs.yml mkdocs.yaml hugo.toml hugo.yaml hugo.yml hugo.json _config.yml \
         _config.yaml _config.toml _category_.json _category_.yml book.json book.toml \
         antora.yml docusaurus.config.* sidebars.* *.config.js *.config.cjs *.config.mjs \
         *.config.ts package.json tsconfig*.json jsconfig.json composer.json bower.json \
         lerna.json nx.json turbo.json deno.json netlify.toml vercel.json firebase.json \
         mint.json gulpfile.* gruntfile.* rakefile gemfile config.ru procfile pyproject.toml",
    ),
    (
        "templates of other tools are",
        "erb haml slim liquid njk hbs handlebars mustache ejs pug jinja jinja2 j2 tmpl \
         gotmpl tera webc astro vue svelte",
        "",
    ),
];

/// How many of its first rows are about secrets.
const SECRET: usize = 3;

/// Folders of templates of other tools.
const TEMPLATE_FOLDERS: &str = "_layouts _includes layouts";

const HIDDEN: &str = "names that begin with a dot are";
const TEMPLATES: &str = "templates of other tools are";

/// The rule for a file of the content folder, by its path.
pub fn rule(path: &str) -> Rule {
    let name = file_name(path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if let Some(what) = never_published(path) {
        return Rule::Never(what);
    }
    if is_for_hosts(path) {
        return Rule::Always;
    }
    let is_media = is_in(MEDIA, ending);
    let mut folders = folder_of(path).split('/');
    if path.split('/').any(|part| part.starts_with('.')) {
        return if is_media && !name.starts_with('.') {
            Rule::IfNamed
        } else {
            Rule::Never(HIDDEN)
        };
    }
    if ending.starts_with("htm") && folders.any(|folder| is_in(TEMPLATE_FOLDERS, folder)) {
        return Rule::Never(TEMPLATES);
    }
    match ending {
        _ if is_media => Rule::Always,
        ending if is_in(OF_HTML, ending) => Rule::WithHtml,
        _ => Rule::IfNamed,
    }
}

/// Whether hosts and browsers look for a file at its path.
pub fn is_for_hosts(path: &str) -> bool {
    let is_at_root = !path.contains('/') && is_in(FOR_HOSTS, &path.to_ascii_lowercase());
    path.starts_with(".well-known/") || is_at_root
}

/// The kind of files that a file belongs to which is never published, as the start of a sentence.
pub fn never_published(path: &str) -> Option<&'static str> {
    let name = file_name(path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    // `.env` and `env` are the same here, and so are all other names.
    let bare = name.trim_start_matches('.');
    // A picture or a document may have any name.
    let has_name = !is_in(MEDIA, ending);
    let row = NEVER.iter().find(|(_, endings, names)| {
        is_in(endings, ending) || (has_name && names.split(' ').any(|name| matches(bare, name)))
    });
    row.map(|(what, ..)| *what)
}

/// Whether a file holds keys, an environment or a database, so that no page may show it either.
pub fn is_secret(path: &str) -> bool {
    never_published(path).is_some_and(|what| NEVER[..SECRET].iter().any(|row| row.0 == what))
}

/// Whether a list has a word.
fn is_in(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word && !known.is_empty())
}

/// Whether a name is a pattern, which may hold one `*`, or one at each end.
fn matches(name: &str, pattern: &str) -> bool {
    if let Some(inside) = pattern.strip_prefix('*').and_then(|rest| rest.strip_suffix('*')) {
        return name.contains(inside);
    }
    match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    }
}

/// Whether a name in a dot folder could be published.
pub fn is_media(path: &str) -> bool {
    let name = file_name(path).to_ascii_lowercase();
    name.rsplit_once('.').is_some_and(|(_, ending)| is_in(MEDIA, ending))
}

/// Gives files of the content folder that are in a folder served at the root their place there.
/// A folder with pages is one of the book, whatever its name.
pub fn serve_at_root(pages: &[SourceFile], assets: &mut [Asset]) {
    if !assets.iter().any(|asset| site_folders::has_served(&asset.path)) {
        return;
    }
    let mut taken: HashSet<Arc<str>> = assets.iter().map(|asset| asset.path.clone()).collect();
    for folder in site_folders::served() {
        if pages.iter().any(|page| page.path.starts_with(&folder)) {
            continue;
        }
        for asset in assets.iter_mut().filter(|asset| asset.folder == AssetFolder::Content) {
            if let Some(path) = asset.path.strip_prefix(&folder) {
                asset.folder = AssetFolder::Served;
                let path: Arc<str> = path.into();
                if taken.insert(path.clone()) {
                    asset.path = path;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileState;

    #[test]
    fn a_file_is_published_by_its_kind() {
        for path in [
            "a.png",
            "img/A.PNG",
            "talk.mp4",
            "f.woff2",
            "x.pdf",
            "plan.docx",
            "x.svg",
            "CNAME",
            "robots.txt",
            "_redirects",
            "favicon.ico",
            "index.html",
            ".well-known/security.txt",
            "templates/mail.html",
            "monkey.png",
            "keys/photo.jpg",
            "env.png",
            "secrets.pdf",
        ] {
            assert_eq!(rule(path), Rule::Always, "{path}");
        }
        for path in [
            "Makefile",
            "scripts/run.sh",
            "notes.txt",
            "x.yaml",
            "a/CNAME",
            "LICENSE",
            "x.rs",
            ".gitbook/assets/a.png",
            ".github/logo.svg",
            "environment.xml",
        ] {
            assert_eq!(rule(path), Rule::IfNamed, "{path}");
        }
        for path in ["theme/a.css", "d.csv", "d.json", "x.zip"] {
            assert_eq!(rule(path), Rule::WithHtml, "{path}");
        }
    }

    #[test]
    fn some_kinds_are_never_published() {
        for path in [
            "tls/server.pem",
            "SERVER.KEY",
            "id_rsa",
            "id_rsa.pub",
            "x.p12",
            "pass.kdbx",
            ".env",
            "env.production",
            "prod.env",
            ".env.local",
            "dump.sql",
            "dump.sql.gz",
            "x.sqlite",
            "old.bak",
            "Dockerfile",
            "Dockerfile.dev",
            "docker-compose.yml",
            "package-lock.json",
            "yarn.lock",
            "Cargo.lock",
            "Gemfile.lock",
            "OWNERS",
            "CODEOWNERS",
            "mkdocs.yml",
            "hugo.toml",
            "_config.yml",
            "x.html.erb",
            "_layouts/a.html",
            ".gitlab-ci.yml",
            ".github/workflows/ci.yml",
            ".npmrc",
            "secrets.json",
            "prod-secrets.json",
            "gcloud-credentials.json",
            "rootkey.csv",
            "prod.tfvars.json",
            "data.sqlite.zip",
            ".well-known/id_rsa",
            ".well-known/a.pem",
            ".hidden.png",
            ".gitbook/key.pem",
        ] {
            assert!(matches!(rule(path), Rule::Never(_)), "{path} {:?}", rule(path));
        }
    }

    #[test]
    fn secrets_are_told_from_files_that_are_only_of_no_use() {
        assert!(is_secret("a/id_rsa") && is_secret(".env") && is_secret("x.sql"));
        assert!(!is_secret("Dockerfile") && !is_secret("mkdocs.yml") && !is_secret("a.md"));
    }

    #[test]
    fn a_folder_that_is_served_at_the_root_holds_no_pages() {
        let file = |path: &str| SourceFile {
            name: path.into(),
            path: path.into(),
            text: "".into(),
            state: FileState::Read,
        };
        let asset = |path: &str| Asset {
            name: path.into(),
            path: path.into(),
            folder: AssetFolder::Content,
            content: "".into(),
            pixels: None,
        };
        let mut assets =
            ["static/a.png", "docs/public/b.png", "public/c.png", "x/static/d.png"].map(asset);
        serve_at_root(&[file("public/page.md")], &mut assets);
        let paths = assets.map(|asset| asset.path.to_string());
        assert_eq!(paths, ["a.png", "b.png", "public/c.png", "x/static/d.png"]);
    }
}
