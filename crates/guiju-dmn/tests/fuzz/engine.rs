//! The fuzzer of the readers: texts near to real ones, and what has to hold for each.
//!
//! For every input: no panic, an end within [`SECONDS_MAX`], and for what reads: what is written is the same XML and reads as the same
//! model. Evaluations are bounded by FEEL's own limits, set low, so that a slow input is a limit that does not hold.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use guiju_dmn::{Document, Tracing, compile_what_can_be, decode, first_difference};
use guiju_feel::{EvalContext, Names, Type, Value, compile, compile_unary_tests};

use super::random::Random;
use super::{feel, xml};

/// The slowest that one input may be, on a busy machine without optimisation.
pub(crate) const SECONDS_MAX: u64 = 20;

/// What the fuzzer starts from.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    pub(crate) models: Vec<String>,
    pub(crate) texts: Vec<String>,
}

/// An input that broke something.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) input: u64,
    pub(crate) kind: Kind,
    pub(crate) what: String,
    pub(crate) text: Vec<u8>,
}

/// What an input is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Expression,
    UnaryTests,
    Model,
}

impl Corpus {
    /// The files beside the tests, the rulebook's and, where it is at hand, the kit's, with the FEEL that is in them.
    pub(crate) fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut corpus = Self::default();
        let mut folders = vec![root.join("tests/corpus"), root.join("tests/documents"), root.join("../../rulebook")];
        folders.extend(std::env::var_os("GUIJU_CONFORMANCE").map(|folder| PathBuf::from(folder).join("dmn-tck")));
        let mut files = Vec::new();
        folders.iter().for_each(|folder| collect(folder, &mut files));
        for path in files {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            if path.extension().is_some_and(|end| end == "feel") {
                corpus.texts.extend(text.lines().filter(|line| !line.starts_with('#')).map(ToOwned::to_owned));
            } else {
                let pieces = text.split("text>").skip(1).step_by(2);
                corpus.texts.extend(pieces.map(|piece| piece.split("</").next().unwrap_or("").replace("&lt;", "<").replace("&gt;", ">")));
                corpus.models.push(text);
            }
        }
        corpus
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "dmn" || end == "feel") {
            files.push(path);
        }
    }
}

/// Runs inputs until the time is over; `before` sees each one first, so that one that ends the process is not lost.
pub(crate) fn run(corpus: &Corpus, seed: u64, time: Duration, mut before: impl FnMut(Kind, &[u8])) -> (u64, Vec<Failure>) {
    let start = Instant::now();
    let (mut count, mut failures) = (0, Vec::new());
    while start.elapsed() < time && failures.len() < 20 {
        let (kind, text) = input(corpus, &mut Random::new(seed, count));
        before(kind, &text);
        let begun = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| check(kind, &text))).unwrap_or_else(|_| Err("it panicked".to_owned()));
        let outcome = outcome.and_then(|()| {
            let seconds = begun.elapsed().as_secs();
            if seconds < SECONDS_MAX { Ok(()) } else { Err(format!("it took {seconds} s")) }
        });
        if let Err(what) = outcome {
            failures.push(Failure { input: count, kind, what, text });
        }
        count += 1;
    }
    (count, failures)
}

/// The input with a number: the same one for the same seed and corpus.
fn input(corpus: &Corpus, random: &mut Random) -> (Kind, Vec<u8>) {
    let text = |random: &mut Random| random.pick(&corpus.texts).cloned().unwrap_or_default();
    match random.below(4) {
        0 | 1 => {
            let from = text(random);
            let kind = if random.below(3) == 0 { Kind::UnaryTests } else { Kind::Expression };
            (kind, feel::mutate(random, &from, &corpus.texts).into_bytes())
        }
        _ => {
            let from = random.pick(&corpus.models).cloned().unwrap_or_default();
            let mut bytes = xml::mutate(random, &from, &corpus.texts).into_bytes();
            if random.below(16) == 0 && !bytes.is_empty() {
                let at = random.below(bytes.len());
                bytes[at] = u8::try_from(random.below(256)).unwrap_or(0);
            }
            (Kind::Model, bytes)
        }
    }
}

fn context() -> EvalContext {
    let mut context = EvalContext::default();
    context.limits.steps = context.limits.steps.min(200_000);
    context
}

fn check(kind: Kind, bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let mut names = Names::new();
    names.declare("total price", Type::Number);
    names.declare("items", Type::Any);
    let slots = [Value::from(5), Value::list([Value::from(1)])];
    match kind {
        Kind::Expression => drop(compile(&text, &names).map(|expression| expression.evaluate(&slots, &context()))),
        Kind::UnaryTests => {
            drop(compile_unary_tests(&text, &Type::Number, &names).map(|tests| tests.matches(&Value::from(7), &slots, &context())));
        }
        Kind::Model => return check_model(bytes),
    }
    Ok(())
}

fn check_model(bytes: &[u8]) -> Result<(), String> {
    let Ok(document) = Document::read_bytes(bytes) else { return Ok(()) };
    let source = decode(bytes).map_err(|error| format!("it reads, and cannot be decoded: {error}"))?;
    if let Some(difference) = first_difference(&source, document.write()) {
        return Err(format!("what is written is other XML: {difference:?}"));
    }
    let again = Document::read(document.write()).map_err(|error| format!("what is written does not read: {error}"))?;
    if again.write() != document.write() || again.definitions() != document.definitions() {
        return Err("what is written reads as another model".to_owned());
    }
    let made = Document::from_definitions(document.definitions()).map_err(|error| format!("the model cannot be written anew: {error}"))?;
    let twice = Document::from_definitions(made.definitions()).map_err(|error| format!("the model cannot be written twice: {error}"))?;
    if twice.definitions().clone().without_places() != made.definitions().clone().without_places() {
        return Err("the model written anew is another one".to_owned());
    }
    let (model, _) = compile_what_can_be(document.definitions());
    let inputs: Vec<Value> = model.inputs().map(|_| Value::from(1)).collect();
    for decision in model.decisions().take(8) {
        drop(model.evaluate(decision, &inputs, &context(), Tracing::Misses));
    }
    Ok(())
}
