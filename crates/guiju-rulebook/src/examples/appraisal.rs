//! An example of an appraisal: given these totals or rows and this coverage, this has to come out.

use std::ops::Range;

use guiju_dmn::Coverage;
use guiju_feel::{Number, Value as FeelValue};
use guiju_types::{Amount, Coverage as Covered, Date, Month, Text};

use super::write::quoted;
use crate::appraisal::{CompiledAppraisal, Coverages, Judgement, Totals};
use crate::check::{Correction, ExampleFailure, ExampleTitle};
use crate::facts::{ColumnKind, FactDefinition};
use crate::finding::{Place, error, suggest};
use crate::measure::Aggregate;
use crate::node::{Entry, Kind, Node, Reader, Sink, Table};

/// An example of an appraisal.
#[derive(Debug, Clone)]
pub(crate) struct AppraisalExample {
    /// `credit/examples/rating.toml: a good payer`.
    pub(crate) title: ExampleTitle,
    appraisal: String,
    month: Month,
    given: Given,
    /// `None`: everything is covered.
    coverage: Option<Vec<Covered>>,
    expect: Vec<Expectation>,
}

#[derive(Debug, Clone)]
enum Given {
    /// In the order of the appraisal's totals.
    Totals(Vec<Option<i64>>),
    /// Fact and row.
    Rows(Vec<(String, Vec<FeelValue>)>),
}

/// One thing that has to come out.
#[derive(Debug, Clone)]
struct Expectation {
    /// `class`, `total`, `points.payment_timeliness` …
    what: String,
    value: String,
    /// Where the value is written.
    span: Range<usize>,
}

/// Reads an example.
pub(super) fn example(
    reader: Reader<'_>,
    path: &str,
    appraisals: &[CompiledAppraisal],
    facts: &[FactDefinition],
    sink: &Sink,
) -> Option<AppraisalExample> {
    let name = reader.required_title("name", "say what it shows");
    let appraisal_name = reader.required_words("appraisal", "name the appraisal");
    let month = reader.required_words("month", "such as `2026-10`");
    let month = month.and_then(|words| match words.text.parse::<Month>() {
        Ok(month) => Some(month),
        Err(cause) => {
            sink.push(&words.place, error("bad_month", cause.to_string()).label("this month"));
            None
        }
    });
    let appraisal = appraisal_name.as_ref().and_then(|words| {
        let found = appraisals.iter().find(|appraisal| appraisal.name == words.text);
        if found.is_none() {
            let said = error("missing_reference", format!("there is no appraisal `{}`", words.text)).label("not known");
            sink.push(&words.place, said.maybe_help(suggest(&words.text, appraisals.iter().map(|appraisal| appraisal.name.as_str()))));
        }
        found
    });
    let (totals, rows) = (reader.table("totals"), reader.table("facts"));
    let coverage = reader.table("covered").map(|(table, _)| covered(table, sink));
    let expect = reader.table("expect").map(|(table, _)| expectations(table, "", sink)).unwrap_or_default();
    if reader.table.get("expect").is_none() {
        reader.missing("expect", "say what has to come out");
    }
    let place = reader.place.clone();
    reader.finish();
    let appraisal = appraisal?;
    let given = match (totals, rows) {
        (Some((table, _)), None) => Given::Totals(given_totals(table, appraisal, sink)),
        (None, Some((table, _))) => Given::Rows(given_rows(table, facts, sink)),
        _ => {
            let said = error("missing_key", "an example gives either `totals` or `facts`").label("here");
            sink.push(&place, said);
            return None;
        }
    };
    Some(AppraisalExample {
        title: ExampleTitle { file: path.to_owned(), name: name? },
        appraisal: appraisal.name.clone(),
        month: month?,
        given,
        coverage,
        expect,
    })
}

fn given_totals(table: &Table, appraisal: &CompiledAppraisal, sink: &Sink) -> Vec<Option<i64>> {
    let mut values = vec![None; appraisal.totals().len()];
    // Totals are shared by measures that count the same, so every name of a total leads to its one place.
    let named: Vec<(&str, usize)> = appraisal
        .measures
        .iter()
        .flat_map(|measure| measure.totals.iter().zip(&measure.slots).map(|(total, slot)| (total.name.as_str(), *slot)))
        .collect();
    for entry in &table.entries {
        let slot = named.iter().find(|(name, _)| *name == entry.key).map(|(_, slot)| *slot);
        let Some((slot, total)) = slot.and_then(|slot| Some((slot, appraisal.totals().get(slot)?))) else {
            let said = error("missing_reference", format!("the appraisal has no total `{}`", entry.key)).label("not known");
            sink.push(&entry.at, said.maybe_help(suggest(&entry.key, named.iter().map(|(name, _)| *name))));
            continue;
        };
        let scale = if matches!(total.aggregate, Aggregate::Sum(_)) { Amount::DECIMALS } else { 0 };
        let parts = scalar(entry, sink).and_then(|text| text.parse::<Number>().ok()).and_then(|number| number.to_scaled(scale));
        if parts.is_none() {
            sink.push(&entry.value.place, error("wrong_type", format!("`{}` has to be a number", entry.key)).label("this value"));
        }
        if let Some(value) = values.get_mut(slot) {
            *value = parts;
        }
    }
    values
}

