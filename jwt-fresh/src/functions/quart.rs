//! Re-exports under the names of `quart_jwt_extended`, so that its import lists port one to one.
//!
//! ```
//! use jwt_fresh::quart::{
//!     JWTManager, create_access_token, fresh_jwt_required, get_jwt_identity, jwt_required,
//! };
//! ```

pub use jwt_fresh_macros::{
    fresh_jwt_required, jwt_optional, jwt_refresh_token_required, jwt_required,
};

pub use crate::{
    functions::{
        cookies::{
            set_access_cookies, set_refresh_cookies, unset_access_cookies, unset_jwt_cookies,
            unset_refresh_cookies,
        },
        create::{create_access_token, create_refresh_token},
        current::{
            get_current_user, get_current_user as current_user, get_jwt as get_raw_jwt,
            get_jwt_claims, get_jwt_header as get_raw_jwt_header, get_jwt_identity,
        },
        dangerous::get_unverified_jwt_headers,
        decode::{decode_token, get_csrf_token, get_jti},
        verify_in_request::{
            verify_fresh_jwt_in_request, verify_jwt_in_request, verify_jwt_in_request_optional,
            verify_jwt_refresh_token_in_request,
        },
    },
    manager::jwt_manager::JwtManager as JWTManager,
};

// What tells the attributes that an imported function is one of these.
#[doc(hidden)]
pub use crate::web::handler::detached::{
    Glob as __JwtFreshGlob,
    names::{
        create_access_token, create_refresh_token, current_user, decode_token, get_csrf_token,
        get_current_user, get_jti, get_jwt_claims, get_jwt_identity, get_raw_jwt,
        get_raw_jwt_header, verify_fresh_jwt_in_request, verify_jwt_in_request,
        verify_jwt_in_request_optional, verify_jwt_refresh_token_in_request,
    },
};
