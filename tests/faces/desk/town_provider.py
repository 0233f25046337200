"""A town's provider on loopback: it describes itself, signs with a real key, and can be told to lie."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from ...gather.misbehaving import Server, answer, serving

CLIENT, SECRET = "anlaufstelle", "geheim & lang: %"
KEYS = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]


def public(key: int, kid: str) -> dict[str, Any]:
    return {**RSAAlgorithm.to_jwk(KEYS[key].public_key(), as_dict=True), "kid": kid, "use": "sig", "alg": "RS256"}


class Provider:
    """`claims` change what the next token says (None leaves one out); `refuses`: with which status a code is answered;
    `userinfo`: what is said apart from the token."""

    def __init__(self, server: Server) -> None:
        self.issuer = server.url("/stadt")
        self.codes: dict[str, dict[str, str]] = {}
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "eins"}
        self.key: Any = KEYS[0]
        self.keys = [public(0, "eins")]
        self.refuses = 0
        self.userinfo: dict[str, Any] = {}
        self.about: dict[str, Any] = {
            "issuer": self.issuer,
            "authorization_endpoint": server.url("/stadt/ask?mandant=1"),
            "token_endpoint": server.url("/stadt/token"),
            "jwks_uri": server.url("/stadt/keys"),
        }
        server.pages["/stadt/.well-known/openid-configuration"] = self._json(lambda: self.about)
        server.pages["/stadt/keys"] = self._json(lambda: {"keys": self.keys})
        server.pages["/stadt/userinfo"] = self._json(lambda: self.userinfo)
        server.pages["POST /stadt/token"] = self._token
        self.server = server

    def _json(self, what: Any) -> Any:
        def page(handler: BaseHTTPRequestHandler) -> None:
            answer(200, json.dumps(what()).encode(), Content_Type="application/json")(handler)

        return page

    def agrees(self, address: str) -> dict[str, str]:
        """As if the person had signed in there: what the browser is sent back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def _token(self, handler: BaseHTTPRequestHandler) -> None:
        sent = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        asked = self.codes.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        right = asked is not None and (challenge, form["redirect_uri"], self._client(handler)) == (
            asked["code_challenge"],
            asked["redirect_uri"],
            (CLIENT, "geheim%20%26%20lang%3A%20%25"),
        )
        if self.refuses or not right or asked is None:
            return answer(self.refuses or 400, b"{}")(handler)
        body = {"access_token": "zugang", "token_type": "Bearer", "id_token": self.token(asked["nonce"])}
        return answer(200, json.dumps(body).encode())(handler)

    def _client(self, handler: BaseHTTPRequestHandler) -> tuple[str, ...]:
        pair = base64.b64decode(handler.headers["Authorization"].removeprefix("Basic ")).decode()
        return tuple(pair.split(":"))

    def token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "person-1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce,
            "email": "eva@musterstadt.example", "email_verified": True, **self.claims,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        headers = {name: value for name, value in self.header.items() if value is not None}
        return jwt.encode(claims, self.key, algorithm=self.header["alg"], headers=headers)


@contextmanager
def provider() -> Iterator[Provider]:
    with serving() as server:
        yield Provider(server)