fn given_rows(table: &Table, facts: &[FactDefinition], sink: &Sink) -> Vec<(String, Vec<FeelValue>)> {
    let mut rows = Vec::new();
    for entry in &table.entries {
        let Some(fact) = facts.iter().find(|fact| fact.name == entry.key) else {
            let said = error("missing_reference", format!("there is no fact `{}`", entry.key)).label("not known");
            sink.push(&entry.at, said.maybe_help(suggest(&entry.key, facts.iter().map(|fact| fact.name.as_str()))));
            continue;
        };
        let Kind::List(items) = &entry.value.kind else {
            sink.push(
                &entry.value.place,
                error("wrong_type", format!("the rows of `{}` have to be a list of tables", entry.key)).label("this value"),
            );
            continue;
        };
        for item in items {
            if let Kind::Table(row) = &item.kind {
                rows.push((fact.name.clone(), given_row(row, fact, sink)));
            }
        }
    }
    rows
}

fn given_row(row: &Table, fact: &FactDefinition, sink: &Sink) -> Vec<FeelValue> {
    for entry in row.entries.iter().filter(|entry| fact.column(&entry.key).is_none()) {
        let said = error("missing_reference", format!("the fact `{}` has no column `{}`", fact.name, entry.key)).label("not known");
        sink.push(&entry.at, said.maybe_help(suggest(&entry.key, fact.columns.iter().map(|column| column.name.as_str()))));
    }
    fact.columns
        .iter()
        .map(|column| {
            let Some(entry) = row.get(&column.name) else { return FeelValue::Null };
            let value = scalar(entry, sink).and_then(|text| match column.kind {
                ColumnKind::Text => Some(FeelValue::text(text)),
                ColumnKind::Date => text.parse::<Date>().ok().map(FeelValue::date),
                ColumnKind::Amount | ColumnKind::Integer | ColumnKind::Id => text.parse::<Number>().ok().map(FeelValue::Number),
                ColumnKind::Boolean => text.parse::<bool>().ok().map(FeelValue::Boolean),
                ColumnKind::Instant => None,
            });
            if value.is_none() {
                sink.push(&entry.value.place, error("wrong_type", format!("`{}` cannot hold this value", column.name)).label("this value"));
            }
            value.unwrap_or_default()
        })
        .collect()
}

/// `receipt = ["2026-01-01", "2026-10-31"]`
fn covered(table: &Table, sink: &Sink) -> Vec<Covered> {
    let mut coverage = Vec::new();
    for entry in &table.entries {
        let items = entry.value.kind.as_list().unwrap_or_default();
        let date = |item: &Node| if let Kind::Text(text) | Kind::Date(text) = &item.kind { text.parse().ok() } else { None };
        let dates: Vec<Date> = items.iter().filter_map(date).collect();
        match dates.as_slice() {
            [from, to] => coverage.push(Covered { fact: entry.key.clone(), from: *from, to: *to }),
            _ => {
                let said = error("wrong_type", format!("the coverage of `{}` has to be its first and its last day", entry.key))
                    .label("this value");
                sink.push(&entry.value.place, said.help("write `[2026-01-01, 2026-10-31]`"));
            }
        }
    }
    coverage
}

const EXPECTED: [&str; 6] = ["state", "class", "total", "basis_percent", "proposal", "next"];
const EXPECTED_OF_MEASURES: [&str; 5] = ["values", "scores", "points", "rules", "missing"];

fn expectations(table: &Table, group: &str, sink: &Sink) -> Vec<Expectation> {
    let mut expected = Vec::new();
    for entry in &table.entries {
        let is_outermost = group.is_empty();
        let kind = &entry.value.kind;
        if let (true, true, Some(inner)) = (is_outermost, EXPECTED_OF_MEASURES.contains(&entry.key.as_str()), kind.as_table()) {
            expected.extend(expectations(inner, &entry.key, sink));
        } else if let (true, "missing", Some(items)) = (is_outermost, entry.key.as_str(), kind.as_list()) {
            let texts = items.iter().map(|item| item.kind.as_text().unwrap_or(""));
            let value = texts.collect::<Vec<_>>().join(", ");
            expected.push(Expectation { what: entry.key.clone(), value, span: entry.value.place.span.clone() });
        } else if !is_outermost || EXPECTED.contains(&entry.key.as_str()) {
            let what = if is_outermost { entry.key.clone() } else { format!("{group}.{}", entry.key) };
            let span = entry.value.place.span.clone();
            expected.extend(scalar(entry, sink).map(|value| Expectation { what, value, span }));
        } else {
            let said = error("unknown_key", format!("an example cannot expect `{}`", entry.key)).label("not known");
            sink.push(&entry.at, said.maybe_help(suggest(&entry.key, EXPECTED.into_iter().chain(EXPECTED_OF_MEASURES))));
        }
    }
    expected
}

