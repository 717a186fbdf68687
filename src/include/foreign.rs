//! Includes of other tools, each on a line of its own: GitBook, Hugo, Quarto, VitePress, docsify and
//! the parts that MDX imports.
//! They are not read in code, because guides show them there.

use std::ops::Range;

use crate::formats::{holds, plain_lines};
use crate::include::directive::{Directive, IncludeForm, Selection, What};

/// A text without any of these has none.
const SIGNS: &[&str] = &["% include ", "< include ", "@include:", "<<< ", ":include"];

/// The ends of imports of markdown. A text without any of these imports none.
const IMPORTS: &[&str] = &[".mdx'", ".mdx\"", ".md'", ".md\""];

/// Whether a text may have such includes.
pub fn may_hold(text: &str) -> bool {
    holds_one(text, SIGNS) || may_import(text)
}

fn may_import(text: &str) -> bool {
    holds(text, "import ") && holds_one(text, IMPORTS)
}

fn holds_one(text: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| holds(text, sign))
}

/// The place of a part of a text.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// The includes in a range of a text, in order.
pub fn find(text: &str, stretch: Range<usize>) -> Vec<Directive> {
    let part = &text[stretch.clone()];
    if !may_hold(part) {
        return Vec::new();
    }
    let start = stretch.start;
    let lines = plain_lines(part);
    let imports = if may_import(part) { imports(part, &lines) } else { Vec::new() };
    let found = lines.into_iter().filter_map(|line| {
        let at = start + line.start..start + line.end;
        match holds_one(&part[line.clone()], SIGNS) {
            true => read(text, at),
            false => element(text, at, &imports),
        }
    });
    found.collect()
}

/// The names of the imported parts of MDX with their paths: `import Part from './_part.mdx'`.
fn imports<'t>(text: &'t str, lines: &[Range<usize>]) -> Vec<(&'t str, &'t str)> {
    let import = |line: &Range<usize>| {
        let (name, path) = text[line.clone()].strip_prefix("import ")?.split_once(" from ")?;
        let path = path.trim().trim_end_matches(';').trim_end();
        let inside = |quote: char| path.strip_prefix(quote)?.strip_suffix(quote);
        let path = inside('\'').or(inside('"'))?;
        let is_markdown = path.ends_with(".md") || path.ends_with(".mdx");
        let name = name.trim();
        let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let path = path.strip_prefix("@site/").unwrap_or(path);
        (is_markdown && is_name).then_some((name, path))
    };
    lines.iter().filter_map(import).collect()
}

/// The element of an imported part, `<Part />`, that is all of a line.
fn element(text: &str, line: Range<usize>, imports: &[(&str, &str)]) -> Option<Directive> {
    if imports.is_empty() {
        return None;
    }
    let written = text[line].trim();
    let inside = written.strip_prefix('<')?.strip_suffix("/>")?;
    let name = inside.split_whitespace().next()?;
    let (_, path) = imports.iter().find(|(known, _)| *known == name && !inside.contains('<'))?;
    let (part, shape) = (Selection::Whole, IncludeForm::Found);
    let what = What::Include { path: place(text, path), part, shape };
    Some(Directive { span: place(text, written), what })
}

/// The include that is all of a line.
fn read(text: &str, line: Range<usize>) -> Option<Directive> {
    let written = text[line.clone()].trim();
    let (path, part, shape) = tag(written)
        .or_else(|| comment(written))
        .or_else(|| code(written))
        .or_else(|| link(written))?;
    let is_path = !path.is_empty() && !path.contains("://") && !path.contains(['<', '>', '{', '*']);
    let what = What::Include { path: place(text, path), part, shape };
    is_path.then(|| Directive { span: place(text, written), what })
}

type Found<'t> = (&'t str, Selection, IncludeForm);

/// `{% include "part.md" %}`, `{{% include "part.md" %}}` or `{{< include part.qmd >}}`.
fn tag(line: &str) -> Option<Found<'_>> {
    let inside = [("{{%", "%}}"), ("{%", "%}"), ("{{<", ">}}")]
        .iter()
        .find_map(|(open, close)| line.strip_prefix(open)?.strip_suffix(close))?;
    let path = inside.trim().strip_prefix("include ")?.trim().trim_matches(['"', '\'']);
    let ends = [".md", ".qmd", ".mdx", ".markdown"];
    let is_text = ends.iter().any(|end| path.ends_with(end)) && !path.contains(['"', '=']);
    is_text.then_some((path, Selection::Whole, IncludeForm::Found))
}

