//! Users, as whoever administers them sees them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scalar::{Choice, Reference, Text};
use super::session::UserScope;

/// Who may sign in, and what roles there are.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Users {
    /// The users, by name.
    pub rows: Vec<UserRow>,
    /// The roles of the rulebook.
    pub roles: Vec<RoleInfo>,
}

/// Somebody who may sign in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UserRow {
    /// The sign-in name.
    pub name: String,
    /// The role.
    pub role: Choice,
    /// Whose data the user sees.
    pub scope: UserScope,
    /// The user's own record.
    pub person: Option<Reference>,
    /// Whether sign-in is refused.
    pub is_disabled: bool,
    /// Whether the password is a one-time one that was not changed yet.
    pub must_change_password: bool,
}

/// A role.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoleInfo {
    /// The name in the rulebook.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// What it is for.
    pub description: Text,
    /// Whether a user of it is given a unit.
    pub needs_unit: bool,
    /// Whether a user of it is given a person's record.
    pub needs_person: bool,
}

/// A user to add.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct AddUser {
    /// The sign-in name.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// The role.
    pub role: String,
    /// The code of the unit whose data the user sees, where the role needs one.
    pub unit: Option<String>,
    /// The staff number, where the role needs one.
    pub person: Option<String>,
}

/// A password to be used once; it is shown this once.
#[derive(Clone, Serialize, ToSchema)]
pub struct OneTimePassword {
    /// The sign-in name.
    pub name: String,
    /// The password.
    pub one_time_password: String,
}

/// Without the password, since it goes into logs.
impl std::fmt::Debug for OneTimePassword {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("OneTimePassword").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Whether a user is let in.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct UserState {
    /// Refuse sign-in.
    pub is_disabled: bool,
}
