//! Series: arrange, read, move and end appointments that repeat.

pub(super) mod arranging;
pub(super) mod ending;
pub(super) mod moving;
pub(super) mod one;

use domain::agenda::NotOffered;
use domain::ids::{AppointmentId, BusinessId, ClientId, PlaceId, PractitionerId, SeriesId, ServiceId};
use domain::series::{OnConflict, Scope, Series, Skipped};
use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer, Serialize};
use store::Stored;
use utoipa::ToSchema;

use super::appointments::AppointmentShown;
use super::moment::{written, zone_name};

/// A local date-time that a program sent, such as `2026-03-02T15:00`: the hour on the clock of the place, whatever its offset will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Local(pub(super) DateTime);

impl<'de> Deserialize<'de> for Local {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom("expected a local date and hour such as `2026-03-02T15:00`");
        // The parser knows more notations, among them offsets that would be passed over.
        let plain = matches!(text.len(), 16 | 19) && text.is_ascii() && text.as_bytes()[10] == b'T';
        let local: DateTime = plain.then(|| text.parse().ok()).flatten().ok_or_else(wrong)?;
        if (1970..=2199).contains(&local.year()) {
            Ok(Local(local))
        } else {
            Err(serde::de::Error::custom("expected a date between the years 1970 and 2199"))
        }
    }
}

/// How much of a series is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ScopeWord {
    /// The appointment named in `from`.
    This,
    /// It and all that follow.
    Following,
    /// All that are still to come.
    All,
}

impl From<ScopeWord> for Scope {
    fn from(word: ScopeWord) -> Self {
        match word {
            ScopeWord::This => Scope::This,
            ScopeWord::Following => Scope::Following,
            ScopeWord::All => Scope::All,
        }
    }
}

/// What is done about dates that cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ConflictWord {
    /// Nothing at all is done.
    #[default]
    RefuseAll,
    /// They are left out; in a move they stay where they are.
    Skip,
    /// The next free time within a week takes their place.
    NextFree,
}

impl From<ConflictWord> for OnConflict {
    fn from(word: ConflictWord) -> Self {
        match word {
            ConflictWord::RefuseAll => OnConflict::RefuseAll,
            ConflictWord::Skip => OnConflict::Skip,
            ConflictWord::NextFree => OnConflict::NextFree,
        }
    }
}

/// A date that cannot be had.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DateNotFree)]
pub(super) struct NotFreeShown {
    /// The local date and hour of the rule.
    #[schema(example = "2026-03-30T15:00:00")]
    date: String,
    /// Why: `past`, `too_soon`, `closed`, `off_grid`, `taken` or `paused`.
    #[schema(value_type = String, example = "taken")]
    reason: NotOffered,
}

impl From<&Skipped> for NotFreeShown {
    fn from(skipped: &Skipped) -> Self {
        NotFreeShown {
            date: skipped.date.to_string(),
            reason: skipped.reason,
        }
    }
}

/// An arrangement that repeats.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Series)]
pub(super) struct SeriesShown {
    /// Identity, the same through every change.
    #[schema(value_type = String, example = "ser_01985f3a7c007000800000000000000a")]
    id: SeriesId,
    /// Grows by one with every change of the whole; send it back to act on what you saw.
    #[schema(example = 1)]
    version: u32,
    /// The rule as it is now, as an RRULE (RFC 5545). Without COUNT and UNTIL, appointments are generated some weeks ahead.
    #[schema(example = "FREQ=WEEKLY;BYDAY=MO")]
    rule: String,
    /// The first occurrence of the rule as it is now, on the clock of the place.
    #[schema(example = "2026-03-02T15:00:00")]
    first: String,
    /// Zone of the place.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// The business.
    #[schema(value_type = String)]
    business: BusinessId,
    /// The practitioner.
    #[schema(value_type = String)]
    practitioner: PractitionerId,
    /// The place.
    #[schema(value_type = String)]
    place: PlaceId,
    /// The service.
    #[schema(value_type = String)]
    service: ServiceId,
    /// The client.
    #[schema(value_type = String)]
    client: ClientId,
    /// When it was arranged.
    #[schema(format = DateTime)]
    arranged_at: String,
    /// When it was stopped.
    #[schema(format = DateTime, required)]
    stopped_at: Option<String>,
    /// Dates without an appointment, because they could not be had when their turn came.
    skipped: Vec<NotFreeShown>,
    /// Its appointments in every state, by start.
    appointments: Vec<AppointmentShown>,
}

impl SeriesShown {
    pub(super) fn new(series: &Series, members: &[Stored]) -> Self {
        let zone = &series.zone;
        SeriesShown {
            id: series.id,
            version: series.version,
            rule: series.rule.to_rrule(series.first, zone),
            first: series.first.to_string(),
            time_zone: zone_name(zone),
            business: series.business,
            practitioner: series.practitioner,
            place: series.place,
            service: series.service,
            client: series.client,
            arranged_at: written(zone, series.arranged_at),
            stopped_at: series.stopped_at.map(|at| written(zone, at)),
            skipped: series.skipped.iter().map(NotFreeShown::from).collect(),
            appointments: members.iter().map(|stored| (&stored.appointment).into()).collect(),
        }
    }
}

/// An appointment that stands although its series ends or moves.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StaysShown {
    /// Which appointment.
    #[schema(value_type = String)]
    pub(super) appointment: AppointmentId,
    /// When it takes place.
    #[schema(format = DateTime)]
    pub(super) start: String,
    /// Why it stays: the code of a refusal, `date_not_free` or `moved_by_itself`.
    #[schema(example = "outside_terms")]
    pub(super) why: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_local_date_and_hour() {
        for (text, good) in [
            ("2026-03-02T15:00", true),
            ("2026-03-02T15:00:00", true),
            ("2026-03-02 15:00", false),
            ("2026-03-02T15:00Z", false),
            ("2026-03-02T15:00+01:00", false),
            ("2026-02-30T15:00", false),
            ("1626-02-20T15:00", false),
            ("2026-03-02", false),
        ] {
            let read: Result<Local, _> = serde_json::from_value(text.into());
            assert_eq!(read.is_ok(), good, "{text}");
        }
    }
}
