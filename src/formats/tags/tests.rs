use super::changes;
use crate::formats::check;

#[track_caller]
fn reported(text: &str, expected: &[&str]) {
    let notes = changes(text).notes;
    let messages: Vec<&str> = notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(messages, expected, "{text}");
}

#[test]
fn hints_are_callouts() {
    check(
        changes,
        "{% hint style=\"warning\" %}\nOne\n\nTwo\n{% endhint %}\nThree\n",
        "> [!warning]\n>\n> One\n>\n> Two\n\nThree\n",
    );
    check(changes, "a {% hint %} b {% endhint %} c\n", "a\n\n> [!info]\n>\n> b\n\nc\n");
    check(
        changes,
        "{{% alert color=\"primary\" title=\"T\" %}}b{{% /alert %}}\n",
        "> [!note] T\n>\n> b\n\n",
    );
    check(changes, "{{< hint danger >}}\nb\n{{< /hint >}}\n", "> [!danger]\n>\n> b\n\n");
    check(changes, "{{% notice tip \"A b\" %}}\nb\n{{% /notice %}}", "> [!tip] A b\n>\n> b\n");
    check(
        changes,
        "{{< details summary=\"S\" >}}\nb\n{{< /details >}}\n",
        "> [!details]- S\n>\n> b\n\n",
    );
}

#[test]
fn tags_stay_in_the_element_around_them() {
    check(
        changes,
        "1. a\n\n   {% hint %}\n   b\n   ```\n   c\n   ```\n   {% endhint %}\n2. d\n",
        "1. a\n\n   > [!info]\n   >\n   > b\n   > ```\n   > c\n   > ```\n\n2. d\n",
    );
    check(changes, "- {% hint %}\n  b\n  {% endhint %}\n", "- > [!info]\n  >\n  > b\n\n");
    check(changes, "> {% hint %}\n> b\n> {% endhint %}\n", "> > [!info]\n> >\n> > b\n>\n");
}

#[test]
fn tabs_are_labelled_groups() {
    check(
        changes,
        "{% tabs %}\n{% tab title=\"A\" %}\na\n{% endtab %}\n\n{% tab title=\"B\" %}\nb\n{% endtab %}\n{% endtabs %}\nc",
        "\n> [!tabs] A\n>\n> a\n\n\n> [!tab] B\n>\n> b\n\n\nc",
    );
    check(
        changes,
        "<Tabs>\n  <TabItem value=\"x\" label=\"X\">\n\n    - a\n\n  </TabItem>\n</Tabs>\n",
        "\n> [!tabs] X\n>\n>\n> - a\n>\n\n\n",
    );
}

#[test]
fn cards_keep_all_their_words() {
    check(
        changes,
        "<CardGrid>\n<Card title=\"A\" icon=\"x\">\nb\n</Card>\n<LinkCard title=\"C\" href=\"/d\" description=\"e\" />\n</CardGrid>\n",
        "> [!cards]\n>\n> > [!card] A\n> >\n> > b\n>\n> > [!card] [C](</d>)\n> >\n> > e\n> >\n>\n\n",
    );
    check(
        changes,
        "{{< cards >}}\n  {{< card link=\"a\" title=\"B\" subtitle=\"c\" >}}\n{{< /cards >}}\n",
        "> [!cards]\n>\n> > [!card] [B](<a>)\n> >\n> > c\n> >\n>\n\n",
    );
    check(changes, "a <Badge text=\"New\" /> <Badge>b</Badge>\n", "a New b\n");
    check(changes, "<LinkButton href=\"/a\">B</LinkButton>\n", "[B](</a>)\n");
    check(changes, "| <Card title=\"a\" href=\"b\" /> |\n", "| [a](<b>)  |\n");
}

#[test]
fn groups_of_code_and_columns_have_parts() {
    check(
        changes,
        "<CodeGroup>\n```bash npm\na\n```\n```bash pnpm\nb\n```\n</CodeGroup>\n",
        "\n> [!tabs] npm\n>\n> ```bash npm\n> a\n> ```\n\n> [!tab] pnpm\n>\n> ```bash pnpm\n> b\n> ```\n\n\n",
    );
    check(
        changes,
        "{{< columns >}}\na\n<--->\nb\n{{< /columns >}}\n",
        "> [!columns]\n>\n> > [!column]\n> >\n> > a\n>\n>\n> > [!column]\n> >\n> > b\n>\n\n",
    );
    check(
        changes,
        "<Steps>\n<Step title=\"A\">\na\n</Step>\n<Step>b</Step>\n</Steps>\n",
        "\n> [!steps] A\n>\n> a\n\n> [!step]\n>\n> b\n\n\n",
    );
}

