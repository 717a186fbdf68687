//! Small values of the parser and of the text, as ours.

use crate::text::event::{Alignment, LinkForm};
use crate::text::parser::syntax as parser;

/// Normalises a label; case and white space do not matter.
pub(super) fn normal_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The sign in the brackets at the start of a task such as `[/] words`. Digits are the numbers of
/// sources.
pub(super) fn task_sign(text: &str) -> Option<u8> {
    let [b'[', sign, b']', b' ', ..] = text.as_bytes() else { return None };
    (sign.is_ascii_graphic() && !sign.is_ascii_digit() && !b"[]^".contains(sign)).then_some(*sign)
}

/// The id of a mark such as `^outcome-1`.
pub(super) fn block_id(mark: &str) -> Option<&str> {
    let id = mark.strip_prefix('^')?;
    let is_id = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_id.then_some(id)
}

/// The type of callout of one of GitHub's alerts.
pub(super) fn alert(kind: parser::BlockQuoteKind) -> &'static str {
    use parser::BlockQuoteKind::{Caution, Important, Note, Tip, Warning};
    match kind {
        Note => "note",
        Tip => "tip",
        Important => "important",
        Warning => "warning",
        Caution => "caution",
    }
}

/// The alignment of a column.
pub(super) fn alignment(alignment: &parser::Alignment) -> Alignment {
    match alignment {
        parser::Alignment::None => Alignment::None,
        parser::Alignment::Left => Alignment::Left,
        parser::Alignment::Center => Alignment::Center,
        parser::Alignment::Right => Alignment::Right,
    }
}

/// The syntax of a link.
pub(super) fn form(link: parser::LinkType) -> LinkForm {
    use parser::LinkType;
    match link {
        LinkType::Inline => LinkForm::Inline,
        LinkType::Autolink => LinkForm::Autolink,
        LinkType::Email => LinkForm::Email,
        LinkType::WikiLink { has_pothole: false } => LinkForm::Wiki,
        LinkType::WikiLink { has_pothole: true } => LinkForm::LabelledWiki,
        LinkType::Reference
        | LinkType::ReferenceUnknown
        | LinkType::Collapsed
        | LinkType::CollapsedUnknown
        | LinkType::Shortcut
        | LinkType::ShortcutUnknown => LinkForm::Reference,
    }
}
