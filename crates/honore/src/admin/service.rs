//! Adding a service.

use actions::App;
use actions::fields::Fields;
use clap::Args;
use domain::ids::{BusinessId, PlaceId, ServiceId};
use domain::service::{BookedBy, Price, Service};
use serde_json::Value;
use store::Offer;

use super::named::{business, network, practitioner};
use crate::fault::Fault;
use crate::said;

#[derive(Args)]
pub(crate) struct ServiceCommand {
    /// Address of the network
    #[arg(long)]
    pub(super) network: String,
    /// Name of the business [default: the only one]
    #[arg(long)]
    pub(super) business: Option<String>,
    /// Name as shown
    #[arg(long)]
    pub(super) name: String,
    /// One or two sentences
    #[arg(long, default_value = "")]
    pub(super) about: String,
    /// Length in minutes
    #[arg(long)]
    pub(super) minutes: u16,
    /// Price, such as 65 or 65.50
    #[arg(long)]
    pub(super) price: String,
    /// Currency of the price (ISO 4217)
    #[arg(long, default_value = "EUR")]
    pub(super) currency: String,
    /// Minutes kept free before it
    #[arg(long, default_value_t = 0)]
    pub(super) before: u16,
    /// Minutes kept free after it
    #[arg(long, default_value_t = 0)]
    pub(super) after: u16,
    /// Minutes between possible starts
    #[arg(long, default_value_t = 15)]
    pub(super) step: u16,
    /// Each request is approved by hand
    #[arg(long)]
    pub(super) on_approval: bool,
    /// Asked of the network instead of booked from a page: the first practitioner who accepts gives it
    #[arg(long, conflicts_with = "on_approval")]
    pub(super) by_proposal: bool,
    /// Address of a practitioner who gives it; can be given several times [default: everybody of the business]
    #[arg(long = "practitioner", value_name = "SLUG")]
    pub(super) practitioners: Vec<String>,
    /// Name of the place where it is given [default: the first one of the business]
    #[arg(long)]
    pub(super) place: Option<String>,
}

/// Adds a service and offers it.
pub(super) async fn add(app: &App, command: &ServiceCommand) -> Result<(), Fault> {
    let snapshot = network(app, &command.network).await?;
    let business = business(&snapshot, command.business.as_deref())?;
    let service = service(app, command, business.id)?;
    let place = place(&snapshot, command, business.id)?;
    let mut practitioners = Vec::new();
    for slug in &command.practitioners {
        practitioners.push(practitioner(&snapshot, slug)?.id);
    }
    if practitioners.is_empty() {
        practitioners.extend(snapshot.practitioners_of(business.id).map(|whom| whom.id));
    }
    let id = snapshot.network().id;
    let mut tx = app.store.begin().await?;
    tx.put_service(id, &service).await?;
    for practitioner in practitioners {
        tx.put_offer(
            id,
            &Offer {
                practitioner,
                service: service.id,
                place,
            },
        )
        .await?;
    }
    tx.commit().await?;
    said::line(&format!("service {} ({}) of {}", service.name, service.id, business.name));
    Ok(())
}

fn place(snapshot: &actions::Snapshot, command: &ServiceCommand, business: BusinessId) -> Result<PlaceId, Fault> {
    let mut places = snapshot.catalogue.places.iter().filter(|place| place.business == business);
    let found = places.find(|place| command.place.as_ref().is_none_or(|name| *name == place.name));
    found
        .map(|place| place.id)
        .ok_or_else(|| Fault::told("the business has no such place; `admin list` shows those there are"))
}

fn service(app: &App, command: &ServiceCommand, business: BusinessId) -> Result<Service, Fault> {
    let mut fields = Fields::default();
    let name = fields.name("name", &command.name);
    let about = fields.text("about", &command.about);
    fields.finish()?;
    let lengths = [
        (command.minutes, 1, 1440),
        (command.before, 0, 720),
        (command.after, 0, 720),
        (command.step, 1, 1440),
    ];
    if lengths.iter().any(|(minutes, least, most)| minutes < least || minutes > most) {
        return Err(Fault::told(
            "a service lasts 1 to 1440 minutes, its buffers 0 to 720, and its step is 1 to 1440",
        ));
    }
    Ok(Service {
        id: ServiceId(app.entropy.id(app.clock.now())),
        business,
        name,
        about,
        duration_minutes: command.minutes,
        buffer_before_minutes: command.before,
        buffer_after_minutes: command.after,
        step_minutes: command.step,
        price: price(&command.price, &command.currency)?,
        booked_by: if command.by_proposal {
            BookedBy::Proposal
        } else if command.on_approval {
            BookedBy::Approval
        } else {
            BookedBy::AtOnce
        },
        policy: Value::Null,
    })
}

/// An amount in minor units. Currencies that have no hundredths are rare where this is used, and refused rather than guessed.
fn price(text: &str, currency: &str) -> Result<Price, Fault> {
    let wrong = || Fault::told(format!("price: expected an amount such as 65 or 65.50, not `{text}`"));
    let (whole, hundredths) = text.split_once(['.', ',']).unwrap_or((text, "00"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(hundredths) || hundredths.len() != 2 || whole.len() > 9 {
        return Err(wrong());
    }
    if !["EUR", "CHF", "GBP", "USD", "CAD", "MAD"].contains(&currency) {
        return Err(Fault::told(format!(
            "currency: expected EUR, CHF, GBP, USD, CAD or MAD, not `{currency}`"
        )));
    }
    let minor = format!("{whole}{hundredths}").parse().map_err(|_| wrong())?;
    Ok(Price {
        minor,
        currency: currency.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_as_typed() {
        for (text, minor) in [
            ("65", Some(6_500)),
            ("65.50", Some(6_550)),
            ("65,05", Some(6_505)),
            ("0", Some(0)),
            ("65.5", None),
            ("-1", None),
            ("", None),
            ("9999999999", None),
        ] {
            assert_eq!(price(text, "EUR").ok().map(|price| price.minor), minor, "{text}");
        }
        assert!(price("1", "XXX").is_err());
    }
}
