//! An example of a decision: given these inputs, this value has to come out, by these rules.
//!
//! ```toml
//! [[example]]
//! name = "90 is VIP"
//! decision = "credit_class"
//! given = { total = 90 }
//! expect = { value = "VIP", rules = ["credit_class_1"] }
//! ```
//!
//! Values are TOML's own; what TOML does not have is FEEL: `{ feel = 'duration("P7D")' }`. An input that is not given is null. `today` sets
//! the day of `today()`.

use std::ops::Range;
use std::sync::Arc;

use guiju_dmn::{Coverage, DecisionId, Model, Tracing};
use guiju_feel::{Budget, EvalContext, Names, Value};
use guiju_types::{Date, Text};

use super::write::{quoted, toml};
use crate::check::{Correction, ExampleFailure, ExampleTitle};
use crate::finding::{error, suggest};
use crate::node::{Entry, Kind, Node, Reader, Sink, Table};

/// An example of a decision.
#[derive(Debug, Clone)]
pub(crate) struct DecisionExample {
    pub(super) title: ExampleTitle,
    model: Model,
    decision: DecisionId,
    inputs: Vec<Value>,
    context: EvalContext,
    /// Of its own table, with where that is written.
    rules: Option<(Vec<String>, Range<usize>)>,
    value: Option<(Value, Range<usize>)>,
}

/// Reads an example.
pub(super) fn example(reader: Reader<'_>, path: &str, models: &[Model], sink: &Sink) -> Option<DecisionExample> {
    let name = reader.required_title("name", "say what it shows");
    let decision = reader.required_words("decision", "the id of a decision");
    let given = reader.table("given").map(|(table, _)| table);
    let today = reader.entry("today").and_then(|entry| match &entry.value.kind {
        Kind::Date(text) | Kind::Text(text) => text.parse::<Date>().ok(),
        Kind::Number(_) | Kind::Boolean(_) | Kind::List(_) | Kind::Table(_) => None,
    });
    if reader.table.get("expect").is_none() {
        reader.missing("expect", "say what has to come out: `{ value = …, rules = [\"…\"] }`");
    }
    let expect = reader.table("expect").map(|(table, place)| Reader::new(table, "`expect`", &place, sink));
    reader.finish();
    let (name, words, expect) = (name?, decision?, expect?);
    let found = models.iter().find_map(|model| model.decision(&words.text).map(|decision| (model, decision)));
    let Some((model, decision)) = found else {
        let known = models.iter().flat_map(|model| model.decisions().map(|decision| model.id(decision)));
        let said = error("missing_reference", format!("no DMN file of the rulebook has a decision `{}`", words.text)).label("not known");
        sink.push(&words.place, said.maybe_help(suggest(&words.text, known)));
        return None;
    };
    let inputs = given.map_or_else(Vec::new, |given| inputs(given, model, decision, sink));
    let value = expect.entry("value").and_then(|entry| Some((value(&entry.value, sink)?, entry.value.place.span.clone())));
    let listed = |entry: &Entry| (expect.texts("rules").into_iter().map(|words| words.text).collect(), entry.value.place.span.clone());
    let rules = expect.entry("rules").map(listed);
    expect.finish();
    let now = today.and_then(|day| day.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok());
    let context = EvalContext { now, ..EvalContext::default() };
    let title = ExampleTitle { file: path.to_owned(), name };
    Some(DecisionExample { title, model: model.clone(), decision, inputs, context, rules, value })
}

fn inputs(given: &Table, model: &Model, decision: DecisionId, sink: &Sink) -> Vec<Value> {
    let names: Vec<&str> = model.inputs().map(|(name, _)| name).collect();
    let mut inputs = vec![Value::Null; names.len()];
    for entry in &given.entries {
        let Some(place) = model.input(&entry.key).and_then(|place| inputs.get_mut(place)) else {
            let needed = model.inputs_of(decision).into_iter().filter_map(|place| names.get(place).copied());
            let said = error("missing_reference", format!("the decision has no input `{}`", entry.key)).label("not known");
            sink.push(&entry.at, said.maybe_help(suggest(&entry.key, needed)));
            continue;
        };
        *place = value(&entry.value, sink).unwrap_or_default();
    }
    inputs
}

/// A value of TOML as one of FEEL.
fn value(node: &Node, sink: &Sink) -> Option<Value> {
    let feel = match &node.kind {
        Kind::Text(text) => return Some(Value::text(text.as_str())),
        Kind::Boolean(value) => return Some(Value::Boolean(*value)),
        Kind::List(items) => return Some(Value::list(items.iter().map(|item| value(item, sink).unwrap_or_default()))),
        Kind::Number(text) => text.replace('_', ""),
        Kind::Date(text) => format!("@\"{text}\""),
        Kind::Table(table) => match table.get("feel").and_then(|entry| entry.value.kind.as_text()) {
            Some(text) if table.entries.len() == 1 => text.to_owned(),
            _ => {
                let said = error("wrong_type", "a value is text, a number, true or false, a date, a list, or FEEL").label("this value");
                sink.push(&node.place, said.help("write FEEL as `{ feel = 'duration(\"P7D\")' }`"));
                return None;
            }
        },
    };
    match guiju_feel::compile(&feel, &Names::new()) {
        Ok(expression) => Some(expression.evaluate(&[], &EvalContext::default()).value),
        Err(cause) => {
            sink.push(&node.place, error("feel", format!("`{feel}`: {cause}")).label("this value"));
            None
        }
    }
}

impl DecisionExample {
    pub(super) fn run(&self, coverage: &mut [Coverage], budget: Option<&Arc<Budget>>) -> Result<(), ExampleFailure> {
        let context = EvalContext { budget: budget.map(Arc::clone), ..self.context.clone() };
        let outcome = self.model.evaluate(self.decision, &self.inputs, &context, Tracing::Matches);
        coverage.iter_mut().for_each(|coverage| coverage.add(&outcome));
        let (mut differences, mut corrections) = (Vec::new(), Vec::new());
        if let Some((expected, span)) = self.value.as_ref().filter(|(expected, _)| *expected != outcome.value) {
            corrections.push(Correction { span: span.clone(), text: toml(&outcome.value) });
            let reason = outcome.reasons.first();
            let because = reason.map(|reason| format!(", because {reason}")).unwrap_or_default();
            let because_zh = reason.map(|reason| format!("，因为{}：{}", reason.element, reason.cause.message_zh())).unwrap_or_default();
            differences.push(Text::new(
                format!("结果：应为 {expected}，实为 {}{because_zh}", outcome.value),
                format!("value: expected {expected}, came out {}{because}", outcome.value),
            ));
        }
        let came = self.model.matched_rules(self.decision, &outcome);
        if let Some((expected, span)) = self.rules.as_ref().filter(|(expected, _)| *expected != came) {
            let names: Vec<String> = came.iter().map(|rule| quoted(rule)).collect();
            corrections.push(Correction { span: span.clone(), text: format!("[{}]", names.join(", ")) });
            differences.push(Text::new(
                format!("规则：应为 {}，实为 {}", listed(expected, "无"), listed(&came, "无")),
                format!("rules: expected {}, came out {}", listed(expected, "none"), listed(&came, "none")),
            ));
        }
        if differences.is_empty() { Ok(()) } else { Err(ExampleFailure { title: self.title.clone(), differences, corrections }) }
    }
}

fn listed(rules: &[String], nothing: &str) -> String {
    if rules.is_empty() { nothing.to_owned() } else { rules.join(", ") }
}
