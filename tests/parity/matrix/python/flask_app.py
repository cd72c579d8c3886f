"""The app that is asked for Flask-JWT-Extended: the endpoints of `tests/parity/app`, in Python."""

import threading
from datetime import datetime

import flask_jwt_extended.view_decorators
import jwt.api_jwt
from flask import Flask, request
from flask_jwt_extended import (
    JWTManager, decode_token, get_current_user, get_jti, get_jwt, get_jwt_header, get_jwt_identity, jwt_required,
)
from werkzeug.serving import WSGIRequestHandler, make_server

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
VIEWS = {
    "protected": {}, "fresh": {"fresh": True}, "refresh": {"refresh": True}, "optional": {"optional": True}, "loc-headers": {"locations": "headers"}, "loc-cookies": {"locations": ["cookies"]}, "loc-query": {"locations": ["query_string"]}, "loc-json": {"locations": ["json"]},
    "loc-multi": {"locations": ["query_string", "headers"]}, "any-type": {"verify_type": False}, "skip-revocation": {"skip_revocation_check": True}, "optional-fresh": {"optional": True, "fresh": True}, "optional-refresh": {"optional": True, "refresh": True}, "fresh-refresh": {"fresh": True, "refresh": True},
}


def stop_clock(clock: type[datetime]):
    jwt.api_jwt.datetime = clock
    flask_jwt_extended.view_decorators.datetime = clock


def make_app(config, features):
    app = Flask(__name__)
    app.config["JWT_SECRET_KEY"] = "super-secret"
    app.config.update(config)
    manager = JWTManager(app)
    with_user = any(name.startswith("user_loader") for name in features)
    install(manager, features)

    def info(endpoint):
        return {
            "endpoint": endpoint, "identity": get_jwt_identity(), "raw": get_jwt(), "raw_header": get_jwt_header(),
            "current_user": get_current_user() if with_user else None,
        }

    def view(name, arguments):
        @jwt_required(**arguments)
        def handler():
            return {"endpoint": name} if request.method == "OPTIONS" else info(name)

        return handler

    for name, arguments in VIEWS.items():
        app.add_url_rule("/" + name, name, view(name, arguments), methods=METHODS)
        app.add_url_rule("/%s-options" % name, name + "-options", view(name, arguments), methods=["GET", "OPTIONS"])

    @app.route("/open")
    def open_():
        return info("open")

    @app.route("/decode", methods=["POST"])
    def decode():
        spec = request.get_json(silent=True) or {}
        arguments = {"csrf_value": spec["csrf"]} if "csrf" in spec else {}
        if "allow_expired" in spec:
            arguments["allow_expired"] = spec["allow_expired"]
        claims = decode_token(spec["token"], **arguments)
        return {"claims": claims, "jti": None if spec.get("allow_expired") else get_jti(spec["token"])}

    @app.errorhandler(500)
    def crashed(error):
        return {"crash": type(getattr(error, "original_exception", None) or error).__name__}, 500

    app.logger.disabled = True
    return app


def install(manager, features):
    if "user_loader" in features:
        manager.user_lookup_loader(lambda _, data: None if data["sub"] == "ghost" else {"username": data["sub"]})
    if "user_loader_none" in features:
        manager.user_lookup_loader(lambda _, data: None)
    if "blacklist" in features:
        manager.token_in_blocklist_loader(lambda _, data: data["jti"] == "revoked-jti")
    if "claims_verify" in features:
        manager.token_verification_loader(lambda _, data: "bad" not in data.get("user_claims", {}))


class Quiet(WSGIRequestHandler):
    disable_nagle_algorithm = True

    def log(self, *_):
        pass


def serve(apps):
    """Serves each app on a port of its own: name -> port."""
    ports = {}
    for name, app in apps.items():
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ports[name] = server.server_port
    return ports
