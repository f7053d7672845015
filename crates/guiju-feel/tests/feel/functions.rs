//! Function values: lambdas, what they capture, named parameters.

use crate::{check, check_null};

#[test]
fn lambdas_are_values() {
    check("(function(x) x + 1)(2)", "3");
    check("{f: function(a, b) a - b, r: f(5, 3)}.r", "2");
    check("{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r", "-2");
    check("(function() 7)()", "7");
    check("{compose: function(f, g) function(x) f(g(x)), h: compose(function(x) x + 1, function(x) x * 2), r: h(5)}.r", "11");
    check("for f in [abs, sqrt] return f(4)", "[4, 2]");
    check("(function(x: number) x)(\"a\")", "null");
    check("(function(x: list<number>) x)(1)", "[1]");
}

#[test]
fn a_lambda_captures_where_it_is_written() {
    check("{k: 3, f: function(x) x * k, r: f(2)}.r", "6");
    check("(for k in [1, 2] return function(x) x * k)[2](10)", "20");
    check("{f: function(x) x + amount, r: f(1)}.r", "101");
    check("{f: function(x) for y in [1, 2] return function(z) x + y + z, r: f(10)[2](100)}.r", "112");
}

#[test]
fn an_entry_may_call_itself() {
    check("{fact: function(n) if n <= 1 then 1 else n * fact(n - 1), r: fact(20)}.r", "2432902008176640000");
}

#[test]
fn wrong_calls_are_null_and_say_why() {
    check_null("(function(x) x)(1, 2)", "the function cannot be called like this: 2 arguments for 1 parameters");
    check_null("(function(x) x)(y: 1)", "the function cannot be called like this: it has no parameter `y`");
    check_null("amount(1)", "a number cannot be called");
    check_null("(function(x: number) x)(\"a\")", "the function cannot be called like this: `x` is a string, not a number");
}

#[test]
fn built_ins_take_named_parameters() {
    check("substring(string: \"foobar\", start position: 3)", "\"obar\"");
    check("substring(start position: 3, string: \"foobar\", length: 2)", "\"ob\"");
    check("min(list: [3, 1])", "1");
    check("abs(n: -3)", "3");
    check("abs(x: -3)", "error: `abs` cannot be called like this: no such parameters as `x`");
    check("abs()", "error: `abs` cannot be called like this: 0 arguments given");
    check("abs(1, 2)", "error: `abs` cannot be called like this: 2 arguments given");
}

#[test]
fn sorting_by_a_lambda() {
    check("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]");
    check("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]");
    check("sort([{k: 2, n: \"a\"}, {k: 1, n: \"b\"}, {k: 2, n: \"c\"}], function(x, y) x.k < y.k).n", "[\"b\", \"a\", \"c\"]");
    check("sort(list: [2, 1], precedes: function(x, y) x < y)", "[1, 2]");
    check("sort([\"b\", \"a\"])", "[\"a\", \"b\"]");
    check("sort([1, 2, 3], function(x, y) true)", "[3, 2, 1]");
    check("sort([1, 2], function(x, y) \"no\")", "null");
}
