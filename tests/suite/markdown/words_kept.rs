//! No word of a source is lost without a word.

use std::collections::BTreeSet;

use fieldbook::parse::Kind;

use crate::common::{Book, html};

/// Cuts everything between two marks out of a text, with the marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(open) {
        let Some((_, after)) = inside.split_once(close) else { break };
        left.push_str(before);
        left.push(' ');
        rest = after;
    }
    left + rest
}

/// The words that readers of a page must see: without comments, info strings, destinations, tags of
/// HTML, attribute lists and short codes.
fn words(markdown: &str) -> BTreeSet<String> {
    let lines = markdown.lines().filter(|line| {
        let line = line.trim_start_matches([' ', '>']);
        let is_definition = line.starts_with('[') && line.contains("]:");
        !line.starts_with("```")
            && !line.starts_with("~~~")
            && (!is_definition || line.starts_with("[^"))
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let mut text = without(&text, "<!--", "-->");
    for (open, close) in
        [("%%", "%%"), ("](", ")"), ("{{", "}}"), ("<", ">"), ("{", "}"), ("[!", "]"), ("[^", "]")]
    {
        text = without(&text, open, close);
    }
    // Commands of formulas.
    let parts: Vec<&str> = text.split('\\').collect();
    let parts = parts.iter().enumerate().map(|(number, part)| match number {
        0 => *part,
        _ => part.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
    });
    let text = parts.collect::<Vec<_>>().join(" ");
    // The target of a wikilink with a label.
    let mut labels = String::new();
    for part in text.split("[[") {
        labels.push(' ');
        labels.push_str(match part.split_once("]]") {
            Some((inside, _)) if inside.contains('|') => part.split_once('|').unwrap().1,
            _ => part,
        });
    }
    let is_letter = |c: char| c.is_alphanumeric();
    let words = labels.split(|c| !is_letter(c)).filter(|word| word.chars().count() > 2);
    words.map(str::to_lowercase).collect()
}

/// The words of all entries of a book that their pages do not show.
fn lost(book: &Book) -> Vec<String> {
    let pages = book.pages();
    let mut lost = Vec::new();
    // The scenarios of decision trees are shown as walks.
    let entries = book.site.playbook.entries.iter();
    for entry in entries.filter(|entry| entry.parsed.kind != Kind::Tree) {
        let Some(page) = pages.get(entry.route.out_path().as_str()) else { continue };
        let parsed = &entry.parsed;
        let source = book.sources.text(&parsed.name).unwrap_or("");
        let Some(body) = source.get(parsed.body.clone()) else { continue };
        let elements = html::elements(page);
        let attributes = elements.iter().flat_map(|element| &element.attributes);
        let attributes: Vec<&str> = attributes.map(|(_, value)| value.as_str()).collect();
        let shown = html::text(page) + " " + &attributes.join(" ");
        let shown: BTreeSet<String> =
            shown.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
        lost.extend(words(body).difference(&shown).map(|word| format!("{}: {word}", parsed.name)));
    }
    lost
}

#[test]
fn every_word_of_this_playbook_is_shown() {
    assert_eq!(lost(&Book::of_this_repository()), [""; 0]);
}

/// What is easily lost: every construct that is changed before a page is parsed.
const TEXTS: &[&str] = &[
    "Alpha\n:beta: gamma\n:delta\n\nTerm\n: Meaning\n",
    "Alpha {: #id .x } beta\n{: .y}\n\n- gamma {#z}\n\n## Delta {.wide}\n",
    "| Alpha | Beta |\n|---|---|\n| gamma | [[delta|epsilon]] | zeta | eta |\n",
    "Alpha.^[Beta *gamma*.] Delta[^Note].\n\n[^note]: Epsilon.\n",
    "- [/] Alpha\n- [-] beta\n- [k] gamma\n",
    "Alpha %% comment %%beta\n%% comment %%\ngamma\n",
    "[TOC]\n\nAlpha :material-check: beta :tada: gamma\n\n*[HTML]: Delta\n\nHTML\n",
    "Alpha\n![[other]]\nbeta\n![[other]]\n- gamma\n  ![[other]]\n  delta\n",
    "Alpha www.beta.org gamma@delta.org https://epsilon.org/zeta--eta\n",
    "![alpha](p.png =200x100) beta ![gamma](p.png){width=200} delta\n",
    "\n---\ntitle: Alpha\n---\n\nBeta\n",
    "---\n\nNote: alpha\n\n---\n\nbeta\n",
    "> [!NOTE] Alpha\n> ![[other]]\n> beta ^id\n",
    "Alpha\n\n:::tip Beta\ngamma\n:::\n\ndelta\n",
    "Alpha ==beta **gamma**== ~~delta~~ <kbd>epsilon</kbd> `zeta` \\*eta\\* &copy;\n",
];

#[test]
fn every_word_of_what_is_changed_is_shown() {
    for text in TEXTS {
        let fixture = format!(
            "-- content/index.md --\n{text}\n-- content/other.md --\nOther words.\n-- content/p.png --\nx\n"
        );
        let known = ["toc", "material", "check", "tada", "copy"];
        let is_known = |word: &String| known.iter().any(|known| word.ends_with(known));
        let lost = lost(&Book::new(&fixture));
        let lost: Vec<_> = lost.into_iter().filter(|word| !is_known(word)).collect();
        assert!(lost.is_empty(), "{text}\n{lost:?}");
    }
}
