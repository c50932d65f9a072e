//! Proposed moves through the API: previews, one answer, the old time untouched until then (WEC+10, WEC+19, WEC-06, WEC-07).

use axum::http::Method;
use serde_json::{Value, json};
use testkit::world::{Plan, START};

use crate::call::{Answer, Api, ENGINES, id, request};

const WEDNESDAY: &str = "2026-03-04T10:00:00+01:00";
const THURSDAY: &str = "2026-03-05T10:00:00+01:00";

/// A network where a client's move waits for the business.
fn must_agree() -> Plan {
    let ladder = json!({
        "after_start": "refuse_and_contact",
        "steps": [{ "notice": "0 min", "answer": "other_party_must_agree" }],
    });
    Plan {
        policy: json!({ "client_reschedule": { "ladder": ladder } }),
        ..Plan::default()
    }
}

async fn delete(api: &Api, path: &str) -> Answer {
    api.send(request(Method::DELETE, path, Some(&api.key), None)).await
}

/// WEC+10: the preview says that the other side must agree, the act asks, and acceptance moves; on both databases.
#[tokio::test]
async fn wec_plus_10_a_clients_move_is_a_request() {
    for engine in ENGINES {
        let api = Api::on(engine, must_agree()).await;
        let appointment = format!("/appointments/{}", id(&api.booked().await));
        let path = format!("{appointment}/reschedule");
        let preview = api
            .get(&format!("{path}/preview?start={}", WEDNESDAY.replace('+', "%2B")))
            .await
            .expect(200)
            .body;
        assert_eq!(preview["answer"], "other_party_must_agree");
        assert_eq!(preview["start"], START, "it stays");
        let waiting = &preview["move_proposal"];
        assert_eq!((&waiting["by"], &waiting["starts"]), (&json!("client"), &json!([WEDNESDAY])));
        assert_eq!(waiting["lapses_at"], "2026-02-20T13:00:00+01:00");
        let body = json!({"start": WEDNESDAY, "seen": "other_party_must_agree", "version": 1});
        let asked = api.post_as_client(&path, body).await.expect(200).body;
        assert_eq!((&asked["start"], &asked["move_proposal"]), (&json!(START), waiting));

        let accept = format!("{appointment}/move-proposal/acceptance");
        let body = json!({"start": WEDNESDAY});
        let own = api.post_as_client(&accept, body.clone()).await.expect(409);
        assert_eq!(own.code(), "own_proposal", "whoever asks does not answer");
        let preview = api
            .get(&format!("{accept}/preview?as=staff&start={}", WEDNESDAY.replace('+', "%2B")))
            .await
            .expect(200)
            .body;
        assert_eq!((&preview["answer"], &preview["start"]), (&json!("allow"), &json!(WEDNESDAY)));
        assert_eq!(preview["because"][0]["rule"], "both_agreed");
        let body = json!({"start": WEDNESDAY, "as": "staff", "version": 2});
        let moved = api.post(&accept, body.clone()).await.expect(200).body;
        assert_eq!((&moved["start"], &moved["moves"]), (&json!(WEDNESDAY), &json!(1)));
        assert_eq!(moved.get("move_proposal"), None);
        assert_eq!(api.post(&accept, body).await.expect(409).code(), "changed_meanwhile");
    }
}

/// WEC-06, WEC+19: the business proposes, the client proposes in return; who made it takes it back, the other side declines it.
#[tokio::test]
async fn wec_plus_19_proposals_and_counter_proposals() {
    let api = Api::new().await;
    let appointment = format!("/appointments/{}", id(&api.booked().await));
    let path = format!("{appointment}/move-proposal");
    let staff = |starts: Value| json!({"as": "staff", "starts": starts, "message": "Mercredi ?"});
    let preview = api
        .post(&format!("{path}/preview"), staff(json!([THURSDAY, WEDNESDAY])))
        .await
        .expect(200)
        .body;
    assert_eq!(preview["move_proposal"]["starts"], json!([WEDNESDAY, THURSDAY]), "in order");
    assert_eq!(preview["messages"][0]["kind"], "move_proposed");
    assert_eq!(
        delete(&api, &path).await.expect(409).code(),
        "nothing_proposed",
        "a preview does nothing"
    );
    let proposed = api.post(&path, staff(json!([THURSDAY, WEDNESDAY]))).await.expect(200).body;
    assert_eq!(proposed["move_proposal"]["message"], "Mercredi ?");
    let body = json!({"starts": ["2026-03-06T10:00:00+01:00"]});
    let countered = api.post_as_client(&path, body).await.expect(200).body;
    assert_eq!(countered["move_proposal"]["by"], "client");
    assert_eq!(countered["move_proposal"]["lapses_at"], "2026-02-20T12:00:00+01:00");
    let end = api.get(&format!("{path}/end/preview?as=staff")).await.expect(200).body;
    assert_eq!(end["messages"][0]["kind"], "move_declined");
    let declined = delete(&api, &format!("{path}?as=staff&version=3&message=Je%20ne%20peux%20pas")).await;
    assert_eq!(declined.expect(200).body.get("move_proposal"), None);
    let kinds: Vec<Value> = api.get(&format!("{appointment}/history")).await.expect(200).body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["kind"].clone())
        .collect();
    assert_eq!(kinds, ["booked", "move_proposed", "move_proposed", "move_declined"]);
    let history = api.get(&format!("{appointment}/history")).await.expect(200).body;
    assert_eq!(
        history["items"][1]["because"][0]["facts"]["starts"],
        json!([WEDNESDAY, THURSDAY]),
        "moments of the place"
    );
}

/// What cannot be proposed is said by name; a start that was taken comes with others.
#[tokio::test]
async fn what_cannot_be_proposed() {
    let api = Api::new().await;
    let appointment = format!("/appointments/{}", id(&api.booked().await));
    let path = format!("{appointment}/move-proposal");
    api.booked_at(WEDNESDAY).await;
    for (starts, status, code) in [
        (json!([]), 422, "how_many_starts"),
        (json!([THURSDAY, THURSDAY]), 422, "how_many_starts"),
        (json!([START]), 422, "same_time"),
        (json!([THURSDAY, "2026-03-05T22:00:00+01:00"]), 422, "slot_not_offered"),
        (json!([THURSDAY, WEDNESDAY]), 409, "slot_not_offered"),
    ] {
        let refused = api.post(&path, json!({"as": "staff", "starts": starts})).await.expect(status);
        assert_eq!(refused.code(), code, "{starts}");
    }
    let taken = api
        .post(&path, json!({"as": "staff", "starts": [WEDNESDAY]}))
        .await
        .expect(409);
    assert_eq!(taken.body["facts"]["start_at"], WEDNESDAY);
    assert!(!taken.body["nearest"].as_array().unwrap().is_empty(), "{}", taken.text);
}

/// R15: the same request sent again proposes once.
#[tokio::test]
async fn r15_a_proposal_sent_twice() {
    let api = Api::new().await;
    let appointment = format!("/appointments/{}", id(&api.booked().await));
    let path = format!("{appointment}/move-proposal");
    let body = json!({"as": "staff", "starts": [WEDNESDAY]});
    for replayed in ["", "true"] {
        let mut sent = request(Method::POST, &path, Some(&api.key), Some(&body));
        sent.headers_mut().insert("idempotency-key", "k1".parse().unwrap());
        let answer = api.send(sent).await.expect(200);
        assert_eq!(answer.header("idempotency-replayed"), replayed);
        assert_eq!(answer.body["version"], 2);
    }
}