/// `<!--@include: ./part.md{3,10}-->` of VitePress.
fn comment(line: &str) -> Option<Found<'_>> {
    let inside = line.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let path = inside.strip_prefix("@include:")?.trim();
    let (path, lines) = match path.strip_suffix('}').and_then(|path| path.split_once('{')) {
        Some((path, lines)) => (path, lines),
        None => (path, ""),
    };
    let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
    let (first, last) = lines.split_once(',').unwrap_or((lines, lines));
    let part = match (anchor, first.trim().parse(), last.trim().parse().ok()) {
        ("", Err(_), None) => Selection::Whole,
        ("", first, last) => Selection::Lines(first.unwrap_or(1).max(1), last),
        (anchor, ..) => Selection::Anchor(anchor.to_owned()),
    };
    Some((path, part, IncludeForm::Found))
}

/// `<<< @/code.ts#part{2 ts:line-numbers}` of VitePress, whose braces mark lines.
fn code(line: &str) -> Option<Found<'_>> {
    let path = line.strip_prefix("<<< ")?.trim();
    let path = path.split(['{', '[', ' ']).next().unwrap_or(path).trim();
    let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
    let part = match anchor {
        "" => Selection::Whole,
        anchor => Selection::Anchor(anchor.to_owned()),
    };
    path.contains('.').then_some((path, part, IncludeForm::Code))
}

/// `[words](part.md ':include')` of docsify.
fn link(line: &str) -> Option<Found<'_>> {
    let (_, inside) = line.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    let (path, options) = inside.split_once(' ')?;
    let options = options.trim().trim_matches(['"', '\'']);
    if !options.starts_with(":include") || options.contains("iframe") {
        return None;
    }
    let is_text = path.ends_with(".md") && !options.contains(":type=code");
    let shape = if is_text { IncludeForm::Found } else { IncludeForm::Code };
    let fragment = options.split_whitespace().find_map(|word| word.strip_prefix(":fragment="));
    let part = fragment.map_or(Selection::Whole, |name| Selection::Anchor(name.to_owned()));
    Some((path, part, shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_are_lines_of_their_own_outside_of_code() {
        let paths = |text: &str| -> Vec<String> {
            let found = find(text, 0..text.len()).into_iter();
            let paths = found.filter_map(|directive| match directive.what {
                What::Include { path, part, .. } => Some(format!("{} {part:?}", &text[path])),
                _ => None,
            });
            paths.collect()
        };
        assert_eq!(
            paths("{% include \"../.gitbook/includes/a.md\" %}\n"),
            ["../.gitbook/includes/a.md Whole"]
        );
        assert_eq!(paths("{{< include _a.qmd >}}\n"), ["_a.qmd Whole"]);
        assert_eq!(paths("<!--@include: ./a.md{3,}-->\n"), ["./a.md Lines(3, None)"]);
        assert_eq!(paths("  <<< @/a.ts#b{1,2}\n"), ["@/a.ts Anchor(\"b\")"]);
        assert_eq!(paths("[x](a.md ':include')\n"), ["a.md Whole"]);
        let import = "import Part from './_a.mdx';\nimport B from \"@site/b.md\"\n\n";
        assert_eq!(
            paths(&format!("{import}<Part />\n\n  <B x={{1}}/>\n")),
            ["./_a.mdx Whole", "b.md Whole"]
        );
        for text in [
            "import Part from './part'\n\n<Part/>\n",
            "import Part from './a.mdx'\n\n```\n<Part/>\n```\n",
            "```\n<<< a.ts\n```\n",
            "a {% include \"a.md\" %}\n",
            "{% include note.html content=\"x\" %}\n",
            "[x](https://a.example/b.md ':include')\n",
            "<<< HEAD\n",
        ] {
            assert_eq!(paths(text), [""; 0], "{text}");
        }
    }
}
