//! Arranging a series: the first appointment, the rhythm, the client; every date shown before anything is saved (SBM+05).

use actions::{Failure, FieldFault, NewClient, Offering, Refusal, SeriesPlan, SeriesWish, SlotQuery};
use axum::http::StatusCode;
use domain::series::{End, Every, Nth, Recurrence};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{choice, choices, date_line, seen, shown_conflicts};
use crate::pages::console::acts::after;
use crate::pages::console::address;
use crate::pages::console::desk::{Desk, Posted};
use crate::pages::console::entered::Entries;
use crate::pages::console::moments::{AskedStart, date};
use crate::pages::frame::{page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, People, Viewer, effects, slot, start_in};
use crate::view::console::ConsolePlace;
use crate::view::parts::{Banner, Choice, Effect, Field, Icon, Meaning, Slot};
use crate::view::series::{SeriesDate, SeriesNew};

/// How many free starts are shown for the first one.
const SHOWN: usize = 9;

pub(super) async fn ask(desk: Desk) -> PageResult {
    let page = Page::new(&desk, &desk.query)?;
    page.shown(StatusCode::OK, None).await
}

pub(super) async fn act(Posted { desk, form }: Posted) -> PageResult {
    let mut page = Page::new(&desk, &form)?;
    if form.asks_only() {
        return page.shown(StatusCode::OK, None).await;
    }
    let Some(wish) = page.wish() else {
        page.blame();
        return page.shown(StatusCode::UNPROCESSABLE_ENTITY, None).await;
    };
    match desk.app().arrange_series(&wish, &desk.actor(), None).await {
        Ok(outcome) => {
            let done = outcome.done();
            let first = done.members.first().map(|stored| after(&stored.appointment, "series-added"));
            Ok(see_other(&first.unwrap_or_else(|| "/console".to_owned())))
        }
        Err(Failure::Invalid(faults)) => {
            page.faults = faults;
            page.shown(StatusCode::UNPROCESSABLE_ENTITY, None).await
        }
        Err(Failure::Refused(why)) => {
            let status = if why.refusal.is_conflict() {
                StatusCode::CONFLICT
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            page.shown(status, Some(why.refusal)).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// How often a series can repeat, as the page offers it.
const EVERY: [&str; 6] = ["week", "week-2", "week-3", "week-4", "month-date", "month-weekday"];

struct Page<'a> {
    desk: &'a Desk,
    form: &'a Entries,
    offerings: Vec<Offering<'a>>,
    chosen: Option<Offering<'a>>,
    service_error: Option<String>,
    asked: AskedStart,
    faults: Vec<FieldFault>,
}

impl<'a> Page<'a> {
    fn new(desk: &'a Desk, form: &'a Entries) -> Result<Self, PageError> {
        let agenda = desk.asked_agenda()?.map(|practitioner| practitioner.id);
        let all = desk
            .agendas()
            .into_iter()
            .flat_map(|agenda| desk.snapshot.offerings_of(agenda.id));
        let mut offerings: Vec<Offering<'_>> = all.collect();
        offerings.retain(|offering| agenda.is_none_or(|agenda| agenda == offering.practitioner.id));
        let found = offerings
            .iter()
            .find(|offering| value(offering) == form.text("service"))
            .copied();
        let chosen = found.or(offerings.first().filter(|_| offerings.len() == 1).copied());
        let zone = chosen.map_or_else(
            || desk.snapshot.network().zone.clone(),
            |offering| offering.place.zone.clone(),
        );
        let asked = AskedStart::read(form, &zone);
        Ok(Page {
            desk,
            form,
            offerings,
            chosen,
            service_error: None,
            asked,
            faults: Vec::new(),
        })
    }

    fn zone(&self) -> TimeZone {
        let network = || self.desk.snapshot.network().zone.clone();
        self.chosen.map_or_else(network, |offering| offering.place.zone.clone())
    }

    /// The first occurrence, when date and hour can be used.
    fn first(&self) -> Option<DateTime> {
        let zone = self.zone();
        self.asked.start.map(|start| zone.to_datetime(start))
    }

    fn rule(&self, first: DateTime) -> Recurrence {
        let end = match self.form.text("end") {
            "count" => End::Count(self.form.text("count").trim().parse().unwrap_or(0)),
            "until" => date(self.form.text("until")).map_or(End::Until(Date::MIN), End::Until),
            _ => End::Rolling,
        };
        Recurrence {
            every: every(self.form.text("every"), first.date()),
            end,
        }
    }

    fn wish(&self) -> Option<SeriesWish> {
        let (offering, first) = (self.chosen?, self.first()?);
        let text = |name: &str| self.form.text(name).to_owned();
        Some(SeriesWish {
            network: self.desk.network(),
            practitioner: offering.practitioner.id,
            service: offering.service.id,
            place: Some(offering.place.id),
            first,
            rule: self.rule(first),
            choice: choice(self.form),
            seen: seen(self.form),
            client: NewClient {
                name: text("name"),
                email: text("email"),
                phone: text("phone"),
                language: self.desk.snapshot.network().language,
            },
            note: text("note"),
        })
    }

    fn blame(&mut self) {
        let zone = self.zone();
        self.asked.judge(self.desk.t, &zone);
        if self.chosen.is_none() {
            self.service_error = Some(self.desk.t.say("console-fault-service"));
        }
    }

    /// What the series would come to, as far as it can be said.
    async fn plan(&mut self) -> Result<Option<SeriesPlan>, PageError> {
        let Some(wish) = self.wish() else { return Ok(None) };
        let wish = SeriesWish { seen: None, ..wish };
        match self.desk.app().preview_series(&wish, &self.desk.actor()).await {
            Ok(plan) => Ok(Some(plan)),
            Err(Failure::Invalid(faults)) => {
                // What stands against the rule is worth saying as soon as it is looked at.
                for fault in faults {
                    if self.faults.iter().all(|known| known.field != fault.field) {
                        self.faults.push(fault);
                    }
                }
                Ok(None)
            }
            Err(failure) => Err(failure.into()),
        }
    }

    async fn shown(mut self, status: StatusCode, refusal: Option<Refusal>) -> PageResult {
        let plan = self.plan().await?;
        let (desk, t, zone) = (self.desk, self.desk.t, self.zone());
        let conflicts: Vec<DateTime> = plan
            .iter()
            .flat_map(|plan| &plan.dates)
            .filter_map(|occurrence| occurrence.conflict().map(|skipped| skipped.date))
            .collect();
        let too_many = || {
            plan.as_ref()
                .filter(|plan| plan.dates.is_empty())
                .and_then(|plan| plan.refusal.clone())
        };
        let problem = refusal.or_else(|| too_many().map(Refusal::from)).map(|refusal| Banner {
            meaning: Meaning::Late,
            title: shown::refusal(t, &refusal, &zone),
            ..Banner::default()
        });
        let mut hidden = desk.hidden();
        hidden.extend(self.asked.hidden(&zone));
        if plan.is_some() {
            hidden.extend(shown_conflicts(conflicts.iter().copied()));
        }
        let template = SeriesNew {
            t,
            frame: desk.frame(t.say("series-new-title")),
            console: desk.console(ConsolePlace::Elsewhere).await?,
            action: address::with_query("/console/series/new", &[("practitioner", desk.query.text("practitioner"))]),
            hidden,
            services: self.services(),
            free: self.free().await?,
            every: self.radio("every", &EVERY, "series-every"),
            ends: self.radio("end", &["rolling", "count", "until"], "series-end"),
            count: self.field("count"),
            until: self.field("until"),
            name: Field {
                required: true,
                ..self.field("name")
            },
            email: self.field("email"),
            phone: self.field("phone"),
            note: self.field("note"),
            rule: self
                .first()
                .map(|first| texts::series::rule_of(t, &self.rule(first), first))
                .filter(|_| plan.is_some()),
            dates: plan.as_ref().map(|plan| dates_of(t, plan)).unwrap_or_default(),
            choices: if conflicts.is_empty() {
                Vec::new()
            } else {
                choices(t, choice(self.form), false)
            },
            effects: plan.as_ref().map(|plan| self.effects(plan)).unwrap_or_default(),
            problem,
            back_href: address::with_query("/console/add", &[("practitioner", desk.query.text("practitioner"))]),
            service_error: self.service_error,
            date: self.asked.date,
            time: self.asked.time,
        };
        page(status, &template)
    }

    fn field(&self, name: &str) -> Field {
        shown::field(self.desk.t, name, self.form.text(name), &self.faults)
    }

    fn radio(&self, name: &str, values: &[&str], key: &str) -> Vec<Choice> {
        let typed = self.form.text(name);
        let chosen = values.iter().find(|value| **value == typed).or(values.first());
        let choice = |value: &&str| Choice {
            chosen: chosen == Some(value),
            ..Choice::new(*value, self.desk.t.say(&format!("{key}-{value}")))
        };
        values.iter().map(choice).collect()
    }

    fn services(&self) -> Vec<Choice> {
        let several = self.desk.agendas().len() > 1;
        let choice = |offering: &Offering<'_>| {
            let length = texts::dates::minutes(self.desk.t, i64::from(offering.service.duration_minutes));
            let hint = match several {
                true => format!("{length} · {}", offering.practitioner.name),
                false => length,
            };
            Choice {
                value: value(offering),
                label: offering.service.name.clone(),
                hint: Some(hint),
                chosen: self.chosen.is_some_and(|chosen| value(&chosen) == value(offering)),
            }
        };
        self.offerings.iter().map(choice).collect()
    }

    /// Free starts near the wanted date, as buttons that keep what was typed.
    async fn free(&self) -> Result<Vec<Slot>, PageError> {
        let Some(offering) = self.chosen else { return Ok(Vec::new()) };
        let today = offering.place.zone.to_datetime(self.desk.now).date();
        let first = self.asked.on().unwrap_or(today);
        let query = SlotQuery {
            network: self.desk.network(),
            practitioner: offering.practitioner.id,
            service: offering.service.id,
            place: Some(offering.place.id),
            first,
            last: first.saturating_add(7.days()),
        };
        let free = self.desk.app().free_slots(query).await?;
        let starts = free.days.iter().flat_map(|day| &day.slots).take(SHOWN);
        let button = |found: &domain::agenda::Slot| slot(self.desk.t, found.start, &free.zone, start_in(&free.zone, found.start));
        Ok(starts.map(button).collect())
    }

    fn effects(&self, plan: &SeriesPlan) -> Vec<Effect> {
        let t = self.desk.t;
        let Some(first) = plan.decisions.first() else {
            return Vec::new();
        };
        let practitioner = self.chosen.map(|offering| offering.practitioner);
        let typed = self.form.text("name").trim();
        let people = People {
            client: if typed.is_empty() {
                t.say("console-the-client")
            } else {
                typed.to_owned()
            },
            client_has_email: !self.form.is_set("name") || self.form.is_set("email"),
            practitioner: practitioner.map(|p| p.name.clone()).unwrap_or_default(),
            practitioner_has_email: practitioner.is_some_and(|p| p.contact.email.is_some()),
        };
        let count = i64::try_from(plan.decisions.len()).unwrap_or(i64::MAX);
        let mut all = vec![Effect {
            icon: Icon::Calendar,
            text: t.with_number("series-effect-added", "count", count),
        }];
        if self.first().is_some_and(|first| self.rule(first).end == End::Rolling) {
            all.push(Effect {
                icon: Icon::Clock,
                text: t.say("series-effect-later"),
            });
        }
        all.extend(effects(t, Viewer::Staff, first, None, &people));
        all
    }
}

fn every(word: &str, first: Date) -> Every {
    match word {
        "week-2" => Every::Weeks(2),
        "week-3" => Every::Weeks(3),
        "week-4" => Every::Weeks(4),
        "month-date" => Every::MonthsOnDate(1),
        "month-weekday" => {
            let nth = match Nth::of(first) {
                // Nobody who says "the fifth Monday" means to leave out most months.
                Nth::Fifth => Nth::Last,
                nth => nth,
            };
            Every::MonthsOnWeekday { months: 1, nth }
        }
        _ => Every::Weeks(1),
    }
}

fn dates_of(t: texts::Speech, plan: &SeriesPlan) -> Vec<SeriesDate> {
    let line = |occurrence: &domain::series::Occurrence| {
        let conflict = occurrence.conflict().map(|skipped| skipped.reason);
        date_line(t, &plan.zone, occurrence.start, conflict, occurrence.next_free.as_ref())
    };
    plan.dates.iter().map(line).collect()
}

/// What the form sends for a service: who gives it, what, and where.
fn value(offering: &Offering<'_>) -> String {
    format!("{}.{}.{}", offering.practitioner.id, offering.service.id, offering.place.id)
}
