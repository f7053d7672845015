//! Inputs on their way between the text files of the repository and the folders of libFuzzer.

#[path = "../../../../crates/guiju-dmn/tests/fuzz/lines.rs"]
mod lines;

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};

pub(super) use lines::line;

/// Writes each line of a file as a file of its own into a folder, which is made empty first.
pub(super) fn unpack(files: &[&Path], folder: &Path) -> anyhow::Result<()> {
    empty(folder)?;
    let mut count = 0_u32;
    for file in files {
        let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
        for input in lines::inputs(&text).map_err(|wrong| anyhow!("{}: {wrong}", file.display()))? {
            fs::write(folder.join(format!("{count:05}")), input)?;
            count += 1;
        }
    }
    Ok(())
}

/// Writes the inputs of a folder as lines of a file, the short ones first; how many there are.
pub(super) fn pack(folder: &Path, file: &Path, heading: &str) -> anyhow::Result<usize> {
    let mut found: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder)? {
        found.push(line(&fs::read(entry?.path())?));
    }
    found.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    found.dedup();
    let text: String = found.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    fs::write(file, format!("# {heading}\n{text}")).with_context(|| format!("writing {}", file.display()))?;
    Ok(found.len())
}

/// A folder with nothing in it.
pub(super) fn empty(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}
