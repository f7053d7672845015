//! Records: every version kept, unchanged content writes nothing, wrong content is refused.

use guiju_store::{AsOf, RecordDraft, StoreError};
use guiju_testkit::{Company, amount, date, field, reference};
use guiju_types::{RecordId, Scope, Sequence, Timestamp, Value};

use crate::{on_each, refusal};

const ALL: Scope = Scope::Company;

fn draft(fields: Vec<(String, Value)>) -> RecordDraft {
    RecordDraft { fields, ..RecordDraft::default() }
}

fn named(code: &str, name: &str) -> RecordDraft {
    draft(vec![field("code", code), field("name", name)])
}

fn put(company: &Company, kind: &str, draft: RecordDraft) -> Result<RecordId, StoreError> {
    company.try_write(|write| Ok(write.put_records(kind, &[draft])?[0]))
}

#[test]
fn every_kind_of_value_comes_back_as_it_was_written() {
    on_each(|company, _| {
        let branch = company.branch("N");
        let fields = vec![
            field("code", "C\\1\t'\"%"),
            field("name", "上海\n\\N"),
            reference("branch", branch),
            field("terms", "monthly"),
            ("credit_days".to_owned(), Value::Integer(i64::MIN)),
            ("credit_limit".to_owned(), Value::Amount(amount("-0.0001"))),
            ("admitted".to_owned(), Value::Date(date("1899-12-31"))),
            ("is_key_account".to_owned(), Value::Boolean(false)),
            ("visited".to_owned(), Value::Instant("2026-01-02T03:04:05.000001Z".parse().unwrap())),
        ];
        let id = put(company, "customer", draft(fields.clone())).unwrap();
        let read = company.store.record(&ALL, "customer", id).unwrap().unwrap();
        for (name, value) in &fields {
            assert_eq!(read.fields.get(name), value, "{name}");
        }
        assert_eq!(read.fields.get("salesperson"), &Value::Null);
        assert_eq!(read.fields.iter().count(), 10);
        assert_eq!(company.store.record_by_key(&ALL, "customer", "C\\1\t'\"%").unwrap().map(|record| record.id), Some(id));
    });
}

#[test]
fn a_known_key_gets_a_new_version_and_keeps_absent_fields() {
    on_each(|company, _| {
        let id = put(company, "customer", named("C1", "first")).unwrap();
        let again = put(company, "customer", draft(vec![field("code", "C1"), field("terms", "monthly")])).unwrap();
        let by_id = RecordDraft { id: Some(id), ..draft(vec![("name".to_owned(), Value::Text("third".to_owned()))]) };
        assert_eq!((again, put(company, "customer", by_id).unwrap()), (id, id));
        let history = company.store.history(&ALL, "customer", id).unwrap();
        let seen: Vec<_> = history.iter().map(|version| (version.fields.text("name").unwrap(), version.fields.text("terms"))).collect();
        assert_eq!(seen, [("third", Some("monthly")), ("first", Some("monthly")), ("first", None)]);
        assert_eq!(history[0].superseded, None);
        assert_eq!(history[1].superseded, Some(history[0].sequence));
        let emptied = draft(vec![field("code", "C1"), ("terms".to_owned(), Value::Null)]);
        put(company, "customer", emptied).unwrap();
        assert_eq!(company.store.record(&ALL, "customer", id).unwrap().unwrap().fields.text("terms"), None);
    });
}

#[test]
fn identical_content_writes_nothing() {
    on_each(|company, _| {
        let id = put(company, "customer", named("C1", "same")).unwrap();
        let before = company.store.sequence().unwrap();
        assert_eq!(put(company, "customer", named("C1", "same")).unwrap(), id);
        assert_eq!(put(company, "customer", draft(vec![field("code", "C1"), field("terms", "")])).unwrap(), id, "empty text is nothing");
        assert_eq!(company.store.sequence().unwrap(), before);
        assert_eq!(company.store.history(&ALL, "customer", id).unwrap().len(), 1);
    });
}

