//! Cancelling, moving, answering, recording, with previews and history (R4, R5, R11, MED1, SBM, TRW-02).

use axum::http::Method;
use domain::service::BookedBy;
use serde_json::{Value, json};
use testkit::world::{Plan, START};

use crate::call::{Api, ENGINES, id, request};

const LATER: &str = "2026-03-05T10:00:00+01:00";

/// MED1-04, MED1-05: the preview says what the act does, with the deadline as a moment of the place.
#[tokio::test]
async fn med1_05_cancellation_and_its_preview() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let path = format!("/appointments/{}/cancellation", id(&booked));
    let preview = api.get(&format!("{path}/preview")).await.expect(200).body;
    assert_eq!(
        (&preview["answer"], &preview["version"], &preview["state"]),
        (&json!("allow"), &json!(1), &json!("cancelled"))
    );
    assert_eq!(preview["deadline"], "2026-03-02T14:30:00+01:00");
    assert_eq!(preview["because"][0]["rule"], "enough_notice");
    assert_eq!(preview["because"][0]["facts"]["deadline_at"], "2026-03-02T14:30:00+01:00");
    assert!(
        preview["because"][0]["sentence"].as_str().unwrap().contains("24"),
        "{preview}"
    );
    let told: Vec<&Value> = preview["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| &message["to"])
        .collect();
    assert_eq!(told, [&json!("client"), &json!("practitioner")]);
    // Late, it is a warning; what was seen was more generous, so the act asks to look again.
    api.world.advance_to_before_start(60);
    let preview = api.get(&format!("{path}/preview")).await.expect(200).body;
    assert_eq!(
        (&preview["answer"], &preview["deadline"]),
        (&json!("allow_with_warning"), &Value::Null)
    );
    let stricter = api.post_as_client(&path, json!({"seen": "allow"})).await.expect(409);
    assert_eq!(
        (stricter.code(), &stricter.body["facts"]["answer"]),
        ("became_stricter", &json!("allow_with_warning"))
    );
    let done = api
        .post_as_client(&path, json!({"seen": "allow_with_warning", "version": 1, "reason": "ill"}))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (&done["state"], &done["cancelled_by"], &done["version"]),
        (&json!("cancelled"), &json!("client"), &json!(2))
    );
    let again = api.post_as_client(&path, json!({})).await.expect(409);
    assert_eq!(
        (again.code(), &again.body["facts"]["state"]),
        ("already_ended", &json!("cancelled"))
    );
}

/// SBM-13: after the start a client is sent to somebody; staff are not bound, and it is recorded (SBM-11).
#[tokio::test]
async fn sbm_13_refused_with_whom_to_contact() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let path = format!("/appointments/{}/cancellation", id(&booked));
    api.world.advance_to_before_start(-1);
    for answer in [
        api.post_as_client(&path, json!({})).await,
        api.get(&format!("{path}/preview")).await,
    ] {
        let refused = answer.expect(409);
        assert_eq!(refused.code(), "outside_terms");
        assert_eq!(refused.body["facts"]["deadline_at"], START);
        assert_eq!(refused.body["contact"]["email"], "claire-lenoir@lilas.example");
    }
    let body = json!({"as": "staff", "asked_by": "client", "reason": "ill", "quietly": true});
    let done = api.post(&path, body).await.expect(200).body;
    assert_eq!(done["cancelled_by"], "client");
    let history = api
        .get(&format!("/appointments/{}/history", id(&booked)))
        .await
        .expect(200)
        .body;
    let change = &history["items"][1];
    // TRW-02: who clicked, who asked and why are three facts.
    assert_eq!(
        (&change["by"]["role"], &change["asked_by"], &change["reason"]),
        (&json!("staff"), &json!("client"), &json!("ill"))
    );
    assert!(change["by"]["id"].as_str().unwrap().starts_with("key_"));
    assert_eq!(change["because"][0]["rule"], "staff_not_bound");
}

