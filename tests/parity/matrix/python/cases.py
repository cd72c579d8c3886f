"""The requests of the matrix, in a fixed order.

A case is a dict: `is` names what it is made of (variant, endpoint, method, token, header, ..), and
`send` is the request: method, target, headers, body. In the request `${name}` stands for a token of
`tokens.py`, `${3*x}` for `xxx`, and each character below U+0100 for a byte.
"""

import json
import random
import zlib

from tokens import CSRF, SECOND, all_tokens

SEED = 20_331_805
KINDS = ("protected", "fresh", "refresh", "optional")
CRLF = "\r\n"


class Cases:
    """The cases for one library."""

    def __init__(self, library, full):
        self.library = library
        self.full = full
        self.flask = library == "flask"
        self.tokens = all_tokens("sub" if self.flask else "identity")
        self.list = []
        self.seen = set()

    def add(self, variant, endpoint, method="GET", headers=(), content=None, query="", **names):
        send = [method, "/" + endpoint + query, [list(header) for header in headers]]
        if content is not None:
            send.append(content)
        named = {"variant": variant, "endpoint": endpoint, "method": method}
        named.update((name, value) for name, value in names.items() if value)
        key = json.dumps([variant, send])
        if key in self.seen:
            return
        self.seen.add(key)
        if not self.full and not kept(named, key):
            return
        self.list.append({"is": named, "send": send})

    def kind(self, endpoint, token="plain"):
        """The token of that name which is of the endpoint's kind."""
        return token + "@refresh" if "refresh" in endpoint and token != "garbage" else token

    def bearer(self, variant, endpoint, token, **more):
        text = [["Authorization", "Bearer ${%s}" % self.kind(endpoint, token)]]
        self.add(variant, endpoint, headers=text, token=token, **more)


# Of a hundred cases at an endpoint this many are kept, chosen by a checksum.
KEPT = {"protected": 62, "optional": 30, "fresh": 13, "refresh": 13}
KEPT_OTHERWISE = 34


def kept(named, key):
    """Whether a case is in the recording; `record.py --full` asks all of them."""
    percent = KEPT.get(named["endpoint"], KEPT_OTHERWISE)
    if named["variant"] == "headers" and named["endpoint"] in ("protected", "fresh") and "token" in named and "header" not in named:
        percent = 100 if named["endpoint"] == "protected" or named["token"].startswith("fresh=") else 10
    if named["variant"] == "all-checks" and named["endpoint"] == "refresh":
        percent = 60
    if "size=" in named.get("body", "") + named.get("csrf_body", ""):
        percent = 100
    if "random" in named:
        percent = 40
    return zlib.crc32(key.encode()) % 100 < percent


def every_case(library, full=False):
    """All cases for a library, in the order in which they are asked."""
    cases = Cases(library, full)
    each_token(cases)
    each_header(cases)
    each_cookie(cases)
    each_csrf(cases)
    each_query(cases)
    each_json(cases)
    each_size(cases)
    each_location(cases)
    each_check(cases)
    each_method(cases)
    by_hand(cases)
    at_random(cases)
    return cases


# ---------------------------------------------------------------------- tokens
def trait_names(cases):
    return [name for name in cases.tokens if not name.endswith("@refresh") and name != "garbage"]


def each_token(cases):
    for name in trait_names(cases):
        for endpoint in KINDS:
            if endpoint == "optional" and name[0] not in "tjk":
                continue  # as at /protected; some are enough
            cases.bearer("headers", endpoint, name)
    for name in ("plain", "fresh=false", "fresh=null", "fresh=now", "type=missing", "type=foo", "exp=past", "identity=missing", "only-identity"):
        for endpoint in KINDS:
            other = name if endpoint == "refresh" else name + "@refresh"
            cases.add("headers", endpoint, headers=[["Authorization", "Bearer ${%s}" % other]], token=name, kind="other")
            if cases.flask:
                for flask_only in ("any-type", "optional-fresh", "optional-refresh", "fresh-refresh", "skip-revocation", "loc-headers", "loc-multi"):
                    for text in (name, name + "@refresh"):
                        cases.add("headers", flask_only, headers=[["Authorization", "Bearer ${%s}" % text]], token=name, kind="refresh" if "@" in text else "access")
    claims = ("aud=", "iss=", "exp=past", "plain", "key=wrong,aud", "key=wrong,iss", "nbf=ahead,aud", "nbf=ahead,iss")
    for name in trait_names(cases):
        if name.startswith(claims):
            for endpoint in ("protected", "refresh"):
                cases.bearer("audience", endpoint, name)
                cases.bearer("issuer", endpoint, name)
        if name.startswith(("exp=-", "exp=+", "nbf=", "iat=", "fresh=-", "fresh=+", "fresh=now", "exp=now", "exp=NaN", "exp=digits", "exp=float")):
            cases.bearer("leeway", "protected", name)
            cases.bearer("leeway", "fresh", name)


