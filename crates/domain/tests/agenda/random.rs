//! Random agendas near clock changes. R22: what is offered is accepted, what is not offered is refused; T3, T6, R7 wherever they come up.

use std::cell::Cell;
use std::collections::BTreeMap;

use domain::agenda::{Agenda, Busy, DatedHours, MinuteOfDay, NotOffered, Slot, SlotRules, WeeklyHours, free_slots, offer};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;

use crate::build::{WEEK, date};
use crate::oracle::Oracle;

const PARIS: &[(&str, &[&str])] = &[(
    "Europe/Paris",
    &[
        "2026-03-29",
        "2026-10-25",
        "2027-03-28",
        "2027-10-31",
        "2028-03-26",
        "2028-10-29",
        "2028-02-29",
    ],
)];
const OVERSEAS: &[(&str, &[&str])] = &[
    ("America/Miquelon", &["2026-03-08", "2026-11-01", "2027-03-14", "2026-03-29"]),
    ("America/Martinique", &["2026-03-29", "2026-12-31"]),
    ("Indian/Reunion", &["2026-10-25"]),
    ("Pacific/Noumea", &["2026-03-29", "2027-01-01"]),
];
/// Zones whose clocks change at midnight.
const MIDNIGHT: &[(&str, &[&str])] = &[
    ("Africa/Cairo", &["2026-04-24", "2026-10-29"]),
    ("America/Havana", &["2026-03-08", "2026-11-01"]),
    ("America/Nuuk", &["2026-03-28", "2026-10-24"]),
    ("America/Santiago", &["2026-04-04", "2026-09-06"]),
];
/// Zones with offsets or changes that are not whole hours.
const BROKEN_HOURS: &[(&str, &[&str])] = &[
    ("Australia/Lord_Howe", &["2026-04-05", "2026-10-04"]),
    ("Pacific/Chatham", &["2026-04-05", "2026-09-27"]),
    ("Asia/Kathmandu", &["2026-06-01"]),
];

/// An agenda, a service and a moment, with the dates that are asked for.
#[derive(Debug, Clone)]
struct World {
    agenda: Agenda,
    rules: SlotRules,
    first: Date,
    last: Date,
    now: Timestamp,
}

impl World {
    /// All slots by start, as they are listed.
    fn listed(&self) -> BTreeMap<Timestamp, Slot> {
        let days = free_slots(&self.agenda, &self.rules, self.first, self.last, self.now);
        let mut slots = BTreeMap::new();
        for day in days {
            assert!(!day.slots.is_empty(), "days without a slot are left out");
            for slot in day.slots {
                assert_eq!(self.local_date(slot.start), day.date);
                assert!(
                    slots.last_key_value().is_none_or(|(before, _)| *before < slot.start),
                    "in order, each once"
                );
                slots.insert(slot.start, slot);
            }
        }
        slots
    }

    fn offer(&self, start: Timestamp) -> Result<Slot, NotOffered> {
        offer(&self.agenda, &self.rules, start, self.now)
    }

    fn local_date(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.agenda.zone.clone()).date()
    }

    /// Every minute of the asked dates with its local date; all these zones begin their days on a quarter of an hour.
    fn minutes(&self) -> impl Iterator<Item = (Timestamp, Date)> {
        let start = TimeZone::UTC.to_timestamp(self.first.at(0, 0, 0, 0)).unwrap() - SignedDuration::from_hours(26);
        let quarters = (((self.last - self.first).get_days() + 1) * 24 + 52) * 4;
        let quarters = (0..i64::from(quarters)).map(move |quarter| start + SignedDuration::from_mins(15 * quarter));
        let dated = quarters.map(|quarter| (quarter, self.local_date(quarter)));
        let asked = dated.filter(|(_, date)| (self.first..=self.last).contains(date));
        asked.flat_map(|(quarter, date)| (0..15).map(move |minute| (quarter + SignedDuration::from_mins(minute), date)))
    }
}

fn time_of_day() -> impl Strategy<Value = MinuteOfDay> {
    prop_oneof![
        3 => select(vec![0, 30, 60, 120, 135, 150, 180, 1380, 1410, 1440]),
        3 => (0..=96_u16).prop_map(|quarter| quarter * 15),
        1 => 0..=1440_u16,
    ]
    .prop_map(|minutes| MinuteOfDay::new(minutes).unwrap())
}

