//! The requests that are measured, and what their answers must look like.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use jiff::Timestamp;

use crate::drive::{Figure, Until, Work, drive};
use crate::http::{Answer, Connection, get, post};
use crate::town::{API_KEY, FREE_A_DAY, Month, PRACTITIONERS, SLUG, practitioner, service};

/// How long a run goes on before it is measured, so that every practitioner has been asked for.
const WARM_UP: Duration = Duration::from_millis(400);

/// What is asked of a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Question {
    /// The endpoint that computes nothing and reads nothing.
    Trivial,
    /// Free slots of one practitioner on one day; practitioners and days rotate.
    Day,
    /// The same for thirty days.
    Month,
}

impl Question {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Question::Trivial => "trivial endpoint",
            Question::Day => "slots of one day",
            Question::Month => "slots of 30 days",
        }
    }

    fn slots(self) -> u64 {
        match self {
            Question::Trivial => 0,
            Question::Day => FREE_A_DAY,
            Question::Month => 30 * FREE_A_DAY,
        }
    }

    fn request(self, month: &Month, n: u64, out: &mut Vec<u8>) {
        let (who, service) = (practitioner(n % PRACTITIONERS), service());
        let turn = (n / PRACTITIONERS) as i64;
        match self {
            Question::Trivial => get(out, format_args!("/api/v1/version")),
            Question::Day => {
                let from = month.day(turn % 30);
                get(
                    out,
                    format_args!("/api/v1/networks/{SLUG}/practitioners/{who}/slots?service={service}&from={from}"),
                );
            }
            Question::Month => {
                let (from, to) = (month.day(turn % 2), month.day(turn % 2 + 29));
                get(
                    out,
                    format_args!("/api/v1/networks/{SLUG}/practitioners/{who}/slots?service={service}&from={from}&to={to}"),
                );
            }
        }
    }

    /// Whether the answer names exactly the free slots there are.
    fn is_right(self, answer: &Answer<'_>) -> bool {
        let starts = answer.body.windows(9).filter(|nine| nine == br#"{"start":"#).count();
        answer.status == 200 && starts as u64 == self.slots()
    }

    /// Cheap enough to be asked of every answer while measuring: a slot takes the same bytes in every answer.
    fn looks_right(self, answer: &Answer<'_>) -> bool {
        answer.status == 200 && answer.body.len() as u64 >= self.slots() * 70
    }
}

/// Measures a question, after one answer was read in full.
pub(crate) fn measure(to: SocketAddr, month: &Month, question: Question, connections: usize, time: Duration) -> Figure {
    check(to, month, question);
    let work = Work {
        request: &|n, out| question.request(month, n, out),
        right: &|answer| question.looks_right(answer),
    };
    drive(to, connections, Until::Passed(WARM_UP), &work);
    drive(to, connections, Until::Passed(time), &work)
}

/// Asks once for each practitioner: nothing of theirs is in memory when the server has just started.
pub(crate) fn measure_first_answers(to: SocketAddr, month: &Month) -> Figure {
    let mut connection = Connection::open(to).expect("the server takes connections");
    let mut request = Vec::new();
    // The first of all also reads the catalogue.
    Question::Day.request(month, 0, &mut request);
    connection.send(&request).expect("the server answers");
    let others = |n: u64, out: &mut Vec<u8>| Question::Day.request(month, n + 1, out);
    let work = Work {
        request: &others,
        right: &|answer| Question::Day.looks_right(answer),
    };
    drive(to, 1, Until::Count(PRACTITIONERS - 1), &work)
}

/// # Panics
/// When the answer does not hold the free slots of the workload.
pub(crate) fn check(to: SocketAddr, month: &Month, question: Question) {
    let mut connection = Connection::open(to).expect("the server takes connections");
    let mut request = Vec::new();
    question.request(month, 0, &mut request);
    let answer = connection.send(&request).expect("the server answers");
    assert!(
        question.is_right(&answer),
        "{question:?}: {} {}",
        answer.status,
        String::from_utf8_lossy(answer.body)
    );
}

/// Books `count` different free slots, from the `first`th on, each for a new client.
pub(crate) fn measure_bookings(to: SocketAddr, month: &Month, connections: usize, first: u64, count: u64) -> Figure {
    let request = |n: u64, out: &mut Vec<u8>| post(out, "/api/v1/appointments", API_KEY, &booking(month, first + n, first + n));
    drive(
        to,
        connections,
        Until::Count(count),
        &Work {
            request: &request,
            right: &|answer| answer.status == 201,
        },
    )
}

/// The `slot`th free slot for the `who`th new client.
pub(crate) fn booking(month: &Month, slot: u64, who: u64) -> String {
    let (with, start) = month.free(slot);
    let start = Timestamp::from_microsecond(start).expect("a moment of this century");
    let mut body = String::with_capacity(400);
    let _ = write!(
        body,
        r#"{{"practitioner":"{}","service":"{}","start":"{start}","client":{{"name":"Claire Dubois","email":"claire{who}@example.org","phone":"06 12 34 56 78"}}}}"#,
        practitioner(with),
        service()
    );
    body
}
