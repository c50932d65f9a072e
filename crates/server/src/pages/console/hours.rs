//! Opening hours: every week, and on certain dates.

use actions::Failure;
use axum::http::StatusCode;
use domain::agenda::{DatedHours, MinuteOfDay, WeeklyHours};
use domain::ids::{PlaceId, PractitionerId};
use domain::people::Practitioner;
use jiff::civil::{Date, Weekday};
use store::Hours;
use texts::dates;

use super::desk::{Desk, Posted};
use super::entered::Entries;
use super::{address, moments};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::view::console::ConsolePlace;
use crate::view::settings::{ExceptionRow, HoursPage, HoursRow, PlaceHours};

/// Blank rows that a page brings, and more when they are asked for.
const BLANK: usize = 2;
const MORE: usize = 6;
/// Rows of one form at most; a week of quarter hours has fewer.
const MOST_ROWS: usize = 1_000;

pub(super) async fn show(desk: Desk) -> PageResult {
    let practitioner = desk.agenda()?;
    let hours = desk.app().store.hours(desk.network(), practitioner.id).await?;
    let rows = rows_of(&hours, today(&desk, practitioner));
    shown(&desk, practitioner, &rows, BLANK, StatusCode::OK).await
}

pub(super) async fn save(Posted { desk, form }: Posted) -> PageResult {
    let practitioner = desk.agenda()?;
    let mut rows = Rows::read(&form)?;
    if form.is_set("more") {
        return shown(&desk, practitioner, &rows, MORE, StatusCode::OK).await;
    }
    let known = desk.app().store.hours(desk.network(), practitioner.id).await?;
    let Some(hours) = rows.hours(&desk, &known, today(&desk, practitioner)) else {
        return shown(&desk, practitioner, &rows, BLANK, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match desk.app().replace_hours(desk.network(), practitioner.id, &hours).await {
        Ok(()) => Ok(see_other(&address::with_query(
            "/console/hours",
            &[("practitioner", desk.query.text("practitioner")), ("done", "hours")],
        ))),
        Err(Failure::Invalid(_)) => shown(&desk, practitioner, &rows, BLANK, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(failure) => Err(failure.into()),
    }
}

fn today(desk: &Desk, practitioner: &Practitioner) -> Date {
    desk.zone_of(practitioner.id).to_datetime(desk.now).date()
}

async fn shown(desk: &Desk, practitioner: &Practitioner, rows: &Rows, blank: usize, status: StatusCode) -> PageResult {
    let frame = desk.frame(desk.t.say("hours-title"));
    let page_of = |id: PractitionerId| address::with_query("/console/hours", &[("practitioner", &id.to_string())]);
    let template = HoursPage {
        t: desk.t,
        frame,
        console: desk.console(ConsolePlace::Hours).await?,
        action: address::with_query("/console/hours", &[("practitioner", desk.query.text("practitioner"))]),
        hidden: desk.hidden(),
        agendas: desk.agenda_links(practitioner.id, page_of),
        places: places(desk, practitioner)
            .iter()
            .map(|place| rows.at(desk, *place, blank))
            .collect(),
    };
    page(status, &template)
}

/// The places of the business: those where the practitioner gives something first.
fn places(desk: &Desk, practitioner: &Practitioner) -> Vec<PlaceId> {
    let given: Vec<PlaceId> = desk
        .snapshot
        .offerings_of(practitioner.id)
        .map(|offering| offering.place.id)
        .collect();
    let own = desk
        .snapshot
        .catalogue
        .places
        .iter()
        .filter(|place| place.business == desk.business())
        .map(|place| place.id);
    let mut places: Vec<PlaceId> = own.collect();
    places.sort_by_key(|place| !given.contains(place));
    places
}

/// The form's rows with the place each belongs to.
struct Rows {
    weekly: Vec<(PlaceId, HoursRow)>,
    dated: Vec<(PlaceId, ExceptionRow)>,
}

impl Rows {
    /// Each field comes once per row, in the same order.
    fn read(form: &Entries) -> Result<Rows, PageError> {
        let column = |name: &str| form.all(name).map(str::to_owned).collect::<Vec<String>>();
        let [place, weekday, from, to] = ["place", "weekday", "from", "to"].map(column);
        let [on_place, on_date, on_kind, on_from, on_to] = ["on_place", "on_date", "on_kind", "on_from", "on_to"].map(column);
        let even = |columns: &[&Vec<String>]| columns.iter().all(|column| column.len() == columns[0].len());
        let fits = even(&[&place, &weekday, &from, &to]) && even(&[&on_place, &on_date, &on_kind, &on_from, &on_to]);
        if !fits || place.len() + on_place.len() > MOST_ROWS {
            return Err(PageError::unreadable("place"));
        }
        let id = |text: &str| text.parse::<PlaceId>().map_err(|_| PageError::NOT_FOUND);
        let mut rows = Rows {
            weekly: Vec::new(),
            dated: Vec::new(),
        };
        for (index, place) in place.iter().enumerate() {
            let weekday = weekday[index].parse().unwrap_or(0);
            rows.weekly.push((
                id(place)?,
                HoursRow {
                    weekday,
                    from: from[index].clone(),
                    to: to[index].clone(),
                    error: None,
                },
            ));
        }
        for (index, place) in on_place.iter().enumerate() {
            let (date, open) = (on_date[index].clone(), on_kind[index] == "open");
            let (from, to) = (on_from[index].clone(), on_to[index].clone());
            rows.dated.push((
                id(place)?,
                ExceptionRow {
                    date,
                    open,
                    from,
                    to,
                    error: None,
                },
            ));
        }
        Ok(rows)
    }

    /// The hours to store; none when a row cannot be used, which then says why. Dates gone by and closed days stay as they are known.
    fn hours(&mut self, desk: &Desk, known: &Hours, today: Date) -> Option<Hours> {
        let own = |place: PlaceId| {
            desk.snapshot
                .place(place)
                .is_some_and(|place| place.business == desk.business())
        };
        let mut hours = Hours {
            closed_days: known.closed_days.clone(),
            ..Hours::default()
        };
        for (place, row) in &mut self.weekly {
            match weekly_of(row) {
                Ok(None) => {}
                Ok(Some(open)) if own(*place) => hours.weekly.push((*place, open)),
                Ok(Some(_)) => return None,
                Err(key) => row.error = Some(desk.t.say(key)),
            }
        }
        let gone_by = known.dated.iter().filter(|(_, dated)| dated.date < today).cloned();
        hours.dated = gone_by.collect();
        for (place, row) in &mut self.dated {
            match dated_of(row) {
                Ok(None) => {}
                Ok(Some(dated)) if own(*place) => add_dated(&mut hours.dated, *place, dated),
                Ok(Some(_)) => return None,
                Err(key) => row.error = Some(desk.t.say(key)),
            }
        }
        let sound =
            self.weekly.iter().all(|(_, row)| row.error.is_none()) && self.dated.iter().all(|(_, row)| row.error.is_none());
        sound.then_some(hours)
    }

    fn at(&self, desk: &Desk, id: PlaceId, blank: usize) -> PlaceHours {
        let place = desk.snapshot.place(id);
        let mut rows: Vec<HoursRow> = self
            .weekly
            .iter()
            .filter(|(at, row)| *at == id && in_use(row))
            .map(|(_, row)| row.clone())
            .collect();
        let dated = self
            .dated
            .iter()
            .filter(|(at, row)| *at == id && (!row.date.is_empty() || row.error.is_some()));
        let mut exceptions: Vec<ExceptionRow> = dated.map(|(_, row)| row.clone()).collect();
        rows.extend(vec![HoursRow::default(); blank]);
        exceptions.extend(vec![ExceptionRow::default(); blank]);
        PlaceHours {
            id: id.to_string(),
            name: place.map(|place| place.name.clone()).unwrap_or_default(),
            zone: place
                .map(|place| dates::capital(&dates::zone_name(desk.t, &place.zone, desk.now)))
                .unwrap_or_default(),
            rows,
            exceptions,
        }
    }
}

fn in_use(row: &HoursRow) -> bool {
    row.weekday != 0 || !row.from.is_empty() || !row.to.is_empty()
}

/// Rows for the hours there are, dates gone by left out.
fn rows_of(hours: &Hours, today: Date) -> Rows {
    let weekly = hours.weekly.iter().map(|(place, open)| {
        let weekday = open.weekday.to_monday_one_offset().unsigned_abs();
        (
            *place,
            HoursRow {
                weekday,
                from: field(open.from),
                to: field(open.to),
                error: None,
            },
        )
    });
    let mut weekly: Vec<(PlaceId, HoursRow)> = weekly.collect();
    weekly.sort_by(|(_, one), (_, other)| (one.weekday, &one.from).cmp(&(other.weekday, &other.from)));
    let mut dated = Vec::new();
    for (place, hours) in hours.dated.iter().filter(|(_, hours)| hours.date >= today) {
        let date = hours.date.to_string();
        if hours.open.is_empty() {
            dated.push((
                *place,
                ExceptionRow {
                    date: date.clone(),
                    ..ExceptionRow::default()
                },
            ));
        }
        for (from, to) in &hours.open {
            dated.push((
                *place,
                ExceptionRow {
                    date: date.clone(),
                    open: true,
                    from: field(*from),
                    to: field(*to),
                    error: None,
                },
            ));
        }
    }
    dated.sort_by(|(_, one), (_, other)| (&one.date, &one.from).cmp(&(&other.date, &other.from)));
    Rows { weekly, dated }
}

/// A time field cannot say `24:00`; the end of the day is its midnight.
fn field(minute: MinuteOfDay) -> String {
    if minute == MinuteOfDay::END_OF_DAY {
        MinuteOfDay::MIDNIGHT.to_string()
    } else {
        minute.to_string()
    }
}

/// The two ends of an opening; midnight as the end is the end of the day.
fn ends(from: &str, to: &str) -> Result<(MinuteOfDay, MinuteOfDay), &'static str> {
    let minute = |text: &str| text.parse::<MinuteOfDay>().map_err(|_| "console-fault-times");
    let (from, to) = (minute(from)?, minute(to)?);
    let to = if to == MinuteOfDay::MIDNIGHT {
        MinuteOfDay::END_OF_DAY
    } else {
        to
    };
    if from < to {
        Ok((from, to))
    } else {
        Err("console-fault-order")
    }
}

/// An opening of the week; nothing for a row without times.
fn weekly_of(row: &HoursRow) -> Result<Option<WeeklyHours>, &'static str> {
    if row.from.is_empty() && row.to.is_empty() {
        return Ok(None);
    }
    let number = i8::try_from(row.weekday).unwrap_or(0);
    let weekday = Weekday::from_monday_one_offset(number).map_err(|_| "console-fault-weekday")?;
    let (from, to) = ends(&row.from, &row.to)?;
    Ok(Some(WeeklyHours { weekday, from, to }))
}

/// The hours of a date; nothing for a row without one.
fn dated_of(row: &ExceptionRow) -> Result<Option<DatedHours>, &'static str> {
    if row.date.is_empty() {
        let lacks_date = row.open && (!row.from.is_empty() || !row.to.is_empty());
        return if lacks_date { Err("console-fault-date") } else { Ok(None) };
    }
    let date = moments::date(&row.date).ok_or("console-fault-date")?;
    let open = if row.open {
        vec![ends(&row.from, &row.to)?]
    } else {
        Vec::new()
    };
    Ok(Some(DatedHours { date, open }))
}

