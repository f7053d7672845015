//! zen-engine as a peer: the rules as a JDM graph of one decision table, compiled once.
//!
//! `GraphContent::compile` compiles every cell to bytecode and builds the engine's index over its equality columns; it is off while tracing,
//! which is the engine's own doing. Cells, ranges and numbers are the engine's (decimals).

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use anyhow::{Context as _, anyhow, bail};
use harness::{Expression, Peer, Row, Rule, Table};
use serde_json::{Number, Value, json};
use zen_engine::model::GraphContent;
use zen_engine::{Decision, DecisionGraphResponse, EvaluationOptions};
use zen_expression::variable::Variable;

struct Zen(Decision);

impl Peer for Zen {
    const ENGINE: &'static str = "zen-engine";
    const VERSION: &'static str = "2.1.6";
    const HAS_TRACE: bool = true;
    type Case = Variable;

    fn compile(table: &Table) -> anyhow::Result<Self> {
        let mut content: GraphContent = serde_json::from_value(graph(&table.rules))?;
        content.compile();
        Ok(Self(Decision::from(content)))
    }

    fn convert(&self, row: &Row) -> anyhow::Result<Variable> {
        Ok(json!({ "a": row.a, "b": row.b, "c": row.c, "d": row.d }).into())
    }

    fn decide(&self, case: &Variable) -> anyhow::Result<String> {
        out(&self.evaluate(case, false)?)
    }

    fn decide_traced(&self, case: &Variable) -> anyhow::Result<String> {
        let response = self.evaluate(case, true)?;
        if response.trace.is_none() {
            bail!("the engine gave no trace");
        }
        out(&response)
    }

    // zen's expressions are not FEEL, so they are not compared.
    fn parse_and_evaluate(_expression: &Expression) -> Option<anyhow::Result<String>> {
        None
    }
}

impl Zen {
    /// A table never waits, so that one poll without a runtime is the whole evaluation.
    fn evaluate(&self, case: &Variable, trace: bool) -> anyhow::Result<DecisionGraphResponse> {
        let future = pin!(self.0.evaluate_with_opts(case.clone(), EvaluationOptions { trace, max_depth: 1 }));
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(response) => response.map_err(|error| anyhow!("{error}")),
            Poll::Pending => bail!("the evaluation of a table waited for something"),
        }
    }
}

fn out(response: &DecisionGraphResponse) -> anyhow::Result<String> {
    let value = response.result.dot("out").context("the result has no `out`")?;
    Ok(value.as_str().context("`out` is no text")?.to_owned())
}

fn graph(rules: &[Rule]) -> Value {
    let inputs: Vec<Value> = ["a", "b", "c", "d"].iter().map(|name| json!({ "id": name, "name": name, "field": name })).collect();
    let rows: Vec<Value> = rules.iter().enumerate().map(|(index, rule)| row(index, rule)).collect();
    json!({
        "nodes": [
            { "id": "request", "name": "request", "type": "inputNode", "content": {} },
            { "id": "table", "name": "table", "type": "decisionTableNode", "content": {
                "hitPolicy": "first", "inputs": inputs, "outputs": [{ "id": "out", "name": "out", "field": "out" }], "rules": rows,
            } },
            { "id": "response", "name": "response", "type": "outputNode", "content": {} },
        ],
        "edges": [
            { "id": "in", "sourceId": "request", "targetId": "table" },
            { "id": "back", "sourceId": "table", "targetId": "response" },
        ],
    })
}

/// An empty cell matches anything.
fn row(index: usize, rule: &Rule) -> Value {
    let text = |cell: &Option<String>| cell.as_ref().map(|value| format!("\"{value}\"")).unwrap_or_default();
    let range = |cell: &Option<[Number; 2]>| cell.as_ref().map(|[low, high]| format!("[{low}..{high})")).unwrap_or_default();
    json!({
        "_id": format!("rule{}", index + 1), "a": text(&rule.a), "b": text(&rule.b), "c": range(&rule.c), "d": range(&rule.d),
        "out": format!("\"{}\"", rule.out),
    })
}

fn main() -> anyhow::Result<()> {
    harness::run::<Zen>()
}
