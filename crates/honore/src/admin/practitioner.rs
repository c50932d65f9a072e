//! Adding a practitioner.

use actions::fields::Fields;
use actions::{App, Snapshot};
use clap::Args;
use domain::agenda::{MinuteOfDay, WeeklyHours};
use domain::ids::{BusinessId, PlaceId, PractitionerId};
use domain::people::{Business, Contact, Place, Practitioner};
use jiff::civil::Weekday;
use serde_json::Value;
use store::Hours;

use super::named::{network, slug_or, taken};
use crate::fault::Fault;
use crate::said;

#[derive(Args)]
pub(crate) struct PractitionerCommand {
    /// Address of the network
    #[arg(long)]
    pub(super) network: String,
    /// Name as shown
    #[arg(long)]
    pub(super) name: String,
    /// Last part of the address of the page [default: made of the name]
    #[arg(long)]
    pub(super) slug: Option<String>,
    /// Profession, shown beside the name
    #[arg(long, default_value = "")]
    pub(super) profession: String,
    /// A few sentences about the practice
    #[arg(long, default_value = "")]
    pub(super) about: String,
    /// Where messages for the practitioner go
    #[arg(long)]
    pub(super) email: String,
    /// Telephone number
    #[arg(long)]
    pub(super) phone: Option<String>,
    /// Name of the business, made if it is new [default: the practitioner's name]
    #[arg(long)]
    pub(super) business: Option<String>,
    /// Name of the place, made if it is new [default: the business's name]
    #[arg(long)]
    pub(super) place: Option<String>,
    /// Street, postcode and town of a new place
    #[arg(long, default_value = "")]
    pub(super) address: String,
    /// Door code, floor, intercom of a new place: shown after booking only
    #[arg(long, default_value = "")]
    pub(super) access: String,
    /// How many appointments may run at the same time
    #[arg(long, default_value_t = 1)]
    pub(super) capacity: u16,
    /// Beginning of a postcode from which enquiries may come, such as 75 or 69003. Can be given several times [default: everywhere]
    #[arg(long, value_name = "POSTCODE")]
    pub(super) serves: Vec<String>,
    /// Opening hours; days are 1 (Monday) to 7. Can be given several times
    #[arg(long = "hours", value_name = "DAYS HOURS", default_value = "1-5 09:00-12:30 14:00-18:00")]
    pub(super) hours: Vec<String>,
}

/// Adds a practitioner and says under which address the page stands.
pub(super) async fn add(app: &App, command: &PractitionerCommand) -> Result<String, Fault> {
    let snapshot = network(app, &command.network).await?;
    let weekly = command
        .hours
        .iter()
        .map(|text| hours(text))
        .collect::<Result<Vec<_>, _>>()?
        .concat();
    let contact = contact(command)?;
    let business = business(app, &snapshot, command, &contact);
    let place = place(app, &snapshot, command, &business);
    let practitioner = practitioner(app, command, &business, contact)?;
    let hours = Hours {
        weekly: weekly.into_iter().map(|hours| (place.id, hours)).collect(),
        ..Hours::default()
    };
    let id = snapshot.network().id;
    let mut tx = app.store.begin().await?;
    tx.put_business(id, &business).await?;
    tx.put_place(id, &place).await?;
    tx.put_practitioner(id, &practitioner)
        .await
        .map_err(|error| taken(error, &practitioner.slug))?;
    tx.replace_hours(id, practitioner.id, &hours).await?;
    tx.commit().await?;
    said::line(&format!(
        "practitioner {} ({}) of {}",
        practitioner.slug, practitioner.id, business.name
    ));
    Ok(practitioner.slug)
}

fn contact(command: &PractitionerCommand) -> Result<Contact, Fault> {
    let mut fields = Fields::default();
    let name = fields.name("name", &command.name);
    let email = fields.email("email", &command.email);
    let phone = fields.phone("phone", command.phone.as_deref().unwrap_or_default());
    for (field, text) in [
        ("profession", &command.profession),
        ("about", &command.about),
        ("address", &command.address),
        ("access", &command.access),
    ] {
        fields.text(field, text);
    }
    fields.finish()?;
    Ok(Contact { name, email, phone })
}

