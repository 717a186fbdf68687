//! link
pub mod route;
