//! Publishing against a real disk: what is promised to readers of a site while it is replaced, and
//! to the owners of whatever else lies in or around the output folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use fieldbook::link::route::OutPath;
use fieldbook::shell::publish::{self, Destination, PublishError, Published};
use fieldbook::source::Blob;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tempfile::TempDir;

const MANIFEST: &str = ".fieldbook-manifest";

type Files = BTreeMap<OutPath, Blob>;

/// A folder with a place for a site in it.
struct Project {
    folder: TempDir,
}

/// Every file below a folder with what tells it apart: its bytes, or where its link leads.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

impl Project {
    fn new() -> Project {
        Project { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn publish(&self, files: &Files) -> Result<Published, PublishError> {
        publish(&Destination { out: &self.path("site"), inputs: &[], content: None }, files)
    }

    /// The start of a message about the output folder.
    fn out(&self) -> String {
        self.path("site").display().to_string()
    }

    /// Expects a refusal with this sentence (`OUT` is the output folder) that changes nothing.
    #[track_caller]
    fn check_refused(&self, files: &Files, expected: &str) {
        let before = tree(self.folder.path());
        let error = self.publish(files).unwrap_err();
        let PublishError::Refused { what, help } = error else { panic!("{error:?}") };
        assert_eq!(what, expected.replace("OUT", &self.out()));
        assert!(!help.is_empty());
        assert_eq!(tree(self.folder.path()), before);
    }

    /// Nothing but the site is left beside the site.
    #[track_caller]
    fn check_tidy(&self) {
        let beside: Vec<_> = fs::read_dir(self.folder.path()).unwrap().collect();
        assert_eq!(beside.len(), 1, "{beside:?}");
    }
}

/// Publishes a whole site, as threads that render its files would.
fn publish(destination: &Destination, files: &Files) -> Result<Published, PublishError> {
    let publication = publish::open(destination, files.keys().cloned())?;
    files.par_iter().try_for_each(|(path, file)| publication.add(path.clone(), file))?;
    publication.finish()
}

fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                let target = fs::read_link(&path).unwrap();
                tree.insert(path, target.into_os_string().into_encoded_bytes());
            } else if path.is_dir() {
                tree.insert(path.clone(), Vec::new());
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                tree.insert(path, bytes);
            }
        }
    }
    tree
}

fn files(files: &[(&str, &str)]) -> Files {
    let file = |(path, text): &(&str, &str)| (OutPath::parse(path).unwrap(), Blob::from(*text));
    files.iter().map(file).collect()
}

/// A site of some pages that all say `word`.
fn book(word: &str) -> Files {
    let page = |n: usize| (OutPath::parse(&format!("p{n}/index.html")).unwrap(), Blob::from(word));
    let mut files: Files = (0..40).map(page).collect();
    files.extend(self::files(&[("index.html", word)]));
    files
}

fn counts(published: &Published) -> (usize, usize, usize) {
    (published.written, published.unchanged, published.removed)
}

/// What changes when a file is written, or written again.
#[cfg(unix)]
fn identity(path: &Path) -> (u64, i64, i64, u32) {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::symlink_metadata(path).unwrap();
    (metadata.ino(), metadata.mtime(), metadata.mtime_nsec(), metadata.mode())
}

#[test]
fn a_first_publication_makes_exactly_the_files_and_the_manifest() {
    let project = Project::new();
    let site = files(&[("index.html", "home"), ("a/b/index.html", "deep"), ("empty.txt", "")]);
    let published = project.publish(&site).unwrap();
    assert_eq!(published, Published { written: 3, ..Published::default() });
    assert_eq!(project.read("site/index.html"), "home");
    assert_eq!(project.read("site/a/b/index.html"), "deep");
    assert_eq!(project.read("site/empty.txt"), "");
    let line = |path: &str, text: &str| format!("{}  {path}\n", blake3::hash(text.as_bytes()));
    assert_eq!(
        project.read(&format!("site/{MANIFEST}")),
        "fieldbook-manifest 1\n".to_owned()
            + &line("a/b/index.html", "deep")
            + &line("empty.txt", "")
            + &line("index.html", "home")
    );
    assert_eq!(tree(&project.path("site")).len(), 6);
    project.check_tidy();
}

#[test]
fn missing_parents_of_the_output_are_made() {
    let project = Project::new();
    let out = project.path("public/docs/site");
    publish(&Destination { out: &out, inputs: &[], content: None }, &book("a")).unwrap();
    assert_eq!(project.read("public/docs/site/index.html"), "a");
}

