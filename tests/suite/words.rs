//! No word of a source is lost on the way to its page, whatever form the author gave it.

use std::collections::BTreeMap;

use crate::common::{Book, html};
use fieldbook::parse::Parsed;
use fieldbook::source::SourceFile;

const SOURCES: &[(&str, &str)] = &[
    ("note-of-a-talk.txt", include_str!("../fixtures/note-of-a-talk.txt")),
    ("chapter.txt", include_str!("../fixtures/chapter.txt")),
    ("noisy-letter.txt", include_str!("../fixtures/noisy-letter.txt")),
    ("procedure.txt", include_str!("../fixtures/procedure.txt")),
];

/// The other forms that text can have on a page.
const FORMS: &str = include_str!("../fixtures/forms.txt");

type Words = BTreeMap<String, usize>;

fn book() -> Book {
    Book::new(
        &SOURCES.iter().map(|(name, text)| format!("-- {name} --\n{text}")).collect::<String>(),
    )
}

/// The words of each page's source that its page has too few of.
fn lost(book: &Book) -> Vec<String> {
    let pages = book.pages();
    let mut lost = Vec::new();
    for entry in &book.site.playbook.entries {
        let page = &pages[entry.route.out_path().as_str()];
        let shown = words(&shown(html::main(page)));
        for (word, count) in words(&without_markup(&source(&entry.parsed))) {
            let there = shown.get(&word).copied().unwrap_or(0);
            if there < count {
                lost.push(format!("{}: `{word}` {there} of {count}", entry.parsed.name));
            }
        }
    }
    lost
}

/// Words of each page's source that do not follow on its page what they follow in the source.
fn out_of_order(book: &Book) -> Vec<String> {
    let pages = book.pages();
    let mut found = Vec::new();
    for entry in &book.site.playbook.entries {
        let page = html::text(html::main(&pages[entry.route.out_path().as_str()]));
        let shown: Vec<String> = each_word(&page).collect();
        let mut rest = &shown[..];
        // Times are shown without hours that are none.
        let source = without_markup(&source(&entry.parsed));
        for word in each_word(&source).filter(|word| word != "00") {
            match rest.iter().position(|shown| *shown == word) {
                Some(place) => rest = &rest[place + 1..],
                None => found.push(format!("{}: `{word}`", entry.parsed.name)),
            }
        }
    }
    found
}

/// What an author wrote for readers, as markdown.
fn source(parsed: &Parsed) -> String {
    let Parsed { text, body, front_matter, .. } = parsed;
    match (text.starts_with("---"), &front_matter.title) {
        (true, Some(title)) => format!("{title}\n{}", &text[body.clone()]),
        (true, None) => text[body.clone()].to_owned(),
        (false, _) => text.to_string(),
    }
}

/// What a reader sees or hears of a page.
fn shown(html: &str) -> String {
    let alternatives = html::elements(html)
        .into_iter()
        .filter_map(|element| element.get("alt").or(element.get("aria-label")).map(str::to_owned));
    format!("{} {}", html::text(html), alternatives.collect::<Vec<_>>().join(" "))
}

fn words(text: &str) -> Words {
    let mut words = Words::new();
    for word in each_word(text) {
        *words.entry(word).or_default() += 1;
    }
    words
}

fn each_word(text: &str) -> impl Iterator<Item = String> + '_ {
    let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split.map(str::to_lowercase)
}

/// Markdown without what is no word to a reader: tags, addresses, numbers of lists.
fn without_markup(markdown: &str) -> String {
    let mut out = String::new();
    for line in markdown.lines() {
        let bare = line.trim_start().trim_start_matches("> ");
        let is_fence = bare.starts_with("```") || bare.starts_with("~~~");
        let is_definition = bare.starts_with('[') && bare.contains("]: ");
        if !is_fence && !is_definition {
            out.push_str(after_number(bare));
            out.push('\n');
        }
    }
    out = without_commands(&out);
    for (open, close) in
        [("%%", "%%"), ("](", ")"), (" {#", "}"), ("[^", "]"), ("- [x", "]"), ("[!", "]")]
    {
        out = cut(&out, open, close);
    }
    out = cut_targets(&out);
    let tags =
        ["<br", "<a ", "</", "<t", "<strong", "<kbd", "<details", "<summary", "<sub", "<sup"];
    tags.iter().fold(out, |text, tag| cut(&text, tag, ">")).replace("&amp;", "&")
}

