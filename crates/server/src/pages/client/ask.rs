//! `/{network}/ask`: a client asks without choosing anybody. First what, when and where; then, when somebody can come, who asks and what
//! follows; then the enquiry.

use std::sync::Arc;

use actions::entropy::Entropy;
use actions::links::{hash, random_token};
use actions::{
    App, EnquiryPreview, Failure, FieldFault, MadeEnquiry, NewClient, NewEnquiry, Once, Outcome, Snapshot, asked_services,
};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::appointment::Actor;
use domain::enquiry::same_service;
use domain::service::{Price, Service};
use texts::{Speech, dates};

use crate::pages::console::{AskedStart, Entries, with_query};
use crate::pages::frame::{Visit, page, see_other};
use crate::pages::problem::{PageError, PageResult};
use crate::pages::shown::{self, field, start_in};
use crate::view::enquiry::{AskPage, AskWhoPage};
use crate::view::parts::{Banner, Choice, Effect, Field, Hidden, Icon, Meaning, Recap};

/// What somebody asks for, as far as it is known.
struct Asking<'a> {
    t: Speech,
    snapshot: &'a Snapshot,
    entries: &'a Entries,
    asked: AskedStart,
}

/// The page of a network that gives nothing by proposal is not there.
async fn network(visit: &Visit, slug: &str) -> Result<Arc<Snapshot>, PageError> {
    let snapshot = visit.app().network_by_slug(slug).await?;
    match asked_services(&snapshot).is_empty() {
        true => Err(PageError::NOT_FOUND),
        false => Ok(snapshot),
    }
}

