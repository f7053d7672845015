//! Names of branches, people and customers, and of the words of the ledger.

use std::collections::BTreeMap;

use guiju_rulebook::CompiledAppraisal;
use guiju_runtime::Company;
use guiju_runtime::operations::{self, RecordName};
use guiju_types::{EntryKind, FieldType, RecordId, RecordType, Scope};

use crate::dto::scalar::{Choice, Reference, Text};
use crate::error::ApiError;

/// The appraisal that rates customers.
pub(crate) const CREDIT: &str = "credit";

/// The rules of the rating, as the rulebook has them now.
pub(crate) fn credit(company: &Company) -> Result<&CompiledAppraisal, ApiError> {
    company.rulebook().appraisal(CREDIT).ok_or_else(|| ApiError::internal("the rulebook has no appraisal `credit`"))
}

/// Records by id, as they are named on screens.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<RecordId, RecordName>);

impl Names {
    /// Of records of one type; what the scope may not see has no name.
    pub(crate) fn of(company: &Company, scope: &Scope, kind: &str, ids: impl IntoIterator<Item = RecordId>) -> Result<Self, ApiError> {
        let mut ids: Vec<RecordId> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self(operations::record_names(company, scope, kind, &ids)?))
    }

    /// Of units and people that records in the caller's scope name: who sees a customer sees whose it is and who is in charge of it, even
    /// where those records themselves are outside of the scope.
    pub(crate) fn of_owners(company: &Company, kind: &str, ids: impl IntoIterator<Item = RecordId>) -> Result<Self, ApiError> {
        Self::of(company, &Scope::Company, kind, ids)
    }

    /// One record's name.
    pub(crate) fn get(&self, id: Option<RecordId>) -> Option<Reference> {
        let name = self.0.get(&id?)?;
        Some(Reference::new(name.id, &name.code, &name.name))
    }
}

/// The type of customers, and what its fields name.
pub(crate) struct CustomerType {
    kind: RecordType,
}

impl CustomerType {
    /// As the company's tables are.
    pub(crate) fn of(company: &Company) -> Result<Self, ApiError> {
        Ok(Self { kind: company.store().record_type("customer")? })
    }

    /// The type itself.
    pub(crate) fn kind(&self) -> &RecordType {
        &self.kind
    }

    /// The type of the organisation units that own customers.
    pub(crate) fn unit_kind(&self) -> String {
        self.referenced(self.kind.scope_unit.as_deref(), "org_unit")
    }

    /// The type of the people in charge.
    pub(crate) fn person_kind(&self) -> String {
        self.referenced(self.kind.scope_person.as_deref(), "person")
    }

    /// The labels of settlement terms.
    pub(crate) fn terms(&self) -> Vec<Choice> {
        let field = self.kind.fields.iter().find(|field| field.name == "terms");
        let Some(FieldType::Enumeration(values)) = field.map(|field| &field.kind) else { return Vec::new() };
        values.iter().map(|(value, label)| Choice { value: value.clone(), label: label.into() }).collect()
    }

    fn referenced(&self, field: Option<&str>, usual: &str) -> String {
        operations::referenced_kind(&self.kind, field).unwrap_or_else(|| usual.to_owned())
    }
}

/// The label of a value, or the value itself where the rulebook has none.
pub(crate) fn choice(choices: &[Choice], value: &str) -> Choice {
    let known = choices.iter().find(|choice| choice.value == value).cloned();
    known.unwrap_or_else(|| Choice { value: value.to_owned(), label: Text::new(value, value) })
}

/// A kind of ledger entry on screens.
pub(crate) fn entry_kind(kind: EntryKind) -> Text {
    let (zh, en) = match kind {
        EntryKind::Charge => ("应收费用", "charge"),
        EntryKind::Bill => ("账单", "bill"),
        EntryKind::Confirmation => ("对账确认", "confirmation"),
        EntryKind::Invoice => ("发票", "invoice"),
        EntryKind::Receipt => ("收款", "receipt"),
        EntryKind::Allocation => ("核销", "allocation"),
        EntryKind::CreditNote => ("贷项（冲减）", "credit note"),
        EntryKind::WriteOff => ("坏账核销", "write-off"),
        EntryKind::Clearing => ("未知结清", "clearing"),
        EntryKind::Cost => ("成本", "cost"),
    };
    Text::new(zh, en)
}

/// A kind of entry or a record type on screens, by its name.
pub(crate) fn kind_label(company: &Company, kind: &str) -> Text {
    if let Ok(kind) = kind.parse::<EntryKind>() {
        return entry_kind(kind);
    }
    let types = company.rulebook().record_types();
    types.iter().find(|known| known.name == kind).map_or_else(|| Text::new(kind, kind), |known| (&known.label).into())
}

/// A role on screens.
pub(crate) fn role(company: &Company, name: &str) -> Text {
    if let Some(role) = company.rulebook().roles().iter().find(|role| role.name == name) {
        return (&role.label).into();
    }
    match name {
        "administrator" => Text::new("管理员", "administrator"),
        "finance" => Text::new("财务", "finance"),
        "branch_manager" => Text::new("分公司经理", "branch manager"),
        "salesperson" => Text::new("业务员", "salesperson"),
        _ => Text::new(name, name),
    }
}
