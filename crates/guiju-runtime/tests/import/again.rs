//! The same file again, shuffled, longer, after a kill, and undone. On every database.

use std::sync::atomic::AtomicBool;

use guiju_runtime::allocation::{allocate, undo as undo_allocations};
use guiju_runtime::import::{Answers, Ask, RunOptions, guess, run, undo};
use guiju_store::ImportState;
use guiju_types::{Actor, EntryKind};

use super::desk::{Desk, INVOICES, amount, date};

fn file(rows: impl Iterator<Item = u32>) -> String {
    let rows = rows.map(|row| format!("客户{},{row},2026-03-{:02},2026-04-15,{}.5\n", row % 7, row % 28 + 1, row % 40 + 1));
    format!("客户名称,发票号,开票日期,到期日,应收金额\n{}", rows.collect::<String>())
}

#[test]
fn shuffled_adds_nothing_and_ten_rows_more_add_ten() {
    for database in guiju_testkit::databases() {
        let desk = Desk::on(database);
        let once = file((1..=100).chain(1..=20));
        let report = desk.report(&once, INVOICES);
        assert_eq!((report.rows_accepted, report.warnings.get("repeated_item")), (100, Some(&20)));
        let shuffled = desk.report(&file((1..=20).rev().chain((1..=100).rev())), INVOICES);
        assert_eq!((shuffled.rows_accepted, shuffled.rows_already_there), (0, 100));
        let longer = desk.report(&file((1..=110).chain(1..=20)), INVOICES);
        assert_eq!((longer.rows_accepted, longer.rows_already_there), (10, 100));
        assert_eq!((desk.entries(EntryKind::Charge).len(), desk.count("customer")), (110, 7));
    }
}

#[test]
fn a_stopped_import_goes_on_where_it_was() {
    let desk = Desk::new();
    let path = desk.put("file.csv", file(1..=100));
    let cancel = AtomicBool::new(true);
    let stopped =
        desk.import_with(&path, INVOICES, RunOptions { batch_rows: 30, cancel: Some(&cancel), ..RunOptions::default() }).unwrap().report;
    assert_eq!((stopped.rows_accepted, stopped.is_complete), (30, false));
    assert_eq!(desk.database.store.imports().unwrap()[0].state, ImportState::Running);
    let mut told = Vec::new();
    let mut progress = |progress: &guiju_runtime::import::Progress| told.push(progress.rows_accepted);
    let resumed = desk
        .import_with(&path, INVOICES, RunOptions { batch_rows: 30, progress: Some(&mut progress), ..RunOptions::default() })
        .unwrap()
        .report;
    assert_eq!((resumed.rows_accepted, resumed.rows_already_there, resumed.is_resumed, resumed.import), (70, 30, true, stopped.import));
    assert_eq!(told, [0, 30, 60, 70]);
    assert_eq!(desk.entries(EntryKind::Charge).len(), 100);
    let imports = desk.database.store.imports().unwrap();
    assert_eq!((imports.len(), imports[0].state), (1, ImportState::Finished));
}

#[test]
fn a_whole_import_is_undone_and_may_come_again() {
    for database in guiju_testkit::databases() {
        let desk = Desk::on(database);
        let recipe = format!("{INVOICES}[coverage]\ncharge = \"months\"\n");
        let report = desk.report(&file(1..=50), &recipe);
        let coverage = desk.database.store.coverage().unwrap();
        assert_eq!((coverage[0].from.to_string(), coverage[0].to.to_string()), ("2026-03-01".to_owned(), "2026-03-31".to_owned()));
        let undone = undo(&desk.database.store, &Actor::program("test"), report.import.unwrap(), "wrong file").unwrap();
        assert_eq!((undone.reversed, undone.withdrawn, undone.freed_rows), (100, 7, 50));
        assert_eq!((desk.entries(EntryKind::Charge).len(), desk.count("customer")), (0, 0));
        assert_eq!(desk.ledger().len(), 200, "nothing is deleted");
        assert!(desk.database.store.coverage().unwrap().is_empty());
        let again = desk.report(&file(1..=50), &recipe);
        assert_eq!((again.rows_accepted, desk.entries(EntryKind::Charge).len()), (50, 50));
    }
}

