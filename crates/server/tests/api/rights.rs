//! Who may do what: every operation of the document times no key, wrong scopes and another network (S1, S2, X2).

use std::collections::BTreeSet;

use axum::http::Method;
use domain::appointment::{Actor, Role};
use domain::ids::{BusinessId, ServiceId};
use domain::notice::Notice;
use domain::people::{Business, Contact};
use domain::service::{BookedBy, Service};
use serde_json::{Value, json};
use store::Offer;
use testkit::world::{START, Seeded};

use crate::call::{ALL_SCOPES, Api, id, request};

/// The rule of every operation, written down apart from the code: an operation that is not here fails the test.
const RULES: &[(&str, &str, &[&str])] = &[
    ("get", "/version", &[]),
    ("get", "/networks", &[]),
    ("get", "/networks/{network}", &[]),
    ("get", "/networks/{network}/ranking", &[]),
    ("get", "/networks/{network}/practitioners", &[]),
    ("get", "/networks/{network}/practitioners/{practitioner}", &[]),
    ("get", "/networks/{network}/practitioners/{practitioner}/slots", &[]),
    ("get", "/networks/{network}/services", &[]),
    ("get", "/appointments", &["read"]),
    ("post", "/appointments", &["client", "staff"]),
    ("get", "/appointments/{id}", &["read"]),
    ("get", "/appointments/{id}/history", &["read"]),
    ("post", "/appointments/{id}/cancellation", &["client", "staff"]),
    ("get", "/appointments/{id}/cancellation/preview", &["client", "staff"]),
    ("post", "/appointments/{id}/reschedule", &["client", "staff"]),
    ("get", "/appointments/{id}/reschedule/preview", &["client", "staff"]),
    ("post", "/appointments/{id}/move-proposal", &["client", "staff"]),
    ("delete", "/appointments/{id}/move-proposal", &["client", "staff"]),
    ("post", "/appointments/{id}/move-proposal/preview", &["client", "staff"]),
    ("post", "/appointments/{id}/move-proposal/acceptance", &["client", "staff"]),
    (
        "get",
        "/appointments/{id}/move-proposal/acceptance/preview",
        &["client", "staff"],
    ),
    ("get", "/appointments/{id}/move-proposal/end/preview", &["client", "staff"]),
    ("post", "/appointments/{id}/approval", &["staff"]),
    ("post", "/appointments/{id}/decline", &["staff"]),
    ("post", "/appointments/{id}/fulfilment", &["staff"]),
    ("post", "/appointments/{id}/no-show", &["staff"]),
    ("post", "/series", &["staff"]),
    ("post", "/series/preview", &["staff"]),
    ("get", "/series/{id}", &["read"]),
    ("post", "/series/{id}/reschedule", &["staff"]),
    ("post", "/series/{id}/reschedule/preview", &["staff"]),
    ("post", "/series/{id}/cancellation", &["client", "staff"]),
    ("post", "/series/{id}/cancellation/preview", &["client", "staff"]),
    ("get", "/measures/{id}/statement", &["read"]),
    ("post", "/enquiries", &["client", "staff"]),
    ("post", "/enquiries/preview", &["client", "staff"]),
    ("get", "/enquiries/{id}", &["read"]),
    ("post", "/enquiries/{id}/cancellation", &["client", "staff"]),
    ("get", "/practitioners/{id}/proposals", &["read"]),
    ("post", "/proposals/{id}/acceptance", &["staff"]),
    ("get", "/proposals/{id}/acceptance/preview", &["staff"]),
    ("post", "/proposals/{id}/refusal", &["staff"]),
    ("get", "/practitioners/{id}/absences", &["read"]),
    ("post", "/practitioners/{id}/absences", &["manage"]),
    ("delete", "/practitioners/{id}/absences/{absence}", &["manage"]),
    ("put", "/practitioners/{id}/absences/{absence}", &["manage"]),
    ("post", "/practitioners/{id}/absences/preview", &["manage"]),
    ("post", "/practitioners/{id}/absences/{absence}/preview", &["manage"]),
    ("get", "/practitioners/{id}/absences/{absence}/removal/preview", &["manage"]),
    ("get", "/practitioners/{id}/hours", &["read"]),
    ("get", "/policy", &["operator"]),
    ("put", "/policy", &["operator"]),
    ("post", "/policy/preview", &["operator"]),
    ("get", "/policy/versions", &["operator"]),
    ("get", "/businesses/{id}/ledger", &["operator"]),
    ("post", "/businesses/{id}/measures", &["operator"]),
    ("post", "/businesses/{id}/measures/preview", &["operator"]),
    ("get", "/cases", &["operator"]),
    ("post", "/cases", &["manage"]),
    ("post", "/cases/preview", &["manage"]),
    ("get", "/cases/{id}", &["operator"]),
    ("post", "/cases/{id}/decision", &["operator"]),
    ("post", "/cases/{id}/decision/preview", &["operator"]),
    ("get", "/measures", &["operator"]),
    ("delete", "/measures/{id}", &["operator"]),
    ("get", "/measures/{id}/preview", &["operator"]),
];
const REPLACE_HOURS: (&str, &str, &[&str]) = ("put", "/practitioners/{id}/hours", &["manage"]);

