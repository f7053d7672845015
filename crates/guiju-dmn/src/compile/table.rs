//! Decision tables: input columns as slots where they can be, cells as constants and intervals where they can be.

use std::sync::Arc;

use guiju_feel::{CompareOperator, Expression, Names, NodeKind, TestKind, Type, UnaryTest, UnaryTests, Value, compile_unary_tests};

use super::Compiler;
use crate::beforehand;
use crate::error::{Element, Part, cause};
use crate::evaluate::{Body, Cell, Column, Interval, OutputColumn, Read, Rule as CompiledRule, RuleInfo, Table};
use crate::index::Index;
use crate::model::{Aggregation, DecisionTable, HitPolicy, InputClause, Located, OutputClause, Rule};

impl Compiler<'_> {
    pub(super) fn table(&mut self, table: &DecisionTable, names: &Names, element: &Element<'_>) -> Table {
        let inputs: Vec<Column> = table.inputs.iter().enumerate().map(|(index, input)| self.column(input, index, names, element)).collect();
        let outputs: Vec<OutputColumn> = table.outputs.iter().map(|output| self.output(output, names, element)).collect();
        let rules: Vec<CompiledRule> =
            table.rules.iter().enumerate().map(|(index, rule)| self.rule(rule, index, table, &inputs, names, element)).collect();
        let annotations = table.annotations.iter().map(|name| name.as_str().into()).collect();
        let index = Index::build(&inputs, &rules);
        let aggregate = aggregate(table.hit_policy);
        let words = element.words();
        Table {
            element: words.en.as_ref().into(),
            words,
            hit_policy: table.hit_policy,
            inputs,
            outputs,
            rules,
            annotations,
            aggregate,
            index,
        }
    }

    fn column(&mut self, input: &InputClause, index: usize, names: &Names, element: &Element<'_>) -> Column {
        let label = if input.label.is_empty() { format!("{}", index + 1) } else { input.label.clone() };
        let element = element.part(Part::InputColumn(&label));
        let read = if let Body::Literal(expression) = self.literal(&input.expression, names, &element) {
            let slot = if let NodeKind::Slot(slot) = &expression.tree().kind { Some(*slot) } else { None };
            slot.map_or_else(|| Read::Expression(Box::new(expression)), Read::Slot)
        } else {
            Read::Broken(Arc::new(cause::not_computed(&element.words())))
        };
        let shape = self.shape(input.type_ref.as_deref(), &element, &input.at);
        let (declared, allowed) = (shape.ty, shape.allowed);
        let ty = match (&declared, &read) {
            (Type::Any, Read::Expression(expression)) => expression.result_type().clone(),
            (Type::Any, Read::Slot(slot)) => names.iter().nth(*slot).map_or(Type::Any, |(_, ty)| ty.clone()),
            _ => declared,
        };
        let values = input.values.as_ref().and_then(|text| match compile_unary_tests(text.as_str(), &ty, names) {
            Ok(tests) => Some(tests),
            Err(error) => {
                self.refuse(&error, text, 0, &element);
                None
            }
        });
        Column { label: label.as_str().into(), read, ty, values, allowed }
    }

    fn output(&mut self, output: &OutputClause, names: &Names, element: &Element<'_>) -> OutputColumn {
        let element = element.part(Part::OutputColumn(&output.label));
        let shape = self.shape(output.type_ref.as_deref(), &element, &output.at);
        let values = output.values.as_ref().map(|text| self.output_values(text, names, &element)).unwrap_or_default();
        let default = output.default.as_ref().filter(|text| !text.as_str().trim().is_empty());
        let default = default.map(|text| self.literal(text, names, &element));
        OutputColumn { name: output.name.as_deref().map(Into::into), values, default, shape }
    }

    /// The values that an output may have, in order. They are a list of expressions, so FEEL reads them as a list.
    fn output_values(&mut self, text: &Located, names: &Names, element: &Element<'_>) -> Vec<Value> {
        match guiju_feel::compile(&format!("[{}]", text.as_str()), names) {
            Ok(list) => list.evaluate(&[], &beforehand::context(list.source())).value.as_list().map(<[Value]>::to_vec).unwrap_or_default(),
            Err(error) => {
                self.refuse(&error, text, 1, element);
                Vec::new()
            }
        }
    }

    fn rule(
        &mut self,
        rule: &Rule,
        index: usize,
        table: &DecisionTable,
        inputs: &[Column],
        names: &Names,
        element: &Element<'_>,
    ) -> CompiledRule {
        let number = index + 1;
        let element = element.part(Part::Rule(number));
        let cells =
            rule.tests.iter().zip(inputs).map(|(text, column)| self.cell(text, column, names, &element.part(Part::Column(&column.label))));
        let cells = cells.collect();
        let mut outputs = Vec::new();
        for (text, output) in rule.outputs.iter().zip(&table.outputs) {
            let element = element.part(Part::Column(&output.label));
            // A cell that says nothing gives null, as the check `empty-output` tells; the rest of the model decides all the same.
            outputs.push(match text.as_str().trim() {
                "" => Body::Empty(Arc::new(cause::empty_output(&element.words()))),
                _ => self.literal(text, names, &element),
            });
        }
        let info = RuleInfo {
            id: rule.id.clone(),
            number,
            description: rule.description.clone(),
            conditions: inputs
                .iter()
                .zip(&rule.tests)
                .map(|(column, text)| (column.label.to_string(), text.as_str().trim().to_owned()))
                .collect(),
            conclusions: rule.outputs.iter().map(|text| text.as_str().trim().to_owned()).collect(),
            annotations: rule.annotations.clone(),
        };
        CompiledRule { cells, outputs, info: Arc::new(info) }
    }

    fn cell(&mut self, text: &Located, column: &Column, names: &Names, element: &Element<'_>) -> Cell {
        let source = if text.as_str().trim().is_empty() { "-" } else { text.as_str() };
        match compile_unary_tests(source, &column.ty, names) {
            Ok(tests) if tests.is_any() => Cell::Any,
            Ok(tests) => {
                self.doubt(tests.warnings(), text, element);
                specialise(tests)
            }
            Err(error) => Cell::Broken(self.refuse(&error, text, 0, element)),
        }
    }
}

