//! [`Source`]: where a rulebook comes from, and the gathering of its files.
//!
//! The default rulebook is inside the binary. An override is a folder laid over it: its TOML files are merged key by key, its other
//! files replace those of the same path. Only UTF-8 text files are part of a rulebook; hidden files are not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use guiju_types::EditionId;

use crate::finding::{File, Findings, Place, error};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The most bytes of one file.
const FILE_BYTES_MAX: u64 = 16 << 20;
/// The most files of one folder.
const FILES_MAX: usize = 10_000;

/// Where a rulebook comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// What lies underneath.
    pub base: Base,
    /// Folders laid over it, in order.
    pub overrides: Vec<PathBuf>,
    /// Files laid over all of that: what a company has written on the screens.
    pub on_top: Vec<RuleFile>,
}

/// A file of a rulebook that is no file on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// Its path in the rulebook: `credit/class.dmn`.
    pub path: String,
    /// What it says.
    pub text: Arc<str>,
}

/// What lies underneath.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Base {
    /// The default rulebook, which is part of the program.
    #[default]
    Embedded,
    /// A folder with a `rulebook.toml`.
    Folder(PathBuf),
    /// An edition that was kept: [`Rulebook::files`](crate::Rulebook::files) as they were. Files of one path lie over one another in their order.
    Files(Vec<RuleFile>),
}

impl Source {
    /// The default rulebook as shipped.
    #[must_use]
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The default rulebook with a folder laid over it.
    #[must_use]
    pub fn with_override(mut self, folder: impl Into<PathBuf>) -> Self {
        self.overrides.push(folder.into());
        self
    }

    /// An edition that was kept.
    #[must_use]
    pub fn kept(files: Vec<RuleFile>) -> Self {
        Self { base: Base::Files(files), ..Self::default() }
    }
}

/// The files of a rulebook by path: for each path the base's file and those laid over it, in order.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) layers: BTreeMap<String, Vec<Arc<File>>>,
}

impl Files {
    /// Reads everything.
    pub(crate) fn gather(source: &Source, findings: &mut Findings) -> Self {
        let mut files = Self::default();
        match &source.base {
            Base::Embedded => {
                for (path, text) in EMBEDDED {
                    files.add((*path).to_owned(), path, (*text).into());
                }
            }
            Base::Folder(folder) => files.add_folder(folder, "", findings),
            Base::Files(kept) => files.add_files(kept),
        }
        for folder in &source.overrides {
            files.add_folder(folder, &format!("{}/", folder.display()), findings);
        }
        files.add_files(&source.on_top);
        files
    }

    fn add(&mut self, path: String, shown: &str, text: Arc<str>) {
        self.layers.entry(path).or_default().push(Arc::new(File { path: shown.into(), text }));
    }

    fn add_files(&mut self, kept: &[RuleFile]) {
        for file in kept {
            self.add(file.path.clone(), &file.path, Arc::clone(&file.text));
        }
    }

    fn add_folder(&mut self, folder: &Path, shown: &str, findings: &mut Findings) {
        let mut paths = Vec::new();
        if let Err(cause) = list(folder, "", &mut paths, 0) {
            let place = Place { file: Arc::new(File { path: folder.display().to_string().into(), text: "".into() }), span: 0..0 };
            findings.push(&place, error("unreadable", format!("cannot read the folder `{}`: {cause}", folder.display())));
        }
        paths.sort();
        for path in paths {
            let shown = format!("{shown}{path}");
            match read(&folder.join(&path)) {
                Ok(text) => self.add(path, &shown, text.into()),
                Err(cause) => {
                    let place = Place { file: Arc::new(File { path: shown.as_str().into(), text: "".into() }), span: 0..0 };
                    findings.push(&place, error("unreadable", format!("cannot read the file `{shown}`: {cause}")));
                }
            }
        }
    }

    /// All files by path, those of one path from the lowest to the one on top: what an edition consists of.
    pub(crate) fn all(&self) -> Vec<RuleFile> {
        let each = |(path, layers): (&String, &Vec<Arc<File>>)| {
            layers.iter().map(|file| RuleFile { path: path.clone(), text: Arc::clone(&file.text) }).collect::<Vec<_>>()
        };
        self.layers.iter().flat_map(each).collect()
    }

    /// The file on top at a path.
    pub(crate) fn top(&self, path: &str) -> Option<&Arc<File>> {
        self.layers.get(path).and_then(|layers| layers.last())
    }

    /// The paths below a folder (`credit/`) that end so.
    pub(crate) fn below<'a>(&'a self, folder: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
        self.layers.keys().map(String::as_str).filter(move |path| path.starts_with(folder) && path.ends_with(end))
    }

    /// The name of this state of the files: a hash over all layers by path.
    pub(crate) fn edition(&self) -> EditionId {
        let mut hasher = blake3::Hasher::new();
        for (path, layers) in &self.layers {
            for file in layers {
                // Lengths before contents, so that no two different sets of files give the same bytes.
                for part in [path.as_bytes(), file.text.as_bytes()] {
                    hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
                    hasher.update(part);
                }
            }
        }
        EditionId(hasher.finalize().to_hex().chars().take(16).collect())
    }
}

fn list(folder: &Path, below: &str, paths: &mut Vec<String>, depth: usize) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') || paths.len() >= FILES_MAX {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < 8 {
            list(&entry.path(), &format!("{below}{name}/"), paths, depth + 1)?;
        } else if kind.is_file() && is_text(&name) {
            paths.push(format!("{below}{name}"));
        }
    }
    Ok(())
}

/// Which files are part of a rulebook.
fn is_text(name: &str) -> bool {
    [".toml", ".dmn", ".md"].iter().any(|end| name.ends_with(end))
}

fn read(path: &Path) -> std::io::Result<String> {
    if std::fs::metadata(path)?.len() > FILE_BYTES_MAX {
        return Err(std::io::Error::other("it is larger than 16 MiB"));
    }
    std::fs::read_to_string(path)
}
