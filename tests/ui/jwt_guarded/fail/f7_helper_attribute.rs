//! F7: an attribute with the name of a route but without a path, such as `#[fastrace::trace]`.

use jwt_fresh::jwt_guarded;

#[jwt_guarded]
#[allow(dead_code)]
mod api {
    mod fastrace {
        pub(super) use tracing::instrument as trace;
    }

    #[fastrace::trace]
    fn helper() {}

    #[fastrace::trace(level = "debug")]
    fn with_arguments() {}
}

fn main() {}
