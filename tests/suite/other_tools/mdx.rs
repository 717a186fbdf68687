//! Pages of MDX: Docusaurus, Starlight and others.

use super::blocks::{page, shows};

#[test]
fn components_are_shown_as_the_words_that_they_hold() {
    shows(
        "import X from './x';\n\n<Aside type=\"tip\" title=\"A *b*\">\nOne [two](#x).\n```sh\nls\n```\n</Aside>\n\nSee <Badge text=\"New\" /> and <Icon name=\"star\" /> <Since v=\"v2.0\" />.\n\n<Steps>\n1. First\n   <ReadMore>More **here**</ReadMore>\n2. <Checklist>\n   - [ ] done\n   </Checklist>\n</Steps>\n\n<Recipe title=\"Soup\" description={'Hot'} count={3}>\n    Words **bold**.\n\n    ```js\n    const x = 1;\n    ```\n</Recipe>\n\n<Details summary=\"Fold\">\nInner\n</Details>\n\n<Nothing slugs={[\"a\"]} />\n\n<Photo src={x} alt=\"A pen\" />\n",
        &[
            "<aside class=\"callout tip\"",
            ">A <em>b</em></p>",
            "<p>One <a",
            "New",
            "Since v2.0",
            "More <strong>here</strong>",
            "type=\"checkbox\"",
            "<strong>Soup</strong>",
            "<p>Hot</p>",
            "<p>Words <strong>bold</strong>.</p>",
            "const x = 1;",
            "<summary class=\"callout-title\">Fold</summary>",
            "A pen",
            "a component of MDX is shown as the words that it holds",
        ],
        &["import", "&lt;", "Recipe", "```", "slugs", "**", "star", "{'Hot", "{3}"],
    );
}

#[test]
fn packages_and_slots_are_shown() {
    shows(
        "<PackageManagerTabs>\n  <Fragment slot=\"npm\">\n  ```shell\n  npm install a\n  ```\n  </Fragment>\n  <Fragment slot=\"pnpm\">\n  ```shell\n  pnpm add a\n  ```\n  </Fragment>\n</PackageManagerTabs>\n\n<PackageManagers pkg=\"astro\" />\n\n<FileTree>\n- src/\n  - **index.astro**\n</FileTree>\n",
        &[
            "npm install a",
            "pnpm add a",
            ">pnpm<",
            "npm install astro",
            "<strong>index.astro</strong>",
        ],
        &["```", "Fragment", "&lt;", "**"],
    );
}

#[test]
fn braces_of_mdx_hold_texts_comments_and_programs() {
    shows(
        "A{' '}b {\"c d\"} {/* no */}e.\n\n{/*\nhidden\n\nhidden too\n*/}\n\n<div style={{ color: 'red' }} className=\"x\">In it</div>\n\n<Note>Words</Note>\n",
        &["A b c d e.", "In it", "<aside class=\"callout note\"", "Words"],
        &["{'", "{\"c", "{/*", "hidden too", "style={{", "'red'"],
    );
}

#[test]
fn placeholders_and_html_are_no_components() {
    let html = page(
        "Write <Name> and <Your Name>.\n\n<Table><tr><td>A</td></tr></Table>\n\n<Br/>\n\nVec<String> and Map<K, V>\n",
    );
    for part in ["&lt;Name&gt;", "<td>A</td>", "String", "Map"] {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
    assert!(!html.contains("component of MDX"), "{html}");
}
