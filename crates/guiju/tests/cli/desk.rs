//! Runs the program as its users do: exit code, stdout and stderr together.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A folder that is removed at the end, and the program to run in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What a run printed.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Runs `guiju` with these words; `{}` stands for the desk's folder.
    pub(crate) fn run(&self, line: &str) -> Ran {
        let output = self.command(line).output().unwrap();
        let root = self.root();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace(&root, "{}");
        Ran { code: output.status.code().unwrap(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// Starts it and lets it run; what it prints is lost.
    pub(crate) fn start(&self, line: &str) -> Child {
        self.command(line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// The words of a command line, with the desk's folder put in.
    pub(crate) fn line(&self, line: &str) -> Vec<String> {
        line.split_whitespace().map(|word| word.replace("{}", &self.root())).collect()
    }

    fn command(&self, line: &str) -> Command {
        let root = self.root();
        let mut command = Command::new(env!("CARGO_BIN_EXE_guiju"));
        command.args(line.split_whitespace().map(|word| word.replace("{}", &root)));
        command.env_remove("GUIJU_COMPANY").current_dir(repository());
        command
    }

    fn root(&self) -> String {
        self.folder.path().to_string_lossy().into_owned()
    }

    /// Where a file of the folder lies.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn put(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// What a file in the folder says.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// Runs it with `--format json` and expects exit 0.
    pub(crate) fn json(&self, line: &str) -> serde_json::Value {
        let ran = self.run(&format!("{line} --format json"));
        assert_eq!(ran.code, 0, "{line}\n{}{}", ran.stdout, ran.stderr);
        serde_json::from_str(&ran.stdout).unwrap()
    }
}

impl Ran {
    /// Everything at once, for a snapshot.
    pub(crate) fn all(&self) -> String {
        format!("exit {}\n{}{}", self.code, self.stdout, self.stderr)
    }
}

/// The root of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A file of the real data sets; `None`, with a line that says so, where they are not at hand.
pub(crate) fn data(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("GUIJU_DATA").map_or_else(|| repository().join("../shared/data"), PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path.canonicalize().unwrap());
    }
    eprintln!("skipped: {} is not here (set GUIJU_DATA)", path.display());
    None
}
