//! Measures that a person decides: limiting a business, and lifting what is in force. Both with written reasons.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::{BusinessId, MeasureId};
use domain::reliability::Measure;
use texts::statement;

use super::businesses::business;
use super::deciding::Wish;
use super::office::{Office, Posted};
use super::told::{actor, business_link, measure_card, measured};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::view::operator::{MeasureActPage, OperatorPlace};
use crate::view::parts::{Effect, Icon};

/// `/operator/businesses/{id}/limit`: asks for how long and why.
pub(super) async fn ask_limit(Path(id): Path<String>, office: Office) -> PageResult {
    let id = business(&office, &id)?.id;
    limiting(&office, id, &Wish::none(), false, StatusCode::OK).await
}

/// Looks at what a limitation would do, or begins it.
pub(super) async fn limit(Path(id): Path<String>, Posted { office, form }: Posted) -> PageResult {
    let id = business(&office, &id)?.id;
    let wish = Wish::new(&form);
    let Some(lasts) = wish.limit.filter(|_| wish.reasons_suffice()) else {
        return limiting(&office, id, &wish, true, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if !wish.is_meant {
        return limiting(&office, id, &wish, true, StatusCode::OK).await;
    }
    let by = actor(&office);
    office.app().impose(office.network(), id, lasts, &wish.reasons, &by).await?;
    Ok(see_other(&format!("/operator/businesses/{id}?done=begun")))
}

async fn limiting(office: &Office, id: BusinessId, wish: &Wish, sent: bool, status: StatusCode) -> PageResult {
    let t = office.t;
    let looked = status == StatusCode::OK && sent;
    let (action, back) = (
        format!("/operator/businesses/{id}/limit"),
        format!("/operator/businesses/{id}"),
    );
    let mut form = wish.form(office, action, back, looked);
    form.limits = wish.limits(office);
    form.act = t.say("operator-limit-act");
    if sent {
        form.reasons.error = wish.reasons_fault(office);
        form.limit_error = wish.limit.is_none().then(|| t.say("operator-limit-missing"));
    }
    if let Some(length) = wish.limit.filter(|_| looked) {
        let end = length.after(office.now);
        form.effects = vec![
            line(Icon::Stop, statement::lasts(t, office.now, end, office.zone())),
            line(Icon::Calendar, t.say("measure-effect-limitation")),
            line(Icon::Mail, t.say("operator-effect-statement")),
            line(Icon::Undo, t.say("operator-effect-appeal")),
        ];
    }
    let template = MeasureActPage {
        t,
        frame: office.frame(t.say("operator-limit-title")),
        beside: office.beside(OperatorPlace::Businesses).await?,
        title: t.say("operator-limit-title"),
        business: business_link(office, id),
        measure: None,
        form,
    };
    page(status, &template)
}

/// `/operator/measures/{id}/lift`: asks why.
pub(super) async fn ask_lift(Path(id): Path<String>, office: Office) -> PageResult {
    let measure = in_force(&office, &id).await?;
    lifting(&office, &measure, &Wish::none(), false, StatusCode::OK).await
}

/// Looks at what lifting would do, or lifts.
pub(super) async fn lift(Path(id): Path<String>, Posted { office, form }: Posted) -> PageResult {
    let measure = in_force(&office, &id).await?;
    let wish = Wish::new(&form);
    if !wish.reasons_suffice() {
        return lifting(&office, &measure, &wish, true, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if !wish.is_meant {
        return lifting(&office, &measure, &wish, true, StatusCode::OK).await;
    }
    let by = actor(&office);
    office.app().lift(office.network(), measure.id, &wish.reasons, &by).await?;
    let business = measured(&measure).ok_or(PageError::NOT_FOUND)?;
    Ok(see_other(&format!("/operator/businesses/{business}?done=lifted")))
}

/// A measure in force on a business of this network.
async fn in_force(office: &Office, id: &str) -> Result<Measure, PageError> {
    let id: MeasureId = id.parse().map_err(|_| PageError::NOT_FOUND)?;
    let measure = office.app().store.measure(office.network(), id).await?;
    measure
        .filter(|measure| measure.in_force_at(office.now) && measured(measure).is_some())
        .ok_or(PageError::NOT_FOUND)
}

async fn lifting(office: &Office, measure: &Measure, wish: &Wish, sent: bool, status: StatusCode) -> PageResult {
    let t = office.t;
    let business = measured(measure).ok_or(PageError::NOT_FOUND)?;
    let looked = status == StatusCode::OK && sent;
    let (action, back) = (
        format!("/operator/measures/{}/lift", measure.id),
        format!("/operator/businesses/{business}"),
    );
    let mut form = wish.form(office, action, back, looked);
    form.act = t.say("operator-lift-act");
    if sent {
        form.reasons.error = wish.reasons_fault(office);
    }
    if looked {
        form.effects = vec![
            line(Icon::Undo, t.say("operator-effect-lift")),
            line(Icon::Info, t.say("operator-effect-lift-keeps")),
            line(Icon::Mail, t.say("operator-effect-letter")),
        ];
    }
    let mut card = measure_card(office, measure, &[]);
    card.lift_href = None;
    let template = MeasureActPage {
        t,
        frame: office.frame(t.say("operator-lift-title")),
        beside: office.beside(OperatorPlace::Businesses).await?,
        title: t.say("operator-lift-title"),
        business: business_link(office, business),
        measure: Some(card),
        form,
    };
    page(status, &template)
}

fn line(icon: Icon, text: String) -> Effect {
    Effect { icon, text }
}
