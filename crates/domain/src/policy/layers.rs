//! Network, business, service: the most specific document wins, where the network allows it.

use serde_json::Value;

use super::Policy;

/// A policy document that cannot be used, with the key that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {why}")]
pub struct PolicyFault {
    /// Path of the key, such as `client_cancel.ladder.steps`.
    pub key: String,
    /// What is wrong and what would be right.
    pub why: String,
}

/// The policy that the layers give together, from the general (network) to the specific (service). `null` layers change nothing.
///
/// # Errors
/// The first key that is unknown, of a wrong type, locked by the network, or has an unusable value.
pub fn resolve(layers: &[&Value]) -> Result<Policy, PolicyFault> {
    let mut merged = Value::Object(serde_json::Map::new());
    for (depth, layer) in layers.iter().enumerate() {
        if depth > 0 && layer.get("locked").is_some() {
            return Err(PolicyFault {
                key: "locked".into(),
                why: "only the network can keep parts for itself".into(),
            });
        }
        // One order and one measure for all, by parameters that are the same for everybody (L13).
        let of_network = ["ranking", "reliability"].into_iter().find(|key| layer.get(key).is_some());
        if let (1.., Some(key)) = (depth, of_network) {
            return Err(PolicyFault {
                key: key.into(),
                why: "only the network says by what businesses are measured".into(),
            });
        }
        refuse_locked(&merged, layer)?;
        merge(&mut merged, layer);
    }
    let policy: Policy = serde_path_to_error::deserialize(&merged).map_err(|error| PolicyFault {
        key: error.path().to_string(),
        why: error.inner().to_string(),
    })?;
    match policy.fault() {
        Some(fault) => Err(fault),
        None => Ok(policy),
    }
}

fn refuse_locked(general: &Value, specific: &Value) -> Result<(), PolicyFault> {
    let locked = general
        .get("locked")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    for key in locked {
        if specific.get(key).is_some() {
            return Err(PolicyFault {
                key: key.to_owned(),
                why: "the network keeps this part for itself".into(),
            });
        }
    }
    Ok(())
}

/// Tables merge key by key; anything else, lists included, is replaced as a whole.
fn merge(general: &mut Value, specific: &Value) {
    match (general, specific) {
        (Value::Object(general), Value::Object(specific)) => {
            for (key, value) in specific {
                merge(general.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (general, specific) => *general = specific.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::Notice;
    use serde_json::json;

    #[test]
    fn the_most_specific_layer_wins() {
        let network = json!({"booking": {"min_lead": "2 h", "horizon_days": 30}});
        let service = json!({"booking": {"min_lead": "30 min"}});
        let policy = resolve(&[&network, &Value::Null, &service]).unwrap();
        assert_eq!(policy.booking.min_lead, Notice::Minutes(30));
        assert_eq!(policy.booking.horizon_days, 30);
    }

    #[test]
    fn faults_name_the_key() {
        for (document, key) in [
            (json!({"bookin": {}}), "bookin"),
            (json!({"booking": {"min_lead": "soon"}}), "booking.min_lead"),
            (json!({"booking": {"horizon_days": -1}}), "booking.horizon_days"),
            (
                json!({"client_cancel": {"ladder": {"steps": [{"notice": "1 h", "answer": "maybe"}], "after_start": "allow"}}}),
                "client_cancel.ladder.steps[0].answer",
            ),
            (
                json!({"client_cancel": {"ladder": {"steps": [], "after_start": "allow_for_fee"}}}),
                "client_cancel.ladder.answer",
            ),
            (
                json!({"messages": {"matrix": [{"event": "booked", "by": "client", "client": ["email", "email"]}]}}),
                "messages.matrix",
            ),
        ] {
            let fault = resolve(&[&document]).unwrap_err();
            assert!(fault.key.starts_with(key), "{fault}");
        }
    }

    #[test]
    fn a_network_can_keep_a_part_for_itself() {
        let ranking = json!({"ranking": {"enabled": true}});
        assert!(resolve(&[&ranking]).is_ok());
        assert_eq!(resolve(&[&json!({}), &ranking]).unwrap_err().key, "ranking");
        let gentle = json!({"reliability": {"business": []}});
        assert_eq!(resolve(&[&json!({}), &gentle]).unwrap_err().key, "reliability");
        let network = json!({"locked": ["client_cancel"]});
        let business = json!({"client_cancel": {"ladder": {"steps": [], "after_start": "allow"}}});
        assert_eq!(resolve(&[&network, &business]).unwrap_err().key, "client_cancel");
        assert_eq!(
            resolve(&[&network, &json!({"locked": []}), &business]).unwrap_err().key,
            "locked"
        );
    }
}
