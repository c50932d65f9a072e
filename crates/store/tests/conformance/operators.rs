//! Those who run a network: accounts, sessions, versions of the policy, the audit.

use domain::ids::{AuditId, NetworkId, OperatorId};
use domain::people::{Language, Operator, OperatorRole};
use store::{AuditRow, OperatorSession, PolicyVersion, Rates};

use crate::on_both;
use crate::practice::{Practice, at, cancelled, minutes, new_id, now};

on_both!(
    an_operator_is_found_by_address_and_is_no_user,
    an_operators_session_lives_until_it_ends_or_is_revoked,
    versions_of_a_policy_are_kept,
    the_audit_is_read_newest_first_and_never_rewritten,
    rates_are_of_one_network_and_one_window,
);

fn helene(practice: &Practice) -> Operator {
    Operator {
        id: OperatorId(new_id()),
        network: practice.network,
        role: OperatorRole::Operator,
        name: "Hélène Darmon".into(),
        email: "helene@exemple.fr".into(),
        language: Language::Fr,
    }
}

async fn put(practice: &Practice, operator: &Operator) {
    let mut tx = practice.store.begin().await.unwrap();
    tx.put_operator(operator, "$argon2id$1").await.unwrap();
    tx.commit().await.unwrap();
}

async fn an_operator_is_found_by_address_and_is_no_user(practice: Practice) {
    let (store, operator) = (&practice.store, helene(&practice));
    put(&practice, &operator).await;
    let found = store.operators_by_email("HELENE@exemple.fr").await.unwrap();
    assert_eq!((found.len(), &found[0].operator), (1, &operator));
    assert!(store.account_by_email("helene@exemple.fr").await.unwrap().is_empty());
    assert_eq!(
        store.operators(practice.network).await.unwrap(),
        std::slice::from_ref(&operator)
    );
    assert!(store.operators(NetworkId(new_id())).await.unwrap().is_empty());
    let support = Operator {
        role: OperatorRole::Support,
        ..operator.clone()
    };
    put(&practice, &support).await;
    assert_eq!(store.operator(operator.id).await.unwrap().unwrap().operator, support);
    let mut tx = store.begin().await.unwrap();
    let twin = tx.put_operator(&helene(&practice), "x").await.unwrap_err();
    assert_eq!(twin.constraint(), Some("operator_account_email"));
}

async fn an_operators_session_lives_until_it_ends_or_is_revoked(practice: Practice) {
    let (store, operator) = (&practice.store, helene(&practice));
    put(&practice, &operator).await;
    let session = |n: u8| OperatorSession {
        operator: operator.clone(),
        created_at: now(),
        last_seen_at: now(),
        expires_at: now() + minutes(60 * i64::from(n)),
        id_hash: [n; 32],
        label: "Firefox".into(),
    };
    let mut tx = store.begin().await.unwrap();
    for n in 1..=3 {
        tx.add_operator_session(&session(n)).await.unwrap();
    }
    tx.touch_operator_session(&[2; 32], now() + minutes(30)).await.unwrap();
    tx.commit().await.unwrap();
    let seen = store.operator_session(&[2; 32], now()).await.unwrap().unwrap();
    assert_eq!((seen.last_seen_at, &seen.operator), (now() + minutes(30), &operator));
    assert!(
        store.session(&[2; 32], now()).await.unwrap().is_none(),
        "no session of the console"
    );
    assert!(store.operator_session(&[1; 32], now() + minutes(60)).await.unwrap().is_none());
    assert_eq!(store.operator_sessions_of(operator.id).await.unwrap()[0].id_hash, [2; 32]);
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.forget_ended_operator_sessions(now() + minutes(60)).await.unwrap(), 1);
    assert!(tx.revoke_operator_session(&[2; 32]).await.unwrap());
    assert!(!tx.revoke_operator_session(&[2; 32]).await.unwrap());
    assert_eq!(tx.revoke_operator_sessions_of(operator.id).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert!(store.operator_sessions_of(operator.id).await.unwrap().is_empty());
}

async fn versions_of_a_policy_are_kept(practice: Practice) {
    let (store, network) = (&practice.store, practice.network);
    assert_eq!(store.last_policy_version(network).await.unwrap(), None);
    let version = |number: u32| PolicyVersion {
        version: number,
        document: format!("# {number}\n"),
        note: "é".into(),
        by: "opr_1".into(),
        at: now(),
    };
    let document = serde_json::json!({"booking": {"horizon_days": 30}});
    let before = store.catalogue_revision(network).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    assert!(tx.lock_policy(NetworkId(new_id())).await.unwrap().is_none());
    let (_, last) = tx.lock_policy(network).await.unwrap().unwrap();
    assert_eq!(last, None);
    for number in 1..=2 {
        tx.add_policy_version(network, &version(number)).await.unwrap();
    }
    tx.set_network_policy(network, &document).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.policy_versions(network).await.unwrap(), [version(2), version(1)]);
    assert_eq!(store.catalogue(network).await.unwrap().unwrap().network.policy, document);
    assert!(store.catalogue_revision(network).await.unwrap() > before, "caches notice");
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.lock_policy(network).await.unwrap(), Some((document, Some(version(2)))));
    let twice = tx.add_policy_version(network, &version(2)).await.unwrap_err();
    assert_eq!(twice.constraint(), Some("policy_version_pkey"));
    drop(tx);
    let kept = practice.past_the_store("UPDATE policy_version SET note = ''").await;
    assert!(kept.is_err(), "what was in force is never rewritten");
    assert!(store.policy_versions(NetworkId(new_id())).await.unwrap().is_empty());
}

async fn the_audit_is_read_newest_first_and_never_rewritten(practice: Practice) {
    let (store, network) = (&practice.store, practice.network);
    let line = |what: &str| AuditRow {
        id: AuditId(new_id()),
        at: now(),
        by: "opr_1".into(),
        what: what.into(),
        about: "biz_1".into(),
    };
    let lines = [line("signed_in"), line("ledger_read"), line("case_read")];
    let mut tx = store.begin().await.unwrap();
    for line in &lines {
        tx.add_audit(network, line).await.unwrap();
    }
    tx.commit().await.unwrap();
    let [first, second, third] = lines;
    assert_eq!(store.audit(network, None, 2).await.unwrap(), [third, second.clone()]);
    assert_eq!(store.audit(network, Some(second.id), 2).await.unwrap(), [first]);
    assert!(store.audit(NetworkId(new_id()), None, 2).await.unwrap().is_empty());
    for rewritten in ["UPDATE audit SET what = 'x'", "DELETE FROM audit"] {
        assert!(practice.past_the_store(rewritten).await.is_err(), "{rewritten}");
    }
}

/// WEC-19.
async fn rates_are_of_one_network_and_one_window(practice: Practice) {
    let (store, network) = (&practice.store, practice.network);
    let (from, to) = (at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z"));
    practice.book("2026-03-10T09:00:00Z", 60).await;
    let lost = practice.book("2026-03-10T11:00:00Z", 60).await;
    practice.book("2026-03-12T09:00:00Z", 60).await;
    practice.change(&cancelled(&lost)).await;
    let rates = store.rates(network, from, to).await.unwrap();
    assert_eq!(rates.keys().copied().collect::<Vec<_>>(), [practice.business]);
    let Rates { appointments, late, .. } = rates[&practice.business];
    assert_eq!(
        (appointments, late),
        (2, 0),
        "another day is another window, and nothing in the ledger is late"
    );
    assert!(store.rates(NetworkId(new_id()), from, to).await.unwrap().is_empty());
}
