//! The built-ins, one file each; trivial siblings share one.
//!
//! A built-in is its signatures, which are also its documentation and are checked before it runs, and a function of
//! a [`Call`]. To add one: a file with a `pub(super) static`, and a line in [`REGISTER`].
//!
//! Never here: a clock, I/O, or work that is not counted by the evaluator's limits.

mod abs;
mod all_any;
mod append;
mod calendar;
mod call;
mod concatenate;
mod contains;
mod context;
mod context_merge;
mod context_put;
mod count;
mod date;
mod date_and_time;
mod duration;
mod flatten;
mod get_entries;
mod get_value;
mod index_of;
mod insert_before;
mod is;
mod letter_case;
mod list_contains;
mod list_replace;
mod logarithms;
mod matches;
mod mean;
mod median;
mod min_max;
mod mode;
mod modulo;
mod not;
mod now;
mod number;
mod odd_even;
mod pattern;
mod range;
mod relations;
mod remove;
mod replace;
mod reverse;
mod rounding;
mod signature;
mod sort;
mod split;
mod stddev;
mod string;
mod string_join;
mod string_length;
mod sublist;
mod substring;
mod substring_around;
mod sum;
mod time;
mod union;
mod years_and_months_duration;

use std::sync::{Arc, OnceLock};

pub(crate) use call::{Call, Failure, Outcome};
pub use signature::{Signature, SignatureParameter, SignatureResult};

use crate::value::Parameter;

/// A built-in function.
#[derive(Debug)]
pub struct BuiltIn {
    /// Its name.
    pub name: &'static str,
    /// How it is called, as text: `abs(n: number): number`. There is one line for each way.
    pub usage: &'static [&'static str],
    run: fn(&mut Call<'_, '_>) -> Outcome,
    signatures: OnceLock<Vec<Signature>>,
}

impl BuiltIn {
    const fn new(name: &'static str, usage: &'static [&'static str], run: fn(&mut Call<'_, '_>) -> Outcome) -> Self {
        Self { name, usage, run, signatures: OnceLock::new() }
    }

    /// The ways to call it.
    pub fn signatures(&self) -> &[Signature] {
        self.signatures.get_or_init(|| self.usage.iter().map(|line| Signature::read(line)).collect())
    }

    /// Runs it.
    pub(crate) fn run(&self, call: &mut Call<'_, '_>) -> Outcome {
        (self.run)(call)
    }

    /// Its parameters as a value: those of the longest signature.
    pub(crate) fn parameters(&self) -> Vec<Parameter> {
        let longest = self.signatures().iter().max_by_key(|signature| signature.parameters.len());
        let parameters = longest.map(|signature| signature.parameters.as_slice()).unwrap_or_default();
        parameters.iter().map(|parameter| Parameter { name: Arc::from(parameter.name), ty: parameter.ty.clone() }).collect()
    }
}

/// Every built-in. The order is the order of the standard's tables.
static REGISTER: [&BuiltIn; 86] = [
    // Conversion.
    &date::DATE,
    &date_and_time::DATE_AND_TIME,
    &time::TIME,
    &number::NUMBER,
    &string::STRING,
    &duration::DURATION,
    &years_and_months_duration::YEARS_AND_MONTHS_DURATION,
    &range::RANGE,
    // Boolean.
    &not::NOT,
    // Strings.
    &substring::SUBSTRING,
    &string_length::STRING_LENGTH,
    &letter_case::UPPER_CASE,
    &letter_case::LOWER_CASE,
    &substring_around::SUBSTRING_BEFORE,
    &substring_around::SUBSTRING_AFTER,
    &replace::REPLACE,
    &contains::CONTAINS,
    &contains::STARTS_WITH,
    &contains::ENDS_WITH,
    &matches::MATCHES,
    &split::SPLIT,
    &string_join::STRING_JOIN,
    // Lists.
    &list_contains::LIST_CONTAINS,
    &list_replace::LIST_REPLACE,
    &count::COUNT,
    &min_max::MIN,
    &min_max::MAX,
    &sum::SUM,
    &mean::MEAN,
    &all_any::ALL,
    &all_any::ANY,
    &sublist::SUBLIST,
    &append::APPEND,
    &concatenate::CONCATENATE,
    &insert_before::INSERT_BEFORE,
    &remove::REMOVE,
    &reverse::REVERSE,
    &index_of::INDEX_OF,
    &union::UNION,
    &union::DISTINCT_VALUES,
    &flatten::FLATTEN,
    &sum::PRODUCT,
    &median::MEDIAN,
    &stddev::STDDEV,
    &mode::MODE,
    &sort::SORT,
    // Numbers.
    &rounding::DECIMAL,
    &rounding::FLOOR,
    &rounding::CEILING,
    &rounding::ROUND_UP,
    &rounding::ROUND_DOWN,
    &rounding::ROUND_HALF_UP,
    &rounding::ROUND_HALF_DOWN,
    &abs::ABS,
    &modulo::MODULO,
    &logarithms::SQRT,
    &logarithms::LOG,
    &logarithms::EXP,
    &odd_even::ODD,
    &odd_even::EVEN,
    // Dates and times.
    &is::IS,
    &calendar::DAY_OF_YEAR,
    &calendar::DAY_OF_WEEK,
    &calendar::MONTH_OF_YEAR,
    &calendar::WEEK_OF_YEAR,
    &now::NOW,
    &now::TODAY,
    // Ranges.
    &relations::BEFORE,
    &relations::AFTER,
    &relations::MEETS,
    &relations::MET_BY,
    &relations::OVERLAPS,
    &relations::OVERLAPS_BEFORE,
    &relations::OVERLAPS_AFTER,
    &relations::FINISHES,
    &relations::FINISHED_BY,
    &relations::INCLUDES,
    &relations::DURING,
    &relations::STARTS,
    &relations::STARTED_BY,
    &relations::COINCIDES,
    // Contexts.
    &get_value::GET_VALUE,
    &get_entries::GET_ENTRIES,
    &context::CONTEXT,
    &context_put::CONTEXT_PUT,
    &context_merge::CONTEXT_MERGE,
];

/// Every built-in.
#[must_use]
pub fn built_ins() -> &'static [&'static BuiltIn] {
    &REGISTER
}

/// The built-in of this name.
pub(crate) fn find(name: &str) -> Option<&'static BuiltIn> {
    REGISTER.iter().copied().find(|function| function.name == name)
}
