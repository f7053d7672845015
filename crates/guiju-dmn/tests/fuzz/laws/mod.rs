//! What has to hold for every input of the fuzzer, whatever its bytes are: one law for each target.
//!
//! The guided fuzzer (`fuzz/`) and the test that replays what it kept ask the same functions. That there is no panic, an end, and no
//! memory without bound is for whoever calls; a law adds what else would be wrong, and says it in words.

mod expression;
mod model;
mod table;
mod unary_tests;

use guiju_feel::{EvalContext, Evaluation, Limits, Mode, Names, Type, Value};

/// A target of the fuzzer: its name, and the law of its inputs.
pub(crate) type Target = (&'static str, fn(&[u8]) -> Result<(), String>);

/// Every target.
pub(crate) const TARGETS: [Target; 3] =
    [("feel_expression", expression::check), ("feel_unary_tests", unary_tests::check), ("dmn_reader", model::check)];

/// Limits so low that an input that is slow all the same is a limit that does not hold.
fn context(mode: Mode) -> EvalContext {
    let limits = Limits { steps: 50_000, list_items: 20_000, text_bytes: 200_000, ..Limits::default() };
    EvalContext { mode, limits, ..EvalContext::default() }
}

/// The names in scope of the expressions and cells, and the values in their slots.
fn names() -> (Names, [Value; 2]) {
    let mut names = Names::new();
    names.declare("total price", Type::Number);
    names.declare("items", Type::Any);
    let item = Value::context([("price", Value::from(12)), ("名称", Value::from("茶"))]);
    (names, [Value::from(5), Value::list([item, Value::Null, Value::from(1)])])
}

fn ensure(is_so: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(what()) }
}

/// Reasons have messages in both languages and point into the source.
fn explained(evaluation: &Evaluation, source: &str) -> Result<(), String> {
    for reason in &evaluation.reasons {
        ensure(source.get(reason.span.range()).is_some(), || format!("a reason points outside of the source: {reason:?}"))?;
        let has_words = !reason.error.to_string().is_empty() && !reason.error.message_zh().is_empty();
        ensure(has_words, || format!("a reason has no words: {reason:?}"))?;
    }
    Ok(())
}

/// What strict mode gives without a reason, lenient mode gives too. The other way round they may differ: lenient drops the reason of an
/// operand that does not count in the end, as in `1 or true`.
fn modes_agree(evaluate: impl Fn(&EvalContext) -> Evaluation, source: &str) -> Result<Evaluation, String> {
    let [lenient, strict] = [Mode::Lenient, Mode::Strict].map(|mode| evaluate(&context(mode)));
    explained(&lenient, source)?;
    explained(&strict, source)?;
    // A function is equal to itself alone.
    let is_same = lenient.reasons.is_empty() && (strict.value == lenient.value || has_function(&strict.value));
    ensure(is_same || !strict.reasons.is_empty(), || {
        format!("strict gives {} without a reason, lenient {} ({:?})", strict.value, lenient.value, lenient.reasons)
    })?;
    Ok(lenient)
}

fn has_function(value: &Value) -> bool {
    match value {
        Value::Function(_) => true,
        Value::List(items) => items.iter().any(has_function),
        Value::Context(context) => context.iter().any(|(_, value)| has_function(value)),
        Value::Range(range) => has_function(&range.start) || has_function(&range.end),
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::DaysDuration(_)
        | Value::YearsDuration(_) => false,
    }
}
