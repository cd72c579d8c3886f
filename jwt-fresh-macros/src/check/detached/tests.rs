use quote::quote;

use crate::check::detached::calls::{Spawned, find};

/// The names of the calls that are lost.
fn lost(body: proc_macro2::TokenStream) -> Vec<String> {
    let found = find(quote!(), body).into_iter();
    found.map(|call| call.name.to_string()).collect()
}

fn assert_kept(body: proc_macro2::TokenStream) {
    assert_eq!(lost(body.clone()), [""; 0], "{body}");
}

#[test]
fn what_is_spawned_is_lost() {
    for (body, expected) in [
        (
            quote!(rt::spawn(async { get_jwt_identity() })),
            "get_jwt_identity",
        ),
        (
            quote!(actix_web::rt::spawn(
                async move { log(jwt_fresh::get_jwt()) }
            )),
            "get_jwt",
        ),
        (
            quote!(spawn(timeout(SECOND, async {
                println!("{}", get_jwt_identity())
            }))),
            "get_jwt_identity",
        ),
        (
            quote!(web::block(move || get_current_user::<Vec<User>>())),
            "get_current_user",
        ),
        (
            quote!(thread::spawn(|| if ready() {
                get_jwt_header()
            } else {
                none()
            })),
            "get_jwt_header",
        ),
        (
            quote!(set.spawn(async { create_access_token("a").encode() })),
            "create_access_token",
        ),
        (
            quote!(set.spawn_on(
                async {
                    if true {
                        get_jwt_claims();
                    }
                },
                &handle
            )),
            "get_jwt_claims",
        ),
        (
            quote!(task::spawn_blocking(|| {
                runtime.block_on(async { get_jwt_identity() }.with_jwt_context())
            })),
            "get_jwt_identity",
        ),
        (
            quote!(rt::spawn(async {
                rt::spawn(async {}.with_jwt_context());
                get_jwt_identity()
            })),
            "get_jwt_identity",
        ),
    ] {
        assert_eq!(lost(body.clone()), [expected], "{body}");
    }
}

#[test]
fn every_call_is_found_once() {
    let body = quote! {
        rt::spawn(async { (get_jwt_identity(), get_jwt()) });
        thread::spawn(|| thread::spawn(|| get_jwt()));
    };
    let names = ["get_jwt_identity", "get_jwt", "get_jwt"];
    assert_eq!(lost(body.clone()), names);
    let kinds: Vec<_> = find(quote!(), body).iter().map(|call| call.in_a).collect();
    assert_eq!(kinds, [Spawned::Task, Spawned::Task, Spawned::Closure]);
}

#[test]
fn what_runs_on_the_spot_is_kept() {
    assert_kept(quote!(get_jwt_identity()));
    assert_kept(quote!(async { get_jwt_identity() }.await));
    assert_kept(quote!(users.map(|user| get_jwt_identity() == user)));
    assert_kept(quote!(rt::spawn(report(get_jwt_identity()))));
    assert_kept(quote!(rt::spawn(report(
        name.unwrap_or_else(|| get_jwt_identity())
    ))));
    assert_kept(quote!(rt::spawn({
        let who = get_jwt_identity();
        async move { report(who).await }
    })));
}

#[test]
fn what_takes_the_context_along_keeps_it() {
    assert_kept(quote!(rt::spawn(
        async { get_jwt_identity() }.with_jwt_context()
    )));
    assert_kept(quote!(rt::spawn(
        async { get_jwt_identity() }
            .instrument(span)
            .with_jwt_context()
    )));
    assert_kept(quote!(rt::spawn(timeout(
        SECOND,
        async { get_jwt_identity() }.with_jwt_context()
    ))));
    assert_kept(quote!(rt::spawn(WithJwtContext::with_jwt_context(async {
        get_jwt_identity()
    }))));
    assert_kept(quote!(rt::spawn({
        let task = async { get_jwt_identity() };
        task.with_jwt_context()
    })));
    assert_kept(quote!(web::block(
        move || context.scope(|| get_jwt_identity())
    )));
    assert_kept(quote!(rt::spawn(
        async { rt::spawn(async { get_jwt() }.with_jwt_context()) }.with_jwt_context()
    )));
}

#[test]
fn what_only_looks_like_it_is_kept() {
    assert_kept(quote!(rt::spawn(async { log("get_jwt_identity()") })));
    assert_kept(quote!(rt::spawn(async move {
        jwt.create_access_token("a").encode()
    })));
    assert_kept(quote!(rt::spawn(async {
        JwtManager::create_access_token(&jwt, "a")
    })));
    assert_kept(quote! {
        fn get_jwt() -> u32 { 1 }
        rt::spawn(async { get_jwt() })
    });
    for before in [
        quote!(let get_jwt = |id: u32| id;),
        quote!(let (get_jwt, other) = pair;),
        quote!(
            use crate::auth::get_jwt;
        ),
        quote!(
            use crate::auth::{mine as get_jwt, other};
        ),
        quote!(
            use crate::auth::*;
        ),
        quote!(
            use crate::{auth::*, other};
        ),
        quote!(
            const get_jwt: fn() -> u32 = one;
        ),
    ] {
        assert_kept(quote! { #before rt::spawn(async { get_jwt() }) });
    }
    assert_kept(quote!(rt::spawn(async { each(|get_jwt| get_jwt()) })));
    let argument = quote!(get_jwt: web::Data<fn() -> u32>);
    assert!(find(argument, quote!(rt::spawn(async { get_jwt() }))).is_empty());
    assert_kept(quote! {
        let spawn = |task| tasks.push(task);
        spawn(async { get_jwt() })
    });
    assert_kept(quote!(block(async { get_jwt() })));
    assert_kept(quote!(Command::new("ls").spawn()));
}
