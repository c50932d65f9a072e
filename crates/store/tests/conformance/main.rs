//! One suite for both engines: each test below runs on SQLite and on PostgreSQL, and both must answer alike.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]

mod accounts;
mod appointments;
mod bookings;
mod catalogue;
mod enquiries;
mod guard;
mod hours;
mod ledger;
mod operators;
mod outbox;
mod plans;
mod practice;
mod schema;
mod tenancy;
mod turns;

/// Makes two tests of each function: `sqlite::name` and `postgres::name`.
macro_rules! on_both {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        mod sqlite {
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::practice::Practice::on_sqlite().await).await;
            })*
        }
        mod postgres {
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::practice::Practice::on_postgres(stringify!($name)).await).await;
            })*
        }
    };
}
pub(crate) use on_both;
