//! Both back ends on one case, and the smallest case that still differs.

use guiju_columns::{Plan, Unit, Vector};
use guiju_dmn::{Model, TableTrace, Tracing, compile_what_can_be, read};
use guiju_feel::{EvalContext, Mode, Value};

use super::case::{Body, Case};

/// What a comparison found.
pub(crate) struct Compared {
    /// Rows in both modes.
    pub(crate) cases: usize,
    /// Rows that the one-case evaluator decided for the columns.
    pub(crate) handed: usize,
    /// The first difference, in words.
    pub(crate) difference: Option<String>,
}

const NOTHING: Compared = Compared { cases: 0, handed: 0, difference: None };

/// Decides every row both ways, lenient and strict.
pub(crate) fn compare(case: &Case) -> Compared {
    let Some(batch) = case.batch() else { return Compared { difference: Some("the batch cannot be made".to_owned()), ..NOTHING } };
    let Ok(definitions) = read(&case.xml()) else { return Compared { difference: Some("the model cannot be read".to_owned()), ..NOTHING } };
    // Warnings and broken cells belong to the test: both back ends have to make the same of them.
    let (model, _) = compile_what_can_be(&definitions);
    let name = format!("d{}", case.decisions.len().saturating_sub(1));
    let Some(decision) = model.decision(&name) else { return NOTHING };
    let plan = match Plan::compile(&model, decision, &batch.schema()) {
        Ok(plan) => plan,
        Err(error) => return Compared { difference: Some(error.to_string()), ..NOTHING },
    };
    let columns: Vec<Option<Vector>> = batch.columns().iter().map(Vector::of_array).collect();
    let mut found = NOTHING;
    for mode in [Mode::Lenient, Mode::Strict] {
        let context = EvalContext { mode, ..EvalContext::default() };
        let output = match plan.run(&batch, &context) {
            Ok(output) => output,
            Err(error) => return Compared { difference: Some(error.to_string()), ..found },
        };
        let array = output.array().and_then(|array| Vector::of_array(&array));
        found.handed += output.handed_count();
        let mut coverage: Vec<Vec<u64>> = output.tables().iter().map(|hits| vec![0; hits.coverage().len()]).collect();
        for row in 0..batch.num_rows() {
            found.cases += 1;
            let inputs: Vec<Value> = model_inputs(&model, &columns, row);
            let outcome = model.evaluate(decision, &inputs, &context, Tracing::Matches);
            let in_batch = model.evaluate_in_batch(decision, &inputs, &context);
            let differs = |what: &str, row_says: &dyn std::fmt::Debug, columns_say: &dyn std::fmt::Debug| {
                Some(format!("{what} in row {row}, {mode:?}: row evaluator {row_says:?}, columns {columns_say:?}; inputs {inputs:?}"))
            };
            let value = output.value(row);
            if value != outcome.value {
                found.difference = differs("value", &outcome.value, &value);
                return found;
            }
            if output.reasons(row) != outcome.reasons {
                found.difference = differs("reasons", &outcome.reasons, &output.reasons(row));
                return found;
            }
            let matched: Vec<Vec<usize>> = output.tables().iter().map(|hits| hits.matched(row)).collect();
            // A table that was not read, because what its function was given does not fit, has no trace; nothing matched then.
            let is_known = |trace: &&TableTrace| output.tables().iter().any(|hits| hits.table() == trace.table.as_ref());
            let mut traces = in_batch.tables.iter().filter(is_known).peekable();
            let expected: Vec<Vec<usize>> = output
                .tables()
                .iter()
                .map(|hits| traces.next_if(|trace| trace.table.as_ref() == hits.table()))
                .map(|trace| trace.map_or_else(Vec::new, |trace| trace.matched.clone()))
                .collect();
            let is_whole = plan.fallbacks().iter().all(|fallback| fallback.unit != Unit::Plan);
            if traces.next().is_some() || is_whole && in_batch.tables.iter().any(|trace| !is_known(&trace)) {
                found.difference = differs("tables", &in_batch.tables.len(), &output.tables().len());
                return found;
            }
            if matched != expected {
                found.difference = differs("matched rules", &expected, &matched);
                return found;
            }
            for (counts, rules) in coverage.iter_mut().zip(&expected) {
                rules.iter().for_each(|rule| counts.get_mut(*rule).into_iter().for_each(|count| *count += 1));
            }
            // What Arrow can hold says the same as the vector; a duration has no input type to be read back as.
            if let Some(array) = &array
                && array.value(row) != value
                && !matches!(value, Value::DateTime(_) | Value::Context(_))
            {
                found.difference = differs("array", &value, &array.value(row));
                return found;
            }
        }
        if output.tables().iter().zip(&coverage).any(|(hits, counts)| hits.coverage() != counts.as_slice()) {
            found.difference = Some(format!("coverage, {mode:?}: {coverage:?}"));
            return found;
        }
    }
    found
}

