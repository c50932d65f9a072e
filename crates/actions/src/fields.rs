//! What people type, checked field by field.

use crate::{Failure, FieldFault};

/// Collects the fields that cannot be used, so that a form can show them all at once.
#[derive(Debug, Default)]
pub struct Fields {
    faults: Vec<FieldFault>,
}

/// Longest name, in characters.
pub const NAME_CHARS: usize = 120;
/// Longest note or message, in characters.
pub const TEXT_CHARS: usize = 2_000;

impl Fields {
    /// Notes a fault.
    pub fn fault(&mut self, field: &'static str, code: &'static str, limit: Option<usize>) {
        self.faults.push(FieldFault { field, code, limit });
    }

    /// A name: not empty, one line, at most [`NAME_CHARS`] characters.
    pub fn name(&mut self, field: &'static str, text: &str) -> String {
        self.name_up_to(field, text, NAME_CHARS)
    }

    /// As [`Fields::name`], with another limit: an address on one line.
    pub fn name_up_to(&mut self, field: &'static str, text: &str, longest: usize) -> String {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            self.fault(field, "missing", None);
        } else if name.chars().count() > longest {
            self.fault(field, "too-long", Some(longest));
        } else if text.chars().any(char::is_control) {
            self.fault(field, "control-characters", None);
        }
        name
    }

    /// An e-mail address, or nothing.
    pub fn email(&mut self, field: &'static str, text: &str) -> Option<String> {
        let email = text.trim();
        if email.is_empty() {
            return None;
        }
        if !looks_like_an_address(email) {
            self.fault(field, "not-an-email", None);
        }
        Some(email.to_owned())
    }

    /// A telephone number, or nothing: 6 to 15 digits with the usual separators (E.164 allows 15).
    pub fn phone(&mut self, field: &'static str, text: &str) -> Option<String> {
        let phone = text.trim();
        if phone.is_empty() {
            return None;
        }
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let usual = phone.chars().all(|c| c.is_ascii_digit() || " +.-()/".contains(c));
        if !usual || !(6..=15).contains(&digits) {
            self.fault(field, "not-a-phone", None);
        }
        Some(phone.to_owned())
    }

    /// A text of several lines, at most [`TEXT_CHARS`] characters; other control characters than line ends and tabs are refused.
    pub fn text(&mut self, field: &'static str, text: &str) -> String {
        let text = text.trim().replace("\r\n", "\n");
        if text.chars().count() > TEXT_CHARS {
            self.fault(field, "too-long", Some(TEXT_CHARS));
        } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.fault(field, "control-characters", None);
        }
        text
    }

    /// Nothing when every field can be used.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with all faults.
    pub fn finish(self) -> Result<(), Failure> {
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(Failure::Invalid(self.faults))
        }
    }
}

/// A deliberately small check; whether an address works is only known when mail to it arrives (RFC 5321, 4.5.3.1 for the lengths).
fn looks_like_an_address(email: &str) -> bool {
    let Some((local, domain)) = email.rsplit_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        part.chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"@".contains(c))
    };
    let labels = || domain.split('.');
    (1..=64).contains(&local.len())
        && email.len() <= 254
        && plain(local)
        && plain(domain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && labels().count() >= 2
        && labels().all(|label| !label.is_empty() && label.len() <= 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(check: impl FnOnce(&mut Fields)) -> Vec<&'static str> {
        let mut fields = Fields::default();
        check(&mut fields);
        fields.faults.iter().map(|fault| fault.code).collect()
    }

    /// S10: what could break out of a header is refused where it is typed.
    #[test]
    fn s10_names_and_addresses() {
        let long = "x".repeat(10_000);
        for (name, expected) in [
            ("Zoé Martin", None),
            ("  ", Some("missing")),
            (long.as_str(), Some("too-long")),
            ("Zoé\r\nBcc: everybody@example.org", Some("control-characters")),
        ] {
            assert_eq!(
                faults(|f| {
                    f.name("name", name);
                })
                .first()
                .copied(),
                expected,
                "{name:.20}"
            );
        }
        for (email, good) in [
            ("zoe@example.org", true),
            ("zoe.martin+rdv@mail.example.org", true),
            ("zoe", false),
            ("zoe@example", false),
            ("zoe@exa mple.org", false),
            ("zoe@example.org\nBcc: a@b.org", false),
            ("<zoe@example.org>", false),
            ("a@b@example.org", false),
        ] {
            assert_eq!(
                faults(|f| {
                    f.email("email", email);
                })
                .is_empty(),
                good,
                "{email}"
            );
        }
        for (phone, good) in [
            ("06 12 34 56 78", true),
            ("+33 6 12 34 56 78", true),
            ("12", false),
            ("call me", false),
        ] {
            assert_eq!(
                faults(|f| {
                    f.phone("phone", phone);
                })
                .is_empty(),
                good,
                "{phone}"
            );
        }
    }
}
