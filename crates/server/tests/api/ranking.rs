//! The order of businesses with its reasons, and statements of reasons in words.

use axum::http::Method;
use serde_json::json;
use testkit::world::Plan;

use crate::call::{Api, ENGINES, id, request};

fn plan() -> Plan {
    Plan {
        policy: json!({ "ranking": { "enabled": true } }),
        ..Plan::default()
    }
}

/// TRW-08, L13, L11: the order is public with every parameter and what it came to; a fall has its statement, in the reader's language.
#[tokio::test]
async fn trw_08_l13_the_order_says_why() {
    for engine in ENGINES {
        let api = Api::on(engine, plan()).await;
        let begun = api
            .send(request(Method::GET, "/networks/lumiere/ranking", None, None))
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&begun["enabled"], &begun["items"][0]["score"]),
            (&json!(true), &json!(80_000))
        );
        let parameters: Vec<&str> = begun["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|parameter| parameter["parameter"].as_str())
            .collect();
        assert_eq!(parameters, ["start", "honoured", "cancelled", "late_cancelled", "missed"]);
        let appointment = id(&api.booked().await);
        api.post(
            &format!("/appointments/{appointment}/cancellation"),
            json!({"reason": "ill", "as": "staff"}),
        )
        .await;
        let place = api
            .get(&format!("/networks/{}/ranking", api.world.network))
            .await
            .expect(200)
            .body["items"][0]
            .clone();
        let taken: u64 = place["why"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|part| part["takes"].as_u64())
            .sum();
        assert_eq!(place["score"].as_u64().unwrap() + taken, 100_000);
        assert!(place["score"].as_u64().unwrap() < 80_000, "{place}");
        let standing = api.world.app.standing(api.world.network, api.world.business).await.unwrap();
        let path = format!("/measures/{}/statement", standing.measures[0].id);
        let told = api.get(&path).await.expect(200).body;
        assert!(told["title"].as_str().unwrap().starts_with("Rank lowered"), "{told}");
        assert_eq!(told["automatic"], true);
        assert!(told["facts"].as_array().unwrap().len() >= 2, "{told}");
        assert!(told["remedy"].as_str().unwrap().contains("7\u{a0}days"), "{told}");
    }
}

#[tokio::test]
async fn l13_a_network_that_does_not_rank_says_so() {
    let api = Api::new().await;
    let body = api.get("/networks/lumiere/ranking").await.expect(200).body;
    assert_eq!((&body["enabled"], &body["items"]), (&json!(false), &json!([])));
}
