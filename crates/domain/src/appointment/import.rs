//! Bringing an appointment in from another system: what is known of it gives its state, the overlap gate stands as for every other way in
//! (R17), and nobody is told.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Act, Appointment, Because, Buffers, Change, ChangeKind, Decision, Reason, Role, Side, State, Terms};
use crate::agenda::Agenda;
use crate::ids::{AppointmentId, ClientId, NetworkId, PlaceId, PractitionerId};
use crate::notice::When;
use crate::policy::Answer;
use crate::service::Service;

/// What the other system says became of the appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// Nothing: it stands, or it took place when its time is over.
    Nothing,
    /// The client did not come.
    NoShow,
    /// It was cancelled.
    Cancelled {
        /// Who wanted it.
        asked_by: Side,
        /// Why, in the words of the other system; empty for nothing.
        why: String,
    },
}

/// An appointment as another system tells it, with the catalogue's names already found.
#[derive(Debug, Clone)]
pub struct ImportRequest {
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
    /// When it starts.
    pub start: Timestamp,
    /// When it ends, which need not be the length that the service has here.
    pub end: Timestamp,
    /// What became of it.
    pub recorded: Recorded,
    /// When it was booked there, if that is known.
    pub booked_at: Option<Timestamp>,
    /// What the client wrote to the practitioner.
    pub note: String,
    /// Why staff take it over although its time is taken; `None` refuses it then.
    pub force: Option<String>,
}

/// Why an appointment is not taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ImportRefusal {
    /// Its time is taken by another appointment, an absence or an outside calendar (R17).
    Taken,
    /// It ends before it starts, or lasts longer than a day.
    LengthOutOfRange,
    /// A client cannot have missed what has not begun.
    NoShowBeforeStart,
    /// Only staff may place an appointment over others, and they must say why (I1).
    ForceNotAllowed,
}

/// The longest appointment, as for services.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Decides whether an appointment of another system is taken over. `agenda` must hold the busy time around it; opening hours do not matter,
/// because it was agreed elsewhere. Terms are frozen as they are now (I9), and no message is written, now or as a reminder.
///
/// # Errors
/// [`ImportRefusal`].
pub fn import(
    request: &ImportRequest,
    service: &Service,
    terms: &Terms,
    agenda: &Agenda,
    act: &Act,
) -> Result<Decision, ImportRefusal> {
    let length = request.end.duration_since(request.start);
    if length <= SignedDuration::ZERO || length > LONGEST {
        return Err(ImportRefusal::LengthOutOfRange);
    }
    let mut appointment = told(request, service, terms, agenda, state(request, act.now)?, act.now);
    let mut because = Vec::new();
    if appointment.state.takes_time() {
        match agenda.free_lane(&appointment.busy()) {
            Some(lane) => appointment.lane = lane,
            None => {
                because.push(forced(request.force.as_deref(), act)?);
                appointment.forced = true;
            }
        }
    }
    let change = Change {
        kind: ChangeKind::Imported,
        act: act.clone(),
        reason: why(&request.recorded).map(|_| Reason::Other),
        message: why(&request.recorded).unwrap_or_default().to_owned(),
        from: None,
        to: Some(appointment.when.start),
        because,
    };
    Ok(Decision::new(Answer::Allow, None, appointment, change))
}

/// The other systems do not say when an outcome was recorded, so it is recorded now.
fn state(request: &ImportRequest, now: Timestamp) -> Result<State, ImportRefusal> {
    match request.recorded {
        Recorded::Cancelled { asked_by, .. } => Ok(State::Cancelled { at: now, asked_by }),
        Recorded::NoShow if now < request.start => Err(ImportRefusal::NoShowBeforeStart),
        Recorded::NoShow => Ok(State::NoShow { at: now }),
        Recorded::Nothing if request.end <= now => Ok(State::Fulfilled { at: now }),
        Recorded::Nothing => Ok(State::Booked),
    }
}

fn why(recorded: &Recorded) -> Option<&str> {
    match recorded {
        Recorded::Cancelled { why, .. } if !why.is_empty() => Some(why),
        _ => None,
    }
}

