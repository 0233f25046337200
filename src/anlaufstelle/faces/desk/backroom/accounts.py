"""Who works here, as the tables hold it. No password, key or token is ever shown; changes go by the pipeline."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from anlaufstelle.catalogue.rules import ROLES as KNOWN
from anlaufstelle.errors import AnlaufstelleError
from anlaufstelle.pipeline import accounts as verbs

from ..words import DEEDS, ROLES
from .columns import choice, column, filled, told
from .table import Table

BY_ROLE = tuple((role, ROLES[role]) for role in KNOWN)


def _held(user: Any) -> str:
    return ", ".join(f"{ROLES[one.role]} {one.area}".strip() for one in user.grants.all())


def _access(user: Any, name: str) -> Any:
    return getattr(getattr(user, "access", None), name, None)


def _locked(user: Any) -> Any:
    until = _access(user, "locked_until")
    return until if until and until > timezone.now() else None


def _sittings(user: Any) -> str:
    return "; ".join(f"{timezone.localtime(one.at):%d.%m.%Y %H:%M} {one.browser}" for one in user.sittings.all())


class Accounts(Table):
    names = ("Konto", "Konten")
    list_display = (
        column("username", "Name"),
        told("Rollen", _held),
        told("Aktiv", lambda user: "ja" if user.is_active else "stillgelegt", "is_active"),
        column("last_login", "Zuletzt angemeldet"),
        told("Offene Sitzungen", lambda user: len(user.sittings.all())),
        told("Zweiter Schritt seit", lambda user: _access(user, "confirmed_at"), "access__confirmed_at"),
        told("Gesperrt bis", _locked, "access__locked_until"),
    )
    more = (column("date_joined", "Angelegt"), told("Angemeldet mit", _sittings))
    list_filter = (
        choice("grants__role", "Rolle", BY_ROLE, "rolle"),
        filled("access__confirmed_at", "Zweiter Schritt", "eingerichtet", "nicht eingerichtet"),
    )
    search_fields = ("username", "grants__area")
    ordering = ("username",)
    actions = ("end_sessions",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("access").prefetch_related("grants", "sittings")

    def title(self, row: Any) -> str:
        return f"Konto {row.username}"

    @admin.action(description="Alle Sitzungen beenden")
    def end_sessions(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        ended = sum(verbs.end_for(by=request.person, user=one.pk) for one in queryset)  # type: ignore[attr-defined]
        self.message_user(request, f"{ended} Sitzungen beendet.")


class Grants(Table):
    names = ("Rolle", "Rollen")
    list_display = (
        told("Person", lambda row: row.user.get_username(), "user__username"),
        column("role", "Rolle", ROLES),
        column("area", "Gebiet"),
        column("organization", "Organisation"),
    )
    list_filter = (choice("role", "Rolle", BY_ROLE),)
    list_select_related = ("user",)
    search_fields = ("user__username", "area", "organization")
    ordering = ("user__username", "pk")
    actions = ("take",)

    def title(self, row: Any) -> str:
        return f"Rolle von {row.user.get_username()}"

    @admin.action(description="Rolle nehmen (beendet auch die Sitzungen)")
    def take(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Each by itself: what is not allowed is told, the others are taken."""
        taken = 0
        for number in list(queryset.values_list("pk", flat=True)):
            try:
                verbs.take(by=request.person, grant=number)  # type: ignore[attr-defined]
            except AnlaufstelleError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                taken += 1
        self.message_user(request, f"{taken} Rollen genommen.")


class Invitations(Table):
    names = ("Einladung", "Einladungen")
    list_display = (
        column("name", "Name"),
        column("role", "Rolle", ROLES),
        column("area", "Gebiet"),
        column("by", "Von"),
        column("at", "Am"),
        column("until", "Gilt bis"),
        column("used_at", "Benutzt"),
    )
    more = (column("organization", "Organisation"),)
    list_filter = (choice("role", "Rolle", BY_ROLE), filled("used_at", "Benutzt", "ja", "nein"))
    date_hierarchy = "at"
    search_fields = ("name", "by", "area")
    ordering = ("-at",)


class Deeds(Table):
    names = ("Eintrag im Protokoll", "Protokoll")
    list_display = (
        column("at", "Am"),
        column("who", "Wer"),
        column("act", "Was", DEEDS),
        column("about", "Wen oder was"),
    )
    list_filter = (choice("act", "Was", tuple(DEEDS.items())),)
    date_hierarchy = "at"
    search_fields = ("who", "about")
    ordering = ("-at", "-pk")
