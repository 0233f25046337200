"""Who works here: inviting, taking roles away, and what happened with accounts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.errors import AnlaufstelleError
from anlaufstelle.pipeline import accounts, openid

from ..gate import page
from ..words import ROLES


def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, link: str = "", wrong: str = "", status: int = 200) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    all_of_them = "operator" in person.roles
    areas = person.areas("editor")
    context = {
        "accounts": [
            (one, [(number, held, rules.may_grant(person, held)) for number, held in one.grants])
            for one in read.people.accounts()
            if all_of_them or any(held.area in areas for held in one.person.held)
        ],
        "invitations": [one for one in read.people.invitations() if all_of_them or one.held.area in areas],
        "choices": [(role, ROLES[role]) for role in rules.ROLES if all_of_them or role in rules.BY_EDITORS],
        "area": request.POST.get("area") or next(iter(sorted(areas)), ""),
        "link": link,
        "wrong": wrong,
        "given": request.POST,
        "town": openid.there(),
    }
    return page(request, "desk/people.html", context, status)


def invite(request: HttpRequest) -> HttpResponse:
    """The link is shown once, on the answer itself: it stands nowhere else."""
    told = {name: request.POST.get(name, "").strip() for name in ("role", "area", "organization")}
    role = told["role"]
    try:
        held = Held(role, "" if role == "operator" else told["area"], told["organization"])  # type: ignore[arg-type]
        name, mail = request.POST.get("name", ""), request.POST.get("mail", "")
        token = accounts.invite(by=request.person, name=name, held=held, mail=mail)  # type: ignore[attr-defined]
    except AnlaufstelleError as error:
        return _page(request, wrong=str(error), status=422)
    return _page(request, link=request.build_absolute_uri(reverse("desk:sign_in-invited", args=[token])))


def take(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("rolle", "")
    accounts.take(by=request.person, grant=int(number) if number.isdigit() else 0)  # type: ignore[attr-defined]
    return redirect("desk:people-listed")


def deeds(request: HttpRequest) -> HttpResponse:
    return page(request, "desk/deeds.html", {"deeds": read.people.deeds()})
