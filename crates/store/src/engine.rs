//! One SQL text for two engines: what a statement is, what it runs on, and the macros that expand one body for both drivers.

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection};

/// Which database stands behind the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Embedded: one file, one writer.
    Sqlite,
    /// A server that several nodes share.
    Postgres,
}

/// One statement, as each engine reads it; most are the same text.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// Its name in the code.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

impl Statement {
    /// The text that this engine reads.
    pub fn text(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// A connection on which statements run, inside a transaction or not.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// A connection lent by a pool; it goes back when this value is dropped.
pub(crate) enum Lent {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Lent {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Lent::Sqlite(lent) => Conn::Sqlite(lent),
            Lent::Postgres(lent) => Conn::Postgres(lent),
        }
    }
}

/// Declares the statements of a file and lists them, so that one test can prepare every one of them on both engines.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident { $($text:tt)* })*) => {
        $($(#[$doc])* const $name: $crate::engine::Statement = $crate::engine::statement!(stringify!($name), $($text)*);)*
        pub(crate) const STATEMENTS: &[$crate::engine::Statement] = &[$($name),*];
    };
}

macro_rules! statement {
    ($name:expr, sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        $crate::engine::Statement {
            name: $name,
            sqlite: $sqlite,
            postgres: $postgres,
        }
    };
    ($name:expr, $text:expr) => {
        $crate::engine::Statement {
            name: $name,
            sqlite: $text,
            postgres: $text,
        }
    };
}

/// Runs a statement and gives the number of rows it touched.
macro_rules! execute {
    ($conn:expr, $statement:expr $(, $value:expr)* $(,)?) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => {
                sqlx::query($statement.sqlite)$(.bind($value))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
            $crate::engine::Conn::Postgres(c) => {
                sqlx::query($statement.postgres)$(.bind($value))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::StoreError::from)
    };
}

/// Runs a statement and gives all its rows.
macro_rules! fetch_all {
    ($conn:expr, $row:ty, $statement:expr $(, $value:expr)* $(,)?) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => {
                sqlx::query_as::<_, $row>($statement.sqlite)$(.bind($value))*.fetch_all(&mut **c).await
            }
            $crate::engine::Conn::Postgres(c) => {
                sqlx::query_as::<_, $row>($statement.postgres)$(.bind($value))*.fetch_all(&mut **c).await
            }
        }
        .map_err($crate::StoreError::from)
    };
}

/// Runs a statement and gives its row, if there is one.
macro_rules! fetch_optional {
    ($conn:expr, $row:ty, $statement:expr $(, $value:expr)* $(,)?) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => {
                sqlx::query_as::<_, $row>($statement.sqlite)$(.bind($value))*.fetch_optional(&mut **c).await
            }
            $crate::engine::Conn::Postgres(c) => {
                sqlx::query_as::<_, $row>($statement.postgres)$(.bind($value))*.fetch_optional(&mut **c).await
            }
        }
        .map_err($crate::StoreError::from)
    };
}

pub(crate) use {execute, fetch_all, fetch_optional, statement, statements};
