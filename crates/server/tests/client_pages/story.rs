//! The whole path: book, look, move, cancel.

use domain::appointment::State;
use domain::service::BookedBy;
use testkit::world::{Plan, START, at};

use crate::{BOOK, Visit, ZOE, is_private};

/// SBM-12: one address and one identity from the booking to the end.
#[tokio::test]
async fn sbm_12_one_link_from_the_booking_to_the_end() {
    let visit = Visit::new().await;
    visit.world.another_practitioner("ines-durand", "Inès Durand").await;
    let home = visit.browser.get("/lumiere").await;
    home.says("Claire Lenoir")
        .says("Shiatsu")
        .says("1 h · 60 €")
        .says("Vendredi 20 février à 10 h");
    let service = format!("/lumiere/claire-lenoir?service={}", visit.world.service);
    let page = visit.browser.get(&home.link(&service)).await;
    page.says("12 rue des Lilas")
        .is_silent_about("code 4512")
        .says("Annulation libre jusqu’à 24 h avant");
    let later = visit.browser.get(&format!("{service}&from=2026-03-03")).await;
    later.says("mardi 3 mars").says("14 h 30");

    let form = visit.browser.get(&later.link("2026-03-03T14%3A30")).await;
    form.says("Mardi 3 mars à 14 h 30")
        .says("jusqu’au lundi 2 mars à 14 h 30")
        .says("Rien à payer maintenant : 60 €");
    let link = visit.browser.submit(&form, BOOK, &ZOE).await.location();
    let manage = visit.browser.get(&link).await;
    is_private(&manage);
    manage
        .says("votre rendez-vous est confirmé")
        .says("zoe@example.org")
        .says("Confirmé, à venir")
        .says("Mardi 3 mars à 14 h 30");
    manage
        .says("code 4512")
        .says("vous êtes ici")
        .says("Réservé par vous pour le mardi 3 mars");
    let (booked, _) = visit.stored(&link).await;

    let picker = visit.browser.get(&manage.link("/move")).await;
    picker.says("Il reste à vous tant que vous n’en avez pas confirmé un autre");
    let confirm = visit.browser.get(&picker.link("/confirm?start=")).await;
    confirm
        .says("Avant Mardi 3 mars à 14 h 30")
        .says("Après Vendredi 20 février à 10 h")
        .says("l’ancien (mardi 3 mars");
    assert_eq!(visit.stored(&link).await.0, booked, "looking changes nothing");
    let action = picker.link("/move?").split('?').next().unwrap().to_owned();
    let done = visit.browser.submit(&confirm, &action, &[]).await.location();
    let moved = visit.browser.get(&done).await;
    moved.says("votre rendez-vous est déplacé").says("Vendredi 20 février à 10 h");
    moved.says("Déplacé par vous, du mardi 3 mars à 14 h 30 au vendredi 20 février à 10 h");
    let (after, history) = visit.stored(&link).await;
    assert_eq!(after.id, booked.id);
    assert_eq!((after.version, history.len()), (2, 2));
    visit.browser.get(&visit.form(START)).await.has_status(200);

    let cancel = visit.browser.get(&moved.link("/cancel")).await;
    cancel
        .says("Annuler ce rendez-vous ?")
        .says("redevient libre pour quelqu’un d’autre")
        .says("Rien à payer")
        .says("Claire Lenoir");
    let typed = [("reason", "hindered"), ("message", "Désolée !")];
    let done = visit.browser.submit(&cancel, &moved.link("/cancel"), &typed).await.location();
    let ended = visit.browser.get(&done).await;
    ended
        .says("ce rendez-vous est annulé")
        .says("Ce rendez-vous est annulé")
        .says("Annulé par vous")
        .says("Désolée !");
    ended
        .says("Les prochains créneaux libres")
        .says("Inès Durand")
        .is_silent_about("code 4512");
    assert!(ended.link(BOOK).contains("start="), "the next slots lead to the form");
    // The old link and its pages live on and show the state (ux.md 1.4).
    let bare = link.split('?').next().unwrap();
    for page in [
        "",
        "/move",
        "/cancel",
        "/move/confirm?start=2026-03-05T10%3A00%3A00%2B01%3A00",
    ] {
        let answer = visit.browser.get(&format!("{bare}{page}")).await;
        assert!(answer.status.is_success() || answer.location() == bare, "{page}");
    }
    assert!(matches!(visit.stored(&link).await.0.state, State::Cancelled { .. }));
}

/// The same pages in English, for whoever asks for it.
#[tokio::test]
async fn the_path_in_english() {
    let mut visit = Visit::new().await;
    visit.browser.language = "en-GB";
    let form = visit.browser.get(&visit.form(START)).await;
    form.says("Tuesday 3 March at 14:30").says("Nothing to pay now: €60");
    let link = visit.browser.submit(&form, BOOK, &ZOE).await.location();
    let manage = visit.browser.get(&link).await;
    manage
        .says("your appointment is confirmed")
        .says("you are here")
        .says("Booked by you for Tuesday 3 March at 14:30");
    let cancel = visit.browser.get(&manage.link("/cancel")).await;
    cancel
        .says("Keep my appointment")
        .says("Yes, cancel this appointment")
        .says("becomes free for somebody else");
    // Whoever booked in English goes on reading English, whatever the browser of the day says.
    visit.browser.language = "fr";
    visit.browser.get(&link).await.says("Confirmed, coming up");
}