# ---------------------------------------------------------------------- the Authorization header
def header_forms(token):
    """name -> the values of the headers, one for each header that is sent."""
    t = "${%s}" % token
    forms = {
        "none": [], "empty": [""], "spaces": ["   "], "bare-scheme": ["Bearer"], "scheme-space": ["Bearer "], "plain": ["Bearer " + t], "two-spaces": ["Bearer  " + t],
        "tab": ["Bearer\t" + t], "space-tab": ["Bearer \t " + t], "spaces-around": ["  Bearer " + t + "  "], "tab-around": ["\tBearer " + t + "\t"], "lower": ["bearer " + t], "upper": ["BEARER " + t], "mixed": ["bEaReR " + t],
        "bare-token": [t], "colon": ["Bearer: " + t], "joined": ["Bearer" + t], "jwt": ["JWT " + t], "basic": ["Basic x"], "basic-alone": ["Basic"], "digest": ['Digest username="a", realm="b"'],
        "basic,bearer": ["Basic x, Bearer " + t], "basic,bearer-no-space": ["Basic x,Bearer " + t], "basic,tab-bearer": ["Basic x,\tBearer " + t], "basic ,bearer": ["Basic x , Bearer " + t], "bearer,basic": ["Bearer " + t + ", Basic x"], "bearer ,basic": ["Bearer " + t + " , Basic x"],
        "basic,lower": ["Basic x, bearer " + t], "bearer,bearer": ["Bearer " + t + ", Bearer " + t], "bearer,lower": ["Bearer " + t + ", bearer " + t], "lower,bearer": ["bearer " + t + ", Bearer " + t], "garbage,bearer": ["Bearer garbage, Bearer " + t], "bearer,garbage": ["Bearer " + t + ", Bearer garbage"],
        "bare,bearer": ["Bearer, Bearer " + t], "bearer,token": ["Bearer," + t], "two-words": ["Bearer a b"], "token-word": ["Bearer " + t + " b"], "token-word,basic": ["Bearer " + t + " b, Basic x"], "quoted": ['Bearer "' + t + '"'], "single-quoted": ["Bearer '" + t + "'"], "angle": ["Bearer <" + t + ">"],
        "semicolon": ["Basic x; Bearer " + t], "token-semicolon": ["Bearer " + t + ";"], "trailing-comma": ["Bearer " + t + ","], "trailing-comma-space": ["Bearer " + t + ", "], "leading-comma": [", Bearer " + t], "leading-comma-no-space": [",Bearer " + t], "comma": [","], "commas": [",,,"], "commas-spaces": [" , , "],
        "basic,,bearer": ["Basic x,, Bearer " + t], "basic, ,bearer": ["Basic x, , Bearer " + t], "bearer,,basic": ["Bearer " + t + ",, Basic x"], "bearer, ,": ["Bearer " + t + ", ,"], "trailing-commas": ["Bearer " + t + ",,"], "trailing-tab-comma": ["Bearer " + t + "\t,"], "space-comma": ["Bearer " + t + " ,"],
        "equals": ["Bearer token=" + t], "params": ["Bearer " + t + ", realm=x"], "digest,bearer": ['Digest username="a", Bearer ' + t], "quoted-comma": ['Digest a="x, Bearer ' + t + '"'], "negotiate": ["Negotiate abc==, Bearer " + t],
        "nbsp": ["Bearer\u00a0" + t], "nbsp-after-space": ["Bearer \u00a0" + t], "nbsp-end": ["Bearer " + t + "\u00a0"], "nbsp-start": ["\u00a0Bearer " + t], "nel": ["Bearer\u0085" + t], "nel-after-space": ["Bearer \u0085" + t], "nel-end": ["Bearer " + t + "\u0085"], "nel-start": ["\u0085Bearer " + t],
        "nbsp-inside": ["Bearer a\u00a0b"], "bom": ["\u00ef\u00bb\u00bfBearer " + t], "bom-token": ["Bearer \u00ef\u00bb\u00bf" + t], "zwsp-end": ["Bearer " + t + "\u00e2\u0080\u008b"], "ideographic": ["Bearer \u00e3\u0080\u0080" + t], "latin-1": ["Bearer \u00e9"], "utf-8-token": ["Bearer a.\u00c3\u00bc.c"], "utf-8-scheme": ["B\u00c3\u00a9arer " + t],
        "nbsp-only": ["\u00a0"], "nel-only": ["\u0085"], "nbsp,bearer": ["\u00a0, Bearer " + t], "bearer,nbsp": ["Bearer " + t + ", \u00a0"], "comma-nbsp-bearer": ["Basic x,\u00a0Bearer " + t], "ff-byte": ["Bearer \u00ff"],
        "two:basic+bearer": ["Basic x", "Bearer " + t], "two:bearer+basic": ["Bearer " + t, "Basic x"], "two:bearer+bearer": ["Bearer " + t, "Bearer " + t], "two:bearer+empty": ["Bearer " + t, ""], "two:empty+bearer": ["", "Bearer " + t], "two:garbage+bearer": ["Bearer garbage", "Bearer " + t], "two:bearer+lower": ["Bearer " + t, "bearer " + t],
        "two:empty+empty": ["", ""], "two:basic+basic": ["Basic x", "Basic y"], "three": ["Basic x", "Bearer " + t, "Digest y"],
    }
    return {name: [["Authorization", value] for value in values] for name, values in forms.items()}


def each_header(cases):
    for endpoint in KINDS:
        for form, headers in header_forms(cases.kind(endpoint)).items():
            cases.add("headers", endpoint, headers=headers, header=form)
    for token in ("garbage", "exp=past", "fresh=null", "type=refresh"):
        for endpoint in ("protected", "optional"):
            for form, headers in header_forms(token).items():
                if form not in ("none", "empty", "comma"):
                    cases.add("headers", endpoint, headers=headers, header=form, token=token)
    for endpoint in ("protected", "optional"):
        for form, headers in header_forms("plain").items():
            cases.add("no-scheme", endpoint, headers=headers, header=form)
            named = [["X-Auth", value] for _, value in headers]
            if form.split(":")[0] in ("none", "empty", "plain", "lower", "bare-token", "two", "three", "trailing-comma", "basic,bearer", "bearer,bearer", "comma", "nbsp-end"):
                cases.add("header-name", endpoint, headers=named, header=form)
                both = [*named, ["Authorization", "Basic x"]]
                cases.add("header-name", endpoint, headers=both, header=form, beside="authorization")
            cookie = ["Cookie", "access_token_cookie=${plain}"]
            cases.add("headers+cookies", endpoint, headers=[*headers, cookie], header=form, cookie="plain")
            if form.split(":")[0] in ("none", "plain", "two", "three", "basic", "lower", "comma", "trailing-comma", "bearer,bearer", "basic,bearer", "nbsp-end", "bare-scheme", "two-words"):
                for where in (headers + [cookie], [cookie] + headers):
                    cases.add("cookies+headers", endpoint, headers=where, header=form, cookie="plain")
                cases.add("cookies", endpoint, headers=[*headers, cookie], header=form, cookie="plain")
                cases.add("query", endpoint, headers=headers, query="?jwt=${plain}", header=form, query_form="plain")
    if cases.flask:
        for form, headers in header_forms("plain").items():
            cases.add("headers", "loc-cookies", headers=[*headers, ["Cookie", "access_token_cookie=${plain}"]], header=form, cookie="plain")


