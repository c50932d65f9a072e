//! The OpenAPI document and the page that shows it (S8).

use axum::http::Method;
use serde_json::Value;

use crate::call::{Api, request};

/// Every `$ref` of a value.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_document_is_served_and_whole() {
    let api = Api::new().await;
    let served = api.send(request(Method::GET, "/openapi.json", None, None)).await.expect(200);
    assert_eq!(served.header("content-type"), "application/json");
    let document = served.body;
    assert_eq!(document, serde_json::to_value(server::api::openapi()).unwrap());
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 20);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    // A schema that nobody refers to is a leftover; one that is closed says so.
    for name in [
        "BookingEntered",
        "CancellationEntered",
        "RescheduleEntered",
        "DeclineEntered",
        "NewAbsenceEntered",
        "Hours",
    ] {
        let schema = &document["components"]["schemas"][name];
        assert_eq!(schema["additionalProperties"], false, "{name}");
    }
}

#[test]
fn every_operation_says_what_can_go_wrong() {
    let document = serde_json::to_value(server::api::openapi()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let what = format!("{method} {path}");
            let answers = operation["responses"].as_object().unwrap();
            let has = |status: &str| answers.contains_key(status);
            let public = operation["security"] == serde_json::json!([{}]);
            assert!(
                answers
                    .values()
                    .all(|answer| answer["description"].as_str().is_some_and(|text| !text.is_empty())),
                "{what}"
            );
            assert!(answers.keys().any(|status| status.starts_with('2')), "{what}");
            assert_eq!(has("401") && has("403"), !public, "{what}");
            assert_eq!(has("404"), path.contains('{') || method == "post", "{what}");
            assert_eq!(has("415"), operation.get("requestBody").is_some(), "{what}");
            assert!(operation["summary"].is_string(), "{what}");
            let takes_key = operation["parameters"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["name"] == "Idempotency-Key"));
            assert_eq!(takes_key, method == "post", "{what}");
        }
    }
    let ids: Vec<String> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|item| item.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
}

/// L19: the page loads nothing from elsewhere and runs nothing.
#[tokio::test]
async fn l19_the_docs_page_stands_alone() {
    let api = Api::new().await;
    let page = api.send(request(Method::GET, "/docs", None, None)).await.expect(200);
    assert!(page.header("content-type").starts_with("text/html"));
    for forbidden in ["<script", "src=", "@import", "url(", "=\"http", "=\"//"] {
        assert!(!page.text.contains(forbidden), "{forbidden}");
    }
    assert!(page.text.contains("/assets/app.css"));
    let document = serde_json::to_value(server::api::openapi()).unwrap();
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(page.text.contains(&format!("<code>/api/v1{path}</code>")), "{path}");
    }
    for schema in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(page.text.contains(&format!("id=\"schema-{schema}\"")), "{schema}");
    }
    // Every link of the page leads somewhere on it.
    for link in page
        .text
        .split("href=\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        assert!(page.text.contains(&format!("id=\"{link}\"")), "#{link}");
    }
}
