//! Cases: decided with written reasons after a look, by a person who did not decide what is contested.

use actions::Contest;
use domain::appointment::Actor;
use domain::ids::{CaseId, MeasureId};
use domain::messages::MessageKind;
use domain::notice::Notice;
use domain::people::Operator;
use domain::reliability::Case;
use testkit::world::{Engine, World, staff};

use crate::browser::{Browser, Page};
use crate::{operator, support};

const WHY: &str = "Trois clients l’ont écrit et le professionnel l’a reconnu.";
const CONTEST: &str = "Ces clients se trompent de professionnel.";
const DECISION: &str = "Les courriers montrent qu’il s’agissait d’un autre cabinet.";

/// Somebody of the network as whoever acts.
fn acting(operator: &Operator) -> Actor {
    Actor {
        id: operator.id.to_string(),
        ..staff()
    }
}

/// A measure that this person decided, and the business's contest of it.
async fn contested(world: &World, author: &Operator) -> (MeasureId, Case) {
    let measure = world
        .app
        .impose(world.network, world.business, Notice::Days(7), WHY, &acting(author))
        .await
        .unwrap();
    let contest = Contest {
        network: world.network,
        business: world.business,
        measure: Some(measure.id),
        strike: None,
        text: CONTEST.into(),
    };
    (measure.id, world.app.contest(&contest, &staff()).await.unwrap())
}

fn address(case: CaseId) -> String {
    format!("/operator/cases/{case}")
}

/// Fills in the form of a page with these fields.
async fn send(browser: &mut Browser, page: &Page, action: &str, fields: &[(&str, &str)]) -> Page {
    let hidden = page.hidden(action);
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend(fields);
    browser.post(action, &all).await
}

/// L12: the author of a measure does not judge its contest, is told so in words, and cannot do it by sending the form all the same; another person
/// can, and one act restores everything.
#[tokio::test]
async fn l12_the_author_does_not_judge() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, author) = operator(&world).await;
    let (measure, case) = contested(&world, &author).await;
    let page = address(case.id);
    let own = helene.get(&page).await;
    own.is(200).says("Vous avez décidé cette mesure").says(CONTEST).says(WHY);
    own.keeps_silent_about("Voir ce qui va se passer");
    let proof = own.hidden("/operator/sign-out").remove(0);
    let fields = [
        (proof.0.as_str(), proof.1.as_str()),
        ("verdict", "reject"),
        ("reasons", DECISION),
        ("look", "yes"),
    ];
    let refused = helene.post(&page, &fields).await;
    refused
        .is(409)
        .says("La personne qui a décidé ne juge pas la contestation")
        .says(DECISION);
    assert_eq!(
        world
            .app
            .store
            .case(world.network, case.id)
            .await
            .unwrap()
            .unwrap()
            .state
            .code(),
        "open"
    );

    let (mut basile, judge) = support(&world).await;
    let opened = basile.get(&page).await;
    opened
        .is(200)
        .says("Contestation d’une mesure")
        .says("Voir ce qui va se passer");
    let choice = [("verdict", "uphold"), ("reasons", DECISION)];
    let looked = send(&mut basile, &opened, &page, &[choice[0], choice[1], ("look", "yes")]).await;
    looked
        .is(200)
        .says("Ce qui va se passer")
        .says("La mesure est levée tout de suite")
        .says("par e-mail");
    assert!(
        world
            .app
            .store
            .measure(world.network, measure)
            .await
            .unwrap()
            .unwrap()
            .lifted
            .is_none(),
        "only looked at"
    );
    let done = send(&mut basile, &looked, &page, &[choice[0], choice[1], ("act", "yes")]).await;
    done.is(303);
    basile
        .get(&done.location)
        .await
        .is(200)
        .says("Fondé")
        .says(DECISION)
        .says("basile");
    let lifted = world
        .app
        .store
        .measure(world.network, measure)
        .await
        .unwrap()
        .unwrap()
        .lifted
        .unwrap();
    assert_eq!((lifted.by, lifted.why.as_str()), (judge.id.to_string(), DECISION));
    world.work().await;
    let told: Vec<_> = world.sent().await.into_iter().map(|message| message.kind).collect();
    assert!(told.contains(&MessageKind::CaseDecided), "{told:?}");
}

