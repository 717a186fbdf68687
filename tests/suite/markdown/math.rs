//! Formulas.

use super::article;
use crate::common::Book;

#[test]
fn formulas_are_mathml_and_nothing_in_them_is_markdown() {
    let html = article(
        "# A\n\nWith $x = *a* b_*c \\\\ d*$ in a line.\n\n$$\na_b \\\\ c_d\n$$\n\nIt costs $5 and then $10.\n",
    );
    assert!(!html.contains("<em>") && !html.contains("$x"), "{html}");
    for part in [
        "With <math class=\"block-math\">",
        "</math> in a line.",
        "<span class=\"block-formula\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\"><math display=\"block\">",
        "<p>It costs $5 and then $10.</p>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn formulas_are_read_in_all_notations() {
    for text in [
        "$x_1$",
        "$`x_1`$",
        "\\(x_1\\)",
        "\\\\(x_1\\\\)",
        "$$x_1$$",
        "\\[x_1\\]",
        "\\[\nx_1\n\\]",
        "\\\\[ x_1 \\\\]",
        "```math\nx_1\n```",
        "~~~ math\nx_1\n~~~",
        "```{math}\nx_1\n```",
        "> $$\n> x_1\n> $$",
        "- a\n\n  $$\n  x_1\n  $$",
        "## About $x_1$",
        "| a |\n|---|\n| $x_1$ |\n",
        "**$x_1$**, [$x_1$](https://example.org)",
        "<div>\n\n$x_1$\n\n</div>",
        "x[^1]\n\n[^1]: $x_1$\n",
    ] {
        let html = article(text);
        let shown = html.contains("<msub><mi>x</mi><mn>1</mn></msub>");
        assert!(shown && !html.contains(['$', '\u{F5E7}', '`']), "{text}\n{html}");
    }
}

#[test]
fn what_is_no_formula_stays_as_written() {
    for (text, expected) in [
        ("It is $5–$10, US$5 or $1,000 (or $2,000).", "It is $5–$10, US$5 or $1,000 (or $2,000)."),
        ("Set $HOME/$USER or ${x}.", "Set $HOME/$USER or ${x}."),
        ("Escaped \\$x$ and $x\\$", "Escaped $x$ and $x$"),
        ("`$x$` and <b title=\"$x$\">b</b>", "<code>$x$</code> and <b title=\"$x$\">b</b>"),
        ("\\[note\\] and file\\(s\\)", "[note] and file(s)"),
        ("$$ is cheap and $$$ is not", "$$ is cheap and $$$ is not"),
    ] {
        let html = article(text);
        assert!(html.contains(expected) && !html.contains("<math"), "{text}\n{html}");
    }
    let html = article("<pre>\necho $x$ and $y$\n</pre>\n\n    indented $x$\n");
    assert!(html.contains("echo $x$ and $y$") && html.contains("indented $x$"), "{html}");
    assert!(!html.contains("<math"), "{html}");
}

#[test]
fn a_formula_with_an_error_is_code_and_is_reported_where_it_is() {
    let book = Book::new(
        "-- content/a.md --\n# A\n\nText $\\frac{a$ here and $x$.\n\n```math\n\\nosuch\n```\n",
    );
    let lines = book.lines(&book.problems());
    assert!(lines.contains("warning[bad-formula] content/a.md:3:6 "), "{lines}");
    assert!(lines.contains("warning[bad-formula] content/a.md:5:1 "), "{lines}");
    let page = &book.pages()["a/index.html"];
    assert!(page.contains("Text <code>\\frac{a</code> here and <math"), "{page}");
    assert!(page.contains("\\nosuch"), "{page}");
}

#[test]
fn programs_and_search_get_the_source_of_a_formula() {
    let book = Book::new("-- content/a.md --\n# A $x_1$\n\nThe share $a_i * b$ of all.\n");
    let (files, _) = book.render();
    let data = String::from_utf8_lossy(&files["playbook.json"]);
    assert!(data.contains("The share a_i * b of all."), "{data}");
    assert!(data.contains("A x_1"), "{data}");
    let page = &book.pages()["a/index.html"];
    assert!(page.contains("<title>A x_1"), "{page}");
    assert!(page.contains("/blocks."), "{page}");
}

#[test]
fn formulas_of_authors_in_html_are_left_to_the_rules_for_html() {
    let html = article("<math onclick=\"x\"><mi>x</mi></math> and $y$\n");
    assert!(!html.contains("onclick") && html.contains("<mi>y</mi>"), "{html}");
}
