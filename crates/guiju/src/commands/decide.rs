//! `guiju decide DECISION --given name=FEEL …`: one case, step by step, and what would change the outcome.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use guiju_dmn::{Explanation, Language, NearestChange, Reason};
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::Company;
use guiju_runtime::rules::{ModelProblem, TriedDecision, try_decision};

use crate::arguments::{Common, Format};
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Decide {
    /// The decision, by its id or its name.
    decision: String,
    /// What it is given: the name of the input, `=`, and its value as FEEL (a text in quotes). What is not given is null.
    #[arg(long = "given", value_name = "NAME=FEEL", value_parser = given)]
    given: Vec<(String, String)>,
    /// A DMN file to take it from, instead of the rulebook of the company, or the default one.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// The language in which the steps are told.
    #[arg(long, default_value = "en")]
    language: Spoken,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Spoken {
    Zh,
    En,
}

fn given(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| format!("`{text}` is not NAME=FEEL; write for example `total=79`"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub(crate) fn run(decide: &Decide, common: &Common) -> anyhow::Result<Outcome> {
    let source = match common.folder() {
        Ok(folder) => Company::rulebook_source(folder)?,
        Err(_) => Source::embedded(),
    };
    let rulebook = Rulebook::load(&source).context("the rulebook cannot be used; `guiju check` shows each place")?;
    let xml = match &decide.model {
        Some(path) => std::fs::read_to_string(path).with_context(|| format!("cannot read the model `{}`", path.display()))?,
        None => file_of(&rulebook, &decide.decision)?,
    };
    let context = guiju_feel::EvalContext { now: Some(jiff::ZonedDateTime::now()), ..guiju_feel::EvalContext::default() };
    let tried = try_decision(&rulebook, &xml, &decide.decision, &decide.given, &context);
    if let Some(problem) = &tried.problem {
        bail!(words(problem));
    }
    if let Some((name, _)) = decide.given.iter().find(|(name, _)| !tried.inputs.iter().any(|input| input.name == *name)) {
        let known: Vec<String> = tried.inputs.iter().map(|input| format!("`{}` ({})", input.name, input.kind)).collect();
        bail!("the decision needs no input `{name}`; it needs {}", known.join(", "));
    }
    let Some(explanation) = &tried.explanation else { bail!("nothing was decided") };
    match common.format {
        Format::Json => output::print_json(&json(explanation, &tried))?,
        Format::Text => output::print(&text(explanation, &tried.nearest, decide.language))?,
    }
    Ok(Outcome::Fine)
}

/// The text of the rulebook's file that has the decision.
fn file_of(rulebook: &Rulebook, decision: &str) -> anyhow::Result<String> {
    let files = rulebook.chapters().iter().flat_map(|chapter| &chapter.decisions);
    let mut known = Vec::new();
    for (_, text) in files {
        let Ok(definitions) = guiju_dmn::read(text) else { continue };
        if definitions.decisions.iter().any(|known| known.id == decision || known.name == decision) {
            return Ok(text.clone());
        }
        known.extend(definitions.decisions.into_iter().map(|decision| decision.id));
    }
    bail!("the rulebook has no decision `{decision}`; it has {}", known.join(", "))
}

fn words(problem: &ModelProblem) -> String {
    let place = problem.element.as_ref().map(|element| format!("{}: ", element.en)).unwrap_or_default();
    let help = problem.help.as_ref().map(|help| format!("; {}", help.en)).unwrap_or_default();
    format!("{place}{} (line {}, column {}){help}", problem.message.en, problem.line, problem.column)
}

fn text(explanation: &Explanation, nearest: &[NearestChange], spoken: Spoken) -> String {
    let (language, is_zh) = match spoken {
        Spoken::Zh => (Language::Zh, true),
        Spoken::En => (Language::En, false),
    };
    let mut text = explanation.text(language);
    for change in nearest {
        let (head, words) = if is_zh { ("最近的变化：", &change.message.zh) } else { ("nearest change: ", &change.message.en) };
        text.push_str(&format!("{head}{words}\n"));
    }
    text
}

fn json(explanation: &Explanation, tried: &TriedDecision) -> serde_json::Value {
    let reason = |reason: &Reason| serde_json::json!({ "element": reason.element.as_ref(), "message": reason.cause.to_string(), "message_zh": reason.cause.message_zh() });
    let rule = |rule: &guiju_dmn::RuleRef| serde_json::json!({ "id": rule.id, "number": rule.number });
    let steps = explanation.steps.iter().map(|step| {
        let tables = step.tables.iter().map(|table| {
            serde_json::json!({
                "table": table.table,
                "columns": table.columns.iter().map(|(name, value)| serde_json::json!({ "name": name, "value": value.to_string() })).collect::<Vec<_>>(),
                "matched": table.matched.iter().map(|matched| rule(&matched.rule)).collect::<Vec<_>>(),
                "misses": table.misses.iter().map(|miss| {
                    serde_json::json!({ "rule": rule(&miss.rule), "column": miss.column, "cell": miss.cell, "value": miss.value.to_string() })
                }).collect::<Vec<_>>(),
            })
        });
        serde_json::json!({
            "decision": step.id, "name": step.name, "value": step.output.to_string(), "tables": tables.collect::<Vec<_>>(),
            "reasons": step.reasons.iter().map(reason).collect::<Vec<_>>(),
            "took_nanoseconds": u64::try_from(step.took.as_nanos()).unwrap_or(u64::MAX),
        })
    });
    serde_json::json!({
        "decision": explanation.decision,
        "value": explanation.value.to_string(),
        "inputs": tried.inputs.iter().map(|input| serde_json::json!({ "name": input.name, "type": input.kind })).collect::<Vec<_>>(),
        "steps": steps.collect::<Vec<_>>(),
        "nearest": tried.nearest.iter().map(|change| serde_json::json!({
            "value": change.value.to_string(), "message": { "zh": change.message.zh, "en": change.message.en },
        })).collect::<Vec<_>>(),
    })
}
