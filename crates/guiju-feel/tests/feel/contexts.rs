//! Contexts and paths.

use crate::{check, check_null};

#[test]
fn an_entry_sees_the_ones_before_it() {
    check("{a: 1, b: a + 1}", "{a: 1, b: 2}");
    check("{a: 1, b: {c: a + 1}}.b.c", "2");
    check("{\"a key\": 1, b: 2}", "{\"a key\": 1, b: 2}");
    check("{unit cost: 2, total: unit cost * 3}.total", "6");
    check("{a+b: 1}.a+b", "1");
    check("{\" b\": 1, b: 2}", "{\" b\": 1, b: 2}");
    check("{}", "{}");
    check("{a: 1, a: 2}", "error: `a` is there twice");
}

#[test]
fn an_entry_hides_the_name_outside() {
    check("{amount: 1, b: amount + 1}.b", "2");
    check("{amount: amount + 1}", "{amount: 101}");
    check("for amount in [1] return amount", "[1]");
}

#[test]
fn paths() {
    check("客户.年销售额 / 12", "100");
    check("客户.first name", "\"李\"");
    check("anything.some key", "5");
    check("anything.b", "6");
    check_null("{a: 1}.b", "no entry `b` in this context");
    check_null("anything.other key", "no entry `other key` in this context");
    check_null("nothing.b", "`.` of null");
    check_null("amount.b", "no entry `b` in this number");
}

#[test]
fn properties_of_dates_and_durations() {
    check("@\"2026-03-31\".year", "2026");
    check("@\"2026-03-31\".weekday", "2");
    check("@\"2026-03-31T14:30:15.5\".second", "15.5");
    check("@\"14:30:00+08:00\".time offset", "@\"PT8H\"");
    check("@\"2026-03-31T14:30:00@Asia/Shanghai\".timezone", "\"Asia/Shanghai\"");
    check("@\"2026-03-31T14:30:00@Asia/Shanghai\".time offset", "@\"PT8H\"");
    check("@\"14:30:00\".time offset", "null");
    check("@\"P1Y14M\".years", "2");
    check("@\"-P1Y2M\".months", "-2");
    check("@\"P1DT26H5M\".days", "2");
    check("@\"P1DT26H5M\".hours", "2");
    check("[1..5).start", "1");
    check("[1..5).end included", "false");
}
