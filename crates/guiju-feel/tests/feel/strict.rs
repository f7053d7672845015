//! Strict mode: the first operation without an answer is the result.

use guiju_feel::{EvalContext, EvalError, Mode, Value, compile};

use crate::{evaluate, scope};

fn strict(source: &str) -> Result<Value, EvalError> {
    let (names, values) = scope();
    let context = EvalContext { mode: Mode::Strict, ..EvalContext::default() };
    compile(source, &names).expect(source).evaluate(&values, &context).strict()
}

#[test]
fn a_null_from_an_operation_is_an_error() {
    let rows = [
        ("1 + nothing", "+ of null"),
        ("if nothing > 1 then 1 else 2", "comparison of null"),
        ("numbers[9]", "no item 9 in a list of 4"),
        ("{a: 1 / 0}", "division by zero"),
        ("for x in [1, null] return x + 1", "+ of null"),
        ("[1, null][item > 0]", "comparison of null"),
        ("today()", "this evaluation has no clock"),
        ("nothing and true", "`and` of null"),
    ];
    for (source, expected) in rows {
        assert_eq!(strict(source).map_err(|error| error.to_string()), Err(expected.to_owned()), "{source}");
    }
}

#[test]
fn a_null_that_is_asked_for_is_fine() {
    for source in ["nothing = null", "if nothing = null then 1 else nothing + 1", "nothing", "nothing = null or nothing > 1", "[null]"] {
        assert!(strict(source).is_ok(), "{source}");
    }
}

#[test]
fn lenient_mode_keeps_the_reasons_and_strict_makes_an_error_of_the_first() {
    let evaluation = evaluate("[1 + nothing, 2, 3 / 0]").expect("compiles");
    assert_eq!(evaluation.value.to_string(), "[null, 2, null]");
    let spans: Vec<_> = evaluation.reasons.iter().map(|reason| reason.span.range()).collect();
    assert_eq!(spans, [1..12, 17..22]);
    assert!(matches!(evaluation.strict(), Err(EvalError::NullOperand { .. })));
}

#[test]
fn what_did_not_matter_leaves_no_reason() {
    for source in ["nothing > 1 or true", "nothing > 1 and false", "some x in [null, 1] satisfies x > 0"] {
        assert_eq!(evaluate(source).expect(source).reasons, [], "{source}");
    }
}
