//! A body that was refused unread is still a body: what it holds is never taken for the next
//! request on the connection.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::json;

use super::{COOKIES_FORM, CSRF, HEADERS_JSON, LIMIT};

/// Requests that nobody sent: there is no such page.
fn smuggled() -> String {
    "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(10 * LIMIT / 40)
}

/// Sends a request with that body, and one more on the same connection; gives the statuses that
/// come back until the server closes it.
fn statuses(server: &jwt_fresh_tests::Server, headers: &str, body: &str) -> Vec<String> {
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let request = format!(
        "POST /optional HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: {}\r\n\r\n{body}\
         POST /optional HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        body.len()
    );
    // The server may close the connection at any time after its answer.
    let mut answers = Vec::new();
    let mut piece = [0; 4096];
    let mut reader = connection.try_clone().unwrap();
    let writer = std::thread::spawn(move || drop(connection.write_all(request.as_bytes())));
    while let Ok(length @ 1..) = reader.read(&mut piece) {
        answers.extend_from_slice(&piece[..length]);
    }
    writer.join().unwrap();
    String::from_utf8_lossy(&answers)
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| answer.chars().take(3).collect())
        .collect()
}

/// The refusal and then the answer to the second request, or the end of the connection.
fn expect(statuses: &[String], refusal: &str, case: &str) {
    assert!(
        statuses == [refusal] || statuses == [refusal, "200"],
        "{case}: {statuses:?}"
    );
}

#[test]
fn a_json_body_that_is_too_long_is_no_further_request() {
    let body = format!("{{\"rest\":\"{}\"}}", smuggled());
    for (of, server) in &*HEADERS_JSON {
        let statuses = statuses(server, "Content-Type: application/json\r\n", &body);
        expect(&statuses, "413", of.name);
    }
}

#[test]
fn a_body_behind_a_bad_token_is_no_further_request() {
    for (of, server) in &*HEADERS_JSON {
        let statuses = statuses(server, "Authorization: Bearer x\r\n", &smuggled());
        expect(&statuses, "422", of.name);
    }
}

#[test]
fn a_form_that_is_too_long_is_no_further_request() {
    let body = format!("csrf_token={CSRF}&rest={}", smuggled());
    for (of, server) in &*COOKIES_FORM {
        let headers = format!(
            "Content-Type: application/x-www-form-urlencoded\r\nCookie: {}={}\r\n",
            of.access_cookie(),
            of.token(json!({ "csrf": CSRF }))
        );
        expect(&statuses(server, &headers, &body), "413", of.name);
    }
}
