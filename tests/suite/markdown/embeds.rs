//! Embeds in every position, block ids, and media.

use super::article;
use crate::common::Book;

const OTHERS: &str =
    "-- content/a.md --\n# A\n\nWords of A.\n-- content/b.md --\n# B\n\nWords of B.\n";

fn with_others(markdown: &str) -> String {
    article(&format!("-- content/index.md --\n{markdown}\n{OTHERS}"))
}

#[test]
fn embeds_on_lines_of_their_own_are_shown() {
    for text in [
        "![[a]]\n\n![[b]]\n",
        "![[a]]\n![[b]]\n",
        "Before:\n![[a]]\n![[b]]\n",
        "![[a]]\nBetween\n![[b]]\n",
        "![[a]]\n![[b]]\nAfter\n",
        "- ![[a]]\n- ![[b]]\n",
        "- Item\n  ![[a]]\n- Item\n\n  ![[b]]\n",
        "1. ![[a]]\n   After\n2. Item\n   ![[b]]\n",
        "> ![[a]]\n> ![[b]]\n",
        "> Quote\n> ![[a]]\n> Between\n> ![[b]]\n> After\n",
        "> [!note] Title\n> ![[a]]\n> ![[b]]\n",
        "> [!note]\n> ![[a]]\n> Text\n\nBefore\n![[b]]",
    ] {
        let html = with_others(text);
        assert!(
            html.contains("<p>Words of A.</p>") && html.contains("<p>Words of B.</p>"),
            "{text}\n{html}"
        );
        assert!(!html.contains("<p></p>") && !html.contains("[["), "{text}\n{html}");
        assert_eq!(html.matches("<p").count(), html.matches("</p>").count(), "{text}\n{html}");
        for word in ["Before", "Between", "After", "Item", "Quote", "Title", "Text"] {
            assert_eq!(html.contains(word), text.contains(word), "{word} {text}\n{html}");
        }
    }
}

#[test]
fn embeds_in_a_line_and_in_tables_are_links() {
    for text in ["See ![[a]] here\n", "| x |\n|---|\n| ![[a]] |\n", "![[a]] and more\n"] {
        let html = with_others(text);
        assert!(html.contains("<a href=\"a/\">a</a>"), "{html}");
    }
}

#[test]
fn block_ids_are_nowhere_to_be_read() {
    let text = "# Home\n\nA paragraph. ^one\n\n- Item ^two\n- Last\n^three\n\n> Quote ^four\n\n| a |\n|---|\n\n^five\n\n\
                **Bold** ^six\n\n`code` ^seven\n\n[link](https://a.org) ^eight\n\n- [ ] Task ^nine\n\nLine\ntwo ^ten\n";
    let book = Book::of_page(text);
    let (files, _) = book.render();
    for (path, bytes) in files {
        let file = String::from_utf8_lossy(&bytes);
        for id in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] {
            assert!(!file.contains(&format!(" ^{id}")), "{path}: {id}");
            assert!(!file.contains(&format!("\n^{id}")), "{path}: {id}");
        }
    }
}

#[test]
fn videos_and_other_files_are_called_what_they_are() {
    for (text, shown) in [
        ("![](https://www.youtube.com/watch?v=abc)", ">Video on YouTube</a>"),
        ("![](https://youtu.be/abc)", ">Video on YouTube</a>"),
        ("![Talk](https://vimeo.com/1)", ">Talk</a>"),
        ("![](https://vimeo.com/1)", ">Video on Vimeo</a>"),
        ("![](https://a.org/x.mp3)", ">Audio on a.org</a>"),
        ("![](https://a.org/x.png)", ">Image on a.org</a>"),
        ("![[talk.mp4]]", "<video src=\"talk.mp4\" controls"),
        ("![](talk.mp4)", "<video src=\"talk.mp4\" controls"),
        ("![](a.mp3)", "<audio src=\"a.mp3\" controls"),
        ("![[a.pdf]]", "<a href=\"a.pdf\">a.pdf</a>"),
        ("![[a.pdf#page=3]]", "href=\"a.pdf"),
        ("![[a.pdf|Report]]", "<a href=\"a.pdf\">Report (PDF)</a>"),
        ("![Report](a.pdf)", "<a href=\"a.pdf\">Report (PDF)</a>"),
    ] {
        let html = article(&format!(
            "-- content/index.md --\n{text}\n-- content/talk.mp4 --\nx\n-- content/a.mp3 --\nx\n-- content/a.pdf --\nx\n"
        ));
        assert!(html.contains(shown), "{text}\n{html}");
    }
}
