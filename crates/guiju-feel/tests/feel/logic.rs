//! Three-valued logic, `if`, `some` and `every`.

use crate::{check, check_null};

#[test]
fn and_and_or_know_a_third_value() {
    let values = ["true", "false", "null"];
    let and = [["true", "false", "null"], ["false", "false", "false"], ["null", "false", "null"]];
    let or = [["true", "true", "true"], ["true", "false", "null"], ["true", "null", "null"]];
    for (left, (ands, ors)) in values.iter().zip(and.iter().zip(&or)) {
        for (right, (and, or)) in values.iter().zip(ands.iter().zip(ors)) {
            check(&format!("{left} and {right}"), and);
            check(&format!("{left} or {right}"), or);
        }
    }
}

#[test]
fn what_is_no_boolean_counts_as_unknown() {
    check("\"a\" and false", "false");
    check_null("\"a\" and true", "`and` needs boolean, got string");
    check("1 or true", "true");
    check_null("1 or false", "`or` needs boolean, got number");
}

#[test]
fn not_is_a_function() {
    check("not(true)", "false");
    check("not(null)", "null");
    check("not(1)", "null");
    check("true and not(false)", "true");
}

#[test]
fn if_takes_else_for_everything_but_true() {
    check("if amount > 50 then \"big\" else \"small\"", "\"big\"");
    check("if false then 1 else 2", "2");
    check("if null then 1 else 2", "2");
    check("if \"a\" then 1 else 2", "2");
    check("if 1 = 1 then 1 else if 2 = 2 then 2 else 3", "1");
    check("(if in stock then 1 else 0) + 1", "2");
}

#[test]
fn some_and_every() {
    check("some x in numbers satisfies x > 3", "true");
    check("every x in numbers satisfies x > 3", "false");
    check("every x in [] satisfies false", "true");
    check("some x in [] satisfies true", "false");
    check("some x in [1, 2], y in [2, 3] satisfies x = y", "true");
    check("every x in 1..3, y in 1..3 satisfies x + y <= 6", "true");
    check("some x in [null, 1] satisfies x > 0", "true");
    check("some x in [null, 1] satisfies x > 1", "null");
    check("some x in [1, 2] satisfies if x = 2 then true else \"no\"", "null");
}
