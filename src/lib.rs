//! fieldbook turns a folder of markdown into a product-ops playbook.
//!
//! ```text
//! disk --read--> Sources --parse--> Draft --link--> Playbook --render--> Site --publish--> disk
//!                  |                  |               |  \--check--> diagnostics  \--serve--> browser
//!                  owns all text      what one file   owns the graph              answers "what is
//!                                     says by itself                              at this route?"
//! ```
//!
//! The modules below stand in the order in which a page passes through them, and each uses only
//! those above it. Everything but [`shell`] and [`cli`] is a function of its inputs.

pub mod diagnostic;
pub mod link;
pub mod parse;
pub mod prose;
pub mod shell;
pub mod source;
pub mod tree;
