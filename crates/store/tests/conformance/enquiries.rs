//! Enquiries: kept as they were made, found by link, taken once.

use domain::enquiry::{Enquiry, EnquiryState, Proposal, ProposalState, WhyProposed};
use domain::ids::{AppointmentId, EnquiryId, MessageId, NetworkId, ProposalId};
use domain::messages::{Channel, MessageKind, Recipient};
use store::{EnquiryMessage, Link, StoredEnquiry};

use crate::on_both;
use crate::practice::{Practice, at, minutes, new_id, now, paris};

on_both!(
    an_enquiry_is_found_as_it_was_made,
    wec_plus_18_two_acceptances_cannot_both_be_written,
    what_waited_too_long_is_found,
    x2_another_network_finds_no_enquiry,
    a_message_of_a_proposal_is_written_once,
    the_postcodes_somebody_serves_are_kept,
);

fn enquiry(practice: &Practice) -> Enquiry {
    Enquiry {
        id: EnquiryId(new_id()),
        network: practice.network,
        client: practice.client,
        service: "Coiffure à domicile".into(),
        start: at("2026-03-04T13:00:00Z"),
        zone: paris(),
        postcode: "75018".into(),
        address: "3 rue Lepic, Paris".into(),
        note: "Sonner deux fois".into(),
        made_at: now(),
        answer_by: now() + minutes(240),
        state: EnquiryState::Open,
        version: 1,
    }
}

fn proposal(practice: &Practice, enquiry: &Enquiry, nth: u32) -> Proposal {
    Proposal {
        id: ProposalId(new_id()),
        enquiry: enquiry.id,
        business: practice.business,
        // The store does not ask whether the practitioner exists; the key is what is tried here.
        practitioner: domain::ids::PractitionerId(new_id()),
        service: practice.service,
        place: practice.place,
        nth,
        because: WhyProposed {
            serves: Some("75".into()),
            score: Some(71_000),
        },
        made_at: now(),
        state: ProposalState::Open,
    }
}

fn link() -> Link {
    let mut hash = [0; 32];
    hash[..16].copy_from_slice(new_id().as_bytes());
    Link { nonce: [7; 16], hash }
}

/// Writes an enquiry with two proposals.
async fn made(practice: &Practice) -> (Enquiry, [Proposal; 2], Link) {
    let (enquiry, link) = (enquiry(practice), link());
    let proposals = [proposal(practice, &enquiry, 1), proposal(practice, &enquiry, 2)];
    let mut tx = practice.store.begin().await.unwrap();
    tx.add_enquiry(&enquiry, &link).await.unwrap();
    for one in &proposals {
        tx.add_proposal(practice.network, one).await.unwrap();
    }
    tx.commit().await.unwrap();
    (enquiry, proposals, link)
}

async fn an_enquiry_is_found_as_it_was_made(practice: Practice) {
    let (enquiry, proposals, link) = made(&practice).await;
    let expected = StoredEnquiry {
        enquiry: enquiry.clone(),
        link_nonce: link.nonce,
    };
    let store = &practice.store;
    assert_eq!(
        store.enquiry(practice.network, enquiry.id).await.unwrap(),
        Some(expected.clone())
    );
    assert_eq!(store.enquiry_by_link(&link.hash).await.unwrap(), Some(expected));
    assert_eq!(store.enquiry_by_link(&[9; 32]).await.unwrap(), None);
    assert_eq!(store.proposals_of(practice.network, enquiry.id).await.unwrap(), proposals);
    let one = &proposals[0];
    assert_eq!(store.proposal(practice.network, one.id).await.unwrap().as_ref(), Some(one));
    let mine = store.proposals_to_practitioner(practice.network, one.practitioner, 10).await;
    assert_eq!(mine.unwrap(), std::slice::from_ref(one));
    let ours = store
        .proposals_to_business(practice.network, practice.business, 10)
        .await
        .unwrap();
    assert_eq!(ours.len(), 2);

    let taken = Enquiry {
        state: EnquiryState::Taken {
            at: now(),
            appointment: AppointmentId(new_id()),
        },
        version: 2,
        ..enquiry.clone()
    };
    let accepted = Proposal {
        state: ProposalState::Accepted { at: now() },
        ..one.clone()
    };
    let mut tx = store.begin().await.unwrap();
    let locked = tx.lock_enquiry(practice.network, enquiry.id).await.unwrap().unwrap();
    assert_eq!(locked.enquiry, enquiry);
    tx.change_enquiry(&taken).await.unwrap();
    tx.change_proposal(practice.network, &accepted).await.unwrap();
    assert_eq!(tx.proposals_of(practice.network, enquiry.id).await.unwrap()[0], accepted);
    tx.commit().await.unwrap();
    let read = store.enquiry(practice.network, enquiry.id).await.unwrap().unwrap();
    assert_eq!(read.enquiry, taken);
}

