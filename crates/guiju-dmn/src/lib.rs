//! DMN decision models: read, compiled once, evaluated with a trace.
//!
//! [`read`] makes [`Definitions`] of XML (DMN 1.2 to 1.5), [`compile`] a [`Model`] of those, in which names are slots and table
//! cells are constants and intervals where they can be. [`Model::evaluate`] decides one case and says which rules fired.
//!
//! Never here: clocks, I/O, async. A model is refused with the place of what is wrong, never half understood: unknown elements,
//! imports, other expression languages and Java functions have an error of their own.
//!
//! Rooms: `read/` makes a model of XML, `model/` is what is written in it, `compile/` resolves and types it, `index/`
//! finds the rules of a table, `evaluate/` decides, `logic/` shows a
//! model's parts to back ends that run it over many rows.
//! Read [`Model`] first, then `evaluate/table.rs`.

mod compile;
mod error;
mod evaluate;
#[expect(clippy::wildcard_enum_match_arm, reason = "an order is there for a few kinds of values and not for all others")]
mod index;
pub mod logic;
mod model;
mod read;

pub use compile::{compile, compile_what_can_be};
pub use error::{Place, Problem, ReadError};
pub use evaluate::{DecisionId, Miss, Model, Outcome, Reason, RuleInfo, TableInfo, TableTrace, Tracing};
pub use model::{
    Aggregation, Binding, Boxed, BoxedKind, ContextEntry, Decision, DecisionService, DecisionTable, Definitions, FunctionDefinition,
    FunctionItem, HitPolicy, InputClause, InputData, ItemDefinition, IterationKind, KnowledgeModel, Located, OutputClause, Requirement,
    Rule,
};
pub use read::{ReadLimits, read, read_within};
