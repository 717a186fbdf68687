//! Nothing that was written for another tool is lost or shown as it was typed.

use crate::common::{Book, html};

/// What readers are to see is `w1`, `w2` and so on.
const TEXTS: &[&str] = &[
    // MkDocs.
    "!!! note \"w1\"\n    w2 **w3**\n\n    - w4\n\n??? tip\n    w5\n",
    "=== \"w1\"\n    w2\n=== \"w3\"\n    ```sh\n    w4\n    ```\n",
    "w1 ++ctrl+c++ w2 ^^w3^^ {++w4++} {--w5--} {==w6==}{>>w7<<} :material-check: w8\n",
    "w1 { .x }\n\n[w2](#a){ .md-button }\n\n[TOC]\n\n*[w3]: meaning\n\nw3\n",
    "<div class=\"grid\" markdown>\n\n- w1 **w2**\n\n</div>\n",
    // Hugo.
    "{{< alert title=\"w1\" >}}\nw2 **w3**\n{{< /alert >}}\n\n{{% unknown %}}w4{{% /unknown %}}\n",
    "{{< details summary=\"w1\" >}}w2{{< /details >}} {{< highlight go >}}w3{{< /highlight >}}\n",
    // GitBook and Jekyll.
    "{% hint style=\"info\" %}\nw1 **w2**\n{% endhint %}\n\n{% tabs %}\n{% tab title=\"w3\" %}\nw4\n{% endtab %}\n{% endtabs %}\n",
    "{% include tip.html title=\"w1\" content=\"w2 **w3**\" %}\n\n{% raw %}w4{% endraw %}\n\n{% comment %}no{% endcomment %}\n\n{: .note }\nw5\n",
    "{% stepper %}\n{% step %}\n## w1\nw2\n{% endstep %}\n{% endstepper %}\n\n{% code title=\"w3\" %}\n```js\nw4\n```\n{% endcode %}\n",
    // Docusaurus, VitePress, Starlight.
    ":::note[w1]\nw2\n\n::::tip w3\nw4 **w5**\n::::\n:::\n\n::: details w6\nw7\n:::\n",
    "import A from 'a'\n\n<Aside title=\"w1\">\nw2 **w3**\n</Aside>\n\n<Box label=\"w4\" text={\"w5\"}>\n  ```js\n  w6\n  ```\n</Box>\n\n<Thing title='w7' description=\"w8\" alt=\"w9\" />\n",
    "- <Step title=\"w1\">\n  w2 **w3**\n  </Step>\n- w4 <Badge text=\"w5\" />\n\n| A |\n|---|\n| <Key name=\"w6\" /> w7 |\n",
    "w1 {/* no */} {'w2'} <Bold>w3</Bold> <div className={x}>w4</div>\n",
    // MyST, Quarto.
    "```{admonition} w1\n:class: tip\nw2 **w3**\n```\n\n:::{warning}\nw4\n:::\n\n{kbd}`w5` {sub}`w6` {term}`w7`\n",
    "::: {.callout-note title=\"w1\"}\nw2\n:::\n\n::: {#fig-a}\nw3\n:::\n",
    "[w1]{.mark} [w2]{#a} [w3](a b.pdf)\n",
    // docsify.
    "## w1 :id=a\n\n?> w2 **w3**\n\n!> w4\n\n### w5 {docsify-ignore}\n",
    // Logseq and Org.
    "made by:: w1\n\n- w2\n  collapsed:: true\n  seen:: w3\n\t- TODO w4\n\t- #+BEGIN_NOTE\n\t  w5 **w6**\n\t  #+END_NOTE\n- #+BEGIN_SRC js\n  w7\n  #+END_SRC\n- {{cloze w8}} [w9]([[Page]])\n",
    "# w1\n\t- w2 **w3**\n\t\t- w4\n\t\t  DEADLINE: <2026-01-05 Mon>\n",
    // Others.
    "<% a %>\nw1 <%= b %> w2\n\n{::comment}\nno\n{:/comment}\n\nw3\n",
    "**「w1」**w2、**w3。**w4\n\n%% no %% w5\n",
    ">>>\nw1 **w2**\n>>>\n\n> [!faq]- w3\n> w4 ^[w5]\n",
];

/// Signs of other tools that no reader is to see.
const SIGNS: &[&str] = &[
    "{%", "{{", "}}", ":::", "!!!", "???", "===", "```", "**", "](", "[[", "]]", "::", "++", "--}",
    "#+", "<%", "{:", "{.", "{ .", "/>", "</", "<A", "<B", "<S", "<T", ":id=", "docsify", "BEGIN",
    "import", "[TOC]", ":material", "collapsed", "className", "{'", "{kbd", "DEADLINE",
];

#[test]
fn nothing_of_another_tool_is_lost_or_shown_as_it_was_typed() {
    let mut faults = Vec::new();
    for text in TEXTS {
        let book =
            Book::new(&format!("-- content/index.md --\n# Home\n-- content/a.md --\n{text}"));
        let pages = book.pages();
        let shown = html::text(html::main(&pages["a/index.html"]));
        let has = |word: &str| shown.split(|c: char| !c.is_alphanumeric()).any(|it| it == word);
        let mut wanted = text.split(|c: char| !c.is_ascii_alphanumeric());
        let is_word =
            |word: &&str| word.strip_prefix('w').is_some_and(|rest| rest.parse::<u8>().is_ok());
        let lost: Vec<_> = wanted.by_ref().filter(is_word).filter(|word| !has(word)).collect();
        let raw: Vec<_> = SIGNS.iter().filter(|sign| shown.contains(**sign)).collect();
        if !lost.is_empty() || !raw.is_empty() {
            faults.push(format!("lost {lost:?}, raw {raw:?}\n{text}\n{shown}"));
        }
        assert!(!has("no"), "{text}\n{shown}");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
