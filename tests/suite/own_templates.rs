//! Values of the author's own in the book's own templates, and layouts of single entries.

use crate::common::Book;

/// The page of a book and what is said about it.
fn page(fixture: &str) -> (String, String) {
    let book = Book::new(fixture);
    let html = book.pages().remove("index.html").unwrap();
    (html, book.lines(&book.diagnostics))
}

const BASE: &str = "\
-- templates/entry.html --
{% extends \"__default/entry.html\" %}
{% block main %}
[{{ page.extra.hero }}|{{ page.extra.nested.list[1] }}|{{ page.extra[\"with-hyphen\"] }}|{{ page.extra.number + 1 }}]
{% if page.extra.missing %}missing{% else %}none{% endif %}
{{ super() }}
{% endblock %}
";

#[test]
fn values_of_front_matter_reach_templates_and_are_escaped() {
    let keys = "hero: <b>&\nnested: {list: [a, b]}\nwith-hyphen: c\nnumber: 3\n";
    for front_matter in [
        format!("---\n{keys}---\n"),
        format!("---\nextra:\n  {}---\n", keys.trim().replace('\n', "\n  ") + "\n"),
        "+++\nhero = \"no\"\n[extra]\nhero = \"<b>&\"\nnested = {list = [\"a\", \"b\"]}\nwith-hyphen = \"c\"\nnumber = 3\n+++\n".to_owned(),
    ] {
        let (html, said) = page(&format!("{BASE}-- content/index.md --\n{front_matter}# Home\n\nText.\n"));
        assert!(html.contains("[&lt;b&gt;&amp;|b|c|4]\nnone\n"), "{html}\n{said}");
        assert!(html.contains("<p>Text.</p>"));
        assert_eq!(said, "");
    }
}

#[test]
fn values_of_book_toml_reach_every_template() {
    let fixture = "\
-- book.toml --
[extra]
banner = \"<i>\"
price = 1.5
hex = 0xff
on = true
when = 2026-01-02
[[extra.links]]
name = \"A\"
[[extra.links]]
name = \"B\"
-- templates/base.html --
{% extends \"__default/base.html\" %}
{% block aside %}[{{ book.extra.banner }} {{ book.extra.price }} {{ book.extra.hex }} {{ book.extra.on }} {{ book.extra.when }}{% for link in book.extra.links %} {{ link.name }}{% endfor %}]
{% if book.extra.missing %}missing{% else %}none{% endif %}{% if page.extra.missing %}missing{% endif %}{% endblock %}
-- content/index.md --
# Home

Text.
";
    let book = Book::new(fixture);
    for path in ["index.html", "404.html", "search/index.html"] {
        let html = &book.pages()[path];
        assert!(html.contains("[&lt;i&gt; 1.5 255 true 2026-01-02 A B]\nnone"), "{path}\n{html}");
    }
    assert_eq!(book.lines(&book.diagnostics), "");
    let (_, said) =
        page("-- book.toml --\nextra = 1\n[extras]\na = 1\n-- content/index.md --\nText.\n");
    assert!(said.contains("`extra` must be a table"), "{said}");
    assert!(said.contains("unknown key `extras` | did you mean `extra`?"), "{said}");
}

const LAYOUTS: &str = "\
-- templates/landing.html --
{% extends \"entry.html\" %}{% block kind %}landing{% endblock %}
-- templates/parts/wide.html --
{% extends \"entry.html\" %}{% block kind %}wide{% endblock %}
-- templates/signals.html --
{% extends \"__default/signals.html\" %}{% block kind %}replaced{% endblock %}
";

#[test]
fn an_entry_is_shown_with_the_layout_that_it_names() {
    for (key, class) in [
        ("layout: landing", "landing"),
        ("template: landing.html", "landing"),
        ("layout: parts/wide", "wide"),
        ("layout: post\ntemplate: landing", "landing"),
        ("layout: post", "page entry"),
        ("layout: base", "page entry"),
        ("layout: entry.html", "page entry"),
        ("layout: signals", "page entry"),
        ("layout: ../landing", "page entry"),
        ("layout: __default/base.html", "page entry"),
        ("layout: [landing]", "page entry"),
        ("layout: false", "page entry"),
        ("layout:", "page entry"),
    ] {
        let (html, said) =
            page(&format!("{LAYOUTS}-- content/index.md --\n---\n{key}\n---\n# Home\n\nText.\n"));
        let body = html.split("<body class=\"").nth(1).unwrap();
        assert!(body.starts_with(class), "{key}: {}", &body[..40]);
        assert!(html.contains("<p>Text.</p>"), "{key}");
        assert_eq!(said, "", "{key}");
    }
}

#[test]
fn a_decision_tree_keeps_its_template() {
    let (html, said) = page(&format!(
        "{LAYOUTS}-- content/index.md --\n---\ntype: decision-tree\nlayout: landing\n---\n# Ready?\n\n## Done?\n\n- Yes -> Go\n- No -> Stop\n\n## Go\n\n## Stop\n"
    ));
    assert!(html.contains("<tree-walk"), "{html}\n{said}");
}
