//! Bars in tables.

use super::article;

#[test]
fn the_bar_of_a_wikilink_divides_no_cells() {
    let table = |row: &str| {
        article(&format!(
            "-- content/index.md --\n# Home\n\n| Who | Link | When |\n|---|---|---|\n{row}\n\
             -- content/b.md --\n# B\n-- content/p.png --\nx\n"
        ))
    };
    let html = table("| Ops | [[b|the page]] | Friday |");
    assert!(
        html.contains("<td>Ops</td><td><a href=\"b/\">the page</a></td><td>Friday</td>"),
        "{html}"
    );
    let html = table("| Ops | ![[p.png|Words|100]] | Friday |");
    assert!(html.contains("width=\"100\"") && html.contains("<td>Friday</td>"), "{html}");
    let html = table("| Ops | `a|b` | Friday |");
    assert!(html.contains("<td><code>a|b</code></td><td>Friday</td>"), "{html}");
    let head = article("| [[b|B]] | C |\n|---|---|\n| d | e |\n-- content/b.md --\n# B\n");
    assert!(head.contains("<th scope=\"col\">C</th>"), "{head}");
}

#[test]
fn cells_beyond_the_last_column_are_shown() {
    let html = article("> | a | b |\n> |---|---|\n> | c | d | e |\n> | f | g ||\n");
    assert!(html.contains("<td>d | e</td>") && html.contains("<td>g</td>"), "{html}");
    let code = article("```\n| a |\n|---|\n| b | c |\n```\n");
    assert!(code.contains("| b | c |"), "{code}");
}
