//! `years and months duration`: the whole months from one day to another.

use super::{BuiltIn, Call, Outcome};
use crate::temporal::YearsDuration;
use crate::value::Value;

pub(super) static YEARS_AND_MONTHS_DURATION: BuiltIn =
    BuiltIn::new("years and months duration", &["years and months duration(from: date, to: date): years and months duration"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    Ok(Value::YearsDuration(YearsDuration::between(call.date(0)?, call.date(1)?)))
}
