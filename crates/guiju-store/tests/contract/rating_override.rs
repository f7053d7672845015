//! Overrides: a class set by a person, with reason and last month.

use guiju_store::NewOverride;
use guiju_types::{RecordId, Scope};

use crate::{on_each, refusal};

#[test]
fn a_later_override_ends_the_earlier_one_and_both_are_kept() {
    on_each(|company, _| {
        let north = company.branch("N");
        let ann = company.person("A", north);
        let customer = company.customer("C1", north, ann);
        let manual = |class: &str, until: &str, reason: &str| NewOverride {
            customer,
            appraisal: "credit".to_owned(),
            class: class.to_owned(),
            reason: reason.to_owned(),
            from: "2026-10".parse().unwrap(),
            until: until.parse().unwrap(),
        };
        let put = |manual: NewOverride| company.try_write(|write| write.put_override(&manual));
        let first = put(manual("B", "2026-12", "guaranteed")).unwrap();
        let second = put(manual("C", "2027-01", "guarantee withdrawn")).unwrap();
        let listed = company.store.overrides(&Scope::Company, customer).unwrap();
        let seen: Vec<_> = listed.iter().map(|manual| (manual.id, manual.class.as_str(), manual.ended_at.is_some())).collect();
        assert_eq!(seen, [(second, "C", false), (first, "B", true)]);
        assert_eq!((listed[0].actor.as_str(), listed[0].reason.as_str()), ("tester", "guarantee withdrawn"));
        company.write(|write| write.end_override(second, "as computed again"));
        assert!(company.store.overrides(&Scope::Company, customer).unwrap()[0].ended_at.is_some());
        assert_eq!(refusal(company.try_write(|write| write.end_override(second, ""))), format!("there is no standing override {second}"));
        assert_eq!(refusal(put(manual("B", "2026-12", " "))), "a class set by hand needs a class and a reason");
        assert_eq!(refusal(put(manual("B", "2026-09", "x"))), "the override ends in 2026-09 before it begins in 2026-10");
        let nobody = NewOverride { customer: RecordId(99), ..manual("B", "2026-12", "x") };
        assert_eq!(refusal(put(nobody)), "there is no current `customer` with id 99");
        assert_eq!(company.store.overrides(&Scope::Own { person: north }, customer).unwrap(), []);
        assert_eq!(company.store.overrides(&Scope::Own { person: ann }, customer).unwrap().len(), 2);
    });
}
