"""The look's own files, sent compressed and kept for a year: the address carries a hash of the content.

They do not go through the server's static mount, which sends them uncompressed.
"""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

STATIC = Path(__file__).parent / "static"


@cache
def _content(path: str) -> tuple[bytes, str]:
    file = (STATIC / path).resolve()
    if not file.is_relative_to(STATIC) or not file.is_file():
        raise FileNotFoundError(f"There is no {path} in {STATIC}.")
    content = file.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:12]


def address(path: str) -> str:
    return reverse("asset", kwargs={"version": _content(path)[1], "path": path})


def serve(request: HttpRequest, version: str, path: str) -> HttpResponse:
    """Any version answers with today's file, so that a page from before an update keeps its look."""
    try:
        content, current = _content(path)
    except FileNotFoundError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable" if version == current else "no-cache"
    return response
