"""What every open answer shares: anybody may read it from anywhere, and nobody has to read it twice.

An answer depends on its address and on the last change of the catalogue alone, so these two are its ETag.
"""

import functools
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
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


def opened(*methods: str) -> Callable[[View], View]:
    """For a view that takes the request and `read.mark()`: methods, CORS, 304 and problems are settled here."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @functools.wraps(view)
        def answer(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
            response = _answer(view, methods, request, kwargs)
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
    mark = read.mark()
    try:
        response = view(request, mark=mark, **kwargs)
    except Refused as refused:
        return problem(refused)
    if response.status_code != 200 or request.method == "POST" or "no-store" in response.get("Cache-Control", ""):
        return response
    response.headers.setdefault("Cache-Control", FRESH)
    response["ETag"] = etag(request, mark)
    if mark.at:
        response["Last-Modified"] = mark.at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    modified = int(mark.at.timestamp()) if mark.at else None
    return get_conditional_response(request, response["ETag"], modified, response) or response


def etag(request: HttpRequest, mark: read.Mark) -> str:
    stamp = f"{VERSION}\n{mark.sequence}\n{mark.at}\n{request.get_host()}\n{request.get_full_path()}"
    return f'"{sha256(stamp.encode()).hexdigest()[:24]}"'
