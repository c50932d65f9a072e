//! `/r/{token}/calendar.ics`: the appointment as a file for any calendar. Under the same identity as the mails, so that nothing is doubled.

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;

use super::personal::Personal;
use crate::pages::frame::Visit;
use crate::pages::problem::PageResult;

pub(super) async fn download(visit: Visit, Path(token): Path<String>) -> PageResult {
    let personal = Personal::open(&visit, &token).await?;
    let file = visit.app().calendar_file(&personal.stored, &personal.snapshot)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"rendez-vous.ics\""),
    ];
    Ok((headers, file).into_response())
}
