//! Which messages follow from a change, when they are due, and whether one that is due should still leave.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::appointment::{Appointment, State};
use crate::notice::Notice;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// SMS.
    Sms,
}

impl Channel {
    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Sms => "sms",
        }
    }

    /// Whether this version sends by the channel. The matrix may name the others already; nothing is promised for them on a page.
    pub fn is_served(self) -> bool {
        self == Channel::Email
    }
}

/// Who reads a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The client of the appointment.
    Client,
    /// Its practitioner.
    Practitioner,
    /// Those who answer for the business: statements of reasons, outcomes of contests.
    Business,
    /// Support of the network: new cases.
    Network,
}

impl Recipient {
    /// Every reader.
    pub const ALL: [Recipient; 4] = [
        Recipient::Client,
        Recipient::Practitioner,
        Recipient::Business,
        Recipient::Network,
    ];

    /// The word stored, shown by the API and used in file names of texts.
    pub fn code(self) -> &'static str {
        match self {
            Recipient::Client => "client",
            Recipient::Practitioner => "practitioner",
            Recipient::Business => "business",
            Recipient::Network => "network",
        }
    }

    /// The reader with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|to| to.code() == code)
    }
}

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A request waits for the business.
    Requested,
    /// The appointment stands.
    Booked,
    /// The appointment has another time.
    Moved,
    /// The appointment was cancelled.
    Cancelled,
    /// The request was declined.
    Declined,
    /// Nobody answered the request in time.
    Expired,
    /// The appointment comes near.
    Reminder,
    /// One side proposes another time; the present one stands until the other side agrees.
    MoveProposed,
    /// The proposed time was declined; everything stays.
    MoveDeclined,
    /// Nobody answered the proposed time in its time; everything stays.
    MoveLapsed,
    /// Another practitioner of the business takes the appointment over.
    HandedOver,
    /// A series was arranged: one message for all its appointments.
    SeriesBooked,
    /// A series was changed: one message.
    SeriesMoved,
    /// A series, or what was left of it, was cancelled: one message.
    SeriesStopped,
    /// Dates of a series could not be had when their turn came: one message.
    SeriesSkipped,
    /// A measure begins: the statement of reasons.
    MeasureBegun,
    /// A measure was lifted before its end.
    MeasureLifted,
    /// A case waits for support.
    CaseOpened,
    /// Support has decided a case.
    CaseDecided,
    /// A client's enquiry is proposed to a practitioner.
    EnquiryProposed,
    /// Another practitioner was first, or the enquiry is over.
    EnquiryClosed,
    /// The client's enquiry was received.
    EnquiryReceived,
    /// Nobody could take the enquiry.
    EnquiryUnanswered,
}

/// What a message is about, which decides what it is compared with before it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// An appointment.
    Appointment,
    /// A measure.
    Measure,
    /// A case.
    Case,
    /// An enquiry, for the client who made it.
    Enquiry,
    /// An enquiry as one practitioner received it.
    Proposal,
}

impl MessageKind {
    /// What messages of this kind are about.
    pub fn topic(self) -> Topic {
        match self {
            MessageKind::MeasureBegun | MessageKind::MeasureLifted => Topic::Measure,
            MessageKind::CaseOpened | MessageKind::CaseDecided => Topic::Case,
            MessageKind::EnquiryReceived | MessageKind::EnquiryUnanswered => Topic::Enquiry,
            MessageKind::EnquiryProposed | MessageKind::EnquiryClosed => Topic::Proposal,
            _ => Topic::Appointment,
        }
    }

    /// The word stored and used in file names of texts.
    pub fn code(self) -> &'static str {
        match self {
            MessageKind::Requested => "requested",
            MessageKind::Booked => "booked",
            MessageKind::Moved => "moved",
            MessageKind::Cancelled => "cancelled",
            MessageKind::Declined => "declined",
            MessageKind::Expired => "expired",
            MessageKind::Reminder => "reminder",
            MessageKind::MoveProposed => "move_proposed",
            MessageKind::MoveDeclined => "move_declined",
            MessageKind::MoveLapsed => "move_lapsed",
            MessageKind::HandedOver => "handed_over",
            MessageKind::SeriesBooked => "series_booked",
            MessageKind::SeriesMoved => "series_moved",
            MessageKind::SeriesStopped => "series_stopped",
            MessageKind::SeriesSkipped => "series_skipped",
            MessageKind::MeasureBegun => "measure_begun",
            MessageKind::MeasureLifted => "measure_lifted",
            MessageKind::CaseOpened => "case_opened",
            MessageKind::CaseDecided => "case_decided",
            MessageKind::EnquiryProposed => "enquiry_proposed",
            MessageKind::EnquiryClosed => "enquiry_closed",
            MessageKind::EnquiryReceived => "enquiry_received",
            MessageKind::EnquiryUnanswered => "enquiry_unanswered",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Every kind.
    pub const ALL: [MessageKind; 23] = [
        MessageKind::Requested,
        MessageKind::Booked,
        MessageKind::Moved,
        MessageKind::Cancelled,
        MessageKind::Declined,
        MessageKind::Expired,
        MessageKind::Reminder,
        MessageKind::MoveProposed,
        MessageKind::MoveDeclined,
        MessageKind::MoveLapsed,
        MessageKind::HandedOver,
        MessageKind::SeriesBooked,
        MessageKind::SeriesMoved,
        MessageKind::SeriesStopped,
        MessageKind::SeriesSkipped,
        MessageKind::MeasureBegun,
        MessageKind::MeasureLifted,
        MessageKind::CaseOpened,
        MessageKind::CaseDecided,
        MessageKind::EnquiryProposed,
        MessageKind::EnquiryClosed,
        MessageKind::EnquiryReceived,
        MessageKind::EnquiryUnanswered,
    ];
}

/// Who made the event happen, as the columns of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The client clicked.
    Client,
    /// Somebody of the business clicked.
    Business,
    /// The time came.
    Clock,
}

