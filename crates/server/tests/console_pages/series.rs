//! Series from the console: looked at before they are saved, moved and stopped from the page of one of their appointments.

use serde_json::json;
use testkit::world::{BOOKED_AT, Engine, Plan, World, at};

use crate::browser::{Browser, Page};

const NEW: &str = "/console/series/new";

fn service(world: &World) -> String {
    format!("{}.{}.{}", world.practitioner, world.service, world.place)
}

fn fields<'a>(service: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("service", service),
        ("date", "2026-03-02"),
        ("time", "15:00"),
        ("every", "week"),
        ("end", "count"),
        ("count", "4"),
        ("name", "Paul Roux"),
        ("email", "paul@example.org"),
    ];
    [&all[..], more].concat()
}

/// Sends the form of a page that came back, with what it carries unseen.
async fn again(browser: &mut Browser, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
    let hidden = page.hidden(action);
    let carried = hidden
        .iter()
        .filter(|(name, _)| name != "start")
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = carried.chain(fields.iter().copied()).collect();
    browser.post(action, &all).await
}

async fn arranged(claire: &mut Browser, world: &World) -> String {
    let service = service(world);
    let done = claire.fill(NEW, NEW, &fields(&service, &[])).await;
    done.is(303);
    done.location.split('?').next().unwrap().to_owned()
}

/// SBM+05: the conflict and the choice stand on the page before anything is saved; what was chosen is what is done.
#[tokio::test]
async fn sbm_p05_the_choice_comes_before_the_saving() {
    let world = World::new(Engine::Sqlite).await;
    world.booked("2026-03-16T15:00:00+01:00").await;
    let mut claire = Browser::of_claire(&world).await;
    let service = service(&world);
    claire.get("/console/add").await.says("rendez-vous réguliers");
    let looked = claire.fill(NEW, NEW, &fields(&service, &[("look", "yes")])).await;
    looked
        .is(200)
        .says("Tous les lundis à 15 h, 4 fois")
        .says("Lundi 9 mars à 15 h")
        .says("Prochain créneau libre : lundi 16 mars à 16 h")
        .says("Que faire des dates qui ne sont pas libres ?");
    let refused = again(&mut claire, &looked, NEW, &fields(&service, &[("choice", "refuse_all")])).await;
    refused.is(409).says("Une date n’est pas libre").says("paul@example.org");
    let skip = fields(&service, &[("choice", "skip"), ("look", "yes")]);
    let looked = again(&mut claire, &refused, NEW, &skip).await;
    looked
        .is(200)
        .says("3 rendez-vous sont ajoutés à l’agenda, avec un seul message");
    world.booked("2026-03-09T15:00:00+01:00").await;
    let more = again(&mut claire, &looked, NEW, &fields(&service, &[("choice", "skip")])).await;
    more.is(409)
        .says("2 dates ne sont plus libres depuis que cette page s’est ouverte");
    let done = again(&mut claire, &more, NEW, &fields(&service, &[("choice", "skip")])).await;
    done.is(303);
    let page = claire.get(&done.location).await;
    page.says("Les rendez-vous réguliers sont enregistrés")
        .says("Récurrence")
        .says("Lundi 23 mars à 15 h");
}

/// What cannot be used is said by its field, and nothing typed is lost.
#[tokio::test]
async fn what_was_typed_stays() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    let service = service(&world);
    for (more, words) in [
        (&[("count", "0")][..], "Ce champ est nécessaire"),
        (
            &[("end", "until"), ("until", "2026-02-01")],
            "La fin doit venir après le début",
        ),
        (&[("name", "")], "Indiquez votre prénom et votre nom"),
        (&[("count", "500")], "Une récurrence compte au plus 60 rendez-vous"),
        (&[("date", "")], "Indiquez une date"),
    ] {
        let mut typed = fields(&service, &[]);
        typed.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        typed.extend(more);
        let page = claire.fill(NEW, NEW, &typed).await;
        page.is(422).says(words).says("paul@example.org");
    }
    assert_eq!(world.app.clock.now(), at(BOOKED_AT));
}

