//! Series through the API: what stands against them is named before and after, and every act can be sent twice.

use axum::http::Method;
use serde_json::{Value, json};

use crate::call::{Answer, Api, ENGINES, id, once, request};

fn weekly(api: &Api, first: &str, rule: &str) -> Value {
    let mut wish = api.wish("2026-03-02T15:00:00+01:00");
    wish.as_object_mut().unwrap().remove("start");
    wish["first"] = json!(first);
    wish["rule"] = json!(rule);
    wish
}

async fn arranged(api: &Api) -> Value {
    let wish = weekly(api, "2026-03-23T15:00", "FREQ=WEEKLY;COUNT=4");
    api.post("/series", wish).await.expect(201).body
}

fn starts(series: &Value) -> Vec<String> {
    let members = series["appointments"].as_array().unwrap();
    members
        .iter()
        .map(|member| member["start"].as_str().unwrap().to_owned())
        .collect()
}

fn dates(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["date"].as_str().unwrap())
        .collect()
}

/// T2: the offset changes, the hour does not.
#[tokio::test]
async fn t2_a_series_keeps_its_hour() {
    let api = Api::new().await;
    let series = arranged(&api).await;
    assert_eq!(
        starts(&series),
        [
            "2026-03-23T15:00:00+01:00",
            "2026-03-30T15:00:00+02:00",
            "2026-04-06T15:00:00+02:00",
            "2026-04-13T15:00:00+02:00"
        ]
    );
    assert_eq!(series["rule"], "FREQ=WEEKLY;BYDAY=MO;COUNT=4");
    let read = api.get(&format!("/series/{}", id(&series))).await.expect(200).body;
    assert_eq!(read, series);
    let one = api
        .get(&format!("/appointments/{}", id(&series["appointments"][1])))
        .await
        .expect(200)
        .body;
    assert_eq!(
        one["series"],
        json!({"id": id(&series), "occurrence": "2026-03-30T15:00:00", "detached": false})
    );
}

/// SBM+05, R10: the preview names the dates that cannot be had, the act refuses without a choice, and refuses a choice made on other dates.
#[tokio::test]
async fn sbm_p05_dates_that_cannot_be_had() {
    for engine in ENGINES {
        let api = Api::on(engine, Default::default()).await;
        api.booked_at("2026-03-30T15:00:00+02:00").await;
        let wish = |extra: Value| {
            let mut wish = weekly(&api, "2026-03-23T15:00", "FREQ=WEEKLY;COUNT=3");
            wish.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            wish
        };
        let preview = api.post("/series/preview", wish(json!({}))).await.expect(200).body;
        assert_eq!(dates(&preview["conflicts"]), ["2026-03-30T15:00:00"]);
        assert_eq!(preview["refusal"], "dates_not_free");
        assert_eq!(preview["dates"][1]["next_free"]["start"], "2026-03-30T16:00:00+02:00");
        let refused = api.post("/series", wish(json!({}))).await.expect(409);
        assert_eq!(
            (refused.code(), dates(&refused.body["facts"]["dates"])),
            ("dates_not_free", vec!["2026-03-30T15:00:00"])
        );
        let refused = api
            .post("/series", wish(json!({"on_conflict": "skip", "seen_conflicts": []})))
            .await
            .expect(409);
        assert_eq!(refused.code(), "more_dates_not_free");
        let seen = json!({"on_conflict": "skip", "seen_conflicts": ["2026-03-30T15:00"]});
        let done = api.post("/series", wish(seen)).await.expect(201).body;
        assert_eq!(
            (starts(&done).len(), dates(&done["skipped"])),
            (2, vec!["2026-03-30T15:00:00"])
        );
    }
}

/// R15: sent twice, each act has one effect and one answer.
#[tokio::test]
async fn r15_every_act_can_be_sent_twice() {
    let api = Api::new().await;
    let twice = async |path: String, body: Value, key: &str| -> (Answer, Answer) {
        let send = || once(request(Method::POST, &path, Some(&api.key), Some(&body)), key);
        (api.send(send()).await, api.send(send()).await)
    };
    let wish = weekly(&api, "2026-03-23T15:00", "FREQ=WEEKLY;COUNT=3");
    let (first, second) = twice("/series".into(), wish, "arrange").await;
    let series = first.expect(201);
    assert_eq!(
        (series.text.clone(), "true"),
        (second.text.clone(), second.header("idempotency-replayed"))
    );
    assert_eq!(series.header("location"), second.header("location"));
    let (path, from) = (format!("/series/{}", id(&series.body)), id(&series.body["appointments"][0]));
    let (first, second) = twice(
        format!("{path}/reschedule"),
        json!({"scope": "all", "from": from, "to": "2026-03-24T16:00"}),
        "move",
    )
    .await;
    assert_eq!(first.expect(200).text, second.expect(200).text);
    let (first, second) = twice(
        format!("{path}/cancellation"),
        json!({"scope": "all", "reason": "ill"}),
        "end",
    )
    .await;
    assert_eq!(first.expect(200).text, second.expect(200).text);
}

