//! Frames and images of other sites that book.toml allows.

use crate::common::Book;

const ALLOWED: &str = "-- book.toml --\n[embeds]\nhosts = [\"www.youtube-nocookie.com\", \"player.vimeo.com\", \"maps.example\"]\nimage-hosts = [\"img.example\"]\n";

fn book(settings: &str, markdown: &str) -> Book {
    Book::new(&format!(
        "{settings}-- content/index.md --\n# Home\n\n{markdown}\n-- content/other.md --\n# Other\n\nWords.\n"
    ))
}

fn page(markdown: &str) -> String {
    book(ALLOWED, markdown).pages()["index.html"].clone()
}

/// Every way to show the same video.
const VIDEOS: &[&str] = &[
    "![Our talk](https://www.youtube.com/watch?v=abc)",
    "![Our talk](https://youtu.be/abc)",
    "<iframe src=\"https://www.youtube.com/embed/abc\" title=\"Our talk\" width=\"560\"></iframe>",
    "<iframe src=\"https://www.youtube-nocookie.com/embed/abc\" title=\"Our talk\"></iframe>",
    "{{< youtube id=\"abc\" title=\"Our talk\" >}}",
    "{% embed url=\"https://www.youtube.com/watch?v=abc\" caption=\"Our talk\" %}",
    "<YouTube id=\"abc\" title=\"Our talk\" />",
];

#[test]
fn a_video_of_an_allowed_site_is_a_link_that_becomes_its_player() {
    for video in VIDEOS {
        let html = page(video);
        let frame = "<embed-frame class=\"block-embed\" data-src=\"https://www.youtube-nocookie.com/embed/abc\"><a ";
        assert!(html.contains(frame), "{video}\n{html}");
        assert!(html.contains(">Our talk</a></embed-frame>"), "{video}\n{html}");
        assert!(html.contains("; frame-src https://www.youtube-nocookie.com; "), "{video}\n{html}");
        assert!(html.contains("/embed.") && html.contains("/blocks."), "{video}\n{html}");
        assert!(!html.contains("<iframe"), "{video}\n{html}");
        let book = book(ALLOWED, video);
        assert_eq!(book.lines(&book.diagnostics), "", "{video}");
    }
    let html =
        page("{{< vimeo 12 >}}\n\n<iframe src=\"https://maps.example/x?a=1&amp;b=2\"></iframe>\n");
    assert!(html.contains("data-src=\"https://player.vimeo.com/video/12\""), "{html}");
    assert!(html.contains("data-src=\"https://maps.example/x?a=1&amp;b=2\""), "{html}");
    assert!(html.contains("frame-src https://player.vimeo.com https://maps.example;"), "{html}");
}

#[test]
fn without_the_setting_a_video_is_a_link() {
    for video in VIDEOS {
        let html = book("", video).pages()["index.html"].clone();
        assert!(html.contains(">Our talk</a>"), "{video}\n{html}");
        for never in ["embed-frame", "frame-src", "/embed.", "<iframe"] {
            assert!(!html.contains(never), "{never} {video}\n{html}");
        }
    }
}

#[test]
fn the_policy_opens_on_pages_with_such_a_frame_alone() {
    let video = VIDEOS[0];
    let book = book(ALLOWED, video);
    let pages = book.pages();
    assert!(!pages["other/index.html"].contains("frame-src"));
    assert!(!pages["other/index.html"].contains("https://img.example"));
    assert!(!pages["print/index.html"].contains("embed-frame"));
    assert!(!pages["print/index.html"].contains("frame-src"));
    for text in [
        "`<embed-frame class=\"block-embed\" data-src=\"https://maps.example/\">`",
        "<embed-frame class=\"block-embed\" data-src=\"https://maps.example/\">x</embed-frame>",
        "<div class=\"block-embed\" data-src=\"https://maps.example/\">x</div>",
        "<iframe src=\"https://other.example/\"></iframe>",
        "<iframe src=\"http://maps.example/\"></iframe>",
        "<iframe src=\"https://maps.example@other.example/\"></iframe>",
        "<iframe src=\"https://maps.example.other.example/\"></iframe>",
        "<iframe src=\"javascript:1\"></iframe>",
        "[A link](https://www.youtube.com/watch?v=abc)",
        "# A ![talk](https://youtu.be/abc)",
        "[![talk](https://youtu.be/abc)](other.md)",
    ] {
        let html = page(text);
        assert!(!html.contains("frame-src") && !html.contains("<embed-frame"), "{text}\n{html}");
    }
}

