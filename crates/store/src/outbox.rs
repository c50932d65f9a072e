//! The outbox: messages that are due, lent to one worker at a time, and what became of them.

use domain::ids::{AppointmentId, CaseId, EnquiryId, MeasureId, MessageId, NetworkId, ProposalId};
use domain::messages::{Channel, MessageKind, Recipient, Topic, WrittenFor};
use jiff::Timestamp;
use uuid::Uuid;

use crate::columns::{channel, instant, instant_if, number, recipient};
use crate::engine::{fetch_all, fetch_optional, statements};
use crate::{Store, StoreError};

macro_rules! message_columns {
    () => {
        "m.network_id, m.id, m.about_id, m.kind, m.recipient, m.channel, m.due_at, m.version, m.start_at, m.old_start_at, m.state, \
         m.attempts, m.lease, m.note, m.sent_at, m.to_address, m.subject, m.body_text, m.body_html, m.attachment"
    };
}
pub(crate) use message_columns;

statements! {
    MESSAGES_OF {
        concat!(
            "SELECT ",
            message_columns!(),
            " FROM message m WHERE m.network_id = $1 AND m.about_id = $2 ORDER BY m.version, m.due_at, m.id"
        )
    }
    MESSAGE { concat!("SELECT ", message_columns!(), " FROM message m WHERE m.id = $1") }
    OUTBOX { concat!("SELECT ", message_columns!(), " FROM message m WHERE m.id < $1 ORDER BY m.id DESC LIMIT $2") }
    NEXT_DUE { "SELECT MIN(due_at) FROM message WHERE state IN ('waiting', 'sending') AND state = 'waiting'" }
    QUEUE_DEPTH {
        "SELECT (SELECT COUNT(*) FROM message WHERE state IN ('waiting', 'sending')), \
         (SELECT COUNT(*) FROM message WHERE state = 'dead'), \
         (SELECT MIN(due_at) FROM message WHERE state IN ('waiting', 'sending'))"
    }
    ATTEMPTS {
        "SELECT attempt, at, outcome, error FROM message_attempt WHERE message_id = $1 ORDER BY attempt"
    }
}

/// Where a message is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageState {
    /// It waits until it is due.
    Waiting,
    /// A worker has it.
    Sending,
    /// The gateway took it.
    Sent,
    /// It was no longer right to send it.
    Dropped,
    /// It failed for good.
    Dead,
}

impl MessageState {
    /// Every state.
    pub const ALL: [MessageState; 5] = [
        MessageState::Waiting,
        MessageState::Sending,
        MessageState::Sent,
        MessageState::Dropped,
        MessageState::Dead,
    ];

    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            MessageState::Waiting => "waiting",
            MessageState::Sending => "sending",
            MessageState::Sent => "sent",
            MessageState::Dropped => "dropped",
            MessageState::Dead => "dead",
        }
    }

    /// The state with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// One message of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Identity.
    pub id: MessageId,
    /// The network it belongs to.
    pub network: NetworkId,
    /// What it is about, by the topic of its kind.
    pub about: Uuid,
    /// What it is about.
    pub kind: MessageKind,
    /// Who reads it.
    pub to: Recipient,
    /// How it travels.
    pub channel: Channel,
    /// When it may leave.
    pub due: Timestamp,
    /// What it was written for, to be compared with the appointment just before it leaves.
    pub written: WrittenFor,
    /// The start before the move that it tells about.
    pub old_start: Option<Timestamp>,
    /// Where it is in its life.
    pub state: MessageState,
    /// How often a worker has taken it.
    pub attempts: u32,
    /// Why it was dropped, or the last error.
    pub note: String,
    /// When the gateway took it.
    pub sent_at: Option<Timestamp>,
    /// What was sent: the address.
    pub to_address: Option<String>,
    /// What was sent: the subject.
    pub subject: Option<String>,
    /// What was sent: the text.
    pub body_text: Option<String>,
    /// What was sent: the same as HTML.
    pub body_html: Option<String>,
    /// What was sent: the calendar file.
    pub attachment: Option<String>,
}

impl MessageRow {
    /// The appointment it is about, if it is about one.
    pub fn appointment(&self) -> Option<AppointmentId> {
        (self.kind.topic() == Topic::Appointment).then_some(AppointmentId(self.about))
    }

    /// The printed id of what it is about.
    pub fn about_id(&self) -> String {
        match self.kind.topic() {
            Topic::Appointment => AppointmentId(self.about).to_string(),
            Topic::Measure => MeasureId(self.about).to_string(),
            Topic::Case => CaseId(self.about).to_string(),
            Topic::Enquiry => EnquiryId(self.about).to_string(),
            Topic::Proposal => ProposalId(self.about).to_string(),
        }
    }

    /// The key under which a gateway sees this message once, however often it is handed over (I3).
    pub fn stable_key(&self) -> String {
        let (to, channel) = (
            crate::columns::recipient_word(self.to),
            crate::columns::channel_word(self.channel),
        );
        format!(
            "{}:{}:{}:{to}:{channel}",
            self.about_id(),
            self.written.version,
            self.kind.code()
        )
    }
}

