//! Backups: a copy of a company that can be made while others work with it, and a company made from one.
//!
//! What is in a backup: the database, the company file and those folders of its rulebook that lie in the company's. `warehouse/` is not: it follows from
//! the database, and is made anew. `uploads/` is not: what was imported is in the database.

use std::path::{Component, Path, PathBuf};

use guiju_store::{AuditHead, AuditReport, Database, Store};
use serde::{Deserialize, Serialize};

use super::{Company, CompanyFile, FILE};
use crate::RuntimeError;

/// Says that a backup is whole: written last.
const BACKUP: &str = "backup.json";
const DATABASE: &str = "company.db";

/// What a backup is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// The head of the audit chain in the copy, as `HASH@COMMIT`: what a restored company is verified by.
    pub head: String,
    /// The instant of the last commit in the copy, or of the copy where there was none since.
    pub at: guiju_types::Timestamp,
    /// Folders of the rulebook that lie elsewhere and were not copied.
    pub not_copied: Vec<PathBuf>,
}

impl Company {
    /// Copies the company into a folder that is new or empty. Others may read and write meanwhile; the copy is the state of one commit.
    ///
    /// # Errors
    /// Where the folder has something in it, a file cannot be written, or the database is not SQLite.
    pub fn back_up(&self, to: &Path) -> Result<Backup, RuntimeError> {
        refuse_full(to)?;
        let written = |path: PathBuf| move |source| RuntimeError::File { action: "write", path, source };
        std::fs::create_dir_all(to).map_err(written(to.to_owned()))?;
        self.store().copy_into(&to.join(DATABASE))?;
        let copy = Store::open(&Database::Sqlite(to.join(DATABASE)))?;
        let head = copy.audit_head(None)?.ok_or_else(|| refused_empty(to))?;
        let (mut file, mut not_copied) = (self.inner.file.clone(), Vec::new());
        "sqlite".clone_into(&mut file.database);
        for folder in &self.inner.file.rulebook {
            let absolute = self.folder().join(folder);
            // By the names alone `home/../rules` begins with `home`.
            match absolute.strip_prefix(self.folder()) {
                Ok(inside) if is_inside(inside) => copy_folder(&absolute, &to.join(inside))?,
                Ok(_) | Err(_) => not_copied.push(absolute),
            }
        }
        let text = toml::to_string(&file).map_err(|error| RuntimeError::refused(error.to_string(), error.to_string()))?;
        std::fs::write(to.join(FILE), text).map_err(written(to.join(FILE)))?;
        let backup = Backup { head: head.to_string(), at: copy.now()?, not_copied };
        let text = serde_json::to_string_pretty(&backup).map_err(|error| RuntimeError::refused(error.to_string(), error.to_string()))?;
        std::fs::write(to.join(BACKUP), text + "\n").map_err(written(to.join(BACKUP)))?;
        Ok(backup)
    }

    /// Makes a company from a backup in a folder that is new or empty, and verifies its audit chain from the backup's head.
    ///
    /// # Errors
    /// Where the folder is no whole backup, the other has something in it, or a file cannot be copied.
    pub fn restore(from: &Path, to: &Path) -> Result<(Self, AuditReport), RuntimeError> {
        let read = |path: PathBuf| move |source| RuntimeError::File { action: "read", path, source };
        let text = std::fs::read_to_string(from.join(BACKUP)).map_err(|_| {
            let folder = from.display();
            RuntimeError::refused(
                format!("`{folder}` 不是完整的备份（缺少 {BACKUP}）；请用 `guiju backup` 重新备份"),
                format!("`{folder}` is not a whole backup (it has no {BACKUP}); make one with `guiju backup`"),
            )
        })?;
        let backup: Backup = serde_json::from_str(&text)
            .map_err(|error| RuntimeError::refused(format!("{BACKUP} 无法读取：{error}"), format!("{BACKUP} cannot be read: {error}")))?;
        let head: AuditHead = backup.head.parse()?;
        refuse_full(to)?;
        std::fs::create_dir_all(to).map_err(read(to.to_owned()))?;
        let copy = |name: &Path| std::fs::copy(from.join(name), to.join(name)).map_err(read(from.join(name)));
        copy(Path::new(DATABASE))?;
        let file: CompanyFile = Self::read_file(from)?;
        for folder in file.rulebook.iter().filter(|folder| is_inside(folder)) {
            copy_folder(&from.join(folder), &to.join(folder))?;
        }
        // Last, so that a folder half restored is no company.
        copy(Path::new(FILE))?;
        let company = Self::open(to)?;
        let report = company.store().verify_audit_from(Some(&head))?;
        Ok((company, report))
    }
}

/// Whether a path leads nowhere but down.
fn is_inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn refused_empty(folder: &Path) -> RuntimeError {
    let folder = folder.display();
    RuntimeError::refused(format!("`{folder}` 中的副本没有任何记录"), format!("the copy in `{folder}` has nothing in it"))
}

/// Nothing that is there is written over.
fn refuse_full(folder: &Path) -> Result<(), RuntimeError> {
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    let folder = folder.display();
    Err(RuntimeError::refused(
        format!("文件夹 `{folder}` 不是空的；请换一个新文件夹"),
        format!("the folder `{folder}` is not empty; name a new one"),
    ))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), RuntimeError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| RuntimeError::File { action: "copy", path, source }
    };
    std::fs::create_dir_all(to).map_err(failed(to))?;
    for entry in std::fs::read_dir(from).map_err(failed(from))? {
        let entry = entry.map_err(failed(from))?;
        let target = to.join(entry.file_name());
        let kind = entry.file_type().map_err(failed(&entry.path()))?;
        if kind.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if kind.is_file() {
            std::fs::copy(entry.path(), &target).map_err(failed(&entry.path()))?;
        }
    }
    Ok(())
}
