//! Table `user`: who may sign in.

use guiju_types::{RecordId, Scope};

use crate::{Store, StoreError, Write};

/// Somebody who may sign in.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// The sign-in name.
    pub name: String,
    /// The argon2 text; made and checked by the caller.
    pub password_hash: String,
    /// The role, as the rulebook names it.
    pub role: String,
    /// What this user may see.
    pub scope: Scope,
    /// The person's record.
    pub person: Option<RecordId>,
    /// Whether sign-in is refused.
    pub is_disabled: bool,
}

/// Without the hash.
impl std::fmt::Debug for User {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("User").field("name", &self.name).field("role", &self.role).field("scope", &self.scope).finish_non_exhaustive()
    }
}

impl Store {
    /// One user by sign-in name.
    pub fn user(&self, name: &str) -> Result<Option<User>, StoreError> {
        let _ = name;
        Err(StoreError::refused("not built yet"))
    }

    /// All users by name.
    pub fn users(&self) -> Result<Vec<User>, StoreError> {
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Adds a user or changes the one of this name. A changed password, role or scope, or a disabling, ends the user's sessions.
    pub fn put_user(&mut self, user: &User) -> Result<(), StoreError> {
        let _ = user;
        Err(StoreError::refused("not built yet"))
    }
}