#[test]
fn an_empty_folder_may_become_the_site() {
    let project = Project::new();
    fs::create_dir(project.path("site")).unwrap();
    project.publish(&book("a")).unwrap();
    assert_eq!(project.read("site/index.html"), "a");
}

#[test]
fn a_site_without_files_is_a_site() {
    let project = Project::new();
    project.publish(&Files::new()).unwrap();
    assert_eq!(project.read(&format!("site/{MANIFEST}")), "fieldbook-manifest 1\n");
    project.publish(&book("a")).unwrap();
    assert_eq!(counts(&project.publish(&Files::new()).unwrap()), (0, 0, 41));
    assert_eq!(tree(&project.path("site")).len(), 1);
}

#[test]
#[cfg(unix)]
fn an_unchanged_site_touches_nothing() {
    let project = Project::new();
    project.publish(&book("a")).unwrap();
    let identities = || -> Vec<_> {
        tree(&project.path("site")).keys().map(|path| (path.clone(), identity(path))).collect()
    };
    let (before, folder) = (identities(), identity(&project.path("site")));
    assert_eq!(counts(&project.publish(&book("a")).unwrap()), (0, 41, 0));
    assert_eq!(identities(), before);
    assert_eq!(identity(&project.path("site")), folder);
}

#[test]
#[cfg(unix)]
fn a_change_leaves_the_other_files_as_they_were() {
    let project = Project::new();
    project.publish(&files(&[("a.html", "a"), ("b.html", "b")])).unwrap();
    let before = identity(&project.path("site/a.html"));
    let published = project.publish(&files(&[("a.html", "a"), ("b.html", "B")])).unwrap();
    assert_eq!(counts(&published), (1, 1, 0));
    assert_eq!(identity(&project.path("site/a.html")), before);
    assert_eq!(project.read("site/b.html"), "B");
    project.check_tidy();
}

#[test]
fn removed_pages_leave_with_their_folders_as_in_a_clean_build() {
    let (project, clean) = (Project::new(), Project::new());
    let rest = files(&[("index.html", "home"), ("b/new.html", "new")]);
    project
        .publish(&files(&[("index.html", "home"), ("a/x/y.html", "y"), ("b.html", "")]))
        .unwrap();
    assert_eq!(counts(&project.publish(&rest).unwrap()), (1, 1, 2));
    clean.publish(&rest).unwrap();
    let names = |project: &Project| -> Vec<(PathBuf, Vec<u8>)> {
        let root = project.path("site");
        let relative = |path: PathBuf| path.strip_prefix(&root).unwrap().to_owned();
        tree(&root).into_iter().map(|(path, bytes)| (relative(path), bytes)).collect()
    };
    assert_eq!(names(&project), names(&clean));
}

#[test]
fn a_published_file_that_was_deleted_comes_back() {
    let project = Project::new();
    project.publish(&book("a")).unwrap();
    fs::remove_dir_all(project.path("site/p7")).unwrap();
    assert_eq!(counts(&project.publish(&book("a")).unwrap()), (1, 40, 0));
    assert_eq!(project.read("site/p7/index.html"), "a");
}

#[test]
fn an_asset_is_copied_from_disk_and_does_not_follow_its_source() {
    let project = Project::new();
    project.write("content/film.bin", &"film".repeat(100_000));
    let source = Blob::File(project.path("content/film.bin"));
    let site = Files::from([(OutPath::parse("film.bin").unwrap(), source)]);
    project.publish(&site).unwrap();
    assert_eq!(counts(&project.publish(&site).unwrap()), (0, 1, 0));
    project.write("content/film.bin", "cut");
    assert_eq!(project.read("site/film.bin").len(), 400_000);
    assert_eq!(counts(&project.publish(&site).unwrap()), (1, 0, 0));
    assert_eq!(project.read("site/film.bin"), "cut");
}

#[test]
#[cfg(unix)]
fn a_private_asset_is_published_for_everyone_that_the_umask_allows() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let project = Project::new();
    project.write("private.txt", "x");
    fs::set_permissions(project.path("private.txt"), fs::Permissions::from_mode(0o400)).unwrap();
    let mut site = files(&[("page.html", "page")]);
    site.insert(OutPath::parse("x.txt").unwrap(), Blob::File(project.path("private.txt")));
    project.publish(&site).unwrap();
    let mode = |path: &str| fs::metadata(project.path(path)).unwrap().mode();
    project.write("ordinary.txt", "");
    assert_eq!(mode("site/x.txt"), mode("ordinary.txt"));
    assert_eq!(mode("site/page.html"), mode("ordinary.txt"));
}

