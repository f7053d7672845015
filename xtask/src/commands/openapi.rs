//! Is the committed API description what the routes say, and the committed client what the description says?

use std::fs;

use anyhow::{Context, bail};

use crate::commands::e2e::target_directory;
use crate::shell;

const DESCRIPTION: &str = "docs/openapi.json";

pub(crate) fn run() -> anyhow::Result<()> {
    // The whole workspace, because a package alone has other features and would build what is below it a second time; one example, because each links it.
    shell::run("description of the API", "cargo", ["build", "--quiet", "--workspace", "--example", "openapi"])?;
    let program = target_directory()?.join("debug/examples/openapi");
    let routes = shell::output(&program.to_string_lossy(), &[])?;
    let committed = fs::read_to_string(DESCRIPTION).with_context(|| format!("reading {DESCRIPTION}"))?;
    if routes.trim_end() != committed.trim_end() {
        bail!("{DESCRIPTION} is not what the routes say; run `cargo run -p guiju-server --example openapi > {DESCRIPTION}`");
    }
    shell::run("client of the API", "npm", ["--prefix", "web", "run", "--silent", "generate:check"])
}
