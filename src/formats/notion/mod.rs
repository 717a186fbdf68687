//! Exports of Notion, as "Markdown & CSV".

pub mod asides;
pub mod csv;
pub mod properties;
pub mod tables;
pub mod values;
