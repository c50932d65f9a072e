//! The ledger: what is written comes back, and measures reach the agenda.

use domain::appointment::{Actor, Role};
use domain::ids::{BusinessId, CaseId, MeasureId, NetworkId, StrikeId};
use domain::messages::{Channel, MessageKind, Recipient};
use domain::notice::Notice as Length;
use domain::reliability::{
    Author, Case, CaseKind, CaseState, Ground, Group, LedgerChange, Measure, MeasureKind, Period, Standing, Strike, StrikeKind,
    StruckOut, Subject,
};
use jiff::Timestamp;
use jiff::civil::date;
use store::{CaseFilter, Notice};

use crate::on_both;
use crate::practice::{Practice, at, minutes, new_id, now, paris};

on_both!(
    what_is_written_comes_back,
    an_incident_is_recorded_once_for_an_appointment,
    a_closed_day_and_a_pause_reach_the_agenda_until_lifted,
    x1_a_ledger_is_of_its_network,
    a_case_is_decided_once,
    a_letter_is_written_once,
);

fn strike(practice: &Practice) -> Strike {
    Strike {
        id: StrikeId(new_id()),
        subject: Subject::Business(practice.business),
        practitioner: practice.practitioner,
        appointment: domain::ids::AppointmentId(new_id()),
        kind: StrikeKind::LateCancellation,
        weight: 50,
        at: now(),
        start: now() + minutes(90),
        expires_at: now() + minutes(60 * 24 * 180),
        contested_at: None,
        struck_out: None,
    }
}

fn measure(practice: &Practice, kind: MeasureKind, ground: Ground) -> Measure {
    Measure {
        id: MeasureId(new_id()),
        subject: Subject::Business(practice.business),
        practitioner: Some(practice.practitioner),
        kind,
        ground,
        author: Author::Automatic,
        begun_at: now(),
        end_at: now() + minutes(48 * 60),
        lifted: None,
    }
}

fn incidents(strike: &Strike) -> Ground {
    Ground::Incidents {
        rule: "late".into(),
        threshold: 3,
        within: Period::Rolling(Length::Days(30)),
        lasts: Length::hours(48),
        counted: vec![Group {
            absence: None,
            strikes: vec![strike.id],
            weight: 50,
        }],
    }
}

async fn write(practice: &Practice, changes: &[LedgerChange]) {
    let mut tx = practice.store.begin().await.unwrap();
    assert!(tx.lock_business(practice.network, practice.business).await.unwrap());
    tx.write_ledger(practice.network, changes).await.unwrap();
    tx.touch_practitioners(practice.network, practice.business).await.unwrap();
    tx.commit().await.unwrap();
}

async fn standing(practice: &Practice, network: NetworkId) -> Standing {
    let subject = Subject::Business(practice.business);
    practice
        .store
        .standing(network, subject, paris(), Timestamp::MIN)
        .await
        .unwrap()
}

fn said(why: &str) -> StruckOut {
    StruckOut {
        at: now() + minutes(5),
        by: "opr_1".into(),
        why: why.into(),
    }
}

async fn what_is_written_comes_back(practice: Practice) {
    let strike = strike(&practice);
    let pause = measure(&practice, MeasureKind::Pause, incidents(&strike));
    write(
        &practice,
        &[LedgerChange::Record(strike.clone()), LedgerChange::Begin(pause.clone())],
    )
    .await;
    let read = standing(&practice, practice.network).await;
    assert_eq!(
        (read.strikes.as_slice(), read.measures.as_slice()),
        ([strike.clone()].as_slice(), [pause.clone()].as_slice())
    );
    let contest = LedgerChange::Contest {
        strike: strike.id,
        since: Some(now()),
    };
    let out = LedgerChange::StrikeOut {
        strike: strike.id,
        struck_out: said("erreur"),
    };
    let lift = LedgerChange::Lift {
        measure: pause.id,
        lifted: said("erreur"),
    };
    write(&practice, &[contest, out, lift]).await;
    let read = standing(&practice, practice.network).await;
    let expected = Strike {
        contested_at: Some(now()),
        struck_out: Some(said("erreur")),
        ..strike
    };
    assert_eq!(read.strikes, [expected]);
    assert_eq!(read.measures[0].lifted, Some(said("erreur")));
    assert_eq!(
        practice
            .store
            .measure(practice.network, pause.id)
            .await
            .unwrap()
            .unwrap()
            .lifted,
        Some(said("erreur"))
    );
    assert!(
        practice
            .store
            .measures_in_force(practice.network, now())
            .await
            .unwrap()
            .is_empty()
    );
}

async fn an_incident_is_recorded_once_for_an_appointment(practice: Practice) {
    let first = strike(&practice);
    let twin = Strike {
        id: StrikeId(new_id()),
        ..first.clone()
    };
    write(&practice, &[LedgerChange::Record(first.clone()), LedgerChange::Record(twin)]).await;
    assert_eq!(standing(&practice, practice.network).await.strikes, [first]);
}

