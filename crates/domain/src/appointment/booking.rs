//! Booking: at once or on approval, for a client or by staff.

use jiff::SignedDuration;
use jiff::Timestamp;
use serde::Serialize;

use super::{Act, Appointment, Because, Buffers, Change, ChangeKind, Decision, Role, State, Terms};
use crate::agenda::{Agenda, NotOffered, Slot, SlotRules, offer};
use crate::ids::{AppointmentId, ClientId, NetworkId, PlaceId, PractitionerId};
use crate::notice::When;
use crate::policy::Answer;
use crate::series::SeriesPlace;
use crate::service::{BookedBy, Service};

/// What somebody wants to book.
#[derive(Debug, Clone)]
pub struct BookRequest {
    /// The new identity.
    pub id: AppointmentId,
    /// The network.
    pub network: NetworkId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub place: PlaceId,
    /// For whom.
    pub client: ClientId,
    /// When it should start.
    pub start: Timestamp,
    /// What the client writes to the practitioner.
    pub note: String,
    /// Why staff place it where no slot is offered; `None` asks for an offered slot like everybody.
    pub force: Option<String>,
}

/// Why a booking is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum BookRefusal {
    /// The start is not among the offered slots (R18).
    SlotNotOffered {
        /// Why.
        reason: NotOffered,
    },
    /// Only staff may place an appointment where no slot is offered, and they must say why (I1).
    ForceNotAllowed,
    /// The service is not booked from a page: the client asks the network, and whoever accepts first gives it.
    OnlyByProposal,
}

/// Decides a booking. `agenda` must hold the busy time read under the practitioner's lock, so that the answer is still true when it is applied.
///
/// # Errors
/// [`BookRefusal`] when the start is not offered.
pub fn book(
    request: &BookRequest,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    act: &Act,
) -> Result<Decision, BookRefusal> {
    if terms.booked_by == BookedBy::Proposal && act.is_bound() {
        return Err(BookRefusal::OnlyByProposal);
    }
    let rules = service.slot_rules(&terms.policy);
    booked_by_rules(request, service, terms, agenda, &rules, Because::BookedAtOnce, act)
}

/// Decides the booking that follows when a practitioner accepts an enquiry. The agenda decides as for any other booking, so that a closed
/// day or a pause refuses it (WEC-01, WEC-13); only the lead time was the client's to keep, and was kept when the enquiry was made.
///
/// # Errors
/// [`BookRefusal::SlotNotOffered`] when the time is no longer free or open.
pub fn book_accepted(
    request: &BookRequest,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    act: &Act,
) -> Result<Decision, BookRefusal> {
    let rules = SlotRules {
        min_lead_minutes: 0,
        ..service.slot_rules(&terms.policy)
    };
    booked_by_rules(request, service, terms, agenda, &rules, Because::ProposalAccepted, act)
}

/// Decides the booking of one appointment of a series, at rules that reach further than those meant for clients.
///
/// # Errors
/// [`BookRefusal::SlotNotOffered`] when the time is not free or open.
pub(crate) fn book_in_series(
    request: &BookRequest,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    rules: &SlotRules,
    place: SeriesPlace,
    act: &Act,
) -> Result<Decision, BookRefusal> {
    let mut decision = booked_by_rules(request, service, terms, agenda, rules, Because::WithItsSeries, act)?;
    decision.appointment.series = Some(place);
    Ok(decision)
}

fn booked_by_rules(
    request: &BookRequest,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    rules: &SlotRules,
    because_booked: Because,
    act: &Act,
) -> Result<Decision, BookRefusal> {
    let (slot, forced) = placed(request.force.as_deref(), agenda, rules, request.start, act)?;
    let state = first_state(terms, slot.start, act);
    let because = match (&state, &request.force) {
        (_, Some(reason)) if forced => Because::Forced { reason: reason.clone() },
        (State::Requested { answer_by }, _) => Because::NeedsApproval {
            answer_by_at: *answer_by,
        },
        _ => because_booked,
    };
    let kind = if state == State::Booked {
        ChangeKind::Booked
    } else {
        ChangeKind::Requested
    };
    let appointment = new_appointment(request, service, terms, agenda, slot, forced, state, act);
    let change = Change {
        kind,
        act: act.clone(),
        reason: None,
        message: String::new(),
        from: None,
        to: Some(appointment.when.start),
        because: vec![because],
    };
    Ok(Decision::new(Answer::Allow, None, appointment, change))
}

/// The seat for a start: an offered slot, or for staff with a reason any time from now on.
pub(super) fn placed(
    force: Option<&str>,
    agenda: &Agenda,
    rules: &SlotRules,
    start: Timestamp,
    act: &Act,
) -> Result<(Slot, bool), BookRefusal> {
    let refused = match offer(agenda, rules, start, act.now) {
        Ok(slot) => return Ok((slot, false)),
        Err(reason) => reason,
    };
    let Some(reason) = force else {
        return Err(BookRefusal::SlotNotOffered { reason: refused });
    };
    if act.clicked_by.role != Role::Staff || reason.trim().is_empty() {
        return Err(BookRefusal::ForceNotAllowed);
    }
    if refused == NotOffered::Past {
        return Err(BookRefusal::SlotNotOffered { reason: refused });
    }
    let minutes = SignedDuration::from_mins(i64::from(rules.duration_minutes) + i64::from(rules.buffer_after_minutes));
    if start.checked_add(minutes).is_err() {
        return Err(BookRefusal::SlotNotOffered {
            reason: NotOffered::TooFar,
        });
    }
    let end = start + SignedDuration::from_mins(i64::from(rules.duration_minutes));
    Ok((Slot { start, end, lane: 0 }, true))
}

/// Staff who book for a client have approved by doing so; what time generates of a series was approved with it.
fn first_state(terms: &Terms, start: Timestamp, act: &Act) -> State {
    if terms.booked_by == BookedBy::AtOnce || !act.is_bound() {
        return State::Booked;
    }
    State::Requested {
        answer_by: terms.policy.booking.answer_within.after(act.now).min(start),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "these are the facts of an appointment, each from another source"
)]
fn new_appointment(
    request: &BookRequest,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    slot: Slot,
    forced: bool,
    state: State,
    act: &Act,
) -> Appointment {
    Appointment {
        id: request.id,
        network: request.network,
        business: service.business,
        practitioner: request.practitioner,
        place: request.place,
        service: service.id,
        client: request.client,
        when: When {
            start: slot.start,
            end: slot.end,
            zone: agenda.zone.clone(),
        },
        buffers: Buffers {
            before_minutes: service.buffer_before_minutes,
            after_minutes: service.buffer_after_minutes,
        },
        lane: slot.lane,
        forced,
        state,
        terms: terms.clone(),
        moves: 0,
        version: 1,
        sequence: 0,
        note: request.note.clone(),
        booked_at: act.now,
        proposal: None,
        series: None,
    }
}
