"""Signing in by the town's own provider. Without one in the settings these addresses are not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from anlaufstelle.errors import NotAllowed, NotFound, ServiceFailed
from anlaufstelle.pipeline import openid, openid_people

from . import sign_in

WAITING = "openid"


def start(request: HttpRequest) -> HttpResponse:
    """A link, no form: the pages' own rules (`form-action`) let no form lead elsewhere."""
    _there()
    try:
        address, request.session[WAITING] = openid.begin()
    except ServiceFailed as error:
        return sign_in.form(request, str(error), 503)
    return redirect(address)


def back(request: HttpRequest) -> HttpResponse:
    """What waited is out of the session, and saved so, before anything is looked at: no answer counts twice."""
    _there()
    waiting = request.session.pop(WAITING, None)
    if waiting is not None:
        request.session.save()
    try:
        told = openid.finish(waiting, request.GET)
        user = openid_people.taken(told)
    except NotAllowed as error:
        return sign_in.form(request, str(error), 403)
    except ServiceFailed as error:
        return sign_in.form(request, str(error), 503)
    return sign_in.first_step_done(request, user, way=openid_people.WAY, strong=told.strong)


def _there() -> None:
    if not openid.there():
        raise NotFound("Eine Anmeldung mit dem Konto der Stadt ist hier nicht eingerichtet.")