#[test]
fn one_call_may_name_a_record_several_times() {
    on_each(|company, _| {
        let drafts = [named("C1", "one"), named("C2", "two"), named("C1", "three"), named("C1", "three")];
        let ids = company.write(|write| write.put_records("customer", &drafts));
        assert_eq!((ids[0], ids[2], ids[3]), (ids[0], ids[0], ids[0]));
        assert_ne!(ids[0], ids[1]);
        assert_eq!(company.store.history(&ALL, "customer", ids[0]).unwrap().len(), 2);
        assert_eq!(company.store.record(&ALL, "customer", ids[0]).unwrap().unwrap().fields.text("name"), Some("three"));
    });
}

#[test]
fn a_draft_that_does_not_fit_is_refused_with_type_key_field_and_value() {
    on_each(|company, _| {
        let vendor = company.put("vendor", vec![field("code", "V1"), field("name", "carrier")]);
        let check = |more: (String, Value), expected: &str| {
            let mut wrong = named("C1", "x");
            wrong.fields.push(more);
            let drafts = [named("C0", "good"), wrong];
            assert_eq!(refusal(company.try_write(|write| write.put_records("customer", &drafts))), expected);
            let problems = company.write(|write| write.check_records("customer", &drafts));
            assert_eq!(problems.iter().map(|problem| (problem.index, problem.to_string())).collect::<Vec<_>>(), [(1, expected.to_owned())]);
        };
        check(("nothing".to_owned(), Value::Null), "`customer` `C1`: there is no field `nothing`");
        check(("name".to_owned(), Value::Null), "`customer` `C1`: field `name` is required and empty");
        check(field("credit_days", "thirty"), "`customer` `C1`: field `credit_days` holds a whole number, and `thirty` is none");
        check(field("terms", "weekly"), "`customer` `C1`: field `terms` is one of `per_ticket`, `monthly`, and `weekly` is none of them");
        check(
            reference("branch", vendor),
            &format!("`customer` `C1`: field `branch` names `org_unit` {vendor}, and there is no such record"),
        );
        check(field("name", "a\0b"), "`customer` `C1`: field `name` holds text without zero bytes, and `a\0b` is none");
        assert_eq!(
            refusal(put(company, "customer", draft(vec![field("name", "x")]))),
            "`customer` ``: it has neither an id nor a value for its key `code`"
        );
        let missing = RecordDraft { id: Some(RecordId(99)), ..named("C1", "x") };
        assert_eq!(refusal(put(company, "customer", missing)), "`customer` `C1`: there is no current record with id 99");
        let future = RecordDraft { known_at: Some("2999-01-01T00:00:00Z".parse().unwrap()), ..named("C1", "x") };
        assert!(refusal(put(company, "customer", future)).ends_with("which is in the future"));
        assert_eq!(refusal(put(company, "ship", named("S", "x"))), "there is no record type `ship`");
        assert_eq!(company.store.record_by_key(&ALL, "customer", "C0").unwrap(), None, "nothing half-written");
    });
}

#[test]
fn a_key_is_one_current_records_only() {
    on_each(|company, _| {
        let (one, two) = (company.plain_customer("C1"), company.plain_customer("C2"));
        let rename = |id, key: &str| put(company, "customer", RecordDraft { id: Some(id), ..draft(vec![field("code", key)]) });
        assert_eq!(refusal(rename(two, "C1")), format!("`customer` `C1`: another record ({one}) has this key"));
        rename(one, "C9").unwrap();
        rename(two, "C1").unwrap();
        let found = company.store.keys(&ALL, "customer", &["C9", "C1", "C2"].map(str::to_owned)).unwrap();
        assert_eq!((found.get("C9"), found.get("C1"), found.get("C2")), (Some(&one), Some(&two), None));
        assert_eq!(company.write(|write| write.keys("customer", &["C1".to_owned()]))["C1"], two);
    });
}