fn spans(at_most: usize) -> impl Strategy<Value = Vec<(MinuteOfDay, MinuteOfDay)>> {
    vec((time_of_day(), time_of_day()), 0..=at_most).prop_map(|mut spans| {
        // Nearly always the right way round; the wrong way opens nothing.
        spans
            .iter_mut()
            .skip(1)
            .for_each(|(from, to)| (*from, *to) = ((*from).min(*to), (*from).max(*to)));
        spans
    })
}

fn weekly_hours() -> impl Strategy<Value = Vec<WeeklyHours>> {
    let all_week = |hours: Vec<(MinuteOfDay, MinuteOfDay)>| {
        let day = |weekday: Weekday| {
            hours
                .clone()
                .into_iter()
                .map(move |(from, to)| WeeklyHours { weekday, from, to })
        };
        WEEK.into_iter().flat_map(day).collect::<Vec<_>>()
    };
    let entry = (select(WEEK.to_vec()), time_of_day(), time_of_day());
    let entry = entry.prop_map(|(weekday, a, b)| WeeklyHours {
        weekday,
        from: a.min(b),
        to: a.max(b),
    });
    prop_oneof![
        6 => spans(3).prop_map(all_week),
        3 => vec(entry, 0..14),
        1 => Just(all_week(vec![(MinuteOfDay::MIDNIGHT, MinuteOfDay::END_OF_DAY)])),
    ]
}

fn services() -> impl Strategy<Value = SlotRules> {
    let minutes = || prop_oneof![2 => Just(0), 1 => 0..=60_u16];
    let duration =
        prop_oneof![4 => select(vec![15, 30, 45, 60, 90]), 2 => 1..=240_u16, 1 => select(vec![1380, 1439, 1440, 1500])];
    let step = select(vec![5, 7, 10, 15, 20, 30, 45, 50, 60, 90]);
    let lead = select(vec![0, 0, 0, 0, 1, 30, 60, 600, 1440, 2000]);
    let horizon = select(vec![0, 1, 2, 3, 4, 30, 30, 30, 400]);
    (duration, minutes(), minutes(), step, any::<bool>(), lead, horizon).prop_map(
        |(
            duration_minutes,
            buffer_before_minutes,
            buffer_after_minutes,
            step_minutes,
            start_after_busy,
            min_lead_minutes,
            horizon_days,
        )| {
            SlotRules {
                duration_minutes,
                buffer_before_minutes,
                buffer_after_minutes,
                step_minutes,
                start_after_busy,
                min_lead_minutes,
                horizon_days,
            }
        },
    )
}

