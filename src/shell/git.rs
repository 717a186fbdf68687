//! When each file was last changed, from one `git log` call.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The day of the last commit of each file below `folder`, by path from `folder`.
///
/// Empty where there is no repository, no git, or only a shallow history, whose dates would all be
/// the date of the clone.
pub fn changed(folder: &Path) -> BTreeMap<String, Date> {
    if !folder.ancestors().any(|above| above.join(".git").exists()) || is_shallow(folder) {
        return BTreeMap::new();
    }
    let log = [
        "log",
        "-z",
        "-c",
        "--no-ext-diff",
        "--relative",
        "--name-only",
        "--format=format:%x01%ct",
        "--",
        ".",
    ];
    run(folder, &log).map(|output| read(&output)).unwrap_or_default()
}

fn is_shallow(folder: &Path) -> bool {
    run(folder, &["rev-parse", "--is-shallow-repository"])
        .is_none_or(|answer| answer.trim() != "false")
}

/// Runs git with everything off that could run a program or colour its output.
fn run(folder: &Path, arguments: &[&str]) -> Option<String> {
    let settings = [
        "core.quotePath=false",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "log.showSignature=false",
        "color.ui=false",
        "diff.renames=false",
    ];
    let mut command = Command::new("git");
    command.current_dir(folder).stdin(Stdio::null()).stderr(Stdio::null());
    for setting in settings {
        command.args(["-c", setting]);
    }
    let output = command.args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Newest first: the first time that a path is seen is its last change.
fn read(log: &str) -> BTreeMap<String, Date> {
    let mut changed = BTreeMap::new();
    for commit in log.split('\u{1}').skip(1) {
        let (seconds, paths) = commit.split_once(['\n', '\0']).unwrap_or((commit, ""));
        let Some(day) = seconds.trim().parse().ok().and_then(day) else { continue };
        for path in paths.split(['\0', '\n']).filter(|path| !path.is_empty()) {
            changed.entry(path.to_owned()).or_insert(day);
        }
    }
    changed
}

fn day(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_commit_of_a_path_counts() {
        let log = "\u{1}1767225600\na b.md\0\u{e9}.md\0\0\u{1}1735689600\na b.md\0";
        let changed = read(log);
        assert_eq!(changed["a b.md"], jiff::civil::date(2026, 1, 1));
        assert_eq!(changed["é.md"], jiff::civil::date(2026, 1, 1));
    }
}
