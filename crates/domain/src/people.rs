//! The people and places of a network.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::ids::{BusinessId, ClientId, NetworkId, OperatorId, PlaceId, PractitionerId, UserId};

/// A language we speak completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French, the first language of the product.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// The language of a BCP 47 tag such as `fr-CA`, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "fr" => Some(Language::Fr),
            "en" => Some(Language::En),
            _ => None,
        }
    }
}

/// How somebody can be reached; empty strings are never stored, absence is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who answers.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number as typed.
    pub phone: Option<String>,
}

/// The tenant: brand, language, zone, policies.
#[derive(Debug, Clone)]
pub struct Network {
    /// Identity.
    pub id: NetworkId,
    /// First part of the address of its pages.
    pub slug: String,
    /// Name as shown.
    pub name: String,
    /// One sentence that says what the network is.
    pub tagline: String,
    /// Language of people of whom nothing better is known.
    pub language: Language,
    /// Zone of people and things of which nothing better is known.
    pub zone: TimeZone,
    /// Who answers for the network.
    pub contact: Contact,
    /// The policy document of the network, as JSON; see [`crate::policy`].
    pub policy: serde_json::Value,
    /// Grows with every change of the catalogue.
    pub revision: i64,
}

/// The account that offers services. A therapist alone is a business with one practitioner.
#[derive(Debug, Clone)]
pub struct Business {
    /// Identity.
    pub id: BusinessId,
    /// Name as shown.
    pub name: String,
    /// Who answers for the business.
    pub contact: Contact,
    /// What the business changes in the network's policy, as JSON; `null` for nothing.
    pub policy: serde_json::Value,
}

/// The person or room that is booked.
#[derive(Debug, Clone)]
pub struct Practitioner {
    /// Identity.
    pub id: PractitionerId,
    /// The business this agenda belongs to.
    pub business: BusinessId,
    /// Last part of the address of the public page.
    pub slug: String,
    /// Name as shown.
    pub name: String,
    /// Profession, as shown beside the name.
    pub profession: String,
    /// A few sentences about the practice.
    pub about: String,
    /// Where messages for the practitioner go.
    pub contact: Contact,
    /// Language of messages to the practitioner.
    pub language: Language,
    /// How many appointments may run at the same time.
    pub capacity: u16,
    /// Beginnings of the postcodes that enquiries may come from, such as `75` or `69003`; none for everywhere.
    pub serves: Vec<String>,
}

/// Where services are given.
#[derive(Debug, Clone)]
pub struct Place {
    /// Identity.
    pub id: PlaceId,
    /// The business that receives here.
    pub business: BusinessId,
    /// Name as shown, such as the room or the salon.
    pub name: String,
    /// Street, postcode and town on one line.
    pub address: String,
    /// Door code, floor, intercom: shown after booking only.
    pub access_notes: String,
    /// Zone in which opening hours and appointments are told.
    pub zone: TimeZone,
}

/// Somebody who books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Identity.
    pub id: ClientId,
    /// Name as typed.
    pub name: String,
    /// E-mail address as typed.
    pub email: Option<String>,
    /// Telephone number as typed.
    pub phone: Option<String>,
    /// Language of messages to the client.
    pub language: Language,
}

/// Somebody who signs in to the console.
#[derive(Debug, Clone)]
pub struct User {
    /// Identity.
    pub id: UserId,
    /// The network the account belongs to.
    pub network: NetworkId,
    /// The business this person works for.
    pub business: BusinessId,
    /// The own agenda, for a practitioner; a secretary has none.
    pub practitioner: Option<PractitionerId>,
    /// Name as shown.
    pub name: String,
    /// Address used to sign in, in lower case.
    pub email: String,
    /// Language of the console.
    pub language: Language,
}

/// Somebody who runs the network, and signs in at a door of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Identity.
    pub id: OperatorId,
    /// The network the account belongs to.
    pub network: NetworkId,
    /// What they may do.
    pub role: OperatorRole,
    /// Name as shown.
    pub name: String,
    /// Address used to sign in, in lower case.
    pub email: String,
    /// Language of their pages.
    pub language: Language,
}

/// What somebody who runs the network may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperatorRole {
    /// Sets policies and does all that support does.
    Operator,
    /// Reads ledgers, decides cases, begins and lifts measures.
    Support,
}

impl OperatorRole {
    /// Every role.
    pub const ALL: [OperatorRole; 2] = [OperatorRole::Operator, OperatorRole::Support];

    /// The word in the store, on the command line and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            OperatorRole::Operator => "operator",
            OperatorRole::Support => "support",
        }
    }

    /// The role with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}
