"""One's own account: where one is signed in, and how to end that."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from anlaufstelle.catalogue import read
from anlaufstelle.pipeline import accounts

from ..gate import page


def mine(request: HttpRequest) -> HttpResponse:
    context = {
        "sittings": read.people.sittings(request.user.pk),
        "here": request.session.session_key,
        "secure": read.people.access(request.user.pk).confirmed,
    }
    return page(request, "desk/account.html", context)


def leave(request: HttpRequest) -> HttpResponse:
    here = [one.id for one in read.people.sittings(request.user.pk) if one.session == request.session.session_key]
    for sitting in here:
        accounts.sign_out(user=request.user.pk, sitting=sitting)
    logout(request)
    return redirect("desk:sign_in-ask")


def end(request: HttpRequest) -> HttpResponse:
    """One session by its number, or all but this one. Only one's own are ever found."""
    number = request.POST.get("sitzung", "")
    here = request.session.session_key or ""
    accounts.sign_out(user=request.user.pk, sitting=int(number) if number.isdigit() else None, but=here)
    return redirect("desk:account-mine")
