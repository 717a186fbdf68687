//! Renders formulas.

use std::ops::Range;

use crate::diagrams::is_diagram;
use crate::math::{self, is_formula};
use crate::render::article::ArticleWriter;
use crate::render::html::Html;
use crate::text::{CodeBlock, Form, Tag};

impl ArticleWriter<'_> {
    /// A formula in a paragraph. One that stands on its own scrolls and is focusable, because it can
    /// be wide.
    pub(super) fn formula(&mut self, formula: &str, form: Form) {
        let Some(html) = self.formula_html(formula, form) else {
            self.html().element("code", &[], formula);
            return;
        };
        self.put(html);
    }

    /// Writes what a fence means; false if it is code.
    pub(super) fn shown_fence(&mut self, tag: Tag<'_>, span: &Range<usize>) -> bool {
        let Tag::CodeBlock(CodeBlock::Fenced(info)) = tag else { return false };
        let is_shown =
            is_formula(info) && self.formula_block(span) || is_diagram(info) && self.diagram(span);
        if is_shown {
            self.skip = span.clone();
        }
        is_shown
    }

    fn formula_block(&mut self, span: &Range<usize>) -> bool {
        let formula = self.entry.parsed.document.code_in(span.clone());
        let Some(html) = self.formula_html(formula.trim(), Form::Block) else { return false };
        self.name_blocks_in(span.clone());
        let mut block = Html::default();
        block.open("p", &[]).html(&html).close("p");
        self.put(block).newline();
        true
    }

    fn formula_html(&self, formula: &str, form: Form) -> Option<Html> {
        let mathml = math::mathml(formula, form).ok()?;
        let mut html = Html::default();
        match form {
            Form::Inline => {
                let inside = mathml.strip_prefix("<math").unwrap_or(&mathml);
                html.html(&Html::trusted(format!("<math class=\"block-math\"{inside}")));
            }
            Form::Block => {
                let name = &self.words().formula;
                let frame = [("class", "block-formula"), ("role", "group"), ("aria-label", name)];
                html.open("span", &[&frame[..], &[("tabindex", "0")]].concat());
                html.html(&Html::trusted(mathml)).close("span");
            }
        }
        Some(html)
    }
}
