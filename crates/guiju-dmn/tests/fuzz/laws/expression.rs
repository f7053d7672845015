//! An expression of FEEL: it is refused in words, or its value is the same in both modes and reads back from its text.

use guiju_feel::{CompileError, Mode, Names, Value, compile};

use super::{context, ensure, has_function, modes_agree, names};

/// The longest text of a value that is read back: longer ones say nothing new.
const TEXT_BYTES_MAX: usize = 4_000;
/// As deep as a text may be nested and still be read.
const DEPTH_MAX: usize = 40;

pub(super) fn check(input: &[u8]) -> Result<(), String> {
    let source = String::from_utf8_lossy(input);
    let (names, slots) = names();
    match compile(&source, &names) {
        Err(error) => refused(&error, &source),
        Ok(expression) => {
            expression.warnings().iter().try_for_each(|warning| refused(warning, &source))?;
            let evaluation = modes_agree(|context| expression.evaluate(&slots, context), &source)?;
            reads_back(&evaluation.value)
        }
    }
}

/// An error says what is wrong in both languages, and where.
pub(super) fn refused(error: &CompileError, source: &str) -> Result<(), String> {
    ensure(source.get(error.span().range()).is_some(), || format!("an error points outside of the source: {error:?}"))?;
    ensure(!error.to_string().is_empty() && !error.message_zh().is_empty(), || format!("an error has no words: {error:?}"))
}

/// What a value prints is FEEL for the same value.
fn reads_back(value: &Value) -> Result<(), String> {
    if has_function(value) || depth(value) > DEPTH_MAX {
        return Ok(());
    }
    let text = value.to_string();
    if text.len() > TEXT_BYTES_MAX {
        return Ok(());
    }
    let again = compile(&text, &Names::new()).map_err(|error| format!("`{text}`, the text of a value, is no FEEL: {error}"))?;
    let again = again.evaluate(&[], &context(Mode::Lenient));
    ensure(again.value == *value, || format!("`{text}`, the text of a value, is {} ({:?})", again.value, again.reasons))
}

fn depth(value: &Value) -> usize {
    match value {
        Value::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Context(context) => 1 + context.iter().map(|(_, value)| depth(value)).max().unwrap_or(0),
        Value::Range(range) => 1 + depth(&range.start).max(depth(&range.end)),
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::DaysDuration(_)
        | Value::YearsDuration(_)
        | Value::Function(_) => 0,
    }
}
