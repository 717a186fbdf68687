//! Renders procedures, task lists, signals and comparisons as replacements in an article.
//!
//! The author's text stays in place. Steps and tasks are wrapped in a custom element, whose script
//! adds check boxes and buttons.

use std::ops::Range;

use crate::parse::procedures::{Comparison, Procedure, Procedures, SignalList, Step, StepForm};
use crate::render::article::{self, Fragment, Replacements, Shown, Wrapper};
use crate::render::html::Html;
use crate::render::place::PagePlace;
use crate::text::PAGE_SIGNALS;
use crate::words::Words;

/// Adds the replacements for an entry's text.
pub fn add(shown: Shown<'_>, replacements: &mut Replacements) {
    let parsed = &shown.entry.parsed;
    let Procedures { procedures, tasks, signals, comparisons, listed: _ } = &parsed.procedures;
    let mut wrappers = Vec::new();
    for procedure in procedures {
        wrappers.extend(procedure_wrappers(procedure));
        for step in &procedure.steps {
            name_step(&parsed.text, step, replacements);
        }
    }
    wrappers.extend(tasks.iter().map(|span| wrapper(span, "tick-list", Vec::new())));
    wrappers.extend(signals.iter().map(|list| {
        let attributes = vec![("class", "signals".to_owned()), ("id", shown.place.id(&list.id))];
        wrapper(&list.span, "div", attributes)
    }));
    replacements.wrapper(wrappers);
    for (index, comparison) in comparisons.iter().enumerate() {
        let name = format!("side-{}", index + 1);
        replacements.instead(comparison.span.clone(), columns(shown, comparison, &name));
        if let Some(divide) = &comparison.divide {
            let mut html = Html::default();
            html.element("span", &[("class", "or")], " | ");
            replacements.instead_of_words(divide.clone(), html);
        }
    }
}

/// The signals of the front matter, which have no place in the text.
pub fn listed_signals(words: &Words, list: &SignalList, place: PagePlace<'_>) -> Html {
    let mut html = Html::default();
    let id = place.id(PAGE_SIGNALS);
    place.open_section(&mut html, &[("class", "signals"), ("aria-labelledby", &id)]).newline();
    html.element(place.heading(2), &[("id", &id)], &words.signals.heading).newline();
    html.open("ul", &[]).newline();
    for signal in &list.signals {
        html.element("li", &[], &words.quoted(&signal.text)).newline();
    }
    html.close("ul").close("section").newline();
    html
}

fn wrapper(
    span: &Range<usize>,
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
) -> Wrapper {
    Wrapper { span: span.clone(), name, attributes }
}

/// Wrappers that turn steps with headings into list items; other steps are items already.
fn procedure_wrappers(procedure: &Procedure) -> Vec<Wrapper> {
    let class = vec![("class", "steps".to_owned())];
    let mut wrappers = vec![wrapper(&procedure.span, "tick-list", class)];
    let is_heading = |step: &&Step| matches!(step.form, StepForm::Heading { .. });
    let steps = procedure.steps.iter().filter(is_heading);
    let items: Vec<Wrapper> = steps.map(|step| wrapper(&step.span, "li", Vec::new())).collect();
    if !items.is_empty() {
        wrappers.push(wrapper(&procedure.span, "ol", Vec::new()));
        wrappers.extend(items);
    }
    wrappers
}

fn name_step(text: &str, step: &Step, replacements: &mut Replacements) {
    match &step.form {
        StepForm::Item { id } => replacements.name_item(step.span.start, id),
        StepForm::Heading { number: Some(parts) } => {
            let html = step_number(parts.clone().map(|part| &text[part]));
            replacements.instead_of_words(parts[0].start..parts[2].end, html);
        }
        StepForm::Heading { number: None } => {}
    }
}

/// Shows only a step's number; the text around it stays for screen readers and copying.
fn step_number([before, number, after]: [&str; 3]) -> Html {
    let mut html = Html::default();
    html.open("span", &[("class", "step-number")]);
    html.element("span", &[], before).text(number).element("span", &[], after).close("span");
    html
}

fn columns(shown: Shown<'_>, comparison: &Comparison, name: &str) -> Html {
    let mut html = Html::default();
    let mut count = 0;
    html.open("dl", &[("class", "comparison")]).newline();
    for column in &comparison.columns {
        html.open("div", &[]).element("dt", &[], &column.name).newline();
        for row in &column.rows {
            html.open("dd", &[]);
            if !row.mark.is_empty() {
                html.element("span", &[("class", "mark")], &row.mark).text(" ");
            }
            count += 1;
            let part = Fragment { name: format!("{name}-{count}"), outcome_of: None };
            let text = article::write_part(shown, row.text.clone(), part);
            html.html(&text).close("dd").newline();
        }
        html.close("div").newline();
    }
    html.close("dl");
    html
}
