//! The dev server over real sockets: what it answers, whom it refuses, and how it follows saves.
//!
//! The requests are written byte by byte, because every HTTP client tidies up the ones that
//! matter. Nothing here sleeps: a test waits for the next event of the stream.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::bail;
use fieldbook::diagnostic::Severity;
use fieldbook::link::route::Route;
use fieldbook::shell::serve::{
    Address, Content, Preview, Problems, Server, ShownPlace, ShownProblem,
};
use fieldbook::shell::watch::Folders;
use fieldbook::source::Blob;
use tempfile::TempDir;

/// Long enough for the slowest machine: only a failing test waits for it.
const TIMEOUT: Duration = Duration::from_secs(180);
const CANARY: &str = "canary-5f1c";

/// A served folder of `.md` files, each of which is its own page.
struct Book {
    folder: TempDir,
    port: u16,
}

impl Book {
    fn serve(files: &[(&str, &str)]) -> Book {
        Book::serve_at(&Address { port: 0, ..Address::default() }, files)
    }

    fn serve_at(address: &Address, files: &[(&str, &str)]) -> Book {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("secret.txt"), CANARY).unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        let server = Server::bind(address).unwrap();
        let (_, port) = server.url().trim_end_matches('/').rsplit_once(':').unwrap();
        let book = Book { port: port.parse().unwrap(), folder };
        for (name, text) in files {
            book.save(name, text);
        }
        let folders = Folders { roots: vec![content.clone()], ignored: Vec::new() };
        thread::spawn(move || server.run(move || folders.clone(), move |_| build(&content)));
        book
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("content").join(name)
    }

    /// Saves as careful editors do, so that no build sees half of it.
    fn save(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path.with_extension("tmp"), text).unwrap();
        fs::rename(path.with_extension("tmp"), path).unwrap();
    }

    fn host(&self) -> String {
        format!("localhost:{}", self.port)
    }

    fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, &[])
    }

    fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Reply {
        self.ask_as(&format!("Host: {}", self.host()), method, target, headers)
    }

    fn ask_as(&self, host: &str, method: &str, target: &str, headers: &[&str]) -> Reply {
        let mut request = format!("{method} {target} HTTP/1.1\r\n").into_bytes();
        for line in [host].iter().chain(headers).filter(|line| !line.is_empty()) {
            request.extend_from_slice(format!("{line}\r\n").as_bytes());
        }
        request.extend_from_slice(b"Connection: close\r\n\r\n");
        self.send(&request)
    }

    fn send(&self, request: &[u8]) -> Reply {
        let mut stream = self.connect();
        // The server may refuse and hang up before it has read all of it.
        let _ = stream.write_all(request);
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        Reply::parse(&String::from_utf8_lossy(&reply))
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        stream
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        let host = self.host();
        write!(
            stream,
            "GET {EVENTS} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n\r\n"
        )
        .unwrap();
        let mut events = Events { lines: BufReader::new(stream), latest: 0 };
        events.latest = events.next();
        events
    }

    fn problems(&self) -> serde_json::Value {
        serde_json::from_str(&self.get(PROBLEMS).body).unwrap()
    }
}

const EVENTS: &str = "/_fieldbook-live/events";
const PROBLEMS: &str = "/_fieldbook-live/problems";

