//! The Cookie header is read octet by octet (RFC 6265 section 5.4): nothing that a page of another
//! host may set reads like the cookie that it may not set.

use crate::harness::{
    case::{Case, Verdict},
    judge::judge_at,
    target::{Setup, Target},
};

fn header(value: impl AsRef<[u8]>, verdict: Verdict) -> Case {
    let name = String::from_utf8_lossy(value.as_ref());
    // The token itself would make the name of the case unreadable.
    let name = name.split("eyJ").next().unwrap_or_default().to_owned();
    Case::headers(name, [("Cookie", value)], verdict)
}

/// The same verdict for each of these headers, in which `N` is the cookie's name and `T` a good
/// token.
fn headers<const N: usize>(target: Target, forms: [&str; N], verdict: Verdict) -> Vec<Case> {
    let (name, token) = (target.cookie_name(), target.good().token());
    forms
        .into_iter()
        .map(|form| Case {
            name: form.to_owned(),
            ..header(form.replace('N', &name).replace('T', &token), verdict)
        })
        .collect()
}

#[test]
fn the_cookie_is_found_among_others() {
    judge_at(Setup::Cookies, 15, |target| {
        let mut cases = headers(
            target,
            [
                "N=T",
                "N=\"T\"",
                "a=b; N=T",
                "N=T; a=b",
                "N=T;",
                ";;N=T;;",
                "a=b;N=T;c=d",
                "a; N=T",
                " \tN=T\t ",
                "N =T",
                "N\t= T",
                "a=\u{2000}; N=T",
                "xN=bad; Nx=bad; N=T",
            ],
            Verdict::LetIn,
        );
        let [name, token] = [target.cookie_name(), target.good().token()];
        let cookie = format!("{name}={token}");
        let of_any_bytes = [b"a=\xff\xfe; ".as_slice(), cookie.as_bytes()].concat();
        cases.push(header(of_any_bytes, Verdict::LetIn));
        // HTTP/2 splits them as it likes (RFC 9113 section 8.2.3).
        let two_headers = [("Cookie", "a=b"), ("Cookie", &cookie)];
        cases.push(Case::headers(
            "in the second header",
            two_headers,
            Verdict::LetIn,
        ));
        cases
    });
}

#[test]
fn a_name_that_only_looks_alike_is_another_one() {
    judge_at(Setup::Cookies, 30, |target| {
        let nobody = Verdict::without_token(target);
        let mut cases = headers(
            target,
            [
                // actix-web's own parser trims these, as those of other frameworks did: a page may
                // set such a cookie where it may not set `__Host-..`.
                "\u{a0}N=T",
                "\u{85}N=T",
                "\u{1680}N=T",
                "\u{2000}N=T",
                "\u{2003}N=T",
                "\u{2028}N=T",
                "\u{202f}N=T",
                "\u{3000}N=T",
                "\u{feff}N=T",
                "\u{200b}N=T",
                "N\u{2000}=T",
                "=N=T",
                "\"N\"=T",
                "xN=T",
                "Nx=T",
                "N.=T",
                "$N=T",
                "N",
                "N=",
                "N=\"\"",
                "T",
                "a=b, N=T",
                "a=N=T",
            ],
            nobody,
        );
        let (name, token) = (target.cookie_name(), target.good().token());
        let last = name.len() - 1;
        for other in [
            format!("%5F{}", &name[1..]),
            format!("{}%65", &name[..last]),
            name.to_uppercase(),
            name.replace("token", "Token"),
            name.replace("token_cookie", "token%5fcookie"),
            // The one is the other configurations' name, in small letters or without its prefix.
            format!("__host-{}_cookie", target.json_key()),
            format!("__Secure-{}_cookie", target.json_key()),
        ] {
            cases.push(header(format!("{other}={token}"), nobody));
        }
        cases
    });
}

#[test]
fn a_value_that_only_looks_alike_is_no_token() {
    judge_at(Setup::Cookies, 16, |target| {
        let mut cases = headers(
            target,
            [
                "N='T'",
                "N=T%20",
                "N=%20T",
                "N==T",
                "N=T,a=b",
                "N=\u{2000}T",
                "N=T\u{2000}",
                "N=a%2Eb%2Ec",
                "N=\u{e9}.\u{e9}.\u{e9}",
            ],
            Verdict::Refused,
        );
        // White space, and a quote that is not around all of the value: no cookie.
        cases.extend(headers(
            target,
            [
                "N=\"T",
                "N=T\"",
                "N=\"\"T\"\"",
                "N=\\\"T\\\"",
                "N=T a=b",
                "N=Bearer T",
            ],
            Verdict::without_token(target),
        ));
        let encoded = target.good().token().replace('.', "%2E");
        let percent = format!("{}={encoded}", target.cookie_name());
        cases.push(Case::headers(
            "percent",
            [("Cookie", percent)],
            Verdict::Refused,
        ));
        cases
    });
}

#[test]
fn a_cookie_that_is_sent_twice_is_refused() {
    judge_at(Setup::Cookies, 13, |target| {
        let mut cases = headers(
            target,
            [
                "N=T; N=T",
                "N=T; N=bad",
                "N=bad; N=T",
                "N=T; N=",
                "N=; N=T",
                "N=; N=",
                "N=T; N=\"T\"",
                "N=T; a=b; N=T",
                "N=T;N=T;N=T",
                "N=bad; N=bad",
            ],
            Verdict::Refused,
        );
        let good = format!("{}={}", target.cookie_name(), target.good().token());
        let bad = format!("{}=bad", target.cookie_name());
        for (name, values) in [
            ("good, then bad", [&good, &bad]),
            ("bad, then good", [&bad, &good]),
            ("good twice", [&good, &good]),
        ] {
            let in_two_headers = values.map(|value| ("Cookie", value));
            cases.push(Case::headers(name, in_two_headers, Verdict::Refused));
        }
        cases
    });
}

#[test]
fn a_token_elsewhere_is_no_token() {
    judge_at(Setup::Cookies, 5, |target| {
        let (name, token) = (target.cookie_name(), target.good().token());
        let nobody = Verdict::without_token(target);
        let json = format!(
            "{{\"{name}\":\"{token}\",\"{}\":\"{token}\"}}",
            target.json_key()
        );
        vec![
            Case::new("header", &token, nobody),
            Case::headers("Cookie2", [("Cookie2", format!("{name}={token}"))], nobody),
            Case::headers(
                "Set-Cookie",
                [("Set-Cookie", format!("{name}={token}"))],
                nobody,
            ),
            Case::bare("query", nobody).query(format!("{name}={token}&jwt={token}")),
            Case::bare("JSON", nobody).body("application/json", json),
        ]
    });
}
