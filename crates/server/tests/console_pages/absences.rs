//! Absences and opening hours decide which slots are offered.

use actions::SlotQuery;
use testkit::world::{Engine, START, World};

use crate::browser::{Browser, encoded};

async fn starts_on(world: &World, date: &str) -> Vec<String> {
    let date = date.parse().unwrap();
    let query = SlotQuery {
        network: world.network,
        practitioner: world.practitioner,
        service: world.service,
        place: None,
        first: date,
        last: date,
    };
    let free = world.app.free_slots(query).await.unwrap();
    let slots = free.days.iter().flat_map(|day| &day.slots);
    slots
        .map(|slot| free.zone.to_datetime(slot.start).strftime("%H:%M").to_string())
        .collect()
}

const MARCH_3: [(&str, &str); 6] = [
    ("from_date", "2026-03-03"),
    ("from_time", "12:00"),
    ("to_date", "2026-03-04"),
    ("to_time", ""),
    ("reason", "training"),
    ("note", "Lyon"),
];

/// The page of an absence as the form before it asks for it.
fn plan(fields: &[(&str, &str)]) -> String {
    let query: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    format!("/console/absences/plan?{}", query.join("&"))
}

/// R16: an absence takes the slots away; what it hits may stay, and is listed; taken back, the slots are there again.
#[tokio::test]
async fn r16_an_absence_takes_slots_and_lists_appointments() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let choices = claire.get(&plan(&MARCH_3)).await;
    choices
        .says("Que deviennent ces rendez-vous ?")
        .says("Zoé Martin")
        .says("Proposer un autre moment");
    let choice = format!("choice_{id}");
    let kept = [&MARCH_3[..], &[(choice.as_str(), "keep"), ("step", "preview")]].concat();
    let preview = claire.get(&plan(&kept)).await;
    preview.says("Il reste, vous verrez plus tard.").says("Plus aucun créneau");
    assert_eq!(starts_on(&world, "2026-03-04").await.len(), 17, "a preview enters nothing");
    let done = claire.fill(&plan(&kept), "/console/absences", &[]).await;
    done.is(303);
    let page = claire.get(&done.location).await;
    page.says("L’absence est enregistrée")
        .says("Formation, Lyon")
        .says("Zoé Martin")
        .says("un rendez-vous dans cette période");
    assert_eq!(
        starts_on(&world, "2026-03-03").await.last().map(String::as_str),
        Some("11:00")
    );
    assert_eq!(starts_on(&world, "2026-03-04").await, Vec::<String>::new());
    assert_eq!(starts_on(&world, "2026-03-05").await.len(), 17);
    claire.get("/console?date=2026-03-04").await.says("Formation, Lyon");
    claire
        .get("/console/week?from=2026-03-03")
        .await
        .says("Formation, Lyon")
        .says("Zoé Martin");
    let one = page
        .text
        .split("href=\"")
        .find(|rest| rest.starts_with("/console/absences/abs_"))
        .expect("its page");
    let one = one.split('"').next().unwrap().to_owned();
    let remove = format!("{one}/remove");
    let opened = claire.get(&one).await;
    opened
        .says("value=\"2026-03-03\"")
        .says("value=\"12:00\"")
        .says("proposés à nouveau");
    claire.fill(&one, &remove, &[]).await.is(303);
    assert_eq!(starts_on(&world, "2026-03-04").await.len(), 17);
    let proof = opened.hidden(&remove).remove(0);
    claire.post(&remove, &[(&proof.0, &proof.1)]).await.is(404);
    claire.get(&one).await.is(404);
}

/// WEC-16, WEC+16: each appointment its own way, one message, one preview of it all, one act; late cancellations under it count as one (WEC-15).
#[tokio::test]
async fn wec_16_one_act_for_all() {
    let world = World::preset(Engine::Sqlite, "home-services").await;
    let anna = world.another_practitioner("anna", "Anna Faure").await;
    let first = world.booked(START).await.stored.appointment.id;
    let second = world.booked("2026-03-03T16:00:00+01:00").await.stored.appointment.id;
    world.advance_to_before_start(120);
    let mut claire = Browser::of_claire(&world).await;
    let choices = claire.get(&plan(&MARCH_3)).await;
    choices.says("Confier à Anna Faure").says("Au moins 20 caractères");
    let (one, two) = (format!("choice_{first}"), format!("choice_{second}"));
    let to_anna = format!("to_{anna}");
    let chosen = |message| {
        let all = [
            (one.as_str(), to_anna.as_str()),
            (two.as_str(), "cancel"),
            ("why", "ill"),
            ("message", message),
            ("step", "preview"),
        ];
        [&MARCH_3[..], &all].concat()
    };
    claire
        .get(&plan(&chosen("Trop court")))
        .await
        .is(422)
        .says("Trop court")
        .says("il en faut au moins 20");
    let word = "Je suis absente ce jour-là, veuillez m’excuser.";
    let preview = claire.get(&plan(&chosen(word))).await;
    preview
        .is(200)
        .says("Confié à Anna Faure, à la même heure")
        .says("annulation tardive 1 sur 3")
        .says("mardi 3 mars")
        .says("Zoé Martin lira, en français")
        .says(word);
    let done = claire.fill(&plan(&chosen(word)), "/console/absences", &[]).await;
    done.is(303);
    let now = |id| {
        let app = world.app.clone();
        async move { app.appointment(world.network, id).await.unwrap().0.appointment }
    };
    assert_eq!(now(first).await.practitioner, anna);
    assert_eq!(now(second).await.state.code(), "cancelled");
    claire
        .get(&format!("/console/appointments/{first}"))
        .await
        .says("Confié à Anna Faure par");
}

