//! The pages of those who run the network, asked for as a browser would, over a real store.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

#[path = "../console_pages/browser.rs"]
#[allow(dead_code, reason = "the console's tests need more of it")]
mod browser;
mod cases;
mod ledgers;
mod policy;
mod sign_in;

use browser::Browser;
use domain::people::{Operator, OperatorRole};
use testkit::world::{PASSWORD, World};

/// A browser in which an operator of the world's network is signed in.
pub(crate) async fn operator(world: &World) -> (Browser, Operator) {
    let account = world.operator("helene@lumiere.example", OperatorRole::Operator).await;
    (signed_in(world, "helene@lumiere.example").await, account)
}

/// A browser in which support is signed in.
pub(crate) async fn support(world: &World) -> (Browser, Operator) {
    let account = world.operator("basile@lumiere.example", OperatorRole::Support).await;
    (signed_in(world, "basile@lumiere.example").await, account)
}

/// A browser of somebody who signs in at the network's own door.
pub(crate) async fn signed_in(world: &World, email: &str) -> Browser {
    let mut browser = Browser::new(world.router());
    let fields = [("email", email), ("password", PASSWORD)];
    browser.post("/operator/sign-in", &fields).await.is(303);
    browser
}
