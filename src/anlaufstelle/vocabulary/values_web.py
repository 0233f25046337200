"""Addresses on the net: ASCII inside (so that every machine accepts them), readable outside."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import idna
from email_validator import EmailNotValidError, validate_email

from anlaufstelle.errors import BadValue

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=/|[^0-9])", re.I)
_ASCII_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?", re.I)
_AT = re.compile(r"\s*[\[({]\s*(?:at|ät|@)\s*[\])}]\s*", re.I)
_DOT = re.compile(r"\s*[\[({]\s*(?:dot|punkt|\.)\s*[\])}]\s*", re.I)
_UNRESERVED = "-._~"
_PATH = _UNRESERVED + "/!$&'()*+,;=:@"
_QUERY = _PATH + "?"


_PLAIN = re.compile(r"[a-z0-9_+-]{1,64}@([a-z0-9.-]+)")


@lru_cache(maxsize=16384)
def _plain_domain(domain: str) -> bool:
    """Whether the domain stays as it is; domains repeat in a harvest where whole addresses do not."""
    try:
        return validate_email(f"post@{domain}", check_deliverability=False).ascii_email == f"post@{domain}"
    except EmailNotValidError:
        return False


def email(text: str) -> str:
    """One address in ASCII form (an umlaut domain as punycode); reads 'name (at) example.org' and mailto links."""
    if (plain := _PLAIN.fullmatch(text)) and _plain_domain(plain[1]):
        return text
    stated = _DOT.sub(".", _AT.sub("@", text.strip())).strip("<>;, ")
    stated = re.sub(r"^(?:mailto:|e-?mail:)\s*", "", stated, flags=re.I).split("?", 1)[0]
    try:
        found = validate_email(stated, check_deliverability=False)
    except EmailNotValidError as problem:
        raise BadValue(f"'{text}' is not an e-mail address: {problem}") from problem
    return found.ascii_email or found.normalized


def email_caption(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{_readable_host(domain)}"


def web(text: str) -> str:
    """One web address as an ASCII URI; without a scheme it becomes https."""
    stated = re.sub(r"^(?:URL|Web(?:site)?|Internet|Homepage)\s*:\s*", "", text.strip().strip("<>"), flags=re.I)
    stated = stated.rstrip(".,;")
    if not stated:
        raise BadValue("an empty text is not a web address")
    if re.search(r"\s", stated):
        raise BadValue(f"'{text}' is not one web address: it has blanks; give each address its own field")
    if "@" in stated.split("/", 3)[0 if "//" not in stated else 2]:
        raise BadValue(f"'{text}' is not a web address but looks like an e-mail address or a login")
    return _assembled(stated if _SCHEME.match(stated) else f"https://{stated.lstrip('/')}", text)


def web_caption(url: str) -> str:
    """What a person reads: no scheme, no 'www.', umlauts as umlauts, no bare slash at the end."""
    parts = urlsplit(url)
    host = _readable_host(parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    path = unquote(parts.path).rstrip("/")
    query = f"?{unquote(parts.query)}" if parts.query else ""
    return f"{host}{port}{path}{query}"


def _assembled(stated: str, text: str) -> str:
    try:
        parts = urlsplit(stated)
        port = parts.port
    except ValueError as problem:
        raise BadValue(f"'{text}' is not a web address: {problem}") from problem
    if parts.scheme.lower() not in ("http", "https"):
        raise BadValue(f"'{text}' is not a web address: it must begin with https:// or http://")
    host = _ascii_host(parts.hostname or "", text)
    netloc = f"{host}:{port}" if port else host
    return urlunsplit(
        (parts.scheme.lower(), netloc, _encoded(parts.path, _PATH), _encoded(parts.query, _QUERY),
         _encoded(parts.fragment, _QUERY))
    )  # fmt: skip


def _ascii_host(host: str, text: str) -> str:
    """Underscores occur in real host names though the domain rules forbid them; they pass."""
    labels = host.rstrip(".").split(".")
    if len(labels) < 2:
        raise BadValue(f"'{text}' is not a web address: '{host}' is not a full domain such as example.org")
    if all(_ASCII_LABEL.fullmatch(label) for label in labels):
        result = ".".join(labels).lower()
    else:
        try:
            result = idna.encode(host.rstrip("."), uts46=True).decode("ascii")
        except idna.IDNAError as problem:
            raise BadValue(f"'{text}' is not a web address: {problem}") from problem
    if not re.search(r"\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$", result) and not re.fullmatch(
        r"(?:\d{1,3}\.){3}\d{1,3}", result
    ):
        raise BadValue(f"'{text}' is not a web address: '{host}' does not end in a domain such as .de")
    return result


def _encoded(part: str, safe: str) -> str:
    """Percent-encodes what a URI may not hold, and a stray '%'; what is encoded already stays."""
    part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(part, safe=safe + "%")


def _readable_host(host: str) -> str:
    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host  # an underscore or a label of an older rule: the ASCII form is what there is to show
