//! A case: what a person of the network decides, with written reasons (L11, L12).

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::{Author, Ground, LedgerChange, Measure, MeasureKind, Standing, Strike, StrikeKind, StruckOut};
use crate::appointment::Actor;
use crate::ids::{AppointmentId, BusinessId, CaseId, MeasureId, PractitionerId, StrikeId};
use crate::notice::Notice;
use crate::policy::ReliabilityPolicy;

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// A client says that the professional asked for the cancellation (WEC-09).
    AskedToCancel,
    /// The business contests a measure.
    ContestedMeasure,
    /// The business contests an incident.
    ContestedStrike,
}

impl CaseKind {
    /// Every kind.
    pub const ALL: [CaseKind; 3] = [CaseKind::AskedToCancel, CaseKind::ContestedMeasure, CaseKind::ContestedStrike];

    /// The word stored and shown by the API.
    pub fn code(self) -> &'static str {
        match self {
            CaseKind::AskedToCancel => "asked_to_cancel",
            CaseKind::ContestedMeasure => "contested_measure",
            CaseKind::ContestedStrike => "contested_strike",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseState {
    /// It waits for a person.
    Open,
    /// Who opened it was right.
    Upheld(StruckOut),
    /// Who opened it was not.
    Rejected(StruckOut),
}

impl CaseState {
    /// The word stored and shown by the API.
    pub fn code(&self) -> &'static str {
        match self {
            CaseState::Open => "open",
            CaseState::Upheld(_) => "upheld",
            CaseState::Rejected(_) => "rejected",
        }
    }
}

/// What a person of the network decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Identity.
    pub id: CaseId,
    /// What it is about.
    pub kind: CaseKind,
    /// The business it concerns.
    pub business: BusinessId,
    /// The practitioner it concerns.
    pub practitioner: Option<PractitionerId>,
    /// The appointment it came from.
    pub appointment: Option<AppointmentId>,
    /// The measure that is contested.
    pub measure: Option<MeasureId>,
    /// The incident that is contested.
    pub strike: Option<StrikeId>,
    /// Who opened it.
    pub opened_by: Actor,
    /// When.
    pub opened_at: Timestamp,
    /// What they wrote.
    pub text: String,
    /// Who decided what is contested: that person may not judge the contest (L12).
    pub author: Author,
    /// Until when it should be decided.
    pub answer_by: Timestamp,
    /// Where it is.
    pub state: CaseState,
}

/// What somebody decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDecision {
    /// Whether who opened it was right.
    pub uphold: bool,
    /// Why, in words that both sides may read.
    pub reasons: String,
    /// For a client's report that is upheld: how long the account is limited; `None` limits nothing.
    pub limit_for: Option<Notice>,
    /// Printed id of who decides.
    pub by: String,
}

/// Fewest characters of the reasons of a decision.
pub const SHORTEST_REASONS: usize = 20;

/// Why a case cannot be decided so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CaseRefusal {
    /// It was decided before.
    AlreadyDecided {
        /// How.
        state: &'static str,
    },
    /// It is contested already, and that waits for a decision.
    AlreadyContested,
    /// Whoever decided what is contested does not judge the contest.
    SamePerson,
    /// A decision needs written reasons.
    ReasonsTooShort {
        /// Smallest number of characters.
        min_chars: usize,
        /// Characters given.
        chars: usize,
    },
}

