//! The order on a network's home, and the page that explains it.

use domain::appointment::{Actor, Reason, Role, Side};
use domain::ids::BusinessId;
use domain::people::{Business, Contact, Practitioner};
use serde_json::json;
use store::Offer;
use testkit::world::{Plan, START};

use crate::Visit;

fn plan() -> Plan {
    Plan {
        policy: json!({ "ranking": { "enabled": true } }),
        ..Plan::default()
    }
}

/// A second business with one practitioner, who gives the same service.
async fn rival(visit: &Visit) -> BusinessId {
    let world = &visit.world;
    let business = Business {
        id: BusinessId(world.id()),
        name: "Atelier du Parc".into(),
        contact: Contact::default(),
        policy: serde_json::Value::Null,
    };
    let snapshot = world.app.snapshot(world.network).await.unwrap();
    let claire = snapshot.practitioner(world.practitioner).unwrap();
    let person = Practitioner {
        id: domain::ids::PractitionerId(world.id()),
        business: business.id,
        slug: "zacharie-ubeda".into(),
        name: "Zacharie Ubeda".into(),
        ..claire.clone()
    };
    let offer = Offer {
        practitioner: person.id,
        service: world.service,
        place: world.place,
    };
    let mut tx = world.app.store.begin().await.unwrap();
    tx.put_business(world.network, &business).await.unwrap();
    tx.put_practitioner(world.network, &person).await.unwrap();
    tx.put_offer(world.network, &offer).await.unwrap();
    tx.commit().await.unwrap();
    business.id
}

async fn cancelled_by_claire(visit: &Visit) {
    let id = visit.world.booked(START).await.stored.appointment.id;
    let wish = actions::CancelWish {
        network: visit.world.network,
        id,
        asked_by: Side::Business,
        reason: Some(Reason::Ill),
        message: "Je suis navrée de ce contretemps.".into(),
        quietly: false,
        seen_version: None,
        seen: None,
    };
    let staff = Actor {
        role: Role::Staff,
        id: "usr_1".into(),
    };
    visit.world.app.cancel(&wish, &staff, None).await.unwrap().done();
}

/// TRW-08, L13: who cancels stands below who does not, and each place says why.
#[tokio::test]
async fn trw_08_l13_the_home_is_ordered_and_says_why() {
    let visit = Visit::with(plan()).await;
    rival(&visit).await;
    let names = |body: &str| (body.find("Claire Lenoir").unwrap(), body.find("Zacharie Ubeda").unwrap());
    let home = visit.browser.get("/lumiere").await;
    let (claire, zacharie) = names(&home.body);
    assert!(claire < zacharie, "equals keep the order of the catalogue");
    home.says("Pourquoi ici").says("80 sur 100");
    cancelled_by_claire(&visit).await;
    let home = visit.browser.get("/lumiere").await;
    let (claire, zacharie) = names(&home.body);
    assert!(zacharie < claire, "{}", home.text());
    home.says("1 rendez-vous annulé par l’établissement : moins");
    assert!(home.links().contains(&"/lumiere/ranking".to_owned()));
    let page = visit.browser.get("/lumiere/ranking").await;
    page.has_status(200)
        .says("Un rendez-vous annulé par l’établissement, tard")
        .says("abaisse le score, poids 2")
        .says("Aucune place ne s’achète")
        .says("Refuser une proposition ne fait jamais baisser un score")
        .says("180");
}

/// Where nothing is ranked, nothing says so on the home, and the page tells it plainly.
#[tokio::test]
async fn l13_a_network_that_does_not_rank_shows_no_reasons() {
    let visit = Visit::new().await;
    visit.browser.get("/lumiere").await.is_silent_about("Pourquoi ici");
    visit
        .browser
        .get("/lumiere/ranking")
        .await
        .has_status(200)
        .says("ne classe pas");
}
