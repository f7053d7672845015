//! Who acts, and whose data that person may see.

use serde::{Deserialize, Serialize};

use crate::RecordId;

/// Whose records a query may touch. Every query of the store and the warehouse takes one, so that no page,
/// report, export or search can forget it.
///
/// There is no `Default`: seeing everything is a choice that has to be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Scope {
    /// Everything in the company: headquarters, and the program itself when it works for nobody in particular.
    Company,
    /// The records of these organisation units. "Department and below" is resolved to its units by whoever
    /// signs the person in, so that a query needs no tree.
    Units {
        /// Ids of `org_unit` records.
        units: Vec<RecordId>,
    },
    /// Only records whose salesperson is this person.
    Own {
        /// Id of a `person` record.
        person: RecordId,
    },
}

/// Who does something, as it is kept in the audit chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The sign-in name, or the subcommand in `guiju:…` form when no person is signed in.
    pub name: String,
    /// The person's record, where there is one.
    pub person: Option<RecordId>,
}

impl Actor {
    /// The program itself, named by the work it does: `Actor::program("import")` is `guiju:import`.
    #[must_use]
    pub fn program(work: &str) -> Self {
        Self { name: format!("guiju:{work}"), person: None }
    }
}
