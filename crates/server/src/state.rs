//! What every handler can reach.

use actions::App;
use axum::extract::FromRef;
use metrics_exporter_prometheus::PrometheusHandle;

/// Shared by all handlers; cheap to clone.
#[derive(Clone)]
pub struct ServerState {
    /// The actions.
    pub app: App,
    /// Whether this is the demo: a simulated clock that visitors move, an outbox that shows every mail, sign-in links.
    pub demo: bool,
    /// Whether cookies may only travel over TLS; false when the public address is plain HTTP, as on a developer's machine.
    pub secure_cookies: bool,
    /// The counters behind `/metrics`, if they are collected.
    pub metrics: Option<PrometheusHandle>,
}

impl FromRef<ServerState> for App {
    fn from_ref(state: &ServerState) -> App {
        state.app.clone()
    }
}