#[test]
fn a_failure_half_way_leaves_the_old_site_and_no_stage() {
    let project = Project::new();
    project.publish(&book("old")).unwrap();
    let before = tree(project.folder.path());
    for source in ["missing.png", "site"] {
        let mut new = book("new");
        let asset = OutPath::parse("p20/image.png").unwrap();
        new.insert(asset, Blob::File(project.path(source)));
        assert!(matches!(project.publish(&new), Err(PublishError::Machine(_))));
        assert_eq!(tree(project.folder.path()), before);
    }
}

#[test]
fn a_first_publication_that_fails_leaves_nothing() {
    let project = Project::new();
    let conflict = files(&[("a", "file"), ("a/index.html", "folder")]);
    assert!(matches!(project.publish(&conflict), Err(PublishError::Machine(_))));
    assert_eq!(tree(project.folder.path()), Tree::new());
}

#[test]
fn files_of_others_are_kept_and_named() {
    let project = Project::new();
    project.publish(&book("a")).unwrap();
    project.write("site/CNAME", "example.org");
    project.write("site/p1/notes/n.txt", "canary");
    for word in ["b", "b", "c"] {
        let published = project.publish(&book(word)).unwrap();
        let note = |path: &str| {
            format!("kept a file that fieldbook did not write: {}/{path}", project.out())
        };
        assert_eq!(published.notes, [note("CNAME"), note("p1/notes/n.txt")]);
        assert_eq!(project.read("site/index.html"), word);
        assert_eq!(project.read("site/CNAME"), "example.org");
        assert_eq!(project.read("site/p1/notes/n.txt"), "canary");
    }
    project.publish(&Files::new()).unwrap();
    assert_eq!(project.read("site/p1/notes/n.txt"), "canary");
    project.check_tidy();
}

#[test]
fn many_files_of_others_are_counted() {
    let project = Project::new();
    project.publish(&book("a")).unwrap();
    for n in 0..20 {
        project.write(&format!("site/own/{n}.txt"), "canary");
    }
    let notes = project.publish(&book("b")).unwrap().notes;
    assert_eq!(notes.len(), 9);
    assert_eq!(notes[8], "kept 12 more files that fieldbook did not write");
}

#[test]
#[cfg(unix)]
fn symlinks_of_others_are_kept_and_never_followed() {
    let project = Project::new();
    project.write("elsewhere/canary.txt", "canary");
    project.publish(&book("a")).unwrap();
    fs::remove_dir_all(project.path("site/p3")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", project.path("site/p3")).unwrap();
    project.check_refused(
        &book("b"),
        "`OUT/p3` was not written by fieldbook and stands where the site needs the name",
    );
    let rest = files(&[("index.html", "b")]);
    project.publish(&rest).unwrap();
    assert_eq!(project.read("site/p3/canary.txt"), "canary");
    assert!(project.path("site/p3").is_symlink());
}

#[test]
#[cfg(unix)]
fn folders_of_others_stay_as_closed_as_they_were() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.publish(&book("a")).unwrap();
    project.write("site/own/deep/canary.txt", "canary");
    for (folder, mode) in [("site/own/deep", 0o700), ("site/own", 0o710), ("site", 0o750)] {
        fs::set_permissions(project.path(folder), fs::Permissions::from_mode(mode)).unwrap();
    }
    let modes = || {
        ["site", "site/own", "site/own/deep", "site/own/deep/canary.txt"]
            .map(|path| fs::metadata(project.path(path)).unwrap().permissions().mode())
    };
    let before = modes();
    project.publish(&book("b")).unwrap();
    assert_eq!(modes(), before);
}

#[test]
fn an_edited_file_is_refused_and_stays_edited() {
    let project = Project::new();
    project.publish(&book("a")).unwrap();
    project.write("site/p4/index.html", "by hand");
    for new in [book("a"), book("b"), Files::new()] {
        project.check_refused(
            &new,
            "edited after fieldbook wrote it, and building would lose that: `OUT/p4/index.html`",
        );
    }
    fs::remove_file(project.path("site/p4/index.html")).unwrap();
    project.publish(&book("b")).unwrap();
}