/// Worlds in which busy time starts and ends on multiples of `grain` seconds.
fn worlds(places: &[(&'static str, &'static [&'static str])], grain: i64) -> impl Strategy<Value = World> + use<> {
    let places: Vec<(&str, &str)> = places
        .iter()
        .flat_map(|(zone, days)| days.iter().map(move |day| (*zone, *day)))
        .collect();
    let agenda = (
        weekly_hours(),
        vec((-9..=3_i64, spans(2)), 0..3),
        vec(-9..=3_i64, 0..3),
        prop_oneof![1 => Just(0), 8 => Just(1), 8 => 2..=3_u16],
        vec(
            (-1500..4500_i64, 0..700_i64, 0..60_i64, option::weighted(0.8, 0..4_u16)),
            0..12,
        ),
    );
    let moments = (-2..=2_i64, 0..=1_i64, -4000..=1500_i64, prop_oneof![Just(0), 0..60_i64]);
    (select(places), agenda, services(), moments).prop_map(move |((zone, day), agenda, rules, (shift, days, ago, seconds))| {
        let (weekly, exceptions, closed, capacity, busy) = agenda;
        let zone = TimeZone::get(zone).unwrap();
        let first = date(day) + shift.days();
        let zero = first.to_zoned(zone.clone()).unwrap().timestamp();
        let after = |minutes, seconds| zero + SignedDuration::from_secs((minutes * 60 + seconds) / grain * grain);
        let busy = busy.into_iter().map(|(start, length, extra, lane)| Busy {
            start: after(start, 0),
            end: after(start + length, extra),
            lane,
        });
        let mut busy: Vec<Busy> = busy.collect();
        busy.sort_by_key(|busy| busy.start);
        let exceptions = exceptions
            .into_iter()
            .map(|(day, open)| DatedHours {
                date: first + day.days(),
                open,
            })
            .collect();
        let closed_days = closed.into_iter().map(|day| first + day.days()).collect();
        let now = zero + SignedDuration::from_secs(ago * 60 + seconds);
        World {
            agenda: Agenda {
                zone,
                capacity,
                weekly,
                exceptions,
                closed_days,
                paused_until: None,
                busy,
            },
            rules,
            first,
            last: first + days.days(),
            now,
        }
    })
}

fn run(cases: u32, worlds: impl Strategy<Value = World>, test: impl Fn(&World)) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..ProptestConfig::default()
    };
    TestRunner::new(config)
        .run(&worlds, |world| {
            test(&world);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

/// Lists the slots of `cases` worlds and compares every minute with the oracle; then asks for some listed slots and some minutes one by
/// one. (The tests below ask for all of them, in fewer worlds: asking is slow without optimisation.)
fn agrees_with_the_oracle(places: &[(&'static str, &'static [&'static str])], cases: u32) {
    let with_slots = Cell::new(0);
    let asked = (worlds(places, 60), vec(any::<Index>(), 20));
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..ProptestConfig::default()
    };
    let result = TestRunner::new(config).run(&asked, |(world, asked)| {
        let listed = world.listed();
        with_slots.set(with_slots.get() + u32::from(!listed.is_empty()));
        let oracle = Oracle::new(&world.agenda, &world.rules, world.first, world.last, world.now);
        let minutes: Vec<(Timestamp, Date)> = world.minutes().collect();
        let expected = minutes
            .iter()
            .filter_map(|&(start, date)| Some((start, oracle.verdict(start, date).ok()?)));
        let found = listed.values().map(|slot| (slot.start, slot.lane));
        prop_assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        for slot in listed.values().step_by(1 + listed.len() / 20) {
            prop_assert_eq!(
                slot.end,
                slot.start + SignedDuration::from_mins(world.rules.duration_minutes.into())
            );
            prop_assert_eq!(world.offer(slot.start), Ok(*slot));
        }
        for index in asked {
            let (start, date) = *index.get(&minutes);
            prop_assert_eq!(
                world.offer(start).map(|slot| slot.lane),
                oracle.verdict(start, date),
                "at {}",
                start
            );
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        with_slots.get() > cases / 4,
        "only {} of {cases} worlds had a slot",
        with_slots.get()
    );
}

#[test]
fn r22_paris() {
    agrees_with_the_oracle(PARIS, 1200);
}

#[test]
fn r22_overseas() {
    agrees_with_the_oracle(OVERSEAS, 1000);
}

#[test]
fn r22_clocks_that_change_at_midnight() {
    agrees_with_the_oracle(MIDNIGHT, 1000);
}

#[test]
fn r22_zones_with_broken_hours() {
    agrees_with_the_oracle(BROKEN_HOURS, 1000);
}

#[test]
fn r22_every_single_minute_is_accepted_or_refused_for_the_right_reason() {
    let places = [PARIS, OVERSEAS, MIDNIGHT, BROKEN_HOURS].concat();
    run(40, worlds(&places, 60), |world| {
        let oracle = Oracle::new(&world.agenda, &world.rules, world.first, world.last, world.now);
        for (start, date) in world.minutes() {
            assert_eq!(
                world.offer(start).map(|slot| slot.lane),
                oracle.verdict(start, date),
                "at {start}"
            );
        }
    });
}

#[test]
fn r22_offer_and_list_agree_between_the_minutes() {
    let places = [PARIS, OVERSEAS, MIDNIGHT, BROKEN_HOURS].concat();
    run(1000, worlds(&places, 1), |world| {
        let listed = world.listed();
        let before = SignedDuration::from_mins(world.rules.buffer_before_minutes.into());
        let ends = world.agenda.busy.iter().map(|busy| busy.end + before);
        let nearby = |start: &Timestamp| [-1, 0, 1].map(|nanos| *start + SignedDuration::from_nanos(nanos));
        let asked: Vec<Timestamp> = listed.keys().copied().chain(ends).flat_map(|start| nearby(&start)).collect();
        for start in asked
            .into_iter()
            .filter(|start| (world.first..=world.last).contains(&world.local_date(*start)))
        {
            assert_eq!(world.offer(start).ok(), listed.get(&start).copied(), "at {start}");
        }
    });
}

#[test]
fn r22_a_slot_does_not_depend_on_which_other_dates_are_asked_for() {
    run(500, worlds(PARIS, 60), |world| {
        let wide = World {
            first: world.first - 3.days(),
            last: world.last + 9.days(),
            ..world.clone()
        }
        .listed();
        let asked = |slot: &&Slot| (world.first..=world.last).contains(&world.local_date(slot.start));
        let narrow: Vec<Slot> = world.listed().into_values().collect();
        assert_eq!(wide.values().filter(asked).copied().collect::<Vec<_>>(), narrow);
    });
}