/// What, when and where; and once all of it is there, who asks.
pub(super) async fn show(visit: Visit, Path(slug): Path<String>, entries: AskedFor) -> PageResult {
    let (snapshot, entries) = (network(&visit, &slug).await?, entries.0);
    let mut asking = Asking::new(&visit, &snapshot, &entries);
    if !entries.is_set("date") && !entries.is_set("time") && !entries.is_set("start") {
        return asking.first_page(&visit, &[], None, StatusCode::OK);
    }
    asking.asked.judge(asking.t, &snapshot.network().zone);
    let Some(wish) = asking.wish() else {
        let faults = asking.faults_of_place();
        return asking.first_page(&visit, &faults, None, StatusCode::UNPROCESSABLE_ENTITY);
    };
    match visit.app().preview_enquiry(&wish).await {
        Ok(preview) => asking.looked(&visit, &preview, &[], StatusCode::OK),
        Err(Failure::Invalid(faults)) => asking.first_page(&visit, &faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Err(failure) => Err(failure.into()),
    }
}

/// Sends the enquiry.
pub(super) async fn act(visit: Visit, Path(slug): Path<String>, entries: Entries) -> PageResult {
    let snapshot = network(&visit, &slug).await?;
    let asking = Asking::new(&visit, &snapshot, &entries);
    if entries.text("proof") != proof(visit.app(), &snapshot) {
        return Err(PageError::WITHOUT_PROOF);
    }
    let wish = asking.wish().ok_or(PageError::unreadable("start"))?;
    match made(visit.app(), &wish, &entries).await {
        Ok(response) => Ok(response),
        Err(Failure::Invalid(faults)) => {
            let preview = visit.app().preview_enquiry(&wish).await?;
            asking.looked(&visit, &preview, &faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Failure::Refused(_)) => {
            let preview = visit.app().preview_enquiry(&wish).await?;
            asking.looked(&visit, &preview, &[], StatusCode::CONFLICT)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Asks once, however often the button was pressed (R15).
async fn made(app: &App, wish: &NewEnquiry, entries: &Entries) -> Result<Response, Failure> {
    let names = [
        "once", "service", "start", "postcode", "address", "name", "email", "phone", "note",
    ];
    let typed = names.map(|name| format!("{}:{}", entries.text(name).len(), entries.text(name)));
    let digest = hash(&typed.concat());
    let fingerprint: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let key = format!("page:{fingerprint}");
    // The enquiry's id is remembered, not the link: a stolen database opens nothing.
    let answer = |made: &MadeEnquiry| (303, made.stored.enquiry.id.to_string());
    let once = Once {
        key: &key,
        fingerprint,
        answer: &answer,
    };
    let token = match app.make_enquiry(wish, &Actor::link(), Some(&once)).await? {
        Outcome::Done(made) => made.token,
        Outcome::Repeated(answer) => {
            let id = answer.body.parse().map_err(|_| Failure::NotFound("enquiry"))?;
            app.links.token(&app.enquiry(wish.network, id).await?.0.link_nonce)
        }
    };
    Ok(see_other(&format!("/q/{token}?done=asked")))
}

/// The question part of the address.
pub(super) struct AskedFor(Entries);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for AskedFor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(AskedFor(Entries::of_query(parts.uri.query())))
    }
}

/// Proves that the form came from here (S6).
fn proof(app: &App, snapshot: &Snapshot) -> String {
    app.links.form_token("ask", &snapshot.network().id.to_string())
}

/// The address of the page with what is asked for.
pub(super) fn href(slug: &str, pairs: &[(&str, &str)]) -> String {
    with_query(&format!("/{slug}/ask"), pairs)
}

impl<'a> Asking<'a> {
    fn new(visit: &Visit, snapshot: &'a Snapshot, entries: &'a Entries) -> Self {
        let t = visit.speech(snapshot.network());
        Asking {
            t,
            snapshot,
            entries,
            asked: AskedStart::read(entries, &snapshot.network().zone),
        }
    }

    /// The services to choose from, the chosen one first known by name.
    fn chosen(&self) -> Option<&'a Service> {
        let services = asked_services(self.snapshot);
        let named = self.entries.text("service");
        match services.as_slice() {
            // Where there is one, there is nothing to choose.
            [only] if named.is_empty() => Some(only),
            all => all.iter().copied().find(|service| same_service(&service.name, named)),
        }
    }

    fn wish(&self) -> Option<NewEnquiry> {
        let text = |name: &str| self.entries.text(name).to_owned();
        Some(NewEnquiry {
            network: self.snapshot.network().id,
            service: self.chosen().map(|service| service.name.clone()).unwrap_or_default(),
            start: self.asked.start?,
            postcode: text("postcode"),
            address: text("address"),
            client: NewClient {
                name: text("name"),
                email: text("email"),
                phone: text("phone"),
                language: self.t.language(),
            },
            note: text("note"),
        })
    }

    /// What is wrong with service and place when the moment cannot even be read.
    fn faults_of_place(&self) -> Vec<FieldFault> {
        let fault = |field, code| FieldFault {
            field,
            code,
            limit: None,
        };
        let service = self.chosen().is_none().then(|| fault("service", "not-asked-for"));
        let postcode = !self.entries.is_set("postcode");
        let place = postcode.then(|| fault("postcode", "not-a-postcode"));
        service.into_iter().chain(place).collect()
    }

    fn first_page(
        &self,
        visit: &Visit,
        faults: &[FieldFault],
        nobody: Option<&EnquiryPreview>,
        status: StatusCode,
    ) -> PageResult {
        let (t, network) = (self.t, self.snapshot.network());
        let chosen = self.chosen().map(|service| service.id);
        let services = asked_services(self.snapshot);
        let template = AskPage {
            t,
            frame: visit.frame(t, network, t.say("ask-title")),
            action: format!("/{}/ask", network.slug),
            services: services
                .iter()
                .map(|service| choice(t, service, chosen == Some(service.id)))
                .collect(),
            service_error: shown::fault_of(t, "service", faults),
            date: self.kept(&self.asked.date, "on"),
            time: self.kept(&self.asked.time, "at"),
            postcode: Field {
                required: true,
                ..field(t, "postcode", self.entries.text("postcode"), faults)
            },
            problem: nobody.map(|_| Banner {
                meaning: Meaning::Late,
                title: t.say("ask-nobody"),
                text: Some(t.say("ask-nobody-text")),
                links: Vec::new(),
            }),
            why_nobody: nobody.map(|preview| self.why_nobody(preview)).unwrap_or_default(),
        };
        page(status, &template)
    }

    /// A field of the moment as it was typed, or as somebody comes back with it to change something.
    fn kept(&self, field: &Field, name: &str) -> Field {
        match field.value.as_str() {
            "" => Field {
                value: self.entries.text(name).to_owned(),
                ..field.clone()
            },
            _ => field.clone(),
        }
    }

    fn why_nobody(&self, preview: &EnquiryPreview) -> Vec<String> {
        let line = |one: &actions::ConsideredOne| {
            let why = texts::enquiry::not_proposed(self.t, one.answer.as_ref().err()?);
            let name = &self.snapshot.practitioner(one.practitioner)?.name;
            Some(self.t.with("ask-why-line", &[("name", name), ("why", &why)]))
        };
        preview.considered.iter().filter_map(line).collect()
    }

    /// Somebody can come: who asks. Nobody can: another time.
    fn looked(&self, visit: &Visit, preview: &EnquiryPreview, faults: &[FieldFault], status: StatusCode) -> PageResult {
        if preview.considered.iter().all(|one| one.answer.is_err()) {
            let status = if status == StatusCode::OK {
                StatusCode::OK
            } else {
                StatusCode::CONFLICT
            };
            return self.first_page(visit, &[], Some(preview), status);
        }
        let (t, network) = (self.t, self.snapshot.network());
        let typed = |name: &str, required: bool| Field {
            required,
            ..field(t, name, self.entries.text(name), faults)
        };
        let template = AskWhoPage {
            t,
            frame: visit.frame(t, network, t.say("ask-title")),
            recap: self.recap(),
            back_href: self.back_href(),
            action: format!("/{}/ask", network.slug),
            hidden: self.hidden(visit.app()),
            address: typed("address", true),
            name: typed("name", true),
            email: typed("email", true),
            phone: typed("phone", false),
            note: typed("note", false),
            effects: self.effects(preview),
        };
        page(status, &template)
    }

    fn service_name(&self) -> String {
        self.chosen().map(|service| service.name.clone()).unwrap_or_default()
    }

    fn recap(&self) -> Recap {
        let zone = &self.snapshot.network().zone;
        let when = self
            .asked
            .start
            .map(|start| dates::capital(&dates::moment(self.t, start, zone)));
        let postcode = domain::enquiry::postcode(self.entries.text("postcode"));
        let what = [("service", self.service_name()), ("postcode", postcode)];
        Recap {
            when: when.unwrap_or_default(),
            what: self.t.with("ask-recap", &[("service", &what[0].1), ("postcode", &what[1].1)]),
            place: None,
            price: None,
        }
    }

    fn back_href(&self) -> String {
        let (date, time) = (&self.asked.date.value, &self.asked.time.value);
        let service = self.service_name();
        let postcode = self.entries.text("postcode");
        href(
            &self.snapshot.network().slug,
            &[("service", &service), ("postcode", postcode), ("on", date), ("at", time)],
        )
    }

    fn hidden(&self, app: &App) -> Vec<Hidden> {
        let zone = &self.snapshot.network().zone;
        let once = match self.entries.text("once") {
            "" => random_token(Entropy.bytes()),
            once => once.to_owned(),
        };
        let start = self.asked.start.map(|start| start_in(zone, start)).unwrap_or_default();
        vec![
            Hidden::new("service", self.service_name()),
            Hidden::new("start", start),
            Hidden::new("postcode", self.entries.text("postcode")),
            Hidden::new("once", once),
            Hidden::new("proof", proof(app, self.snapshot)),
        ]
    }

    fn effects(&self, preview: &EnquiryPreview) -> Vec<Effect> {
        let (t, zone) = (self.t, &self.snapshot.network().zone);
        let count = preview.considered.iter().filter(|one| one.answer.is_ok()).count();
        let effect = |icon, text| Effect { icon, text };
        let at = dates::moment(t, preview.answer_by, zone);
        let sent = t.with_number("ask-effect-sent", "count", i64::try_from(count).unwrap_or(i64::MAX));
        let mut effects = vec![
            effect(Icon::Mail, sent),
            effect(Icon::Person, t.say("ask-effect-first")),
            effect(Icon::Clock, t.with("ask-effect-answer-by", &[("at", &at)])),
        ];
        effects.extend(self.price(preview).map(|price| effect(Icon::Money, price)));
        effects.push(effect(Icon::Undo, t.say("ask-effect-way-back")));
        effects
    }

    /// Each practitioner has a price of their own; all of one currency, or nothing is said.
    fn price(&self, preview: &EnquiryPreview) -> Option<String> {
        let asked = preview.considered.iter().filter(|one| one.answer.is_ok());
        let prices: Vec<&Price> = asked
            .filter_map(|one| Some(&self.snapshot.service(one.service)?.price))
            .collect();
        let least = *prices.iter().min_by_key(|price| price.minor)?;
        let most = *prices.iter().max_by_key(|price| price.minor)?;
        if most.minor == 0 || prices.iter().any(|price| price.currency != least.currency) {
            return None;
        }
        let told = |price| dates::money(self.t, price);
        Some(match least.minor == most.minor {
            true => self.t.with("ask-effect-price", &[("price", &told(least))]),
            false => self
                .t
                .with("ask-effect-price-range", &[("least", &told(least)), ("most", &told(most))]),
        })
    }
}

fn choice(t: Speech, service: &Service, chosen: bool) -> Choice {
    Choice {
        hint: Some(dates::minutes(t, i64::from(service.duration_minutes))),
        chosen,
        ..Choice::new(&service.name, &service.name)
    }
}
