"""The room itself: its addresses, each under the desk's gate, and its first page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import translation

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.rules import Person

from ..gate import guard
from .table import Table


def whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """With messages, in German, and rendered: the gate closes behind a finished page."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        def inside(request: HttpRequest) -> HttpResponse:
            response = view(request, **parts)
            return response.render() if isinstance(response, TemplateResponse) else response

        with translation.override("de"):
            return MessageMiddleware(inside)(request)  # type: ignore[return-value]

    return answer


class BackRoom(admin.AdminSite):
    site_header = site_title = index_title = "Betrieb"
    index_template = "backroom/index.html"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever is signed in has passed the second step: before it there is no session with a person."""
        return rules.may_see_back_room(getattr(request, "person", Person()))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one way in: the desk's."""
        return redirect("desk:sign_in-ask")

    def get_urls(self) -> list[Any]:
        """Only what is there to be read, instead of all that the admin could do."""
        found = [self._address("", self.index, "index")]
        for table in self._registry.values():
            name = _named(table)
            verbs = "GET HEAD POST" if table.actions else "GET HEAD"
            found.append(self._address(f"{_word(table)}/", table.changelist_view, f"{name}_changelist", verbs))
            assert isinstance(table, Table)
            found.append(self._address(f"{_word(table)}/<str:object_id>/", table.one, f"{name}_change"))
        return found

    def _address(self, route: str, view: Any, name: str, methods: str = "GET HEAD") -> URLPattern:
        return path(route, guard(whole(view), rules.may_see_back_room, methods), name=name)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The tables in the order they were put up, without the apps they come from."""
        return [
            {"name": table.opts.verbose_name_plural, "address": reverse(f"admin:{_named(table)}_changelist")}
            for table in self._registry.values()
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        person: Person = request.person  # type: ignore[attr-defined]
        given = super().each_context(request)
        return {
            **given,
            "person": person,
            "roles": person.roles,
            "request_path": request.path,
            "messages": get_messages(request),
        }

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        trends = read.trends()
        stages = read.stages()
        letters = read.asking.letters_by_state()
        health = {
            "sources": len(trends),
            "failing": [one for one in trends if one.tries and one.tries[-1].status],
            "records": sum(one.tries[-1].records for one in trends if one.tries),
            "stages": stages,
            "unfinished": [one for one in stages if not one.finished_at or one.finished_at < one.started_at],
            **{state: letters.get(state, 0) for state in ("waiting", "unsure", "bounced")},
        }
        return super().index(request, {**health, **(extra_context or {})})


def _named(table: Any) -> str:
    return f"{table.opts.app_label}_{table.opts.model_name}"


def _word(table: Any) -> str:
    """Of the address: the table's German name."""
    return str(table.opts.verbose_name_plural).lower().replace(" ", "-").replace("ä", "ae").replace("ö", "oe")
