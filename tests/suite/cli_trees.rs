//! The commands for trees: walking in the terminal, tests of decisions in prose, and what changed
//! since a revision.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use expect_test::{Expect, expect};
use tempfile::TempDir;

const GATE: &str = "---\ntype: decision-tree\ntitle: Gate\n---\n\n\
    ## Is it ready? {#ready}\n\n- Yes → Ship\n- No → Wait\n- Not sure → Who knows? \n\n\
    ## Who knows? {#who}\n\n- Ann → Ship (tell her)\n- Nobody → Wait\n\n\
    ## Ship\n\nDo: Post it\n\n## Wait\n\nLook again.\n\n\
    ## Scenarios\n\n| Scenario | Answers | Ends at |\n|---|---|---|\n\
    | Done | ready: Yes | Ship |\n| Doubt | ready: Not sure; who: Nobody | Wait |\n";

const PROSE: &str = "# Notes\n\nIs it big?\n\n- Yes → Split it\n- No → Is it new?\n- Other → Ask\n\n\
    Is it cheap? {.decision}\n\n- Yes → Buy it\n- No → Wait\n";

struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.write("gate.md", GATE);
        folder.write("notes.md", PROSE);
        folder.write("plain.md", "# Plain\n\nNothing to decide.\n");
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", Path::new("/nowhere")).env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    /// Runs the program with an input, and asserts its exit code and all that it says.
    #[track_caller]
    fn run(&self, arguments: &[&str], input: &str, expected: Expect) {
        let mut command = self.command(env!("CARGO_BIN_EXE_fieldbook"));
        let output = command.args(arguments).write_stdin(input).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        expected.assert_eq(&format!("{said}exit {}\n", output.status.code().unwrap_or(-1)));
    }

    fn commit(&self) {
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "."],
            &[
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.org",
                "commit",
                "--quiet",
                "-m",
                "A",
            ],
        ] {
            self.command("git").args(arguments).assert().success();
        }
    }
}

