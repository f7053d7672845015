//! What a person said of one file is known for the next: names with their customer, statuses and terms with the kind of file.

use guiju_runtime::import::{Answers, Ask, Books, ImportReport, Proposal, RunOptions, guess, run, undo};
use guiju_store::CustomerAlias;
use guiju_types::{Actor, EntryKind, Scope};

use crate::desk::Desk;

const KNOWN: &str = "客户编号,客户名称\nC1,远航物流有限公司\nC2,东海贸易有限公司\n";

/// What is proposed for a file with these answers.
fn propose(desk: &Desk, file: &str, text: &str, answers: &[(&str, &str)]) -> Proposal {
    let path = desk.put(file, text);
    let answers = Answers(answers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect());
    guess(&desk.books(), &desk.table(&path).unwrap(), &Ask { sheet: None, answers: &answers }).unwrap()
}

/// Brings a file in, as `who`, by a proposal that asks nothing.
fn bring(desk: &Desk, who: &str, file: &str, text: &str, answers: &[(&str, &str)]) -> ImportReport {
    let proposal = propose(desk, file, text, answers);
    assert_eq!(asked(&proposal), [""; 0], "{:?}", proposal.questions);
    let (path, actor) = (desk.folder.path().join(file), Actor { name: who.to_owned(), person: None });
    let books: Books<'_> = desk.books();
    run(&books, &actor, &desk.table(&path).unwrap(), &proposal.recipe, RunOptions::default()).unwrap().report
}

fn asked(proposal: &Proposal) -> Vec<&str> {
    proposal.questions.iter().map(|question| question.key.as_str()).collect()
}

/// What a proposal takes from earlier files: what it is named by, in words, and who said it of which file.
fn remembered(proposal: &Proposal) -> Vec<(&str, &str, &str, &str)> {
    let all = proposal.remembered.iter();
    all.map(|known| {
        (
            known.key.as_deref().unwrap_or_default(),
            known.text.zh.as_str(),
            known.said.by.as_str(),
            known.said.file.as_deref().unwrap_or_default(),
        )
    })
    .collect()
}

fn standing(desk: &Desk) -> Vec<CustomerAlias> {
    desk.database.store.standing_aliases().unwrap()
}

/// The codes of the customers of all charges and receipts.
fn owners(desk: &Desk, kind: EntryKind) -> Vec<String> {
    let customer = |entry: guiju_types::Entry| {
        let record = desk.database.store.record(&Scope::Company, "customer", entry.customer.unwrap()).unwrap().unwrap();
        record.fields.text("code").unwrap().to_owned()
    };
    desk.entries(kind).into_iter().map(customer).collect()
}

fn invoices(rows: &str) -> String {
    format!("客户名称,发票号,开票日期,到期日,应收金额\n{rows}")
}

#[test]
fn a_name_that_a_person_gave_to_a_customer_is_known_by_files_of_every_kind() {
    let desk = Desk::new();
    bring(&desk, "ann", "customers.csv", KNOWN, &[("kind", "customers")]);
    let short = invoices("远航物流,A-1,2026-03-01,2026-04-01,100.00\n东海贸易有限公司,A-2,2026-03-02,2026-04-01,50.00\n");
    let open = propose(&desk, "march.csv", &short, &[]);
    assert_eq!(asked(&open), ["same_customer:远航物流"]);
    let choices: Vec<&str> = open.questions[0].choices.iter().map(|choice| choice.value.as_str()).collect();
    assert_eq!(choices, ["C1", "different"]);
    let unknown = propose(&desk, "march.csv", &short, &[("same_customer:远航物流", "C9")]);
    assert_eq!(asked(&unknown), ["same_customer:远航物流"], "nobody has this code");
    let report = bring(&desk, "ann", "march.csv", &short, &[("same_customer:远航物流", "C1")]);
    let alias = standing(&desk).remove(0);
    assert_eq!((alias.name.as_str(), alias.actor.as_str(), alias.import), ("远航物流", "ann", report.import));
    assert_eq!(owners(&desk, EntryKind::Charge), ["C1", "C2"]);
    let audited = desk.database.store.audit_entries(&guiju_store::AuditQuery { limit: 100, ..guiju_store::AuditQuery::default() }).unwrap();
    let put = audited.iter().find(|entry| entry.action == "put_alias").unwrap();
    let begun = audited.iter().find(|entry| entry.action == "begin_import" && entry.sequence == put.sequence);
    assert!(begun.is_some(), "kept in the commit of the import");
    // Another kind of file: nothing is asked, and the answer is shown.
    let paid = "交易日期,付款单位,到账金额,流水号\n2026-03-05,远航物流,100.00,BK001\n";
    let next = propose(&desk, "receipts.csv", paid, &[]);
    assert_eq!(asked(&next), [""; 0]);
    assert_eq!(remembered(&next), [("", "“远航物流”就是客户“远航物流有限公司”", "ann", "march.csv")]);
    bring(&desk, "ben", "receipts.csv", paid, &[]);
    assert_eq!(owners(&desk, EntryKind::Receipt), ["C1"]);
    assert_eq!(desk.count("customer"), 2);
}

