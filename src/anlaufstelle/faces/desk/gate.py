"""The way into the desk: sessions exist below /desk/ only, and every address there names the rule it stands under.

A view cannot be put under an address without a rule, because `desk` is the only way to write one down; the tests ask
every address as every role, and as nobody.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import AnlaufstelleError, NotAllowed, NotFound, OutOfDate

Respond = Callable[[HttpRequest], HttpResponse]
Rule = Callable[[Person], bool]
BELOW = "/desk/"
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}
HERE = ("localhost", "127.0.0.1", "[::1]")
"""Where a cookie may travel without encryption: it never leaves the machine."""
STATUS = ((NotAllowed, 403), (NotFound, 404), (OutOfDate, 409), (AnlaufstelleError, 422))


class DeskMiddleware:
    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.inside = SessionMiddleware(respond)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BELOW):
            return self.respond(request)
        response = self.inside(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if split_domain_port(request.get_host())[0] not in HERE:
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response


def desk(route: str, view: Callable[..., HttpResponse], rule: Rule, methods: str = "GET HEAD") -> URLPattern:
    """An address of the desk. The view is called with `request.person` set, and only if the rule allows it."""
    return path(route, guard(view, rule, methods), name=f"{view.__module__.rpartition('.')[2]}-{view.__name__}")


def guard(view: Callable[..., HttpResponse], rule: Rule, methods: str) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
        user = get_user(request)
        request.user = user
        person = read.people.person(user.pk) if user.pk else Person()
        request.person = person  # type: ignore[attr-defined]
        if not rule(person):
            return _refused(request, person)
        try:
            return view(request, **parts)
        except AnlaufstelleError as error:
            status = next(number for kind, number in STATUS if isinstance(error, kind))
            return page(request, "desk/message.html", {"words": str(error)}, status=status)

    answer = require_http_methods(methods.split())(csrf_protect(guarded))
    answer.rule = rule
    answer.methods = methods
    return answer


def _refused(request: HttpRequest, person: Person) -> HttpResponse:
    if not person.who and request.method in ("GET", "HEAD"):
        return redirect("desk:sign_in-ask")
    words = "Das dürfen Sie nicht." if person.who else "Bitte melden Sie sich zuerst an."
    return page(request, "desk/message.html", {"words": words}, status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or from before signing in."""
    request.person = Person()  # type: ignore[attr-defined]
    words = "Das Formular war nicht mehr gültig. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal."
    return page(request, "desk/message.html", {"words": words}, status=403)


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    ways = {"looks_up": rules.may_look_up(person), "inside": rules.may_read_inside(person)}
    return render(request, template, {**context, **ways, "person": person, "roles": person.roles}, status=status)
