//! XML, written through one function that escapes.

/// An XML document as it is written.
pub struct Xml(String);

impl Xml {
    pub fn new() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// `<name a="b">` and a line end.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, ">\n")
    }

    /// `<name a="b"/>` and a line end.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, "/>\n")
    }

    /// `<name>text</name>` and a line end.
    pub fn element(&mut self, name: &str, text: &str) -> &mut Xml {
        self.tag(name, &[], ">");
        escape_into(&mut self.0, text);
        self.close(name)
    }

    /// `</name>` and a line end.
    pub fn close(&mut self, name: &str) -> &mut Xml {
        self.0.push_str(&format!("</{name}>\n"));
        self
    }

    pub fn into_string(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) -> &mut Xml {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push_str(&format!(" {key}=\""));
            escape_into(&mut self.0, value);
            self.0.push('"');
        }
        self.0.push_str(end);
        self
    }
}

/// Text as it can stand between tags and in quotes. What XML cannot hold is replaced.
fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_an_author_writes_becomes_markup() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<&'")]).element("t", "]]> <x/> &amp; \u{1B}\u{FFFF}").close("a");
        let written = xml.into_string();
        let (_, body) = written.split_once('\n').unwrap();
        assert_eq!(
            body,
            "<a b=\"&quot;&lt;&amp;'\">\n<t>]]&gt; &lt;x/&gt; &amp;amp; \u{FFFD}\u{FFFD}</t>\n</a>\n"
        );
    }
}
