use actix_web::{App, Responder, get};

pub mod vendor {
    pub use jwt_fresh as jwt;
}

#[get("/extern")]
#[jwt_fresh::jwt_required(crate = ::jwt_fresh)]
async fn extern_crate() -> impl Responder {
    "hello"
}

#[get("/module")]
#[vendor::jwt::jwt_required(crate = crate::vendor::jwt)]
async fn module() -> impl Responder {
    "hello"
}

macro_rules! handler {
    ($name:ident) => {
        #[get("/macro")]
        #[$crate::vendor::jwt::jwt_required(crate = $crate::vendor::jwt)]
        async fn $name() -> impl Responder {
            "hello"
        }
    };
}

handler!(from_macro);

fn main() {
    let _ = App::new().service(extern_crate).service(module).service(from_macro);
}
