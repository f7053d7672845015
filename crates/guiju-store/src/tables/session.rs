//! Table `session`: who is signed in.

use guiju_types::Timestamp;

use crate::{Store, StoreError, User, Write};

/// A sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// BLAKE3 of the token in the cookie; the token itself is never stored.
    pub token_hash: [u8; 32],
    /// The user's sign-in name.
    pub user: String,
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
        let _ = (token_hash, now);
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Keeps a session, and drops those that expired.
    pub fn put_session(&mut self, session: &NewSession) -> Result<(), StoreError> {
        let _ = session;
        Err(StoreError::refused("not built yet"))
    }

    /// Ends a session; nothing happens where there is none.
    pub fn end_session(&mut self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let _ = token_hash;
        Err(StoreError::refused("not built yet"))
    }
}
