//! Moving a series or a part of it: every date looked at, then all moved in one act (WEC+11).

use actions::{Failure, FieldFault, Refusal, SeriesChangePlan, SeriesMoveWish};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::appointment::Side;
use domain::series::{Outcome, instant};
use jiff::civil::DateTime;
use texts::dates;

use super::{Opened, choice, choices, date_line, people, scope, scopes, seen, shown_conflicts};
use crate::pages::console::acts::after;
use crate::pages::console::desk::{Desk, Posted};
use crate::pages::console::entered::Entries;
use crate::pages::console::moments::{AskedStart, clock};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::PageResult;
use crate::pages::shown::{self, Viewer, effects};
use crate::view::console::ConsolePlace;
use crate::view::parts::{Banner, Effect, Field, Hidden, Icon, Meaning};
use crate::view::series::{SeriesDate, SeriesMove};

pub(super) async fn ask(Path(id): Path<String>, desk: Desk) -> PageResult {
    let opened = Opened::new(&desk, &id).await?;
    let page = Page::new(&desk, &opened, &desk.query);
    page.shown(StatusCode::OK, None, &[]).await
}

pub(super) async fn act(Path(id): Path<String>, Posted { desk, form }: Posted) -> PageResult {
    let opened = Opened::new(&desk, &id).await?;
    let mut page = Page::new(&desk, &opened, &form);
    if form.asks_only() {
        return page.shown(StatusCode::OK, None, &[]).await;
    }
    let Some(wish) = page.wish() else {
        page.asked.judge(desk.t, &opened.series.zone);
        return page.shown(StatusCode::UNPROCESSABLE_ENTITY, None, &[]).await;
    };
    match desk.app().move_series(&wish, &desk.actor(), None).await {
        Ok(_) => Ok(see_other(&after(&opened.from, "series-moved"))),
        Err(Failure::Invalid(faults)) => page.shown(StatusCode::UNPROCESSABLE_ENTITY, None, &faults).await,
        Err(Failure::Refused(why)) => {
            let status = if why.refusal.is_conflict() {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            page.shown(status, Some(&why.refusal), &[]).await
        }
        Err(failure) => Err(failure.into()),
    }
}

struct Page<'a> {
    desk: &'a Desk,
    opened: &'a Opened,
    form: &'a Entries,
    asked: AskedStart,
    /// A page just opened shows the present time and no dates yet.
    is_new: bool,
}

impl<'a> Page<'a> {
    fn new(desk: &'a Desk, opened: &'a Opened, form: &'a Entries) -> Self {
        let zone = &opened.series.zone;
        let mut asked = AskedStart::read(form, zone);
        let is_new = asked.date.value.is_empty() && asked.time.value.is_empty();
        if is_new {
            let now = zone.to_datetime(opened.from.when.start);
            asked.date.value = now.date().to_string();
            asked.time.value = clock(now.time());
            asked.start = Some(opened.from.when.start);
        }
        Page {
            desk,
            opened,
            form,
            asked,
            is_new,
        }
    }

    fn to(&self) -> Option<DateTime> {
        let zone = &self.opened.series.zone;
        self.asked.start.map(|start| zone.to_datetime(start))
    }

    fn wish(&self) -> Option<SeriesMoveWish> {
        Some(SeriesMoveWish {
            network: self.desk.network(),
            id: self.opened.series.id,
            scope: scope(self.form),
            from: self.opened.from.id,
            to: self.to()?,
            choice: choice(self.form),
            seen: seen(self.form),
            agreed: self.form.is_set("agreed"),
            asked_by: Side::Business,
            reason: None,
            message: self.form.text("message").to_owned(),
            seen_version: self.form.text("version").parse().ok(),
        })
    }

