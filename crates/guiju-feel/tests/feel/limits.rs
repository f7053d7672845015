//! Nothing that is written or computed is unbounded.

use guiju_feel::{CompileError, EvalContext, EvalError, Limits, Names, Value, compile};

fn error(source: &str, limits: Limits) -> EvalError {
    let context = EvalContext { limits, ..EvalContext::default() };
    let evaluation = compile(source, &Names::new()).expect(source).evaluate(&[], &context);
    assert_eq!(evaluation.value, Value::Null);
    evaluation.strict().expect_err(source)
}

#[test]
fn deep_nesting_is_refused_when_compiling() {
    for (open, middle, close) in [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{a: ", "1", "}"),
        ("-", "1", ""),
        ("not(", "true", ")"),
        ("if ", "true", " then 1 else 2"),
        ("function(x) ", "1", ""),
        ("1 + ", "1", ""),
        ("", "1", " + 1"),
        ("", "x", ".a"),
        ("", "1", "[1]"),
        ("for x in [1] return ", "1", ""),
        ("]1..", "2", "["),
        ("(", "1", "..2]"),
        ("1 in (", "1", ")"),
        ("(< ", "1", ")"),
        ("1 in not(", "1", ")"),
        ("1 between ", "1", " and 2"),
        ("@", "\"P1D\"", ""),
        ("[]", "1", ""),
        ("list<", "number", ">"),
        ("1 instance of list<", "number", ">"),
    ] {
        let source = format!("{}{middle}{}", open.repeat(5_000), close.repeat(5_000));
        let refused = compile(&source, &Names::new());
        assert!(refused.is_err(), "{open}{middle}{close}");
    }
    assert!(matches!(compile(&"(".repeat(50_000), &Names::new()), Err(CompileError::TooDeep { .. })));
    assert!(matches!(compile(&format!("1{}", " + 1".repeat(50_000)), &Names::new()), Err(CompileError::TooDeep { .. })));
}

#[test]
fn long_chains_of_and_and_or_and_long_lists_are_fine() {
    assert!(compile(&format!("true{}", " and true".repeat(5_000)), &Names::new()).is_ok());
    assert!(compile(&format!("true{}", " or false".repeat(5_000)), &Names::new()).is_ok());
    assert!(compile(&format!("[1{}]", ", 1".repeat(5_000)), &Names::new()).is_ok());
}

#[test]
fn nesting_within_the_limit_works() {
    let source = format!("{}1{}", "(".repeat(60), ")".repeat(60));
    assert_eq!(compile(&source, &Names::new()).expect("compiles").evaluate(&[], &EvalContext::default()).value, Value::from(1));
    let source = format!("1{}", " + 1".repeat(99));
    assert_eq!(compile(&source, &Names::new()).expect("compiles").evaluate(&[], &EvalContext::default()).value, Value::from(100));
}

#[test]
fn a_long_source_is_refused() {
    assert!(matches!(compile(&" ".repeat(2_000_000), &Names::new()), Err(CompileError::TooLong { .. })));
}

#[test]
fn steps_lists_strings_and_depth_are_bounded() {
    let limits = Limits { steps: 100_000, list_items: 1_000, text_bytes: 1_000, ..Limits::default() };
    let rows = [
        ("for x in 1..1000000000 return x", "more than 1000 items in a list"),
        ("count(for x in 1..900, y in 1..900 return 1)", "more than 1000 items in a list"),
        ("every x in 1..1000000000 satisfies true", "more than 100000 steps"),
        ("{f: function(x) f(x), r: f(1)}", "more than 300 levels of nested evaluation"),
        ("{f: function(n, t) if n = 0 then t else f(n - 1, t + t), r: f(20, \"abc\")}", "more than 1000 bytes in a string"),
        ("{f: function(n, t) if n = 0 then t else f(n - 1, concatenate(t, t)), r: f(20, [1])}", "more than 1000 items in a list"),
        ("{f: function(n) if n = 0 then 1 else f(n - 1) + f(n - 1), r: f(40)}", "more than 100000 steps"),
    ];
    for (source, expected) in rows {
        assert_eq!(error(source, limits).to_string(), expected, "{source}");
    }
}

