//! Books that were written for other tools.

mod names;
mod settings;
