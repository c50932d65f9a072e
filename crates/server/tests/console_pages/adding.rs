//! Adding an appointment for a client who called.

use domain::appointment::{Actor, ChangeKind};
use domain::service::BookedBy;
use testkit::world::{Engine, Plan, START, World, at};

use crate::browser::Browser;

fn fields<'a>(service: &'a str, date: &'a str, time: &'a str) -> Vec<(&'a str, &'a str)> {
    let client = [
        ("name", "Paul Roux"),
        ("email", "paul@example.org"),
        ("phone", "06 00 00 00 00"),
        ("note", "Mal au dos ?"),
    ];
    [&[("service", service), ("date", date), ("time", time)][..], &client].concat()
}

fn service(world: &World) -> String {
    format!("{}.{}.{}", world.practitioner, world.service, world.place)
}

/// MED2-03, MED2-04: added by the practitioner, who is told too; booked at once also where clients only ask.
#[tokio::test]
async fn med2_04_staff_add_and_the_client_is_told() {
    let world = World::with(
        Engine::Sqlite,
        Plan {
            booked_by: BookedBy::Approval,
            ..Plan::default()
        },
    )
    .await;
    let mut claire = Browser::of_claire(&world).await;
    let service = service(&world);
    claire
        .get("/console/add?date=2026-03-03")
        .await
        .says("Shiatsu")
        .says("Shiatsu assis");
    let chosen = claire.get(&format!("/console/add?service={service}&date=2026-03-03")).await;
    chosen.says("mar. 3 mars, 9 h").says("value=\"2026-03-03T09:00:00+01:00\"");
    let done = claire
        .fill("/console/add", "/console/add", &fields(&service, "2026-03-03", "14:30"))
        .await;
    done.is(303);
    claire
        .get(&done.location)
        .await
        .says("le rendez-vous est ajouté")
        .says("Paul Roux")
        .says("Mal au dos ?")
        .says("confirmé");
    world.work().await;
    let mut to: Vec<String> = world.sent().await.into_iter().filter_map(|mail| mail.to_address).collect();
    to.sort();
    assert_eq!(to, ["claire-lenoir@lilas.example", "paul@example.org"]);
}

/// Everything that cannot be used is said at once, by its field, and nothing typed is lost.
#[tokio::test]
async fn what_was_typed_stays() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    let service = service(&world);
    let mut typed = fields(&service, "2026-03-03", "14:30");
    typed.retain(|(name, _)| !matches!(*name, "email" | "name"));
    typed.extend([("email", "not an address"), ("name", "")]);
    let page = claire.fill("/console/add", "/console/add", &typed).await;
    page.is(422)
        .says("not an address")
        .says("06 00 00 00 00")
        .says("Mal au dos ?")
        .says("name-error")
        .says("email-error");
    let page = claire.fill("/console/add", "/console/add", &fields("", "", "")).await;
    page.is(422)
        .says("Choisissez une prestation.")
        .says("Indiquez une date")
        .says("Paul Roux");
    let page = claire
        .fill("/console/add", "/console/add", &fields("x.y.z", "2026-03-03", "14:30"))
        .await;
    page.is(422).says("Choisissez une prestation.");
}

/// I1, SBM-11: a time that is taken is refused with what stands there and what is near; with a reason it is placed all the same.
#[tokio::test]
async fn i1_over_another_appointment_only_with_a_reason() {
    let world = World::new(Engine::Sqlite).await;
    world.booked(START).await;
    let mut claire = Browser::of_claire(&world).await;
    let service = service(&world);
    let typed = fields(&service, "2026-03-03", "14:30");
    let refused = claire.fill("/console/add", "/console/add", &typed).await;
    refused
        .is(409)
        .says("Chevauche Zoé Martin, de 14 h 30 à 15 h 30.")
        .says("Les plus proches :")
        .says("mar. 3 mars, 13 h 30");
    refused.says("Paul Roux").says("paul@example.org");
    let forced = [&typed[..], &[("force", "yes"), ("force_reason", "Couple, même séance")]].concat();
    let done = claire.fill("/console/add", "/console/add", &forced).await;
    done.is(303);
    claire.get(&done.location).await.says("« Couple, même séance »");
    let entries = world
        .app
        .store
        .day_entries(
            world.network,
            &[world.practitioner],
            at(START),
            at("2026-03-03T15:00:00+01:00"),
        )
        .await;
    let entries = entries.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.appointment.forced).count(), 1);
    // Nothing is placed in the past, whatever the reason.
    let past = [
        &fields(&service, "2026-02-19", "10:00")[..],
        &[("force", "yes"), ("force_reason", "x")],
    ]
    .concat();
    claire
        .fill("/console/add", "/console/add", &past)
        .await
        .is(422)
        .says("Ce créneau est déjà passé.");
}

/// Another appointment for the same client begins with what is known.
#[tokio::test]
async fn another_one_for_the_same_client() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let page = claire.get(&format!("/console/add?like={id}")).await;
    page.says("value=\"Zoé Martin\"")
        .says("value=\"zoe@example.org\"")
        .says("checked");
    let typed = [
        ("service", &*service(&world)),
        ("date", "2026-03-10"),
        ("time", "10:00"),
        ("name", "Zoé Martin"),
    ];
    let done = claire.fill(&format!("/console/add?like={id}"), "/console/add", &typed).await;
    done.is(303);
    let id = done.location.split(['/', '?']).nth(3).unwrap().parse().unwrap();
    let history = world.app.store.history(world.network, id).await.unwrap();
    assert_eq!(history[0].change.kind, ChangeKind::Booked);
    assert_ne!(history[0].change.act.clicked_by, Actor::link());
}

/// Looking at times and at what would follow adds nothing and keeps what was typed; a picked time fills date and time.
#[tokio::test]
async fn looking_first_keeps_what_was_typed() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    let service = service(&world);
    let looked = [&fields(&service, "2026-03-03", "")[..], &[("look", "yes")]].concat();
    let page = claire.fill("/console/add", "/console/add", &looked).await;
    page.is(200).says("Paul Roux").says("Mal au dos ?").says("mar. 3 mars, 9 h");
    let picked = [
        &fields(&service, "2026-03-03", "")[..],
        &[("pick", "2026-03-04T10:30:00+01:00")],
    ]
    .concat();
    let page = claire.fill("/console/add", "/console/add", &picked).await;
    page.is(200)
        .says("value=\"2026-03-04\"")
        .says("value=\"10:30\"")
        .says("Paul Roux")
        .says("Un e-mail part tout de suite à Paul Roux");
    let (from, to) = (at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));
    let agenda = [world.practitioner];
    let entries = world.app.store.day_entries(world.network, &agenda, from, to).await.unwrap();
    assert!(entries.is_empty());
}
