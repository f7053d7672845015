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
    let total = &report["owing"]["totals"][0];
    assert_eq!(
        (total["before"].clone(), total["charged"].clone(), total["after"].clone()),
        (json!("0.00"), json!("1661.50"), json!("1661.50"))
    );
    let fates: Vec<(&str, u64)> =
        report["rows"].as_array().unwrap().iter().map(|rows| (rows["fate"].as_str().unwrap(), rows["count"].as_u64().unwrap())).collect();
    assert_eq!(fates, [("comes_in", 4), ("refused", 1)]);
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

const AMBIGUOUS: &str = "客户,日期,金额\n甲一有限公司,2026-09-01,10000.00\n乙一有限公司,2026-09-02,2500.00\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_can_be_two_things_is_asked_about_with_both_results_in_money() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let seen = finance.upload("清单.csv", AMBIGUOUS.as_bytes()).await.good();
    let (id, proposal) = (seen["upload"].as_str().unwrap(), &seen["proposal"]);
    assert_eq!((proposal["is_complete"].clone(), proposal["questions"][0]["key"].clone()), (json!(false), json!("kind")), "{proposal}");
    let choices = proposal["questions"][0]["choices"].as_array().unwrap();
    let of = |value: &str| choices.iter().find(|choice| choice["value"] == value).unwrap();
    let party = |value: &str| of(value)["money"]["by_party"][0].clone();
    assert_eq!((party("invoices")["owes"].clone(), party("receipts")["received"].clone()), (json!("10000.00"), json!("10000.00")));
    assert_eq!(of("receipts")["title"]["zh"], "收款清单");

    let path = format!("/imports/{id}/answers");
    assert_eq!(finance.post(&path, json!({ "answers": { "kind": "sermons" } })).await.code(), (422, "invalid_value".to_owned()));
    let answered = finance.post(&path, json!({ "answers": { "kind": "receipts" } })).await.good();
    assert_eq!(
        (answered["proposal"]["is_complete"].clone(), answered["proposal"]["kind"]["name"].clone()),
        (json!(true), json!("receipts"))
    );
    let gone = finance.post("/imports/0123456789abcdef0123456789abcdef/answers", json!({})).await;
    assert_eq!(gone.code(), (410, "upload_gone".to_owned()));

    let run = finance.post(&format!("/imports/{id}/run"), json!({ "recipe": answered["proposal"]["recipe"] })).await;
    let run = finance.finished(&run).await;
    assert_eq!(run["result"]["owing"]["totals"][0]["after"], "-12500.00", "{run}");
    assert_eq!(run["result"]["file_kind"]["value"], "receipts");

    // What was said once is not asked of the next file of the kind; after undo it is.
    let next = AMBIGUOUS.replace("2026-09", "2026-10");
    let like = finance.upload("清单 十月.csv", next.as_bytes()).await.good()["proposal"].clone();
    assert_eq!((like["is_complete"].clone(), like["like"]["file_name"].clone()), (json!(true), json!("清单.csv")), "{like}");
    let import = run["result"]["import"].clone();
    finance.finished(&finance.post(&format!("/imports/{import}/undo"), json!({ "reason": "读法不对" })).await).await;
    let again = finance.upload("清单 十月.csv", next.as_bytes()).await.good()["proposal"].clone();
    assert_eq!(again["is_complete"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_may_bring_its_answers_and_a_malformed_one_says_how() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let answers = |text: &'static str| [("answers", text)];
    let good = finance.form("/imports", &answers("{\"kind\": \"invoices\"}"), "清单.csv", AMBIGUOUS.as_bytes()).await.good();
    assert_eq!(good["proposal"]["kind"]["name"], "invoices");
    let bad = finance.form("/imports", &answers("{\"kind\": 3}"), "清单.csv", AMBIGUOUS.as_bytes()).await;
    assert_eq!(bad.code(), (422, "import_refused".to_owned()));
    assert!(bad.json()["error"]["message"].as_str().unwrap().contains("answers"), "{}", bad.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_that_its_balance_proves_comes_in_without_a_question() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let name = finance.get("/customers?limit=1").await.good()["rows"][0]["name"].as_str().unwrap().to_owned();
    let statement = format!(
        "交易日期,摘要,对方户名,收入金额,支出金额,账户余额\n\
         2026-10-10,货款,{name},\"42,600.00\",,\"142,600.00\"\n\
         2026-10-11,运费,某船公司,,\"2,600.00\",\"140,000.00\"\n\
         2026-10-12,货款,{name},100.50,,\"140,100.50\"\n"
    );
    let seen = finance.upload("流水.csv", statement.as_bytes()).await.good();
    let (id, proposal) = (seen["upload"].as_str().unwrap(), &seen["proposal"]);
    assert_eq!((proposal["kind"]["name"].clone(), proposal["is_complete"].clone()), (json!("bank_statement"), json!(true)), "{proposal}");
    assert_eq!((proposal["proofs"][0]["holds"].clone(), proposal["proofs"][0]["checked"].clone()), (json!(true), json!(2)));
    let dry = finance.finished(&finance.post(&format!("/imports/{id}/dry-run"), json!({ "recipe": proposal["recipe"] })).await).await;
    let report = &dry["result"];
    assert_eq!(report["money"]["lines"]["in"]["sum"]["CNY"], "42700.50", "{dry}");
    assert_eq!(
        (report["owing"]["customers"][0]["name"].clone(), report["owing"]["customers"][0]["received"].clone()),
        (json!(name), json!("42700.50"))
    );
    let out = report["rows"].as_array().unwrap().iter().find(|rows| rows["fate"] == "left_out").unwrap();
    assert_eq!((out["reason"].clone(), out["rows"][0]["gives"][0]["amount"].clone()), (json!("out"), json!("2600.00")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_given_to_a_customer_is_remembered_found_and_taken_back_on_its_page() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let id = upload(&finance).await["upload"].as_str().unwrap().to_owned();
    let run = async |id: &str, recipe: &Value| {
        finance.finished(&finance.post(&format!("/imports/{id}/run"), json!({ "recipe": recipe, "save_as": "简称" })).await).await
    };
    let known = upload(&finance).await["proposal"]["recipe"].clone();
    assert_eq!(run(&id, &known).await["result"]["rows_accepted"], 4);

    let short = "客户名称,发票号,开票日期,到期日,应收金额\n杭州远帆贸易,INV-9101,2026-10-03,2026-11-03,10.00\n";
    let seen = finance.upload("十月.csv", short.as_bytes()).await.good();
    let question = &seen["proposal"]["questions"][0];
    assert_eq!(
        (question["key"].clone(), question["choices"][0]["value"].clone()),
        (json!("same_customer:杭州远帆贸易"), json!("X001")),
        "{seen}"
    );
    let upload_id = seen["upload"].as_str().unwrap();
    let answered =
        finance.post(&format!("/imports/{upload_id}/answers"), json!({ "answers": { "same_customer:杭州远帆贸易": "X001" } })).await.good();
    assert_eq!(answered["proposal"]["is_complete"], true);
    let brought = run(upload_id, &answered["proposal"]["recipe"]).await;
    assert_eq!(brought["result"]["rows_accepted"], 1, "{brought}");
    // The saved recipe has no names: they stand with the customer.
    let saved = finance.get("/recipes").await.good();
    let recipe = saved["rows"].as_array().unwrap().iter().find(|row| row["name"] == "简称").unwrap().clone();
    assert_eq!(recipe["recipe"]["rest"]["reading"]["aliases"], json!(null), "{recipe}");

    let next = short.replace("INV-9101", "INV-9102");
    let like = finance.upload("十一月.csv", next.as_bytes()).await.good()["proposal"].clone();
    let remembered = &like["remembered"][0];
    assert_eq!(
        (like["is_complete"].clone(), remembered["file_name"].clone(), remembered["key"].clone()),
        (json!(true), json!("十月.csv"), json!(null))
    );
    let customer = remembered["customer"].as_i64().unwrap();
    assert_eq!(finance.get("/search?q=远帆贸易").await.good()["customers"][0]["id"], customer);
    assert_eq!(finance.get("/customers?search=杭州远帆贸易").await.good()["total"], 1);

    let path = format!("/customers/{customer}");
    let aliases = finance.get(&path).await.good()["aliases"].clone();
    assert_eq!((aliases[0]["name"].clone(), aliases[0]["file_name"].clone()), (json!("杭州远帆贸易"), json!("十月.csv")), "{aliases}");
    assert_eq!(aliases[0]["by"], remembered["by"]);
    let end = format!("{path}/aliases?name=杭州远帆贸易&reason=另一家公司");
    let branch = server.as_demo("ningbo").await;
    assert_eq!(branch.delete(&end).await.code().0, 403, "who may not import may not take it back");
    assert_eq!(finance.delete(&end).await.good()["aliases"], json!([]));
    assert_eq!(finance.delete(&end).await.code(), (404, "not_found".to_owned()));
    let again = finance.upload("十一月.csv", next.as_bytes()).await.good()["proposal"].clone();
    assert_eq!(again["questions"][0]["key"], "same_customer:杭州远帆贸易");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_status_is_remembered_and_may_be_said_otherwise() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let file = |month: &str, number: &str| {
        format!(
            "客户名称,发票号,开票日期,到期日,应收金额,单据状态\n湖州某厂,{number}-1,2026-{month}-01,2026-{month}-28,100.00,已挂起\n湖州某厂,{number}-2,2026-{month}-02,2026-{month}-28,30.00,正常\n"
        )
    };
    let seen = finance.upload("九月.csv", file("09", "S9").as_bytes()).await.good();
    assert_eq!(seen["proposal"]["questions"][0]["key"], "status", "{}", seen["proposal"]["questions"]);
    let path = format!("/imports/{}", seen["upload"].as_str().unwrap());
    let answered = finance.post(&format!("{path}/answers"), json!({ "answers": { "status": "leave" } })).await.good();
    let run = finance.finished(&finance.post(&format!("{path}/run"), json!({ "recipe": answered["proposal"]["recipe"] })).await).await;
    assert_eq!(run["result"]["rows_accepted"], 1, "{run}");

    let next = finance.upload("十月.csv", file("10", "S10").as_bytes()).await.good();
    let remembered = &next["proposal"]["remembered"][0];
    assert_eq!(
        (next["proposal"]["is_complete"].clone(), remembered["key"].clone(), remembered["value"].clone(), remembered["file_name"].clone()),
        (json!(true), json!("status:已挂起"), json!("leave"), json!("九月.csv"))
    );
    let path = format!("/imports/{}", next["upload"].as_str().unwrap());
    let otherwise = finance.post(&format!("{path}/answers"), json!({ "answers": { "status:已挂起": "count" } })).await.good();
    assert_eq!((otherwise["proposal"]["remembered"].clone(), otherwise["proposal"]["is_complete"].clone()), (json!([]), json!(true)));
    let run = finance.finished(&finance.post(&format!("{path}/run"), json!({ "recipe": otherwise["proposal"]["recipe"] })).await).await;
    assert_eq!(run["result"]["rows_accepted"], 2, "{run}");
}
