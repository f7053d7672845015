//! The ledger: appended, completed, reversed, and never changed.

use guiju_store::EntryQuery;
use guiju_testkit::{Company, amount, date};
use guiju_types::{AllocationMethod, Currency, EntryDraft, EntryId, EntryKind, EntryLink, RecordId, Scope};

use crate::{on_each, refusal};

const ALL: Scope = Scope::Company;

#[test]
fn a_part_payment_leaves_the_rest_open() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let charge = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
        let receipt = company.receipt(customer, "R-1", "2026-02-01", "75");
        company.allocate(charge, receipt, "2026-02-01", "60");
        let open = &company.store.open_charges(&ALL, customer).unwrap()[0];
        assert_eq!((open.charge, open.open, open.open_base), (charge, amount("40"), amount("40")));
        assert_eq!((open.date, open.due, open.amount), (date("2026-01-05"), Some(date("2026-02-04")), amount("100")));
        let left = &company.store.unallocated_receipts(&ALL, customer).unwrap()[0];
        assert_eq!((left.receipt, left.open), (receipt, amount("15")));
        let owed = || company.store.owed(&ALL, &[customer]).unwrap().iter().map(|owed| owed.amount).collect::<Vec<_>>();
        // What came in is off, allocated or not.
        assert_eq!(owed(), [amount("25")]);
        company.append(EntryDraft {
            charge: Some(EntryLink::Id(charge)),
            ..EntryDraft::new(EntryKind::WriteOff, date("2026-03-01"), amount("40"))
        });
        assert_eq!(company.open(customer), []);
        assert_eq!(owed(), [amount("-15")]);
    });
}

#[test]
fn a_clearing_reduces_its_charge_between_two_days() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let charge = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "1000");
        let clearing = |earliest: Option<&str>, latest: &str, cleared: &str| EntryDraft {
            charge: Some(EntryLink::Id(charge)),
            earliest: earliest.map(date),
            ..EntryDraft::new(EntryKind::Clearing, date(latest), amount(cleared))
        };
        let ids = company
            .write(|write| write.append(None, &[clearing(Some("2026-03-31"), "2026-04-30", "400"), clearing(None, "2026-05-31", "100")]));
        assert_eq!(company.open(customer), [("I-1".to_owned(), "500.00".to_owned())]);
        let seen = company.store.clearings(&ALL, Some(customer)).unwrap();
        let bounds: Vec<_> = seen.iter().map(|one| (one.entry, one.charge, one.earliest, one.latest, one.amount)).collect();
        let first = (ids[0], charge, date("2026-03-31"), date("2026-04-30"), amount("400"));
        assert_eq!(bounds, [first, (ids[1], charge, date("2026-01-05"), date("2026-05-31"), amount("100"))], "unsaid: from the charge on");
        assert_eq!(company.store.entry(&ALL, ids[0]).unwrap().unwrap().earliest, Some(date("2026-03-31")));
        let made = company.write(|write| write.reverse(&ids[..1], "explained"));
        assert_eq!(company.store.entry(&ALL, made[0]).unwrap().unwrap().earliest, Some(date("2026-03-31")), "with its dates");
        assert_eq!(company.open(customer), [("I-1".to_owned(), "900.00".to_owned())]);
        assert_eq!(company.write(|write| write.clearings(&[customer])).len(), 1);
        let backwards = refusal(company.try_write(|write| write.append(None, &[clearing(Some("2026-06-01"), "2026-05-31", "1")])));
        assert!(backwards.contains("its earliest day 2026-06-01 is after its latest, 2026-05-31"), "{backwards}");
        let one_day = EntryDraft { kind: EntryKind::WriteOff, ..clearing(Some("2026-03-31"), "2026-04-30", "1") };
        assert!(refusal(company.try_write(|write| write.append(None, &[one_day]))).contains("only a clearing has an earliest day"));
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn money_paid_back_is_taken_from_a_receipt_without_a_charge() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let charge = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
        let (paid, back) = (company.receipt(customer, "K1", "2026-01-20", "1000"), company.receipt(customer, "K2", "2026-02-20", "-300"));
        let part = |receipt, taken: &str, method| EntryDraft {
            receipt: Some(EntryLink::Id(receipt)),
            method: Some(method),
            ..EntryDraft::new(EntryKind::Allocation, date("2026-02-20"), amount(taken))
        };
        let refund = AllocationMethod::Refund;
        let ids = company.write(|write| write.append(None, &[part(paid, "300", refund), part(back, "-300", refund)]));
        assert_eq!(company.store.entry(&ALL, ids[0]).unwrap().unwrap().customer, Some(customer));
        let left = company.store.unallocated_receipts(&ALL, customer).unwrap();
        assert_eq!(left.iter().map(|left| (left.receipt, left.open)).collect::<Vec<_>>(), [(paid, amount("700"))]);
        let unnamed = refusal(company.try_write(|write| write.append(None, &[part(paid, "1", AllocationMethod::File)])));
        assert!(unnamed.contains("it has to name the charge"), "{unnamed}");
        // What a credit frees of an allocation is free from that day on.
        company.allocate(charge, paid, "2026-01-20", "100");
        let freed = EntryDraft { charge: Some(EntryLink::Id(charge)), ..part(paid, "-40", AllocationMethod::Freed) };
        company.write(|write| write.append(None, &[EntryDraft { business_date: date("2026-03-15"), ..freed }]));
        let left = &company.store.unallocated_receipts(&ALL, customer).unwrap()[0];
        assert_eq!((left.open, left.date, left.free_from), (amount("640"), date("2026-01-20"), date("2026-03-15")));
    });
}

