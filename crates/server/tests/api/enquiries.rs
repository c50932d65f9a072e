//! Enquiries: asked, previewed, accepted by the first, refused without harm, taken back.

use axum::http::Method;
use domain::service::BookedBy;
use serde_json::{Value, json};
use testkit::world::{Plan, START};

use crate::call::{Api, ENGINES, id, once, request};

pub(crate) async fn by_proposal() -> Api {
    Api::with(plan()).await
}

fn plan() -> Plan {
    Plan {
        booked_by: BookedBy::Proposal,
        ..Plan::default()
    }
}

pub(crate) fn wish() -> Value {
    json!({
        "service": "Shiatsu",
        "start": START,
        "postcode": "69003",
        "address": "5 rue Moncey, Lyon",
        "client": {"name": "Zoé Martin", "email": "zoe@example.org", "phone": "06 12 34 56 78", "language": "fr"},
        "note": "Deuxième étage",
    })
}

/// WEC+18: from the wish to the appointment, through the API alone.
#[tokio::test]
async fn wec_plus_18_an_enquiry_becomes_an_appointment() {
    for engine in ENGINES {
        let api = Api::on(engine, plan()).await;
        let preview = api
            .post_as_client(
                "/enquiries/preview",
                json!({"service": "shiatsu", "start": START, "postcode": "69003"}),
            )
            .await
            .expect(200)
            .body;
        assert_eq!(
            (&preview["would_go_to"], &preview["considered"][0]["nth"]),
            (&json!(1), &json!(1))
        );
        let made = api.post_as_client("/enquiries", wish()).await.expect(201);
        assert_eq!(made.header("location"), format!("/api/v1/enquiries/{}", id(&made.body)));
        assert!(made.body["manage_url"].as_str().unwrap().contains("/q/"));
        assert_eq!(
            (&made.body["state"], &made.body["service"]),
            (&json!("open"), &json!("Shiatsu"))
        );
        let enquiry = format!("/enquiries/{}", id(&made.body));
        let read = api.get(&enquiry).await.expect(200).body;
        assert!(read.get("manage_url").is_none());
        let received = api
            .get(&format!("/practitioners/{}/proposals", api.world.practitioner))
            .await
            .expect(200)
            .body;
        let proposal = &received["items"][0];
        assert_eq!(proposal["id"], read["proposals"][0]["id"]);
        // Until it is accepted, whoever reads it knows how far it is, not at whose door.
        assert_eq!((&proposal["postcode"], &proposal["address"]), (&json!("69003"), &Value::Null));
        let acceptance = format!("/proposals/{}/acceptance", id(proposal));
        let preview = api.get(&format!("{acceptance}/preview")).await.expect(200).body;
        assert_eq!(
            (&preview["appointment"]["state"], &preview["others_told"]),
            (&json!("booked"), &json!(0))
        );
        let booked = api.post(&acceptance, json!({})).await.expect(200).body;
        assert_eq!(
            (&booked["state"], &booked["booked_by"]),
            (&json!("booked"), &json!("proposal"))
        );
        assert_eq!(booked["note"], "5 rue Moncey, Lyon, 69003\nDeuxième étage");
        let read = api.get(&enquiry).await.expect(200).body;
        assert_eq!((&read["state"], &read["appointment"]), (&json!("taken"), &booked["id"]));
        assert_eq!(api.post(&acceptance, json!({})).await.expect(409).code(), "proposal_not_open");
        let late = api
            .post_as_client(&format!("{enquiry}/cancellation"), json!({}))
            .await
            .expect(409);
        assert_eq!(
            (late.code(), &late.body["facts"]["state"]),
            ("enquiry_not_open", &json!("taken"))
        );
    }
}

#[tokio::test]
async fn wec_plus_18_a_refusal_costs_nothing_and_ends_what_nobody_takes() {
    let api = by_proposal().await;
    let made = api.post_as_client("/enquiries", wish()).await.expect(201).body;
    let enquiry = format!("/enquiries/{}", id(&made));
    let proposal = api.get(&enquiry).await.body["proposals"][0].clone();
    let refused = api
        .post(&format!("/proposals/{}/refusal", id(&proposal)), json!({}))
        .await
        .expect(200)
        .body;
    assert_eq!(refused["state"], "refused");
    assert_eq!(api.get(&enquiry).await.body["state"], "unanswered");
}

/// R15: the same key gives the same enquiry, with its link to the byte.
#[tokio::test]
async fn r15_the_same_wish_with_the_same_key_is_one_enquiry() {
    let api = by_proposal().await;
    let ask = || once(request(Method::POST, "/enquiries", Some(&api.client), Some(&wish())), "one");
    let (first, second) = (api.send(ask()).await.expect(201), api.send(ask()).await.expect(201));
    assert_eq!(first.text, second.text);
    assert_eq!(second.header("idempotency-replayed"), "true");
    let read = api
        .get(&format!("/practitioners/{}/proposals", api.world.practitioner))
        .await
        .body;
    assert_eq!(read["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_asked() {
    let api = by_proposal().await;
    for (field, value, status, expected) in [
        ("service", json!("Jardinage"), 404, ""),
        ("postcode", json!("!"), 422, "postcode"),
        ("address", json!(" "), 422, "address"),
        ("start", json!("2026-03-03T14:30:00"), 422, "start"),
        ("client", json!({"name": "Zoé", "email": "zoe"}), 422, "client.email"),
        ("client", json!({"name": "", "email": "zoe@example.org"}), 422, "client.name"),
    ] {
        let mut body = wish();
        body[field] = value;
        let answer = api.post_as_client("/enquiries", body).await.expect(status);
        assert_eq!(answer.field(), expected, "{field}: {}", answer.text);
    }
    // Nobody is open at night; the preview says why, the act refuses.
    let mut night = wish();
    night["start"] = json!("2026-03-03T03:00:00+01:00");
    assert_eq!(
        api.post_as_client("/enquiries", night).await.expect(409).code(),
        "nobody_to_ask"
    );
    let look = json!({"service": "Shiatsu", "start": "2026-03-03T03:00:00+01:00", "postcode": "69003"});
    let preview = api.post_as_client("/enquiries/preview", look).await.expect(200).body;
    let why = &preview["considered"][0]["why_not"];
    assert_eq!((&preview["would_go_to"], &why["code"]), (&json!(0), &json!("not_offered")));
    assert_eq!(why["facts"]["reason"], "closed");
    // What goes by proposal is not booked from a list of slots.
    let direct = api.post_as_client("/appointments", api.wish(START)).await.expect(422);
    assert_eq!(direct.code(), "only_by_proposal");
}
