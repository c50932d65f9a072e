//! Incidents and measures as rows, and what is made from them.

use domain::ids::{AppointmentId, BusinessId, ClientId, MeasureId, PractitionerId, StrikeId};
use domain::reliability::{Author, Ground, Measure, MeasureKind, Strike, StrikeKind, StruckOut, Subject};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::StoreError;
use crate::columns::{from_json, instant, instant_if, number};

macro_rules! strike_columns {
    () => {
        "s.id, s.subject_kind, s.subject_id, s.practitioner_id, s.appointment_id, s.kind, s.weight, s.at, s.start_at, s.expires_at, \
         s.contested_at, s.struck_out_at, s.struck_out_by, s.struck_out_why"
    };
}
macro_rules! measure_columns {
    () => {
        "m.id, m.subject_kind, m.subject_id, m.practitioner_id, m.author, m.begun_at, m.end_at, m.statement, m.lifted_at, m.lifted_by, \
         m.lifted_why"
    };
}
pub(super) use {measure_columns, strike_columns};

/// What a statement of reasons is written from, as kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Statement {
    pub(super) measure: MeasureKind,
    pub(super) ground: Ground,
}

/// The word for a rule of the policy in place of a person's id.
const AUTOMATIC: &str = "automatic";

pub(super) fn author_word(author: &Author) -> &str {
    match author {
        Author::Automatic => AUTOMATIC,
        Author::Person(id) => id,
    }
}

pub(super) fn author(word: String) -> Author {
    match word.as_str() {
        AUTOMATIC => Author::Automatic,
        _ => Author::Person(word),
    }
}

fn subject(kind: &str, id: Uuid) -> Result<Subject, StoreError> {
    match kind {
        "client" => Ok(Subject::Client(ClientId(id))),
        "business" => Ok(Subject::Business(BusinessId(id))),
        _ => Err(StoreError::unreadable("subject_kind", kind)),
    }
}

pub(super) fn struck_out(at: Option<i64>, by: Option<String>, why: String) -> Result<Option<StruckOut>, StoreError> {
    let at = instant_if(at)?;
    let by = by.unwrap_or_default();
    Ok(at.map(|at| StruckOut { at, by, why }))
}

#[derive(sqlx::FromRow)]
pub(super) struct StrikeRow {
    id: Uuid,
    subject_kind: String,
    subject_id: Uuid,
    practitioner_id: Uuid,
    appointment_id: Uuid,
    kind: String,
    weight: i64,
    at: i64,
    start_at: i64,
    expires_at: i64,
    contested_at: Option<i64>,
    struck_out_at: Option<i64>,
    struck_out_by: Option<String>,
    struck_out_why: String,
}

impl StrikeRow {
    pub(super) fn strike(self) -> Result<Strike, StoreError> {
        Ok(Strike {
            id: StrikeId(self.id),
            subject: subject(&self.subject_kind, self.subject_id)?,
            practitioner: PractitionerId(self.practitioner_id),
            appointment: AppointmentId(self.appointment_id),
            kind: StrikeKind::from_code(&self.kind).ok_or_else(|| StoreError::unreadable("strike.kind", &self.kind))?,
            weight: number("strike.weight", self.weight)?,
            at: instant(self.at)?,
            start: instant(self.start_at)?,
            expires_at: instant(self.expires_at)?,
            contested_at: instant_if(self.contested_at)?,
            struck_out: struck_out(self.struck_out_at, self.struck_out_by, self.struck_out_why)?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct MeasureRow {
    id: Uuid,
    subject_kind: String,
    subject_id: Uuid,
    practitioner_id: Option<Uuid>,
    author: String,
    begun_at: i64,
    end_at: i64,
    statement: String,
    lifted_at: Option<i64>,
    lifted_by: Option<String>,
    lifted_why: String,
}

impl MeasureRow {
    pub(super) fn measure(self) -> Result<Measure, StoreError> {
        let statement: Statement = from_json("measure.statement", &self.statement)?;
        Ok(Measure {
            id: MeasureId(self.id),
            subject: subject(&self.subject_kind, self.subject_id)?,
            practitioner: self.practitioner_id.map(PractitionerId),
            kind: statement.measure,
            ground: statement.ground,
            author: author(self.author),
            begun_at: instant(self.begun_at)?,
            end_at: instant(self.end_at)?,
            lifted: struck_out(self.lifted_at, self.lifted_by, self.lifted_why)?,
        })
    }
}
