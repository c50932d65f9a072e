//! Whatever is typed or forged: an answer below 500 that names the field, and nothing lost.

use crate::{BOOK, Visit, ZOE};
use testkit::world::START;

/// 10,000-character names, header injection, missing and malformed fields: 422 with every fault by its field, and everything kept.
#[tokio::test]
async fn s10_fields_at_fault_are_named_and_kept() {
    let visit = Visit::new().await;
    let form = visit.browser.get(&visit.form(START)).await;
    let long = "x".repeat(10_000);
    for (field, typed, error) in [
        ("name", long.as_str(), "120 caractères au plus"),
        ("name", "", "Indiquez votre prénom et votre nom"),
        ("name", "Zoé\r\nBcc: tous@example.org", "sans retour à la ligne"),
        ("email", "", "Indiquez une adresse e-mail"),
        ("email", "zoe", "Une adresse ressemble à"),
        ("email", "zoe@example.org\nBcc: a@b.org", "Une adresse ressemble à"),
        ("phone", "appelez-moi", "Un numéro a de 6 à 15 chiffres"),
        ("note", long.as_str(), "2000 caractères au plus"),
        ("consent", "", "Cochez la case"),
    ] {
        let fields = ZOE.map(|(name, value)| (name, if name == field { typed } else { value }));
        let page = visit.browser.submit(&form, BOOK, &fields).await;
        page.has_status(422).says(error).says("Il manque encore quelque chose");
        assert!(page.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert!(
            field == "name" || page.body.contains("value=\"Zoé Martin\""),
            "the rest is kept"
        );
        assert!(typed.len() < 1_000 || page.body.contains(typed), "also what is at fault");
    }
    // All faults at once.
    let all = visit.browser.submit(&form, BOOK, &[("name", ""), ("email", "zoe")]).await;
    all.has_status(422)
        .says("Indiquez votre prénom")
        .says("Une adresse ressemble")
        .says("Cochez la case");
}

/// R18: forged, past, unreadable starts.
#[tokio::test]
async fn r18_starts_that_cannot_be_had() {
    let visit = Visit::new().await;
    for (start, status, words) in [
        ("", 422, "start"),
        ("demain", 422, "start"),
        ("2026-03-03T14:30:00", 422, "start"),
        ("2026-03-03T14:30:00%2B99:00", 422, "start"),
        (
            "2026-03-03T14:37:00%2B01:00",
            422,
            "Les rendez-vous ne commencent pas à cette heure-là",
        ),
        ("2026-02-19T10:00:00%2B01:00", 422, "Ce créneau est déjà passé"),
        ("2026-03-03T23:00:00%2B01:00", 422, "ne reçoit pas à ce moment-là"),
        ("2027-03-03T14:30:00%2B01:00", 422, "trop lointain"),
        ("-009999-01-02T01:59:59Z", 422, "Ce créneau est déjà passé"),
        ("9999-12-30T22:00:00Z", 422, ""),
    ] {
        let page = visit.browser.get(&visit.form(start)).await;
        page.has_status(status).says(words);
        let good = visit.browser.get(&visit.form(START)).await;
        let typed = start.replace("%2B", "+");
        let fields: Vec<(&str, &str)> = ZOE.into_iter().chain([("start", typed.as_str())]).collect();
        visit
            .browser
            .submit(&good, BOOK, &fields)
            .await
            .has_status(status)
            .says(words);
    }
}

/// Addresses and hidden fields that no page of ours wrote.
#[tokio::test]
async fn forged_addresses_and_hidden_fields_are_named() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let service = visit.world.service;
    for (address, field) in [
        (format!("/lumiere/claire-lenoir?service={service}&from=hier"), "from"),
        (format!("{link}/move?from=2026-13-40"), "from"),
        (format!("{link}/move/confirm?start=bientot"), "start"),
        (format!("{link}/move/confirm"), "start"),
    ] {
        visit
            .browser
            .get(&address)
            .await
            .has_status(422)
            .says(&format!("Champ illisible : {field}"));
    }
    visit
        .browser
        .get(&format!("/lumiere/claire-lenoir?service={service}&from=9999-12-31"))
        .await
        .has_status(200);
    visit
        .browser
        .get(&format!("{link}/move?from=-009999-01-01"))
        .await
        .has_status(200);
    let cancel = visit.browser.get(&format!("{link}/cancel")).await;
    for (field, value, status) in [
        ("seen", "gratis", 422),
        ("reason", "because", 422),
        ("version", "0", 403),
        ("version", "x", 403),
    ] {
        visit
            .browser
            .submit(&cancel, &format!("{link}/cancel"), &[(field, value)])
            .await
            .has_status(status);
    }
    let long = "x".repeat(2_001);
    let page = visit
        .browser
        .submit(&cancel, &format!("{link}/cancel"), &[("message", &long)])
        .await;
    page.has_status(422).says("2000 caractères au plus");
    assert!(page.body.contains(&long));
    let flood = "x".repeat(300 * 1024);
    visit
        .browser
        .submit(&cancel, &format!("{link}/cancel"), &[("message", &flood)])
        .await
        .has_status(413);
    assert_eq!(visit.stored(&link).await.0.version, 1);
}

/// S9: what somebody typed is shown as text, never as markup.
#[tokio::test]
async fn s9_typed_markup_stays_text() {
    let visit = Visit::new().await;
    let form = visit.browser.get(&visit.form(START)).await;
    let hostile = "<script>alert(1)</script>\"'&";
    let fields = ZOE.map(|(name, value)| (name, if name == "note" || name == "name" { hostile } else { value }));
    let wrong = visit
        .browser
        .submit(
            &form,
            BOOK,
            &fields.map(|(name, value)| (name, if name == "email" { "x" } else { value })),
        )
        .await;
    assert!(!wrong.has_status(422).body.contains("<script"));
    let link = visit.browser.submit(&form, BOOK, &fields).await.location();
    let page = visit.browser.get(&link).await;
    assert!(!page.body.contains("<script"));
    page.says(hostile);
}
