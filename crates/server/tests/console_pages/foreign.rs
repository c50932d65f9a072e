//! I7: what belongs to another business or another network is not there.

use domain::ids::{BusinessId, UserId};
use domain::people::{Business, Contact, Language, User};
use testkit::world::{Engine, PASSWORD, START, World};

use crate::browser::Browser;

/// Somebody of another business in the same network.
async fn neighbour(world: &World) -> Browser {
    let business = BusinessId(world.id());
    let mut tx = world.app.store.begin().await.unwrap();
    let contact = Contact {
        name: "Voisins".into(),
        email: None,
        phone: None,
    };
    let row = Business {
        id: business,
        name: "Voisins".into(),
        contact,
        policy: serde_json::Value::Null,
    };
    tx.put_business(world.network, &row).await.unwrap();
    tx.commit().await.unwrap();
    signed_in(world, "voisin@example.org", world.network, business).await
}

async fn signed_in(world: &World, email: &str, network: domain::ids::NetworkId, business: BusinessId) -> Browser {
    let user = User {
        id: UserId(world.id()),
        network,
        business,
        practitioner: None,
        name: "Voisin".into(),
        email: email.into(),
        language: Language::Fr,
    };
    world.app.put_account(&user, PASSWORD).await.unwrap();
    Browser::signed_in(world.router(), email).await
}

/// S1, I7: reading and acting on an appointment of another business or network answers exactly as for one that never was.
#[tokio::test]
async fn s1_foreign_and_unknown_appointments_read_the_same() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let elsewhere = world.another_network("ailleurs").await;
    let unknown = domain::ids::AppointmentId(world.id());
    let browsers = [
        neighbour(&world).await,
        signed_in(&world, "loin@example.org", elsewhere.network, elsewhere.business).await,
    ];
    for mut browser in browsers {
        let proof = browser.get("/console").await.hidden("/console/sign-out").remove(0);
        let proof = [(proof.0.as_str(), proof.1.as_str())];
        for rest in ["", "/cancel", "/move", "/decline"] {
            let foreign = browser.get(&format!("/console/appointments/{id}{rest}")).await;
            foreign.is(404).keeps_silent_about("Zoé");
            let never = browser.get(&format!("/console/appointments/{unknown}{rest}")).await;
            assert_eq!(
                foreign.text,
                never.text.replace(&unknown.to_string(), &id.to_string()),
                "{rest}"
            );
        }
        for act in ["approve", "decline", "cancel", "move", "fulfilled", "no-show"] {
            browser
                .post(&format!("/console/appointments/{id}/{act}"), &proof)
                .await
                .is(404);
        }
        browser
            .get(&format!("/console/add?like={id}"))
            .await
            .is(404)
            .keeps_silent_about("Zoé");
        browser.get("/console").await.is(200).keeps_silent_about("Zoé");
    }
    assert_eq!(
        world.app.appointment(world.network, id).await.unwrap().0.appointment.version,
        1
    );
}

/// I7: agendas of another business can be neither seen nor changed.
#[tokio::test]
async fn i7_foreign_agendas() {
    let world = World::new(Engine::Sqlite).await;
    let mut browser = neighbour(&world).await;
    let claire = world.practitioner;
    for page in [
        "/console",
        "/console/week",
        "/console/hours",
        "/console/absences",
        "/console/add",
    ] {
        browser.get(&format!("{page}?practitioner={claire}")).await.is(404);
        browser.get(&format!("{page}?practitioner=nonsense")).await.is(404);
    }
    let proof = browser.get("/console").await.hidden("/console/sign-out").remove(0);
    let service = format!("{claire}.{}.{}", world.service, world.place);
    let fields = [
        (proof.0.as_str(), proof.1.as_str()),
        ("from_date", "2026-03-05"),
        ("to_date", "2026-03-05"),
        ("service", &service),
        ("date", "2026-03-05"),
        ("time", "10:00"),
        ("name", "Zoé Martin"),
    ];
    browser
        .post(&format!("/console/absences?practitioner={claire}"), &fields)
        .await
        .is(404);
    browser
        .post(&format!("/console/hours?practitioner={claire}"), &fields)
        .await
        .is(404);
    browser
        .post("/console/add", &fields)
        .await
        .is(422)
        .says("Choisissez une prestation");
    let absences = world
        .app
        .store
        .absences(world.network, claire, world.app.clock.now())
        .await
        .unwrap();
    assert!(absences.is_empty());
}

/// Somebody without an agenda sees all agendas of the business, and only those.
#[tokio::test]
async fn a_secretary_sees_the_whole_business() {
    let world = World::new(Engine::Sqlite).await;
    let ines = world.another_practitioner("ines-durand", "Inès Durand").await;
    world.account("accueil@lilas.example", None).await;
    let mut wish = world.wish(START);
    wish.practitioner = ines;
    world.app.book(&wish, &testkit::world::staff(), None).await.unwrap();
    let mut browser = Browser::signed_in(world.router(), "accueil@lilas.example").await;
    browser
        .get("/console?date=2026-03-03")
        .await
        .is(200)
        .says("Zoé Martin")
        .says("Inès Durand");
    let week = browser
        .get(&format!("/console/week?from=2026-03-02&practitioner={ines}"))
        .await;
    week.is(200).says("Zoé Martin").says("Claire Lenoir");
    browser
        .get(&format!("/console/week?from=2026-03-02&practitioner={}", world.practitioner))
        .await
        .keeps_silent_about("Zoé Martin");
}
