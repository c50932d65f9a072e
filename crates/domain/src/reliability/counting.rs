//! Counting: which incidents of a period count, and which of them are one because they lie under one absence.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Away, Strike, StrikeKind};
use crate::ids::{AbsenceId, StrikeId};
use crate::notice::Notice;

/// The time that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// The calendar month of the moment of counting, in the network's zone (WEC-12, WEC-18).
    CalendarMonth,
    /// This long up to the moment of counting; exactly this long ago counts no more (WEC+02: in less than a month).
    Rolling(Notice),
}

/// The text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected \"calendar_month\" or a length such as \"30 d\", got \"{0}\"")]
pub struct NotAPeriod(String);

impl TryFrom<String> for Period {
    type Error = NotAPeriod;
    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        match text.as_str() {
            "calendar_month" => Ok(Period::CalendarMonth),
            length => length.parse().map(Period::Rolling).map_err(|_| NotAPeriod(text)),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        match period {
            Period::CalendarMonth => "calendar_month".into(),
            Period::Rolling(length) => length.to_string(),
        }
    }
}

impl Period {
    /// Whether something that happened `at` lies in the period that ends `now`.
    pub fn holds(self, at: Timestamp, zone: &TimeZone, now: Timestamp) -> bool {
        let month = |instant: Timestamp| zone.to_datetime(instant).date().first_of_month();
        match self {
            _ if at > now => false,
            Period::CalendarMonth => month(at) == month(now),
            Period::Rolling(length) => at > length.before(now, zone),
        }
    }

    /// The first instant of the period that ends `now`.
    pub fn begin(self, zone: &TimeZone, now: Timestamp) -> Timestamp {
        match self {
            Period::CalendarMonth => {
                let first = zone.to_datetime(now).date().first_of_month();
                first.to_zoned(zone.clone()).map_or(now, |zoned| zoned.timestamp())
            }
            Period::Rolling(length) => length.before(now, zone),
        }
    }
}

/// Incidents that count as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The absence that makes them one; an incident outside any absence stands alone.
    pub absence: Option<AbsenceId>,
    /// The incidents, oldest first.
    pub strikes: Vec<StrikeId>,
    /// What the heaviest of them weighs, in hundredths.
    pub weight: u32,
}

/// What counts at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// What counts, oldest first.
    pub groups: Vec<Group>,
}

impl Tally {
    /// Hundredths of an incident, all together.
    pub fn weight(&self) -> u32 {
        self.groups.iter().map(|group| group.weight).sum()
    }

    /// How many incidents, an absence being one.
    pub fn count(&self) -> u32 {
        u32::try_from(self.groups.len()).unwrap_or(u32::MAX)
    }

    /// Every incident in it.
    pub fn strikes(&self) -> impl Iterator<Item = StrikeId> {
        self.groups.iter().flat_map(|group| group.strikes.iter().copied())
    }
}

/// What is counted, over which time.
#[derive(Debug, Clone, Copy)]
pub struct Counting<'a> {
    /// The kinds that count.
    pub kinds: &'a [StrikeKind],
    /// Over which time.
    pub period: Period,
    /// The network's zone, in which months are counted.
    pub zone: &'a TimeZone,
}

/// What counts of these incidents at `now`. All incidents under one absence count as one, as heavy as the heaviest (WEC-15, WEC-16).
pub fn tally(strikes: &[&Strike], away: &[Away], counting: Counting<'_>, now: Timestamp) -> Tally {
    let mut counted: Vec<&&Strike> = strikes
        .iter()
        .filter(|strike| counting.kinds.contains(&strike.kind) && strike.counts_at(now))
        .filter(|strike| counting.period.holds(strike.at, counting.zone, now))
        .collect();
    counted.sort_by_key(|strike| (strike.at, strike.id));
    let mut groups: Vec<Group> = Vec::new();
    let mut of_absence: BTreeMap<AbsenceId, usize> = BTreeMap::new();
    for strike in counted {
        let absence = absence_of(strike, away);
        let known = absence.and_then(|absence| of_absence.get(&absence).copied());
        if let Some(index) = known {
            groups[index].strikes.push(strike.id);
            groups[index].weight = groups[index].weight.max(strike.weight);
            continue;
        }
        if let Some(absence) = absence {
            of_absence.insert(absence, groups.len());
        }
        groups.push(Group {
            absence,
            strikes: vec![strike.id],
            weight: strike.weight,
        });
    }
    Tally { groups }
}

/// The absence an incident belongs to: of several that cover it, the one that began first.
pub fn absence_of(strike: &Strike, away: &[Away]) -> Option<AbsenceId> {
    let covering = away.iter().filter(|away| away.covers(strike));
    covering
        .min_by_key(|away| (away.start, away.absence))
        .map(|away| away.absence)
}

/// How far back anything can count: incidents older than this need not be read.
pub fn oldest_that_counts(now: Timestamp) -> Timestamp {
    now.checked_sub((24 * 400).hours()).unwrap_or(Timestamp::MIN)
}
