//! Who is signed in, and to which company.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scalar::{Day, Reference, Text, YearMonth};

/// Name and password.
#[derive(Clone, Deserialize, ToSchema)]
pub struct SignIn {
    /// The sign-in name.
    pub name: String,
    /// The password.
    pub password: String,
}

/// Without the password, since it goes into logs.
impl fmt::Debug for SignIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SignIn").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A change of password.
#[derive(Clone, Deserialize, ToSchema)]
pub struct PasswordChange {
    /// The present password.
    pub old_password: String,
    /// The new one, 10 characters or more.
    #[schema(min_length = 10, max_length = 200)]
    pub new_password: String,
}

/// Without the passwords, since it goes into logs.
impl fmt::Debug for PasswordChange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PasswordChange").finish_non_exhaustive()
    }
}

/// The signed-in user and the company.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Session {
    /// Who is signed in.
    pub user: User,
    /// Where.
    pub company: CompanyInfo,
}

/// A user as pages show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct User {
    /// The sign-in name.
    pub name: String,
    /// The name or post on screens.
    pub label: Text,
    /// The role in the rulebook: `administrator`, `finance`, `branch_manager`, `salesperson`.
    pub role: String,
    /// The role on screens.
    pub role_label: Text,
    /// Whose data the user sees.
    pub scope: UserScope,
    /// The user's own person record.
    pub person: Option<Reference>,
    /// Whether the password is a one-time one, to be changed before anything else.
    pub must_change_password: bool,
    /// What the user may do; a page disables the rest with a reason.
    pub may: Permissions,
}

/// Whose data the user sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    /// The whole company.
    Company,
    /// Some organisation units.
    Units,
    /// The customers in the person's own charge.
    Own,
}

/// Whose data the user sees, in words.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UserScope {
    /// The kind of scope.
    pub kind: ScopeKind,
    /// For units: which.
    pub units: Vec<Reference>,
}

/// What a role may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Permissions {
    /// Take lists away as workbooks.
    pub export: bool,
    /// Rate a month.
    pub rate: bool,
    /// Import files.
    pub import: bool,
    /// Undo an import.
    pub undo_import: bool,
    /// Set a class by hand.
    pub override_class: bool,
    /// Decide a proposal (pay before release).
    pub decide_proposal: bool,
    /// Add users, let them in and keep them out.
    pub administer: bool,
}

/// The company as pages show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CompanyInfo {
    /// Its name.
    pub name: Text,
    /// The currency of the books.
    #[schema(example = "CNY")]
    pub base_currency: String,
    /// Whether it is the generated demo company.
    pub is_demo: bool,
    /// The edition of the rulebook in force.
    pub edition: String,
    /// The latest month that is rated.
    pub latest_month: Option<YearMonth>,
    /// The last business date of the ledger.
    pub data_until: Option<Day>,
    /// The day that pages take as today: the demo's last day, else the calendar's.
    pub today: Day,
    /// The settlement terms of customers without terms of their own.
    pub default_terms: Option<String>,
}

/// Whether the program answers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok")]
    pub status: String,
    /// The program's version.
    pub version: String,
}
