//! Cases that a person of the network decides.

use domain::appointment::{Actor, Role};
use domain::ids::{AppointmentId, BusinessId, CaseId, MeasureId, NetworkId, PractitionerId, StrikeId};
use domain::reliability::{Case, CaseKind, CaseState};
use uuid::Uuid;

use super::rows::{author, author_word, struck_out};
use crate::columns::{instant, micros};
use crate::engine::{Conn, execute, fetch_all, fetch_optional, statements};
use crate::{Store, StoreError, Tx};

macro_rules! case_text {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.kind, c.business_id, c.practitioner_id, c.appointment_id, c.measure_id, c.strike_id, c.opened_role, c.opened_by, \
             c.opened_at, c.text, c.author, c.answer_by, c.state, c.decided_by, c.decided_at, c.decision FROM support_case c WHERE ",
            $rest
        )
    };
}

statements! {
    CASE { case_text!("c.network_id = $1 AND c.id = $2") }
    CASES {
        case_text!(
            "c.network_id = $1 AND c.state = COALESCE($2, c.state) AND c.business_id = COALESCE($3, c.business_id) \
             AND c.measure_id IS NOT DISTINCT FROM COALESCE($4, c.measure_id) AND c.appointment_id IS NOT DISTINCT FROM COALESCE($5, c.appointment_id) \
             ORDER BY c.opened_at DESC, c.id LIMIT 200"
        )
    }
    ADD_CASE {
        "INSERT INTO support_case (network_id, id, kind, business_id, practitioner_id, appointment_id, measure_id, strike_id, opened_role, \
         opened_by, opened_at, text, author, answer_by, state, decision) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open', '')"
    }
    DECIDE_CASE {
        "UPDATE support_case SET state = $3, decided_by = $4, decided_at = $5, decision = $6 \
         WHERE network_id = $1 AND id = $2 AND state = 'open'"
    }
}

/// Which cases a list holds; the default is all of the network.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseFilter {
    /// Only those that wait for a decision.
    pub open: bool,
    /// Only those about a business.
    pub business: Option<BusinessId>,
    /// Only those about a measure.
    pub measure: Option<MeasureId>,
    /// Only those that came from an appointment.
    pub appointment: Option<AppointmentId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    business_id: Uuid,
    practitioner_id: Option<Uuid>,
    appointment_id: Option<Uuid>,
    measure_id: Option<Uuid>,
    strike_id: Option<Uuid>,
    opened_role: String,
    opened_by: String,
    opened_at: i64,
    text: String,
    author: String,
    answer_by: i64,
    state: String,
    decided_by: Option<String>,
    decided_at: Option<i64>,
    decision: String,
}

impl Row {
    fn case(self) -> Result<Case, StoreError> {
        let unknown = |column: &'static str, word: &str| StoreError::unreadable(column, word);
        let decided = struck_out(self.decided_at, self.decided_by, self.decision)?;
        let state = match (self.state.as_str(), decided) {
            ("open", _) => CaseState::Open,
            ("upheld", Some(said)) => CaseState::Upheld(said),
            ("rejected", Some(said)) => CaseState::Rejected(said),
            (word, _) => return Err(unknown("support_case.state", word)),
        };
        Ok(Case {
            id: CaseId(self.id),
            kind: CaseKind::from_code(&self.kind).ok_or_else(|| unknown("support_case.kind", &self.kind))?,
            business: BusinessId(self.business_id),
            practitioner: self.practitioner_id.map(PractitionerId),
            appointment: self.appointment_id.map(AppointmentId),
            measure: self.measure_id.map(MeasureId),
            strike: self.strike_id.map(StrikeId),
            opened_by: Actor {
                role: Role::from_code(&self.opened_role).ok_or_else(|| unknown("support_case.opened_role", &self.opened_role))?,
                id: self.opened_by,
            },
            opened_at: instant(self.opened_at)?,
            text: self.text,
            author: author(self.author),
            answer_by: instant(self.answer_by)?,
            state,
        })
    }
}

impl Store {
    /// A case of this network.
    ///
    /// # Errors
    /// The database failed.
    pub async fn case(&self, network: NetworkId, id: CaseId) -> Result<Option<Case>, StoreError> {
        let mut lent = self.reading().await?;
        fetch_optional!(&mut lent.conn(), Row, CASE, network.0, id.0)?
            .map(Row::case)
            .transpose()
    }

    /// Cases of the network, the newest 200.
    ///
    /// # Errors
    /// The database failed.
    pub async fn cases(&self, network: NetworkId, filter: CaseFilter) -> Result<Vec<Case>, StoreError> {
        cases(&mut self.reading().await?.conn(), network, filter).await
    }
}

async fn cases(conn: &mut Conn<'_>, network: NetworkId, filter: CaseFilter) -> Result<Vec<Case>, StoreError> {
    let (business, measure) = (filter.business.map(|id| id.0), filter.measure.map(|id| id.0));
    let (state, appointment) = (filter.open.then_some("open"), filter.appointment.map(|id| id.0));
    let rows = fetch_all!(conn, Row, CASES, network.0, state, business, measure, appointment)?;
    rows.into_iter().map(Row::case).collect()
}

impl Tx {
    /// As [`Store::case`], inside the change. Lock the business first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn case(&mut self, network: NetworkId, id: CaseId) -> Result<Option<Case>, StoreError> {
        fetch_optional!(&mut self.conn(), Row, CASE, network.0, id.0)?
            .map(Row::case)
            .transpose()
    }

    /// As [`Store::cases`], inside the change. Lock the business first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn cases(&mut self, network: NetworkId, filter: CaseFilter) -> Result<Vec<Case>, StoreError> {
        cases(&mut self.conn(), network, filter).await
    }

    /// Opens a case.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_case(&mut self, network: NetworkId, case: &Case) -> Result<(), StoreError> {
        execute!(
            &mut self.conn(),
            ADD_CASE,
            network.0,
            case.id.0,
            case.kind.code(),
            case.business.0,
            case.practitioner.map(|id| id.0),
            case.appointment.map(|id| id.0),
            case.measure.map(|id| id.0),
            case.strike.map(|id| id.0),
            case.opened_by.role.code(),
            &case.opened_by.id,
            micros(case.opened_at),
            &case.text,
            author_word(&case.author),
            micros(case.answer_by),
        )?;
        Ok(())
    }

    /// Writes what was decided; `false` when somebody has decided it before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_decision(&mut self, network: NetworkId, case: &Case) -> Result<bool, StoreError> {
        let (CaseState::Upheld(said) | CaseState::Rejected(said)) = &case.state else {
            return Ok(false);
        };
        let decided = execute!(
            &mut self.conn(),
            DECIDE_CASE,
            network.0,
            case.id.0,
            case.state.code(),
            &said.by,
            micros(said.at),
            &said.why,
        )?;
        Ok(decided > 0)
    }
}
