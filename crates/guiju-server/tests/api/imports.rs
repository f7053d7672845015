//! Imports through the API: guess, dry run, run, run again, undo.

use crate::support::{Client, Server};
use serde_json::{Value, json};

const FILE: &str = "客户编号,客户名称,发票号,开票日期,到期日,应收金额,币别\n\
    X001,杭州远帆贸易有限公司,INV-9001,2026-09-03,2026-10-03,1200.50,CNY\n\
    X001,杭州远帆贸易有限公司,INV-9002,2026-09-08,2026-10-08,300.00,CNY\n\
    X002,绍兴越州纺织有限公司,INV-9003,2026-09-10,2026-10-10,80.00,CNY\n\
    X002,绍兴越州纺织有限公司,INV-9004,2026-09-12,2026-10-12,81.00,CNY\n\
    X002,绍兴越州纺织有限公司,INV-9005,2026-09-31,2026-10-31,82.00,CNY\n";

async fn upload(finance: &Client<'_>) -> Value {
    let seen = finance.upload("应收 九月.csv", FILE.as_bytes()).await.good();
    assert_eq!((seen["file_name"].clone(), seen["refusal"].clone()), (json!("应收 九月.csv"), json!(null)));
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_guessed_tried_brought_in_once_and_taken_back() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let seen = upload(&finance).await;
    let (id, recipe) = (seen["upload"].as_str().unwrap(), seen["proposal"]["recipe"].clone());
    let targets: Vec<&str> =
        seen["proposal"]["columns"].as_array().unwrap().iter().filter_map(|column| column["target"].as_str()).collect();
    assert!(targets.contains(&"charge.amount") && targets.contains(&"customer.name"), "{targets:?}");

    let dry = finance.finished(&finance.post(&format!("/imports/{id}/dry-run"), json!({ "recipe": recipe })).await).await;
    let report = &dry["result"];
    assert_eq!((report["rows_read"].clone(), report["rows_rejected"].clone()), (json!(5), json!(1)), "{dry}");
    assert_eq!(finance.get("/customers?search=X001").await.good()["total"], 0);
    assert_eq!(finance.get(&format!("/imports/{id}/rejected")).await.status, 200);

    let path = format!("/imports/{id}/run");
    let run = finance.finished(&finance.post(&path, json!({ "recipe": recipe, "save_as": "应收明细" })).await).await;
    assert_eq!(run["result"]["rows_accepted"], 4, "{run}");
    let found = finance.get("/customers?search=X001").await.good();
    assert_eq!((found["total"].clone(), found["rows"][0]["open"].clone()), (json!(1), json!("1500.50")));
    assert_eq!(finance.get("/search?q=INV-9002").await.good()["entries"][0]["number"], "INV-9002");

    let saved = finance.get("/recipes").await.good()["rows"][0]["recipe"].clone();
    assert_eq!(upload(&finance).await["known_recipe"], "应收明细");
    let again = finance.finished(&finance.post(&path, json!({ "recipe": saved })).await).await;
    assert_eq!((again["result"]["rows_accepted"].clone(), again["result"]["rows_already_known"].clone()), (json!(0), json!(4)), "{again}");

    let import = run["result"]["import"].clone();
    let undone = finance.finished(&finance.post(&format!("/imports/{import}/undo"), json!({ "reason": "文件选错了" })).await).await;
    assert!(undone["result"]["entries_reversed"].as_u64().unwrap() >= 4, "{undone}");
    assert_eq!(finance.get("/customers?search=X001").await.good()["total"], 0);
    assert_eq!(finance.get(&format!("/imports/{import}")).await.good()["state"], "undone");
    let once_more = finance.finished(&finance.post(&format!("/imports/{import}/undo"), json!({ "reason": "再撤销一次" })).await).await;
    assert_eq!((once_more["state"].clone(), once_more["error"]["code"].clone()), (json!("failed"), json!("stale")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_imported_is_refused_with_a_reason_and_nothing_is_kept() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let bucketed = "客户名称,未到期,1-30天,31-60天,61-90天,90天以上\n甲公司,100.00,20.00,0,0,5.00\n";
    let seen = finance.upload("账龄.csv", bucketed.as_bytes()).await.good();
    assert!(seen["refusal"]["zh"].as_str().unwrap().contains("未清项"), "{seen}");
    assert_eq!(finance.upload("a.xlsx", b"PK\x03\x04 cut off").await.code(), (422, "unreadable_file".to_owned()));
    let gone = finance.post("/imports/0123456789abcdef0123456789abcdef/run", json!({ "recipe": { "name": "x", "columns": [] } })).await;
    assert_eq!(gone.code(), (410, "upload_gone".to_owned()));
    assert_eq!(finance.get("/imports").await.good()["rows"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_recognised_when_it_comes_back_filled() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    for name in ["customers", "orders", "invoices", "receipts", "costs", "open_items"] {
        assert_eq!(finance.get(&format!("/imports/templates/{name}")).await.status, 200, "{name}");
    }
    let groups = finance.get("/imports/targets").await.good()["groups"].clone();
    assert_eq!(groups[0]["name"], "customer");
    assert!(groups.as_array().unwrap().iter().any(|group| group["name"] == "charge"));
}
