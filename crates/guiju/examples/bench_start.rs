//! How long from the start of `guiju serve` on the demo company to its first page; the program's size and idle memory.
//!
//! `cargo xtask bench start` builds the program and calls this with its path. The page is fetched as a browser does: the document, then every
//! script and style that it names.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// A cold start is measured this often; the median counts.
const RUNS: usize = 5;

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| arguments.iter().position(|argument| argument == name).and_then(|place| arguments.get(place + 1));
    let program = match value("--program") {
        Some(path) => PathBuf::from(path),
        None => std::env::current_exe()?.with_file_name("../guiju"),
    };
    let folder = std::env::temp_dir().join(format!("guiju-bench-start-{}", std::process::id()));
    let result = measure(&program, &folder.join("company"), value("--format").is_some_and(|format| format == "json"));
    let _ = fs::remove_dir_all(&folder);
    result
}

fn measure(program: &Path, company: &Path, as_json: bool) -> anyhow::Result<()> {
    let made = Instant::now();
    let status = Command::new(program)
        .arg("demo")
        .arg(company)
        .stdout(Stdio::null())
        .status()
        .with_context(|| format!("starting {}", program.display()))?;
    if !status.success() {
        bail!("{} demo failed ({status})", program.display());
    }
    let demo_seconds = made.elapsed().as_secs_f64();
    let mut seconds = Vec::new();
    let mut idle_bytes = 0;
    for run in 0..RUNS {
        let start = Instant::now();
        let (server, address) = start_server(program, company)?;
        let page = get(&address, "/")?;
        for asset in assets(&page) {
            get(&address, &asset)?;
        }
        seconds.push(start.elapsed().as_secs_f64());
        if run + 1 == RUNS {
            // Idle means that nothing has been asked for some seconds.
            std::thread::sleep(Duration::from_secs(5));
            idle_bytes = resident_bytes(server.0.id())?;
        }
    }
    seconds.sort_by(f64::total_cmp);
    let median = seconds.get(RUNS / 2).copied().unwrap_or_default();
    let program_bytes = fs::metadata(program)?.len();
    let line = if as_json {
        serde_json::json!({ "bench": "start", "first_page_seconds": median, "runs": seconds, "program_bytes": program_bytes,
            "idle_bytes": idle_bytes, "demo_seconds": demo_seconds })
        .to_string()
    } else {
        let mib = |bytes: u64| bytes / 1024 / 1024;
        format!(
            "start: first page after {median:.3} s (median of {RUNS}); program {} MiB; idle memory {} MiB; the demo company was made in {demo_seconds:.1} s",
            mib(program_bytes),
            mib(idle_bytes)
        )
    };
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

fn start_server(program: &Path, company: &Path) -> anyhow::Result<(Server, String)> {
    let mut child =
        Command::new(program).args(["serve", "--listen", "127.0.0.1:0", "--company"]).arg(company).stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().context("guiju serve has no stdout")?;
    let server = Server(child);
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        if let Some((_, address)) = line.split_once("http://") {
            return Ok((server, address.trim_end_matches('/').to_owned()));
        }
    }
    bail!("guiju serve ended before it listened")
}

/// A plain GET on a connection of its own; anything but 200 is an error.
fn get(address: &str, path: &str) -> anyhow::Result<String> {
    let mut connection = TcpStream::connect(address)?;
    write!(connection, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut body = Vec::new();
    connection.read_to_end(&mut body)?;
    let text = String::from_utf8_lossy(&body).into_owned();
    if !text.starts_with("HTTP/1.1 200") {
        bail!("GET {path} gave {}", text.lines().next().unwrap_or("nothing"));
    }
    Ok(text)
}

/// The scripts and styles that the document loads at once.
fn assets(page: &str) -> Vec<String> {
    let after = |mark: &str| page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(ToOwned::to_owned).collect::<Vec<_>>();
    let mut paths = after("src=\"");
    paths.extend(after("href=\""));
    paths.retain(|path| path.ends_with(".js") || path.ends_with(".css"));
    paths
}

fn resident_bytes(process: u32) -> anyhow::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kilobytes * 1024)
}
