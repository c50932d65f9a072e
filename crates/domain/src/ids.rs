//! One newtype per entity, so that a client's id can never be passed where a practitioner's is meant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// The text is not an id of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id that begins with `{prefix}_`")]
pub struct NotAnId {
    /// The prefix that ids of this kind carry.
    pub prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What the printed form begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(|rest| Uuid::try_parse(rest).ok())
                    .map(Self)
                    .ok_or(NotAnId { prefix: $prefix })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A network: the tenant that every row belongs to.
    NetworkId = "net";
    /// A business: the account that offers services.
    BusinessId = "biz";
    /// A practitioner: the person or room that is booked.
    PractitionerId = "prc";
    /// A place where services are given.
    PlaceId = "plc";
    /// A service that can be booked.
    ServiceId = "srv";
    /// A client.
    ClientId = "cli";
    /// An appointment; the same through every move.
    AppointmentId = "apt";
    /// A message in the outbox.
    MessageId = "msg";
    /// Somebody who signs in.
    UserId = "usr";
    /// An absence of a practitioner.
    AbsenceId = "abs";
    /// A key of a program that calls the API.
    ApiKeyId = "key";
    /// One entry of the reliability ledger.
    StrikeId = "str";
    /// A restriction in force on somebody, with its statement of reasons.
    MeasureId = "mea";
    /// A case that support decides: a contest, a report.
    CaseId = "cas";
    /// A rule that generates repeating appointments.
    SeriesId = "ser";
    /// A client's wish for a service at a time, addressed to nobody yet.
    EnquiryId = "enq";
    /// An enquiry as one practitioner received it.
    ProposalId = "prp";
    /// Somebody who runs the network: an operator or support.
    OperatorId = "opr";
    /// One line of the audit.
    AuditId = "aud";
}
