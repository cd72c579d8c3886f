//! `crate = ..`: the runtime under another name, from another place, from within a macro.

use actix_web::{Responder, get};
use jwt_fresh_tests::in_process::protected;
use renamed::jwt_required;

extern crate jwt_fresh as renamed;

/// A crate that has jwt-fresh and hands it on.
pub mod vendor {
    pub mod auth {
        #[doc(hidden)]
        pub use jwt_fresh::__private;
        pub use jwt_fresh::*;
    }
}

#[get("/")]
#[jwt_required(crate = crate::hygiene::crate_path::renamed)]
async fn renamed_crate() -> impl Responder {
    "renamed"
}

#[get("/")]
#[vendor::auth::jwt_required(crate = crate::hygiene::crate_path::vendor::auth)]
async fn re_exported() -> impl Responder {
    "re-exported"
}

macro_rules! handler {
    ($name:ident) => {
        #[get("/")]
        #[jwt_required(crate = $crate::hygiene::crate_path::vendor::auth)]
        async fn $name() -> impl Responder {
            "from a macro"
        }
    };
}

handler!(from_macro);

#[actix_web::test]
async fn the_runtime_is_found() {
    assert_eq!(
        protected(
            |app| {
                app.service(renamed_crate);
            },
            "/"
        )
        .await,
        "renamed"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(re_exported);
            },
            "/"
        )
        .await,
        "re-exported"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(from_macro);
            },
            "/"
        )
        .await,
        "from a macro"
    );
}