#[test]
fn what_is_taken_back_is_asked_again() {
    let desk = Desk::new();
    bring(&desk, "ann", "customers.csv", KNOWN, &[("kind", "customers")]);
    let file = |number: &str| invoices(&format!("远航物流,{number},2026-03-01,2026-04-01,100.00\n"));
    let first = bring(&desk, "ann", "one.csv", &file("A-1"), &[("same_customer:远航物流", "C1")]);
    let alias = standing(&desk).remove(0);
    let store = &desk.database.store;
    store.write(&Actor::program("test"), |write| write.end_alias(alias.customer, &alias.name, "another company")).unwrap();
    assert_eq!(asked(&propose(&desk, "two.csv", &file("A-2"), &[])), ["same_customer:远航物流"]);
    // So it is where the import is undone at which it was said.
    let second = bring(&desk, "ann", "two.csv", &file("A-2"), &[("same_customer:远航物流", "same")]);
    assert_eq!(standing(&desk).len(), 1);
    assert_eq!(undo(store, &Actor::program("test"), second.import.unwrap(), "wrong file").unwrap().ended_aliases, 1);
    assert_eq!(asked(&propose(&desk, "two.csv", &file("A-2"), &[])), ["same_customer:远航物流"]);
    assert!(first.import < second.import);
}

#[test]
fn a_shortened_name_of_several_companies_is_asked_by_itself() {
    let desk = Desk::new();
    bring(&desk, "ann", "customers.csv", &format!("{KNOWN}C3,远航物流股份有限公司\nC4,北方船务有限公司\n"), &[("kind", "customers")]);
    let rows =
        "远航物流,A-1,2026-03-01,2026-04-01,100.00\n东海贸易,A-2,2026-03-01,2026-04-01,1.00\n北方船务,A-3,2026-03-01,2026-04-01,2.00\n";
    let file = invoices(rows);
    assert_eq!(asked(&propose(&desk, "one.csv", &file, &[])), ["same_customer", "same_customer:远航物流"]);
    // "All of them are" does not say which of two is meant.
    assert_eq!(asked(&propose(&desk, "one.csv", &file, &[("same_customer", "same")])), ["same_customer:远航物流"]);
    bring(&desk, "ann", "one.csv", &file, &[("same_customer", "same"), ("same_customer:远航物流", "C3")]);
    assert_eq!(owners(&desk, EntryKind::Charge), ["C3", "C2", "C4"]);
    let new = propose(&desk, "two.csv", &invoices("Global Freight,B-1,2026-03-01,2026-04-01,1.00\n"), &[]);
    assert_eq!((asked(&new), remembered(&new)), (vec![], vec![]));
}

const STATUSES: &str = "客户名称,发票号,开票日期,到期日,应收金额,单据状态\n";