/// R16: what a client booked while somebody chose makes the act refuse and is listed as new; nothing has happened.
#[tokio::test]
async fn r16_what_was_booked_meanwhile_is_listed() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let choice = format!("choice_{id}");
    let kept = [
        &MARCH_3[..],
        &[(choice.as_str(), "cancel"), ("why", "ill"), ("step", "preview")],
    ]
    .concat();
    let hidden = claire.get(&plan(&kept)).await.hidden("/console/absences");
    world.booked("2026-03-03T16:00:00+01:00").await;
    let fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = claire.post("/console/absences", &fields).await;
    refused
        .is(409)
        .says("D’autres rendez-vous se trouvent dans cette absence")
        .says("pris entre-temps");
    assert_eq!(starts_on(&world, "2026-03-04").await.len(), 17);
    let appointment = world.app.appointment(world.network, id).await.unwrap().0.appointment;
    assert_eq!(appointment.state.code(), "booked");
}

#[tokio::test]
async fn absences_that_cannot_be() {
    let world = World::new(Engine::Sqlite).await;
    let mut claire = Browser::of_claire(&world).await;
    for (from, to, says) in [
        ("", "", "Indiquez une date"),
        ("2026-03-05", "2026-03-04", "La fin doit être après le début."),
        ("2026-03-05", "2199-03-05", "to_date-error"),
    ] {
        let fields = [("from_date", from), ("to_date", to), ("note", "Une note à garder")];
        claire.get(&plan(&fields)).await.is(422).says(says).says("Une note à garder");
    }
}

/// Opening hours of the week and of a date; the slots follow, appointments stay.
#[tokio::test]
async fn hours_change_what_is_offered() {
    let world = World::new(Engine::Sqlite).await;
    let id = world.booked(START).await.stored.appointment.id;
    let mut claire = Browser::of_claire(&world).await;
    let opened = claire.get("/console/hours").await;
    opened
        .is(200)
        .says("Cabinet des Lilas")
        .says("value=\"09:00\"")
        .says("value=\"18:00\"");
    let place = world.place.to_string();
    let mut fields: Vec<(&str, &str)> = Vec::new();
    for (weekday, from, to) in [("1", "10:00", "12:00"), ("4", "18:00", "00:00"), ("", "", "")] {
        fields.extend([("place", place.as_str()), ("weekday", weekday), ("from", from), ("to", to)]);
    }
    for (date, kind, from, to) in [
        ("2026-03-09", "closed", "", ""),
        ("2026-03-10", "open", "14:00", "16:00"),
        ("", "closed", "", ""),
    ] {
        fields.extend([
            ("on_place", place.as_str()),
            ("on_date", date),
            ("on_kind", kind),
            ("on_from", from),
            ("on_to", to),
        ]);
    }
    let proof = opened.hidden("/console/hours").remove(0);
    fields.push((&proof.0, &proof.1));
    let more = [&fields[..], &[("more", "yes")]].concat();
    claire
        .post("/console/hours", &more)
        .await
        .is(200)
        .says("value=\"2026-03-10\"");
    assert_eq!(
        starts_on(&world, "2026-03-03").await.len(),
        14,
        "asking for rows saves nothing"
    );
    claire.post("/console/hours", &fields).await.is(303);
    for (date, expected) in [
        ("2026-03-02", vec!["10:00", "10:30", "11:00"]),
        ("2026-03-03", vec![]),
        (
            "2026-03-05",
            vec![
                "18:00", "18:30", "19:00", "19:30", "20:00", "20:30", "21:00", "21:30", "22:00", "22:30", "23:00",
            ],
        ),
        ("2026-03-09", vec![]),
        ("2026-03-10", vec!["14:00", "14:30", "15:00"]),
    ] {
        assert_eq!(starts_on(&world, date).await, expected, "{date}");
    }
    assert_eq!(
        world
            .app
            .appointment(world.network, id)
            .await
            .unwrap()
            .0
            .appointment
            .state
            .code(),
        "booked"
    );
    claire
        .get("/console/hours?done=hours")
        .await
        .says("Les horaires sont enregistrés")
        .says("value=\"2026-03-10\"");
}

/// Rows that cannot be used say why, come back as typed, and nothing is saved.
#[tokio::test]
async fn hours_that_cannot_be() {
    let world = World::new(Engine::Sqlite).await;
    let elsewhere = world.another_network("ailleurs").await;
    let mut claire = Browser::of_claire(&world).await;
    let proof = claire.get("/console/hours").await.hidden("/console/hours").remove(0);
    let place = world.place.to_string();
    let post = |fields: Vec<(&'static str, String)>| {
        let mut claire = claire.clone();
        let proof = proof.clone();
        async move {
            let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            all.push((&proof.0, &proof.1));
            claire.post("/console/hours", &all).await
        }
    };
    let row = |place: &str, weekday: &str, from: &str, to: &str| {
        vec![
            ("place", place.to_owned()),
            ("weekday", weekday.to_owned()),
            ("from", from.to_owned()),
            ("to", to.to_owned()),
        ]
    };
    post(row(&place, "1", "12:34", "10:00"))
        .await
        .is(422)
        .says("La fin doit être après le début.")
        .says("value=\"12:34\"");
    post(row(&place, "", "10:00", "12:00"))
        .await
        .is(422)
        .says("Choisissez un jour.");
    post(row(&elsewhere.place.to_string(), "1", "10:00", "12:00")).await.is(422);
    post(row("nonsense", "1", "10:00", "12:00")).await.is(404);
    post(vec![("place", place.clone())]).await.is(422);
    assert_eq!(starts_on(&world, "2026-03-03").await.len(), 17);
}