#[test]
fn the_charges_of_imports_come_with_what_is_open_on_them() {
    on_each(|company, _| {
        let (one, other) = (company.plain_customer("C1"), company.plain_customer("C2"));
        let import = |drafts: &[EntryDraft]| {
            company.write(|write| {
                let import = write.begin_import(&guiju_store::NewImport::default())?;
                Ok((import, write.append(Some(import), drafts)?))
            })
        };
        let draft = |customer, number: &str| Company::charge_draft(customer, number, "2026-01-05", "2026-02-04", "100");
        let (march, first) = import(&[draft(one, "I-1"), draft(other, "I-2"), draft(one, "I-3"), draft(one, "I-4")]);
        let (april, second) = import(&[draft(one, "I-5")]);
        import(&[draft(one, "I-6")]);
        let receipt = company.receipt(one, "R-1", "2026-02-01", "130");
        company.allocate(first[0], receipt, "2026-02-01", "100");
        company.allocate(first[1], receipt, "2026-02-01", "30");
        company.write(|write| write.reverse(&first[3..], "wrong"));
        let seen = |only_open| {
            let mut seen = Vec::new();
            company
                .store
                .charges_of_imports(&[march, april], only_open, &mut |found| {
                    seen.push((found.import, found.charge.charge, found.charge.customer, found.charge.open.to_string()));
                    Ok(())
                })
                .unwrap();
            seen
        };
        let (open_2, open_3) = ((march, first[1], other, "70.00".to_owned()), (march, first[2], one, "100.00".to_owned()));
        let open_5 = (april, second[0], one, "100.00".to_owned());
        assert_eq!(seen(true), [open_2.clone(), open_3.clone(), open_5.clone()]);
        assert_eq!(seen(false), [(march, first[0], one, "0.00".to_owned()), open_2, open_3, open_5]);
        let on = company.write(|write| write.entries_on(&first));
        assert_eq!(
            on.iter().map(|entry| (entry.charge.unwrap(), entry.kind)).collect::<Vec<_>>(),
            [(first[0], EntryKind::Allocation), (first[1], EntryKind::Allocation)]
        );
        assert_eq!(company.store.customers_to_allocate(&[other, one]).unwrap(), [], "the receipt is used up");
        company.receipt(other, "R-2", "2026-02-01", "1");
        assert_eq!(company.store.customers_to_allocate(&[other, one]).unwrap(), [other]);
    });
}

