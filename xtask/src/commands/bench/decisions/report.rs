//! What every engine prints: one JSON object. Fields that only some engines have may be missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Debug, Clone, Deserialize, Serialize)]
pub(crate) struct Report {
    pub(crate) engine: String,
    /// Ours has none: it is the one in this folder.
    #[serde(default)]
    pub(crate) version: String,
    /// The machine's load over the last minute when the engine was started.
    #[serde(default)]
    pub(crate) load: String,
    #[serde(default)]
    pub(crate) per_case: Vec<Case>,
    #[serde(default)]
    pub(crate) bulk: Vec<Bulk>,
    pub(crate) expression: Option<Expression>,
}

/// Single cases of one table, timed one by one.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(crate) struct Case {
    pub(crate) rules: u64,
    pub(crate) trace: bool,
    pub(crate) median_ns: f64,
    pub(crate) p99_ns: f64,
    pub(crate) cases: Option<u64>,
    /// How many first rows of the inputs `checksum` covers.
    pub(crate) checksum_rows: Option<u64>,
    pub(crate) checksum: Option<String>,
}

/// Many rows through one table.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(crate) struct Bulk {
    pub(crate) rows: u64,
    /// What was wanted, where the engine was too slow for it.
    pub(crate) asked_rows: Option<u64>,
    pub(crate) rules: u64,
    pub(crate) threads: u64,
    pub(crate) seconds: f64,
    #[serde(default)]
    pub(crate) extrapolated: bool,
    /// How it was written, where several ways were tried.
    pub(crate) query: Option<String>,
    pub(crate) checksum: Option<String>,
    /// Checksums of the first rows, by their number.
    #[serde(default)]
    pub(crate) checksums: BTreeMap<String, String>,
    /// What only this engine tells.
    #[serde(flatten)]
    pub(crate) more: Map<String, Value>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
pub(crate) struct Expression {
    pub(crate) text: String,
    pub(crate) value: Option<String>,
    pub(crate) parse_and_evaluate_per_second: f64,
    /// What only this engine tells.
    #[serde(flatten)]
    pub(crate) more: Map<String, Value>,
}

impl Report {
    pub(crate) fn case(&self, rules: u64, trace: bool) -> Option<&Case> {
        self.per_case.iter().find(|case| case.rules == rules && case.trace == trace)
    }

    /// The run on one thread, which every engine makes.
    pub(crate) fn bulk_of(&self, rules: u64) -> Option<&Bulk> {
        self.bulk.iter().find(|bulk| bulk.rules == rules && bulk.threads == 1)
    }
}
