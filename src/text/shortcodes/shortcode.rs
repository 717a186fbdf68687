//! Parses shortcodes, tags and directives.

use std::ops::Range;

use crate::source::clamp;

/// A shortcode, tag or directive of another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcode {
    pub tool: Tool,
    pub name: String,
    /// The text after the name.
    pub argument: String,
    /// Its displayed form, such as `{{< youtube >}}`.
    pub shown: String,
    /// Whether it closes another one, which was counted.
    pub closes: bool,
    pub span: Range<usize>,
}

/// The tool that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    Hugo,
    Liquid,
    /// A Liquid variable.
    Variable,
    MdBook,
    Myst,
    Docusaurus,
    /// A block of code that is replaced by what it finds.
    Obsidian,
    Erb,
}

impl Shortcode {
    /// A shortcode without an argument, which closes no other.
    fn of(tool: Tool, name: String, shown: String, span: Range<usize>) -> Shortcode {
        Shortcode { tool, name, argument: String::new(), shown, closes: false, span }
    }
}

impl Tool {
    /// The tool's word for it.
    pub fn thing(self) -> &'static str {
        match self {
            Tool::Hugo => "a shortcode of Hugo",
            Tool::Liquid => "a tag of Liquid",
            Tool::Variable => "a variable of Liquid",
            Tool::MdBook => "a directive of mdBook",
            Tool::Myst => "a directive of MyST",
            Tool::Docusaurus => "a directive of Docusaurus",
            Tool::Obsidian => "a query of Obsidian",
            Tool::Erb => "a tag of ERB",
        }
    }

    pub fn help(self) -> &'static str {
        match self {
            Tool::Docusaurus | Tool::Myst => {
                "for a note or a warning write a callout, `> [!NOTE]`; else write in markdown what it stands for"
            }
            Tool::Obsidian => "write down what it would find, or name another language",
            _ => "write in markdown what it stands for, or put it in backticks if it is an example",
        }
    }
}

/// Objects with variables of Liquid.
const ROOTS: &[&str] =
    &["site", "page", "layout", "include", "content", "jekyll", "paginator", "base", "post"];

/// Directives of mdBook's preprocessors; its built-in ones are handled as includes.
const DIRECTIVES: &[&str] = &["if", "each", "unless", "with", "tabs", "tab", "quiz", "embed"];

/// The longest shortcode, in bytes.
const LONGEST: usize = 4000;

/// The first shortcode that starts at or after a byte.
pub fn next(text: &str, from: usize) -> Option<Shortcode> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let start = at + rest.find(['{', ':', '<'])?;
        if let Some(found) = at_byte(text, start) {
            return Some(found);
        }
        at = start + 1;
    }
}

fn at_byte(text: &str, start: usize) -> Option<Shortcode> {
    let rest = &text[start..];
    if text[..start].ends_with('\\') {
        return None;
    }
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
        if rest.starts_with(open) {
            let (inside, end) = inside(rest, open, close)?;
            let (name, argument) = name(inside.trim_start_matches('/').trim_start());
            // `{{</* name */>}}` is an escaped shortcode.
            let is_name = !name.is_empty() && !inside.starts_with("/*");
            return is_name.then(|| Shortcode {
                tool: Tool::Hugo,
                shown: format!("{open} {name} {close}"),
                name,
                argument,
                closes: inside.starts_with('/'),
                span: start..start + end,
            });
        }
    }
    if rest.starts_with("<%") {
        let (_, end) = inside(rest, "<%", "%>")?;
        let (name, shown) = ("erb".to_owned(), "<% … %>".to_owned());
        return Some(Shortcode::of(Tool::Erb, name, shown, start..start + end));
    }
    if rest.starts_with("{%") {
        let (inside, end) = inside(rest, "{%", "%}")?;
        let inside = inside.trim_start_matches('-').trim_end_matches('-').trim();
        let (name, argument) = name(inside);
        return (!name.is_empty()).then(|| Shortcode {
            tool: Tool::Liquid,
            shown: format!("{{% {name} %}}"),
            closes: name.starts_with("end"),
            name,
            argument,
            span: start..start + end,
        });
    }
    if rest.starts_with("{{#") {
        let (inside, end) = inside(rest, "{{#", "}}")?;
        let (name, _) = name(inside);
        let is_foreign = DIRECTIVES.contains(&name.as_str());
        let shown = format!("{{{{#{name}}}}}");
        return is_foreign.then(|| Shortcode::of(Tool::MdBook, name, shown, start..start + end));
    }
    if rest.starts_with("{{") { variable(text, start) } else { container(text, start) }
}