async fn wec_plus_18_two_acceptances_cannot_both_be_written(practice: Practice) {
    let (_, [one, other], _) = made(&practice).await;
    let accepted = |proposal: &Proposal| Proposal {
        state: ProposalState::Accepted { at: now() },
        ..proposal.clone()
    };
    let mut tx = practice.store.begin().await.unwrap();
    tx.change_proposal(practice.network, &accepted(&one)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = practice.store.begin().await.unwrap();
    let refused = tx.change_proposal(practice.network, &accepted(&other)).await.unwrap_err();
    assert_eq!(refused.constraint(), Some("enquiry_proposal_accepted"));
    tx.rollback().await.unwrap();
    // And nobody receives the same enquiry twice.
    let again = Proposal {
        id: ProposalId(new_id()),
        ..one
    };
    let mut tx = practice.store.begin().await.unwrap();
    let refused = tx.add_proposal(practice.network, &again).await.unwrap_err();
    assert_eq!(refused.constraint(), Some("enquiry_proposal_once"));
}

async fn what_waited_too_long_is_found(practice: Practice) {
    let (enquiry, ..) = made(&practice).await;
    let lapsed = async |at| practice.store.lapsed_enquiries(at, 10).await.unwrap();
    assert_eq!(lapsed(enquiry.answer_by).await, []);
    assert_eq!(lapsed(enquiry.answer_by + minutes(1)).await, [(practice.network, enquiry.id)]);
    let over = Enquiry {
        state: EnquiryState::Unanswered { at: now() },
        ..enquiry.clone()
    };
    let mut tx = practice.store.begin().await.unwrap();
    tx.change_enquiry(&over).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(lapsed(enquiry.answer_by + minutes(1)).await, []);
}

async fn x2_another_network_finds_no_enquiry(practice: Practice) {
    let (enquiry, [one, _], _) = made(&practice).await;
    let foreign = NetworkId(new_id());
    let store = &practice.store;
    assert_eq!(store.enquiry(foreign, enquiry.id).await.unwrap(), None);
    assert_eq!(store.proposal(foreign, one.id).await.unwrap(), None);
    assert_eq!(store.proposals_of(foreign, enquiry.id).await.unwrap(), []);
    assert_eq!(store.proposals_to_business(foreign, practice.business, 10).await.unwrap(), []);
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.lock_enquiry(foreign, enquiry.id).await.unwrap(), None);
}

/// I3: one row for one cause, however often it is written.
async fn a_message_of_a_proposal_is_written_once(practice: Practice) {
    let (enquiry, [one, _], _) = made(&practice).await;
    let message = || EnquiryMessage {
        id: MessageId(new_id()),
        about: one.id.0,
        kind: MessageKind::EnquiryProposed,
        to: Recipient::Practitioner,
        channel: Channel::Email,
    };
    let mut tx = practice.store.begin().await.unwrap();
    tx.add_enquiry_message(&enquiry, &message(), now()).await.unwrap();
    tx.commit().await.unwrap();
    let rows = practice.store.outbox(10, None).await.unwrap();
    let row = rows.iter().find(|row| row.kind == MessageKind::EnquiryProposed).unwrap();
    assert_eq!((row.about, row.about_id()), (one.id.0, one.id.to_string()));
    assert_eq!((row.appointment(), row.due), (None, now()));
    let mut tx = practice.store.begin().await.unwrap();
    let refused = tx.add_enquiry_message(&enquiry, &message(), now()).await.unwrap_err();
    assert_eq!(refused.constraint(), Some("message_stable_key"));
}

async fn the_postcodes_somebody_serves_are_kept(practice: Practice) {
    let catalogue = practice.store.catalogue(practice.network).await.unwrap().unwrap();
    let mut practitioner = catalogue.practitioner(practice.practitioner).unwrap().clone();
    assert_eq!(
        practitioner.serves,
        Vec::<String>::new(),
        "everywhere, unless somebody says otherwise"
    );
    practitioner.serves = vec!["750".into(), "92".into()];
    let mut tx = practice.store.begin().await.unwrap();
    tx.put_practitioner(practice.network, &practitioner).await.unwrap();
    tx.commit().await.unwrap();
    let catalogue = practice.store.catalogue(practice.network).await.unwrap().unwrap();
    let read = catalogue.practitioner(practice.practitioner).unwrap();
    assert_eq!(read.serves, ["750", "92"]);
}
