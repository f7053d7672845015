//! `expected.json`, as its `about` explains it.

use std::collections::BTreeMap;

use guiju_types::{Amount, Currency};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Expected {
    pub(crate) files: BTreeMap<String, File>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct File {
    pub(crate) kind: String,
    pub(crate) header_row: u64,
    #[serde(rename = "in")]
    pub(crate) money_in: Line,
    #[serde(rename = "out")]
    pub(crate) money_out: Line,
    pub(crate) neither: Line,
    pub(crate) first_date: String,
    pub(crate) last_date: String,
    /// By currency; a sentence where it cannot be read.
    pub(crate) balance: Option<serde_json::Value>,
    #[serde(default)]
    pub(crate) own_sums: BTreeMap<String, serde_json::Value>,
    pub(crate) spots: Vec<Spot>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) rows: u64,
    pub(crate) sum: BTreeMap<Currency, Amount>,
}

/// A row to compare.
#[derive(Debug, Deserialize)]
pub(crate) struct Spot {
    pub(crate) row: u64,
    pub(crate) sheet: Option<String>,
    pub(crate) date: String,
    pub(crate) direction: String,
    pub(crate) amount: Amount,
    pub(crate) currency: Currency,
    pub(crate) party: Option<String>,
}

impl File {
    /// Rows whose balance is not the one before plus or less the amount; `None` where the file has none that could be followed.
    pub(crate) fn not_following(&self) -> Option<Vec<u64>> {
        let mut rows = None;
        for balance in self.balance.as_ref()?.as_object()?.values() {
            for row in balance.get("rows_not_following")?.as_array()? {
                rows.get_or_insert_with(Vec::new).push(row.as_u64()?);
            }
            rows.get_or_insert_with(Vec::new);
        }
        rows
    }

    /// What the file says of itself: what, stated, counted, whether they agree.
    pub(crate) fn own_sums(&self) -> Vec<(&str, &str, &str, bool)> {
        let read = self.own_sums.iter().filter_map(|(name, sum)| {
            Some((name.as_str(), sum.get("stated")?.as_str()?, sum.get("counted")?.as_str()?, sum.get("agrees")?.as_bool()?))
        });
        read.collect()
    }
}
