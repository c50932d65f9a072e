//! Booking: the happy path, rivals, and what the server derives again (R1, R7, R14, R17, R18, R22).

use axum::body::Body;
use axum::http::{Method, Request};
use domain::service::BookedBy;
use serde_json::{Value, json};
use testkit::world::{Plan, START};

use crate::call::{Answer, Api, ENGINES, id, request};

#[tokio::test]
async fn a_booking_answers_with_its_address_and_link_once() {
    let api = Api::new().await;
    let answer = api.post_as_client("/appointments", api.wish(START)).await.expect(201);
    let id = id(&answer.body);
    assert_eq!(answer.header("location"), format!("/api/v1/appointments/{id}"));
    assert_eq!(answer.body["state"], "booked");
    assert_eq!(
        (&answer.body["start"], &answer.body["time_zone"]),
        (&json!(START), &json!("Europe/Paris"))
    );
    assert_eq!(
        (&answer.body["version"], &answer.body["price"]["minor"]),
        (&json!(1), &json!(6000))
    );
    // The link opens the page of this appointment.
    let link = answer.body["manage_url"]
        .as_str()
        .unwrap()
        .strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned();
    let page = api
        .send(Request::builder().uri(&link).body(Body::empty()).unwrap())
        .await
        .expect(200);
    assert!(page.text.contains("Claire Lenoir"));
    // No other answer has the link.
    for path in [
        format!("/appointments/{id}"),
        "/appointments".into(),
        format!("/appointments/{id}/history"),
    ] {
        let read = api.get(&path).await.expect(200);
        assert!(!read.text.contains("manage_url") && !read.text.contains("/r/"), "{path}");
    }
    let read = api.get(&format!("/appointments/{id}")).await.expect(200);
    assert_eq!(read.body["client_contact"]["email"], "zoe@example.org");
    assert_eq!(read.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_service_on_approval_answers_with_a_request() {
    let api = Api::with(Plan {
        booked_by: BookedBy::Approval,
        ..Plan::default()
    })
    .await;
    let request = api.booked().await;
    assert_eq!(request["state"], "requested");
    assert_eq!(request["answer_by"], "2026-02-22T09:00:00+01:00");
    // Staff who book have approved by doing so.
    let mut wish = api.wish("2026-03-04T09:00:00+01:00");
    wish["as"] = json!("staff");
    assert_eq!(api.post("/appointments", wish).await.expect(201).body["state"], "booked");
}

/// R1: thirty-two clients, one slot.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r1_one_of_32_rivals_wins() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let rival = |n: usize| {
            let mut wish = api.wish(START);
            wish["client"] = json!({"name": format!("Rival {n}"), "email": format!("rival{n}@example.org")});
            request(Method::POST, "/appointments", Some(&api.client), Some(&wish))
        };
        let answers = api.at_once((0..32).map(rival).collect()).await;
        let with = |status: u16| answers.iter().filter(move |answer| answer.status == status).count();
        assert_eq!((with(201), with(409)), (1, 31));
        for lost in answers.iter().filter(|answer| answer.status == 409) {
            assert_eq!(
                (lost.code(), &lost.body["facts"]["reason"]),
                ("slot_not_offered", &json!("taken"))
            );
            assert_eq!(lost.body["nearest"].as_array().unwrap().len(), 3);
        }
        let list = api.get("/appointments").await.expect(200);
        assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
    }
}

/// R2: who comes second is told what is near and whom to ask.
#[tokio::test]
async fn r2_the_second_is_offered_the_nearest() {
    let api = Api::new().await;
    api.booked().await;
    let late = api.post_as_client("/appointments", api.wish(START)).await.expect(409);
    assert_eq!(late.header("content-type"), "application/problem+json");
    assert_eq!(late.body["detail"], "This time has just been taken.");
    assert_eq!(late.body["time_zone"], "Europe/Paris");
    assert_eq!(late.body["contact"]["name"], "Claire Lenoir");
    for slot in late.body["nearest"].as_array().unwrap() {
        let start = slot["start"].as_str().unwrap();
        assert!(start.ends_with("+01:00"), "{start}");
        assert_ne!(start, START);
    }
    // Offered is bookable (R22).
    let near = late.body["nearest"][0]["start"].as_str().unwrap();
    api.booked_at(near).await;
}

/// R6: overlap counts, not equality of starts.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r6_overlapping_services_of_two_lengths() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let long = api.wish("2026-03-03T09:00:00+01:00");
        let mut short = api.wish("2026-03-03T09:30:00+01:00");
        short["service"] = json!(api.world.short_service);
        let call = |body: &Value| request(Method::POST, "/appointments", Some(&api.client), Some(body));
        let answers = api.at_once(vec![call(&long), call(&short), call(&long), call(&short)]).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    }
}

