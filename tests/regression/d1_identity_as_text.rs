//! D1: a `user_identity_loader` that makes a text of each number did not for a number beyond `u64`: that
//! one stayed a number in the token, which `flask` then rejected.

use actix_web::rt::System;
use jwt_fresh::{JwtManager, JwtManagerBuilder};
use jwt_fresh_tests::{ALL, Configuration, Request, Server};
use serde_json::{Value, json};

const BIG: u128 = 1 << 64;

fn identity(builder: JwtManagerBuilder, of: Configuration, given: u128) -> String {
    let jwt = builder.build().unwrap();
    let token = System::new().block_on(async { jwt.create_access_token(given).await });
    let token = token.unwrap();
    let server = Server::start(&jwt);
    let answer = server.send(&Request::get("/protected").bearer(&token));
    assert_eq!(answer.status, 200, "{} {given}", of.name);
    let token = jwt.decode_token(&token).unwrap();
    token.identity().key().into_owned()
}

#[test]
fn a_number_that_becomes_a_text_is_one_whatever_its_length() {
    for of in ALL {
        for given in [7, BIG] {
            let expected = format!("\"{given}\"");
            let plain = JwtManager::builder(of.config())
                .user_identity_loader(|user| async move { json!(user.identity().to_string()) });
            assert_eq!(identity(plain, of, given), expected, "{}", of.name);
            let fallible =
                JwtManager::builder(of.config()).user_identity_loader(|user| async move {
                    Ok::<Value, std::fmt::Error>(json!(user.identity().to_string()))
                });
            assert_eq!(identity(fallible, of, given), expected, "{}", of.name);
        }
    }
}

/// The control: what is returned as it was given stays a number.
#[test]
fn a_number_that_is_returned_as_it_is_stays_one() {
    for of in ALL {
        for given in [7, BIG] {
            let config = || of.config().verify_sub(false);
            let same = JwtManager::builder(config()).user_identity_loader(|user| async { user });
            assert_eq!(identity(same, of, given), given.to_string(), "{}", of.name);
            let fallible = JwtManager::builder(config())
                .user_identity_loader(|user| async { Ok::<_, std::fmt::Error>(user) });
            assert_eq!(identity(fallible, of, given), given.to_string());
        }
    }
}
