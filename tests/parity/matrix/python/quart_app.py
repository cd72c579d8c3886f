"""The app that is asked for Quart-JWT-Extended: the endpoints of `tests/parity/app`, in Python."""

import asyncio
import socket
import threading
from datetime import datetime

import jwt.api_jwt
import quart_jwt_extended.view_decorators
from hypercorn.asyncio import serve as hypercorn
from hypercorn.config import Config
from quart import Quart, request
from quart_jwt_extended import (
    JWTManager, decode_token, fresh_jwt_required, get_current_user, get_jti, get_jwt_claims, get_jwt_identity, get_raw_jwt, get_raw_jwt_header, jwt_optional, jwt_refresh_token_required, jwt_required,
)

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
VIEWS = {"protected": jwt_required, "fresh": fresh_jwt_required, "refresh": jwt_refresh_token_required, "optional": jwt_optional}


def stop_clock(clock: type[datetime]):
    jwt.api_jwt.datetime = clock
    quart_jwt_extended.view_decorators.datetime = clock


def make_app(config, features):
    app = Quart(__name__)
    app.config["JWT_SECRET_KEY"] = "super-secret"
    app.config.update(config)
    manager = JWTManager(app)
    install(manager, features)

    def info(endpoint):
        return {
            "endpoint": endpoint, "identity": get_jwt_identity(), "claims": get_jwt_claims(), "raw": get_raw_jwt(), "raw_header": get_raw_jwt_header(), "current_user": get_current_user(),
        }

    def view(name, decorator):
        @decorator
        async def handler():
            return info(name)

        return handler

    for name, decorator in VIEWS.items():
        app.add_url_rule("/" + name, name, view(name, decorator), methods=METHODS)
        app.add_url_rule("/%s-options" % name, name + "-options", view(name, decorator), methods=["GET", "OPTIONS"])

    @app.route("/open")
    async def open_():
        return info("open")

    @app.route("/decode", methods=["POST"])
    async def decode():
        spec = await request.get_json(silent=True) or {}
        arguments = {"csrf_value": spec["csrf"]} if "csrf" in spec else {}
        if "allow_expired" in spec:
            arguments["allow_expired"] = spec["allow_expired"]
        claims = decode_token(spec["token"], **arguments)
        return {"claims": claims, "jti": None if spec.get("allow_expired") else get_jti(spec["token"])}

    @app.errorhandler(500)
    async def crashed(error):
        return {"crash": type(getattr(error, "original_exception", None) or error).__name__}, 500

    app.logger.disabled = True
    return app


def install(manager, features):
    if "user_loader" in features:
        manager.user_loader_callback_loader(lambda identity: None if identity == "ghost" else {"username": identity})
    if "user_loader_none" in features:
        manager.user_loader_callback_loader(lambda identity: None)
    if "blacklist" in features:
        manager.token_in_blacklist_loader(lambda token: token["jti"] == "revoked-jti")
    if "claims_verify" in features:
        manager.claims_verification_loader(lambda claims: "bad" not in claims)


def serve(apps):
    """Serves each app on a port of its own: name -> port."""
    ports = {}
    started = threading.Event()

    async def run():
        tasks = []
        for name, app in apps.items():
            listening = socket.create_server(("127.0.0.1", 0))
            ports[name] = listening.getsockname()[1]
            config = Config()
            config.bind = ["fd://%d" % listening.detach()]
            config.loglevel = "CRITICAL"
            config.accesslog = config.errorlog = None
            tasks.append(asyncio.create_task(hypercorn(app, config, shutdown_trigger=asyncio.Event().wait)))
        await asyncio.sleep(1)
        started.set()
        await asyncio.gather(*tasks)

    threading.Thread(target=lambda: asyncio.run(run()), daemon=True).start()
    started.wait()
    return ports