#[test]
fn an_entry_on_a_charge_takes_customer_and_dates_from_it() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let ids = company.write(|write| {
            let charge = Company::charge_draft(customer, "I-1", "2026-01-05", "2026-02-04", "100");
            let invoice =
                EntryDraft { charge: Some(EntryLink::Draft(0)), ..EntryDraft::new(EntryKind::Invoice, date("2026-01-09"), amount("100")) };
            let receipt = Company::receipt_draft(customer, "R-1", "2026-02-01", "100");
            let allocation = Company::allocation_draft(EntryLink::Draft(0), EntryLink::Draft(2), "2026-02-02", "100");
            write.append(None, &[charge, invoice, receipt, allocation])
        });
        let entries = company.store.entries(&ALL, &EntryQuery { charge: Some(ids[0]), ..EntryQuery::default() }).unwrap();
        let seen: Vec<_> =
            entries.iter().map(|entry| (entry.id, entry.customer, entry.charge, entry.charge_date, entry.due_date)).collect();
        let copied = |id| (id, Some(customer), Some(ids[0]), Some(date("2026-01-05")), Some(date("2026-02-04")));
        assert_eq!(seen, [copied(ids[0]), copied(ids[1]), copied(ids[3])]);
        let of_receipt = company.store.entries(&ALL, &EntryQuery { receipt: Some(ids[2]), ..EntryQuery::default() }).unwrap();
        assert_eq!(of_receipt.iter().map(|entry| entry.id).collect::<Vec<_>>(), [ids[2], ids[3]]);
        assert!(entries.iter().all(|entry| !entry.is_asserted));
    });
}

#[test]
fn everything_of_an_entry_comes_back_as_it_was_written() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let order = company.order("J-1", customer, "2026-01-01");
        let vendor = company.put("vendor", vec![guiju_testkit::field("code", "V1"), guiju_testkit::field("name", "海运\t公司\\N\n'\"")]);
        let known_at = "2026-01-02T03:04:05.678901Z".parse().unwrap();
        let draft = EntryDraft {
            customer: Some(customer),
            order: Some(order),
            vendor: Some(vendor),
            number: Some("成本-1 \\ \"x\"\t'y'\r\n".to_owned()),
            note: Some(String::new()),
            currency: "USD".parse().unwrap(),
            base_amount: amount("-7.2345"),
            known_at: Some(known_at),
            ..EntryDraft::new(EntryKind::Cost, date("1969-12-31"), amount("-1.0001"))
        };
        let id = company.append(draft.clone());
        let entry = company.store.entry(&ALL, id).unwrap().unwrap();
        assert_eq!((entry.kind, entry.customer, entry.order, entry.vendor), (EntryKind::Cost, Some(customer), Some(order), Some(vendor)));
        assert_eq!((entry.number, entry.note, entry.currency), (draft.number, draft.note, draft.currency));
        assert_eq!((entry.amount, entry.base_amount, entry.business_date), (draft.amount, draft.base_amount, draft.business_date));
        assert_eq!((entry.known_at, entry.is_asserted, entry.charge, entry.due_date), (known_at, true, None, None));
    });
}

