//! The company's own rules: drafted by version, then in force.

use guiju_store::OwnRule;
use guiju_types::{Actor, EditionId};

use crate::{on_each, refusal};

fn rule(path: &str, text: &str) -> OwnRule {
    OwnRule { path: path.to_owned(), text: text.to_owned() }
}

const STALE: &str = "the draft was changed meanwhile; load it again";

#[test]
fn a_file_of_the_draft_is_saved_by_whoever_read_it_last_and_then_put_in_force() {
    on_each(|company, _| {
        let base = EditionId("aaaa".to_owned());
        let save = |path: &str, text: &str, version| company.try_write(|write| write.save_draft(&rule(path, text), &base, "试", version));
        assert_eq!(company.store.draft().unwrap(), None);
        assert_eq!(refusal(save("a.dmn", "0", Some(1))), STALE, "the draft that it was read from is gone");
        let first = save("a.dmn", "1", None).unwrap();
        assert_eq!(refusal(save("a.dmn", "x", None)), STALE, "somebody saved it since it was read as it is in force");
        let second = save("b.dmn", "1", None).unwrap();
        let third = save("a.dmn", "2", Some(first)).unwrap();
        assert_eq!(refusal(save("a.dmn", "x", Some(second))), STALE, "somebody saved it since");
        assert!(first < second && second < third);
        let draft = company.store.draft().unwrap().unwrap();
        assert_eq!((draft.version, &draft.based_on, draft.note.as_str(), draft.changed_by.as_str()), (third, &base, "试", "tester"));
        assert_eq!(draft.files, [rule("a.dmn", "2"), rule("b.dmn", "1")]);
        assert_eq!(company.store.own_rules().unwrap(), []);

        assert_eq!(refusal(company.try_write(|write| write.adopt_draft(second, &[]))), STALE);
        company.write(|write| write.adopt_draft(third, &[]));
        assert_eq!(company.store.own_rules().unwrap(), [rule("a.dmn", "2"), rule("b.dmn", "1")]);
        assert_eq!(company.store.draft().unwrap(), None);

        assert!(save("a.dmn", "3", None).unwrap() > third, "no later draft has a version again");
        company.write(|write| write.drop_draft());
        assert_eq!(company.store.draft().unwrap(), None);
        assert_eq!(company.store.own_rules().unwrap()[0], rule("a.dmn", "2"));

        let version = save("a.dmn", "shipped", None).unwrap();
        company.write(|write| write.adopt_draft(version, &["a.dmn".to_owned()]));
        assert_eq!(company.store.own_rules().unwrap(), [rule("b.dmn", "1")], "the company gave its own text up");

        // Whoever wrote a part of it stays an author when a colleague saves the file again, until the draft is done with.
        let by = |name: &str, text: &str, version| {
            let actor = Actor { name: name.to_owned(), person: None };
            company
                .store
                .write::<_, guiju_store::StoreError>(&actor, |write| write.save_draft(&rule("a.dmn", text), &base, "试", version))
                .unwrap()
        };
        let loosened = by("li", "5", None);
        let labelled = by("wang", "6", Some(loosened));
        assert_eq!(company.store.draft_authors().unwrap(), ["li", "wang"]);
        company.write(|write| write.adopt_draft(labelled, &[]));
        assert_eq!(company.store.draft_authors().unwrap(), [""; 0]);
        let again = by("zhao", "7", None);
        assert_eq!(company.store.draft_authors().unwrap(), ["zhao"]);
        company.write(|write| write.drop_draft());
        assert!(again > labelled);

        let left_behind = save("a.dmn", "4", None).unwrap();
        let newer = EditionId("bbbb".to_owned());
        company.write(|write| write.save_draft(&rule("a.dmn", "4"), &newer, "试", Some(left_behind)));
        assert_eq!(company.store.draft().unwrap().unwrap().based_on, newer, "saved again on top of what is in force now");
    });
}
