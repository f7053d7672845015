//! DMN decision models: read, compiled once, evaluated with a trace.
//!
//! [`read`] makes [`Definitions`] of XML, [`compile`] a [`Model`] of those, in which names are slots, cells are constants and
//! intervals where they can be, and each decision knows what it requires. [`Model::evaluate`] decides one case.
//!
//! Never here: clocks, I/O, async. A model is refused with the place of what is wrong, never half understood.
mod model;
pub use model::{DecisionId, Model};
