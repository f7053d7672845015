//! Customers: one endpoint a file.

pub(crate) mod ageing;
pub(crate) mod decide_proposal;
pub(crate) mod end_alias;
pub(crate) mod export;
pub(crate) mod list;
pub(crate) mod open_orders;
pub(crate) mod override_class;
pub(crate) mod rating;
pub(crate) mod rating_records;
pub(crate) mod ratings;
pub(crate) mod read;
pub(crate) mod timeline;
