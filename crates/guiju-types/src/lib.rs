//! The words every other crate speaks: ids, exact money, months, instants, bilingual text and data scopes.
//!
//! Nothing here reads a clock, a file or a database, and nothing here knows a rule. A type earns its
//! place by crossing a crate border; everything else lives with the code that uses it.
//!
//! Read [`Amount`] first (why money is a scaled integer), then [`Scope`] (why a query cannot be
//! built without saying for whom).

mod amount;
mod entry;
mod ids;
mod month;
mod record;
mod scope;
mod text;

pub use amount::{Amount, AmountError, Currency, CurrencyError};
pub use entry::{AllocationMethod, Coverage, Entry, EntryDraft, EntryKind, EntryLink, UnknownNameError};
pub use ids::{EditionId, EntryId, ImportId, RecordId, RunId, Sequence};
pub use jiff::{Timestamp, civil::Date};
pub use month::{Month, MonthError};
pub use record::{Field, FieldType, RecordType, Value};
pub use scope::{Actor, Scope};
pub use text::{Locale, Text};

/// The days between 1970-01-01 and `date`: how dates are stored in databases and Arrow `Date32` columns.
#[must_use]
pub fn days_since_epoch(date: Date) -> i32 {
    // INVARIANT: jiff's civil dates span years -9999 to 9999, well inside `i32` days.
    (date - EPOCH).get_days()
}

/// The date `days` after 1970-01-01, or `None` outside of the years that a civil date can hold.
#[must_use]
pub fn date_from_days(days: i32) -> Option<Date> {
    use jiff::ToSpan;
    EPOCH.checked_add(days.days()).ok()
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        for days in [-719_162, -1, 0, 1, 15_521, 20_000, 2_932_896] {
            let date = date_from_days(days).unwrap();
            assert_eq!(days_since_epoch(date), days);
        }
    }
}
