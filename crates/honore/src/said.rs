//! What a command says on the terminal.

use std::error::Error;
use std::io::Write;

use actions::Failure;

use crate::fault::Fault;

/// A line on standard output. A reader that has gone away is no fault of ours.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A line on standard error, for people who watch.
pub(crate) fn aside(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A fault with everything that led to it.
pub(crate) fn fault(fault: &Fault) {
    let mut text = format!("honore: {fault}");
    if let Fault::Action(Failure::Invalid(fields)) = fault {
        for field in fields {
            text.push_str(&format!("\n  {}: {}", field.field, field.code));
        }
    }
    let mut source = fault.source();
    while let Some(error) = source {
        let said = error.to_string();
        // A transparent error says the same as what it wraps.
        if !text.ends_with(&said) {
            text.push_str(&format!("\n  because: {said}"));
        }
        source = error.source();
    }
    aside(&text);
}
