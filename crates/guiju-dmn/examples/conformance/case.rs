//! Runs the cases of one test file.

use std::fs;
use std::path::Path;

use guiju_dmn::{Definitions, Model, Outcome, Tracing, compile_what_can_be_with, decode, read};
use guiju_feel::{EvalContext, Value};

use crate::values::{is_same, value};
use crate::xml::{Element, parse};

/// What came of one expected result.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) folder: String,
    pub(crate) file: String,
    pub(crate) case: String,
    pub(crate) result: String,
    /// Why it failed; nothing where it passed.
    pub(crate) failure: Option<String>,
}

/// The findings of a test file: one for each result that it expects.
pub(crate) fn run(path: &Path) -> Result<Vec<Finding>, String> {
    let source = fs::read(path).map_err(|cause| cause.to_string())?;
    let cases = parse(&decode(&source).map_err(|cause| cause.to_string())?)?;
    let name = cases.child("modelName").map(|name| name.text.trim().to_owned()).unwrap_or_default();
    let folder = path.parent().ok_or("no folder")?;
    let model = load(&folder.join(&name)).map(|main| compile_what_can_be_with(&main, &beside(folder, &name)).0);
    let now = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let context = EvalContext { now: Some(now), ..EvalContext::default() };
    let mut findings = Vec::new();
    for case in cases.all("testCase") {
        for result in case.all("resultNode") {
            let outcome = model.as_ref().map_err(Clone::clone).and_then(|model| evaluate(model, case, result, &context));
            findings.push(Finding {
                folder: folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                case: case.attribute("id").unwrap_or("?").to_owned(),
                result: result.attribute("name").unwrap_or("?").to_owned(),
                failure: judge(result, outcome),
            });
        }
    }
    Ok(findings)
}

fn load(path: &Path) -> Result<Definitions, String> {
    let bytes = fs::read(path).map_err(|cause| format!("`{}`: {cause}", path.display()))?;
    let source = decode(&bytes).map_err(|cause| cause.to_string())?;
    read(&source).map_err(|cause| cause.to_string())
}

/// The other models of the folder, which this one may import. One that cannot be read is missed only where it is imported.
fn beside(folder: &Path, name: &str) -> Vec<Definitions> {
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "dmn") && path.file_name().is_some_and(|file| file != name));
    paths.sort();
    paths.iter().filter_map(|path| load(path).ok()).collect()
}

/// Where the kit expects an error, the value has to be null and a reason has to be given.
fn judge(result: &Element, outcome: Result<Outcome, String>) -> Option<String> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(cause) => return Some(cause),
    };
    if result.attribute("errorResult") == Some("true") {
        return match (outcome.value.is_null(), outcome.reasons.is_empty()) {
            (true, false) => None,
            (true, true) => Some("an error was expected, came null without a reason".to_owned()),
            (false, _) => Some(format!("an error was expected, came {}", outcome.value)),
        };
    }
    let expected = result.child("expected").map(value).unwrap_or_default();
    if is_same(&expected, &outcome.value) {
        return None;
    }
    let reasons: Vec<String> = outcome.reasons.iter().map(ToString::to_string).collect();
    Some(format!("expected {expected}, came {} ({})", outcome.value, reasons.join("; ")))
}

fn evaluate(model: &Model, case: &Element, result: &Element, context: &EvalContext) -> Result<Outcome, String> {
    let given: Vec<(String, Value)> =
        case.all("inputNode").map(|node| (node.attribute("name").unwrap_or("").to_owned(), value(node))).collect();
    let kind = result.attribute("type").or_else(|| case.attribute("type")).unwrap_or("decision");
    let name = result.attribute("name").unwrap_or("");
    match (kind, case.attribute("invocableName")) {
        ("decisionService", Some(service)) => {
            let mut outcome = model.call_service(service, &given, context).ok_or_else(|| format!("no decision service `{service}`"))?;
            // A service with several outputs gives a context; the case asks for one of them.
            if let Some(one) = outcome.value.as_context().and_then(|outputs| outputs.get(name)).cloned() {
                outcome.value = one;
            }
            Ok(outcome)
        }
        ("bkm", Some(function)) => model.call_knowledge(function, &given, context).ok_or_else(|| format!("no function `{function}`")),
        _ => {
            let decision = model.decision(name).ok_or_else(|| format!("no decision `{name}`"))?;
            let mut inputs: Vec<Value> = model.inputs().map(|(input, _)| find(input, &given).unwrap_or_default()).collect();
            for node in case.all("inputNode") {
                // Given by the namespace of the model that it belongs to, however that is imported.
                let Some(namespace) = node.attribute("namespace") else { continue };
                for place in model.inputs_of_model(namespace, node.attribute("name").unwrap_or("")) {
                    inputs.get_mut(place).into_iter().for_each(|input| *input = value(node));
                }
            }
            Ok(model.evaluate(decision, &inputs, context, Tracing::Matches))
        }
    }
}

/// The value of an input: given by its name, or, for input data of an imported model, as an entry of what is given by the import's name.
fn find(input: &str, given: &[(String, Value)]) -> Option<Value> {
    if let Some((_, value)) = given.iter().find(|(name, _)| name == input) {
        return Some(value.clone());
    }
    given.iter().find_map(|(name, value)| entry(value, input.strip_prefix(name.as_str())?.strip_prefix('.')?))
}

fn entry(value: &Value, path: &str) -> Option<Value> {
    let context = value.as_context()?;
    if let Some(value) = context.get(path) {
        return Some(value.clone());
    }
    context.iter().find_map(|(name, value)| entry(value, path.strip_prefix(name.as_ref())?.strip_prefix('.')?))
}
