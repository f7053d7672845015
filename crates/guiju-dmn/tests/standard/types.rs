//! Item definitions, allowed values, constraints and implicit conversions (7.3.2, 10.3.2.9.4).

use crate::{check, decision, function, input, literal};

/// A type with components or a base, and what its values are allowed to be.
fn item(name: &str, inside: &str) -> String {
    format!("<itemDefinition name='{name}'>{inside}</itemDefinition>")
}

#[test]
fn the_value_of_a_decision_is_converted_to_its_type() {
    let rows = [
        ("number", "1", "1"),
        ("number", "[1]", "1"),
        ("number", "[1, 2]", "error"),
        ("number", "\"1\"", "error"),
        ("number", "null", "null"),
        ("string", "[\"a\"]", "\"a\""),
        ("boolean", "1", "error"),
        ("date", "date(\"2020-01-01\")", "@\"2020-01-01\""),
        ("date", "@\"2020-01-01T00:00:00\"", "error"),
        ("dateTime", "@\"2020-01-01\"", "@\"2020-01-01T00:00:00Z\""),
        ("date and time", "@\"2020-01-01\"", "@\"2020-01-01T00:00:00Z\""),
        ("dayTimeDuration", "@\"P1D\"", "@\"P1D\""),
        ("days and time duration", "@\"P1Y\"", "error"),
        ("yearMonthDuration", "@\"P1Y\"", "@\"P1Y\""),
        ("Any", "[1]", "[1]"),
        ("list<number>", "1", "[1]"),
        ("list<number>", "[1, \"a\"]", "error"),
        ("list<list<number>>", "[[1]]", "[[1]]"),
        ("context<a: number>", "{a: 1, b: 2}", "{a: 1, b: 2}"),
        ("context<a: number>", "{b: 2}", "error"),
        ("function<number> -> number", "function(a: number) a", "function(a: number) -> number"),
        ("range<number>", "[1..2]", "[1..2]"),
        ("range<string>", "[1..2]", "error"),
        ("feel:number", "1", "1"),
    ];
    for (ty, text, expected) in rows {
        check(&decision("d", &crate::escape(ty), &[], &literal(text)), &[], expected);
    }
}

#[test]
fn input_data_is_converted_to_its_type() {
    let rows = [("number", "[1]", "1"), ("number", "\"a\"", "error"), ("dateTime", "@\"2020-01-01\"", "@\"2020-01-01T00:00:00Z\"")];
    for (ty, given, expected) in rows {
        check(&[input("i", ty), decision("d", "", &["i"], &literal("i"))].concat(), &[("i", given)], expected);
    }
    let inside = [
        item("tNames", "")
            .replace("<itemDefinition name='tNames'>", "<itemDefinition name='tNames' isCollection='true'><typeRef>string</typeRef>"),
        input("i", "tNames"),
        decision("d", "", &["i"], &literal("i")),
    ]
    .concat();
    check(&inside, &[("i", "\"a\"")], "[\"a\"]");
    check(&inside, &[("i", "[\"a\", \"b\"]")], "[\"a\", \"b\"]");
    check(&inside, &[("i", "[\"a\", 1]")], "error");
    check(&inside, &[("i", "null")], "null");
}

#[test]
fn arguments_are_converted_to_the_types_of_the_parameters() {
    let f = function("f", "", &["x: number"], &literal("x"));
    let g = function("g", "", &["x: dateTime"], &literal("x"));
    let h = function("h", "number", &["x"], &literal("x"));
    let list = item("tList", "").replace("'tList'>", "'tList' isCollection='true'><typeRef>number</typeRef>");
    let k = function("k", "", &["x: tList"], &literal("x"));
    let all = [f, g, h, list, k].concat();
    let rows = [
        ("f([1])", "1"),
        ("f(x: [1])", "1"),
        ("f([1, 2])", "error"),
        ("f(\"a\")", "error"),
        ("f()", "error"),
        ("f(1, 2)", "error"),
        ("f(y: 1)", "error"),
        ("f(null)", "null"),
        ("g(@\"2020-01-01\")", "@\"2020-01-01T00:00:00Z\""),
        ("h([5])", "5"),
        ("h(\"a\")", "error"),
        ("h([1, 2])", "error"),
        ("k(1)", "[1]"),
        ("k([1, 2])", "[1, 2]"),
        ("k(\"a\")", "error"),
    ];
    for (call, expected) in rows {
        check(&[all.clone(), decision("d", "", &["f()", "g()", "h()", "k()"], &literal(call))].concat(), &[], expected);
    }
}

