//! The endpoints, a folder for each resource and a file for each verb; `router.rs` is their register.

pub(crate) mod ageing;
pub(crate) mod clearings;
pub(crate) mod customers;
pub(crate) mod decisions;
pub(crate) mod health;
pub(crate) mod imports;
pub(crate) mod jobs;
pub(crate) mod organisation;
pub(crate) mod rates;
pub(crate) mod ratings;
pub(crate) mod readiness;
pub(crate) mod recipes;
pub(crate) mod rulebook;
pub(crate) mod rulings;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod setup;
pub(crate) mod users;
pub(crate) mod workbench;