/// Rejecting changes nothing but the case, and says so before; decided cases are not decided again.
#[tokio::test]
async fn a_contest_that_is_not_founded() {
    let world = World::new(Engine::Sqlite).await;
    let (_, author) = operator(&world).await;
    let (measure, case) = contested(&world, &author).await;
    let (mut basile, _) = support(&world).await;
    let page = address(case.id);
    let opened = basile.get(&page).await;
    let choice = [("verdict", "reject"), ("reasons", DECISION)];
    let looked = send(&mut basile, &opened, &page, &[choice[0], choice[1], ("look", "yes")]).await;
    looked.is(200).says("Rien ne change pour l’établissement");
    // The look was at another choice: nothing is done, that choice is looked at.
    let other = send(
        &mut basile,
        &looked,
        &page,
        &[("verdict", "uphold"), choice[1], ("act", "yes")],
    )
    .await;
    other.is(200).says("La mesure est levée tout de suite");
    send(&mut basile, &looked, &page, &[choice[0], choice[1], ("act", "yes")])
        .await
        .is(303);
    assert!(
        world
            .app
            .store
            .measure(world.network, measure)
            .await
            .unwrap()
            .unwrap()
            .lifted
            .is_none()
    );
    let again = send(&mut basile, &looked, &page, &[choice[0], choice[1], ("act", "yes")]).await;
    again.is(409).says("déjà réglé");
}

/// I8: no decision without written reasons; what was chosen and typed stays.
#[tokio::test]
async fn i8_a_decision_needs_reasons() {
    let world = World::new(Engine::Sqlite).await;
    let (_, author) = operator(&world).await;
    let (_, case) = contested(&world, &author).await;
    let (mut basile, _) = support(&world).await;
    let page = address(case.id);
    let opened = basile.get(&page).await;
    let short = send(
        &mut basile,
        &opened,
        &page,
        &[("verdict", "uphold"), ("reasons", "Oui."), ("look", "yes")],
    )
    .await;
    short
        .is(422)
        .says("au moins 20 caractères")
        .says(">Oui.<")
        .says("value=\"uphold\" checked");
    let none = send(&mut basile, &opened, &page, &[("reasons", DECISION), ("look", "yes")]).await;
    none.is(422).says("Choisissez ce que vous décidez").says(DECISION);
}

/// WEC-09: a client says that the professional asked for the cancellation; support limits the account with a length and reasons, after a look.
#[tokio::test]
async fn wec_09_a_report_is_followed_by_a_limitation() {
    let world = World::new(Engine::Sqlite).await;
    let case = reported(&world).await;
    let (mut basile, _) = support(&world).await;
    basile
        .get("/operator")
        .await
        .is(200)
        .says("aurait demandé au client d’annuler");
    let page = address(case.id);
    let opened = basile.get(&page).await;
    opened.is(200).says("Limiter le compte").says("Clore sans suite");
    let without = send(
        &mut basile,
        &opened,
        &page,
        &[("verdict", "limit"), ("reasons", DECISION), ("look", "yes")],
    )
    .await;
    without.is(422).says("Choisissez une durée");
    let choice = [("verdict", "limit"), ("limit", "7 d"), ("reasons", DECISION)];
    let looked = send(
        &mut basile,
        &opened,
        &page,
        &[choice[0], choice[1], choice[2], ("look", "yes")],
    )
    .await;
    looked
        .is(200)
        .says("Compte limité")
        .says("A demandé au client d’annuler à sa place");
    send(
        &mut basile,
        &looked,
        &page,
        &[choice[0], choice[1], choice[2], ("act", "yes")],
    )
    .await
    .is(303);
    let measures = world
        .app
        .store
        .measures_in_force(world.network, world.app.clock.now())
        .await
        .unwrap();
    assert_eq!(
        measures.iter().map(|measure| measure.kind.code()).collect::<Vec<_>>(),
        ["limitation"]
    );
    basile
        .get("/operator")
        .await
        .is(200)
        .says("Compte limité")
        .says("Aucun dossier n’attend");
}

