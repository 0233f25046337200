"""From "I want to help" to somebody who answers: written without an account, read at the desk, deleted after 90 days.

What people write here names them, so it goes through no ledger: a ledger never forgets. Where the organisation has an
address, a letter takes it there as well; the desk keeps an eye on whether an answer comes.
"""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import read, rules, store
from anlaufstelle.catalogue.read.helping import ApproachView
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import BadValue, NotAllowed, NotFound, OutOfDate
from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import values

from . import outbox

KEPT_DAYS = 90
LONGEST = 2000
OUTCOMES = ("answered", "placed", "closed")
LETTER = """Guten Tag,

jemand möchte bei Ihnen mithelfen: {offer}

{said}

Antworten Sie bitte bis zum {due:%d.%m.%Y} an: {reply}{name}

Die Nachricht kam über die Anlaufstelle {town}. {desk} achtet darauf, dass eine Antwort kommt.
Bitte löschen Sie die Angaben, sobald Sie sie nicht mehr brauchen.
"""
ANSWER = """Guten Tag{name},

{said}

{desk}

Sie haben uns über die Anlaufstelle geschrieben, weil Sie mithelfen möchten.
Ihre Nachricht löschen wir am {day:%d.%m.%Y}.
"""


class Said(Struct, frozen=True, kw_only=True):
    """What somebody wrote. `reply` is a phone number or a mail address; `wishes` what they answered before."""

    reply: str
    text: str = ""
    name: str = ""
    wishes: str = ""
    language: str = "de"


def reachable(reply: str) -> bool:
    """Whether anybody could answer there."""
    return bool(_mail(reply)) or bool(values.phones(reply))


def _mail(reply: str) -> str:
    try:
        return values.email(reply.strip()) if "@" in reply else ""
    except BadValue:
        return ""


def tell(said: Said, edition: EditionView, about: Entry | None = None) -> ApproachView:
    """Keeps the message for the edition's desk, and writes to the organisation if it has an address."""
    if edition.helping is None:
        raise NotFound(f"“{edition.slug}” names nobody who answers those that want to help.")
    if not reachable(said.reply):
        raise BadValue(f"Nobody can be reached at {said.reply!r}: expected a phone number or a mail address.")
    today = timezone.localdate()
    due = today + timedelta(days=edition.helping.days)
    address = address_of(about)
    number = store.helping.add(
        store.helping.NewApproach(
            area=next(iter(edition.areas), "DE"),
            desk=edition.helping.name,
            entry_id=about.id if about else "",
            entry_name=about.name if about else "",
            sent_to=address,
            language=said.language,
            wishes=said.wishes[:500],
            name=_line(said.name),
            reply=_line(said.reply),
            text=said.text.strip()[:LONGEST],
            due_on=due,
            forget_on=today + timedelta(days=KEPT_DAYS),
        )
    )
    if address and about:
        _to_organisation(address, said, edition, about, due)
    return _found(number)


def _line(words: str) -> str:
    return " ".join(words.split())[:200]


def address_of(about: Entry | None) -> str:
    """Where the organisation can be written to; "" where nobody knows."""
    if about is None:
        return ""
    return getattr(about.record, "email", None) or (about.provider.email if about.provider else None) or ""


def _to_organisation(address: str, said: Said, edition: EditionView, about: Entry, due: date) -> None:
    assert edition.helping is not None
    words = LETTER.format(
        offer=_line(about.name),
        said=said.text.strip()[:LONGEST] or "(ohne weitere Worte)",
        due=due,
        reply=_line(said.reply),
        name=f" ({_line(said.name)})" if said.name.strip() else "",
        town=edition.name,
        desk=edition.helping.name,
    )
    _write(address, f"Jemand möchte mithelfen: {_line(about.name)}", words)


def answer(*, person: Person, id: int, state: str, words: str = "") -> bool:
    """What became of it. Words go by mail where that is how they can be reached; returns whether a letter was written.

    Raises `OutOfDate` when somebody else was first."""
    found = _found(id)
    if found.area not in rules.advising_in(person):
        raise NotAllowed("Diese Nachricht gehört zu einem anderen Gebiet.")
    if state not in OUTCOMES:
        raise BadValue("Bitte sagen Sie, was daraus wurde.")
    address = _mail(found.reply)
    words = words.strip()[:LONGEST]
    if words and not address:
        raise BadValue(f"An {found.reply} geht keine E-Mail. Bitte rufen Sie an und lassen Sie die Antwort leer.")
    if not store.helping.settle(id, state, by=person.who):
        raise OutOfDate("Darum hat sich schon jemand gekümmert, oder die Nachricht ist gelöscht.")
    if words:
        told = ANSWER.format(
            name=f" {found.name}" if found.name else "", said=words, desk=found.desk, day=found.forget_on
        )
        _write(address, f"Ihre Nachricht an {found.desk}", told)
    return bool(words)


def _found(id: int) -> ApproachView:
    found = read.helping.approach(id)
    if found is None:
        raise NotFound("Diese Nachricht gibt es nicht mehr. Nachrichten werden nach 90 Tagen gelöscht.")
    return found


def _write(address: str, subject: str, body: str) -> None:
    letter = store.asking.NewLetter(
        batch=f"{store.helping.BATCH}{uuid4()}",
        message_id=outbox.new_id(),
        organization="",
        address=address,
        subject=subject[:200],
        body=body,
    )
    store.asking.add_letter(letter, [])


def forget(today: date | None = None) -> int:
    """Whatever is 90 days old, also letters and the files they were put into; returns how many messages went."""
    gone, letters = store.helping.forget(today or timezone.localdate(), KEPT_DAYS)
    outbox.discard(letters)
    return gone