# ---------------------------------------------------------------------- cookies
def cookie_forms(name, token):
    """name -> the values of the Cookie headers."""
    t, n = "${%s}" % token, name
    return {
        "none": [], "empty-header": [""], "empty": [n + "="], "no-equals": [n], "plain": [n + "=" + t], "quoted": ['%s="%s"' % (n, t)], "half-quoted": ['%s="%s' % (n, t)], "half-quoted-end": ['%s=%s"' % (n, t)], "quoted-empty": [n + '=""'], "single-quoted": ["%s='%s'" % (n, t)],
        "quoted-spaces": ['%s=" %s "' % (n, t)], "quoted-escape": ['%s="\\145%s"' % (n, t[0:0] + t)], "quoted-semicolon": ['%s="%s;x"' % (n, t)], "quoted-backslash": ['%s="%s\\""' % (n, t)],
        "space-before-equals": ["%s =%s" % (n, t)], "space-after-equals": ["%s= %s" % (n, t)], "spaces-round-equals": ["%s = %s" % (n, t)], "tab-round-equals": ["%s\t=\t%s" % (n, t)], "space-end": ["%s=%s " % (n, t)], "space-end;": ["%s=%s ; a=b" % (n, t)], "space-start": ["  %s=%s" % (n, t)],
        "tab-before": ["a=b;\t%s=%s" % (n, t)], "no-space": ["a=b;%s=%s" % (n, t)], "spaces-before": ["a=b;   %s=%s" % (n, t)], "other-first": ["a=b; %s=%s" % (n, t)], "other-last": ["%s=%s; a=b" % (n, t)], "semicolon-end": ["%s=%s;" % (n, t)], "semicolon-start": [";%s=%s" % (n, t)], "semicolons": [";; ;%s=%s;;" % (n, t)],
        "comma": ["a=b, %s=%s" % (n, t)], "comma-end": ["%s=%s, a=b" % (n, t)], "comma-token": ["%s=%s," % (n, t)], "upper-name": ["%s=%s" % (n.upper(), t)], "prefix-name": ["x%s=%s" % (n, t)], "host-name": ["__Host-%s=%s" % (n, t)], "dollar": ["$Version=1; %s=%s; $Path=/" % (n, t)],
        "two-equals": ["%s==%s" % (n, t)], "equals-end": ["%s=%s=" % (n, t)], "bearer": ["%s=Bearer %s" % (n, t)], "space-inside": ["%s=a b" % n], "plus": ["%s=+%s" % (n, t)], "percent": ["%s=%%20%s" % (n, t)], "percent-name": ["%s=%s" % (n.replace("_", "%5f"), t)],
        "twice-same": ["%s=%s; %s=%s" % (n, t, n, t)], "twice-garbage-last": ["%s=%s; %s=garbage" % (n, t, n)], "twice-garbage-first": ["%s=garbage; %s=%s" % (n, n, t)], "twice-empty-last": ["%s=%s; %s=" % (n, t, n)], "twice-empty-first": ["%s=; %s=%s" % (n, n, t)], "twice-empty": ["%s=; %s=" % (n, n)], "twice-no-equals-first": ["%s; %s=%s" % (n, n, t)], "thrice": ["%s=%s; %s=a; %s=b" % (n, t, n, n)], "twice-quoted": ['%s="%s"; %s=%s' % (n, t, n, t)], "twice-spaces": ["%s = %s; %s=%s" % (n, t, n, t)],
        "twice-upper": ["%s=%s; %s=garbage" % (n, t, n.upper())],
        "two:token+other": ["%s=%s" % (n, t), "a=b"], "two:other+token": ["a=b", "%s=%s" % (n, t)], "two:token+token": ["%s=%s" % (n, t), "%s=%s" % (n, t)], "two:token+garbage": ["%s=%s" % (n, t), "%s=garbage" % n], "two:token+empty": ["%s=%s" % (n, t), ""], "two:empty+token": ["", "%s=%s" % (n, t)],
        "nameless": ["=%s" % t], "value-alone": [t], "nbsp-end": ["%s=%s\u00a0" % (n, t)], "nel-end": ["%s=%s\u0085" % (n, t)], "nbsp-start": ["%s=\u00a0%s" % (n, t)], "nbsp-name": ["\u00a0%s=%s" % (n, t)], "latin-1": ["%s=\u00e9" % n], "bom": ["\u00ef\u00bb\u00bf%s=%s" % (n, t)], "bom-value": ["%s=\u00ef\u00bb\u00bf%s" % (n, t)], "latin-1-other": ["a=\u00e9; %s=%s" % (n, t)], "ff-other": ["a=\u00ff\u00fe; %s=%s" % (n, t)], "quotes-other": ['a="x; %s=%s' % (n, t)], "quotes-other-closed": ['a="x; %s=%s"' % (n, t)], "quotes-semicolon-other": ['a="x;y"; %s=%s' % (n, t)],
        "both-kinds": ["access_token_cookie=%s; refresh_token_cookie=%s" % (t, t)], "other-kind": ["%s=%s" % ("refresh_token_cookie" if n[0] == "a" else "access_token_cookie", t)], "json-like": ['a={"b":"c"}; %s=%s' % (n, t)], "many": ["; ".join("c%d=x" % i for i in range(60)) + "; %s=%s" % (n, t)], "plain+csrf-cookie": ["%s=%s; csrf_access_token=%s" % (n, t, CSRF)],
    }


def cookie_name(endpoint):
    return "refresh_token_cookie" if "refresh" in endpoint else "access_token_cookie"


def each_cookie(cases):
    for endpoint in KINDS:
        name = cookie_name(endpoint)
        for form, values in cookie_forms(name, cases.kind(endpoint, "csrf=good")).items():
            cookies = [["Cookie", value] for value in values]
            cases.add("cookies", endpoint, headers=cookies, cookie=form)
            cases.add("cookies", endpoint, "POST", headers=[*cookies, ["X-CSRF-TOKEN", CSRF]], cookie=form, csrf="right")
            if endpoint in ("protected", "optional"):
                cases.add("cookies", endpoint, "POST", headers=cookies, cookie=form)
                for variant in ("headers+cookies", "cookies+headers"):
                    cases.add(variant, endpoint, headers=cookies, cookie=form)
                    cases.add(variant, endpoint, headers=[["Authorization", "Bearer ${plain}"], *cookies], header="plain", cookie=form)
    for token in ("garbage", "exp=past", "csrf=good,exp=past", "csrf=good,type=other", "fresh=null", "identity=missing", "key=wrong", "fresh=false", "csrf=5"):
        for endpoint in KINDS:
            for form in ("plain", "quoted", "spaces-round-equals", "twice-same", "space-end"):
                values = cookie_forms(cookie_name(endpoint), cases.kind(endpoint, token))[form]
                cases.add("cookies", endpoint, headers=[["Cookie", value] for value in values], cookie=form, token=token)
    for endpoint in ("protected", "refresh"):
        name = "r_tok" if endpoint == "refresh" else "a_tok"
        for form in ("plain", "quoted", "twice-same", "twice-upper", "spaces-round-equals"):
            values = cookie_forms(name, cases.kind(endpoint))[form]
            cases.add("cookie-names", endpoint, headers=[["Cookie", value] for value in values], cookie=form)
        cases.add("cookie-names", endpoint, headers=[["Cookie", cookie_name(endpoint) + "=${%s}" % cases.kind(endpoint)]], cookie="default-name")


# ---------------------------------------------------------------------- the double submit value
def multipart(fields, newline=CRLF, boundary="B"):
    parts = ["--%s%sContent-Disposition: form-data; name=\"%s\"%s%s%s%s" % (boundary, newline, name, newline, newline, value, newline) for name, value in fields]
    return "".join(parts) + "--%s--%s" % (boundary, newline)


FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=B"


def csrf_headers():
    return {
        "none": [], "right": [CSRF], "wrong": ["nope"], "empty": [""], "spaces": [" " + CSRF + " "], "space-only": [" "], "upper": [CSRF.upper()], "quoted": ['"%s"' % CSRF], "comma": [CSRF + ", " + CSRF], "latin-1": ["n\u00e9"], "utf-8": ["n\u00c3\u00a9"], "right+latin-1": [CSRF + "\u00e9"],
        "nbsp-end": [CSRF + "\u00a0"], "nel-end": [CSRF + "\u0085"], "tab": ["\t" + CSRF + "\t"], "bom": ["\u00ef\u00bb\u00bf" + CSRF], "prefix": [CSRF[:-1]], "longer": [CSRF + "0"], "two:right+right": [CSRF, CSRF], "two:right+wrong": [CSRF, "nope"], "two:wrong+right": ["nope", CSRF], "two:right+empty": [CSRF, ""], "two:empty+right": ["", CSRF], "two:empty+empty": ["", ""],
    }