/// WEC-09, WEC-17: closed without measure, nothing counts against anybody.
#[tokio::test]
async fn wec_09_a_report_is_closed_without_measure() {
    let world = World::new(Engine::Sqlite).await;
    let case = reported(&world).await;
    let (mut basile, _) = support(&world).await;
    let page = address(case.id);
    let opened = basile.get(&page).await;
    let choice = [("verdict", "close"), ("reasons", DECISION)];
    let looked = send(&mut basile, &opened, &page, &[choice[0], choice[1], ("look", "yes")]).await;
    looked.is(200).says("Rien ne change");
    send(&mut basile, &looked, &page, &[choice[0], choice[1], ("act", "yes")])
        .await
        .is(303);
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    assert!(standing.strikes.is_empty() && standing.measures.is_empty());
}

/// A client cancels and says that the professional asked for it.
async fn reported(world: &World) -> Case {
    let booked = world.booked(testkit::world::START).await.stored.appointment;
    let case = Case {
        id: CaseId(world.id()),
        kind: domain::reliability::CaseKind::AskedToCancel,
        business: world.business,
        practitioner: Some(world.practitioner),
        appointment: Some(booked.id),
        measure: None,
        strike: None,
        opened_by: Actor::link(),
        opened_at: world.app.clock.now(),
        text: "Elle m’a demandé d’annuler à sa place.".into(),
        author: domain::reliability::Author::Automatic,
        answer_by: testkit::world::at(testkit::world::START),
        state: domain::reliability::CaseState::Open,
    };
    let mut tx = world.app.store.begin().await.unwrap();
    tx.add_case(world.network, &case).await.unwrap();
    tx.commit().await.unwrap();
    case
}

/// X2, I7: a case of another network is not there, to read or to decide.
#[tokio::test]
async fn x2_a_foreign_case_is_not_there() {
    let world = World::new(Engine::Sqlite).await;
    let (mut helene, author) = operator(&world).await;
    let (measure, case) = contested(&world, &author).await;
    let other = world.another_network("ailleurs").await;
    world
        .operator_of(
            other.network,
            "odile@ailleurs.example",
            domain::people::OperatorRole::Operator,
        )
        .await;
    let mut odile = crate::signed_in(&world, "odile@ailleurs.example").await;
    let proof = odile.get("/operator").await.hidden("/operator/sign-out").remove(0);
    let business = world.business;
    for path in [
        address(case.id),
        format!("/operator/businesses/{business}"),
        format!("/operator/businesses/{business}/limit"),
        format!("/operator/measures/{measure}/lift"),
    ] {
        odile.get(&path).await.is(404);
        if !path.ends_with(&business.to_string()) {
            let fields = [
                (proof.0.as_str(), proof.1.as_str()),
                ("verdict", "uphold"),
                ("limit", "7 d"),
                ("reasons", DECISION),
                ("act", "yes"),
            ];
            odile.post(&path, &fields).await.is(404);
        }
        helene.get(&path).await.is(200);
    }
    for unknown in [
        "/operator/cases/cas_1",
        "/operator/businesses/x",
        "/operator/cases/cas_00000000000000000000000000000001",
    ] {
        helene.get(unknown).await.is(404);
    }
    odile
        .get("/operator/cases")
        .await
        .is(200)
        .keeps_silent_about("Contestation d’une mesure");
}
