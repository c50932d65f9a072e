//! The client says that the professional asked for the cancellation (WEC-09).

use domain::appointment::{Reason, Side};
use domain::reliability::{CaseKind, Subject};
use serde_json::json;
use testkit::world::Plan;

use crate::Visit;

/// WEC-09, WEC-17: the choice says what it means, does not count against the client, closes nothing, counts for nobody, and tells support.
#[tokio::test]
async fn wec_09_the_professional_asked_me_to_cancel() {
    let visit = Visit::new().await;
    let link = visit.link().await;
    visit.world.advance_to_before_start(19 * 60);
    let own = visit.browser.get(&format!("{link}/cancel")).await;
    own.says("Qui souhaite annuler")
        .says("Le professionnel m’a demandé d’annuler")
        .says("Il reste 19 h");
    assert_eq!(own.field("asked_by"), "client");
    let asked = visit.browser.get(&own.link("asked_by=business")).await;
    asked
        .says("ne compte pas pour vous, même si elle est tardive")
        .says("Le réseau en est informé")
        .is_silent_about("Vous pouvez quand même annuler");
    assert_eq!(
        (asked.field("asked_by"), asked.field("seen")),
        ("business".into(), "allow".into())
    );
    visit.browser.submit(&asked, &format!("{link}/cancel"), &[]).await.location();

    let (appointment, history) = visit.stored(&link).await;
    assert_eq!(appointment.state.code(), "cancelled");
    assert_eq!(history.last().unwrap().change.act.asked_by, Side::Business);
    let world = &visit.world;
    let cases = world
        .app
        .store
        .cases(world.network, store::CaseFilter::default())
        .await
        .unwrap();
    assert_eq!(
        cases.iter().map(|case| case.kind).collect::<Vec<_>>(),
        [CaseKind::AskedToCancel]
    );
    let standing = world.app.standing(world.network, world.business).await.unwrap();
    assert_eq!(standing.subject, Subject::Business(world.business));
    assert!(
        standing.strikes.is_empty() && standing.measures.is_empty(),
        "support decides, nothing is automatic"
    );
}

/// WEC-09: the client's own limits do not bind what the professional asked for; the page that refuses says so.
#[tokio::test]
async fn wec_09_no_limit_of_the_clients_is_in_the_way() {
    let never = json!({"client_cancel": {"ladder": {"steps": [], "after_start": "refuse_and_contact"}}});
    let visit = Visit::with(Plan {
        policy: never,
        ..Plan::default()
    })
    .await;
    let link = visit.link().await;
    let refused = visit.browser.get(&format!("{link}/cancel")).await;
    let asked = visit.browser.get(&refused.link("asked_by=business")).await;
    visit
        .browser
        .submit(&asked, &format!("{link}/cancel"), &[("reason", Reason::Other.code())])
        .await
        .location();
    assert_eq!(visit.stored(&link).await.0.state.code(), "cancelled");
    // Once it has begun there is nothing left to ask.
    let visit = Visit::new().await;
    let link = visit.link().await;
    visit.world.advance_to_before_start(-1);
    let begun = visit.browser.get(&format!("{link}/cancel")).await;
    begun.is_silent_about("Le professionnel m’a demandé");
}
