//! What is public: networks, practitioners, services, slots.

use axum::http::Method;

use crate::call::{Api, ENGINES, request};
use testkit::world::{Plan, START};

/// Without a key, as anybody.
async fn public(api: &Api, path: &str) -> crate::call::Answer {
    api.send(request(Method::GET, path, None, None)).await
}

#[tokio::test]
async fn networks_practitioners_and_services_are_public() {
    let api = Api::new().await;
    let networks = public(&api, "/networks").await.expect(200);
    assert_eq!(networks.body["items"][0]["slug"], "lumiere");
    let by_slug = public(&api, "/networks/lumiere").await.expect(200);
    let by_id = public(&api, &format!("/networks/{}", api.world.network)).await.expect(200);
    assert_eq!(by_slug.body, by_id.body);
    assert_eq!(by_slug.body["time_zone"], "Europe/Paris");
    let list = public(&api, "/networks/lumiere/practitioners").await.expect(200);
    assert_eq!(list.body["items"][0]["id"], api.world.practitioner.to_string());
    for key in ["claire-lenoir", &api.world.practitioner.to_string()] {
        let one = public(&api, &format!("/networks/lumiere/practitioners/{key}"))
            .await
            .expect(200);
        assert_eq!(one.body["offers"].as_array().unwrap().len(), 2);
        assert_eq!(one.body["places"][0]["time_zone"], "Europe/Paris");
        // How to get in is for those who have booked.
        assert!(!one.text.contains("4512"), "{}", one.text);
    }
    let services = public(&api, "/networks/lumiere/services").await.expect(200);
    let of_an_hour = services.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|service| service["duration_minutes"] == 60)
        .unwrap();
    assert_eq!(of_an_hour["price"], serde_json::json!({"minor": 6000, "currency": "EUR"}));
}

#[tokio::test]
async fn slots_are_those_that_can_be_booked() {
    let api = Api::new().await;
    let path = |from: &str, to: &str| {
        let (practitioner, service) = (api.world.practitioner, api.world.service);
        format!("/networks/lumiere/practitioners/{practitioner}/slots?service={service}&from={from}&to={to}")
    };
    let free = public(&api, &path("2026-03-02", "2026-03-04")).await.expect(200);
    assert_eq!(free.header("content-type"), "application/json");
    assert_eq!(free.body["time_zone"], "Europe/Paris");
    let days = free.body["days"].as_array().unwrap();
    assert_eq!(days.len(), 3);
    let slots = days[1]["slots"].as_array().unwrap();
    assert_eq!(days[1]["date"], "2026-03-03");
    // 9:00 to 17:00 every half hour.
    assert_eq!(slots.len(), 17);
    assert_eq!(slots[0]["start"], "2026-03-03T09:00:00+01:00");
    assert_eq!(slots[16]["end"], "2026-03-03T18:00:00+01:00");
    api.booked().await;
    let free = public(&api, &path("2026-03-03", "2026-03-03")).await.expect(200);
    let starts: Vec<&str> = free.body["days"][0]["slots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| slot["start"].as_str().unwrap())
        .collect();
    for (start, offered) in [
        ("14:00", false),
        ("14:30", false),
        ("15:00", false),
        ("13:30", true),
        ("15:30", true),
    ] {
        assert_eq!(
            starts.contains(&format!("2026-03-03T{start}:00+01:00").as_str()),
            offered,
            "{start}"
        );
    }
    // The change to summer time is on the 29th of March: nine o'clock stays nine o'clock (T1).
    let spring = public(&api, &path("2026-03-28", "2026-03-29")).await.expect(200);
    assert_eq!(spring.body["days"][0]["slots"][0]["start"], "2026-03-28T09:00:00+01:00");
    assert_eq!(spring.body["days"][1]["slots"][0]["start"], "2026-03-29T09:00:00+02:00");
}

#[tokio::test]
async fn what_is_unknown_is_not_found_and_what_is_wrong_is_named() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let other = api.world.another_network("ailleurs").await;
        let (practitioner, service) = (api.world.practitioner, api.world.service);
        let slots = |network: &str, practitioner: &str, query: &str| {
            format!("/networks/{network}/practitioners/{practitioner}/slots?{query}")
        };
        let mine = practitioner.to_string();
        let good = format!("service={service}&from=2026-03-03");
        for path in [
            "/networks/nowhere".to_owned(),
            "/networks/net_00000000000000000000000000000001/services".into(),
            "/networks/a%00b".into(),
            "/networks/%FF/services".into(),
            "/networks/lumiere/practitioners/nobody".into(),
            "/networks/lumiere/practitioners/a%00b".into(),
            format!("/networks/lumiere/practitioners/{}", other.practitioner),
            slots("nowhere", &mine, &good),
            slots("ailleurs", &mine, &good),
            slots("lumiere", "prc_00000000000000000000000000000001", &good),
            slots("lumiere", "claire", &good),
            slots("lumiere", &mine, &format!("service={}&from=2026-03-03", other.service)),
            slots("lumiere", &mine, &format!("{good}&place={}", other.place)),
            "/nothing".into(),
        ] {
            let answer = public(&api, &path).await.expect(404);
            assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        }
        for (query, field) in [
            ("from=2026-03-03".to_owned(), "service"),
            (format!("service={service}"), "from"),
            ("service=soin&from=2026-03-03".into(), "service"),
            (format!("service={service}&from=tomorrow"), "from"),
            (format!("service={service}&from=2026-02-30"), "from"),
            (format!("service={service}&from=9999-01-01"), "from"),
            (format!("{good}&to=2026-03-02"), "to"),
            (format!("{good}&to=2026-06-03"), "to"),
            (format!("{good}&zone=Mars/Olympus"), "zone"),
            (format!("{good}&from=2026-03-04"), "from"),
            (format!("{good}&place=here"), "place"),
        ] {
            let answer = public(&api, &slots("lumiere", &mine, &query)).await.expect(422);
            assert_eq!((answer.code(), answer.field()), ("invalid", field), "{query}");
        }
        // A long way ahead there is nothing, and nothing breaks.
        let far = public(&api, &slots("lumiere", &mine, &format!("service={service}&from=2199-12-31")))
            .await
            .expect(200);
        assert_eq!(far.body["days"], serde_json::json!([]));
    }
}

/// Problems speak the reader's language.
#[tokio::test]
async fn problems_speak_french_and_english() {
    let api = Api::new().await;
    for (language, title, detail) in [
        ("en-GB,en;q=0.9", "Not found", "There is no such network here."),
        ("fr-CA", "Introuvable", "Il n’y a pas de tel réseau ici."),
        ("de", "Introuvable", "Il n’y a pas de tel réseau ici."),
    ] {
        let mut call = request(Method::GET, "/networks/nowhere", None, None);
        call.headers_mut().insert("accept-language", language.parse().unwrap());
        let answer = api.send(call).await.expect(404);
        assert_eq!(
            (answer.body["title"].as_str(), answer.body["detail"].as_str()),
            (Some(title), Some(detail)),
            "{language}"
        );
        assert_eq!(answer.body["type"], "/api/v1/docs#problem-not_found");
        assert_eq!(answer.header("content-language"), &title_language(language));
    }
    api.post("/appointments", api.wish(START)).await.expect(201);
}

fn title_language(asked: &str) -> String {
    if asked.starts_with("en") { "en".into() } else { "fr".into() }
}