async fn a_closed_day_and_a_pause_reach_the_agenda_until_lifted(practice: Practice) {
    let day = date(2026, 3, 9);
    let found = || Ground::Found {
        strike: None,
        reasons: "une raison".into(),
    };
    let closed = measure(&practice, MeasureKind::ClosedDay { date: day }, found());
    let pause = measure(&practice, MeasureKind::Pause, found());
    let agenda = || async {
        let (from, to) = (at("2026-03-09T00:00:00+01:00"), at("2026-03-10T00:00:00+01:00"));
        let asked = practice
            .store
            .agenda(practice.network, practice.practitioner, practice.place, paris(), 1, from, to);
        let agenda = asked.await.unwrap();
        (agenda.closed_days, agenda.paused_until)
    };
    assert_eq!(agenda().await, (vec![], None));
    let revision = practice
        .store
        .revisions(practice.network, practice.practitioner)
        .await
        .unwrap()
        .unwrap()
        .agenda;
    write(
        &practice,
        &[LedgerChange::Begin(closed.clone()), LedgerChange::Begin(pause.clone())],
    )
    .await;
    assert_eq!(agenda().await, (vec![day], Some(pause.end_at)));
    let touched = practice
        .store
        .revisions(practice.network, practice.practitioner)
        .await
        .unwrap()
        .unwrap()
        .agenda;
    assert!(touched > revision, "what is kept of the free time is stale");
    for measure in [closed.id, pause.id] {
        let lifted = said("assez");
        write(&practice, &[LedgerChange::Lift { measure, lifted }]).await;
    }
    assert_eq!(agenda().await, (vec![], None));
}

async fn x1_a_ledger_is_of_its_network(practice: Practice) {
    let strike = strike(&practice);
    write(&practice, &[LedgerChange::Record(strike)]).await;
    let elsewhere = NetworkId(new_id());
    assert!(standing(&practice, elsewhere).await.strikes.is_empty());
    let mut tx = practice.store.begin().await.unwrap();
    assert!(!tx.lock_business(elsewhere, practice.business).await.unwrap());
    assert!(!tx.lock_business(practice.network, BusinessId(new_id())).await.unwrap());
}

fn case(practice: &Practice) -> Case {
    Case {
        id: CaseId(new_id()),
        kind: CaseKind::AskedToCancel,
        business: practice.business,
        practitioner: Some(practice.practitioner),
        appointment: Some(domain::ids::AppointmentId(new_id())),
        measure: None,
        strike: None,
        opened_by: Actor {
            role: Role::Client,
            id: "link".into(),
        },
        opened_at: now(),
        text: "Il m’a demandé d’annuler.".into(),
        author: Author::Automatic,
        answer_by: now() + minutes(60),
        state: CaseState::Open,
    }
}

async fn a_case_is_decided_once(practice: Practice) {
    let case = case(&practice);
    let mut tx = practice.store.begin().await.unwrap();
    tx.add_case(practice.network, &case).await.unwrap();
    assert_eq!(tx.case(practice.network, case.id).await.unwrap(), Some(case.clone()));
    let upheld = Case {
        state: CaseState::Upheld(said("C’est bien ce qui s’est passé.")),
        ..case.clone()
    };
    assert!(
        !tx.put_decision(practice.network, &case).await.unwrap(),
        "an open case has no decision"
    );
    assert!(tx.put_decision(practice.network, &upheld).await.unwrap());
    assert!(!tx.put_decision(practice.network, &upheld).await.unwrap());
    tx.commit().await.unwrap();
    let open = CaseFilter {
        open: true,
        ..CaseFilter::default()
    };
    assert!(practice.store.cases(practice.network, open).await.unwrap().is_empty());
    let of_appointment = CaseFilter {
        appointment: case.appointment,
        ..CaseFilter::default()
    };
    assert_eq!(
        practice.store.cases(practice.network, of_appointment).await.unwrap(),
        [upheld]
    );
    let of_measure = CaseFilter {
        measure: Some(MeasureId(new_id())),
        ..CaseFilter::default()
    };
    assert!(practice.store.cases(practice.network, of_measure).await.unwrap().is_empty());
}

async fn a_letter_is_written_once(practice: Practice) {
    let about = new_id();
    let letter = || Notice {
        id: domain::ids::MessageId(new_id()),
        kind: MessageKind::MeasureBegun,
        about,
        version: 1,
        to: Recipient::Business,
        channel: Channel::Email,
    };
    let mut tx = practice.store.begin().await.unwrap();
    tx.add_notices(practice.network, &[letter(), letter()], now()).await.unwrap();
    tx.commit().await.unwrap();
    let outbox = practice.store.outbox(10, None).await.unwrap();
    let [row] = outbox.as_slice() else { panic!("one letter") };
    assert_eq!((row.about, row.to, row.appointment()), (about, Recipient::Business, None));
}
