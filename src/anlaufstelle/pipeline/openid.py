"""Signing in by the town's own provider (OpenID Connect): authorization code, PKCE, state and nonce, nothing else.

What the browser brings back counts only together with what its session kept (`Waiting`), and only once: the caller
takes it out of the session before asking here. What the provider says counts only with its signature.
"""

import base64
import logging
import secrets
import time
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from django.conf import settings
from msgspec import Struct

from anlaufstelle.errors import NotAllowed, NotFetched, ServiceFailed
from anlaufstelle.gather import fetch_once

logger = logging.getLogger(__name__)
Waiting = dict[str, Any]
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key that only the provider has; never `none`, never one made with a secret we know as well."""
WAITS = 600
"""Seconds a person has at the provider."""
LEEWAY = 60
"""Seconds the provider's clock may be off."""
KEEPS = 600
"""Seconds its description and keys are remembered."""
STRONG = frozenset({"https://refeds.org/profile/mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor"})
"""Values of `acr` that mean two factors wherever they are used."""
HERE = ("127.0.0.1", "localhost", "::1")
AWAY = (
    "Die Anmeldung der Stadt antwortet gerade nicht. Versuchen Sie es in ein paar Minuten noch einmal, oder melden Sie "
    "sich mit Name und Kennwort an. Bleibt es dabei, sagen Sie es dem Betrieb."
)
WRONG = (
    "Die Antwort der städtischen Anmeldung ließ sich nicht prüfen; Sie sind nicht angemeldet. Versuchen Sie es noch "
    "einmal. Bleibt es dabei, sagen Sie es dem Betrieb."
)
STALE = (
    "Diese Anmeldung gehört nicht zu diesem Browser, wurde schon benutzt oder hat länger als zehn Minuten gedauert. "
    "Bitte fangen Sie hier noch einmal an."
)
REFUSED = "Die Anmeldung bei der Stadt wurde abgebrochen oder abgelehnt. Sie können es hier noch einmal versuchen."


class Told(Struct, frozen=True, kw_only=True):
    """Whom the provider vouches for. `mail` only if it has verified it; `strong`: it has seen two factors."""

    issuer: str
    subject: str
    mail: str = ""
    strong: bool = False


def there() -> bool:
    return bool(settings.ANLAUFSTELLE_OIDC_ISSUER)


def begin() -> tuple[str, Waiting]:
    """Where the browser goes, and what its session keeps meanwhile. Raises `ServiceFailed`."""
    about = _about()
    waiting = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")} | {"since": int(time.time())}
    challenge = _base64(sha256(waiting["verifier"].encode()).digest())
    asked = {
        "response_type": "code", "client_id": _client(), "redirect_uri": back(), "scope": "openid email",
        "state": waiting["state"], "nonce": waiting["nonce"], "code_challenge": challenge,
        "code_challenge_method": "S256",
    }  # fmt: skip
    if settings.ANLAUFSTELLE_OIDC_ACR:
        asked["acr_values"] = " ".join(settings.ANLAUFSTELLE_OIDC_ACR)
    address = _address(about, "authorization_endpoint")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", waiting


def back() -> str:
    """Where the provider sends people back to; it wants to know this address beforehand."""
    return f"{settings.ANLAUFSTELLE_ADDRESS.rstrip('/')}/desk/anmelden/stadt/zurueck"


def finish(waiting: Waiting | None, answer: Mapping[str, str]) -> Told:
    """Raises `NotAllowed` for what the browser brings, `ServiceFailed` for what the provider says."""
    if waiting is None or not secrets.compare_digest(waiting["state"].encode(), answer.get("state", "").encode()):
        raise NotAllowed(STALE)
    if time.time() - waiting["since"] > WAITS:
        raise NotAllowed(STALE)
    about = _about()
    if answer.get("iss", about["issuer"]) != about["issuer"]:
        raise NotAllowed(STALE)
    if answer.get("error") or not answer.get("code"):
        raise NotAllowed(REFUSED)
    tokens = _tokens(about, answer["code"], waiting["verifier"])
    claims = _claims(about, tokens.get("id_token"), waiting["nonce"])
    return Told(
        issuer=about["issuer"], subject=claims["sub"], mail=_mail(about, claims, tokens), strong=_is_strong(claims)
    )


def _client() -> str:
    if not settings.ANLAUFSTELLE_OIDC_CLIENT:
        raise _failed("ANLAUFSTELLE_OIDC_CLIENT is empty: set the name this instance has at the provider", WRONG)
    return str(settings.ANLAUFSTELLE_OIDC_CLIENT)


def _failed(why: str, words: str = WRONG) -> ServiceFailed:
    """The operator's log learns why, never who: `why` holds no word of an answer."""
    logger.error("signing in by OpenID Connect failed: %s", why)
    return ServiceFailed(words)


