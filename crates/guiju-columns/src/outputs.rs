//! Outputs of rules that are no constants.
//!
//! Where one rule gives one output, each distinct expression is computed at once for the rows whose rule has it. Everything else is
//! concluded row by row.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_dmn::HitPolicy;
use guiju_dmn::logic::TableLogic;
use guiju_feel::{Expression, NodeKind, Value};

use crate::eval::{Batch, Lowered, Unlowered};
use crate::fit::fit;
use crate::output::TableHits;
use crate::vector::{Vector, merge};

/// Every expression is a pass over the batch; beyond so many, a row costs less for itself.
const EXPRESSIONS_MAX: usize = 32;

/// The expressions of a table's outputs: constants by their place among the values, others by their place among themselves.
struct Outputs<'m> {
    /// By rule.
    of_rule: Vec<Output>,
    constants: Vec<Value>,
    expressions: Vec<&'m Expression>,
}

#[derive(Clone, Copy)]
enum Output {
    Constant(u32),
    Expression(usize),
}

impl Batch<'_> {
    /// The value of each row, from the rules that match in it and the row itself.
    pub(crate) fn outputs(&mut self, table: &TableLogic<'_>, hits: &TableHits) -> Lowered {
        let takes_one = matches!(table.hit_policy(), HitPolicy::First | HitPolicy::Unique | HitPolicy::Any | HitPolicy::Priority);
        let single = table.only_output().filter(|_| takes_one);
        let (Some(shape), Some(outputs)) = (single, Outputs::of(table)) else {
            let all = self.active();
            return self.conclude_rows(table, hits, &all);
        };
        // Which output each row takes; rows without a rule, or with several, are concluded for themselves.
        let mut constants = vec![0; self.rows];
        let mut chosen: Vec<Option<usize>> = vec![None; self.rows];
        let mut rest = vec![false; self.rows];
        for (row, ((constant, chosen), rest)) in constants.iter_mut().zip(&mut chosen).zip(&mut rest).enumerate() {
            let rules = hits.rules_of_set(hits.set_of(row));
            match rules.as_slice() {
                [rule] => match outputs.of_rule.get(*rule) {
                    Some(Output::Constant(code)) => *constant = *code,
                    Some(Output::Expression(place)) => *chosen = Some(*place),
                    None => *rest = true,
                },
                _ => *rest = true,
            }
        }
        let mut vector = Arc::new(Vector::coded(constants, outputs.constants));
        for (place, expression) in outputs.expressions.iter().enumerate() {
            let mask: Vec<bool> = chosen.iter().map(|chosen| *chosen == Some(place)).collect();
            if mask.contains(&true) {
                let computed = self.expression_where(expression, &mask)?;
                vector = merge(&mask, &computed, &vector);
            }
        }
        let vector = fit(shape, vector, self);
        if !rest.contains(&true) {
            return Ok(vector);
        }
        let concluded = self.conclude_rows(table, hits, &rest)?;
        Ok(merge(&rest, &concluded, &vector))
    }

    /// Concludes some of the rows one by one; those with a reason are handed over.
    fn conclude_rows(&mut self, table: &TableLogic<'_>, hits: &TableHits, rows: &[bool]) -> Lowered {
        if self.is_in_call() {
            return Err(Unlowered);
        }
        let mut values = vec![Value::Null; self.rows];
        for (row, (value, _)) in values.iter_mut().zip(rows).enumerate().filter(|(_, (_, is_asked))| **is_asked) {
            if self.handed.get(row).copied().unwrap_or(true) {
                continue;
            }
            let mut frame = self.row_of_frame(row);
            match table.conclude(&hits.rules_of_set(hits.set_of(row)), &mut frame, self.context) {
                Some(concluded) => *value = concluded,
                None => self.hand(row),
            }
        }
        Ok(Arc::new(Vector::tight(values)))
    }
}

impl<'m> Outputs<'m> {
    /// `None` where an output is no expression, or there are too many.
    fn of(table: &TableLogic<'m>) -> Option<Self> {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        // The first constant stands for the rows that take none.
        let mut outputs = Self { of_rule: Vec::new(), constants: vec![Value::Null], expressions: Vec::new() };
        for rule in 0..table.rule_count() {
            let expression = table.output(rule)?;
            let output = if let NodeKind::Constant(value) = &expression.tree().kind {
                let code = u32::try_from(outputs.constants.len()).ok()?;
                outputs.constants.push(value.clone());
                Output::Constant(code)
            } else {
                let place = *places.entry(expression.source()).or_insert(outputs.expressions.len());
                if place == outputs.expressions.len() {
                    outputs.expressions.push(expression);
                }
                Output::Expression(place)
            };
            outputs.of_rule.push(output);
        }
        (outputs.expressions.len() <= EXPRESSIONS_MAX).then_some(outputs)
    }
}
