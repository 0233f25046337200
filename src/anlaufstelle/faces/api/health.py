"""For whoever watches the instance: does the process live, and can it answer a question."""

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from anlaufstelle.catalogue import read
from anlaufstelle.errors import AnlaufstelleError
from anlaufstelle.search import index

logger = logging.getLogger(__name__)


def _plain(words: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def alive(request: HttpRequest) -> HttpResponse:
    """Touches nothing: a slow database must not make a supervisor kill the process."""
    return _plain("ok\n")


def ready(request: HttpRequest) -> HttpResponse:
    """503 names what is missing: the database, or an index to search."""
    try:
        read.sequence()
    except DatabaseError:
        logger.warning("not ready: the database does not answer")
        return _plain("database\n", 503)
    try:
        index.open_reader(settings.ANLAUFSTELLE_HOME).now()
    except (AnlaufstelleError, OSError):
        logger.warning("not ready: there is no index to search")
        return _plain("index\n", 503)
    return _plain("ok\n")
