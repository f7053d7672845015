//! Prints the OpenAPI description: `cargo run -p guiju-server --example openapi > docs/openapi.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let text = guiju_server::openapi().to_pretty_json().map_err(std::io::Error::other)?;
    writeln!(std::io::stdout(), "{text}")
}
