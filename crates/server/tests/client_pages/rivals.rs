//! Many browsers at the same moment, on both databases: one wins, the others are told what is free.

use std::sync::Arc;

use testkit::world::{Engine, Plan, START};
use tokio::task::JoinSet;

use crate::{BOOK, Visit, ZOE};

/// R1: 32 people send the form for one slot at once.
async fn one_of_32_gets_the_slot(engine: Engine) {
    let visit = Arc::new(Visit::on(engine, Plan::default()).await);
    let form = Arc::new(visit.browser.get(&visit.form(START)).await);
    let mut rivals = JoinSet::new();
    for rival in 0..32 {
        let (visit, form) = (visit.clone(), form.clone());
        rivals.spawn(async move {
            let (name, once) = (format!("Rival {rival}"), format!("once-{rival}"));
            let typed = ZOE.map(|(field, value)| (field, if field == "name" { name.as_str() } else { value }));
            let typed: Vec<(&str, &str)> = typed.into_iter().chain([("once", once.as_str())]).collect();
            let answer = visit.browser.submit(&form, BOOK, &typed).await;
            assert!(
                answer.status.as_u16() == 303 || answer.body.contains(&name),
                "what was typed is kept"
            );
            answer.status.as_u16()
        });
    }
    let mut answers = rivals.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [vec![303], vec![409; 31]].concat());
}

/// R11: one link, two tabs, two new times at once: the appointment moves once.
async fn one_of_two_tabs_moves(engine: Engine) {
    let visit = Arc::new(Visit::on(engine, Plan::default()).await);
    let link = visit.link().await;
    // Both tabs are open before either is sent: a page read after the first move would honestly carry the new version.
    let mut pages = Vec::new();
    for hour in ["09", "10"] {
        let confirm = format!("{link}/move/confirm?start=2026-03-05T{hour}%3A00%3A00%2B01%3A00");
        pages.push(visit.browser.get(&confirm).await);
    }
    let mut tabs = JoinSet::new();
    for page in pages {
        let (visit, action) = (visit.clone(), format!("{link}/move"));
        tabs.spawn(async move { visit.browser.submit(&page, &action, &[]).await.status.as_u16() });
    }
    let mut answers = tabs.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    let (appointment, history) = visit.stored(&link).await;
    assert_eq!((appointment.version, history.len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r1_one_of_32_gets_the_slot_sqlite() {
    one_of_32_gets_the_slot(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r1_one_of_32_gets_the_slot_postgres() {
    one_of_32_gets_the_slot(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r11_one_of_two_tabs_moves_sqlite() {
    one_of_two_tabs_moves(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r11_one_of_two_tabs_moves_postgres() {
    one_of_two_tabs_moves(Engine::Postgres).await;
}
