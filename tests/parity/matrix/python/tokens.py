"""The tokens of the matrix: one good token of each kind, and each with one thing changed.

A token's name says what was changed, for example `exp=null`; the refresh token of that name ends in
`@refresh`. Everything is made from fixed values, so that a second run makes the same bytes.
"""

import base64
import hashlib
import hmac
import json

NOW = 2_000_000_000
SECRET = b"super-secret"
CSRF = "5f0f8c6e-1111-4222-8333-444455556666"
JTI = "a-jti"
HEADER = '{"alg":"HS256","typ":"JWT"}'
OLD = str(NOW - 10)


def b64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sign(header, payload, key=SECRET, digest=hashlib.sha256):
    """A token of these bytes."""
    header = header if isinstance(header, bytes) else header.encode("utf-8", "surrogatepass")
    payload = payload if isinstance(payload, bytes) else payload.encode("utf-8", "surrogatepass")
    signed = b64(header) + "." + b64(payload)
    return signed + "." + b64(hmac.new(key, signed.encode(), digest).digest())


def claims(identity_claim, kind, changes):
    """The claims of a good token of a kind as JSON text, with some of them replaced by other text.

    A change to None takes the claim away; `$ID` is the claim with the identity.
    """
    values = {
        "iat": str(NOW),
        "nbf": str(NOW),
        "exp": str(NOW + 900),
        "jti": json.dumps(JTI),
        "$ID": '"test"',
        "type": json.dumps(kind),
    }
    if kind == "access":
        values["fresh"] = "true"
    values.update(changes)
    members = [
        "%s:%s" % (json.dumps(identity_claim if name == "$ID" else name), value)
        for name, value in values.items()
        if value is not None
    ]
    return "{%s}" % ",".join(members)


def nested(depth, opening="[", closing="]", inner=""):
    return opening * depth + inner + closing * depth


VALUES = {
    "null": "null", "true": "true", "false": "false", "empty": '""', "word": '"abc"', "list": "[]",
    "object": "{}", "list-of-number": "[9999999999]", "digits": '"2000000900"', "digits-past": '"1999999900"',
    "digits-spaces": '" 2000000900 "', "digits-underscore": '"2_000_000_900"', "digits-arabic": '"٢٠٠٠٠٠٠٩٠٠"',
    "digits-float": '"2000000900.5"', "digits-plus": '"+2000000900"', "digits-hex": '"0x7fffffff"',
    "zero": "0", "one": "1", "minus-one": "-1", "minus-zero": "-0", "minus-zero-float": "-0.0",
    "float-future": "2000000060.5", "float-past": "1999999940.5", "float-now": "2000000000.25",
    "float-now-later": "2000000000.75", "now": "2000000000", "now+1": "2000000001", "now-1": "1999999999",
    "2^53+1": "9007199254740993", "2^63": "9223372036854775808", "2^64": "18446744073709551616",
    "-2^63-1": "-9223372036854775809", "10^30": "1" + "0" * 30, "10^400": "1" + "0" * 400,
    "1e18": "1e18", "1e300": "1e300", "-1e18": "-1e18", "NaN": "NaN", "Infinity": "Infinity",
    "-Infinity": "-Infinity", "1e400": "1e400", "-1e400": "-1e400", "1e-400": "1e-400",
    "digits-5000": "9" * 5000,
}
TIMES = [name for name in VALUES if name not in ("digits-5000",)] + ["digits-5000"]


