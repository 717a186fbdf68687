//! What the front matter of an entry says to the book's own templates.

use std::collections::BTreeMap;

use crate::parse::front_matter::{FrontMatter, Value};

/// The key for a table of values, as in Zola.
const EXTRA: &str = "extra";

impl FrontMatter {
    /// The values of the keys that are not ours. Those of a table `extra` stand beside the others,
    /// and win.
    pub fn for_templates(&self) -> BTreeMap<String, Value> {
        let mut all = self.extra.clone();
        if let Some(Value::Map(inner)) = all.remove(EXTRA) {
            all.extend(inner);
        }
        all
    }

    /// The names of templates that the entry asks for.
    pub fn layouts(&self) -> impl Iterator<Item = &str> {
        ["layout", "template"].into_iter().filter_map(|key| self.extra.get(key)?.word())
    }
}
