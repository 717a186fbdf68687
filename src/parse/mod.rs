//! What one file says by itself.

pub mod tree_file;
