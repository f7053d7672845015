//! Table `publication`: which edition of the rulebook was issued when, under which number and name, and from which month on it judges.
//!
//! An edition that came as files is numbered when it first judges something; it judges every month. Nothing here is ever changed: an edition
//! that is issued again is issued under a new number.

use guiju_types::{EditionId, Month, Timestamp};

use super::edition::is_kept;
use crate::sql::{Connection, Row, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE publication (
        number BIGINT PRIMARY KEY,
        edition {text} NOT NULL,
        name {text} NOT NULL,
        note {text} NOT NULL,
        effective_from {text}, -- a month; null: every month
        at BIGINT NOT NULL,
        actor {text} NOT NULL
    );
    CREATE INDEX publication_edition ON publication (edition, number);";

/// Editions of former builds get numbers in the order in which they were published or first judged.
pub(crate) const NUMBER_FORMER: &str = "
    INSERT INTO publication (number, edition, name, note, effective_from, at, actor)
    SELECT ROW_NUMBER() OVER (ORDER BY COALESCE(published_at, kept_at), edition), edition, '', note, NULL,
           COALESCE(published_at, kept_at), COALESCE(published_by, '')
    FROM edition";

/// An edition of the rulebook as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its number, from 1.
    pub number: i64,
    /// The hash over its files.
    pub edition: EditionId,
    /// Its name for people; empty for one that came as files.
    pub name: String,
    /// What was said when it was published.
    pub note: String,
    /// The first month that it judges; `None`: every month.
    pub effective_from: Option<Month>,
    /// When it was published, or first judged something.
    pub at: Timestamp,
    /// Who published it; empty for one that came as files.
    pub actor: String,
}

impl Publication {
    /// Whether it judges a month, as long as none after it does.
    #[must_use]
    pub fn judges(&self, month: Month) -> bool {
        self.effective_from.is_none_or(|from| from <= month)
    }
}

const COLUMNS: &str = "number, edition, name, note, effective_from, at, actor";

fn read(row: &Row<'_>) -> Result<Publication, StoreError> {
    let effective_from = row.optional_text(4)?.map(|month| month.parse().map_err(|_| StoreError::damaged("a month of a publication")));
    Ok(Publication {
        number: row.integer(0)?,
        edition: EditionId(row.text(1)?),
        name: row.text(2)?,
        note: row.text(3)?,
        effective_from: effective_from.transpose()?,
        at: row.timestamp(5)?,
        actor: row.text(6)?,
    })
}

fn last_number(connection: &mut Connection) -> Result<i64, StoreError> {
    Ok(connection.first(&Sql::new("SELECT MAX(number) FROM publication"), |row| row.optional_integer(0))?.flatten().unwrap_or(0))
}

impl Store {
    /// The editions that were issued, the latest first.
    pub fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        let sql = Sql::new(&format!("SELECT {COLUMNS} FROM publication ORDER BY number DESC"));
        self.read(|connection| connection.rows(&sql, read))
    }
}

impl Write<'_> {
    /// Issues a kept edition: gives it the next number, and says from which month on it judges; `None`: every month.
    ///
    /// # Errors
    /// Where the edition was not kept.
    pub fn publish_edition(
        &mut self,
        edition: &EditionId,
        name: &str,
        note: &str,
        effective_from: Option<Month>,
    ) -> Result<i64, StoreError> {
        let actor = self.actor.name.clone();
        let number = self.issue(edition, name, note, effective_from, &actor)?;
        let said = serde_json::json!({ "number": number, "name": name, "note": note, "effective_from": effective_from });
        self.audit("publish_edition", &format!("edition {edition}"), &said);
        Ok(number)
    }

    /// Numbers a kept edition that came as files, unless it has a number. It takes the place of the one issued last: an upgrade of the program
    /// does not bring a rule into force before its month.
    ///
    /// # Errors
    /// Where the edition was not kept.
    pub fn number_edition(&mut self, edition: &EditionId) -> Result<(), StoreError> {
        let sql = Sql::with("SELECT number FROM publication WHERE edition = ?1 LIMIT 1", [edition.0.as_str().into()]);
        if self.connection.first(&sql, |row| row.integer(0))?.is_none() {
            let last = Sql::new("SELECT effective_from FROM publication ORDER BY number DESC LIMIT 1");
            let month = self.connection.first(&last, |row| row.optional_text(0))?.flatten().map(|month| month.parse());
            let effective_from = month.transpose().map_err(|_| StoreError::damaged("a month of a publication"))?;
            let number = self.issue(edition, "", "", effective_from, "")?;
            self.audit("number_edition", &format!("edition {edition}"), &serde_json::json!({ "number": number }));
        }
        Ok(())
    }

    fn issue(
        &mut self,
        edition: &EditionId,
        name: &str,
        note: &str,
        effective_from: Option<Month>,
        actor: &str,
    ) -> Result<i64, StoreError> {
        if !is_kept(self.connection, edition)? {
            return Err(StoreError::refused(format!("edition {edition} was not kept, so it cannot be published")));
        }
        let number = last_number(self.connection)? + 1;
        let row = vec![
            number.into(),
            edition.0.as_str().into(),
            name.into(),
            note.into(),
            effective_from.map(|month| month.to_string()).into(),
            self.now().into(),
            actor.into(),
        ];
        self.insert("publication", COLUMNS, &[row])?;
        Ok(number)
    }
}
