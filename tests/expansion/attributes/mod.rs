//! Attributes beside those of jwt-fresh, in any order.

mod attribute_order;
mod conditional;
mod docs;
mod guarded;
mod instrument;
mod lints;
mod routes;
mod scope;
mod utoipa;
