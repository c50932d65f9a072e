//! The policies that come with the product: four networks as their own help pages describe them, and a default.
//!
//! A preset is a document like any other; nothing in the code asks for its name (I10).

use domain::policy::{Policy, PolicyFault, resolve};
use serde_json::Value;

/// A policy document by name.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Name, as given on the command line.
    pub name: &'static str,
    /// The document, TOML.
    pub toml: &'static str,
}

/// Every preset.
pub const PRESETS: [Preset; 5] = [
    Preset {
        name: "default",
        toml: include_str!("../../../policies/default.toml"),
    },
    Preset {
        name: "therapists",
        toml: include_str!("../../../policies/therapists.toml"),
    },
    Preset {
        name: "home-services",
        toml: include_str!("../../../policies/home-services.toml"),
    },
    Preset {
        name: "studio",
        toml: include_str!("../../../policies/studio.toml"),
    },
    Preset {
        name: "salons",
        toml: include_str!("../../../policies/salons.toml"),
    },
];

/// The policy document of a preset, ready to be stored with a network.
pub fn preset(name: &str) -> Option<Value> {
    let preset = PRESETS.iter().find(|preset| preset.name == name)?;
    Some(document(preset.toml).expect("the presets are checked by a test"))
}

/// A policy document as JSON, checked.
///
/// # Errors
/// The line for a text that is not TOML, the key for a value that cannot be used.
pub fn document(text: &str) -> Result<Value, PolicyFault> {
    let whole = |error: toml::de::Error| PolicyFault {
        key: "document".into(),
        why: error.to_string(),
    };
    let value: Value = toml::from_str(text).map_err(whole)?;
    resolve(&[&value]).map(|_: Policy| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::policy::ReplyTo;

    fn policy(name: &str) -> Policy {
        resolve(&[&preset(name).unwrap()]).unwrap()
    }

    #[test]
    fn every_preset_can_be_used() {
        for Preset { name, toml } in PRESETS {
            assert!(document(toml).is_ok(), "{name}: {:?}", document(toml));
        }
        assert_eq!(
            policy("default"),
            Policy::default(),
            "the default preset says what the defaults are"
        );
    }

    /// MED1-05 against SBM-13, WEC-04 against MED2, TRW-11 against the others: contradictions are data.
    #[test]
    fn presets_contradict_each_other_by_data_alone() {
        use domain::policy::Answer::{Allow, AllowWithWarning};
        let last = |name: &str| policy(name).client_reschedule.ladder.steps.last().unwrap().answer;
        assert_eq!((last("therapists"), last("studio")), (AllowWithWarning, Allow));
        assert_eq!(
            (
                policy("home-services").entry.staff_message,
                policy("therapists").entry.staff_message
            ),
            (true, false)
        );
        assert_eq!(
            (policy("salons").reply_to, policy("therapists").reply_to),
            (ReplyTo::Network, ReplyTo::Practitioner)
        );
        assert!(
            !policy("studio").client_reschedule.when_approved_by_hand
                && policy("therapists").client_reschedule.when_approved_by_hand
        );
    }

    #[test]
    fn a_fault_names_the_line_or_the_key() {
        assert!(document("[booking\n").unwrap_err().why.contains("line 1"));
        assert_eq!(document("[booking]\nmin_led = \"1 h\"").unwrap_err().key, "booking.min_led");
    }
}
