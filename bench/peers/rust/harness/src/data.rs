//! Reads the data set that the product's own benchmark writes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Number;

/// One input tuple.
#[derive(Debug, Clone)]
pub struct Row {
    pub a: String,
    pub b: String,
    pub c: Number,
    pub d: Number,
}

/// One rule; `None` matches anything.
#[derive(Debug, Clone, Deserialize)]
pub struct Rule {
    pub a: Option<String>,
    pub b: Option<String>,
    /// From the first number up to, but without, the second.
    pub c: Option<[Number; 2]>,
    pub d: Option<[Number; 2]>,
    pub out: String,
}

/// A table in both its forms.
#[derive(Debug)]
pub struct Table {
    /// The same rules in order, for engines that do not read DMN.
    pub rules: Vec<Rule>,
    /// The file in DMN.
    pub dmn: PathBuf,
}

impl Table {
    pub(crate) fn read(folder: &Path, rules: usize) -> anyhow::Result<Self> {
        let path = folder.join(format!("tables/{rules}.json"));
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let parsed = serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
        Ok(Self { rules: parsed, dmn: folder.join(format!("tables/{rules}.dmn")) })
    }
}

/// The first rows of `inputs.csv`, whose fields hold neither commas nor quotes.
pub(crate) fn read_inputs(folder: &Path, limit: usize) -> anyhow::Result<Vec<Row>> {
    let path = folder.join("inputs.csv");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    text.lines().skip(1).take(limit).map(|line| row(line).with_context(|| format!("`{line}` is not a row"))).collect()
}

fn row(line: &str) -> anyhow::Result<Row> {
    let mut fields = line.split(',');
    let mut next = || fields.next().context("a row has four fields");
    Ok(Row { a: next()?.to_owned(), b: next()?.to_owned(), c: serde_json::from_str(next()?)?, d: serde_json::from_str(next()?)? })
}