def of_claims(identity_claim):
    """What is changed in the claims: name -> changes."""
    made = {"plain": {}}
    for claim in ("exp", "nbf", "iat", "fresh"):
        made[claim + "=missing"] = {claim: None}
        for name in TIMES:
            made["%s=%s" % (claim, name)] = {claim: VALUES[name]}
    made["exp=past"] = {"exp": OLD}
    for name, text in {
        "missing": None, "refresh": '"refresh"', "access": '"access"', "foo": '"foo"', "upper": '"ACCESS"',
        "space": '"access "', "empty": '""', "null": "null", "one": "1", "true": "true", "list": '["access"]',
        "object": '{"a":1}', "NaN": "NaN", "surrogate": '"\\ud800"', "nul": '"access\\u0000"', "escaped": '"acc\\u0065ss"',
    }.items():
        made["type=" + name] = {"type": text}
    for name, text in {
        "missing": None, "null": "null", "empty": '""', "7": "7", "1.5": "1.5", "true": "true", "false": "false",
        "zero": "0", "object": '{"id":7,"n":[1]}', "list": '["a",1]', "empty-list": "[]", "empty-object": "{}",
        "unicode": '"Zoë 中 😀"', "unicode-escaped": '"Zo\\u00eb"', "html": '"<b>&\\""', "nul": '"a\\u0000b"',
        "control": '"a\\u0007\\u007f\\u0085\\u2028"', "surrogate": '"\\ud800"', "surrogate-low": '"\\udfff"',
        "surrogate-pair": '"\\ud83d\\ude00"', "surrogates-swapped": '"\\ude00\\ud83d"', "10^30": "1" + "0" * 30,
        "2^53+1": "9007199254740993", "2^64": "18446744073709551616", "2^64-1": "18446744073709551615",
        "-2^63": "-9223372036854775808", "float-digits": "0.1000000000000000055511151231257827", "1e300": "1e300",
        "minus-zero-float": "-0.0", "1e22": "1e22", "123456789.0": "123456789.0", "NaN": "NaN", "Infinity": "Infinity", "1e400": "1e400",
        "nan-inside": '{"a":NaN}', "surrogate-inside": '["\\ud800"]', "long": '"%s"' % ("a" * 2000),
        "twice-inside": '{"a":1,"a":2}',
    }.items():
        made["identity=" + name] = {"$ID": text}
    for name, text in {
        "missing": None, "null": "null", "7": "7", "empty": '""', "object": '{"a":1}', "true": "true",
        "surrogate": '"\\ud800"', "revoked": '"revoked-jti"', "space": '" "', "NaN": "NaN",
    }.items():
        made["jti=" + name] = {"jti": text}
    for name, text in {
        "me": '"me"', "x": '"x"', "empty": '""', "list": '["x","me"]', "list-x": '["x"]', "empty-list": "[]",
        "null": "null", "1": "1", "0": "0", "true": "true", "false": "false", "object": '{"me":1}',
        "empty-object": "{}", "list-number": '["me",1]', "list-null": "[null]", "NaN": "NaN", "zero-float": "0.0",
        "list-surrogate": '["me","\\ud800"]', "upper": '"ME"', "minus-zero": "-0", "list-list": '[["me"]]',
    }.items():
        made["aud=" + name] = {"aud": text}
    for name, text in {
        "them": '"them"', "x": '"x"', "empty": '""', "null": "null", "1": "1", "list": '["them"]', "true": "true",
        "object": '{"them":1}', "NaN": "NaN", "surrogate": '"\\ud800"', "upper": '"THEM"',
    }.items():
        made["iss=" + name] = {"iss": text}
    for name, text in {
        "good": json.dumps(CSRF), "empty": '""', "null": "null", "5": "5", "true": "true", "list": "[]", "object": "{}",
        "unicode": '"é"', "surrogate": '"\\ud800"', "upper": json.dumps(CSRF.upper()), "NaN": "NaN",
    }.items():
        made["csrf=" + name] = {"csrf": text}
    for name, text in {"7": "7", "null": "null", "empty": '""', "object": "{}", "surrogate": '"\\ud800"', "test": '"test"'}.items():
        other = "identity" if identity_claim == "sub" else "sub"
        made["other-identity=" + name] = {other: text}
    for name, text in {
        "a": '{"a":1}', "null": "null", "x": '"x"', "list": "[]", "empty": "{}", "bad": '{"bad":1}', "NaN": '{"a":NaN}',
        "surrogate": '{"\\ud800":1}', "number": "1", "true": "true", "bad-string": '"bad"', "bad-list": '["bad"]',
    }.items():
        made["user_claims=" + name] = {"user_claims": text}
    for depth in (10, 100, 125, 126, 127, 128, 129, 200, 500, 900, 960, 980, 1000, 1500, 3000):
        made["list-deep=%d" % depth] = {"deep": nested(depth)}
    for depth in (100, 126, 127, 128, 200, 900):
        made["object-deep=%d" % depth] = {"deep": nested(depth, '{"a":', "}", "1")}
    for name, text in {
        "unknown": '{"bar":[1,null,1.5]}', "NaN": "NaN", "Infinity": "Infinity", "-Infinity": "-Infinity",
        "NaN-inside": '[1,{"a":NaN}]', "1e400": "1e400", "-1e400": "-1e400", "1e-400": "1e-400", "10^30": "1" + "0" * 30,
        "2^64": "18446744073709551616", "2^63": "9223372036854775808", "-2^63-1": "-9223372036854775809",
        "10^400": "1" + "0" * 400, "digits-5000": "9" * 5000, "float-digits": "3.14159265358979323846264338327950288", "1e22": "1e22",
        "1e23": "1e23", "5e-324": "5e-324", "2.5e-324": "2.5e-324", "minus-zero": "-0", "minus-zero-float": "-0.0", "surrogate": '"\\ud800"',
        "surrogate-low": '"a\\udc00"', "surrogate-pair": '"\\ud83d\\ude00"', "surrogate-name": '{"\\ud800":1}', "nul": '"\\u0000"',
        "raw-control": '"a\x01b"', "raw-tab": '"a\tb"', "raw-newline": '"a\nb"', "raw-del": '"a\x7fb"', "raw-2028": '"\u2028"',
        "twice-inside": '{"a":1,"a":2}', "leading-zero": "01", "plus": "+1", "point-end": "1.", "point-start": ".5",
        "minus-alone": "-", "exponent-empty": "1e", "upper-exponent": "1E5", "hex": "0x1", "escape-bad": '"\\x41"',
        "escape-slash": '"\\/"', "escape-short": '"\\u12"', "single-quotes": "'a'", "comment": "1/*a*/", "True": "True",
        "undefined": "undefined", "nan": "nan", "underscore": "1_000", "raw-surrogate": '"\ud800"', "noncharacter": '"\uffff"',
    }.items():
        made["extra=" + name] = {"extra": text}
    return made


