//! Includes of other tools, each on a line of its own: GitBook, Hugo, Quarto, VitePress and docsify.
//! They are not read in code, because guides show them there.

use std::ops::Range;

use memchr::memmem;

use crate::formats::plain_lines;
use crate::include::directive::{Directive, IncludeForm, Selection, What};

/// A text without any of these has none.
const SIGNS: &[&str] = &["% include ", "< include ", "@include:", "<<< ", ":include"];

/// Whether a text may have such includes.
pub fn may_hold(text: &str) -> bool {
    SIGNS.iter().any(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

/// The includes in a range of a text, in order.
pub fn find(text: &str, stretch: Range<usize>) -> Vec<Directive> {
    let part = &text[stretch.clone()];
    if !may_hold(part) {
        return Vec::new();
    }
    let start = stretch.start;
    let lines = plain_lines(part).into_iter().filter(|line| may_hold(&part[line.clone()]));
    lines.filter_map(|line| read(text, start + line.start..start + line.end)).collect()
}

/// The include that is all of a line.
fn read(text: &str, line: Range<usize>) -> Option<Directive> {
    let written = text[line.clone()].trim();
    let at = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    };
    let (path, part, shape) = tag(written)
        .or_else(|| comment(written))
        .or_else(|| code(written))
        .or_else(|| link(written))?;
    let is_path = !path.is_empty() && !path.contains("://") && !path.contains(['<', '>', '{', '*']);
    let what = What::Include { path: at(path), part, shape };
    is_path.then(|| Directive { span: at(written), what })
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
        for text in [
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