def csrf_bodies():
    """name -> (Content-Type or None, body)."""
    good = "csrf_token=" + CSRF
    field = [("csrf_token", CSRF)]
    return {
        "form": (FORM, good), "form-charset": (FORM + "; charset=utf-8", good), "form-upper": (FORM.upper(), good), "form-wrong": (FORM, "csrf_token=nope"), "form-empty": (FORM, "csrf_token="), "form-other": (FORM, "a=b"), "form-nothing": (FORM, ""), "form-twice": (FORM, good + "&csrf_token=nope"), "form-twice-wrong-first": (FORM, "csrf_token=nope&" + good), "form-twice-empty-first": (FORM, "csrf_token=&" + good),
        "form-percent": (FORM, "csrf%5ftoken=" + CSRF), "form-percent-value": (FORM, "csrf_token=" + CSRF.replace("-", "%2D")), "form-plus": (FORM, "csrf_token=+" + CSRF), "form-spaces": (FORM, "csrf_token=%20" + CSRF + "%20"), "form-semicolon": (FORM, "a=b;" + good), "form-other-first": (FORM, "a=b&" + good), "form-newline": (FORM, good + "\r\n"), "form-latin-1": (FORM, "csrf_token=\u00e9"), "form-percent-ff": (FORM, "csrf_token=%FF"), "form-percent-bad": (FORM, "csrf_token=%zz"), "form-no-equals": (FORM, "csrf_token"), "form-upper-name": (FORM, "CSRF_TOKEN=" + CSRF), "form-bom": (FORM, "\u00ef\u00bb\u00bf" + good), "form-nul": (FORM, good + "%00"),
        "form-many": (FORM, "&".join("f%d=x" % i for i in range(1200)) + "&" + good), "form-as-text": ("text/plain", good), "form-no-type": (None, good), "form-as-json": ("application/json", good), "json": ("application/json", json.dumps({"csrf_token": CSRF})),
        "multipart": (MULTIPART, multipart(field)), "multipart-lf": (MULTIPART, multipart(field, "\n")), "multipart-cr": (MULTIPART, multipart(field, "\r")), "multipart-upper": ("Multipart/Form-Data; Boundary=B", multipart(field)), "multipart-quoted": ('multipart/form-data; boundary="B"', multipart(field)), "multipart-no-boundary": ("multipart/form-data", multipart(field)), "multipart-wrong-boundary": ("multipart/form-data; boundary=C", multipart(field)), "multipart-empty": (MULTIPART, ""), "multipart-unfinished": (MULTIPART, multipart(field)[:-7]), "multipart-no-end": (MULTIPART, multipart(field).replace("--B--\r\n", "")), "multipart-no-last-newline": (MULTIPART, multipart(field)[:-2]),
        "multipart-twice": (MULTIPART, multipart([*field, ("csrf_token", "nope")])), "multipart-twice-wrong-first": (MULTIPART, multipart([("csrf_token", "nope"), *field])), "multipart-wrong": (MULTIPART, multipart([("csrf_token", "nope")])), "multipart-other": (MULTIPART, multipart([("a", "b")])), "multipart-other-first": (MULTIPART, multipart([("a", "b"), *field])), "multipart-preamble": (MULTIPART, "preamble\r\n" + multipart(field)), "multipart-epilogue": (MULTIPART, multipart(field) + "epilogue"), "multipart-space-name": (MULTIPART, multipart(field).replace('name="csrf_token"', 'name = "csrf_token"')), "multipart-unquoted-name": (MULTIPART, multipart(field).replace('"csrf_token"', "csrf_token")), "multipart-single-quoted": (MULTIPART, multipart(field).replace('"csrf_token"', "'csrf_token'")), "multipart-lower-header": (MULTIPART, multipart(field).replace("Content-Disposition", "content-disposition")),
        "multipart-file": (MULTIPART, multipart(field).replace('name="csrf_token"', 'name="csrf_token"; filename="a"')), "multipart-file-before": (MULTIPART, multipart([('f"; filename="a', "x" * 50), *field])), "multipart-type": (MULTIPART, multipart(field).replace('"csrf_token"\r\n', '"csrf_token"\r\nContent-Type: text/plain; charset=utf-8\r\n')), "multipart-utf-16": (MULTIPART, multipart(field).replace('"csrf_token"\r\n', '"csrf_token"\r\nContent-Type: text/plain; charset=utf-16\r\n')), "multipart-transfer": (MULTIPART, multipart(field).replace('"csrf_token"\r\n', '"csrf_token"\r\nContent-Transfer-Encoding: base64\r\n')), "multipart-attachment": (MULTIPART, multipart(field).replace("form-data;", "attachment;")), "multipart-no-disposition": (MULTIPART, multipart(field).replace("Content-Disposition: ", "X: ")), "multipart-name-star": (MULTIPART, multipart(field).replace('name="csrf_token"', "name*=utf-8''csrf_token")), "multipart-folded": (MULTIPART, multipart(field).replace("form-data; ", "form-data;\r\n ")), "multipart-latin-1": (MULTIPART, multipart([("csrf_token", "\u00e9")])), "multipart-boundary-space": (MULTIPART, multipart(field).replace("--B\r\n", "--B  \r\n")), "multipart-mixed": ("multipart/mixed; boundary=B", multipart(field)), "multipart-value-lf": (MULTIPART, multipart([("csrf_token", CSRF + "\n")])),
    }


