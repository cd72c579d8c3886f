//! The `Authorization` header itself: what is one credential of ours, and what is not.

use crate::harness::{
    case::{Case, Verdict},
    judge::judge,
    target::Dialect,
};

fn header(value: &str, verdict: Verdict) -> Case {
    // The base64 of a JSON object begins with `eyJ`; the rest of a token is no name.
    let name: String = value
        .split_inclusive([' ', ',', ';', '"', '\t'])
        .map(|word| match word.split_once("eyJ") {
            Some((before, token)) => {
                let after = token
                    .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_.".contains(c));
                format!("{before}~{after}")
            }
            None => word.to_owned(),
        })
        .collect();
    Case::header(name.escape_debug().to_string(), value, verdict)
}

#[test]
fn one_credential_gets_in() {
    judge(16, |target| {
        let t = target.good().token();
        [
            format!("Bearer {t}"),
            format!("bearer {t}"),
            format!("BEARER {t}"),
            format!("bEaReR {t}"),
            format!("Bearer  {t}"),
            format!("Bearer\t{t}"),
            format!("Bearer \t {t}"),
            format!("  Bearer {t}"),
            format!("Bearer {t}  "),
            format!("\tBearer {t}\t"),
            format!("Basic dGVzdA==, Bearer {t}"),
            format!("Basic dGVzdA==,Bearer {t}"),
            format!("Bearer {t}, Basic dGVzdA=="),
            format!("Basic a, Digest b, Bearer {t}, Negotiate c"),
            format!("Bearer {t} , Basic x"),
            format!("Basic,Bearer {t}"),
        ]
        .iter()
        .enumerate()
        .map(|(row, value)| Case::header(format!("row {row}"), value, Verdict::LetIn))
        .collect()
    });
}

#[test]
fn other_schemes_are_no_token_of_ours() {
    judge(24, |target| {
        let t = &target.good().token();
        let mut cases: Vec<_> = [
            "Basic".into(),
            "Basic dGVzdDp0ZXN0".into(),
            "Basic x; Bearer".into(),
            "Negotiate".into(),
            "null".into(),
            "undefined".into(),
            format!("Basic {t}"),
            format!("Basic x; Bearer {t}"),
            format!("JWT {t}"),
            format!("Token {t}"),
            format!("Bearer: {t}"),
            format!("Bearer={t}"),
            format!("Bearer; {t}"),
            format!("Bearer{t}"),
            format!("Bearer\u{a0}{t}"),
            format!("Bearer\u{2003}{t}"),
            format!("\u{feff}Bearer {t}"),
            format!("Ｂearer {t}"),
            format!("\"Bearer\" {t}"),
            format!("Bear er {t}"),
            format!("DPoP {t}"),
            t.clone(),
        ]
        .iter()
        .map(|value: &String| header(value, Verdict::without_token(target)))
        .collect();
        cases.push(header("", Verdict::without_token(target)));
        cases.push(header("   ", Verdict::without_token(target)));
        cases
    });
}

#[test]
fn our_scheme_takes_one_token() {
    judge(13, |target| {
        let t = &target.good().token();
        let mut cases: Vec<_> = [
            "Bearer".into(),
            "Bearer ".into(),
            "bearer".into(),
            "Bearer a b".into(),
            format!("Bearer {t} b"),
            format!("Bearer b {t}"),
            format!("Bearer {t} {t} "),
            format!("Bearer Bearer {t}"),
            format!("Bearer token {t}"),
            format!("Bearer ,{t}"),
            format!("Bearer,{t} "),
        ]
        .iter()
        .enumerate()
        .map(|(row, value)| Case::header(format!("row {row}"), value, Verdict::malformed(target)))
        .collect();
        // These are one word, and that word is no token.
        cases.push(Case::refused("in quotes", format!("\"{t}\"")));
        cases.push(Case::refused("a semicolon after it", format!("{t};")));
        cases
    });
}

#[test]
fn two_credentials_are_refused() {
    judge(21, |target| {
        let t = target.good().token();
        let mut cases: Vec<_> = [
            format!("Bearer {t}, Bearer {t}"),
            format!("Bearer {t},Bearer {t}"),
            format!("Bearer {t}, bearer {t}"),
            format!("Bearer {t}, BEARER x"),
            format!("Bearer x, Bearer {t}"),
            format!("Bearer, Bearer {t}"),
            format!("Bearer {t}, Bearer"),
            format!("Basic x, Bearer {t}, Bearer {t}"),
            format!("Bearer {t}, Basic x, Bearer {t}"),
            format!("Bearer {t},,Bearer {t}"),
        ]
        .iter()
        .enumerate()
        .map(|(row, value)| Case::header(format!("row {row}"), value, Verdict::Refused))
        .collect();
        let good = format!("Bearer {t}");
        for (name, values) in [
            ("good twice", &[good.as_str(), good.as_str()][..]),
            ("good three times", &[&good, &good, &good]),
            ("good, then bad", &[&good, "Bearer x"]),
            ("bad, then good", &["Bearer x", &good]),
            ("Basic, then good", &["Basic x", &good]),
            ("good, then Basic", &[&good, "Basic x"]),
            ("empty, then good", &["", &good]),
            ("good, then empty", &[&good, ""]),
            ("two empty ones", &["", ""]),
        ] {
            let headers = values.iter().map(|value| ("Authorization", value));
            cases.push(Case::headers(name, headers, Verdict::Refused));
        }
        let two_spellings = [("Authorization", &good), ("authorization", &good)];
        cases.push(Case::headers(
            "two spellings of the name",
            two_spellings,
            Verdict::Refused,
        ));
        let other_order = [
            ("AUTHORIZATION", "Bearer x"),
            ("authorization", good.as_str()),
        ];
        cases.push(Case::headers(
            "two more, bad first",
            other_order,
            Verdict::Refused,
        ));
        cases
    });
}

