//! [`CaseTotals`]: the totals of one subject from its rows, one after another, through FEEL.
//!
//! The warehouse computes the same totals over columns. This is the other path: for `guiju rate --verify`, for examples, and for
//! showing which rows stand behind a total.

use std::collections::BTreeSet;

use guiju_feel::{EvalContext, Value as FeelValue};
use guiju_types::{Amount, Date, Month};

use super::CompiledAppraisal;
use crate::facts::{EARLIEST, FactDefinition};
use crate::measure::{Aggregate, Total, Window};

/// The totals of one subject, growing row by row.
#[derive(Debug, Clone)]
pub struct CaseTotals<'a> {
    totals: &'a [Total],
    facts: Vec<Option<&'a FactDefinition>>,
    month: Month,
    context: EvalContext,
    sums: Vec<Option<i64>>,
    months: Vec<BTreeSet<Month>>,
}

impl<'a> CaseTotals<'a> {
    /// No rows yet. The caller gives only rows of the subject that were known at the asked instant.
    #[must_use]
    pub fn new(totals: &'a [Total], facts: &'a [FactDefinition], month: Month) -> Self {
        Self {
            totals,
            facts: totals.iter().map(|total| facts.iter().find(|fact| fact.name == total.fact)).collect(),
            month,
            context: EvalContext::default(),
            sums: vec![None; totals.len()],
            months: vec![BTreeSet::new(); totals.len()],
        }
    }

    /// Adds a row of a fact: a value for each column in order. Gives the places of the totals that it counts in.
    pub fn add(&mut self, fact: &str, row: &[FeelValue]) -> Vec<usize> {
        let mut counted = Vec::new();
        for (place, (total, definition)) in self.totals.iter().zip(&self.facts).enumerate() {
            let Some(definition) = definition.filter(|definition| definition.name == fact) else { continue };
            let Some(by) = takes(total, definition, row, self.month, &self.context) else { continue };
            let Some(sum) = self.sums.get_mut(place) else { continue };
            match &total.aggregate {
                Aggregate::Sum(column) => {
                    let Some(FeelValue::Number(number)) = cell(definition, row, column) else { continue };
                    *sum = Some(sum.unwrap_or(0).saturating_add(number.to_scaled(Amount::DECIMALS).unwrap_or(0)));
                }
                Aggregate::Count => *sum = Some(sum.unwrap_or(0) + 1),
                Aggregate::DistinctMonths => {
                    if let Some(months) = self.months.get_mut(place) {
                        months.insert(Month::of(by));
                        *sum = i64::try_from(months.len()).ok();
                    }
                }
            }
            counted.push(place);
        }
        counted
    }

    /// The totals so far, in the order of [`CompiledAppraisal::totals`].
    #[must_use]
    pub fn values(&self) -> &[Option<i64>] {
        &self.sums
    }
}

impl CompiledAppraisal {
    /// The totals of this appraisal for one subject, from its rows.
    #[must_use]
    pub fn case_totals<'a>(&'a self, facts: &'a [FactDefinition], month: Month) -> CaseTotals<'a> {
        CaseTotals::new(&self.totals, facts, month)
    }
}

fn cell<'r>(fact: &FactDefinition, row: &'r [FeelValue], column: &str) -> Option<&'r FeelValue> {
    fact.columns.iter().position(|known| known.name == column).and_then(|place| row.get(place))
}

/// The date by which the window takes the row, where it takes it.
fn takes(total: &Total, fact: &FactDefinition, row: &[FeelValue], month: Month, context: &EvalContext) -> Option<Date> {
    let date = |column: &str| match cell(fact, row, column) {
        Some(FeelValue::Date(date)) => date.to_jiff(),
        _ => None,
    };
    // What happened between two days counts from the earliest of them on: it may have happened by then.
    let earliest = if fact.is_record { None } else { date(EARLIEST) };
    let (happened, by) = (earliest.or_else(|| date("date"))?, date(&total.by)?);
    let last = month.last_day();
    let is_inside = match total.window {
        Window::All => by <= last,
        Window::Months(months) => by <= last && by >= month.plus(1 - i32::try_from(months).unwrap_or(i32::MAX)).first_day(),
    };
    let is_met = || total.condition.as_ref().is_none_or(|condition| condition.evaluate(row, context).value == FeelValue::Boolean(true));
    (happened <= last && is_inside && is_met()).then_some(by)
}
