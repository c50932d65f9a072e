//! What every decision on these pages has in common: written reasons, and a look at what would follow before it is done.

use domain::notice::Notice;
use domain::reliability::SHORTEST_REASONS;
use texts::dates;

use super::office::Office;
use crate::pages::console::Entries;
use crate::view::operator::DecisionForm;
use crate::view::parts::{Choice, Field, Hidden};

/// How long a limitation may last, as the form offers it.
pub(super) const LIMITS: [Notice; 4] = [Notice::hours(48), Notice::Days(7), Notice::Days(14), Notice::Days(30)];

/// What somebody typed and chose.
pub(super) struct Wish {
    pub(super) verdict: String,
    pub(super) limit: Option<Notice>,
    pub(super) reasons: String,
    /// The button that does it was pressed, after a look at the same choice.
    pub(super) is_meant: bool,
}

impl Wish {
    pub(super) fn new(form: &Entries) -> Self {
        let chosen = form.text("limit").parse().ok();
        let wish = Wish {
            verdict: form.text("verdict").to_owned(),
            limit: chosen.filter(|limit| LIMITS.contains(limit)),
            reasons: form.text("reasons").trim().replace("\r\n", "\n"),
            is_meant: false,
        };
        let is_meant = form.is_set("act") && form.text("looked") == wish.digest();
        Wish { is_meant, ..wish }
    }

    /// Nothing typed yet.
    pub(super) fn none() -> Self {
        Wish {
            verdict: String::new(),
            limit: None,
            reasons: String::new(),
            is_meant: false,
        }
    }

    /// The choice without the words: those may be polished after the look.
    fn digest(&self) -> String {
        let limit = self.limit.map(|limit| limit.to_string()).unwrap_or_default();
        format!("{} {limit}", self.verdict)
    }

    /// Whether the reasons are long enough to be read by both sides.
    pub(super) fn reasons_suffice(&self) -> bool {
        self.reasons.chars().count() >= SHORTEST_REASONS
    }

    /// The form as typed. `looked` lets the button act.
    pub(super) fn form(&self, office: &Office, action: String, back_href: String, looked: bool) -> DecisionForm {
        let mut hidden = office.hidden();
        if looked {
            hidden.push(Hidden::new("looked", self.digest()));
        }
        DecisionForm {
            action,
            hidden,
            reasons: Field {
                required: true,
                ..Field::with(self.reasons.clone())
            },
            least: SHORTEST_REASONS,
            back_href,
            ..DecisionForm::default()
        }
    }

    /// The lengths to choose from.
    pub(super) fn limits(&self, office: &Office) -> Vec<Choice> {
        let choice = |limit: Notice| Choice {
            chosen: self.limit == Some(limit),
            ..Choice::new(limit.to_string(), dates::notice(office.t, limit))
        };
        LIMITS.into_iter().map(choice).collect()
    }

    /// What is wrong with the reasons, for their field.
    pub(super) fn reasons_fault(&self, office: &Office) -> Option<String> {
        let least = i64::try_from(SHORTEST_REASONS).unwrap_or(i64::MAX);
        (!self.reasons_suffice()).then(|| office.t.with_number("operator-reasons-too-short", "count", least))
    }
}