/// Lists that are empty for another network instead of missing.
const LISTS: [(&str, &str); 3] = [("get", "/appointments"), ("get", "/cases"), ("get", "/measures")];

struct Operation {
    method: String,
    path: String,
    scopes: BTreeSet<String>,
    has_body: bool,
}

/// Every operation of the document with the scopes it declares.
fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(server::api::openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let rules = operation["security"]
                .as_array()
                .unwrap_or_else(|| panic!("{method} {path} declares no rule"));
            let scopes = rules
                .iter()
                .filter_map(|rule| rule["key"][0].as_str())
                .map(str::to_owned)
                .collect();
            let has_body = operation.get("requestBody").is_some();
            operations.push(Operation {
                method: method.clone(),
                path: path.clone(),
                scopes,
                has_body,
            });
        }
    }
    operations
}

/// A world with something behind every address.
struct Furnished {
    api: Api,
    other: Seeded,
    appointment: String,
    absence: String,
    /// A series, and its first appointment.
    series: (String, String),
    /// An enquiry that waits, and the proposal that went out of it.
    enquiry: (String, String),
    /// A business with a measure in force, and an open case about that.
    limited: Limited,
}

struct Limited {
    business: BusinessId,
    measure: String,
    case: String,
}

/// A second business of the network, limited by a person and contesting that; the first one stays as it is.
async fn limited(api: &Api) -> Limited {
    let world = &api.world;
    let business = Business {
        id: BusinessId(world.id()),
        name: "Atelier du Parc".into(),
        contact: Contact::default(),
        policy: Value::Null,
    };
    let mut tx = world.app.store.begin().await.unwrap();
    tx.put_business(world.network, &business).await.unwrap();
    tx.commit().await.unwrap();
    let operator = Actor {
        role: Role::Staff,
        id: "opr_1".into(),
    };
    let reasons = "Trois clients l’ont écrit, le professionnel l’a reconnu.";
    let measure = world
        .app
        .impose(world.network, business.id, Notice::Days(7), reasons, &operator)
        .await
        .unwrap();
    let contest = actions::Contest {
        network: world.network,
        business: business.id,
        measure: Some(measure.id),
        strike: None,
        text: "Ces clients se trompent de professionnel.".into(),
    };
    let case = world.app.contest(&contest, &testkit::world::staff()).await.unwrap();
    Limited {
        business: business.id,
        measure: measure.id.to_string(),
        case: case.id.to_string(),
    }
}

/// Three appointments, one a week.
fn weekly(api: &Api, first: &str) -> Value {
    let mut wish = api.wish(START);
    wish.as_object_mut().unwrap().remove("start");
    wish["first"] = json!(first);
    wish["rule"] = json!("FREQ=WEEKLY;COUNT=3");
    wish
}

