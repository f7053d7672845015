//! The browser tests: a small demo company is made and served on a free loopback port, the tests drive its
//! pages in Chromium, and the server is ended by its own process id.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

use crate::shell;

/// Small enough to be made in seconds by an unoptimised build, large enough for paging and every class.
const DEMO: [&str; 6] = ["--customers", "400", "--months", "30", "--seed", "7"];

pub(crate) fn run() -> anyhow::Result<()> {
    // The whole workspace, because a package alone has other features and would build what is below it a second time.
    shell::run("program", "cargo", ["build", "--quiet", "--workspace", "--bins"])?;
    let program = target_directory()?.join("debug/guiju");
    let folder = std::env::temp_dir().join(format!("guiju-e2e-{}", std::process::id()));
    let company = folder.join("company");
    let result = make_and_drive(&program, &company).and_then(|()| {
        shell::run_command(
            "first day",
            Command::new("npm").args(["--prefix", "web", "run", "--silent", "e2e:first-day"]).env("GUIJU_PROGRAM", &program),
        )
    });
    // The company is of no use after the run, whether it passed or not.
    let _ = fs::remove_dir_all(&folder);
    result
}

fn make_and_drive(program: &Path, company: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(company)?;
    shell::run_command("demo company", Command::new(program).arg("demo").arg(company).args(DEMO))?;
    let server = Server::start(program, company)?;
    shell::run_command(
        "browser tests",
        Command::new("npm").args(["--prefix", "web", "run", "--silent", "e2e"]).env("GUIJU_URL", &server.address),
    )
}

/// A server that ends with this value, however the tests end.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Starts it on a port that the system chooses, and waits for the line that names the address.
    fn start(program: &Path, company: &Path) -> anyhow::Result<Self> {
        let mut process = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--company"])
            .arg(company)
            .stdout(Stdio::piped())
            .spawn()
            .context("starting guiju serve")?;
        let stdout = process.stdout.take().context("guiju serve has no stdout")?;
        let mut lines = BufReader::new(stdout).lines();
        let address = loop {
            let Some(line) = lines.next().transpose()? else {
                let status = process.wait()?;
                bail!("guiju serve ended before it listened ({status})");
            };
            if let Some(address) = line.split_whitespace().find(|word| word.starts_with("http://")) {
                break address.trim_end_matches('/').to_owned();
            }
        };
        // Keeps reading, so that the server never waits for a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { process, address })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where cargo builds to.
pub(crate) fn target_directory() -> anyhow::Result<PathBuf> {
    let metadata = shell::output("cargo", &["metadata", "--format-version", "1", "--no-deps"])?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let directory =
        metadata.get("target_directory").and_then(serde_json::Value::as_str).context("cargo metadata names no target directory")?;
    Ok(PathBuf::from(directory))
}
