//! Books that were written for other tools.

mod blocks;
mod groups;
mod logseq;
mod names;
mod notion;
mod redirects;
mod roots;
mod settings;
