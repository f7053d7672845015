//! Tries a decision on a case that somebody types in.

use guiju_dmn::{DecisionId, Explanation, Model, NearestChange, NearestOptions};
use guiju_feel::{EvalContext, Names, Value};
use guiju_rulebook::Rulebook;
use guiju_types::Text;

use super::problem::{ModelProblem, compiled};

/// What a trial gives.
#[derive(Debug, Clone, Default)]
pub struct TriedDecision {
    /// Why there is nothing to try: a model or an input that is no FEEL.
    pub problem: Option<ModelProblem>,
    /// What the decision needs.
    pub inputs: Vec<TrialInput>,
    /// The decision, step by step.
    pub explanation: Option<Explanation>,
    /// The smallest changes that lead to another outcome.
    pub nearest: Vec<NearestChange>,
}

/// Input data that a decision needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialInput {
    /// Its name.
    pub name: String,
    /// Its type, as FEEL names it.
    pub kind: String,
    /// The names of the decisions that read it.
    pub needed_by: Vec<String>,
    /// A value of the kind that the tables speak of, to begin with.
    pub example: Option<String>,
}

/// Tries a decision of a model; the inputs are FEEL by the name of the input data, and those that are not given are null. What the
/// context says of the present and of a budget holds for all of it; the nearest changes get what the rest left.
#[must_use]
pub fn try_decision(rulebook: &Rulebook, xml: &str, decision: &str, given: &[(String, String)], context: &EvalContext) -> TriedDecision {
    let model = match compiled(xml, rulebook) {
        Ok((_, model)) => model,
        Err(problems) => return TriedDecision { problem: problems.into_iter().next(), ..TriedDecision::default() },
    };
    let Some(id) = model.decision(decision) else {
        let known: Vec<&str> = model.decisions().map(|known| model.name(known)).collect();
        let problem = ModelProblem {
            message: Text::new(format!("模型中没有决策“{decision}”"), format!("the model has no decision `{decision}`")),
            label: None,
            help: Some(Text::new(format!("其中有 {}", known.join("、")), format!("it has {}", known.join(", ")))),
            line: 1,
            column: 1,
            element: None,
            decision: None,
        };
        return TriedDecision { problem: Some(problem), ..TriedDecision::default() };
    };
    let inputs = needed(&model, id);
    match values(&model, given, context) {
        Err(problem) => TriedDecision { problem: Some(*problem), inputs, ..TriedDecision::default() },
        Ok(values) => TriedDecision {
            problem: None,
            inputs,
            explanation: Some(model.explain(id, &values, context)),
            nearest: model.nearest_changes(id, &values, None, context, &NearestOptions::default()),
        },
    }
}

fn needed(model: &Model, decision: DecisionId) -> Vec<TrialInput> {
    let inputs: Vec<(String, String)> = model.inputs().map(|(name, kind)| (name.to_owned(), kind.to_string())).collect();
    let reads = |place: usize| -> Vec<String> {
        model.decisions().filter(|known| model.inputs_of(*known).contains(&place)).map(|known| model.name(known).to_owned()).collect()
    };
    let example = |place: usize| {
        let numbers = model.decisions().flat_map(|known| model.breakpoints(known, place)).collect::<Vec<_>>();
        numbers.get(numbers.len() / 2).map(ToString::to_string)
    };
    let input = |place: usize| {
        let (name, kind) = inputs.get(place)?.clone();
        Some(TrialInput { name, kind, needed_by: reads(place), example: example(place) })
    };
    model.inputs_of(decision).into_iter().filter_map(input).collect()
}

fn values(model: &Model, given: &[(String, String)], context: &EvalContext) -> Result<Vec<Value>, Box<ModelProblem>> {
    let mut values = vec![Value::Null; model.inputs().count()];
    for (name, text) in given.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let Some(slot) = model.input(name).and_then(|place| values.get_mut(place)) else { continue };
        let expression = guiju_feel::compile(text, &Names::new()).map_err(|error| Box::new(ModelProblem::of_text(name, &error, text)))?;
        *slot = expression.evaluate(&[], context).value;
    }
    Ok(values)
}
