//! Equality and order.

use crate::{check, check_null};

#[test]
fn equality_within_one_kind() {
    check("1 = 1.0", "true");
    check("1 != 2", "true");
    check("\"a\" = \"A\"", "false");
    check("[1, 2] = [1, 2]", "true");
    check("[1, 2] = [2, 1]", "false");
    check("{a: 1, b: 2} = {b: 2, a: 1}", "true");
    check("{a: 1} = {a: 2}", "false");
    check("[1..3] = [1..3]", "true");
    check("[1..3] = [1..3)", "false");
    check("(< 3) = (null..3)", "false");
    check("(!= 3) = (!= 3)", "true");
    check("@\"P1Y\" = @\"P12M\"", "true");
    check("@\"P1D\" = @\"PT24H\"", "true");
    check("@\"2026-03-31T10:00:00+08:00\" = @\"2026-03-31T02:00:00Z\"", "true");
    check("@\"10:00:00+01:00\" = @\"09:00:00Z\"", "true");
    // A time that the change of the clocks skips is told by the clock before the change.
    check("@\"2026-03-29T02:30:00@Europe/Berlin\" = @\"2026-03-29T01:30:00Z\"", "true");
    check("[1] = 1", "true");
}

#[test]
fn null_is_equal_to_null_alone() {
    check("null = null", "true");
    check("nothing = null", "true");
    check("1 = null", "false");
    check("null != 1", "true");
}

#[test]
fn values_of_two_kinds_are_neither_equal_nor_different() {
    check_null("1 = \"1\"", "cannot compare number with string");
    check_null("1 != \"1\"", "cannot compare number with string");
    check_null("amount < \"40\"", "cannot compare number with string");
    check_null("true < false", "cannot compare boolean with boolean");
    check_null("@\"P1Y\" = @\"P365D\"", "cannot compare years and months duration with days and time duration");
    check_null("[1, 2] < [3]", "cannot compare list with list");
}

#[test]
fn order() {
    check("\"a\" < \"b\"", "true");
    check("\"客户\" > \"a\"", "true");
    check("@\"2026-03-31\" < @\"2026-04-01\"", "true");
    check("@\"-0001-01-01\" < @\"0001-01-01\"", "true");
    check("@\"10:00:00+02:00\" < @\"09:00:00Z\"", "true");
    check("@\"PT36H\" > @\"P1D\"", "true");
    check("1e-30 > 0", "true");
    check("-1 < 1e-30", "true");
    check("9999999999999999999999999999999999 < 1e40", "true");
    check("amount >= 100", "true");
}

#[test]
fn the_order_of_times_looks_at_the_fraction_but_their_equality_does_not() {
    check("@\"10:00:00.1\" = @\"10:00:00.2\"", "true");
    check("@\"10:00:00.1\" < @\"10:00:00.2\"", "true");
    check("is(@\"10:00:00.1\", @\"10:00:00.2\")", "false");
}

#[test]
fn between_and_in() {
    check("amount between 1 and 100", "true");
    check("amount between 101 and 200", "false");
    check_null("amount between nothing and 200", "comparison of null");
    check("5 in [1..5]", "true");
    check("5 in [1..5)", "false");
    check("5 in ]5..6]", "false");
    check("5 in (1, 5)", "true");
    check("5 in (< 3, > 4)", "true");
    check("5 in > 4", "true");
    check("5 in (> 5)", "false");
    check("5 in [1, 5]", "true");
    check("5 in [[1..2], [4..6]]", "true");
    check("5 in not(1, 2)", "error: `not` cannot be called like this: 2 arguments given");
    check("5 in (? > 4)", "true");
    check("\"b\" in (\"a\"..\"c\")", "true");
    check("amount in numbers", "false");
    check("3 in numbers", "true");
    check("not(5 in [1..3])", "true");
    check("a in (1..3] and amount in ]1..1000[", "true");
}
