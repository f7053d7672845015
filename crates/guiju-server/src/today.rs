//! The day that figures are of unless the caller names one.

use guiju_runtime::Company;
use guiju_store::EntryQuery;
use guiju_types::{Date, Month, Scope};

use crate::error::ApiError;

/// The last business date of the ledger that the scope sees.
pub(crate) fn data_until(company: &Company, scope: &Scope) -> Result<Option<Date>, ApiError> {
    let query = EntryQuery { newest_first: true, limit: 1, ..EntryQuery::default() };
    Ok(company.store().entries(scope, &query)?.first().map(|entry| entry.business_date))
}

/// Today by the calendar; in the demo the last day of its last month, after which nothing is known, whatever today is.
pub(crate) fn today(company: &Company) -> Result<Date, ApiError> {
    let calendar = jiff::ZonedDateTime::now().date();
    if !company.is_demo() {
        return Ok(calendar);
    }
    let last = data_until(company, &Scope::Company)?;
    Ok(last.map_or(calendar, |date| Month::of(date).last_day()))
}
