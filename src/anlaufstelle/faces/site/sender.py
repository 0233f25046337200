"""Whether a form may be taken, without a cookie: it came from our own page, from a person, and not too often.

Old browsers that tell nothing of a request's origin are refused and shown the phone number instead.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest

from ..gate import Gate

HONEYPOT = "website"
"""A field people never see; programs fill it in."""


def from_our_page(request: HttpRequest) -> bool:
    """Sec-Fetch-Site where the browser sends it, else Origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


GATE = Gate()
