//! Marks of other tools within a line.

use super::blocks::shows;

#[test]
fn keys_indices_and_reviews_are_elements() {
    shows(
        "Press ++ctrl+c++, H~2~O, x^2^, ^^new^^, {++in++}{--out--}, {==this==}{>>why<<}.\n\nC++ and i++ stay.\n",
        &[
            "<kbd>Ctrl</kbd>+<kbd>C</kbd>",
            "H<sub>2</sub>O",
            "x<sup>2</sup>",
            "<ins>new</ins>",
            "<ins>in</ins><del>out</del>",
            "<mark>this</mark>",
            "why",
            "C++ and i++ stay.",
        ],
        &["^^", "{++", "{--", "{=="],
    );
}

#[test]
fn strong_text_beside_wide_signs_is_strong() {
    shows(
        "**強調。**次、**（注）**も。\n",
        &["<strong>強調。</strong>次", "<strong>（注）</strong>も"],
        &["**"],
    );
}

#[test]
fn roles_and_fences_of_myst_are_read() {
    shows(
        "```{note} Title\n:class: tip\nBody *it*\n```\n\n````{warning}\n```sh\nls\n```\n````\n\n```{code-block} python\nx = 1\n```\n\n{kbd}`Ctrl` {sub}`2` {abbr}`CSS (Cascading sheets)` {term}`pen` {file}`a.py` {fas}`star`\n",
        &[
            "<aside class=\"callout note\"",
            "<p>Body <em>it</em></p>",
            "<aside class=\"callout warning\"",
            "x = 1",
            "<kbd>Ctrl</kbd>",
            "<sub>2</sub>",
            "<abbr title=\"Cascading sheets\">CSS</abbr>",
            "pen <code>a.py</code>",
        ],
        &["{note}", "{kbd}", "{file}", "star", ":class:"],
    );
}

#[test]
fn programs_and_words_of_other_tools_are_not_shown() {
    shows(
        "-- content/index.md --\n# Home {docsify-ignore}\n\n<% content_for :a do %>\nShown <%= x %>.\n<% end %>\n\n{::options a=\"b\" /}\n\n{% @mermaid/diagram content=\"graph TD\n  A-->B\" %}\n\n{% include note.html content=\"Mind the *gap*.\" %}\n\n<div class=\"a\" markdown=\"1\">\n**Bold** and\n\n- list\n</div>\n\n::: {.callout-tip title=\"Why\"}\nBecause.\n:::\n",
        &[
            "<h1 id=\"top\">Home</h1>",
            "Shown .",
            "<aside class=\"callout note\"",
            "Mind the <em>gap</em>.",
            "<strong>Bold</strong>",
            "<li>list</li>",
            ">Why</p>\n<p>Because.</p>",
            "`<% … %>` is a tag of ERB and is left out, 3 times in this book",
        ],
        &[
            "docsify-ignore", "content_for", "&lt;%=", "{% include", "callout-tip", "options",
            "@mermaid",
        ],
    );
}
