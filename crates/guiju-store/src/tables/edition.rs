//! Tables `edition`, `edition_file` and `rule_text`: the rulebooks that judged something, word for word, so that a judgement of years ago can
//! be explained by the rule of its day. A text that many editions share is kept once. When each was issued says `publication.rs`.

use guiju_types::EditionId;

use crate::sql::{Connection, LIST_LENGTH, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE rule_text (hash {text} PRIMARY KEY, text {text} NOT NULL);
    CREATE TABLE edition (
        edition {text} PRIMARY KEY,
        kept_at BIGINT NOT NULL,
        published_at BIGINT,
        published_by {text},
        note {text} NOT NULL
    );
    CREATE TABLE edition_file (
        edition {text} NOT NULL,
        path {text} NOT NULL,
        layer BIGINT NOT NULL,
        hash {text} NOT NULL,
        PRIMARY KEY (edition, path, layer)
    );";

/// A file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionFile {
    /// Its path in the rulebook.
    pub path: String,
    /// Files of one path lie over one another: 0 is the lowest.
    pub layer: u32,
    /// What it says.
    pub text: String,
}

pub(super) fn is_kept(connection: &mut Connection, edition: &EditionId) -> Result<bool, StoreError> {
    let sql = Sql::with("SELECT edition FROM edition WHERE edition = ?1", [edition.0.as_str().into()]);
    Ok(connection.first(&sql, |row| row.text(0))?.is_some())
}

impl Store {
    /// The files of an edition by path and layer; none where it was not kept.
    pub fn edition_files(&self, edition: &EditionId) -> Result<Vec<EditionFile>, StoreError> {
        let sql = Sql::with(
            "SELECT f.path, f.layer, t.text FROM edition_file f JOIN rule_text t ON t.hash = f.hash
             WHERE f.edition = ?1 ORDER BY f.path, f.layer",
            [edition.0.as_str().into()],
        );
        self.read(|connection| {
            connection.rows(&sql, |row| {
                let layer = u32::try_from(row.integer(1)?).map_err(|_| StoreError::damaged("a layer of a rulebook's file"))?;
                Ok(EditionFile { path: row.text(0)?, layer, text: row.text(2)? })
            })
        })
    }
}

impl Write<'_> {
    /// Keeps an edition with its files. One that is kept already stays as it is: its name is the hash of what it says.
    pub fn keep_edition(&mut self, edition: &EditionId, files: &[EditionFile]) -> Result<(), StoreError> {
        if is_kept(self.connection, edition)? {
            return Ok(());
        }
        self.keep_texts(files)?;
        self.insert("edition", "edition, kept_at, note", &[vec![edition.0.as_str().into(), self.now().into(), "".into()]])?;
        let rows: Vec<_> = files
            .iter()
            .map(|file| vec![edition.0.as_str().into(), file.path.as_str().into(), i64::from(file.layer).into(), hash(&file.text).into()])
            .collect();
        self.insert("edition_file", "edition, path, layer, hash", &rows)?;
        self.audit("keep_edition", &format!("edition {edition}"), &serde_json::json!({ "files": files.len() }));
        Ok(())
    }

    fn keep_texts(&mut self, files: &[EditionFile]) -> Result<(), StoreError> {
        let mut texts: Vec<(String, &str)> = files.iter().map(|file| (hash(&file.text), file.text.as_str())).collect();
        texts.sort();
        texts.dedup();
        let mut known = std::collections::HashSet::new();
        for chunk in texts.chunks(LIST_LENGTH) {
            let mut sql = Sql::new("SELECT hash FROM rule_text WHERE hash");
            sql.in_list(chunk.iter().map(|(hash, _)| hash.as_str()));
            known.extend(self.connection.rows(&sql, |row| row.text(0))?);
        }
        let rows: Vec<_> =
            texts.into_iter().filter(|(hash, _)| !known.contains(hash)).map(|(hash, text)| vec![hash.into(), text.into()]).collect();
        if rows.is_empty() { Ok(()) } else { self.insert("rule_text", "hash, text", &rows) }
    }
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
