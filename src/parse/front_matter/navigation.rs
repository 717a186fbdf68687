//! The keys of other tools for a page's place and label in the navigation.

use crate::parse::front_matter::FrontMatter;
use crate::parse::front_matter::keys::is_named;
use crate::parse::front_matter::value::Value;
use crate::source::names::Order;

/// Keys for the place. Our own `order` wins.
const ORDER: &[&str] = &[
    "nav_order",
    "sidebar_position",
    "position",
    "menu_order",
    "sidebar_order",
    "sidebar.order",
    "eleventyNavigation.order",
    "weight",
];

/// Keys for the label, in the order of their precedence.
const LABEL: &[&str] = &[
    "sidebar_label",
    "linkTitle",
    "nav_title",
    "navtitle",
    "sidebar.label",
    "eleventyNavigation.title",
    "eleventyNavigation.key",
    "menu.main.name",
    "menus.main.name",
];

/// Place and label as other tools write them, with the ranks of their keys.
#[derive(Default)]
pub(super) struct Navigation {
    order: Option<(usize, Order)>,
    label: Option<(usize, String)>,
}

impl Navigation {
    /// Reads a key; `false` if it says nothing about the navigation.
    pub fn read(&mut self, key: &str, value: &Value) -> bool {
        let Value::Map(inner) = value else { return self.read_plain(key, value) };
        let mut has_read = false;
        for (name, value) in inner {
            has_read |= match value {
                Value::Map(_) if key.starts_with("menu") => {
                    self.read(&format!("{key}.{name}"), value)
                }
                _ => self.read_plain(&format!("{key}.{name}"), value),
            };
        }
        has_read
    }

    fn read_plain(&mut self, key: &str, value: &Value) -> bool {
        let rank = |keys: &[&str]| keys.iter().position(|known| is_named(key, known));
        let is_better = |now: Option<usize>, rank: usize| now.is_none_or(|now| rank < now);
        if let (Some(rank), Some(number)) = (rank(ORDER), number(value)) {
            // Hugo puts pages without a weight, or with zero, last.
            let order = Order::of(number).filter(|_| !is_named(key, "weight") || number != 0.0);
            if is_better(self.order.as_ref().map(|(rank, _)| *rank), rank) {
                self.order = order.map(|order| (rank, order)).or(self.order.take());
            }
            return true;
        }
        if let (Some(rank), Some(label)) = (rank(LABEL), value.word()) {
            let label = label.trim();
            if !label.is_empty() && is_better(self.label.as_ref().map(|(rank, _)| *rank), rank) {
                self.label = Some((rank, label.to_owned()));
            }
            return true;
        }
        false
    }

    /// Sets what the page does not say in our own keys.
    pub fn finish(&mut self, page: &mut FrontMatter) {
        page.order = page.order.or(self.order.take().map(|(_, order)| order));
        page.nav_label = self.label.take().map(|(_, label)| label);
    }
}

/// A number, or a text that is one.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(text) | Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}
