"""Whose account it is that the town's provider vouches for. Nobody gets an account here who was not invited.

The first time, the verified e-mail decides: an open invitation that names it, else the one account that has it. From
then on the provider's own name for the person counts (issuer and subject), so that an address given to somebody else
later opens nothing.
"""

from anlaufstelle.catalogue import read, store
from anlaufstelle.errors import NotAllowed

from .openid import Told

WAY = "OpenID Connect"
UNKNOWN = (
    "Bei der Stadt sind Sie angemeldet, aber hier gibt es kein Konto für Sie. Bitten Sie die Redaktion oder den "
    "Betrieb um eine Einladung an die E-Mail-Adresse Ihres städtischen Kontos."
)
UNVERIFIED = (
    "Die Stadt hat Ihre E-Mail-Adresse nicht mitgeteilt oder nicht bestätigt; daran erkennen wir Sie beim ersten Mal. "
    "Bitten Sie die IT der Stadt, sie zu bestätigen, oder melden Sie sich mit Name und Kennwort an."
)
OTHER = (
    "Das Konto hier gehört schon zu einem anderen städtischen Konto. Einen neuen Zugang gibt der Betrieb mit einer "
    "neuen Einladung."
)
CLOSED = (
    "Ihr Konto hier ist gesperrt: nach Fehlversuchen für 15 Minuten, sonst bis der Betrieb einen neuen Zugang gibt."
)


def taken(told: Told) -> int:
    """The account's id. Raises `NotAllowed`, and the account log says whom it was refused."""
    user = read.people.of_provider(told.issuer, told.subject)
    if user is not None:
        _open(user)
        return user
    if not told.mail:
        raise _refused(WAY, "E-Mail nicht bestätigt", UNVERIFIED)
    invitation = read.people.invitation_for(told.mail)
    if invitation is not None:
        return _bound(store.people.use_invitation(invitation, None, told.issuer, told.subject), told)
    found = read.people.with_mail(told.mail)
    if len(found) != 1:
        raise _refused(told.mail, "kein Konto", UNKNOWN)
    _open(found[0])
    return _bound(store.people.bind(found[0], told.issuer, told.subject), told)


def _open(user: int) -> None:
    who = read.people.person(user).who  # empty for an account that was closed
    if not who or read.people.access(user).locked:
        raise _refused(who or WAY, "Konto gesperrt", CLOSED)


def _bound(user: int | None, told: Told) -> int:
    if user is None:
        raise _refused(told.mail, "anderes Konto der Stadt", OTHER)
    return user


def _refused(who: str, about: str, words: str) -> NotAllowed:
    store.people.note(who, "refused", f"{WAY}: {about}")
    return NotAllowed(words)
