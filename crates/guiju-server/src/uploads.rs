//! Files that were uploaded and wait to be imported: on disk under random names, known to whoever uploaded them.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::multipart::Field;
use axum::http::StatusCode;

use crate::error::{ApiError, ErrorCode};
use crate::session::token;

/// The largest file that is taken.
pub(crate) const BYTES_MAX: u64 = 1 << 30;
/// How long an upload is kept.
const KEPT_FOR: Duration = Duration::from_secs(24 * 3600);
/// How many uploads one person keeps; the oldest goes.
const KEPT_EACH: usize = 20;
/// The workbook of rejected rows beside an upload.
const REJECTED: &str = "rejected rows.xlsx";

/// Uploads by their id.
#[derive(Debug)]
pub(crate) struct Uploads {
    folder: PathBuf,
    kept: Mutex<HashMap<String, Upload>>,
}

/// A file that was uploaded.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// Where it is, under its own name.
    pub(crate) path: PathBuf,
    /// The name that it had.
    pub(crate) file_name: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// Who uploaded it.
    owner: String,
    at: Instant,
    /// The workbook of the rows that its latest dry run or run refused.
    pub(crate) rejected: Option<PathBuf>,
}

impl Uploads {
    /// Uploads in a folder, made when the first one comes.
    pub(crate) fn new(folder: PathBuf) -> Self {
        remove_old(&folder);
        Self { folder, kept: Mutex::new(HashMap::new()) }
    }

    /// Where the rejected rows of an upload go.
    pub(crate) fn rejected_path(&self, id: &str) -> PathBuf {
        self.folder.join(id).join(REJECTED)
    }

    /// Takes a file in, piece by piece, to the disk.
    pub(crate) async fn take(&self, owner: &str, mut field: Field<'_>) -> Result<(String, Upload), ApiError> {
        let file_name = plain_name(field.file_name().unwrap_or_default());
        let (mut random, mut bytes) = ([0_u8; 16], 0_u64);
        getrandom::fill(&mut random).map_err(|error| ApiError::internal(error.to_string()))?;
        let id = token::hex(&random);
        // A folder of its own, so that the file keeps the name that messages and the history show.
        let folder = self.folder.join(&id);
        std::fs::create_dir_all(&folder).map_err(ApiError::disk)?;
        let path = folder.join(&file_name);
        // Small pieces into the page cache: not worth a thread of their own each.
        let mut file = std::fs::File::create_new(&path).map_err(ApiError::disk)?;
        let removed = Removed(Some(folder));
        loop {
            let piece = field.chunk().await.map_err(|error| match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => too_large(),
                _ => ApiError::new(ErrorCode::BadRequest, format!("the upload broke off: {}", error.body_text()), "上传中断，请重新上传"),
            })?;
            let Some(piece) = piece else { break };
            bytes = bytes.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
            if bytes > BYTES_MAX {
                return Err(too_large());
            }
            file.write_all(&piece).map_err(ApiError::disk)?;
        }
        removed.keep();
        let upload = Upload { path, file_name, bytes, owner: owner.to_owned(), at: Instant::now(), rejected: None };
        self.keep(id.clone(), upload.clone());
        Ok((id, upload))
    }

    /// An upload of this user.
    pub(crate) fn find(&self, id: &str, owner: &str) -> Result<Upload, ApiError> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(id).filter(|upload| upload.owner == owner && upload.at.elapsed() < KEPT_FOR);
        found.cloned().ok_or_else(|| {
            let error = ApiError::new(ErrorCode::UploadGone, "this upload is not kept any more", "上传的文件已不在，请重新上传");
            error.help("upload the file again; nothing comes in twice")
        })
    }

    /// Says where the rejected rows of an upload are.
    pub(crate) fn put_rejected(&self, id: &str, rejected: Option<PathBuf>) {
        if let Some(upload) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get_mut(id) {
            upload.rejected = rejected;
        }
    }

    fn keep(&self, id: String, upload: Upload) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, old| {
            let is_fresh = old.at.elapsed() < KEPT_FOR;
            if !is_fresh {
                forget(old);
            }
            is_fresh
        });
        let mut own: Vec<(Instant, String)> =
            kept.iter().filter(|(_, old)| old.owner == upload.owner).map(|(id, old)| (old.at, id.clone())).collect();
        own.sort();
        for (_, id) in own.iter().take((own.len() + 1).saturating_sub(KEPT_EACH)) {
            if let Some(old) = kept.remove(id) {
                forget(&old);
            }
        }
        kept.insert(id, upload);
    }
}

fn too_large() -> ApiError {
    let message = format!("the file is larger than {} MB", BYTES_MAX >> 20);
    let error = ApiError::new(ErrorCode::FileTooLarge, message, format!("文件超过 {} MB", BYTES_MAX >> 20));
    error.help("split the file, compress it as CSV.GZ, or use `guiju import`")
}

/// Removes uploads that a run left behind that was killed. Younger ones may be those of another process on the same folder.
fn remove_old(folder: &Path) {
    let is_upload =
        |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| is_upload(&entry.file_name())) {
        let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > KEPT_FOR) {
            remove(&entry.path());
        }
    }
}

/// Files of uploads that nobody can reach any more; one that stays takes disk and nothing else.
fn forget(upload: &Upload) {
    if let Some(folder) = upload.path.parent() {
        remove(folder);
    }
}

fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::debug!(%error, folder = %folder.display(), "an upload could not be removed");
    }
}

/// The last part of a file's name, without what means something to a file system.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().trim_start_matches('.');
    let mut plain = String::new();
    for c in last.chars().filter(|c| !c.is_control() && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|')) {
        // File systems take 255 bytes; the ending is at the end, so a long name loses its middle characters last.
        if plain.len() + c.len_utf8() > 200 {
            break;
        }
        plain.push(c);
    }
    if plain.is_empty() || plain == REJECTED { "upload.csv".to_owned() } else { plain }
}

/// Removes a half-written upload unless it is kept.
struct Removed(Option<PathBuf>);

impl Removed {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Removed {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            remove(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_after_a_day_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str, hours: u64| {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).unwrap();
            std::fs::write(path.join("a.csv"), "x").unwrap();
            let then = std::time::SystemTime::now() - Duration::from_secs(hours * 3600);
            std::fs::File::open(&path).unwrap().set_modified(then).unwrap();
        };
        let (old, young) = ("0123456789abcdef0123456789abcdef", "1123456789abcdef0123456789abcdef");
        [(old, 25), (young, 23), ("notes of somebody", 99)].iter().for_each(|(name, hours)| make(name, *hours));
        drop(Uploads::new(folder.path().to_owned()));
        let is_there = |name: &str| folder.path().join(name).exists();
        assert_eq!((is_there(old), is_there(young), is_there("notes of somebody")), (false, true, true));
    }

    #[test]
    fn a_file_keeps_its_name_and_nothing_that_leaves_its_folder() {
        assert_eq!(plain_name("应收账款 2026.xlsx"), "应收账款 2026.xlsx");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("C:\\files\\a.csv"), "a.csv");
        assert_eq!(plain_name("..."), "upload.csv");
        assert!(plain_name(&"很".repeat(500)).len() <= 200);
    }
}
