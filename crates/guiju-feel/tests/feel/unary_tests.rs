//! The cells of decision tables.

use guiju_feel::{Names, Type, Value, compile_unary_tests};

use crate::check_cell;

#[test]
fn a_dash_is_passed_by_everything() {
    check_cell(Value::from(1), "-", "true");
    check_cell(Value::Null, " - ", "true");
    check_cell(Value::from(1), "", "true");
}

#[test]
fn values_and_ranges() {
    check_cell(Value::from(5), "5", "true");
    check_cell(Value::from(5), "1, 5", "true");
    check_cell(Value::from(5), "-5", "false");
    check_cell(Value::from(-5), "-5", "true");
    check_cell(Value::from(5), "< 5", "false");
    check_cell(Value::from(5), ">= 5, < 3", "true");
    check_cell(Value::from(5), "[1..5]", "true");
    check_cell(Value::from(5), "[1..5)", "false");
    check_cell(Value::from(5), "]1..5[, \"a\"", "null");
    check_cell("VIP".into(), "\"A\", \"VIP\"", "true");
    check_cell("VIP".into(), "客户等级", "true");
    check_cell(Value::from(5), "amount / 20", "true");
    check_cell(Value::from(5), "< amount", "true");
    check_cell(Value::from(3), "numbers", "true");
    check_cell(Value::from(5), "[1, 2]", "false");
    check_cell(Value::from(5), "!= 5", "false");
    check_cell(Value::from(5), "(> 4)", "true");
    check_cell(Value::from(true), "true", "true");
    check_cell(Value::from(false), "true", "false");
    check_cell(Value::date(jiff::civil::date(2026, 3, 31)), "[date(\"2026-01-01\")..date(\"2026-12-31\")]", "true");
}

#[test]
fn not_turns_the_whole_cell_round() {
    check_cell(Value::from(5), "not(1, 2)", "true");
    check_cell(Value::from(5), "not(5)", "false");
    check_cell(Value::from(5), "not([1..9])", "false");
    check_cell(Value::from(5), "not(< 3, > 4)", "false");
    check_cell("a".into(), "not(\"a\", \"b\")", "false");
    check_cell(Value::from(true), "not(true)", "false");
}

#[test]
fn conditions_over_the_input() {
    check_cell(Value::from(5), "? > 4", "true");
    check_cell(Value::from(5), "? > 4 and ? < 5", "false");
    check_cell(Value::from(5), "odd(?)", "true");
    check_cell(Value::from(5), "not(odd(?))", "false");
    check_cell(Value::from(5), "not(odd(?)) and true", "false");
    check_cell("foobar".into(), "contains(?, \"oba\")", "true");
    check_cell("foobar".into(), "starts with(?, \"b\"), string length(?) = 6", "true");
    // A condition that does not look at the input, in a cell whose input is no boolean.
    check_cell(Value::from(5), "amount > 50", "true");
    check_cell(Value::from(5), "in stock", "true");
}

#[test]
fn null_passes_only_where_null_is_asked_for() {
    check_cell(Value::Null, "null", "true");
    check_cell(Value::Null, "5", "false");
    check_cell(Value::Null, "< 5", "null");
    check_cell(Value::Null, "[1..5]", "null");
    check_cell(Value::Null, "? = null", "true");
    check_cell(Value::Null, "not(null)", "false");
    check_cell(Value::Null, "< 5, null", "true");
    check_cell(Value::from(5), "nothing", "false");
}

#[test]
fn a_list_passes_by_its_items() {
    let list = Value::list([1, 2].map(Value::from));
    check_cell(list.clone(), "1", "true");
    check_cell(list.clone(), "3", "false");
    check_cell(list.clone(), "[1, 2]", "true");
    check_cell(list, "list contains(?, 2)", "true");
}

#[test]
fn wrong_cells_are_errors() {
    check_cell(Value::from(5), "<", "error: expected an expression, found the end");
    check_cell(Value::from(5), "[1..5", "error: expected `]` or `)`, found the end");
    check_cell(Value::from(5), "1,", "error: expected an expression, found the end");
    check_cell(Value::from(5), "amuont", "error: unknown name `amuont`");
}

#[test]
fn the_type_of_the_input_is_checked() {
    let warnings = |cell: &str| compile_unary_tests(cell, &Type::Number, &Names::new()).expect(cell).warnings().len();
    assert_eq!(warnings("< \"a\""), 1);
    assert_eq!(warnings("[\"a\"..\"b\"]"), 1);
    assert_eq!(warnings("\"a\""), 1);
    assert_eq!(warnings("< 5, [1..2], 7, ? > 3"), 0);
}
