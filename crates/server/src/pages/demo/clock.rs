//! Moving the simulated clock; it only goes forward.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum_extra::extract::CookieJar;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::SessionRow;

use crate::pages::console::{Entries, cookie, device, session_of};
use crate::pages::frame::see_other;
use crate::pages::problem::{PageError, PageResult};
use crate::state::ServerState;

/// The farthest that one jump goes; agendas end long before.
const FARTHEST: SignedDuration = SignedDuration::from_hours(24 * 400);

pub(super) async fn advance(State(state): State<ServerState>, jar: CookieJar, headers: HeaderMap, form: Entries) -> PageResult {
    let app = &state.app;
    let session = session_of(&jar, &state).await?;
    let now = app.clock.now();
    let zone = zone(&state).await?;
    let to = target(&form, now, &zone).ok_or(PageError::unreadable("to"))?;
    if to > now && to.duration_since(now) <= FARTHEST {
        let mut tx = app.store.begin().await?;
        tx.set_simulated_now(to).await?;
        tx.commit().await?;
        app.clock.advance_to(to);
    }
    let jar = kept_signed_in(&state, jar, &headers, session).await?;
    Ok((jar, see_other(inside(form.text("return_to")))).into_response())
}

/// A jump of weeks would end the session of the visitor who makes it; in the demo that would only be in the way.
async fn kept_signed_in(
    state: &ServerState,
    jar: CookieJar,
    headers: &HeaderMap,
    before: Option<SessionRow>,
) -> Result<CookieJar, PageError> {
    let Some(before) = before else { return Ok(jar) };
    if session_of(&jar, state).await?.is_some() {
        return Ok(jar);
    }
    let again = state.app.begin_session(before.user, &device(headers)).await?;
    Ok(jar.add(cookie(again.token, state.secure_cookies)))
}

/// The zone in which the bar tells the time: that of the demo's networks.
pub(super) async fn zone(state: &ServerState) -> Result<TimeZone, PageError> {
    let networks = state.app.store.networks().await?;
    Ok(networks.into_iter().next().map_or(TimeZone::UTC, |network| network.zone))
}

/// Where the clock should stand; none for a form that says nothing readable.
fn target(form: &Entries, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let local = |name: &str| {
        let at: DateTime = form.text(name).parse().ok()?;
        at.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
    };
    match form.text("jump") {
        "hour" => now.checked_add(1.hour()).ok(),
        // A day on the wall clock, which is not always 24 hours.
        "day" => now
            .to_zoned(zone.clone())
            .checked_add(1.day())
            .ok()
            .map(|zoned| zoned.timestamp()),
        "eve" => local("eve_of"),
        "to" => local("to"),
        _ => None,
    }
}

/// A page of this server to come back to; anything else leads to the hub (CWE-601).
fn inside(to: &str) -> &str {
    let plain = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if to.starts_with('/') && !to.starts_with("//") && plain {
        to
    } else {
        "/demo"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn jumps() {
        let now: Timestamp = "2026-03-28T10:00:00+01:00".parse().unwrap();
        for (form, expected) in [
            ("jump=hour", Some("2026-03-28T11:00:00+01:00")),
            ("jump=day", Some("2026-03-29T10:00:00+02:00")),
            ("jump=eve&eve_of=2026-04-02T14:30", Some("2026-04-02T14:30:00+02:00")),
            ("jump=to&to=2026-04-02T08:00", Some("2026-04-02T08:00:00+02:00")),
            ("jump=to&to=", None),
            ("jump=back", None),
            ("", None),
        ] {
            let expected: Option<Timestamp> = expected.map(|text| text.parse().unwrap());
            assert_eq!(target(&Entries::of_query(Some(form)), now, &paris()), expected, "{form}");
        }
    }

    #[test]
    fn only_this_server_is_come_back_to() {
        for (to, expected) in [
            ("/console/week?from=2026-03-02", "/console/week?from=2026-03-02"),
            ("//evil.example", "/demo"),
            ("https://evil.example", "/demo"),
            ("/a\\b", "/demo"),
            ("", "/demo"),
        ] {
            assert_eq!(inside(to), expected, "{to}");
        }
    }
}
