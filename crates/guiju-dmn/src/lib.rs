//! DMN decision models: read, compiled once, evaluated with a trace.
//!
//! [`read`] makes [`Definitions`] of XML (DMN 1.2 to 1.5), [`compile`] a [`Model`] of those, in which names are slots and table
//! cells are constants and intervals where they can be. [`Model::evaluate`] decides one case and says which rules fired.
//!
//! [`Document`] is the same file kept whole, with layout, comments and vendors' extensions, and can be edited; [`to_sheets`] and
//! [`from_sheets`] take its tables through a spreadsheet program.
//!
//! [`Model::explain`] tells a decision step by step, [`Model::findings`] what is wrong with a model before anybody decides by it,
//! [`Model::generate_cases`] the cases that show all of it, [`Model::nearest_changes`] what would have led to another outcome.
//!
//! Never here: clocks, I/O, async. A model is refused with the place of what is wrong, never half understood: unknown elements,
//! other expression languages and Java functions have an error of their own.
//!
//! Rooms: `read/` makes a model of XML, `model/` is what is written in it, `compile/` resolves and types it, `index/` finds the rules of
//! a table, `evaluate/` decides, `logic/` shows a model's parts to back ends that run it over many rows.
//! `document/` keeps and edits the file, `sheet/` makes sheets of it. `grid/` makes boxes of tables, on which `checks/`, `cases/` and
//! `nearest/` work; `question.rs` says what a cell asks, for the index and for grids; `explain/` and `coverage.rs` read traces.
//! Read [`Model`] first, then `evaluate/table.rs`, then `grid/mod.rs`.

mod beforehand;
mod cases;
mod checks;
mod compile;
mod coverage;
mod document;
mod error;
mod evaluate;
mod explain;
mod grid;
#[expect(clippy::wildcard_enum_match_arm, reason = "an order is there for a few kinds of values and not for all others")]
mod index;
pub mod logic;
mod model;
mod nearest;
#[expect(clippy::wildcard_enum_match_arm, reason = "a few kinds of nodes are understood and all others are not")]
mod question;
mod read;
mod sheet;

pub use cases::{CaseOptions, GeneratedCase, GeneratedCases, Goal, GoalKind};
pub use checks::{CheckOptions, CheckRule, Finding, RULES, RuleRef, Said, Severity, Witness};
pub use compile::{compile, compile_what_can_be, compile_what_can_be_with, compile_with};
pub use coverage::{Coverage, TableCoverage};
pub use document::{
    Column, Difference, Document, Edit, EditError, InputContent, OutputContent, RuleContent, Undo, decode, first_difference,
};
pub use error::{Fault, NameHolder, Place, Problem, ReadError};
pub use evaluate::{DecisionId, Miss, Model, Outcome, Reason, RuleInfo, TableInfo, TableTrace, Tracing};
pub use explain::{Explanation, Language, MissStep, RuleStep, Step, StoredTrace, TableStep};
pub use model::{
    Aggregation, Binding, Boxed, BoxedKind, ContextEntry, Decision, DecisionService, DecisionTable, Definitions, FunctionDefinition,
    FunctionItem, HitPolicy, Import, InputClause, InputData, ItemDefinition, IterationKind, KnowledgeModel, Located, OutputClause,
    Requirement, Rule,
};
pub use nearest::{InputChange, NearestChange, NearestOptions};
pub use read::{ReadLimits, read, read_within};
pub use sheet::{Sheet, SheetCell, SheetError, SheetPlace, Sheets, from_sheets, to_sheets};
