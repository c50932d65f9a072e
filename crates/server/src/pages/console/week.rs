//! The week of one agenda as a grid.

use axum::http::StatusCode;
use domain::agenda::{Agenda, openings};
use domain::appointment::State;
use domain::ids::{AppointmentId, PlaceId, PractitionerId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use store::{AbsenceRow, DayEntry};
use texts::dates;

use super::desk::Desk;
use super::moments::{minute, minutes_on, monday};
use super::{absent, address, moments, today};
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::standing;
use crate::view::console::ConsolePlace;
use crate::view::week::{Band, BandKind, Span, WeekDay, WeekEvent, WeekPage, arrange};

/// Days of a week.
const DAYS: i64 = 7;

pub(super) async fn show(desk: Desk) -> PageResult {
    let week = Week::read(&desk).await?;
    let days: Vec<WeekDay> = week.dates().map(|date| week.day(&desk, date)).collect();
    let label = dates::capital(&dates::days_span(desk.t, week.first, week.last()));
    let (frame, console) = (desk.frame(label.clone()), desk.console(ConsolePlace::Week).await?);
    let other = |days: i64| address::week(Some(week.first.saturating_add(days.days())), Some(week.agenda));
    let add = [
        ("practitioner", &*week.agenda.to_string()),
        ("date", &*week.first.max(week.today).to_string()),
    ];
    let template = WeekPage {
        t: desk.t,
        frame,
        console,
        label,
        previous_href: other(-DAYS),
        this_week_href: address::week(None, Some(week.agenda)),
        next_href: other(DAYS),
        add_href: address::with_query("/console/add", &add),
        span: span(&days),
        days,
        agendas: desk.agenda_links(week.agenda, |id| address::week(Some(week.first), Some(id))),
    };
    page(StatusCode::OK, &template)
}

/// Everything of seven days of one agenda.
struct Week {
    agenda: PractitionerId,
    zone: TimeZone,
    first: Date,
    today: Date,
    entries: Vec<DayEntry>,
    absences: Vec<AbsenceRow>,
    /// One per place.
    hours: Vec<Agenda>,
    next: Option<AppointmentId>,
}

impl Week {
    async fn read(desk: &Desk) -> Result<Week, PageError> {
        let practitioner = desk.agenda()?;
        let (agenda, zone) = (practitioner.id, desk.zone_of(practitioner.id));
        let today = zone.to_datetime(desk.now).date();
        let first = monday(desk.date("from").unwrap_or(today));
        let (from, to) = moments::days(&zone, first, first.saturating_add((DAYS - 1).days()));
        let store = &desk.app().store;
        let mut hours = Vec::new();
        for place in places_of(desk, agenda) {
            let zone = desk
                .snapshot
                .place(place)
                .map_or_else(|| zone.clone(), |place| place.zone.clone());
            hours.push(
                store
                    .agenda(desk.network(), agenda, place, zone, practitioner.capacity, from, to)
                    .await?,
            );
        }
        let mut entries = store.day_entries(desk.network(), &[agenda], from, to).await?;
        entries
            .retain(|entry| entry.appointment.state.takes_time() || matches!(entry.appointment.state, State::Requested { .. }));
        let absences = store.absences(desk.network(), agenda, from).await?;
        let next = today::next_of(&entries, desk.now);
        Ok(Week {
            agenda,
            zone,
            first,
            today,
            entries,
            absences,
            hours,
            next,
        })
    }

    fn last(&self) -> Date {
        self.first.saturating_add((DAYS - 1).days())
    }

    fn dates(&self) -> impl Iterator<Item = Date> {
        let first = self.first;
        (0..DAYS).map(move |days| first.saturating_add(days.days()))
    }

    fn day(&self, desk: &Desk, date: Date) -> WeekDay {
        let is_today = date == self.today;
        let mut events: Vec<WeekEvent> = self
            .entries
            .iter()
            .filter_map(|entry| self.event(desk, entry, date))
            .collect();
        arrange(&mut events);
        WeekDay {
            heading: dates::date_short(desk.t, date),
            spoken: dates::date_plain(desk.t, date),
            is_today,
            href: address::day(date, Some(self.agenda)),
            bands: self.bands(desk, date),
            events,
            now: is_today.then(|| minute(desk.now, &self.zone)),
        }
    }

    fn event(&self, desk: &Desk, entry: &DayEntry, date: Date) -> Option<WeekEvent> {
        let appointment = &entry.appointment;
        let when = &appointment.when;
        let (from, to) = minutes_on(date, when.start, when.end, &self.zone)?;
        let service = desk.snapshot.service(appointment.service);
        let note = match appointment.state {
            State::Requested { answer_by } => Some(desk.t.with(
                "console-answer-before",
                &[("at", &dates::moment_short(desk.t, answer_by, &self.zone))],
            )),
            _ => None,
        };
        let event = WeekEvent::new(
            address::appointment(appointment.id, ""),
            from,
            to,
            standing(appointment, desk.now),
        );
        Some(WeekEvent {
            time: dates::time(desk.t, when.start, &when.zone),
            client: entry.client_name.clone(),
            service: service.map(|service| service.name.clone()).unwrap_or_default(),
            note,
            marked: self.next == Some(appointment.id),
            ..event
        })
    }

    /// What cannot be booked on a date: closed hours, closed days, absences, and what another calendar brought.
    fn bands(&self, desk: &Desk, date: Date) -> Vec<Band> {
        let absent = |from, to, label| Band {
            from,
            to,
            kind: BandKind::Absent,
            label,
        };
        if self.hours.iter().any(|hours| hours.closed_days.contains(&date)) {
            return vec![absent(0, 24 * 60, desk.t.say("console-day-closed"))];
        }
        let mut bands = closed_hours(&self.open_minutes(date));
        for absence in &self.absences {
            if let Some((from, to)) = minutes_on(date, absence.start, absence.end, &self.zone) {
                bands.push(absent(from, to, absent::reason(desk.t, &absence.note)));
            }
        }
        for (start, end) in self.taken_elsewhere() {
            if let Some((from, to)) = minutes_on(date, start, end, &self.zone) {
                bands.push(absent(from, to, desk.t.say("console-taken-elsewhere")));
            }
        }
        bands
    }

    /// Minutes of a date in which some place is open, in order.
    fn open_minutes(&self, date: Date) -> Vec<(u16, u16)> {
        let around = |hours: &Agenda| openings(hours, date.saturating_sub(1.day()), date.saturating_add(1.day()));
        let open = self.hours.iter().flat_map(around);
        let mut minutes: Vec<(u16, u16)> = open
            .filter_map(|opening| minutes_on(date, opening.start, opening.end, &self.zone))
            .collect();
        minutes.sort_unstable();
        minutes
    }

    /// Time that takes every seat and is no absence.
    fn taken_elsewhere(&self) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let busy = self
            .hours
            .first()
            .into_iter()
            .flat_map(|hours| &hours.busy)
            .filter(|busy| busy.lane.is_none());
        let is_absence =
            |span: &(Timestamp, Timestamp)| self.absences.iter().any(|absence| (absence.start, absence.end) == *span);
        busy.map(|busy| (busy.start, busy.end)).filter(move |span| !is_absence(span))
    }
}

