//! A file of DMN: refused with its place, or written as it was read, written anew without a change, taken through sheets and back, and
//! whatever of it compiles decides, is checked and is told within limits.

use guiju_dmn::{
    CaseOptions, CheckOptions, Document, Language, Model, Tracing, compile_what_can_be, decode, first_difference, from_sheets, to_sheets,
};
use guiju_feel::{Mode, Value};

use super::{context, ensure};

/// Decisions of one model that are evaluated: a model may have hundreds.
const DECISIONS_MAX: usize = 8;

pub(super) fn check(input: &[u8]) -> Result<(), String> {
    let document = match Document::read_bytes(input) {
        Ok(document) => document,
        Err(error) => return ensure(!error.to_string().is_empty(), || format!("an error has no words: {error:?}")),
    };
    comes_back(&document, input)?;
    is_written_anew(&document)?;
    comes_back_from_sheets(&document)?;
    let (model, problems) = compile_what_can_be(document.definitions());
    for problem in &problems {
        ensure(document.write().get(problem.at.clone()).is_some(), || format!("a problem stands outside of the file: {problem:?}"))?;
        ensure(!problem.message().en.is_empty() && !problem.message().zh.is_empty(), || format!("a problem has no words: {problem:?}"))?;
    }
    decides(&model);
    Ok(())
}

/// What is written is the same XML and reads as the same model.
fn comes_back(document: &Document, input: &[u8]) -> Result<(), String> {
    let source = decode(input).map_err(|error| format!("it reads, and cannot be decoded: {error}"))?;
    if let Some(difference) = first_difference(&source, document.write()) {
        return Err(format!("what is written is other XML: {difference:?}"));
    }
    let again = Document::read(document.write()).map_err(|error| format!("what is written does not read: {error}"))?;
    let is_same = again.write() == document.write() && again.definitions() == document.definitions();
    ensure(is_same, || "what is written reads as another model".to_owned())
}

/// A model that is written without its file, and once more, stays the same.
fn is_written_anew(document: &Document) -> Result<(), String> {
    let made = Document::from_definitions(document.definitions()).map_err(|error| format!("the model cannot be written anew: {error}"))?;
    let twice = Document::from_definitions(made.definitions()).map_err(|error| format!("the model cannot be written twice: {error}"))?;
    let is_same = twice.definitions().clone().without_places() == made.definitions().clone().without_places();
    ensure(is_same, || "the model written anew is another one".to_owned())
}

/// Sheets that nobody changed change nothing; a model that no sheet can name is refused in words.
fn comes_back_from_sheets(document: &Document) -> Result<(), String> {
    match from_sheets(&to_sheets(document), Some(document)) {
        Ok(back) => ensure(back.write() == document.write(), || "the file is another one after it was in sheets".to_owned()),
        Err(error) => ensure(!error.to_string().is_empty() && !error.zh().is_empty(), || format!("an error has no words: {error:?}")),
    }
}

/// Everything that is done with a model, for its end alone.
fn decides(model: &Model) {
    let inputs: Vec<Value> = model.inputs().map(|_| Value::from(1)).collect();
    for decision in model.decisions().take(DECISIONS_MAX) {
        let outcome = model.evaluate(decision, &inputs, &context(Mode::Lenient), Tracing::Misses);
        drop(model.stored("edition", decision, &inputs, &outcome));
        drop(model.explain(decision, &inputs, &context(Mode::Strict)).text(Language::Zh));
        drop(model.generate_cases(decision, &context(Mode::Lenient), &CaseOptions { candidates: 20 }));
    }
    drop(model.findings(&CheckOptions { steps: 50_000, ..CheckOptions::default() }));
}
