//! Puts the default rulebook into the binary: a list of its files with their text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let folder = crate_folder.join("../../rulebook").canonicalize()?;
    let mut paths = Vec::new();
    list(&folder, "", &mut paths)?;
    paths.sort();
    let mut code = String::from("/// The files of the default rulebook: path and text.\nstatic EMBEDDED: &[(&str, &str)] = &[\n");
    for path in paths {
        writeln!(code, "    ({path:?}, include_str!({:?})),", folder.join(&path)).map_err(io::Error::other)?;
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
            paths.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

fn announce(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
}
