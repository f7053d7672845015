//! Lists: filters, paths through lists, `for`.

use crate::{check, check_null};

#[test]
fn a_filter_keeps_what_is_true() {
    check("numbers[item > 2]", "[3, 4]");
    check("[1, null, 3][item > 2]", "[3]");
    check("[{x: 1, y: 2}, {x: 2, y: 3}][x = 1]", "[{x: 1, y: 2}]");
    check("[{x: 1}, {x: 2}][item.x > 1].x", "[2]");
    check("[{first name: \"a\"}, {first name: \"b\"}][first name = \"b\"]", "[{\"first name\": \"b\"}]");
    check("[][item > 1]", "[]");
    check("5[item > 1]", "[5]");
}

#[test]
fn in_a_filter_the_entries_of_the_item_come_before_the_names_outside() {
    check("[{amount: 1}, {amount: 200}][amount > 150]", "[{amount: 200}]");
    check("[{b: 1}, {b: 200}][b > amount]", "[{b: 200}]");
    check("for q in [150] return [{b: 1}, {b: 200}][b > q]", "[[{b: 200}]]");
    check("[{b: 1, c: [{d: 1}, {d: 2}]}][count(c[d > b]) = 1].b", "[1]");
}

#[test]
fn a_number_is_a_position() {
    check("numbers[1]", "1");
    check("numbers[-1]", "4");
    check("numbers[a]", "3");
    check("numbers[count(numbers)]", "4");
    check_null("numbers[5]", "no item 5 in a list of 4");
    check_null("numbers[0]", "no item 0 in a list of 4");
    check("7[1]", "7");
    check("[[1, 2], [3]][1][2]", "2");
}

#[test]
fn a_path_over_a_list_is_the_list_of_the_entries() {
    check("[{a: 1}, {a: 2}].a", "[1, 2]");
    check("[{a: {b: 1}}, {a: {b: 2}}].a.b", "[1, 2]");
    check("[{a: 1}, {b: 2}].a", "[1, null]");
}

#[test]
fn for_runs_the_last_iterator_fastest() {
    check("for x in numbers return x * 2", "[2, 4, 6, 8]");
    check("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]");
    check("for x in [[1, 2], [3]], y in x return y", "[1, 2, 3]");
    check("for x in 1..3 return x", "[1, 2, 3]");
    check("for x in 3..1 return x", "[3, 2, 1]");
    check("for x in 1..1 + 1 return x", "[1, 2]");
    check("for x in (1..4) return x", "[2, 3]");
    check("for x in [] return x", "[]");
    check("for x in 7 return x", "[7]");
    check("for d in @\"2026-02-27\"..@\"2026-03-01\" return d.day", "[27, 28, 1]");
    check("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]");
    check_null("for x in nothing return x", "`in` of null");
    check_null("for x in \"a\"..\"c\" return x", "cannot calculate string .. string");
    check_null("for x in [3..1] return x", "cannot calculate number .. number");
    check("for item price in [1, 2] return item price + 1", "[2, 3]");
}

#[test]
fn a_list_of_one_counts_as_its_item_where_a_function_wants_one() {
    check("abs([-1])", "1");
    check("string length([\"abc\"])", "3");
    check("count(5)", "1");
    check("sum(5)", "5");
}
