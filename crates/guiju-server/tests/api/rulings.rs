//! What a person decides is seen at every door, survives a new rating, and is never made on a page that is out of date.

use serde_json::{Value, json};

use crate::support::{Client, MONTH, Server, workbook};

/// The class of a customer, and the reason beside it, wherever the program shows one.
async fn doors(client: &Client<'_>, customer: &Value) -> Vec<(&'static str, String, bool)> {
    let id = customer["id"].clone();
    let code = customer["code"].as_str().unwrap();
    let class = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    let mut seen = Vec::new();
    let list = client.get(&format!("/customers?search={code}")).await.good()["rows"][0].clone();
    seen.push(("list", class(&list["class"]), list["because"].is_object()));
    let filtered = client.get(&format!("/customers?search={code}&class={}", class(&list["class"]))).await.good();
    seen.push(("filter", class(&filtered["rows"][0]["class"]), filtered["rows"][0]["because"].is_object()));
    let page = client.get(&format!("/customers/{id}")).await.good()["rating"].clone();
    seen.push(("customer", class(&page["class"]), page["ruling"].is_object()));
    let history = client.get(&format!("/customers/{id}/ratings")).await.good()["months"][0].clone();
    seen.push(("history", class(&history["class"]), history["ruling"].is_object()));
    let why = client.get(&format!("/customers/{id}/ratings/{MONTH}")).await.good();
    seen.push(("explanation", class(&why["class"]), why["ruling"].is_object()));
    let month = client.get(&format!("/ratings/{MONTH}/customers?search={code}")).await.good()["rows"][0].clone();
    seen.push(("month", class(&month["class"]), month["because"].is_object()));
    let found = client.get(&format!("/search?q={code}")).await.good()["customers"][0].clone();
    seen.push(("search", class(&found["class"]), found["because"].is_object()));
    for (door, path) in
        [("export", format!("/customers/export?search={code}")), ("month's export", format!("/ratings/{MONTH}/export?search={code}"))]
    {
        let rows = workbook(&client.get(&path).await.bytes);
        let column = |words: &str| rows[0].iter().position(|cell| cell.contains(words)).unwrap();
        let row = rows.iter().find(|row| row.contains(&code.to_owned())).unwrap();
        let class = Some(row[column("等级")].clone()).filter(|text| !text.is_empty()).unwrap_or_else(|| "none".to_owned());
        seen.push((door, class, !row[column("等级依据")].is_empty()));
    }
    // The counts are made of the same classes.
    for (door, path, of) in [("structure", format!("/ratings/{MONTH}"), "count"), ("matrix", format!("/ratings/{MONTH}/matrix"), "count")] {
        let all = client.get(&path).await.good();
        let list = if door == "structure" { &all["classes"] } else { &all["cells"] };
        let field = if door == "structure" { "class" } else { "to" };
        let count: i64 =
            list.as_array().unwrap().iter().filter(|row| row[field] == list_class(&month)).map(|row| row[of].as_i64().unwrap()).sum();
        let listed = client.get(&format!("/ratings/{MONTH}/customers?class={}&limit=1", list_class(&month))).await.good();
        assert_eq!(count, listed["total"].as_i64().unwrap(), "{door}: a count and the list behind it");
    }
    seen
}

fn list_class(row: &Value) -> String {
    row["class"].as_str().unwrap_or("none").to_owned()
}