#[test]
fn images_of_allowed_sites_are_shown_where_they_are() {
    for image in [
        "![A cat](https://img.example/cat.png)",
        "<img src=\"https://img.example/cat.png\" alt=\"A cat\">",
    ] {
        let allowed = book(ALLOWED, image);
        let html = &allowed.pages()["index.html"];
        assert!(html.contains("<img alt=\"A cat\" src=\"https://img.example/cat.png\""), "{html}");
        assert!(html.contains("img-src 'self' data: https://img.example; "), "{html}");
        assert_eq!(allowed.lines(&allowed.diagnostics), "", "{image}");
        assert!(!allowed.pages()["other/index.html"].contains("img.example"));
    }
    for other in [
        "http://img.example/a.png",
        "https://img.example.evil.example/a.png",
        "https://a.example/a.png",
    ] {
        let html = page(&format!("![A cat]({other})"));
        assert!(
            html.contains("<a class=\"remote-image\"") && html.contains("data:; media"),
            "{html}"
        );
    }
}

#[test]
fn hosts_are_names_of_hosts() {
    for wrong in [
        "\"https://a.example\"",
        "\"*\"",
        "\"*.a.example\"",
        "\"a.example/b\"",
        "\"a.example; script-src x\"",
        "\"'self'\"",
        "3",
    ] {
        let text = format!("-- book.toml --\n[embeds]\nhosts = [{wrong}]\n");
        let book = book(&text, VIDEOS[0]);
        let lines = book.lines(&book.diagnostics);
        assert!(lines.contains("`embeds.hosts` must be a list of names of hosts"), "{lines}");
        assert!(!book.pages()["index.html"].contains("frame-src"));
    }
}

#[test]
fn drawings_in_a_page_are_drawn_wherever_they_stand() {
    let svg = "<svg viewBox=\"0 0 10 10\"><defs><linearGradient id=\"g\"/></defs><rect fill=\"url(#g)\" onclick=\"x\"/><text>Hi</text></svg>";
    for (markdown, around) in [
        (format!("{svg}\n"), ("", "")),
        (format!("An icon {svg} in *words*.\n"), ("<p>An icon ", " in <em>words</em>.</p>")),
        (format!("<p align=\"center\">{svg}</p>\n"), ("<p>", "</p>")),
        (svg.replace("><", ">\n\n    <") + "\n\nWords *after*.\n", ("", "<em>after</em>")),
        (format!("- {svg}\n"), ("<li>", "</li>")),
    ] {
        let html = page(&markdown);
        let (before, after) = around;
        assert!(html.contains(&format!("{before}<svg class=\"block-drawing\" viewBox=\"0 0 10 10\"><defs><linearGradient id=\"svg")), "{markdown}\n{html}");
        assert!(
            html.contains("<text>Hi</text></svg>") && html.contains(after),
            "{markdown}\n{html}"
        );
        assert!(!html.contains("onclick") && !html.contains("&lt;"), "{markdown}\n{html}");
        let book = book("", &markdown);
        assert!(!book.lines(&book.diagnostics).contains("`<rect>`"));
    }
    let html = page(&format!("{svg}\n\n{svg}\n"));
    let ids: Vec<&str> =
        html.split("<linearGradient id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    assert!(ids.len() == 2 && ids[0] != ids[1], "{html}");
    assert!(html.contains(&format!("fill=\"url(#{})\"", ids[1])), "{html}");
}
