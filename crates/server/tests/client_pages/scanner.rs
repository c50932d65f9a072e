//! S6: programs that open every link of a message, and some that press every button.

use testkit::world::START;

use crate::{BOOK, Visit, ZOE};

/// S6: 100 rounds over every page of a link, by GET and by HEAD, and everything these pages lead to, change nothing.
#[tokio::test]
async fn s6_a_scanner_that_opens_every_link_changes_nothing() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let before = visit.stored(&link).await;
    let messages = visit.world.app.store.outbox(1_000, None).await.unwrap().len();
    let confirm = "/move/confirm?start=2026-03-05T10%3A00%3A00%2B01%3A00";
    let pages = [
        "",
        "?done=booked",
        "?done=moved",
        "?done=cancelled",
        "?done=x",
        "/cancel",
        "/move",
        confirm,
        "/calendar.ics",
    ];
    for _ in 0..100 {
        for page in pages {
            visit.browser.get(&format!("{link}{page}")).await.has_status(200);
            let head = visit.browser.head(&format!("{link}{page}")).await;
            assert!(head.has_status(200).body.is_empty());
        }
    }
    for page in pages {
        for address in visit.browser.get(&format!("{link}{page}")).await.links() {
            visit.browser.get(&address).await;
            visit.browser.head(&address).await;
        }
    }
    assert_eq!(visit.stored(&link).await, before);
    assert_eq!(visit.world.app.store.outbox(1_000, None).await.unwrap().len(), messages);
    // The result of an act is told only while it is true.
    visit
        .browser
        .get(&format!("{link}?done=cancelled"))
        .await
        .is_silent_about("est annulé");
}

/// S5, S6: a POST without the proof of the page it belongs to is refused, whatever else it carries.
#[tokio::test]
async fn s6_a_post_without_proof_changes_nothing() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    let cancel = visit.browser.get(&format!("{link}/cancel")).await.field("proof");
    let confirm = visit
        .browser
        .get(&format!("{link}/move/confirm?start=2026-03-05T10%3A00%3A00%2B01%3A00"))
        .await
        .field("proof");
    let other = visit.world.booked("2026-03-04T09:00:00+01:00").await.token;
    let foreign = visit.browser.get(&format!("/r/{other}/cancel")).await.field("proof");
    let before = visit.stored(&link).await;
    for (page, proof) in [
        ("cancel", ""),
        ("cancel", "AAAAAAAAAAAAAAAAAAAAAA"),
        ("cancel", confirm.as_str()),
        ("cancel", foreign.as_str()),
        ("move", ""),
        ("move", cancel.as_str()),
    ] {
        let fields = [
            ("version", "1"),
            ("seen", "allow"),
            ("start", "2026-03-05T10:00:00+01:00"),
            ("proof", proof),
        ];
        let refused = visit.browser.post(&format!("{link}/{page}"), &fields).await;
        refused.has_status(403).says("Rien n’a été changé");
    }
    visit.browser.post(&format!("{link}/cancel"), &[]).await.has_status(403);
    visit.browser.post(&link, &[]).await.has_status(405);
    assert_eq!(visit.stored(&link).await, before);
    let service = visit.world.service.to_string();
    let blind: Vec<(&str, &str)> = ZOE
        .into_iter()
        .chain([("service", service.as_str()), ("start", START)])
        .collect();
    visit.browser.post(BOOK, &blind).await.has_status(403);
}
