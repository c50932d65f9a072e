//! Enquiries: a client asks the network, whoever could come receives a proposal, the first who accepts gets it.

use std::collections::BTreeMap;

use cucumber::{given, then, when};
use domain::ids::{BusinessId, PractitionerId, ServiceId};
use domain::people::{Business, Contact, Practitioner};
use domain::service::{BookedBy, Service};
use serde_json::{Value, json};
use store::Offer;
use testkit::world::every_day;

use crate::acts::email_of;
use crate::story::{Scene, Story};
use crate::words::{moment, names, rfc};

#[given(regex = r"^une prestation que les clientes demandent au réseau$")]
async fn by_proposal(story: &mut Story) {
    story.plan.booked_by = BookedBy::Proposal;
}

#[given(regex = r"^(\p{Lu}.+) (?:donne|donnent) aussi la prestation$")]
async fn rivals(story: &mut Story, who: String) {
    for name in names(&who) {
        rival(story.scene_or_new().await, &name, &[]).await;
    }
}

#[given(regex = r#"^(\p{Lu}\S+ \S+) donne aussi la prestation, dans le secteur "([^"]+)"$"#)]
async fn rival_near(story: &mut Story, name: String, serves: String) {
    rival(story.scene_or_new().await, &name, &[&serves]).await;
}

/// Another business with one practitioner, who gives the same service.
async fn rival(scene: &mut Scene, name: &str, serves: &[&str]) {
    let world = &scene.world;
    let snapshot = world.app.snapshot(world.network).await.expect("the catalogue");
    let business = Business {
        id: BusinessId(world.id()),
        name: format!("Cabinet de {name}"),
        contact: Contact::default(),
        policy: Value::Null,
    };
    let practitioner = Practitioner {
        id: PractitionerId(world.id()),
        business: business.id,
        slug: email_of(name).replace("@example.org", ""),
        name: name.to_owned(),
        serves: serves.iter().map(|&start| start.to_owned()).collect(),
        ..snapshot.practitioner(world.practitioner).expect("Claire").clone()
    };
    let service = Service {
        id: ServiceId(world.id()),
        business: business.id,
        ..snapshot.service(world.service).expect("the service").clone()
    };
    let offer = Offer {
        practitioner: practitioner.id,
        service: service.id,
        place: world.place,
    };
    let mut tx = world.app.store.begin().await.expect("a transaction");
    tx.put_business(world.network, &business).await.expect("stored");
    tx.put_practitioner(world.network, &practitioner).await.expect("stored");
    tx.put_service(world.network, &service).await.expect("stored");
    tx.put_offer(world.network, &offer).await.expect("stored");
    tx.lock_practitioner(world.network, practitioner.id).await.expect("locked");
    tx.replace_hours(world.network, practitioner.id, &every_day(world.place))
        .await
        .expect("stored");
    tx.commit().await.expect("committed");
    scene.people.insert(name.to_owned(), practitioner.id);
}

#[when(regex = r#"^(\p{Lu}\S+ \S+) demande au réseau une séance pour le (\S+ \d+ \S+ à \d+ h(?: \d+)?), au "([^"]+)"$"#)]
async fn asks(story: &mut Story, name: String, start: String, postcode: String) {
    let scene = story.scene_or_new().await;
    let body = json!({
        "service": "Shiatsu",
        "start": rfc(moment(&start)),
        "postcode": postcode,
        "address": "5 rue Moncey, Lyon",
        "client": { "name": name, "email": email_of(&name), "phone": "06 12 34 56 78", "language": "fr" },
    });
    let preview = scene
        .client
        .post(
            "/enquiries/preview",
            json!({ "service": "Shiatsu", "start": body["start"], "postcode": postcode }),
        )
        .await;
    let answer = scene.client.post("/enquiries", body).await;
    if answer.is_granted() {
        answer.body["id"].as_str().expect("an id").clone_into(&mut scene.enquiry);
    }
    story.announced = Some(preview.body);
    story.answered = Some(answer);
}

