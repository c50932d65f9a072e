//! What the terms say, said before the click, and kept at the click.

use serde_json::json;
use testkit::world::{Plan, at, staff};

use crate::Visit;

/// MED1-04 and MED1-05: late is possible to the last minute, after a word about what it means.
#[tokio::test]
async fn med1_04_05_late_acts_go_through_after_a_warning() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let early = visit.browser.get(&format!("{link}/cancel")).await;
    early.is_silent_about("sera difficile à reproposer. Vous pouvez quand même");
    visit.world.advance_to_before_start(19 * 60);
    for (page, warning) in [
        ("cancel", "Vous pouvez quand même annuler"),
        ("move", "Vous pouvez quand même déplacer"),
    ] {
        let page = visit.browser.get(&format!("{link}/{page}")).await;
        page.has_status(200)
            .says("Il reste 19 h")
            .says("Il reste moins de 24 h")
            .says(warning);
    }
    let confirm = visit
        .browser
        .get(&format!("{link}/move/confirm?start=2026-03-05T10%3A00%3A00%2B01%3A00"))
        .await;
    confirm.says("Vous pouvez quand même déplacer").says("Le préavis est de 19 h");
    visit.browser.submit(&confirm, &format!("{link}/move"), &[]).await.location();
    visit.world.advance_to(at("2026-03-05T09:59:00+01:00"));
    let cancel = visit.browser.get(&format!("{link}/cancel")).await;
    cancel.says("Il reste 1 min").says("Vous pouvez quand même annuler");
    assert_eq!(cancel.field("seen"), "allow_with_warning");
    visit.browser.submit(&cancel, &format!("{link}/cancel"), &[]).await.location();
    visit.browser.get(&link).await.says("Ce rendez-vous est annulé");
}

/// SBM-04, SBM-13: below the limit the move is refused with why, until when it was possible, and whom to contact; the rest stays open.
#[tokio::test]
async fn sbm_13_a_refused_move_names_the_contact() {
    let limit = json!({"client_reschedule": {"ladder": {"steps": [{"notice": "24 h", "answer": "allow"}], "after_start": "refuse_and_contact"}}});
    let visit = Visit::with(Plan {
        policy: limit,
        ..Plan::default()
    })
    .await;
    let link = visit.link().await;
    let confirm = visit
        .browser
        .get(&format!("{link}/move/confirm?start=2026-03-05T10%3A00%3A00%2B01%3A00"))
        .await;
    visit.world.advance_to_before_start(24 * 60 - 1);
    let page = visit.browser.get(&format!("{link}/move")).await;
    page.has_status(200)
        .says("Ce rendez-vous ne se déplace plus en ligne")
        .says("jusqu’au lundi 2 mars à 14 h 30");
    page.says("Claire Lenoir")
        .says("04 78 22 22 22")
        .says("claire-lenoir@lilas.example")
        .says("Annuler ce rendez-vous");
    // A page opened in time, sent too late: refused as well, and nothing has moved.
    let late = visit.browser.submit(&confirm, &format!("{link}/move"), &[]).await;
    late.has_status(409)
        .says("Ce rendez-vous ne se déplace plus en ligne")
        .says("04 78 22 22 22");
    assert_eq!(visit.stored(&link).await.0.version, 1);
    let manage = visit.browser.get(&link).await;
    manage.says("il ne se déplace plus en ligne").says("04 78 22 22 22");
    assert!(!manage.links().iter().any(|address| address.contains("/move")));
    visit.browser.get(&manage.link("/cancel")).await.has_status(200);
}

/// SBM-01, SBM-05, SBM-08: each closed door says what it is and whom to turn to.
#[tokio::test]
async fn closed_doors_say_why() {
    for (policy, path, words) in [
        (
            json!({"client_reschedule": {"enabled": false}}),
            "move",
            "Ce rendez-vous ne se déplace pas en ligne",
        ),
        (
            json!({"client_reschedule": {"max_moves": 0}}),
            "move",
            "Ce rendez-vous ne se déplace",
        ),
        (
            json!({"client_cancel": {"ladder": {"steps": [{"notice": "30 d", "answer": "allow"}], "after_start": "refuse_and_contact"}}}),
            "cancel",
            "Ce rendez-vous ne s’annule plus en ligne",
        ),
        (
            json!({"client_cancel": {"ladder": {"steps": [], "after_start": "refuse_and_contact"}}}),
            "cancel",
            "Ce rendez-vous ne s’annule pas en ligne",
        ),
        (
            json!({"reply_to": "network", "client_reschedule": {"enabled": false}}),
            "move",
            "04 78 00 00 00",
        ),
    ] {
        let visit = Visit::with(Plan {
            policy: policy.clone(),
            ..Plan::default()
        })
        .await;
        let link = visit.link().await;
        visit
            .browser
            .get(&format!("{link}/{path}"))
            .await
            .has_status(200)
            .says(words)
            .says("Un appel suffit");
        visit.browser.get(&link).await.has_status(200);
    }
}

