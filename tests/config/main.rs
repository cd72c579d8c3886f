//! Options under their Python names: all of them are there, each reads what Python takes, and the
//! environment and JSON lead to the same configuration.

mod blacklist;
mod defaults;
mod environment;
mod errors;
mod keys;
mod library;
mod values;