#[test]
fn allowed_values_are_for_the_items_of_a_list_and_constraints_for_the_list() {
    let base = "<typeRef>number</typeRef>";
    let allowed = "<allowedValues><text>[1..10]</text></allowedValues>";
    let constraint = "<typeConstraint><text>count(?) &lt;= 2</text></typeConstraint>";
    let plain = item("tN", &format!("{base}{allowed}"));
    let with = |plain: &str, text: &str| [plain, &decision("d", "tN", &[], &literal(text))].concat();
    check(&with(&plain, "5"), &[], "5");
    check(&with(&plain, "11"), &[], "error");
    check(&with(&plain, "null"), &[], "null");
    let list = format!("<itemDefinition name='tN' isCollection='true'>{base}{allowed}</itemDefinition>");
    check(&with(&list, "[5, 6, 7]"), &[], "[5, 6, 7]");
    check(&with(&list, "[5, 11]"), &[], "error");
    let both = format!("<itemDefinition name='tN' isCollection='true'>{base}{allowed}{constraint}</itemDefinition>");
    check(&with(&both, "[5, 6]"), &[], "[5, 6]");
    check(&with(&both, "[5, 6, 7]"), &[], "error");
    check(&with(&both, "[5, 11]"), &[], "error");
    check(&with(&both, "5"), &[], "[5]");
    let single = item("tN", &format!("{base}<typeConstraint><text>[1..10]</text></typeConstraint>"));
    check(&with(&single, "5"), &[], "5");
    check(&with(&single, "11"), &[], "error");
    let texts = item("tN", "<typeRef>string</typeRef><allowedValues><text>\"A\", \"B\", starts with(?, \"C\")</text></allowedValues>");
    check(&with(&texts, "\"B\""), &[], "\"B\"");
    check(&with(&texts, "\"Cx\""), &[], "\"Cx\"");
    check(&with(&texts, "\"X\""), &[], "error");
    let not = item("tN", "<typeRef>string</typeRef><allowedValues><text>not(\"A\")</text></allowedValues>");
    check(&with(&not, "\"B\""), &[], "\"B\"");
    check(&with(&not, "\"A\""), &[], "error");
    let null = item("tN", "<typeRef>string</typeRef><allowedValues><text>\"A\", null</text></allowedValues>");
    check(&with(&null, "null"), &[], "null");
}

#[test]
fn a_type_goes_on_from_another() {
    let small = item("tSmall", "<typeRef>number</typeRef><allowedValues><text>&lt; 100</text></allowedValues>");
    let tiny = item("tTiny", "<typeRef>tSmall</typeRef><allowedValues><text>&lt; 10</text></allowedValues>");
    let many = "<itemDefinition name='tMany' isCollection='true'><typeRef>tTiny</typeRef></itemDefinition>";
    let person = "<itemDefinition name='tPerson'><itemComponent name='first name'><typeRef>string</typeRef></itemComponent>\
        <itemComponent name='ages' isCollection='true'><typeRef>tTiny</typeRef></itemComponent>\
        <itemComponent name='home'><itemComponent name='city'><typeRef>string</typeRef></itemComponent></itemComponent></itemDefinition>";
    let people = "<itemDefinition name='tPeople' isCollection='true'><typeRef>tPerson</typeRef></itemDefinition>";
    let all = [&small, &tiny, many, person, people].concat();
    let rows = [
        ("tTiny", "5", "5"),
        ("tTiny", "50", "error"),
        ("tTiny", "500", "error"),
        ("tMany", "[5, 6]", "[5, 6]"),
        ("tMany", "[5, 60]", "error"),
        ("tPerson", "{first name: \"A\", ages: [1], home: {city: \"X\"}}", "{\"first name\": \"A\", ages: [1], home: {city: \"X\"}}"),
        ("tPerson", "{first name: \"A\", ages: [1], home: {city: 5}}", "error"),
        ("tPerson", "{first name: \"A\", ages: [11], home: {city: \"X\"}}", "error"),
        ("tPerson", "{first name: \"A\", home: {city: \"X\"}}", "error"),
        ("tPerson", "{first name: null, ages: null, home: null}", "{\"first name\": null, ages: null, home: null}"),
        ("tPeople", "[{first name: \"A\", ages: [1], home: {city: \"X\"}}]", "[{\"first name\": \"A\", ages: [1], home: {city: \"X\"}}]"),
        ("tPeople", "[1]", "error"),
        ("tPeople", "[]", "[]"),
    ];
    for (ty, text, expected) in rows {
        check(&[all.clone(), decision("d", ty, &[], &literal(text))].concat(), &[], expected);
    }
    let tested = |text: &str| [all.clone(), decision("d", "", &[], &literal(text))].concat();
    check(&tested("5 instance of tTiny"), &[], "true");
    check(&tested("[5] instance of tMany"), &[], "true");
    check(&tested("{first name: \"A\", ages: [1], home: {city: \"X\"}} instance of tPerson"), &[], "true");
    check(&tested("{first name: 1} instance of tPerson"), &[], "false");
    check(&tested("null instance of tPerson"), &[], "false");
    check(&tested("[{first name: \"A\", ages: [1], home: {city: \"X\"}}] instance of list<tPerson>"), &[], "true");
}

#[test]
fn types_of_functions_are_checked() {
    let binary = "<itemDefinition name='tBinary'><functionItem outputTypeRef='number'><parameters name='a' typeRef='number'/>\
        <parameters name='b' typeRef='number'/></functionItem></itemDefinition>";
    let apply = function("apply", "number", &["f: tBinary", "x: number"], &literal("f(x, x)"));
    let with = |text: &str| [binary, &apply, &decision("d", "", &["apply()"], &literal(text))].concat();
    check(&with("apply(function(a: number, b: number) a + b, 4)"), &[], "8");
    check(&with("apply(function(a, b) a * b, 4)"), &[], "16");
    check(&with("apply(function(a: number) a, 4)"), &[], "error");
    check(&with("apply(function(a: string, b: string) a, 4)"), &[], "error");
    check(&with("apply(modulo, 4)"), &[], "0");
    check(&with("apply(1, 4)"), &[], "error");
    check(&with("apply(function(a: number, b: number) string(a), 4)"), &[], "error");
    check(&with("apply(function(a: Any, b: Any) 1, 4)"), &[], "1");
    check(&with("(function(a: number, b: number) a + b) instance of tBinary"), &[], "true");
    check(&with("(function(a: number) a) instance of tBinary"), &[], "false");
}
