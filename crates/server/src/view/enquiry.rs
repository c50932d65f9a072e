//! Enquiries: the page where a client asks without choosing anybody, the page behind the enquiry's link, and the console's proposals.

use super::console::ConsoleFrame;
use super::parts::{Banner, Choice, Contact, Effect, Fact, Field, Frame, Hidden, Icon, Link, Meaning, Recap};
use askama::Template;
use texts::Speech;

/// What, when and where. A form of the GET kind; fields sent: `service`, `date`, `time`, `postcode`.
#[derive(Template)]
#[template(path = "client/ask.html")]
pub struct AskPage {
    pub t: Speech,
    pub frame: Frame,
    /// Where the form leads.
    pub action: String,
    /// `value` is the name of the service; with price and length as hint.
    pub services: Vec<Choice>,
    pub service_error: Option<String>,
    pub date: Field,
    pub time: Field,
    pub postcode: Field,
    /// Nobody can come, or the fields need the reader.
    pub problem: Option<Banner>,
    /// Why nobody can come: "Nadia Kaci : trop loin…", one line each.
    pub why_nobody: Vec<String>,
}

impl AskPage {
    /// The fields that need the reader, as (input's id, what would be right), for the summary above the form.
    #[must_use]
    pub fn errors(&self) -> Vec<(&'static str, &str)> {
        let service = self.service_error.as_deref().map(|error| ("service", error));
        let fields = [("date", &self.date), ("time", &self.time), ("postcode", &self.postcode)];
        let wrong = fields
            .into_iter()
            .filter_map(|(id, field)| field.error.as_deref().map(|error| (id, error)));
        service.into_iter().chain(wrong).collect()
    }
}

/// Who asks, once it is known that somebody can come. Fields sent: `address`, `name`, `email`, `phone`, `note`, besides `hidden`.
#[derive(Template)]
#[template(path = "client/ask_who.html")]
pub struct AskWhoPage {
    pub t: Speech,
    pub frame: Frame,
    pub recap: Recap,
    /// Back to what, when and where, with everything kept.
    pub back_href: String,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub address: Field,
    pub name: Field,
    pub email: Field,
    pub phone: Field,
    pub note: Field,
    /// To how many it goes, until when it waits, what it costs, the way back.
    pub effects: Vec<Effect>,
}

impl AskWhoPage {
    /// The fields that need the reader, as (input's id, what would be right), for the summary above the form.
    #[must_use]
    pub fn errors(&self) -> Vec<(&'static str, &str)> {
        let fields = [
            ("address", &self.address),
            ("note", &self.note),
            ("name", &self.name),
            ("email", &self.email),
            ("phone", &self.phone),
        ];
        fields
            .into_iter()
            .filter_map(|(id, field)| field.error.as_deref().map(|error| (id, error)))
            .collect()
    }
}

/// The page behind the personal link of an enquiry, for its whole life.
#[derive(Template)]
#[template(path = "client/enquiry.html")]
pub struct EnquiryPage {
    pub t: Speech,
    pub frame: Frame,
    pub meaning: Meaning,
    pub icon: Icon,
    /// "En attente d'un praticien".
    pub state: String,
    pub state_text: String,
    /// "Mardi 3 mars à 14 h 30".
    pub when: String,
    /// Name of the service.
    pub what: String,
    pub facts: Vec<Fact>,
    /// The appointment it became, or asking anew.
    pub onward: Option<Link>,
    /// While it waits: what withdrawing comes to, and where its form posts with `hidden`.
    pub withdraw: Option<Withdraw>,
    pub contact: Option<Contact>,
}

/// Taking an enquiry back.
pub struct Withdraw {
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub effects: Vec<Effect>,
}

/// What practitioners of the business received.
#[derive(Template)]
#[template(path = "console/enquiry_proposals.html")]
pub struct ProposalsPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub rows: Vec<ProposalRow>,
    /// Those that are over, newest first.
    pub over: Vec<ProposalOver>,
}

/// One proposal that waits.
pub struct ProposalRow {
    pub href: String,
    pub client: String,
    /// "Mardi 3 mars à 14 h 30".
    pub when: String,
    /// "Coiffure, 60 min".
    pub what: String,
    /// "Code postal 75018. L'adresse exacte…".
    pub whereabouts: String,
    /// "Pour Claire Lenoir", where the business has several agendas.
    pub for_whom: Option<String>,
    pub note: Option<String>,
    pub answer_before: String,
    pub pressing: bool,
    pub refuse_action: String,
    pub hidden: Vec<Hidden>,
}

/// One proposal that is over.
pub struct ProposalOver {
    pub when: String,
    pub what: String,
    pub state: String,
    pub meaning: Meaning,
    /// The appointment, for the one who accepted.
    pub href: Option<String>,
}

/// One proposal, before the click: what accepting comes to.
#[derive(Template)]
#[template(path = "console/enquiry_proposal.html")]
pub struct ProposalPage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub client: String,
    pub recap: Recap,
    pub whereabouts: String,
    pub note: Option<String>,
    pub answer_before: String,
    /// Why this practitioner receives it.
    pub why: Vec<String>,
    pub effects: Vec<Effect>,
    /// It can no longer be accepted: why.
    pub problem: Option<Banner>,
    pub accept_action: String,
    /// Refusing is possible while the proposal waits.
    pub refuse_action: Option<String>,
    pub hidden: Vec<Hidden>,
}