/// `{{ site.title }}` or `{{ "/path" | relative_url }}`; other words in braces may be placeholders
/// of the author.
fn variable(text: &str, start: usize) -> Option<Shortcode> {
    let (inside, end) = inside(&text[start..], "{{", "}}")?;
    let root = inside.split(['.', ' ', '|', '[']).next().unwrap_or("");
    let is_variable = ROOTS.contains(&root) && inside[root.len()..].starts_with('.');
    let is_address = inside.ends_with("relative_url") || inside.ends_with("absolute_url");
    let (name, _) = inside.split_once('|').unwrap_or((inside, ""));
    let name = name.trim();
    let shown = match is_variable {
        true => format!("{{{{ {name} }}}}"),
        false => "{{ … | relative_url }}".to_owned(),
    };
    (is_variable || is_address && name.starts_with(['"', '\'']))
        .then(|| Shortcode::of(Tool::Variable, name.to_owned(), shown, start..start + end))
}

/// `:::note` at the start of a line.
fn container(text: &str, start: usize) -> Option<Shortcode> {
    let rest = text[start..].strip_prefix(":::")?;
    let before = text[..start].trim_end_matches([' ', '\t']);
    if !(before.is_empty() || before.ends_with('\n')) {
        return None;
    }
    let rest = rest.trim_start_matches(':').trim_start_matches([' ', '{']);
    let name: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let shown = format!(":::{name}");
    (!name.is_empty()).then(|| Shortcode::of(Tool::Docusaurus, name, shown, start..start + 3))
}

/// The trimmed text between two delimiters, and the length including them.
fn inside<'a>(rest: &'a str, open: &str, close: &str) -> Option<(&'a str, usize)> {
    let end = clamp(rest, &(0..LONGEST)).end;
    let length = rest[open.len()..end].find(close)?;
    let inside = &rest[open.len()..open.len() + length];
    Some((inside.trim(), open.len() + length + close.len()))
}

/// The name of a shortcode, and the rest.
fn name(inside: &str) -> (String, String) {
    let end = inside.find(|c: char| !(c.is_alphanumeric() || "_-./".contains(c)));
    let (name, rest) = inside.split_at(end.unwrap_or(inside.len()));
    let is_name = name.starts_with(char::is_alphabetic);
    (if is_name { name.trim_end_matches('/') } else { "" }.to_owned(), rest.trim().to_owned())
}

/// The directive in a fence's info string, as in `{note} title`.
pub fn directive(info: &str) -> Option<&str> {
    let (name, _) = info.trim_start().strip_prefix('{')?.split_once('}')?;
    is_directive(name).then_some(name)
}

/// The role right before code, as in ``{ref}`label` ``.
pub fn role(before: &str) -> Option<&str> {
    let before = before.strip_suffix('}')?;
    let length = before.bytes().rev().take(30).position(|byte| byte == b'{')?;
    let name = &before[before.len() - length..];
    is_directive(name).then_some(name)
}

fn is_directive(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-:_+".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Tool, next};

    fn kinds(text: &str) -> Vec<String> {
        let mut kinds = Vec::new();
        let mut at = 0;
        while let Some(found) = next(text, at) {
            at = found.span.end;
            kinds.push(found.shown);
        }
        kinds
    }

    #[test]
    fn each_tool_has_signs_of_its_own() {
        assert_eq!(kinds("{{< youtube x >}} {{%/note%}}"), ["{{< youtube >}}", "{{% note %}}"]);
        assert_eq!(kinds("{%- include a.html -%} {% endif %}"), ["{% include %}", "{% endif %}"]);
        assert_eq!(kinds("{{ site.title | upcase }}"), ["{{ site.title }}"]);
        assert_eq!(kinds("{{#tabs a}}\n:::tip Title\nx\n:::"), ["{{#tabs}}", ":::tip"]);
        assert_eq!(next(" {{< a >}}", 0).unwrap().tool, Tool::Hugo);
    }

    #[test]
    fn many_signs_in_a_line_take_no_time() {
        for text in [":", ":::a", "{{#include é}} ", "{% raw %}    ", "{{youtube}}"] {
            kinds(&text.repeat(40_000));
        }
    }

    #[test]
    fn placeholders_and_other_braces_are_text() {
        for text in ["{{ name }}", "{{}}", "{a}", "{{<", "{% %}", "a :::b", "{{#include a}}", "::"]
        {
            assert_eq!(kinds(text), [""; 0], "{text}");
        }
    }
}
