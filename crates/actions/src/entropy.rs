//! The one place that asks for chance.

use jiff::Timestamp;
use uuid::Uuid;

/// Where randomness comes from: the operating system's generator, through a cryptographic one per thread.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entropy;

impl Entropy {
    /// Random bytes, fit for tokens.
    #[expect(clippy::disallowed_methods, reason = "this is the place the others are sent to")]
    pub fn bytes<const N: usize>(self) -> [u8; N] {
        let mut bytes = [0; N];
        rand::fill(&mut bytes);
        bytes
    }

    /// A new UUIDv7 (RFC 9562, 5.7): it sorts by time and is never used as a secret.
    pub fn id(self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>()).into_uuid()
    }
}