/// From the start on nothing is done online any more; the pages say whom to call instead.
#[tokio::test]
async fn after_the_start_the_pages_name_whom_to_call() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    visit.world.advance_to_before_start(0);
    for page in ["cancel", "move"] {
        visit
            .browser
            .get(&format!("{link}/{page}"))
            .await
            .has_status(200)
            .says("a commencé")
            .says("04 78 22 22 22");
    }
}

/// R7: what somebody else changed in the meantime is shown before anything is done; the click of the old page does nothing.
#[tokio::test]
async fn r7_a_page_that_is_out_of_date_changes_nothing() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let cancel = visit.browser.get(&format!("{link}/cancel")).await;
    let confirm = visit
        .browser
        .get(&format!("{link}/move/confirm?start=2026-03-05T10%3A00%3A00%2B01%3A00"))
        .await;
    let (stored, _) = visit.stored(&link).await;
    let wish = actions::MoveWish {
        network: visit.world.network,
        id: stored.id,
        start: at("2026-03-04T09:00:00+01:00"),
        asked_by: domain::appointment::Side::Business,
        reason: Some(domain::appointment::Reason::Ill),
        message: "Je suis souffrante ce jour-là.".into(),
        force: None,
        seen_version: None,
        seen: None,
    };
    visit.world.app.reschedule(&wish, &staff(), None).await.unwrap();
    let old = visit
        .browser
        .submit(&cancel, &format!("{link}/cancel"), &[("message", "Trop tard")])
        .await;
    old.has_status(409)
        .says("Ce rendez-vous a changé entre-temps")
        .says("Mercredi 4 mars à 9 h");
    assert!(old.body.contains("Trop tard"), "what was typed is kept");
    visit
        .browser
        .submit(&confirm, &format!("{link}/move"), &[])
        .await
        .has_status(409)
        .says("a changé entre-temps");
    assert_eq!(visit.stored(&link).await.0.version, 2);
    // The client reads the message of the practice, and nothing of the reason that was noted for the team.
    let manage = visit.browser.get(&link).await;
    manage
        .says("Déplacé par Cabinet des Lilas")
        .says("Je suis souffrante ce jour-là")
        .is_silent_about("Motif");
    // The fresh page works.
    visit.browser.submit(&old, &format!("{link}/cancel"), &[]).await.location();
}

/// The answer became stricter between page and click: the new one is shown first.
#[tokio::test]
async fn a_stricter_answer_is_shown_before_it_is_carried_out() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let cancel = visit.browser.get(&format!("{link}/cancel")).await;
    assert_eq!(cancel.field("seen"), "allow");
    visit.world.advance_to_before_start(23 * 60);
    let stricter = visit.browser.submit(&cancel, &format!("{link}/cancel"), &[]).await;
    stricter.has_status(409);
    assert_eq!(
        (stricter.field("seen"), visit.stored(&link).await.0.version),
        ("allow_with_warning".to_owned(), 1)
    );
    visit
        .browser
        .submit(&stricter, &format!("{link}/cancel"), &[])
        .await
        .location();
}

/// R6, R11: two tabs move to one start; the second finds it gone, keeps its old time and gets the nearest free ones.
#[tokio::test]
async fn a_move_to_a_slot_that_was_taken_offers_the_nearest() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let wanted = "2026-03-05T10:00:00+01:00";
    let confirm = visit
        .browser
        .get(&format!("{link}/move/confirm?start={}", wanted.replace('+', "%2B")))
        .await;
    visit.world.booked(wanted).await;
    let taken = visit.browser.submit(&confirm, &format!("{link}/move"), &[]).await;
    taken
        .has_status(409)
        .says("Ce créneau vient d’être pris")
        .says("jeu. 5 mars, 9 h")
        .says("Il reste à vous");
    assert_eq!(visit.stored(&link).await.0.version, 1);
    visit
        .browser
        .get(&taken.link("T09%3A00"))
        .await
        .has_status(200)
        .says("Jeudi 5 mars à 9 h");
}
