//! The two real data sets through the command line, with the figures that their files give (see `shared/data/README.md`).

use crate::desk::{Desk, data, repository};

#[test]
fn accounts_receivable_ages_to_the_cent_and_is_rated_by_its_override_only() {
    let Some(file) = data("accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv") else { return };
    let desk = Desk::new();
    desk.json("init {}/ar --base-currency USD");
    let import = format!("import {} --recipe docs/recipes/accounts_receivable.toml --company {{}}/ar", file.display());
    let first = desk.json(&import);
    assert_eq!((&first["rows_read"], &first["rows_accepted"], &first["rows_rejected"]), (&2466.into(), &2466.into(), &0.into()), "{first}");
    desk.json(&import);

    let age = |day: &str| desk.json(&format!("age --as-of {day} --buckets 0,30,60,90 --company {{}}/ar"));
    let june = age("2012-06-30");
    assert_eq!((&june["total"], &june["items"]), (&"5504.09".into(), &98.into()));
    assert_eq!((&june["buckets"][0]["amount"], &june["buckets"][1]["amount"]), (&"4594.36".into(), &"909.73".into()));
    assert_eq!(age("2012-12-31")["total"], "5725.06");
    assert_eq!(age("2013-06-30")["total"], "5119.85");
    let september = age("2013-09-30");
    assert_eq!((&september["total"], &september["items"]), (&"5029.22".into(), &88.into()));

    let by_default = desk.json("rate --month 2013-09 --verify --company {}/ar");
    assert_eq!((&by_default["subjects"], &by_default["rated"]), (&100.into(), &0.into()), "{by_default}");
    let by_override =
        desk.json("rate --month 2013-09 --verify --rulebook docs/recipes/accounts_receivable/rulebook --list 0 --company {}/ar");
    assert_eq!((&by_override["rated"], &by_override["run"]), (&97.into(), &serde_json::Value::Null), "a try keeps nothing: {by_override}");
    let missing: u64 = by_override["not_rated"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(missing, 3);
    let file = desk.read("ar/guiju.toml");
    let overlay = repository().join("docs/recipes/accounts_receivable/rulebook").canonicalize().unwrap();
    desk.put("ar/guiju.toml", &file.replace("rulebook = []", &format!("rulebook = [{overlay:?}]")));
    let kept = desk.json("rate --month 2013-09 --list 0 --company {}/ar");
    assert_eq!((&kept["digest"], kept["run"].is_i64()), (&by_override["digest"], true), "{kept}");
    check_timeliness(&desk, &kept);
}

/// 309 invoices fell due in the three months, 67.80 % of their amount was settled in time.
fn check_timeliness(desk: &Desk, rated: &serde_json::Value) {
    let (mut invoices, mut due, mut on_time) = (0, 0.0, 0.0);
    for rating in rated["ratings"].as_array().unwrap() {
        let code = rating["customer"].as_str().unwrap();
        let why = desk.json(&format!("explain rating {code} --month 2013-09 --company {{}}/ar"));
        let timeliness = why["components"].as_array().unwrap().iter().find(|component| component["name"] == "payment_timeliness").unwrap();
        for record in timeliness["records"].as_array().unwrap() {
            let number = record["amount"].as_str().unwrap().parse::<f64>().unwrap();
            // What fell due in three years stands behind it too, for who has nothing due in the three months.
            let counted: Vec<&str> = record["counted"].as_array().unwrap().iter().map(|one| one[0].as_str().unwrap()).collect();
            if counted.iter().any(|total| total.ends_with("due")) {
                invoices += 1;
                due += number;
            } else if counted.iter().any(|total| total.ends_with("paid_on_time")) {
                on_time += number;
            }
        }
    }
    assert_eq!(invoices, 309);
    assert_eq!(format!("{:.2}", on_time / due * 100.0), "67.80");
}

#[test]
fn online_retail_keeps_every_line_and_gives_an_activity_score() {
    let Some(file) = data("online_retail/online_retail.csv.gz") else { return };
    let desk = Desk::new();
    desk.json("init {}/shop --base-currency GBP");
    let import = format!("import {} --recipe docs/recipes/online_retail.toml --company {{}}/shop", file.display());
    let first = desk.json(&import);
    assert_eq!((&first["rows_read"], &first["rows_accepted"]), (&541_909.into(), &541_909.into()), "{first}");
    assert_eq!(first["warnings"]["no_customer"], 135_080);

    let rated = desk.json("rate --month 2011-11 --rulebook docs/recipes/online_retail/rulebook --list 3 --company {}/shop");
    assert_eq!((&rated["subjects"], &rated["rated"]), (&4372.into(), &0.into()), "{rated}");
    assert!(rated["activity"].as_u64().unwrap() > 4000, "{rated}");
    assert_eq!(rated["ratings"][0]["basis_percent"], 30);
}
