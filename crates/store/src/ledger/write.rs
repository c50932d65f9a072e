//! Writing what changes in the ledger, and who is told of it.

use domain::ids::{BusinessId, MessageId, NetworkId};
use domain::messages::{Channel, MessageKind, Recipient};
use domain::reliability::{LedgerChange, Measure, MeasureKind, Strike};
use jiff::Timestamp;
use uuid::Uuid;

use super::rows::{Statement, author_word};
use super::subject_id;
use crate::columns::{channel_word, micros, recipient_word, to_json};
use crate::engine::{execute, statements};
use crate::{StoreError, Tx};

statements! {
    ADD_STRIKE {
        "INSERT INTO strike (network_id, id, subject_kind, subject_id, practitioner_id, appointment_id, kind, weight, at, start_at, \
         expires_at, struck_out_why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '') \
         ON CONFLICT (network_id, appointment_id, subject_kind, kind) DO NOTHING"
    }
    ADD_MEASURE {
        "INSERT INTO measure (network_id, id, subject_kind, subject_id, practitioner_id, kind, date, author, begun_at, end_at, statement, \
         lifted_why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')"
    }
    LIFT_MEASURE {
        "UPDATE measure SET lifted_at = $3, lifted_by = $4, lifted_why = $5 WHERE network_id = $1 AND id = $2 AND lifted_at IS NULL"
    }
    STRIKE_OUT {
        "UPDATE strike SET struck_out_at = $3, struck_out_by = $4, struck_out_why = $5 \
         WHERE network_id = $1 AND id = $2 AND struck_out_at IS NULL"
    }
    CONTEST_STRIKE { "UPDATE strike SET contested_at = $3 WHERE network_id = $1 AND id = $2" }
    /// What is free changes for everybody in the business. Whoever locks several practitioners has locked the business before, so nobody waits crosswise.
    TOUCH_PRACTITIONERS { "UPDATE practitioner SET agenda_rev = agenda_rev + 1 WHERE network_id = $1 AND business_id = $2" }
    ADD_NOTICE {
        "INSERT INTO message (network_id, about_id, version, start_at, created_at, id, kind, recipient, channel, due_at, state, attempts, \
         lease, note) VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $4, 'waiting', 0, 0, '') \
         ON CONFLICT (network_id, about_id, version, kind, recipient, channel) DO NOTHING"
    }
}

/// A letter that is not about an appointment: who is told what about which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Identity of the message.
    pub id: MessageId,
    /// What it says.
    pub kind: MessageKind,
    /// What it is about, by the topic of its kind.
    pub about: Uuid,
    /// Tells several letters of one kind about one thing apart; 1 for the only one.
    pub version: u32,
    /// Who reads it.
    pub to: Recipient,
    /// How it travels.
    pub channel: Channel,
}

impl Tx {
    /// Writes changes of the ledger. Where a measure of a whole business begins or ends, everything kept of its free time is stale afterwards.
    ///
    /// # Errors
    /// The database failed.
    pub async fn write_ledger(&mut self, network: NetworkId, changes: &[LedgerChange]) -> Result<(), StoreError> {
        for change in changes {
            match change {
                LedgerChange::Record(strike) => self.add_strike(network, strike).await?,
                LedgerChange::Begin(measure) => self.begin_measure(network, measure).await?,
                LedgerChange::Lift { measure, lifted } => {
                    let (at, by, why) = (micros(lifted.at), &lifted.by, &lifted.why);
                    execute!(&mut self.conn(), LIFT_MEASURE, network.0, measure.0, at, by, why)?;
                }
                LedgerChange::StrikeOut { strike, struck_out } => {
                    let (at, by, why) = (micros(struck_out.at), &struck_out.by, &struck_out.why);
                    execute!(&mut self.conn(), STRIKE_OUT, network.0, strike.0, at, by, why)?;
                }
                LedgerChange::Contest { strike, since } => {
                    execute!(&mut self.conn(), CONTEST_STRIKE, network.0, strike.0, since.map(micros))?;
                }
            }
        }
        Ok(())
    }

    async fn add_strike(&mut self, network: NetworkId, strike: &Strike) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_STRIKE,
            network.0,
            strike.id.0,
            strike.subject.code(),
            subject_id(strike.subject),
            strike.practitioner.0,
            strike.appointment.0,
            strike.kind.code(),
            i64::from(strike.weight),
            micros(strike.at),
            micros(strike.start),
            micros(strike.expires_at),
        )?;
        Ok(())
    }

    async fn begin_measure(&mut self, network: NetworkId, measure: &Measure) -> Result<(), StoreError> {
        let date = match measure.kind {
            MeasureKind::ClosedDay { date } => Some(date.to_string()),
            _ => None,
        };
        let statement = Statement {
            measure: measure.kind,
            ground: measure.ground.clone(),
        };
        execute!(
            &mut self.conn(),
            ADD_MEASURE,
            network.0,
            measure.id.0,
            measure.subject.code(),
            subject_id(measure.subject),
            measure.practitioner.map(|practitioner| practitioner.0),
            measure.kind.code(),
            date,
            author_word(&measure.author),
            micros(measure.begun_at),
            micros(measure.end_at),
            to_json(&statement)?,
        )?;
        Ok(())
    }

    /// Makes what is kept of the free time of a business stale, because a measure of it began or ended. Lock the business first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn touch_practitioners(&mut self, network: NetworkId, business: BusinessId) -> Result<(), StoreError> {
        execute!(&mut self.conn(), TOUCH_PRACTITIONERS, network.0, business.0)?;
        Ok(())
    }

    /// Puts letters into the outbox, due at once. One that is there already stays as it is.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_notices(&mut self, network: NetworkId, notices: &[Notice], now: Timestamp) -> Result<(), StoreError> {
        for notice in notices {
            execute!(
                &mut self.conn(),
                ADD_NOTICE,
                network.0,
                notice.about,
                i64::from(notice.version),
                micros(now),
                notice.id.0,
                notice.kind.code(),
                recipient_word(notice.to),
                channel_word(notice.channel),
            )?;
        }
        self.wrote_messages |= !notices.is_empty();
        Ok(())
    }
}
