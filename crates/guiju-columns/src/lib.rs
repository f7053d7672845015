//! Decisions over Arrow batches: the second back end of FEEL and DMN.
//!
//! [`Plan::compile`] lowers a decision, with those it requires, for batches of a schema; [`Plan::run`] decides a batch: the values,
//! why some are null, which rules matched, and how often each did.
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::{ArrayRef, Int64Array, RecordBatch};
//! use guiju_columns::Plan;
//! use guiju_feel::{EvalContext, Value};
//!
//! let xml = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>
//!   <inputData id='age' name='age'><variable name='age' typeRef='number'/></inputData>
//!   <decision id='adult' name='is adult'><variable name='is adult'/>
//!     <informationRequirement><requiredInput href='#age'/></informationRequirement>
//!     <literalExpression><text>age &gt;= 18</text></literalExpression>
//!   </decision>
//! </definitions>";
//! let model = guiju_dmn::compile(&guiju_dmn::read(xml).unwrap()).unwrap();
//! let ages: ArrayRef = Arc::new(Int64Array::from(vec![Some(17), Some(18), None]));
//! let batch = RecordBatch::try_from_iter([("age", ages)]).unwrap();
//! let plan = Plan::compile(&model, model.decision("adult").unwrap(), &batch.schema()).unwrap();
//! let output = plan.run(&batch, &EvalContext::default()).unwrap();
//! assert_eq!(output.value(1), Value::Boolean(true));
//! assert_eq!(output.value(2), Value::Null);
//! assert_eq!(output.reasons(2)[0].to_string(), "is adult: comparison of null");
//! ```
//!
//! How it stays equal to the one-case evaluator: a kernel computes only rows that come without a reason. A row in which something
//! has no answer, rounds beyond 64 bits or overflows is *handed over*: [`guiju_dmn::Model::evaluate`] decides it, and its outcome is
//! what the batch gives. Numbers are 64-bit integers of a fixed scale where they can be, and FEEL's own decimals where not.
//!
//! Never here: storage, I/O, clocks. A plan is read by any number of threads.
//!
//! Rooms: `vector/` holds columns, `eval/` computes expressions, `table.rs` decides tables,
//! `outputs.rs` says what their rules give, `plan.rs` puts them in order. Read
//! `plan.rs` first. The differential test is `examples/fuzz_columns`.

mod columns;
mod error;
#[expect(clippy::wildcard_enum_match_arm, reason = "a kernel is there for a few kinds of nodes and columns; all others run row by row")]
mod eval;
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever has no kernel is said to have none")]
mod explain;
mod fit;
mod output;
mod outputs;
mod plan;
#[expect(clippy::wildcard_enum_match_arm, reason = "a kernel is there for a few kinds of columns; all others run row by row")]
mod table;
#[expect(clippy::wildcard_enum_match_arm, reason = "a column is of a few kinds; every other value is kept as it is")]
mod vector;

pub use columns::{Columns, Computed};
pub use error::PlanError;
pub use explain::{Cause, Fallback, Unit};
pub use output::{Output, TableHits};
pub use plan::{APPROXIMATE, Plan};
pub use vector::Vector;
