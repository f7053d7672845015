//! The evaluation of decision tables.
//!
//! Inputs are computed and tested, [`Run::matches`] finds the rules, and the hit policy says what comes of them.

use std::cmp::Ordering;
use std::sync::Arc;

use guiju_feel::{Expression, Number, Type, UnaryTests, Value, Words};

use super::{Body, RuleInfo, Run, Shape, TableTrace, Tracing};
use crate::error::cause;
use crate::index::Index;
use crate::model::{Aggregation, HitPolicy};

/// A decision table, compiled.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) element: Arc<str>,
    /// The same in both languages.
    pub(crate) words: Words,
    pub(crate) hit_policy: HitPolicy,
    pub(crate) inputs: Vec<Column>,
    pub(crate) outputs: Vec<OutputColumn>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) annotations: Vec<Arc<str>>,
    /// FEEL's function of the aggregation, over a list in slot 0.
    pub(crate) aggregate: Option<Expression>,
    /// None where the rules are too many.
    pub(crate) index: Option<Index>,
}

/// An input column.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) label: Arc<str>,
    pub(crate) read: Read,
    pub(crate) ty: Type,
    pub(crate) values: Option<UnaryTests>,
    /// What its type allows: for checks, an evaluation asks the input data's own type.
    pub(crate) allowed: Vec<Arc<UnaryTests>>,
}

/// How an input column is computed.
#[derive(Debug)]
pub(crate) enum Read {
    /// It is a slot.
    Slot(usize),
    Expression(Box<Expression>),
    Broken(Arc<Words>),
}

/// An output column.
#[derive(Debug)]
pub(crate) struct OutputColumn {
    pub(crate) name: Option<Arc<str>>,
    /// The highest first.
    pub(crate) values: Vec<Value>,
    pub(crate) default: Option<Body>,
    pub(crate) shape: Shape,
}

/// A rule.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) cells: Vec<Cell>,
    pub(crate) outputs: Vec<Body>,
    pub(crate) info: Arc<RuleInfo>,
}

/// A test of a rule.
#[derive(Debug)]
pub(crate) enum Cell {
    /// Passed by everything.
    Any,
    /// Numbers in one of these, or in none where negated; `tests` is for values that are not numbers.
    Numbers {
        intervals: Vec<Interval>,
        is_negated: bool,
        tests: Box<UnaryTests>,
    },
    /// One of these texts, or none of them where negated.
    Texts {
        texts: Vec<Arc<str>>,
        is_negated: bool,
        tests: Box<UnaryTests>,
    },
    Tests(Box<UnaryTests>),
    Broken(Arc<Words>),
}

/// Numbers between two bounds, each with whether it is inside.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interval {
    pub(crate) low: Option<(Number, bool)>,
    pub(crate) high: Option<(Number, bool)>,
}

impl Interval {
    pub(super) fn contains(&self, number: &Number) -> bool {
        let is_above = self.low.is_none_or(|(low, is_included)| match number.cmp(&low) {
            Ordering::Greater => true,
            Ordering::Equal => is_included,
            Ordering::Less => false,
        });
        is_above
            && self.high.is_none_or(|(high, is_included)| match number.cmp(&high) {
                Ordering::Less => true,
                Ordering::Equal => is_included,
                Ordering::Greater => false,
            })
    }
}

