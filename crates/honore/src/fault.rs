//! Why a command did not do what it was asked.

use crate::config::ConfigFault;

/// A fault that ends a command; each reads as a sentence for the person at the keyboard.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigFault),
    /// An action failed.
    #[error(transparent)]
    Action(#[from] actions::Failure),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// Anything else, in a sentence.
    #[error("{0}")]
    Told(String),
}

impl Fault {
    /// A fault in a sentence.
    pub(crate) fn told(sentence: impl Into<String>) -> Self {
        Fault::Told(sentence.into())
    }
}
