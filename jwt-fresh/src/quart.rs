//! The names of `quart_jwt_extended`, so that its import list ports one for one.
//!
//! ```
//! use jwt_fresh::quart::{
//!     JWTManager, create_access_token, fresh_jwt_required, get_jwt_identity, jwt_required,
//! };
//! ```
