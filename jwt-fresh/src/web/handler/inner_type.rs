//! Compile-time checks of the type inside an extractor: the `T` of `web::Json<T>` or
//! `CurrentUser<T>`.
//!
//! They check the whole extractor like [`Argument`], but the message is about the type inside:
//! where `User` lacks a derive, the message for `web::Json<User>` should not be that it is not an
//! extractor. The form of the traits is explained in [`signature`].
//!
//! [`Argument`]: crate::web::handler::signature::Argument
//! [`signature`]: crate::web::handler::signature

use actix_web::FromRequest;

use crate::web::handler::{
    argument::CheckedArgument,
    marker::{Satisfied, Uninhabited, Unsatisfied},
};

/// A type that the extractor `A` deserializes.
#[diagnostic::on_unimplemented(
    message = "`{A}` can't be extracted, because `{Self}` does not implement `Deserialize`",
    label = "`{Self}` can't be deserialized",
    note = "add `#[derive(serde::Deserialize)]` to `{Self}`, or to the type in it that lacks it; it \
            has to own its data, with `String` in place of `&str`"
)]
pub trait DeserializableType<A, Marker> {
    /// A `CheckedArgument` in a tuple, if the check passes.
    type Check;

    /// Checks the extractor.
    fn check() -> Self::Check;
}

/// A type that the extractor `A` clones.
#[diagnostic::on_unimplemented(
    message = "`{A}` can't be extracted, because `{Self}` does not implement `Clone`",
    label = "`{Self}` can't be cloned",
    note = "add `#[derive(Clone)]` to `{Self}`, or let `user_lookup_loader` return an `Arc<{Self}>` \
            and take `CurrentUser<Arc<{Self}>>`"
)]
pub trait CloneableType<A, Marker> {
    /// A `CheckedArgument` in a tuple, if the check passes.
    type Check;

    /// Checks the extractor.
    fn check() -> Self::Check;
}

/// Implemented for `()`, if the argument `A`, a reference to a `T`, is an extractor. (Not for `T`:
/// where the types are the same but for references, rustc reports the bound that led to it.)
#[diagnostic::on_unimplemented(
    message = "`{A}` is a reference, and a handler takes its arguments by value",
    label = "remove the `&`",
    note = "write `{T}`, or the owned type if that has no size: `String` in place of `&str`"
)]
pub trait ExtractedReference<A, T: ?Sized, Marker> {
    /// A `CheckedArgument` in a tuple, if the check passes.
    type Check;

    /// Checks the reference.
    fn check() -> Self::Check;
}

#[diagnostic::do_not_recommend]
impl<A: FromRequest, T: ?Sized> ExtractedReference<A, T, Satisfied> for () {
    type Check = (CheckedArgument<A>,);

    fn check() -> Self::Check {
        (CheckedArgument::new(),)
    }
}

#[diagnostic::do_not_recommend]
impl<A: Uninhabited, T: ?Sized> ExtractedReference<A, T, Unsatisfied> for () {
    type Check = ();

    fn check() {}
}

macro_rules! check_of_the_extractor {
    ($($check:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<A: FromRequest, T> $check<A, Satisfied> for T {
            type Check = (CheckedArgument<A>,);

            fn check() -> Self::Check {
                (CheckedArgument::new(),)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<A: Uninhabited, T> $check<A, Unsatisfied> for T {
            type Check = ();

            fn check() {}
        }
    )*};
}

check_of_the_extractor! { DeserializableType, CloneableType }
