//! The day that figures are of unless the caller names one.

use guiju_runtime::Company;
use guiju_store::EntryQuery;
use guiju_types::{Date, Scope};

use crate::cache::Figures;
use crate::error::ApiError;

/// Today by the calendar where the company is; in the demo its last day.
pub(crate) fn today(company: &Company) -> Result<Date, ApiError> {
    Ok(company.today()?)
}

/// The day of an instant, where the company is.
pub(crate) fn day_of(company: &Company, instant: guiju_types::Timestamp) -> Result<Date, ApiError> {
    Ok(company.day_of(instant)?)
}

/// The last business date of the ledger that the scope sees. Reads the whole ledger, so it is computed once for each state of the data.
pub(crate) fn data_until(figures: &Figures, company: &Company, scope: &Scope) -> Result<Option<Date>, ApiError> {
    let query = EntryQuery { newest_first: true, limit: 1, ..EntryQuery::default() };
    let last = figures
        .get(company, scope, "data until", || Ok(company.store().entries(scope, &query)?.first().map(|entry| entry.business_date)))?;
    Ok(*last)
}
