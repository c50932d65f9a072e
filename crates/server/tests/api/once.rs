//! Idempotency keys (R15, P11).

use axum::http::Method;
use serde_json::{Value, json};
use testkit::world::{Plan, START};

use crate::call::{ALL_SCOPES, Answer, Api, ENGINES, id, once, request};

fn booking(key: &str, body: &Value, token: &str) -> axum::http::Request<axum::body::Body> {
    once(request(Method::POST, "/appointments", Some(key), Some(body)), token)
}

/// R15: fifty times the same request at once is one booking, and every answer is the same to the byte.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r15_the_same_key_50_times_in_parallel() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let wish = api.wish(START);
        let answers = api
            .at_once((0..50).map(|_| booking(&api.client, &wish, "k-1")).collect())
            .await;
        let first = &answers[0];
        for answer in &answers {
            assert_eq!(answer.status, 201, "{}", answer.text);
            assert_eq!(answer.text, first.text);
            assert_eq!(answer.header("location"), first.header("location"));
        }
        let replayed = answers
            .iter()
            .filter(|answer| answer.header("idempotency-replayed") == "true")
            .count();
        assert_eq!(replayed, 49);
        assert_eq!(
            api.get("/appointments").await.expect(200).body["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        // The link in a repeated answer works as in the first one.
        let link = first.body["manage_url"].as_str().unwrap();
        let token = link.rsplit('/').next().unwrap();
        let (stored, _) = api.world.app.appointment_by_link(token).await.unwrap();
        assert_eq!(stored.appointment.id.to_string(), id(&first.body));
    }
}

/// R15: another body is an error; another caller or another network is somebody else.
#[tokio::test]
async fn r15_same_key_other_body_and_other_callers() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let wish = api.wish(START);
        api.send(booking(&api.client, &wish, "k-1")).await.expect(201);
        let mut other = wish.clone();
        other["note"] = json!("ground floor, please");
        let refused = api.send(booking(&api.client, &other, "k-1")).await.expect(422);
        assert_eq!(refused.code(), "idempotency_key_reused");
        // The same fields in another order are the same request.
        let text = r#"{"client":CLIENT,"start":START,"service":SERVICE,"practitioner":WHO}"#
            .replace("CLIENT", &wish["client"].to_string())
            .replace("START", &wish["start"].to_string())
            .replace("SERVICE", &wish["service"].to_string())
            .replace("WHO", &wish["practitioner"].to_string());
        let mut reordered = booking(&api.client, &wish, "k-1");
        *reordered.body_mut() = axum::body::Body::from(text);
        assert_eq!(api.send(reordered).await.expect(201).header("idempotency-replayed"), "true");
        // Another caller of the same network does not get the first one's answer.
        assert_eq!(
            api.send(booking(&api.key, &wish, "k-1")).await.expect(409).code(),
            "slot_not_offered"
        );
        // The same key in another network is independent.
        let there = api.world.another_network("ailleurs").await;
        let their_key = api.key_of(there.network, &ALL_SCOPES).await;
        let mut theirs = wish.clone();
        theirs["practitioner"] = json!(there.practitioner);
        theirs["service"] = json!(there.service);
        api.send(booking(&their_key, &theirs, "k-1")).await.expect(201);
    }
}

/// P11: a refusal is not kept, so the same request can succeed later.
#[tokio::test]
async fn p11_refusals_are_not_kept() {
    let api = Api::new().await;
    let rival = api.booked().await;
    let wish = api.wish(START);
    api.send(booking(&api.client, &wish, "k-2")).await.expect(409);
    api.post_as_client(&format!("/appointments/{}/cancellation", id(&rival)), json!({}))
        .await
        .expect(200);
    let booked = api.send(booking(&api.client, &wish, "k-2")).await.expect(201);
    assert_eq!(booked.header("idempotency-replayed"), "");
}

/// Every act can be sent again: a second cancellation with the key is the first one's answer, without it a refusal.
#[tokio::test]
async fn every_act_can_be_sent_again() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let path = format!("/appointments/{}/cancellation", id(&booked));
    let call = |token: &str| {
        once(
            request(Method::POST, &path, Some(&api.client), Some(&json!({"reason": "ill"}))),
            token,
        )
    };
    let first = api.send(call("c-1")).await.expect(200);
    let again = api.send(call("c-1")).await.expect(200);
    assert_eq!((again.header("idempotency-replayed"), &again.text), ("true", &first.text));
    assert_eq!(api.send(call("c-2")).await.expect(409).code(), "already_ended");
}

#[tokio::test]
async fn an_absence_can_be_sent_again() {
    let api = Api::new().await;
    let path = format!("/practitioners/{}/absences", api.world.practitioner);
    let body = json!({"start": "2026-03-03T00:00:00+01:00", "end": "2026-03-04T00:00:00+01:00"});
    let call = || once(request(Method::POST, &path, Some(&api.key), Some(&body)), "a-1");
    let answers: Vec<Answer> = vec![api.send(call()).await.expect(201), api.send(call()).await.expect(201)];
    assert_eq!(answers[0].text, answers[1].text);
    assert_eq!(answers[1].header("idempotency-replayed"), "true");
    assert_eq!(api.get(&path).await.expect(200).body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn keys_have_a_length() {
    let api = Api::new().await;
    let wish = api.wish(START);
    let long = "k".repeat(256);
    for (key, status) in [("", 422), (long.as_str(), 422), (&long[1..], 201)] {
        let answer = api.send(booking(&api.client, &wish, key)).await.expect(status);
        if status == 422 {
            assert_eq!(answer.field(), "Idempotency-Key");
        }
    }
}
