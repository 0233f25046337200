"""What every open answer shares: anybody may read it from anywhere, and nobody has to read it twice.

An answer depends on its address, on the last change of the catalogue and on the town's own settings alone, so these are
its ETag; a calendar depends on the day, too.
"""

import functools
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from anlaufstelle.catalogue import read

from .problem import Refused, problem

VERSION = version("anlaufstelle")
FRESH = "public, max-age=60"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Content-Language",
    "X-Robots-Tag": "noindex",
}
View = Callable[..., HttpResponseBase]


def opened(*methods: str, daily: bool = False) -> Callable[[View], View]:
    """For a view that takes the request and `read.mark()`: methods, CORS, 304 and problems are settled here.

    An answer that comes with an ETag of its own keeps it. `daily`: it is another one tomorrow.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @functools.wraps(view)
        def answer(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
            response = _answer(view, methods, request, kwargs)
            if response.status_code == 200 and request.method != "POST":
                response = _kept(response, request, f"{timezone.localdate()}" if daily else "")
            for name, value in CORS.items():
                response.headers.setdefault(name, value)
            return response

        return answer

    return decorate


def _answer(view: View, methods: tuple[str, ...], request: HttpRequest, kwargs: dict[str, str]) -> HttpResponseBase:
    allowed = ", ".join(("HEAD", "OPTIONS", *methods))
    if request.method == "OPTIONS":
        headers = {"Allow": allowed, "Access-Control-Allow-Methods": allowed, "Access-Control-Max-Age": "86400"}
        return HttpResponse(status=204, headers=headers | {"Access-Control-Allow-Headers": "*"})
    if request.method not in (*methods, "HEAD"):
        response = problem(Refused(f"Only {allowed} are answered here.", status=405))
        response["Allow"] = allowed
        return response
    try:
        return view(request, mark=_mark(request), **kwargs)
    except Refused as refused:
        return problem(refused)


def _mark(request: HttpRequest) -> read.Mark:
    """Asked once per request."""
    if not hasattr(request, "mark"):
        request.mark = read.mark()  # type: ignore[attr-defined]
    return request.mark  # type: ignore[attr-defined,no-any-return]


def _kept(response: HttpResponseBase, request: HttpRequest, day: str) -> HttpResponseBase:
    if "no-store" in response.get("Cache-Control", "") or "ETag" in response or request.method == "OPTIONS":
        return response
    mark = _mark(request)
    response.headers.setdefault("Cache-Control", FRESH)
    response["ETag"] = etag(request, mark, day)
    if mark.at and not day:
        response["Last-Modified"] = mark.at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    modified = int(mark.at.timestamp()) if mark.at and not day else None
    return get_conditional_response(request, response["ETag"], modified, response) or response


def etag(request: HttpRequest, mark: read.Mark, day: str = "") -> str:
    town = msgspec.json.encode(request.edition)  # type: ignore[attr-defined]
    stamp = f"{VERSION}\n{mark.sequence}\n{mark.at}\n{day}\n{request.get_host()}\n{request.get_full_path()}\n"
    return f'"{sha256(stamp.encode() + town).hexdigest()[:24]}"'
