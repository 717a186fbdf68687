//! A file is read once, and everything that shows a part of it agrees on what it says.

use std::collections::BTreeSet;

use fieldbook::link::route::Route;
use fieldbook::render::article::{self, Replacements, Shown};
use fieldbook::render::place::PagePlace;
use fieldbook::source::Blob;
use fieldbook::text::{Document, Event};

use crate::common::{Book, html};

/// A page that holds every element. Words in comments begin with `secret`.
const EVERYTHING: &str = "\
-- content/index.md --
---
title: Everything
---
%% secretone %% First ==marked== words, *stressed*, **strong**, ~~struck~~ and `codespan`. ^first

%%
secrettwo

- secretthree
%%

## Heading ==lit== %% secretfour %% tail

> [!warning]- Mind %% secretfive %% this
> Quoted ==deeply== #planning text. ^quoted

- Item with [[Other|a label]] and [inline](other.md \"hover\")
- %% secretsix %% Item after a comment
  - [x] Ticked ==box== ^ticked
  - [ ] Open box

1. Numbered &amp; escaped \\*star\\*
2. By [reference][ref], <https://example.org/auto>, <mail@example.org>

| Column | Second |
|--------|--------|
| Cell ==one== | [[Other\\|piped]] |
| Short |

Term
: Meaning of %% secretseven %% it[^note]

```sql
select ==codeblock== -- %% shown %%
```

    indented %% kept %% ==plain==

<div title=\"tip\">Raw <b>bold</b> html</div>

Inline <kbd>key</kbd> {{< youtube id >}} and {% raw %}{{ site.title }}{% endraw %}.

![Picture words](picture.png) ![[other]]

![[other#Part]]

[ref]: other.md
[^note]: Footnote ==text== %% secreteight %% end.
-- content/other.md --
# Other

## Part

Embedded ==words== %% secretnine %% here. ^part
-- content/linking.md --
# Linking

See [[Everything#Heading lit tail]], [[Everything#^first]] and [[Other#Part]].
-- content/picture.png --
x
";

/// What nobody but authors may see.
const MARKS: &[&str] = &["secret", "==", "%%", "^first", "^ticked", "^part", "[!"];

#[test]
fn page_search_previews_and_print_show_no_marks_and_no_comments() {
    let book = Book::new(EVERYTHING);
    let (files, _) = book.render();
    let code = ["==codeblock==", "%% shown %%", "%% kept %%", "==plain=="];
    // Addresses and ids may hold what their authors chose.
    let attributes =
        ["#^first", "\"^first\"", "\"^ticked\"", "\"^quoted\"", "\"^part\"", "^part\\\""];
    let mut looked_at = 0;
    for (path, bytes) in &files {
        let is_ours = path.starts_with("_fieldbook/") && !path.starts_with("_fieldbook/search/");
        let is_text = path.ends_with(".html") || path.ends_with(".js") || path.ends_with(".json");
        if is_ours && !path.contains("previews") || !is_text {
            continue;
        }
        let mut text = String::from_utf8(bytes.clone()).unwrap();
        if path.ends_with(".html") {
            text = html::text(&text);
        }
        for kept in code.iter().chain(&attributes) {
            text = text.replace(kept, "");
        }
        for mark in MARKS {
            let at = text.find(mark).map(|at| text[at.saturating_sub(80)..].chars().take(160));
            assert_eq!(at.map(String::from_iter), None, "{mark} in {path}");
        }
        looked_at += 1;
    }
    assert!(looked_at > 10, "{looked_at}");
}

#[test]
fn page_and_search_hold_the_same_words() {
    let book = Book::new(EVERYTHING);
    let playbook = &book.site.playbook;
    let entry = playbook.entries.iter().find(|entry| entry.route == Route::home()).unwrap();
    let shown = Shown { playbook, entry, place: PagePlace::on(&entry.route) };
    let article = article::write(shown, entry.parsed.body.clone(), Replacements::new()).body;
    // A picture is shown by its words.
    let page = words(&(html::text(article.as_str()) + "Picture words"));
    let stretches = fieldbook::parse::plain::read(
        &entry.parsed.document,
        entry.parsed.body.clone(),
        None,
        &entry.parsed.prose.closed,
    );
    let headings = entry.parsed.prose.headings.iter().map(|heading| heading.text.clone());
    let texts: Vec<String> = stretches.into_iter().map(|it| it.text).chain(headings).collect();
    let search = words(&texts.join(" "));
    // What the page shows of another entry, and what it adds to notes.
    let embedded = words("Other Part Embedded words here. 1 ↩");
    let missing: Vec<_> = search.difference(&page).collect();
    assert_eq!(missing, [""; 0], "in the search and not on the page");
    let more: Vec<_> = page.difference(&search).filter(|word| !embedded.contains(*word)).collect();
    assert_eq!(more, [""; 0], "on the page and not in the search");
}

#[test]
fn the_markdown_copy_keeps_marks_and_leaves_out_comments() {
    let book = Book::new(EVERYTHING);
    let (files, _) = book.render();
    let copy = String::from_utf8(files["index.md"].clone()).unwrap();
    assert!(copy.contains("==marked==") && copy.contains("[reference][ref]"), "{copy}");
    assert!(copy.contains("[ref]: other/index.md") || copy.contains("[ref]: other.md"), "{copy}");
    assert!(!copy.contains("secret"), "{copy}");
}

#[test]
fn a_preview_of_a_section_is_its_first_words_as_the_page_shows_them() {
    let book = Book::new(EVERYTHING);
    let (files, _) = book.render();
    let previews = files.iter().filter(|(path, _)| path.contains("previews/"));
    let previews: Vec<String> =
        previews.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect();
    let all = previews.concat();
    // Lists, as the script that shows them reads them.
    assert!(all.contains(r#"=[["","","Everything","#), "{all}");
    assert!(all.contains("Embedded words"), "{all}");
    assert!(all.contains("Mind this"), "{all}");
}

#[test]
fn a_text_is_parsed_once_and_twice_only_where_something_is_left_out() {
    let parses = |text: &str| Document::of(text).parses();
    assert_eq!(parses("# One\n\n[a][b] ==c== `%%` {a} ::: x\n\n[b]: c.md\n"), 1);
    assert_eq!(parses("100%% sure {{< youtube x >}}\n"), 1);
    assert_eq!(parses("One %% two %%\n"), 2);
    assert_eq!(parses("{% comment %}x{% endcomment %} [a]({{< ref \"b.md\" >}})\n"), 2);
    let book = Book::of_this_repository();
    let twice = book.site.playbook.entries.iter().filter(|it| it.parsed.document.parses() > 1);
    let twice: Vec<_> = twice.map(|entry| &*entry.parsed.path).collect();
    assert_eq!(twice, ["authoring/every-component.md", "authoring/markdown.md"]);
    let site = book.site;
    let bytes = site.render(&Route::home()).unwrap().unwrap();
    assert!(matches!(bytes, Blob::Bytes(_)));
}

#[test]
fn the_parts_of_a_document_hold_its_words_in_order() {
    let book = Book::of_this_repository();
    for entry in &book.site.playbook.entries {
        let document = &entry.parsed.document;
        let whole = text_of(document.events());
        let headings = &entry.parsed.prose.headings;
        let starts = headings.iter().map(|heading| heading.span.start);
        let ends: Vec<usize> = starts.chain([document.body().end]).collect();
        let mut start = document.body().start;
        let mut parts = String::new();
        for end in ends {
            parts += &text_of(document.part(start..end));
            start = end;
        }
        assert_eq!(parts, whole, "{}", entry.parsed.path);
    }
}

fn text_of<'a>(events: impl Iterator<Item = (Event<'a>, std::ops::Range<usize>)>) -> String {
    let mut depth = 0_i32;
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(words) | Event::Code(words) | Event::Hashtag(words) => {
                text.push_str(words);
            }
            _ => {}
        }
        assert!(depth >= 0);
    }
    assert_eq!(depth, 0, "every element ends");
    text
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
