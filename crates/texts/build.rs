//! The texts in `locales/` are part of the binary: a new or removed file there must build this crate again.

fn main() {
    println!("cargo::rerun-if-changed=../../locales");
}
