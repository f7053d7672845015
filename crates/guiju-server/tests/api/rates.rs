//! Exchange rates: kept by whoever imports, used by the next file.

use serde_json::json;

use crate::support::Server;

#[tokio::test(flavor = "multi_thread")]
async fn rates_are_kept_all_or_none_and_replaced_by_day() {
    let server = Server::demo();
    let (finance, chen) = (server.as_demo("finance").await, server.as_demo("chen").await);
    let put = |rows: serde_json::Value| json!({ "rows": rows });
    let kept = finance.put("/rates", put(json!([{ "currency": "jpy", "date": "2026-10-01", "rate": "0.0471" }, { "currency": "JPY", "date": "2026-11-01", "rate": "0.05" }]))).await.good();
    let of_yen = |body: &serde_json::Value| -> Vec<String> {
        let rows = body["rows"].as_array().unwrap().iter().filter(|row| row["currency"] == "JPY");
        rows.map(|row| format!("{} {}", row["date"].as_str().unwrap(), row["rate"].as_str().unwrap())).collect()
    };
    assert_eq!(of_yen(&kept), ["2026-11-01 0.05", "2026-10-01 0.0471"]);
    let again = finance.put("/rates", put(json!([{ "currency": "JPY", "date": "2026-11-01", "rate": "0.049" }]))).await.good();
    assert_eq!(of_yen(&again), ["2026-11-01 0.049", "2026-10-01 0.0471"]);
    let refused = [
        (
            json!([{ "currency": "JPY", "date": "2026-12-01", "rate": "0.05" }, { "currency": "EUR", "date": "2026-12-01", "rate": "-1" }]),
            "大于 0",
        ),
        (json!([{ "currency": "CNY", "date": "2026-12-01", "rate": "1" }]), "本位币"),
        (json!([{ "currency": "dollars", "date": "2026-12-01", "rate": "7" }]), "币别代码"),
        (json!([]), "一次可处理"),
    ];
    for (rows, words) in refused {
        let answer = finance.put("/rates", put(rows.clone())).await;
        assert_eq!(answer.status.as_u16(), 422, "{rows}");
        assert!(answer.json()["error"]["message_zh"].as_str().unwrap().contains(words), "{rows}: {}", answer.json());
    }
    assert_eq!(of_yen(&finance.get("/rates").await.good()).len(), 2, "of a refused list nothing is kept");
    assert_eq!(chen.put("/rates", put(json!([{ "currency": "JPY", "date": "2026-12-01", "rate": "1" }]))).await.code().0, 403);
}
