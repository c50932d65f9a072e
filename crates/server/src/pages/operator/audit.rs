//! Who looked at what about whom, and who acted.

use axum::http::StatusCode;
use store::AuditRow;

use super::office::Office;
use crate::pages::frame::page;
use crate::pages::problem::PageResult;
use crate::view::operator::{AuditLine, AuditPage, OperatorPlace};

/// Lines of one page.
const LINES: u32 = 100;

/// `/operator/audit`, newest first; `?before=…` goes on.
pub(super) async fn show(office: Office) -> PageResult {
    office.operators_only()?;
    let before = office.query.text("before").parse().ok();
    let rows = office.app().store.audit(office.network(), before, LINES).await?;
    let full = rows.len() == LINES as usize;
    let older_href = rows
        .last()
        .filter(|_| full)
        .map(|last| format!("/operator/audit?before={}", last.id));
    page(
        StatusCode::OK,
        &AuditPage {
            t: office.t,
            frame: office.frame(office.t.say("operator-audit-title")),
            beside: office.beside(OperatorPlace::Audit).await?,
            lines: rows.iter().map(|row| line(&office, row)).collect(),
            older_href,
        },
    )
}

fn line(office: &Office, row: &AuditRow) -> AuditLine {
    let (name, href) = about(office, &row.about);
    let key = format!("audit-{}", row.what.replace('_', "-"));
    AuditLine {
        when: office.moment(row.at),
        who: office.who(&row.by),
        what: office.t.with(&key, &[("about", &name)]),
        href,
    }
}

/// How something is called, and where it can be looked at.
fn about(office: &Office, printed: &str) -> (String, Option<String>) {
    match printed.split('_').next().unwrap_or_default() {
        "biz" => {
            let business = printed.parse().ok().and_then(|id| office.snapshot.business(id));
            let name = business.map_or_else(|| printed.to_owned(), |business| business.name.clone());
            (name, Some(format!("/operator/businesses/{printed}")))
        }
        "cas" => (short(printed), Some(format!("/operator/cases/{printed}"))),
        "mea" => (short(printed), None),
        "opr" => (office.who(printed), None),
        version => (version.to_owned(), Some(format!("/operator/policy/versions/{version}"))),
    }
}

/// The last letters of an id, by which people tell it from others.
fn short(printed: &str) -> String {
    let letters: Vec<char> = printed.chars().collect();
    letters[letters.len().saturating_sub(8)..].iter().collect()
}
