//! Markdown as its author meant it, in every book.

mod attributes;
mod bookkeeping;
mod colons;
mod comments;
mod contents;
mod diagrams;
mod embeds;
mod footnotes;
mod front_matter;
mod github;
mod keys;
mod math;
mod raw_html;
mod specs;
mod tables;
mod words_kept;

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
    article_in(&book, "index.md") + &book.lines(&book.diagnostics)
}

/// The article of a file, with its title if that is a heading.
fn article_in(book: &Book, path: &str) -> String {
    let playbook = &book.site.playbook;
    let entry = playbook.entries.iter().find(|entry| &*entry.parsed.path == path).unwrap();
    let shown = Shown { playbook, entry, place: PagePlace::on(&entry.route) };
    let article = article::write(shown, entry.parsed.body.clone(), Replacements::new());
    let heading = article.heading.map(|heading| format!("<h1>{}</h1>\n", heading.into_string()));
    heading.unwrap_or_default() + &article.body.into_string()
}
