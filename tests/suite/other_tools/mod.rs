//! Books that were written for other tools.

mod blocks;
mod cells;
mod confluence;
mod google_docs;
mod groups;
mod inline;
mod labels;
mod logseq;
mod mdx;
mod names;
mod notion;
mod redirects;
mod roots;
mod sections;
mod transcripts;
mod warnings;
mod settings;
mod words;
