//! What goes over the wire: one file per resource, built from the crates' own types and never used inside of them.
//!
//! Exact numbers are decimal texts, ids are integers, dates `YYYY-MM-DD`, months `YYYY-MM`, instants RFC 3339.
//! A field that is absent is `null`, never left out, so that a reader need not tell the two apart.

pub mod ageing;
pub mod clearing;
pub mod customer;
pub mod decision;
pub mod import;
pub mod job;
pub mod ledger;
pub mod organisation;
pub mod page;
pub mod rate;
pub mod rating;
pub mod rulebook;
pub mod ruling;
pub mod scalar;
pub mod search;
pub mod session;
pub mod setup;
pub mod user;
pub mod workbench;
