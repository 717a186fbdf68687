//! What one file says by itself.
