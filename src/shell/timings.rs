//! How long the stages of a build take, and how much memory they need.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// A stopwatch that is read at the end of each stage.
#[derive(Debug)]
pub struct Timings {
    start: Instant,
    stages: Vec<Stage>,
}

#[derive(Debug)]
struct Stage {
    name: String,
    duration: Duration,
    /// The peak of memory up to its end.
    memory: Option<u64>,
    of: Share,
}

/// Whether a duration counts: that of a part is in the duration of its stage.
#[derive(Debug, PartialEq, Eq)]
enum Share {
    Whole,
    Stage,
}

impl Timings {
    /// Starts with the first stage.
    pub fn start() -> Timings {
        Timings { start: Instant::now(), stages: Vec::new() }
    }

    /// Since the start.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Ends a stage; the next one begins.
    pub fn end(&mut self, stage: &str) {
        let duration = self.elapsed().saturating_sub(self.counted());
        let (name, memory) = (stage.to_owned(), peak_memory());
        self.stages.push(Stage { name, duration, memory, of: Share::Whole });
    }

    /// Adds a part of the last stage that ran beside other work of it.
    pub fn add_part(&mut self, part: &str, duration: Duration) {
        let name = format!("  {part}");
        self.stages.push(Stage { name, duration, memory: None, of: Share::Stage });
    }

    fn counted(&self) -> Duration {
        let stages = self.stages.iter().filter(|stage| stage.of == Share::Whole);
        stages.map(|stage| stage.duration).sum()
    }

    /// A table of the stages: milliseconds, share of the whole, and the peak of memory so far where
    /// the system says it.
    pub fn table(&self) -> String {
        let total = self.elapsed();
        let mut table = String::new();
        let mut write = |name: &str, duration: Duration, memory: Option<u64>| {
            let share = 100.0 * duration.as_secs_f64() / total.as_secs_f64().max(f64::EPSILON);
            let milliseconds = duration.as_secs_f64() * 1000.0;
            let memory = memory.map(|bytes| format!("{:>8} MiB", bytes >> 20)).unwrap_or_default();
            let _ = writeln!(table, "{name:<12}{milliseconds:>10.1} ms{share:>6.1} %{memory}");
        };
        for stage in &self.stages {
            write(&stage.name, stage.duration, stage.memory);
        }
        write("total", total, peak_memory());
        table
    }
}

/// The most bytes of memory that this process had at once. Linux only.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_line_for_each_stage_and_parts_are_not_counted_twice() {
        let mut timings = Timings::start();
        timings.end("read");
        timings.add_part("search", Duration::from_secs(3600));
        timings.end("publish");
        let table = timings.table();
        let names: Vec<&str> = table.lines().map(|line| line[..12].trim_end()).collect();
        assert_eq!(names, ["read", "  search", "publish", "total"]);
        assert!(!timings.counted().is_zero() && timings.counted() <= timings.elapsed());
    }
}
