"""Letting people in and out: invitations by a link that works once, passwords, one-time codes, lock-out.

Everybody who fails is told the same words, so that nobody learns which names exist.
"""

import time
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

import pyotp
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from anlaufstelle.catalogue import read, rules, store
from anlaufstelle.catalogue.rules import Held, Person
from anlaufstelle.catalogue.shapes_desk import InvitationView
from anlaufstelle.errors import BadValue, NotAllowed, NotFound
from anlaufstelle.vocabulary import area

SYSTEM = Person(who="command line", held=(Held("operator"),))
"""Whoever may run commands on the machine."""
FAILURES = 5
PAUSE = timedelta(minutes=15)
LINK_LIVES = timedelta(days=7)
STEP = 30
"""Seconds a one-time code is shown; the one before and the one after count as well, since clocks differ."""
REFUSED = (
    "Name, Kennwort oder Code stimmt nicht. Nach fünf Fehlversuchen ist ein Konto für 15 Minuten gesperrt, "
    "auch für richtige Kennwörter."
)


def invite(*, by: Person, name: str, held: Held, mail: str = "") -> str:
    """Returns the token of a link that works once, for seven days. For a name that exists it is a new way in, which
    only operators may give: it ends all sessions, and password and second step are chosen anew. Whom the town's
    provider vouches for under `mail` needs no link."""
    name = " ".join(name.split())
    if not name or len(name) > 150:
        raise BadValue("Bitte einen Namen mit höchstens 150 Zeichen angeben; mit ihm meldet sich die Person an.")
    _known(held)
    if not rules.may_grant(by, held):
        raise NotAllowed(f"{by.who} darf niemanden als {held.role} für {held.area or 'alles'} einladen.")
    if read.people.user_id(name) is not None and not rules.may_reset(by):
        raise NotAllowed(f"Ein Konto „{name}“ gibt es schon. Einen neuen Zugang dafür gibt nur der Betrieb.")
    mail = _free(mail.strip(), name)
    token = token_urlsafe(32)
    store.people.add_invitation(_hash(token), name, held, by=by.who, until=timezone.now() + LINK_LIVES, mail=mail)
    return token


def _free(mail: str, name: str) -> str:
    """One address leads to one account, else it would be chance who somebody is."""
    if mail and ("@" not in mail or not mail.isascii() or len(mail) > 150):
        raise BadValue(f"„{mail}“ ist keine E-Mail-Adresse, mit der die Stadt jemanden anmeldet.")
    for one in (mail, name):
        if one and read.people.mail_of_others(one, name):
            raise BadValue(f"{one} gehört schon zu einem anderen Konto oder einer anderen Einladung.")
    return mail


def _known(held: Held) -> None:
    if held.role not in rules.ROLES:
        raise BadValue(f"Die Rolle „{held.role}“ gibt es nicht; es gibt: {', '.join(rules.ROLES)}.")
    if held.role != "operator" and not held.area:
        raise BadValue(f"Für {held.role} wird ein Gebiet gebraucht, zum Beispiel 05562020.")
    network = read.networks.is_network(held.area)
    if held.role == "member" and not network:
        raise BadValue(f"Mitglied ist man in einem Netz von Städten, und „{held.area}“ ist keines (net:…).")
    if held.area and held.area != "DE" and not network:
        area.get(held.area)
    if held.role == "provider" and not held.organization:
        raise BadValue("Für einen Träger wird die Kennung seiner Organisation gebraucht.")


def invitation(token: str) -> InvitationView:
    found = read.people.invitation(_hash(token))
    if found is None:
        raise NotFound("Diese Einladung gilt nicht: Sie wurde schon benutzt, ist abgelaufen oder zurückgezogen.")
    return found


def accept(*, token: str, password: str) -> int:
    """Makes the account, or gives it a new way in; returns its id. Raises `BadValue` for a weak password."""
    found = invitation(token)
    try:
        validate_password(password, get_user_model()(username=found.name))
    except ValidationError as error:
        raise BadValue(" ".join(error.messages)) from error
    user = store.people.use_invitation(_hash(token), password)
    if user is None:
        raise NotFound("Diese Einladung wurde gerade von jemand anderem benutzt.")
    return user