fn model_inputs(model: &Model, columns: &[Option<Vector>], row: usize) -> Vec<Value> {
    let place = |name: &str| name.strip_prefix('c').and_then(|place| place.parse::<usize>().ok());
    let column = |name: &str| place(name).and_then(|place| columns.get(place)).and_then(Option::as_ref);
    model.inputs().map(|(name, _)| column(name).map(|vector| vector.value(row)).unwrap_or_default()).collect()
}

/// Takes away what is not needed for the difference, for as long as something can be.
pub(crate) fn shrink(case: &Case) -> Case {
    let mut smallest = case.clone();
    let mut budget = 3_000;
    'again: while budget > 0 {
        for candidate in smaller(&smallest) {
            budget -= 1;
            if compare(&candidate).difference.is_some_and(|difference| difference.contains("row evaluator")) {
                smallest = candidate;
                continue 'again;
            }
            if budget == 0 {
                break;
            }
        }
        break;
    }
    smallest
}

fn smaller(case: &Case) -> Vec<Case> {
    let mut found = Vec::new();
    let mut add = |change: &dyn Fn(&mut Case)| {
        let mut candidate = case.clone();
        change(&mut candidate);
        found.push(candidate);
    };
    if case.rows.len() > 1 {
        (0..case.rows.len()).for_each(|row| add(&|case| case.rows = case.rows.get(row).cloned().into_iter().collect()));
    }
    if case.decisions.len() > 1 {
        add(&|case| drop(case.decisions.pop()));
        add(&|case| drop(case.decisions.remove(0)));
    }
    for place in 0..case.functions.len() {
        let Some(Body::Literal(tree)) = case.functions.get(place).map(|function| &function.body) else { continue };
        for tree in tree.smaller() {
            add(&|case| case.functions.get_mut(place).into_iter().for_each(|function| function.body = Body::Literal(tree.clone())));
        }
    }
    for (place, decision) in case.decisions.iter().enumerate() {
        match &decision.body {
            Body::Literal(tree) => tree.smaller().into_iter().for_each(|tree| {
                add(&|case| case.decisions.get_mut(place).into_iter().for_each(|decision| decision.body = Body::Literal(tree.clone())));
            }),
            Body::Context(..) => {}
            Body::If(condition, then, otherwise) => {
                for branch in [then, otherwise] {
                    add(&|case| case.decisions.get_mut(place).into_iter().for_each(|decision| decision.body = branch.as_ref().clone()));
                }
                for condition in condition.smaller() {
                    let body = Body::If(condition, then.clone(), otherwise.clone());
                    add(&|case| case.decisions.get_mut(place).into_iter().for_each(|decision| decision.body = body.clone()));
                }
            }
            Body::Call(name, given) => {
                for (argument, (_, tree)) in given.iter().enumerate() {
                    for tree in tree.smaller() {
                        let mut given = given.clone();
                        given.get_mut(argument).into_iter().for_each(|slot| slot.1 = tree.clone());
                        let body = Body::Call(name.clone(), given);
                        add(&|case| case.decisions.get_mut(place).into_iter().for_each(|decision| decision.body = body.clone()));
                    }
                }
            }
            Body::Table(table) => {
                for rule in 0..table.rules.len() {
                    let mut table = table.clone();
                    drop(table.rules.remove(rule));
                    add(&|case| case.decisions.get_mut(place).into_iter().for_each(|decision| decision.body = Body::Table(table.clone())));
                }
                for (input, tree) in table.inputs.iter().enumerate() {
                    for tree in tree.smaller() {
                        let mut table = table.clone();
                        table.inputs.get_mut(input).into_iter().for_each(|slot| *slot = tree.clone());
                        add(&|case| {
                            case.decisions.get_mut(place).into_iter().for_each(|decision| decision.body = Body::Table(table.clone()))
                        });
                    }
                }
            }
        }
    }
    found
}
