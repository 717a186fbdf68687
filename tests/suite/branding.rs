//! What book.toml changes on every page: the accent, images, styles and the links at the foot.

use crate::common::Book;
use fieldbook::diagnostic::Severity;
use fieldbook::source::Blob;

/// A page of a book with two pages and these settings; fails if anything is wrong with it.
#[track_caller]
fn page(settings: &str, path: &str) -> String {
    let book = book(settings);
    book.pages().remove(path).unwrap()
}

#[track_caller]
fn book(settings: &str) -> Book {
    let book = Book::new(&format!(
        "-- book.toml --\n{settings}-- content/index.md --\n# Home\n\
         -- content/my team/R&D {{x}}.md --\n# R&D: {{url}}?\n\
         -- content/trees/ready.md --\n---\ntype: decision-tree\n---\n# Ready?\n\n## Done?\n\n- Yes -> Go\n- No -> Stop\n\n## Go\n\n## Stop\n\
         -- content/logo.svg --\n<svg/>\n-- content/brand.css --\n.brand {{ color: red }}\n\
         -- assets/mark.png --\nPNG\n"
    ));
    let errors = book.diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<_> = errors.cloned().collect();
    assert_eq!(book.lines(&errors), "");
    book
}

const TEAM: &str = "my-team/r-d-x/index.html";
const TREE: &str = "trees/ready/index.html";

#[test]
fn a_page_in_a_folder_is_edited_at_its_own_encoded_path() {
    let settings = "[output.html]\nedit-url-template = \"https://git.example.com/edit/{path}\"\n";
    let link = r#"<a href="https://git.example.com/edit/content/my%20team/R%26D%20%7Bx%7D.md">Edit this page</a>"#;
    assert!(page(settings, TEAM).contains(link));
    let link =
        r#"<a href="https://git.example.com/edit/content/trees/ready.md">Edit this tree</a>"#;
    assert!(page(settings, TREE).contains(link));
}

#[test]
fn a_mail_about_a_page_has_its_title_and_its_address() {
    let settings = "[output.html]\nsite-url = \"https://example.com/book/\"\n[feedback]\naddress = \"mailto:ops@example.com\"\n";
    let link = r#"<a href="mailto:ops@example.com?subject=R%26D%3A%20%7Burl%7D%3F&amp;body=https%3A//example.com/book/my-team/r-d-x/">Something wrong?</a>"#;
    assert!(page(settings, TEAM).contains(link), "{}", page(settings, TEAM));
    let link = r#"<a href="mailto:ops@example.com?subject=Ready%3F&amp;body=https%3A//example.com/book/trees/ready/">Something wrong?</a>"#;
    assert!(page(settings, TREE).contains(link), "{}", page(settings, TREE));
}

#[test]
fn a_form_gets_what_it_asks_for_and_nothing_else() {
    let settings = "[feedback]\naddress = \"https://example.com/new?t={title}&u={url}#form\"\n";
    let link = r#"<a href="https://example.com/new?t=Ready%3F&amp;u=/trees/ready/#form">"#;
    assert!(page(settings, TREE).contains(link));
    assert!(!page("", TREE).contains("Something wrong?"));
}

#[test]
fn an_accent_for_the_light_gives_one_for_the_dark_and_styles_come_last() {
    let book = book(
        "[output.html]\nadditional-css = [\"content/brand.css\"]\n[theme]\naccent = \"#0b5394\"\n",
    );
    let Some(Ok(Blob::Bytes(style))) = book.site.render(&book.site.theme.bundle.style) else {
        panic!("no style")
    };
    let style = String::from_utf8_lossy(&style).into_owned();
    let accent = style.rfind("--walk: light-dark(#0b5394, #").unwrap();
    let first = style.find("--walk:").unwrap();
    assert!(first < accent && accent < style.find(".brand").unwrap());
}

#[test]
fn images_of_the_content_and_of_the_theme_stand_for_the_book() {
    let settings = "[book]\ntitle = \"Us & co\"\n[theme]\nlogo = \"content/logo.svg\"\nfavicon = \"assets/mark.png\"\nfooter = \"Internal <only>\"\n";
    let html = page(settings, TEAM);
    assert!(
        html.contains(r#"<img class="logo" src="../../logo.svg" alt="Us &amp; co">"#),
        "{html}"
    );
    assert!(html.contains(r#"/mark.png" type="image/png">"#), "{html}");
    assert!(html.contains("<p>Internal &lt;only&gt;</p>"), "{html}");
}
