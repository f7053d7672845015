//! A throw-away PostgreSQL server, one for each test process, on a free loopback port.
//!
//! A small shell watches the test process by a pipe: when the process ends in whatever way, the pipe closes, and the shell stops the
//! server by its process id and removes its folder.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Runs the server until standard input closes. `$1` is the folder to remove, the rest is the server's command.
const WATCHER: &str = r#"
folder=$1; shift
exec 3<&0
"$@" 3<&- </dev/null >/dev/null &
server=$!
cat <&3 >/dev/null
kill -INT "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
"#;

/// A running server.
pub(crate) struct Server {
    /// `postgres://…` up to the database's name.
    pub(crate) address: String,
    /// Keeps the watcher's pipe open as long as this process lives; a static is never dropped, the process's end closes it.
    _watcher: Child,
}

/// The process's server, or why there is none.
pub(crate) fn server() -> Result<&'static Server, &'static str> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref().map_err(String::as_str)
}

/// Where `initdb` and `postgres` are: in PATH, or where Debian keeps them.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<PathBuf> = versions.flatten().map(|version| version.path().join("bin")).collect();
        versions.sort();
        folders.extend(versions.into_iter().rev());
    }
    folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

fn start() -> Result<Server, String> {
    let binaries = binaries().ok_or("there are no PostgreSQL binaries in PATH or /usr/lib/postgresql")?;
    // Somebody may take the port between asking for it and using it.
    let mut said = String::new();
    for _ in 0..5 {
        match attempt(&binaries) {
            Ok(server) => return Ok(server),
            Err(output) => said = output,
        }
    }
    panic!("PostgreSQL does not start: {said}");
}

/// Makes a folder with an empty cluster and serves it; the watcher removes the folder when the server has ended.
fn attempt(binaries: &Path) -> Result<Server, String> {
    // `/tmp` rather than TMPDIR: the unprivileged user has to reach it.
    let folder = tempfile::Builder::new().prefix("guiju-postgres-").tempdir_in("/tmp").expect("a folder in /tmp").keep();
    let user = unprivileged_user(&folder);
    let data = folder.join("data");
    let mut initdb = as_user(user, &binaries.join("initdb"));
    initdb.args(["--username=guiju", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions", "--pgdata"]);
    let made = initdb.arg(&data).current_dir(&folder).output().expect("initdb runs");
    if !made.status.success() {
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        // The folder is ours, and half-made.
        let _ = fs::remove_dir_all(&folder);
        panic!("initdb failed: {said}");
    }
    serve(binaries, user, &folder, &data)
}

/// Starts the server on a free port and waits until it says that it is ready; or gives what it said instead.
fn serve(binaries: &Path, user: Option<&str>, folder: &Path, data: &Path) -> Result<Server, String> {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
    let server = as_user(user, &binaries.join("postgres"));
    let mut watcher = Command::new("sh");
    watcher.args([OsStr::new("-c"), OsStr::new(WATCHER), OsStr::new("guiju-watcher"), folder.as_os_str()]);
    watcher.arg(server.get_program()).args(server.get_args());
    watcher.arg("-D").arg(data).args(["-p", &port.to_string()]);
    for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "full_page_writes=off", "max_connections=300"] {
        watcher.args(["-c", setting]);
    }
    // A group of its own, so that an interrupt at the terminal ends the tests and the watcher ends the server.
    let mut watcher = watcher
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .expect("a shell runs");
    let mut log = BufReader::new(watcher.stderr.take().expect("its standard error is piped"));
    let mut said = String::new();
    loop {
        let before = said.len();
        let read = log.read_line(&mut said).expect("its log is text");
        let line = said.get(before..).unwrap_or_default();
        if line.contains("ready to accept connections") {
            break;
        }
        if read == 0 || line.contains("could not create any TCP/IP sockets") {
            // The closed pipe tells the watcher to clean up.
            drop(watcher.stdin.take());
            let _ = watcher.wait();
            return Err(said);
        }
    }
    // What it says later is nobody's; unread, it would block the server.
    std::thread::spawn(move || std::io::copy(&mut log.by_ref(), &mut std::io::sink()));
    Ok(Server { address: format!("postgres://guiju@127.0.0.1:{port}"), _watcher: watcher })
}

/// PostgreSQL refuses root: then the folder is given to another user, who also runs it.
fn unprivileged_user(folder: &Path) -> Option<&'static str> {
    if fs::metadata(folder).expect("the folder was just made").uid() != 0 {
        return None;
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("the folder is ours");
    let gives_to =
        |user: &&str| Command::new("chown").arg(user).arg(folder).stderr(Stdio::null()).status().is_ok_and(|done| done.success());
    Some(["postgres", "nobody"].into_iter().find(gives_to).expect("a user `postgres` or `nobody` to run PostgreSQL"))
}

fn as_user(user: Option<&str>, program: &Path) -> Command {
    match user {
        None => Command::new(program),
        Some(user) => {
            // It becomes the program, so that its process id is the server's.
            let mut command = Command::new("setpriv");
            command.args(["--reuid", user, "--clear-groups", "--regid"]);
            command.arg(if user == "nobody" { "nogroup" } else { user }).arg("--").arg(program);
            command
        }
    }
}