#[test]
fn a_file_of_others_where_the_site_needs_the_name_is_refused() {
    let project = Project::new();
    project.publish(&files(&[("index.html", "home")])).unwrap();
    project.write("site/a", "canary");
    project.write("site/b/c.txt", "canary");
    for (new, taken) in
        [("a", "a"), ("a/index.html", "a"), ("b", "b/c.txt"), ("b/c.txt", "b/c.txt")]
    {
        let sentence = format!(
            "`OUT/{taken}` was not written by fieldbook and stands where the site needs the name"
        );
        project.check_refused(&files(&[("index.html", "home"), (new, "new")]), &sentence);
    }
    project.publish(&files(&[("index.html", "home"), ("b/d.txt", "new")])).unwrap();
}

#[test]
fn a_name_that_is_taken_is_refused_before_and_while_files_are_added() {
    let project = Project::new();
    project.publish(&files(&[("index.html", "home")])).unwrap();
    project.write("site/a/canary.txt", "canary");
    let (out, path) = (project.path("site"), OutPath::parse("a").unwrap());
    let destination = Destination { out: &out, inputs: &[], content: None };
    let before = tree(&out);
    let known = publish::open(&destination, [path.clone()]).unwrap_err();
    let publication = publish::open(&destination, []).unwrap();
    publication.add(OutPath::parse("index.html").unwrap(), &Blob::from("new")).unwrap();
    let added = publication.add(path, &Blob::from("new")).unwrap_err();
    assert_eq!(known.to_string(), added.to_string());
    drop(publication);
    assert_eq!(tree(&out), before);
    project.check_tidy();
}

#[test]
fn what_others_write_during_a_build_is_not_lost() {
    let project = Project::new();
    project.publish(&files(&[("index.html", "home"), ("a.html", "a"), ("b.html", "b")])).unwrap();
    let out = project.path("site");
    let destination = Destination { out: &out, inputs: &[], content: None };
    let open = || {
        let publication = publish::open(&destination, []).unwrap();
        for (path, file) in files(&[("index.html", "new"), ("a.html", "a"), ("c.html", "c")]) {
            publication.add(path, &file).unwrap();
        }
        publication
    };
    for edited in ["index.html", "b.html"] {
        let (publication, before) = (open(), project.read(&format!("site/{edited}")));
        project.write(&format!("site/{edited}"), "by hand");
        let error = publication.finish().unwrap_err().to_string();
        assert!(error.starts_with("edited after fieldbook wrote it"), "{error}");
        assert_eq!(project.read(&format!("site/{edited}")), "by hand");
        project.write(&format!("site/{edited}"), &before);
        project.check_tidy();
    }
    let publication = open();
    project.write("site/c.html", "canary");
    let notes = publication.finish().unwrap().notes;
    assert!(notes[0].contains("`c.html`, which fieldbook did not write"), "{notes:?}");
    let kept = tree(project.folder.path());
    let stage = |(path, text): (&PathBuf, &Vec<u8>)| path.ends_with("c.html") && text == b"canary";
    assert!(kept.iter().any(stage));
}

#[test]
fn a_folder_of_others_is_refused() {
    let project = Project::new();
    project.write("site/canary.txt", "canary");
    project.check_refused(
        &book("a"),
        "the output folder `OUT` holds files that fieldbook did not write",
    );
    project.write("site/.git/config", "canary");
    project.check_refused(
        &book("a"),
        "the output folder `OUT` holds a git repository that fieldbook did not write",
    );
}

#[test]
fn a_file_in_the_place_of_the_output_is_refused() {
    let project = Project::new();
    project.write("site", "canary");
    project.check_refused(&book("a"), "the output folder `OUT` is not a folder");
}

#[test]
#[cfg(unix)]
fn a_symlink_in_the_place_of_the_output_is_refused() {
    let project = Project::new();
    project.write("elsewhere/canary.txt", "canary");
    for target in ["elsewhere", "nowhere"] {
        std::os::unix::fs::symlink(target, project.path("site")).unwrap();
        project.check_refused(&book("a"), "the output folder `OUT` is a symbolic link");
        fs::remove_file(project.path("site")).unwrap();
    }
}

