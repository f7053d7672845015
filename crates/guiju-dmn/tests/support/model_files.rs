//! DMN files to test with: those of some folders and, where it is at hand, of the outside kit.

use std::path::{Path, PathBuf};

/// The models below these folders of the repository, given from this crate's folder, and those of the kit.
pub(crate) fn model_files(folders: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    match std::env::var("GUIJU_CONFORMANCE") {
        Ok(folder) => collect(&Path::new(&folder).join("dmn-tck"), &mut files),
        Err(_) => eprintln!("note: GUIJU_CONFORMANCE is not set, so the models of the outside kit are left out"),
    }
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "dmn") {
            files.push(path);
        }
    }
    files.sort();
}
