//! Allocation as a company sees it: what is open and what is unallocated before and after. On every database.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of this test stand outside of its test functions")]

use guiju_rulebook::{AllocationRule, Rulebook, Source};
use guiju_runtime::allocation::{
    self, AllocationReport, ClearedBy, ClearingAnswer, allocate, answer_clearing, answer_clearings, explain, open_clearings, undo,
};
use guiju_store::{EntryQuery, NewImport};
use guiju_testkit::{Company, amount, databases, date};
use guiju_types::{Actor, AllocationMethod, Entry, EntryDraft, EntryId, EntryKind, EntryLink, ImportId, RecordId, Scope};

const ALL: Scope = Scope::Company;

fn on_each(test: impl Fn(&Company)) {
    for database in databases() {
        test(&Company::new(&database.store));
    }
}

fn rule() -> AllocationRule {
    Rulebook::load(&Source::embedded()).unwrap().allocation().clone()
}

/// The written rule on all customers.
fn run(company: &Company) -> AllocationReport {
    let report = allocate(&company.store, &Actor::program("allocate"), None, &rule()).unwrap();
    assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    report
}

/// `number open` of every open charge, then `number left` of every receipt with a rest.
fn state(company: &Company, customer: RecordId) -> String {
    let open = company.open(customer).into_iter().map(|(number, open)| format!("{number} {open}"));
    let left = company.store.unallocated_receipts(&ALL, customer).unwrap();
    let left = left.into_iter().map(|left| format!("{} {}", left.number.unwrap_or_default(), left.open));
    open.chain(left).collect::<Vec<_>>().join(", ")
}

fn paid(company: &Company, customer: RecordId, number: &str, dated: &str, received: &str, text: &str) -> EntryId {
    company.append(EntryDraft { note: Some(text.to_owned()), ..Company::receipt_draft(customer, number, dated, received) })
}

fn on(company: &Company, charge: EntryId, kind: EntryKind) -> Vec<Entry> {
    let query = EntryQuery { charge: Some(charge), kinds: vec![kind], only_live: true, ..EntryQuery::default() };
    company.store.entries(&ALL, &query).unwrap()
}

fn credit_note(charge: EntryId, dated: &str, credited: &str) -> EntryDraft {
    EntryDraft { charge: Some(EntryLink::Id(charge)), ..EntryDraft::new(EntryKind::CreditNote, date(dated), amount(credited)) }
}

/// A later list of an import no longer has a part of a charge.
fn clear(company: &Company, charge: EntryId, between: (&str, &str), cleared: &str) -> (ImportId, EntryId) {
    company.write(|write| {
        let import = write.begin_import(&NewImport { file_name: "april.csv".to_owned(), ..NewImport::default() })?;
        let customer = write.entries(&EntryQuery { charge: Some(charge), ..EntryQuery::default() })?[0].customer.unwrap();
        let open = write.open_charges(&[customer])?.into_iter().find(|open| open.charge == charge).unwrap();
        let draft = allocation::clear(&open, amount(cleared), date(between.0), date(between.1));
        Ok((import, write.append(Some(import), &[draft])?[0]))
    })
}

const APRIL: (&str, &str) = ("2026-03-31", "2026-04-30");

