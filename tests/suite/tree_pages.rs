//! What a tree's page says before any script runs.

use crate::common::html::elements;
use crate::common::{Book, links};
use fieldbook::link::route::Route;

fn page(fixture: &str, path: &str) -> String {
    let book = Book::new(fixture);
    let blob = book.site.render(&Route::page(path).unwrap()).unwrap().unwrap();
    match blob {
        fieldbook::source::Blob::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        fieldbook::source::Blob::File(path) => panic!("{path:?}"),
    }
}

/// The page without its data, which no reader sees.
fn visible(html: &str) -> String {
    let (before, rest) = html.split_once("<script type=\"application/json\">").unwrap();
    before.to_owned() + rest.split_once("</script>").unwrap().1
}

#[test]
fn a_caveat_stands_beside_the_answer_that_it_belongs_to() {
    let html = page(
        "-- a.md --\nIs it safe? {.decision}\n\n- Yes → Go\n- No → Stop (but call first)\n",
        "a/is-it-safe",
    );
    assert!(visible(&html).contains("Stop (but call first)"), "{html}");
}

#[test]
fn points_can_be_added_up_on_paper() {
    let tree = "-- t.md --\n---\ntype: decision-tree\ntitle: T\n---\n\n## Which of these?\n\n\
                - [ ] Late `+2 risk`\n- [ ] None `none`\n\n→ Weigh it\n\n## Weigh it\n\n\
                First match wins.\n\n| If | → |\n|---|---|\n| risk >= 2 | Stop |\n| otherwise | Go |\n\n\
                ## Stop\n\nx\n\n## Go\n\ny\n";
    let html = page(tree, "t");
    assert!(visible(&html).contains("+2 risk"), "{html}");
}

#[test]
fn every_page_leads_to_the_list_of_decisions() {
    let book = |answers: &str| format!("-- a.md --\nIs it safe?\n\n{answers}\n-- b.md --\nText\n");
    let three = book("- Yes → Go\n- No → Stop\n- Not sure → Ask\n");
    assert!(page(&three, "b").contains("<a href=\"../decisions/\""));
    assert!(!page(&book("- Yes → Go\n- No → Stop\n"), "b").contains("decisions/"));
}

#[test]
fn a_decision_without_a_page_is_walked_in_its_entry_and_its_address_leads_there() {
    let book = "-- a.md --\n## Errors\n\n- If it is red, call [[B]]\n- If it is blue, wait\n\n-- b.md --\nText\n";
    let entry = page(book, "a");
    assert!(entry.contains("Walk through this decision"), "{entry}");
    assert!(!entry.contains("Open it on its own page"), "{entry}");
    let redirect = page(book, "a/errors");
    assert!(redirect.contains("href=\"../#errors--errors\""), "{redirect}");
    assert!(entry.contains("id=\"errors--errors\""), "{entry}");
    let sent = page(book, "b");
    assert!(sent.contains("href=\"../a/?errors.errors=it-is-red#errors--call-b\""), "{sent}");
}

#[test]
fn links_in_questions_and_answers_stand_beside_them() {
    let book = "-- a.md --\nIs it on [the list](b.md)? {.decision}\n\n- Yes, see [[B|the guide]] → Ship\n- No → [Ask](b.md) (today)\n- Not sure → Wait ![a clock](clock.svg)\n\n-- b.md --\nText\n\n-- clock.svg --\n<svg/>\n";
    let html = visible(&page(book, "a/is-it-on-the-list"));
    let beside: Vec<&str> = html.split("<div class=\"more-links\">").skip(1).collect();
    assert_eq!(beside.len(), 2, "{html}");
    assert!(beside[0].starts_with("<p><a href=\"../../b/\">the list</a></p>"), "{html}");
    assert!(beside[1].starts_with("<p><a href=\"../../b/\">the guide</a></p>"), "{html}");
    assert!(html.contains("<span class=\"label\">Yes, see the guide</span>"), "{html}");
    assert!(
        html.contains("<div class=\"node-body\"><p><a href=\"../../b/\">Ask</a></p>"),
        "{html}"
    );
    assert!(html.contains("alt=\"a clock\""), "{html}");
    assert!(page(book, "b").contains("You would be sent here if"));
}

