//! The tables, one file each: its statements, its types, and what [`Store`](crate::Store) and [`Write`](crate::Write) do with it.

pub(crate) mod audit_entry;
pub(crate) mod counter;
pub(crate) mod coverage;
pub(crate) mod customer_alias;
pub(crate) mod edition;
pub(crate) mod entry;
pub(crate) mod import;
pub(crate) mod imported_row;
pub(crate) mod migration;
pub(crate) mod own_rule;
pub(crate) mod publication;
pub(crate) mod rate;
pub(crate) mod rating;
pub(crate) mod record;
pub(crate) mod ruling;
pub(crate) mod run;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod user;
