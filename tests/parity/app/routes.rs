//! The paths of the app, and the methods that each takes.

use actix_web::{
    FromRequest, Handler, HttpResponse, Responder, guard,
    http::Method,
    web::{self, ServiceConfig},
};

use super::{cookies, dialect::Dialect, flask_endpoints, protected, tokens};

/// Both Python frameworks answer HEAD where they answer GET.
const METHODS: &[Method] = &[
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
];
const GET: &[Method] = &[Method::GET, Method::HEAD];
const GET_AND_OPTIONS: &[Method] = &[Method::GET, Method::HEAD, Method::OPTIONS];
const POST: &[Method] = &[Method::POST];

/// Adds the endpoints that the Python app has.
pub fn add(app: &mut ServiceConfig, dialect: Dialect) {
    protected(app, "/protected", protected::protected);
    protected(app, "/fresh", protected::fresh);
    protected(app, "/refresh", protected::refresh);
    protected(app, "/optional", protected::optional);
    match dialect {
        Dialect::Quart => route(app, "/open", GET, protected::open),
        Dialect::Flask => {
            route(app, "/open", GET, protected::open_by_extractor);
            add_flask(app);
        }
    }
    route(app, "/mint", POST, tokens::mint);
    route(app, "/decode", POST, tokens::decode);
    route(app, "/csrf", POST, tokens::csrf);
    route(app, "/set-access", POST, cookies::set_access);
    route(app, "/set-refresh", POST, cookies::set_refresh);
    route(app, "/set-both", POST, cookies::set_both);
    route(app, "/unset", POST, cookies::unset);
    route(app, "/unset-access", POST, cookies::unset_access);
    route(app, "/unset-refresh", POST, cookies::unset_refresh);
}

fn add_flask(app: &mut ServiceConfig) {
    protected(app, "/loc-headers", flask_endpoints::loc_headers);
    protected(app, "/loc-cookies", flask_endpoints::loc_cookies);
    protected(app, "/loc-query", flask_endpoints::loc_query);
    protected(app, "/loc-json", flask_endpoints::loc_json);
    protected(app, "/loc-multi", flask_endpoints::loc_multi);
    protected(app, "/any-type", flask_endpoints::any_type);
    protected(app, "/skip-revocation", flask_endpoints::skip_revocation);
    protected(app, "/optional-fresh", flask_endpoints::optional_fresh);
    protected(app, "/optional-refresh", flask_endpoints::optional_refresh);
    protected(app, "/fresh-refresh", flask_endpoints::fresh_refresh);
}

/// A view for all methods, and once more at a path of its own where OPTIONS reaches the view too.
fn protected<F, Args>(app: &mut ServiceConfig, path: &str, view: F)
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    route(app, path, METHODS, view.clone());
    route(app, &format!("{path}-options"), GET_AND_OPTIONS, view);
}

/// A view for some methods. OPTIONS is answered by itself, as both frameworks do; anything else is
/// actix-web's 405.
fn route<F, Args>(app: &mut ServiceConfig, path: &str, methods: &'static [Method], view: F)
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    let takes = guard::fn_guard(|request| methods.contains(&request.head().method));
    let is_options = guard::fn_guard(|request| request.head().method == Method::OPTIONS);
    app.service(
        web::resource(path)
            .route(web::route().guard(takes).to(view))
            .route(web::route().guard(is_options).to(HttpResponse::Ok)),
    );
}
