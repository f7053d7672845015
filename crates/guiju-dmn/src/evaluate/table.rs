//! The evaluation of decision tables.
//!
//! A rule is tried cell by cell from the left, and the rules from the top. Cells that are constants or intervals of numbers compare
//! without going through FEEL. An index over the columns (bounds → bucket → set of rules) will come before this loop: it has its
//! place in [`Run::matches`], which is the only one that knows how rules are found.

use std::cmp::Ordering;
use std::sync::Arc;

use guiju_feel::{Expression, Number, Type, UnaryTests, Value};

use super::{Body, Miss, RuleInfo, Run, Shape, TableTrace, Tracing};
use crate::model::{Aggregation, HitPolicy};

/// A decision table, compiled.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) element: Arc<str>,
    pub(crate) hit_policy: HitPolicy,
    pub(crate) inputs: Vec<Column>,
    pub(crate) outputs: Vec<OutputColumn>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) annotations: Vec<Arc<str>>,
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
    Broken(Arc<str>),
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
    Broken(Arc<str>),
}

/// Numbers between two bounds, each with whether it is inside.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interval {
    pub(crate) low: Option<(Number, bool)>,
    pub(crate) high: Option<(Number, bool)>,
}

impl Interval {
    fn contains(&self, number: &Number) -> bool {
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
        if self.inputs_are_allowed(table, &trace.inputs, frame, element) {
            self.matches(table, frame, &mut trace, element);
            trace.output = self.conclude(table, &trace.matched, frame, element);
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
                self.take(element, evaluation.reasons);
                evaluation.value
            }
            Read::Broken(reason) => {
                self.note(element, reason.as_ref());
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
                self.note(
                    element,
                    format!("{input} is not one of the input values of column `{}` ({})", column.label, values.source().trim()),
                );
                return false;
            }
        }
        true
    }

    /// Finds the rules that match.
    fn matches(&mut self, table: &Table, frame: &[Value], trace: &mut TableTrace, element: &Arc<str>) {
        // The first match decides; the others are looked at only where their misses were asked for.
        let stops = table.hit_policy == HitPolicy::First && self.tracing == Tracing::Matches;
        for (index, rule) in table.rules.iter().enumerate() {
            let miss = rule.cells.iter().zip(&trace.inputs).position(|(cell, input)| !self.passes(cell, input, frame, element));
            match miss {
                None => {
                    trace.matched.push(index);
                    if stops {
                        return;
                    }
                }
                Some(column) if self.tracing == Tracing::Misses => trace.misses.push(Miss { rule: index, column }),
                Some(_) => {}
            }
        }
        if table.hit_policy == HitPolicy::First {
            trace.matched.truncate(1);
        }
    }

    fn passes(&mut self, cell: &Cell, input: &Value, frame: &[Value], element: &Arc<str>) -> bool {
        let tests = match (cell, input) {
            (Cell::Any, _) => return true,
            (Cell::Numbers { intervals, is_negated, .. }, Value::Number(number)) => {
                return intervals.iter().any(|interval| interval.contains(number)) != *is_negated;
            }
            (Cell::Texts { texts, is_negated, .. }, Value::Text(text)) => return texts.contains(text) != *is_negated,
            (Cell::Numbers { tests, .. } | Cell::Texts { tests, .. } | Cell::Tests(tests), _) => tests,
            (Cell::Broken(reason), _) => {
                self.note(element, reason.as_ref());
                return false;
            }
        };
        let evaluation = tests.matches(input, frame, self.context);
        self.take(element, evaluation.reasons);
        evaluation.value == Value::Boolean(true)
    }

    fn conclude(&mut self, table: &Table, matched: &[usize], frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        if matched.is_empty() {
            return self.otherwise(table, frame, element);
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
                self.note(element, format!("{}: only one rule may match, but rules {} do", table.element, numbers(matched)));
                Value::Null
            }
            HitPolicy::Any if rows.windows(2).any(|pair| pair.first() != pair.last()) => {
                self.note(element, format!("{}: rules {} match and do not agree", table.element, numbers(matched)));
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
            .map(|column| column.default.as_ref().map(|default| self.output(default, column, frame, element)).unwrap_or_default())
            .collect();
        pack(table, row)
    }

    /// Each output column is aggregated for itself.
    fn aggregate(&mut self, table: &Table, aggregation: Aggregation, rows: &[Vec<Value>], element: &Arc<str>) -> Value {
        if aggregation == Aggregation::Count {
            return Value::from(i64::try_from(rows.len()).unwrap_or(i64::MAX));
        }
        let name = match aggregation {
            Aggregation::Sum => "sum",
            Aggregation::Min => "min",
            Aggregation::Max | Aggregation::Count => "max",
        };
        let columns: Vec<Value> = (0..table.outputs.len())
            .map(|column| {
                let values: Vec<Value> = rows.iter().filter_map(|row| row.get(column)).cloned().collect();
                self.apply(name, values, element)
            })
            .collect();
        pack(table, columns)
    }

    /// FEEL's own function over the values, so that numbers, texts and dates aggregate as FEEL has it.
    fn apply(&mut self, function: &str, values: Vec<Value>, element: &Arc<str>) -> Value {
        let mut names = guiju_feel::Names::new();
        names.declare("_guiju_values", Type::list(Type::Any));
        match guiju_feel::compile(&format!("{function}(_guiju_values)"), &names) {
            Ok(expression) => {
                let evaluation = expression.evaluate(&[Value::list(values)], self.context);
                self.take(element, evaluation.reasons);
                evaluation.value
            }
            Err(error) => {
                self.note(element, error.to_string());
                Value::Null
            }
        }
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

/// `2, 5 and 7`, counted from 1.
fn numbers(matched: &[usize]) -> String {
    let numbers: Vec<String> = matched.iter().map(|index| (index + 1).to_string()).collect();
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => numbers.join(""),
    }
}
