//! The network's policy: looked at before it is saved, kept as typed, every version there to be read and taken up again.

use testkit::world::{Engine, World};

use crate::browser::{Browser, Page};
use crate::operator;

const PAGE: &str = "/operator/policy";
const SHORTER: &str = "# Un mois suffit.\n[booking]\nhorizon_days = 30\n";

/// Fills in the form with what `fields` say, and keeps everything else that the page handed out.
async fn send(browser: &mut Browser, from: &Page, fields: &[(&str, &str)]) -> Page {
    let hidden = from.hidden(PAGE);
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend(fields);
    browser.post(PAGE, &all).await
}

/// Looks and then saves.
async fn save(browser: &mut Browser, document: &str, note: &str) -> Page {
    let opened = browser.get(PAGE).await;
    let fields = [("document", document), ("note", note)];
    let looked = send(browser, &opened, &[fields[0], fields[1], ("look", "yes")]).await;
    send(browser, &looked, &[fields[0], fields[1], ("save", "yes")]).await
}

/// Every write has its preview: what would change is shown, saving without having seen it shows it first, then the version holds.
#[tokio::test]
async fn a_version_is_looked_at_then_saved() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, account) = operator(&world).await;
    let opened = helene.get(PAGE).await;
    opened.is(200).says("personne ne les a encore changées");
    // The button to save is not there yet; pressed all the same, it only shows.
    let fields = [("document", SHORTER), ("note", "Agenda trop ouvert")];
    let looked = send(&mut helene, &opened, &[fields[0], fields[1], ("save", "yes")]).await;
    looked
        .is(200)
        .says("Ce qui va se passer")
        .says("booking.horizon_days")
        .says("60")
        .says("30");
    looked
        .says("gardent les conditions de leur réservation")
        .says("Agenda trop ouvert");
    assert!(world.app.store.policy_versions(world.network).await.unwrap().is_empty());
    // Another text than the one looked at is looked at as well.
    let other = send(
        &mut helene,
        &looked,
        &[("document", "[booking]\nhorizon_days = 7\n"), fields[1], ("save", "yes")],
    )
    .await;
    other.is(200).says("7");
    assert!(world.app.store.policy_versions(world.network).await.unwrap().is_empty());
    let saved = send(&mut helene, &looked, &[fields[0], fields[1], ("save", "yes")]).await;
    saved.is(303);
    helene
        .get(&saved.location)
        .await
        .is(200)
        .says("La nouvelle version est en vigueur")
        .says("Version 2");
    let versions = world.app.store.policy_versions(world.network).await.unwrap();
    let told: Vec<_> = versions.iter().map(|v| (v.version, v.note.as_str(), v.by.as_str())).collect();
    assert_eq!(
        told,
        [(2, "Agenda trop ouvert", account.id.to_string().as_str()), (1, "", "")]
    );
    assert_eq!(versions[0].document, SHORTER, "as typed, remarks included");
    let snapshot = world.app.snapshot(world.network).await.unwrap();
    let offering = snapshot.offering(world.practitioner, world.service, None).unwrap();
    assert_eq!(offering.policy.booking.horizon_days, 30);
}

/// I9: what is booked keeps the terms it was booked under.
#[tokio::test]
async fn i9_appointments_keep_their_terms() {
    let world = World::new(Engine::Sqlite).await;
    let booked = world.booked(testkit::world::START).await.stored.appointment;
    let (mut helene, _) = operator(&world).await;
    save(&mut helene, "[booking]\nhorizon_days = 3\n", "Court").await.is(303);
    let read = world.app.appointment(world.network, booked.id).await.unwrap().0;
    assert_eq!(read.appointment.terms, booked.terms);
}

/// A fault names the key or the line, changes nothing, and keeps what was typed.
#[tokio::test]
async fn faults_name_the_key_and_keep_the_text() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, _) = operator(&world).await;
    for (document, named) in [
        ("[bookin]\nhorizon_days = 30\n", "bookin"),
        ("[booking]\nhorizon_days = \"bientôt\"\n", "booking.horizon_days"),
        ("[booking]\nmin_lead = \"soon\"\n", "booking.min_lead"),
        ("[booking\n", "line 1"),
    ] {
        let opened = helene.get(PAGE).await;
        let sent = send(
            &mut helene,
            &opened,
            &[("document", document), ("note", "Essai"), ("save", "yes")],
        )
        .await;
        sent.is(422)
            .says(named)
            .says("Essai")
            .keeps_silent_about("Enregistrer cette version");
        sent.says(
            &document
                .lines()
                .last()
                .unwrap_or_default()
                .replace('"', "&#34;")
                .replace("&#34;", "\""),
        );
    }
    let none = save(&mut helene, SHORTER, "  ").await;
    none.is(422).says("Ce champ est nécessaire").says("Un mois suffit");
    assert!(world.app.store.policy_versions(world.network).await.unwrap().is_empty());
}

