//! A limit stands in the way: why, until when it was possible, and whom to turn to (SBM-13).

use actions::{Refusal, Refused};
use axum::http::StatusCode;
use domain::appointment::{CancelRefusal, RescheduleRefusal, Side};

use super::personal::Personal;
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::PageResult;
use crate::pages::shown::{contact, notice_line, recap, refusal};
use crate::view::manage::RefusedPage;
use crate::view::parts::Link;

/// What was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Cancel,
    Move,
}

/// Tells a refusal. An appointment that has ended shows its state instead: a link never leads to an error.
pub(super) async fn tell(
    visit: &Visit,
    personal: &Personal,
    wanted: Wanted,
    refused: &Refused,
    status: StatusCode,
) -> PageResult {
    if has_ended(&refused.refusal) {
        return Ok(see_other(&personal.href()));
    }
    let (t, appointment) = (personal.t, personal.appointment());
    let heading = t.say(match (wanted, is_for_good(&refused.refusal)) {
        (Wanted::Cancel, false) => "refused-cancel",
        (Wanted::Cancel, true) => "refused-cancel-never",
        (Wanted::Move, false) => "refused-move",
        (Wanted::Move, true) => "refused-move-never",
    });
    let policy = &appointment.terms.policy;
    let ladder = match wanted {
        Wanted::Cancel => &policy.client_cancel.ladder,
        Wanted::Move => &policy.client_reschedule.ladder,
    };
    let template = RefusedPage {
        t,
        frame: visit.private_frame(t, personal.network(), heading.clone()),
        heading,
        recap: recap(t, &personal.snapshot, appointment),
        why: refusal(t, &refused.refusal, &appointment.when.zone),
        line: notice_line(t, ladder, &appointment.when, appointment.booked_at, personal.now),
        because: Vec::new(),
        contacts: contact(&refused.contact).into_iter().collect(),
        back: personal.back(),
        still: still(visit, personal, wanted).await?,
    };
    page(status, &template)
}

/// What can still be done when only one of the two is closed.
async fn still(visit: &Visit, personal: &Personal, wanted: Wanted) -> Result<Vec<Link>, crate::pages::problem::PageError> {
    let t = personal.t;
    let report = wanted == Wanted::Cancel && personal.may_cancel(visit, Side::Business).await?.is_ok();
    let mut still = match wanted {
        Wanted::Move if personal.may_cancel(visit, Side::Client).await?.is_ok() => {
            vec![Link::new(personal.cancel_href(), t.say("act-cancel"))]
        }
        Wanted::Cancel if personal.may_move(visit)?.is_ok() => vec![Link::new(personal.move_href(), t.say("act-move"))],
        _ => Vec::new(),
    };
    // No limit of the client's binds when it is the professional who asks (WEC-09).
    still.extend(report.then(|| Link::new(personal.report_href(), t.say("cancel-who-professional"))));
    Ok(still)
}

fn has_ended(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Cancel(CancelRefusal::AlreadyEnded { .. }) | Refusal::Reschedule(RescheduleRefusal::AlreadyEnded { .. })
    )
}

/// Whether it was never possible online, so that no deadline was missed.
fn is_for_good(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Cancel(CancelRefusal::OutsideTerms { deadline_at: None, .. })
            | Refusal::Reschedule(RescheduleRefusal::OutsideTerms { deadline_at: None, .. })
            | Refusal::Reschedule(
                RescheduleRefusal::NotForClients | RescheduleRefusal::ApprovedByHand | RescheduleRefusal::InSeries
            )
    )
}
