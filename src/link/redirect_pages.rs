//! Entries without text that lead to another page.

use crate::link::{Entry, Playbook, Target};

/// How many redirects are followed in search of a circle.
const MOST_FOLLOWED: usize = 100;

impl Entry {
    /// Whether it only leads to another page. Then it stands in no list.
    pub fn is_redirect(&self) -> bool {
        self.parsed.redirect.is_some()
    }
}

impl Playbook {
    /// What readers of an entry's page are led to. Nothing if the target is missing, or if redirects
    /// lead back to the entry.
    pub fn led_to<'a>(&'a self, entry: &'a Entry) -> Option<&'a Target> {
        let target = self.redirect(entry)?;
        match target {
            Target::Missing(_) | Target::Wanted(_) => None,
            Target::External(address) if !address.starts_with("http") => None,
            _ => (!self.leads_back(entry)).then_some(target),
        }
    }

    /// Whether redirects lead from an entry to itself.
    pub fn leads_back(&self, entry: &Entry) -> bool {
        let mut at = entry;
        for _ in 0..MOST_FOLLOWED {
            match self.redirect(at) {
                Some(Target::Entry { entry: next, .. }) if *next == entry.id => return true,
                Some(Target::Entry { entry: next, .. }) => at = self.entry(*next),
                _ => return false,
            }
        }
        false
    }

    fn redirect<'a>(&'a self, entry: &'a Entry) -> Option<&'a Target> {
        let start = entry.parsed.redirect?;
        self.links.at(entry, start).map(|link| link.target)
    }
}
