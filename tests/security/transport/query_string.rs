//! A token in the query string.

use crate::harness::{
    case::{Case, Verdict},
    judge::judge_at,
    target::{Setup, Target},
};

/// The same verdict for each of these queries, in which `T` is a good token.
fn queries<const N: usize>(target: Target, forms: [&str; N], verdict: Verdict) -> Vec<Case> {
    let token = target.good().token();
    forms
        .map(|form| Case::bare(form, verdict).query(form.replace('T', &token)))
        .into()
}

#[test]
fn the_parameter_is_found_among_others() {
    judge_at(Setup::Query, 8, |target| {
        let forms = [
            "jwt=T",
            "a=b&jwt=T",
            "jwt=T&a=b",
            "&&jwt=T&&",
            "a&jwt=T",
            "%6Awt=T",
            "a=%zz&jwt=T",
            "a=%ff&jwt=T",
        ];
        queries(target, forms, Verdict::LetIn)
    });
}

#[test]
fn a_parameter_that_is_given_twice_is_refused() {
    judge_at(Setup::Query, 9, |target| {
        let forms = [
            "jwt=T&jwt=T",
            "jwt=T&jwt=bad",
            "jwt=bad&jwt=T",
            "jwt=&jwt=T",
            "jwt=T&jwt=",
            "jwt=T&jwt",
            "jwt=T&%6Awt=T",
            "j%77t=bad&jwt=T",
            "jwt=T&a=b&jwt=T",
        ];
        queries(target, forms, Verdict::Refused)
    });
}

#[test]
fn a_name_that_only_looks_alike_is_another_one() {
    judge_at(Setup::Query, 14, |target| {
        let forms = [
            "JWT=T",
            "Jwt=T",
            "jwt[]=T",
            "jwt[0]=T",
            "+jwt=T",
            "jwt%20=T",
            "%00jwt=T",
            "xjwt=T",
            "jwtx=T",
            "a=b;jwt=T",
            "jwt",
            "jwt=",
            "T",
            "access_token=T",
        ];
        queries(target, forms, Verdict::without_token(target))
    });
}

#[test]
fn a_value_that_only_looks_alike_is_no_token() {
    judge_at(Setup::Query, 12, |target| {
        let forms = [
            "jwt=+T",
            "jwt=T%20",
            "jwt=T%0A",
            "jwt=T%00",
            "jwt=%EF%BB%BFT",
            "jwt=Bearer%20T",
            "jwt=%22T%22",
            "jwt=T;a=b",
            "jwt=T,T",
            "jwt=a%2Eb%2Ec",
            "jwt=%ff.%ff.%ff",
            "jwt=%zz",
        ];
        queries(target, forms, Verdict::Refused)
    });
}

#[test]
fn a_token_elsewhere_is_no_token() {
    judge_at(Setup::Query, 4, |target| {
        let token = target.good().token();
        let nobody = Verdict::without_token(target);
        let form = format!("jwt={token}");
        vec![
            Case::new("header", &token, nobody),
            Case::headers("cookie", [("Cookie", &form)], nobody),
            Case::headers("referrer", [("Referer", format!("/?{form}"))], nobody),
            Case::bare("form", nobody)
                .method("POST")
                .body("application/x-www-form-urlencoded", &form),
        ]
    });
}