/// The places where a practitioner gives something, each once.
fn places_of(desk: &Desk, agenda: PractitionerId) -> Vec<PlaceId> {
    let mut places: Vec<PlaceId> = desk.snapshot.offerings_of(agenda).map(|offering| offering.place.id).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// What open minutes leave of a day.
fn closed_hours(open: &[(u16, u16)]) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut closed_from = 0;
    for (from, to) in open.iter().copied().chain([(24 * 60, 24 * 60)]) {
        if from > closed_from {
            bands.push(Band {
                from: closed_from,
                to: from,
                kind: BandKind::Outside,
                label: String::new(),
            });
        }
        closed_from = closed_from.max(to);
    }
    bands
}

/// The hours that hold what is open and what is booked.
fn span(days: &[WeekDay]) -> Span {
    let events = days
        .iter()
        .flat_map(|day| &day.events)
        .flat_map(|event| [event.from, event.to]);
    let edges = days
        .iter()
        .flat_map(|day| &day.bands)
        .filter(|band| band.kind == BandKind::Outside)
        .flat_map(|band| [band.from, band.to]);
    Span::around(events.chain(edges.filter(|minute| !matches!(minute, 0 | 1440))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_open_is_closed() {
        for (open, expected) in [
            (vec![], vec![(0, 1440)]),
            (vec![(540, 720), (840, 1080)], vec![(0, 540), (720, 840), (1080, 1440)]),
            (vec![(540, 720), (600, 700), (700, 900)], vec![(0, 540), (900, 1440)]),
            (vec![(0, 1440)], vec![]),
        ] {
            let bands: Vec<(u16, u16)> = closed_hours(&open).iter().map(|band| (band.from, band.to)).collect();
            assert_eq!(bands, expected, "{open:?}");
        }
    }
}