/// The case as it will be, and everything that changes in the ledger: one act restores all (L12).
///
/// # Errors
/// [`CaseRefusal`].
pub fn decide_case(
    case: &Case,
    decision: &CaseDecision,
    standing: &Standing,
    policy: &ReliabilityPolicy,
    now: Timestamp,
    ids: &mut dyn Iterator<Item = Uuid>,
) -> Result<(Case, Vec<LedgerChange>), CaseRefusal> {
    if case.state != CaseState::Open {
        return Err(CaseRefusal::AlreadyDecided {
            state: case.state.code(),
        });
    }
    if case.author == Author::Person(decision.by.clone()) {
        return Err(CaseRefusal::SamePerson);
    }
    let chars = decision.reasons.trim().chars().count();
    if chars < SHORTEST_REASONS {
        return Err(CaseRefusal::ReasonsTooShort {
            min_chars: SHORTEST_REASONS,
            chars,
        });
    }
    let said = StruckOut {
        at: now,
        by: decision.by.clone(),
        why: decision.reasons.trim().to_owned(),
    };
    let changes = match (case.kind, decision.uphold) {
        (CaseKind::AskedToCancel, true) => limitation(case, decision, standing, policy, &said, ids),
        (CaseKind::AskedToCancel, false) => Vec::new(),
        (_, true) => restored(case, standing, &said),
        (_, false) => counted_again(case, standing),
    };
    let changes = standing.clone().settled(changes, &policy.business, now, ids);
    let state = if decision.uphold {
        CaseState::Upheld(said)
    } else {
        CaseState::Rejected(said)
    };
    Ok((Case { state, ..case.clone() }, changes))
}

/// The incidents that a case puts in question.
pub fn contested(case: &Case, standing: &Standing) -> Vec<StrikeId> {
    let measure = standing.measures.iter().find(|measure| Some(measure.id) == case.measure);
    let cited = measure.into_iter().flat_map(Measure::cited);
    cited.chain(case.strike).collect()
}

/// Opening a contest: what is put in question does not count until it is settled (L3); a measure in force goes on.
pub fn opened(case: &Case, standing: &Standing) -> Vec<LedgerChange> {
    let since = Some(case.opened_at);
    let contest = |strike| LedgerChange::Contest { strike, since };
    match case.kind {
        CaseKind::AskedToCancel => Vec::new(),
        _ => contested(case, standing).into_iter().map(contest).collect(),
    }
}

fn restored(case: &Case, standing: &Standing, said: &StruckOut) -> Vec<LedgerChange> {
    let out = |strike| LedgerChange::StrikeOut {
        strike,
        struck_out: said.clone(),
    };
    let lift = case.measure.map(|measure| LedgerChange::Lift {
        measure,
        lifted: said.clone(),
    });
    contested(case, standing).into_iter().map(out).chain(lift).collect()
}

fn counted_again(case: &Case, standing: &Standing) -> Vec<LedgerChange> {
    let settle = |strike| LedgerChange::Contest { strike, since: None };
    contested(case, standing).into_iter().map(settle).collect()
}

fn limitation(
    case: &Case,
    decision: &CaseDecision,
    standing: &Standing,
    policy: &ReliabilityPolicy,
    said: &StruckOut,
    ids: &mut dyn Iterator<Item = Uuid>,
) -> Vec<LedgerChange> {
    let of = case.practitioner.zip(case.appointment);
    let strike = of.zip(ids.next()).map(|((practitioner, appointment), id)| Strike {
        id: StrikeId(id),
        subject: standing.subject,
        practitioner,
        appointment,
        kind: StrikeKind::AskedClientToCancel,
        weight: 100,
        at: said.at,
        start: case.opened_at,
        expires_at: policy.expires_after.after(said.at),
        contested_at: None,
        struck_out: None,
    });
    let found = strike.as_ref().map(|strike| strike.id);
    let measure = decision.limit_for.zip(ids.next()).map(|(length, id)| Measure {
        id: MeasureId(id),
        subject: standing.subject,
        practitioner: case.practitioner,
        kind: MeasureKind::Limitation,
        ground: Ground::Found {
            strike: found,
            reasons: said.why.clone(),
        },
        author: Author::Person(said.by.clone()),
        begun_at: said.at,
        end_at: length.after(said.at),
        lifted: None,
    });
    let recorded = strike.map(LedgerChange::Record);
    recorded.into_iter().chain(measure.map(LedgerChange::Begin)).collect()
}
