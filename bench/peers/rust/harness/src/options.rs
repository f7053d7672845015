//! The command line that every peer takes, in Rust, Java and Python alike.

use std::path::PathBuf;

use anyhow::{Context as _, bail};

use crate::{Expression, Named};

/// The tables that are measured case by case, by their number of rules.
pub(crate) const CASE_RULES: [usize; 4] = [10, 100, 1000, 3700];

/// The bulk runs: rows and rules.
pub(crate) const BULK: [(usize, usize); 3] = [(400_000, 20), (1_000_000, 10), (1_000_000, 1000)];

/// What is measured and for how long.
#[derive(Debug)]
pub(crate) struct Options {
    /// The data set: `tables/` and `inputs.csv`.
    pub(crate) folder: PathBuf,
    /// No bulk run takes more rows than this.
    pub(crate) rows: usize,
    /// Warm-up, and then measuring, of each table case by case.
    pub(crate) case_seconds: f64,
    /// A bulk run that would take longer is made on fewer rows, and says so.
    pub(crate) bulk_seconds: f64,
    /// What is parsed and evaluated.
    pub(crate) expression: Expression,
}

impl Options {
    pub(crate) fn from_arguments() -> anyhow::Result<Self> {
        let mut options = Self {
            folder: PathBuf::new(),
            rows: 1_000_000,
            case_seconds: 3.0,
            bulk_seconds: 30.0,
            expression: Expression { text: String::new(), names: Vec::new() },
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let value = arguments.next().with_context(|| format!("`{name}` needs a value"))?;
            match name.as_str() {
                "--data" => options.folder = value.into(),
                "--rows" => options.rows = value.parse()?,
                "--case-seconds" => options.case_seconds = value.parse()?,
                "--bulk-seconds" => options.bulk_seconds = value.parse()?,
                "--expression" => options.expression.text = value,
                "--names" => options.expression.names = names(&value)?,
                _ => bail!("unknown option `{name}`"),
            }
        }
        Ok(options)
    }
}

/// `amount=250,kind="gold"`.
fn names(text: &str) -> anyhow::Result<Vec<(String, Named)>> {
    text.split(',')
        .map(|pair| {
            let (name, value) = pair.split_once('=').with_context(|| format!("`{pair}` is not `name=value`"))?;
            let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            let named = match quoted {
                Some(text) => Named::Text(text.to_owned()),
                None => Named::Number(value.parse().with_context(|| format!("`{value}` is neither a number nor a quoted text"))?),
            };
            Ok((name.to_owned(), named))
        })
        .collect()
}