_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def _about() -> dict[str, Any]:
    """The provider's description of itself, which must carry the issuer's own name."""
    issuer = settings.ANLAUFSTELLE_OIDC_ISSUER.rstrip("/")
    about = _get(f"{issuer}/.well-known/openid-configuration")
    if str(about.get("issuer", "")).rstrip("/") != issuer:
        raise _failed("the provider's description names another issuer than ANLAUFSTELLE_OIDC_ISSUER")
    return about


def _get(url: str, *, anew: bool = False) -> dict[str, Any]:
    since, found = _kept.get(url, (0.0, {}))
    if anew or not found or time.monotonic() - since > KEEPS:
        found = _json(url)
        _kept[url] = time.monotonic(), found
    return found


def _json(url: str, form: dict[str, str] | None = None, headers: Mapping[str, str] = {}) -> dict[str, Any]:
    issuer = urlsplit(settings.ANLAUFSTELLE_OIDC_ISSUER)
    inside = (issuer.netloc, issuer.hostname or "", *settings.ANLAUFSTELLE_FETCH_INSIDE)
    try:
        reply = fetch_once.ask(_secure(url), form=form, headers=headers, inside=inside)
    except NotFetched as error:
        raise _failed(str(error), AWAY) from error
    site = urlsplit(url).netloc
    if reply.status != 200:
        raise _failed(f"{site} answered with status {reply.status}", AWAY if reply.status >= 500 else WRONG)
    try:
        return msgspec.json.decode(reply.body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _failed(f"{site} did not answer in JSON") from error


def _secure(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in HERE:
        raise _failed("an address of the provider is not https")
    return url


def _address(about: dict[str, Any], name: str) -> str:
    found = about.get(name)
    if not isinstance(found, str):
        raise _failed(f"the provider's description has no {name}")
    return _secure(found)


def _tokens(about: dict[str, Any], code: str, verifier: str) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back(), "code_verifier": verifier}
    secret, headers = settings.ANLAUFSTELLE_OIDC_SECRET, {}
    ways = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if secret and "client_secret_basic" in ways:
        pair = f"{quote(_client(), safe='')}:{quote(secret, safe='')}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    else:
        form |= {"client_id": _client()} | ({"client_secret": secret} if secret else {})
    return _json(_address(about, "token_endpoint"), form, headers)


def _claims(about: dict[str, Any], token: object, nonce: str) -> dict[str, Any]:
    import jwt  # slow import: brings a cryptographic library that only towns with a provider of their own need

    try:
        key = _key(about, jwt.get_unverified_header(str(token)).get("kid"))
        claims: dict[str, Any] = jwt.decode(
            str(token), key, algorithms=ALGORITHMS, audience=_client(), issuer=about["issuer"], leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )  # fmt: skip
    except jwt.PyJWTError as error:
        raise _failed(f"the ID token does not hold ({type(error).__name__})") from error
    if not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise _failed("the ID token belongs to another sign-in (nonce)")
    if claims.get("azp", _client()) != _client():
        raise _failed("the ID token was made for somebody else (azp)")
    if not 0 < len(claims["sub"]) <= 255:
        raise _failed("the ID token names nobody (sub)")
    return claims


def _key(about: dict[str, Any], kid: object) -> Any:
    """Asked for anew where the provider has changed its keys meanwhile."""
    import jwt  # slow import: as above

    url = _address(about, "jwks_uri")
    for anew in (False, True):
        keys = [one for one in jwt.PyJWKSet.from_dict(_get(url, anew=anew)).keys if one.public_key_use != "enc"]
        fitting = [one for one in keys if one.key_id == kid] if kid is not None else keys
        if len(fitting) == 1:
            return fitting[0]
    raise _failed("the ID token is signed with a key the provider does not name")


def _mail(about: dict[str, Any], claims: dict[str, Any], tokens: dict[str, Any]) -> str:
    """In ASCII only: an address that merely looks like another, or folds to it, is nobody's here."""
    access = str(tokens.get("access_token", ""))
    if "email" not in claims and "userinfo_endpoint" in about and access.isascii() and access.isprintable():
        said = _json(_address(about, "userinfo_endpoint"), headers={"Authorization": f"Bearer {access}"})
        if said.get("sub") != claims["sub"]:
            raise _failed("the provider's userinfo speaks of somebody else (sub)")
        claims = said
    mail = claims.get("email")
    good = claims.get("email_verified") is True and isinstance(mail, str) and mail.isascii() and len(mail) <= 150
    return str(mail).strip() if good else ""


def _is_strong(claims: dict[str, Any]) -> bool:
    amr = claims.get("amr")
    enough = [*STRONG, *settings.ANLAUFSTELLE_OIDC_ACR]
    return (isinstance(amr, list) and "mfa" in amr) or claims.get("acr") in enough


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
