//! Diagrams of Mermaid.

use super::article;
use crate::common::Book;

const FENCE: &str =
    "```mermaid\ngraph TD\n  A[Ask] --> B{Is it <b>clear</b>?}\n  B -- yes --> C(Answer)\n```\n";

#[test]
fn a_diagram_is_drawn_with_its_source_below() {
    let html = article(FENCE);
    for part in [
        "<figure class=\"block-diagram\"><div role=\"group\" aria-label=\"Flowchart\" tabindex=\"0\">",
        "<svg role=\"img\" aria-label=\"Flowchart\" viewBox=\"",
        ">Ask</text>",
        ">Is it clear?</text>",
        ">yes</text>",
        "<summary>Text of this diagram</summary>",
        "B{Is it &lt;b&gt;clear&lt;/b&gt;?}",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    for part in [" style=", "<style", "foreignObject", " id=", "#ececff", "fill=", "warning["] {
        assert!(!html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn diagrams_are_read_in_the_notations_of_other_tools() {
    for text in [
        "~~~mermaid\ngraph TD\nA-->B\n~~~\n",
        "```{mermaid}\n%%| label: x\ngraph TD\nA-->B\n```\n",
        "```{.mermaid}\ngraph TD\nA-->B\n```\n",
        "``` mermaid title=\"x\"\ngraph TD;\n  A-->B;\n```\n",
        "::: mermaid\ngraph TD\nA-->B\n:::\n",
        "{{< mermaid >}}\ngraph TD\nA-->B\n{{< /mermaid >}}\n",
        "{% mermaid %}\ngraph TD\nA-->B\n{% endmermaid %}\n",
        "> ```mermaid\n> graph TD\n> A-->B\n> ```\n",
        "- a\n\n  ```mermaid\n  graph TD\n  A-->B\n  ```\n",
    ] {
        let html = article(text);
        let is_drawn = html.contains(">A</text>") && html.contains(">B</text>");
        assert!(is_drawn && !html.contains("warning["), "{text}\n{html}");
    }
}

#[test]
fn all_usual_kinds_are_drawn() {
    for (text, name, words) in [
        (
            "sequenceDiagram\nactor U as User\nU->>Back end: a\nBack end-->>U: b",
            "Sequence",
            "Back end",
        ),
        ("stateDiagram-v2\n[*] --> Open\nOpen --> [*]: done", "State", "Open"),
        ("classDiagram\nclass A {\n+int id\n}\nA <|-- B", "Class", "A"),
        ("erDiagram\nA ||--o{ B : has", "Entity", "A"),
        ("pie title Shares\n\"One\" : 40\n\"Two\" : 60", "Pie", "Two"),
        (
            "gantt\ntitle T\ndateFormat YYYY-MM-DD\nsection S\nTask one :a, 2026-01-01, 10d",
            "Gantt",
            "Task one",
        ),
        ("timeline\ntitle T\n2024 : One\n2025 : Two", "Timeline", "Two"),
        (
            "quadrantChart\ntitle T\nx-axis Low --> High\ny-axis Low --> High\nA: [0.3, 0.6]",
            "Quadrant",
            "A",
        ),
        ("gitGraph\ncommit\nbranch b\ncommit\ncheckout main\nmerge b", "Git", "main"),
        ("---\ntitle: Own name\n---\nflowchart LR\nA-->B", "Own name", "B"),
        ("graph\n accTitle: Given\n A-->B", "Given", "B"),
    ] {
        let html = article(&format!("```mermaid\n{text}\n```\n"));
        let (label, shown) = (format!("aria-label=\"{name}"), format!(">{words}</text>"));
        assert!(html.contains(&label) && html.contains(&shown), "{text}\n{html}");
    }
}

#[test]
fn what_cannot_be_drawn_is_code_and_is_told_once() {
    let book = Book::new(
        "-- content/a.md --\n# A\n\n```mermaid\nnope\n  a\n```\n\n```mermaid\nnope\n  b\n```\n\n\
         ```mermaid\ngraph TD\n  A[Ask --> B\n```\n\n```dot\ndigraph { a -> b }\n```\n\n```plantuml\na -> b\n```\n",
    );
    let lines = book.lines(&book.problems());
    let of_kind =
        "warning[undrawn-diagram] content/a.md:3:1 diagrams of the kind `nope` are shown as code";
    assert!(lines.contains(of_kind), "{lines}");
    let page = &book.pages()["a/index.html"];
    assert!(page.contains("A[Ask --&gt; B") && page.contains("digraph"), "{page}");
    assert!(!page.contains("<svg role=\"img\""), "{page}");
    assert!(!lines.contains("dot") && lines.contains("content/a.md:15:3"), "{lines}");
    let of_line = "a diagram is shown as code: line 2, `A[Ask --> B`, is not understood";
    assert!(lines.contains(of_line), "{lines}");
}

#[test]
fn diagrams_of_other_notations_are_drawn() {
    for (text, words) in [
        ("gantt\ndateFormat  YYYY-MM-DD\nsection S\nA :a1, 2024-01-01, 3d", "A"),
        ("flowchart TD\nA@{ shape: doc, label: \"Words\" } --> B", "Words"),
        ("gitGraph TB:\ncommit\nbranch b\ncommit", "main"),
        ("---\nconfig:\n  logLevel: 'debug'\n---\ngitGraph\ncommit", "main"),
        ("---\ndisplayMode: compact\n---\ngantt\nsection S\nA :a1, 2024-01-01, 3d", "A"),
        ("timeline\nsection One\nsection Two", "Two"),
    ] {
        let html = article(&format!("```mermaid\n{text}\n```\n"));
        assert!(html.contains(&format!(">{words}</text>")), "{text}\n{html}");
    }
    let large = "A --> B\n".repeat(500);
    let book = Book::new(&format!("-- content/a.md --\n# A\n\n```mermaid\ngraph TD\n{large}```\n"));
    let lines = book.lines(&book.problems());
    assert!(lines.contains("a diagram that is too large is shown as code"), "{lines}");
}

#[test]
fn nothing_that_an_author_writes_in_a_diagram_becomes_markup() {
    for text in [
        "graph TD\nA[\"<img src=x onerror=alert(1)>\"] --> B\nclick A \"javascript:alert(1)\"",
        "%%{init: {'theme':'base','themeCSS':'* { background: url(//x) }'}}%%\ngraph TD\nA-->B",
        "graph TD\nA-->B\nstyle A fill:url(//x),stroke:red\nclassDef x fill:#f00\nclass A x",
        "sequenceDiagram\nA->>B: <script>alert(1)</script>",
        "classDiagram\nclass A~script~\nA : +x() \"<svg onload=x>\"",
        "graph TD\nA[\"` \"\"><script>x</script>\"] --> B",
    ] {
        let html = article(&format!("```mermaid\n{text}\n```\n"));
        let drawn = html.split("<details>").next().unwrap_or("");
        let drawn = drawn.split("warning[").next().unwrap_or("");
        for part in
            ["<img", "<script", "onerror=", "onload=", "javascript:", "url(", "href", "style"]
        {
            assert!(!drawn.contains(part), "{part}\n{html}");
        }
        let page = html.split("warning[").next().unwrap_or("");
        assert!(!page.contains("<script>"), "{html}");
    }
}

#[test]
fn no_diagram_is_too_large_or_too_deep() {
    let edges: String = (0..10_000).map(|n| format!("A{n}-->B{n}\n")).collect();
    let dense: String =
        (0..19).flat_map(|a| (0..19).map(move |b| format!("N{a}-->N{b}\n"))).collect();
    let deep = format!("{}A-->B\n{}", "subgraph x\n".repeat(150), "end\n".repeat(150));
    let nested = format!("A{}x{}-->B", "[".repeat(5000), "]".repeat(5000));
    for body in [edges, dense, deep, nested] {
        let html = article(&format!("```mermaid\ngraph TD\n{body}\n```\n"));
        assert!(html.contains("graph TD"), "{}", &html[..200.min(html.len())]);
    }
}

#[test]
fn labels_of_flowcharts_are_read_in_all_notations() {
    for (text, words) in [
        ("A(\"a b\") -- \"c\" --> B{\"d\"}", &["a b", "c", "d"][..]),
        ("A -->|\"x; y\"| B[\"call(x)\"];", &["x; y", "call(x)"]),
        ("A[\"`**b** x`\"] --> B[fa:fa-star y]", &["b x", "y"]),
        ("A[\"one\\ntwo<br>three\"] --> B", &["one", "two", "three"]),
        ("A[\"#quot;x#quot; #58; y\"] --> B", &["&quot;x&quot; : y"]),
        ("開始-->終了", &["開始", "終了"]),
        ("subgraph q [\"Code Quality\"]\nA\nend\nB --> q", &["Code Quality", "A", "B"]),
        ("A & B --> C & D\nA ~~~ D", &["A", "B", "C", "D"]),
        ("A-- text -->B", &["A", "text", "B"]),
    ] {
        let html = article(&format!("```mermaid\ngraph TD\n{text}\n```\n"));
        for words in words {
            assert!(html.contains(&format!(">{words}</text>")), "{words}\n{html}");
        }
    }
}

#[test]
fn a_diagram_that_would_say_something_else_is_code() {
    for text in [
        "stateDiagram-v2\nstate X {\na\nb\n}\nX --> c",
        "erDiagram\nA one to many B : x",
        "gantt\ndateFormat YYYY-MM-DD\nexcludes weekends\na :a1, 2024-01-01, 10d",
        "classDiagram\nnamespace N {\nclass A\n}\nN.A --> B",
        "mindmap\n  root((Root))\n    One",
        "%%{init: {\"gitGraph\": {\"mainBranchName\": \"master\"}}}%%\ngitGraph\ncommit",
        "pie\n\"all\" : 1",
        "sequenceDiagram\nA->>B: x\ncreate participant C\nB->>C: y",
        "timeline\nsection a\nsection b\n2020 : x",
    ] {
        let html = article(&format!("```mermaid\n{text}\n```\n"));
        assert!(!html.contains("<figure class=\"block-diagram\""), "{text}\n{html}");
    }
}

#[test]
fn notations_that_the_crate_does_not_know_say_the_same() {
    for (text, words) in [
        ("classDiagram\nclass A~T~ {\n<<interface>>\n+List~int~ x\n}", "+List&lt;int&gt; x"),
        ("classDiagram\nclass A {\n<<interface>>\n+x()\n}", "«interface»"),
        ("erDiagram\nA |o--o{ B : has", "has"),
        ("erDiagram\np[\"Person\"] {\nstring n\n}\np ||--o{ q : x", "Person"),
        ("timeline\n2020 : a\n     : b", "b"),
        ("sequenceDiagram\nparticipant D@{ \"type\": \"database\" } as Data\nA->>D: x", "Data"),
        ("sequenceDiagram\nparticipant A AS Alice\nA->>B: x", "Alice"),
        ("stateDiagram-v2\nstate \"AI Coding\" as ai\n[*] --> ai", "AI Coding"),
        ("quadrantChart\nx-axis a --> b\ny-axis c --> d\nP: [0.3, 0.6] radius: 12", "P"),
    ] {
        let html = article(&format!("```mermaid\n{text}\n```\n"));
        assert!(html.contains(&format!(">{words}</text>")), "{words}\n{html}");
    }
    let zero = article("```mermaid\nerDiagram\nA |o--|| B : has\n```\n");
    assert!(zero.contains("<circle") && zero.contains("class=\"d-open\""), "{zero}");
    let titled = article("```mermaid\n---\ntitle: \"A title\"\n---\ngraph TD\nA-->B\n```\n");
    assert!(titled.contains("<figcaption>A title</figcaption>"), "{titled}");
}