fn forced(reason: Option<&str>, act: &Act) -> Result<Because, ImportRefusal> {
    let reason = reason.ok_or(ImportRefusal::Taken)?.trim();
    if act.clicked_by.role != Role::Staff || reason.is_empty() {
        return Err(ImportRefusal::ForceNotAllowed);
    }
    Ok(Because::Forced {
        reason: reason.to_owned(),
    })
}

fn told(request: &ImportRequest, service: &Service, terms: &Terms, agenda: &Agenda, state: State, now: Timestamp) -> Appointment {
    Appointment {
        id: request.id,
        network: request.network,
        business: service.business,
        practitioner: request.practitioner,
        place: request.place,
        service: service.id,
        client: request.client,
        when: When {
            start: request.start,
            end: request.end,
            zone: agenda.zone.clone(),
        },
        buffers: Buffers {
            before_minutes: service.buffer_before_minutes,
            after_minutes: service.buffer_after_minutes,
        },
        lane: 0,
        forced: false,
        state,
        terms: terms.clone(),
        moves: 0,
        version: 1,
        sequence: 0,
        note: request.note.clone(),
        booked_at: request.booked_at.unwrap_or(now).min(now),
        proposal: None,
        series: None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::samples::{START, at, before, client, open_every_day, staff, terms};
    use super::*;
    use crate::agenda::Busy;
    use crate::ids::{BusinessId, ServiceId};
    use crate::policy::Policy;
    use crate::service::{BookedBy, Price};

    fn service() -> Service {
        Service {
            id: ServiceId(Uuid::from_u128(6)),
            business: BusinessId(Uuid::from_u128(3)),
            name: "Shiatsu".into(),
            about: String::new(),
            duration_minutes: 60,
            buffer_before_minutes: 0,
            buffer_after_minutes: 15,
            step_minutes: 30,
            price: Price {
                minor: 6000,
                currency: "EUR".into(),
            },
            booked_by: BookedBy::Approval,
            policy: serde_json::Value::Null,
        }
    }

    fn request(recorded: Recorded) -> ImportRequest {
        ImportRequest {
            id: AppointmentId(Uuid::from_u128(1)),
            network: NetworkId(Uuid::from_u128(2)),
            practitioner: PractitionerId(Uuid::from_u128(4)),
            place: PlaceId(Uuid::from_u128(5)),
            client: ClientId(Uuid::from_u128(7)),
            start: at(START),
            end: at(START) + SignedDuration::from_mins(75),
            recorded,
            booked_at: None,
            note: String::new(),
            force: None,
        }
    }

    fn decide(request: &ImportRequest, agenda: &Agenda, act: &Act) -> Result<Decision, ImportRefusal> {
        import(request, &service(), &terms(Policy::default()), agenda, act)
    }

    fn cancelled(asked_by: Side, why: &str) -> Recorded {
        Recorded::Cancelled {
            asked_by,
            why: why.into(),
        }
    }

    #[test]
    fn the_state_follows_from_what_is_known() {
        for (recorded, minutes_before, expected) in [
            (Recorded::Nothing, 60, Ok("booked")),
            (Recorded::Nothing, 0, Ok("booked")),
            (Recorded::Nothing, -74, Ok("booked")),
            (Recorded::Nothing, -75, Ok("fulfilled")),
            (Recorded::NoShow, 1, Err(ImportRefusal::NoShowBeforeStart)),
            (Recorded::NoShow, 0, Ok("no_show")),
            (cancelled(Side::Client, ""), 60, Ok("cancelled")),
            (cancelled(Side::Business, "grippe"), -600, Ok("cancelled")),
        ] {
            let act = staff(Side::Client, before(minutes_before));
            let decided = decide(&request(recorded.clone()), &open_every_day(), &act);
            let state = decided.as_ref().map(|decision| decision.appointment.state.code());
            assert_eq!(state, expected.as_ref().copied(), "{recorded:?} {minutes_before} min before");
        }
    }

    #[test]
    fn nobody_is_told_and_the_terms_are_those_of_now() {
        let act = staff(Side::Client, before(7 * 24 * 60));
        let decision = decide(&request(Recorded::Nothing), &open_every_day(), &act).unwrap();
        assert_eq!((decision.messages.len(), decision.change.kind), (0, ChangeKind::Imported));
        assert_eq!((decision.on_version, decision.appointment.version), (None, 1));
        assert_eq!(decision.appointment.terms, terms(Policy::default()));
        assert_eq!(
            decision.appointment.booked_at, act.now,
            "unknown there, so it is when we heard of it"
        );
        let why = decide(&request(cancelled(Side::Client, "grippe")), &open_every_day(), &act)
            .unwrap()
            .change;
        assert_eq!((why.reason, why.message.as_str()), (Some(Reason::Other), "grippe"));
    }

    /// R17: the same gate as for bookings, buffers included; only staff with a reason pass it.
    #[test]
    fn r17_taken_time_is_refused_without_a_reason() {
        let busy = |start: &str, minutes: i64, lane| {
            let start = at(start);
            Busy {
                start,
                end: start + SignedDuration::from_mins(minutes),
                lane,
            }
        };
        let now = before(24 * 60);
        for (taken, recorded, force, act, expected) in [
            (
                busy(START, 30, Some(0)),
                Recorded::Nothing,
                None,
                staff(Side::Client, now),
                Err(ImportRefusal::Taken),
            ),
            (
                busy("2026-03-03T15:45:00+01:00", 30, None),
                Recorded::Nothing,
                None,
                staff(Side::Client, now),
                Err(ImportRefusal::Taken),
            ),
            (
                busy("2026-03-03T16:00:00+01:00", 30, None),
                Recorded::Nothing,
                None,
                staff(Side::Client, now),
                Ok(false),
            ),
            (
                busy(START, 30, Some(0)),
                cancelled(Side::Client, ""),
                None,
                staff(Side::Client, now),
                Ok(false),
            ),
            (
                busy(START, 30, Some(0)),
                Recorded::Nothing,
                Some(" "),
                staff(Side::Client, now),
                Err(ImportRefusal::ForceNotAllowed),
            ),
            (
                busy(START, 30, Some(0)),
                Recorded::Nothing,
                Some("double"),
                client(now),
                Err(ImportRefusal::ForceNotAllowed),
            ),
            (
                busy(START, 30, Some(0)),
                Recorded::Nothing,
                Some("double"),
                staff(Side::Client, now),
                Ok(true),
            ),
            (
                busy(START, 30, Some(0)),
                Recorded::Nothing,
                Some("double"),
                staff(Side::Client, before(-600)),
                Ok(true),
            ),
        ] {
            let agenda = Agenda {
                busy: vec![taken],
                ..open_every_day()
            };
            let wish = ImportRequest {
                force: force.map(Into::into),
                ..request(recorded)
            };
            let decided = decide(&wish, &agenda, &act);
            assert_eq!(
                decided.as_ref().map(|d| d.appointment.forced),
                expected.as_ref().copied(),
                "{taken:?} {wish:?}"
            );
            if expected == Ok(true) {
                assert_eq!(decided.unwrap().change.because, [Because::Forced { reason: "double".into() }]);
            }
        }
    }

    #[test]
    fn a_second_seat_is_taken_when_there_is_one() {
        let taken = Busy {
            start: at(START),
            end: at(START) + SignedDuration::from_mins(60),
            lane: Some(0),
        };
        let agenda = Agenda {
            capacity: 2,
            busy: vec![taken],
            ..open_every_day()
        };
        let decision = decide(&request(Recorded::Nothing), &agenda, &staff(Side::Client, before(60))).unwrap();
        assert_eq!((decision.appointment.lane, decision.appointment.forced), (1, false));
    }

    #[test]
    fn lengths_are_those_of_appointments() {
        for (minutes, good) in [(-1, false), (0, false), (1, true), (24 * 60, true), (24 * 60 + 1, false)] {
            let wish = ImportRequest {
                end: at(START) + SignedDuration::from_mins(minutes),
                ..request(Recorded::Nothing)
            };
            let decided = decide(&wish, &open_every_day(), &staff(Side::Client, before(60)));
            assert_eq!(decided.is_ok(), good, "{minutes} minutes");
        }
    }
}