#[test]
fn a_draft_that_does_not_fit_is_refused_with_its_place() {
    on_each(|company, _| {
        let (one, other) = (company.plain_customer("C1"), company.plain_customer("C2"));
        let charge = company.charge(one, "I-1", "2026-01-05", "2026-02-04", "100");
        let receipt = company.receipt(one, "R-1", "2026-02-01", "100");
        let good = Company::charge_draft(one, "I-2", "2026-01-05", "2026-02-04", "1");
        let check = |draft: EntryDraft, expected: &str| {
            let drafts = [good.clone(), draft];
            let message = refusal(company.try_write(|write| write.append(None, &drafts)));
            assert!(message.contains(expected), "{message}");
            let problems = company.write(|write| write.check_entries(&drafts));
            assert_eq!(problems.iter().map(|problem| (problem.index, problem.to_string())).collect::<Vec<_>>(), [(1, message)]);
        };
        let on = |kind, charge| EntryDraft { charge: Some(charge), ..EntryDraft::new(kind, date("2026-02-01"), amount("1")) };
        check(EntryDraft { customer: None, ..good.clone() }, "a charge has to name its customer");
        check(EntryDraft { customer: Some(RecordId(999)), ..good.clone() }, "there is no current `customer` with id 999");
        check(EntryDraft { order: Some(RecordId(998)), ..good.clone() }, "there is no current `order` with id 998");
        check(EntryDraft { charge: Some(EntryLink::Id(charge)), ..good.clone() }, "it cannot be on a charge");
        check(EntryDraft::new(EntryKind::Invoice, date("2026-02-01"), amount("1")), "it has to name the charge");
        check(on(EntryKind::CreditNote, EntryLink::Id(receipt)), "is no charge but a receipt");
        check(on(EntryKind::CreditNote, EntryLink::Id(EntryId(997))), "there is no ledger entry 997");
        check(on(EntryKind::CreditNote, EntryLink::Draft(1)), "is no charge that stands before it");
        check(EntryDraft { customer: Some(other), ..on(EntryKind::CreditNote, EntryLink::Id(charge)) }, "is another customer's");
        let dollars = EntryDraft { currency: "USD".parse::<Currency>().unwrap(), ..on(EntryKind::CreditNote, EntryLink::Id(charge)) };
        check(dollars, "it is in USD, and the charge");
        check(Company::allocation_draft(EntryLink::Id(charge), EntryLink::Id(charge), "2026-02-01", "1"), "is no receipt but a charge");
        let unsaid =
            EntryDraft { method: None, ..Company::allocation_draft(EntryLink::Id(charge), EntryLink::Id(receipt), "2026-02-01", "1") };
        check(unsaid, "say how it was decided");
        check(EntryDraft { known_at: Some("2999-01-01T00:00:00Z".parse().unwrap()), ..good.clone() }, "which is in the future");
        check(EntryDraft { note: Some("a\0b".to_owned()), ..good.clone() }, "zero byte");
        assert_eq!(company.store.entries(&ALL, &EntryQuery::default()).unwrap().len(), 2, "nothing half-written");
    });
}

#[test]
fn the_database_itself_refuses_to_change_the_ledger_and_the_audit_chain() {
    on_each(|company, database| {
        let customer = company.plain_customer("C1");
        company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
        let mut statements = Vec::new();
        for table in ["entry", "audit_entry"] {
            statements.push(format!("DELETE FROM {table}"));
            match database.name {
                "postgres" => statements.push(format!("TRUNCATE {table}")),
                _ => statements.push(format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")),
            }
        }
        statements.push("UPDATE entry SET amount = amount + 1".to_owned());
        statements.push("UPDATE audit_entry SET actor = 'nobody'".to_owned());
        for statement in statements {
            let said = database.raw(&statement).unwrap_err();
            assert!(said.contains("is append-only"), "{statement}: {said}");
        }
        assert_eq!(company.open(customer), [("I-1".to_owned(), "100.00".to_owned())]);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn a_reversal_cancels_with_the_dates_of_what_it_takes_back() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let charge = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
        let before = company.store.entry(&ALL, charge).unwrap().unwrap().known_at;
        let made = company.write(|write| write.reverse(&[charge], "typed twice"));
        let reversal = company.store.entry(&ALL, made[0]).unwrap().unwrap();
        let original = company.store.entry(&ALL, charge).unwrap().unwrap();
        assert_eq!(reversal.reverses, Some(charge));
        assert_eq!((reversal.amount, reversal.base_amount), (amount("-100"), amount("-100")));
        assert_eq!((reversal.charge, reversal.charge_date, reversal.due_date), (Some(charge), original.charge_date, original.due_date));
        assert_eq!((reversal.business_date, reversal.note.as_deref()), (original.business_date, Some("typed twice")));
        assert!(reversal.known_at > before && !reversal.is_asserted);
        assert_eq!(company.open(customer), []);
        let live = |known_at| {
            let query = EntryQuery { only_live: true, known_at, ..EntryQuery::default() };
            company.store.entries(&ALL, &query).unwrap().len()
        };
        assert_eq!((live(None), live(Some(before))), (0, 1), "before it was taken back it stood");
        assert_eq!(company.store.entry_counts().unwrap(), [(EntryKind::Charge, 0)]);
    });
}

#[test]
fn nothing_is_taken_back_twice_or_from_under_what_stands_on_it() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let charge = company.charge(customer, "I-1", "2026-01-05", "2026-02-04", "100");
        let receipt = company.receipt(customer, "R-1", "2026-02-01", "100");
        let allocation = company.allocate(charge, receipt, "2026-02-01", "100");
        let reverse = |ids: &[EntryId]| company.try_write(|write| write.reverse(ids, "wrong"));
        let standing = format!("entry {allocation} still stands on it; reverse that with it");
        for under in [charge, receipt] {
            assert_eq!(refusal(reverse(&[under])), format!("ledger entry {under} cannot be reversed: {standing}"));
        }
        let made = reverse(&[charge, allocation]).unwrap();
        assert_eq!(refusal(reverse(&[charge])), format!("ledger entry {charge} cannot be reversed: it was taken back before"));
        assert_eq!(refusal(reverse(&[made[0]])), format!("ledger entry {} cannot be reversed: it takes back entry {charge}", made[0]));
        assert_eq!(refusal(reverse(&[EntryId(99)])), "there is no ledger entry 99");
        assert_eq!(refusal(reverse(&[receipt, receipt])), "an entry is named twice; name each entry to reverse once");
        let note =
            EntryDraft { charge: Some(EntryLink::Id(charge)), ..EntryDraft::new(EntryKind::CreditNote, date("2026-02-01"), amount("1")) };
        assert!(refusal(company.try_write(|write| write.append(None, &[note]))).contains("was taken back"));
        assert_eq!(company.store.unallocated_receipts(&ALL, customer).unwrap()[0].open, amount("100"));
    });
}

