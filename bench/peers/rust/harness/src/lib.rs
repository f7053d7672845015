//! What the Rust peers of `cargo xtask bench decisions` share: the data set, the measuring and the JSON.
//!
//! A peer implements [`Peer`] and calls [`run`]; everything that is measured is measured here, so that no peer is measured in its own way.
//! Inputs are converted, and the table is compiled, before the clock starts.
//!
//! Read [`Peer`] first, then `measure.rs`. The JSON is described in `bench/peers/README.md`.

mod data;
mod measure;
mod options;
mod report;

pub use data::{Row, Rule, Table};

use anyhow::Context as _;

use crate::options::Options;
use crate::report::Report;

/// A decision engine as a peer: how it compiles a table, what it takes as a case, and how it decides one.
pub trait Peer: Sized {
    /// The engine's name in the JSON.
    const ENGINE: &'static str;
    /// The engine's version, as pinned in the manifest.
    const VERSION: &'static str;
    /// Whether the engine can say which rule fired.
    const HAS_TRACE: bool;
    /// The engine's own form of an input tuple.
    type Case;

    /// Compiles the table once, by the engine's quickest documented way.
    fn compile(table: &Table) -> anyhow::Result<Self>;

    /// One input tuple in the engine's form. Never on the clock.
    fn convert(&self, row: &Row) -> anyhow::Result<Self::Case>;

    /// Decides one case and gives the text of `out`.
    fn decide(&self, case: &Self::Case) -> anyhow::Result<String>;

    /// [`Peer::decide`] with the engine's trace on.
    fn decide_traced(&self, case: &Self::Case) -> anyhow::Result<String> {
        self.decide(case)
    }

    /// Parses and evaluates an expression once; `None` where the engine does not speak FEEL.
    fn parse_and_evaluate(_expression: &Expression) -> Option<anyhow::Result<String>> {
        None
    }
}

/// A small expression with the value of each name in it.
#[derive(Debug, Clone)]
pub struct Expression {
    /// FEEL.
    pub text: String,
    /// What each name stands for.
    pub names: Vec<(String, Named)>,
}

/// The value of a name.
#[derive(Debug, Clone)]
pub enum Named {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
}

/// Measures the peer as the options on the command line say, and prints one JSON object.
pub fn run<P: Peer>() -> anyhow::Result<()> {
    let options = Options::from_arguments().context("reading the options")?;
    let rows = data::read_inputs(&options.folder, options.rows)?;
    let mut report = Report::new(P::ENGINE, P::VERSION);
    for rules in options::CASE_RULES {
        let table = Table::read(&options.folder, rules)?;
        report.per_case.push(measure::cases::<P>(&table, &rows, false, &options)?);
        if P::HAS_TRACE {
            report.per_case.push(measure::cases::<P>(&table, &rows, true, &options)?);
        }
    }
    for (count, rules) in options::BULK {
        let table = Table::read(&options.folder, rules)?;
        report.bulk.push(measure::bulk::<P>(&table, &rows, count.min(options.rows), &options)?);
    }
    report.expression = measure::expression::<P>(&options)?;
    report.print()
}
