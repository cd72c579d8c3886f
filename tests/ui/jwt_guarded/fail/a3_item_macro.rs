//! A3: what a macro call in place of an item expands to is not seen.

use jwt_fresh::jwt_guarded;

#[macro_export]
macro_rules! open_page {
    ($route:meta, $name:ident) => {
        #[$route]
        async fn $name() -> &'static str {
            "hello"
        }
    };
}

#[jwt_guarded]
#[allow(non_camel_case_types, unused_macros)]
mod api {
    use actix_web::get;

    thread_local! {
        static COUNT: u8 = const { 0 };
    }

    open_page!(get("/a"), a);

    const LENGTH: usize = matches!(1, 1 | 2) as usize;

    #[cfg(all())]
    crate::open_page! { get("/b"), b }

    fn configure() {
        println!("{LENGTH}");
    }

    mod inner {
        use actix_web::get;

        crate::open_page![get("/c"), c];
    }
}

fn main() {}