#[test]
fn pages_run_over_entries_of_one_day_without_gap_or_repeat() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let days = ["2026-01-02", "2026-01-01", "2026-01-02", "2026-01-02", "2026-01-03", "2026-01-02"];
        let drafts: Vec<_> = days.iter().map(|day| Company::charge_draft(customer, "I", day, "2026-02-04", "1")).collect();
        let ids = company.write(|write| write.append(None, &drafts));
        let expected: Vec<EntryId> = [1, 0, 2, 3, 5, 4].into_iter().map(|place: usize| ids[place]).collect();
        for newest_first in [false, true] {
            let mut query = EntryQuery { customer: Some(customer), limit: 2, newest_first, ..EntryQuery::default() };
            let mut seen = Vec::new();
            loop {
                let page = company.store.entries(&ALL, &query).unwrap();
                let Some(last) = page.last() else { break };
                assert!(seen.len() < days.len(), "a page after the last one: {seen:?}");
                query.after = Some((last.business_date, last.id));
                seen.extend(page.iter().map(|entry| entry.id));
            }
            if newest_first {
                seen.reverse();
            }
            assert_eq!(seen, expected);
        }
    });
}

#[test]
fn filters_restrict_by_kind_date_number_order_and_known_at() {
    on_each(|company, _| {
        let customer = company.plain_customer("C1");
        let order = company.order("J-1", customer, "2026-01-01");
        let known_at = Some("2026-01-06T00:00:00Z".parse().unwrap());
        let draft = Company::charge_draft(customer, "I-1", "2026-01-05", "2026-02-04", "1");
        let charge = company.append(EntryDraft { order: Some(order), known_at, ..draft });
        let receipt = company.receipt(customer, "R-1", "2026-02-01", "1");
        let check = |query: EntryQuery, expected: &[EntryId]| {
            let found = company.store.entries(&ALL, &query).unwrap();
            assert_eq!(found.iter().map(|entry| entry.id).collect::<Vec<_>>(), expected, "{query:?}");
            assert_eq!(company.write(|write| write.entries(&query)), found);
        };
        check(EntryQuery { kinds: vec![EntryKind::Receipt, EntryKind::Cost], ..EntryQuery::default() }, &[receipt]);
        check(EntryQuery { from: Some(date("2026-01-06")), ..EntryQuery::default() }, &[receipt]);
        check(EntryQuery { to: Some(date("2026-01-05")), ..EntryQuery::default() }, &[charge]);
        check(EntryQuery { numbers: vec!["I-1".to_owned(), "X".to_owned()], ..EntryQuery::default() }, &[charge]);
        check(EntryQuery { order: Some(order), ..EntryQuery::default() }, &[charge]);
        check(EntryQuery { known_at, ..EntryQuery::default() }, &[charge]);
        check(EntryQuery { customer: Some(RecordId(99)), ..EntryQuery::default() }, &[]);
    });
}

