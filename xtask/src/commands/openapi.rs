//! Is the committed API description what the routes say, and the committed client what the description says?

use std::fs;

use anyhow::{Context, bail};

use crate::shell;

const DESCRIPTION: &str = "docs/openapi.json";

pub(crate) fn run() -> anyhow::Result<()> {
    let routes = shell::output("cargo", &["run", "--quiet", "--package", "guiju-server", "--example", "openapi"])?;
    let committed = fs::read_to_string(DESCRIPTION).with_context(|| format!("reading {DESCRIPTION}"))?;
    if routes.trim_end() != committed.trim_end() {
        bail!("{DESCRIPTION} is not what the routes say; run `cargo run -p guiju-server --example openapi > {DESCRIPTION}`");
    }
    shell::run("client of the API", "npm", ["--prefix", "web", "run", "--silent", "generate:check"])
}