#[test]
fn values_cannot_be_deeper_or_larger_than_what_can_be_walked() {
    let limits = Limits { steps: 1_000_000, ..Limits::default() };
    let rows = [
        ("for i in 1..100000 return [partial[-1]]", "more than 128 levels of nested values"),
        ("for i in 1..100000 return {a: partial[-1]}", "more than 128 levels of nested values"),
        // Each of these captures all that came before it.
        ("for i in 1..100000 return function() partial[-1]", "more than 1000000 steps"),
        ("for i in 1..100000 return append([], partial[-1])", "more than 128 levels of nested values"),
        ("for i in 1..100000 return context put({}, \"a\", partial[-1])", "more than 128 levels of nested values"),
        ("{f: function(n, t) if n = 0 then t else f(n - 1, [[[[[t]]]]]), r: string(f(60, 1))}", "more than 128 levels of nested values"),
        ("{f: function(n, t) if n = 0 then t else f(n - 1, [t, t]), r: string(f(60, 1))}", "more than 1000000 steps"),
        ("{f: function(n, t) if n = 0 then t else f(n - 1, {a: t, b: t}), r: f(60, 1) = f(60, 1)}", "more than 1000000 steps"),
    ];
    for (source, expected) in rows {
        assert_eq!(error(source, limits).to_string(), expected, "{source}");
    }
    let limits = Limits { text_bytes: 1_000, ..Limits::default() };
    assert_eq!(error("string(for i in 1..1000 return i)", limits).to_string(), "more than 1000 bytes in a string");
}

#[test]
fn recursion_through_every_kind_of_node_fits_the_stack() {
    for body in [
        "for y in [1] return f(x)",
        "[1][f(x) > 0]",
        "some y in [1] satisfies f(x)",
        "sort([1, 2], function(a, b) f(a))",
        "list replace([1], function(a, b) f(a), 2)",
        "{a: {b: {c: f(x)}}}",
        "if f(x) then 1 else 2",
        "x in (f(x), 2)",
        "1 + (2 * -f(x))",
        "f(f(x))",
        "true and (false or f(x))",
        "f(x).a",
        "f(x) between 1 and 2",
        "[f(x)..3]",
        "string(abs(f(x)))",
        "(function(y) f(y))(x)",
    ] {
        let source = format!("{{f: function(x) {body}, r: f(1)}}");
        assert_eq!(error(&source, Limits::default()).to_string(), "more than 300 levels of nested evaluation", "{source}");
    }
}

#[test]
fn patterns_cannot_explode() {
    let text = "a".repeat(5_000);
    let context = EvalContext::default();
    let expression = compile(&format!("matches(\"{text}\", \"^(a+)+b$\")"), &Names::new()).expect("compiles");
    assert_eq!(expression.evaluate(&[], &context).value, Value::from(false));
    let expression = compile("matches(\"a\", \"((a{1000}){1000}){1000}\")", &Names::new()).expect("compiles");
    assert_eq!(expression.evaluate(&[], &context).value, Value::Null);
}

#[test]
fn patterns_that_go_back_and_forth_end_in_time() {
    let text = "a".repeat(9_000);
    for pattern in ["(a*)*b", "(a|aa)+$b", "(a*)(a*)(a*)\\\\1[bc]", "^((a+)+)\\\\2\\\\1[^a]", "(a?){50}\\\\1b"] {
        let source = format!("matches(\"{text}\", \"{pattern}\")");
        let evaluation = compile(&source, &Names::new()).expect("compiles").evaluate(&[], &EvalContext::default());
        assert!(matches!(evaluation.value, Value::Boolean(false) | Value::Null), "{pattern}");
    }
    let long = "a".repeat(20_000);
    let refused = error(&format!("matches(\"{long}\", \"(a)\\\\1\")"), Limits::default());
    assert_eq!(refused.to_string(), "`matches`: a text of more than 10000 bytes is too long for a back-reference");
    let deep = "(".repeat(200) + &")".repeat(200);
    assert!(error(&format!("matches(\"a\", \"{deep}\")"), Limits::default()).to_string().contains("more than 100 groups"));
}