impl Run<'_> {
    pub(super) fn table(&mut self, table: &Table, frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        let inputs: Vec<Value> = table.inputs.iter().map(|column| self.input(column, frame, element)).collect();
        let mut trace = TableTrace {
            element: Arc::clone(element),
            table: Arc::clone(&table.element),
            inputs,
            matched: Vec::new(),
            misses: Vec::new(),
            output: Value::Null,
        };
        let is_allowed = self.inputs_are_allowed(table, &trace.inputs, frame, element);
        if is_allowed {
            self.matches(table, frame, &mut trace, element);
        }
        self.forget_calls();
        if is_allowed {
            trace.output = self.conclude(table, &trace.matched, frame, element);
        }
        if self.tracing == Tracing::Off {
            return trace.output;
        }
        let value = trace.output.clone();
        self.tables.push(trace);
        value
    }

    fn input(&mut self, column: &Column, frame: &[Value], element: &Arc<str>) -> Value {
        match &column.read {
            Read::Slot(slot) => frame.get(*slot).cloned().unwrap_or_default(),
            Read::Expression(expression) => {
                let evaluation = expression.evaluate(frame, self.context);
                self.take_calls();
                self.take(element, evaluation.reasons);
                evaluation.value
            }
            Read::Broken(reason) => {
                self.note(element, reason.as_ref().clone());
                Value::Null
            }
        }
    }

    fn inputs_are_allowed(&mut self, table: &Table, inputs: &[Value], frame: &[Value], element: &Arc<str>) -> bool {
        for (column, input) in table.inputs.iter().zip(inputs) {
            if let Some(values) = &column.values
                && !input.is_null()
                && values.matches(input, frame, self.context).value != Value::Boolean(true)
            {
                self.note(element, cause::not_an_input_value(input, &column.label, values.source().trim()));
                return false;
            }
        }
        true
    }

    pub(crate) fn conclude(&mut self, table: &Table, matched: &[usize], frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        if matched.is_empty() {
            return self.otherwise(table, frame, element);
        }
        // One rule with one output is what most tables come to: no rows are gathered then.
        if let ([rule], [column], HitPolicy::Unique | HitPolicy::First | HitPolicy::Any | HitPolicy::Priority) =
            (matched, table.outputs.as_slice(), table.hit_policy)
        {
            let output = table.rules.get(*rule).and_then(|rule| rule.outputs.first());
            return output.map(|output| self.output(output, column, frame, element)).unwrap_or_default();
        }
        let rows: Vec<Vec<Value>> = matched
            .iter()
            .filter_map(|index| table.rules.get(*index))
            .map(|rule| {
                rule.outputs.iter().zip(&table.outputs).map(|(output, column)| self.output(output, column, frame, element)).collect()
            })
            .collect();
        match table.hit_policy {
            HitPolicy::Unique if rows.len() > 1 => {
                self.note(element, cause::several_rules(&table.words, matched));
                Value::Null
            }
            HitPolicy::Any if rows.windows(2).any(|pair| pair.first() != pair.last()) => {
                self.note(element, cause::rules_disagree(&table.words, matched));
                Value::Null
            }
            HitPolicy::Unique | HitPolicy::First | HitPolicy::Any => {
                rows.into_iter().next().map(|row| pack(table, row)).unwrap_or_default()
            }
            HitPolicy::Priority => ordered(table, rows).into_iter().next().map(|row| pack(table, row)).unwrap_or_default(),
            HitPolicy::OutputOrder => Value::list(ordered(table, rows).into_iter().map(|row| pack(table, row))),
            HitPolicy::RuleOrder | HitPolicy::Collect(None) => Value::list(rows.into_iter().map(|row| pack(table, row))),
            HitPolicy::Collect(Some(aggregation)) => self.aggregate(table, aggregation, &rows, element),
        }
    }

    fn output(&mut self, output: &Body, column: &OutputColumn, frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        let value = self.body(output, frame, element);
        self.fit(&column.shape, value, element)
    }

    fn otherwise(&mut self, table: &Table, frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        if table.outputs.iter().all(|output| output.default.is_none()) {
            return Value::Null;
        }
        let row: Vec<Value> = table
            .outputs
            .iter()
            .map(|column| column.default.as_ref().map(|default| self.default(default, table, column, frame, element)).unwrap_or_default())
            .collect();
        pack(table, row)
    }

    /// The output where no rule matches. It is the table's result as it is (10.3.2.10), so where that is a list, it is one: `[]`.
    fn default(&mut self, default: &Body, table: &Table, column: &OutputColumn, frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        let gives_list = matches!(table.hit_policy, HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(None));
        let value = self.body(default, frame, element);
        match value.as_list() {
            Some(items) if gives_list => Value::list(items.iter().map(|item| self.fit(&column.shape, item.clone(), element))),
            _ => self.fit(&column.shape, value, element),
        }
    }

    /// Each output column is aggregated for itself.
    fn aggregate(&mut self, table: &Table, aggregation: Aggregation, rows: &[Vec<Value>], element: &Arc<str>) -> Value {
        if aggregation == Aggregation::Count {
            return Value::from(i64::try_from(rows.len()).unwrap_or(i64::MAX));
        }
        let columns: Vec<Value> = (0..table.outputs.len())
            .map(|column| {
                let values: Vec<Value> = rows.iter().filter_map(|row| row.get(column)).cloned().collect();
                self.apply(table.aggregate.as_ref(), values, element)
            })
            .collect();
        pack(table, columns)
    }

    /// FEEL's own function over the values, so that numbers, texts and dates aggregate as FEEL has it.
    fn apply(&mut self, function: Option<&Expression>, values: Vec<Value>, element: &Arc<str>) -> Value {
        let Some(function) = function else { return Value::Null };
        let evaluation = function.evaluate(&[Value::list(values)], self.context);
        self.take(element, evaluation.reasons);
        evaluation.value
    }
}

/// One output as itself, several as a context.
fn pack(table: &Table, row: Vec<Value>) -> Value {
    if table.outputs.len() == 1 {
        return row.into_iter().next().unwrap_or_default();
    }
    let names = table.outputs.iter().map(|output| output.name.clone().unwrap_or_else(|| "".into()));
    Value::context(names.zip(row))
}

/// The rows with the outputs highest in the lists of output values first; rows that are as high stay in the order of the rules.
fn ordered(table: &Table, mut rows: Vec<Vec<Value>>) -> Vec<Vec<Value>> {
    let rank = |row: &[Value]| -> Vec<usize> {
        let place = |(value, column): (&Value, &OutputColumn)| column.values.iter().position(|known| known == value).unwrap_or(usize::MAX);
        row.iter().zip(&table.outputs).map(place).collect()
    };
    rows.sort_by_key(|row| rank(row));
    rows
}