/// FEEL's function of an aggregation, over a list in slot 0.
fn aggregate(policy: HitPolicy) -> Option<Expression> {
    let function = match policy {
        HitPolicy::Collect(Some(Aggregation::Sum)) => "sum",
        HitPolicy::Collect(Some(Aggregation::Min)) => "min",
        HitPolicy::Collect(Some(Aggregation::Max)) => "max",
        HitPolicy::Unique
        | HitPolicy::First
        | HitPolicy::Priority
        | HitPolicy::Any
        | HitPolicy::RuleOrder
        | HitPolicy::OutputOrder
        | HitPolicy::Collect(None | Some(Aggregation::Count)) => return None,
    };
    let mut names = Names::new();
    names.declare("_guiju_values", Type::list(Type::Any));
    guiju_feel::compile(&format!("{function}(_guiju_values)"), &names).ok()
}

/// The cell as constants or intervals, where all of its tests are of that kind.
fn specialise(tests: UnaryTests) -> Cell {
    if let Some(intervals) = tests.tests().iter().map(interval).collect::<Option<Vec<_>>>()
        && !intervals.is_empty()
    {
        return Cell::Numbers { intervals, is_negated: tests.is_negated(), tests: Box::new(tests) };
    }
    if let Some(texts) = tests.tests().iter().map(text_of).collect::<Option<Vec<_>>>()
        && !texts.is_empty()
    {
        return Cell::Texts { texts, is_negated: tests.is_negated(), tests: Box::new(tests) };
    }
    Cell::Tests(Box::new(tests))
}

fn constant(node: &guiju_feel::Node) -> Option<&Value> {
    if let NodeKind::Constant(value) = &node.kind { Some(value) } else { None }
}

fn interval(test: &UnaryTest) -> Option<Interval> {
    let number = |node| constant(node).and_then(Value::as_number);
    Some(match &test.kind {
        TestKind::Compare(CompareOperator::Equal, node) | TestKind::Matches(node) => {
            let value = constant(node)?;
            if let Value::Range(range) = value {
                Interval { low: Some(bound(&range.start, range.is_start_included)?), high: Some(bound(&range.end, range.is_end_included)?) }
            } else {
                let number = value.as_number()?;
                Interval { low: Some((number, true)), high: Some((number, true)) }
            }
        }
        TestKind::Compare(operator, node) => {
            let number = number(node)?;
            match operator {
                CompareOperator::Less => Interval { low: None, high: Some((number, false)) },
                CompareOperator::LessEqual => Interval { low: None, high: Some((number, true)) },
                CompareOperator::Greater => Interval { low: Some((number, false)), high: None },
                CompareOperator::GreaterEqual => Interval { low: Some((number, true)), high: None },
                CompareOperator::Equal | CompareOperator::NotEqual => return None,
            }
        }
        TestKind::Range { start, is_start_included, end, is_end_included } => {
            Interval { low: Some((number(start)?, *is_start_included)), high: Some((number(end)?, *is_end_included)) }
        }
        TestKind::Condition(_) | TestKind::Not(_) => return None,
    })
}

fn bound(value: &Value, is_included: bool) -> Option<(guiju_feel::Number, bool)> {
    value.as_number().map(|number| (number, is_included))
}

fn text_of(test: &UnaryTest) -> Option<Arc<str>> {
    match &test.kind {
        TestKind::Compare(CompareOperator::Equal, node) | TestKind::Matches(node) => {
            if let Value::Text(text) = constant(node)? {
                Some(Arc::clone(text))
            } else {
                None
            }
        }
        TestKind::Compare(..) | TestKind::Range { .. } | TestKind::Condition(_) | TestKind::Not(_) => None,
    }
}