/// One cell: who is told by which channels when this author makes this event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// What happened.
    pub event: MessageKind,
    /// Who made it happen.
    pub by: Author,
    /// Channels to the client.
    #[serde(default)]
    pub client: Vec<Channel>,
    /// Channels to the practitioner.
    #[serde(default)]
    pub practitioner: Vec<Channel>,
}

/// Event and author to recipients and channels. An event without a cell tells nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Matrix(pub Vec<Cell>);

impl Default for Matrix {
    /// The matrix of MED2, with a request and its answer added in the same spirit (MED2-18: SMS to the practitioner only when somebody else acted).
    fn default() -> Self {
        use Author::{Business, Client, Clock};
        use Channel::{Email, Sms};
        use MessageKind::{
            Booked, Cancelled, Declined, Expired, MoveDeclined, MoveLapsed, MoveProposed, Moved, Reminder, Requested,
        };
        let cell = |event, by, client: &[Channel], practitioner: &[Channel]| Cell {
            event,
            by,
            client: client.to_vec(),
            practitioner: practitioner.to_vec(),
        };
        Matrix(vec![
            cell(Requested, Client, &[Email], &[Email, Sms]),
            cell(Booked, Client, &[Email], &[Email, Sms]),
            cell(Booked, Business, &[Email, Sms], &[Email]),
            cell(Moved, Client, &[Email, Sms], &[Email, Sms]),
            cell(Moved, Business, &[Email, Sms], &[Email]),
            cell(Cancelled, Client, &[Email, Sms], &[Email, Sms]),
            cell(Cancelled, Business, &[Email, Sms], &[Email]),
            cell(Declined, Business, &[Email], &[]),
            cell(Expired, Clock, &[Email], &[Email]),
            cell(Reminder, Clock, &[Email, Sms], &[]),
            // WEC+11: both sides read of a move that waits, the one who asks too.
            cell(MoveProposed, Client, &[Email], &[Email, Sms]),
            cell(MoveProposed, Business, &[Email, Sms], &[]),
            cell(MoveDeclined, Client, &[], &[Email, Sms]),
            cell(MoveDeclined, Business, &[Email, Sms], &[]),
            cell(MoveLapsed, Clock, &[Email], &[Email]),
            // The client reads who comes instead, the colleague that it is theirs now.
            cell(MessageKind::HandedOver, Business, &[Email, Sms], &[Email]),
            cell(MessageKind::EnquiryReceived, Client, &[Email], &[]),
            cell(MessageKind::EnquiryReceived, Business, &[Email], &[]),
            cell(MessageKind::EnquiryProposed, Client, &[], &[Email, Sms]),
            // To the next ones, when everybody who was asked first has refused.
            cell(MessageKind::EnquiryProposed, Business, &[], &[Email, Sms]),
            cell(MessageKind::EnquiryClosed, Client, &[], &[Email]),
            cell(MessageKind::EnquiryClosed, Business, &[], &[Email]),
            cell(MessageKind::EnquiryClosed, Clock, &[], &[Email]),
            cell(MessageKind::EnquiryUnanswered, Business, &[Email, Sms], &[]),
            cell(MessageKind::EnquiryUnanswered, Clock, &[Email, Sms], &[]),
        ])
    }
}

impl Matrix {
    /// A cell that would tell one reader twice by one channel.
    pub(crate) fn repeated_channel(&self) -> Option<&Cell> {
        let repeats = |channels: &[Channel]| (1..channels.len()).any(|end| channels[..end].contains(&channels[end]));
        self.0
            .iter()
            .find(|cell| repeats(&cell.client) || repeats(&cell.practitioner))
    }

    /// Recipients and served channels for an event, the client first.
    pub fn told(&self, event: MessageKind, by: Author) -> Vec<(Recipient, Channel)> {
        let cell_of = |event| self.0.iter().find(|cell| cell.event == event && cell.by == by);
        // A series is told of like one appointment, unless the matrix says otherwise.
        let cell = cell_of(event).or_else(|| like_one(event).and_then(cell_of));
        let to = |recipient, channels: &[Channel]| {
            channels
                .iter()
                .copied()
                .filter(|c| c.is_served())
                .map(|c| (recipient, c))
                .collect::<Vec<_>>()
        };
        cell.map(|cell| {
            [
                to(Recipient::Client, &cell.client),
                to(Recipient::Practitioner, &cell.practitioner),
            ]
            .concat()
        })
        .unwrap_or_default()
    }
}