def of_payload(identity_claim, kind):
    """What is changed in the payload as a whole: name -> its bytes."""
    good = claims(identity_claim, kind, {})
    inside = good[1:-1]
    return {
        "array": "[]", "string": '"a"', "number": "1", "null": "null", "true": "true", "nothing": "", "NaN": "NaN", "empty-object": "{}",
        "bad-json": '{"a":', "word": "foo", "trailing": good + " x", "trailing-comma": "{%s,}" % inside, "twice": good + good,
        "spaces": " \t\r\n%s\n " % good, "form-feed": "\x0c" + good, "nbsp": "\u00a0" + good, "nul-after": good + "\x00",
        "bom": "\ufeff" + good, "bom-inside": good.replace(":", ":\ufeff", 1), "utf-16": good.encode("utf-16"), "utf-16-le": good.encode("utf-16-le"),
        "utf-16-be": good.encode("utf-16-be"), "utf-32": good.encode("utf-32"), "utf-32-be": good.encode("utf-32-be"), "latin-1": good.replace("test", "tést").encode("latin-1"),
        "not-utf-8": good.replace("test", "t\xffst").encode("latin-1"), "overlong": good.encode().replace(b"test", b"t\xc0\xafst"),
        "twice-identity": '{%s,"%s":"other"}' % (inside, identity_claim), "twice-exp": '{%s,"exp":%d}' % (inside, NOW + 800),
        "twice-exp-past-first": '{"exp":%s,%s}' % (OLD, inside), "twice-unknown": '{%s,"a":1,"a":1}' % inside,
        "twice-escaped": '{%s,"\\u0065xp":%d}' % (inside, NOW + 800), "twice-type": '{%s,"type":"%s"}' % (inside, kind),
        "name-empty": '{%s,"":1}' % inside, "name-number": "{%s,1:1}" % inside, "no-comma": '{%s "a":1}' % inside,
    }


