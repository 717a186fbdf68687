//! Front matter and what is said about it.

use super::*;

fn problems(text: &str) -> Vec<String> {
    let (_, _, diagnostics) = read(&"a.md".into(), text);
    let lines = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.place.as_ref().unwrap();
        let (line, column) = crate::source::line_column(text, place.span.0);
        let help = diagnostic.help_text().unwrap_or_default();
        format!("{line}:{column} {}: {} | {help}", diagnostic.code.name(), diagnostic.message)
    });
    lines.collect()
}

#[test]
fn brackets_are_nested_only_so_deep() {
    for open in ["[", "{"] {
        let deep = format!("---\ntitle: A\nk: {}\n---\n", open.repeat(30_000));
        let expected = "3:68 bad-front-matter: front matter is nested deeper than 64 | close the brackets, or put text that holds them in quotes";
        assert_eq!(problems(&deep), [expected]);
    }
    let (open, close) = ("[".repeat(64), "]".repeat(64));
    assert_eq!(problems(&format!("---\nk: {open}{close}\nl: \"{close}{close}\"\n---\n")), [""; 0]);
}

#[test]
fn keys_are_read_and_the_rest_is_kept() {
    let text =
        "---\ntitle: no\nversion: 1.10\ntags: a, b\naliases: one\nreviewed: 2026-02-28\n---\nBody";
    let (front_matter, body, diagnostics) = read(&"a.md".into(), text);
    assert_eq!(diagnostics, []);
    assert_eq!(front_matter.title.as_deref(), Some("no"));
    assert_eq!(front_matter.tags, ["a", "b"]);
    assert_eq!(front_matter.aliases, ["one"]);
    assert_eq!(front_matter.reviewed, Some(jiff::civil::date(2026, 2, 28)));
    assert_eq!(&text[body..], "Body");
}

#[test]
fn numbers_stay_as_they_are_written() {
    let (front_matter, _, _) = read(&"a.md".into(), "---\ntitle: 1.10\nslug: 010\n---\n");
    assert_eq!(
        (front_matter.title.as_deref(), front_matter.slug.as_deref()),
        (Some("1.10"), Some("010"))
    );
}

#[test]
fn toml_between_plus_signs_is_read_too() {
    let (front_matter, _, diagnostics) =
        read(&"a.md".into(), "+++\ntitle = \"T\"\nupdated = 2026-01-02\n+++\nx");
    assert_eq!(diagnostics, []);
    assert_eq!(front_matter.title.as_deref(), Some("T"));
    assert_eq!(front_matter.updated, Some(jiff::civil::date(2026, 1, 2)));
}

#[test]
fn wrong_values_are_reported_where_they_stand() {
    assert_eq!(
        problems("---\ntitel: x\norder: ten\nreviewed: 2024-02-30\ndraft: maybe\n---\n"),
        [
            "2:1 unknown-key: unknown key `titel` | did you mean `title`?",
            "3:8 bad-front-matter: `order` has the wrong kind of value | `order` takes a number",
            "4:11 bad-front-matter: `reviewed` has the wrong kind of value | `reviewed` takes a calendar date such as 2026-11-21",
            "5:8 unclear-draft: `draft` is not understood, so this page is a draft | `draft` takes true or false",
        ]
    );
}

#[test]
fn keys_of_other_tools_keep_a_page_back() {
    let is_draft = |text: &str| read(&"a.md".into(), text).0.draft;
    for keys in ["publish: \"No\"", "build:\n  render: never", "published: {a: b}", "draft: [x]"] {
        assert!(is_draft(&format!("---\n{keys}\n---\n")), "{keys}");
    }
    for keys in ["publish:", "private: []", "published: \"\"", "published: 1999", "draft: ' '"] {
        assert!(!is_draft(&format!("---\n{keys}\n---\n")), "{keys}");
    }
    let (front_matter, _, _) = read(&"a.md".into(), "+++\npublishDate = 2026-01-02\n+++\n");
    assert_eq!(front_matter.published, (Some(jiff::civil::date(2026, 1, 2)), None));
}

#[test]
fn an_open_fence_is_an_error_and_a_rule_is_not() {
    assert_eq!(
        problems("---\ntitle: x\n\nText"),
        ["1:1 bad-front-matter: front matter is not closed | add a line `---` after the last key"]
    );
    assert_eq!(problems("---\n\nText after a rule"), [""; 0]);
}

#[test]
fn hostile_yaml_is_an_error_and_not_a_crash() {
    let nested = format!("---\nx: {}\n---\n", "[".repeat(20_000));
    assert_eq!(problems(&nested).len(), 1);
    let mut bomb = String::from("---\na0: &a0 [x]\n");
    for i in 1..10 {
        let uses = vec![format!("*a{}", i - 1); 10].join(",");
        bomb.push_str(&format!("a{i}: &a{i} [{uses}]\n"));
    }
    assert_eq!(problems(&format!("{bomb}---\n")).len(), 1);
    assert_eq!(problems("---\na: 1\na: 2\n---\n").len(), 1);
}
