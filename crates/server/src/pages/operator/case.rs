//! One case, and its decision with written reasons by a person who did not decide what is contested (L12).

use actions::{Audited, CaseWish};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::CaseId;
use domain::reliability::{Author, Case, CaseKind, CaseState, LedgerChange};

use super::deciding::Wish;
use super::office::{Office, Posted};
use super::told::{actor, business_link, case_title, decided, effects, measure_card, refused, strike_row};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::view::operator::{CasePage, DecisionForm, OperatorPlace};
use crate::view::parts::{Banner, Choice, Effect, Fact, Icon, Meaning};

/// `/operator/cases/{id}`. Reading it is written down.
pub(super) async fn show(Path(id): Path<String>, office: Office) -> PageResult {
    let case = case(&office, &id).await?;
    office.audit(Audited::CaseRead(case.id)).await?;
    shown(&office, &case, &Wish::none(), Look::default(), StatusCode::OK).await
}

/// Looks at what a decision would do, or takes it.
pub(super) async fn decide(Path(id): Path<String>, Posted { office, form }: Posted) -> PageResult {
    let case = case(&office, &id).await?;
    let wish = Wish::new(&form);
    let mut look = Look::default();
    let Some((uphold, limited)) = verdict(&case, &wish) else {
        look.verdict_error = Some(office.t.say("operator-verdict-missing"));
        return shown(&office, &case, &wish, look, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if limited && wish.limit.is_none() {
        look.limit_error = Some(office.t.say("operator-limit-missing"));
    }
    look.reasons_error = wish.reasons_fault(&office);
    if look.is_faulty() {
        return shown(&office, &case, &wish, look, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let decision = CaseWish {
        network: office.network(),
        case: case.id,
        uphold,
        reasons: wish.reasons.clone(),
        limit_for: wish.limit.filter(|_| limited),
    };
    let by = actor(&office);
    if wish.is_meant {
        match office.app().decide_case(&decision, &by).await {
            Ok(_) => {
                let done = if uphold { "upheld" } else { "rejected" };
                return Ok(see_other(&format!("/operator/cases/{}?done={done}", case.id)));
            }
            Err(failure) => look.problem = Some(refused(&office, failure)?),
        }
    } else {
        match office.app().preview_case(&decision, &by).await {
            Ok((_, changes)) => look.changes = Some(changes),
            Err(failure) => look.problem = Some(refused(&office, failure)?),
        }
    }
    let status = if look.problem.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    shown(&office, &case, &wish, look, status).await
}

async fn case(office: &Office, id: &str) -> Result<Case, PageError> {
    let id: CaseId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    let case = office.app().store.case(office.network(), id).await?;
    case.ok_or(PageError::NOT_FOUND)
}

/// Whether a choice is for whoever opened the case, and whether it limits the account.
fn verdict(case: &Case, wish: &Wish) -> Option<(bool, bool)> {
    match (case.kind, wish.verdict.as_str()) {
        (CaseKind::AskedToCancel, "limit") => Some((true, true)),
        (CaseKind::AskedToCancel, "note") => Some((true, false)),
        (CaseKind::AskedToCancel, "close") => Some((false, false)),
        (CaseKind::ContestedMeasure | CaseKind::ContestedStrike, "uphold") => Some((true, false)),
        (CaseKind::ContestedMeasure | CaseKind::ContestedStrike, "reject") => Some((false, false)),
        _ => None,
    }
}

fn verdicts(office: &Office, case: &Case, wish: &Wish) -> Vec<Choice> {
    let offered: &[&str] = match case.kind {
        CaseKind::AskedToCancel => &["limit", "note", "close"],
        CaseKind::ContestedMeasure | CaseKind::ContestedStrike => &["uphold", "reject"],
    };
    let choice = |word: &&str| Choice {
        chosen: wish.verdict == **word,
        ..Choice::new(*word, office.t.say(&format!("operator-verdict-{word}")))
    };
    offered.iter().map(choice).collect()
}

/// What there is to say about what was typed.
#[derive(Default)]
struct Look {
    verdict_error: Option<String>,
    limit_error: Option<String>,
    reasons_error: Option<String>,
    /// What would follow.
    changes: Option<Vec<LedgerChange>>,
    problem: Option<Banner>,
}

impl Look {
    fn is_faulty(&self) -> bool {
        self.verdict_error.is_some() || self.limit_error.is_some() || self.reasons_error.is_some()
    }
}

async fn shown(office: &Office, case: &Case, wish: &Wish, look: Look, status: StatusCode) -> PageResult {
    let t = office.t;
    let standing = office.app().standing(office.network(), case.business).await?;
    let measure = match case.measure {
        Some(id) => office.app().store.measure(office.network(), id).await?,
        None => None,
    };
    let strike = standing.strikes.iter().find(|strike| Some(strike.id) == case.strike);
    let own = case.author == Author::Person(office.by());
    let is_open = case.state == CaseState::Open;
    let template = CasePage {
        t,
        frame: office.frame(case_title(office, case)),
        beside: office.beside(OperatorPlace::Cases).await?,
        title: case_title(office, case),
        business: business_link(office, case.business),
        facts: facts(office, case).await?,
        text: (!case.text.is_empty()).then(|| case.text.clone()),
        measure: measure.map(|measure| measure_card(office, &measure, &[])),
        strike: strike.map(|strike| strike_row(office, strike, &standing)),
        decided: decided(office, case),
        barred: barred(office, is_open, own, &look),
        form: (is_open && (!own || look.problem.is_some())).then(|| decision_form(office, case, wish, look)),
    };
    page(status, &template)
}

/// Why there is no form: it was decided meanwhile, or this person decided what is contested.
fn barred(office: &Office, is_open: bool, own: bool, look: &Look) -> Option<Banner> {
    if !is_open {
        return look.problem.clone();
    }
    (own && look.problem.is_none()).then(|| Banner {
        meaning: Meaning::Late,
        title: office.t.say("operator-case-own"),
        text: Some(office.t.say("operator-case-own-text")),
        links: Vec::new(),
    })
}

fn decision_form(office: &Office, case: &Case, wish: &Wish, look: Look) -> DecisionForm {
    let t = office.t;
    let back = "/operator/cases".to_owned();
    let mut form = wish.form(office, format!("/operator/cases/{}", case.id), back, look.changes.is_some());
    form.verdicts = verdicts(office, case, wish);
    form.verdict_error = look.verdict_error;
    if case.kind == CaseKind::AskedToCancel {
        form.limits = wish.limits(office);
        form.limit_error = look.limit_error;
    }
    form.reasons.error = look.reasons_error;
    form.problem = look.problem;
    form.act = t.say("operator-decide");
    if let Some(changes) = look.changes {
        form.effects = effects(office, &changes);
        if form.effects.is_empty() {
            form.effects.push(line(Icon::Check, t.say("operator-effect-nothing")));
        }
        form.effects.push(line(Icon::Mail, t.say("operator-effect-letter")));
        form.effects.push(line(Icon::Info, t.say("operator-effect-final")));
    }
    form
}

fn line(icon: Icon, text: String) -> Effect {
    Effect { icon, text }
}

/// When it was opened, by whom, about which appointment, and until when it should be decided.
async fn facts(office: &Office, case: &Case) -> Result<Vec<Fact>, PageError> {
    let t = office.t;
    let mut facts = vec![
        Fact::new(
            t.say("operator-case-opened-by"),
            t.with(
                "operator-case-opened-line",
                &[
                    ("who", &office.who(&case.opened_by.id)),
                    ("at", &office.moment(case.opened_at)),
                ],
            ),
        ),
        Fact::new(t.say("operator-case-answer-by"), office.moment(case.answer_by)),
    ];
    let practitioner = case.practitioner.and_then(|id| office.snapshot.practitioner(id));
    if let Some(practitioner) = practitioner {
        facts.push(Fact::new(t.say("operator-case-practitioner"), practitioner.name.clone()));
    }
    if let Some(id) = case.appointment
        && let Some(stored) = office.app().store.appointment(office.network(), id).await?
    {
        let when = &stored.appointment.when;
        let told = texts::dates::moment(t, when.start, &when.zone);
        facts.push(Fact::new(t.say("operator-case-appointment"), told));
    }
    Ok(facts)
}