#[derive(Debug)]
struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Reply {
    fn parse(text: &str) -> Reply {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers = lines.filter_map(|line| line.split_once(": "));
        Reply {
            status: status.unwrap_or(0),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: body.to_owned(),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

struct Events {
    lines: BufReader<TcpStream>,
    latest: u64,
}

impl Events {
    fn next(&mut self) -> u64 {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(generation) = line.strip_prefix("data: ") {
                return generation.trim().parse().unwrap();
            }
        }
    }

    /// Waits for builds until one has made `done` true.
    fn until(&mut self, what: &str, mut done: impl FnMut() -> bool) {
        loop {
            let next = self.next();
            assert!(next > self.latest, "{what}: generations only grow");
            self.latest = next;
            if done() {
                return;
            }
        }
    }
}

/// A page for every `.md` file; the words `!error`, `!warning`, `!fail` and `!panic` do as they say.
fn build(content: &Path) -> anyhow::Result<Preview> {
    let mut pages = BTreeMap::new();
    let mut problems = Vec::new();
    if !content.exists() {
        bail!("there is no folder `content`");
    }
    for entry in
        walkdir::WalkDir::new(content).sort_by_file_name().into_iter().filter_map(Result::ok)
    {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let name = entry.path().strip_prefix(content)?.to_string_lossy().replace('\\', "/");
        match text.trim() {
            "!fail" => bail!("the disk is full"),
            "!panic" => panic!("a fault of ours"),
            "!error" => problems.push(problem(Severity::Error, &name)),
            "!warning" => problems.push(problem(Severity::Warning, &name)),
            _ => {}
        }
        let (path, content_type) = match name.strip_suffix(".md") {
            Some("index") => ("/".to_owned(), "text/html"),
            Some("404") => ("/404.html".to_owned(), "text/html"),
            Some(page) => (format!("/{page}/"), "text/html"),
            None if name.ends_with(".svg") => (format!("/{name}"), "image/svg+xml"),
            None => (format!("/{name}"), "text/plain"),
        };
        let body = match content_type {
            "text/html" => Blob::from(format!("<head></head><body>{text}</body>")),
            _ => Blob::File(entry.path().to_owned()),
        };
        pages.insert(Route::from_request(&path).unwrap(), (content_type, body));
    }
    let answer = move |route: &Route| {
        let (content_type, body) = pages.get(route)?;
        Some(Content { content_type, body: body.clone() })
    };
    let problems = Problems::new(0, move || problems.clone());
    Ok(Preview { answer: Box::new(answer), problems, untested: Vec::new() })
}

fn problem(severity: Severity, file: &str) -> ShownProblem {
    let place = ShownPlace {
        file: file.to_owned(),
        line: 1,
        column: 2,
        excerpt: "1 | <img onerror>\n  |  ^^^".to_owned(),
        absolute: Some(PathBuf::from("/book").join(file)),
    };
    ShownProblem {
        severity,
        code: "broken-link",
        message: "no entry `x`".to_owned(),
        place: Some(place),
        help: Some("did you mean `y`?".to_owned()),
    }
}

#[test]
fn a_page_is_served_with_the_client_and_the_headers_of_a_private_site() {
    let book = Book::serve(&[("index.md", "home"), ("a b/c.md", "deep")]);
    let reply = book.get("/?x=1");
    assert_eq!(reply.status, 200);
    assert!(reply.body.contains("<body>home</body>"), "{reply:?}");
    assert!(reply.body.contains(r#"<script src="/_fieldbook-live/client.js" data-generation="#));
    assert!(reply.body.contains(r#"<link rel="stylesheet" href="/_fieldbook-live/client.css">"#));
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(reply.header("referrer-policy"), "same-origin");
    assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(reply.header("content-security-policy"), "frame-ancestors 'none'");
    assert!(book.get("/a%20b/c/").body.contains("deep"));
    assert_eq!(
        book.get("/_fieldbook-live/client.js").header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(book.get("/_fieldbook-live/client.css").status, 200);
}

#[test]
fn a_head_request_gets_the_headers_alone() {
    let book = Book::serve(&[("index.md", "home")]);
    let reply = book.ask("HEAD", "/", &[]);
    assert_eq!((reply.status, reply.body.as_str()), (200, ""));
    assert_eq!(reply.header("content-length"), book.get("/").header("content-length"));
    assert_eq!(book.ask("HEAD", "/none", &[]).status, 404);
}

#[test]
fn files_are_served_unchanged_and_drawings_cannot_run() {
    let book = Book::serve(&[("a.txt", "</head> as it is"), ("a.svg", "<svg/>")]);
    assert_eq!(book.get("/a.txt").body, "</head> as it is");
    let drawing = book.get("/a.svg");
    assert_eq!(drawing.header("content-type"), "image/svg+xml; charset=utf-8");
    assert_eq!(drawing.header("content-security-policy"), "frame-ancestors 'none'; sandbox");
}

#[test]
fn a_folder_without_its_slash_leads_to_the_one_with_it() {
    let book = Book::serve(&[("guide/start up.md", "x")]);
    let reply = book.get("/guide/start%20up?q=1");
    assert_eq!((reply.status, reply.header("location")), (308, "./start%20up/?q=1"));
    assert_eq!(book.get("/guide").status, 404);
}

#[test]
fn what_is_not_there_gets_the_sites_own_page_with_the_client() {
    let book = Book::serve(&[("404.md", "lost")]);
    let reply = book.get("/none/at/all");
    assert_eq!(reply.status, 404);
    assert!(reply.body.contains("lost") && reply.body.contains("client.js"), "{reply:?}");
    let plain = Book::serve(&[]).get("/%3Cscript%3E");
    assert_eq!(plain.status, 404);
    assert!(plain.body.contains("There is no page here") && plain.body.contains("client.js"));
    assert!(!plain.body.contains("<script>"), "the address is not repeated");
}

#[test]
fn only_get_and_head_are_answered() {
    let book = Book::serve(&[("index.md", "home")]);
    for target in ["/", EVENTS, PROBLEMS] {
        for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "BREW"] {
            let reply = book.ask(method, target, &[]);
            assert_eq!((reply.status, reply.header("allow")), (405, "GET, HEAD"), "{method}");
        }
    }
    assert_eq!(book.ask("OPTIONS", "*", &[]).status, 405);
    assert_eq!(book.ask("CONNECT", &book.host(), &[]).status, 405);
}

#[test]
fn only_local_names_with_this_port_are_answered() {
    let book = Book::serve(&[("index.md", "home")]);
    let port = book.port;
    let status = |host: &str| book.ask_as(host, "GET", "/", &[]).status;
    for host in ["localhost", "x.localhost", "a.b.localhost", "LOCALHOST", "127.0.0.1"] {
        assert_eq!(status(&format!("Host: {host}:{port}")), 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.localhost.example",
        "localhost.evil",
        "notlocalhost",
        "127.0.0.1.nip.io",
        "127.0.0.2",
        "0.0.0.0",
        "192.168.0.1",
        "[::1]", // Ours as well, but not on this connection.
        "[::ffff:127.0.0.2]",
        "2130706433",
        "0x7f.1",
        "LOCALHOST.",
    ] {
        assert_eq!(status(&format!("Host: {host}:{port}")), 403, "{host}");
    }
    for host in ["localhost", "localhost:1", "127.0.0.1", "evil.example"] {
        assert_eq!(status(&format!("Host: {host}")), 403, "{host}");
    }
    for host in [
        "Host:".to_owned(),
        String::new(),
        format!("Host: localhost:{port}\r\nHost: localhost:{port}"),
        "Host: localhost:99999".to_owned(),
        format!("Host: localhost:+{port}"),
        format!("Host: evil@localhost:{port}"),
        format!("Host: localhost:{port}/"),
        format!("Host: .. :{port}"),
    ] {
        assert_eq!(status(&host), 400, "{host}");
    }
    let absolute = |host: &str| book.get(&format!("http://{host}/")).status;
    assert_eq!(absolute(&book.host()), 200);
    assert_eq!(absolute("evil.example"), 403);
    assert_eq!(book.send(b"GET / HTTP/1.0\r\n\r\n").status, 400);
}

#[test]
fn a_name_that_was_allowed_is_answered() {
    let allowed = vec!["handbook.test".to_owned(), "proxy.test:80".to_owned()];
    let address = Address { port: 0, allowed, ..Address::default() };
    let book = Book::serve_at(&address, &[("index.md", "home")]);
    let status = |host: &str| book.ask_as(&format!("Host: {host}"), "GET", "/", &[]).status;
    assert_eq!(status(&format!("handbook.test:{}", book.port)), 200);
    assert_eq!(status("proxy.test"), 200);
    assert_eq!(status("handbook.test"), 403);
    assert_eq!(status(&format!("proxy.test:{}", book.port)), 403);
}

#[test]
fn another_origin_is_refused_everywhere() {
    let book = Book::serve(&[("index.md", "home")]);
    let own = format!("Origin: http://{}", book.host());
    let foreign = [
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost:1",
        &format!("Origin: https://{}", book.host()),
        &format!("Origin: http://x.{}", book.host()),
        &format!("{own}\r\n{own}"),
        "Origin:",
    ];
    for target in ["/", "/none", "/_fieldbook-live/client.js", PROBLEMS, EVENTS] {
        for origin in foreign {
            for site in ["", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"] {
                let reply = book.ask("GET", target, &[origin, site]);
                assert_eq!(reply.status, 403, "{target} {origin} {site}");
                assert!(!reply.headers.keys().any(|name| name.starts_with("access-control")));
                assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
            }
        }
    }
    assert_eq!(book.ask("GET", "/", &[&own]).status, 200);
}

#[test]
fn another_site_may_link_here_and_nothing_else() {
    let book = Book::serve(&[("index.md", "home")]);
    let navigation = ["Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
    let script = ["Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"];
    let image = ["Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"];
    let excerpt = ["Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"];
    let bare = ["", ""];
    let status = |target: &str, site: &str, [mode, dest]: [&str; 2]| {
        book.ask("GET", target, &[&format!("Sec-Fetch-Site: {site}"), mode, dest]).status
    };
    for site in ["cross-site", "same-site", "something-new"] {
        assert_eq!(status("/", site, navigation), 200, "{site}");
        for kind in [script, image, excerpt, bare] {
            assert_eq!(status("/", site, kind), 403, "{site} {kind:?}");
        }
        for target in [PROBLEMS, EVENTS, "/_fieldbook-live/client.js"] {
            assert_eq!(status(target, site, navigation), 403, "{site} {target}");
        }
    }
    for site in ["none", "same-origin"] {
        assert_eq!(status("/", site, script), 200, "{site}");
    }
    assert_eq!(status(PROBLEMS, "same-origin", bare), 200);
}

#[test]
fn events_are_for_pages_that_show_where_they_are_from() {
    let book = Book::serve(&[]);
    let status = |header: &str| book.ask("HEAD", EVENTS, &[header]).status;
    assert_eq!(status(""), 403);
    assert_eq!(status("Sec-Fetch-Site: none"), 403);
    assert_eq!(status("Referer: http://evil.example/"), 403);
    assert_eq!(status(&format!("Referer: http://evil.example/http://{}/", book.host())), 403);
    assert_eq!(status("Sec-Fetch-Site: same-origin"), 200);
    assert_eq!(status(&format!("Origin: http://{}", book.host())), 200);
    assert_eq!(status(&format!("Referer: http://{}/a/", book.host())), 200);
}

#[test]
fn what_no_browser_sends_is_refused() {
    let book = Book::serve(&[("index.md", "home")]);
    let status = |header: &str| book.ask("GET", "/", &[header]).status;
    assert_eq!(status("Upgrade: websocket"), 400);
    assert_eq!(status("Content-Length: 5"), 400);
    assert_eq!(status("Transfer-Encoding: chunked"), 400);
    assert_eq!(status("Content-Length: 1\r\nContent-Length: 2"), 400);
    assert_eq!(status("A: b\r\n folded"), 400);
    assert_eq!(status(&format!("A: {}", "x".repeat(64 * 1024))), 431);
    assert_eq!(status("A: b\r\n".repeat(1000).trim_end()), 431);
    assert_eq!(book.get(&format!("/{}", "a".repeat(9 * 1024))).status, 414);
    assert_eq!(book.get("/").status, 200);
}

/// Ways in which servers were talked into reading outside their folder.
const TRICKS: [&str; 45] = [
    "/../secret.txt",
    "/../../secret.txt",
    "/../../../../../../../../etc/passwd",
    "/a/../../secret.txt",
    "/./../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/.%2e/secret.txt",
    "/%2E%2E/%2E%2E/secret.txt",
    "/%252e%252e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..%252fsecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%e0%80%ae%e0%80%ae/secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/\u{FF0E}\u{FF0E}/secret.txt",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "/%2e%2e%5c%2e%2e%5csecret.txt",
    "/..%5c..%5csecret.txt",
    "/....//secret.txt",
    "/..../secret.txt",
    "/..;/secret.txt",
    "/..;a=b/secret.txt",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc%2fpasswd",
    "//../secret.txt",
    "/a.txt/../../secret.txt",
    "/a.txt%00.html",
    "/%00",
    "/a%0d%0aX-Injected:1",
    "/c:/windows/win.ini",
    "/C:%5cwindows%5cwin.ini",
    "/foo/c:/windows/win.ini",
    "/%5c%5cevil%5cshare%5cx",
    "/CON",
    "/a.txt::$DATA",
    "/a.txt.",
    "/link.txt",
    "/.git/config",
    "/.env",
    "http://evil.example/../secret.txt",
    "/aaaa", // Made 9,000 bytes long below.
];

#[test]
fn no_path_leads_out_of_the_site() {
    let book = Book::serve(&[("a.txt", "fine"), ("a/b.md", "fine"), ("index.md", "home")]);
    for target in TRICKS {
        let target =
            if target == "/aaaa" { format!("/{}", "a".repeat(9000)) } else { target.to_owned() };
        for suffix in ["", "?raw", "?raw??", "?import&raw", "#/../"] {
            for method in ["GET", "HEAD"] {
                let reply = book.ask(method, &format!("{target}{suffix}"), &[]);
                let what = format!("{method} {}{suffix}: {reply:?}", target.escape_debug());
                assert!((400..500).contains(&reply.status), "{what}");
                assert!(!reply.body.contains(CANARY) && !reply.body.contains("root:"), "{what}");
                assert_eq!(reply.header("x-injected"), "", "{what}");
            }
        }
    }
    assert_eq!(book.get("/a.txt").body, "fine");
}

#[test]
fn every_way_to_save_brings_the_new_page() {
    let book = Book::serve(&[("a.md", "one")]);
    let mut events = book.events();
    let shows = |target: &str, text: &str| book.get(target).body.contains(text);

    fs::write(book.path("a.md"), "in place").unwrap();
    events.until("in place", || shows("/a/", "in place"));

    book.save("a.md", "renamed");
    events.until("temporary file and rename", || shows("/a/", "renamed"));

    fs::rename(book.path("a.md"), book.path("a.md~")).unwrap();
    fs::write(book.path("a.md"), "written again").unwrap();
    fs::remove_file(book.path("a.md~")).unwrap();
    events.until("backup and new file", || shows("/a/", "written again"));

    book.save("new/folder/b.md", "found");
    events.until("new folders", || shows("/new/folder/b/", "found"));

    book.save("new/folder/b.md", "found again");
    events.until("a save in a new folder", || shows("/new/folder/b/", "found again"));

    fs::rename(book.path("new"), book.path("old")).unwrap();
    events.until("rename of a folder", || shows("/old/folder/b/", "found again"));

    fs::remove_file(book.path("a.md")).unwrap();
    events.until("delete", || book.get("/a/").status == 404);
}

#[test]
fn a_save_after_many_saves_is_shown_last() {
    let book = Book::serve(&[]);
    let mut events = book.events();
    for number in 0..300 {
        book.save(&format!("{number}.md"), "many");
        book.save("last.md", &format!("save {number}."));
    }
    events.until("the last of 600 saves", || book.get("/last/").body.contains("save 299."));
}

#[test]
fn problems_are_told_with_their_places_until_they_are_mended() {
    let book = Book::serve(&[("a.md", "!error"), ("b.md", "!warning")]);
    let mut events = book.events();
    let problem = |severity: &str, file: &str| {
        serde_json::json!({
            "severity": severity,
            "code": "broken-link",
            "message": "no entry `x`",
            "place": {
                "file": file,
                "line": 1,
                "column": 2,
                "excerpt": "1 | <img onerror>\n  |  ^^^",
                "absolute": format!("/book/{file}"),
            },
            "help": "did you mean `y`?",
        })
    };
    assert_eq!(
        book.problems(),
        serde_json::json!({
            "generation": events.latest,
            "more": 0, "untested": [],
            "problems": [problem("error", "a.md"), problem("warning", "b.md")],
        })
    );
    book.save("a.md", "mended");
    events.until("mended", || book.problems()["problems"].as_array().unwrap().len() == 1);
    assert_eq!(book.problems()["problems"][0], problem("warning", "b.md"));
}

#[test]
fn a_build_that_fails_leaves_the_last_good_page() {
    let book = Book::serve(&[("index.md", "good")]);
    let mut events = book.events();
    let message = || book.problems()["problems"][0]["message"].clone();

    book.save("x.md", "!fail");
    events.until("failure", || message() == "the disk is full");
    assert!(book.get("/").body.contains("good"));

    book.save("x.md", "!panic");
    events.until("panic", || message() == "the build crashed: a fault of ours");
    assert!(book.get("/").body.contains("good"));

    book.save("x.md", "mended");
    events.until("mended", || book.get("/x/").body.contains("mended"));
    assert_eq!(book.problems()["problems"], serde_json::json!([]));
}

#[test]
fn content_that_goes_away_and_comes_back_is_shown_again() {
    let book = Book::serve(&[("a.md", "one")]);
    let mut events = book.events();
    fs::remove_dir_all(book.path("")).unwrap();
    let message = || book.problems()["problems"][0]["message"].clone();
    events.until("gone", || message() == "there is no folder `content`");
    book.save("a.md", "back");
    events.until("back", || book.get("/a/").body.contains("back"));
    book.save("a.md", "alive");
    events.until("alive", || book.get("/a/").body.contains("alive"));
}

#[test]
fn a_first_build_that_fails_is_explained_on_an_empty_page() {
    let book = Book::serve(&[("a.md", "!fail")]);
    let mut events = book.events();
    assert!(book.get("/a/").body.contains("client.js"));
    assert_eq!(book.problems()["problems"][0]["code"], "build-failed");
    book.save("a.md", "mended");
    events.until("mended", || book.get("/a/").status == 200);
}

#[test]
fn a_page_knows_the_build_that_it_is_from() {
    let book = Book::serve(&[("a.md", "one")]);
    let mut events = book.events();
    let carries = |generation: u64| {
        book.get("/a/").body.contains(&format!("data-generation=\"{generation}\""))
    };
    assert!(carries(events.latest));
    book.save("a.md", "two");
    events.until("saved", || book.get("/a/").body.contains("two"));
    assert!(carries(events.latest));
}

#[test]
fn a_taken_port_is_passed_over_and_named() {
    let first = Server::bind(&Address { port: 0, ..Address::default() }).unwrap();
    let (_, port) = first.url().trim_end_matches('/').rsplit_once(':').unwrap();
    let port: u16 = port.parse().unwrap();
    let second = Server::bind(&Address { port, ..Address::default() }).unwrap();
    assert_ne!(first.url(), second.url());
    let [note] = second.notes() else { panic!("{:?}", second.notes()) };
    assert!(note.starts_with(&format!("note: port {port} is taken; using ")), "{note}");
}

#[test]
fn an_open_door_is_said_aloud_and_still_asks_for_the_name() {
    let address = Address { host: "0.0.0.0".to_owned(), port: 0, ..Address::default() };
    let server = Server::bind(&address).unwrap();
    let [note] = server.notes() else { panic!("{:?}", server.notes()) };
    assert!(note.starts_with("warning: everyone on this network can read the site at http://"));
    assert!(server.url().starts_with("http://localhost:"));
    let book = Book::serve_at(&address, &[("index.md", "home")]);
    let status =
        |host: &str| book.ask_as(&format!("Host: {host}:{}", book.port), "GET", "/", &[]).status;
    assert_eq!((status("127.0.0.1"), status("localhost")), (200, 200));
    assert_eq!((status("evil.example"), status("10.1.2.3")), (403, 403));
}

#[test]
fn a_host_of_another_machine_is_an_error() {
    let address = Address { host: "192.0.2.1".to_owned(), ..Address::default() };
    let error = Server::bind(&address).err().unwrap();
    assert!(error.to_string().starts_with("cannot serve on 192.0.2.1:"), "{error}");
}

#[test]
fn a_crowd_of_open_streams_leaves_the_server_answering() {
    let book = Book::serve(&[("a.md", "one")]);
    let mut crowd: Vec<Events> = (0..200).map(|_| book.events()).collect();
    let idle: Vec<TcpStream> = (0..100).map(|_| book.connect()).collect();
    book.save("a.md", "two");
    for events in &mut crowd {
        events.until("everyone is told", || true);
    }
    drop((crowd, idle));
    assert_eq!(book.get("/a/").status, 200);
}