/// WEC-03: what staff must enter is asked for by name of the refusal; a client moves for the client only.
#[tokio::test]
async fn wec_03_what_must_be_entered_and_who_may_say_what() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let path = format!("/appointments/{}/cancellation", id(&booked));
    assert_eq!(
        api.post(&path, json!({"as": "staff"})).await.expect(422).code(),
        "reason_missing"
    );
    let move_path = format!("/appointments/{}/reschedule", id(&booked));
    let moved = json!({"start": "2026-03-04T10:00:00+01:00", "asked_by": "business"});
    for (path, body, field) in [(&move_path, moved, "asked_by"), (&path, json!({"quietly": true}), "quietly")] {
        let answer = api.post_as_client(path, body).await.expect(422);
        assert_eq!(
            (answer.field(), answer.body["errors"][0]["code"].as_str()),
            (field, Some("only_staff"))
        );
    }
    assert_eq!(
        api.post_as_client(&path, json!({"as": "staff"})).await.expect(403).code(),
        "scope_missing"
    );
    assert_eq!(
        api.get(&format!("/appointments/{}", id(&booked))).await.expect(200).body["version"],
        1
    );
}

/// WEC-09: a client says that the professional asked for it: nothing counts, no limit binds, and support is told; the preview says so.
#[tokio::test]
async fn wec_09_a_client_says_who_asked() {
    let never = json!({"client_cancel": {"ladder": {"steps": [], "after_start": "refuse_and_contact"}}});
    let api = Api::on(
        ENGINES[0],
        Plan {
            policy: never,
            ..Plan::default()
        },
    )
    .await;
    let path = format!("/appointments/{}/cancellation", id(&api.booked().await));
    api.post_as_client(&path, json!({})).await.expect(409);
    let seen = api
        .get(&format!("{path}/preview?as=client&asked_by=business"))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (&seen["answer"], &seen["consequences"]["opens_case"]),
        (&json!("allow"), &json!(true))
    );
    let done = api
        .post_as_client(&path, json!({"asked_by": "business"}))
        .await
        .expect(200)
        .body;
    assert_eq!(done["cancelled_by"], "business");
    let standing = api.world.app.standing(api.world.network, api.world.business).await.unwrap();
    assert!(standing.strikes.is_empty() && standing.measures.is_empty());
}

/// SBM-12: a move keeps identity and price; the old time becomes free.
#[tokio::test]
async fn sbm_12_a_move_and_its_preview() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let path = format!("/appointments/{}/reschedule", id(&booked));
    let preview = api
        .get(&format!("{path}/preview?start={}", LATER.replace('+', "%2B")))
        .await
        .expect(200)
        .body;
    assert_eq!((&preview["answer"], &preview["start"]), (&json!("allow"), &json!(LATER)));
    assert_eq!(preview["deadline"], "2026-03-02T14:30:00+01:00");
    let moved = api
        .post_as_client(&path, json!({"start": LATER, "version": 1, "seen": "allow"}))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (&moved["id"], &moved["start"], &moved["version"]),
        (&booked["id"], &json!(LATER), &json!(2))
    );
    assert_eq!(moved["moves"], 1);
    let history = api
        .get(&format!("/appointments/{}/history", id(&booked)))
        .await
        .expect(200)
        .body;
    let change = &history["items"][1];
    assert_eq!(
        (&change["kind"], &change["from"], &change["to"]),
        (&json!("moved"), &json!(START), &json!(LATER))
    );
    api.booked().await;
    for (start, status, code) in [
        (LATER, 422, "same_time"),
        (START, 409, "slot_not_offered"),
        ("2026-03-05T03:00:00+01:00", 422, "slot_not_offered"),
    ] {
        let answer = api.post_as_client(&path, json!({"start": start})).await.expect(status);
        assert_eq!(answer.code(), code, "{start}");
        let preview = api.get(&format!("{path}/preview?start={}", start.replace('+', "%2B"))).await;
        assert_eq!((preview.status.as_u16(), preview.code()), (status, code), "{start}");
    }
}