def of_header():
    """What is changed in the JOSE header: name -> its text."""
    base = '{"alg":"HS256","typ":"JWT"%s}'
    made = {
        "typ=missing": '{"alg":"HS256"}', "first=typ": '{"typ":"JWT","alg":"HS256"}', "alg=missing": '{"typ":"JWT"}',
        "header=array": "[]", "header=string": '"a"', "header=number": "1", "header=null": "null", "header=empty": "{}",
        "header=bad-json": '{"alg":', "header=trailing": HEADER + "x", "header=spaces": " %s\n" % HEADER, "header=bom": "\ufeff" + HEADER,
        "header=utf-16": HEADER.encode("utf-16"), "header=utf-16-le": HEADER.encode("utf-16-le"), "header=not-utf-8": b'{"alg":"HS256","x":"\xff"}', "header=NaN-alone": "NaN",
        "header=twice-alg": '{"alg":"none","typ":"JWT","alg":"HS256"}', "header=twice-typ": '{"alg":"HS256","typ":"JWT","typ":"JWT"}',
        "header=twice-unknown": base % ',"a":1,"a":2', "header=twice-inside": base % ',"a":{"b":1,"b":2}',
        "header=jwk": base % ',"jwk":{"kty":"oct","k":"AA"}', "header=jku": base % ',"jku":"https://example.com/"', "header=zip": base % ',"zip":"DEF"',
        "header=cty": base % ',"cty":"JWT"', "header=enc": base % ',"enc":"A128GCM"', "header=unknown": base % ',"x":{"y":[1]}', "header=NaN": base % ',"x":NaN',
        "header=Infinity": base % ',"x":-Infinity', "header=1e400": base % ',"x":1e400', "header=surrogate": base % ',"x":"\\ud800"',
        "header=10^30": base % (',"x":1' + "0" * 30), "header=exp": base % ',"exp":1',
    }
    for depth in (100, 126, 127, 128, 200, 900, 1500):
        made["header-deep=%d" % depth] = base % (',"x":' + nested(depth))
    for name, text in {
        "at+jwt": '"at+jwt"', "foo": '"foo"', "lower": '"jwt"', "empty": '""', "1": "1", "null": "null", "true": "true", "false": "false", "list": '["JWT"]',
        "object": "{}", "NaN": "NaN", "surrogate": '"\\ud800"', "1.5": "1.5", "zero": "0",
    }.items():
        made["typ=" + name] = '{"alg":"HS256","typ":%s}' % text
    for name, text in {
        "k1": '"k1"', "empty": '""', "1": "1", "null": "null", "true": "true", "list": "[]", "object": "{}", "zero": "0", "false": "false", "surrogate": '"\\ud800"', "NaN": "NaN",
    }.items():
        made["kid=" + name] = base % (',"kid":' + text)
    for name, text in {
        "exp": '["exp"]', "empty-list": "[]", "null": "null", "string": '"exp"', "empty": '""', "true": "true", "false": "false", "number": "1", "zero": "0", "object": '{"exp":1}',
        "empty-object": "{}", "list-number": "[1]", "list-empty": '[""]', "list-null": "[null]", "list-list": '[["b64"]]', "b64": '["b64"]', "b64-twice": '["b64","b64"]', "alg": '["alg"]', "x": '["x"]', "html": '["<b>"]',
    }.items():
        made["crit=" + name] = base % (',"crit":' + text)
        if name in ("b64", "exp", "empty-list"):
            made["crit=%s,b64=true" % name] = base % (',"b64":true,"crit":' + text)
            made["crit=%s,b64=false" % name] = base % (',"b64":false,"crit":' + text)
    for name, text in {"true": "true", "false": "false", "null": "null", "one": "1", "zero": "0", "string": '"true"', "empty": '""', "list": "[]", "NaN": "NaN"}.items():
        made["b64=" + name] = base % (',"b64":' + text)
    for name, text in {
        "none": '"none"', "None": '"None"', "empty": '""', "HS384": '"HS384"', "HS512": '"HS512"', "RS256": '"RS256"', "ES256": '"ES256"', "lower": '"hs256"', "unknown": '"XX999"',
        "null": "null", "number": "256", "list": '["HS256"]', "object": "{}", "true": "true", "space": '"HS256 "', "surrogate": '"\\ud800"', "NaN": "NaN", "escaped": '"HS\\u0032\\u0035\\u0036"', "html": '"<b>"',
    }.items():
        made["alg=" + name] = '{"typ":"JWT","alg":%s}' % text
    return made


