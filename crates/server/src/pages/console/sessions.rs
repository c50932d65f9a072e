//! Where somebody is signed in, and ending it.

use axum::extract::Path;
use axum::http::StatusCode;
use store::SessionRow as Stored;
use texts::dates;

use super::desk::{Desk, Posted};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::view::console::ConsolePlace;
use crate::view::settings::{SessionRow, SessionsPage};

pub(super) async fn show(desk: Desk) -> PageResult {
    let sessions = living(&desk).await?;
    let rows: Vec<SessionRow> = sessions.iter().map(|session| row(&desk, session)).collect();
    let end_others_action = (rows.len() > 1).then(|| "/console/sessions/end-others".to_owned());
    let (frame, console) = (
        desk.frame(desk.t.say("sessions-title")),
        desk.console(ConsolePlace::Sessions).await?,
    );
    page(
        StatusCode::OK,
        &SessionsPage {
            t: desk.t,
            frame,
            console,
            rows,
            end_others_action,
            hidden: desk.hidden(),
        },
    )
}

pub(super) async fn end(Path(id): Path<String>, Posted { desk, .. }: Posted) -> PageResult {
    let sessions = living(&desk).await?;
    let session = sessions
        .iter()
        .find(|session| name(session) == id)
        .ok_or(PageError::NOT_FOUND)?;
    desk.app().revoke_session(desk.user().id, &session.id_hash).await?;
    Ok(see_other("/console/sessions?done=session-ended"))
}

pub(super) async fn end_others(Posted { desk, .. }: Posted) -> PageResult {
    for session in living(&desk).await?.iter().filter(|session| !is_current(&desk, session)) {
        desk.app().revoke_session(desk.user().id, &session.id_hash).await?;
    }
    Ok(see_other("/console/sessions?done=sessions-ended"))
}

async fn living(desk: &Desk) -> Result<Vec<Stored>, PageError> {
    let mut sessions = desk.app().store.sessions_of(desk.user().id).await?;
    sessions.retain(|session| session.expires_at > desk.now);
    sessions.sort_by_key(|session| (!is_current(desk, session), -session.last_seen_at.as_microsecond()));
    Ok(sessions)
}

fn row(desk: &Desk, session: &Stored) -> SessionRow {
    let zone = &desk.snapshot.network().zone;
    let at = |at| dates::moment(desk.t, at, zone);
    let device = if session.label.is_empty() {
        desk.t.say("console-session-unknown")
    } else {
        session.label.clone()
    };
    SessionRow {
        device,
        since: desk.t.with("console-session-since", &[("at", &at(session.created_at))]),
        last_used: desk.t.with("console-session-used", &[("at", &at(session.last_seen_at))]),
        current: is_current(desk, session),
        end_action: format!("/console/sessions/{}/end", name(session)),
        hidden: desk.hidden(),
    }
}

fn is_current(desk: &Desk, session: &Stored) -> bool {
    session.id_hash == desk.session.id_hash
}

/// The session in an address: part of the hash of its token, which opens nothing.
fn name(session: &Stored) -> String {
    session.id_hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