/// R11: the same move twice, then in parallel, then after a cancellation: one active booking, later ones see the live version.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r11_a_move_with_the_version_that_was_seen() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let booked = api.booked().await;
        let path = format!("/appointments/{}/reschedule", id(&booked));
        let to = |start: &str, version: u32| {
            let body = json!({"start": start, "version": version});
            request(Method::POST, &path, Some(&api.client), Some(&body))
        };
        let answers = api
            .at_once(vec![
                to(LATER, 1),
                to("2026-03-06T10:00:00+01:00", 1),
                to("2026-03-07T10:00:00+01:00", 1),
            ])
            .await;
        let won = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(won, 1);
        for lost in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!(
                (lost.status.as_u16(), lost.code(), &lost.body["facts"]["version"]),
                (409, "changed_meanwhile", &json!(2))
            );
            assert_eq!(
                lost.body["detail"],
                "This appointment has changed in the meantime. Look at where it stands, then choose."
            );
        }
        let cancel = format!("/appointments/{}/cancellation", id(&booked));
        assert_eq!(
            api.post_as_client(&cancel, json!({"version": 1})).await.expect(409).code(),
            "changed_meanwhile"
        );
        api.post_as_client(&cancel, json!({"version": 2})).await.expect(200);
        assert_eq!(api.send(to(LATER, 3)).await.expect(409).code(), "already_ended");
        let live = api.get("/appointments?state=booked").await.expect(200);
        assert!(live.body["items"].as_array().unwrap().is_empty());
    }
}

/// R4, R5: of two requests for one time one is approved, once; the other can be declined.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r5_approvals() {
    for engine in ENGINES {
        let api = Api::on(
            engine,
            Plan {
                booked_by: BookedBy::Approval,
                ..Plan::default()
            },
        )
        .await;
        let (first, second) = (api.booked().await, api.booked().await);
        let approve = |request_id: &str| {
            let path = format!("/appointments/{request_id}/approval");
            request(Method::POST, &path, Some(&api.key), None)
        };
        let (first, second) = (id(&first), id(&second));
        let answers = api
            .at_once(vec![approve(&first), approve(&second), approve(&first), approve(&second)])
            .await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        for lost in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!(lost.status, 409, "{}", lost.text);
            assert!(["slot_taken", "not_waiting"].contains(&lost.code()), "{}", lost.text);
        }
        let waiting = api.get("/appointments?state=requested").await.expect(200).body;
        let left = id(&waiting["items"][0]);
        let declined = api
            .post(&format!("/appointments/{left}/decline"), json!({"message": "Another day?"}))
            .await
            .expect(200)
            .body;
        assert_eq!(declined["state"], "declined");
        assert_eq!(
            api.post(&format!("/appointments/{left}/decline"), json!({}))
                .await
                .expect(409)
                .code(),
            "not_waiting"
        );
    }
}

#[tokio::test]
async fn what_came_of_it() {
    for (act, state) in [("fulfilment", "fulfilled"), ("no-show", "no_show")] {
        let api = Api::new().await;
        let booked = api.booked().await;
        let path = format!("/appointments/{}/{act}", id(&booked));
        assert_eq!(api.post(&path, json!({})).await.expect(409).code(), "not_begun");
        api.world.advance_to_before_start(-30);
        assert_eq!(api.post(&path, json!({})).await.expect(200).body["state"], state);
        assert_eq!(api.post(&path, json!({})).await.expect(409).code(), "not_booked");
    }
}

/// Pages and API call the same actions: what the one did, the other shows.
#[tokio::test]
async fn a_change_over_the_api_is_seen_through_the_link() {
    let api = Api::new().await;
    let link = api.world.booked(START).await;
    let apt = link.stored.appointment.id;
    api.post_as_client(&format!("/appointments/{apt}/reschedule"), json!({"start": LATER}))
        .await
        .expect(200);
    let (seen, _) = api.world.app.appointment_by_link(&link.token).await.unwrap();
    assert_eq!(seen.appointment.when.start, LATER.parse().unwrap());
}
