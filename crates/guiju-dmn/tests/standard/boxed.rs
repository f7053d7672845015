//! Boxed expressions (7.3 and 10.2.1).

use crate::{check, decision, function, literal};

fn entry(name: &str, ty: &str, value: &str) -> String {
    let ty = if ty.is_empty() { String::new() } else { format!("typeRef='{ty}'") };
    format!("<contextEntry><variable name='{name}' {ty}/>{value}</contextEntry>")
}

fn result(value: &str) -> String {
    format!("<contextEntry>{value}</contextEntry>")
}

fn context(entries: &[String]) -> String {
    format!("<context>{}</context>", entries.concat())
}

fn invocation(function: &str, bindings: &[(&str, &str)]) -> String {
    let bindings: String =
        bindings.iter().map(|(name, value)| format!("<binding><parameter name='{name}'/>{}</binding>", literal(value))).collect();
    format!("<invocation>{}{bindings}</invocation>", literal(function))
}

fn lambda(parameters: &str, body: &str) -> String {
    format!("<functionDefinition>{parameters}{}</functionDefinition>", literal(body))
}

#[test]
fn contexts() {
    let d = |entries: &[String]| decision("d", "", &[], &context(entries));
    check(&d(&[entry("a", "", &literal("1")), entry("b", "", &literal("a + 1"))]), &[], "{a: 1, b: 2}");
    check(&d(&[entry("a b", "", &literal("1")), result(&literal("a b + 1"))]), &[], "2");
    check(&d(&[entry("a", "number", &literal("\"x\""))]), &[], "{a: null}");
    check(&d(&[entry("a", "number", &literal("[1]"))]), &[], "{a: 1}");
    check(&d(&[entry("a", "", &context(&[entry("b", "", &literal("1"))])), result(&literal("a.b"))]), &[], "1");
    check(&d(&[entry("a", "", &literal("1")), entry("a", "", &literal("2"))]), &[], "{a: 2}");
    check(&d(&[]), &[], "{}");
    let typed = "<context typeRef='number'>".to_owned() + &result(&literal("\"x\"")) + "</context>";
    check(&decision("d", "", &[], &typed), &[], "error");
}

#[test]
fn functions() {
    let typed = "<formalParameter name='x' typeRef='number'/>";
    let d = |body: &str, call: &str| {
        decision("d", "", &[], &context(&[entry("y", "", &literal("10")), entry("f", "", &lambda(body, "x + y")), result(&literal(call))]))
    };
    check(&d(typed, "f(1)"), &[], "11");
    check(&d(typed, "f(x: 1)"), &[], "11");
    check(&d(typed, "f([1])"), &[], "11");
    check(&d(typed, "f(\"a\")"), &[], "error");
    check(&d(typed, "f()"), &[], "error");
    check(&d("<formalParameter name='x'/>", "for i in [1, 2] return f(i)"), &[], "[11, 12]");
    check(&d("<formalParameter name='x'/>", "f instance of function<Any> -> Any"), &[], "true");
    let recursive = lambda("<formalParameter name='n' typeRef='number'/>", "if n <= 1 then 1 else n * factorial(n - 1)");
    let inside = context(&[entry("factorial", "", &recursive), result(&literal("factorial(5)"))]);
    check(&decision("d", "", &[], &inside), &[], "120");
}

#[test]
fn invocations() {
    let f = function("f", "", &["first value: number", "b"], &literal("if b = null then first value else first value - b"));
    let d = |logic: &str| [f.clone(), decision("d", "", &["f()"], logic)].concat();
    check(&d(&invocation("f", &[("first value", "5"), ("b", "2")])), &[], "3");
    check(&d(&invocation("f", &[("b", "2"), ("first value", "5")])), &[], "3");
    check(&d(&invocation("f", &[("first value", "5")])), &[], "5");
    check(&d(&invocation("f", &[("first value", "\"a\""), ("b", "2")])), &[], "error");
    check(&d(&invocation("f", &[("first value", "[5]"), ("b", "2")])), &[], "3");
    check(&d(&invocation("f", &[("unknown", "5")])), &[], "error");
    check(&d(&invocation("g", &[("x", "5")])), &[], "error");
    check(&d(&literal("f(5, 2) + f(first value: 5, b: 2)")), &[], "6");
    check(&decision("d", "", &[], &invocation("abs", &[("n", "-5")])), &[], "5");
    check(&decision("d", "", &[], &invocation("substring", &[("string", "\"foobar\""), ("start position", "3")])), &[], "\"obar\"");
    check(&decision("d", "", &[], &invocation("function(a, b) a - b", &[("b", "1"), ("a", "3")])), &[], "2");
}

#[test]
fn lists_and_relations() {
    check(
        &decision("d", "", &[], &format!("<list>{}{}</list>", literal("1"), context(&[entry("a", "", &literal("2"))]))),
        &[],
        "[1, {a: 2}]",
    );
    check(&decision("d", "", &[], "<list/>"), &[], "[]");
    let row = |a: &str, b: &str| format!("<row>{}{}</row>", literal(a), literal(b));
    let relation =
        format!("<relation><column name='name'/><column name='net pay'/>{}{}</relation>", row("\"A\"", "1 + 1"), row("\"B\"", "null"));
    check(&decision("d", "", &[], &relation), &[], "[{name: \"A\", \"net pay\": 2}, {name: \"B\", \"net pay\": null}]");
    let inside = context(&[entry("people", "", &relation), result(&literal("people[name = \"A\"].net pay"))]);
    check(&decision("d", "", &[], &inside), &[], "[2]");
    check(&decision("d", "", &[], "<relation><column name='a'/></relation>"), &[], "[]");
}

#[test]
fn a_function_may_be_handed_to_another() {
    let twice = function("twice", "", &["f", "x"], &literal("f(f(x))"));
    let add = function("add", "number", &["x: number"], &literal("x + 1"));
    check(&[twice.clone(), add, decision("d", "", &["twice()", "add()"], &literal("twice(add, 1)"))].concat(), &[], "3");
    check(&[twice.clone(), decision("d", "", &["twice()"], &literal("twice(sqrt, 16)"))].concat(), &[], "2");
    check(&[twice, decision("d", "", &["twice()"], &literal("twice(function(x) x * 10, 1)"))].concat(), &[], "100");
}

#[test]
fn decisions_that_are_functions_are_called_by_name() {
    let f = decision("f", "", &[], &lambda("<formalParameter name='x'/>", "x * 2"));
    let g = decision("g", "", &[], &literal("function(x: number) x * 3"));
    check(
        &[f, g, decision("d", "", &["f", "g"], &literal("f(2) + g(x: 1)"))].concat().replace("requiredInput", "requiredDecision"),
        &[],
        "7",
    );
}
