//! [`Output`]: what a batch gives.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt32Array};
use guiju_dmn::logic::{Rules, TableLogic};
use guiju_dmn::{HitPolicy, Reason, RuleInfo};
use guiju_feel::Value;
use miette::Diagnostic;

use crate::vector::Vector;

/// The set without rules.
pub(crate) const NO_RULES: u32 = 0;

/// What was decided in a batch.
#[derive(Debug, Clone)]
pub struct Output {
    pub(crate) values: Arc<Vector>,
    /// The rows that the one-case evaluator decided, ascending, with what it gave.
    pub(crate) handed: Vec<Handed>,
    pub(crate) tables: Vec<TableHits>,
}

/// A row that the one-case evaluator decided.
#[derive(Debug, Clone)]
pub(crate) struct Handed {
    pub(crate) row: usize,
    pub(crate) value: Value,
    pub(crate) reasons: Vec<Reason>,
}

/// Which rules of a table matched, in each row and altogether.
#[derive(Debug, Clone)]
pub struct TableHits {
    element: Arc<str>,
    table: Arc<str>,
    of_table: Rules,
    /// A set of rules for each row. Under FIRST, set `n` is the rule before `n`.
    of_row: Vec<u32>,
    is_first: bool,
    /// The sets after the empty one, end to end, where several rules may match.
    rules: Vec<u32>,
    ends: Vec<usize>,
    coverage: Vec<u64>,
}

impl Output {
    /// The value of a row; null beyond the last one.
    #[must_use]
    pub fn value(&self, row: usize) -> Value {
        match self.find(row) {
            Some(handed) => handed.value.clone(),
            None => self.values.value(row),
        }
    }

    /// The values as a column; those of the rows that were handed over are in it.
    #[must_use]
    pub fn values(&self) -> Arc<Vector> {
        if self.handed.is_empty() {
            return Arc::clone(&self.values);
        }
        if let Vector::Coded { codes, values } = self.values.as_ref() {
            let (mut codes, mut values) = (codes.clone(), values.to_vec());
            for handed in &self.handed {
                if let Some(code) = codes.get_mut(handed.row) {
                    *code = u32::try_from(values.len()).unwrap_or(u32::MAX);
                    values.push(handed.value.clone());
                }
            }
            return Arc::new(Vector::Coded { codes, values: values.into() });
        }
        Arc::new(Vector::tight((0..self.values.len()).map(|row| self.value(row)).collect()))
    }

    /// The values as an Arrow array; `None` where they are of several kinds, or of one that Arrow has no exact type for.
    #[must_use]
    pub fn array(&self) -> Option<ArrayRef> {
        self.values().to_array()
    }

    /// Why the value of a row, or a part of it, is null.
    #[must_use]
    pub fn reasons(&self, row: usize) -> &[Reason] {
        self.find(row).map_or(&[], |handed| &handed.reasons)
    }

    /// The reasons of all rows, sparse: row, element of the model, code, the bytes of the expression that it is about, message
    /// in English and in Chinese.
    #[must_use]
    pub fn reason_table(&self) -> Option<RecordBatch> {
        let reasons: Vec<(usize, &Reason)> =
            self.handed.iter().flat_map(|handed| handed.reasons.iter().map(move |reason| (handed.row, reason))).collect();
        let text = |of: &dyn Fn(&Reason) -> String| -> ArrayRef {
            Arc::new(reasons.iter().map(|(_, reason)| Some(of(reason))).collect::<StringArray>())
        };
        let count = |of: &dyn Fn(&(usize, &Reason)) -> u32| -> ArrayRef { Arc::new(reasons.iter().map(of).collect::<UInt32Array>()) };
        RecordBatch::try_from_iter([
            ("row", count(&|(row, _)| u32::try_from(*row).unwrap_or(u32::MAX))),
            ("element", text(&|reason| reason.element.to_string())),
            ("code", text(&|reason| reason.cause.code().map(|code| code.to_string()).unwrap_or_default())),
            ("start", count(&|(_, reason)| reason.cause.span().start)),
            ("end", count(&|(_, reason)| reason.cause.span().end)),
            ("message", text(&|reason| reason.cause.to_string())),
            ("message_zh", text(&|reason| reason.cause.message_zh())),
        ])
        .ok()
    }

    /// The tables that were read, in the order in which they were; not those of functions that expressions call.
    #[must_use]
    pub fn tables(&self) -> &[TableHits] {
        &self.tables
    }

    /// How many rows the one-case evaluator decided.
    #[must_use]
    pub fn handed_count(&self) -> usize {
        self.handed.len()
    }

    fn find(&self, row: usize) -> Option<&Handed> {
        let place = self.handed.binary_search_by_key(&row, |handed| handed.row).ok()?;
        self.handed.get(place)
    }
}

