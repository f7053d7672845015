//! Table `session`: who is signed in.

use guiju_types::Timestamp;

use super::user;
use crate::sql::Sql;
use crate::{Store, StoreError, User, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE session (
        token_hash {bytes} NOT NULL PRIMARY KEY, -- BLAKE3 of the cookie's token
        \"user\" {text} NOT NULL REFERENCES \"user\" (name),
        expires_at BIGINT NOT NULL
    );
    CREATE INDEX session_of_user ON session (\"user\");
    CREATE INDEX session_expires_at ON session (expires_at);";

/// A sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// BLAKE3 of the token in the cookie; the token itself is never stored.
    pub token_hash: [u8; 32],
    /// The user's sign-in name.
    pub user: String,
    /// When it begins, by the clock that it ends by.
    pub begins_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A session that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub user: User,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Store {
    /// The session of a token at an instant, unless it ended or its user is disabled.
    pub fn session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
        let text = format!(
            "SELECT {}, s.expires_at FROM session s JOIN \"user\" u ON u.name = s.\"user\"
             WHERE s.token_hash = ?1 AND s.expires_at > ?2 AND NOT u.is_disabled",
            user::COLUMNS
        );
        let sql = Sql::with(&text, [token_hash.into(), now.into()]);
        self.read(|connection| connection.first(&sql, |row| Ok(Session { user: user::read(row)?, expires_at: row.timestamp(6)? })))
    }
}

impl Write<'_> {
    /// Keeps a session, and drops those that expired by the clock that it begins by: not by the commit's instant, which stays ahead after a clock
    /// that was.
    pub fn put_session(&mut self, session: &NewSession) -> Result<(), StoreError> {
        self.delete("session", &Sql::with("expires_at <= ?1", [session.begins_at.into()]))?;
        let row = vec![(&session.token_hash).into(), session.user.as_str().into(), session.expires_at.into()];
        self.insert("session", "token_hash, \"user\", expires_at", &[row])?;
        self.audit("put_session", &session.user, &serde_json::json!({ "expires_at": session.expires_at }));
        Ok(())
    }

    /// Ends a session; nothing happens where there is none.
    pub fn end_session(&mut self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let sql = Sql::with("SELECT \"user\" FROM session WHERE token_hash = ?1", [token_hash.into()]);
        let Some(user) = self.connection.first(&sql, |row| row.text(0))? else { return Ok(()) };
        self.delete("session", &Sql::with("token_hash = ?1", [token_hash.into()]))?;
        self.audit("end_session", &user, &serde_json::Value::Null);
        Ok(())
    }
}
