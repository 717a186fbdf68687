//! Procedures: consecutively numbered headings, or the list below a heading `Procedure`.

use std::ops::Range;

use crate::parse::procedures::blocks::{BlockContent, Order, OuterBlock};
use crate::parse::procedures::{PageText, Procedure, Step, StepForm};

/// Headings that announce a procedure: an ordered list below one is a procedure, and so are
/// headings that start with a bare number.
const PROCEDURE: &[&str] = &[
    "how to do it", "instructions", "procedure", "process", "step by step", "steps",
    "the procedure", "the process", "the steps",
];

pub fn read(page: &PageText<'_>) -> Vec<Procedure> {
    let mut procedures = Vec::new();
    let mut above: Option<(u8, &str)> = None;
    let mut at = 0;
    while let Some(block) = page.blocks.get(at) {
        let title = above.map_or("", |(_, title)| title);
        let found = match &block.kind {
            BlockContent::Heading(_) => by_headings(page, at, title),
            BlockContent::List(_) if is_procedure(title) => by_items(page, at),
            _ => None,
        };
        if let Some((procedure, next)) = found {
            procedures.push(procedure);
            // One procedure per heading: a second list is something else.
            above = None;
            at = next;
            continue;
        }
        if let BlockContent::Heading(level) = block.kind {
            above = Some((level, block.words.trim()));
        }
        at += 1;
    }
    procedures
}

fn is_procedure(title: &str) -> bool {
    let title = title.trim_end_matches(':').trim();
    PROCEDURE.iter().any(|name| name.eq_ignore_ascii_case(title))
}

/// The steps that start with the heading at an index, and the index after them.
fn by_headings(page: &PageText<'_>, start: usize, above: &str) -> Option<(Procedure, usize)> {
    let numbered = |block: &OuterBlock| {
        let number = number(&block.words)?;
        (number.says_step || is_procedure(above)).then_some(number)
    };
    let first = &page.blocks[start];
    let mut last = numbered(first).filter(|number| number.value <= 1)?.value;
    let mut steps = vec![start];
    let mut end = start + 1;
    while let Some(block) = page.blocks.get(end) {
        match (level(block), level(first)) {
            (Some(here), Some(ours)) if here < ours => break,
            (Some(here), Some(ours)) if here == ours => {
                match numbered(block).filter(|number| number.value > last) {
                    Some(number) => last = number.value,
                    None => break,
                }
                steps.push(end);
            }
            _ => {}
        }
        end += 1;
    }
    if steps.len() < 2 {
        return None;
    }
    let start_of = |index: usize| page.blocks.get(index).map_or(usize::MAX, |b| b.span.start);
    let text_end = page.blocks.get(end).map_or(page.text.len(), |block| block.span.start);
    let ends = steps[1..].iter().map(|index| start_of(*index)).chain([text_end]);
    let steps: Vec<Step> = steps
        .iter()
        .zip(ends)
        .map(|(index, end)| {
            let block = &page.blocks[*index];
            let form = StepForm::Heading { number: number_in(page.text, block) };
            Step { span: block.span.start..end, form }
        })
        .collect();
    Some((Procedure { span: start_of(start)..text_end, steps }, end))
}

fn level(block: &OuterBlock) -> Option<u8> {
    match block.kind {
        BlockContent::Heading(level) => Some(level),
        _ => None,
    }
}

/// The items of the ordered list at an index, and the index after it.
fn by_items(page: &PageText<'_>, at: usize) -> Option<(Procedure, usize)> {
    let block = &page.blocks[at];
    let BlockContent::List(list) = &block.kind else { return None };
    if list.order != Order::Numbers || list.items.len() < 2 || block.holds_task {
        return None;
    }
    let steps = list.items.iter().enumerate().map(|(index, item)| Step {
        span: item.span.clone(),
        form: StepForm::Item { id: page.free_id(&format!("step-{}", index + 1)) },
    });
    Some((Procedure { span: block.span.clone(), steps: steps.collect() }, at + 1))
}

/// The number of a step.
struct StepNumber {
    says_step: bool,
    value: u32,
    /// The ranges of the digits and of the title, in bytes of the text.
    digits: Range<usize>,
    title: usize,
}