/// Several rows of one date at one place are the openings of that date.
fn add_dated(all: &mut Vec<(PlaceId, DatedHours)>, place: PlaceId, dated: DatedHours) {
    match all.iter_mut().find(|(at, known)| *at == place && known.date == dated.date) {
        Some((_, known)) => known.open.extend(dated.open),
        None => all.push((place, dated)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(weekday: u8, from: &str, to: &str) -> HoursRow {
        HoursRow {
            weekday,
            from: from.into(),
            to: to.into(),
            error: None,
        }
    }

    #[test]
    fn rows_become_hours_or_say_what_is_wrong() {
        for (given, expected) in [
            (row(1, "09:00", "12:30"), Ok(Some((540, 750)))),
            (row(7, "18:00", "00:00"), Ok(Some((1080, 1440)))),
            (row(1, "", ""), Ok(None)),
            (row(0, "", ""), Ok(None)),
            (row(0, "09:00", "12:30"), Err("console-fault-weekday")),
            (row(8, "09:00", "12:30"), Err("console-fault-weekday")),
            (row(1, "12:30", "09:00"), Err("console-fault-order")),
            (row(1, "09:00", "09:00"), Err("console-fault-order")),
            (row(1, "9h", "12:30"), Err("console-fault-times")),
            (row(1, "09:00", ""), Err("console-fault-times")),
        ] {
            let got = weekly_of(&given).map(|open| open.map(|open| (open.from.minutes(), open.to.minutes())));
            assert_eq!(got, expected, "{given:?}");
        }
    }

    #[test]
    fn dated_rows_of_one_date_are_its_openings() {
        let place = "plc_00000000000000000000000000000001".parse::<PlaceId>().unwrap();
        let dated = |open: bool, from: &str, to: &str| ExceptionRow {
            date: "2026-03-05".into(),
            open,
            from: from.into(),
            to: to.into(),
            error: None,
        };
        let mut all = Vec::new();
        for row in [dated(true, "09:00", "10:00"), dated(true, "14:00", "15:00")] {
            add_dated(&mut all, place, dated_of(&row).unwrap().unwrap());
        }
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].1.open.len(), 2);
        assert_eq!(dated_of(&dated(false, "09:00", "10:00")).unwrap().unwrap().open, []);
        assert_eq!(dated_of(&dated(true, "", "")), Err("console-fault-times"));
        assert_eq!(dated_of(&ExceptionRow::default()), Ok(None));
    }

    #[test]
    fn what_is_stored_comes_back_the_same() {
        for (weekday, from, to) in [(1, "09:00", "12:30"), (7, "18:00", "00:00")] {
            let place = "plc_00000000000000000000000000000001".parse::<PlaceId>().unwrap();
            let open = weekly_of(&row(weekday, from, to)).unwrap().unwrap();
            let hours = Hours {
                weekly: vec![(place, open)],
                ..Hours::default()
            };
            let rows = rows_of(&hours, "2026-03-02".parse().unwrap());
            assert_eq!(weekly_of(&rows.weekly[0].1).unwrap(), Some(open));
        }
    }
}
