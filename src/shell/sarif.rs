//! Diagnostics as SARIF 2.1.0, which code hosts and editors display.

use serde_json::{Value, json};

use crate::diagnostic::Code;
use crate::link::route::encode;
use crate::shell::report::{Record, severity_name};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A log of one run, with all rules and a result for each problem.
///
/// Columns count characters.
pub fn log(records: &[Record]) -> Value {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = records.iter().map(result).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fieldbook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    let explanation = code.explanation().trim();
    json!({
        "id": code.name(),
        "shortDescription": { "text": explanation },
        "fullDescription": { "text": explanation },
        "defaultConfiguration": { "level": severity_name(code.severity()) },
    })
}

fn result(record: &Record) -> Value {
    let help = record.help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": record.code,
        "ruleIndex": Code::ALL.iter().position(|code| code.name() == record.code),
        "level": record.severity,
        "message": { "text": format!("{}{help}", record.message) },
    });
    if let Some(file) = &record.file {
        let region = json!({
            "startLine": record.line,
            "startColumn": record.column,
            "endLine": record.end_line,
            "endColumn": record.end_column,
        });
        result["locations"] = json!([{ "physicalLocation": location(file, region) }]);
    }
    if !record.related.is_empty() {
        let related = record.related.iter().map(|other| {
            let region = json!({ "startLine": other.line, "startColumn": other.column });
            let place = location(&other.file, region);
            json!({ "physicalLocation": place, "message": { "text": other.message } })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(file: &str, region: Value) -> Value {
    json!({ "artifactLocation": { "uri": encode(file) }, "region": region })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Place};
    use crate::shell::report::{Reporter, record};
    use crate::source::Sources;

    #[test]
    fn a_problem_has_a_rule_a_place_and_what_to_type() {
        let sources = Sources::from_fixture("-- content/ö b.md --\né [[x]]\n");
        let file = &sources.pages[0].name;
        let problem = Diagnostic::new(Code::WantedEntry, "no entry is named `x`")
            .at(Place::new(file, 5..6))
            .related(Place::start_of(file), "here too")
            .help("write it");
        let log = log(&[record(&problem, &mut Reporter::new(&sources))]);
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "wanted-entry");
        assert_eq!(result["level"], "warning");
        assert_eq!(result["message"]["text"], "no entry is named `x`\nwrite it");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/%C3%B6%20b.md");
        let region = json!({ "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6 });
        assert_eq!(place["region"], region);
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "here too");
    }

    #[test]
    fn a_problem_without_a_place_has_none() {
        let problem = Diagnostic::new(Code::BadTemplate, "x");
        let log = log(&[record(&problem, &mut Reporter::new(&Sources::default()))]);
        assert_eq!(log["runs"][0]["results"][0].get("locations"), None);
    }
}
