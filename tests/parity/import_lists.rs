//! Section 12, the import lists: each name that a program can import from the Python libraries can be
//! imported here, and each loader of their managers can be set.
//!
//! A name that is missing is an error when this is compiled.

use actix_web::HttpResponse;
use jwt_fresh::{Algorithm, JwtConfig, JwtManager, SigningKey, VerifyingKey};
use serde_json::json;

/// A test for each name: that it is there to be imported.
macro_rules! imports {
    ($library:ident: $($name:ident)+) => {$(
        #[test]
        #[allow(non_snake_case, reason = "some are the names of classes")]
        fn $name() {
            #[allow(unused_imports, reason = "to be importable is all that is asked")]
            use jwt_fresh::$library::$name as _;
        }
    )+};
}

/// A test for each loader: that a manager is made with a callback that gives such an answer.
macro_rules! loaders {
    ($library:ident: $($name:ident: $answer:expr,)+) => {$(
        #[test]
        fn $name() {
            let manager = JwtManager::builder(JwtConfig::$library("super-secret"))
                .$name(|_| async { $answer })
                .build();
            assert!(manager.is_ok(), "{manager:?}");
        }
    )+};
}

/// Quart-JWT-Extended 0.1.0.
mod quart {
    mod names {
        imports! { quart:
            JWTManager create_access_token create_refresh_token current_user decode_token
            get_csrf_token get_current_user get_jti get_jwt_claims get_jwt_identity get_raw_jwt
            get_raw_jwt_header get_unverified_jwt_headers set_access_cookies set_refresh_cookies
            unset_access_cookies unset_jwt_cookies unset_refresh_cookies fresh_jwt_required
            jwt_optional jwt_refresh_token_required jwt_required verify_fresh_jwt_in_request
            verify_jwt_in_request verify_jwt_in_request_optional
            verify_jwt_refresh_token_in_request
        }
    }

    mod loaders {
        use super::super::*;

        loaders! { quart:
            claims_verification_loader: true,
            claims_verification_failed_loader: HttpResponse::Ok().finish(),
            decode_key_loader: verifying_key(),
            encode_key_loader: signing_key(),
            additional_headers_loader: json!({}),
            expired_token_loader: HttpResponse::Ok().finish(),
            invalid_token_loader: HttpResponse::Ok().finish(),
            needs_fresh_token_loader: HttpResponse::Ok().finish(),
            revoked_token_loader: HttpResponse::Ok().finish(),
            token_in_blacklist_loader: true,
            unauthorized_loader: HttpResponse::Ok().finish(),
            user_claims_loader: json!({}),
            user_identity_loader: json!({}),
            user_loader_callback_loader: Some("user"),
            user_loader_error_loader: HttpResponse::Ok().finish(),
        }
    }
}

/// Flask-JWT-Extended 4.7.4.
mod flask {
    mod names {
        imports! { flask:
            JWTManager create_access_token create_refresh_token current_user decode_token
            get_csrf_token get_current_user get_jti get_jwt get_jwt_header get_jwt_identity
            get_jwt_request_location get_unverified_jwt_headers jwt_required set_access_cookies
            set_refresh_cookies unset_access_cookies unset_jwt_cookies unset_refresh_cookies
            verify_jwt_in_request
        }
    }

    mod loaders {
        use super::super::*;

        loaders! { flask:
            additional_claims_loader: json!({}),
            additional_headers_loader: json!({}),
            decode_key_loader: verifying_key(),
            encode_key_loader: signing_key(),
            expired_token_loader: HttpResponse::Ok().finish(),
            invalid_token_loader: HttpResponse::Ok().finish(),
            needs_fresh_token_loader: HttpResponse::Ok().finish(),
            revoked_token_loader: HttpResponse::Ok().finish(),
            token_in_blocklist_loader: true,
            token_verification_loader: true,
            token_verification_failed_loader: HttpResponse::Ok().finish(),
            unauthorized_loader: HttpResponse::Ok().finish(),
            user_identity_loader: json!({}),
            user_lookup_loader: Some("user"),
            user_lookup_error_loader: HttpResponse::Ok().finish(),
        }
    }
}

fn signing_key() -> SigningKey {
    SigningKey::from_secret(Algorithm::HS256, "super-secret").expect("it is a secret")
}

fn verifying_key() -> VerifyingKey {
    VerifyingKey::from_secret(Algorithm::HS256, "super-secret").expect("it is a secret")
}
