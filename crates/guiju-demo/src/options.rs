//! What a demo company is made of, how its making is told, and what came out.

use std::collections::BTreeMap;

use guiju_types::{Date, Month};
use serde::Serialize;

use crate::DemoError;

/// The size, the seed and the period of a demo company. The same options always give the same company.
///
/// ```
/// use guiju_demo::DemoOptions;
/// let options = DemoOptions { customers: 500, months: 24, ..DemoOptions::default() };
/// assert_eq!(options.first_month().to_string(), "2024-11");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOptions {
    /// How many customers.
    pub customers: u32,
    /// How many months of business.
    pub months: u32,
    /// Chooses one of the possible companies.
    pub seed: u64,
    /// The last month. Nothing is known after its last day, whatever today is.
    pub until: Month,
    /// The number of orders in percent of the usual one: less keeps a million customers on a disk.
    pub activity_percent: u32,
}

impl Default for DemoOptions {
    fn default() -> Self {
        let until = Month::of(Date::constant(2026, 10, 1));
        Self { customers: 2000, months: 36, seed: 7, until, activity_percent: 100 }
    }
}

impl DemoOptions {
    /// The most customers: the numbers of their records have seven digits.
    pub const CUSTOMERS_MAX: u32 = 9_999_999;
    /// The most months.
    pub const MONTHS_MAX: u32 = 240;

    /// Refuses what no company can be made of.
    ///
    /// # Errors
    /// [`DemoError::Option`] with the bounds.
    pub fn check(&self) -> Result<(), DemoError> {
        let within =
            |name, value, min, max| if (min..=max).contains(&value) { Ok(()) } else { Err(DemoError::Option { name, value, min, max }) };
        within("customers", self.customers, 1, Self::CUSTOMERS_MAX)?;
        within("months", self.months, 1, Self::MONTHS_MAX)?;
        within("activity", self.activity_percent, 1, 400)
    }

    /// The first month of business.
    #[must_use]
    pub fn first_month(&self) -> Month {
        self.until.plus(1 - i32::try_from(self.months).unwrap_or(i32::MAX))
    }
}

/// What is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Branches, people, vendors and rates.
    Organisation,
    /// The customers' records; counted in customers.
    Customers,
    /// Orders and ledger entries; counted in months of customers.
    Facts,
    /// The demo's sign-ins.
    Users,
}

/// How far the making is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being made.
    pub stage: Stage,
    /// How much of it is done.
    pub done: u64,
    /// How much there is.
    pub total: u64,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoSummary {
    /// The first month of business.
    pub first_month: Month,
    /// The last month of business.
    pub last_month: Month,
    /// Headquarters, regions and branches.
    pub units: u64,
    /// Salespeople, managers and the finance director.
    pub people: u64,
    /// Carriers, truckers and brokers.
    pub vendors: u64,
    /// Customers, the internal ones included.
    pub customers: u64,
    /// Orders.
    pub orders: u64,
    /// Ledger entries by kind.
    pub entries: BTreeMap<String, u64>,
}

impl DemoSummary {
    /// Records and ledger entries together.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.units + self.people + self.vendors + self.customers + self.orders + self.entries.values().sum::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_three_years_until_october_2026() {
        let options = DemoOptions::default();
        assert_eq!((options.first_month().to_string(), options.until.to_string()), ("2023-11".to_owned(), "2026-10".to_owned()));
        assert!(options.check().is_ok());
    }

    #[test]
    fn a_company_without_customers_or_months_is_refused_with_the_bounds() {
        let refused = |options: DemoOptions| options.check().unwrap_err().to_string();
        assert_eq!(refused(DemoOptions { customers: 0, ..DemoOptions::default() }), "`customers` is 0; choose 1 to 9999999");
        assert_eq!(refused(DemoOptions { months: 999, ..DemoOptions::default() }), "`months` is 999; choose 1 to 240");
    }
}
