//! Free slots: the address that is asked most, so its answer is written by hand into one buffer.

use actions::{App, SlotQuery};
use axum::extract::State;
use axum::response::Response;
use domain::agenda::DayOfSlots;
use domain::ids::{PlaceId, PractitionerId, ServiceId};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entered::{Address, Asked};
use super::moment::{Day, WallWriter, zone_name};
use super::networks::NetworkKey;
use super::once::answer;
use super::problem::{Fault, Problem, SlotShown, Trouble};

/// How many days one question may cover.
const MAX_DAYS: i32 = 62;

/// Which slots are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SlotsAsked {
    /// The service.
    #[param(value_type = String, example = "srv_01985f3a7c007000800000000000000a")]
    service: ServiceId,
    /// The place; left out, the first one where the service is given.
    #[param(value_type = Option<String>)]
    place: Option<PlaceId>,
    /// First local date of the place.
    #[param(value_type = String, format = Date, example = "2026-03-02")]
    from: Day,
    /// Last local date, inclusive; at most 62 days are answered. Left out, only `from`.
    #[param(value_type = Option<String>, format = Date, example = "2026-03-08")]
    to: Option<Day>,
}

impl SlotsAsked {
    /// First and last date.
    fn dates(&self) -> Result<(Date, Date), Problem> {
        let (first, last) = (self.from.0, self.to.map_or(self.from.0, |day| day.0));
        if last < first {
            return Err(Problem::field("to", "before_start"));
        }
        if last > first.saturating_add((MAX_DAYS - 1).days()) {
            let fault = Fault {
                limit: usize::try_from(MAX_DAYS).ok(),
                ..Fault::new("to", "too_many_days")
            };
            return Err(Trouble::Invalid(vec![fault]).into());
        }
        Ok((first, last))
    }
}

/// Free slots by local day of the place; days without one are left out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FreeSlots)]
struct SlotsShown {
    /// Zone of the place, in which days are counted and moments are told.
    #[schema(example = "Europe/Paris")]
    time_zone: String,
    /// Days with a slot, in order.
    days: Vec<DayShown>,
}

/// The slots of one day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DayOfSlots)]
struct DayShown {
    /// Local date of the place.
    #[schema(format = Date, example = "2026-03-03")]
    date: String,
    /// The slots that start on that date, in order.
    slots: Vec<SlotShown>,
}

/// List the free slots of a practitioner for a service.
#[utoipa::path(
    get, operation_id = "list_slots", path = "/networks/{network}/practitioners/{practitioner}/slots", tag = "Catalogue", security(()),
    params(
        ("network" = String, Path, description = "Id or slug of the network."),
        ("practitioner" = String, Path, description = "Id of the practitioner."),
        SlotsAsked,
    ),
    responses((status = 200, body = SlotsShown))
)]
pub(super) async fn list(
    State(app): State<App>,
    Address((network, practitioner)): Address<(NetworkKey, PractitionerId)>,
    Asked(asked): Asked<SlotsAsked>,
) -> Result<Response, Problem> {
    let (first, last) = asked.dates()?;
    let network = network.id(&app).await?;
    let query = SlotQuery {
        network,
        practitioner,
        service: asked.service,
        place: asked.place,
        first,
        last,
    };
    let free = app.free_slots(query).await?;
    Ok(answer(200, written(&free.zone, &free.days)))
}

/// The same bytes as [`SlotsShown`] in JSON, without an allocation per slot.
fn written(zone: &TimeZone, days: &[DayOfSlots]) -> Vec<u8> {
    let slots: usize = days.iter().map(|day| day.slots.len()).sum();
    let mut out = Vec::with_capacity(64 + days.len() * 40 + slots * 80);
    let mut clock = WallWriter::new(zone);
    out.extend_from_slice(br#"{"time_zone":""#);
    out.extend_from_slice(zone_name(zone).as_bytes());
    out.extend_from_slice(br#"","days":["#);
    for (n, day) in days.iter().enumerate() {
        out.extend_from_slice(if n == 0 { br#"{"date":""# } else { br#",{"date":""# });
        out.extend_from_slice(day.date.to_string().as_bytes());
        out.extend_from_slice(br#"","slots":["#);
        for (n, slot) in day.slots.iter().enumerate() {
            out.extend_from_slice(if n == 0 { br#"{"start":""# } else { br#",{"start":""# });
            clock.push(&mut out, slot.start);
            out.extend_from_slice(br#"","end":""#);
            clock.push(&mut out, slot.end);
            out.extend_from_slice(br#""}"#);
        }
        out.extend_from_slice(b"]}");
    }
    out.extend_from_slice(b"]}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::agenda::Slot;
    use jiff::{SignedDuration, Timestamp};

    /// The schema's own way to the same document.
    fn by_serde(zone: &TimeZone, days: &[DayOfSlots]) -> Vec<u8> {
        let day = |day: &DayOfSlots| DayShown {
            date: day.date.to_string(),
            slots: day.slots.iter().map(|slot| SlotShown::new(slot, zone)).collect(),
        };
        serde_json::to_vec(&SlotsShown {
            time_zone: zone_name(zone),
            days: days.iter().map(day).collect(),
        })
        .unwrap()
    }

    /// Days of 90-minute slots every half hour, around the clock.
    fn around_the_clock(zone: &TimeZone, first: &str, count: usize) -> Vec<DayOfSlots> {
        let first: Timestamp = first.parse().unwrap();
        let mut days: Vec<DayOfSlots> = Vec::new();
        for n in 0..count {
            let start = first + SignedDuration::from_mins(30 * i64::try_from(n).unwrap());
            let slot = Slot {
                start,
                end: start + SignedDuration::from_mins(90),
                lane: 0,
            };
            let date = zone.to_datetime(start).date();
            match days.last_mut() {
                Some(day) if day.date == date => day.slots.push(slot),
                _ => days.push(DayOfSlots { date, slots: vec![slot] }),
            }
        }
        days
    }

    /// T3: also over both clock changes, where the offset changes within a day and within a slot.
    #[test]
    fn t3_the_hand_written_document_is_the_documented_one() {
        for (name, first) in [
            ("Europe/Paris", "2026-03-28T00:00:00+01:00"),
            ("Europe/Paris", "2026-10-24T00:00:00+02:00"),
            ("America/St_Johns", "2026-03-07T00:00:00-03:30"),
            ("Asia/Kolkata", "2026-02-28T00:00:00+05:30"),
            ("UTC", "2027-12-31T00:00:00Z"),
        ] {
            let zone = TimeZone::get(name).unwrap();
            let days = around_the_clock(&zone, first, 200);
            let (ours, theirs) = (written(&zone, &days), by_serde(&zone, &days));
            assert_eq!(
                String::from_utf8(ours).unwrap(),
                String::from_utf8(theirs).unwrap(),
                "{name} {first}"
            );
        }
        let paris = TimeZone::get("Europe/Paris").unwrap();
        assert_eq!(written(&paris, &[]), by_serde(&paris, &[]));
    }

    #[test]
    fn at_most_62_days_are_asked_for() {
        for (from, to, good) in [
            ("2026-03-01", None, true),
            ("2026-03-01", Some("2026-05-01"), true),
            ("2026-03-01", Some("2026-05-02"), false),
            ("2026-03-02", Some("2026-03-01"), false),
        ] {
            let asked = SlotsAsked {
                service: "srv_00000000000000000000000000000001".parse().unwrap(),
                place: None,
                from: from.parse().unwrap(),
                to: to.map(|to: &str| to.parse().unwrap()),
            };
            assert_eq!(asked.dates().is_ok(), good, "{from} {to:?}");
        }
    }
}
