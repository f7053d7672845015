//! What the cells of offices' files mean: amounts, dates, ids, names, settlement terms.
//!
//! Every reader is a function of a cell and of what is known of its column. It reads what can be read in one way, and says why of the
//! rest: none of them chooses between two readings.

pub(crate) mod amount;
pub(crate) mod currency;
pub(crate) mod date;
pub(crate) mod id;
pub(crate) mod identity;
pub(crate) mod legal_form;
pub(crate) mod name;
pub(crate) mod party;
pub(crate) mod terms;
pub(crate) mod width;
