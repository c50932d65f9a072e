//! Another time that one side proposes: the client's pages and the console's.

use crate::view::console::ConsoleFrame;
use crate::view::parts::{Banner, Choice, Effect, Field, Frame, Hidden, Recap, Slot};
use askama::Template;
use texts::Speech;

/// What waits for an answer, at the top of the manage page.
#[derive(Debug, Clone, Default)]
pub struct ProposalCard {
    /// "Claire Lenoir vous propose un autre moment".
    pub title: String,
    /// "Répondez avant … D'ici là, votre rendez-vous reste …"
    pub text: String,
    /// What was written with it.
    pub message: Option<String>,
    /// The times proposed, each leading to a page that confirms; for an own request there is nothing to choose.
    pub slots: Vec<Slot>,
    /// The times asked for, in words; for an own request only.
    pub asked: Vec<String>,
    /// The page that keeps the appointment, or takes the request back.
    pub end_href: String,
    /// "Garder mon rendez-vous", "Retirer ma demande".
    pub end_label: String,
}

/// Accept a proposed time, keep the appointment, or take a request back: what follows, then one button. Fields sent: `message` where there is one,
/// and `hidden`.
#[derive(Template)]
#[template(path = "client/move_answer.html")]
pub struct MoveAnswerPage {
    pub t: Speech,
    pub frame: Frame,
    pub heading: String,
    pub before: Recap,
    /// The time that would be accepted.
    pub after: Option<Recap>,
    /// A word to the practitioner, when a proposal is declined.
    pub message: Option<Field>,
    pub notice: Option<Banner>,
    pub effects: Vec<Effect>,
    pub because: Vec<String>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    /// What the button says.
    pub send: String,
    /// Back to the manage page.
    pub back_href: String,
}

/// Propose other times as the practitioner. Fields sent: `start` (each time chosen so far), `date`, `time`, `reason`, `message`, and `hidden`. The buttons
/// `pick` and `look` add a time, `drop` takes one away; none of them proposes anything.
#[derive(Template)]
#[template(path = "console/propose.html")]
pub struct ProposePage {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    pub client: String,
    pub recap: Recap,
    /// The times chosen so far; `href` holds the start that `drop` sends.
    pub chosen: Vec<Slot>,
    /// Whether another time may be added.
    pub may_add: bool,
    pub date: Field,
    pub time: Field,
    /// Free starts; buttons that send `pick`.
    pub free: Vec<Slot>,
    pub reasons: Vec<Choice>,
    pub message: Field,
    pub effects: Vec<Effect>,
    pub because: Vec<String>,
    pub notice: Option<Banner>,
    pub action: String,
    pub hidden: Vec<Hidden>,
    pub keep_href: String,
}

/// What waits for an answer, as staff see it: a client's request to answer, or the own proposal to take back.
#[derive(Template)]
#[template(path = "console/move_answer.html")]
pub struct StaffMoveAnswer {
    pub t: Speech,
    pub frame: Frame,
    pub console: ConsoleFrame,
    /// True: the client asks and staff answer.
    pub asked_by_client: bool,
    pub client: String,
    pub recap: Recap,
    /// "Répondre avant …".
    pub answer_before: String,
    /// What was written with it.
    pub words: Option<String>,
    /// Each time with what accepting it would come to.
    pub times: Vec<ProposedTime>,
    /// Where accepting posts, with `hidden` and `start`.
    pub accept_action: String,
    /// Where declining or taking back posts, with `hidden` and `message`.
    pub end_action: String,
    pub message: Field,
    /// What declining or taking back would come to.
    pub end_effects: Vec<Effect>,
    pub hidden: Vec<Hidden>,
    /// Propose something else.
    pub propose_href: String,
    pub notice: Option<Banner>,
    pub back_href: String,
}

/// One proposed time.
#[derive(Debug, Clone, Default)]
pub struct ProposedTime {
    /// "jeudi 5 mars à 10 h".
    pub label: String,
    /// The start that the button sends.
    pub start: String,
    /// Why it can no longer be had.
    pub conflict: Option<String>,
    pub effects: Vec<Effect>,
}
