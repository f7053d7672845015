//! Whose data a new user of a role sees: the role says which kind of scope, unit and person say whose.

use std::collections::BTreeMap;

use guiju_rulebook::{Role, ScopeKind};
use guiju_types::{RecordId, Scope};

use super::{each_record, referenced_kind};
use crate::{Company, RuntimeError};

/// The role, the scope and the person's record of a user; `unit` and `person` are keys, as on the lists.
///
/// # Errors
/// Where the rulebook has no such role, it needs a unit or person that was not named, or there is no such record.
pub fn scope_of_role<'a>(
    company: &'a Company,
    role: &str,
    unit: Option<&str>,
    person: Option<&str>,
) -> Result<(&'a Role, Scope, Option<RecordId>), RuntimeError> {
    let roles = company.rulebook().roles();
    let Some(found) = roles.iter().find(|known| known.name == role) else {
        let known: Vec<&str> = roles.iter().map(|known| known.name.as_str()).collect();
        return Err(RuntimeError::refused(
            format!("没有角色 `{role}`；可选 {}", known.join("、")),
            format!("there is no role `{role}`; choose one of {}", known.join(", ")),
        ));
    };
    let person_id = person.map(|key| record(company, Owner::Person, key)).transpose()?;
    let unit_id = |company: &Company| match unit {
        Some(key) => record(company, Owner::Unit, key),
        None => Err(RuntimeError::refused(
            format!("角色“{}”看本单元的数据，请指定单元编码", found.label.zh),
            format!("the role `{role}` sees the data of a unit; name the unit by its code"),
        )),
    };
    let scope = match found.scope {
        ScopeKind::Company => Scope::Company,
        ScopeKind::Unit => Scope::Units { units: vec![unit_id(company)?] },
        ScopeKind::UnitAndBelow => Scope::Units { units: and_below(company, unit_id(company)?)? },
        ScopeKind::Own => match person_id {
            Some(person) => Scope::Own { person },
            None => {
                return Err(RuntimeError::refused(
                    format!("角色“{}”只看本人负责的客户，请指定工号", found.label.zh),
                    format!("the role `{role}` sees own customers only; name the person by the staff number"),
                ));
            }
        },
    };
    Ok((found, scope, person_id))
}

/// What owns customers.
#[derive(Clone, Copy)]
enum Owner {
    Unit,
    Person,
}

impl Owner {
    /// The type of record.
    fn kind(self, company: &Company) -> Result<String, RuntimeError> {
        let customer = company.store().record_type("customer")?;
        let (field, usual) = match self {
            Self::Unit => (&customer.scope_unit, "org_unit"),
            Self::Person => (&customer.scope_person, "person"),
        };
        Ok(referenced_kind(&customer, field.as_deref()).unwrap_or_else(|| usual.to_owned()))
    }
}

fn record(company: &Company, owner: Owner, key: &str) -> Result<RecordId, RuntimeError> {
    let found = company.store().record_by_key(&Scope::Company, &owner.kind(company)?, key)?;
    found.map(|record| record.id).ok_or_else(|| match owner {
        Owner::Unit => RuntimeError::refused(
            format!("没有编码为 `{key}` 的单元；请先导入组织架构或带分公司的客户清单"),
            format!("there is no unit with the code `{key}`; import the organisation chart, or customers with their branches, first"),
        ),
        Owner::Person => RuntimeError::refused(
            format!("没有工号为 `{key}` 的人员；请先导入人员或带业务员的客户清单"),
            format!("there is nobody with the staff number `{key}`; import people, or customers with their salespeople, first"),
        ),
    })
}

/// A unit and the units below it, however deep.
fn and_below(company: &Company, top: RecordId) -> Result<Vec<RecordId>, RuntimeError> {
    let mut below: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
    each_record(company, &Scope::Company, &Owner::Unit.kind(company)?, &mut |unit| {
        if let Some(parent) = unit.fields.reference("parent") {
            below.entry(parent).or_default().push(unit.id);
        }
    })?;
    let (mut units, mut next) = (vec![top], 0);
    while let Some(unit) = units.get(next).copied() {
        next += 1;
        // A chart that goes in a circle ends where it began.
        let children = below.remove(&unit).unwrap_or_default();
        units.extend(children.into_iter().filter(|child| *child != top));
    }
    units.sort_unstable();
    units.dedup();
    Ok(units)
}
