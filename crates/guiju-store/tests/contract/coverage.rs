//! The periods for which facts are declared complete.

use guiju_store::NewImport;
use guiju_testkit::date;
use guiju_types::Coverage;

use crate::{on_each, refusal};

fn period(fact: &str, from: &str, to: &str) -> Coverage {
    Coverage { fact: fact.to_owned(), from: date(from), to: date(to) }
}

#[test]
fn coverage_holds_until_its_import_is_undone_or_it_is_ended() {
    on_each(|company, _| {
        let (charges, receipts) = (period("charge", "2026-01-01", "2026-03-31"), period("receipt", "2026-01-01", "2026-12-31"));
        let import = company.write(|write| {
            let import = write.begin_import(&NewImport::default())?;
            write.declare_coverage(Some(import), std::slice::from_ref(&charges))?;
            write.declare_coverage(None, std::slice::from_ref(&receipts))?;
            Ok(import)
        });
        assert_eq!(company.store.coverage().unwrap(), [charges, receipts.clone()]);
        company.write(|write| write.undo_import(import, "wrong file"));
        assert_eq!(company.store.coverage().unwrap(), [receipts]);
        company.write(|write| write.end_coverage("receipt"));
        assert_eq!(company.store.coverage().unwrap(), []);
    });
}

#[test]
fn coverage_is_read_as_of_every_commit() {
    on_each(|company, _| {
        let (one, other) = (period("charge", "2026-01-01", "2026-03-31"), period("receipt", "2026-01-01", "2026-12-31"));
        let commit = |work: &dyn Fn(&mut guiju_store::Write<'_>) -> Result<(), guiju_store::StoreError>| {
            company.write(|write| work(write));
            company.store.sequence().unwrap()
        };
        let before = company.store.sequence().unwrap();
        let declared = commit(&|write| write.declare_coverage(None, std::slice::from_ref(&one)));
        let added = commit(&|write| write.declare_coverage(None, std::slice::from_ref(&other)));
        let ended = commit(&|write| write.end_coverage("charge"));
        let at = |sequence| company.store.coverage_at(sequence).unwrap();
        assert_eq!((at(before), at(declared)), (vec![], vec![one.clone()]));
        assert_eq!((at(added), at(ended)), (vec![one, other.clone()], vec![other]));
        assert_eq!(at(ended), company.store.coverage().unwrap());
    });
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    on_each(|company, _| {
        let turned = period("charge", "2026-03-31", "2026-01-01");
        let message = refusal(company.try_write(|write| write.declare_coverage(None, &[turned])));
        assert_eq!(message, "the period of `charge` ends before it begins: 2026-03-31 to 2026-01-01");
    });
}
