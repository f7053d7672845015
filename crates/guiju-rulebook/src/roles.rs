//! [`Role`]: who may do what on whose records.

use guiju_types::Text;

use crate::node::{Sink, Table, named};

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

/// Reads the roles of a chapter.
pub(crate) fn read_roles(table: &Table, sink: &Sink) -> Vec<Role> {
    named(table, "role", sink)
        .into_iter()
        .map(|(name, reader)| {
            if reader.table.get("scope").is_none() {
                reader.missing("scope", "company, unit_and_below, unit or own");
            }
            let role = Role {
                name: name.to_owned(),
                label: reader.required_both("label"),
                description: reader.required_both("description"),
                // What is wrong has been noted; the narrowest scope stands in.
                scope: reader.one_of("scope", &ScopeKind::ALL).unwrap_or(ScopeKind::Own),
                rights: reader.texts("rights").into_iter().map(|words| words.text).collect(),
            };
            reader.finish();
            role
        })
        .collect()
}