#[test]
fn a_tree_is_walked_with_lines_of_the_input() {
    let folder = Folder::new();
    folder.run(
        &["walk", "gate.md"],
        "3\n1\n",
        expect![[r#"
        Gate

        Is it ready?
          1  Yes
          2  No
          3  Not sure
        The number of your answer (`b` back, `q` quit): 
        Who knows?
          1  Ann
          2  Nobody
        The number of your answer (`b` back, `q` quit): 
        → Ship
          (tell her)
          Do: Post it

        Because:
          Is it ready? Not sure
          Who knows? Ann

        `b` goes back, Enter ends the walk: 
        exit 0
    "#]],
    );
    folder.run(&["walk", "gate.md"], "maybe\n3\n", expect![[r#"
        Gate

        Is it ready?
          1  Yes
          2  No
          3  Not sure
        The number of your answer (`b` back, `q` quit): `maybe` is no answer here: write a number from 1 to 3.
        The number of your answer (`b` back, `q` quit): 
        Who knows?
          1  Ann
          2  Nobody
        The number of your answer (`b` back, `q` quit): 
        error: the input ended before an outcome
        exit 2
    "#]]);
    folder.run(
        &["walk", "notes.md", "Is it cheap?"],
        "yes\n",
        expect![[r#"
            Is it cheap?

            Is it cheap?
              1  Yes
              2  No
            The number of your answer (`b` back, `q` quit): 
            → Buy it

            Because:
              Is it cheap? Yes

            `b` goes back, Enter ends the walk: 
            exit 0
        "#]],
    );
}

#[test]
fn walk_says_which_trees_there_are() {
    let folder = Folder::new();
    folder.run(
        &["walk", "notes.md"],
        "",
        expect![[r#"
        error: there are several trees in this file
          = help: name one of them: `notes` (Is it big?), `notes-2` (Is it cheap?)
        exit 2
    "#]],
    );
    folder.run(
        &["walk", "notes.md", "gate"],
        "",
        expect![[r#"
        error: no tree is called `gate` here
          = help: name one of them: `notes` (Is it big?), `notes-2` (Is it cheap?)
        exit 2
    "#]],
    );
    folder.run(&["walk", "plain.md"], "", expect![[r#"
        error: there is no decision to walk in `plain.md`
          = help: write `type: decision-tree` into its front matter, or a question with a list of `- Answer → outcome`
        exit 1
    "#]]);
    folder.run(
        &["walk", "nowhere.md"],
        "",
        expect![[r#"
        error: there is no file `nowhere.md`
        exit 2
    "#]],
    );
    folder.write("gate.md", &GATE.replace("→ Wait", "→ Wiat"));
    folder.run(
        &["walk", "gate.md"],
        "",
        expect![[r#"
        error[tree-target]: no question or outcome is called `Wiat`
         --> gate.md:9:8
          |
        9 | - No → Wiat
          |        ^^^^
          |
          = help: did you mean `Wait`?

        error[tree-target]: no question or outcome is called `Wiat`
          --> gate.md:15:12
           |
        15 | - Nobody → Wiat
           |            ^^^^
           |
           = help: did you mean `Wait`?

        error: a decision is walked when it has no errors; fix them first
        exit 1
    "#]],
    );
}

#[test]
fn test_runs_for_decisions_in_prose_too() {
    Folder::new().run(
        &["test"],
        "",
        expect![[r#"
        Gate (gate.md)
          2 questions, 4 states, 4 paths, longest 2
          scenarios: 2 of 2 passed
          no scenario takes ready: No
          no scenario takes who: Ann
          balance: Ship 50 %, Wait 50 %

        Is it big? (notes.md)
          1 questions, 4 states, 3 paths, longest 1
          warning: the question `Is it new?` has no answers
          balance: Split it 33 %, Is it new? 33 %, Ask 33 %

        Is it cheap? (notes.md)
          1 questions, 3 states, 2 paths, longest 1
          balance: Buy it 50 %, Wait 50 %

        3 trees: 2 scenarios passed, 0 failed
        exit 0
    "#]],
    );
}

#[test]
fn test_says_what_changed_since_a_revision() {
    let folder = Folder::new();
    folder.commit();
    folder.run(
        &["test", "--since", "HEAD"],
        "",
        expect![[r#"
            Gate (gate.md)
              2 questions, 4 states, 4 paths, longest 2
              scenarios: 2 of 2 passed
              no scenario takes ready: No
              no scenario takes who: Ann
              balance: Ship 50 %, Wait 50 %
              changed: nothing

            Is it big? (notes.md)
              1 questions, 4 states, 3 paths, longest 1
              warning: the question `Is it new?` has no answers
              balance: Split it 33 %, Is it new? 33 %, Ask 33 %
              changed: nothing

            Is it cheap? (notes.md)
              1 questions, 3 states, 2 paths, longest 1
              balance: Buy it 50 %, Wait 50 %
              changed: nothing

            3 trees: 2 scenarios passed, 0 failed
            exit 0
        "#]],
    );
    let gate = GATE
        .replace("- No → Wait\n", "- No → Who knows?\n- Never → Drop it\n")
        .replace("(tell her)", "(tell him)")
        .replace("Do: Post it", "Do: Post it twice\nWho: Ann")
        .replace("## Wait\n", "## Drop it\n\n## Wait\n")
        .replace("| Done | ready: Yes | Ship |", "| Done | ready: No; who: Ann | Ship |")
        .replace("who: Nobody | Wait", "who: Ann | Ship")
        .replace("Is it ready?", "Is it really ready?");
    folder.write("gate.md", &gate);
    fs::remove_file(folder.0.path().join("notes.md")).unwrap();
    folder.write("new.md", &GATE.replace("title: Gate", "title: New"));
    folder.run(&["test", "--since", "HEAD"], "", expect![[r#"
        Gate (gate.md)
          2 questions, 5 states, 6 paths, longest 2
          scenarios: 2 of 2 passed
          no scenario takes ready: Yes
          no scenario takes ready: Never
          no scenario takes who: Nobody
          balance: Ship 50 %, Drop it 25 %, Wait 25 %
          changed: question `Is it ready?` is now `Is it really ready?`
          changed: `Is it really ready?`: answer `No` now leads to `Who knows?`, and no longer to `Wait`
          changed: `Is it really ready?` has a new answer `Never`, which leads to `Drop it`
          changed: `Who knows?`: answer `Ann` now has the caveat `tell him`
          changed: `Ship`: `Do` is now `Post it twice`, and was `Post it`
          changed: `Ship`: `Who` is now `Ann`, and was nothing
          changed: outcome `Drop it` is new
          changed: scenario `Doubt` now ends at `Ship`, and no longer at `Wait`

        New (new.md)
          2 questions, 4 states, 4 paths, longest 2
          scenarios: 2 of 2 passed
          no scenario takes ready: No
          no scenario takes who: Ann
          balance: Ship 50 %, Wait 50 %
          changed: this tree is new

        Is it big? (notes.md)
          changed: this tree is gone

        Is it cheap? (notes.md)
          changed: this tree is gone

        2 trees: 4 scenarios passed, 0 failed
        exit 0
    "#]]);
    folder.run(
        &["test", "--since", "nope"],
        "",
        expect![[r#"
        error: git has no revision `nope` here; name a commit, a branch or a tag
        exit 2
    "#]],
    );
    folder.run(
        &["test", "--since=--output=x"],
        "",
        expect![[r#"
        error: git has no revision `--output=x` here; name a commit, a branch or a tag
        exit 2
    "#]],
    );
    fs::remove_dir_all(folder.0.path().join(".git")).unwrap();
    assert!(!folder.0.path().join("x").exists());
}

#[test]
fn a_new_tree_names_its_holes() {
    let folder = Folder::new();
    folder.run(&["new", "tree", "Whom do we hire?"], "", expect![[r#"
        ./whom-do-we-hire.md
        write your own words in place of each `TODO`; `fieldbook check` lists those that are left, and `fieldbook walk ./whom-do-we-hire.md` walks the tree
        exit 0
    "#]]);
    folder.run(
        &["walk", "whom-do-we-hire.md"],
        "1\n",
        expect![[r#"
        Whom do we hire?

        TODO: what do we decide first?
          > TODO: why this question comes first, or remove this line.
          1  TODO: one answer
          2  TODO: another answer
          3  Not sure
        The number of your answer (`b` back, `q` quit): 
        → TODO: what to do then
          Do: TODO: one thing to do
          Who: TODO: one person
          By when: TODO: a day

        Because:
          TODO: what do we decide first? TODO: one answer

        `b` goes back, Enter ends the walk: 
        exit 0
    "#]],
    );
}