fn business(app: &App, snapshot: &Snapshot, command: &PractitionerCommand, contact: &Contact) -> Business {
    let name = command.business.clone().unwrap_or_else(|| contact.name.clone());
    let known = snapshot.catalogue.businesses.iter().find(|business| business.name == name);
    known.cloned().unwrap_or_else(|| Business {
        id: BusinessId(app.entropy.id(app.clock.now())),
        name,
        contact: contact.clone(),
        policy: Value::Null,
    })
}

fn place(app: &App, snapshot: &Snapshot, command: &PractitionerCommand, business: &Business) -> Place {
    let name = command.place.clone().unwrap_or_else(|| business.name.clone());
    let known = snapshot
        .catalogue
        .places
        .iter()
        .find(|place| place.business == business.id && place.name == name);
    known.cloned().unwrap_or_else(|| Place {
        id: PlaceId(app.entropy.id(app.clock.now())),
        business: business.id,
        name,
        address: command.address.clone(),
        access_notes: command.access.clone(),
        zone: snapshot.network().zone.clone(),
    })
}

fn practitioner(app: &App, command: &PractitionerCommand, business: &Business, contact: Contact) -> Result<Practitioner, Fault> {
    if command.capacity == 0 {
        return Err(Fault::told("capacity: expected 1 or more"));
    }
    Ok(Practitioner {
        id: PractitionerId(app.entropy.id(app.clock.now())),
        business: business.id,
        slug: slug_or(command.slug.as_deref(), &command.name)?,
        name: contact.name.clone(),
        profession: command.profession.clone(),
        about: command.about.clone(),
        contact,
        language: domain::people::Language::Fr,
        capacity: command.capacity,
        serves: command
            .serves
            .iter()
            .map(|start| domain::enquiry::postcode(start))
            .filter(|start| !start.is_empty())
            .collect(),
    })
}

/// Hours such as `1-5 09:00-12:30 14:00-18:00`.
fn hours(text: &str) -> Result<Vec<WeeklyHours>, Fault> {
    let wrong = || {
        Fault::told(format!(
            "hours: expected days and hours such as \"1-5 09:00-12:30 14:00-18:00\", not \"{text}\""
        ))
    };
    let mut parts = text.split_whitespace();
    let days = parts.next().and_then(weekdays).ok_or_else(wrong)?;
    let spans = parts
        .map(span)
        .collect::<Option<Vec<_>>>()
        .filter(|spans| !spans.is_empty())
        .ok_or_else(wrong)?;
    let of_day = |weekday: Weekday| spans.iter().map(move |&(from, to)| WeeklyHours { weekday, from, to });
    Ok(days.into_iter().flat_map(of_day).collect())
}

fn weekdays(text: &str) -> Option<Vec<Weekday>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last): (i8, i8) = (first.parse().ok()?, last.parse().ok()?);
    let days: Option<Vec<Weekday>> = (first..=last).map(|day| Weekday::from_monday_one_offset(day).ok()).collect();
    days.filter(|days| !days.is_empty())
}

fn span(text: &str) -> Option<(MinuteOfDay, MinuteOfDay)> {
    let (from, to) = text.split_once('-')?;
    let (from, to): (MinuteOfDay, MinuteOfDay) = (from.parse().ok()?, to.parse().ok()?);
    (from < to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_as_typed() {
        for (text, count) in [
            ("1-5 09:00-12:30 14:00-18:00", Some(10)),
            ("6 09:00-12:00", Some(1)),
            ("1-5", None),
            ("0-5 09:00-12:00", None),
            ("5-1 09:00-12:00", None),
            ("1 12:00-09:00", None),
            ("1 9-12", None),
            ("", None),
        ] {
            assert_eq!(hours(text).ok().map(|hours| hours.len()), count, "{text}");
        }
    }
}
