//! HTML, written through functions that escape.
//!
//! Text, attributes and trusted HTML are different functions, so that a string can only become
//! markup where that is meant.

/// A piece of well-formed HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// HTML that was made here or cleaned.
    pub fn trusted(html: impl Into<String>) -> Html {
        Html(html.into())
    }

    /// Nothing yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Html {
        Html(String::with_capacity(bytes))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What every document begins with.
    pub fn doctype(&mut self) -> &mut Html {
        self.0.push_str("<!doctype html>");
        self
    }

    /// `<name a="b">`. An attribute with an empty value is written without one.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Html {
        let mut tag = self.tag(name);
        for (key, value) in attributes {
            tag = if value.is_empty() { tag.flag(key) } else { tag.attribute(key, value) };
        }
        tag.end()
    }

    /// Begins a tag whose attributes follow one by one.
    pub fn tag(&mut self, name: &str) -> OpenTag<'_> {
        self.0.push('<');
        self.0.push_str(name);
        OpenTag(self)
    }

    pub fn close(&mut self, name: &str) -> &mut Html {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Html {
        escape_into(&mut self.0, text);
        self
    }

    /// Text whose author has written it as HTML: character references stay, and no tag begins.
    pub fn written(&mut self, text: &str) -> &mut Html {
        let mut parts = text.split('<');
        self.0.push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.0.push_str("&lt;");
            self.0.push_str(part);
        }
        self
    }

    /// JSON that a script reads.
    pub fn json(&mut self, value: &impl serde::Serialize) -> &mut Html {
        self.0.push_str(&json_for_script(value));
        self
    }

    /// Takes white space away from the end; whether there was any.
    pub fn trim_end(&mut self) -> bool {
        let length = self.0.trim_end().len();
        let had = length < self.0.len();
        self.0.truncate(length);
        had
    }

    pub fn newline(&mut self) -> &mut Html {
        self.0.push('\n');
        self
    }

    /// Appends HTML that is already well-formed.
    pub fn html(&mut self, html: &Html) -> &mut Html {
        self.0.push_str(&html.0);
        self
    }

    /// An element that holds text alone.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Html {
        self.open(name, attributes).text(text).close(name)
    }
}

/// A tag that is not ended yet.
#[must_use = "a tag has to be ended"]
pub struct OpenTag<'a>(&'a mut Html);

impl<'a> OpenTag<'a> {
    /// An attribute without a value.
    pub fn flag(self, name: &str) -> OpenTag<'a> {
        self.0.0.push(' ');
        self.0.0.push_str(name);
        self
    }

    pub fn attribute(self, name: &str, value: &str) -> OpenTag<'a> {
        let tag = self.flag(name);
        tag.0.0.push_str("=\"");
        escape_into(&mut tag.0.0, value);
        tag.0.0.push('"');
        tag
    }

    /// An attribute whose value its author has written as HTML: character references stay.
    pub fn written(self, name: &str, value: &str) -> OpenTag<'a> {
        let tag = self.flag(name);
        tag.0.0.push_str("=\"");
        let value = value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
        tag.0.0.push_str(&value);
        tag.0.0.push('"');
        tag
    }

    /// Ends the tag of an element of SVG that holds nothing.
    pub fn end_empty(self) -> &'a mut Html {
        self.0.0.push_str("/>");
        self.0
    }

    pub fn end(self) -> &'a mut Html {
        self.0.0.push('>');
        self.0
    }
}

/// Appends text with the five characters that HTML gives a meaning replaced.
fn escape_into(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0 => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(reference);
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
}

/// JSON that can stand inside a `<script>` element.
fn json_for_script(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_cannot_become_markup() {
        let mut html = Html::default();
        html.element("a", &[("title", "\"><script>")], "<b> & 'c'");
        assert_eq!(
            html.as_str(),
            "<a title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &#39;c&#39;</a>"
        );
    }

    #[test]
    fn json_cannot_end_its_script() {
        assert_eq!(json_for_script(&"</script>\u{2028}"), "\"\\u003c/script\\u003e\\u2028\"");
    }
}
