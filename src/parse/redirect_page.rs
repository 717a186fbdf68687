//! Pages of other tools that only lead to another: `redirect_to: /new/` and no text.

use crate::parse::front_matter::{FrontMatter, Value};
use crate::parse::publication::letters;
use crate::parse::{Link, RawLink, Syntax};
use crate::text::Written;

/// The keys, without hyphens and capitals, in the order of their precedence.
const KEYS: &[&str] = &["redirectto", "redirect", "redirecturl"];

/// The link to what a page without text leads to.
pub fn link(front_matter: &FrontMatter) -> Option<Link> {
    let mut named: Vec<(usize, &String, &str)> = front_matter
        .extra
        .iter()
        .filter_map(|(key, value)| {
            let rank = KEYS.iter().position(|known| *known == letters(key))?;
            Some((rank, key, address(value)?))
        })
        .collect();
    named.sort();
    let (_, key, dest) = *named.first()?;
    let at = front_matter.spans.get(key)?.clone();
    let to = RawLink {
        syntax: Syntax::Link,
        dest: dest.to_owned(),
        at: at.clone(),
        written: Written::Address,
    };
    Some(Link { span: at, to })
}

/// The first text of a value.
fn address(value: &Value) -> Option<&str> {
    let text = match value {
        Value::Text(text) => text.trim(),
        Value::List(items) => return items.iter().find_map(address),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
