//! Lists of records: filtered, searched, sorted and paged, each within a scope.

use guiju_store::{Cursor, RecordFilter, RecordQuery, RecordSort, StoreError};
use guiju_testkit::{Company, amount, date, field, reference};
use guiju_types::{RecordId, Scope, Value};

use crate::{on_each, refusal};

const ALL: Scope = Scope::Company;

fn keys(company: &Company, scope: &Scope, query: &RecordQuery) -> Vec<String> {
    let page = company.store.records(scope, query).unwrap();
    page.items.iter().map(|record| record.fields.text("code").unwrap().to_owned()).collect()
}

/// Six customers with ties and gaps in their credit days.
fn filled(company: &Company) -> Vec<RecordId> {
    let days = [Some(30), None, Some(60), Some(30), None, Some(30)];
    days.iter()
        .enumerate()
        .map(|(place, days)| {
            let mut fields = vec![field("code", &format!("C{place}")), field("name", &format!("Name_{}%", 9 - place))];
            fields.extend(days.map(|days| ("credit_days".to_owned(), Value::Integer(days))));
            fields.push(("is_key_account".to_owned(), Value::Boolean(place % 2 == 0)));
            company.put("customer", fields)
        })
        .collect()
}

#[test]
fn pages_run_over_ties_and_empty_values_without_gap_or_repeat() {
    on_each(|company, database| {
        filled(company);
        let check = |field: &str, is_descending: bool, expected: [&str; 6]| {
            for limit in 1..=7 {
                let sort = Some(RecordSort { field: field.to_owned(), is_descending });
                let mut query = RecordQuery { sort, limit, ..RecordQuery::new("customer") };
                let mut seen = Vec::new();
                loop {
                    let page = company.store.records(&ALL, &query).unwrap();
                    assert!(page.items.len() <= limit as usize);
                    assert!(seen.len() < expected.len(), "a page after the last one: {seen:?}");
                    seen.extend(page.items.iter().map(|record| record.fields.text("code").unwrap().to_owned()));
                    match page.next {
                        // As it comes back in an address.
                        Some(next) => query.after = Some(next.to_string().parse().unwrap()),
                        None => break,
                    }
                }
                assert_eq!(seen, expected, "{} {field} {is_descending} {limit}", database.name);
            }
        };
        check("code", false, ["C0", "C1", "C2", "C3", "C4", "C5"]);
        check("code", true, ["C5", "C4", "C3", "C2", "C1", "C0"]);
        check("credit_days", false, ["C0", "C3", "C5", "C2", "C1", "C4"]);
        check("credit_days", true, ["C2", "C5", "C3", "C0", "C4", "C1"]);
        check("is_key_account", false, ["C1", "C3", "C5", "C0", "C2", "C4"]);
        check("name", false, ["C5", "C4", "C3", "C2", "C1", "C0"]);
    });
}