def each_csrf(cases):
    def cookie(endpoint, token="csrf=good"):
        return ["Cookie", "%s=${%s}" % (cookie_name(endpoint), cases.kind(endpoint, token))]

    for form, values in csrf_headers().items():
        headers = [["X-CSRF-TOKEN", value] for value in values]
        for endpoint in KINDS:
            for method in ("GET", "POST", "DELETE"):
                cases.add("cookies", endpoint, method, [cookie(endpoint), *headers], csrf=form)
        for method in ("PUT", "PATCH", "HEAD", "OPTIONS"):
            cases.add("cookies", "protected", method, [cookie("protected"), *headers], csrf=form)
        for token in ("plain", "csrf=5", "csrf=null", "csrf=empty", "csrf=unicode", "csrf=surrogate", "csrf=upper", "csrf=list", "csrf=true", "csrf=NaN", "csrf=object", "csrf=good,exp=past", "csrf=good,type=other", "garbage", "key=wrong"):
            for endpoint in ("protected", "refresh"):
                if form in ("none", "right", "wrong", "empty", "latin-1", "two:right+wrong", "two:right+right"):
                    cases.add("cookies", endpoint, "POST", [cookie(endpoint, token), *headers], csrf=form, token=token)
        for method in ("GET", "POST", "PUT"):
            cases.add("csrf-methods", "protected", method, [cookie("protected"), *headers], csrf=form)
        cases.add("csrf-headers", "protected", "POST", [cookie("protected"), *[["X-A", value] for value in values]], csrf=form)
        cases.add("csrf-headers", "refresh", "POST", [cookie("refresh"), *[["X-R", value] for value in values]], csrf=form)
        cases.add("no-csrf", "protected", "POST", [cookie("protected"), *headers], csrf=form)
        cases.add("headers+cookies", "protected", "POST", [cookie("protected"), *headers], csrf=form)
        cases.add("headers+cookies", "optional", "POST", [cookie("optional"), *headers, ["Authorization", "Basic x"]], csrf=form, header="basic")
    for form, (content_type, body) in csrf_bodies().items():
        kind = [["Content-Type", content_type]] if content_type else []
        for endpoint in KINDS:
            cases.add("csrf-form", endpoint, "POST", [cookie(endpoint), *kind], body, csrf_body=form)
        for method in ("PUT", "DELETE", "GET"):
            if form != "form-many":
                cases.add("csrf-form", "protected", method, [cookie("protected"), *kind], body, csrf_body=form)
        cases.add("cookies", "protected", "POST", [cookie("protected"), *kind], body, csrf_body=form)
        for token in ("garbage", "key=wrong", "csrf=good,exp=past", "plain", "csrf=5", "csrf=good,type=other"):
            if form in ("form", "form-wrong", "form-other", "multipart", "multipart-other", "json", "form-nothing", "form-latin-1"):
                cases.add("csrf-form", "protected", "POST", [cookie("protected", token), *kind], body, csrf_body=form, token=token)
        for header in ("wrong", "right", "empty", "latin-1", "two:empty+empty", "two:right+wrong"):
            values = [["X-CSRF-TOKEN", value] for value in csrf_headers()[header]]
            if form in ("form", "form-wrong", "form-other", "multipart", "json"):
                cases.add("csrf-form", "protected", "POST", [cookie("protected"), *values, *kind], body, csrf=header, csrf_body=form)
    for token in ("garbage", "key=wrong", "csrf=good,exp=past", "exp=past", "plain"):
        cases.add("csrf-form", "protected", "POST", [cookie("protected", token)], csrf="none", token=token)


# ---------------------------------------------------------------------- the query string
def query_forms(token):
    t = "${%s}" % token
    return {
        "none": "", "question-mark": "?", "plain": "?jwt=" + t, "empty": "?jwt=", "no-equals": "?jwt", "garbage": "?jwt=garbage", "other-before": "?a=b&jwt=" + t, "other-after": "?jwt=" + t + "&a=b", "upper": "?JWT=" + t, "twice-same": "?jwt=" + t + "&jwt=" + t, "twice-garbage-last": "?jwt=" + t + "&jwt=garbage", "twice-garbage-first": "?jwt=garbage&jwt=" + t, "twice-empty-last": "?jwt=" + t + "&jwt=", "twice-empty-first": "?jwt=&jwt=" + t, "twice-empty": "?jwt=&jwt=", "twice-no-equals": "?jwt&jwt=" + t, "thrice": "?jwt=" + t + "&jwt=a&jwt=b", "twice-escaped-name": "?jwt=" + t + "&j%77t=garbage",
        "plus-before": "?jwt=+" + t, "plus-after": "?jwt=" + t + "+", "percent-20-before": "?jwt=%20" + t, "percent-20-after": "?jwt=" + t + "%20", "percent-dot": "?jwt=a%2Eb%2Ec", "percent-dot-lower": "?jwt=a%2eb%2ec", "escaped-name": "?j%77t=" + t, "percent-alone": "?jwt=" + t + "%", "percent-bad": "?jwt=" + t + "%zz", "percent-ff": "?jwt=" + t + "%FF", "percent-ff-other": "?a=%FF&jwt=" + t, "percent-nul": "?jwt=" + t + "%00", "percent-bom": "?jwt=%EF%BB%BF" + t, "percent-nbsp": "?jwt=" + t + "%C2%A0", "percent-e9": "?jwt=%C3%A9", "double-percent": "?jwt=a%252Eb", "newline": "?jwt=" + t + "%0A",
        "semicolon": "?a=b;jwt=" + t, "semicolon-after": "?jwt=" + t + ";a=b", "ampersands": "?&&jwt=" + t + "&&", "two-equals": "?jwt==" + t, "equals-end": "?jwt=" + t + "=", "question-marks": "??jwt=" + t, "question-mark-inside": "?a=b?jwt=" + t, "slash": "?jwt=" + t + "/", "brackets": "?jwt[]=" + t, "spaces-name": "?%20jwt=" + t, "plus-name": "?+jwt=" + t, "name-space": "?jwt%20=" + t, "bearer": "?jwt=Bearer%20" + t, "bearer-plus": "?jwt=Bearer+" + t, "bearer-alone": "?jwt=Bearer%20", "bearer-lower": "?jwt=bearer%20" + t, "bearer-two-spaces": "?jwt=Bearer%20%20" + t, "bearer-joined": "?jwt=Bearer" + t, "bearer-twice": "?jwt=Bearer%20Bearer%20" + t, "bearer-word": "?jwt=Bearer",
        "quoted": "?jwt=%22" + t + "%22", "percent-latin-1": "?jwt=%E9", "comma": "?jwt=" + t + ",garbage", "many": "?" + "&".join("p%d=x" % i for i in range(100)) + "&jwt=" + t, "ampersand-entity": "?a=b&amp;jwt=" + t, "fragment": "?jwt=" + t + "%23x",
    }