/// `Step 1: title`, `Step 1 - title`, `1. title`, `1) title`.
fn number(text: &str) -> Option<StepNumber> {
    let says_step = text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("step"));
    let start = if says_step {
        4 + text[4..].len() - text[4..].strip_prefix([' ', '\u{a0}'])?.trim_start().len()
    } else {
        0
    };
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let value = text[start..start + digits].parse().ok().filter(|_| digits <= 3)?;
    let digits = start..start + digits;
    let rest = &text[digits.end..];
    let title = if says_step {
        rest.trim_start().trim_start_matches([':', '.', ')', '-', '–', '—'])
    } else {
        rest.strip_prefix(['.', ')'])?
    };
    let is_parted = title.starts_with(char::is_whitespace);
    let title = title.trim_start();
    let title = text.len() - title.len();
    (is_parted && title < text.len()).then_some(StepNumber { says_step, value, digits, title })
}

/// The range of a heading's number, if it is plain text at the start.
fn number_in(text: &str, heading: &OuterBlock) -> Option<[Range<usize>; 3]> {
    let written = &text[heading.span.clone()];
    let words = written.strip_prefix('#')?.trim_start_matches('#').trim_start();
    let number = number(words)?;
    let start = heading.span.end - words.len();
    let is_plain = heading.words.trim_start().starts_with(&words[..number.title]);
    let at = |range: Range<usize>| range.start + start..range.end + start;
    is_plain.then(|| {
        let Range { start: first, end } = number.digits.clone();
        [at(0..first), at(first..end), at(end..number.title)]
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::procedures::{Procedure, StepForm, of_text};

    fn procedures(text: &str) -> Vec<Procedure> {
        of_text(text).procedures
    }

    /// For each step: its number in parts or its id, and its range.
    fn read(text: &str) -> Vec<String> {
        let steps = procedures(text).into_iter().flat_map(|procedure| procedure.steps);
        steps
            .map(|step| {
                let first = match step.form {
                    StepForm::Heading { number: Some(parts) } => {
                        parts.map(|part| text[part].to_owned()).join("|")
                    }
                    StepForm::Heading { number: None } => "-".to_owned(),
                    StepForm::Item { id } => format!("#{id}"),
                };
                format!("{first} {}", text[step.span].trim().replace('\n', "/"))
            })
            .collect()
    }

    #[test]
    fn headings_with_a_number_are_steps_in_each_usual_form() {
        for (one, cut) in [
            ("Step 1: A", "Step |1|: "),
            ("Step 1 - A", "Step |1| - "),
            ("Step 1 – A", "Step |1| – "),
            ("STEP 1. A", "STEP |1|. "),
            ("1. A", "|1|. "),
            ("1) A", "|1|) "),
            ("**Step 1: A**", "-"),
            ("1\\. A", "-"),
        ] {
            let text =
                format!("## Procedure\n\n#### {one}\n\n#### {}\n\nB\n", one.replace('1', "2"));
            let steps = read(&text);
            assert_eq!(steps.len(), 2, "{one}");
            assert_eq!(steps[0], format!("{cut} #### {one}"));
        }
    }

    #[test]
    fn a_step_holds_all_below_its_heading_and_a_procedure_ends_with_its_section() {
        let text = "## Procedure\n\n### Step 1: A\n\na\n\n#### More\n\n### Step 2: B\n\nb\n\n### Notes\n\n## End\n";
        assert_eq!(
            read(text),
            ["Step |1|:  ### Step 1: A//a//#### More", "Step |2|:  ### Step 2: B//b"]
        );
        assert!(text[procedures(text)[0].span.end..].starts_with("### Notes"));
    }

    #[test]
    fn an_ordered_list_below_procedure_is_one_and_its_ids_are_free() {
        assert_eq!(
            read("## Procedure\n\nDo:\n\n1. A\n2. B\n\n1. C\n2. D\n\n## Step 2\n"),
            ["#step-1 1. A", "#step-2-2 2. B", "#step-3 1. C", "#step-4 2. D"]
        );
    }

    #[test]
    fn what_only_looks_like_steps_stays_as_it_is() {
        for text in [
            "### 1. A\n\n### 2. B\n",
            "## Step 1: A\n\n## Other\n\n## Step 2: B\n",
            "## Step 3: A\n\n## Step 4: B\n",
            "## Step 1: A\n",
            "## Step 1: A\n\n## Step 1: B\n",
            "## Step one: A\n\n## Step two: B\n",
            "## 10x better\n\n## 100 days\n",
            "## Procedure\n\n- A\n- B\n",
            "## Procedure\n\n1. A\n",
            "## Other\n\n1. A\n2. B\n",
            "## Procedure\n\n## Other\n\n1. A\n2. B\n",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
