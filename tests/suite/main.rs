//! The program from outside, one module a topic.
//!
//! They are one program, so that the library is linked once. `cargo test --test suite moves::` runs
//! one topic, and `UPDATE_EXPECT=1 cargo test` writes what tests expect into their files.

mod common;

mod addresses;
mod architecture;
mod cli;
mod cli_trees;
mod code;
mod connections;
mod decisions;
mod diagnostics;
mod documents;
mod embeds;
#[cfg(unix)]
mod git;
mod golden;
mod growth;
mod html;
mod includes;
mod interface;
mod laws;
mod branding;
mod exports;
mod files;
mod link_forms;
mod manual;
mod markdown;
mod map;
mod mdbook;
mod media;
mod moves;
mod own_templates;
mod other_tools;
mod procedures;
mod print;
mod publish;
mod search_words;
mod serve;
mod tree_conditions;
mod tree_file_forms;
mod tree_language;
mod tree_laws;
mod tree_pages;
mod tree_problems;
mod tree_text_laws;
mod vault;
mod withheld;
mod words;
mod worked_trees;
mod workspace;