#[test]
fn a_receipt_that_pays_another_customers_charge_is_used_up() {
    on_each(|company, _| {
        let (payer, debtor) = (company.plain_customer("C1"), company.plain_customer("C2"));
        let charge = company.charge(debtor, "I-1", "2026-01-05", "2026-02-04", "100");
        let receipt = company.receipt(payer, "R-1", "2026-02-01", "100");
        company.allocate(charge, receipt, "2026-02-01", "100");
        assert_eq!(company.open(debtor), []);
        assert_eq!(company.store.unallocated_receipts(&ALL, payer).unwrap(), []);
    });
}

#[test]
fn open_items_of_many_customers_see_this_transactions_own_entries() {
    on_each(|company, _| {
        let (one, other) = (company.plain_customer("C1"), company.plain_customer("C2"));
        company.charge(other, "I-9", "2026-01-05", "2026-03-04", "9");
        company.charge(other, "I-8", "2026-01-05", "2026-02-04", "8");
        let open = company.write(|write| {
            write.append(None, &[Company::charge_draft(one, "I-1", "2026-01-05", "2026-02-04", "1")])?;
            write.open_charges(&[other, one, other])
        });
        let seen: Vec<_> = open.iter().map(|charge| (charge.customer, charge.number.as_deref().unwrap())).collect();
        assert_eq!(seen, [(one, "I-1"), (other, "I-8"), (other, "I-9")]);
    });
}

#[test]
fn a_scope_sees_only_its_customers_entries() {
    on_each(|company, _| {
        let (north, south) = (company.branch("N"), company.branch("S"));
        let (ann, bob) = (company.person("A", north), company.person("B", south));
        let (mine, theirs) = (company.customer("C1", north, ann), company.customer("C2", south, bob));
        let own = company.charge(mine, "I-1", "2026-01-05", "2026-02-04", "1");
        let other = company.charge(theirs, "I-2", "2026-01-05", "2026-02-04", "2");
        company.append(EntryDraft::new(EntryKind::Receipt, date("2026-01-06"), amount("3")));
        let scopes = [Scope::Units { units: vec![north] }, Scope::Own { person: ann }];
        for scope in &scopes {
            let seen = company.store.entries(scope, &EntryQuery::default()).unwrap();
            assert_eq!(seen.iter().map(|entry| entry.id).collect::<Vec<_>>(), [own], "{scope:?}");
            assert_eq!(company.store.entry(scope, other).unwrap(), None);
            assert_eq!(company.store.open_charges(scope, theirs).unwrap(), []);
            assert_eq!(company.store.open_charges(scope, mine).unwrap().len(), 1);
        }
        assert_eq!(company.store.entries(&Scope::Units { units: vec![] }, &EntryQuery::default()).unwrap(), []);
        assert_eq!(company.store.entries(&ALL, &EntryQuery::default()).unwrap().len(), 3, "money of unknown payers is the company's");
        // The customer's current record decides: moved to the south, its whole ledger moves.
        company.put("customer", vec![guiju_testkit::field("code", "C1"), guiju_testkit::reference("branch", south)]);
        assert_eq!(company.store.entries(&scopes[0], &EntryQuery::default()).unwrap(), []);
        assert_eq!(company.store.entries(&Scope::Units { units: vec![north, south] }, &EntryQuery::default()).unwrap().len(), 2);
    });
}