#[test]
fn a_receipt_takes_the_place_of_the_clearing_that_it_was() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let charge = company.charge(customer, "INV-1", "2026-01-05", "2026-02-04", "1000");
        let (import, clearing) = clear(company, charge, APRIL, "400");
        assert_eq!(state(company, customer), "INV-1 600.00");
        paid(company, customer, "K1", "2026-04-10", "150", "货款 INV-1");
        let report = run(company);
        assert_eq!((report.explained, report.explained_base, report.allocated_base), (1, amount("150"), amount("150")));
        assert_eq!(state(company, customer), "INV-1 600.00", "the list's sum stays");
        let allocation = &on(company, charge, EntryKind::Allocation)[0];
        assert_eq!((allocation.business_date, allocation.amount), (date("2026-04-10"), amount("150")));
        let rest = &on(company, charge, EntryKind::Clearing)[0];
        assert_eq!((rest.earliest, rest.business_date), (Some(date(APRIL.0)), date(APRIL.1)));
        assert_eq!((rest.amount, rest.import), (amount("250"), Some(import)));
        let reversal = EntryQuery { charge: Some(charge), kinds: vec![EntryKind::Clearing], ..EntryQuery::default() };
        let reversal = company.store.entries(&ALL, &reversal).unwrap().into_iter().find(|entry| entry.reverses.is_some()).unwrap();
        assert_eq!((reversal.reverses, reversal.sequence), (Some(clearing), allocation.sequence), "all in one commit");
        // Once is enough.
        assert_eq!((run(company).explained, state(company, customer)), (0, "INV-1 600.00".to_owned()));
        // The rest is explained, and what is paid beyond it settles what is open.
        paid(company, customer, "K2", "2026-04-20", "350", "INV-1");
        assert_eq!((run(company).explained, state(company, customer)), (1, "INV-1 500.00".to_owned()));
        assert_eq!(on(company, charge, EntryKind::Clearing), []);
        // Undoing the list takes what is left of its clearings back; what was paid stays paid.
        company.write(|write| write.undo_import(import, "wrong list"));
        assert_eq!(state(company, customer), "INV-1 500.00");
    });
}

#[test]
fn undoing_the_list_takes_the_rest_of_its_clearing_back() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let charge = company.charge(customer, "INV-1", "2026-01-05", "2026-02-04", "1000");
        let (import, _) = clear(company, charge, APRIL, "400");
        paid(company, customer, "K1", "2026-04-10", "150", "INV-1");
        run(company);
        company.write(|write| write.undo_import(import, "wrong list"));
        assert_eq!(state(company, customer), "INV-1 850.00");
    });
}

#[test]
fn an_amount_that_fits_exactly_explains_a_charge_that_is_gone() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let gone = company.charge(customer, "INV-2", "2026-02-05", "2026-03-07", "500");
        company.charge(customer, "INV-3", "2026-02-05", "2026-03-07", "70");
        clear(company, gone, APRIL, "500");
        paid(company, customer, "K1", "2026-04-10", "500", "");
        run(company);
        assert_eq!(state(company, customer), "INV-3 70.00");
        assert_eq!(on(company, gone, EntryKind::Allocation)[0].method, Some(AllocationMethod::ExactAmount));
    });
}

#[test]
fn a_credit_note_and_an_allocation_of_a_file_explain_as_well() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let charge = company.charge(customer, "INV-1", "2026-01-05", "2026-02-04", "1000");
        clear(company, charge, APRIL, "400");
        company.append(credit_note(charge, "2026-04-15", "100"));
        assert_eq!(state(company, customer), "INV-1 500.00", "both together, until it is explained");
        assert_eq!((run(company).explained, state(company, customer)), (1, "INV-1 600.00".to_owned()));
        // What an import allocates in its own commit is explained there.
        let explained = company.write(|write| {
            let receipt = Company::receipt_draft(customer, "K1", "2026-04-20", "350");
            let allocation = Company::allocation_draft(EntryLink::Id(charge), EntryLink::Draft(0), "2026-04-20", "350");
            write.append(None, &[receipt, EntryDraft { method: Some(AllocationMethod::File), ..allocation }])?;
            explain(write, &[customer])
        });
        assert_eq!(explained.iter().map(|one| (one.clearing.amount, one.left)).collect::<Vec<_>>(), [(amount("300"), amount("0"))]);
        assert_eq!(state(company, customer), "INV-1 550.00");
        // What came after the list is no part of it.
        company.append(credit_note(charge, "2026-05-02", "50"));
        assert_eq!((run(company).explained, state(company, customer)), (0, "INV-1 500.00".to_owned()));
    });
}

