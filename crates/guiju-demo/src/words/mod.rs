//! The word lists from which the demo's names are put together, and the wording of its numbers.
//!
//! Every name is composed of the lists here; none is taken from a register of companies or people. A name that some company
//! bears by chance means nothing.

mod companies;
mod numbers;
mod people;
mod vendors;

pub(crate) use companies::{CompanyName, company_name, internal_name};
pub(crate) use numbers::{
    CREDIT_NOTE, UNEXPLAINED_RECEIPT, WRITE_OFF, charge_number, invoice_number, job_kind, job_number, receipt_number,
};
pub(crate) use people::person_name;
pub(crate) use vendors::{VENDOR_COUNT, VendorTrade, vendor_name, vendor_trade};
