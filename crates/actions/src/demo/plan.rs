//! What is to happen in the demo's weeks: who books what when, and what becomes of it.

use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::build::{BuiltNetwork, BuiltPractitioner, zone};
use super::people::{Dice, client, note};
use super::sketch::Answer;
use super::{seeded_from, starts_at};
use crate::NewClient;

/// What becomes of an appointment, if the demo's weeks last long enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The client comes.
    Kept,
    /// The client does not come.
    Missed,
    /// The client cancels, days or hours before.
    CancelledByClient {
        /// Some hours before only.
        late: bool,
    },
    /// The practitioner cannot.
    CancelledByBusiness,
    /// The client takes another time, then comes.
    MovedByClient,
    /// The practitioner gives another time, then the client comes.
    MovedByBusiness,
    /// It waits for an answer.
    Asked(Answer),
}

/// A wish to book.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// Position of the network, and of the practitioner in it.
    pub(super) whose: (usize, usize),
    /// Position of the service in the business; any that is booked at once when left out.
    pub(super) service: Option<usize>,
    /// The wished time; the nearest slot of that day is taken.
    pub(super) wished: DateTime,
    pub(super) client: NewClient,
    pub(super) note: &'static str,
    /// Booked by the practitioner, on the telephone.
    pub(super) by_staff: bool,
    pub(super) fate: Fate,
}

/// A day on which somebody is ill.
#[derive(Debug, Clone, Copy)]
pub(super) struct Illness {
    pub(super) practitioner: &'static str,
    pub(super) day: Date,
}

/// The one illness of the story: a hairdresser calls in at 7:40.
pub(super) const ILLNESS: Illness = Illness {
    practitioner: "lea-garnier",
    day: date(2027, 2, 25),
};

const FIRST_DAY: Date = date(2027, 2, 15);
const LAST_DAY: Date = date(2027, 3, 20);
const TODAY: Date = date(2027, 3, 2);

/// Every wish with the instant at which it is made.
pub(super) fn wishes(networks: &[BuiltNetwork], dice: &mut Dice) -> Vec<(Timestamp, Wish)> {
    let mut wishes = Vec::new();
    for (position, network) in networks.iter().enumerate() {
        for (number, practitioner) in network.practitioners.iter().enumerate() {
            usual_wishes((position, number), practitioner, dice, &mut wishes);
        }
        wishes.extend(requests(position, network, dice));
    }
    wishes
}

fn usual_wishes(whose: (usize, usize), practitioner: &BuiltPractitioner, dice: &mut Dice, wishes: &mut Vec<(Timestamp, Wish)>) {
    let mut day = FIRST_DAY;
    while day <= LAST_DAY {
        for _ in 0..practitioner.sketch.usual {
            if dice.percent(busyness(day)) {
                wishes.push(usual_wish(whose, practitioner, day, dice));
            }
        }
        day = day.saturating_add(1.day());
    }
}

/// How many of the usual appointments of a day there are, in a hundred: all of them today, fewer the farther away.
fn busyness(day: Date) -> u64 {
    match (day - TODAY).get_days() {
        0 => 100,
        1 => 60,
        2..=4 => 40,
        5..=10 => 20,
        -7..=-1 => 35,
        -14..=-8 => 20,
        _ => 10,
    }
}

fn usual_wish(whose: (usize, usize), practitioner: &BuiltPractitioner, day: Date, dice: &mut Dice) -> (Timestamp, Wish) {
    let is_class = practitioner.sketch.capacity > 1;
    let minute = match is_class {
        true if dice.percent(35) => 12 * 60 + 15,
        true => 18 * 60 + 30,
        false => 9 * 60 + dice.below(10 * 60),
    };
    let wish = Wish {
        whose,
        service: None,
        wished: at_minute(day, minute),
        client: client(dice),
        note: note(dice),
        by_staff: !is_class && dice.percent(18),
        fate: usual_fate(dice),
    };
    (made_at(day, dice), wish)
}

fn usual_fate(dice: &mut Dice) -> Fate {
    match dice.below(100) {
        0..=6 => Fate::Missed,
        7..=14 => Fate::CancelledByClient { late: false },
        15..=18 => Fate::CancelledByClient { late: true },
        19..=21 => Fate::CancelledByBusiness,
        22..=36 => Fate::MovedByClient,
        37..=39 => Fate::MovedByBusiness,
        _ => Fate::Kept,
    }
}

/// One to twelve days before, during the day; for a day to come, within the last week.
fn made_at(day: Date, dice: &mut Dice) -> Timestamp {
    let days_before = 1 + i64::try_from(dice.below(12)).unwrap_or(0);
    let latest = TODAY.saturating_sub((1 + i64::try_from(dice.below(6)).unwrap_or(0)).days());
    let made = instant(at_minute(
        day.saturating_sub(days_before.days()).min(latest),
        8 * 60 + dice.below(13 * 60),
    ));
    // Whoever would have booked before there was a demo does so on its first day.
    let first = seeded_from() + SignedDuration::from_mins(5 + i64::try_from(dice.below(700)).unwrap_or(0));
    made.max(first)
}

fn requests(position: usize, network: &BuiltNetwork, dice: &mut Dice) -> Vec<(Timestamp, Wish)> {
    let mut wishes = Vec::new();
    for request in network.sketch.requests {
        let who = network
            .practitioners
            .iter()
            .position(|whom| whom.sketch.slug == request.practitioner);
        let number = who.expect("a test builds every sketch");
        let wish = Wish {
            whose: (position, number),
            service: Some(request.service),
            wished: local(request.wished),
            client: client(dice),
            note: request.note,
            by_staff: false,
            fate: Fate::Asked(request.answer),
        };
        wishes.push((instant(local(request.asked)), wish));
    }
    wishes
}

/// An instant between two others that falls into waking hours (7:00 to 22:00); `None` when there is none, or when it lies behind the demo's start.
pub(super) fn between(from: Timestamp, to: Timestamp, dice: &mut Dice) -> Option<Timestamp> {
    let share = 30 + i64::try_from(dice.below(40)).unwrap_or(0);
    let middle = from + SignedDuration::from_secs((to.as_second() - from.as_second()) * share / 100);
    let there = zone().to_datetime(middle);
    let awake = if (7..22).contains(&there.hour()) {
        middle
    } else {
        instant(at_minute(there.date(), 12 * 60 + dice.below(400)))
    };
    (from < awake && awake < to && awake < starts_at()).then_some(awake)
}

pub(super) fn at_minute(day: Date, minute: u64) -> DateTime {
    day.at(0, 0, 0, 0)
        .saturating_add(i64::try_from(minute).unwrap_or(0).minutes())
}

pub(super) fn instant(there: DateTime) -> Timestamp {
    there
        .to_zoned(zone())
        .map(|zoned| zoned.timestamp())
        .expect("the dates of the demo exist")
}

pub(super) fn local(text: &str) -> DateTime {
    text.parse().expect("a test builds every sketch")
}