#[test]
fn links_in_a_tree_file_stand_beside_their_words_too() {
    let book = "-- t.md --\n---\ntype: decision-tree\n---\n\n## Is it on [the list](b.md)? {#list}\n\n- Yes, see [[B|the guide]] → Ship\n- No → [[B]]\n\n## Ship\n\nx\n\n-- b.md --\nText\n";
    let html = visible(&page(book, "t"));
    let beside: Vec<&str> = html.split("<div class=\"more-links\">").skip(1).collect();
    assert_eq!(beside.len(), 2, "{html}");
    assert!(beside[0].starts_with("<p><a href=\"../b/\">the list</a></p>"), "{html}");
    assert!(beside[1].starts_with("<p><a href=\"../b/\">the guide</a></p>"), "{html}");
}

#[test]
fn the_outcomes_of_a_text_carry_answers_into_the_next_tree() {
    let book = format!(
        "{}\n-- c.md --\nBig? {{.decision}}\n\n- Yes → [[B]]\n- No → Stop\n",
        two_trees("")
    );
    let html = page(&book, "c/big");
    assert!(html.contains("data-carries=\"big\""), "{html}");
}

#[cfg(feature = "diagrams")]
#[test]
fn a_flowchart_that_is_a_decision_is_drawn_as_one_and_keeps_its_source() {
    let chart = "```mermaid\nflowchart TD\nA{Is it red?} -->|Yes| B[Call]\nA -->|No| C{Is it hot?}\n\
         C -->|Yes| B\nC -->|No| D[Wait]\n```\n";
    let html = page(&format!("-- a.md --\n{chart}"), "a");
    assert!(html.contains("<svg class=\"diagram\""), "{html}");
    assert!(html.contains("href=\"#is-it-red--call\""), "{html}");
    assert!(html.contains("id=\"is-it-red--call\""), "{html}");
    assert!(html.contains("A{Is it red?} --&gt;|Yes| B[Call]"), "{html}");
    assert_eq!(links::faults("a", &html), [""; 0]);
    for told in ["accDescr: Two & more", "accDescr {\n  Two &\n  more\n}"] {
        let titled =
            chart.replace("flowchart TD", &format!("---\ntitle: Lamps\n---\nflowchart TD\n{told}"));
        let html = page(&format!("-- a.md --\n{titled}"), "a");
        assert!(html.contains("href=\"#is-it-red--call\""), "{html}");
        assert!(html.contains("<figcaption>Lamps</figcaption>"), "{html}");
        assert!(
            html.contains(
                "aria-label=\"Lamps\" tabindex=\"0\" aria-description=\"Two &amp; more\""
            ),
            "{html}"
        );
    }
    let other = page("-- a.md --\n```mermaid\nflowchart TD\nA[Draft] --> B[Publish]\n```\n", "a");
    assert!(!other.contains("tree-walk") && other.contains("block-diagram"), "{other}");
}

#[test]
fn a_title_that_is_no_question_stands_after_that_of_its_entry() {
    let book = "-- dns.md --\n# DNS errors\n\n## Mitigation {.decision}\n\n- If it is red, call\n- If it is blue, wait\n\nIs it safe? {.decision}\n\n- Yes → Go\n- No → Stop\n";
    let list = page(book, "decisions");
    assert!(list.contains("DNS errors: Mitigation</a>"), "{list}");
    assert!(list.contains("Is it safe?</a>"), "{list}");
}
const TREE: &str = "-- pick.md --\n---\ntype: decision-tree\n---\n\n## Ready?\n\n- Yes → Go\n\
                    - No → Wait\n\n## Go\n\nx\n\n## Wait\n\ny\n\n";

