//! The dates and authors of files, from one `git log` call, and earlier texts of pages.
//!
//! History follows renames that git detects within a commit; in a commit that renames more than two
//! hundred files, only unchanged ones are detected. E-mail addresses are never requested.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::Commits;

/// The history of files, by path from the queried folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    pub commits: BTreeMap<String, Commits>,
    /// A note for the person who builds, if the history is incomplete.
    pub note: Option<String>,
}

/// The `.git` of the repository that a folder is in.
fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|above| above.join(".git")).find(|git| git.exists())
}

/// When the history of a folder was last written, if it is in a repository.
pub fn last_commit(folder: &Path) -> Option<SystemTime> {
    let git = repository(folder)?;
    // In a linked work tree it is a file that names the folder.
    let named = fs::read_to_string(&git).ok();
    let named = named.as_deref().and_then(|text| text.trim().strip_prefix("gitdir: "));
    let git = named.map_or(git.clone(), |path| git.with_file_name(path));
    fs::metadata(git.join("logs/HEAD")).ok()?.modified().ok()
}

/// The pages of a folder at a revision, by path from it.
#[derive(Debug, Default)]
pub struct Earlier {
    /// All files that the revision has.
    pub files: BTreeSet<String>,
    /// The texts of those that were asked for.
    pub texts: BTreeMap<String, String>,
}

/// What the pages of a folder were at a revision, such as `HEAD~3`, a branch or a tag. Reads those
/// that `is_wanted` asks for, by path and number of bytes.
///
/// Only objects are read: a comparison with files on disk would run the filters of the repository.
///
/// # Errors
/// When there is no repository, or it does not have the revision.
pub fn earlier(
    folder: &Path,
    revision: &str,
    is_wanted: impl Fn(&str, usize) -> bool,
) -> anyhow::Result<Earlier> {
    anyhow::ensure!(repository(folder).is_some(), "`{}` is not in git", folder.display());
    let unknown =
        || format!("git has no revision `{revision}` here; name a commit, a branch or a tag");
    anyhow::ensure!(!revision.starts_with('-'), unknown());
    let commit =
        run(folder, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])
            .with_context(unknown)?;
    let commit = commit.trim();
    let failed = || format!("git cannot read all of `{revision}`");
    let list = ["ls-tree", "-r", "-z", "-l", commit, "--", "."];
    let listed = run(folder, &list).with_context(failed)?;
    let mut earlier = Earlier::default();
    for line in listed.split('\0') {
        // `100644 blob 8ab686ea  24<tab>path`
        let Some((about, path)) = line.split_once('\t') else { continue };
        let size = about.rsplit(' ').next().and_then(|size| size.parse().ok());
        if path.ends_with(".md") && size.is_some_and(|size| is_wanted(path, size)) {
            let object = about.split(' ').nth(2).unwrap_or_default();
            let text = run(folder, &["cat-file", "blob", object]).with_context(failed)?;
            earlier.texts.insert(path.to_owned(), text);
        }
        earlier.files.insert(path.to_owned());
    }
    Ok(earlier)
}

const SHALLOW: &str = "only the latest part of the git history is here, so pages show no dates; \
                       fetch all of it (`fetch-depth: 0` for actions/checkout)";

const INCOMPLETE: &str = "parts of the git history are missing here, so pages show no dates; \
                          clone all of it, without `--filter`";

/// The commits of each file below `folder`.
///
/// Empty without git or a repository, and for shallow clones, whose dates would all be the date of
/// the clone.
pub fn log(folder: &Path) -> Log {
    if repository(folder).is_none() {
        return Log::default();
    }
    let about = run(folder, &["rev-parse", "--is-shallow-repository", "--show-prefix"]);
    let Some((shallow, prefix)) = about.as_deref().and_then(|about| about.split_once('\n')) else {
        return Log::default();
    };
    if shallow != "false" {
        return Log { note: Some(SHALLOW.to_owned()), ..Log::default() };
    }
    // Without old file contents, as in a partial clone, only exact renames can be detected.
    let log = [SIMILAR, SAME].iter().find_map(|renames| {
        let log = ["log", "-z", "-c", "--no-ext-diff", "--no-textconv", "-l200", "--name-status"];
        run(folder, &[&log[..], &[*renames, FORMAT, "--", "."]].concat())
    });
    match log {
        Some(log) => Log { commits: read(&log, prefix.trim_end_matches('\n')), note: None },
        None if run(folder, &["rev-parse", "--verify", "--quiet", "HEAD"]).is_none() => {
            Log::default() // Nothing was committed yet.
        }
        None => Log { note: Some(INCOMPLETE.to_owned()), ..Log::default() },
    }
}

/// For each commit: a separator, its timestamp, another separator and its author.
const FORMAT: &str = "--format=format:%x01%ct%x02%aN";