def of_text(token):
    """What is changed in the token's text: name -> text."""
    header, payload, signature = token.split(".")
    other = {"A": "B"}.get(signature[-1], "A")
    low_bits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spelled = low_bits[low_bits.index(signature[-1]) | 1]
    join = ".".join
    return {
        "one-segment": "foobarbaz", "two-segments": join([header, payload]), "four-segments": join([header, payload, signature, "x"]),
        "five-segments": join([header, payload, signature, "x", "y"]), "dots": "..", "dot": ".", "four-dots": "....", "a.b.c": "a.b.c", "%%%.%%%.%%%": "%%%.%%%.%%%",
        "no-header": join(["", payload, signature]), "no-payload": join([header, "", signature]), "no-signature": join([header, payload, ""]),
        "signature-changed": join([header, payload, "A" + signature[1:] if signature[0] != "A" else "B" + signature[1:]]),
        "signature-cut": join([header, payload, signature[:-1]]), "signature-short": join([header, payload, signature[:-2]]), "signature-low-bits": join([header, payload, signature[:-1] + spelled]),
        "signature-padded": token + "=", "signature-padded-twice": token + "==", "header-padded": join([header + "=", payload, signature]), "payload-padded": join([header, payload + "=", signature]),
        "signature-junk": join([header, payload, signature[:5] + "!" + signature[5:]]), "signature-junk-4": join([header, payload, signature[:5] + "!!!!" + signature[5:]]),
        "signature-long": token + "AAAA", "signature-other": join([header, payload, signature[:-1] + other]),
        "header-junk": join([header[:5] + "!" + header[5:], payload, signature]), "payload-junk": join([header, payload[:5] + "!" + payload[5:], signature]),
        "header-cut": join([header[:-1] if len(header) % 4 != 1 else header, payload, signature]), "header-length-1": join(["A" * 5, payload, signature]), "payload-length-1": join([header, "A" * 5, signature]),
        "signature-length-1": join([header, payload, "A" * 5]), "standard-alphabet": join([header, payload, signature.replace("-", "+").replace("_", "/")]),
        "upper": token.upper(), "payload-of-other": join([header, b64(b"{}"), signature]), "slash": join([header, payload, "/" + signature[1:]]),
    }


# Defects that a second one, an expired `exp` say, is combined with.
SECOND = [
    "identity=missing", "identity=null", "identity=7", "identity=surrogate", "type=foo", "type=null", "type=missing", "fresh=null", "fresh=word", "fresh=list", "fresh=object",
    "fresh=NaN", "fresh=Infinity", "fresh=1e400", "fresh=false", "fresh=missing", "fresh=digits", "jti=null", "jti=missing", "jti=7", "aud=x", "aud=1", "iss=x", "iss=1", "nbf=now+1", "nbf=word", "nbf=null",
    "nbf=true", "nbf=digits", "nbf=NaN", "iat=now+1", "iat=word", "iat=null", "iat=true", "iat=digits", "iat=Infinity", "csrf=5", "csrf=null", "csrf=good", "other-identity=7", "extra=NaN", "extra=surrogate",
    "extra=twice-inside", "list-deep=200", "user_claims=bad", "extra=10^30",
]


