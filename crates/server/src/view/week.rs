//! The week of one agenda as a grid. Heights are counted in steps of five minutes, so that the style sheet can place
//! everything by classes and the page needs no inline style.

use crate::view::console::ConsoleFrame;
use crate::view::parts::{Frame, Link, Standing};
use askama::Template;
use texts::Speech;

/// Minutes in one step of the grid.
pub const STEP_MINUTES: u16 = 5;
/// A shorter event is drawn this long, so that a finger finds it.
const LEAST_MINUTES: u16 = 30;
/// More events than this side by side share the last lane.
const MOST_LANES: usize = 4;

/// Seven (or five) days side by side; at phone width a list by day.
#[derive(Template)]
#[template(path = "console/week.html")]
pub struct WeekPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    /// "2 au 8 mars 2026".
    pub label: String,
    pub previous_href: String,
    pub this_week_href: String,
    pub next_href: String,
    pub add_href: String,
    /// The hours that are shown, and the lines between them.
    pub span: Span,
    pub days: Vec<WeekDay>,
    /// Colleagues whose agenda may be opened; empty for a practitioner alone.
    pub agendas: Vec<Agenda>,
}

/// One agenda that can be shown.
#[derive(Debug, Clone)]
pub struct Agenda {
    pub link: Link,
    pub current: bool,
}

/// From which hour to which hour the grid reaches.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    first_hour: u16,
    last_hour: u16,
}

impl Span {
    /// The whole hours that hold all of these minutes of the day; at least 8 h to 18 h.
    #[must_use]
    pub fn around(minutes: impl IntoIterator<Item = u16>) -> Self {
        minutes.into_iter().fold(
            Self {
                first_hour: 8,
                last_hour: 18,
            },
            |span, minute| Self {
                first_hour: span.first_hour.min(minute / 60),
                last_hour: span.last_hour.max(minute.div_ceil(60)).min(24),
            },
        )
    }

    /// Steps from the top to the bottom.
    #[must_use]
    pub fn steps(&self) -> u16 {
        (self.last_hour - self.first_hour) * 60 / STEP_MINUTES
    }

    /// Steps from the top to a minute of the day.
    #[must_use]
    pub fn step_of(&self, minute: u16) -> u16 {
        (minute.saturating_sub(self.first_hour * 60) / STEP_MINUTES).min(self.steps())
    }

    /// The full hours between the edges, as (steps from the top, "9").
    #[must_use]
    pub fn hours(&self) -> Vec<(u16, u16)> {
        (self.first_hour + 1..self.last_hour)
            .map(|hour| (self.step_of(hour * 60), hour))
            .collect()
    }
}

/// One day of the grid.
#[derive(Debug, Clone, Default)]
pub struct WeekDay {
    /// "lun. 2".
    pub heading: String,
    /// "lundi 2 mars".
    pub spoken: String,
    pub is_today: bool,
    /// The day's list.
    pub href: String,
    pub bands: Vec<Band>,
    pub events: Vec<WeekEvent>,
    /// Minute of the day that is now; only on the current day.
    pub now: Option<u16>,
}

impl WeekDay {
    /// Absences and closed days that have a name, for the list at phone width.
    #[must_use]
    pub fn named_bands(&self) -> Vec<&Band> {
        self.bands.iter().filter(|band| !band.label.is_empty()).collect()
    }

    /// Steps from the top to the line that shows the present.
    #[must_use]
    pub fn now_top(&self, span: &Span) -> Option<u16> {
        self.now.map(|minute| span.step_of(minute))
    }
}

/// A stretch of a day in which nothing can be booked. From and to are minutes of the day.
#[derive(Debug, Clone)]
pub struct Band {
    pub from: u16,
    pub to: u16,
    pub kind: BandKind,
    /// "Absence : formation", "Journée fermée aux nouvelles réservations"; empty outside opening hours.
    pub label: String,
}

impl Band {
    /// Steps from the top of the grid.
    #[must_use]
    pub fn top(&self, span: &Span) -> u16 {
        span.step_of(self.from)
    }

    /// Steps the stretch is high.
    #[must_use]
    pub fn steps(&self, span: &Span) -> u16 {
        span.step_of(self.to).saturating_sub(span.step_of(self.from))
    }
}

/// Why nothing can be booked there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BandKind {
    /// Outside opening hours: a plain shade.
    Outside,
    /// Absence or closed day: hatched, with words.
    Absent,
}

impl BandKind {
    /// The word the style sheets know.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Absent => "absent",
        }
    }
}

