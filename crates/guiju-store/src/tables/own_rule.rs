//! Tables `own_rule`, `draft` and `draft_rule`: the files of the rulebook that a company has written on the screens, those in force and those
//! being worked on.
//!
//! They lie over the default rulebook and over the folders of the company file. There is one draft at a time. Its version, and that of each of
//! its files, is the commit that saved it, which no later draft has again: so nobody overwrites what somebody else has saved since, and
//! people who work on different files do not meet.

use guiju_types::{EditionId, Timestamp};

use crate::sql::{Connection, Row, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE own_rule (path {text} PRIMARY KEY, text {text} NOT NULL);
    CREATE TABLE draft (
        version BIGINT NOT NULL,
        based_on {text} NOT NULL,
        note {text} NOT NULL,
        changed_by {text} NOT NULL,
        changed_at BIGINT NOT NULL
    );
    CREATE TABLE draft_rule (path {text} PRIMARY KEY, text {text} NOT NULL, version BIGINT NOT NULL);";

/// A file that the company has written itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRule {
    /// Its path in the rulebook.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Changes to the rulebook that are not in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The commit that saved it last.
    pub version: i64,
    /// The edition that it changes.
    pub based_on: EditionId,
    /// What it is about.
    pub note: String,
    /// Who saved last.
    pub changed_by: String,
    /// When.
    pub changed_at: Timestamp,
    /// The files that it changes.
    pub files: Vec<OwnRule>,
}

fn read_rule(row: &Row<'_>) -> Result<OwnRule, StoreError> {
    Ok(OwnRule { path: row.text(0)?, text: row.text(1)? })
}

fn draft(connection: &mut Connection) -> Result<Option<Draft>, StoreError> {
    let head = connection.first(&Sql::new("SELECT version, based_on, note, changed_by, changed_at FROM draft"), |row| {
        let (version, based_on, note) = (row.integer(0)?, EditionId(row.text(1)?), row.text(2)?);
        Ok(Draft { version, based_on, note, changed_by: row.text(3)?, changed_at: row.timestamp(4)?, files: Vec::new() })
    })?;
    let Some(head) = head else { return Ok(None) };
    let files = connection.rows(&Sql::new("SELECT path, text FROM draft_rule ORDER BY path"), read_rule)?;
    Ok(Some(Draft { files, ..head }))
}

impl Store {
    /// The files in force that the company has written itself, by path.
    pub fn own_rules(&self) -> Result<Vec<OwnRule>, StoreError> {
        self.read(|connection| connection.rows(&Sql::new("SELECT path, text FROM own_rule ORDER BY path"), read_rule))
    }

    /// Who saved any file that is in the draft since it was begun, also where somebody else has saved it again.
    pub fn draft_authors(&self) -> Result<Vec<String>, StoreError> {
        let sql = Sql::new(
            "SELECT DISTINCT e.actor FROM draft_rule r JOIN audit_entry e ON e.subject = r.path
             WHERE e.action = 'save_draft' AND e.sequence > COALESCE((SELECT MAX(b.sequence) FROM audit_entry b
                WHERE b.subject = '' AND b.action IN ('adopt_draft', 'drop_draft')), 0)
             ORDER BY e.actor",
        );
        self.read(|connection| connection.rows(&sql, |row| row.text(0)))
    }

    /// The draft, if there is one.
    pub fn draft(&self) -> Result<Option<Draft>, StoreError> {
        self.read(draft)
    }
}

impl Write<'_> {
    /// Saves a file of the draft; the first save makes it. Gives the draft's new version. `version` is the one of the draft that the file was
    /// read from, `None` where it was read as it is in force. Whoever saves has seen the edition that the draft is then based on: so a draft
    /// that was left behind by a newer edition is taken up again by saving it.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where somebody has saved the file since, or the draft that it was read from is gone.
    pub fn save_draft(&mut self, rule: &OwnRule, based_on: &EditionId, note: &str, version: Option<i64>) -> Result<i64, StoreError> {
        let sql = Sql::with("SELECT version FROM draft_rule WHERE path = ?1", [rule.path.as_str().into()]);
        let saved = self.connection.first(&sql, |row| row.integer(0))?;
        let is_current = match (saved, version) {
            (None, None) => true,
            (Some(saved), Some(version)) => saved <= version,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_current {
            return Err(StoreError::Stale { what: "the draft" });
        }
        let next = self.sequence().0;
        self.delete("draft", &Sql::new("1 = 1"))?;
        let head = vec![next.into(), based_on.0.as_str().into(), note.into(), self.actor.name.as_str().into(), self.now().into()];
        self.insert("draft", "version, based_on, note, changed_by, changed_at", &[head])?;
        let row = [("path", rule.path.as_str().into()), ("text", rule.text.as_str().into()), ("version", next.into())];
        self.put("draft_rule", 1, &row)?;
        self.audit("save_draft", &rule.path, &serde_json::json!({ "version": next, "based_on": based_on, "note": note }));
        Ok(next)
    }

    /// Throws the draft away.
    pub fn drop_draft(&mut self) -> Result<(), StoreError> {
        self.clear_draft()?;
        self.audit("drop_draft", "", &serde_json::Value::Null);
        Ok(())
    }

    /// Puts the draft in force. Whoever calls this has checked what it says, and names the files in which it says no more than what lies
    /// under the company's own: those the company gives up.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where `version` is not that of the draft.
    pub fn adopt_draft(&mut self, version: i64, given_up: &[String]) -> Result<(), StoreError> {
        let draft = draft(self.connection)?.filter(|draft| draft.version == version).ok_or(StoreError::Stale { what: "the draft" })?;
        for path in given_up {
            self.delete("own_rule", &Sql::with("path = ?1", [path.as_str().into()]))?;
        }
        for rule in draft.files.iter().filter(|rule| !given_up.contains(&rule.path)) {
            self.put("own_rule", 1, &[("path", rule.path.as_str().into()), ("text", rule.text.as_str().into())])?;
        }
        let paths: Vec<&str> = draft.files.iter().map(|rule| rule.path.as_str()).collect();
        self.audit("adopt_draft", "", &serde_json::json!({ "version": version, "paths": paths, "given_up": given_up }));
        self.clear_draft()
    }

    fn clear_draft(&mut self) -> Result<(), StoreError> {
        self.delete("draft", &Sql::new("1 = 1"))?;
        self.delete("draft_rule", &Sql::new("1 = 1"))?;
        Ok(())
    }
}
