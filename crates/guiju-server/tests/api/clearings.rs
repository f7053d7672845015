//! What a later list no longer had: listed, answered, several at once, and seen by those who may.

use crate::support::{Client, Server};
use serde_json::{Value, json};

const HEAD: &str = "客户编号,客户名称,发票号,开票日期,到期日,未收金额\n";

/// Brings a list of open items in; gives the import.
async fn bring(finance: &Client<'_>, name: &str, rows: &str) -> Value {
    let seen = finance.upload(name, format!("截至日期：{}\n{HEAD}{rows}", name.trim_end_matches(".csv")).as_bytes()).await.good();
    assert_eq!(seen["proposal"]["is_complete"], true, "{}", seen["proposal"]["questions"]);
    let path = format!("/imports/{}/run", seen["upload"].as_str().unwrap());
    let run = finance.finished(&finance.post(&path, json!({ "recipe": seen["proposal"]["recipe"] })).await).await;
    run["result"]["import"].clone()
}

async fn two_lists(finance: &Client<'_>) -> (Value, Value) {
    let rows = [
        "X901,嘉善某某贸易有限公司,OI-1,2026-08-03,2026-09-03,1000.00\n",
        "X901,嘉善某某贸易有限公司,OI-2,2026-08-05,2026-09-05,300.00\n",
        "X902,平湖某某纺织有限公司,OI-3,2026-08-06,2026-09-06,80.00\n",
        "X902,平湖某某纺织有限公司,OI-4,2026-08-07,2026-09-07,81.00\n",
    ];
    let first = bring(finance, "2026-08-31.csv", &rows.concat()).await;
    let later = format!("X901,嘉善某某贸易有限公司,OI-1,2026-08-03,2026-09-03,600.00\n{}", rows[3]);
    (first, bring(finance, "2026-09-30.csv", &later).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn clearings_are_listed_and_several_are_answered_at_once() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let (first, second) = two_lists(&finance).await;
    let listed = finance.get(&format!("/clearings?import={second}")).await.good();
    let rows = listed["rows"].as_array().unwrap().clone();
    let seen: Vec<String> = rows
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            format!(
                "{} {} {} {}..{}",
                row["customer"]["code"].as_str().unwrap(),
                text("number"),
                text("amount"),
                text("earliest"),
                text("latest")
            )
        })
        .collect();
    assert_eq!(
        seen,
        ["X901 OI-1 400.00 2026-08-31..2026-09-30", "X901 OI-2 300.00 2026-08-31..2026-09-30", "X902 OI-3 80.00 2026-08-31..2026-09-30"]
    );
    assert_eq!((listed["open"].clone(), listed["choices"][0]["needs_date"].clone()), (json!(3), json!(true)));
    assert_eq!(finance.get(&format!("/clearings?import={first}")).await.good()["open"], 0);
    let customer = rows[0]["customer"]["id"].as_i64().unwrap();
    let paged = finance.get(&format!("/clearings?customer={customer}&limit=1")).await.good();
    assert_eq!((paged["open"].clone(), paged["next"].clone()), (json!(2), json!(rows[0]["id"].to_string())));
    let rest = finance.get(&format!("/clearings?customer={customer}&limit=1&after={}", rows[0]["id"])).await.good();
    assert_eq!((rest["rows"][0]["id"].clone(), rest["next"].clone()), (rows[1]["id"].clone(), json!(null)));

    let say = async |client: &Client<'_>, answers: Value| client.post("/clearings/answers", json!({ "answers": answers })).await;
    let undated =
        say(&finance, json!([{ "clearing": rows[0]["id"], "by": "credit_note" }, { "clearing": rows[1]["id"], "by": "receipt" }])).await;
    assert_eq!(undated.code(), (422, "invalid_value".to_owned()));
    let error = undated.json()["error"].clone();
    assert!(error["message_zh"].as_str().unwrap().ends_with("请写明收到钱的日期"), "{error}");
    assert!(error["message"].as_str().unwrap().ends_with("say when the money came in"), "{error}");
    assert_eq!(say(&finance, json!([])).await.code().0, 422);
    assert_eq!(say(&finance, json!([{ "clearing": 999_999_999, "by": "unknown" }])).await.code(), (404, "not_found".to_owned()));
    assert_eq!(say(&server.as_demo("ningbo").await, json!([{ "clearing": rows[0]["id"], "by": "unknown" }])).await.code().0, 403);

    let answers = json!([
        { "clearing": rows[0]["id"], "by": "receipt", "date": "2026-09-15" },
        { "clearing": rows[1]["id"], "by": "write_off" },
        { "clearing": rows[2]["id"], "by": "unknown" },
    ]);
    let answered = say(&finance, answers.clone()).await.good();
    assert_eq!((answered["answered"].clone(), answered["entries"].as_array().unwrap().len()), (json!(3), 3), "{answered}");
    assert_eq!(say(&finance, json!([answers[0].clone()])).await.code(), (409, "stale".to_owned()));
    let left = finance.get(&format!("/clearings?import={second}")).await.good();
    assert_eq!((left["open"].clone(), left["unknown"].clone(), left["rows"].clone()), (json!(0), json!(1), json!([])));
    let unknown = finance.get(&format!("/clearings?import={second}&with_unknown=true")).await.good();
    assert_eq!(
        (unknown["rows"][0]["number"].clone(), unknown["rows"][0]["unknown_by"].clone()),
        (json!("OI-3"), json!("finance")),
        "{unknown}"
    );
    let timeline = finance.get(&format!("/customers/{customer}/timeline?kinds=receipt")).await.good();
    assert_eq!(
        (timeline["rows"][0]["amount"].clone(), timeline["rows"][0]["date"].clone()),
        (json!("400.00"), json!("2026-09-15")),
        "{timeline}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_sees_the_clearings_of_its_own_customers_only() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    two_lists(&finance).await;
    assert_eq!(finance.get("/clearings").await.good()["open"], 3);
    assert_eq!(server.as_demo("ningbo").await.get("/clearings").await.good()["open"], 0);
}
