//! Names that a person said are a customer's.

use guiju_store::{CustomerAlias, NewImport};
use guiju_testkit::Company;
use guiju_types::{ImportId, RecordId, Scope};

use crate::{on_each, refusal};

fn import(company: &Company) -> ImportId {
    company.write(|write| write.begin_import(&NewImport { file_name: "流水.csv".to_owned(), ..NewImport::default() }))
}

/// Customer and name of those that stand.
fn standing(company: &Company) -> Vec<(RecordId, String)> {
    company.store.standing_aliases().unwrap().into_iter().map(|alias| (alias.customer, alias.name)).collect()
}

#[test]
fn an_alias_is_one_customers_until_it_is_taken_back_or_said_of_another() {
    on_each(|company, _| {
        let (first, second) = (company.plain_customer("C1"), company.plain_customer("C2"));
        let file = import(company);
        let put = |customer, name: &str| company.write(|write| write.put_alias(Some(file), customer, name));
        assert!(put(first, " 远航物流 "));
        assert!(!put(first, "远航物流"), "it was said before");
        assert_eq!(standing(company), [(first, "远航物流".to_owned())]);
        assert!(put(second, "远航物流"));
        assert_eq!(standing(company), [(second, "远航物流".to_owned())]);
        let ended = company.store.aliases(&Scope::Company, first).unwrap();
        assert_eq!((ended.len(), ended[0].ended_by.as_deref()), (1, Some("tester")));
        assert_eq!(ended[0].end_reason.as_deref(), Some("said to be customer 2"));
        company.write(|write| write.end_alias(second, "远航物流", "another company"));
        assert_eq!(standing(company), []);
        let CustomerAlias { actor, import, end_reason, .. } = company.store.aliases(&Scope::Company, second).unwrap().remove(0);
        assert_eq!((actor.as_str(), import, end_reason.as_deref()), ("tester", Some(file), Some("another company")));
        // What was taken back may be said again, and that is kept beside it.
        assert!(put(second, "远航物流"));
        assert_eq!(company.store.aliases(&Scope::Company, second).unwrap().len(), 2);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn undoing_an_import_ends_what_was_said_at_it() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let file = import(company);
        company.write(|write| write.put_alias(Some(file), customer, "甲"));
        company.write(|write| write.put_alias(None, customer, "乙"));
        let report = company.write(|write| write.undo_import(file, "wrong file"));
        assert_eq!(report.ended_aliases, 1);
        assert_eq!(standing(company), [(customer, "乙".to_owned())]);
    });
}

#[test]
fn what_cannot_be_said_is_refused_and_the_scope_holds() {
    on_each(|company, _| {
        let north = company.branch("N");
        let ann = company.person("A", north);
        let customer = company.customer("C1", north, ann);
        let put = |customer, name: &str| company.try_write(|write| write.put_alias(None, customer, name));
        assert_eq!(refusal(put(customer, " ")), "another name of a customer needs a name");
        assert_eq!(refusal(put(RecordId(99), "甲")), "there is no current `customer` with id 99");
        let taken_back = company.try_write(|write| write.end_alias(customer, "甲", ""));
        assert_eq!(refusal(taken_back), format!("nobody has said that `甲` is customer {customer}, or it was taken back before"));
        put(customer, "甲").unwrap();
        let seen = |scope: &Scope| company.store.aliases(scope, customer).unwrap().len();
        assert_eq!((seen(&Scope::Own { person: ann }), seen(&Scope::Own { person: north })), (1, 0));
    });
}
