//! `day of year`, `day of week`, `month of year`, `week of year`.

use super::BuiltIn;
use crate::value::Value;

pub(super) static DAY_OF_YEAR: BuiltIn =
    BuiltIn::new("day of year", &["day of year(date: date): number"], |call| Ok(Value::from(i64::from(call.date(0)?.day_of_year()))));
pub(super) static WEEK_OF_YEAR: BuiltIn =
    BuiltIn::new("week of year", &["week of year(date: date): number"], |call| Ok(Value::from(i64::from(call.date(0)?.week_of_year()))));
pub(super) static DAY_OF_WEEK: BuiltIn =
    BuiltIn::new("day of week", &["day of week(date: date): string"], |call| Ok(name(&DAYS, call.date(0)?.weekday())));
pub(super) static MONTH_OF_YEAR: BuiltIn =
    BuiltIn::new("month of year", &["month of year(date: date): string"], |call| Ok(name(&MONTHS, call.date(0)?.month())));

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn name(names: &[&str], ordinal: u8) -> Value {
    names.get(usize::from(ordinal.saturating_sub(1))).map_or(Value::Null, |name| Value::from(*name))
}
