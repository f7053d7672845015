//! [`TableLogic`]: a decision table, taken apart.

use std::ops::ControlFlow;
use std::sync::Arc;

use guiju_feel::{EvalContext, Expression, NodeKind, Number, UnaryTests, Value};

use super::{Bucket, Fit, Kind};
use crate::evaluate::{Body, Cell, Model, Read, RuleInfo, Run, Table, Tracing};
use crate::index::{ColumnIndex, Index, bits};
use crate::model::HitPolicy;

/// A decision table.
#[derive(Debug, Clone, Copy)]
pub struct TableLogic<'m> {
    pub(super) model: &'m Model,
    pub(super) table: &'m Arc<Table>,
    pub(super) element: &'m Arc<str>,
}

/// The rules of a table, for whoever outlives the run.
#[derive(Debug, Clone)]
pub struct Rules(Arc<Table>);

impl Rules {
    /// What a rule says, by its place from 0.
    #[must_use]
    pub fn info(&self, place: usize) -> Option<&RuleInfo> {
        self.0.rules.get(place).map(|rule| rule.info.as_ref())
    }
}

/// How an input column is computed.
#[derive(Debug, Clone, Copy)]
pub enum Input<'m> {
    /// It is a slot.
    Slot(usize),
    /// It is an expression.
    Expression(&'m Expression),
    /// It cannot be computed.
    Broken,
}

impl<'m> TableLogic<'m> {
    /// What happens with the rules that match.
    #[must_use]
    pub fn hit_policy(&self) -> HitPolicy {
        self.table.hit_policy
    }

    /// The element of its traces.
    #[must_use]
    pub fn element(&self) -> &'m Arc<str> {
        self.element
    }

    /// Which table it is, as errors and traces name it.
    #[must_use]
    pub fn name(&self) -> &'m Arc<str> {
        &self.table.element
    }

    /// What its rules say.
    #[must_use]
    pub fn rules(&self) -> Rules {
        Rules(Arc::clone(self.table))
    }

    /// How many rules there are.
    #[must_use]
    pub fn rule_count(&self) -> usize {
        self.table.rules.len()
    }

    /// The input columns, each with the tests that its values have to pass.
    pub fn inputs(&self) -> impl Iterator<Item = (Input<'m>, Option<&'m UnaryTests>)> {
        self.table.inputs.iter().map(|column| {
            let input = match &column.read {
                Read::Slot(slot) => Input::Slot(*slot),
                Read::Expression(expression) => Input::Expression(expression),
                Read::Broken(_) => Input::Broken,
            };
            (input, column.values.as_ref())
        })
    }

    /// The heading of an input column.
    #[must_use]
    pub fn input_label(&self, column: usize) -> &'m str {
        self.table.inputs.get(column).map_or("", |column| &column.label)
    }

    /// Whether every output, and every default, is a constant: the rules that match then say all of the value.
    #[must_use]
    pub fn has_constant_outputs(&self) -> bool {
        let is_constant =
            |body: &Body| matches!(body, Body::Literal(expression) if matches!(expression.tree().kind, NodeKind::Constant(_)));
        self.table.rules.iter().flat_map(|rule| &rule.outputs).all(is_constant)
            && self.table.outputs.iter().filter_map(|output| output.default.as_ref()).all(is_constant)
    }

    /// What the values of the output have to fit, for a table that has one.
    #[must_use]
    pub fn only_output(&self) -> Option<Fit<'m>> {
        if let [output] = self.table.outputs.as_slice() { Some(Fit(&output.shape)) } else { None }
    }

    /// The first output of a rule; `None` where it is no expression.
    #[must_use]
    pub fn output(&self, rule: usize) -> Option<&'m Expression> {
        if let Body::Literal(expression) = self.table.rules.get(rule)?.outputs.first()? { Some(expression) } else { None }
    }

    /// The rules with a cell that is tried each time it is reached, and the places of those cells.
    #[must_use]
    pub fn open_cells(&self) -> Vec<(usize, usize)> {
        let is_open = |cell: &Cell| match cell {
            Cell::Any => false,
            Cell::Numbers { tests, .. } | Cell::Texts { tests, .. } | Cell::Tests(tests) => !crate::index::is_indexed(tests),
            Cell::Broken(_) => true,
        };
        let rules = self.table.rules.iter().enumerate();
        rules
            .flat_map(|(rule, compiled)| {
                compiled.cells.iter().enumerate().filter(|(_, cell)| is_open(cell)).map(move |(column, _)| (rule, column))
            })
            .collect()
    }

    /// The index, where it answers as an evaluation in this context would.
    #[must_use]
    pub fn index(&self, context: &EvalContext) -> Option<TableIndex<'m>> {
        self.table.index.as_ref().filter(|index| index.is_for(context.limits.steps)).map(TableIndex)
    }

    /// Whether a rule matches these inputs; `None` where the one-case evaluator would give a reason.
    #[must_use]
    pub fn try_rule(&self, rule: usize, inputs: &[Value], frame: &[Value], context: &EvalContext) -> Option<bool> {
        let cells = self.table.rules.get(rule).map_or(&[][..], |rule| &rule.cells);
        let mut run = Run::new(&self.model.inner, &[], context, Tracing::Matches);
        let is_match = cells.iter().zip(inputs).all(|(cell, input)| run.passes(cell, input, frame, self.element));
        run.reasons.is_empty().then_some(is_match)
    }

    /// The value of these rules, which match; `None` where the one-case evaluator would give a reason.
    #[must_use]
    pub fn conclude(&self, matched: &[usize], frame: &mut Vec<Value>, context: &EvalContext) -> Option<Value> {
        let mut run = Run::new(&self.model.inner, &[], context, Tracing::Matches);
        let value = run.conclude(self.table, matched, frame, self.element);
        (run.reasons.is_empty() && run.tables.is_empty()).then_some(value)
    }
}