async fn furnished() -> Furnished {
    let api = Api::new().await;
    let other = api.world.another_network("ailleurs").await;
    let appointment = id(&api.booked().await);
    let path = format!("/practitioners/{}/absences", api.world.practitioner);
    let body = json!({"start": "2026-04-03T00:00:00+02:00", "end": "2026-04-04T00:00:00+02:00"});
    let absence = id(&api.post(&path, body).await.expect(201).body["absence"]);
    let limited = limited(&api).await;
    let series = api.post("/series", weekly(&api, "2026-03-10T16:00")).await.expect(201).body;
    let series = (id(&series), id(&series["appointments"][0]));
    let enquiry = enquiry(&api).await;
    Furnished {
        api,
        other,
        appointment,
        absence,
        series,
        enquiry,
        limited,
    }
}

/// A service that goes by proposal beside the one that is booked at once, and somebody who asks for it.
async fn enquiry(api: &Api) -> (String, String) {
    let world = &api.world;
    let snapshot = world.app.snapshot(world.network).await.unwrap();
    let service = Service {
        id: ServiceId(world.id()),
        name: "Shiatsu à domicile".into(),
        booked_by: BookedBy::Proposal,
        ..snapshot.service(world.service).unwrap().clone()
    };
    let offer = Offer {
        practitioner: world.practitioner,
        service: service.id,
        place: world.place,
    };
    let mut tx = world.app.store.begin().await.unwrap();
    tx.put_service(world.network, &service).await.unwrap();
    tx.put_offer(world.network, &offer).await.unwrap();
    tx.commit().await.unwrap();
    let made = id(&api.post("/enquiries", wish_by_proposal()).await.expect(201).body);
    let proposals = api.get(&format!("/enquiries/{made}")).await.expect(200).body;
    (made, id(&proposals["proposals"][0]))
}

fn wish_by_proposal() -> Value {
    let mut wish = crate::enquiries::wish();
    wish["service"] = json!("Shiatsu à domicile");
    wish["start"] = json!("2026-03-05T10:00:00+01:00");
    wish
}

impl Furnished {
    fn address(&self, operation: &Operation) -> String {
        let owner = if operation.path.starts_with("/appointments") {
            self.appointment.clone()
        } else if operation.path.starts_with("/series") {
            self.series.0.clone()
        } else if operation.path.starts_with("/enquiries") {
            self.enquiry.0.clone()
        } else if operation.path.starts_with("/proposals") {
            self.enquiry.1.clone()
        } else if operation.path.starts_with("/businesses") {
            self.limited.business.to_string()
        } else if operation.path.starts_with("/cases") {
            self.limited.case.clone()
        } else if operation.path.starts_with("/measures") {
            self.limited.measure.clone()
        } else {
            self.api.world.practitioner.to_string()
        };
        let path = operation
            .path
            .replace("{id}", &owner)
            .replace("{absence}", &self.absence)
            .replace("{network}", "lumiere")
            .replace("{practitioner}", &self.api.world.practitioner.to_string());
        match operation.path.rsplit('/').next() {
            Some("slots") => format!("{path}?service={}&from=2026-03-03", self.api.world.service),
            Some("preview") if path.starts_with("/series") || path.starts_with("/proposals") => path,
            Some("preview") if path.contains("reschedule") || path.contains("acceptance") => {
                format!("{path}?start=2026-03-04T10:00:00%2B01:00")
            }
            _ => path,
        }
    }