#[test]
fn html_of_an_author_takes_nothing_from_a_decision() {
    let plain = "Is it safe?\n\n- Yes → Go\n- No → Stop\n\n![[pick]]\n";
    let entry = |markdown: &str| page(&format!("{TREE}-- a.md --\n{markdown}"), "a");
    let (with, without) = (entry(&format!("<div>x</b>\n\n{plain}")), entry(plain));
    for element in ["<tree-walk ", "<script type=\"application/json\">", "data-prefix=\"pick.\""] {
        assert_eq!(with.matches(element).count(), without.matches(element).count(), "{with}");
        assert!(with.contains(element), "{with}");
    }
    assert!(!entry("<stand-in data-piece=\"0\"></stand-in>\n").contains("<stand-in"));
}

#[test]
fn an_embedded_tree_can_be_walked_in_place() {
    let entry = |markdown: &str| page(&format!("{TREE}-- a.md --\n{markdown}"), "a");
    assert!(entry("Text\n\n![[pick]]\n").contains("<tree-walk data-prefix=\"pick.\">"));
    assert!(!entry("See ![[pick]]\n").contains("<tree-walk"));
    assert!(!entry("![[pick#Go]]\n").contains("<tree-walk"));
}

/// Two trees that ask the same question; the first goes on in the second.
fn two_trees(aside: &str) -> String {
    format!(
        "-- a.md --\n---\ntype: decision-tree\n---\n{aside}\n\n## Is it big? {{#big}}\n\n\
         - Yes → Split\n- No → Go on\n\n## Split\n\nSplit it.\n\n## Go on\n\n\
         Continue in [[B]], or [later](b.md \"B again\").\n\n\
         -- b.md --\n---\ntype: decision-tree\ntitle: B\n---\n\n## Is it big? {{#big}}\n\n\
         - Yes → Stop\n- No → Ship\n\n## Stop\n\nx\n\n## Ship\n\ny\n"
    )
}

#[test]
fn an_outcome_takes_the_answers_along_into_the_next_tree() {
    for aside in ["", "<b>Think</b> first."] {
        let html = page(&two_trees(aside), "a");
        let carries: Vec<_> = elements(&html)
            .into_iter()
            .filter_map(|element| element.get("data-carries").map(str::to_owned))
            .collect();
        assert_eq!(carries, ["big", "big"], "{html}");
    }
    let elsewhere = page("-- a.md --\nSee [[B]].\n\n-- b.md --\n---\ntitle: B\n---\ny\n", "a");
    assert!(!elsewhere.contains("data-carries"));
}

#[test]
fn what_stands_in_a_decision_has_ids_and_levels_of_its_own() {
    let tree = "-- pick.md --\n---\ntype: decision-tree\n---\n\nFirst[^a].\n\n## Ready?\n\nAsk[^a].\n\n\
                ### Hints\n\nLook.\n\n- Yes → Go\n- No → Wait\n\n## Go\n\nNow[^a].\n\n## Wait\n\ny\n\n\
                [^a]: Note.\n\n-- a.md --\nText[^b].\n\n## Hints\n\n![[pick]]\n\n[^b]: Other.\n";
    for path in ["pick", "a", "print"] {
        let html = page(tree, path);
        assert_eq!(links::faults(path, &html), [""; 0], "{html}");
    }
    assert!(page(tree, "a").contains("<h3>Ready?</h3>"));
}

/// A tree whose outcome repeats how many there are.
fn repeating(text: &str) -> String {
    let tree = "-- content/tree.md --\n---\ntype: decision-tree\ntitle: Rooms\n---\n\n\
                ## How many? {#many}\n\n- One → The end\n- Two → Another\n\n## The end\n\n";
    page(&format!("{tree}{text}\n\n## Another\n"), "tree")
}

#[test]
fn a_text_keeps_its_words_around_a_repeated_answer() {
    let echo = "<span data-echo=\"many\">(your answer to “How many?”)</span>";
    for (text, expected) in [
        ("{many} and more", format!("<p>{echo} and more</p>")),
        ("a &amp; {many} b", format!("<p>a &amp; {echo} b</p>")),
        ("a \\{many} {many} b", format!("<p>a {{many}} {echo} b</p>")),
        ("{many}{many} &lt;", format!("<p>{echo}{echo} &lt;</p>")),
    ] {
        let html = repeating(text);
        assert!(html.contains(&expected), "{text}: {html}");
    }
}