#[test]
fn a_person_says_what_a_clearing_was() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let person = Actor::program("finance");
        let charge = company.charge(customer, "INV-1", "2026-01-05", "2026-02-04", "1000");
        let clearings: Vec<EntryId> = (0..4).map(|_| clear(company, charge, APRIL, "100").1).collect();
        let answer = |place: usize, by, on: Option<&str>| answer_clearing(&company.store, &person, clearings[place], by, on.map(date));
        let unsaid = answer(0, ClearedBy::Receipt, None).unwrap_err().to_string();
        assert!(unsaid.contains("say when the money came in"), "{unsaid}");
        let late = answer(0, ClearedBy::Receipt, Some("2026-05-01")).unwrap_err().to_string();
        assert!(late.contains("it was settled by 2026-04-30"), "{late}");
        assert_eq!(answer(0, ClearedBy::Receipt, Some("2026-04-08")).unwrap().len(), 2);
        assert_eq!(answer(1, ClearedBy::CreditNote, None).unwrap().len(), 1);
        assert_eq!(answer(2, ClearedBy::WriteOff, Some("2026-04-09")).unwrap().len(), 1);
        assert_eq!(answer(3, ClearedBy::Unknown, None).unwrap(), []);
        assert_eq!(state(company, customer), "INV-1 600.00");
        let dates = |kind| on(company, charge, kind).into_iter().map(|entry| entry.business_date.to_string()).collect::<Vec<_>>();
        assert_eq!(dates(EntryKind::Allocation), ["2026-04-08"]);
        assert_eq!(dates(EntryKind::CreditNote), ["2026-04-30"]);
        assert_eq!(dates(EntryKind::WriteOff), ["2026-04-09"]);
        assert_eq!(dates(EntryKind::Clearing).len(), 1);
        let again = answer(0, ClearedBy::CreditNote, None).unwrap_err().to_string();
        assert!(again.contains("it was explained or taken back before"), "{again}");
        let no_clearing = answer_clearing(&company.store, &person, charge, ClearedBy::WriteOff, None).unwrap_err().to_string();
        assert!(no_clearing.contains("it is no clearing but a charge"), "{no_clearing}");
        assert_eq!(run(company).explained, 0, "answers are older than no clearing that stands");
        assert_eq!(state(company, customer), "INV-1 600.00");
    });
}

#[test]
fn a_number_pays_the_charge_that_falls_due_first() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let (later, sooner) = (("2026-03-15", "500"), ("2026-03-01", "500"));
        let [later, sooner] = [later, sooner].map(|(due, charged)| company.charge(customer, "INV-1", "2026-03-01", due, charged));
        paid(company, customer, "K1", "2026-03-01", "500", "INV-1");
        run(company);
        assert_eq!((on(company, sooner, EntryKind::Allocation).len(), on(company, later, EntryKind::Allocation).len()), (1, 0));
    });
}

#[test]
fn one_receipts_allocations_by_file_leave_the_rule_to_the_others() {
    on_each(|company| {
        let (one, other) = (company.plain_customer("C01"), company.plain_customer("C02"));
        let charges =
            [("A1", "100"), ("A2", "200")].map(|(number, charged)| company.charge(one, number, "2026-03-01", "2026-03-31", charged));
        company.charge(other, "B1", "2026-03-01", "2026-03-31", "300");
        let receipt = company.receipt(one, "K1", "2026-03-20", "350");
        company.allocate(charges[0], receipt, "2026-03-20", "100");
        company.allocate(charges[1], receipt, "2026-03-20", "200");
        company.receipt(other, "K2", "2026-03-21", "300");
        let report = run(company);
        assert_eq!((state(company, one), state(company, other)), ("K1 50.00".to_owned(), String::new()));
        let left: Vec<_> = report.left.iter().map(|left| (left.receipt, left.left, left.reason.name())).collect();
        assert_eq!(left, [(receipt, amount("50"), "nothing_open")]);
        assert_eq!((report.receipts, report.left_base), (2, amount("50")));
    });
}