def each_query(cases):
    for variant in ("query", "query-prefix") if cases.flask else ("query",):
        for endpoint in KINDS:
            for form, query in query_forms(cases.kind(endpoint)).items():
                cases.add(variant, endpoint, query=query, query_form=form)
        for token in ("garbage", "exp=past", "fresh=null", "type=refresh"):
            for form in ("plain", "twice-same", "plus-before", "bearer", "percent-20-after"):
                for endpoint in ("protected", "optional"):
                    cases.add(variant, endpoint, query=query_forms(token)[form], query_form=form, token=token)
    for endpoint in ("protected", "optional"):
        for form, query in query_forms("plain").items():
            cases.add("query+json", endpoint, "POST", [["Content-Type", "application/json"]], '{"access_token":"${plain}"}', query, query_form=form, body="plain")
            if cases.flask and endpoint == "protected":
                cases.add("headers", "loc-query", query=query, query_form=form)
    for method in ("POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
        cases.add("query", "protected", method, query="?jwt=${plain}", query_form="plain")
    cases.add("query", "protected", "POST", [["Content-Type", FORM]], "jwt=${plain}", body="form")


# ---------------------------------------------------------------------- the JSON body
def json_bodies(key, token):
    t = "${%s}" % token
    good = '{"%s":"%s"}' % (key, t)
    other = "access_token" if key == "refresh_token" else "refresh_token"
    bodies = {
        "plain": good, "spaces": ' \r\n\t{ "%s" : "%s" } \n' % (key, t), "extra-keys": '{"a":1,"%s":"%s","b":[null]}' % (key, t), "nothing": "", "space": " ", "null": "null", "array": "[]", "array-of-key": '["%s"]' % key, "array-of-object": "[%s]" % good, "string": '"x"', "string-empty": '""', "string-key": '"%s"' % key, "string-token": '"%s"' % t, "number": "1", "zero": "0", "true": "true", "false": "false", "object": "{}", "bad": "{", "word": "foo", "other-key": '{"%s":"%s"}' % (other, t), "upper-key": '{"%s":"%s"}' % (key.upper(), t), "nested-key": '{"a":%s}' % good, "both-keys": '{"%s":"garbage","%s":"%s"}' % (other, key, t),
        "bom": "\u00ef\u00bb\u00bf" + good, "bom-alone": "\u00ef\u00bb\u00bf", "utf-16-le": "\u00ff\u00fe" + "".join(c + "\0" for c in good) if "$" not in good else None, "trailing": good + "x", "trailing-brace": good + "}", "trailing-nul": good + "\0", "trailing-comma": good[:-1] + ",}", "twice-object": good + good, "trailing-newlines": good + "\n\n", "form-feed": "\x0c" + good, "nbsp": "\u00c2\u00a0" + good, "comment": "/**/" + good, "single-quotes": good.replace('"', "'"),
        "NaN": '{"%s":"%s","a":NaN}' % (key, t), "Infinity": '{"%s":"%s","a":Infinity}' % (key, t), "-Infinity": '{"%s":"%s","a":-Infinity}' % (key, t), "NaN-first": '{"a":NaN,"%s":"%s"}' % (key, t), "NaN-token": '{"%s":NaN}' % key, "NaN-alone": "NaN", "NaN-deep": '{"a":[{"b":NaN}],"%s":"%s"}' % (key, t), "1e400": '{"%s":"%s","a":1e400}' % (key, t), "10^400": '{"%s":"%s","a":1${400*0}}' % (key, t), "digits-5000": '{"%s":"%s","a":${5000*9}}' % (key, t), "leading-zero": '{"%s":"%s","a":01}' % (key, t), "surrogate": '{"%s":"%s","a":"\\ud800"}' % (key, t), "surrogate-key": '{"%s":"%s","\\ud800":1}' % (key, t), "surrogate-token": '{"%s":"\\ud800"}' % key, "raw-control": '{"%s":"%s","a":"\x01"}' % (key, t), "raw-newline": '{"%s":"%s","a":"\n"}' % (key, t), "raw-tab-token": '{"%s":"%s\t"}' % (key, t), "not-utf-8": '{"%s":"%s","a":"\u00ff"}' % (key, t), "latin-1": '{"%s":"%s","a":"\u00e9"}' % (key, t), "utf-8": '{"%s":"%s","a":"\u00c3\u00a9"}' % (key, t), "overlong": '{"%s":"%s","a":"\u00c0\u00af"}' % (key, t), "utf-8-surrogate": '{"%s":"%s","a":"\u00ed\u00a0\u0080"}' % (key, t), "escape-bad": '{"%s":"%s","a":"\\x"}' % (key, t),
        "twice-same": '{"%s":"%s","%s":"%s"}' % (key, t, key, t), "twice-garbage-first": '{"%s":"garbage","%s":"%s"}' % (key, key, t), "twice-garbage-last": '{"%s":"%s","%s":"garbage"}' % (key, t, key), "twice-null-last": '{"%s":"%s","%s":null}' % (key, t, key), "twice-other": '{"a":1,"a":2,"%s":"%s"}' % (key, t), "twice-inside": '{"a":{"b":1,"b":2},"%s":"%s"}' % (key, t), "twice-escaped": '{"%s":"%s","\\u0061%s":"garbage"}' % (key, t, key[1:]) if key[0] == "a" else None, "escaped-key": '{"\\u0061%s":"%s"}' % (key[1:], t) if key[0] == "a" else None, "escaped-token": '{"%s":"\\u0067arbage"}' % key, "nul-token": '{"%s":"a\\u0000b"}' % key,
        "token-null": '{"%s":null}' % key, "token-empty": '{"%s":""}' % key, "token-number": '{"%s":7}' % key, "token-zero": '{"%s":0}' % key, "token-true": '{"%s":true}' % key, "token-false": '{"%s":false}' % key, "token-list": '{"%s":[]}' % key, "token-list-of-token": '{"%s":["%s"]}' % (key, t), "token-object": '{"%s":{}}' % key, "token-object-full": '{"%s":{"a":1}}' % key, "token-float": '{"%s":1.5}' % key, "token-spaces": '{"%s":" %s "}' % (key, t), "token-newline": '{"%s":"%s\\n"}' % (key, t), "token-bearer": '{"%s":"Bearer %s"}' % (key, t), "token-garbage": '{"%s":"garbage"}' % key, "token-unicode": '{"%s":"\\u00e9.b.c"}' % key, "token-raw-unicode": '{"%s":"\u00c3\u00a9.b.c"}' % key, "token-nbsp": '{"%s":"%s\\u00a0"}' % (key, t), "token-bom": '{"%s":"\\ufeff%s"}' % (key, t), "token-NaN": '{"%s":NaN}' % key,
        "trailing-garbage-token": '{"%s":"garbage"}x' % key,
    }
    for depth in (100, 126, 127, 128, 200, 900, 2000, 100000):
        bodies["list-deep=%d" % depth] = '{"a":${%d*[}${%d*]},"%s":"%s"}' % (depth, depth, key, t)
        bodies["list-only-deep=%d" % depth] = "${%d*[}${%d*]}" % (depth, depth)
    for depth in (100, 127, 200, 2000):
        bodies["object-deep=%d" % depth] = '{"a":${%d*{"a":}1${%d*]},"%s":"%s"}'.replace("*]}", "*\x7d}") % (depth, depth, key, t)
        bodies["deep-token=%d" % depth] = '{"%s":${%d*[}${%d*]}}' % (key, depth, depth)
        bodies["list-open=%d" % depth] = "${%d*[}" % depth
    return {name: body for name, body in bodies.items() if body is not None}


CONTENT_TYPES = {
    "none": None, "json": "application/json", "charset": "application/json; charset=utf-8", "charset-no-space": "application/json;charset=utf-8", "charset-latin-1": "application/json; charset=iso-8859-1", "charset-utf-16": "application/json; charset=utf-16", "charset-unknown": "application/json; charset=banana", "charset-quoted": 'application/json; charset="utf-8"', "semicolon": "application/json;", "space-semicolon": "application/json ;", "boundary": "application/json; boundary=x", "parameter-bad": "application/json; x", "upper": "Application/JSON", "capitals": "APPLICATION/JSON; CHARSET=UTF-8", "plus-json": "application/vnd.api+json", "plus-json-charset": "application/problem+json; charset=utf-8", "plus-json-text": "text/x+json", "plus-json-upper": "application/vnd.api+JSON", "text-json": "text/json", "text": "text/plain", "form": FORM, "json-seq": "application/json-seq", "jsonp": "application/json+x", "x-json": "application/x-json", "empty": "", "comma": "application/json, text/plain", "two-words": "application/json text", "spaces": "  application/json  ", "tab": "\tapplication/json", "slash": "application/", "json-alone": "json", "wildcard": "*/*", "nbsp": "application/json\u00a0", "latin-1": "application/json; x=\u00e9", "quoted": '"application/json"', "parameter-first": "x=y; application/json",
}


def each_json(cases):
    for endpoint in KINDS:
        key = "refresh_token" if endpoint == "refresh" else "access_token"
        good = json_bodies(key, cases.kind(endpoint))
        for form, body in good.items():
            cases.add("json", endpoint, "POST", [["Content-Type", "application/json"]], body, body=form)
        for form, content_type in CONTENT_TYPES.items():
            headers = [["Content-Type", content_type]] if content_type is not None else []
            cases.add("json", endpoint, "POST", headers, good["plain"], content_type=form, body="plain")
            if endpoint in ("protected", "optional"):
                for body in ("object", "bad", "bom", "NaN", "latin-1", "nothing"):
                    cases.add("json", endpoint, "POST", headers, good[body], content_type=form, body=body)
        for method in ("GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
            for form in ("plain", "object", "bom", "twice-same"):
                cases.add("json", endpoint, method, [["Content-Type", "application/json"]], good[form], body=form)
            cases.add("json", endpoint, method, body_form="no-body")
        cases.add("json", endpoint, "POST", [["Content-Type", "application/json"]], None)
        two = [["Content-Type", "application/json"], ["Content-Type", "text/plain"]]
        cases.add("json", endpoint, "POST", two, good["plain"], content_type="two:json+text", body="plain")
        cases.add("json", endpoint, "POST", two[::-1], good["plain"], content_type="two:text+json", body="plain")
        for token in ("garbage", "exp=past", "fresh=null", "fresh=false", "type=foo", "identity=missing"):
            bodies = json_bodies(key, cases.kind(endpoint, token))
            for form in ("plain", "bom", "NaN", "twice-same", "trailing", "list-deep=200"):
                cases.add("json", endpoint, "POST", [["Content-Type", "application/json"]], bodies[form], body=form, token=token)
    for form, body in json_bodies("access_token", "plain").items():
        cases.add("json+headers", "protected", "POST", [["Content-Type", "application/json"], ["Authorization", "Bearer ${plain}"]], body, body=form, header="plain")
        cases.add("headers+json", "optional", "POST", [["Content-Type", "application/json"], ["Authorization", "Basic x"]], body, body=form, header="basic")
        if cases.flask and ("=" not in form):
            cases.add("headers", "loc-json", "POST", [["Content-Type", "application/json"]], body, body=form)


# ---------------------------------------------------------------------- several locations
def each_size(cases):
    """Bodies that are larger than some limit."""
    for size in (400_000, 600_000, 2_200_000):
        filler = "${%d*x}" % size
        kind = [["Content-Type", "application/json"]]
        cases.add("json", "protected", "POST", kind, '{"a":"%s","access_token":"${plain}"}' % filler, body="size=%d" % size)
        cookie = ["Cookie", "access_token_cookie=${csrf=good}"]
        cases.add("csrf-form", "protected", "POST", [cookie, ["Content-Type", FORM]], "a=%s&csrf_token=%s" % (filler, CSRF), csrf_body="form-size=%d" % size)
        cases.add("csrf-form", "protected", "POST", [cookie, ["Content-Type", MULTIPART]], multipart([("a", filler), ("csrf_token", CSRF)]), csrf_body="multipart-size=%d" % size)
        cases.add("csrf-form", "protected", "POST", [cookie, ["Content-Type", MULTIPART]], multipart([('f"; filename="a', filler), ("csrf_token", CSRF)]), csrf_body="multipart-file-size=%d" % size)
    for parts in (900, 1100):
        body = multipart([*[("f%d" % number, "x") for number in range(parts)], ("csrf_token", CSRF)])
        cases.add("csrf-form", "protected", "POST", [cookie, ["Content-Type", MULTIPART]], body, csrf_body="multipart-parts-size=%d" % parts)


def each_location(cases):
    headers = {"none": [], "good": [["Authorization", "Bearer ${plain}"]], "garbage": [["Authorization", "Bearer garbage"]], "basic": [["Authorization", "Basic x"]], "expired": [["Authorization", "Bearer ${exp=past}"]]}
    cookies = {"none": [], "good": [["Cookie", "access_token_cookie=${csrf=good}"]], "garbage": [["Cookie", "access_token_cookie=garbage"]], "empty": [["Cookie", "access_token_cookie="]], "twice": [["Cookie", "access_token_cookie=${plain}; access_token_cookie=${plain}"]]}
    queries = {"none": "", "good": "?jwt=${plain}", "garbage": "?jwt=garbage", "empty": "?jwt=", "twice": "?jwt=${plain}&jwt=${plain}"}
    bodies = {"none": ([], None), "good": ([["Content-Type", "application/json"]], '{"access_token":"${plain}"}'), "garbage": ([["Content-Type", "application/json"]], '{"access_token":"garbage"}'), "missing": ([["Content-Type", "application/json"]], "{}"), "bad": ([["Content-Type", "application/json"]], "{")}
    four = ("all", "all-backwards")
    for header, header_lines in headers.items():
        for cookie, cookie_lines in cookies.items():
            for endpoint in ("protected", "optional"):
                for method in ("GET", "POST"):
                    for variant in ("headers+cookies", "cookies+headers"):
                        cases.add(variant, endpoint, method, header_lines + cookie_lines, l_header=header, l_cookie=cookie)
            for query, text in queries.items():
                for body, (lines, content) in bodies.items():
                    odd = [header in ("basic", "expired"), cookie in ("empty", "twice"), query in ("empty", "twice"), body in ("missing", "bad")]
                    if sum(odd) > 1 or (sum(odd) and "garbage" in (header, cookie, query, body)):
                        continue
                    for variant in four:
                        cases.add(variant, "protected", "POST" if lines else "GET", header_lines + cookie_lines + lines, content, text, l_header=header, l_cookie=cookie, l_query=query, l_body=body)
                    if not sum(odd):
                        cases.add("all", "optional", "POST" if lines else "GET", header_lines + cookie_lines + lines, content, text, l_header=header, l_cookie=cookie, l_query=query, l_body=body)
    for query, text in queries.items():
        for body, (lines, content) in bodies.items():
            for header, header_lines in headers.items():
                cases.add("json+query+headers", "protected", "POST" if lines else "GET", header_lines + lines, content, text, l_header=header, l_query=query, l_body=body)
                if cases.flask:
                    cases.add("headers", "loc-multi", "POST" if lines else "GET", header_lines + lines, content, text, l_header=header, l_query=query, l_body=body)


# ---------------------------------------------------------------------- blocklist, verification, user
def each_check(cases):
    names = [name for name in trait_names(cases) if name.startswith(("bad-but=", "jti=", "identity=ghost", "user_claims=", "plain", "exp=past,jti", "exp=past,user", "fresh=null", "fresh=false", "identity=null", "identity=7", "identity=2^64", "identity=10^30", "identity=list", "identity=object", "identity=surrogate", "identity=html", "identity=1.5", "identity=true", "only-identity", "exp=past,fresh", "key=wrong,jti"))]
    for name in names:
        for endpoint in KINDS + (("skip-revocation", "any-type") if cases.flask else ()):
            cases.bearer("all-checks", endpoint, name)
    for name in ("identity=null", "identity=7", "identity=list", "identity=object", "identity=true", "identity=1.5", "identity=unicode", "identity=10^30", "identity=html", "identity=empty", "identity=control", "identity=1e300", "identity=1e22", "identity=minus-zero-float", "plain"):
        for endpoint in ("protected", "optional", "refresh"):
            cases.bearer("no-user", endpoint, name)
    for endpoint in KINDS:
        for form in ("none", "basic", "comma", "bare-scheme"):
            cases.add("all-checks", endpoint, headers=header_forms("plain")[form], header=form)


# ---------------------------------------------------------------------- methods
def each_method(cases):
    for endpoint in KINDS:
        for path in (endpoint, endpoint + "-options"):
            for token in (None, "plain", "garbage", "exp=past"):
                headers = [["Authorization", "Bearer ${%s}" % cases.kind(endpoint, token)]] if token else []
                for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"):
                    cases.add("headers", path, method, headers, token=token)
                preflight = [["Origin", "http://a"], ["Access-Control-Request-Method", "GET"], *headers]
                cases.add("headers", path, "OPTIONS", preflight, token=token, preflight="yes")
        cookie = [["Cookie", "%s=${%s}" % (cookie_name(endpoint), cases.kind(endpoint, "csrf=good"))]]
        for method in ("post", "Post", "patch", "get", "delete", "Options", "options", "head", "OPTIONS", "TRACE"):
            cases.add("cookies", endpoint, method, cookie, csrf="none")
            cases.add("cookies", endpoint + "-options", method, cookie, csrf="none")
            cases.add("cookies", endpoint, method, [*cookie, ["X-CSRF-TOKEN", CSRF]], csrf="right")
            cases.add("headers", endpoint, method, [["Authorization", "Bearer ${%s}" % cases.kind(endpoint)]])
    for path in ("nope", "protected/", "Protected", "", "protected//", "%70rotected", "protected;x", "open"):
        for headers in ([], [["Authorization", "Bearer ${plain}"]], [["Authorization", "Bearer garbage"]]):
            cases.add("headers", path, headers=headers, token="" if not headers else headers[0][1][9:-1])


# ---------------------------------------------------------------------- decode_token and get_jti by hand
def by_hand(cases):
    names = [name for name in trait_names(cases) if not name.startswith(("key=wrong,", "nbf=ahead", "bad-but", "exp=-", "exp=+", "nbf=-", "nbf=+", "iat=+", "iat=-"))]
    for name in names:
        if name.startswith(("nbf=", "iat=", "extra=", "list-deep", "object-deep", "b64", "kid", "text=", "payload=")) and hash_of(name) % 3:
            continue
        cases.add("headers", "decode", "POST", [["Content-Type", "application/json"]], '{"token":"${%s}"}' % name, token=name, decode="plain")
    for name in ("plain", "exp=past", "csrf=good", "csrf=good,exp=past", "csrf=5", "csrf=null", "csrf=empty", "csrf=unicode", "identity=null", "identity=missing", "garbage", "fresh=null", "exp=null", "type=foo", "jti=missing", "exp=past,identity=missing", "exp=past,type=foo", "exp=past,fresh=null", "exp=past,aud=x", "identity=7", "exp=past,nbf=now+1"):
        for text in (name, name + "@refresh") if name != "garbage" else (name,):
            for more in ("", ',"allow_expired":true', ',"allow_expired":false'):
                for csrf in ("", ',"csrf":"%s"' % CSRF, ',"csrf":"nope"', ',"csrf":""', ',"csrf":"\u00c3\u00a9"'):
                    if (more or csrf) or text != name:
                        cases.add("headers", "decode", "POST", [["Content-Type", "application/json"]], '{"token":"${%s}"%s%s}' % (text, more, csrf), token=name, decode=(more + csrf).strip(",").replace('"', "").replace(CSRF, "right").replace("\u00c3\u00a9", "non-ascii") or "plain", kind="refresh" if "@" in text else "")


def hash_of(name):
    return sum(name.encode())


# ---------------------------------------------------------------------- everything at once
def at_random(cases):
    """Requests of parts that are drawn from all of the above, for what only happens together."""
    draw = random.Random(SEED)
    names = trait_names(cases)
    odd = [name for name in names if not name.startswith(("text=", "payload=", "extra=digits"))]
    variants = ("headers+cookies", "cookies+headers", "all", "all-backwards", "query+json", "json+query+headers", "csrf-form", "headers", "cookies")
    for _ in range(900):
        endpoint = draw.choice(KINDS)
        variant = draw.choice(variants)
        method = draw.choice(("GET", "POST", "POST", "DELETE"))
        parts, headers, query, body = {}, [], "", None

        def some_token():
            good = draw.random() < 0.5
            name = draw.choice(("plain", "csrf=good")) if good else draw.choice(odd if draw.random() < 0.8 else SECOND)
            if not good:
                parts["token"] = parts["token"] + "|" + name if "token" in parts else name
            return cases.kind(endpoint, name)

        if draw.random() < 0.6:
            forms = header_forms(some_token())
            parts["header"] = draw.choice(list(forms))
            headers += forms[parts["header"]]
        if draw.random() < 0.6:
            forms = cookie_forms(cookie_name(endpoint), some_token())
            parts["cookie"] = draw.choice(list(forms))
            headers += [["Cookie", value] for value in forms[parts["cookie"]]]
            if draw.random() < 0.6:
                parts["csrf"] = draw.choice(list(csrf_headers()))
                headers += [["X-CSRF-TOKEN", value] for value in csrf_headers()[parts["csrf"]]]
        if draw.random() < 0.4:
            forms = query_forms(some_token())
            parts["query_form"] = draw.choice(list(forms))
            query = forms[parts["query_form"]]
        if method != "GET" and draw.random() < 0.6:
            if draw.random() < 0.7:
                bodies = json_bodies("refresh_token" if endpoint == "refresh" else "access_token", some_token())
                parts["body"] = draw.choice([name for name in bodies if "100000" not in name])
                body = bodies[parts["body"]]
                parts["content_type"] = draw.choice(("json", "json", "charset", "text", "plus-json"))
                headers.append(["Content-Type", CONTENT_TYPES[parts["content_type"]]])
            else:
                parts["csrf_body"] = draw.choice([name for name in csrf_bodies() if name != "form-many"])
                content_type, body = csrf_bodies()[parts["csrf_body"]]
                headers += [["Content-Type", content_type]] if content_type else []
        cases.add(variant, endpoint, method, headers, body, query, random="yes", **parts)