impl Scene {
    /// The proposals of the enquiry: whose, and in which state.
    async fn proposals(&self) -> BTreeMap<String, (String, String)> {
        let enquiry = self.staff.get(&format!("/enquiries/{}", self.enquiry)).await.body;
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let proposals = enquiry["proposals"].as_array().expect("proposals").iter();
        proposals
            .map(|one| {
                (
                    self.name_of(&text(&one["practitioner"])),
                    (text(&one["id"]), text(&one["state"])),
                )
            })
            .collect()
    }

    fn name_of(&self, id: &str) -> String {
        let found = self.people.iter().find(|(_, known)| known.to_string() == id);
        found.map_or_else(|| "Claire Lenoir".to_owned(), |(name, _)| name.clone())
    }
}

#[then(regex = r"^la demande est proposée à (.+)$")]
async fn goes_to(story: &mut Story, who: String) {
    assert!(story.answered().is_granted(), "{:?}", story.answered());
    let mut expected = names(&who);
    expected.sort();
    let found: Vec<String> = story.scene().proposals().await.into_keys().collect();
    assert_eq!(found, expected);
    let announced = story.announced.as_ref().expect("announced");
    assert_eq!(announced["would_go_to"], expected.len(), "{announced}");
}

#[then(regex = r"^la demande n'est proposée à personne$")]
async fn goes_to_nobody(story: &mut Story) {
    let answer = story.answered();
    assert_eq!(answer.body["code"], "nobody_to_ask", "{answer:?}");
}

#[then(regex = r"^(\p{Lu}\S+ \S+) est la (première|deuxième|troisième) sollicitée$")]
async fn stands_at(story: &mut Story, name: String, nth: String) {
    let scene = story.scene();
    let considered = story.announced.as_ref().expect("announced")["considered"]
        .as_array()
        .expect("a list")
        .clone();
    let found = considered
        .iter()
        .find(|one| one["nth"] == json!(["", "première", "deuxième", "troisième"].iter().position(|word| *word == nth)));
    let found = found.unwrap_or_else(|| panic!("nobody is {nth}: {considered:?}"));
    assert_eq!(
        scene.name_of(found["practitioner"].as_str().expect("an id")),
        name,
        "{considered:?}"
    );
}

#[when(regex = r"^(\p{Lu}\S+ \S+) (accepte|refuse) la demande$")]
async fn answers(story: &mut Story, name: String, how: String) {
    let scene = story.scene();
    let proposals = scene.proposals().await;
    let (id, _) = proposals
        .get(&name)
        .unwrap_or_else(|| panic!("nothing was proposed to {name}"));
    let noun = if how == "accepte" { "acceptance" } else { "refusal" };
    let answer = scene.staff.post(&format!("/proposals/{id}/{noun}"), json!({})).await;
    story.announced = Some(json!({ "answer": "allow" }));
    story.answered = Some(answer);
}

#[then(regex = r#"^la proposition à (\p{Lu}\S+ \S+) est "([^"]+)"$"#)]
async fn proposal_is(story: &mut Story, name: String, state: String) {
    assert_eq!(story.scene().proposals().await[&name].1, state);
}

#[then(regex = r#"^la demande est "([^"]+)"$"#)]
async fn enquiry_is(story: &mut Story, state: String) {
    let scene = story.scene();
    let enquiry = scene.staff.get(&format!("/enquiries/{}", scene.enquiry)).await.body;
    assert_eq!(enquiry["state"], state);
}

#[then(regex = r"^le rendez-vous du (\S+ \d+ \S+ à \d+ h(?: \d+)?) est avec (\p{Lu}\S+ \S+)$")]
async fn is_with(story: &mut Story, start: String, name: String) {
    let scene = story.scene();
    let enquiry = scene.staff.get(&format!("/enquiries/{}", scene.enquiry)).await.body;
    let id = enquiry["appointment"].as_str().expect("an appointment");
    let appointment = scene.staff.get(&format!("/appointments/{id}")).await.body;
    assert_eq!(
        (&appointment["state"], &appointment["start"]),
        (&json!("booked"), &json!(rfc(moment(&start))))
    );
    assert_eq!(scene.name_of(appointment["practitioner"].as_str().expect("an id")), name);
}