def all_tokens(identity_claim):
    """Every token: name -> text. Of a name with `@refresh` the other kind is the one without."""
    tokens = {"garbage": "garbage"}
    for kind in ("access", "refresh"):
        end = "" if kind == "access" else "@refresh"
        changed = of_claims(identity_claim)
        for name, changes in changed.items():
            tokens[name + end] = sign(HEADER, claims(identity_claim, kind, changes))
        for name in SECOND:
            changes = dict(changed[name], exp=OLD)
            tokens["exp=past,%s%s" % (name, end)] = sign(HEADER, claims(identity_claim, kind, changes))
            tokens["key=wrong,%s%s" % (name, end)] = sign(HEADER, claims(identity_claim, kind, changed[name]), b"wrong")
        for name in ("identity=missing", "type=foo", "aud=x", "iss=x", "iat=now+1", "fresh=null", "jti=null", "iat=word", "other-identity=7"):
            changes = dict(changed[name], nbf=str(NOW + 60))
            tokens["nbf=ahead,%s%s" % (name, end)] = sign(HEADER, claims(identity_claim, kind, changes))
        for name, text in of_payload(identity_claim, kind).items():
            tokens["payload=%s%s" % (name, end)] = sign(HEADER, text)
        for name in ("word", "array", "bom", "twice-exp", "utf-16"):
            text = of_payload(identity_claim, kind)[name]
            tokens["key=wrong,payload=%s%s" % (name, end)] = sign(HEADER, text, b"wrong")
        good = claims(identity_claim, kind, {})
        for name, text in of_header().items():
            tokens[name + end] = sign(text, good)
            if name in ("kid=1", "crit=exp", "typ=1", "header=twice-alg", "alg=none", "b64=true", "header=NaN"):
                tokens["key=wrong,%s%s" % (name, end)] = sign(text, good, b"wrong")
                tokens["exp=past,%s%s" % (name, end)] = sign(text, claims(identity_claim, kind, {"exp": OLD}))
        for name, text in of_text(tokens["plain" + end]).items():
            tokens["text=%s%s" % (name, end)] = text
        tokens["alg=none,unsigned" + end] = sign('{"alg":"none","typ":"JWT"}', good).rsplit(".", 1)[0] + "."
        tokens["key=wrong" + end] = sign(HEADER, good, b"wrong")
        tokens["key=empty" + end] = sign(HEADER, good, b"")
        tokens["hash=sha512" + end] = sign(HEADER, good, SECRET, hashlib.sha512)
        tokens["alg=HS512,hash=sha512" + end] = sign('{"alg":"HS512","typ":"JWT"}', good, SECRET, hashlib.sha512)
        tokens["csrf=good,exp=past" + end] = sign(HEADER, claims(identity_claim, kind, {"csrf": json.dumps(CSRF), "exp": OLD}))
        tokens["csrf=good,type=other" + end] = sign(
            HEADER, claims(identity_claim, kind, {"csrf": json.dumps(CSRF), "type": '"access"' if end else '"refresh"'}),
        )
        tokens["size=9000" + end] = sign(HEADER, claims(identity_claim, kind, {"extra": '"%s"' % ("a" * 6600)}))
        tokens["identity=ghost" + end] = sign(HEADER, claims(identity_claim, kind, {"$ID": '"ghost"'}))
        bad = {"$ID": '"ghost"', "jti": '"revoked-jti"', "user_claims": '{"bad":1}', "fresh": "false"}
        for take in ((), ("jti",), ("fresh",), ("jti", "fresh"), ("jti", "user_claims"), ("$ID",), ("user_claims",), ("$ID", "fresh")):
            changes = {claim: text for claim, text in bad.items() if claim not in take}
            tokens["bad-but=%s%s" % ("+".join(take).replace("$ID", "identity") or "nothing", end)] = sign(HEADER, claims(identity_claim, kind, changes))
        for name in ("exp", "nbf", "iat", "fresh"):
            for seconds in (-40, -20, 20, 40):
                text = str(NOW + seconds)
                tokens["%s=%+d%s" % (name, seconds, end)] = sign(HEADER, claims(identity_claim, kind, {name: text}))
        minimal = {"iat": None, "nbf": None, "exp": None, "jti": None, "fresh": None, "type": None}
        tokens["only-identity" + end] = sign(HEADER, claims(identity_claim, kind, minimal))
    return tokens