impl TableHits {
    pub(crate) fn new(table: &TableLogic<'_>, rows: usize) -> Self {
        Self {
            element: Arc::clone(table.element()),
            table: Arc::clone(table.name()),
            of_table: table.rules(),
            of_row: vec![NO_RULES; rows],
            is_first: table.hit_policy() == HitPolicy::First,
            rules: Vec::new(),
            ends: Vec::new(),
            coverage: vec![0; table.rule_count()],
        }
    }

    /// The decision that the table is in.
    #[must_use]
    pub fn element(&self) -> &str {
        &self.element
    }

    /// Which table of it, as errors and traces name it.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The places of the rules that matched in a row, from 0; none where the row did not read the table.
    #[must_use]
    pub fn matched(&self, row: usize) -> Vec<usize> {
        self.rules_of_set(self.set_of(row))
    }

    /// The ids of the rules that matched in a row, as they are in the file.
    #[must_use]
    pub fn matched_ids(&self, row: usize) -> Vec<&str> {
        self.matched(row).into_iter().map(|rule| self.of_table.info(rule).map_or("", |info| info.id.as_str())).collect()
    }

    /// What a rule says, by its place from 0.
    #[must_use]
    pub fn rule(&self, place: usize) -> Option<&RuleInfo> {
        self.of_table.info(place)
    }

    /// The place of the first rule that matched in a row.
    #[must_use]
    pub fn first_matched(&self, row: usize) -> Option<usize> {
        let set = self.set_of(row);
        if self.is_first { set.checked_sub(1) } else { self.rules_of_set(set).first().copied() }
    }

    /// In how many rows each rule matched.
    #[must_use]
    pub fn coverage(&self) -> &[u64] {
        &self.coverage
    }

    /// Keeps a set of rules.
    pub(crate) fn keep(&mut self, rules: &[u32]) -> u32 {
        self.rules.extend_from_slice(rules);
        self.ends.push(self.rules.len());
        u32::try_from(self.ends.len()).unwrap_or(NO_RULES)
    }

    /// Notes the set of each row, and how often each rule is in one.
    pub(crate) fn note(&mut self, of_row: Vec<u32>, coverage: &[u64]) {
        self.of_row = of_row;
        self.coverage.iter_mut().zip(coverage).for_each(|(count, rows)| *count += rows);
    }

    /// The set of each row.
    pub(crate) fn sets(&self) -> &[u32] {
        &self.of_row
    }

    pub(crate) fn set_count(&self) -> usize {
        1 + if self.is_first { self.coverage.len() } else { self.ends.len() }
    }

    pub(crate) fn set_of(&self, row: usize) -> usize {
        self.of_row.get(row).and_then(|set| usize::try_from(*set).ok()).unwrap_or(0)
    }

    pub(crate) fn rules_of_set(&self, set: usize) -> Vec<usize> {
        let Some(before) = set.checked_sub(1) else { return Vec::new() };
        if self.is_first {
            return vec![before];
        }
        let start = before.checked_sub(1).and_then(|place| self.ends.get(place)).copied().unwrap_or(0);
        let end = self.ends.get(before).copied().unwrap_or(start);
        self.rules.get(start..end).unwrap_or(&[]).iter().filter_map(|rule| usize::try_from(*rule).ok()).collect()
    }

    /// Notes the rules of a row.
    pub(crate) fn add(&mut self, row: usize, set: u32) {
        if let Some(of_row) = self.of_row.get_mut(row) {
            *of_row = set;
        }
        self.count(set, 1);
    }

    /// Notes what the one-case evaluator found in a row instead of what was found here.
    pub(crate) fn replace(&mut self, row: usize, matched: &[usize]) {
        let before = self.of_row.get(row).copied().unwrap_or(NO_RULES);
        self.count(before, u64::MAX);
        let rules: Vec<u32> = matched.iter().filter_map(|rule| u32::try_from(*rule).ok()).collect();
        let set = match rules.as_slice() {
            [] => NO_RULES,
            [rule, ..] if self.is_first => rule + 1,
            rules => self.keep(rules),
        };
        self.add(row, set);
    }

    /// Adds to the coverage of the rules of a set; `u64::MAX` takes one off.
    fn count(&mut self, set: u32, by: u64) {
        if self.is_first {
            let place = usize::try_from(set).ok().and_then(|set| set.checked_sub(1));
            if let Some(count) = place.and_then(|place| self.coverage.get_mut(place)) {
                *count = count.wrapping_add(by);
            }
            return;
        }
        for rule in self.rules_of_set(usize::try_from(set).unwrap_or(0)) {
            if let Some(count) = self.coverage.get_mut(rule) {
                *count = count.wrapping_add(by);
            }
        }
    }
}