/// One appointment in the grid. From and to are minutes of the day; make it with [`WeekEvent::new`] and hand the day's
/// events to [`arrange`].
#[derive(Debug, Clone)]
pub struct WeekEvent {
    pub href: String,
    pub from: u16,
    pub to: u16,
    /// "14 h 30".
    pub time: String,
    pub client: String,
    pub service: String,
    /// "1ʳᵉ visite", "répondre avant 18 h".
    pub note: Option<String>,
    pub standing: Standing,
    /// The one whose page is open or that comes next: outlined.
    pub marked: bool,
    /// Set by [`arrange`]: which lane of how many.
    pub lane: usize,
    pub lanes: usize,
}

impl WeekEvent {
    /// An event alone in its lane.
    #[must_use]
    pub fn new(href: impl Into<String>, from: u16, to: u16, standing: Standing) -> Self {
        Self {
            href: href.into(),
            from,
            to,
            time: String::new(),
            client: String::new(),
            service: String::new(),
            note: None,
            standing,
            marked: false,
            lane: 0,
            lanes: 1,
        }
    }

    /// Steps from the top of the grid.
    #[must_use]
    pub fn top(&self, span: &Span) -> u16 {
        span.step_of(self.from)
    }

    /// Minute of the day at which the drawing ends.
    fn end_drawn(&self) -> u16 {
        self.to.max(self.from + LEAST_MINUTES)
    }

    /// Steps the event is high, never less than a finger needs.
    #[must_use]
    pub fn steps(&self, span: &Span) -> u16 {
        span.step_of(self.end_drawn()).saturating_sub(span.step_of(self.from))
    }
}

/// Puts events that overlap side by side. Sorts by start; the longest first among equals.
pub fn arrange(events: &mut [WeekEvent]) {
    events.sort_by_key(|event| (event.from, u16::MAX - event.to));
    let mut begin = 0;
    while begin < events.len() {
        let end = end_of_cluster(events, begin);
        fill_lanes(&mut events[begin..end]);
        begin = end;
    }
}

/// The first event after `begin` that overlaps none before it.
fn end_of_cluster(events: &[WeekEvent], begin: usize) -> usize {
    let mut latest = events[begin].end_drawn();
    let mut end = begin + 1;
    while end < events.len() && events[end].from < latest {
        latest = latest.max(events[end].end_drawn());
        end += 1;
    }
    end
}

fn fill_lanes(cluster: &mut [WeekEvent]) {
    let mut free_from: Vec<u16> = Vec::new();
    for event in cluster.iter_mut() {
        let lane = free_from
            .iter()
            .position(|free| *free <= event.from)
            .unwrap_or(free_from.len());
        if lane == free_from.len() {
            free_from.push(event.end_drawn());
        } else {
            free_from[lane] = event.end_drawn();
        }
        event.lane = lane.min(MOST_LANES - 1);
    }
    let lanes = free_from.len().min(MOST_LANES);
    cluster.iter_mut().for_each(|event| event.lanes = lanes);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From and to, then the lane and the number of lanes.
    type Case = (&'static [(u16, u16)], &'static [(usize, usize)]);

    fn events(times: &[(u16, u16)]) -> Vec<WeekEvent> {
        times
            .iter()
            .map(|(from, to)| WeekEvent::new("", *from, *to, Standing::Booked))
            .collect()
    }

    #[test]
    fn overlapping_events_stand_side_by_side() {
        let cases: [Case; 6] = [
            (&[], &[]),
            (&[(540, 600), (600, 660)], &[(0, 1), (0, 1)]),
            (&[(540, 600), (570, 630)], &[(0, 2), (1, 2)]),
            (&[(540, 555), (555, 570)], &[(0, 2), (1, 2)]),
            (&[(540, 700), (570, 600), (600, 660)], &[(0, 2), (1, 2), (1, 2)]),
            (
                &[(540, 600), (540, 600), (540, 600), (540, 600), (540, 600)],
                &[(0, 4), (1, 4), (2, 4), (3, 4), (3, 4)],
            ),
        ];
        for (times, expected) in cases {
            let mut day = events(times);
            arrange(&mut day);
            let lanes: Vec<(usize, usize)> = day.iter().map(|event| (event.lane, event.lanes)).collect();
            assert_eq!(lanes, expected, "for {times:?}");
        }
    }

    #[test]
    fn the_span_holds_everything_in_whole_hours() {
        let span = Span::around([7 * 60 + 30, 19 * 60 + 5]);
        assert_eq!((span.steps(), span.step_of(8 * 60), span.hours().len()), (13 * 12, 12, 12));
        assert_eq!(Span::around([]).steps(), 120);
        assert_eq!(Span::around([1440]).steps(), 16 * 12);
    }
}
