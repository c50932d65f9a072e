//! Declining a request: a page that asks for a word to the client.

use actions::Failure;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::{Appointment, State};
use domain::people::Client;

use super::address;
use super::appointment::refused;
use super::desk::{Desk, Posted};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::PageResult;
use crate::pages::shown::{self, recap};
use crate::view::console::{ConsolePlace, DeclinePage};
use crate::view::parts::{Effect, Field, Icon};

pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    asked(&desk, &stored.appointment, &client, Field::default(), StatusCode::OK).await
}

pub(super) async fn act(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let (stored, client) = desk.appointment(&id).await?;
    let appointment = &stored.appointment;
    let message = form.text("message");
    match desk
        .app()
        .decline(desk.network(), appointment.id, message, &desk.actor(), None)
        .await
    {
        Ok(_) => Ok(see_other("/console/requests?done=declined")),
        Err(Failure::Invalid(faults)) => {
            let field = shown::field(desk.t, "message", message, &faults);
            asked(&desk, appointment, &client, field, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Failure::Refused(why)) => refused(&desk, &id, shown::refusal(desk.t, &why.refusal, &appointment.when.zone)).await,
        Err(failure) => Err(failure.into()),
    }
}

async fn asked(desk: &Desk, appointment: &Appointment, client: &Client, message: Field, status: StatusCode) -> PageResult {
    if !matches!(appointment.state, State::Requested { .. }) {
        let why = serde_json::json!({ "code": "not_waiting", "state": appointment.state.code() });
        let why = texts::because::refusal(desk.t, &why, &appointment.when.zone);
        return refused(desk, &appointment.id.to_string(), why).await;
    }
    let template = DeclinePage {
        t: desk.t,
        frame: desk.frame_about(desk.t.say("decline-send"), appointment),
        console: desk.console(ConsolePlace::Elsewhere).await?,
        client: client.name.clone(),
        recap: recap(desk.t, &desk.snapshot, appointment),
        message,
        effects: vec![told(desk, client)],
        action: address::appointment(appointment.id, "decline"),
        hidden: desk.hidden(),
        keep_href: address::appointment(appointment.id, ""),
    };
    page(status, &template)
}

/// Declining has no preview of its own: it only tells the client.
fn told(desk: &Desk, client: &Client) -> Effect {
    let key = if client.email.is_some() {
        "console-decline-told"
    } else {
        "console-decline-no-address"
    };
    Effect {
        icon: Icon::Mail,
        text: desk.t.with(key, &[("name", &client.name)]),
    }
}
