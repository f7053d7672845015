//! DMN decision models: read, compiled once, evaluated with a trace.
//!
//! [`read`] makes [`Definitions`] of XML (DMN 1.2 to 1.5), [`compile`] a [`Model`] of those, in which names are slots and table
//! cells are constants and intervals where they can be. [`Model::evaluate`] decides one case and says which rules fired.
//!
//! [`Document`] is the same file kept whole, with layout, comments and vendors' extensions, and can be edited; [`to_sheets`] and
//! [`from_sheets`] take its tables through a spreadsheet program.
//!
//! Never here: clocks, I/O, async. A model is refused with the place of what is wrong, never half understood: unknown elements,
//! other expression languages and Java functions have an error of their own.
//!
//! Rooms: `read/` makes a model of XML, `model/` is what is written in it, `compile/` resolves and types it, `evaluate/` decides,
//! `document/` keeps and edits the file, `sheet/` makes sheets of it.
//! Read [`Model`] first, then `evaluate/table.rs`.

mod compile;
mod document;
mod error;
mod evaluate;
mod model;
mod read;
mod sheet;

pub use compile::{compile, compile_what_can_be, compile_what_can_be_with, compile_with};
pub use document::{
    Column, Difference, Document, Edit, EditError, InputContent, OutputContent, RuleContent, Undo, decode, first_difference,
};
pub use error::{Place, Problem, ReadError};
pub use evaluate::{DecisionId, Miss, Model, Outcome, Reason, RuleInfo, TableInfo, TableTrace, Tracing};
pub use model::{
    Aggregation, Binding, Boxed, BoxedKind, ContextEntry, Decision, DecisionService, DecisionTable, Definitions, FunctionDefinition,
    FunctionItem, HitPolicy, Import, InputClause, InputData, ItemDefinition, IterationKind, KnowledgeModel, Located, OutputClause,
    Requirement, Rule,
};
pub use read::{ReadLimits, read, read_within};
pub use sheet::{Said, Sheet, SheetCell, SheetError, SheetPlace, Sheets, from_sheets, to_sheets};