#[test]
fn a_manifest_that_leaves_the_site_is_refused() {
    let project = Project::new();
    project.write("canary.txt", "canary");
    let hash = blake3::hash(b"canary");
    let outside = project.path("canary.txt").display().to_string();
    for path in ["../canary.txt", "a/../../canary.txt", &outside, "/etc/hostname"] {
        project
            .write(&format!("site/{MANIFEST}"), &format!("fieldbook-manifest 1\n{hash}  {path}\n"));
        for new in [book("a"), Files::new()] {
            let sentence = format!(
                "the manifest is not ours: `OUT/{MANIFEST}` was edited, or is of another version"
            );
            project.check_refused(&new, &sentence);
        }
    }
}

#[test]
fn inputs_and_content_are_refused_as_output() {
    let project = Project::new();
    project.write("content/steps/canary.md", "canary");
    let before = tree(project.folder.path());
    let content = project.path("content");
    let inputs = [content.clone()];
    for out in ["", "content", "content/steps", "content/new", "x/../content"] {
        let out = project.path(out);
        let destination = Destination { out: &out, inputs: &inputs, content: Some(&content) };
        let error = publish(&destination, &book("a")).unwrap_err();
        assert!(matches!(error, PublishError::Refused { .. }), "{error:?}");
        assert_eq!(tree(project.folder.path()), before);
    }
    let inside = project.path("content/site");
    publish(&Destination { out: &inside, inputs: &inputs, content: None }, &book("a")).unwrap();
}

#[test]
fn what_dead_builds_left_is_cleared_away() {
    let project = Project::new();
    project.write(".site.stage-1-0123456789abcdef/p1/index.html", "half");
    project.write(".site.lock", "fieldbook 1\n");
    project.write(".site.stage-1-0123456789abcdef.txt", "canary");
    project.write(".site.stage-old/canary.txt", "canary");
    project.publish(&book("a")).unwrap();
    let left = fs::read_dir(project.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut left: Vec<_> = left.collect();
    left.sort();
    assert_eq!(left, [".site.stage-1-0123456789abcdef.txt", ".site.stage-old", "site"]);
}

#[test]
fn two_publications_at_once_end_in_one_whole_site() {
    let project = Project::new();
    // One that has waited too long for the other tries again, as an author would.
    let publish_once = |word: &str| {
        while let Err(error) = project.publish(&book(word)) {
            assert!(matches!(error, PublishError::Busy { .. }), "{error:?}");
        }
    };
    let publish_often = |word: &str| (0..10).for_each(|_| publish_once(word));
    thread::scope(|scope| {
        scope.spawn(|| publish_often("a"));
        scope.spawn(|| publish_often("b"));
    });
    let site = whole(&project.path("site"));
    assert!(site == "a" || site == "b");
    project.check_tidy();
}

/// The one word that every page of a site says; panics if they differ, or if one is missing.
#[track_caller]
fn whole(site: &Path) -> String {
    let word = fs::read_to_string(site.join("index.html")).unwrap();
    let mut expected: Tree = Tree::new();
    for path in book(&word).keys() {
        let path = site.join(path.as_str());
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != site) {
            expected.insert(folder.to_owned(), Vec::new());
        }
        expected.insert(path, word.clone().into_bytes());
    }
    let mut found = tree(site);
    assert!(found.remove(&site.join(MANIFEST)).is_some());
    assert_eq!(found, expected);
    word
}

/// Started by the test below in a process of its own, where this names the output.
const CHILD: &str = "FIELDBOOK_TEST_PUBLISH_UNTIL_KILLED";

#[test]
fn a_killed_build_leaves_a_whole_site() {
    if let Some(out) = std::env::var_os(CHILD) {
        let destination = Destination { out: Path::new(&out), inputs: &[], content: None };
        for round in 0..1_000 {
            publish(&destination, &book(["a", "b"][round % 2])).unwrap();
        }
        return;
    }
    let project = Project::new();
    project.publish(&book("first")).unwrap();
    project.write("site/canary.txt", "canary");
    for round in 0..40_usize {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "publish::a_killed_build_leaves_a_whole_site"])
            .env(CHILD, project.path("site"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // The child has begun when the site is no longer what we published. From then on, looking
        // a different number of times kills it at different moments.
        while project.read("site/index.html") == "first" && child.try_wait().unwrap().is_none() {}
        for _ in 0..round * 97 {
            project.read("site/index.html");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(project.read("site/canary.txt"), "canary");
        fs::remove_file(project.path("site/canary.txt")).unwrap();
        let word = whole(&project.path("site"));
        assert!(word == "a" || word == "b", "{word}");
        project.write("site/canary.txt", "canary");
        project.publish(&book("first")).unwrap();
        project.check_tidy();
    }
}
