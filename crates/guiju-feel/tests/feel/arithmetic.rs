//! Arithmetic of numbers, strings, dates and durations.

use crate::{check, check_null};

#[test]
fn operators_bind_as_in_the_standard() {
    check("1 + 2 * 3", "7");
    check("(1 + 2) * 3", "9");
    check("10 - 3 - 2", "5");
    check("2 * 3 ** 2", "18");
    check("3 ** 4 ** 2", "6561");
    check("-3 ** 2", "9");
    check("--3", "3");
    check("- amount", "-100");
    check("1 + -2", "-1");
    check("6 / 2 * 3", "9");
}

#[test]
fn decimals_are_exact() {
    check("0.1 + 0.2", "0.3");
    check("1.10 - 1.1", "0");
    check("1 / 3", "0.3333333333333333333333333333333333");
    check("2 / 3", "0.6666666666666666666666666666666667");
    check("1 / 8", "0.125");
    check("10 ** 20 + 0.01", "100000000000000000000.01");
    check("1.5e3", "1500");
    check(".5 + .5", "1");
    check("2 ** -2", "0.25");
    check("2 ** 0.5", "1.414213562373095048801688724209698");
}

#[test]
fn what_has_no_number_is_null() {
    check_null("1 / 0", "division by zero");
    check_null("10 ** 7000", "the result of ** is out of range");
    check_null("(0 - 2) ** 0.5", "the result of ** is out of range");
}

#[test]
fn null_makes_arithmetic_and_comparison_null() {
    check_null("1 + null", "+ of null");
    check_null("nothing * 2", "* of null");
    check_null("null < 1", "comparison of null");
    check_null("-nothing", "- of null");
    // Only the first cause is told, not what follows from it.
    check_null("1 + nothing + 2", "+ of null");
}

#[test]
fn kinds_that_do_not_go_together_are_null() {
    check_null("1 + \"a\"", "cannot calculate number + string");
    check_null("\"a\" - \"b\"", "cannot calculate string - string");
    check_null("[1] + 1", "cannot calculate list + number");
    check_null("true + 1", "cannot calculate boolean + number");
    check_null("-\"a\"", "`-` needs number or duration, got string");
    check_null("@\"2026-03-31\" + 1", "cannot calculate date + number");
}

#[test]
fn strings_are_joined_by_plus() {
    check("\"foo\" + \"bar\"", "\"foobar\"");
    check("\"等级\" + 客户等级", "\"等级VIP\"");
}

#[test]
fn dates_and_durations() {
    check("@\"2024-02-29\" + @\"P1Y\"", "@\"2025-02-28\"");
    check("@\"2026-01-31\" + @\"P1M\"", "@\"2026-02-28\"");
    check("@\"2026-03-31\" - @\"P1M\"", "@\"2026-02-28\"");
    check("@\"P1D\" + @\"2026-02-28\"", "@\"2026-03-01\"");
    check("@\"2026-03-01\" - @\"2026-02-01\"", "@\"P28D\"");
    check("(@\"2026-03-01\" - @\"2026-02-01\").days", "28");
    check("@\"2026-03-31T23:59:59\" + @\"PT1S\"", "@\"2026-04-01T00:00:00\"");
    check("@\"23:30:00\" + @\"PT1H\"", "@\"00:30:00\"");
    check("@\"10:00:00\" - @\"08:30:00\"", "@\"PT1H30M\"");
    check("@\"P1D\" * 2.5", "@\"P2DT12H\"");
    check("3 * @\"P1Y\"", "@\"P3Y\"");
    check("@\"P1Y\" / 5", "@\"P2M\"");
    check("@\"P10D\" / @\"P4D\"", "2.5");
    check("@\"P1Y6M\" - @\"P7M\"", "@\"P11M\"");
    check("-@\"P1DT2H\"", "@\"-P1DT2H\"");
    check("@\"999999999-12-31\" + @\"P1D\"", "null");
    check("@\"-999999999-01-01\" + @\"P1D\"", "@\"-999999999-01-02\"");
}

#[test]
fn moments_with_a_zone_do_not_mix_with_moments_without() {
    check("@\"2026-03-31T10:00:00+08:00\" - @\"2026-03-31T02:00:00Z\"", "@\"PT0S\"");
    check("@\"2026-03-31T10:00:00@Asia/Shanghai\" - @\"2026-03-31T10:00:00Z\"", "@\"-PT8H\"");
    check_null("@\"2026-03-31T10:00:00Z\" - @\"2026-03-31T10:00:00\"", "cannot calculate date and time - date and time");
    // A zone's clocks are changed: noon to noon over that night is 23 hours.
    check("@\"2026-03-29T12:00:00@Europe/Berlin\" - @\"2026-03-28T12:00:00@Europe/Berlin\"", "@\"PT23H\"");
}
