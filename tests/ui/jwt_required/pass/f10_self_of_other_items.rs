//! F10: a `Self` in the body of a handler that is not the type around it.

#![deny(warnings)]

use actix_web::{App, Responder, get};
use jwt_fresh::{jwt_optional, jwt_required};

macro_rules! unit_struct {
    ($name:ident, $returned:ty, $value:expr) => {
        struct $name;

        impl $name {
            fn new() -> $returned {
                $value
            }
        }
    };
}

trait Size {
    fn size() -> usize;
}

#[get("/impl")]
#[jwt_required]
async fn with_impl() -> impl Responder {
    struct Array<const N: usize>;

    impl Size for Array<{ 1 + 1 }> {
        fn size() -> usize {
            size_of::<Self>()
        }
    }

    Array::<2>::size().to_string()
}

#[jwt_required]
#[get("/union")]
async fn with_union() -> impl Responder {
    #[derive(Clone, Copy)]
    union Bits {
        all: u8,
        next: *const Self,
    }

    let union = Bits { all: 1 };
    let _ = Bits { next: &raw const union };
    "hello"
}

#[jwt_optional]
#[get("/macro")]
async fn with_macro() -> impl Responder {
    unit_struct!(Unit, Self, Self);
    let Unit = Unit::new();
    stringify!(Self)
}

fn main() {
    let _ = App::new()
        .service(with_impl)
        .service(with_union)
        .service(with_macro);
}
