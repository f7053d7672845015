//! Runs of an appraisal: the latest one of a month.

use guiju_store::NewRun;
use guiju_testkit::Company;
use guiju_types::{EditionId, RunId, Scope, Sequence};

use crate::{on_each, refusal};

/// A run to keep.
pub(crate) fn new_run(month: &str, digest: &str) -> NewRun {
    NewRun {
        appraisal: "credit".to_owned(),
        month: month.parse().unwrap(),
        edition: EditionId("0123456789abcdef".to_owned()),
        known_at: "2026-11-01T00:00:00Z".parse().unwrap(),
        snapshot: Sequence(1),
        digest: digest.to_owned(),
        basis_json: "{}".to_owned(),
    }
}

fn save(company: &Company, month: &str, digest: &str) -> RunId {
    company.write(|write| write.save_run(&new_run(month, digest)))
}

#[test]
fn the_latest_run_of_a_month_is_the_last_one_saved() {
    on_each(|company, _| {
        let ids = [save(company, "2026-10", "a"), save(company, "2026-11", "b"), save(company, "2026-10", "c")];
        let latest = company.store.latest_run("credit", "2026-10".parse().unwrap()).unwrap().unwrap();
        assert_eq!((latest.id, latest.digest.as_str(), latest.actor.as_str()), (ids[2], "c", "tester"));
        assert_eq!(latest.known_at, new_run("2026-10", "").known_at);
        let listed: Vec<RunId> = company.store.runs("credit").unwrap().iter().map(|run| run.id).collect();
        assert_eq!(listed, [ids[1], ids[2], ids[0]]);
        assert_eq!(company.store.runs("other").unwrap(), []);
        assert_eq!(company.store.run(ids[1]).unwrap().unwrap().digest, "b");
        assert_eq!(company.store.latest_run("credit", "2026-09".parse().unwrap()).unwrap(), None);
    });
}

#[test]
fn ratings_are_written_with_their_run_or_not_at_all() {
    on_each(|company, _| {
        let run = save(company, "2026-10", "a");
        let late = refusal(company.try_write(|write| write.save_ratings(run, &[])));
        assert_eq!(late, format!("run {run} is complete; a run's ratings are written in its own transaction"));
        assert_eq!(refusal(company.try_write(|write| write.save_ratings(RunId(9), &[]))), "there is no appraisal run 9");
        assert_eq!(company.store.rating_states(&Scope::Company, run).unwrap(), []);
    });
}

#[test]
fn a_run_that_was_taken_back_counts_for_nothing_and_stays_readable() {
    on_each(|company, _| {
        let (first, second) = (save(company, "2026-10", "a"), save(company, "2026-10", "b"));
        company.write(|write| write.withdraw_run(second, "rated before the receipts came in"));
        let month = "2026-10".parse().unwrap();
        assert_eq!(company.store.latest_run("credit", month).unwrap().unwrap().id, first, "the one before counts again");
        assert_eq!(company.store.runs("credit").unwrap().iter().map(|run| run.id).collect::<Vec<_>>(), [first]);
        let all = company.store.runs_of_month("credit", month).unwrap();
        let said: Vec<_> = all.iter().map(|run| (run.id, run.withdrawal.as_ref().map(|end| end.reason.as_str()))).collect();
        assert_eq!(said, [(second, Some("rated before the receipts came in")), (first, None)]);
        assert_eq!(company.store.run(second).unwrap().unwrap().digest, "b");
        let again = refusal(company.try_write(|write| write.withdraw_run(second, "again")));
        assert_eq!(again, format!("run {second} was withdrawn before, by tester"));
        company.write(|write| write.withdraw_run(first, "the wrong month"));
        assert_eq!(company.store.latest_run("credit", month).unwrap(), None);
        assert_eq!(refusal(company.try_write(|write| write.withdraw_run(RunId(99), "x"))), "there is no appraisal run 99");
    });
}
