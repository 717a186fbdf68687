//! Pages of Quarto, MyST and MDX: their files and parts, cells of code, figures and tables.

use super::blocks::shows;
use crate::common::Book;

#[test]
fn pages_of_quarto_are_read_and_their_parts_are_no_pages() {
    let book = Book::new(
        "-- _quarto.yml --\nwebsite:\n  title: Q\n-- content/index.qmd --\n---\ntitle: Start\n---\n\n\
         See [two](two.qmd#more) and {{< kbd Shift-P >}}.\n\n{{< include _part.qmd >}}\n\n\
         ```{python}\n#| echo: false\nprint(1)\n```\n\n::: {.border .p-3}\nIn it.\n:::\n\
         -- content/_part.qmd --\nFrom the part.\n-- content/two.qmd --\n# Two\n\n## More\n\nText.\n",
    );
    let pages = book.pages();
    let page = &pages["index.html"];
    for part in ["Start", "href=\"two/#more\"", "<kbd>Shift-P</kbd>", "print", "In it."] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("#| echo") && !pages.contains_key("_part/index.html"), "{page}");
    let lines = book.lines(&book.diagnostics);
    assert!(!lines.contains("foreign-shortcode") && !lines.contains("broken"), "{lines}");
}

#[test]
fn what_a_program_made_of_a_notebook_is_the_page() {
    let book = Book::new(
        "-- content/index.md --\n# Home\n-- content/a.Rmd --\n# Cells\n-- content/a.md --\n# Made\n-- content/b.Rmd --\n# B\n\n```{r, echo=FALSE}\nx\n```\n",
    );
    let pages = book.pages();
    assert!(pages["a/index.html"].contains("Made") && pages["b/index.html"].contains("x\n</code>"));
}

#[test]
fn figures_and_tables_of_myst_are_shown() {
    shows(
        "-- content/index.md --\n# Home\n\nSee [](#fig).\n\n```{figure} a.png\n:label: fig\n:alt: An A\nThe *caption*.\n```\n\n\
         :::{image} a.png\n:alt: Alone\n:::\n\n```{list-table} Cells\n:header-rows: 1\n* - One\n  - Two\n* - three\n  - four\n```\n\n\
         ```{math}\n:label: eq\nx = 1\n```\n\n```{code} sh\n:linenos:\nls\n```\n\n::::{grid} 1 2\nWords.\n::::\n\n\
         ````markdown\n```sh\nls\n```\n````\n\n```{note}\nA note.\n```\n-- content/a.png --\nx\n",
        &[
            "alt=\"An A\"",
            "<figcaption>The <em>caption</em>.</figcaption>",
            "id=\"fig\"",
            "alt=\"Alone\"",
            "<td>four</td>",
            "<figcaption>Cells</figcaption>",
            "<math",
            "<aside class=\"callout note\"",
        ],
        &[":label:", ":linenos:", "1 2<", "is a directive of MyST", "broken"],
    );
}

#[test]
fn marks_of_kramdown_in_tables_are_left_out() {
    shows(
        "| A | B |\n|---|---|\n| {::nomarkdown}<ul><li>a</li></ul>{:/} | b |\n",
        &["<li>a</li>", "<td>b</td>"],
        &["{::", "{:/"],
    );
}

#[test]
fn parts_that_mdx_imports_are_included() {
    let book = Book::new(
        "-- docusaurus.config.js --\nmodule.exports = {title: 'D'};\n-- content/index.md --\n\
         import Part from './_part.mdx';\n\n# Home\n\nBefore.\n\n<Part />\n\nAfter.\n\
         -- content/_part.mdx --\nimport X from 'x';\n\n## From the part\n\n**Words**.\n",
    );
    let pages = book.pages();
    let page = &pages["index.html"];
    assert!(page.contains("From the part") && page.contains("<strong>Words</strong>"), "{page}");
    assert!(!pages.contains_key("_part/index.html") && !page.contains("import"), "{page}");
}

#[test]
fn hidden_properties_and_tags_in_titles_are_not_shown() {
    shows(
        "- Words\n  created_at:: 1609231967174\n  id:: 66f0c8a2-0000-4000-8000-000000000001\n- More\n",
        &["Words", "More"],
        &["created_at", "1609231967174"],
    );
    shows(
        "-- content/index.md --\n---\ntitle: Set up <em>before</em> day one\n---\n\nText.\n",
        &["Set up before day one</h1>"],
        &["&lt;em"],
    );
}

#[test]
fn long_attributes_of_an_image_are_read() {
    let words = "many words ".repeat(60);
    shows(
        &format!(
            "-- content/a.png --\nx\n-- content/index.md --\n![A](a.png){{.border fig-alt=\"{words}\"}}\n"
        ),
        &["alt=\""],
        &["{.border", "fig-alt"],
    );
}
