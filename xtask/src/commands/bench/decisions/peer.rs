//! The peers: how each is built and started. What a peer needs and does not find here is an error that says so.

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use clap::ValueEnum;

use crate::shell;

const RUST: &str = "bench/peers/rust/Cargo.toml";
const JVM: &str = "bench/peers/jvm";
const PYTHON: &str = "bench/peers/.venv/bin/python";

/// A decision engine that we measure ourselves against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Name {
    /// zen-engine (Rust), its own table format.
    Zen,
    /// dsntk (Rust), DMN.
    Dsntk,
    /// Drools (Java), DMN.
    Drools,
    /// Camunda 7 (Java), DMN.
    Camunda7,
    /// Camunda's dmn-scala and feel-scala (Scala), DMN.
    CamundaScala,
    /// DuckDB, the tables as SQL by hand.
    Duckdb,
}

impl Name {
    pub(crate) const ALL: [Self; 6] = [Self::Zen, Self::Dsntk, Self::Drools, Self::Camunda7, Self::CamundaScala, Self::Duckdb];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Zen => "zen",
            Self::Dsntk => "dsntk",
            Self::Drools => "drools",
            Self::Camunda7 => "camunda7",
            Self::CamundaScala => "camunda-scala",
            Self::Duckdb => "duckdb",
        }
    }

    pub(crate) fn build(self) -> anyhow::Result<()> {
        let mut command = match self.kind() {
            Kind::Rust { package } => {
                let mut command = Command::new("cargo");
                command.args(["build", "--quiet", "--release", "--locked", "--manifest-path", RUST, "--package", package]);
                command
            }
            Kind::Java { module, .. } => {
                let mut command = Command::new("mvn");
                command.args(["--quiet", "--batch-mode", "--file", JVM, "--projects", module, "--also-make", "package"]);
                command
            }
            Kind::Python { .. } if Path::new(PYTHON).exists() => return Ok(()),
            Kind::Python { .. } => Command::new("bench/peers/setup"),
        };
        // Maven tells its errors on stdout, which is for the figures.
        shell::run_command(&format!("building {}", self.as_str()), command.stdout(std::io::stderr()))
            .with_context(|| format!("it needs {}", self.kind().needs()))
    }

    /// Starts the peer; the options that all peers take are still to be added.
    pub(crate) fn command(self) -> Command {
        match self.kind() {
            Kind::Rust { package } => {
                let mut command = Command::new("cargo");
                command.args(["run", "--quiet", "--release", "--locked", "--manifest-path", RUST, "--package", package, "--"]);
                command
            }
            Kind::Java { module, class } => {
                let mut command = Command::new("java");
                // The throughput collector and a heap that is never short: what a bulk job would be given.
                command.args(["-XX:+UseParallelGC", "-Xms2g", "-Xmx4g", "-cp"]);
                command.arg(format!("{JVM}/{module}/target/classes:{JVM}/{module}/target/lib/*")).arg(class);
                command
            }
            Kind::Python { script } => {
                let mut command = Command::new(PYTHON);
                command.arg(script);
                command
            }
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Zen => Kind::Rust { package: "peer-zen" },
            Self::Dsntk => Kind::Rust { package: "peer-dsntk" },
            Self::Drools => Kind::Java { module: "drools", class: "guiju.peers.Drools" },
            Self::Camunda7 => Kind::Java { module: "camunda", class: "guiju.peers.Camunda" },
            Self::CamundaScala => Kind::Java { module: "camunda-scala", class: "guiju.peers.CamundaScala" },
            Self::Duckdb => Kind::Python { script: "bench/peers/decisions.py" },
        }
    }
}

/// What a peer is written in, which says how it is built and started.
enum Kind {
    Rust { package: &'static str },
    Java { module: &'static str, class: &'static str },
    Python { script: &'static str },
}

impl Kind {
    fn needs(&self) -> &'static str {
        match self {
            Self::Rust { .. } => "a Rust toolchain and the registry of its crates",
            Self::Java { .. } => "JDK 17, Maven and its registry",
            Self::Python { .. } => "Python 3 with `venv` and its registry",
        }
    }
}