#[test]
fn receipts_that_no_file_allocates_are_allocated_by_rule_and_that_can_be_undone() {
    let desk = Desk::new();
    desk.report("客户名称,发票号,开票日期,到期日,应收金额\n远航,INV-001,2026-03-01,2026-03-31,100\n远航,INV-002,2026-03-02,2026-04-01,60\n远航,INV-003,2026-03-03,2026-04-02,45\n", INVOICES);
    let receipts = "name = \"bank\"\n[[column]]\nfrom = \"客户\"\nto = \"customer.name\"\n[[column]]\nfrom = \"到账日期\"\nto = \"receipt.date\"\n[[column]]\nfrom = \"到账金额\"\nto = \"receipt.amount\"\n[[column]]\nfrom = \"附言\"\nto = \"receipt.note\"\n";
    desk.report(
        "客户,到账日期,到账金额,附言\n远航,2026-04-03,30,付 INV-002 部分款\n远航,2026-04-04,45,货款\n远航,2026-04-05,150,货款\n",
        receipts,
    );
    let store = &desk.database.store;
    let actor = Actor::program("test");
    let rule = desk.books().rulebook.allocation();
    let report = allocate(store, &actor, None, rule).unwrap();
    let methods: Vec<(&str, u64)> = report.by_method.iter().map(|(method, count)| (method.as_str(), *count)).collect();
    assert_eq!(methods, [("exact_amount", 1), ("oldest_first", 2), ("reference", 1)]);
    assert_eq!((report.receipts, report.allocated_base, report.left_base), (3, amount("205"), amount("20")));
    assert!(allocate(store, &actor, None, rule).unwrap().entries.is_empty());
    undo_allocations(store, &actor, &report.entries, "by hand instead").unwrap();
    assert!(desk.entries(EntryKind::Allocation).is_empty());
    let error = undo_allocations(store, &actor, &[desk.entries(EntryKind::Charge)[0].id], "x").unwrap_err();
    assert!(error.to_string().contains("it is no allocation but a charge"));
}

/// The second list is of a later day, and its last charge is of an earlier one.
#[test]
fn the_day_of_a_list_is_not_that_of_its_last_charge() {
    let header = "客户名称,发票号,开票日期,到期日,未收金额\n";
    let march = format!("{header}甲有限公司,A1,2026-03-05,2026-04-05,100.00\n乙有限公司,A2,2026-03-20,2026-04-20,70.50\n");
    let april = format!("{header}甲有限公司,A1,2026-03-05,2026-04-05,60.00\n");
    let bring = |desk: &Desk, name: &str, text: &str, answers: &[(&str, &str)]| {
        let path = desk.put(name, text);
        let table = desk.table(&path).unwrap();
        let answers = Answers(answers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect());
        let proposal = guess(&desk.books(), &table, &Ask { sheet: None, answers: &answers }).unwrap();
        let keys: Vec<String> = proposal.questions.iter().map(|question| question.key.clone()).collect();
        let report = proposal
            .is_complete
            .then(|| run(&desk.books(), &Actor::program("test"), &table, &proposal.recipe, RunOptions::default()).unwrap().report);
        (keys, report)
    };
    let cleared = |desk: &Desk| -> Vec<(String, String, String)> {
        let of = |entry: guiju_types::Entry| {
            let earliest = entry.earliest.map(|day| day.to_string()).unwrap_or_default();
            (entry.amount.to_string(), earliest, entry.business_date.to_string())
        };
        let mut all: Vec<_> = desk.entries(EntryKind::Clearing).into_iter().map(of).collect();
        all.sort();
        all
    };
    let texts = |amount: &str, from: &str, to: &str| (amount.to_owned(), from.to_owned(), to.to_owned());
    // Nothing says the day: the first list needs none, the second asks.
    let desk = Desk::new();
    let (keys, first) = bring(&desk, "one.csv", &march, &[]);
    assert_eq!((keys, first.unwrap().as_of), (vec![], None));
    assert_eq!(bring(&desk, "two.csv", &april, &[]).0, ["as_of"]);
    assert_eq!(bring(&desk, "two.csv", &april, &[("as_of", "at the end")]).0, ["as_of"], "that is no day");
    let (keys, second) = bring(&desk, "two.csv", &april, &[("as_of", "2026-04-30")]);
    assert_eq!((keys, second.unwrap().as_of), (vec![], Some(date("2026-04-30"))));
    assert_eq!(cleared(&desk), [texts("40.00", "2026-03-05", "2026-04-30"), texts("70.50", "2026-03-20", "2026-04-30")]);
    // The names of the files say the days.
    let desk = Desk::new();
    bring(&desk, "应收余额20260331.csv", &march, &[]);
    let (keys, second) = bring(&desk, "应收余额20260430.csv", &april, &[]);
    assert_eq!((keys, second.unwrap().as_of), (vec![], Some(date("2026-04-30"))));
    assert_eq!(cleared(&desk), [texts("40.00", "2026-03-31", "2026-04-30"), texts("70.50", "2026-03-31", "2026-04-30")]);
    // A day before the last charge is that of something else.
    let desk = Desk::new();
    bring(&desk, "应收20260331.csv", &march, &[]);
    assert_eq!(bring(&desk, "应收20260301.csv", &april.replace("2026-03-05", "2026-04-02"), &[]).0, ["as_of"]);
}
