//! Addresses, emoji and typographic punctuation.

use super::article;
use crate::common::Book;

#[test]
fn bare_addresses_are_links() {
    let html = article(
        "See www.a.org/b_(c), (www.d.org) or mail a.b@c.org. Not a@b, x@1.2.3 or `www.e.org`.\n",
    );
    for part in [
        "<a href=\"http://www.a.org/b_(c)\">www.a.org/b_(c)</a>,",
        "(<a href=\"http://www.d.org\">www.d.org</a>)",
        "<a href=\"mailto:a.b@c.org\">a.b@c.org</a>.",
        "Not a@b, x@1.2.3 or <code>www.e.org</code>.",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let nested = article(
        "[www.a.org](https://b.org) <a href=\"https://c.org\">www.d.org</a>\n\n## Ask a@b.org\n",
    );
    assert_eq!(nested.matches("<a ").count(), 3, "{nested}");
}

#[test]
fn short_codes_are_emoji() {
    let html = article(
        ":tada: and :+1:, [:rocket:](https://a.org), **:100:** `:tada:` at 10:30:45 :unknown:\n\n```\n:tada:\n```\n",
    );
    for part in [
        "<p>🎉 and 👍, ",
        ">🚀</a>",
        "<strong>💯</strong>",
        "<code>:tada:</code>",
        "10:30:45",
        ":unknown:",
        ":tada:\n</code>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let html = article("https://a.org/:tada:/b and C:\\:key:x\n");
    assert!(html.contains("https://a.org/:tada:/b") && html.contains(":key:"), "{html}");
}

#[test]
fn short_codes_at_the_start_of_a_line_are_emoji() {
    let html = article(
        ":warning: Do not touch.\n\nNext.\n\n:warning: Do not *touch* again.\n\nLine\n:rocket: next\n\nText\n\n:tada::tada: twice\n\nText\n\n:unknown: stays\n\nText\n\n\\:tada: stays\n\nTerm\n: :tada: meaning\n",
    );
    for part in [
        "<p>⚠️ Do not <em>touch</em> again.</p>",
        "Line\n🚀 next</p>",
        "<p>🎉🎉 twice</p>",
        "<p>:unknown: stays</p>",
        "<p>:tada: stays</p>",
        "<dd>🎉 meaning</dd>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains(":warning:"), "{html}");
}

#[test]
fn headings_with_emoji_have_the_ids_of_github() {
    let html = article("[a](#tada-party)\n\n## :tada: Party\n");
    assert!(html.contains("id=\"tada-party\"") && html.contains("🎉 Party"), "{html}");
    assert!(!html.contains("]:"), "{html}");
}

#[test]
fn typographic_punctuation_leaves_names_alone() {
    let page = "# Home\n\n\"It's\" a -- b... https://example.com/a--b and https://example.com/?q=it's and \
                https://example.com/a...b and docs--old.md and a--b@example.com and [[it's--b]]\n";
    let book = Book::new(&format!(
        "-- book.toml --\n[output.html]\nsmart-punctuation = true\n-- content/index.md --\n{page}\
         -- content/it's--b.md --\n# It's--b\n"
    ));
    let html = &book.pages()["index.html"];
    for part in [
        "“It’s” a – b…",
        "href=\"https://example.com/a--b\">https://example.com/a--b<",
        "https://example.com/a...b<",
        "docs--old.md",
        "mailto:a--b@example.com",
        ">it&#39;s--b</a>",
    ] {
        assert!(html.replace('\'', "&#39;").contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("q=it’s"), "{html}");
}
