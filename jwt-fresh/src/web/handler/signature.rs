//! Compile-time checks of a protected handler's signature, each with one error message.
//!
//! If the handler were passed to [`protect`](crate::web::handler::protect::protect) unchecked, an
//! argument that is not an extractor would be reported once for each function that has the bound.
//! So the expansion first checks each argument type and the return type, with [`Argument`] and
//! [`ReturnValue`], and passes on only what these checks return.
//!
//! # One message
//!
//! The traits have two implementations for all types, told apart by a marker that the compiler
//! infers: one under the real bound, the other under a bound that no type satisfies. With a single
//! implementation the compiler would report the unmet bound of that instead of the message of the
//! trait. And what a check returns is an associated type: where the check fails, the type is
//! unknown. The expansion accesses a field of it, `.0`, which the compiler can't resolve for an
//! unknown type, so that the value is an error to it and nothing more is reported about it.
//!
//! For example, `flag: bool` expands to
//! `<bool as Argument<_>>::check(ArgumentType::<bool>::new().jwt_fresh_kind(..)).0`. `bool` is not in
//! the table of kinds, so the marker is `Extracted<_>`. Neither `bool: FromRequest` nor
//! `bool: Uninhabited` holds, so neither implementation applies, and the message is that of
//! `Argument`: "`bool` can't be extracted from a request". The type of the argument, `.0`, is unknown,
//! so the tuple of arguments that it is part of causes no second error.

use std::marker::PhantomData;

use actix_web::{FromRequest, Handler, Responder};

use crate::web::handler::{
    argument::{ArgumentKind, Borrowed, CheckedArgument, Cloned, Deserialized, Extracted},
    inner_type::{CloneableType, DeserializableType, ExtractedReference},
    marker::{Satisfied, Uninhabited, Unsatisfied},
};

/// An argument of a handler, of the kind that `Marker` says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be extracted from a request",
    label = "not an extractor",
    note = "a handler's arguments are extractors, such as `web::Json<T>`, `web::Path<T>` or \
            `HttpRequest`, taken by value; implement `FromRequest` for a type of your own, and bound \
            a type parameter by it",
    note = "`web::Json<T>` and the like need `T: Deserialize`, also inside a tuple or a `Result`"
)]
pub trait Argument<Marker>: Sized {
    /// A `CheckedArgument` in a tuple, if the check passes.
    type Check;

    /// Checks that the argument is an extractor.
    fn check(kind: ArgumentKind<Self, Marker>) -> Self::Check;
}

/// A value that a handler returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be sent as a response",
    label = "not a responder",
    note = "a handler returns an `impl Responder`, such as `HttpResponse`, `String` or \
            `web::Json<T>` where `T: Serialize`, or a `Result` of one whose error implements \
            `ResponseError`"
)]
pub trait ReturnValue<Marker>: Sized {
    /// The handler, if the check passes.
    type Check<F>;

    /// Checks that what the handler returns is a responder.
    fn check<F>(handler: Returning<F, Self>) -> Self::Check<F>;
}

#[diagnostic::do_not_recommend]
impl<T: FromRequest> Argument<Extracted<Satisfied>> for T {
    type Check = (CheckedArgument<T>,);

    fn check(_: ArgumentKind<T, Extracted<Satisfied>>) -> Self::Check {
        (CheckedArgument::new(),)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Uninhabited> Argument<Extracted<Unsatisfied>> for T {
    type Check = ();

    fn check(_: ArgumentKind<T, Extracted<Unsatisfied>>) {}
}

impl<A, T: DeserializableType<A, M>, M> Argument<Deserialized<T, M>> for A {
    type Check = T::Check;

    fn check(_: ArgumentKind<A, Deserialized<T, M>>) -> T::Check {
        T::check()
    }
}

impl<A, T: CloneableType<A, M>, M> Argument<Cloned<T, M>> for A {
    type Check = T::Check;

    fn check(_: ArgumentKind<A, Cloned<T, M>>) -> T::Check {
        T::check()
    }
}

impl<A, T: ?Sized, M> Argument<Borrowed<T, M>> for A
where
    (): ExtractedReference<A, T, M>,
{
    type Check = <() as ExtractedReference<A, T, M>>::Check;

    fn check(_: ArgumentKind<A, Borrowed<T, M>>) -> Self::Check {
        <() as ExtractedReference<A, T, M>>::check()
    }
}

#[diagnostic::do_not_recommend]
impl<R: Responder> ReturnValue<Satisfied> for R {
    type Check<F> = F;

    fn check<F>(handler: Returning<F, R>) -> F {
        handler.handler
    }
}

#[diagnostic::do_not_recommend]
impl<R: Uninhabited> ReturnValue<Unsatisfied> for R {
    type Check<F> = ();

    fn check<F>(_: Returning<F, R>) {}
}

/// A handler and the type that it returns.
#[derive(Debug)]
pub struct Returning<F, R> {
    handler: F,
    returned: PhantomData<fn() -> R>,
}

impl<F, R> Returning<F, R> {
    /// The handler of a tuple of `CheckedArgument`s.
    pub fn new<A>(_: A, handler: F) -> Self
    where
        A: CheckedArguments,
        F: Handler<A::Types, Output = R>,
    {
        Self {
            handler,
            returned: PhantomData,
        }
    }
}

/// A tuple of `CheckedArgument`s.
pub trait CheckedArguments {
    /// The tuple of the arguments' types.
    type Types;
}

impl CheckedArguments for () {
    type Types = ();
}

/// Implements the trait for a tuple, and for the tuples without its first, second, .. member.
macro_rules! checked_arguments {
    () => {};
    ($first:ident $($rest:ident)*) => {
        impl<$first, $($rest),*> CheckedArguments
            for (CheckedArgument<$first>, $(CheckedArgument<$rest>,)*)
        {
            type Types = ($first, $($rest,)*);
        }

        checked_arguments! { $($rest)* }
    };
}

// As many as actix-web calls a handler with.
checked_arguments! { A B C D E F G H I J K L M N O P }