/// The message about one appointment that has the same readers.
fn like_one(event: MessageKind) -> Option<MessageKind> {
    match event {
        MessageKind::SeriesBooked => Some(MessageKind::Booked),
        MessageKind::SeriesMoved => Some(MessageKind::Moved),
        MessageKind::SeriesStopped => Some(MessageKind::Cancelled),
        MessageKind::SeriesSkipped => Some(MessageKind::Expired),
        _ => None,
    }
}

/// What to do about the reminder of an appointment booked when the reminder's time has already passed (MED2-20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum BookedInside {
    /// No reminder.
    Skip,
    /// The reminder leaves with the confirmation.
    SendNow,
    /// It leaves when half of the time left has passed.
    #[default]
    HalfTheTimeLeft,
}

/// When clients are reminded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReminderRules {
    /// Time before the start at which the reminder leaves; `None` for no reminder (MED1-02, MED2-05).
    pub before: Option<Notice>,
    /// For an appointment booked nearer than that.
    pub if_booked_inside: BookedInside,
    /// Booked nearer than this, there is never a reminder.
    pub none_below: Notice,
}

impl Default for ReminderRules {
    fn default() -> Self {
        ReminderRules {
            before: Some(Notice::hours(48)),
            if_booked_inside: BookedInside::default(),
            none_below: Notice::hours(4),
        }
    }
}

impl ReminderRules {
    /// When the reminder of an appointment arranged at `now` leaves, if it gets one.
    pub fn due(&self, appointment: &Appointment, now: Timestamp) -> Option<Timestamp> {
        let when = &appointment.when;
        let planned = self.before?.before(when.start, &when.zone);
        if planned > now {
            return Some(planned);
        }
        if now > self.none_below.before(when.start, &when.zone) {
            return None;
        }
        match self.if_booked_inside {
            BookedInside::Skip => None,
            BookedInside::SendNow => Some(now),
            BookedInside::HalfTheTimeLeft => {
                Some(now + SignedDuration::from_secs((when.start.as_second() - now.as_second()) / 2))
            }
        }
    }
}

/// A message that a decision asks for; it becomes one row of the outbox in the transaction of the change (I3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intent {
    /// What it is about.
    pub kind: MessageKind,
    /// Who reads it.
    pub to: Recipient,
    /// How it travels.
    pub channel: Channel,
    /// When it may leave.
    pub due: Timestamp,
}

/// What a waiting message was written for, to be compared with the appointment just before it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenFor {
    /// What it is about.
    pub kind: MessageKind,
    /// Version of the appointment that the change produced.
    pub version: u32,
    /// Start of the appointment after the change.
    pub start: Timestamp,
}

/// Why a waiting message no longer leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stale {
    /// The appointment has another time now; the message about the move replaces this one.
    Moved,
    /// The appointment was cancelled, declined or has expired since.
    Ended,
    /// The request or the proposal that it asks to be answered has been answered, or waits no longer.
    Answered,
    /// The appointment has begun; a reminder would come too late (N9).
    TooLate,
}

/// Whether a due message should still leave, given the appointment as it is now (I3, N1, N2, N9).
///
/// # Errors
/// The reason it is stale.
pub fn still_due(written: WrittenFor, appointment: &Appointment, now: Timestamp) -> Result<(), Stale> {
    use MessageKind::{Booked, Cancelled, Declined, Expired, Moved, Reminder, Requested};
    let stands = matches!(appointment.state, State::Requested { .. } | State::Booked);
    match written.kind {
        Cancelled | Declined | Expired | MessageKind::SeriesStopped | MessageKind::SeriesSkipped => Ok(()),
        Requested | Booked | Moved | Reminder if !stands && !has_taken_place(&appointment.state) => Err(Stale::Ended),
        Requested | Booked | Moved | Reminder if appointment.when.start != written.start => Err(Stale::Moved),
        Requested if !matches!(appointment.state, State::Requested { .. }) => Err(Stale::Answered),
        Reminder if now >= appointment.when.start || !stands => Err(Stale::TooLate),
        Requested | Booked | Moved | Reminder => Ok(()),
        MessageKind::MoveProposed if stands && !waits(appointment, written.version, now) => Err(Stale::Answered),
        // Who has begun has no other time left to hear about.
        MessageKind::MoveLapsed if now >= appointment.when.start => Err(Stale::TooLate),
        _ if !stands => Err(Stale::Ended),
        _ if appointment.when.start != written.start => Err(Stale::Moved),
        _ => Ok(()),
    }
}

/// Whether the very proposal that a message is about still waits: any later change has answered or replaced it.
fn waits(appointment: &Appointment, version: u32, now: Timestamp) -> bool {
    let open = appointment.proposal.as_ref().is_some_and(|proposal| proposal.is_open(now));
    open && appointment.version == version
}

fn has_taken_place(state: &State) -> bool {
    matches!(state, State::Fulfilled { .. } | State::NoShow { .. })
}
