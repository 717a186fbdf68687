//! Markdown as its author meant it, in every book.

mod attributes;
mod colons;
mod comments;
mod contents;
mod footnotes;
mod front_matter;
mod github;
mod tables;

use fieldbook::link::route::Route;
use fieldbook::render::article::{self, Replacements, Shown};
use fieldbook::render::place::PagePlace;

use crate::common::Book;

/// The article of a book's first page, and what is said about the book.
fn article(fixture: &str) -> String {
    let fixture = match fixture.starts_with("-- ") {
        true => fixture.to_owned(),
        false => format!("-- content/index.md --\n{fixture}"),
    };
    let book = Book::new(&fixture);
    let playbook = &book.site.playbook;
    let entry = playbook.entries.iter().find(|entry| entry.route == Route::home()).unwrap();
    let shown = Shown { playbook, entry, place: PagePlace::on(&entry.route) };
    let article = article::write(shown, entry.parsed.body.clone(), Replacements::new());
    article.body.into_string() + &book.lines(&book.diagnostics)
}
