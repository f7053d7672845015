//! Our side of the benchmark of decisions: `bench_decisions --write DIR` makes the tables and inputs for all engines.

mod data;

use std::path::PathBuf;

use anyhow::bail;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--write"), Some(folder)) => data::write(&PathBuf::from(folder)),
        _ => bail!("usage: bench_decisions --write DIR"),
    }
}
