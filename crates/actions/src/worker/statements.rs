//! Letters about measures and cases: to those who answer for the business, and to those who answer for the network.

use std::sync::Arc;

use domain::ids::{BusinessId, CaseId, MeasureId};
use domain::messages::{MessageKind, Recipient, Topic};
use domain::notice::Notice;
use domain::people::Language;
use domain::reliability::{Case, CaseState, Measure, Subject};
use gateways::mail::{Address, Outgoing};
use store::{MessageRow, SentText};
use texts::mail::{Matter, StandingFacts, Written, write_standing};
use texts::{Speech, dates, statement};

use super::letters::{Letter, host};
use crate::catalogue::Snapshot;
use crate::{App, Failure};

/// Everything such a letter is written from.
struct About<'a> {
    message: &'a MessageRow,
    snapshot: &'a Snapshot,
    business: BusinessId,
}

/// Writes such a letter, or says why it no longer leaves.
pub(super) async fn write(app: &App, message: &MessageRow, from: &str) -> Result<Result<Letter, &'static str>, Failure> {
    let snapshot = app.snapshot(message.network).await?;
    match message.kind.topic() {
        Topic::Measure => of_measure(app, message, &snapshot, from).await,
        _ => of_case(app, message, &snapshot, from).await,
    }
}

async fn of_measure(
    app: &App,
    message: &MessageRow,
    snapshot: &Arc<Snapshot>,
    from: &str,
) -> Result<Result<Letter, &'static str>, Failure> {
    let measure = app.store.measure(message.network, MeasureId(message.about)).await?;
    let measure = measure.ok_or(Failure::NotFound("measure"))?;
    let Subject::Business(business) = measure.subject else {
        return Ok(Err("not_written"));
    };
    if let Err(why) = still_true(message.kind, &measure) {
        return Ok(Err(why));
    }
    let about = About {
        message,
        snapshot,
        business,
    };
    let matter = Matter::Measure {
        measure: &measure,
        decide_within: decide_within(snapshot, business),
    };
    about.letter(app, matter, from)
}

async fn of_case(
    app: &App,
    message: &MessageRow,
    snapshot: &Arc<Snapshot>,
    from: &str,
) -> Result<Result<Letter, &'static str>, Failure> {
    let case = app.store.case(message.network, CaseId(message.about)).await?;
    let case = case.ok_or(Failure::NotFound("case"))?;
    if message.kind == MessageKind::CaseOpened && case.state != CaseState::Open {
        return Ok(Err("answered"));
    }
    let about = About {
        message,
        snapshot,
        business: case.business,
    };
    let contested = contested(app, &about, &case).await?;
    let matter = Matter::Case {
        case: &case,
        about: &contested,
    };
    about.letter(app, matter, from)
}

/// A statement of a measure that was lifted meanwhile would only frighten; that it was lifted is another letter. One that ended by itself is still told (I8).
fn still_true(kind: MessageKind, measure: &Measure) -> Result<(), &'static str> {
    match kind {
        MessageKind::MeasureBegun if measure.lifted.is_some() => Err("ended"),
        _ => Ok(()),
    }
}

fn decide_within(snapshot: &Snapshot, business: BusinessId) -> Notice {
    let policy = snapshot.policy_of(business).unwrap_or(snapshot.network_policy());
    policy.reliability.decide_within
}

/// What a case is about, in the reader's words.
async fn contested(app: &App, about: &About<'_>, case: &Case) -> Result<String, Failure> {
    let (network, speech, zone) = (
        about.message.network,
        Speech::new(about.language()),
        &about.snapshot.network().zone,
    );
    if let Some(id) = case.measure {
        let measure = app.store.measure(network, id).await?;
        return Ok(measure
            .map(|measure| statement::title(speech, measure.kind))
            .unwrap_or_default());
    }
    if let Some(id) = case.strike {
        let standing = app.standing(network, case.business).await?;
        let strike = standing.strikes.iter().find(|strike| strike.id == id);
        return Ok(strike
            .map(|strike| statement::incident(speech, strike, zone))
            .unwrap_or_default());
    }
    let Some(id) = case.appointment else {
        return Ok(String::new());
    };
    let stored = app.store.appointment(network, id).await?;
    Ok(stored
        .map(|stored| dates::moment_long(speech, stored.appointment.when.start, zone))
        .unwrap_or_default())
}

impl About<'_> {
    /// A business speaks the language of its first practitioner, the network its own.
    fn language(&self) -> Language {
        let network = self.snapshot.network().language;
        match self.message.to {
            Recipient::Network => network,
            _ => self
                .snapshot
                .practitioners_of(self.business)
                .next()
                .map_or(network, |practitioner| practitioner.language),
        }
    }

    fn reader(&self) -> Option<Address> {
        let network = self.snapshot.network();
        let business = self.snapshot.business(self.business);
        let (name, email) = match self.message.to {
            Recipient::Network => (&network.name, network.contact.email.clone()),
            // Whoever works alone may have given an address for the practice only.
            _ => {
                let people = self.snapshot.practitioners_of(self.business);
                let own = business.and_then(|business| business.contact.email.clone());
                let email = own.or_else(|| people.filter_map(|person| person.contact.email.clone()).next());
                (&business?.name, email)
            }
        };
        email.map(|email| Address {
            name: name.clone(),
            email,
        })
    }

    fn link(&self, app: &App) -> String {
        match self.message.to {
            Recipient::Network => format!("{}/operator/cases/{}", app.public_url, CaseId(self.message.about)),
            _ => format!("{}/console/reliability", app.public_url),
        }
    }

    fn letter(&self, app: &App, matter: Matter<'_>, from: &str) -> Result<Result<Letter, &'static str>, Failure> {
        let Some(to) = self.reader() else {
            return Ok(Err("no_address"));
        };
        let network = self.snapshot.network();
        let business = self.snapshot.business(self.business).map(|business| business.name.clone());
        let facts = StandingFacts {
            kind: self.message.kind,
            to: self.message.to,
            language: self.language(),
            network: network.name.clone(),
            contact: network.contact.clone(),
            business: business.unwrap_or_default(),
            zone: &network.zone,
            matter,
            link: self.link(app),
        };
        let written = write_standing(&facts).map_err(|fault| Failure::Letter(fault.to_string()))?;
        Ok(Ok(self.outgoing(app, to, written, from)))
    }

    fn outgoing(&self, app: &App, to: Address, written: Written, from: &str) -> Letter {
        let network = self.snapshot.network();
        let text = SentText {
            to_address: to.email.clone(),
            subject: written.subject.clone(),
            body_text: written.text.clone(),
            body_html: written.html.clone(),
            attachment: None,
        };
        let reply_to = network.contact.email.clone().map(|email| Address {
            name: network.contact.name.clone(),
            email,
        });
        let outgoing = Outgoing {
            from: Address {
                name: network.name.clone(),
                email: from.to_owned(),
            },
            reply_to,
            to,
            subject: written.subject,
            text: written.text,
            html: written.html,
            message_id: format!("{}@{}", self.message.stable_key().replace(':', "."), host(&app.public_url)),
            date: app.clock.now(),
            invitation: None,
        };
        Letter { outgoing, text }
    }
}
