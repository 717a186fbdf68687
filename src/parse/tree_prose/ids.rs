//! Unique ids.

use std::collections::{BTreeMap, BTreeSet};

/// The ids in use.
#[derive(Debug, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// The last number of each id, so that many equal titles stay cheap.
    last: BTreeMap<String, usize>,
}

impl Ids {
    /// The wanted id if it is free, or else that with a number.
    pub fn claim(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "answer" } else { wanted };
        let mut id = wanted.to_owned();
        while !self.taken.insert(id.clone()) {
            let last = self.last.entry(wanted.to_owned()).or_insert(1);
            *last += 1;
            id = format!("{wanted}-{last}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        let given: Vec<String> =
            ["wait", "wait-2", "wait", ""].iter().map(|wanted| ids.claim(wanted)).collect();
        assert_eq!(given, ["wait", "wait-2", "wait-3", "answer"]);
    }
}
