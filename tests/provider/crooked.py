"""A provider that answers late, wrongly or not at all, as each test wants it. In a thread; `django-oauth-toolkit` would
refuse to be so bad."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from commonground.config.environment import Provider

KID = "of-the-tests"
Answer = tuple[int, str, str]  # status, kind, body


def as_json(body: object, status: int = 200) -> Answer:
    return status, "application/json", json.dumps(body)


@dataclass
class Crooked:
    """What it says. `nonce` is what the site asked with; `claims` are changed, `instead` answers in place of a page."""

    issuer: str = ""
    nonce: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    instead: dict[str, Callable[[], Answer]] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    sign: Callable[[dict[str, Any]], str] | None = None

    def told(self) -> Provider:
        return Provider(self.issuer, "common-ground", "shared", "County sign-in", ["county.example"], False)

    def page(self, path: str) -> Answer:
        if path in self.instead:
            return self.instead[path]()
        pages = {"/.well-known/openid-configuration": self.metadata, "/jwks": self.jwks, "/token": self.token}
        return as_json(pages[path]())

    def metadata(self) -> dict[str, Any]:
        named = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in named.items()}

    def jwks(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": KID, "alg": "RS256", "use": "sig"}]}

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        said = {
            "iss": self.issuer, "aud": "common-ground", "sub": "pat", "iat": now, "exp": now + 300, "nonce": self.nonce,
            "email": "pat.work@county.example", "email_verified": True,
        }  # fmt: skip
        said |= self.claims
        said = {name: value for name, value in said.items() if value is not None}
        signed = self.sign(said) if self.sign else jwt.encode(said, self.key, "RS256", {"kid": KID})
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@contextmanager
def crooked() -> Iterator[Crooked]:
    shown = Crooked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = shown.page(self.path)
            try:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())
            except OSError:
                self.close_connection = True  # the site did not wait

        do_POST = do_GET  # noqa: N815 http.server's name

        def log_message(self, *told: object) -> None:
            """Nothing: the tests look at answers."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    shown.issuer = f"http://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield shown
    finally:
        server.shutdown()
        server.server_close()
