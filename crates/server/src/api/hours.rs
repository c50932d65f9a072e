//! `/practitioners/{id}/hours`: opening hours, read and replaced as a whole.

use std::collections::HashSet;

use actions::{App, Snapshot};
use axum::Json;
use axum::extract::State;
use domain::agenda::{DatedHours, MinuteOfDay, WeeklyHours};
use domain::ids::{PlaceId, PractitionerId};
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use store::Hours;
use utoipa::ToSchema;

use super::absences::zone_of;
use super::caller::{Managing, Reading};
use super::entered::{Address, Asked, Entered};
use super::moment::Day;
use super::networks::NoQuery;
use super::problem::{Fault, Problem, Trouble};

/// How many entries of each kind one practitioner can have.
const MAX_ENTRIES: usize = 2_000;

/// Opening hours as wall times of each place, and the days closed at all of them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Hours)]
pub(super) struct HoursShown {
    /// Hours that repeat every week.
    weekly: Vec<WeeklyShown>,
    /// Dates with hours of their own, in place of the weekly ones; one entry per place and date.
    dated: Vec<DatedShown>,
    /// Dates closed to new bookings. Appointments already there stay.
    #[schema(value_type = Vec<String>, example = json!(["2026-05-01"]))]
    closed_days: Vec<Day>,
}

/// Hours of one weekday.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WeeklyHours)]
struct WeeklyShown {
    /// Where.
    #[schema(value_type = String)]
    place: PlaceId,
    /// Which day.
    weekday: WeekdayWord,
    /// First minute open.
    #[schema(value_type = String, example = "09:00")]
    from: MinuteOfDay,
    /// First minute closed, at most `24:00`.
    #[schema(value_type = String, example = "12:30")]
    to: MinuteOfDay,
}

/// Hours of one date.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DatedHours)]
struct DatedShown {
    /// Where.
    #[schema(value_type = String)]
    place: PlaceId,
    /// Local date of the place.
    #[schema(value_type = String, format = Date, example = "2026-12-24")]
    date: Day,
    /// The openings of that date; none at all means closed there.
    open: Vec<SpanShown>,
}

/// A span of wall time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Opening)]
struct SpanShown {
    /// First minute open.
    #[schema(value_type = String, example = "09:00")]
    from: MinuteOfDay,
    /// First minute closed, at most `24:00`.
    #[schema(value_type = String, example = "12:30")]
    to: MinuteOfDay,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = Weekday)]
enum WeekdayWord {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

const WEEK: [(WeekdayWord, Weekday); 7] = [
    (WeekdayWord::Monday, Weekday::Monday),
    (WeekdayWord::Tuesday, Weekday::Tuesday),
    (WeekdayWord::Wednesday, Weekday::Wednesday),
    (WeekdayWord::Thursday, Weekday::Thursday),
    (WeekdayWord::Friday, Weekday::Friday),
    (WeekdayWord::Saturday, Weekday::Saturday),
    (WeekdayWord::Sunday, Weekday::Sunday),
];

impl From<Weekday> for WeekdayWord {
    fn from(day: Weekday) -> Self {
        WEEK[usize::from(day.to_monday_zero_offset().unsigned_abs())].0
    }
}

impl From<WeekdayWord> for Weekday {
    fn from(word: WeekdayWord) -> Self {
        WEEK[word as usize].1
    }
}

impl From<Hours> for HoursShown {
    fn from(hours: Hours) -> Self {
        let weekly = |(place, hours): (PlaceId, WeeklyHours)| WeeklyShown {
            place,
            weekday: hours.weekday.into(),
            from: hours.from,
            to: hours.to,
        };
        let dated = |(place, hours): (PlaceId, DatedHours)| DatedShown {
            place,
            date: Day(hours.date),
            open: hours.open.into_iter().map(|(from, to)| SpanShown { from, to }).collect(),
        };
        HoursShown {
            weekly: hours.weekly.into_iter().map(weekly).collect(),
            dated: hours.dated.into_iter().map(dated).collect(),
            closed_days: hours.closed_days.into_iter().map(Day).collect(),
        }
    }
}

impl From<&HoursShown> for Hours {
    fn from(shown: &HoursShown) -> Self {
        let weekly = |hours: &WeeklyShown| {
            (
                hours.place,
                WeeklyHours {
                    weekday: hours.weekday.into(),
                    from: hours.from,
                    to: hours.to,
                },
            )
        };
        let dated = |hours: &DatedShown| {
            let open = hours.open.iter().map(|span| (span.from, span.to)).collect();
            (
                hours.place,
                DatedHours {
                    date: hours.date.0,
                    open,
                },
            )
        };
        Hours {
            weekly: shown.weekly.iter().map(weekly).collect(),
            dated: shown.dated.iter().map(dated).collect(),
            closed_days: shown.closed_days.iter().map(|day| day.0).collect(),
        }
    }
}

impl HoursShown {
    /// Every entry that cannot be used, named with its place in the body.
    fn faults(&self, snapshot: &Snapshot, practitioner: PractitionerId) -> Vec<Fault> {
        let business = snapshot.practitioner(practitioner).map(|practitioner| practitioner.business);
        let known = |place: PlaceId| snapshot.place(place).is_some_and(|place| Some(place.business) == business);
        let mut faults = self.too_many();
        for (n, hours) in self.weekly.iter().enumerate() {
            let at = format!("weekly[{n}]");
            faults.extend((!known(hours.place)).then(|| Fault::new(format!("{at}.place"), "unknown")));
            faults.extend((hours.to <= hours.from).then(|| Fault::new(format!("{at}.to"), "before_start")));
        }
        let mut dates = HashSet::new();
        for (n, hours) in self.dated.iter().enumerate() {
            let at = format!("dated[{n}]");
            faults.extend((!known(hours.place)).then(|| Fault::new(format!("{at}.place"), "unknown")));
            faults.extend((!dates.insert((hours.place, hours.date.0))).then(|| Fault::new(format!("{at}.date"), "twice")));
            let wrong = hours.open.iter().enumerate().filter(|(_, span)| span.to <= span.from);
            faults.extend(wrong.map(|(m, _)| Fault::new(format!("{at}.open[{m}].to"), "before_start")));
        }
        faults
    }

