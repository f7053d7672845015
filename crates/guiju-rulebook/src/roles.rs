//! [`Role`]: who may do what on whose records.

use guiju_types::Text;

/// A role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The name in files and the API.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// What it is for, in words.
    pub description: Text,
    /// Whose records its people see.
    pub scope: ScopeKind,
    /// What its people may do.
    pub rights: Vec<String>,
}

/// Whose records the people of a role see; with the person it becomes a `Scope`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    /// Everything.
    Company,
    /// Those of the person's unit and the units below it.
    UnitAndBelow,
    /// Those of the person's unit.
    Unit,
    /// Those in the person's own charge.
    Own,
}

impl ScopeKind {
    /// Every kind by its name in files and the API.
    pub const ALL: [(&'static str, Self); 4] =
        [("company", Self::Company), ("unit_and_below", Self::UnitAndBelow), ("unit", Self::Unit), ("own", Self::Own)];

    /// The name in files and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::UnitAndBelow => "unit_and_below",
            Self::Unit => "unit",
            Self::Own => "own",
        }
    }
}
