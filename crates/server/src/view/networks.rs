//! The first page of a server with several networks.

use crate::view::parts::Frame;
use askama::Template;
use texts::Speech;

/// The networks of this server.
#[derive(Template)]
#[template(path = "client/networks.html")]
pub struct NetworkList {
    pub t: Speech,
    pub frame: Frame,
    /// By name; empty on a server that was just installed.
    pub networks: Vec<NetworkCard>,
}

/// One network.
#[derive(Debug, Clone, Default)]
pub struct NetworkCard {
    /// The network's home.
    pub href: String,
    pub name: String,
    /// One sentence of the network about itself.
    pub tagline: String,
}