#[test]
fn a_credit_on_a_paid_invoice_pays_another_one() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let first = company.charge(customer, "S1", "2026-01-05", "2026-02-04", "300");
        let second = company.charge(customer, "S2", "2026-01-05", "2026-02-04", "200");
        let receipt = company.receipt(customer, "K1", "2026-02-01", "300");
        company.allocate(first, receipt, "2026-02-01", "300");
        company.append(credit_note(first, "2026-02-10", "200"));
        assert_eq!(state(company, customer), "S1 -200.00, S2 200.00");
        let report = run(company);
        assert_eq!(state(company, customer), "");
        assert_eq!((report.freed, report.freed_base, report.allocated_base), (1, amount("200"), amount("200")));
        // Until the credit note the invoice stood as paid, and its money was not free for another one.
        let dates: Vec<_> = on(company, first, EntryKind::Allocation)
            .iter()
            .map(|entry| (entry.business_date.to_string(), entry.amount.to_string()))
            .collect();
        assert_eq!(dates, [("2026-02-01".to_owned(), "300.00".to_owned()), ("2026-02-10".to_owned(), "-200.00".to_owned())]);
        assert_eq!(on(company, second, EntryKind::Allocation)[0].business_date, date("2026-02-10"));
        // All of it can be taken back.
        undo(&company.store, &Actor::program("finance"), &report.entries, "by hand").unwrap();
        assert_eq!(state(company, customer), "S1 -200.00, S2 200.00");
    });
}

#[test]
fn what_two_receipts_paid_too_much_is_freed_from_the_last_in_both_currencies() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let dollars = |draft: EntryDraft, base: &str| EntryDraft { currency: "USD".parse().unwrap(), base_amount: amount(base), ..draft };
        let charge = company.append(dollars(Company::charge_draft(customer, "S1", "2026-01-05", "2026-02-04", "300"), "2000"));
        for (number, dated, base) in [("K1", "2026-02-01", "1333.3333"), ("K2", "2026-02-03", "666.6667")] {
            let part = if number == "K1" { "200" } else { "100" };
            let receipt = company.append(dollars(Company::receipt_draft(customer, number, dated, part), base));
            company.append(dollars(Company::allocation_draft(EntryLink::Id(charge), EntryLink::Id(receipt), dated, part), base));
        }
        company.append(dollars(credit_note(charge, "2026-02-10", "150"), "1000"));
        run(company);
        assert_eq!(state(company, customer), "K1 50.00, K2 100.00");
        assert_eq!(company.store.open_charges(&ALL, customer).unwrap(), [], "nothing is open in the base currency either");
    });
}

#[test]
fn money_paid_back_uses_up_what_was_not_allocated() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        company.receipt(customer, "K1", "2026-01-20", "1000");
        company.receipt(customer, "K2", "2026-02-20", "-300");
        let report = run(company);
        assert_eq!(state(company, customer), "K1 700.00");
        assert_eq!((report.refunded_base, report.by_method.get("refund")), (amount("300"), Some(&1)));
        company.receipt(customer, "K3", "2026-02-21", "-1000");
        assert_eq!(run(company).left_by_reason.len(), 1);
        assert_eq!(state(company, customer), "K3 -300.00");
    });
}

#[test]
fn a_credit_is_set_off_where_the_rule_says_so() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        company.charge(customer, "CN1", "2026-02-05", "2026-02-05", "-200");
        let charge = company.charge(customer, "A1", "2026-03-01", "2026-03-31", "150");
        run(company);
        assert_eq!(state(company, customer), "CN1 -200.00, A1 150.00");
        let rule = AllocationRule { methods: vec![AllocationMethod::SetOff], ..rule() };
        let report = allocate(&company.store, &Actor::program("allocate"), None, &rule).unwrap();
        assert_eq!(state(company, customer), "CN1 -50.00");
        let credited = &on(company, charge, EntryKind::CreditNote)[0];
        assert_eq!(
            (credited.business_date, credited.amount, credited.method),
            (date("2026-03-01"), amount("150"), Some(AllocationMethod::SetOff))
        );
        undo(&company.store, &Actor::program("finance"), &report.entries, "by hand").unwrap();
        assert_eq!(state(company, customer), "CN1 -200.00, A1 150.00");
    });
}

