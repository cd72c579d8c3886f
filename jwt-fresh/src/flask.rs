//! The names of `flask_jwt_extended` 4, so that its import list ports one for one.
//!
//! ```
//! use jwt_fresh::flask::{JWTManager, create_access_token, get_jwt_identity, jwt_required};
//! ```