/// Detect renames of similar files, or of identical files only.
const SIMILAR: &str = "-M";
const SAME: &str = "-M100%";

/// Overrides repository settings that could run a program or change the output.
const SETTINGS: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    "core.sshCommand=false",
    "color.ui=false",
    "log.showSignature=false",
    "protocol.allow=never",
    // Content that looks like a bare repository is not used as one.
    "safe.bareRepository=explicit",
];

/// Missing objects are not fetched, and older versions of git, which lack that option, may use no
/// protocol. Prompts and writes to the repository are disabled.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_PROTOCOL_FROM_USER", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
];

/// The variables for git's installation and configuration on this machine. All others are dropped:
/// they may refer to another repository, as in a hook that runs a build, or run programs.
const KEPT: &[&str] = &[
    "GIT_EXEC_PATH",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
];

/// Runs git; the only place that does. Repositories are untrusted: whatever their settings, git
/// must neither run a program nor open a connection.
fn run(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.current_dir(folder).stdin(Stdio::null()).stderr(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("GIT_") && !KEPT.contains(&&*name) {
            command.env_remove(&*name);
        }
    }
    command.envs(ENVIRONMENT.iter().copied());
    command.arg("--no-pager");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    let output = command.args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Parses git's output, newest first, for files whose paths start with `prefix`.
fn read(log: &str, prefix: &str) -> BTreeMap<String, Commits> {
    let mut commits: BTreeMap<String, Commits> = BTreeMap::new();
    // Current paths by former paths.
    let mut renamed: HashMap<&str, &str> = HashMap::new();
    for commit in log.split('\u{1}').skip(1) {
        let (head, files) = commit.split_once(['\n', '\0']).unwrap_or((commit, ""));
        let (seconds, by) = head.split_once('\u{2}').unwrap_or((head, ""));
        let Some(day) = seconds.parse().ok().and_then(day) else { continue };
        let mut parts = files.split('\0').filter(|part| !part.is_empty());
        while let Some(status) = parts.next() {
            let Some(old) = parts.next() else { break };
            // `R100`: two paths follow. In a merge, with one letter per parent, one follows.
            let score = status.strip_prefix('R').and_then(|score| score.parse::<u8>().ok());
            let (old, path) = if score.is_some() {
                (Some(old), parts.next().unwrap_or(old))
            } else {
                (None, old)
            };
            let path = renamed.get(path).copied().unwrap_or(path);
            if let Some(old) = old {
                renamed.insert(old, path);
            }
            let Some(path) = path.strip_prefix(prefix) else { continue };
            let known = commits.entry(path.to_owned());
            known.and_modify(|known| known.created = day).or_insert_with(|| Commits {
                changed: day,
                by: name(by),
                created: day,
            });
        }
    }
    commits
}

/// An author's name, unless it is an e-mail address.
fn name(by: &str) -> String {
    let name = by.trim();
    if name.contains('@') { String::new() } else { name.to_owned() }
}

fn day(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// `path: changed by whom, created`.
    fn lines(log: &str) -> Vec<String> {
        let commits = read(log, "book/").into_iter();
        commits
            .map(|(path, c)| format!("{path}: {} by {}, {}", c.changed, c.by, c.created))
            .collect()
    }

    #[test]
    fn the_newest_commit_of_a_path_and_the_oldest_count() {
        let log = "\u{1}1767225600\u{2}Ana\nM\0book/a b.md\0A\0book/\u{e9}.md\0M\0src/x.rs\0\0\
                   \u{1}1735689600\u{2}Bo\nA\0book/a b.md\0";
        assert_eq!(
            lines(log),
            ["a b.md: 2026-01-01 by Ana, 2025-01-01", "é.md: 2026-01-01 by Ana, 2026-01-01"]
        );
    }

    #[test]
    fn a_renamed_file_keeps_its_first_day() {
        let log = "\u{1}1767225600\u{2}Ana\nA\0book/old.md\0\0\
                   \u{1}1764547200\u{2}Bo\nR090\0book/old.md\0book/new.md\0\0\
                   \u{1}1735689600\u{2}Bo\nA\0book/old.md\0";
        assert_eq!(
            lines(log),
            ["new.md: 2025-12-01 by Bo, 2025-01-01", "old.md: 2026-01-01 by Ana, 2026-01-01"]
        );
    }

    #[test]
    fn a_merge_has_a_status_for_each_parent_and_one_path() {
        let log = "\u{1}1767225600\u{2}Bo\0MM\0book/a.md\0RR\0book/b.md\0\0";
        assert_eq!(
            lines(log),
            ["a.md: 2026-01-01 by Bo, 2026-01-01", "b.md: 2026-01-01 by Bo, 2026-01-01"]
        );
    }

    #[test]
    fn an_address_is_no_name() {
        assert_eq!(name("ana@example.org"), "");
        assert_eq!(day(0), Some(date(1970, 1, 1)));
    }
}