/// Which rules an input can match.
#[derive(Debug, Clone, Copy)]
pub struct TableIndex<'m>(&'m Index);

impl<'m> TableIndex<'m> {
    /// The buckets of an input column.
    #[must_use]
    pub fn column(&self, column: usize) -> Option<ColumnBuckets<'m>> {
        self.0.columns.get(column).map(ColumnBuckets)
    }

    /// Every rule as a bit, where they are so few that a word holds them.
    #[must_use]
    pub fn word(&self) -> Option<u64> {
        (self.0.sets.words() == 1).then(|| self.0.sets.all(0))
    }

    /// The rules that pass in a bucket, as bits of the one word; `None` where some of them have to be tried.
    #[must_use]
    pub fn passing(&self, bucket: Bucket) -> Option<u64> {
        if bucket.noisy != 0 || bucket.unsure != 0 {
            return None;
        }
        self.0.sets.get(bucket.pass).first().copied()
    }

    /// The rules that match inputs in these buckets, in order, until one is told to be the last. The flag says of a rule that its
    /// cells have to be tried.
    pub fn search(&self, buckets: &[Bucket], mut found: impl FnMut(usize, bool) -> ControlFlow<()>) {
        let is_plain = buckets.iter().all(|bucket| bucket.noisy == 0 && bucket.unsure == 0);
        for place in 0..self.0.sets.words() {
            let (visit, unsure) = if is_plain { (self.0.plain_word(buckets, place), 0) } else { self.0.word_of(buckets, place, true) };
            for bit in bits(visit) {
                if found(place * 64 + bit, unsure & (1 << bit) != 0).is_break() {
                    return;
                }
            }
        }
    }

    /// The first rule that matches inputs in these buckets; the flag says that its cells have to be tried.
    #[must_use]
    pub fn first(&self, buckets: &[Bucket]) -> Option<(usize, bool)> {
        if let [a, b, c, d] = buckets
            && [a, b, c, d].iter().all(|bucket| bucket.noisy == 0 && bucket.unsure == 0)
        {
            return self.0.first_of_four([a.pass, b.pass, c.pass, d.pass]).map(|rule| (rule, false));
        }
        let mut first = None;
        self.search(buckets, |rule, is_unsure| {
            first = Some((rule, is_unsure));
            ControlFlow::Break(())
        });
        first
    }
}

/// From a value of an input column to its bucket.
#[derive(Debug, Clone, Copy)]
pub struct ColumnBuckets<'m>(&'m ColumnIndex);

impl<'m> ColumnBuckets<'m> {
    /// The bucket of a value.
    #[must_use]
    pub fn of(&self, value: &Value) -> Bucket {
        self.0.bucket(value)
    }

    /// The bucket of null.
    #[must_use]
    pub fn of_null(&self) -> Bucket {
        self.0.null
    }

    /// The bucket of a boolean.
    #[must_use]
    pub fn of_boolean(&self, value: bool) -> Bucket {
        if value { self.0.yes } else { self.0.no }
    }

    /// The bucket of a text.
    #[must_use]
    pub fn of_text(&self, text: &str) -> Bucket {
        self.0.texts.as_ref().map_or(self.0.other, |texts| texts.bucket(text))
    }

    /// The bucket of a day, time, moment or duration, by its place: days since 1970, nanoseconds, or months.
    #[must_use]
    pub fn of_whole(&self, kind: Kind, place: i128) -> Bucket {
        self.0.whole(kind).map_or(self.0.other, |track| track.bucket(track.region(&place)))
    }

    /// The numbers at which a cell may change its mind, in ascending order; none where no cell asks about numbers.
    #[must_use]
    pub fn numbers(&self) -> Option<&'m [Number]> {
        self.0.numbers.as_ref().map(|numbers| numbers.track.points.as_slice())
    }

    /// The bucket of a number that so many of [`ColumnBuckets::numbers`] lie before, and that is the next of them or not.
    #[must_use]
    pub fn of_number(&self, before: usize, is_next: bool) -> Bucket {
        self.0.numbers.as_ref().map_or(self.0.other, |numbers| numbers.track.bucket(crate::index::region(before, is_next)))
    }
}
