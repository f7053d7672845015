//! Which rules of a table match.
//!
//! A rule is tried cell by cell from the left, and the rules from the top. Cells that are constants or intervals of numbers compare
//! without going through FEEL. The index over the columns (`index/`) finds the rules without trying them; it gives what the loop
//! would, misses and reasons included, and [`Run::matches`] is the only one that knows how rules are found.

use std::sync::Arc;

use guiju_feel::Value;

use super::{Cell, Miss, Run, Table, TableTrace, Tracing};
use crate::index::{Chosen, Index, bits};
use crate::model::HitPolicy;

impl Run<'_> {
    /// Finds the rules that match.
    pub(super) fn matches(&mut self, table: &Table, frame: &[Value], trace: &mut TableTrace, element: &Arc<str>) {
        match &table.index {
            Some(index) if index.is_for(self.context.limits.steps) => self.search(table, index, frame, trace, element),
            _ => self.try_all(table, frame, trace, element),
        }
        if table.hit_policy == HitPolicy::First {
            trace.matched.truncate(1);
        }
    }

    /// Whether the first match ends the search; the rules after it are looked at only where their misses were asked for.
    fn stops(&self, table: &Table) -> bool {
        table.hit_policy == HitPolicy::First && self.tracing != Tracing::Misses
    }

    /// Every rule from the top.
    fn try_all(&mut self, table: &Table, frame: &[Value], trace: &mut TableTrace, element: &Arc<str>) {
        for (rule, _) in table.rules.iter().enumerate() {
            if self.try_rule(table, rule, frame, trace, element) && self.stops(table) {
                return;
            }
        }
    }

    /// One rule, cell by cell from the left.
    fn try_rule(&mut self, table: &Table, rule: usize, frame: &[Value], trace: &mut TableTrace, element: &Arc<str>) -> bool {
        let cells = table.rules.get(rule).map_or(&[][..], |rule| &rule.cells);
        let miss = cells.iter().zip(&trace.inputs).position(|(cell, input)| !self.passes(cell, input, frame, element));
        match miss {
            None => trace.matched.push(rule),
            Some(column) if self.tracing == Tracing::Misses => trace.misses.push(Miss { rule, column }),
            Some(_) => {}
        }
        miss.is_none()
    }

    /// The rules that the index gives; those that it is unsure of are tried.
    fn search(&mut self, table: &Table, index: &Index, frame: &[Value], trace: &mut TableTrace, element: &Arc<str>) {
        let chosen = index.choose(&trace.inputs);
        if self.tracing == Tracing::Misses {
            return self.search_all(table, index, &chosen, frame, trace, element);
        }
        for place in 0..index.sets.words() {
            let word = index.word(&chosen, place, self.keeps_reasons());
            for bit in bits(word.visit) {
                let rule = place * 64 + bit;
                let is_match = if word.unsure & (1 << bit) == 0 {
                    trace.matched.push(rule);
                    true
                } else {
                    self.try_rule(table, rule, frame, trace, element)
                };
                if is_match && self.stops(table) {
                    return;
                }
            }
        }
    }

    /// As [`Run::search`], with the first cell that failed of every rule that does not match.
    fn search_all(&mut self, table: &Table, index: &Index, chosen: &Chosen, frame: &[Value], trace: &mut TableTrace, element: &Arc<str>) {
        for place in 0..index.sets.words() {
            let (word, unsure) = (index.word(chosen, place, self.keeps_reasons()), index.unsure(chosen, place));
            for bit in bits(index.sets.all(place)) {
                let rule = place * 64 + bit;
                // The first cell that fails may be one that the index is unsure of.
                if unsure & (1 << bit) != 0 {
                    self.try_rule(table, rule, frame, trace, element);
                } else if word.visit & (1 << bit) != 0 {
                    trace.matched.push(rule);
                } else if let Some(column) = index.first_miss(chosen, rule) {
                    trace.misses.push(Miss { rule, column });
                }
            }
        }
    }

    pub(crate) fn passes(&mut self, cell: &Cell, input: &Value, frame: &[Value], element: &Arc<str>) -> bool {
        let tests = match (cell, input) {
            (Cell::Any, _) => return true,
            (Cell::Numbers { intervals, is_negated, .. }, Value::Number(number)) => {
                return intervals.iter().any(|interval| interval.contains(number)) != *is_negated;
            }
            (Cell::Texts { texts, is_negated, .. }, Value::Text(text)) => return texts.contains(text) != *is_negated,
            (Cell::Numbers { tests, .. } | Cell::Texts { tests, .. } | Cell::Tests(tests), _) => tests,
            (Cell::Broken(reason), _) => {
                self.note(element, reason.as_ref().clone());
                return false;
            }
        };
        let evaluation = tests.matches(input, frame, self.context);
        self.take(element, evaluation.reasons);
        evaluation.value == Value::Boolean(true)
    }
}