    fn too_many(&self) -> Vec<Fault> {
        let lengths = [
            ("weekly", self.weekly.len()),
            ("dated", self.dated.len()),
            ("closed_days", self.closed_days.len()),
        ];
        let over = lengths.into_iter().filter(|(_, length)| *length > MAX_ENTRIES);
        over.map(|(name, _)| Fault {
            limit: Some(MAX_ENTRIES),
            ..Fault::new(name, "too_many")
        })
        .collect()
    }
}

/// Read the opening hours of a practitioner.
#[utoipa::path(
    get, operation_id = "read_hours", path = "/practitioners/{id}/hours", tag = "Agenda", security(("key" = ["read"])),
    params(("id" = String, Path, description = "Id of the practitioner.")),
    responses((status = 200, body = HoursShown))
)]
pub(super) async fn read(
    State(app): State<App>,
    Reading(caller): Reading,
    Address(practitioner): Address<PractitionerId>,
    _: Asked<NoQuery>,
) -> Result<Json<HoursShown>, Problem> {
    zone_of(&*app.snapshot(caller.network).await?, practitioner)?;
    Ok(Json(app.store.hours(caller.network, practitioner).await?.into()))
}

/// Replace the opening hours of a practitioner.
///
/// Appointments already there stay.
#[utoipa::path(
    put, operation_id = "replace_hours", path = "/practitioners/{id}/hours", tag = "Agenda", security(("key" = ["manage"])),
    params(("id" = String, Path, description = "Id of the practitioner.")),
    request_body = HoursShown,
    responses((status = 200, description = "Replaced.", body = HoursShown))
)]
pub(super) async fn replace(
    State(app): State<App>,
    Managing(caller): Managing,
    Address(practitioner): Address<PractitionerId>,
    Entered { body, .. }: Entered<HoursShown>,
) -> Result<Json<HoursShown>, Problem> {
    let snapshot = app.snapshot(caller.network).await?;
    zone_of(&snapshot, practitioner)?;
    let faults = body.faults(&snapshot, practitioner);
    if !faults.is_empty() {
        return Err(Trouble::Invalid(faults).into());
    }
    app.replace_hours(caller.network, practitioner, &Hours::from(&body)).await?;
    Ok(Json(app.store.hours(caller.network, practitioner).await?.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_go_there_and_back() {
        for (word, day) in WEEK {
            assert_eq!(Weekday::from(word), day);
            assert_eq!(WeekdayWord::from(day) as usize, word as usize);
        }
    }
}
