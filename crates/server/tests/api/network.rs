//! For those who run the network: policy, ledgers, cases, measures.

use actions::Contest;
use axum::http::Method;
use domain::messages::MessageKind;
use domain::notice::Notice;
use serde_json::{Value, json};
use testkit::world::{Plan, staff};

use crate::call::{Answer, Api, ENGINES, once, request};

const WHY: &str = "Three clients wrote it, and the professional agreed.";

async fn put(api: &Api, body: Value) -> Answer {
    api.send(request(Method::PUT, "/policy", Some(&api.key), Some(&body))).await
}

/// The document, what it would change, the change, the history; a change on another version is refused.
#[tokio::test]
async fn a_policy_is_read_previewed_and_replaced() {
    let api = Api::new().await;
    let first = api.get("/policy").await.expect(200).body;
    assert_eq!((&first["version"], &first["by"]), (&json!(0), &json!(null)));
    let document = "[booking]\nhorizon_days = 30\n";
    let preview = api
        .post("/policy/preview", json!({"document": document}))
        .await
        .expect(200)
        .body;
    assert_eq!(
        preview["changes"],
        json!([{"key": "booking.horizon_days", "before": 60, "after": 30}])
    );
    assert_eq!(api.get("/policy").await.body, first, "a preview changes nothing");
    let done = put(&api, json!({"document": document, "note": "Shorter", "version": 0}))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (&done["version"], &done["document"], &done["note"]),
        (&preview["version"], &json!(document), &json!("Shorter"))
    );
    assert_eq!(api.get("/policy").await.body, done);
    let late = put(&api, json!({"document": document, "note": "Again", "version": 0}))
        .await
        .expect(409);
    assert_eq!(
        (late.code(), &late.body["facts"]["version"]),
        ("changed_meanwhile", &done["version"])
    );
    let versions = api.get("/policy/versions").await.expect(200).body;
    let numbers: Vec<&Value> = versions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["version"])
        .collect();
    assert_eq!(numbers, [&json!(2), &json!(1)]);
}

/// A document that cannot be used names the key, a missing note its field; nothing changes.
#[tokio::test]
async fn faults_name_the_key() {
    let api = Api::new().await;
    for (document, named) in [
        ("[bookin]\n", "bookin"),
        ("[booking]\nmin_lead = 3\n", "booking.min_lead"),
        ("[booking", "line 1"),
    ] {
        for answer in [
            api.post("/policy/preview", json!({"document": document})).await,
            put(&api, json!({"document": document, "note": "Why", "version": 0})).await,
        ] {
            assert_eq!((answer.status.as_u16(), answer.field()), (422, "document"), "{}", answer.text);
            assert!(answer.text.contains(named), "{named}: {}", answer.text);
        }
    }
    let without = put(&api, json!({"document": "", "note": " ", "version": 0})).await;
    assert_eq!((without.status.as_u16(), without.field()), (422, "note"), "{}", without.text);
    assert_eq!(api.get("/policy/versions").await.body["items"], json!([]));
}

/// L11, I8: a limitation is looked at, begins once however often it is sent, is listed with its reasons, and is lifted.
#[tokio::test]
async fn l11_a_limitation_begins_once_and_is_lifted() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let path = format!("/businesses/{}/measures", api.world.business);
        let body = json!({"lasts": "48 h", "reasons": WHY});
        let preview = api.post(&format!("{path}/preview"), body.clone()).await.expect(200).body;
        assert_eq!(preview["ends"], json!("2026-02-22T09:00:00+01:00"));
        let sent = || once(request(Method::POST, &path, Some(&api.key), Some(&body)), "limit-1");
        let (first, again) = (api.send(sent()).await.expect(201), api.send(sent()).await.expect(201));
        assert_eq!(first.body, again.body, "{engine:?}");
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(
            (&first.body["kind"], &first.body["statement"]["reasons"]),
            (&json!("limitation"), &json!(WHY))
        );
        let listed = api.get("/measures").await.expect(200).body;
        assert_eq!(listed["items"], json!([first.body]), "{engine:?}");
        let measure = format!("/measures/{}", first.body["id"].as_str().unwrap());
        let foreseen = api.get(&format!("{measure}/preview")).await.expect(200).body;
        assert_eq!(foreseen["changes"][0]["change"], json!("lift"));
        let lift = |reasons: &str| {
            let body = json!({"reasons": reasons});
            request(Method::DELETE, &measure, Some(&api.key), Some(&body))
        };
        let short = api.send(lift("Enough.")).await;
        assert_eq!((short.status.as_u16(), short.field()), (422, "reasons"), "{}", short.text);
        api.send(lift(WHY)).await.expect(204);
        api.send(lift(WHY)).await.expect(404);
        assert_eq!(api.get("/measures").await.body["items"], json!([]));
        let ledger = api
            .get(&format!("/businesses/{}/ledger", api.world.business))
            .await
            .expect(200)
            .body;
        assert_eq!(ledger["measures"][0]["lifted"]["reasons"], json!(WHY), "{engine:?}");
    }
}

