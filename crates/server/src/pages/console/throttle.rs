//! How often somebody may get a password wrong.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};

/// Wrong passwords for one e-mail address before it has to wait.
const TRIES_PER_EMAIL: usize = 10;
/// Wrong passwords from one network address; higher, because a whole practice may share one.
const TRIES_PER_ADDRESS: usize = 50;
/// How long a wrong password counts.
const WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// Keys kept before the old ones are swept out, so that guessing addresses does not fill the memory.
const KEYS_KEPT: usize = 10_000;

/// Counts wrong passwords in memory. With several servers each counts for itself, which multiplies the limit by their number.
#[derive(Default)]
pub(in crate::pages) struct Throttle {
    failures: Mutex<HashMap<String, Vec<Timestamp>>>,
}

/// Whom a try is counted for.
pub(in crate::pages) struct Tries<'a> {
    pub(in crate::pages) email: &'a str,
    /// Where it comes from; not known when the server stands behind a socket that does not say.
    pub(in crate::pages) address: Option<&'a str>,
}

impl Tries<'_> {
    fn keys(&self) -> impl Iterator<Item = (String, usize)> {
        let email = (format!("email {}", self.email.trim().to_lowercase()), TRIES_PER_EMAIL);
        let address = self.address.map(|address| (format!("from {address}"), TRIES_PER_ADDRESS));
        std::iter::once(email).chain(address)
    }
}

impl Throttle {
    /// Whether another try is let through at `now`. The try that is made counts as wrong until [`Throttle::forget`] says otherwise, so
    /// that many tries at the same moment are not all let through.
    pub(in crate::pages) fn admits(&self, tries: &Tries<'_>, now: Timestamp) -> bool {
        let Ok(mut failures) = self.failures.lock() else {
            return false;
        };
        if failures.len() > KEYS_KEPT {
            failures.retain(|_, times| times.last().is_some_and(|last| counts(*last, now)));
            // A flood of invented addresses: forgetting the counts is better than keeping all of them, and each try still costs its hash.
            if failures.len() > KEYS_KEPT {
                failures.clear();
            }
        }
        let full = |(key, most): (String, usize)| {
            failures
                .get(&key)
                .is_some_and(|times| times.iter().filter(|time| counts(**time, now)).count() >= most)
        };
        if tries.keys().any(full) {
            return false;
        }
        for (key, _) in tries.keys() {
            let times = failures.entry(key).or_default();
            times.retain(|time| counts(*time, now));
            times.push(now);
        }
        true
    }

    /// Somebody proved who they are: nothing counts against their address any more.
    pub(in crate::pages) fn forget(&self, tries: &Tries<'_>) {
        if let Ok(mut failures) = self.failures.lock() {
            tries.keys().for_each(|(key, _)| drop(failures.remove(&key)));
        }
    }
}

fn counts(failure: Timestamp, now: Timestamp) -> bool {
    now.duration_since(failure) < WINDOW
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
    }

    fn tries<'a>(email: &'a str, address: &'a str) -> Tries<'a> {
        Tries {
            email,
            address: Some(address),
        }
    }

    /// S15: the eleventh wrong password within ten minutes waits; the address in other capitals is the same address.
    #[test]
    fn s15_ten_tries_for_one_email_in_ten_minutes() {
        let throttle = Throttle::default();
        for number in 0..10 {
            assert!(
                throttle.admits(&tries("claire@example.org", &format!("10.0.0.{number}")), at(0)),
                "try {number}"
            );
        }
        assert!(!throttle.admits(&tries(" Claire@Example.org", "10.0.1.1"), at(9)));
        assert!(
            throttle.admits(&tries("ines@example.org", "10.0.1.1"), at(9)),
            "somebody else is not held up"
        );
        assert!(
            throttle.admits(&tries("claire@example.org", "10.0.1.1"), at(10)),
            "the window is over"
        );
    }

    /// S15: many addresses from one place.
    #[test]
    fn s15_fifty_tries_from_one_place() {
        let throttle = Throttle::default();
        for number in 0..50 {
            assert!(throttle.admits(&tries(&format!("{number}@example.org"), "10.0.0.1"), at(0)));
        }
        assert!(!throttle.admits(&tries("new@example.org", "10.0.0.1"), at(1)));
        assert!(throttle.admits(&tries("new@example.org", "10.0.0.2"), at(1)));
    }

    #[test]
    fn the_right_password_clears_the_count() {
        let throttle = Throttle::default();
        let claire = tries("claire@example.org", "10.0.0.1");
        for _ in 0..9 {
            assert!(throttle.admits(&claire, at(0)));
        }
        throttle.forget(&claire);
        for _ in 0..10 {
            assert!(throttle.admits(&claire, at(1)));
        }
        assert!(!throttle.admits(&claire, at(1)));
    }
}
