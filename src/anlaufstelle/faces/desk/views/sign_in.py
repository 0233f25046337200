"""Signing in: a name and a password, then a code where the account opens much. Nothing here tells which names exist."""

import io
import time

import pyotp
import segno
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from anlaufstelle.catalogue import read
from anlaufstelle.errors import BadValue, NotAllowed
from anlaufstelle.pipeline import accounts, openid

from ..gate import page

PENDING = "pending"
WAITS = 600
"""Seconds between the password and the code."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


def ask(request: HttpRequest) -> HttpResponse:
    wrong, status = "", 200
    if request.method == "POST":
        try:
            user = accounts.check(
                request=request, name=request.POST.get("name", "").strip(), password=request.POST.get("password", "")
            )
            return first_step_done(request, user)
        except NotAllowed as error:
            wrong, status = str(error), 403
    return form(request, wrong, status)


def form(request: HttpRequest, wrong: str, status: int) -> HttpResponse:
    context = {"wrong": wrong, "name": request.POST.get("name", ""), "town": openid.there()}
    return page(request, "desk/sign_in.html", context, status)


def first_step_done(request: HttpRequest, user: int, *, way: str = "", strong: bool = False) -> HttpResponse:
    """`way` is noted in the account log; `strong`: whoever vouched for the person has seen a second factor already."""
    if strong or not accounts.second_step(user):
        return _enter(request, user, way)
    request.session.cycle_key()
    request.session[PENDING] = [user, int(time.time()), way]
    return redirect("desk:sign_in-code")


def code(request: HttpRequest) -> HttpResponse:
    """The second step, which is set up here the first time."""
    user, since, *way = request.session.get(PENDING, (None, 0))
    if user is None or time.time() - since > WAITS:
        return redirect("desk:sign_in-ask")
    wrong, status = "", 200
    if request.method == "POST":
        try:
            accounts.confirm(user=user, code=request.POST.get("code", ""))
            return _enter(request, user, *way)
        except NotAllowed as error:
            wrong, status = str(error), 403
    context = {"wrong": wrong, "secret": "", "drawing": ""}
    if not read.people.access(user).confirmed:
        secret = accounts.secret(user)
        context |= {"secret": secret, "drawing": _drawing(secret, read.people.person(user).who)}
    return page(request, "desk/code.html", context, status)


def _drawing(secret: str, name: str) -> str:
    """A QR code as an inline drawing: nobody else is asked for it, and no image is kept."""
    out = io.BytesIO()
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Anlaufstelle")
    segno.make(address, error="m").save(out, kind="svg", scale=4, xmldecl=False, svgns=False, light="#fff")
    return out.getvalue().decode()


def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the link changes nothing: mail scanners do that, too."""
    found = accounts.invitation(token)
    wrong, status = "", 200
    if request.method == "POST":
        try:
            return first_step_done(request, accounts.accept(token=token, password=_chosen(request)))
        except BadValue as error:
            wrong, status = str(error), 422
    return page(request, "desk/invited.html", {"invitation": found, "wrong": wrong}, status)


def _chosen(request: HttpRequest) -> str:
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        raise BadValue("Die beiden Kennwörter sind verschieden.")
    return password


def _enter(request: HttpRequest, user: int, way: str = "") -> HttpResponse:
    request.session.pop(PENDING, None)
    login(request, get_user_model().objects.get(pk=user), backend=BACKEND)
    if not request.session.session_key:
        request.session.save()
    agent = request.headers.get("User-Agent", "")
    accounts.came_in(user=user, session=request.session.session_key or "", browser=agent, way=way)
    return redirect("desk:inbox-start")