    /// A body that would do something.
    fn body(&self, operation: &Operation) -> Option<Value> {
        if !operation.has_body {
            return None;
        }
        let why = "Après avoir lu les deux côtés de l’affaire.";
        Some(match operation.path.rsplit('/').next().unwrap() {
            "policy" => json!({"document": "[booking]\nhorizon_days = 30\n", "note": "Moins loin", "version": 0}),
            _ if operation.path == "/policy/preview" => json!({"document": "[booking]\nhorizon_days = 30\n"}),
            _ if operation.path.contains("decision") => json!({"decision": "reject", "reasons": why}),
            _ if matches!(operation.path.as_str(), "/cases" | "/cases/preview") => {
                json!({"business": self.limited.business, "measure": self.limited.measure, "text": why})
            }
            _ if operation.path.starts_with("/businesses") => json!({"lasts": "48 h", "reasons": why}),
            _ if operation.path.starts_with("/measures") => json!({"reasons": why}),
            _ if operation.path.starts_with("/series/{id}/reschedule") => {
                json!({"scope": "all", "from": self.series.1, "to": "2026-03-11T16:00"})
            }
            _ if operation.path.starts_with("/series/{id}/cancellation") => json!({"scope": "all", "reason": "ill"}),
            _ if operation.path.starts_with("/series") => weekly(&self.api, "2026-03-12T16:00"),
            "enquiries" => wish_by_proposal(),
            _ if operation.path == "/enquiries/preview" => {
                json!({"service": "Shiatsu à domicile", "start": START, "postcode": "69003"})
            }
            _ if operation.path.starts_with("/enquiries") || operation.path.starts_with("/proposals") => json!({}),
            "appointments" => self.api.wish("2026-03-06T10:00:00+01:00"),
            "cancellation" => json!({"reason": "ill"}),
            _ if operation.path.contains("move-proposal") && !operation.path.ends_with("acceptance") => {
                json!({"starts": ["2026-03-04T10:00:00+01:00"]})
            }
            "reschedule" | "acceptance" => json!({"start": "2026-03-04T10:00:00+01:00"}),
            _ if operation.path.starts_with("/practitioners/{id}/absences") => {
                json!({"start": START, "end": "2026-03-04T00:00:00+01:00"})
            }
            "hours" => json!({"weekly": [], "dated": [], "closed_days": []}),
            _ => json!({}),
        })
    }

    async fn call(&self, operation: &Operation, key: Option<&str>) -> crate::call::Answer {
        let method: Method = operation.method.to_uppercase().parse().unwrap();
        self.api
            .send(request(method, &self.address(operation), key, self.body(operation).as_ref()))
            .await
    }

    /// What could have been changed.
    async fn state(&self) -> String {
        let api = &self.api;
        let hours = api
            .get(&format!("/practitioners/{}/hours", api.world.practitioner))
            .await
            .text;
        let absences = api
            .get(&format!("/practitioners/{}/absences", api.world.practitioner))
            .await
            .text;
        let policy = api.get("/policy").await.text;
        let ledger = api.get(&format!("/businesses/{}/ledger", self.limited.business)).await.text;
        let cases = api.get("/cases").await.text;
        let appointments = api.get("/appointments").await.text;
        format!("{appointments} {hours} {absences} {policy} {ledger} {cases}")
    }
}

#[test]
fn s1_every_operation_has_the_rule_that_was_decided() {
    let decided: BTreeSet<(String, String, BTreeSet<String>)> = RULES
        .iter()
        .copied()
        .chain([REPLACE_HOURS])
        .map(|(method, path, scopes)| (method.into(), path.into(), scopes.iter().map(|&scope| scope.into()).collect()))
        .collect();
    let declared = operations()
        .into_iter()
        .map(|operation| (operation.method, operation.path, operation.scopes))
        .collect();
    assert_eq!(decided, declared);
}

/// S1: no key, a made-up key, each wrong scope: refused before anything is looked at, and nothing changes.
#[tokio::test]
async fn s1_without_the_right_key_nothing_opens() {
    let world = furnished().await;
    let before = world.state().await;
    for operation in operations().iter().filter(|operation| !operation.scopes.is_empty()) {
        let what = format!("{} {}", operation.method, operation.path);
        let answer = world.call(operation, None).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (401, "key_missing"), "{what}");
        assert!(answer.header("www-authenticate").starts_with("Bearer"), "{what}");
        let answer = world.call(operation, Some("hk_made-up")).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (401, "key_unknown"), "{what}");
        let wrong: Vec<&str> = ALL_SCOPES
            .into_iter()
            .filter(|scope| !operation.scopes.contains(*scope))
            .collect();
        let key = world.api.key_of(world.api.world.network, &wrong).await;
        let answer = world.call(operation, Some(&key)).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (403, "scope_missing"), "{what}");
        let named: BTreeSet<String> = serde_json::from_value(answer.body["facts"]["scopes"].clone()).unwrap();
        assert_eq!(named, operation.scopes, "{what}");
    }
    assert_eq!(world.state().await, before);
}

