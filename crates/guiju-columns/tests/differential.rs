//! Both back ends give the same: values, reasons, matched rules and coverage, lenient and strict. The long run is
//! `cargo xtask fuzz-columns`; what it generates is here in small.

#[path = "../examples/fuzz_columns/case.rs"]
mod case;
#[path = "../examples/fuzz_columns/column.rs"]
mod column;
#[path = "../examples/fuzz_columns/compare.rs"]
mod compare;
#[path = "../examples/fuzz_columns/dice.rs"]
mod dice;
#[path = "../examples/fuzz_columns/expression.rs"]
mod expression;
#[path = "../examples/fuzz_columns/function.rs"]
mod function;
#[path = "../examples/fuzz_columns/written.rs"]
mod written;

use proptest::prelude::*;

use case::Case;
use compare::{compare, shrink};

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 0, ..ProptestConfig::default() })]
    #[test]
    fn columns_give_what_the_row_evaluator_gives(seed in any::<u64>()) {
        let case = Case::random(seed);
        if let Some(difference) = compare(&case).difference {
            let smallest = shrink(&case);
            prop_assert!(false, "{difference}\nsmallest: {}\n{}", compare(&smallest).difference.unwrap_or_default(), smallest.xml());
        }
    }
}