#[test]
fn commas_around_one_credential_are_as_upstream_has_them() {
    judge(9, |target| {
        let t = target.good().token();
        // Flask trims them; in Quart they end in a crash, and here in 422.
        let trims = target.dialect != Dialect::Quart;
        let nothing_left = if trims {
            Verdict::without_token(target)
        } else {
            Verdict::Refused
        };
        [
            (format!("Bearer {t},"), Verdict::let_in_if(trims)),
            (format!(",Bearer {t}"), Verdict::let_in_if(trims)),
            (format!(",,Bearer {t},,"), Verdict::let_in_if(trims)),
            (format!("Bearer {t}, "), Verdict::let_in_if(trims)),
            (format!("Basic x,, Bearer {t}"), Verdict::let_in_if(trims)),
            (format!("Bearer {t}, , Basic x"), Verdict::let_in_if(trims)),
            (",".into(), nothing_left),
            (",,,,".into(), nothing_left),
            (", ,".into(), nothing_left),
        ]
        .into_iter()
        .enumerate()
        .map(|(row, (value, verdict))| Case::header(format!("row {row}"), value, verdict))
        .collect()
    });
}

#[test]
fn a_token_elsewhere_is_no_token() {
    const ELSEWHERE: [&str; 10] = [
        "Proxy-Authorization",
        "X-Authorization",
        "X-Access-Token",
        "X-Forwarded-Authorization",
        "Authorization-Bearer",
        "Authentication",
        "WWW-Authenticate",
        "Sec-WebSocket-Protocol",
        "Access-Token",
        "Token",
    ];
    judge(ELSEWHERE.len() + 4, |target| {
        let t = target.good().token();
        let nobody = Verdict::without_token(target);
        let mut cases: Vec<_> = ELSEWHERE
            .map(|name| Case::headers(name, [(name, format!("Bearer {t}"))], nobody))
            .into_iter()
            .collect();
        for cookie in ["access_token_cookie", "access_token", "jwt", "bearer"] {
            let headers = [("Cookie", format!("{cookie}={t}"))];
            cases.push(Case::headers(format!("cookie {cookie}"), headers, nobody));
        }
        cases
    });
}

#[test]
fn control_characters_are_not_http() {
    // All but tab, line feed and carriage return.
    const CONTROLS: usize = 33 - 3;
    judge(2 * CONTROLS + 4, |target| {
        let t = target.good().token();
        let mut cases = Vec::new();
        for control in (0..0x20)
            .chain([0x7f])
            .filter(|byte| !b"\t\n\r".contains(byte))
        {
            let control = char::from(control);
            let inside = format!("Bearer{control}{t}");
            let after = format!("Bearer {t}{control}");
            let name = |place| format!("{:?} {place}", control);
            cases.push(Case::header(name("for a space"), inside, Verdict::NotHttp));
            cases.push(Case::header(name("at the end"), after, Verdict::NotHttp));
        }
        for (name, value) in [
            ("a carriage return", format!("Bearer\r{t}")),
            ("a line folded with a space", format!("Bearer\r\n {t}")),
            ("a line folded with a tab", format!("Bearer\r\n\t{t}")),
            ("a line without a colon", format!("Bearer\r\n{t}")),
        ] {
            cases.push(Case::header(name, value, Verdict::NotHttp));
        }
        cases
    });
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    judge(7, |target| {
        let t = target.good().token();
        let bearer =
            |before: &[u8], after: &[u8]| [b"Bearer ", before, t.as_bytes(), after].concat();
        vec![
            Case::header("Latin-1 first", bearer(b"\xe9", b""), Verdict::Refused),
            Case::header("Latin-1 last", bearer(b"", b"\xe9"), Verdict::Refused),
            Case::header(
                "a no-break space last",
                bearer(b"", b"\xa0"),
                // White space to Python.
                Verdict::let_in_if(true),
            ),
            Case::header(
                "next line, in Latin-1",
                bearer(b"\x85", b""),
                Verdict::let_in_if(true),
            ),
            Case::header("half a character", bearer(b"", b"\xc3"), Verdict::Refused),
            Case::header(
                "all high bytes",
                b"Bearer \xff\xfe.\xff.\xff",
                Verdict::Refused,
            ),
            Case::header(
                "an emoji",
                "Bearer \u{1f600}.\u{1f600}.\u{1f600}",
                Verdict::Refused,
            ),
        ]
    });
}