/// S1, X2: the key of another network meets the same 404 as an unknown id.
#[tokio::test]
async fn s1_another_network_finds_nothing() {
    let world = furnished().await;
    let before = world.state().await;
    let foreign = world.api.key_of(world.other.network, &ALL_SCOPES).await;
    for operation in operations().iter().filter(|operation| !operation.scopes.is_empty()) {
        let what = format!("{} {}", operation.method, operation.path);
        let answer = world.call(operation, Some(&foreign)).await;
        if LISTS.contains(&(operation.method.as_str(), operation.path.as_str())) {
            assert_eq!(answer.expect(200).body["items"], json!([]), "{what}");
            continue;
        }
        // The key's own network has a policy too; whatever is done to it is done there.
        if operation.path.starts_with("/policy") {
            assert!(answer.status.is_success(), "{what}: {}", answer.text);
            continue;
        }
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (404, "not_found"),
            "{what}: {}",
            answer.text
        );
    }
    assert_eq!(world.state().await, before);
}

/// The right scope opens, each alone.
#[tokio::test]
async fn s1_the_right_scope_opens() {
    for operation in operations() {
        for scope in operation.scopes.iter().map(String::as_str) {
            let world = furnished().await;
            let key = world.api.key_of(world.api.world.network, &[scope]).await;
            let answer = world.call(&operation, Some(&key)).await;
            let status = answer.status.as_u16();
            assert!(
                matches!(status, 200..=204 | 409),
                "{} {} with {scope}: {}",
                operation.method,
                operation.path,
                answer.text
            );
        }
    }
}

/// S2: a field that no schema has is refused by name, at every depth of every body, and nothing changes.
#[tokio::test]
async fn s2_unknown_fields_are_refused_everywhere() {
    let world = furnished().await;
    let before = world.state().await;
    let mut tried = 0;
    for operation in operations() {
        let Some(body) = world.body(&operation) else { continue };
        for (place, poisoned) in poisoned(&body) {
            let method: Method = operation.method.to_uppercase().parse().unwrap();
            let answer = world
                .api
                .send(request(
                    method,
                    &world.address(&operation),
                    Some(&world.api.key),
                    Some(&poisoned),
                ))
                .await;
            let fault = &answer.body["errors"][0];
            let what = format!("{} {}: {}", operation.method, operation.path, answer.text);
            assert_eq!(answer.status, 422, "{what}");
            assert_eq!(
                (&fault["field"], &fault["code"]),
                (&json!(place), &json!("unknown_field")),
                "{what}"
            );
            tried += 1;
        }
    }
    assert!(tried >= 10, "{tried}");
    assert_eq!(world.state().await, before);
}

/// The body with a privileged field added to each of its objects, and where it was put.
fn poisoned(body: &Value) -> Vec<(String, Value)> {
    let privileged = ["network", "state", "id", "role", "price"];
    let mut bodies = Vec::new();
    for field in privileged {
        let mut top = body.clone();
        top[field] = json!("net_00000000000000000000000000000001");
        bodies.push((field.to_owned(), top));
        for (name, inner) in body.as_object().unwrap() {
            if inner.is_object() {
                let mut nested = body.clone();
                nested[name][field] = json!(1);
                bodies.push((format!("{name}.{field}"), nested));
            }
        }
    }
    bodies
}

/// S2: unknown parameters are refused as well, on every operation that reads.
#[tokio::test]
async fn s2_unknown_parameters_are_refused() {
    let world = furnished().await;
    for operation in operations().iter().filter(|operation| operation.method == "get") {
        let address = world.address(operation);
        let joint = if address.contains('?') { '&' } else { '?' };
        let answer = world.api.get(&format!("{address}{joint}network=ailleurs")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.field()),
            (422, "network"),
            "{}",
            operation.path
        );
    }
}
