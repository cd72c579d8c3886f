//! Type parameters with bounds, where clauses and none of either.

use actix_web::{FromRequest, Responder, web};
use jwt_fresh::{get_jwt_identity, jwt_required};
use jwt_fresh_tests::in_process::protected;

trait Greeting: Default + 'static {
    fn greet(&self, name: &str) -> String;
}

#[derive(Default)]
struct English;

impl Greeting for English {
    fn greet(&self, name: &str) -> String {
        format!("hello {name}")
    }
}

#[jwt_required]
async fn bound_in_place<G: Greeting>() -> impl Responder {
    G::default().greet(&get_jwt_identity().to_string())
}

#[jwt_required]
async fn bound_in_where<G, T>(_from: T, greeting: web::Data<G>) -> impl Responder
where
    G: Greeting,
    T: FromRequest + 'static,
    for<'a> &'a G: Sized,
{
    greeting.greet("where")
}

#[jwt_required]
async fn unbound<T: 'static>(greeting: web::Data<Vec<T>>) -> impl Responder {
    greeting.len().to_string()
}

#[actix_web::test]
async fn type_parameters_are_passed_on() {
    let app = |app: &mut web::ServiceConfig| {
        app.app_data(web::Data::new(English))
            .app_data(web::Data::new(vec![1u8, 2]))
            .route("/place", web::get().to(bound_in_place::<English>))
            .route(
                "/where",
                web::get().to(bound_in_where::<English, web::Bytes>),
            )
            .route("/unbound", web::get().to(unbound::<u8>));
    };
    assert_eq!(protected(app, "/place").await, "hello test");
    assert_eq!(protected(app, "/where").await, "hello where");
    assert_eq!(protected(app, "/unbound").await, "2");
}