/// C08, WEC+11: this, this and the following, all; what was moved by itself stays.
#[tokio::test]
async fn wec_p11_a_series_moves_in_part_or_as_a_whole() {
    let api = Api::new().await;
    let series = arranged(&api).await;
    let (path, member) = (format!("/series/{}", id(&series)), |n: usize| id(&series["appointments"][n]));
    let alone = json!({"start": "2026-04-01T10:00:00+02:00"});
    api.post(&format!("/appointments/{}/reschedule", member(1)), alone)
        .await
        .expect(200);
    let whole = json!({"scope": "all", "from": member(0), "to": "2026-03-24T15:00"});
    let preview = api
        .post(&format!("{path}/reschedule/preview"), whole.clone())
        .await
        .expect(200)
        .body;
    assert_eq!(
        (preview["rule"].as_str(), preview["moved_by_themselves"][0].as_str()),
        (Some("FREQ=WEEKLY;BYDAY=TU;COUNT=4"), Some(&*member(1)))
    );
    let done = api.post(&format!("{path}/reschedule"), whole).await.expect(200).body;
    assert_eq!(
        (done["moved"].as_array().unwrap().len(), done["stays"][0]["why"].as_str()),
        (3, Some("moved_by_itself"))
    );
    let following = json!({"scope": "following", "from": member(2), "to": "2026-04-07T09:00"});
    api.post(&format!("{path}/reschedule"), following).await.expect(200);
    let now = api.get(&path).await.expect(200).body;
    assert_eq!(
        starts(&now),
        [
            "2026-03-24T15:00:00+01:00",
            "2026-04-01T10:00:00+02:00",
            "2026-04-07T09:00:00+02:00",
            "2026-04-14T09:00:00+02:00"
        ]
    );
    let stale = json!({"scope": "all", "from": member(2), "to": "2026-04-07T10:00", "version": 1});
    assert_eq!(
        api.post(&format!("{path}/reschedule"), stale).await.expect(409).code(),
        "changed_meanwhile"
    );
}

/// WEC-05, WEC+13: one act for all that is to come, from the client or from staff, with a preview.
#[tokio::test]
async fn wec_p13_the_end_of_a_series() {
    let api = Api::new().await;
    let series = arranged(&api).await;
    let (path, from) = (
        format!("/series/{}/cancellation", id(&series)),
        id(&series["appointments"][2]),
    );
    assert_eq!(
        api.post(&path, json!({"scope": "following", "reason": "ill"}))
            .await
            .expect(422)
            .field(),
        "from"
    );
    let ask = json!({"scope": "following", "from": from, "reason": "hindered"});
    let preview = api
        .post_as_client(&format!("{path}/preview"), ask.clone())
        .await
        .expect(200)
        .body;
    assert_eq!(
        (preview["answer"].as_str(), preview["appointments"].as_array().unwrap().len()),
        (Some("allow"), 2)
    );
    let kinds: Vec<&Value> = preview["appointments"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|one| one["messages"].as_array().unwrap())
        .map(|m| &m["kind"])
        .collect();
    assert!(
        kinds.iter().all(|kind| *kind == "series_stopped") && !kinds.is_empty(),
        "{kinds:?}"
    );
    let done = api.post_as_client(&path, ask).await.expect(200).body;
    assert_eq!(
        (starts(&done["series"]).len(), done["kept"].as_array().unwrap().len()),
        (2, 0)
    );
    let rest = api
        .post(&path, json!({"scope": "all", "reason": "ill", "message": "Je déménage."}))
        .await
        .expect(200)
        .body;
    assert_eq!(starts(&rest["series"]).len(), 2);
    assert!(rest["series"]["stopped_at"].is_string());
}

#[tokio::test]
async fn what_cannot_be_arranged_names_the_field() {
    let api = Api::new().await;
    for (field, value, named) in [
        ("rule", json!("FREQ=DAILY"), "rule"),
        ("rule", json!("FREQ=WEEKLY;BYDAY=TU"), "rule"),
        ("rule", json!("FREQ=WEEKLY;UNTIL=20260301"), "rule"),
        ("first", json!("2026-03-23T15:00:00+01:00"), "first"),
        ("first", json!("2031-03-24T15:00"), "date"),
        ("on_conflict", json!("ask"), "on_conflict"),
        ("seen_conflicts", json!(["soon"]), "seen_conflicts[0]"),
        ("client", json!({"name": ""}), "client.name"),
    ] {
        let mut wish = weekly(&api, "2026-03-23T15:00", "FREQ=WEEKLY");
        wish[field] = value.clone();
        let answer = api.post("/series", wish).await.expect(422);
        assert_eq!(answer.field(), named, "{value}");
        assert!(!answer.text.contains('⟦'), "{}", answer.text);
    }
    let many = weekly(&api, "2026-03-23T15:00", "FREQ=WEEKLY;COUNT=500");
    assert_eq!(api.post("/series", many).await.expect(422).code(), "too_many_dates");
}