#[test]
fn a_record_is_read_as_it_was_known() {
    on_each(|company, _| {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let asserted = |name: &str, known_at: &str| RecordDraft { known_at: Some(at(known_at)), ..named("C1", name) };
        let id = put(company, "customer", asserted("2024", "2024-03-01T00:00:00Z")).unwrap();
        put(company, "customer", asserted("2025", "2025-03-01T00:00:00Z")).unwrap();
        put(company, "customer", named("C1", "now")).unwrap();
        let known = |instant: &str| {
            let as_of = AsOf { known_at: Some(at(instant)), ..AsOf::default() };
            company.store.record_as_of(&ALL, "customer", id, &as_of).unwrap().map(|record| record.fields.text("name").unwrap().to_owned())
        };
        assert_eq!(known("2024-02-29T23:59:59Z"), None);
        assert_eq!(known("2024-03-01T00:00:00Z").as_deref(), Some("2024"));
        assert_eq!(known("2025-12-31T00:00:00Z").as_deref(), Some("2025"));
        let history = company.store.history(&ALL, "customer", id).unwrap();
        assert_eq!(history.iter().map(|version| version.is_asserted).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!(history[1].business_date, date("2025-03-01"));
        let by = AsOf { date: Some(date("2024-12-31")), ..AsOf::default() };
        assert_eq!(company.store.record_as_of(&ALL, "customer", id, &by).unwrap().unwrap().fields.text("name"), Some("2024"));
        company.write(|write| write.withdraw_records("customer", &[id], "closed"));
        assert_eq!(company.store.record_as_of(&ALL, "customer", id, &AsOf::default()).unwrap(), None);
        assert_eq!(known("2025-12-31T00:00:00Z").as_deref(), Some("2025"), "it was there then");
    });
}

#[test]
fn the_business_date_is_the_types_own_date_field() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let order = company.order("J-1", customer, "2025-05-06");
        let read = company.store.record(&ALL, "order", order).unwrap().unwrap();
        assert_eq!(read.business_date, date("2025-05-06"));
        let mut versions = Vec::new();
        let last = company
            .store
            .versions_after("order", Sequence(0), &mut |version| {
                versions.push(version.id);
                Ok(())
            })
            .unwrap();
        assert_eq!((versions, last), (vec![order], company.store.sequence().unwrap()));
    });
}

#[test]
fn a_record_in_use_is_not_withdrawn() {
    on_each(|company, _| {
        let (ordering, owing, free) = (company.plain_customer("C1"), company.plain_customer("C2"), company.plain_customer("C3"));
        let order = company.order("J-1", ordering, "2026-01-01");
        let charge = company.charge(owing, "I-1", "2026-01-05", "2026-02-04", "1");
        let withdraw = |kind: &str, id| company.try_write(|write| write.withdraw_records(kind, &[id], "closed"));
        assert_eq!(
            refusal(withdraw("customer", ordering)),
            format!("`customer` {ordering} is still used by `order` `J-1`; withdraw or reverse that first")
        );
        assert_eq!(
            refusal(withdraw("customer", owing)),
            format!("`customer` {owing} is still used by ledger entry {charge}; withdraw or reverse that first")
        );
        withdraw("customer", free).unwrap();
        assert_eq!(refusal(withdraw("customer", free)), format!("there is no current `customer` with id {free}"));
        withdraw("order", order).unwrap();
        withdraw("customer", ordering).unwrap();
        company.write(|write| write.reverse(&[charge], "wrong"));
        withdraw("customer", owing).unwrap();
        assert_eq!(company.store.records_by_id(&ALL, "customer", &[ordering, owing, free]).unwrap(), []);
        let late = Company::charge_draft(free, "I-2", "2026-01-05", "2026-02-04", "1");
        assert!(refusal(company.try_write(|write| write.append(None, &[late]))).contains("there is no current `customer`"));
    });
}
