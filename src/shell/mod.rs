//! Everything that touches the machine: disk, clock, terminal, network.

pub mod serve;
pub mod watch;
