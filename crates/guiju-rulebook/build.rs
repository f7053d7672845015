//! Puts the default rulebook into the binary: a list of its files with their text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Relative to the crate, and the texts themselves rather than where they lie: checkouts that share a target directory share what this
    // script has made, and one of them may be gone.
    let folder = Path::new("../../rulebook");
    let mut paths = Vec::new();
    list(folder, "", &mut paths)?;
    paths.sort();
    let mut code = String::from("/// The files of the default rulebook: path and text.\nstatic EMBEDDED: &[(&str, &str)] = &[\n");
    for path in paths {
        let text = fs::read_to_string(folder.join(&path))?;
        writeln!(code, "    ({path:?}, {text:?}),").map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("embedded.rs"), code)
}

fn list(folder: &Path, below: &str, paths: &mut Vec<String>) -> io::Result<()> {
    announce(folder);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|_| io::Error::other("a file name of the rulebook is not UTF-8"))?;
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{below}{name}/"), paths)?;
        } else if [".toml", ".dmn", ".md"].iter().any(|end| name.ends_with(end)) {
            announce(&entry.path());
            paths.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

fn announce(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
}
