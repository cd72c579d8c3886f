//! What an attacker sends: tables of attacks by class, each tried at every kind of endpoint of all
//! three configurations; then secrets, clocks and random input.

mod harness;

mod leaks;
mod token;
mod transport;
