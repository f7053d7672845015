//! The two real sets by their recipes, with counts that match the files. Where `GUIJU_DATA` is absent a test says so and passes.

use std::path::{Path, PathBuf};

use guiju_types::{Currency, EntryKind};

use guiju_runtime::import::{Answers, Ask};

use super::desk::{Desk, amount, date};

fn data(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("GUIJU_DATA").map_or_else(|| repository().join("../shared/data"), PathBuf::from);
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: there is no `{}`; set GUIJU_DATA", path.display());
    None
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn recipe(name: &str) -> String {
    std::fs::read_to_string(repository().join("docs/recipes").join(name)).unwrap()
}

#[test]
fn accounts_receivable_gives_invoices_receipts_and_their_ageing() {
    let Some(path) = data("accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv") else { return };
    let desk = Desk::new();
    let recipe = recipe("accounts_receivable.toml");
    let dry = desk.dry(&path, &recipe).report;
    assert_eq!((dry.rows_read, dry.rows_accepted, desk.count("customer")), (2_466, 2_466, 0));
    let report = desk.import(&path, &recipe).unwrap().report;
    assert_eq!((report.rows_read, report.rows_accepted, report.rows_rejected), (2_466, 2_466, 0));
    assert_eq!(desk.count("customer"), 100);
    assert_eq!(desk.database.store.setting("base_currency").unwrap().as_deref(), Some("USD"));
    for kind in ["charge", "invoice", "receipt", "allocation"] {
        assert_eq!(report.created.get(kind), Some(&2_466), "{kind}");
        assert_eq!(dry.created.get(kind), Some(&2_466), "{kind}");
    }
    assert!(report.rests_on_asserted);
    assert_eq!(desk.entries(EntryKind::Charge).len(), 2_466);
    let aged = desk.aged(date("2012-06-30"), None);
    assert_eq!((aged.0, aged.1), (amount("4594.36"), amount("909.73")));
    let aged = desk.aged(date("2013-09-30"), None);
    assert_eq!(aged.0 + aged.1, amount("5029.22"));
    let known_at = "2012-06-30T23:59:59Z".parse().unwrap();
    assert_eq!(desk.aged(date("2012-06-30"), Some(known_at)).0, amount("4594.36"));
    assert_eq!(desk.database.store.coverage().unwrap().len(), 3);

    // Books in another currency that have entries are not for this recipe.
    let error = desk.import(&path, &recipe).unwrap_err().to_string();
    assert!(error.contains("it is for books in USD, and those of this company are in CNY and have entries"), "{error}");
    let desk = Desk { base_currency: "USD".parse::<Currency>().unwrap(), ..desk };
    let again = desk.import(&path, &recipe).unwrap().report;
    assert_eq!((again.rows_read, again.rows_accepted, again.rows_already_there), (2_466, 0, 2_466));
    assert_eq!(desk.entries(EntryKind::Charge).len(), 2_466);
}

#[test]
fn accounts_receivable_is_guessed_from_its_headers_and_values() {
    let Some(path) = data("accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv") else { return };
    let desk = Desk::new();
    let proposal =
        guiju_runtime::import::guess(&desk.books(), &desk.table(&path).unwrap(), &Ask { sheet: None, answers: &Answers::default() })
            .unwrap();
    let to = |header: &str| {
        proposal.columns.iter().find(|column| column.header == header).and_then(|column| column.to.clone()).unwrap_or_default()
    };
    assert_eq!(to("customerID"), "customer.code");
    assert_eq!(to("invoiceNumber"), "invoice.number");
    assert_eq!(to("InvoiceDate"), "charge.date");
    assert_eq!(to("DueDate"), "charge.due");
    assert_eq!(to("InvoiceAmount"), "charge.amount");
    assert_eq!(to("SettledDate"), "receipt.date");
    for rule in proposal.recipe.columns.iter().filter(|rule| rule.from.ends_with("Date")) {
        assert_eq!(rule.date_order, Some(guiju_runtime::import::DateOrder::Mdy), "{}", rule.from);
    }
    let report =
        guiju_runtime::import::dry_run(&desk.books(), &desk.table(&path).unwrap(), &proposal.recipe, Default::default()).unwrap().report;
    assert_eq!((report.rows_accepted, report.rows_rejected), (2_466, 0));
}

#[test]
fn online_retail_keeps_every_line() {
    let Some(path) = data("online_retail/online_retail.csv.gz") else { return };
    let desk = Desk::new();
    let recipe = recipe("online_retail.toml");
    let report = desk.import(&path, &recipe).unwrap().report;
    assert_eq!((report.rows_read, report.rows_accepted, report.rows_rejected), (541_909, 541_909, 0), "{:?}", report.first_rejected);
    assert_eq!(report.warnings.get("no_customer"), Some(&135_080));
    assert_eq!(report.warnings.get("exact_duplicate"), Some(&5_269));
    assert_eq!(report.warnings.get("negative_quantity"), Some(&10_624));
    assert_eq!(report.warnings.get("cancellation"), Some(&9_288));
    assert_eq!((desk.count("customer"), desk.count("order_line")), (4_372, 541_909));

    // The same backwards, with ten rows more: only those come in.
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(std::fs::File::open(&path).unwrap()), &mut text).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let header = lines.remove(0);
    lines.reverse();
    let line = "999999,22423,REGENCY CAKESTAND 3 TIER,1,2011-12-09 12:50:00,12.75,17850.0,United Kingdom";
    let file = [header].into_iter().chain(lines).chain(std::iter::repeat_n(line, 10)).collect::<Vec<_>>().join("\n");
    let again = desk.import(&desk.put("shuffled.csv", file), &recipe).unwrap().report;
    assert_eq!((again.rows_read, again.rows_accepted, again.rows_already_there), (541_919, 10, 541_909));
}
