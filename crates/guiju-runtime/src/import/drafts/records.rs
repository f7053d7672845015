//! The records that a row gives, with their keys and what the rulebook says against them.

use guiju_documents::Row;
use guiju_types::{FieldType, RecordId, Value};

use super::Reader;
use super::gives::{Given, GivenRecord, Gives};
use super::sorting::Sorted;
use super::values::plain_text;
use crate::import::cells::id::id;
use crate::import::customers::CUSTOMER;
use crate::import::plan::PlanRecord;
use crate::import::reason::Problem;
use crate::import::targets::Target;

impl Reader<'_> {
    pub(super) fn records(
        &self,
        sorted: &mut Sorted,
        row: &Row,
        row_key: &str,
        gives: &mut Gives,
        problems: &mut Vec<Problem>,
    ) -> Vec<GivenRecord> {
        let mut records = Vec::with_capacity(sorted.fields.len());
        let mut given = std::mem::take(&mut sorted.fields);
        given.sort_by_key(|(plan, _)| *plan);
        let has_customer = sorted.customer_code.is_some() || sorted.customer_name.is_some();
        for (plan, mut fields) in given {
            let Some(planned) = self.plan.records.get(plan) else { continue };
            let kind = &planned.kind;
            for field in &kind.fields {
                let is_there = fields.iter().any(|(name, _)| *name == field.name);
                if is_there {
                    continue;
                }
                if let FieldType::Reference(to) = &field.kind {
                    if to == CUSTOMER && field.name == CUSTOMER && has_customer {
                        fields.push((field.name.clone(), Given::Customer));
                    } else if records
                        .iter()
                        .any(|record: &GivenRecord| self.plan.records.get(record.plan).is_some_and(|plan| plan.kind.name == *to))
                    {
                        fields.push((field.name.clone(), Given::OfRow { kind: to.clone() }));
                    }
                }
            }
            let key = match fields.iter().find(|(name, _)| *name == kind.key) {
                Some((_, Given::Value(Value::Text(text)))) => text.clone(),
                Some(_) | None if planned.has_key => {
                    let name = kind.fields.iter().find(|field| field.name == kind.key).map_or(&kind.label, |field| &field.label);
                    let problem = Problem::new("key_missing", format!("缺少“{}”", name.zh), format!("`{}` is empty", name.en));
                    problems.push(match self.plan.column_of_field(&kind.name, &kind.key) {
                        Some(column) => problem.at(column),
                        None => problem,
                    });
                    continue;
                }
                Some(_) | None => {
                    let key = self.key_of(planned, &fields, row, row_key);
                    fields.insert(0, (kind.key.clone(), Given::Value(Value::Text(key.clone()))));
                    key
                }
            };
            let date = kind.business_date.as_ref().and_then(|name| {
                fields.iter().find(|(field, _)| field == name).and_then(|(_, given)| {
                    let Given::Value(Value::Date(date)) = given else { return None };
                    Some(*date)
                })
            });
            if let Some(date) = date {
                gives.dates.push((kind.name.clone().into(), date));
            }
            let is_negative = fields
                .iter()
                .any(|(name, given)| name == "quantity" && matches!(given, Given::Value(Value::Amount(amount)) if amount.is_negative()));
            let is_negative = is_negative
                || fields
                    .iter()
                    .any(|(name, given)| name == "quantity" && matches!(given, Given::Value(Value::Integer(number)) if *number < 0));
            if is_negative {
                gives.warnings.push("negative_quantity");
                let first = row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| cell.text().into_owned()).unwrap_or_default();
                if is_cancellation(&key) || is_cancellation(&first) {
                    gives.warnings.push("cancellation");
                }
            }
            self.validate(&kind.name, &fields, problems);
            records.push(GivenRecord { plan, key, fields, date });
        }
        records
    }

    pub(super) fn key_of(&self, planned: &PlanRecord, fields: &[(String, Given)], row: &Row, row_key: &str) -> String {
        let part = |name: &String| -> String {
            if name == "row" {
                return row_key.chars().take(16).collect();
            }
            let field = name.rsplit('.').next().unwrap_or(name);
            let own = fields.iter().find(|(known, _)| known == field).and_then(|(_, given)| match given {
                Given::Value(value) => Some(plain_text(value)),
                Given::Named { text, .. } => Some(text.clone()),
                Given::Customer | Given::OfRow { .. } => None,
            });
            own.or_else(|| {
                self.plan.columns.iter().find(|column| named(&column.target) == *name).and_then(|column| id(row.shown(column.index)))
            })
            .unwrap_or_default()
        };
        planned.key_parts.iter().map(part).collect::<Vec<_>>().join("-")
    }

    /// The rules that the rulebook has for a record.
    pub(super) fn validate(&self, kind: &str, fields: &[(String, Given)], problems: &mut Vec<Problem>) {
        let values: Vec<(String, Value)> = fields
            .iter()
            .map(|(name, given)| {
                let value = match given {
                    Given::Value(value) => value.clone(),
                    // Which record it is, is known when the batch is written; that there is one, is what counts here.
                    Given::Named { .. } | Given::Customer | Given::OfRow { .. } => Value::Reference(RecordId(0)),
                };
                (name.clone(), value)
            })
            .collect();
        for problem in self.books.rulebook.validate(kind, &values) {
            let column = self.plan.column_of_field(kind, &problem.field).unwrap_or(&problem.field).to_owned();
            problems.push(Problem { code: "invalid_field", column: Some(column), text: problem.message, about: None });
        }
    }
}

fn is_cancellation(number: &str) -> bool {
    number.strip_prefix(['C', 'c']).is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn named(target: &Target) -> String {
    match target {
        Target::Field { kind, field } => format!("{kind}.{}", field.name),
        Target::Entry(..) | Target::Flow(_) | Target::Check(_) | Target::Rate(_) | Target::KnownAt => String::new(),
    }
}
