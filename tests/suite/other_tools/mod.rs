//! Books that were written for other tools.

mod blocks;
mod names;
mod settings;
