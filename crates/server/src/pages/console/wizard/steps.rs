//! The steps of a cancellation and what each of them asks.

use actions::Failure;
use domain::appointment::{Appointment, Reason, Side, State};
use domain::people::Client;
use jiff::{Timestamp, ToSpan};
use texts::{Speech, Value};

use super::Typed;
use crate::pages::console::address;
use crate::pages::console::desk::Desk;
use crate::pages::problem::PageError;
use crate::pages::shown::{reasons, slot, start_in};
use crate::view::parts::{Choice, Field, Link};
use crate::view::wizard::{Entered, StepBody, StepMark, Suggestion};

/// How many other times are offered before a cancellation (WEC-06, TRW-09).
const OFFERED: usize = 3;
/// How many days ahead they are looked for.
const OFFERED_DAYS: i64 = 21;

/// A step, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Who,
    Other,
    Message,
    After,
}

impl Step {
    const ALL: [Step; 4] = [Step::Who, Step::Other, Step::Message, Step::After];

    pub(super) fn code(self) -> &'static str {
        match self {
            Step::Who => "who",
            Step::Other => "other",
            Step::Message => "message",
            Step::After => "after",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// The progress at the top; what lies behind can be opened again.
pub(super) fn marks(t: Speech, steps: &[Step], at: usize, href: impl Fn(Step) -> String) -> Vec<StepMark> {
    let mark = |(n, step): (usize, &Step)| StepMark {
        label: t.say(&format!("wizard-{}", step.code())),
        current: n == at,
        href: (n < at).then(|| href(*step)),
    };
    steps.iter().enumerate().map(mark).collect()
}

impl Typed {
    /// The steps that this appointment needs: what is past is not moved any more, and whom nobody tells needs no message.
    pub(super) fn steps(&self, desk: &Desk, appointment: &Appointment) -> Vec<Step> {
        let ahead = desk.now < appointment.when.start && matches!(appointment.state, State::Booked | State::Requested { .. });
        let offers = appointment.terms.policy.entry.suggest_reschedule_first && ahead;
        let needed = |step: &Step| match step {
            Step::Other => offers,
            Step::Message => !self.quietly,
            Step::Who | Step::After => true,
        };
        Step::ALL.into_iter().filter(needed).collect()
    }

    pub(super) async fn body(
        self,
        desk: &Desk,
        appointment: &Appointment,
        client: &Client,
        step: Step,
    ) -> Result<StepBody, PageError> {
        let entry = &appointment.terms.policy.entry;
        Ok(match step {
            Step::Who => StepBody::Who {
                asked_by: if entry.ask_initiator {
                    sides(desk.t, self.asked_by)
                } else {
                    Vec::new()
                },
                asked_by_error: self.asked_by_error,
                reasons: reasons(desk.t, &offered_reasons(self.is_past), self.reason),
                reason_required: entry.staff_reason,
                reason_error: self.reason_error,
            },
            Step::Other => self.other(desk, appointment).await?,
            Step::Message => self.message(desk.t, appointment, client),
            Step::After => StepBody::After {
                entered: self.entered(desk, appointment),
            },
        })
    }

    /// Another time first: three free ones to propose, or the move that was agreed already (WEC-06, WEC-07).
    async fn other(&self, desk: &Desk, appointment: &Appointment) -> Result<StepBody, PageError> {
        let (starts, zone) = (free(desk, appointment).await?, &appointment.when.zone);
        let reason = self.reason.map(|reason| reason.code()).unwrap_or_default();
        let propose = |starts: &[Timestamp]| {
            let starts: Vec<String> = starts.iter().map(|start| start_in(zone, *start)).collect();
            let mut query: Vec<(&str, &str)> = starts.iter().map(|start| ("start", start.as_str())).collect();
            query.push(("reason", reason));
            address::with_query(&address::appointment(appointment.id, "propose"), &query)
        };
        Ok(StepBody::Other {
            free: starts
                .iter()
                .map(|start| slot(desk.t, *start, zone, propose(&[*start])))
                .collect(),
            propose_href: propose(&starts),
            move_href: address::appointment(appointment.id, "move"),
        })
    }

    fn message(self, t: Speech, appointment: &Appointment, client: &Client) -> StepBody {
        let least = self.least(appointment);
        let chars = self.message.trim().chars().count();
        let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let enough = least > 0 && chars >= least;
        let key = if enough { "wizard-count-enough" } else { "wizard-count" };
        StepBody::Message {
            template: Suggestion {
                lang: client.language.tag().to_owned(),
                text: self.suggestion(client),
            },
            message: Field {
                value: self.message,
                error: self.message_error,
                required: least > 0,
            },
            least,
            count: t.with_values(key, &[("count", number(chars)), ("least", number(least))]),
        }
    }

    /// Everything that was entered, to be read once more.
    fn entered(&self, desk: &Desk, appointment: &Appointment) -> Vec<Entered> {
        let t = desk.t;
        let none = || t.say("wizard-entered-none");
        let thing = |key: &str, value: String, step: Step| Entered {
            label: t.say(key),
            value,
            change: Link::new(self.href(appointment, step), t.say("wizard-change")),
        };
        let mut entered = Vec::new();
        if let Some(side) = self.asked_by {
            let side = t.say(&format!("console-asked-by-{}", side.code()));
            entered.push(thing("wizard-entered-by", side, Step::Who));
        }
        let reason = self.reason.map_or_else(none, |reason| texts::because::reason(t, reason));
        entered.push(thing("wizard-entered-reason", reason, Step::Who));
        if !self.quietly {
            let message = Some(self.message.trim().to_owned()).filter(|message| !message.is_empty());
            entered.push(thing("wizard-entered-message", message.unwrap_or_else(none), Step::Message));
        }
        entered
    }
}

/// Who wants it, which is not always who clicks (TRW-02). Nothing is chosen beforehand.
fn sides(t: Speech, chosen: Option<Side>) -> Vec<Choice> {
    let side = |side: Side| Choice {
        chosen: chosen == Some(side),
        ..Choice::new(side.code(), t.say(&format!("console-asked-by-{}", side.code())))
    };
    vec![side(Side::Business), side(Side::Client)]
}

/// That the client did not come is known only once it has begun.
fn offered_reasons(is_past: bool) -> Vec<Reason> {
    Reason::FOR_STAFF
        .into_iter()
        .filter(|reason| is_past || *reason != Reason::DidNotCome)
        .collect()
}

/// Free times of the practitioner, the next ones.
async fn free(desk: &Desk, appointment: &Appointment) -> Result<Vec<Timestamp>, PageError> {
    let today = appointment.when.zone.to_datetime(desk.now).date();
    let last = today.saturating_add(OFFERED_DAYS.days());
    let free = match desk.app().slots_to_move_to(appointment, today, last).await {
        Ok(free) => free,
        // A service that nobody gives any more has no other times.
        Err(Failure::NotFound(_)) => return Ok(Vec::new()),
        Err(failure) => return Err(failure.into()),
    };
    let starts = free.days.iter().flat_map(|day| &day.slots).map(|slot| slot.start);
    Ok(starts.take(OFFERED).collect())
}