/// R7: ranges are half-open; a buffer makes neighbours meet.
#[tokio::test]
async fn r7_touching_slots() {
    for (buffer, second) in [(0, 201), (10, 409)] {
        let api = Api::with(Plan {
            buffer_after_minutes: buffer,
            ..Plan::default()
        })
        .await;
        api.booked_at("2026-03-03T09:00:00+01:00").await;
        api.post_as_client("/appointments", api.wish("2026-03-03T10:00:00+01:00"))
            .await
            .expect(second);
    }
}

/// R14: a cancelled time can be had again.
#[tokio::test]
async fn r14_booked_again_after_a_cancellation() {
    let api = Api::new().await;
    for _ in 0..3 {
        let booked = api.booked().await;
        api.post_as_client(&format!("/appointments/{}/cancellation", id(&booked)), json!({}))
            .await
            .expect(200);
    }
    api.booked().await;
}

/// R18: the server derives the slot again, whatever was sent.
#[tokio::test]
async fn r18_what_is_not_offered_is_refused() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        for (start, status, reason) in [
            ("2026-03-03T03:00:00+01:00", 422, "closed"),
            ("2026-03-03T17:30:00+01:00", 422, "closed"),
            ("2026-02-19T09:00:00+01:00", 422, "past"),
            ("2026-02-20T09:00:01+01:00", 422, "too_soon"),
            ("2026-03-03T14:31:00+01:00", 422, "off_grid"),
            ("2026-03-03T14:30:00.000001+01:00", 422, "off_grid"),
            ("2026-12-01T09:00:00+01:00", 422, "too_far"),
            ("2199-12-31T09:00:00+01:00", 422, "too_far"),
            ("1970-01-01T09:00:00+01:00", 422, "past"),
        ] {
            let answer = api.post_as_client("/appointments", api.wish(start)).await.expect(status);
            assert_eq!(
                (answer.code(), &answer.body["facts"]["reason"]),
                ("slot_not_offered", &json!(reason)),
                "{start}"
            );
        }
        // On a closed day nothing is offered at all.
        let hours = api
            .get(&format!("/practitioners/{}/hours", api.world.practitioner))
            .await
            .expect(200)
            .body;
        let mut closed = hours.clone();
        closed["closed_days"] = json!(["2026-03-03"]);
        let path = format!("/practitioners/{}/hours", api.world.practitioner);
        api.send(request(Method::PUT, &path, Some(&api.key), Some(&closed)))
            .await
            .expect(200);
        assert_eq!(
            api.post_as_client("/appointments", api.wish(START)).await.expect(422).body["facts"]["reason"],
            "closed"
        );
        assert!(
            api.get("/appointments").await.expect(200).body["items"]
                .as_array()
                .unwrap()
                .is_empty()
        );
    }
}

/// R18, I7: ids of another network are not found, wherever they are put.
#[tokio::test]
async fn r18_ids_of_another_network() {
    let api = Api::new().await;
    let other = api.world.another_network("ailleurs").await;
    for (field, foreign, unknown) in [
        ("service", json!(other.service), json!("srv_00000000000000000000000000000001")),
        (
            "practitioner",
            json!(other.practitioner),
            json!("prc_00000000000000000000000000000001"),
        ),
        ("place", json!(other.place), json!("plc_00000000000000000000000000000001")),
    ] {
        let mut texts = Vec::new();
        for value in [foreign, unknown] {
            let mut wish = api.wish(START);
            wish[field] = value;
            texts.push(api.post_as_client("/appointments", wish).await.expect(404).text);
        }
        assert_eq!(texts[0], texts[1], "{field}");
    }
}

/// R17, I1: only staff overlap, and only saying why.
#[tokio::test]
async fn r17_only_staff_may_force_and_must_say_why() {
    let api = Api::new().await;
    api.booked().await;
    let forced = |role: &str, reason: &str| {
        let mut wish = api.wish(START);
        wish["as"] = json!(role);
        wish["force"] = json!(reason);
        wish
    };
    let code = |answer: Answer| answer.code().to_owned();
    assert_eq!(
        code(api.post("/appointments", forced("client", "please")).await.expect(422)),
        "force_not_allowed"
    );
    assert_eq!(
        code(api.post("/appointments", forced("staff", "  ")).await.expect(422)),
        "force_not_allowed"
    );
    let placed = api
        .post("/appointments", forced("staff", "twins, together"))
        .await
        .expect(201);
    assert_eq!(placed.body["forced"], true);
    let history = api
        .get(&format!("/appointments/{}/history", id(&placed.body)))
        .await
        .expect(200);
    assert_eq!(history.body["items"][0]["because"][0]["rule"], "forced");
    // Far ahead and at odd hours too, without breaking anything.
    let mut wish = forced("staff", "on tour");
    wish["start"] = json!("2199-12-31T23:59:59Z");
    api.post("/appointments", wish).await.expect(201);
}
