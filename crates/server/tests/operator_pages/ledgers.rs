//! Businesses and what their records hold; measures that a person begins and lifts; the audit of who looked.

use testkit::world::{Engine, START, World, staff};

use crate::{operator, support};

const WHY: &str = "Trois clients l’ont écrit et le professionnel l’a reconnu.";

/// A look at what a limitation would be, then the limitation with its statement of reasons, then its end by another person; the audit has all of it.
#[tokio::test]
async fn l11_a_limitation_has_reasons_and_an_end() {
    let world = World::new(Engine::Sqlite).await;
    let (mut basile, _) = support(&world).await;
    let business = format!("/operator/businesses/{}", world.business);
    let limit = format!("{business}/limit");
    basile
        .get(&business)
        .await
        .is(200)
        .says("Cabinet des Lilas")
        .says("Aucune mesure en vigueur");
    let empty = basile.fill(&limit, &limit, &[("look", "yes")]).await;
    empty.is(422).says("Choisissez une durée").says("au moins 20 caractères");
    let choice = [("limit", "48 h"), ("reasons", WHY)];
    let looked = basile.fill(&limit, &limit, &[choice[0], choice[1], ("look", "yes")]).await;
    looked.is(200).says("dimanche 22 février").says("exposé des motifs");
    assert!(in_force(&world).await.is_empty());
    // Pressed without a look, the button looks.
    basile
        .fill(&limit, &limit, &[choice[0], choice[1], ("act", "yes")])
        .await
        .is(200);
    assert!(in_force(&world).await.is_empty());
    let hidden = looked.hidden(&limit);
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([choice[0], choice[1], ("act", "yes")]);
    let begun = basile.post(&limit, &fields).await;
    begun.is(303);
    let shown = basile.get(&begun.location).await;
    shown
        .is(200)
        .says("La mesure est en vigueur")
        .says("Compte limité")
        .says(WHY)
        .says("Décidée par basile");
    let measure = in_force(&world).await.remove(0);

    let (mut helene, _) = operator(&world).await;
    helene.get("/operator/businesses").await.is(200).says("Compte limité");
    let lift = format!("/operator/measures/{measure}/lift");
    let looked = helene.fill(&lift, &lift, &[("reasons", WHY), ("look", "yes")]).await;
    looked.is(200).says("levée tout de suite").says("restent comptés");
    let hidden = looked.hidden(&lift);
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("reasons", WHY), ("act", "yes")]);
    let lifted = helene.post(&lift, &fields).await;
    lifted.is(303);
    helene
        .get(&lifted.location)
        .await
        .is(200)
        .says("La mesure est levée")
        .says("Levée vendredi 20 février");
    assert!(in_force(&world).await.is_empty());
    helene.get(&lift).await.is(404);
    let audit = helene.get("/operator/audit").await;
    audit.is(200).says("a pris la mesure").says("a levé la mesure");
    audit.says("a lu le registre de Cabinet des Lilas").says("s’est connecté");
}

async fn in_force(world: &World) -> Vec<String> {
    let measures = world
        .app
        .store
        .measures_in_force(world.network, world.app.clock.now())
        .await
        .unwrap();
    measures.iter().map(|measure| measure.id.to_string()).collect()
}

/// WEC-19: what the business cancelled of the appointments whose time came, and how much of it late.
#[tokio::test]
async fn wec_19_rates_of_cancellations() {
    let world = World::preset(Engine::Sqlite, "home-services").await;
    let (mut basile, _) = support(&world).await;
    basile.get("/operator/businesses").await.is(200).says("aucun rendez-vous");
    for start in [
        START,
        "2026-03-04T10:00:00+01:00",
        "2026-03-04T14:00:00+01:00",
        "2026-03-05T10:00:00+01:00",
    ] {
        world.booked(start).await;
    }
    // The evening before: late.
    world.advance_to_before_start(60);
    let entries = world
        .app
        .store
        .appointments_page(world.network, None, 10, &store::AppointmentFilter::default())
        .await
        .unwrap();
    let first = entries
        .iter()
        .find(|stored| stored.appointment.when.start == testkit::world::at(START))
        .unwrap();
    let wish = actions::CancelWish {
        network: world.network,
        id: first.appointment.id,
        asked_by: domain::appointment::Side::Business,
        reason: Some(domain::appointment::Reason::Ill),
        message: "Je suis souffrante, je vous prie de m’excuser.".into(),
        quietly: false,
        seen_version: None,
        seen: None,
    };
    world.app.cancel(&wish, &staff(), None).await.unwrap();
    world.advance_to(testkit::world::at("2026-03-06T09:00:00+01:00"));
    let (mut helene, _) = operator(&world).await;
    helene.get("/operator/businesses").await.is(200).says("25 % (1 sur 4)");
    let page = helene.get(&format!("/operator/businesses/{}", world.business)).await;
    page.is(200)
        .says("Annulation tardive")
        .says("Rendez-vous du mardi 3 mars")
        .says("Compte jusqu’au");
}
