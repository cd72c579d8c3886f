//! Where a handler looks for its token: `locations(..)`, the query string, request bodies.

mod attribute;
mod bodies;
mod query_tokens;
