//! A cell of a decision table: refused in words, or it answers yes, no or unknown, alike in both modes and alike in a table.

use guiju_feel::{Type, Value, compile_unary_tests};

use super::{ensure, expression, modes_agree, names, table};

/// What a cell is asked about.
fn inputs() -> [Value; 7] {
    let date = guiju_feel::Date::new(2_026, 3, 31).map_or(Value::Null, Value::from);
    [
        Value::Null,
        Value::from(7),
        Value::from("a"),
        Value::from(true),
        date,
        Value::list([Value::from(7)]),
        Value::context([("price", Value::from(7))]),
    ]
}

pub(super) fn check(input: &[u8]) -> Result<(), String> {
    let source = String::from_utf8_lossy(input);
    let (names, slots) = names();
    for ty in [Type::Any, Type::Number, Type::Text] {
        let tests = match compile_unary_tests(&source, &ty, &names) {
            Ok(tests) => tests,
            Err(error) => {
                expression::refused(&error, &source)?;
                continue;
            }
        };
        for input in inputs() {
            let said = modes_agree(|context| tests.matches(&input, &slots, context), &source)?;
            let is_answer = matches!(said.value, Value::Boolean(_) | Value::Null);
            ensure(is_answer, || format!("the answer for {input} is {}", said.value))?;
        }
        table::check(&source, &ty, &tests, &inputs(), &slots)?;
    }
    Ok(())
}
