//! The closed lists of words that the API speaks, as the glossary spells them.

use domain::appointment::{Reason, Side};
use domain::people::Language;
use domain::policy::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident of $inner:ty { $($(#[$word_doc:meta])* $word:ident => $variant:path),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $name {
            $($(#[$word_doc])* $word,)*
        }

        impl From<$name> for $inner {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$word => $variant,)*
                }
            }
        }
    )*};
}

words! {
    /// Who wants something, which is not always who clicks.
    AskedBy of Side {
        /// The client.
        Client => Side::Client,
        /// The business.
        Business => Side::Business,
    }

    /// Why somebody cancels or moves. The list asks for nothing about health.
    ReasonWord of Reason {
        /// Not well; no detail is asked for.
        Ill => Reason::Ill,
        /// Something came up.
        Hindered => Reason::Hindered,
        /// Trouble on the way.
        Transport => Reason::Transport,
        /// Another appointment elsewhere.
        FoundElsewhere => Reason::FoundElsewhere,
        /// Booked by mistake.
        Mistake => Reason::Mistake,
        /// An emergency.
        Emergency => Reason::Emergency,
        /// The room or the equipment cannot be used.
        Equipment => Reason::Equipment,
        /// The client did not come.
        DidNotCome => Reason::DidNotCome,
        /// Anything else.
        Other => Reason::Other,
    }

    /// The rungs of the ladder, from the most generous to the strictest.
    AnswerWord of Answer {
        /// It is done.
        Allow => Answer::Allow,
        /// It is done after a word about what it means for the other side.
        AllowWithWarning => Answer::AllowWithWarning,
        /// It is done and costs something.
        AllowForFee => Answer::AllowForFee,
        /// The other side must agree; the old time stays until then.
        OtherPartyMustAgree => Answer::OtherPartyMustAgree,
        /// It is done, and the business decides about the money.
        BusinessDecidesMoney => Answer::BusinessDecidesMoney,
        /// It is refused here, with whom to contact.
        RefuseAndContact => Answer::RefuseAndContact,
    }

    /// A language that messages are written in.
    LanguageWord of Language {
        /// French.
        Fr => Language::Fr,
        /// English.
        En => Language::En,
    }
}

impl From<Answer> for AnswerWord {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Allow => AnswerWord::Allow,
            Answer::AllowWithWarning => AnswerWord::AllowWithWarning,
            Answer::AllowForFee => AnswerWord::AllowForFee,
            Answer::OtherPartyMustAgree => AnswerWord::OtherPartyMustAgree,
            Answer::BusinessDecidesMoney => AnswerWord::BusinessDecidesMoney,
            Answer::RefuseAndContact => AnswerWord::RefuseAndContact,
        }
    }
}

impl From<Language> for LanguageWord {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => LanguageWord::Fr,
            Language::En => LanguageWord::En,
        }
    }
}

/// Where an appointment is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StateWord {
    /// It waits for the business.
    Requested,
    /// It stands.
    Booked,
    /// It took place.
    Fulfilled,
    /// The client did not come.
    NoShow,
    /// It was cancelled.
    Cancelled,
    /// The business declined the request.
    Declined,
    /// Nobody answered the request in time.
    Expired,
}

impl StateWord {
    /// The word as the store keeps it.
    pub(super) fn code(self) -> &'static str {
        match self {
            StateWord::Requested => "requested",
            StateWord::Booked => "booked",
            StateWord::Fulfilled => "fulfilled",
            StateWord::NoShow => "no_show",
            StateWord::Cancelled => "cancelled",
            StateWord::Declined => "declined",
            StateWord::Expired => "expired",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: serde::de::DeserializeOwned>(word: &str) -> T {
        serde_json::from_value(word.into()).unwrap()
    }

    /// Every word of the domain can be sent, and means the same.
    #[test]
    fn the_words_are_those_of_the_domain() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from(read::<ReasonWord>(reason.code())), reason);
        }
        for answer in Answer::ALL {
            assert_eq!(Answer::from(read::<AnswerWord>(answer.code())), answer);
            assert_eq!(AnswerWord::from(answer), read::<AnswerWord>(answer.code()));
        }
        for side in [Side::Client, Side::Business] {
            assert_eq!(Side::from(read::<AskedBy>(side.code())), side);
        }
        for language in [Language::Fr, Language::En] {
            assert_eq!(Language::from(read::<LanguageWord>(language.tag())), language);
        }
        for word in [
            "requested",
            "booked",
            "fulfilled",
            "no_show",
            "cancelled",
            "declined",
            "expired",
        ] {
            assert_eq!(read::<StateWord>(word).code(), word);
        }
    }
}
