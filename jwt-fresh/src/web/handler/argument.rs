//! The kind of each argument type, which selects the compile-time check and its error message.
//!
//! # Autoref specialization
//!
//! `Json<T>` needs another error message than `HttpRequest`, and `Fresh<T>` needs a check that other
//! types do not have. The macro sees only the written name, which may be an alias, and overlapping
//! implementations of a trait are not allowed. Method lookup can tell the types apart: it tries the
//! receiver's own inherent methods before those of the type that it dereferences to.
//!
//! ```text
//! ArgumentType::<Fresh<User>>::new().jwt_fresh_kind(..)  // inherent, from the table below
//! ArgumentType::<Payer>::new().jwt_fresh_kind(..)        // the same, if Payer = Fresh<User>
//! ArgumentType::<HttpRequest>::new().jwt_fresh_kind(..)  // not in the table: by Deref, the
//!                                                        // method of OtherArgument<HttpRequest>
//! ```
//!
//! The same technique finds the type inside of a `Vec` and the like.
//!
//! The result is an [`ArgumentKind`], whose marker selects the implementation of [`Argument`] that
//! checks the type. The method has a long name because traits of the user's could be in scope, and
//! a method that takes `self` is found before those of the `Deref` target.
//!
//! [`Argument`]: crate::web::handler::signature::Argument

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    marker::PhantomData,
    ops::Deref,
};

use actix_web::web;

use crate::web::{
    extract::{
        access::{Access, Fresh},
        claims::{Claims, CurrentUser},
    },
    handler::guarantees::{Anything, ProvesAccess, ProvesFresh, ProvesToken},
};

/// The type of an argument, as a value.
#[derive(Debug)]
pub struct ArgumentType<T>(PhantomData<fn() -> T>);

impl<T> ArgumentType<T> {
    #[allow(clippy::new_without_default, reason = "only the attributes call it")]
    /// The value of the type.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

/// The type of an argument that is not in the table.
#[derive(Debug)]
pub struct OtherArgument<T>(PhantomData<fn() -> T>);

impl<T> Deref for ArgumentType<T> {
    type Target = OtherArgument<T>;

    fn deref(&self) -> &OtherArgument<T> {
        &OtherArgument(PhantomData)
    }
}

/// An argument type with the marker that selects its implementation of `Argument`.
#[derive(Debug)]
pub struct ArgumentKind<T, Marker>(PhantomData<fn() -> (T, Marker)>);

/// An argument type of any kind, as a value.
#[derive(Debug)]
pub struct OtherKind<T, Marker>(PhantomData<fn() -> (T, Marker)>);

impl<T, Marker> Deref for ArgumentKind<T, Marker> {
    type Target = OtherKind<T, Marker>;

