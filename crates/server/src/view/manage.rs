//! The personal link: the state of one appointment, and what its client can do about it.

use crate::view::move_proposal::ProposalCard;
use crate::view::notice_line::NoticeLine;
use crate::view::parts::{
    Banner, Choice, Contact, Effect, Fact, Field, Frame, Hidden, HistoryRow, Link, Recap, Slot, SlotWeek, Standing,
};
use askama::Template;
use texts::Speech;

/// The confirmation page, which is the manage page for the whole life of the appointment.
///
/// Just after a booking or a move, set `frame.banner` too; after a cancel set `offers`.
#[derive(Template)]
#[template(path = "client/manage.html")]
pub struct ManagePage {
    pub t: Speech,
    pub frame: Frame,
    pub standing: Standing,
    /// One sentence under the state: "Annulé par vous le lundi 2 mars à 9 h 12." or "Réponse avant mardi à 18 h."
    pub standing_text: Option<String>,
    /// "Mardi 3 mars à 14 h 30".
    pub when: String,
    /// "Shiatsu, 60 min, avec Claire Lenoir".
    pub what: String,
    /// Where (with door code and floor now), price, what to bring.
    pub facts: Vec<Fact>,
    /// That it repeats.
    pub repeats: Option<Repeats>,
    /// Another time that waits for an answer.
    pub proposal: Option<ProposalCard>,
    /// What can be done and until when. None once nothing can be done (past, cancelled).
    pub notice: Option<NoticeCard>,
    /// Calendar addresses; None once there is nothing to put into a calendar.
    pub calendar: Option<CalendarLinks>,
    pub contact: Option<Contact>,
    pub history: Vec<HistoryRow>,
    /// "Les conditions affichées sont celles du 20 février.": the terms are frozen.
    pub terms: Option<String>,
    /// After a cancel, a refusal or the end: what is offered instead.
    pub offers: Option<Offers>,
}

/// "Si vous avez un empêchement".
#[derive(Debug, Clone, Default)]
pub struct NoticeCard {
    /// None when the terms set no limit at all.
    pub line: Option<NoticeLine>,
    /// The policy sentence, with the deadline as a date.
    pub sentence: String,
    /// None: moving is over or was never possible; `sentence` says why.
    pub move_href: Option<String>,
    /// True: a move is asked for, and the other side answers.
    pub move_asks: bool,
    /// None: cancelling online is over; `sentence` says so and `contacts` whom to call.
    pub cancel_href: Option<String>,
    /// Shown when one of the two is closed.
    pub contacts: Vec<Contact>,
}

/// That an appointment repeats, and the way to cancel all that is to come.
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    /// "Ce rendez-vous se répète. Tous les lundis à 15 h."
    pub text: String,
    pub cancel_all: Option<Link>,
}

/// The ways into a calendar.
#[derive(Debug, Clone, Default)]
pub struct CalendarLinks {
    pub ics_href: String,
    pub google_href: String,
    pub outlook_href: String,
}

/// What is offered when the appointment does not take place, or did.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    /// The next free starts with the same practitioner.
    pub slots: Vec<Slot>,
    /// All slots of the same practitioner.
    pub more: Option<Link>,
    /// Other practitioners of the network.
    pub others: Vec<Link>,
}

/// Choose another time. Each slot leads to [`MoveConfirm`].
#[derive(Template)]
#[template(path = "client/move.html")]
pub struct MovePicker {
    pub t: Speech,
    pub frame: Frame,
    /// The time it has now, which stays until another one is confirmed.
    pub old: Recap,
    pub week: SlotWeek,
    /// "Vous pouvez encore déplacer ce rendez-vous 2 fois." or a warning that it is late.
    pub notice: Option<Banner>,
    /// Back to the manage page.
    pub back_href: String,
    /// Shown when nothing fits.
    pub contact: Option<Contact>,
}

/// Before and now, side by side, then one button. Posts `hidden` only.
#[derive(Template)]
#[template(path = "client/move_confirm.html")]
pub struct MoveConfirm {
    pub t: Speech,
    pub frame: Frame,
    pub before: Recap,
    pub after: Recap,
    /// True: the other side must agree first; the words say that it is asked for, not done.
    pub asks: bool,
    /// "Il reste moins de 24 h…", when the terms warn; also a slot taken meanwhile.
    pub notice: Option<Banner>,
    pub effects: Vec<Effect>,
    pub because: Vec<String>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    /// Back to the list of slots.
    pub back_href: String,
    /// Back to the manage page: "Garder mon rendez-vous".
    pub keep_href: String,
}

/// Cancel: what follows, then the choice. Fields sent: `reason` (one of `reasons`), `message`, and `hidden`.
#[derive(Template)]
#[template(path = "client/cancel.html")]
pub struct CancelPage {
    pub t: Speech,
    pub frame: Frame,
    pub recap: Recap,
    /// What is cancelled: this one or all that repeat; empty for one that stands alone.
    pub scopes: Vec<Who>,
    /// Who wants it: the client, or the professional; none when that is no question any more.
    pub who: Vec<Who>,
    /// The client says that the professional asked for it.
    pub reported: bool,
    /// The warning of the terms: "Il reste 19 h : c'est une annulation tardive."
    pub notice: Option<Banner>,
    pub line: Option<NoticeLine>,
    pub effects: Vec<Effect>,
    /// Why it is so, one sentence each.
    pub because: Vec<String>,
    pub reasons: Vec<Choice>,
    pub reason_required: bool,
    pub reason_error: Option<String>,
    pub message: Field,
    /// Three starts to move to instead; each leads to [`MoveConfirm`]. Empty when moving is closed.
    pub instead: Vec<Slot>,
    /// All slots: the move picker. None when moving is closed.
    pub move_href: Option<String>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub keep_href: String,
}

/// A limit stands in the way: why, since when, and whom to turn to.
#[derive(Template)]
#[template(path = "client/refused.html")]
pub struct RefusedPage {
    pub t: Speech,
    pub frame: Frame,
    /// "Ce rendez-vous ne se déplace plus en ligne".
    pub heading: String,
    pub recap: Recap,
    /// "C'était possible jusqu'au lundi 2 mars à 14 h 30."
    pub why: String,
    pub line: Option<NoticeLine>,
    pub because: Vec<String>,
    pub contacts: Vec<Contact>,
    pub back: Link,
    /// What can still be done: "Annuler ce rendez-vous" when only the move is closed.
    pub still: Vec<Link>,
}

/// Somebody who may want a cancellation, with the page that shows what would follow.
#[derive(Debug, Clone, Default)]
pub struct Who {
    pub link: Link,
    pub chosen: bool,
}