#[track_caller]
fn all(seen: &[(&'static str, String, bool)], class: &str, has_reason: bool) {
    for (door, found, reason) in seen {
        assert_eq!((found.as_str(), *reason), (class, has_reason), "{door}");
    }
}

/// A customer that somebody sees, with the class of its latest month and another one to ask for.
async fn rated(client: &Client<'_>) -> (Value, String, &'static str) {
    let row = client.get(&format!("/ratings/{MONTH}/customers?state=rated&limit=1")).await.good()["rows"][0].clone();
    let class = list_class(&row);
    let other = if class == "A" { "B" } else { "A" };
    (row, class, other)
}

/// A customer with a class of the latest month.
async fn of_class(client: &Client<'_>, class: &str) -> Value {
    client.get(&format!("/ratings/{MONTH}/customers?class={class}&limit=1")).await.good()["rows"][0].clone()
}

async fn rate_again(finance: &Client<'_>) {
    let job = finance.finished(&finance.post(&format!("/ratings/{MONTH}"), json!({})).await).await;
    assert_eq!(job["state"], "done", "{job}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_class_that_only_an_approval_gives_can_be_looked_for() {
    let server = Server::demo();
    let classes = server.as_demo("finance").await.get("/organisation").await.good()["classes"].clone();
    assert_eq!(classes, json!(["VIP", "A", "B", "C", "D", "PAY"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_class_by_hand_is_asked_approved_seen_everywhere_and_kept() {
    let server = Server::demo();
    let (ningbo, finance) = (server.as_demo("ningbo").await, server.as_demo("finance").await);
    let (customer, class, other) = rated(&ningbo).await;
    let path = format!("/customers/{}/ratings/{MONTH}/override", customer["id"]);
    let ask = |class: &str, seen: &Value| json!({ "class": class, "reason": "老客户，已当面核实", "until_month": "2026-12", "seen": seen });
    let asked = ningbo.post(&path, ask(other, &customer["seen"])).await.good();
    assert_eq!(
        (asked["class"].clone(), asked["asked"]["state"].clone()),
        (json!(class), json!("asked")),
        "what is only asked counts for nothing"
    );
    all(&doors(&finance, &customer).await, &class, false);

    // Somebody else answers; who asked cannot, and has no right to.
    let waiting = finance.get("/rulings?state=asked").await.good()["rows"][0].clone();
    assert_eq!((waiting["customer"]["code"].clone(), waiting["steps"][0]["by"].clone()), (customer["code"].clone(), json!("ningbo")));
    let answer = |seen: &Value, approve: bool| json!({ "rulings": [{ "ruling": waiting["id"], "seen": seen }], "approve": approve, "reason": "已见保函" });
    assert_eq!(ningbo.post("/rulings/answers", answer(&waiting["seen"], true)).await.code().0, 403);
    let stale = finance.post("/rulings/answers", answer(&json!(format!("1:0:{class}")), true)).await;
    assert_eq!(stale.code(), (409, "stale".to_owned()), "the page was older than the request");
    assert_eq!(finance.post("/rulings/answers", answer(&waiting["seen"], true)).await.good()["count"], 1);
    all(&doors(&finance, &customer).await, other, true);
    all(&doors(&ningbo, &customer).await, other, true);
    let late = finance.post("/rulings/answers", answer(&waiting["seen"], false)).await;
    assert_eq!(late.code(), (409, "stale".to_owned()), "a second answer is refused");
    assert!(late.json()["error"]["message_zh"].as_str().unwrap().contains("finance 批准：已见保函"), "{}", late.json());

    rate_again(&finance).await;
    all(&doors(&finance, &customer).await, other, true);
    let overridden = finance.get(&format!("/ratings/{MONTH}/customers?is_overridden=true")).await.good();
    assert_eq!((overridden["total"].clone(), overridden["rows"][0]["id"].clone()), (json!(1), customer["id"].clone()));
    let why = finance.get(&format!("/customers/{}/ratings/{MONTH}", customer["id"])).await.good();
    assert!(why["sentence"]["zh"].as_str().unwrap().starts_with(&format!("人工定为 {other} 级")), "{}", why["sentence"]);

    // A page that was opened before is refused with the difference.
    let old = ningbo.post(&path, ask("C", &customer["seen"])).await;
    assert_eq!(old.code(), (409, "stale".to_owned()));
    let said = old.json()["error"]["message_zh"].as_str().unwrap().to_owned();
    assert!(said.contains(&format!("变为 {other} 级")) && said.contains("ningbo 提出：老客户，已当面核实"), "{said}");

    let ruling = waiting["id"].clone();
    let end = json!({ "reason": "保函到期" });
    assert_eq!(ningbo.post(&format!("/rulings/{ruling}/revocation"), end.clone()).await.code().0, 403);
    let ended = finance.post(&format!("/rulings/{ruling}/revocation"), end.clone()).await.good();
    assert_eq!((ended["state"].clone(), ended["steps"][2]["reason"].clone()), (json!("revoked"), json!("保函到期")));
    all(&doors(&finance, &customer).await, &class, false);
    assert_eq!(finance.post(&format!("/rulings/{ruling}/revocation"), end).await.code(), (422, "refused".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_what_they_asked_for() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let customer = of_class(&finance, "C").await;
    let ask = json!({ "class": "B", "reason": "总经理特批", "until_month": "2026-11", "seen": customer["seen"] });
    finance.post(&format!("/customers/{}/ratings/{MONTH}/override", customer["id"]), ask).await.good();
    let waiting = finance.get("/rulings?state=asked").await.good()["rows"][0].clone();
    let answer = json!({ "rulings": [{ "ruling": waiting["id"], "seen": waiting["seen"] }], "approve": true, "reason": "同意提出的意见" });
    let own = finance.post("/rulings/answers", answer).await;
    assert_eq!(own.code(), (422, "refused".to_owned()));
    assert!(own.json()["error"]["message_zh"].as_str().unwrap().contains("不能由自己批准"));
    let back = finance.post(&format!("/rulings/{}/withdrawal", waiting["id"]), json!({})).await.good();
    assert_eq!(back["state"], "withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn pay_before_release_is_a_class_and_terms_until_it_is_revoked() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let pending = finance.get(&format!("/ratings/{MONTH}/customers?proposal=pending&limit=2")).await.good();
    let (customer, other) = (pending["rows"][0].clone(), pending["rows"][1].clone());
    let before = finance.get(&format!("/customers/{}", customer["id"])).await.good();
    let path = format!("/ratings/{MONTH}/proposals/answers");
    let answer = |rows: &[&Value], approve: bool| {
        let customers: Vec<Value> = rows.iter().map(|row| json!({ "customer": row["id"], "seen": row["seen"] })).collect();
        json!({ "customers": customers, "approve": approve, "reason": "逾期多次，先款后货" })
    };
    // One that is out of date keeps all back.
    let mut old = other.clone();
    old["seen"] = json!("1:7:D");
    assert_eq!(finance.post(&path, answer(&[&customer, &old], true)).await.code(), (409, "stale".to_owned()));
    all(&doors(&finance, &customer).await, "D", false);
    assert_eq!(finance.post(&path, answer(&[&customer], true)).await.good()["count"], 1);
    assert_eq!(finance.post(&path, answer(&[&other], false)).await.good()["count"], 1);
    all(&doors(&finance, &customer).await, "PAY", true);
    all(&doors(&finance, &other).await, "D", false);
    rate_again(&finance).await;
    all(&doors(&finance, &customer).await, "PAY", true);

    let structure = finance.get(&format!("/ratings/{MONTH}")).await.good();
    let pay = structure["classes"].as_array().unwrap().iter().find(|class| class["class"] == "PAY").unwrap().clone();
    assert_eq!(
        (pay["count"].clone(), structure["proposals"]["approved"].clone(), structure["proposals"]["refused"].clone()),
        (json!(1), json!(1), json!(1))
    );
    let after = finance.get(&format!("/customers/{}", customer["id"])).await.good();
    assert_eq!(after["terms"]["value"], "cash");
    assert!(after["terms_because"]["zh"].as_str().unwrap().contains("逾期多次，先款后货"));
    let own = |body: &Value| body["fields"].as_array().unwrap().iter().find(|field| field["name"] == "terms").unwrap()["value"].clone();
    assert_eq!(own(&after), own(&before), "the record's own terms are left alone");
    let listed = finance.get(&format!("/customers?search={}&terms=cash", customer["code"].as_str().unwrap())).await.good();
    assert_eq!(listed["total"], 1);
    let orders = finance.get(&format!("/customers/{}/open-orders", customer["id"])).await.good();
    assert_eq!(orders["open"], after["exposure"]["open"], "every open item is of a job or of none");
    let timeline = finance.get(&format!("/customers/{}/timeline?limit=1", customer["id"])).await.good();
    assert!(timeline["decisions"][0]["text"]["zh"].as_str().unwrap().contains("付款买单"), "{timeline}");

    let path = format!("/customers/{}/proposals/{MONTH}/decision", customer["id"]);
    let change_of_mind = json!({ "approve": false, "reason": "改主意了，不同意", "seen": after["rating"]["seen"] });
    let twice = finance.post(&path, change_of_mind).await;
    assert_eq!(twice.code(), (422, "refused".to_owned()));
    let ruling = after["rating"]["proposal"]["answer"]["id"].clone();
    finance.post(&format!("/rulings/{ruling}/revocation"), json!({ "reason": "欠款已结清" })).await.good();
    all(&doors(&finance, &customer).await, "D", false);
    let ended = finance.get(&format!("/customers/{}", customer["id"])).await.good();
    assert_eq!((ended["terms"].clone(), ended["terms_because"].clone()), (before["terms"].clone(), Value::Null));
    assert_eq!(ended["rating"]["proposal"]["state"], "pending", "and the rule asks again");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_was_changed_by_who_changed_it() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let customer = of_class(&finance, "C").await;
    let path = format!("/customers/{}", customer["id"]);
    let before = finance.get(&path).await.good();
    let ask = json!({ "class": "B", "reason": "总经理特批", "until_month": "2026-11", "seen": customer["seen"] });
    finance.post(&format!("{path}/ratings/{MONTH}/override"), ask).await.good();
    let after = finance.get(&path).await.good();
    assert_eq!((&after["changed_by"], &after["changed_at"]), (&before["changed_by"], &before["changed_at"]));
    assert_ne!(after["changed_by"], "finance", "a ruling is not a change of the record");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_run_stays_readable_and_a_month_can_be_taken_back() {
    let server = Server::demo();
    let (finance, ningbo) = (server.as_demo("finance").await, server.as_demo("ningbo").await);
    rate_again(&finance).await;
    let runs = finance.get(&format!("/ratings/{MONTH}/runs")).await.good();
    let (latest, first) = (runs[0]["run"].clone(), runs[1]["run"].clone());
    assert_eq!(
        (runs[0]["counts"].clone(), runs[1]["counts"].clone(), runs[0]["by"].clone()),
        (json!(true), json!(false), json!("finance"))
    );
    assert_eq!(finance.get(&format!("/ratings/{MONTH}?run={first}")).await.good()["run"], first);
    assert_eq!(finance.get(&format!("/ratings/{MONTH}")).await.good()["run"], latest);
    assert_eq!(finance.get(&format!("/ratings/2026-09?run={first}")).await.code(), (422, "refused".to_owned()), "a run of another month");
    let take_back = |run: &Value| json!({ "run": run, "reason": "收款尚未导入" });
    let path = format!("/ratings/{MONTH}/withdrawal");
    assert_eq!(ningbo.post(&path, take_back(&latest)).await.code().0, 403);
    assert_eq!(finance.post(&path, take_back(&first)).await.code(), (409, "stale".to_owned()), "it is not the one that counts");
    let left = finance.post(&path, take_back(&latest)).await.good();
    assert_eq!((left[0]["withdrawn"]["reason"].clone(), left[1]["counts"].clone()), (json!("收款尚未导入"), json!(true)));
    assert_eq!(finance.get(&format!("/ratings/{MONTH}")).await.good()["run"], first);
    assert_eq!(finance.get(&format!("/ratings/{MONTH}?run={latest}")).await.good()["withdrawn"]["by"], "finance");
    finance.post(&path, take_back(&first)).await.good();
    assert_eq!(finance.get(&format!("/ratings/{MONTH}")).await.code(), (404, "not_yet_rated".to_owned()));
    assert_eq!(finance.get("/ratings").await.good()[0]["month"], "2026-09");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workbench_shows_what_waits_for_whom() {
    let server = Server::demo();
    let (finance, ningbo, chen) = (server.as_demo("finance").await, server.as_demo("ningbo").await, server.as_demo("chen").await);
    let kinds = |bench: &Value| -> Vec<String> {
        bench["tasks"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
    };
    let (customer, _, other) = rated(&ningbo).await;
    let ask = json!({ "class": other, "reason": "总经理特批", "until_month": "2026-11", "seen": customer["seen"] });
    ningbo.post(&format!("/customers/{}/ratings/{MONTH}/override", customer["id"]), ask).await.good();
    let bench = finance.get("/workbench").await.good();
    assert_eq!(kinds(&bench)[..2], ["answer_rulings".to_owned(), "answer_proposals".to_owned()], "{bench}");
    let pending = finance.get(&format!("/ratings/{MONTH}/customers?proposal=pending&limit=1")).await.good()["total"].clone();
    assert_eq!(bench["tasks"][1]["count"], pending, "a count and the list behind it");
    assert_eq!(kinds(&ningbo.get("/workbench").await.good()), ["own_rulings"]);
    assert_eq!(kinds(&chen.get("/workbench").await.good()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_in_falls_due_by_the_terms_that_an_approval_sets() {
    let server = Server::demo();
    let finance = server.as_demo("finance").await;
    let pending = finance.get(&format!("/ratings/{MONTH}/customers?proposal=pending&limit=100")).await.good();
    let on_credit = |row: &&Value| row["terms"]["value"].as_str().is_some_and(|terms| terms.starts_with("days_"));
    let row = pending["rows"].as_array().unwrap().iter().find(on_credit).unwrap().clone();
    let body = json!({ "approve": true, "reason": "逾期多次，先款后货", "seen": row["seen"], "from_day": "2026-10-10" });
    finance.post(&format!("/customers/{}/proposals/{MONTH}/decision", row["id"]), body).await.good();
    let code = row["code"].as_str().unwrap();
    let file = format!("客户编号,发票号,开票日期,金额\n{code},PAY-1,2026-10-15,100.00\n{code},OLD-1,2026-10-05,100.00\n");
    let seen = finance.upload("十月发票.csv", file.as_bytes()).await.good();
    let run =
        finance.post(&format!("/imports/{}/run", seen["upload"].as_str().unwrap()), json!({ "recipe": seen["proposal"]["recipe"] })).await;
    assert_eq!(finance.finished(&run).await["state"], "done");
    let due = async |number: &str| {
        let timeline = finance.get(&format!("/customers/{}/timeline?kinds=charge&limit=20", row["id"])).await.good();
        let found = timeline["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|entry| entry["number"] == number)
            .unwrap_or_else(|| panic!("{timeline}"))
            .clone();
        found["due"].as_str().unwrap().to_owned()
    };
    assert_eq!(due("PAY-1").await, "2026-10-15", "cash is due at once");
    assert_ne!(due("OLD-1").await, "2026-10-05", "what was charged before the approval keeps the terms of then");
}