#[test]
fn a_status_is_explained_once_for_files_of_a_kind() {
    let desk = Desk::new();
    let first = format!("{STATUSES}甲公司,A-1,2026-03-01,2026-04-01,100.00,已挂起\n甲公司,A-2,2026-03-01,2026-04-01,30.00,正常\n");
    assert_eq!(asked(&propose(&desk, "march.csv", &first, &[])), ["status"]);
    bring(&desk, "ann", "march.csv", &first, &[("status", "leave")]);
    assert_eq!(desk.entries(EntryKind::Charge).len(), 1);
    // Other columns, and one more status: only that is asked.
    let second = "发票号,客户名称,开票日期,到期日,应收金额,发票状态\nA-3,甲公司,2026-04-01,2026-05-01,7.00,已挂起\nA-4,甲公司,2026-04-01,2026-05-01,9.00,待定案\n";
    let next = propose(&desk, "april.csv", second, &[]);
    assert_eq!(asked(&next), ["status:待定案"]);
    assert_eq!(remembered(&next), [("status:已挂起", "状态为“已挂起”的行不算数", "ann", "march.csv")]);
    assert_eq!(next.remembered[0].value.as_deref(), Some("leave"));
    bring(&desk, "ben", "april.csv", second, &[("status:待定案", "count")]);
    assert_eq!(desk.entries(EntryKind::Charge).len(), 2);
    // Each is known with who said it; said otherwise of a file, that is what is known from then on.
    let third = format!("{STATUSES}甲公司,A-5,2026-05-01,2026-06-01,1.00,已挂起\n甲公司,A-6,2026-05-01,2026-06-01,2.00,待定案\n");
    let known = propose(&desk, "may.csv", &third, &[]);
    assert_eq!(asked(&known), [""; 0]);
    let said: Vec<_> = remembered(&known).into_iter().map(|(key, _, by, file)| (key, by, file)).collect();
    assert_eq!(said, [("status:已挂起", "ann", "march.csv"), ("status:待定案", "ben", "april.csv")]);
    bring(&desk, "cid", "may.csv", &third, &[("status:已挂起", "count")]);
    assert_eq!(desk.entries(EntryKind::Charge).len(), 4);
    let fourth = format!("{STATUSES}甲公司,A-7,2026-06-01,2026-07-01,1.00,已挂起\n");
    assert_eq!(remembered(&propose(&desk, "june.csv", &fourth, &[])), [("status:已挂起", "状态为“已挂起”的行算数", "cid", "may.csv")]);
}

#[test]
fn terms_are_explained_once_for_files_of_a_kind() {
    let desk = Desk::new();
    let file =
        |number: &str, terms: &str| format!("客户名称,发票号,开票日期,应收金额,付款条件\n甲公司,{number},2026-03-01,100.00,{terms}\n");
    assert_eq!(asked(&propose(&desk, "march.csv", &file("A-1", "老规矩"), &[])), ["terms"]);
    let nonsense = propose(&desk, "march.csv", &file("A-1", "老规矩"), &[("terms", "whenever")]);
    assert_eq!(asked(&nonsense), ["terms"], "an answer that nobody understands is none");
    bring(&desk, "ann", "march.csv", &file("A-1", "老规矩"), &[("terms", "60天")]);
    let next = propose(&desk, "april.csv", &file("A-2", "老规矩"), &[]);
    assert_eq!((asked(&next), remembered(&next)), (vec![], vec![("terms:老规矩", "账期“老规矩”按“60天”", "ann", "march.csv")]));
    bring(&desk, "ben", "april.csv", &file("A-2", "老规矩"), &[("terms:老规矩", "90天")]);
    let due: Vec<_> = desk.entries(EntryKind::Charge).into_iter().map(|entry| entry.due_date.unwrap().to_string()).collect();
    assert_eq!(due, ["2026-04-30", "2026-05-30"]);
    // What was said at an import that is taken back is not known.
    let store = &desk.database.store;
    for import in store.imports().unwrap() {
        undo(store, &Actor::program("test"), import.id, "wrong file").unwrap();
    }
    assert_eq!(asked(&propose(&desk, "may.csv", &file("A-3", "老规矩"), &[])), ["terms"]);
}