#[test]
fn several_clearings_are_answered_in_one_commit_or_none() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let person = Actor { name: "ann".to_owned(), person: None };
        let charge = company.charge(customer, "INV-1", "2026-01-05", "2026-02-04", "1000");
        let other = company.charge(customer, "INV-2", "2026-01-05", "2026-02-04", "500");
        let clearings = [(charge, "100"), (charge, "200"), (other, "500")].map(|(on, cleared)| clear(company, on, APRIL, cleared).1);
        let say = |scope: &Scope, answers: &[(usize, ClearedBy, Option<&str>)]| {
            let answers: Vec<ClearingAnswer> =
                answers.iter().map(|(place, by, on)| ClearingAnswer { clearing: clearings[*place], by: *by, date: on.map(date) }).collect();
            answer_clearings(&company.store, scope, &person, &answers)
        };
        let refused = |answers: &[(usize, ClearedBy, Option<&str>)]| say(&ALL, answers).unwrap_err().text();
        let undated = refused(&[(0, ClearedBy::CreditNote, None), (1, ClearedBy::Receipt, None)]);
        assert_eq!(
            (undated.zh, undated.en),
            ("未知结清 4：请写明收到钱的日期".to_owned(), "clearing 4: say when the money came in".to_owned())
        );
        assert_eq!(open_clearings(&company.store, &ALL, None).unwrap().len(), 3, "none of them was taken");
        assert!(refused(&[(0, ClearedBy::Unknown, None), (0, ClearedBy::WriteOff, None)]).en.contains("answered twice"));
        assert!(refused(&[(0, ClearedBy::WriteOff, Some("2026-01-01"))]).en.contains("its charge is of 2026-01-05"));
        let nobody = say(&Scope::Own { person: RecordId(99) }, &[(0, ClearedBy::Unknown, None)]).unwrap_err().to_string();
        assert_eq!(nobody, "there is no clearing 3");
        let made =
            say(&ALL, &[(0, ClearedBy::CreditNote, None), (2, ClearedBy::Receipt, Some("2026-04-08")), (1, ClearedBy::Unknown, None)])
                .unwrap();
        assert_eq!(made.len(), 3);
        assert_eq!(state(company, customer), "INV-1 700.00");
        // The one that nobody knows stays, and says that it was asked.
        let open = open_clearings(&company.store, &ALL, Some(customer)).unwrap();
        let seen: Vec<_> = open.iter().map(|one| (one.clearing.entry, one.unknown.as_ref().map(|(by, _)| by.as_str()))).collect();
        assert_eq!(seen, [(clearings[1], Some("ann"))]);
        // It may be answered otherwise later. Money that came in before the charge settles it from the charge's day on.
        say(&ALL, &[(1, ClearedBy::Receipt, Some("2026-01-02"))]).unwrap();
        assert_eq!(open_clearings(&company.store, &ALL, None).unwrap(), []);
        let dates = |kind| on(company, charge, kind).into_iter().map(|entry| entry.business_date.to_string()).collect::<Vec<_>>();
        assert_eq!(dates(EntryKind::Allocation), ["2026-01-05"]);
        assert_eq!(run(company).explained, 0);
        assert_eq!(company.store.verify_audit().unwrap().first_broken, None);
    });
}

#[test]
fn what_explains_a_part_of_a_clearing_is_kept_where_an_answer_about_it_is_refused() {
    on_each(|company| {
        let customer = company.plain_customer("C01");
        let person = Actor::program("finance");
        let charge = company.charge(customer, "INV-1", "2026-01-05", "2026-02-04", "1000");
        let clearing = clear(company, charge, APRIL, "400").1;
        company.append(credit_note(charge, "2026-04-15", "100"));
        let gone = answer_clearing(&company.store, &person, clearing, ClearedBy::WriteOff, None).unwrap_err().to_string();
        assert!(gone.contains("it was explained or taken back before"), "{gone}");
        let left = open_clearings(&company.store, &ALL, None).unwrap().remove(0).clearing;
        assert_eq!(left.amount, amount("300"));
        answer_clearing(&company.store, &person, left.entry, ClearedBy::WriteOff, None).unwrap();
        assert_eq!(state(company, customer), "INV-1 600.00");
    });
}
