//! Absences and opening hours (R16).

use axum::http::Method;
use serde_json::{Value, json};
use testkit::world::{Plan, START};

use crate::call::{Answer, Api, ENGINES, id, request};

async fn put(api: &Api, path: &str, body: &Value) -> Answer {
    api.send(request(Method::PUT, path, Some(&api.key), Some(body))).await
}

/// R16: an absence lists the appointments in its way; from then on nothing can be booked there; taken back, it can.
#[tokio::test]
async fn r16_absences() {
    let api = Api::new().await;
    let booked = api.booked().await;
    let path = format!("/practitioners/{}/absences", api.world.practitioner);
    let body = json!({"start": "2026-03-03T00:00:00+01:00", "end": "2026-03-05T00:00:00+01:00", "note": "formation"});
    let entered = api.post(&path, body).await.expect(201);
    let absence = &entered.body["absence"];
    assert_eq!(
        (&absence["start"], &absence["time_zone"]),
        (&json!("2026-03-03T00:00:00+01:00"), &json!("Europe/Paris"))
    );
    assert_eq!(entered.body["conflicts"][0]["id"], booked["id"]);
    assert_eq!(entered.header("location"), format!("/api/v1{path}/{}", id(absence)));
    let there = api
        .post_as_client("/appointments", api.wish("2026-03-04T10:00:00+01:00"))
        .await
        .expect(409);
    assert_eq!(there.body["facts"]["reason"], "taken");
    let list = api.get(&path).await.expect(200).body;
    assert_eq!(list["items"], json!([absence]));
    let past = api
        .get(&format!("{path}?from=2026-03-05T00:00:00%2B01:00"))
        .await
        .expect(200)
        .body;
    assert_eq!(past["items"], json!([]));
    let one = format!("{path}/{}", id(absence));
    let delete = |path: &str| request(Method::DELETE, path, Some(&api.key), None);
    api.send(delete(&one)).await.expect(204);
    api.send(delete(&one)).await.expect(404);
    api.booked_at("2026-03-04T10:00:00+01:00").await;
}

#[tokio::test]
async fn absences_that_cannot_be() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let path = format!("/practitioners/{}/absences", api.world.practitioner);
        let start = "2026-03-03T00:00:00+01:00";
        for (body, field) in [
            (json!({"start": start, "end": start}), "end"),
            (json!({"start": start, "end": "2026-03-02T00:00:00+01:00"}), "end"),
            (json!({"start": start, "end": "2036-03-02T00:00:00+01:00"}), "end"),
            (json!({"start": "2026-03-03", "end": start}), "start"),
            (json!({"start": "2026-03-03T00:00:00", "end": start}), "start"),
            (json!({"end": start}), "start"),
            (json!({"start": start, "end": START, "note": "x".repeat(2_001)}), "note"),
            (json!({"start": start, "end": START, "note": "a\u{0}b"}), "note"),
        ] {
            let answer = api.post(&path, body.clone()).await.expect(422);
            assert_eq!(answer.field(), field, "{body}");
        }
        api.post(
            "/practitioners/prc_00000000000000000000000000000001/absences",
            json!({"start": start, "end": START}),
        )
        .await
        .expect(404);
        assert_eq!(api.get(&path).await.expect(200).body["items"], json!([]));
    }
}

#[tokio::test]
async fn hours_are_read_and_replaced() {
    let api = Api::new().await;
    let path = format!("/practitioners/{}/hours", api.world.practitioner);
    let hours = api.get(&path).await.expect(200).body;
    assert_eq!(hours["weekly"].as_array().unwrap().len(), 7);
    let place = api.world.place;
    let wanted = json!({
        "weekly": [{"place": place, "weekday": "tuesday", "from": "14:00", "to": "24:00"}],
        "dated": [
            {"place": place, "date": "2026-03-05", "open": [{"from": "08:00", "to": "09:00"}]},
            {"place": place, "date": "2026-03-10", "open": []},
        ],
        "closed_days": ["2026-03-17"],
    });
    assert_eq!(put(&api, &path, &wanted).await.expect(200).body, wanted);
    assert_eq!(api.get(&path).await.expect(200).body, wanted);
    let slots = format!(
        "/networks/lumiere/practitioners/{}/slots?service={}&from=2026-03-03&to=2026-03-24",
        api.world.practitioner, api.world.service
    );
    let free = api.get(&slots).await.expect(200).body;
    let days: Vec<&str> = free["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["date"].as_str().unwrap())
        .collect();
    assert_eq!(days, ["2026-03-03", "2026-03-05", "2026-03-24"]);
    assert_eq!(free["days"][0]["slots"][0]["start"], "2026-03-03T14:00:00+01:00");
}

#[tokio::test]
async fn hours_that_cannot_be() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let other = api.world.another_network("ailleurs").await;
        let path = format!("/practitioners/{}/hours", api.world.practitioner);
        let before = api.get(&path).await.expect(200).body;
        let place = api.world.place;
        let weekly = |place: Value, weekday: Value, from: Value, to: Value| json!({"weekly": [{"place": place, "weekday": weekday, "from": from, "to": to}], "dated": [], "closed_days": []});
        let dated = |dated: Value| json!({"weekly": [], "dated": dated, "closed_days": []});
        for (body, field) in [
            (
                weekly(json!(place), json!("monday"), json!("12:00"), json!("12:00")),
                "weekly[0].to",
            ),
            (
                weekly(json!(place), json!("monday"), json!("9"), json!("12:00")),
                "weekly[0].from",
            ),
            (
                weekly(json!(place), json!("monday"), json!("09:00"), json!("24:01")),
                "weekly[0].to",
            ),
            (
                weekly(json!(place), json!("lundi"), json!("09:00"), json!("12:00")),
                "weekly[0].weekday",
            ),
            (
                weekly(json!(place), json!(1), json!("09:00"), json!("12:00")),
                "weekly[0].weekday",
            ),
            (
                weekly(json!(other.place), json!("monday"), json!("09:00"), json!("12:00")),
                "weekly[0].place",
            ),
            (
                weekly(json!("here"), json!("monday"), json!("09:00"), json!("12:00")),
                "weekly[0].place",
            ),
            (
                dated(json!([{"place": place, "date": "2026-13-01", "open": []}])),
                "dated[0].date",
            ),
            (
                dated(json!([{"place": place, "date": "2026-03-01", "open": [{"from": "10:00", "to": "09:00"}]}])),
                "dated[0].open[0].to",
            ),
            (
                dated(
                    json!([{"place": place, "date": "2026-03-01", "open": []}, {"place": place, "date": "2026-03-01", "open": []}]),
                ),
                "dated[1].date",
            ),
            (json!({"weekly": [], "dated": []}), "closed_days"),
            (json!({"weekly": [], "dated": [], "closed_days": ["soon"]}), "closed_days[0]"),
            (json!({"weekly": {}, "dated": [], "closed_days": []}), "weekly"),
        ] {
            let answer = put(&api, &path, &body).await.expect(422);
            assert_eq!(answer.field(), field, "{body}: {}", answer.text);
        }
        assert_eq!(api.get(&path).await.expect(200).body, before);
    }
}

