//! Which months can be rated: those that are over, from the first that the ledger has something of.

use guiju_store::EntryQuery;
use guiju_types::{Date, Month, Scope};

use crate::{Company, RuntimeError};

/// Refuses a month that has not begun, one that nothing is known of, and, unless it was asked for, one that is not over: it would be everybody's
/// latest month, with figures that change from day to day.
///
/// # Errors
/// [`RuntimeError::Refused`] with the reason; where the database cannot be read.
pub fn check_month(company: &Company, month: Month, today: Date, allow_unfinished: bool) -> Result<(), RuntimeError> {
    if month > Month::of(today) {
        return Err(RuntimeError::refused(
            format!("{month} 还没有开始，不能评级"),
            format!("{month} has not begun, so that there is nothing to rate"),
        ));
    }
    if month.contains(today) && month.last_day() != today && !allow_unfinished {
        return Err(RuntimeError::refused(
            format!("{month} 尚未结束，现在评级的结果会变化；确需预评请明确要求"),
            format!("{month} is not over, and what it is rated now will change; ask for the unfinished month if that is meant"),
        ));
    }
    let first = EntryQuery { limit: 1, ..EntryQuery::default() };
    let first = company.store().entries(&Scope::Company, &first)?.first().map(|entry| Month::of(entry.business_date));
    if first.is_some_and(|first| month < first) || month.year() < 1990 {
        let from = first.map_or_else(|| "1990-01".to_owned(), |first| first.to_string());
        return Err(RuntimeError::refused(
            format!("账上最早的记录在 {from}，{month} 没有可评的数据"),
            format!("the ledger begins in {from}; nothing is known of {month}"),
        ));
    }
    Ok(())
}