    async fn shown(self, status: StatusCode, refusal: Option<&Refusal>, faults: &[FieldFault]) -> PageResult {
        let (desk, opened, t) = (self.desk, self.opened, self.desk.t);
        let wish = self.wish().filter(|_| !self.is_new).map(|wish| SeriesMoveWish {
            seen: None,
            seen_version: None,
            agreed: true,
            ..wish
        });
        let mut plan = None;
        let mut refused = None;
        if let Some(wish) = &wish {
            match desk.app().preview_series_move(wish, &desk.actor()).await {
                Ok(found) => plan = Some(found),
                Err(Failure::Refused(why)) => refused = Some(why.refusal),
                Err(Failure::Invalid(_)) => {}
                Err(failure) => return Err(failure.into()),
            }
        }
        let zone = &opened.series.zone;
        let problem = refusal.or(refused.as_ref()).map(|refusal| Banner {
            meaning: Meaning::Late,
            title: shown::refusal(t, refusal, zone),
            ..Banner::default()
        });
        let has_conflicts = plan.as_ref().is_some_and(|plan| conflicts(plan).next().is_some());
        let asks_agreement = opened.from.terms.policy.series.change_needs_agreement;
        let template = SeriesMove {
            t,
            frame: desk.frame(t.say("series-move-title")),
            console: desk.console(ConsolePlace::Elsewhere).await?,
            action: opened.address("move"),
            hidden: self.hidden(plan.as_ref()),
            client: opened.client.name.clone(),
            rule: opened.rule(t),
            moved: t.with(
                "series-move-from",
                &[("when", &dates::moment(t, opened.from.when.start, zone))],
            ),
            scopes: scopes(t, scope(self.form)),
            new_rule: plan.as_ref().map(|plan| texts::series::rule(t, &plan.series)),
            dates: plan.as_ref().map(|plan| self.dates(plan)).unwrap_or_default(),
            choices: if has_conflicts {
                choices(t, choice(self.form), true)
            } else {
                Vec::new()
            },
            agreed: asks_agreement.then(|| self.form.is_set("agreed")),
            message: Field {
                error: shown::fault_of(t, "message", faults),
                ..self.form.field("message")
            },
            effects: plan.as_ref().map(|plan| self.effects(plan)).unwrap_or_default(),
            problem,
            keep_href: opened.keep_href(),
            date: self.asked.date,
            time: self.asked.time,
        };
        page(status, &template)
    }

    fn hidden(&self, plan: Option<&SeriesChangePlan>) -> Vec<Hidden> {
        let mut hidden = self.desk.hidden();
        if let Some(plan) = plan {
            hidden.push(Hidden::new("version", plan.version.to_string()));
            hidden.extend(shown_conflicts(conflicts(plan)));
        }
        hidden
    }

    fn dates(&self, plan: &SeriesChangePlan) -> Vec<SeriesDate> {
        let zone = &self.opened.series.zone;
        let line = |planned: &domain::series::PlannedMove| {
            let conflict = match planned.outcome {
                Outcome::Free(_) => None,
                Outcome::Conflict(reason) => Some(reason),
            };
            let at = planned.date.map_or(planned.from, |date| instant(date, zone));
            date_line(self.desk.t, zone, at, conflict, planned.next_free.as_ref())
        };
        plan.moves.iter().map(line).collect()
    }

    fn effects(&self, plan: &SeriesChangePlan) -> Vec<Effect> {
        let t = self.desk.t;
        let Some(told) = plan
            .decisions
            .iter()
            .find(|decision| decision.told_now().next().is_some())
            .or(plan.decisions.first())
        else {
            return Vec::new();
        };
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let mut all = vec![Effect {
            icon: Icon::Move,
            text: t.with_number("series-effect-moved", "count", count(plan.decisions.len())),
        }];
        if !plan.detached.is_empty() {
            all.push(Effect {
                icon: Icon::Info,
                text: t.with_number("series-effect-detached", "count", count(plan.detached.len())),
            });
        }
        all.extend(effects(
            t,
            Viewer::Staff,
            told,
            None,
            &people(&self.desk.snapshot, self.opened),
        ));
        all
    }
}

fn conflicts(plan: &SeriesChangePlan) -> impl Iterator<Item = DateTime> + '_ {
    let at_odds = plan
        .moves
        .iter()
        .filter(|planned| matches!(planned.outcome, Outcome::Conflict(_)));
    at_odds.filter_map(|planned| planned.date)
}
