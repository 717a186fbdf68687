//! Documents of Google Docs, downloaded as markdown.

use crate::common::Book;

/// The smallest picture.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[track_caller]
fn has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
}

#[test]
fn a_document_reads_as_it_was_written() {
    let book = Book::new(
        "-- content/doc.md --\n# **Team handbook** {#team-handbook}\n\n[1\\. Start](#1.-start) and \
         [gone](\\#heading=h.abc)\n\n##   \n\n## **1\\. Start** {#1.-start}\n\nA \\- b \\_c\\_ wow\\! 1\\. x  \nnext\n\n\
         - [x] done\n\n| A | B |\n| :---- | :---- |\n| **c** | [Ann](mailto:ann@example.org) |\n\nNote[^1]\n\n[^1]: It.\n",
    );
    assert_eq!(book.lines(&book.diagnostics), "");
    let html = &book.pages()["doc/index.html"];
    has(
        html,
        &[
            "<title>Team handbook",
            "<a href=\"#1.-start\">1. Start</a> and <a href=\"./\">gone</a>",
            "A - b _c_ wow! 1. x<br>",
            "<td><strong>c</strong></td><td><a href=\"mailto:ann@example.org\">Ann</a></td>",
        ],
    );
    assert_eq!(html.matches("<h2").count(), 1, "{html}");
    assert!(!html.contains("id=\"section\""), "{html}");
}

#[test]
fn images_in_the_text_are_files_beside_the_page() {
    let book = Book::new(&format!(
        "-- content/guide/doc.md --\n# Doc\n\n![][image1] and [broken](nowhere.md)\n\n\
         [image1]: <data:image/png;base64,{PNG}>\n\n[later](gone.md)\n"
    ));
    let (files, _) = book.render();
    let images: Vec<&String> = files.keys().filter(|path| path.ends_with(".png")).collect();
    assert_eq!(images.len(), 1, "{images:?}");
    assert!(images[0].starts_with("guide/image-") && files[images[0]].starts_with(b"\x89PNG"));
    let html = String::from_utf8(files["guide/doc/index.html"].clone()).unwrap();
    let name = images[0].trim_start_matches("guide/");
    has(&html, &[&format!(" src=\"../{name}\"")]);
    assert!(!html.contains("base64"), "{html}");
    // Problems keep their places in the file.
    let problems = book.lines(&book.diagnostics);
    assert!(problems.contains("content/guide/doc.md:7:9"), "{problems}");
}

#[test]
fn other_data_is_not_published() {
    for data in
        ["image/svg+xml;base64,PHN2Zz4=", "text/html;base64,PGI+", "image/png;base64,PHN2Zz4="]
    {
        let book = Book::new(&format!(
            "-- content/doc.md --\n# Doc\n\n![Drawing][image1]\n\n[image1]: <data:{data}>\n"
        ));
        let (files, _) = book.render();
        assert!(!files.keys().any(|path| path.starts_with("image-")), "{data}");
        let html = String::from_utf8(files["doc/index.html"].clone()).unwrap();
        assert!(!html.contains("svg+xml;base64") && !html.contains("data:text"), "{html}");
    }
}

#[test]
fn the_image_of_a_draft_stays_back() {
    let book = Book::new(&format!(
        "-- content/index.md --\n# Home\n\nText.\n-- content/doc.md --\n---\ndraft: true\n---\n# Doc\n\n\
         ![](data:image/png;base64,{PNG})\n"
    ));
    assert!(!book.render().0.keys().any(|path| path.starts_with("image-")));
}

#[test]
fn an_image_that_no_page_shows_is_no_file() {
    let image = format!("data:image/png;base64,{PNG}");
    for text in [
        format!("<!-- ![x]({image}) -->"),
        format!("a <!--\n![x]({image})\n--> b"),
        format!("%% ![x]({image}) %%"),
        format!("%%\n![x]({image})\n%%"),
        format!("<!-- ![][image1] -->\n\n[image1]: <{image}>"),
        format!("Text.\n\n[image1]: <{image}>"),
    ] {
        let book = Book::new(&format!("-- content/doc.md --\n# Doc\n\nText.\n\n{text}\n"));
        let (files, _) = book.render();
        assert!(!files.keys().any(|path| path.contains("image-")), "{text}");
        let html = String::from_utf8_lossy(&files["doc/index.html"]);
        assert!(!html.contains("image-") && !html.contains("base64,iVBOR"), "{text}");
    }
}
