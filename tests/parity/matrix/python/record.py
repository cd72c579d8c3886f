"""Asks one of the two Python libraries every case of the matrix and writes what it answered.

    record.py flask|quart [FILE]

Without FILE it writes `../flask.jsonl` or `../quart.jsonl`; with it, all cases instead of the selection
that is committed. See `../README.md`. The requests go
over a socket to the server that each framework's documentation starts (Werkzeug's, Hypercorn). The
clock stands still in the middle of second 2000000000.
"""

import datetime
import importlib
import json
import pathlib
import re
import socket
import sys

from cases import every_case
from tokens import NOW

HERE = pathlib.Path(__file__).resolve().parent
PART = re.compile(rb"\$\{(?:(\d+)\*(.[^}]*)|([^}]+))\}", re.S)


class Stopped(datetime.datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(NOW + 0.5, tz)

    @classmethod
    def utcnow(cls):
        return datetime.datetime.fromtimestamp(NOW + 0.5, datetime.timezone.utc).replace(tzinfo=None)


def fill(text, tokens):
    """The bytes that a part of a request stands for."""

    def part(match):
        count, repeated, name = match.groups()
        return repeated * int(count) if count else tokens[name.decode()].encode()

    return PART.sub(part, text.encode("latin-1"))


def to_bytes(send, tokens):
    """The request as the test's client sends it."""
    method, target, headers, *body = send
    lines = [b" ".join([method.encode(), fill(target, tokens), b"HTTP/1.1"]), b"Host: localhost", b"Connection: close"]
    lines += [name.encode() + b": " + fill(value, tokens) for name, value in headers]
    body = fill(body[0], tokens) if body else None
    if body is not None or method in ("POST", "PUT", "PATCH"):
        lines.append(b"Content-Length: %d" % len(body or b""))
    return b"\r\n".join(lines) + b"\r\n\r\n" + (body or b"")


def ask(library, port, request):
    """The status and the body of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        if library == "flask":
            connection.shutdown(socket.SHUT_WR)  # Werkzeug's server reads on until the end
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    if not answer:
        return 0, ""
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" in head.lower():
        raise ValueError("a chunked answer: %r" % answer)
    return int(head.split()[1]), body.decode().strip()


def comparable(status, body):
    """The body as it is compared: JSON without white space, and a page of the framework's own as nothing."""
    if status == 500:
        return json.loads(body)["crash"] if body.startswith("{") else ""
    try:
        return json.dumps(json.loads(body), separators=(",", ":"))
    except ValueError:
        return ""


def main(library, file=None):
    sys.set_int_max_str_digits(0)
    app = importlib.import_module(library + "_app")
    app.stop_clock(Stopped)
    variants = json.loads((HERE.parent / "variants.json").read_text())
    ports = app.serve({name: app.make_app(variant["config"], variant.get("features", [])) for name, variant in variants.items()})
    sys.set_int_max_str_digits(4300)  # what Python starts with
    cases = every_case(library, full=file is not None)
    answers, lines, used = {}, [], set()
    for number, case in enumerate(cases.list):
        variant = case["is"]["variant"]
        try:
            status, body = ask(library, ports[variant], to_bytes(case["send"], cases.tokens))
        except OSError as error:
            sys.exit("%.300s: %s" % (case, error))
        answer = json.dumps([status, comparable(status, body)])
        answers.setdefault(answer, len(answers))
        used.update(re.findall(r"\$\{([^}0-9][^}]*)\}", json.dumps(case["send"], ensure_ascii=False)))
        of = {name: value for name, value in case["is"].items() if name not in ("endpoint", "method")}
        lines.append(json.dumps({"is": of, "send": case["send"], "answer": answers[answer]}, separators=(",", ":")))
        if number % 1000 == 0:
            print(number, "of", len(cases.list), file=sys.stderr)
    with open(file or HERE.parent / (library + ".jsonl"), "w") as out:
        for name, token in cases.tokens.items():
            if name in used:
                print(json.dumps({"token": name, "text": token}, separators=(",", ":")), file=out)
        for answer in answers:
            status, body = json.loads(answer)
            print(json.dumps({"status": status, "body": body}, separators=(",", ":")), file=out)
        print("\n".join(lines), file=out)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[1] not in ("flask", "quart"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
