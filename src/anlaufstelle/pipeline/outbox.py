"""Letters on their way out, each exactly once per message id, whatever is killed in between.

A letter is first marked as being sent, then handed over, then marked as sent. Found marked as being sent by somebody
who is gone, it is settled by the file that is there or not; over SMTP nobody can know, and then it is not sent again
but named to the operator: a second mail is worse than one that is missing until the next reminder.
"""

import re
import smtplib
import socket
from collections.abc import Callable, Iterable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue.read import asking as known
from anlaufstelle.catalogue.read.asking import LetterView
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.errors import BadValue
from anlaufstelle.resolve import asking

from . import tickets

SECONDS = 30
NOT_BEGUN = (
    smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError,
    smtplib.SMTPSenderRefused, ConnectionRefusedError, socket.gaierror, BadValue,
)  # fmt: skip
"""Errors after which the server surely has nothing of the letter."""
Send = Callable[[EmailMessage], None]


class Sent(Struct):
    """`later`: it is not the hour to write to people, or the server could not take it now."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    unsure: int = 0


def send(now: datetime | None = None, land: str = "NW") -> Sent:
    """All that waits, at a civil hour; call it while nobody else does (`alone`)."""
    done = Sent()
    _settle(done)
    waiting = known.letters("waiting")
    if not asking.civil(timezone.localtime(now), land):
        done.later = len(waiting)
        return done
    for letter in waiting:
        if store.move_letter(letter.message_id, before="waiting", after="sending"):
            _hand_over(letter, done)
    return done


def _settle(done: Sent) -> None:
    """What a killed sender left half done."""
    for letter in known.letters("sending"):
        if settings.ANLAUFSTELLE_MAIL:
            done.unsure += store.move_letter(letter.message_id, before="sending", after="unsure")
        elif path_of(letter.message_id).exists():
            store.move_letter(letter.message_id, before="sending", after="sent")
        else:
            store.move_letter(letter.message_id, before="sending", after="waiting")


def _hand_over(letter: LetterView, done: Sent) -> None:
    try:
        deliver(message(letter))
    except smtplib.SMTPRecipientsRefused as error:
        lasting = all(code >= 500 for code, _ in error.recipients.values())
        store.move_letter(letter.message_id, before="sending", after="bounced" if lasting else "waiting")
        if lasting:
            store.silence(tickets.address_hash(letter.address), "bounce")
        done.refused, done.later = done.refused + lasting, done.later + (not lasting)
    except NOT_BEGUN:
        store.move_letter(letter.message_id, before="sending", after="waiting")  # nothing was handed over
        done.later += 1
    except (smtplib.SMTPException, OSError):
        store.move_letter(letter.message_id, before="sending", after="unsure")
        done.unsure += 1
    else:
        store.move_letter(letter.message_id, before="sending", after="sent")
        done.sent += 1


def message(letter: LetterView) -> EmailMessage:
    """Plain text without pictures or anything else that would tell who opened it."""
    made = EmailMessage()
    made["From"] = settings.ANLAUFSTELLE_MAIL_FROM
    made["To"] = letter.address
    made["Subject"] = letter.subject
    made["Message-ID"] = letter.message_id
    made["Date"] = format_datetime(timezone.localtime())
    made["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        made["List-Unsubscribe"] = f"<{letter.stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.body, cte="quoted-printable")
    return made


def new_id() -> str:
    """A Message-ID under the instance's own name."""
    return make_msgid(domain=urlsplit(settings.ANLAUFSTELLE_ADDRESS).hostname or "localhost")


def path_of(message_id: str) -> Path:
    name = re.sub(r"[^A-Za-z0-9.@_-]+", "-", message_id.strip("<>"))
    return Path(settings.ANLAUFSTELLE_HOME) / "outbox" / f"{name}.eml"


def discard(ids: Iterable[str]) -> None:
    """The files that letters were put into which are kept no longer."""
    for one in ids:
        path_of(one).unlink(missing_ok=True)


def deliver(mail: EmailMessage) -> None:
    """Into a file, or to the mail server that the setting names."""
    if settings.ANLAUFSTELLE_MAIL:
        _smtp(mail, settings.ANLAUFSTELLE_MAIL)
        return
    path = path_of(mail["Message-ID"])
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_bytes(bytes(mail))
    beside.replace(path)


def _smtp(mail: EmailMessage, address: str) -> None:
    server = urlsplit(address)
    if server.scheme not in ("smtp", "smtps") or not server.hostname:
        raise BadValue(f"ANLAUFSTELLE_MAIL: expected smtp://user:password@host:587, not {server.scheme}://…")
    secure = server.scheme == "smtps"
    opened = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with opened(server.hostname, server.port or (465 if secure else 587), timeout=SECONDS) as line:
        if not secure and server.username:
            line.starttls()
        if server.username:
            line.login(unquote(server.username), unquote(server.password or ""))
        line.send_message(mail)
