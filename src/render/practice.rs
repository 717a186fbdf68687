//! What a page asks its readers to do and to listen for, as inlays of its article.
//!
//! Every word stays where its author put it. Steps and tasks get the element that ticks them off,
//! which adds its boxes and buttons by script alone.

use std::ops::Range;

use crate::parse::practice::{Comparison, Practice, Procedure, SignalList, Step, StepForm};
use crate::render::article::{self, Frame, Inlay, Inlays, Part, Shown};
use crate::render::html::Html;
use crate::render::place::Place;
use crate::text::PAGE_SIGNALS;
use crate::words::Words;

/// Adds what an entry's text holds to the inlays of its article.
pub fn add(shown: Shown<'_>, inlays: &mut Inlays) {
    let parsed = &shown.entry.parsed;
    let Practice { procedures, tasks, signals, comparisons, stated: _ } = &parsed.practice;
    let mut frames = Vec::new();
    for procedure in procedures {
        frames.extend(procedure_frames(procedure));
        for step in &procedure.steps {
            name_step(&parsed.text, step, inlays);
        }
    }
    frames.extend(tasks.iter().map(|span| frame(span, "tick-list", Vec::new())));
    frames.extend(signals.iter().map(|list| {
        let attributes = vec![("class", "signals".to_owned()), ("id", shown.place.id(&list.id))];
        frame(&list.span, "div", attributes)
    }));
    inlays.frame(frames);
    for (index, comparison) in comparisons.iter().enumerate() {
        let Range { start, end } = comparison.span;
        let name = format!("side-{}", index + 1);
        inlays.insert(start, Inlay::Instead { end, html: sides(shown, comparison, &name) });
        if let Some(Range { start, end }) = comparison.divide {
            let mut html = Html::default();
            html.element("span", &[("class", "or")], " | ");
            inlays.insert(start, Inlay::Instead { end, html });
        }
    }
}

/// The signals of the front matter, which stand at no place of the text.
pub fn stated_signals(words: &Words, list: &SignalList, place: Place<'_>) -> Html {
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

fn frame(
    span: &Range<usize>,
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
) -> Frame {
    Frame { span: span.clone(), name, attributes }
}

/// Steps that are headings become items of a list; those that are items have theirs.
fn procedure_frames(procedure: &Procedure) -> Vec<Frame> {
    let class = vec![("class", "steps".to_owned())];
    let mut frames = vec![frame(&procedure.span, "tick-list", class)];
    let is_heading = |step: &&Step| matches!(step.form, StepForm::Heading { .. });
    let steps = procedure.steps.iter().filter(is_heading);
    let items: Vec<Frame> = steps.map(|step| frame(&step.span, "li", Vec::new())).collect();
    if !items.is_empty() {
        frames.push(frame(&procedure.span, "ol", Vec::new()));
        frames.extend(items);
    }
    frames
}

fn name_step(text: &str, step: &Step, inlays: &mut Inlays) {
    match &step.form {
        StepForm::Item { id } => inlays.name_item(step.span.start, id),
        StepForm::Heading { number: Some(parts) } => {
            let html = step_number(parts.clone().map(|part| &text[part]));
            inlays.insert(parts[0].start, Inlay::Instead { end: parts[2].end, html });
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

fn sides(shown: Shown<'_>, comparison: &Comparison, name: &str) -> Html {
    let mut html = Html::default();
    let mut count = 0;
    html.open("dl", &[("class", "sides")]).newline();
    for side in &comparison.sides {
        html.open("div", &[]).element("dt", &[], &side.name).newline();
        for point in &side.points {
            html.open("dd", &[]);
            if !point.mark.is_empty() {
                html.element("span", &[("class", "mark")], &point.mark).text(" ");
            }
            count += 1;
            let part = Part { name: format!("{name}-{count}"), outcome_of: None };
            let text = article::write_part(shown, point.text.clone(), part);
            html.html(&text).close("dd").newline();
        }
        html.close("div").newline();
    }
    html.close("dl");
    html
}