/// L12: a case is previewed and decided; the one act lifts the measure and tells the business; whoever was the author is refused.
#[tokio::test]
async fn l12_a_case_is_previewed_and_decided() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let world = &api.world;
        let author = domain::appointment::Actor {
            id: "opr_1".into(),
            ..staff()
        };
        let measure = world
            .app
            .impose(world.network, world.business, Notice::Days(7), WHY, &author)
            .await
            .unwrap();
        let contest = Contest {
            network: world.network,
            business: world.business,
            measure: Some(measure.id),
            strike: None,
            text: "They mean somebody else, look at the name.".into(),
        };
        let case = world.app.contest(&contest, &staff()).await.unwrap();
        let open = api.get("/cases?state=open").await.expect(200).body;
        assert_eq!(
            (&open["items"][0]["id"], &open["items"][0]["author"]),
            (&json!(case.id), &json!("opr_1"))
        );
        let path = format!("/cases/{}/decision", case.id);
        let short = api.post(&path, json!({"decision": "uphold", "reasons": "Yes."})).await;
        assert_eq!(
            (short.status.as_u16(), short.code()),
            (422, "reasons_too_short"),
            "{}",
            short.text
        );
        let body = json!({"decision": "uphold", "reasons": WHY});
        let preview = api.post(&format!("{path}/preview"), body.clone()).await.expect(200).body;
        assert_eq!(
            api.get(&format!("/cases/{}", case.id)).await.expect(200).body["state"],
            json!("open")
        );
        let sent = || once(request(Method::POST, &path, Some(&api.key), Some(&body)), "decide-1");
        let (first, again) = (api.send(sent()).await.expect(200), api.send(sent()).await.expect(200));
        assert_eq!(first.body, again.body, "{engine:?}");
        assert_eq!(
            first.body["changes"], preview["changes"],
            "what was foreseen is what was done"
        );
        assert_eq!(api.get("/measures").await.body["items"], json!([]), "{engine:?}");
        let twice = api.post(&path, body).await;
        assert_eq!(
            (twice.status.as_u16(), twice.code()),
            (409, "already_decided"),
            "{}",
            twice.text
        );
        world.work().await;
        let told = world
            .sent()
            .await
            .into_iter()
            .filter(|one| one.kind == MessageKind::CaseDecided)
            .count();
        assert_eq!(told, 1, "{engine:?}");
        let audit = world.app.store.audit(world.network, None, 50).await.unwrap();
        let decided: Vec<_> = audit.iter().filter(|line| line.what == "case_decided").collect();
        assert!(decided.len() == 1 && decided[0].by.starts_with("key_"), "{audit:?}");
    }
}

/// L12: a program that was the author of a measure does not judge its contest.
#[tokio::test]
async fn l12_the_author_does_not_judge() {
    let api = Api::new().await;
    let path = format!("/businesses/{}/measures", api.world.business);
    let measure = api
        .post(&path, json!({"lasts": "7 d", "reasons": WHY}))
        .await
        .expect(201)
        .body;
    let contest = Contest {
        network: api.world.network,
        business: api.world.business,
        measure: Some(measure["id"].as_str().unwrap().parse().unwrap()),
        strike: None,
        text: "They mean somebody else, look at the name.".into(),
    };
    let case = api.world.app.contest(&contest, &staff()).await.unwrap();
    let body = json!({"decision": "reject", "reasons": WHY});
    let own = api.post(&format!("/cases/{}/decision", case.id), body.clone()).await;
    assert_eq!((own.status.as_u16(), own.code()), (409, "same_person"), "{}", own.text);
    let other = api.key_of(api.world.network, &["operator"]).await;
    let decided = request(
        Method::POST,
        &format!("/cases/{}/decision", case.id),
        Some(&other),
        Some(&body),
    );
    api.send(decided).await.expect(200);
}
