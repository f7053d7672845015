//! [`Subject`]: a table as its checks see it, and what they note.

use guiju_feel::Words;

use super::finding::{Finding, RuleRef, Witness};
use super::register::CheckRule;
use crate::evaluate::Inner;
use crate::grid::{Axis, Budget, Grid, Pairs, Place};
use crate::model::HitPolicy;

/// A table with what is computed of it once.
pub(super) struct Subject<'a> {
    pub(super) inner: &'a Inner,
    pub(super) place: &'a Place<'a>,
    pub(super) grid: &'a Grid<'a>,
    pub(super) pairs: &'a Pairs,
    pub(super) budget: Budget,
    /// By decision: whether some case gives null.
    pub(super) gives_null: &'a [bool],
    pub(super) findings: Vec<Finding>,
    /// How many of one check are listed.
    pub(super) findings_each: usize,
}

impl<'a> Subject<'a> {
    pub(super) fn policy(&self) -> HitPolicy {
        self.grid.table.hit_policy
    }

    /// Whether the table gives the outputs of one rule.
    pub(super) fn is_single_hit(&self) -> bool {
        matches!(self.policy(), HitPolicy::Unique | HitPolicy::First | HitPolicy::Any | HitPolicy::Priority)
    }

    pub(super) fn has_default(&self) -> bool {
        self.grid.table.outputs.iter().any(|output| output.default.is_some())
    }

    pub(super) fn rule_count(&self) -> usize {
        self.grid.rules.len()
    }

    pub(super) fn axis(&self, axis: usize) -> Option<&'a Axis> {
        self.grid.axes.get(axis)
    }

    /// A finding about rules, counted from 0.
    pub(super) fn finding(&self, rule: &CheckRule, rules: &[usize]) -> Finding {
        let named =
            |place: &usize| self.grid.table.rules.get(*place).map(|rule| RuleRef { number: rule.info.number, id: rule.info.id.clone() });
        Finding {
            rule: rule.id,
            severity: rule.severity,
            decision: self.place.owner.to_owned(),
            decision_name: self.place.owner_name.to_string(),
            element: self.grid.table.element.to_string(),
            rules: rules.iter().filter_map(named).collect(),
            columns: Vec::new(),
            witness: None,
            message: Words::default(),
            suggestion: None,
        }
    }

    /// The values of a point by column, and as input data where they are.
    pub(super) fn witness(&self, point: &[usize]) -> Witness {
        let values = self.grid.values(point);
        let mut columns = vec![None; self.grid.table.inputs.len()];
        let mut inputs = Some(Vec::new());
        for (axis, value) in self.grid.axes.iter().zip(values) {
            for column in &axis.columns {
                if let Some(place) = columns.get_mut(*column) {
                    let label = self.grid.table.inputs.get(*column).map_or_else(String::new, |column| column.label.to_string());
                    *place = Some((label, value.clone()));
                }
            }
            let name = axis.input.and_then(|input| self.inner.inputs.get(input)).map(|given| given.name.to_string());
            inputs = match (inputs, name) {
                (Some(mut inputs), Some(name)) => {
                    inputs.push((name, value));
                    Some(inputs)
                }
                _ => None,
            };
        }
        Witness { columns: columns.into_iter().flatten().collect(), inputs }
    }

    /// Whether one more was found than is listed, so that it is known that there are more.
    pub(super) fn is_full(&self) -> bool {
        self.findings.len() > self.findings_each
    }

    pub(super) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Whether, of two rules that both match, the first named decides rather than the other; `None` where that is not known or
    /// none of them does.
    pub(super) fn decides_over(&self, rule: usize, other: usize) -> Option<bool> {
        match self.policy() {
            HitPolicy::First => Some(rule < other),
            HitPolicy::Priority => Some((self.grid.rank(rule)?, rule) < (self.grid.rank(other)?, other)),
            HitPolicy::Unique | HitPolicy::Any | HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(_) => None,
        }
    }
}

/// A finding about an element of the model that is no table.
pub(super) fn about(rule: &CheckRule, id: &str, name: &str) -> Finding {
    Finding {
        rule: rule.id,
        severity: rule.severity,
        decision: id.to_owned(),
        decision_name: name.to_owned(),
        element: String::new(),
        rules: Vec::new(),
        columns: Vec::new(),
        witness: None,
        message: Words::default(),
        suggestion: None,
    }
}