pub(super) fn scalar(entry: &Entry, sink: &Sink) -> Option<String> {
    match &entry.value.kind {
        Kind::Text(text) | Kind::Number(text) | Kind::Date(text) => Some(text.clone()),
        Kind::Boolean(value) => Some(value.to_string()),
        Kind::List(_) | Kind::Table(_) => {
            note(&entry.value.place, &entry.key, sink);
            None
        }
    }
}

fn note(place: &Place, key: &str, sink: &Sink) {
    sink.push(place, error("wrong_type", format!("`{key}` has to be a single value")).label("this value"));
}

impl AppraisalExample {
    /// Runs it; the differences where it does not come out as written.
    pub(super) fn run(
        &self,
        appraisals: &[CompiledAppraisal],
        facts: &[FactDefinition],
        coverage: &mut [Coverage],
    ) -> Result<(), ExampleFailure> {
        let Some(appraisal) = appraisals.iter().find(|appraisal| appraisal.name == self.appraisal) else {
            return Ok(());
        };
        let coverages = match &self.coverage {
            Some(declared) => Coverages::new(declared, self.month),
            None => Coverages::complete(self.month, facts.iter().map(|fact| fact.name.clone())),
        };
        let computed;
        let totals = match &self.given {
            Given::Totals(totals) => totals.as_slice(),
            Given::Rows(rows) => {
                let mut case = appraisal.case_totals(facts, self.month);
                for (fact, row) in rows {
                    case.add(fact, row);
                }
                computed = case.values().to_vec();
                &computed
            }
        };
        let judgement = appraisal.judge(&Totals(totals), &coverages);
        let hits = judgement.components.iter().filter_map(|component| component.rule.as_ref()).chain(&judgement.class_rule);
        for hit in hits {
            coverage.iter_mut().for_each(|coverage| coverage.add_rule(&hit.decision, &hit.rule_id));
        }
        let (mut differences, mut corrections) = (Vec::new(), Vec::new());
        for expected in &self.expect {
            let came = outcome(&expected.what, &judgement, appraisal);
            if !is_same(&expected.value, &came) {
                differences.push(difference(expected, &came));
                corrections.push(Correction { span: expected.span.clone(), text: written(&expected.what, &came) });
            }
        }
        if differences.is_empty() { Ok(()) } else { Err(ExampleFailure { title: self.title.clone(), differences, corrections }) }
    }
}

/// What came out as TOML.
fn written(what: &str, came: &str) -> String {
    match what {
        "missing" => format!("[{}]", came.split(", ").filter(|part| !part.is_empty()).map(quoted).collect::<Vec<_>>().join(", ")),
        _ if came.parse::<Number>().is_ok() => came.to_owned(),
        _ => quoted(came),
    }
}

fn difference(expected: &Expectation, came: &str) -> Text {
    let said = |text: &str, nothing: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
    let (what, value) = (&expected.what, &expected.value);
    Text::new(
        format!("{what}：应为 {}，实为 {}", said(value, "空"), said(came, "空")),
        format!("{what}: expected {}, came out {}", said(value, "nothing"), said(came, "nothing")),
    )
}

pub(super) fn is_same(expected: &str, came: &str) -> bool {
    match (expected.parse::<Number>(), came.parse::<Number>()) {
        (Ok(expected), Ok(came)) => expected == came,
        _ => expected == came,
    }
}

fn outcome(what: &str, judgement: &Judgement, appraisal: &CompiledAppraisal) -> String {
    let number = |number: Option<Number>| number.map(|number| number.to_string()).unwrap_or_default();
    let (group, measure) = what.split_once('.').unwrap_or((what, ""));
    let component = judgement.components.iter().find(|component| component.measure.as_ref() == measure);
    match group {
        "state" => judgement.state.name().to_owned(),
        "class" => judgement.class.as_deref().unwrap_or("").to_owned(),
        "total" => number(judgement.total),
        "basis_percent" => judgement.basis_percent.to_string(),
        "proposal" => judgement.proposal.as_deref().unwrap_or("").to_owned(),
        "next" => appraisal.next_of(judgement).map(|next| next.class.to_string()).unwrap_or_default(),
        "values" => number(component.and_then(|component| component.value)),
        "scores" => number(component.and_then(|component| component.score)),
        "points" => number(component.and_then(|component| component.points)),
        "rules" => component.and_then(|component| component.rule.as_ref()).map(|rule| rule.rule_id.clone()).unwrap_or_default(),
        "missing" if measure.is_empty() => {
            let missing = judgement.components.iter().filter(|component| component.missing.is_some());
            missing.map(|component| component.measure.to_string()).collect::<Vec<_>>().join(", ")
        }
        _ => component.and_then(|component| component.missing.as_ref()).map(|missing| missing.en.clone()).unwrap_or_default(),
    }
}
