//! What exists before business begins: the organisation, the people, the rates, and who each customer is.

mod organisation;
mod profile;
mod rates;

pub(crate) use organisation::{BRANCHES, GROUP_CODE, REGIONS, people};
pub(crate) use profile::{Profile, Term, profiles};
pub(crate) use rates::Rates;

use crate::DemoOptions;
use crate::calendar::Calendar;

/// What every customer's stream reads.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) seed: u64,
    pub(crate) customers: u32,
    pub(crate) activity_percent: u32,
    pub(crate) calendar: Calendar,
    pub(crate) rates: Rates,
}

impl Company {
    pub(crate) fn new(options: &DemoOptions) -> Self {
        Self {
            seed: options.seed,
            customers: options.customers,
            activity_percent: options.activity_percent,
            calendar: Calendar::new(options.first_month(), options.months),
            rates: Rates::new(options.seed, options.months),
        }
    }
}
