//! dsntk as a peer: the DMN file, built once into closures.
//!
//! The engine evaluates every cell of every rule, whatever the hit policy, and does not tell which rule fired, so there is no trace to measure.

use std::fs;
use std::str::FromStr as _;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use dsntk_feel::context::FeelContext;
use dsntk_feel::values::Value;
use dsntk_feel::{FeelNumber, FeelScope, Name};
use dsntk_model::{DmnElement as _, NamedElement as _};
use dsntk_model_evaluator::ModelEvaluator;
use harness::{Expression, Named, Peer, Row, Table};

struct Dsntk {
    evaluator: Arc<ModelEvaluator>,
    namespace: String,
    model: String,
    decision: String,
}

impl Peer for Dsntk {
    const ENGINE: &'static str = "dsntk";
    const VERSION: &'static str = "0.3.0";
    const HAS_TRACE: bool = false;
    type Case = FeelContext;

    fn compile(table: &Table) -> anyhow::Result<Self> {
        let text = fs::read_to_string(&table.dmn).with_context(|| format!("reading {}", table.dmn.display()))?;
        let definitions = dsntk_model::parse(&text).map_err(|error| anyhow!("{error}"))?;
        let decision = definitions.decisions().first().context("the model has no decision")?.name().to_owned();
        let (namespace, model) = (definitions.namespace().to_owned(), definitions.name().to_owned());
        let evaluator = ModelEvaluator::new(&[definitions]).map_err(|error| anyhow!("{error}"))?;
        Ok(Self { evaluator, namespace, model, decision })
    }

    fn convert(&self, row: &Row) -> anyhow::Result<FeelContext> {
        let mut context = FeelContext::default();
        for (name, text) in [("a", &row.a), ("b", &row.b)] {
            context.set_entry(&Name::from(name), Value::String(text.clone()));
        }
        for (name, value) in [("c", &row.c), ("d", &row.d)] {
            context.set_entry(&Name::from(name), Value::Number(number(&value.to_string())?));
        }
        Ok(context)
    }

    fn decide(&self, case: &FeelContext) -> anyhow::Result<String> {
        match self.evaluator.evaluate_invocable(&self.namespace, &self.model, &self.decision, case) {
            Value::String(text) => Ok(text),
            other => bail!("the decision gave {other}"),
        }
    }

    fn parse_and_evaluate(expression: &Expression) -> Option<anyhow::Result<String>> {
        Some(evaluate(expression))
    }
}

fn evaluate(expression: &Expression) -> anyhow::Result<String> {
    let scope = FeelScope::default();
    let mut context = FeelContext::default();
    for (name, value) in &expression.names {
        let value = match value {
            Named::Number(number) => Value::Number(FeelNumber::from(*number)),
            Named::Text(text) => Value::String(text.clone()),
        };
        context.set_entry(&Name::from(name.as_str()), value);
    }
    scope.push(context);
    let node = dsntk_feel_parser::parse_expression(&scope, &expression.text, false).map_err(|error| anyhow!("{error}"))?;
    Ok(dsntk_feel_evaluator::evaluate(&scope, &node).to_string())
}

fn number(text: &str) -> anyhow::Result<FeelNumber> {
    FeelNumber::from_str(text).map_err(|error| anyhow!("{error}"))
}

fn main() -> anyhow::Result<()> {
    harness::run::<Dsntk>()
}