/// MED1: a slot that was taken meanwhile gives the nearest free ones and keeps what was typed.
#[tokio::test]
async fn a_taken_slot_keeps_what_was_typed() {
    let visit = Visit::new().await;
    let form = visit.browser.get(&visit.form(START)).await;
    visit.world.booked(START).await;
    let again = visit.browser.submit(&form, BOOK, &ZOE).await;
    again
        .has_status(409)
        .says("ce créneau vient d’être pris")
        .says("mar. 3 mars, 13 h 30")
        .says("mar. 3 mars, 15 h 30");
    for kept in [
        "value=\"Zoé Martin\"",
        "value=\"zoe@example.org\"",
        "value=\"06 12 34 56 78\"",
        "Première fois",
        " checked",
    ] {
        assert!(again.body.contains(kept), "{kept}");
    }
    // Nothing ticked: the same page again, and still nothing lost.
    visit
        .browser
        .submit(&again, BOOK, &ZOE)
        .await
        .has_status(409)
        .says("ce créneau vient d’être pris");
    let typed: Vec<(&str, &str)> = ZOE.into_iter().chain([("start", "2026-03-03T15:30:00+01:00")]).collect();
    let link = visit.browser.submit(&again, BOOK, &typed).await.location();
    visit.browser.get(&link).await.says("Mardi 3 mars à 15 h 30");
    // Opening the form of a taken slot says the same at once.
    visit
        .browser
        .get(&visit.form(START))
        .await
        .has_status(409)
        .says("ce créneau vient d’être pris");
}

/// R15: the button pressed twice books once.
#[tokio::test]
async fn r15_a_form_sent_twice_books_once() {
    let visit = Visit::new().await;
    let form = visit.browser.get(&visit.form(START)).await;
    let first = visit.browser.submit(&form, BOOK, &ZOE).await.location();
    let second = visit.browser.submit(&form, BOOK, &ZOE).await.location();
    assert_eq!(first, second);
    assert_eq!(visit.stored(&first).await.1.len(), 1);
}

/// A request waits for an answer: other words, a deadline, and it can be taken back freely.
#[tokio::test]
async fn a_request_is_sent_waits_and_can_be_taken_back() {
    let visit = Visit::with(Plan {
        booked_by: BookedBy::Approval,
        ..Plan::default()
    })
    .await;
    let form = visit.browser.get(&visit.form(START)).await;
    form.says("Envoyer ma demande")
        .says("Réponse au plus tard dimanche 22 février à 9 h. Le créneau est à vous dès que");
    let link = visit.browser.submit(&form, BOOK, &ZOE).await.location();
    let manage = visit.browser.get(&link).await;
    manage
        .says("Votre demande est partie")
        .says("en attente de réponse")
        .says("vous pouvez la retirer librement");
    let cancel = visit.browser.get(&manage.link("/cancel")).await;
    cancel.says("Votre demande pour le mardi 3 mars à 14 h 30 est retirée");
    visit.browser.submit(&cancel, &manage.link("/cancel"), &[]).await.location();
    assert!(matches!(visit.stored(&link).await.0.state, State::Cancelled { .. }));
}

/// One entry in the reader's calendar for life: the same UID, a growing SEQUENCE (RFC 5545, 3.8.7.4).
#[tokio::test]
async fn the_calendar_file_keeps_its_identity_through_a_move() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let line = |file: &str, name: &str| {
        file.lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_default()
            .to_owned()
    };
    let before = visit.browser.get(&format!("{link}/calendar.ics")).await;
    is_private(&before);
    assert!(before.headers["content-type"].to_str().unwrap().starts_with("text/calendar"));
    assert_eq!(line(&before.body, "SEQUENCE"), "SEQUENCE:0");
    let confirm = visit
        .browser
        .get(&format!("{link}/move/confirm?start=2026-03-05T10%3A00%3A00%2B01%3A00"))
        .await;
    visit.browser.submit(&confirm, &format!("{link}/move"), &[]).await.location();
    let after = visit.browser.get(&format!("{link}/calendar.ics")).await;
    assert_eq!(line(&after.body, "UID"), line(&before.body, "UID"));
    assert_eq!(line(&after.body, "SEQUENCE"), "SEQUENCE:1");
    assert!(line(&after.body, "DTSTART;").ends_with("20260305T100000"), "{}", after.body);
}

/// Every colour of the life of an appointment has its page, also years later.
#[tokio::test]
async fn a_link_shows_the_state_years_later() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    visit.world.advance_to(at("2026-03-03T16:00:00+01:00"));
    visit
        .browser
        .get(&link)
        .await
        .has_status(200)
        .says("Passé")
        .says("Les prochains créneaux libres");
    visit
        .world
        .app
        .fulfil(
            visit.world.network,
            visit.stored(&link).await.0.id,
            &testkit::world::staff(),
            None,
        )
        .await
        .unwrap();
    visit
        .browser
        .get(&link)
        .await
        .has_status(200)
        .says("Ce rendez-vous a eu lieu");
    visit.world.advance_to(at("2029-03-03T16:00:00+01:00"));
    visit
        .browser
        .get(&link)
        .await
        .has_status(200)
        .says("Ce rendez-vous a eu lieu")
        .says("Mardi 3 mars à 14 h 30");
    assert_eq!(visit.browser.get(&format!("{link}/cancel")).await.location(), link);
}