/// WEC-16, WEC-15, R15: an absence with what becomes of the appointments it hits: seen before, done once, all or nothing, counted as one.
#[tokio::test]
async fn wec_16_an_absence_is_one_act() {
    let policy = actions::presets::preset("home-services").unwrap();
    let api = Api::on(
        ENGINES[0],
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await;
    let anna = api.world.another_practitioner("anna", "Anna Faure").await.to_string();
    let (first, second) = (id(&api.booked().await), id(&api.booked_at("2026-03-03T16:00:00+01:00").await));
    api.world.advance_to_before_start(120);
    let path = format!("/practitioners/{}/absences", api.world.practitioner);
    let times = json!({"start": "2026-03-03T14:00:00+01:00", "end": "2026-03-04T00:00:00+01:00"});
    let with = |choices: Value| {
        let mut body = times.clone();
        body["choices"] = choices;
        body["reason"] = json!("ill");
        body["message"] = json!("Je suis absente ce jour-là, veuillez m’excuser.");
        body
    };
    let seen = api.post(&format!("{path}/preview"), times.clone()).await.expect(200).body;
    assert_eq!(seen["hits"][0]["appointment"]["id"], json!(first));
    assert_eq!(seen["hits"][0]["colleagues"], json!([anna]));
    assert_eq!(
        (&seen["hits"][1]["message_min_chars"], &seen["hits"][1]["choice"]),
        (&json!(20), &json!("keep"))
    );

    for (choices, status, field_or_code) in [
        (json!([{"appointment": first, "choice": "hand_over"}]), 422, "choices[0].to"),
        (
            json!([{"appointment": first, "choice": "keep", "to": anna}]),
            422,
            "choices[0].to",
        ),
        (
            json!([{"appointment": first, "choice": "cancel", "starts": []}]),
            422,
            "choices[0].starts",
        ),
        (
            json!([{"appointment": first, "choice": "cancel"}, {"appointment": first, "choice": "keep"}]),
            422,
            "choices",
        ),
        (json!([{"appointment": first, "choice": "cancel"}]), 409, "absence_hits_more"),
        (
            json!([{"appointment": first, "choice": "cancel", "version": 9}, {"appointment": second, "choice": "keep"}]),
            409,
            "changed_meanwhile",
        ),
    ] {
        for path in [path.clone(), format!("{path}/preview")] {
            let answer = api.post(&path, with(choices.clone())).await.expect(status);
            let told = if status == 422 { answer.field() } else { answer.code() };
            assert_eq!(told, field_or_code, "{choices}");
        }
    }
    assert_eq!(api.get(&path).await.expect(200).body["items"], json!([]));

    let choices = json!([
        {"appointment": first, "choice": "hand_over", "to": anna, "version": 1},
        {"appointment": second, "choice": "cancel", "version": 1},
    ]);
    let preview = api
        .post(&format!("{path}/preview"), with(choices.clone()))
        .await
        .expect(200)
        .body;
    let counts = &preview["consequences"]["counts"][0];
    assert_eq!((&counts["count"], &counts["threshold"]), (&json!(1), &json!(3)));
    assert_eq!(preview["consequences"]["closes"], json!("2026-03-03"));
    assert_eq!(preview["hits"][1]["decision"]["state"], json!("cancelled"));
    let done = api.post(&path, with(choices)).await.expect(201).body;
    assert_eq!(done["steps"][0], json!({"appointment": first, "choice": "hand_over"}));
    assert_eq!(done["conflicts"], json!([]));
    let one = format!("{path}/{}", id(&done["absence"]));
    let handed = api.get(&format!("/appointments/{first}")).await.expect(200).body;
    assert_eq!(handed["practitioner"], json!(anna));

    let shorter = json!({"start": "2026-03-03T15:00:00+01:00", "end": "2026-03-04T00:00:00+01:00", "choices": []});
    api.post(&format!("{one}/preview"), shorter.clone()).await.expect(200);
    let changed = put(&api, &one, &shorter).await.expect(200).body;
    assert_eq!(changed["absence"]["start"], json!("2026-03-03T15:00:00+01:00"));
    let removal = api.get(&format!("{one}/removal/preview")).await.expect(200).body;
    assert_eq!(removal["counts"][0]["count"], json!(1));
}
