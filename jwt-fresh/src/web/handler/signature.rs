//! Compile-time checks of a protected handler's signature, each with one error that reads well.
//!
//! RawValue to [`protect`](crate::web::handler::protect::protect) as it is, a handler with an argument that is no
//! extractor gets one screen of rustc for each place where the bound is named. So the expansion
//! first asks for every argument and for the returned value by itself, and hands on what only a
//! check that passed has made: where one failed, rustc knows no type to complain about any more.

use std::marker::PhantomData;

use actix_web::{FromRequest, Handler, Responder};

use crate::web::handler::argument::{Passed, Proved};

/// An argument of a handler.
///
/// With one implementation rustc would look through it, and report the bounds of that instead of
/// the text below. `Which` makes room for a second, `Nothing`'s, which fits no type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be extracted from a request",
    label = "not an extractor",
    note = "a handler's arguments are extractors, such as `web::Json<T>`, `web::Path<T>` or \
            `HttpRequest`; implement `FromRequest` for a type of your own, and bound a type \
            parameter by it"
)]
pub trait Argument<Which>: Sized {
    /// `Passed`, or nothing.
    type Check;

    /// Says that the argument is an extractor.
    fn check() -> Self::Check;
}

/// A value that a handler returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be sent as a response",
    label = "not a responder",
    note = "a handler returns an `impl Responder`, such as `HttpResponse`, `String` or \
            `web::Json<T>`, or a `Result` of one whose error implements `ResponseError`"
)]
pub trait Answer<Which>: Sized {
    /// The handler again, or nothing.
    type Check<F>;

    /// Says that what the handler returns is a responder.
    fn check<F>(handler: Returning<F, Self>) -> Self::Check<F>;
}

/// Marks the implementations that hold.
#[derive(Debug)]
pub struct Holds;

/// Marks the implementations for no type at all.
#[derive(Debug)]
pub struct Nothing;

/// Implemented by nothing.
pub trait Never {}

#[diagnostic::do_not_recommend]
impl<T: FromRequest> Argument<Holds> for T {
    type Check = Passed<T>;

    fn check() -> Passed<T> {
        Passed::new()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Never> Argument<Nothing> for T {
    type Check = ();

    fn check() {}
}

#[diagnostic::do_not_recommend]
impl<R: Responder> Answer<Holds> for R {
    type Check<F> = F;

    fn check<F>(handler: Returning<F, R>) -> F {
        handler.handler
    }
}

#[diagnostic::do_not_recommend]
impl<R: Never> Answer<Nothing> for R {
    type Check<F> = ();

    fn check<F>(_: Returning<F, R>) {}
}

/// The arguments of a handler, all of them extractors, and what its attribute asks for.
#[derive(Debug)]
pub struct Signature<A, Guarantees>(PhantomData<(A, Guarantees)>);

/// A handler and the type that it returns.
#[derive(Debug)]
pub struct Returning<F, R> {
    handler: F,
    returned: PhantomData<fn() -> R>,
}

impl<A: Extractors<Guarantees>, Guarantees> Signature<A, Guarantees> {
    /// Takes a tuple of `Proved`.
    pub fn new(_: Guarantees, _: A) -> Self {
        Self(PhantomData)
    }

    /// The handler that takes them.
    pub fn handler<F: Handler<A::Values>>(self, handler: F) -> Returning<F, F::Output> {
        Returning {
            handler,
            returned: PhantomData,
        }
    }
}

/// One `Proved`: projects to its type.
pub trait Extractor<Guarantees> {
    /// What is extracted.
    type Value;
}

impl<T, Guarantees> Extractor<Guarantees> for Proved<T, Guarantees> {
    type Value = T;
}

/// A tuple of `Proved`: projects to the tuple of their types.
pub trait Extractors<Guarantees> {
    /// What is extracted.
    type Values;
}

macro_rules! extractors {
    ($($name:ident)*) => {
        impl<Guarantees, $($name: Extractor<Guarantees>),*> Extractors<Guarantees> for ($($name,)*) {
            type Values = ($($name::Value,)*);
        }
    };
}

// As many as actix-web calls a handler with.
extractors! {}
extractors! { A }
extractors! { A B }
extractors! { A B C }
extractors! { A B C D }
extractors! { A B C D E }
extractors! { A B C D E F }
extractors! { A B C D E F G }
extractors! { A B C D E F G H }
extractors! { A B C D E F G H I }
extractors! { A B C D E F G H I J }
extractors! { A B C D E F G H I J K }
extractors! { A B C D E F G H I J K L }
extractors! { A B C D E F G H I J K L M }
extractors! { A B C D E F G H I J K L M N }
extractors! { A B C D E F G H I J K L M N O }
extractors! { A B C D E F G H I J K L M N O P }
