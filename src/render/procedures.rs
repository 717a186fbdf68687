//! What a page asks its readers to do and to listen for, as replacements in its article.
//!
//! Every word stays where its author put it. Steps and tasks get the element that ticks them off,
//! which adds its boxes and buttons by script alone.

use std::ops::Range;

use crate::parse::procedures::{Comparison, Procedure, Procedures, SignalList, Step, StepForm};
use crate::render::article::{self, Fragment, Replacement, Replacements, Shown, Wrapper};
use crate::render::html::Html;
use crate::render::place::Place;
use crate::text::PAGE_SIGNALS;
use crate::words::Words;

/// Adds what an entry's text holds to the replacements in its article.
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
        let Range { start, end } = comparison.span;
        let name = format!("side-{}", index + 1);
        replacements
            .insert(start, Replacement::Instead { end, html: columns(shown, comparison, &name) });
        if let Some(Range { start, end }) = comparison.divide {
            let mut html = Html::default();
            html.element("span", &[("class", "or")], " | ");
            replacements.insert(start, Replacement::Instead { end, html });
        }
    }
}

/// The signals of the front matter, which stand at no place of the text.
pub fn listed_signals(words: &Words, list: &SignalList, place: Place<'_>) -> Html {
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

/// Steps that are headings become items of a list; those that are items have theirs.
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
            replacements.insert(parts[0].start, Replacement::Instead { end: parts[2].end, html });
        }
        StepForm::Heading { number: None } => {}
    }
}

/// A step's number alone is seen; what stands around it is still read aloud and copied.
fn step_number([before, number, after]: [&str; 3]) -> Html {
    let mut html = Html::default();
    html.open("span", &[("class", "step-number")]);
    html.element("span", &[], before).text(number).element("span", &[], after).close("span");
    html
}

fn columns(shown: Shown<'_>, comparison: &Comparison, name: &str) -> Html {
    let mut html = Html::default();
    let mut count = 0;
    html.open("dl", &[("class", "sides")]).newline();
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
