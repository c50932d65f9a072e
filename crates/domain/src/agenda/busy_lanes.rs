//! The busy time of every lane, swept once from early to late.

use std::borrow::Cow;

use super::nanos::{Nanos, Span, nanos};
use super::{Agenda, Busy};

/// The busy time of every lane, asked for spans whose starts never go backwards.
pub(super) struct BusyLanes {
    /// Busy time that takes every lane.
    all: Lane,
    /// Busy time of the lanes that have some; the lanes after these are free.
    each: Vec<Lane>,
    capacity: u16,
    /// When busy time of any lane ends, in order.
    ends: Vec<Nanos>,
}

/// Busy time of one lane as disjoint spans in order, and how many of them are over.
#[derive(Default)]
struct Lane {
    spans: Vec<Span>,
    over: usize,
}

impl BusyLanes {
    /// The busy time of `agenda` that touches `from..to`. Lanes that the agenda does not have are left out.
    pub(super) fn new(agenda: &Agenda, from: Nanos, to: Nanos) -> Self {
        let mut lanes = Self {
            all: Lane::default(),
            each: Vec::new(),
            capacity: agenda.capacity,
            ends: Vec::new(),
        };
        for busy in in_order(&agenda.busy)
            .iter()
            .filter(|busy| busy.lane.is_none_or(|lane| lane < agenda.capacity))
        {
            let span = Span {
                start: nanos(busy.start),
                end: nanos(busy.end),
            };
            if span.start < span.end && span.start < to && from <= span.end {
                lanes.ends.push(span.end);
                lanes.of(busy.lane).add(span);
            }
        }
        lanes.ends.sort_unstable();
        lanes
    }

    /// When busy time of any lane ends, in order.
    pub(super) fn ends(&self) -> &[Nanos] {
        &self.ends
    }

    /// The lowest lane that is free for all of `from..to`.
    pub(super) fn lowest_free(&mut self, from: Nanos, to: Nanos) -> Option<u16> {
        if !self.all.is_free(from, to) {
            return None;
        }
        let lane = self
            .each
            .iter_mut()
            .position(|lane| lane.is_free(from, to))
            .unwrap_or(self.each.len());
        u16::try_from(lane).ok().filter(|&lane| lane < self.capacity)
    }

    fn of(&mut self, lane: Option<u16>) -> &mut Lane {
        let Some(lane) = lane.map(usize::from) else {
            return &mut self.all;
        };
        if self.each.len() <= lane {
            self.each.resize_with(lane + 1, Lane::default);
        }
        &mut self.each[lane]
    }
}

impl Lane {
    fn add(&mut self, span: Span) {
        match self.spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = span.end.max(last.end),
            _ => self.spans.push(span),
        }
    }

    fn is_free(&mut self, from: Nanos, to: Nanos) -> bool {
        self.over += self.spans[self.over..].iter().take_while(|span| span.end <= from).count();
        self.spans.get(self.over).is_none_or(|span| to <= span.start)
    }
}

/// Busy time in order of start. It comes in order; a caller who forgot must not make taken time look free.
fn in_order(busy: &[Busy]) -> Cow<'_, [Busy]> {
    if busy.is_sorted_by_key(|busy| busy.start) {
        return Cow::Borrowed(busy);
    }
    let mut sorted = busy.to_vec();
    sorted.sort_by_key(|busy| busy.start);
    Cow::Owned(sorted)
}
