//! Personal links: one appointment, a random token of 22 characters, and a store that cannot open anything when it is stolen.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The server's secret key. Tokens are derived from it and a random nonce in the store; neither opens anything alone.
#[derive(Clone)]
pub struct Links {
    key: [u8; 32],
}

/// What the store keeps of a link.
#[derive(Debug, Clone, Copy)]
pub struct NewLink {
    /// Random, lets the server write the same token again in a later message.
    pub nonce: [u8; 16],
    /// SHA-256 of the token, by which the appointment is found.
    pub hash: [u8; 32],
}

impl Links {
    /// Links under a secret key of any length.
    pub fn new(secret: &[u8]) -> Self {
        Links {
            key: Sha256::digest(secret).into(),
        }
    }

    /// What to store for a new link with this nonce.
    pub fn new_link(&self, nonce: [u8; 16]) -> NewLink {
        NewLink {
            nonce,
            hash: hash(&self.token(&nonce)),
        }
    }

    /// The token of a nonce: 128 bits as 22 characters.
    pub fn token(&self, nonce: &[u8; 16]) -> String {
        URL_SAFE_NO_PAD.encode(&self.mac(&[b"link", nonce])[..16])
    }

    /// A value that only a page of ours could have handed out for this purpose, so that a scanner which follows links changes nothing (S6).
    pub fn form_token(&self, purpose: &str, subject: &str) -> String {
        URL_SAFE_NO_PAD.encode(&self.mac(&[b"form", purpose.as_bytes(), b"\0", subject.as_bytes()])[..16])
    }

    fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Links(…)")
    }
}

/// SHA-256 of a token, which is all that is stored of it: enough for tokens above 112 bits (ASVS 5.0, 6.5.2).
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A new random token for a session or a key, 256 bits as 43 characters.
pub fn random_token(bytes: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S3: the token depends on the secret, and what is stored does not give it away.
    #[test]
    fn s3_a_token_needs_the_nonce_and_the_key() {
        let (ours, theirs) = (Links::new(b"ours"), Links::new(b"theirs"));
        let nonce = [7; 16];
        assert_eq!(ours.token(&nonce).len(), 22);
        assert_eq!(ours.token(&nonce), ours.token(&nonce));
        assert_ne!(ours.token(&nonce), theirs.token(&nonce));
        assert_ne!(ours.token(&nonce), ours.token(&[8; 16]));
        assert_eq!(ours.new_link(nonce).hash, hash(&ours.token(&nonce)));
    }
}
