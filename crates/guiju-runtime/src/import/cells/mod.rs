//! What the cells of offices' files mean: amounts, dates, ids, names.

pub(crate) mod amount;
pub(crate) mod date;
pub(crate) mod id;
pub(crate) mod name;
pub(crate) mod width;