    fn deref(&self) -> &OtherKind<T, Marker> {
        &OtherKind(PhantomData)
    }
}

impl<T, Marker> OtherKind<T, Marker> {
    /// The same kind.
    pub fn jwt_fresh_inner(&self) -> ArgumentKind<T, Marker> {
        ArgumentKind(PhantomData)
    }
}

/// The types that implement `Deserialize` exactly if their last parameter does. The message is about
/// that: the type that lacks a derive in `web::Json<Vec<Page>>` is `Page`.
macro_rules! containers {
    ($($container:ty),*) => {$(
        impl<A, T, M> ArgumentKind<A, Deserialized<$container, M>> {
            /// The kind of the argument with the type inside.
            pub fn jwt_fresh_inner(self) -> ArgumentKind<A, Deserialized<T, M>> {
                ArgumentKind(PhantomData)
            }
        }
    )*};
}

containers! {
    Vec<T>, VecDeque<T>, Option<T>, Box<T>, Box<[T]>, HashMap<String, T>, BTreeMap<String, T>
}

/// Marks arguments about which only `FromRequest` is known.
#[derive(Debug)]
pub struct Extracted<Marker>(Marker);

/// Marks extractors that deserialize a `T`.
#[derive(Debug)]
pub struct Deserialized<T, Marker>(PhantomData<T>, Marker);

/// Marks extractors that clone a `T`.
#[derive(Debug)]
pub struct Cloned<T, Marker>(PhantomData<T>, Marker);

/// Marks references to a `T`.
#[derive(Debug)]
pub struct Borrowed<T: ?Sized, Marker>(PhantomData<T>, Marker);

/// An argument type that passed its check.
#[derive(Debug)]
pub struct CheckedArgument<T>(PhantomData<fn() -> T>);

impl<T> CheckedArgument<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> OtherArgument<T> {
    /// The kind of every other argument, which needs no guarantee.
    pub fn jwt_fresh_kind<M>(
        &self,
        _: &dyn Anything,
        _: &dyn Anything,
        _: &dyn Anything,
    ) -> ArgumentKind<T, Extracted<M>> {
        ArgumentKind(PhantomData)
    }
}

/// The kind of each type, and what the attribute has to guarantee for it.
///
/// The guarantees are arguments of the method. A reference to [`Guarantees`] coerces to each that
/// the attribute gives; where it does not, the error names the guarantee and no bound of a function
/// in this crate, as it would with a `where` clause.
///
/// [`Guarantees`]: crate::web::handler::guarantees::Guarantees
macro_rules! argument_kinds {
    ($(
        [$($parameter:ident),*] $argument:ty => $kind:ty, ($($guarantee:ident),*);
    )*) => {$(
        impl<$($parameter),*> ArgumentType<$argument> {
            /// The kind of this argument, if the attribute guarantees what it proves.
            pub fn jwt_fresh_kind<M>(
                self,
                $(_: &dyn $guarantee),*
            ) -> ArgumentKind<$argument, $kind> {
                ArgumentKind(PhantomData)
            }
        }
    )*};
}

/// A reference is no extractor, unless an app makes one of a reference to its own type.
macro_rules! borrowed_arguments {
    ($($reference:ty),*) => {$(
        impl<'a, T: ?Sized> ArgumentType<$reference> {
            /// The kind of a reference, which needs no guarantee.
            pub fn jwt_fresh_kind<M>(
                self,
                _: &dyn Anything,
                _: &dyn Anything,
                _: &dyn Anything,
            ) -> ArgumentKind<$reference, Borrowed<T, M>> {
                ArgumentKind(PhantomData)
            }
        }
    )*};
}

borrowed_arguments! { &'a T, &'a mut T }

argument_kinds! {
    [T] Access<T> => Deserialized<T, M>, (ProvesToken, ProvesAccess, Anything);
    [T] Option<Access<T>> => Deserialized<T, M>, (Anything, ProvesAccess, Anything);
    [T, E] Result<Access<T>, E> => Extracted<M>, (Anything, ProvesAccess, Anything);

    [T] Fresh<T> => Deserialized<T, M>, (ProvesToken, ProvesAccess, ProvesFresh);
    [T] Option<Fresh<T>> => Deserialized<T, M>, (Anything, ProvesAccess, ProvesFresh);
    [T, E] Result<Fresh<T>, E> => Extracted<M>, (Anything, ProvesAccess, ProvesFresh);

    [T] Claims<T> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] Option<Claims<T>> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] CurrentUser<T> => Cloned<T, M>, (Anything, Anything, Anything);
    [T] Option<CurrentUser<T>> => Cloned<T, M>, (Anything, Anything, Anything);

    [T] web::Json<T> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] Option<web::Json<T>> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] web::Form<T> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] Option<web::Form<T>> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] web::Query<T> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] Option<web::Query<T>> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] web::Path<T> => Deserialized<T, M>, (Anything, Anything, Anything);
    [T] Option<web::Path<T>> => Deserialized<T, M>, (Anything, Anything, Anything);
}
