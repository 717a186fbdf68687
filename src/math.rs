//! Formulas of TeX as MathML, which browsers show without a script.
//!
//! The feature `math` has the translation; a program without it shows formulas as code.

use crate::text::Form;

/// The deepest nesting of groups in a formula.
const DEEPEST: usize = 60;

/// The longest formula, in bytes.
const LONGEST: usize = 4000;

/// Why a formula is shown as code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It has an error.
    Wrong(String),
    /// The program is built without formulas.
    NotBuilt,
}

/// Whether a fence with this info string is a formula.
pub fn is_formula(info: &str) -> bool {
    let info = info.trim();
    info == "math" || info == "{math}"
}

/// The MathML of a formula.
pub fn mathml(formula: &str, form: Form) -> Result<String, Fault> {
    if formula.trim().is_empty() {
        return Err(Fault::Wrong("it is empty".to_owned()));
    }
    if formula.len() > LONGEST {
        return Err(Fault::Wrong(format!("it is longer than {LONGEST} bytes")));
    }
    if depth(formula) > DEEPEST {
        return Err(Fault::Wrong(format!("it is nested deeper than {DEEPEST} groups")));
    }
    translated(formula, form)
}

/// About how deeply a formula is nested: commands without braces nest as well.
fn depth(formula: &str) -> usize {
    let (mut depth, mut deepest, mut commands) = (0_usize, 0, 0);
    let mut bytes = formula.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if bytes.peek().is_some_and(u8::is_ascii_alphabetic) => commands += 1,
            b'\\' => {
                bytes.next();
            }
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            b'^' | b'_' => commands += 1,
            byte if byte.is_ascii_alphabetic() => continue,
            _ => commands = 0,
        }
        deepest = deepest.max(depth + commands / 2);
    }
    deepest
}

#[cfg(feature = "math")]
fn translated(formula: &str, form: Form) -> Result<String, Fault> {
    use math_core::{LatexToMathML, MathCoreConfig, MathDisplay, PrettyPrint};

    let config = MathCoreConfig { pretty_print: PrettyPrint::Never, ..MathCoreConfig::default() };
    let Ok(converter) = LatexToMathML::new(config) else { return Err(Fault::NotBuilt) };
    let display = match form {
        Form::Inline => MathDisplay::Inline,
        Form::Block => MathDisplay::Block,
    };
    // An older name of the same box of text.
    let formula = formula.replace("\\mbox{", "\\text{");
    let formula = match form {
        Form::Block => in_rows(formula),
        Form::Inline => formula,
    };
    match converter.convert_with_local_state(&formula, display) {
        Ok(shown) => Ok(without_styles(&shown.mathml)),
        Err(error) => Err(Fault::Wrong(lower_case(error.error_message().trim_end_matches('.')))),
    }
}

/// A formula with rows outside of an environment, in one.
#[cfg(feature = "math")]
fn in_rows(formula: String) -> String {
    if !formula.contains("\\\\") || formula.contains("\\begin") {
        return formula;
    }
    let name = if formula.contains('&') { "aligned" } else { "gathered" };
    format!("\\begin{{{name}}}{formula}\\end{{{name}}}")
}

#[cfg(not(feature = "math"))]
fn translated(_: &str, _: Form) -> Result<String, Fault> {
    Err(Fault::NotBuilt)
}

/// MathML in which the alignment of cells is a class, because pages allow no styles in attributes.
#[cfg(feature = "math")]
fn without_styles(mathml: &str) -> String {
    const START: &str = " style=\"";
    let mut kept = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(at) = rest.find(START) {
        kept.push_str(&rest[..at]);
        let style = &rest[at + START.len()..];
        let end = style.find('"').unwrap_or(style.len());
        if style[..end].contains("text-align: right") {
            kept.push_str(&class_of("block-right"));
        } else if style[..end].contains("text-align: left") {
            kept.push_str(&class_of("block-left"));
        }
        rest = style.get(end + 1..).unwrap_or("");
    }
    kept.push_str(rest);
    kept
}

#[cfg(feature = "math")]
fn class_of(name: &str) -> String {
    format!(" class=\"{name}\"")
}

#[cfg(feature = "math")]
fn lower_case(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(all(test, feature = "math"))]
mod tests {
    use super::*;

    #[test]
    fn the_usual_formulas_are_shown() {
        for formula in [
            r"\frac{a}{b} + \sum_{i=1}^n x_i \cdot \sqrt[3]{2}",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\begin{align} a &= b \\ c &= d \end{align}",
            r"\left( \alpha \right] \operatorname{rank} A \text{ if } x \mbox{ or }",
            r"\mathbf{x} \in \mathbb{R}^k, \hat{y}_{ui^+}, \lim_{x \to 0}",
            r"\begin{cases} 1 & \text{if } x \\ 0 & \text{else} \end{cases}",
            r"{-b \pm \sqrt{b^2-4ac} \over 2a}",
            r"a_b \\ c_d",
            r"a &= b \\ &= c < d",
        ] {
            let mathml = mathml(formula, Form::Block).unwrap();
            assert!(mathml.starts_with("<math display=\"block\">"), "{mathml}");
            assert!(!mathml.contains(" style=\""), "{mathml}");
        }
    }

    #[test]
    fn no_formula_is_too_hard() {
        for part in
            ["{", "\\sqrt", "\\frac", "x^", "\\left(", "\\begin{matrix}", "^{", "\\hat\\bar "]
        {
            let formula = part.repeat(LONGEST / part.len());
            assert!(mathml(&formula, Form::Block).is_err(), "{part}");
        }
        let all = format!("{}x{}", "{".repeat(50), "}".repeat(50));
        assert!(mathml(&all, Form::Inline).is_ok());
        assert!(mathml(&"\\sqrt".repeat(60), Form::Inline).is_err());
    }

    #[test]
    fn what_authors_write_is_no_markup() {
        let mathml = mathml(r"\text{<img src=x onerror=y>} <b>", Form::Inline).unwrap();
        assert!(!mathml.contains("<img") && !mathml.contains("<b>"), "{mathml}");
        assert!(mathml_fault(r"\href{javascript:x}{y}").is_some() || !mathml.contains("href"));
    }

    fn mathml_fault(formula: &str) -> Option<Fault> {
        mathml(formula, Form::Inline).err()
    }
}
