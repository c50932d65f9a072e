//! Another time that waits for an answer, from the personal link: asked for, proposed, accepted, kept, taken back.

use actions::ProposeWish;
use domain::appointment::Side;
use testkit::world::{Plan, START, at, staff};

use crate::{Visit, is_private};

const WEDNESDAY: &str = "2026-03-04T10:00:00+01:00";
const THURSDAY: &str = "2026-03-05T10:00:00+01:00";

/// A network where a client's move waits for the business.
async fn must_agree() -> Visit {
    let ladder = serde_json::json!({
        "after_start": "refuse_and_contact",
        "steps": [{ "notice": "0 min", "answer": "other_party_must_agree" }],
    });
    let policy = serde_json::json!({ "client_reschedule": { "ladder": ladder } });
    Visit::with(Plan {
        policy,
        ..Plan::default()
    })
    .await
}

/// The business proposes Wednesday and Thursday for the appointment behind a link.
async fn proposed(visit: &Visit, link: &str) {
    let (appointment, _) = visit.stored(link).await;
    let wish = ProposeWish {
        network: visit.world.network,
        id: appointment.id,
        starts: vec![at(WEDNESDAY), at(THURSDAY)],
        asked_by: Side::Business,
        reason: None,
        message: "Je dois libérer mardi.".into(),
        seen_version: None,
        seen: None,
    };
    visit.world.app.propose_move(&wish, &staff(), None).await.unwrap();
}

/// WEC+10: the client asks, the appointment stays where it is, and the request can be taken back.
#[tokio::test]
async fn wec_plus_10_a_move_is_asked_for_and_taken_back() {
    let visit = must_agree().await;
    let link = visit.link().await;
    let manage = visit.browser.get(&link).await;
    manage
        .says("Demander un autre moment")
        .says("demander un autre moment jusqu’au mardi 3 mars à 14 h 30");
    let picker = visit.browser.get(&manage.link("/move")).await;
    picker
        .says("Un autre moment se demande")
        .says("Claire Lenoir l’accepte ou non");
    let confirm = visit.browser.get(&picker.link("/confirm?start=")).await;
    confirm
        .says("Demander ce moment ?")
        .says("Votre rendez-vous Mardi 3 mars à 14 h 30")
        .says("Ce que vous demandez Vendredi 20 février à 10 h")
        .says("Votre rendez-vous reste le mardi 3 mars à 14 h 30")
        .says("Un e-mail part tout de suite à Claire Lenoir");
    let action = picker.link("/move?").split('?').next().unwrap().to_owned();
    let done = visit.browser.submit(&confirm, &action, &[]).await.location();
    let asked = visit.browser.get(&done).await;
    asked
        .says("Votre demande est envoyée")
        .says("Votre demande attend une réponse")
        .says("Vous avez demandé un autre moment")
        .is_silent_about("votre rendez-vous est déplacé");
    let (appointment, _) = visit.stored(&link).await;
    assert_eq!((appointment.when.start, appointment.moves), (at(START), 0));

    let withdraw = visit.browser.get(&asked.link("/proposal")).await;
    is_private(&withdraw);
    withdraw.says("Retirer votre demande ?").says("Aucun message ne part");
    let done = visit
        .browser
        .submit(&withdraw, &asked.link("/proposal"), &[])
        .await
        .location();
    let kept = visit.browser.get(&done).await;
    kept.says("Votre demande est retirée").is_silent_about("attend une réponse");
    assert_eq!(visit.stored(&link).await.0.proposal, None);
}

/// WEC-06, WEC-07: the business proposes, the client takes one of the times from the link.
#[tokio::test]
async fn wec_06_a_proposed_time_is_accepted_from_the_link() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    proposed(&visit, &link).await;
    let manage = visit.browser.get(&link).await;
    manage
        .says("Claire Lenoir vous propose un autre moment")
        .says("Je dois libérer mardi.")
        .says("reste le mardi 3 mars à 14 h 30")
        .says("Garder mon rendez-vous");
    let accept = visit.browser.get(&manage.link("proposal?start=2026-03-05")).await;
    is_private(&accept);
    accept
        .says("Accepter ce moment ?")
        .says("Après Jeudi 5 mars à 10 h")
        .says("Rien n’est compté comme tardif");
    assert_eq!(visit.stored(&link).await.0.when.start, at(START), "looking changes nothing");
    let action = format!("{link}/proposal");
    let done = visit.browser.submit(&accept, &action, &[]).await.location();
    visit
        .browser
        .get(&done)
        .await
        .says("votre rendez-vous est déplacé")
        .says("Jeudi 5 mars à 10 h");
    let (moved, _) = visit.stored(&link).await;
    assert_eq!((moved.when.start, moved.moves), (at(THURSDAY), 0));
    let again = visit.browser.submit(&accept, &action, &[]).await.location();
    visit.browser.get(&again).await.says("voici où en est votre rendez-vous");
}

/// WEC+10: kept with a word, everything stays; and the pages of a proposal that is gone lead back.
#[tokio::test]
async fn wec_plus_10_the_client_keeps_the_appointment() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    proposed(&visit, &link).await;
    let action = format!("{link}/proposal");
    let keep = visit.browser.get(&action).await;
    keep.says("Garder votre rendez-vous ?").says("Un mot au praticien");
    let long = "a".repeat(2_001);
    visit
        .browser
        .submit(&keep, &action, &[("message", &long)])
        .await
        .has_status(422)
        .says("2000 caractères au plus");
    let typed = [("message", "Mercredi je travaille.")];
    let done = visit.browser.submit(&keep, &action, &typed).await.location();
    visit
        .browser
        .get(&done)
        .await
        .says("vous gardez votre rendez-vous")
        .says("Mercredi je travaille.");
    assert_eq!(visit.stored(&link).await.0.proposal, None);
    let gone = visit.browser.get(&action).await.location();
    assert!(gone.starts_with(&link), "{gone}");
}

/// R4: a proposed time that was taken meanwhile is refused with others, and the proposal stays open.
#[tokio::test]
async fn r4_a_proposed_time_that_was_taken_meanwhile() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    proposed(&visit, &link).await;
    let action = format!("{link}/proposal");
    let accept = visit
        .browser
        .get(&format!("{action}?start={}", WEDNESDAY.replace('+', "%2B")))
        .await;
    visit.world.booked(WEDNESDAY).await;
    let refused = visit.browser.submit(&accept, &action, &[]).await;
    refused
        .has_status(409)
        .says("Ce créneau vient d’être pris")
        .says("Les créneaux libres les plus proches");
    let (appointment, _) = visit.stored(&link).await;
    assert!(appointment.proposal.is_some());
    assert_eq!(appointment.when.start, at(START));
}

/// S6: a scanner that follows or posts blindly answers nothing.
#[tokio::test]
async fn s6_nobody_answers_without_having_read_the_page() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    proposed(&visit, &link).await;
    let before = visit.stored(&link).await;
    let action = format!("{link}/proposal");
    visit.browser.head(&action).await;
    let fields = [("start", WEDNESDAY), ("version", "2"), ("seen", "allow"), ("proof", "x")];
    for fields in [&fields[..], &[]] {
        visit.browser.post(&action, fields).await.has_status(403);
    }
    assert_eq!(visit.stored(&link).await.0, before.0);
}
