//! Acts of one click: approve, took place, did not come.

use actions::Failure;
use axum::extract::Path;
use axum::response::Response;
use domain::appointment::Appointment;

use super::address;
use super::appointment::refused;
use super::desk::{Desk, Posted};
use crate::pages::frame::see_other;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown;

pub(super) async fn approve(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, _) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let done = desk.app().approve(desk.network(), appointment.id, &desk.actor(), None).await;
    let onward = match form.text("back") {
        "requests" => "/console/requests?done=approved".to_owned(),
        _ => after(appointment, "approved"),
    };
    settled(&desk, appointment, done.map(|_| ()), &onward).await
}

pub(super) async fn fulfilled(Path(id): Path<String>, Posted { desk, .. }: Posted) -> PageResult {
    let (stored, _) = desk.appointment(&id).await?;
    let done = desk
        .app()
        .fulfil(desk.network(), stored.appointment.id, &desk.actor(), None)
        .await;
    settled(
        &desk,
        &stored.appointment,
        done.map(|_| ()),
        &after(&stored.appointment, "fulfilled"),
    )
    .await
}

pub(super) async fn no_show(Path(id): Path<String>, Posted { desk, .. }: Posted) -> PageResult {
    let (stored, _) = desk.appointment(&id).await?;
    let done = desk
        .app()
        .mark_no_show(desk.network(), stored.appointment.id, &desk.actor(), None)
        .await;
    settled(
        &desk,
        &stored.appointment,
        done.map(|_| ()),
        &after(&stored.appointment, "no-show"),
    )
    .await
}

/// The page of an appointment with a word on what was just done.
pub(super) fn after(appointment: &Appointment, done: &str) -> String {
    format!("{}?done={done}", address::appointment(appointment.id, ""))
}

/// Goes on after an act, or shows the appointment as it is now with the reason of the refusal.
pub(super) async fn settled(
    desk: &Desk,
    appointment: &Appointment,
    done: Result<(), Failure>,
    onward: &str,
) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(see_other(onward)),
        Err(Failure::Refused(why)) => {
            let why = shown::refusal(desk.t, &why.refusal, &appointment.when.zone);
            refused(desk, &appointment.id.to_string(), why).await
        }
        Err(failure) => Err(failure.into()),
    }
}
