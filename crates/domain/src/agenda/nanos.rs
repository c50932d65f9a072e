//! Instants as plain numbers, for the loop that judges every start.

use jiff::Timestamp;

/// Nanoseconds since 1970. Instants after April 2262, and before 1677, all count as the last, or first, that this can say.
pub(super) type Nanos = i64;

pub(super) const SECOND: Nanos = 1_000_000_000;
pub(super) const MINUTE: Nanos = 60 * SECOND;

/// Half-open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) start: Nanos,
    pub(super) end: Nanos,
}

pub(super) fn nanos(instant: Timestamp) -> Nanos {
    instant
        .as_second()
        .saturating_mul(SECOND)
        .saturating_add(i64::from(instant.subsec_nanosecond()))
}

pub(super) fn timestamp(nanos: Nanos) -> Timestamp {
    // The remainder of a division by 10^9 fits, and 292 years are less than a timestamp can say.
    let subsecond = (nanos % SECOND) as i32;
    Timestamp::new(nanos / SECOND, subsecond).unwrap_or(Timestamp::MAX)
}
