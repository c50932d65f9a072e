//! Bad input: 4xx with the field and the reason, never 5xx, and nothing changed (S2, S5, S10).

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use testkit::world::{Plan, START};

use crate::call::{Api, ENGINES, id, request};

/// The booking with one value replaced; the path is dotted.
fn with(mut wish: Value, path: &str, value: Value) -> Value {
    let mut place = &mut wish;
    for part in path.split('.') {
        place = &mut place[part];
    }
    *place = value;
    wish
}

#[tokio::test]
async fn s10_values_that_cannot_be_used() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        for (field, value) in [
            ("start", json!("2026-03-03T14:30:00")),
            ("start", json!("2026-03-03T14:30:00+01:00[Mars/Olympus]")),
            ("start", json!("2026-03-29T02:30")),
            ("start", json!("soon")),
            ("start", json!(1_772_544_600)),
            ("start", json!("9999-12-31T23:59:59Z")),
            ("start", Value::Null),
            ("practitioner", json!("claire")),
            ("practitioner", json!("srv_00000000000000000000000000000001")),
            ("practitioner", json!({})),
            ("service", json!(7)),
            ("place", json!("plc_1")),
            ("client", json!("Zoé")),
            ("client", Value::Null),
            ("client.name", json!("")),
            ("client.name", json!("x".repeat(10_000))),
            ("client.name", json!("Zoé\r\nBcc: everybody@example.org")),
            ("client.name", json!("Zoé\u{0}")),
            ("client.name", json!(["Zoé"])),
            ("client.email", json!("zoe")),
            ("client.email", json!("zoe@example.org\r\nBcc: a@b.org")),
            ("client.email", json!("")),
            ("client.email", Value::Null),
            ("client.email", json!(format!("{}@example.org", "x".repeat(10_000)))),
            ("client.phone", json!("call me")),
            ("client.phone", json!(612_345_678)),
            ("client.language", json!("de")),
            ("note", json!("x".repeat(2_001))),
            ("note", json!("a\u{0}b")),
            ("note", json!(true)),
            ("as", json!("admin")),
            ("as", json!(1)),
        ] {
            let wish = with(api.wish(START), field, value.clone());
            let answer = api.post_as_client("/appointments", wish).await.expect(422);
            let value = value.to_string();
            assert_eq!(
                (answer.code(), answer.field()),
                ("invalid", field),
                "{value:.60} -> {}",
                answer.text
            );
            assert!(
                !answer.body["errors"][0]["detail"].as_str().unwrap().contains('⟦'),
                "{}",
                answer.text
            );
        }
        assert_eq!(api.get("/appointments").await.expect(200).body["items"], json!([]));
    }
}

/// All fields at fault are named at once.
#[tokio::test]
async fn every_fault_is_named() {
    let api = Api::new().await;
    let mut wish = api.wish(START);
    wish["client"] = json!({"name": " ", "email": "zoe", "phone": "12"});
    let answer = api.post_as_client("/appointments", wish).await.expect(422);
    let fields: Vec<&str> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["client.name", "client.email", "client.phone"]);
}

#[tokio::test]
async fn bodies_that_are_not_what_they_should_be() {
    let api = Api::new().await;
    let deep = "[".repeat(100_000);
    let big = format!("{{\"note\":\"{}\"}}", "x".repeat(300_000));
    for (kind, body, status, code) in [
        ("application/json", "{", 400, "body_malformed"),
        ("application/json", "start=now", 400, "body_malformed"),
        ("application/json", "{\"start\": \"\\ud800\"}", 422, "invalid"),
        ("application/json; charset=utf-8", "{}", 422, "invalid"),
        ("application/json", "", 422, "invalid"),
        ("application/json", "[]", 422, "invalid"),
        ("application/json", "null", 422, "invalid"),
        ("text/plain", "{}", 415, "body_not_json"),
        ("application/x-www-form-urlencoded", "start=now", 415, "body_not_json"),
        ("", "{}", 415, "body_not_json"),
    ] {
        let call = Request::post("/api/v1/appointments")
            .header(header::AUTHORIZATION, format!("Bearer {}", api.client))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let answer = api.send(call).await.expect(status);
        assert_eq!(answer.code(), code, "{kind} {body}");
    }
    for body in [deep, big] {
        let answer = api.send(raw(&api, body.into())).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }
    let answer = api.send(raw(&api, Body::from(vec![0xff, 0xfe, b'{']))).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

fn raw(api: &Api, body: Body) -> Request<Body> {
    let bearer = format!("Bearer {}", api.client);
    Request::post("/api/v1/appointments")
        .header(header::AUTHORIZATION, bearer)
        .header(header::CONTENT_TYPE, "application/json")
        .body(body)
        .unwrap()
}

/// S5: what is not the declared method with a JSON body changes nothing.
#[tokio::test]
async fn s5_nothing_changes_by_another_method_or_from_another_site() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let path = format!("/appointments/{}/cancellation", id(&booked));
    let body = json!({"as": "staff", "reason": "ill"});
    for method in [
        Method::GET,
        Method::HEAD,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ] {
        let answer = api
            .send(request(method.clone(), &path, Some(&api.key), Some(&body)))
            .await
            .expect(405);
        if method != Method::HEAD {
            assert_eq!(answer.code(), "method_not_allowed", "{method}");
        }
    }
    for (name, value) in [("x-http-method-override", "POST"), ("x-method-override", "POST")] {
        let mut call = request(Method::GET, &path, Some(&api.key), None);
        call.headers_mut().insert(name, value.parse().unwrap());
        api.send(call).await.expect(405);
    }
    for (name, value) in [("origin", "https://elsewhere.example"), ("sec-fetch-site", "cross-site")] {
        let mut call = request(Method::POST, &path, Some(&api.key), Some(&body));
        call.headers_mut().insert("host", "127.0.0.1:8080".parse().unwrap());
        call.headers_mut().insert(name, value.parse().unwrap());
        api.send(call).await.expect(403);
    }
    let mut call = request(Method::POST, &path, Some(&api.key), Some(&body));
    call.headers_mut().insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    api.send(call).await.expect(415);
    // A signed-in browser's cookie is no key.
    let mut call = request(Method::POST, &path, None, Some(&body));
    call.headers_mut().insert(header::COOKIE, "session=abc".parse().unwrap());
    api.send(call).await.expect(401);
    assert_eq!(
        api.get(&format!("/appointments/{}", id(&booked))).await.expect(200).body["version"],
        1
    );
}

/// Ids that are none, or of another kind, are not found.
#[tokio::test]
async fn ids_that_are_none() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let other_kind = id(&booked).replace("apt_", "prc_");
    for wrong in [
        "apt_00000000000000000000000000000001",
        "apt_1",
        "1",
        "a%00b",
        "%FF",
        "..",
        &other_kind,
    ] {
        api.get(&format!("/appointments/{wrong}")).await.expect(404);
        api.post(&format!("/appointments/{wrong}/cancellation"), json!({}))
            .await
            .expect(404);
        api.get(&format!("/practitioners/{wrong}/hours")).await.expect(404);
    }
}
