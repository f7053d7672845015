//! The JSON that every peer prints, and the checksum by which their answers are compared.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Report {
    engine: &'static str,
    version: &'static str,
    pub(crate) per_case: Vec<Case>,
    pub(crate) bulk: Vec<Bulk>,
    pub(crate) expression: Option<Measured>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Case {
    pub(crate) rules: usize,
    pub(crate) trace: bool,
    pub(crate) median_ns: u128,
    pub(crate) p99_ns: u128,
    pub(crate) cases: usize,
    pub(crate) checksum_rows: usize,
    pub(crate) checksum: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Bulk {
    pub(crate) rows: usize,
    pub(crate) asked_rows: usize,
    pub(crate) rules: usize,
    pub(crate) threads: usize,
    pub(crate) seconds: f64,
    pub(crate) extrapolated: bool,
    pub(crate) checksum: String,
    /// The checksum after so many rows, so that an engine that was cut short can be compared too.
    pub(crate) checksums: BTreeMap<usize, String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) text: String,
    pub(crate) value: String,
    pub(crate) parse_and_evaluate_per_second: f64,
}

impl Report {
    pub(crate) fn new(engine: &'static str, version: &'static str) -> Self {
        Self { engine, version, per_case: Vec::new(), bulk: Vec::new(), expression: None }
    }

    pub(crate) fn print(&self) -> anyhow::Result<()> {
        println!("{}", serde_json::to_string(self)?);
        Ok(())
    }
}

/// FNV-1a with 64 bits over outputs joined by a line feed.
#[derive(Debug, Default)]
pub(crate) struct Checksum(Option<u64>);

impl Checksum {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;

    pub(crate) fn of<'a>(outputs: impl IntoIterator<Item = &'a String>) -> String {
        let mut checksum = Self::default();
        for output in outputs {
            checksum.add(output);
        }
        checksum.hex()
    }

    pub(crate) fn add(&mut self, output: &str) {
        let start = self.0.map_or(Self::OFFSET, |hash| Self::step(hash, b'\n'));
        self.0 = Some(output.bytes().fold(start, Self::step));
    }

    pub(crate) fn hex(&self) -> String {
        format!("{:016x}", self.0.unwrap_or(Self::OFFSET))
    }

    fn step(hash: u64, byte: u8) -> u64 {
        (hash ^ u64::from(byte)).wrapping_mul(Self::PRIME)
    }
}
