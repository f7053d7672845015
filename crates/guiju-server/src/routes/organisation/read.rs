//! `GET /api/v1/organisation`: branches, salespeople and terms that the caller can filter by.

use std::collections::BTreeSet;

use guiju_runtime::Company;
use guiju_runtime::operations::{each_record, referenced_kind};
use guiju_types::{RecordId, Scope};

use crate::dto::organisation::{Branch, Organisation, Salesperson};
use crate::dto::scalar::Reference;
use crate::error::ApiError;
use crate::names::{CustomerType, credit};
use crate::overview::states;
use crate::session::Caller;

/// Branches, salespeople and terms that the caller can filter by.
#[utoipa::path(get, path = "/organisation", tag = "organisation", responses((status = 200, body = Organisation), ApiError))]
pub(crate) async fn read_organisation(caller: Caller) -> Result<axum::Json<Organisation>, ApiError> {
    let app = caller.app().clone();
    let read = caller.with(move |company, scope| {
        let read = app.figures().get(company, scope, "organisation", || organisation(company, scope))?;
        Ok(read.as_ref().clone())
    });
    read.await.map(axum::Json)
}

fn organisation(company: &Company, scope: &Scope) -> Result<Organisation, ApiError> {
    let customers = CustomerType::of(company)?;
    let (unit_field, person_field) = (&customers.kind().scope_unit, &customers.kind().scope_person);
    let (mut units, mut people) = (BTreeSet::new(), BTreeSet::new());
    // Who has customers in the scope: neither more units nor more people are anybody's business.
    each_record(company, scope, "customer", &mut |record| {
        units.extend(unit_field.as_deref().and_then(|field| record.fields.reference(field)));
        people.extend(person_field.as_deref().and_then(|field| record.fields.reference(field)));
    })?;
    let appraisal = credit(company)?;
    Ok(Organisation {
        branches: branches(company, &customers.unit_kind(), &units)?,
        salespeople: salespeople(company, &customers.person_kind(), &people)?,
        terms: customers.terms(),
        classes: appraisal.all_classes().map(|(name, _)| name.to_string()).collect(),
        states: states(),
    })
}

fn branches(company: &Company, kind: &str, wanted: &BTreeSet<RecordId>) -> Result<Vec<Branch>, ApiError> {
    let key = company.store().record_type(kind)?.key;
    let mut branches = Vec::new();
    // Only those that customers in the scope name; these may be seen wherever they belong.
    each_record(company, &Scope::Company, kind, &mut |record| {
        if wanted.contains(&record.id) {
            let text = |field: &str| record.fields.text(field).unwrap_or_default();
            let unit = Reference::new(record.id, text(&key), text("name"));
            let parent = record.fields.reference("parent").map(|id| id.0);
            branches.push(Branch { unit, parent, kind: record.fields.text("kind").map(ToOwned::to_owned) });
        }
    })?;
    Ok(branches)
}

fn salespeople(company: &Company, kind: &str, wanted: &BTreeSet<RecordId>) -> Result<Vec<Salesperson>, ApiError> {
    let record_type = company.store().record_type(kind)?;
    // The field by which a person belongs to a unit.
    let unit =
        record_type.fields.iter().find(|field| referenced_kind(&record_type, Some(&field.name)).is_some_and(|target| target == "org_unit"));
    let unit = unit.map(|field| field.name.clone());
    let mut people = Vec::new();
    // Only those that customers in the scope name; these may be seen wherever they belong.
    each_record(company, &Scope::Company, kind, &mut |record| {
        if wanted.contains(&record.id) {
            let text = |field: &str| record.fields.text(field).unwrap_or_default();
            let person = Reference::new(record.id, text(&record_type.key), text("name"));
            people.push(Salesperson { person, branch: unit.as_deref().and_then(|field| record.fields.reference(field)).map(|id| id.0) });
        }
    })?;
    Ok(people)
}
