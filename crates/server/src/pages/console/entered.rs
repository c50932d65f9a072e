//! What somebody typed into a form or an address, by name, as it came.

use axum::extract::{Form, FromRequest, Request};

use crate::pages::problem::PageError;
use crate::view::parts::{Field, Hidden};

/// Names and values in the order they came; a name may come several times.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Entries(Vec<(String, String)>);

impl Entries {
    /// From the question part of an address. What cannot be read is left out.
    pub(in crate::pages) fn of_query(query: Option<&str>) -> Self {
        let uri = format!("/?{}", query.unwrap_or_default());
        let read = uri.parse().ok().and_then(|uri| axum::extract::Query::try_from_uri(&uri).ok());
        Entries(read.map(|axum::extract::Query(pairs)| pairs).unwrap_or_default())
    }

    /// The first value of a name; empty when it did not come.
    pub(in crate::pages) fn text(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a name, in order.
    pub(in crate::pages) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every name that came, in order.
    pub(in crate::pages) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether a tick or a button with this name came.
    pub(in crate::pages) fn is_set(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Whether the form only asks what would follow: by its button `look`, or by picking a start.
    pub(super) fn asks_only(&self) -> bool {
        self.is_set("look") || self.is_set("pick")
    }

    /// The field as typed.
    pub(in crate::pages) fn field(&self, name: &str) -> Field {
        Field::with(self.text(name))
    }

    /// The value of a name, to travel on unseen.
    pub(in crate::pages) fn hidden(&self, name: &str) -> Option<Hidden> {
        self.is_set(name).then(|| Hidden::new(name, self.text(name)))
    }
}

impl<S: Send + Sync> FromRequest<S> for Entries {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(pairs)) => Ok(Entries(pairs)),
            Err(_) => Err(PageError::unreadable("form")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_in_order_and_rubbish_is_left_out() {
        let entries = Entries::of_query(Some("a=1&b=%C3%A9+x&a=2"));
        assert_eq!(entries.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(entries.text("b"), "é x");
        assert_eq!(entries.text("c"), "");
        assert_eq!(Entries::of_query(None).text("a"), "");
    }
}
