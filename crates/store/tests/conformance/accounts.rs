//! Accounts, sessions, keys of programs.

use domain::ids::{ApiKeyId, NetworkId, UserId};
use domain::people::{Language, User};
use store::{ApiKeyRow, SessionRow};

use crate::on_both;
use crate::practice::{Practice, minutes, new_id, now};

on_both!(
    an_account_is_found_by_its_address_in_any_capitals,
    a_session_lives_until_it_ends_or_is_revoked,
    a_key_is_known_by_its_hash,
);

fn anne(practice: &Practice) -> User {
    User {
        id: UserId(new_id()),
        network: practice.network,
        business: practice.business,
        practitioner: Some(practice.practitioner),
        name: "Anne Lefèvre".into(),
        email: "anne@exemple.fr".into(),
        language: Language::Fr,
    }
}

async fn put(practice: &Practice, user: &User, hash: &str) {
    let mut tx = practice.store.begin().await.unwrap();
    tx.put_account(user, hash).await.unwrap();
    tx.commit().await.unwrap();
}

async fn an_account_is_found_by_its_address_in_any_capitals(mut practice: Practice) {
    let anne_here = anne(&practice);
    put(&practice, &anne_here, "$argon2id$1").await;
    let first = std::mem::replace(&mut practice.network, NetworkId(new_id()));
    practice.open("wecasa").await;
    let anne_there = anne(&practice);
    put(&practice, &anne_there, "$argon2id$2").await;
    let found = practice.store.account_by_email("ANNE@exemple.fr").await.unwrap();
    let mut ids: Vec<_> = found
        .iter()
        .map(|account| (account.user.id, account.password_hash.as_str()))
        .collect();
    ids.sort();
    assert_eq!(ids, [(anne_here.id, "$argon2id$1"), (anne_there.id, "$argon2id$2")]);
    assert!(practice.store.account_by_email("paul@exemple.fr").await.unwrap().is_empty());
    let secretary = User {
        practitioner: None,
        name: "Zoé".into(),
        ..anne_here.clone()
    };
    put(&practice, &secretary, "$argon2id$3").await;
    let read = practice.store.account(anne_here.id).await.unwrap().unwrap();
    assert_eq!(format!("{:?}", read.user), format!("{secretary:?}"));
    assert_eq!(read.password_hash, "$argon2id$3");
    assert!(practice.store.account(UserId(new_id())).await.unwrap().is_none());
    practice.network = first;
    let twin = anne(&practice);
    let mut tx = practice.store.begin().await.unwrap();
    assert_eq!(
        tx.put_account(&twin, "x").await.unwrap_err().constraint(),
        Some("user_account_email")
    );
}

async fn a_session_lives_until_it_ends_or_is_revoked(practice: Practice) {
    let (store, user) = (&practice.store, anne(&practice));
    put(&practice, &user, "x").await;
    let session = |n: u8| SessionRow {
        user: user.clone(),
        created_at: now(),
        last_seen_at: now(),
        expires_at: now() + minutes(60 * i64::from(n)),
        id_hash: [n; 32],
        label: "Firefox".into(),
    };
    let mut tx = store.begin().await.unwrap();
    for n in 1..=3 {
        tx.add_session(&session(n)).await.unwrap();
    }
    tx.touch_session(&[2; 32], now() + minutes(30)).await.unwrap();
    tx.touch_session(&[2; 32], now() + minutes(10)).await.unwrap();
    tx.commit().await.unwrap();
    let seen = store.session(&[2; 32], now()).await.unwrap().unwrap();
    let expected = SessionRow {
        last_seen_at: now() + minutes(30),
        ..session(2)
    };
    assert_eq!(format!("{seen:?}"), format!("{expected:?}"));
    assert!(store.session(&[1; 32], now() + minutes(59)).await.unwrap().is_some());
    assert!(store.session(&[1; 32], now() + minutes(60)).await.unwrap().is_none());
    assert!(store.session(&[9; 32], now()).await.unwrap().is_none());
    let listed: Vec<_> = store
        .sessions_of(user.id)
        .await
        .unwrap()
        .iter()
        .map(|session| session.id_hash[0])
        .collect();
    assert_eq!((listed.len(), listed[0]), (3, 2), "the last used first");
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.forget_ended_sessions(now() + minutes(60)).await.unwrap(), 1);
    assert!(tx.revoke_session(&[2; 32]).await.unwrap());
    assert!(!tx.revoke_session(&[2; 32]).await.unwrap());
    tx.commit().await.unwrap();
    assert!(store.session(&[2; 32], now()).await.unwrap().is_none());
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.revoke_sessions_of(user.id).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert!(store.sessions_of(user.id).await.unwrap().is_empty());
}

async fn a_key_is_known_by_its_hash(practice: Practice) {
    let key = ApiKeyRow {
        id: ApiKeyId(new_id()),
        network: practice.network,
        name: "Site web".into(),
        scopes: vec!["slots:read".into(), "appointments:write".into()],
        hash: [5; 32],
    };
    let mut tx = practice.store.begin().await.unwrap();
    tx.put_api_key(&key, now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        practice.store.api_key(&[5; 32]).await.unwrap().map(|found| found.0),
        Some(key)
    );
    assert_eq!(practice.store.api_key(&[6; 32]).await.unwrap(), None);
}
