//! Updates include directives after a move.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::include::directive::{IncludeForm, What, find};
use crate::include::{candidates, has_directives};
use crate::moves::MovePlan;
use crate::moves::edit::Edit;
use crate::moves::rewrite::relative;
use crate::source::{Included, Sources, folder_of};

/// The edits of every directive that would include another file than before, or none.
pub fn edits(sources: &Sources, plan: &MovePlan) -> BTreeMap<Arc<str>, Vec<Edit>> {
    let names = plan.names(sources);
    let pages = sources.pages.iter().map(|page| (&page.name, &*page.text));
    let included = sources.included.iter().filter_map(|(name, file)| match file {
        Included::Text(text) => Some((name, &**text)),
        Included::Refused(_) => None,
    });
    let new = |name: &str| names.get(name).map_or(name, |new| &**new).to_owned();
    let mut edits: BTreeMap<Arc<str>, Vec<Edit>> = BTreeMap::new();
    for (name, text) in pages.chain(included).filter(|(_, text)| has_directives(text)) {
        let from = new(name);
        for directive in find(text) {
            let What::Include { path, shape, .. } = directive.what else { continue };
            let folder = if shape == IncludeForm::Snippet { "" } else { folder_of(&from) };
            let written = &text[path.clone()];
            let mut files = candidates(name, written, shape).into_iter().flatten();
            let exists = |file: &String| sources.included.contains_key(file.as_str());
            let Some(file) = files.find(exists) else { continue };
            let to = new(&file);
            let strays = !candidates(&from, written, shape).contains(&Ok(to.clone()));
            // A directive cannot contain a path with a space.
            if strays && !to.contains([' ', ':', '}']) {
                let edit = Edit::new(path, relative(folder, &to));
                edits.entry(name.clone()).or_default().push(edit);
            }
        }
    }
    edits
}
