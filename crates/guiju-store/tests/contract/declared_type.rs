//! Record types become tables, and only grow unless somebody names what to hide.

use guiju_store::{MigrationStep, StoreError};
use guiju_testkit::{Company, TestDatabase, field, record_types};
use guiju_types::{FieldType, RecordType, Scope, Value};

use crate::{on_each, refusal};

fn migrate(company: &Company, types: &[RecordType], allowed: &[&str]) -> Result<Vec<String>, StoreError> {
    let allowed: Vec<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
    let steps = company.store.migrate_records(&company.actor, types, &allowed)?;
    Ok(steps.iter().map(MigrationStep::to_string).collect())
}

/// The tests' types with one change.
fn with(change: impl FnOnce(&mut Vec<RecordType>)) -> Vec<RecordType> {
    let mut types = record_types();
    change(&mut types);
    types
}

const CUSTOMER: usize = 2;
const CREDIT_DAYS: usize = 5;

#[test]
fn the_same_types_again_do_nothing() {
    on_each(|company, database| {
        let before = company.store.sequence().unwrap();
        assert_eq!(migrate(company, &record_types(), &[]).unwrap(), [""; 0]);
        assert_eq!(company.store.sequence().unwrap(), before);
        assert_eq!(database.reopen().record_types(), record_types());
    });
}

#[test]
fn a_new_field_and_a_new_type_are_added() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let types = with(|types| {
            let mut added = types[CUSTOMER].fields[1].clone();
            added.name = "short_name".to_owned();
            added.is_required = false;
            types[CUSTOMER].fields.insert(1, added);
            let mut visit = types[3].clone();
            visit.name = "visit".to_owned();
            types.push(visit);
        });
        assert_eq!(migrate(company, &types, &[]).unwrap(), ["add field customer.short_name", "add type visit"]);
        let read = company.store.record(&Scope::Company, "customer", customer).unwrap().unwrap();
        assert_eq!((read.fields.text("name"), read.fields.get("short_name")), (Some("C1 company"), &Value::Null));
        company.put("customer", vec![field("code", "C1"), field("short_name", "C")]);
        company.put("visit", vec![field("code", "V1"), field("name", "first")]);
    });
}

#[test]
fn hiding_data_is_refused_unless_it_is_named() {
    on_each(|company, _| {
        company.put("customer", vec![field("code", "C1"), field("name", "x"), field("terms", "monthly")]);
        let smaller = with(|types| {
            types[CUSTOMER].fields.retain(|field| field.name != "terms");
            types.retain(|definition| definition.name != "order");
        });
        let message = refusal(migrate(company, &smaller, &["customer.terms"]));
        assert_eq!(message, "these changes would hide data and have to be named to be done: order");
        assert_eq!(company.store.record_types(), record_types(), "nothing was done");
        let steps = migrate(company, &smaller, &["customer.terms", "order"]).unwrap();
        assert_eq!(steps, ["hide field customer.terms", "hide type order"]);
        assert!(matches!(company.store.record_type("order"), Err(StoreError::UnknownType { .. })));
        // What was hidden is there again when it is declared again.
        assert_eq!(migrate(company, &record_types(), &[]).unwrap(), ["restore customer.terms", "restore order"]);
        let read = company.store.record_by_key(&Scope::Company, "customer", "C1").unwrap().unwrap();
        assert_eq!(read.fields.text("terms"), Some("monthly"));
    });
}

#[test]
fn a_change_of_type_is_refused_unless_it_is_named_and_starts_empty() {
    on_each(|company, database: &TestDatabase| {
        let days = ("credit_days".to_owned(), Value::Integer(30));
        company.put("customer", vec![field("code", "C1"), field("name", "x"), days]);
        let changed = with(|types| types[CUSTOMER].fields[CREDIT_DAYS].kind = FieldType::Text);
        let message = refusal(migrate(company, &changed, &[]));
        assert_eq!(message, "these changes would hide data and have to be named to be done: customer.credit_days");
        assert_eq!(migrate(company, &changed, &["customer.credit_days"]).unwrap(), ["change what customer.credit_days holds"]);
        company.put("customer", vec![field("code", "C2"), field("name", "x"), field("credit_days", "thirty")]);
        let read = |key| database.reopen().record_by_key(&Scope::Company, "customer", key).unwrap().unwrap();
        assert_eq!(read("C1").fields.get("credit_days"), &Value::Null);
        assert_eq!(read("C2").fields.text("credit_days"), Some("thirty"));
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn labels_and_enumerations_change_without_a_column() {
    on_each(|company, database| {
        let changed = with(|types| {
            types[CUSTOMER].label.zh = "客户".to_owned();
            types[CUSTOMER].fields[4].kind = FieldType::Text;
            types[CUSTOMER].fields[CREDIT_DAYS].is_required = true;
        });
        assert_eq!(migrate(company, &changed, &[]).unwrap(), ["redefine customer"]);
        assert_eq!(database.reopen().record_types(), changed);
        let missing = company.try_write(|write| {
            let fields = vec![field("code", "C1"), field("name", "x")];
            write.put_records("customer", &[guiju_store::RecordDraft { fields, ..guiju_store::RecordDraft::default() }])
        });
        assert_eq!(refusal(missing), "`customer` `C1`: field `credit_days` is required and empty");
    });
}

#[test]
fn another_process_sees_the_new_types_when_it_writes() {
    on_each(|company, database| {
        let other = Company { store: database.reopen(), actor: company.actor.clone() };
        let grown = with(|types| {
            let mut added = types[CUSTOMER].fields[0].clone();
            (added.name, added.is_required) = ("note".to_owned(), false);
            types[CUSTOMER].fields.push(added);
        });
        migrate(company, &grown, &[]).unwrap();
        other.put("customer", vec![field("code", "C1"), field("name", "x"), field("note", "seen")]);
        assert_eq!(other.store.record_types(), grown);
    });
}

#[test]
fn what_cannot_become_a_table_is_refused() {
    on_each(|company, _| {
        let check = |change: fn(&mut Vec<RecordType>), expected: &str| {
            assert_eq!(refusal(migrate(company, &with(change), &[])), expected);
        };
        check(
            |types| types[CUSTOMER].fields[1].name = "x\"; DROP TABLE entry".to_owned(),
            "record type `customer` cannot become a table: `x\"; DROP TABLE entry` is no name; use up to 40 lower-case letters, digits and underscores, a letter first",
        );
        check(
            |types| types[CUSTOMER].key = "credit_days".to_owned(),
            "record type `customer` cannot become a table: its key `credit_days` has to be one of its text fields",
        );
        check(
            |types| types[CUSTOMER].scope_unit = Some("nowhere".to_owned()),
            "record type `customer` cannot become a table: `nowhere`, by which it is owned, has to be one of its reference fields",
        );
        check(
            |types| types[0].fields[2].kind = FieldType::Reference("nothing".to_owned()),
            "record type `org_unit` cannot become a table: its field `parent` refers to `nothing`, which is not declared",
        );
        check(|types| types[1].name = "customer".to_owned(), "record type `customer` cannot become a table: it is declared twice");
    });
}
