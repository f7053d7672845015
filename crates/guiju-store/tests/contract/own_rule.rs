//! The company's own rules: drafted by version, then in force.

use guiju_store::OwnRule;
use guiju_types::EditionId;

use crate::{on_each, refusal};

fn rule(path: &str, text: &str) -> OwnRule {
    OwnRule { path: path.to_owned(), text: text.to_owned() }
}

const STALE: &str = "the draft was changed meanwhile; load it again";

#[test]
fn a_draft_is_saved_by_version_and_then_put_in_force() {
    on_each(|company, _| {
        let base = EditionId("aaaa".to_owned());
        let save = |path: &str, text: &str, version| company.try_write(|write| write.save_draft(&rule(path, text), &base, "试", version));
        assert_eq!(company.store.draft().unwrap(), None);
        assert_eq!(refusal(save("a.dmn", "0", Some(1))), STALE);
        assert_eq!(save("a.dmn", "1", None).unwrap(), 1);
        assert_eq!(refusal(save("a.dmn", "x", None)), STALE);
        assert_eq!(save("b.dmn", "1", Some(1)).unwrap(), 2);
        assert_eq!(save("a.dmn", "2", Some(2)).unwrap(), 3);
        let draft = company.store.draft().unwrap().unwrap();
        assert_eq!((draft.version, &draft.based_on, draft.note.as_str(), draft.changed_by.as_str()), (3, &base, "试", "tester"));
        assert_eq!(draft.files, [rule("a.dmn", "2"), rule("b.dmn", "1")]);
        assert_eq!(company.store.own_rules().unwrap(), []);

        assert_eq!(refusal(company.try_write(|write| write.adopt_draft(2))), STALE);
        company.write(|write| write.adopt_draft(3));
        assert_eq!(company.store.own_rules().unwrap(), [rule("a.dmn", "2"), rule("b.dmn", "1")]);
        assert_eq!(company.store.draft().unwrap(), None);

        assert_eq!(save("a.dmn", "3", None).unwrap(), 1);
        company.write(|write| write.drop_draft());
        assert_eq!(company.store.draft().unwrap(), None);
        assert_eq!(company.store.own_rules().unwrap()[0], rule("a.dmn", "2"));
    });
}
