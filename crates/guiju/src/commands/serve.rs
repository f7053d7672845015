//! `guiju serve`: the pages and the API.

use std::path::PathBuf;

use clap::Args;
use guiju_runtime::Company;
use guiju_server::ServeOptions;
use tracing_subscriber::EnvFilter;

use crate::arguments::Common;
use crate::output::{self, Outcome};

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The company's folder. One that is no company yet asks in the browser what to make.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: std::net::SocketAddr,
}

pub(crate) fn run(serve: &Serve, common: &Common) -> anyhow::Result<Outcome> {
    let folder = common.folder_or(serve.folder.as_deref())?.to_owned();
    let filter = EnvFilter::try_from_env("GUIJU_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // A second subscriber cannot be there: this is the program's only place that installs one.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    let sign_ins = if Company::is_demo_folder(&folder) { super::demo::sign_in_lines() } else { first_sign_in(&folder)? };
    guiju_server::serve(ServeOptions { company_folder: folder, listen: serve.listen }, |address| {
        // Whoever started the program reads the address here, port 0 included.
        let _ = output::print(&format!("Guiju 规矩 is at http://{address}/\n{sign_ins}"));
    })?;
    Ok(Outcome::Fine)
}

/// A company that nobody can enter gets its administrator, whose password stands here once. A folder without a company asks in the browser.
fn first_sign_in(folder: &std::path::Path) -> anyhow::Result<String> {
    if !Company::is_company(folder) {
        return Ok(String::new());
    }
    let first = super::user::first_user(&Company::open(folder)?)?;
    Ok(first.map_or_else(String::new, |(name, password)| format!("  sign in as {name} with {password} (once)\n")))
}