/// A part that the network would lock while a service changes it is a fault, told with the service: nothing breaks behind the page.
#[tokio::test]
async fn what_a_service_says_is_checked_too() {
    let world = World::new(Engine::Sqlite).await;
    let snapshot = world.app.snapshot(world.network).await.unwrap();
    let mut service = snapshot.service(world.service).unwrap().clone();
    service.policy = serde_json::json!({"booking": {"horizon_days": 14}});
    let mut tx = world.app.store.begin().await.unwrap();
    tx.put_service(world.network, &service).await.unwrap();
    tx.commit().await.unwrap();
    let (mut helene, _) = operator(&world).await;
    let opened = helene.get(PAGE).await;
    let locked = [
        ("document", "locked = [\"booking\"]\n"),
        ("note", "Pour tous"),
        ("look", "yes"),
    ];
    send(&mut helene, &opened, &locked)
        .await
        .is(422)
        .says("Shiatsu")
        .says("booking");
    world.app.snapshot(world.network).await.unwrap();
}

/// Two who change the policy at once: the second sees that somebody was first, with the own text kept.
#[tokio::test]
async fn the_second_of_two_sees_the_first() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, _) = operator(&world).await;
    let mut other = helene.clone();
    let opened = other.get(PAGE).await;
    let fields = [("document", "[booking]\nhorizon_days = 21\n"), ("note", "Trois semaines")];
    let looked = send(&mut other, &opened, &[fields[0], fields[1], ("look", "yes")]).await;
    save(&mut helene, SHORTER, "Un mois").await.is(303);
    let late = send(&mut other, &looked, &[fields[0], fields[1], ("save", "yes")]).await;
    late.is(409)
        .says("entre-temps")
        .says("horizon_days = 21")
        .says("Trois semaines");
    assert_eq!(world.app.store.policy_versions(world.network).await.unwrap().len(), 2);
    send(&mut other, &late, &[fields[0], fields[1], ("save", "yes")])
        .await
        .is(303);
    assert_eq!(world.app.store.policy_versions(world.network).await.unwrap().len(), 3);
}

/// The history shows what changed, and an old version comes back as a new one.
#[tokio::test]
async fn an_old_version_is_taken_up_again() {
    let world = World::preset(Engine::Sqlite, "therapists").await;
    let (mut helene, _) = operator(&world).await;
    let before = world.app.policy_in_force(world.network).await.unwrap().document;
    assert!(before.contains('#'), "a preset is shown with its remarks");
    save(&mut helene, SHORTER, "Plus court").await.is(303);
    let page = helene.get("/operator/policy/versions/2").await;
    page.is(200)
        .says("Comparée à la version 1")
        .says("# Un mois suffit.")
        .says("booking.horizon_days");
    helene
        .get("/operator/policy/versions/2?with=2")
        .await
        .is(200)
        .says("Aucune valeur ne change");
    helene.get("/operator/policy/versions/9").await.is(404);
    helene.get("/operator/policy/versions/2?with=9").await.is(404);
    let first = helene.get("/operator/policy/versions/1").await;
    first.is(200).says("Reprendre ce texte");
    let restoring = helene.get("/operator/policy?restore=1").await;
    restoring.is(200).says("Retour à la version 1");
    let fields = [("document", before.as_str()), ("note", "Retour à la version 1")];
    let looked = send(&mut helene, &restoring, &[fields[0], fields[1], ("look", "yes")]).await;
    send(&mut helene, &looked, &[fields[0], fields[1], ("save", "yes")])
        .await
        .is(303);
    let now = world.app.policy_in_force(world.network).await.unwrap();
    assert_eq!((now.version, now.document), (3, before));
    helene
        .get("/operator/audit")
        .await
        .is(200)
        .says("version 3 des conditions")
        .says("s’est connecté");
}

/// X2: another network has another policy and another history.
#[tokio::test]
async fn x2_every_network_has_its_own() {
    let world = World::new(Engine::Sqlite).await;
    let other = world.another_network("ailleurs").await;
    let (mut helene, _) = operator(&world).await;
    save(&mut helene, SHORTER, "Un mois").await.is(303);
    world
        .operator_of(
            other.network,
            "odile@ailleurs.example",
            domain::people::OperatorRole::Operator,
        )
        .await;
    let mut odile = crate::signed_in(&world, "odile@ailleurs.example").await;
    odile.get("/operator/policy/versions/2").await.is(404);
    odile.get(PAGE).await.is(200).keeps_silent_about("Un mois suffit");
    odile
        .get("/operator/audit")
        .await
        .is(200)
        .keeps_silent_about("version 2 des conditions");
}
