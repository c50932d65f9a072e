//! Migrations, and every statement against the schema they leave.

use store::{Engine, Store};

use crate::on_both;
use crate::practice::{Practice, at, empty, now};

on_both!(
    every_statement_can_be_prepared,
    the_simulated_clock_only_moves_forward,
    an_unknown_scheme_is_refused
);

async fn migrates_once_and_then_again(engine: Engine) {
    let (url, _database) = empty(engine).await;
    let store = Store::connect(&url).await.unwrap();
    assert_eq!(store.engine(), engine);
    assert!(!store.is_migrated().await.unwrap());
    store.migrate().await.unwrap();
    assert!(store.is_migrated().await.unwrap());
    store.migrate().await.unwrap();
    let again = Store::connect(&url).await.unwrap();
    assert!(again.is_migrated().await.unwrap());
    again.ping().await.unwrap();
    again.close().await;
    store.close().await;
}

#[tokio::test]
async fn sqlite_migrates_once_and_then_again() {
    migrates_once_and_then_again(Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres_migrates_once_and_then_again() {
    migrates_once_and_then_again(Engine::Postgres).await;
}

async fn every_statement_can_be_prepared(practice: Practice) {
    assert_eq!(practice.store.unpreparable().await.unwrap(), []);
    assert!(Store::statements().len() > 60);
}

async fn the_simulated_clock_only_moves_forward(practice: Practice) {
    let store = &practice.store;
    assert_eq!(store.simulated_now().await.unwrap(), None);
    for (set, expected) in [
        (now(), now()),
        (at("2026-03-05T18:00:00Z"), at("2026-03-05T18:00:00Z")),
        (now(), at("2026-03-05T18:00:00Z")),
    ] {
        let mut tx = store.begin().await.unwrap();
        tx.set_simulated_now(set).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.simulated_now().await.unwrap(), Some(expected));
    }
}

async fn an_unknown_scheme_is_refused(_practice: Practice) {
    let refusal = Store::connect("mysql://localhost/honore").await.unwrap_err();
    assert!(refusal.to_string().contains("sqlite:"), "{refusal}");
}
