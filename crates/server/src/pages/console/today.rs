//! The list of one day.

use axum::http::StatusCode;
use domain::appointment::State;
use domain::ids::PractitionerId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use store::DayEntry;
use texts::dates;

use super::desk::Desk;
use super::{absent, address, moments};
use crate::pages::frame::page;
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{length, standing};
use crate::view::console::{ConsolePlace, DayRow, TodayPage};

pub(super) async fn show(desk: Desk) -> PageResult {
    let day = Day::asked(&desk)?;
    let entries = day.entries(&desk).await?;
    let next = next_of(&entries, desk.now).filter(|_| day.is_today);
    let rows = entries.iter().map(|entry| row(&desk, &day, entry, next)).collect();
    let date = dates::capital(&dates::date_plain(desk.t, day.date));
    let (frame, console) = (desk.frame(date.clone()), desk.console(ConsolePlace::Today).await?);
    let beside = |days: i64| address::day(day.date.saturating_add(days.days()), day.asked);
    let add = [
        ("date", &*day.date.to_string()),
        ("practitioner", &*address::agenda_text(day.asked)),
    ];
    let template = TodayPage {
        t: desk.t,
        frame,
        console,
        date,
        is_today: day.is_today,
        previous_href: beside(-1),
        today_href: address::with_query("/console", &[("practitioner", &address::agenda_text(day.asked))]),
        next_href: beside(1),
        add_href: address::with_query("/console/add", &add),
        summary: summary(&desk, &day, &entries),
        rows,
        absences: day.absences(&desk).await?,
    };
    page(StatusCode::OK, &template)
}

/// The day that is shown, and whose.
struct Day {
    date: Date,
    is_today: bool,
    zone: TimeZone,
    from: Timestamp,
    to: Timestamp,
    /// The agenda the address names.
    asked: Option<PractitionerId>,
    agendas: Vec<PractitionerId>,
}

impl Day {
    /// The own agenda, or the asked one; for somebody without an agenda, all of the business.
    fn asked(desk: &Desk) -> Result<Day, PageError> {
        let one = desk.asked_agenda()?.map(|practitioner| practitioner.id);
        let agendas: Vec<PractitionerId> = match one {
            Some(id) => vec![id],
            None => desk.agendas().iter().map(|practitioner| practitioner.id).collect(),
        };
        let zone = agendas
            .first()
            .map_or(desk.snapshot.network().zone.clone(), |id| desk.zone_of(*id));
        let today = zone.to_datetime(desk.now).date();
        let date = desk.date("date").unwrap_or(today);
        let (from, to) = moments::days(&zone, date, date);
        let asked = desk.query.is_set("practitioner").then_some(one).flatten();
        Ok(Day {
            date,
            is_today: date == today,
            zone,
            from,
            to,
            asked,
            agendas,
        })
    }

    /// What happens on this day, and what was cancelled; requests that came to nothing are left out.
    async fn entries(&self, desk: &Desk) -> Result<Vec<DayEntry>, PageError> {
        let mut entries = desk
            .app()
            .store
            .day_entries(desk.network(), &self.agendas, self.from, self.to)
            .await?;
        entries.retain(|entry| !matches!(entry.appointment.state, State::Declined { .. } | State::Expired { .. }));
        Ok(entries)
    }

    async fn absences(&self, desk: &Desk) -> Result<Vec<String>, PageError> {
        let mut sentences = Vec::new();
        for id in &self.agendas {
            let absences = desk.app().store.absences(desk.network(), *id, self.from).await?;
            let name = desk
                .snapshot
                .practitioner(*id)
                .map(|practitioner| practitioner.name.as_str())
                .unwrap_or_default();
            for absence in absences.iter().filter(|absence| absence.start < self.to) {
                let sentence = absent::sentence(desk.t, absence, &self.zone);
                sentences.push(if self.agendas.len() > 1 {
                    format!("{name} : {sentence}")
                } else {
                    sentence
                });
            }
        }
        Ok(sentences)
    }
}

/// The appointment that runs now or comes next.
pub(super) fn next_of(entries: &[DayEntry], now: Timestamp) -> Option<domain::ids::AppointmentId> {
    let ahead = |entry: &&DayEntry| entry.appointment.state == State::Booked && entry.appointment.when.end > now;
    entries.iter().find(ahead).map(|entry| entry.appointment.id)
}

fn row(desk: &Desk, day: &Day, entry: &DayEntry, next: Option<domain::ids::AppointmentId>) -> DayRow {
    let appointment = &entry.appointment;
    let when = &appointment.when;
    let service = desk
        .snapshot
        .service(appointment.service)
        .map(|service| service.name.clone())
        .unwrap_or_default();
    let who = desk
        .snapshot
        .practitioner(appointment.practitioner)
        .filter(|_| day.agendas.len() > 1);
    let parts = [
        Some(service),
        Some(length(desk.t, when)),
        who.map(|practitioner| practitioner.name.clone()),
    ];
    DayRow {
        href: address::appointment(appointment.id, ""),
        start: dates::time(desk.t, when.start, &when.zone),
        end: dates::time(desk.t, when.end, &when.zone),
        client: entry.client_name.clone(),
        service: parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        standing: standing(appointment, desk.now),
        note: in_few_words(&appointment.note),
        phone: entry.client_phone.clone(),
        next: next == Some(appointment.id),
    }
}

/// The first line of a note, at most as long as a line of the list.
fn in_few_words(note: &str) -> Option<String> {
    const LONGEST: usize = 60;
    let line = note.lines().next().map(str::trim).filter(|line| !line.is_empty())?;
    if line.chars().count() <= LONGEST {
        return Some(line.to_owned());
    }
    Some(line.chars().take(LONGEST - 1).chain(['…']).collect())
}

fn summary(desk: &Desk, day: &Day, entries: &[DayEntry]) -> Option<String> {
    let active = || {
        entries
            .iter()
            .filter(|entry| entry.appointment.state.takes_time())
            .map(|entry| &entry.appointment.when)
    };
    let (first, last) = (active().map(|when| when.start).min()?, active().map(|when| when.end).max()?);
    let count = i64::try_from(active().count()).unwrap_or(i64::MAX);
    let (from, to) = (dates::time(desk.t, first, &day.zone), dates::time(desk.t, last, &day.zone));
    let values = [
        ("count", texts::Value::Number(count)),
        ("from", (&from).into()),
        ("to", (&to).into()),
    ];
    Some(desk.t.with_values("console-day-summary", &values))
}