/// WEC+11: this and the following, or all; the dates are shown, the client's agreement is ticked where the policy asks for it.
#[tokio::test]
async fn wec_p11_a_series_moves_from_the_page_of_one_of_its_appointments() {
    let policy = json!({"series": {"change_needs_agreement": true}});
    let world = World::with(
        Engine::Sqlite,
        Plan {
            policy,
            ..Plan::default()
        },
    )
    .await;
    let mut claire = Browser::of_claire(&world).await;
    let page = arranged(&mut claire, &world).await;
    let shown = claire.get(&page).await;
    shown.says("Tous les lundis à 15 h, 4 fois").says("Arrêter la récurrence");
    let action = link(&shown, "/move?from=");
    let wished = [("scope", "all"), ("date", "2026-03-03"), ("time", "16:00")];
    let looked = claire
        .fill(&action, &action, &[&wished[..], &[("look", "yes")]].concat())
        .await;
    looked
        .is(200)
        .says("Tous les mardis à 16 h, 4 fois")
        .says("Mardi 24 mars à 16 h")
        .says("4 rendez-vous se déplacent, avec un seul message");
    let without = again(&mut claire, &looked, &action, &wished).await;
    without.is(422).says("Confirmez que le client est d’accord");
    let done = again(&mut claire, &looked, &action, &[&wished[..], &[("agreed", "yes")]].concat()).await;
    done.is(303);
    let now = claire.get(&done.location).await;
    now.says("Les rendez-vous réguliers sont déplacés")
        .says("Tous les mardis à 16 h");
    // The page of before speaks of another version.
    let stale = again(&mut claire, &looked, &action, &[&wished[..], &[("agreed", "yes")]].concat()).await;
    stale.is(409);
}

/// WEC-05: "Arrêter la récurrence" ends all that is to come in one act, after a word on what follows.
#[tokio::test]
async fn wec_05_the_series_stops_in_one_act() {
    let policy = json!({"entry": {"staff_message": true, "staff_message_min_chars": 10}});
    let now = at("2026-03-02T12:00:00+01:00");
    let plan = Plan {
        policy,
        now,
        ..Plan::default()
    };
    let world = World::with(Engine::Sqlite, plan).await;
    let mut claire = Browser::of_claire(&world).await;
    let page = arranged(&mut claire, &world).await;
    world.advance_to(at("2026-03-02T18:00:00+01:00"));
    let shown = claire.get(&page).await;
    let action = link(&shown, "/end?from=");
    claire
        .get(&action)
        .await
        .says("3 rendez-vous sont annulés et leurs créneaux se libèrent, avec un seul message")
        .says("Lundi 9 mars à 15 h");
    let without = claire
        .fill(&action, &action, &[("scope", "all"), ("asked_by", "business")])
        .await;
    without.is(422).says("Choisissez un motif");
    let short = [
        ("scope", "all"),
        ("asked_by", "business"),
        ("reason", "ill"),
        ("message", "Non"),
    ];
    claire
        .fill(&action, &action, &short)
        .await
        .is(422)
        .says("il en faut au moins 10");
    let all = [
        ("scope", "all"),
        ("asked_by", "business"),
        ("reason", "ill"),
        ("message", "Je cesse mon activité."),
    ];
    let done = claire.fill(&action, &action, &all).await;
    done.is(303);
    claire
        .get(&done.location)
        .await
        .says("Les rendez-vous réguliers sont annulés")
        .says("La récurrence est arrêtée");
    world.work().await;
    let mails = world.sent().await;
    let to_client = mails
        .iter()
        .filter(|mail| mail.to_address.as_deref() == Some("paul@example.org"));
    let stopped: Vec<_> = to_client.filter(|mail| mail.kind.code() == "series_stopped").collect();
    assert_eq!(stopped.len(), 1);
    assert!(stopped[0].body_text.as_ref().unwrap().contains("Je cesse mon activité."));
    assert!(mails.iter().all(|mail| mail.kind.code() != "cancelled"));
}

/// S1, I7: a series of another network reads like one that does not exist.
#[tokio::test]
async fn s1_a_foreign_series_is_not_found() {
    let (world, other) = (World::new(Engine::Sqlite).await, World::new(Engine::Sqlite).await);
    let mut claire = Browser::of_claire(&world).await;
    let mut foreigner = Browser::of_claire(&other).await;
    let page = arranged(&mut claire, &world).await;
    let shown = claire.get(&page).await;
    for act in ["/move?from=", "/end?from="] {
        foreigner.get(&link(&shown, act)).await.is(404);
    }
    foreigner.get("/console/series/ser_x/end").await.is(404);
}

fn link(page: &Page, part: &str) -> String {
    let all = page.text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    all.into_iter()
        .find(|href| href.contains(part))
        .expect("the link")
        .replace("&#38;", "&")
}