def check(*, request: Any, name: str, password: str) -> int:
    """The account with this name and password; raises `NotAllowed` in the same words whatever was wrong."""
    user = read.people.user_id(name)
    locked = user is not None and read.people.access(user).locked
    found = authenticate(request, username=_stored(user, name), password=password)
    if found is None or locked:
        if user is not None and not locked:
            store.people.failed(user, FAILURES, PAUSE)
        raise NotAllowed(REFUSED)
    return int(found.pk)


def _stored(user: int | None, name: str) -> str:
    return read.people.person(user).who or name if user is not None else name


def secret(user: int) -> str:
    """The key of the second step, made on first asking; shown only until it is confirmed."""
    found = read.people.access(user)
    if found.confirmed:
        raise NotAllowed(
            "Der zweite Schritt ist schon eingerichtet. Einen neuen gibt der Betrieb mit einem neuen Link."
        )
    if not found.secret:
        store.people.keep_secret(user, pyotp.random_base32())
    return read.people.access(user).secret


def confirm(*, user: int, code: str) -> None:
    """The second step: no code counts twice. Raises `NotAllowed` for a wrong one, which counts as a failure."""
    found = read.people.access(user)
    step = _step(found.secret, code) if found.secret and not found.locked else None
    if step is None or not store.people.use_step(user, step):
        if not found.locked:
            store.people.failed(user, FAILURES, PAUSE)
        raise NotAllowed(REFUSED)
    store.people.succeeded(user)


def _step(secret: str, code: str) -> int | None:
    code = code.replace(" ", "")
    now = int(time.time()) // STEP
    totp = pyotp.TOTP(secret)
    near = (now, now - 1, now + 1)
    return next((step for step in near if pyotp.utils.strings_equal(totp.at(step * STEP), code)), None)


def second_step(user: int) -> bool:
    """Whether this account's password alone opens nothing."""
    return settings.ANLAUFSTELLE_SECOND_STEP and (
        rules.needs_second_step(read.people.person(user)) or read.people.access(user).confirmed
    )


def came_in(*, user: int, session: str, browser: str, way: str = "") -> None:
    store.people.succeeded(user)
    store.people.sit(user, session, browser)
    store.people.note(read.people.person(user).who, "sign in", way)


def sign_out(*, user: int, sitting: int | None = None, but: str = "") -> None:
    """One session, or all except one that goes on."""
    ended = store.people.end_sittings(user, sitting, but=but)
    store.people.note(read.people.person(user).who, "sign out", f"{ended}")


def end_for(*, by: Person, user: int) -> int:
    """Ends all sessions of somebody else, as when a telephone is lost; returns how many there were."""
    if not rules.may_reset(by):
        raise NotAllowed(f"{by.who} darf die Sitzungen anderer nicht beenden.")
    ended = store.people.end_sittings(user)
    store.people.note(by.who, "end sessions", f"{read.people.person(user).who}: {ended}")
    return ended


def take(*, by: Person, grant: int) -> None:
    """Takes a role away and ends the sessions of whoever had it."""
    found = read.people.grant(grant)
    if found is None:
        raise NotFound("Diese Rolle gibt es nicht mehr.")
    if not rules.may_grant(by, found[1]):
        raise NotAllowed(f"{by.who} darf die Rolle {found[1].role} nicht nehmen.")
    store.people.take(grant, by.who)


def trial(name: str, held: Held) -> str:
    """An account for trying out, with a password that is good until the next one is made; returns the password."""
    password = token_urlsafe(12)
    user = store.people.account(name, password)
    store.people.give(user.pk, held)
    return password


def tidy() -> None:
    """What nobody needs any more is forgotten every night."""
    store.people.forget(timezone.now() - timedelta(days=settings.ANLAUFSTELLE_KEEP_DEEDS))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