/// A text without the commands of formulas and the names of their environments.
fn without_commands(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut left = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let is_environment = part.starts_with("begin{") || part.starts_with("end{");
        left.push('\\');
        left.push_str(match rest.split_once('}') {
            Some((_, rest)) if is_environment => rest,
            _ => rest,
        });
    }
    left
}

/// A line without the number that makes it an item of a list.
fn after_number(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[digits..].strip_prefix(". ") {
        Some(rest) if digits > 0 => rest,
        _ => line,
    }
}

/// The text without everything between `open` and the next `close`.
fn cut(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |out, part| {
        let rest = part.find(close).map_or("", |at| &part[at + close.len()..]);
        format!("{out} {rest}")
    })
}

/// `[[target | label]]` as its label.
fn cut_targets(text: &str) -> String {
    let mut parts = text.split("[[");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |out, part| {
        let (link, rest) = part.split_once("]]").unwrap_or((part, ""));
        format!("{out} {} {rest}", link.rsplit('|').next().unwrap_or(link))
    })
}

#[test]
fn no_word_of_a_text_as_authors_have_them_is_lost() {
    assert_eq!(lost(&book()), [""; 0]);
}

#[test]
fn the_words_of_a_text_keep_their_order() {
    assert_eq!(out_of_order(&book()), [""; 0]);
}

#[test]
fn no_form_of_text_loses_a_word_or_its_place_and_comments_are_left_out() {
    let forms = format!("-- content/forms.md --\n{FORMS}");
    let embed = "-- content/index.md --\nBefore it.\n\n![[forms#Step 2: Choose]]\n\nAfter it.\n";
    let book = Book::new(&forms);
    assert_eq!((lost(&book), out_of_order(&book)), (vec![], vec![]));
    let pages = Book::new(&format!("{forms}{embed}")).pages();
    assert!(!pages["forms/index.html"].contains("zebra"));
    let host = html::text(html::main(&pages["index.html"]));
    let said =
        ["Before it.", "a slow fault is seen a day late", "Everybody has read it", "After it."];
    let places = said.map(|words| host.find(words));
    assert!(places.is_sorted() && places[0].is_some(), "{host}");
}

#[test]
fn texts_as_authors_have_them_are_entries_of_their_kind_without_an_error() {
    let book = book();
    let kinds: Vec<_> = book
        .site
        .playbook
        .entries
        .iter()
        .map(|entry| {
            format!("{} {:?} {}", entry.parsed.name, entry.parsed.kind, entry.parsed.title)
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "chapter.txt Transcript Chapter 4: Promises, bets and what a date means",
            "noisy-letter.txt Entry Work Is A Loop #12",
            "note-of-a-talk.txt Note Two ways to read a roadmap promises and bets",
            "procedure.txt Sop Say No Without Losing The Room",
        ]
    );
    let errors = book.lines(&book.diagnostics);
    assert!(!errors.contains("error["), "{errors}");
}

#[test]
fn no_word_of_our_own_playbook_is_lost() {
    let mut book = Book::of_this_repository();
    // Trees are drawn as sections, with the targets of answers as links.
    let is_tree = |page: &SourceFile| page.text.contains("\ntype: decision-tree");
    book.sources.pages.retain(|page| !is_tree(page));
    // Lines of signs: directives with their options, and drawings.
    let signs = [":::", ":link:", "<svg", "</svg", "<rect", "<line"];
    for page in &mut book.sources.pages {
        let is_text = |line: &&str| !signs.iter().any(|sign| line.starts_with(sign));
        let lines = page.text.lines().filter(is_text).map(|line| {
            let line = line.trim_end_matches("{.no-decision}").trim_end_matches("{.decision}");
            format!("{line}\n")
        });
        page.text = lines.collect::<String>().into();
    }
    assert_eq!(lost(&Book::of(book.sources)), [""; 0]);
}
