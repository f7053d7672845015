//! Chapters of a rulebook: loaded, checked and named as editions.
//!
//! [`Rulebook::load`] reads the default rulebook or a folder, lays overrides over it, and compiles everything once: record types,
//! roles, measures, decisions and appraisals. What is wrong comes back as [`Findings`] with file, place and help, never half loaded.
//! [`CompiledAppraisal::judge`] judges a subject by its totals; it is the one kernel of the monthly run, of `guiju explain` and
//! of the chapters' examples.
//!
//! Never here: storage, HTTP, clocks. Nothing here knows a class, a weight or a band: they are data of the rulebook.
//!
//! Read [`Rulebook`] first, then `appraisal/judge.rs`.

mod allocation;
mod appraisal;
mod check;
mod decisions;
mod examples;
mod expressions;
mod facts;
mod finding;
mod imports;
mod leaves;
mod ledger;
mod load;
mod measure;
mod node;
mod records;
mod roles;
mod rulebook;
mod source;

pub use allocation::AllocationRule;
pub use appraisal::{
    CaseTotals, Change, ClassDefinition, CompiledAppraisal, Component, Coverages, Covered, JudgedRows, Judgement, Mark, NextClass,
    OnUnknown, ProposalDefinition, RatingNeeds, RuleHit, State, Totals,
};
pub use check::{AcceptedFinding, ExampleFailure, ExampleTitle, Report};
pub use facts::{ColumnKind, FactColumn, FactDefinition};
pub use finding::{Finding, Findings};
pub use imports::{ImportKind, Imports, Role as ColumnRole, header_key};
pub use leaves::{Leaf, leaves};
pub use ledger::LedgerColumn;
pub use measure::{Aggregate, CompiledMeasure, Filter, FilterValue, Need, Operand, Operator, Outlook, Total, Unit, Unknown, Window};
pub use roles::{Role, ScopeKind};
pub use rulebook::{Chapter, FieldProblem, Rulebook};
pub use source::{Base, RuleFile, Source};
