//! Sequences grow by one with every commit, whoever writes.

use std::sync::Barrier;
use std::thread;

use guiju_testkit::Company;
use guiju_types::{Scope, Sequence};

use crate::on_each;

#[test]
fn two_stores_writing_at_once_give_sequences_without_gaps() {
    const WRITES: usize = 20;
    on_each(|company, database| {
        let customer = company.plain_customer("C1");
        let before = company.store.sequence().unwrap();
        let start = Barrier::new(2);
        let stores = [database.reopen(), database.reopen()];
        let mut taken: Vec<(Sequence, i64)> = thread::scope(|scope| {
            let threads: Vec<_> = stores
                .iter()
                .map(|store| {
                    scope.spawn(|| {
                        let company = Company { store: store.clone(), actor: company.actor.clone() };
                        start.wait();
                        (0..WRITES)
                            .map(|_| {
                                company.write(|write| {
                                    let draft = Company::charge_draft(customer, "I", "2026-01-05", "2026-02-04", "1");
                                    let ids = write.append(None, &[draft])?;
                                    Ok((write.sequence(), ids[0].0))
                                })
                            })
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        taken.sort_unstable();
        let expected: Vec<Sequence> = (1..=2 * WRITES).map(|step| Sequence(before.0 + i64::try_from(step).unwrap())).collect();
        assert_eq!(taken.iter().map(|(sequence, _)| *sequence).collect::<Vec<_>>(), expected, "{}", database.name);
        assert!(taken.windows(2).all(|pair| pair[0].1 + 1 == pair[1].1), "entries are numbered in commit order: {taken:?}");
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn a_later_commit_is_known_later() {
    on_each(|company, _| {
        let first = company.write(|write| write.set_setting("a", "1").map(|()| write.now()));
        let second = company.write(|write| write.set_setting("a", "2").map(|()| write.now()));
        assert!(second > first);
    });
}

#[test]
fn work_that_changes_nothing_takes_no_sequence() {
    on_each(|company, _| {
        let before = company.store.sequence().unwrap();
        company.write(|write| write.put_records("customer", &[]));
        assert_eq!(company.store.sequence().unwrap(), before);
    });
}

#[test]
fn everything_after_a_sequence_is_what_was_committed_after_it() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let first = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "1");
        let middle = company.store.sequence().unwrap();
        let second = company.charge(customer, "I-2", "2026-01-04", "2026-02-04", "2");
        let read = |after| {
            let mut found = Vec::new();
            let last = company.store.entries_after(after, &mut |entry| {
                found.push(entry.id);
                Ok(())
            });
            (found, last.unwrap())
        };
        let last = company.store.sequence().unwrap();
        assert_eq!(read(Sequence(0)), (vec![first, second], last));
        assert_eq!(read(middle), (vec![second], last));
        assert_eq!(read(last), (vec![], last));
        assert_eq!(company.store.entry(&Scope::Company, second).unwrap().unwrap().sequence, last);
    });
}

#[test]
fn now_is_never_before_the_last_commit() {
    on_each(|company, database| {
        let before = company.store.now().unwrap();
        // As a clock that was 400 days ahead leaves it.
        database.raw("UPDATE counter SET at = at + 34560000000000").unwrap();
        let ahead = company.store.now().unwrap();
        assert!(ahead.as_second() - before.as_second() > 34_500_000, "{before} {ahead}");
        let customer = company.plain_customer("C1");
        assert!(company.store.now().unwrap() > ahead);
        assert_eq!(company.store.record(&Scope::Company, "customer", customer).unwrap().unwrap().known_at, company.store.now().unwrap());
    });
}
