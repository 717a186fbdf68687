//! Access to the machine: disk, clock, terminal and network.
#![allow(clippy::disallowed_methods, reason = "this is where the machine is touched")]

mod beside;
pub mod disk;
pub mod git;
mod images;
mod included;
pub mod layout;
pub mod moving;
pub mod progress;
pub mod publish;
pub mod report;
pub mod sarif;
pub mod timings;
pub mod serve;
mod walk;
pub mod watch;
pub mod workspace;
