//! Lines that begin with a colon, and directives.

use super::article;

#[test]
fn a_definition_needs_a_blank_after_its_colon() {
    let html = article(
        "Status colours\n:green_square: on track\n:red_square: late\n\nTo leave, type\n:wq and Enter.\n\n> A\n> :b\n\n- c\n  :d\n",
    );
    assert!(!html.contains("<d"), "{html}");
    for line in [
        "<p>Status colours\n",
        "<p>To leave, type\n:wq and Enter.</p>",
        "<p>A\n:b</p>",
        "<li>c\n:d</li>",
    ] {
        assert!(html.contains(line), "{html}");
    }
    let html = article("Term\n: Its *meaning*.\n:   Another.\n");
    assert!(
        html.contains(
            "<dt id=\"term\">Term</dt>\n<dd>Its <em>meaning</em>.</dd>\n<dd>Another.</dd>"
        ),
        "{html}"
    );
    assert!(article("```\nA\n:b\n```\n").contains("A\n:b\n</code>"));
}

#[test]
fn the_paragraph_before_a_directive_stays_one() {
    for directive in
        [":::tip\nInside.\n:::", ":::unknown Title\nInside.\n:::", "::: tip\nInside.\n:::"]
    {
        let html = article(&format!("Before.\n\n{directive}\n\nAfter.\n"));
        assert!(html.contains("<p>Before.</p>") && html.contains("<p>After.</p>"), "{html}");
        assert!(html.contains("Inside.") && !html.contains("<dd>"), "{html}");
    }
}