#[test]
fn media_are_images_and_links() {
    check(
        changes,
        "{{< figure src=\"a.png\" alt=\"A\" caption=\"B\" link=\"c.md\" >}}\n",
        "> [!figure] B\n>\n> [![A](<a.png>)](<c.md>)\n\n",
    );
    check(changes, "{{< figure src=\"a.png\" width=\"300px\" >}}", "![\\|300](<a.png>)");
    check(changes, "| {{< figure src=\"a.png\" title=\"B\" >}} |", "| **B** ![B](<a.png>) |");
    check(changes, "a {{< figure \n src=\"a.png\" >}} b", "a ![](<a.png>) b");
    check(
        changes,
        "{{< youtube id=\"x\" >}}",
        "![Video on YouTube](<https://www.youtube.com/watch?v=x>)",
    );
    check(changes, "{{< button href=\"/a\" >}}A *b*{{< /button >}}", "[A *b*](</a>)");
    check(
        changes,
        "{% embed url=\"https://a.example/b\" %}\nc\n{% endembed %}",
        "[a.example/b](<https://a.example/b>)\n\nc\n",
    );
    check(
        changes,
        "{% content-ref url=\"a.md\" %}\n[a.md](a.md)\n{% endcontent-ref %}",
        "\n[a.md](a.md)\n",
    );
    check(changes, "{% file src=\"b/a.pdf\" %}", "[a.pdf](<b/a.pdf>)");
}

#[test]
fn code_stays_code() {
    check(
        changes,
        "{{< highlight go \"linenos=table\" >}}\na {{< b >}}\n{{< /highlight >}}\nc",
        "``````go {linenos=table}\na {{< b >}}\n``````\nc",
    );
    check(changes, "{% highlight ruby %}\na\n{% endhighlight %}", "``````ruby\na\n``````");
    check(
        changes,
        "{% code title=\"a.js\" %}\n```js\nb\n```\n{% endcode %}\n",
        "`a.js`\n\n```js\nb\n```\n\n",
    );
    for text in [
        "`{{< a >}}`",
        "```\n{{< a >}}\n```",
        "    {{< a >}}",
        "<!-- {{< a >}}",
        "\\{{< a >}}",
        "``a\n{{< b >}}``",
    ] {
        check(changes, text, text);
    }
}

#[test]
fn code_in_tabs_has_its_label() {
    check(
        changes,
        "{{< tabpane >}}\n{{< tab header=\"A\" lang=\"toml\" >}}\n# a\n{{< /tab >}}\n{{< /tabpane >}}\n",
        "\n> [!tabs] A\n>\n> ``````toml\n> # a\n> ``````\n\n\n",
    );
}

#[test]
fn escaped_tags_are_text() {
    check(changes, "a {{</* b */>}} `{{%/* c */%}}`", "a \\{{\\< b >}} `{{% c %}}`");
    check(changes, "```\n{{</* b x=\"1\" */>}}\n```", "```\n{{< b x=\"1\" >}}\n```");
}

#[test]
fn what_is_unknown_is_left_out_and_reported() {
    check(changes, "a {{< b >}} c\n\n{{< b >}}\n", "a  c\n\n\n");
    check(changes, "{{% b %}}c *d*{{% /b %}}{{% /e %}}", "c *d*");
    reported(
        "{{< b x=1 >}}{{% c %}}d{{% /c %}} {%- if e -%}",
        &[
            "`{{< b >}}` is a shortcode of Hugo and is left out",
            "`{{% c %}}` is a shortcode of Hugo and only its body is shown",
            "`{% if %}` is a tag of Liquid and is left out",
        ],
    );
    for text in
        ["[a]({{< ref \"b\" >}})", "{% raw %}{% a %}{% endraw %}", "Press <Tab>.", "{{ a }}"]
    {
        check(changes, text, text);
        reported(text, &[]);
    }
}

#[test]
fn tags_in_lines_without_blocks_leave_their_words() {
    check(changes, "# a {{% note %}}b{{% /note %}}\n", "# a b\n");
    check(changes, "| {% hint %}a{% endhint %} | b |\n", "| a | b |\n");
}

#[test]
fn a_fence_in_verbatim_code_does_not_reach_beyond_it() {
    check(
        changes,
        "{{< highlight md >}}\n```\na\n{{< /highlight >}}\n\n> {{< badge b >}}\n",
        "``````md\n```\na\n``````\n\n> b\n",
    );
    check(
        changes,
        "{% raw %}\n~~~\n{% endraw %}\n\n{{< badge b >}}\n",
        "{% raw %}\n~~~\n{% endraw %}\n\nb\n",
    );
}

#[test]
fn a_container_without_an_end_is_reported() {
    for name in ["highlight", "details"] {
        let expected = format!("`{{{{< {name} >}}}}` is a shortcode of Hugo and is left out");
        reported(&format!("{{{{< {name} >}}}}\na\n"), &[expected.as_str()]);
    }
}

#[test]
fn many_open_tags_take_no_time() {
    for text in
        ["{{< a >}}", "{% hint %}", "{{< /a >}}", "{{<", "`{{< a >}}", "<Tabs>", "{% hint %}a\n"]
    {
        changes(&text.repeat(20_000));
    }
    let nested = format!("{}{}", "{% hint %}\n".repeat(20_000), "{% endhint %}\n".repeat(20_000));
    changes(&nested);
}
