//! Markdown as its author meant it, in every book.

mod front_matter;
