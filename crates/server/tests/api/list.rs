//! The list of appointments, page by page.

use serde_json::Value;
use testkit::world::Plan;

use crate::call::{Api, ENGINES, id};

fn starts(page: &Value) -> Vec<String> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["start"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_appointment_once_whatever_the_size_of_a_page() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let colleague = api.world.another_practitioner("marie", "Marie Roux").await;
        let mut expected = Vec::new();
        for hour in [9, 10, 11, 12] {
            let start = format!("2026-03-03T{hour:02}:00:00+01:00");
            for practitioner in [api.world.practitioner, colleague] {
                let mut wish = api.wish(&start);
                wish["practitioner"] = serde_json::json!(practitioner);
                expected.push(id(&api.post_as_client("/appointments", wish).await.expect(201).body));
            }
        }
        expected.sort();
        for limit in [1, 2, 3, 7, 8, 200] {
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = api
                    .get(&format!("/appointments?limit={limit}{cursor}"))
                    .await
                    .expect(200)
                    .body;
                seen.extend(page["items"].as_array().unwrap().iter().map(id));
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            seen.sort();
            assert_eq!(seen, expected, "pages of {limit}");
        }
    }
}

#[tokio::test]
async fn filters() {
    for engine in ENGINES {
        let api = Api::on(engine, Plan::default()).await;
        let first = api.booked_at("2026-03-03T09:00:00+01:00").await;
        api.booked_at("2026-03-03T11:00:00+01:00").await;
        api.booked_at("2026-03-04T09:00:00+01:00").await;
        api.post_as_client(&format!("/appointments/{}/cancellation", id(&first)), serde_json::json!({}))
            .await
            .expect(200);
        let colleague = api.world.another_practitioner("marie", "Marie Roux").await;
        let mine = api.world.practitioner;
        for (query, expected) in [
            ("".to_owned(), 3),
            ("?state=cancelled".into(), 1),
            ("?state=booked".into(), 2),
            ("?from=2026-03-03T11:00:00%2B01:00".into(), 2),
            ("?from=2026-03-03T10:00:01Z".into(), 1),
            ("?to=2026-03-04T09:00:00%2B01:00".into(), 2),
            (format!("?practitioner={mine}&state=booked"), 2),
            (format!("?practitioner={colleague}"), 0),
            ("?practitioner=prc_00000000000000000000000000000001".into(), 0),
        ] {
            let page = api.get(&format!("/appointments{query}")).await.expect(200).body;
            assert_eq!(starts(&page).len(), expected, "{query}");
            assert_eq!(page["next_cursor"], Value::Null);
        }
        for (query, field) in [
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=many", "limit"),
            ("cursor=17", "cursor"),
            ("state=lost", "state"),
            ("from=2026-03-03", "from"),
            ("sort=id;drop", "sort"),
            ("state=booked&state=cancelled", "state"),
            ("practitioner=me", "practitioner"),
        ] {
            let answer = api.get(&format!("/appointments?{query}")).await.expect(422);
            assert_eq!(answer.field(), field, "{query}: {}", answer.text);
        }
    }
}