#[test]
fn filters_and_search_restrict_and_the_total_counts_all_pages() {
    on_each(|company, _| {
        let north = company.branch("N");
        filled(company);
        let limits = [("credit_limit", Value::Amount(amount("10.5"))), ("admitted", Value::Date(date("2026-01-05")))];
        let mut fields = vec![field("code", "X1"), field("name", "宁波 Shipping"), field("terms", "monthly"), reference("branch", north)];
        fields.extend(limits.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        company.put("customer", fields);
        let check = |filters: Vec<RecordFilter>, search: Option<&str>, expected: &[&str]| {
            let search = search.map(str::to_owned);
            let query = RecordQuery { filters, search, with_total: true, limit: 2, ..RecordQuery::new("customer") };
            let page = company.store.records(&ALL, &query).unwrap();
            assert_eq!(page.total, Some(expected.len() as u64), "{query:?}");
            assert_eq!(keys(company, &ALL, &RecordQuery { limit: 100, ..query.clone() }), expected, "{query:?}");
        };
        let name = |name: &str| name.to_owned();
        let days = |value| RecordFilter::Equal { field: name("credit_days"), value };
        check(vec![days(Value::Integer(30))], None, &["C0", "C3", "C5"]);
        check(vec![days(Value::Null)], None, &["C1", "C4", "X1"]);
        check(vec![RecordFilter::IsNull { field: name("terms"), is_null: false }], None, &["X1"]);
        let any = [60, 99].map(Value::Integer).to_vec();
        check(vec![RecordFilter::In { field: name("credit_days"), values: any }], None, &["C2"]);
        check(vec![RecordFilter::In { field: name("credit_days"), values: vec![] }], None, &[]);
        let range = |field: &str, from, to| RecordFilter::Range { field: name(field), from, to };
        check(vec![range("credit_days", Some(Value::Integer(31)), None)], None, &["C2"]);
        check(vec![range("admitted", Some(Value::Date(date("2026-01-05"))), Some(Value::Date(date("2026-01-05"))))], None, &["X1"]);
        check(vec![range("credit_limit", None, Some(Value::Amount(amount("10.4999"))))], None, &[]);
        check(vec![RecordFilter::Equal { field: name("branch"), value: Value::Reference(north) }], None, &["X1"]);
        check(vec![RecordFilter::Contains { field: name("name"), text: name("SHIP") }], None, &["X1"]);
        check(vec![RecordFilter::Contains { field: name("name"), text: name("_4%") }], None, &["C5"]);
        check(vec![], Some("宁波"), &["X1"]);
        check(vec![], Some("c3"), &["C3"]);
        check(vec![], Some("me_"), &["C0", "C1", "C2", "C3", "C4", "C5"]);
        check(vec![], Some("\\"), &[]);
        check(vec![days(Value::Integer(30))], Some("c5"), &["C5"]);
    });
}

#[test]
fn a_wrong_field_filter_or_cursor_is_refused() {
    on_each(|company, _| {
        filled(company);
        let ask = |query: &RecordQuery| company.store.records(&ALL, query);
        let query = RecordQuery { limit: 2, ..RecordQuery::new("customer") };
        let sort = Some(RecordSort { field: "nothing".to_owned(), is_descending: false });
        assert_eq!(refusal(ask(&RecordQuery { sort, ..query.clone() })), "record type `customer` has no field `nothing`");
        let wrong = RecordFilter::Equal { field: "credit_days".to_owned(), value: Value::Boolean(true) };
        let message = refusal(ask(&RecordQuery { filters: vec![wrong], ..query.clone() }));
        assert_eq!(message, "field `credit_days` of `customer` holds a whole number; the filter has something else");
        let next = ask(&query).unwrap().next;
        let by_days = Some(RecordSort { field: "credit_days".to_owned(), is_descending: false });
        assert!(matches!(ask(&RecordQuery { after: next, sort: by_days, ..query.clone() }), Err(StoreError::BadCursor { .. })));
        let made_up: Cursor = "00ff".parse().unwrap();
        assert!(matches!(ask(&RecordQuery { after: Some(made_up), ..query }), Err(StoreError::BadCursor { .. })));
        assert_eq!(refusal("next page".parse::<Cursor>()), "`next page` is not a place in this list; start from its first page");
    });
}

#[test]
fn a_scope_sees_only_its_own_records() {
    on_each(|company, _| {
        let (north, south) = (company.branch("N"), company.branch("S"));
        let (ann, bob) = (company.person("A", north), company.person("B", south));
        let (mine, theirs) = (company.customer("C1", north, ann), company.customer("C2", south, bob));
        let (my_order, their_order) = (company.order("J-1", mine, "2026-01-01"), company.order("J-2", theirs, "2026-01-01"));
        for scope in [Scope::Units { units: vec![north] }, Scope::Own { person: ann }] {
            let query = RecordQuery { with_total: true, ..RecordQuery::new("customer") };
            assert_eq!(keys(company, &scope, &query), ["C1"]);
            assert_eq!(company.store.records(&scope, &query).unwrap().total, Some(1));
            assert_eq!(company.store.record(&scope, "customer", theirs).unwrap(), None);
            assert_eq!(company.store.record_by_key(&scope, "customer", "C2").unwrap(), None);
            assert_eq!(company.store.history(&scope, "customer", theirs).unwrap(), []);
            assert_eq!(company.store.history(&scope, "customer", mine).unwrap().len(), 1);
            assert_eq!(company.store.keys(&scope, "customer", &["C1", "C2"].map(str::to_owned)).unwrap().len(), 1);
            // An order has no owner of its own: it is seen with its customer.
            let orders = company.store.records_by_id(&scope, "order", &[my_order, their_order]).unwrap();
            assert_eq!(orders.iter().map(|order| order.id).collect::<Vec<_>>(), [my_order]);
            assert_eq!(company.store.records(&scope, &RecordQuery::new("org_unit")).unwrap().items.len(), 2, "nobody owns these");
        }
        assert_eq!(keys(company, &Scope::Units { units: vec![] }, &RecordQuery::new("customer")), [""; 0]);
    });
}
