//! Table `user`: who may sign in.

use guiju_types::{RecordId, Scope};

use crate::sql::{Connection, Row, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE \"user\" (
        name {text} PRIMARY KEY,
        password_hash {text} NOT NULL, -- argon2
        role {text} NOT NULL,
        scope {text} NOT NULL, -- JSON
        person BIGINT,
        is_disabled BOOLEAN NOT NULL
    );";

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

/// The columns as `u.…`.
pub(crate) const COLUMNS: &str = "u.name, u.password_hash, u.role, u.scope, u.person, u.is_disabled";

/// A row of [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> Result<User, StoreError> {
    let scope = row.text(3)?;
    Ok(User {
        name: row.text(0)?,
        password_hash: row.text(1)?,
        role: row.text(2)?,
        scope: serde_json::from_str(&scope).map_err(|error| StoreError::damaged(format!("a user's scope: {error}")))?,
        person: row.optional_record(4)?,
        is_disabled: row.boolean(5)?,
    })
}

fn one(connection: &mut Connection, name: &str) -> Result<Option<User>, StoreError> {
    let sql = Sql::with(&format!("SELECT {COLUMNS} FROM \"user\" u WHERE u.name = ?1"), [name.into()]);
    connection.first(&sql, read)
}

fn all(connection: &mut Connection) -> Result<Vec<User>, StoreError> {
    connection.rows(&Sql::new(&format!("SELECT {COLUMNS} FROM \"user\" u ORDER BY u.name")), read)
}

impl Store {
    /// One user by sign-in name.
    pub fn user(&self, name: &str) -> Result<Option<User>, StoreError> {
        self.read(|connection| one(connection, name))
    }

    /// All users by name.
    pub fn users(&self) -> Result<Vec<User>, StoreError> {
        self.read(all)
    }
}

impl Write<'_> {
    /// A user as this transaction finds it: nobody changes it before the transaction ends.
    pub fn user(&mut self, name: &str) -> Result<Option<User>, StoreError> {
        one(self.connection, name)
    }

    /// All users as this transaction finds them.
    pub fn users(&mut self) -> Result<Vec<User>, StoreError> {
        all(self.connection)
    }

    /// The user as this transaction finds it, unless the user was disabled or has another password since `seen` was read.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where that is so.
    pub fn user_as_seen(&mut self, seen: &User) -> Result<User, StoreError> {
        let present = self.user(&seen.name)?;
        let is_as_seen = |present: &User| !present.is_disabled && present.password_hash == seen.password_hash;
        present.filter(is_as_seen).ok_or(StoreError::Stale { what: "the user" })
    }

    /// Adds a user or changes the one of this name. A change ends the user's sessions.
    pub fn put_user(&mut self, user: &User) -> Result<(), StoreError> {
        let scope = serde_json::to_string(&user.scope).map_err(|error| StoreError::refused(error.to_string()))?;
        if user.name.trim().is_empty() {
            return Err(StoreError::refused("a user needs a sign-in name"));
        }
        let row = [
            ("name", user.name.as_str().into()),
            ("password_hash", user.password_hash.as_str().into()),
            ("role", user.role.as_str().into()),
            ("scope", scope.into()),
            ("person", user.person.into()),
            ("is_disabled", user.is_disabled.into()),
        ];
        self.put("user", 1, &row)?;
        self.delete("session", &Sql::with("\"user\" = ?1", [user.name.as_str().into()]))?;
        let detail = serde_json::json!({ "role": user.role, "scope": user.scope, "person": user.person, "is_disabled": user.is_disabled });
        self.audit("put_user", &user.name, &detail);
        Ok(())
    }
}
