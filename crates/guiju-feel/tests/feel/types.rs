//! Types: `instance of`, inference, conversions, warnings.

use guiju_feel::{Names, Type, Value, compile};

use crate::{check, scope};

#[test]
fn instance_of() {
    check("1 instance of number", "true");
    check("-1 instance of number", "true");
    check("\"a\" instance of number", "false");
    check("null instance of number", "false");
    check("null instance of Null", "true");
    check("null instance of Any", "false");
    check("[1, 2] instance of list<number>", "true");
    check("[1, \"a\"] instance of list<number>", "false");
    check("[] instance of list<number>", "true");
    check("{a: 1} instance of context<a: number>", "true");
    check("{a: 1, b: 2} instance of context<a: number>", "true");
    check("{b: 2} instance of context<a: number>", "false");
    check("[1..2] instance of range<number>", "true");
    check("@\"P1D\" instance of days and time duration", "true");
    check("@\"2026-03-31\" instance of date and time", "false");
    check("(function(x: number) x + 1) instance of function<number> -> number", "true");
    check("(function(x: number) x + 1) instance of function<number, number> -> number", "false");
    check("not(1 instance of string) and true", "true");
}

#[test]
fn the_type_of_a_result_is_inferred() {
    let (mut names, _) = scope();
    names.declare_type("tOrder", Type::context([("total", Type::Number)]));
    let typed = |source: &str| compile(source, &names).map(|expression| expression.result_type().to_string());
    let rows = [
        ("1 + amount", "number"),
        ("amount > 1", "boolean"),
        ("numbers[1]", "number"),
        ("numbers[item > 1]", "list<number>"),
        ("for x in numbers return string(x)", "list<string>"),
        ("客户.年销售额", "number"),
        ("{a: 1, b: \"x\"}", "context<a: number, b: string>"),
        ("if amount > 1 then 1 else null", "number"),
        ("if amount > 1 then 1 else \"a\"", "Any"),
        ("@\"2026-03-31\" - today()", "days and time duration"),
        ("[1..2]", "range<number>"),
        ("max(numbers)", "number"),
        ("reverse(numbers)", "list<number>"),
        ("function(x: tOrder) x.total", "function<context<total: number>> -> number"),
    ];
    for (source, expected) in rows {
        assert_eq!(typed(source).as_deref(), Ok(expected), "{source}");
    }
}

#[test]
fn types_have_names() {
    for name in
        ["number", "list<list<string>>", "context<a: number, b: list<date>>", "range<date and time>", "function<number, string> -> boolean"]
    {
        assert_eq!(Type::parse(name).map(|ty| ty.to_string()).as_deref(), Some(name));
    }
    assert_eq!(Type::parse("dateTime"), Some(Type::DateTime));
    assert_eq!(Type::parse("tCustomer"), None);
    assert_eq!(Type::parse("list<number"), None);
}

#[test]
fn values_are_converted_to_a_type_as_the_standard_says() {
    assert_eq!(Type::list(Type::Number).coerce(Value::from(1)), Some(Value::list([Value::from(1)])));
    assert_eq!(Type::Number.coerce(Value::list([Value::from(1)])), Some(Value::from(1)));
    assert_eq!(Type::Number.coerce(Value::from("1")), None);
    assert_eq!(Type::Number.coerce(Value::Null), Some(Value::Null));
    let midnight = Type::DateTime.coerce(Value::date(jiff::civil::date(2026, 3, 31))).expect("a date is a moment");
    assert_eq!(midnight.to_string(), "@\"2026-03-31T00:00:00Z\"");
}

#[test]
fn what_can_only_be_null_is_a_warning() {
    let (names, _) = scope();
    let warnings = |source: &str| compile(source, &names).expect(source).warnings().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(warnings("amount + \"a\""), ["`+` needs something to go with number, but this is string"]);
    assert_eq!(warnings("amount < \"40\""), ["`<` needs something to compare with number, but this is string"]);
    assert_eq!(warnings("客户.clas"), ["no entry `clas` in context<first name: string, class: string, 年销售额: number>"]);
    assert_eq!(warnings("string length(amount)"), ["`string` of `string length` needs string, but this is number"]);
    assert_eq!(warnings("if \"a\" then 1 else 2"), ["`if` needs a boolean, but this is string"]);
    assert_eq!(warnings("[{x: 1}][y > 1]"), ["unknown name `y`"]);
    assert_eq!(warnings("amount in (1, \"a\")"), ["`=` needs something to compare with number, but this is string"]);
    assert_eq!(warnings("nothing + \"a\" < anything.b"), [] as [&str; 0]);
}

#[test]
fn an_expression_knows_its_slots() {
    let mut names = Names::new();
    let (a, _, c) = (names.declare("a", Type::Number), names.declare("b", Type::Number), names.declare("c", Type::Any));
    let used = |source: &str| compile(source, &names).expect(source).slots_used().to_vec();
    assert_eq!(used("c + a + c"), [a, c]);
    assert_eq!(used("{a: 1, r: a}"), [] as [usize; 0]);
    assert_eq!(used("(function(x) x + a)(1)"), [a]);
    assert_eq!(used("[{x: 1}][x > c]"), [c]);
}