/// How much waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueDepth {
    /// Messages that wait or are with a worker.
    pub waiting: u64,
    /// Messages that failed for good.
    pub dead: u64,
    /// When the oldest one that waits is or was due.
    pub oldest_due: Option<Timestamp>,
}

/// One attempt to send a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Which one, from 1.
    pub number: u32,
    /// When a worker took the message.
    pub at: Timestamp,
    /// `begun`, `sent`, `dropped`, `retry` or `dead`. One that stays `begun` was cut short: whether the gateway took it is unknown.
    pub outcome: String,
    /// What went wrong, empty for nothing.
    pub error: String,
}

#[derive(sqlx::FromRow)]
pub(crate) struct OutboxRow {
    network_id: Uuid,
    id: Uuid,
    about_id: Uuid,
    kind: String,
    recipient: String,
    channel: String,
    due_at: i64,
    version: i64,
    start_at: i64,
    old_start_at: Option<i64>,
    state: String,
    attempts: i64,
    pub(crate) lease: i64,
    note: String,
    sent_at: Option<i64>,
    to_address: Option<String>,
    subject: Option<String>,
    body_text: Option<String>,
    body_html: Option<String>,
    attachment: Option<String>,
}

impl OutboxRow {
    pub(crate) fn message(self) -> Result<MessageRow, StoreError> {
        let kind = MessageKind::from_code(&self.kind).ok_or_else(|| StoreError::unreadable("message.kind", &self.kind))?;
        let state = MessageState::from_code(&self.state).ok_or_else(|| StoreError::unreadable("message.state", &self.state))?;
        Ok(MessageRow {
            id: MessageId(self.id),
            network: NetworkId(self.network_id),
            about: self.about_id,
            kind,
            to: recipient(&self.recipient)?,
            channel: channel(&self.channel)?,
            due: instant(self.due_at)?,
            written: WrittenFor {
                kind,
                version: number("message.version", self.version)?,
                start: instant(self.start_at)?,
            },
            old_start: instant_if(self.old_start_at)?,
            state,
            attempts: number("message.attempts", self.attempts)?,
            note: self.note,
            sent_at: instant_if(self.sent_at)?,
            to_address: self.to_address,
            subject: self.subject,
            body_text: self.body_text,
            body_html: self.body_html,
            attachment: self.attachment,
        })
    }
}

impl Store {
    /// The messages about an appointment, in the order in which they came about; empty for one this network does not have.
    ///
    /// # Errors
    /// The database failed.
    pub async fn messages_of(&self, network: NetworkId, appointment: AppointmentId) -> Result<Vec<MessageRow>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), OutboxRow, MESSAGES_OF, network.0, appointment.0)?;
        rows.into_iter().map(OutboxRow::message).collect()
    }

    /// The newest messages of all networks, or those older than `before`. Ids grow with time, so they are the order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn outbox(&self, limit: u32, before: Option<MessageId>) -> Result<Vec<MessageRow>, StoreError> {
        let mut lent = self.reading().await?;
        let before = before.map_or(Uuid::max(), |id| id.0);
        let rows = fetch_all!(&mut lent.conn(), OutboxRow, OUTBOX, before, i64::from(limit))?;
        rows.into_iter().map(OutboxRow::message).collect()
    }

    /// A message, of whatever network: for the operator.
    ///
    /// # Errors
    /// The database failed.
    pub async fn message(&self, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), OutboxRow, MESSAGE, id.0)?
            .map(OutboxRow::message)
            .transpose()
    }

    /// Every attempt to send a message.
    ///
    /// # Errors
    /// The database failed.
    pub async fn attempts(&self, id: MessageId) -> Result<Vec<Attempt>, StoreError> {
        let mut lent = self.reading().await?;
        let rows = fetch_all!(&mut lent.conn(), (i64, i64, String, String), ATTEMPTS, id.0)?;
        rows.into_iter()
            .map(|(nth, at, outcome, error)| {
                Ok(Attempt {
                    number: number("message_attempt.attempt", nth)?,
                    at: instant(at)?,
                    outcome,
                    error,
                })
            })
            .collect()
    }

    /// When the next waiting message is due. A message whose worker died is not seen here: look at least once a lease.
    ///
    /// # Errors
    /// The database failed.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut lent = self.reading().await?;
        instant_if(fetch_optional!(&mut lent.conn(), (Option<i64>,), NEXT_DUE)?.and_then(|row| row.0))
    }

    /// How much waits, for the operator's gauges.
    ///
    /// # Errors
    /// The database failed.
    pub async fn queue_depth(&self) -> Result<QueueDepth, StoreError> {
        let mut lent = self.reading().await?;
        let row = fetch_optional!(&mut lent.conn(), (i64, i64, Option<i64>), QUEUE_DEPTH)?;
        let Some((waiting, dead, oldest)) = row else {
            return Ok(QueueDepth::default());
        };
        let count = |value| number("message", value);
        Ok(QueueDepth {
            waiting: count(waiting)?,
            dead: count(dead)?,
            oldest_due: instant_if(oldest)?,
        })
    }
}
