//! Asking without choosing anybody: from the network's home to the appointment, without a script.

use domain::service::BookedBy;
use testkit::world::{Engine, Plan, START, World, staff};

use crate::browser::{Browser, Page};

async fn world() -> World {
    let plan = Plan {
        booked_by: BookedBy::Proposal,
        ..Plan::default()
    };
    World::with(Engine::Sqlite, plan).await
}

const LOOK: &str = "/lumiere/ask?service=Shiatsu&date=2026-03-03&time=14%3A30&postcode=69003";

const TYPED: [(&str, &str); 5] = [
    ("address", "5 rue Moncey, Lyon"),
    ("name", "Zoé Martin"),
    ("email", "zoe@example.org"),
    ("phone", "06 12 34 56 78"),
    ("note", "Deuxième étage"),
];

async fn asked(browser: &Browser) -> (Page, String) {
    let who = browser.get(LOOK).await;
    let sent = browser.submit(&who, "/lumiere/ask", &TYPED).await;
    let address = sent.location();
    (browser.get(&address).await, address)
}

/// WEC+18: home, form, what will happen, page of the enquiry, mail, acceptance, appointment.
#[tokio::test]
async fn wec_plus_18_a_client_asks_and_somebody_comes() {
    let world = world().await;
    let browser = Browser::new(world.router());
    let home = browser.get("/lumiere").await;
    home.says("Sans choisir de praticien");
    let ask = browser.get(&home.link("/lumiere/ask?service=Shiatsu")).await;
    ask.has_status(200).says("Code postal").says("Voir qui peut venir");
    let who = browser.get(LOOK).await;
    who.has_status(200)
        .says("Ce qui va se passer")
        .says("Votre demande part à un praticien libre à ce moment-là.")
        .says("Mardi 3 mars à 14 h 30")
        .says("60 €");
    let (page, address) = asked(&browser).await;
    page.says("Votre demande est partie")
        .says("En attente d’un praticien")
        .says("5 rue Moncey, Lyon");
    world.work().await;
    let mails = world.sent().await;
    let token = address.trim_start_matches("/q/").split('?').next().unwrap().to_owned();
    let letter = mails.iter().find(|mail| mail.to.code() == "client").unwrap();
    assert!(
        letter.body_text.as_ref().unwrap().contains(&token),
        "the mail leads to the page"
    );
    let (stored, _) = world.app.enquiry_by_link(&token).await.unwrap();
    let proposals = world.app.store.proposals_of(world.network, stored.enquiry.id).await.unwrap();
    let accepted = world
        .app
        .accept_proposal(world.network, proposals[0].id, &staff(), None)
        .await;
    let token_of_appointment = accepted.unwrap().done().token;
    let taken = browser.get(&format!("/q/{token}")).await;
    taken
        .says("Un praticien vient")
        .says("Claire Lenoir a accepté votre demande.");
    let appointment = browser.get(&taken.link("/r/")).await;
    appointment.has_status(200).says("Mardi 3 mars à 14 h 30");
    assert!(taken.link("/r/").ends_with(&token_of_appointment));
    taken.is_silent_about("Retirer ma demande");
}

#[tokio::test]
async fn a_client_takes_the_enquiry_back_with_the_button_only() {
    let world = world().await;
    let browser = Browser::new(world.router());
    let (page, address) = asked(&browser).await;
    let address = address.split('?').next().unwrap().to_owned();
    let withdraw = format!("{address}/withdraw");
    // S6: who posts without the page's proof changes nothing; reading changes nothing either.
    browser.post(&withdraw, &[]).await.has_status(403);
    browser.get(&withdraw).await.has_status(405);
    browser.head(&address).await.has_status(200);
    browser.get(&address).await.says("En attente d’un praticien");
    let done = browser.submit(&page, &withdraw, &[]).await;
    let after = browser.get(&done.location()).await;
    after
        .says("Votre demande est retirée")
        .says("Demande retirée")
        .says("Demander un autre moment");
    browser.submit(&page, &withdraw, &[]).await.has_status(409);
    browser.get("/q/unknown-unknown-unknown").await.has_status(404);
}

/// Keeps what was typed, says what would be right, and looks again when nobody can come.
#[tokio::test]
async fn what_cannot_be_used_is_said_by_the_field() {
    let world = world().await;
    let browser = Browser::new(world.router());
    browser
        .get("/lumiere/ask?service=Shiatsu&date=2026-02-30&time=14%3A30&postcode=69003")
        .await
        .has_status(422)
        .says("Indiquez une date");
    browser
        .get("/lumiere/ask?service=Shiatsu&date=2026-03-03&time=14%3A30&postcode=%21")
        .await
        .has_status(422)
        .says("Indiquez un code postal, comme 75018.");
    let night = browser
        .get("/lumiere/ask?service=Shiatsu&date=2026-03-03&time=03%3A00&postcode=69003")
        .await;
    night
        .has_status(200)
        .says("Personne ne peut venir à ce moment-là")
        .says("Claire Lenoir : Le praticien ne reçoit pas à ce moment-là");
    let who = browser.get(LOOK).await;
    let wrong = browser
        .submit(&who, "/lumiere/ask", &[("address", ""), ("name", "Zoé"), ("email", "zoe")])
        .await;
    wrong.has_status(422).says("Une adresse ressemble à prenom@exemple.fr.");
    assert!(wrong.body.contains("value=\"Zoé\""), "what was typed is kept");
    browser.post("/lumiere/ask", &TYPED).await.has_status(403);
}

/// Nothing by proposal can be booked from the practitioner's page: it leads to the form.
#[tokio::test]
async fn a_practitioners_page_leads_to_the_form() {
    let world = world().await;
    let browser = Browser::new(world.router());
    let page = browser.get("/lumiere/claire-lenoir").await;
    page.has_status(200).says("sur demande au réseau");
    assert!(page.link("/lumiere/ask").contains("Shiatsu"));
    let named = format!("/lumiere/claire-lenoir?service={}", world.service);
    assert!(
        browser
            .get(&named)
            .await
            .location()
            .starts_with("/lumiere/ask?service=Shiatsu")
    );
    let form = format!(
        "/lumiere/claire-lenoir/book?service={}&start={}",
        world.service,
        START.replace('+', "%2B")
    );
    browser.get(&form).await.has_status(422).says("ne se réserve pas directement");
    // A network without such services has no such page.
    let plain = World::new(Engine::Sqlite).await;
    Browser::new(plain.router()).get("/lumiere/ask").await.has_status(404);
}

/// R15: pressing the button twice asks once.
#[tokio::test]
async fn r15_two_clicks_make_one_enquiry() {
    let world = world().await;
    let browser = Browser::new(world.router());
    let who = browser.get(LOOK).await;
    let (first, second) = tokio::join!(
        browser.submit(&who, "/lumiere/ask", &TYPED),
        browser.submit(&who, "/lumiere/ask", &TYPED)
    );
    assert_eq!(first.location(), second.location());
    let received = world.app.proposals_to(world.network, world.practitioner).await.unwrap();
    assert_eq!(received.len(), 1);
}
