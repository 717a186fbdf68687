//! The group that a tag is in, such as tabs, and whether it is the first of it.

use crate::formats::tags::pairs::Pair;

/// Tags that contain tabs or steps.
const GROUPS: &[&str] =
    &["tabs", "Tabs", "tabpane", "code-tabs", "stepper", "steps", "Steps", "CodeGroup", "CodeTabs"];

/// Tags that are parts of such a group.
const PARTS: &[&str] = &[
    "Fragment", "tab", "Tab", "TabItem", "Tabs.Tab", "code-tabs-item", "panel", "step", "Step",
    "codetab",
];

/// Whether a tag contains parts.
fn is_group(name: &str) -> bool {
    GROUPS.contains(&name) || name.ends_with("Tabs")
}

/// A part of a group.
#[derive(Debug, Clone, Copy)]
pub struct Part<'t> {
    /// Whether it is the first of its group.
    pub is_first: bool,
    /// The label that the group has for it.
    pub label: &'t str,
    /// Whether it is in a group.
    pub is_in_group: bool,
}

/// An open group.
struct Group<'t> {
    end: usize,
    count: usize,
    labels: Vec<&'t str>,
}

/// The open groups, innermost last.
#[derive(Default)]
pub struct Groups<'t>(Vec<Group<'t>>);

impl<'t> Groups<'t> {
    /// What the next tag of a text is in its group.
    pub fn part(&mut self, pair: &Pair<'t>) -> Part<'t> {
        while self.0.last().is_some_and(|group| group.end <= pair.tag.span.start) {
            self.0.pop();
        }
        let mut part = Part { is_first: false, label: "", is_in_group: false };
        if PARTS.contains(&pair.tag.name)
            && let Some(group) = self.0.last_mut()
        {
            part.is_in_group = true;
            part.is_first = group.count == 0;
            part.label = group.labels.get(group.count).copied().unwrap_or("");
            group.count += 1;
        }
        if let Some(close) = pair.close.as_ref().filter(|_| is_group(pair.tag.name)) {
            let labels = labels(pair.tag.arguments.get("items").unwrap_or(""));
            self.0.push(Group { end: close.start, count: 0, labels });
        }
        part
    }
}

/// The labels in `A,B` or `['A', "B"]`.
fn labels(items: &str) -> Vec<&str> {
    let is_around = |c: char| c.is_whitespace() || "[]'\"`".contains(c);
    let all = items.split(',').map(|item| item.trim_matches(is_around));
    all.filter(|item| !item.is_empty()).collect()
}

impl Part<'_> {
    /// The type of the callout that it becomes.
    pub fn tab(&self) -> &'static str {
        if self.is_first { "tabs" } else { "tab" }
    }

    /// As [`Part::tab`], for steps.
    pub fn step(&self) -> &'static str {
        if self.is_first { "steps" } else { "step" }
    }
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn a_group_has_labels_for_its_parts() {
        assert_eq!(labels("A, B c"), ["A", "B c"]);
        assert_eq!(labels("['A', \"B\"]"), ["A", "B"]);
        assert_eq!(labels(""), [""; 0]);
    }
}
