//! Ranges, and the relations between points and ranges.

use crate::check;

#[test]
fn ranges_as_values() {
    check("[1..5]", "[1..5]");
    check("]1..5[", "(1..5)");
    check("(1..5]", "(1..5]");
    check("(< 5)", "(< 5)");
    check("[>= 5, < 3]", "[(>= 5), (< 3)]");
    check("(= 5)", "(= 5)");
    check("[1..\"a\"]", "null");
    check("[]1..2[, ]3..4[]", "[(1..2), (3..4)]");
    check("range(\"[1..5)\")", "[1..5)");
    check("range(\"[date(\\\"2026-01-01\\\")..@\\\"2026-12-31\\\"]\")", "[@\"2026-01-01\"..@\"2026-12-31\"]");
    check("range(\"[5..1]\")", "null");
    check("range(\"[1..amount]\")", "null");
    check("5 in (> 4)", "true");
    check("5 in [(< 4), (!= 6)]", "true");
    check("5 in [null..6]", "null");
}

#[test]
fn relations() {
    check("before(1, 10)", "true");
    check("before([1..10], 10)", "false");
    check("before([1..10), 10)", "true");
    check("before([1..5], [5..10])", "false");
    check("before([1..5), [5..10])", "true");
    check("after(10, [1..10))", "true");
    check("meets([1..5], [5..10])", "true");
    check("met by([5..10], [1..5])", "true");
    check("meets([1..5), [5..10])", "false");
    check("overlaps([1..5], [3..8])", "true");
    check("overlaps([1..5), [5..8])", "false");
    check("overlaps before([1..5], [3..8])", "true");
    check("overlaps after([3..8], [1..5])", "true");
    check("finishes(10, [1..10])", "true");
    check("finished by([1..10], [5..10])", "true");
    check("includes([1..10], 5)", "true");
    check("includes([1..10], [4..6])", "true");
    check("during([4..6], [1..10])", "true");
    check("during(10, [1..10))", "false");
    check("starts(1, [1..10])", "true");
    check("started by([1..10], [1..5])", "true");
    check("coincides([1..5], [1..5])", "true");
    check("coincides(3, 4)", "false");
    check("before(\"a\", 1)", "null");
    check("includes((>= 5), 7)", "true");
    check("includes((>= 5), [6..7])", "true");
}
