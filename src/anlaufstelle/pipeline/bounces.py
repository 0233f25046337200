"""Mail that came back, read from a folder of .eml files: the letter, the address and the doubt about the entries."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import asking as known
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.errors import Unreadable
from anlaufstelle.resolve import freshness

from . import tickets

MOST_BYTES = 5_000_000


class Bounces(Struct):
    """`passing` came back for now only, `strange` belong to no letter of ours."""

    lasting: int = 0
    passing: int = 0
    strange: int = 0


def take(folder: Path) -> Bounces:
    """Reads every .eml there and leaves it; read again it changes nothing."""
    if not folder.is_dir():
        raise Unreadable(f"{folder} is no folder. Name the folder where returned mail is kept as .eml files.")
    found = Bounces()
    for path in sorted(folder.glob("*.eml")):
        if path.stat().st_size <= MOST_BYTES:
            _take(email.message_from_bytes(path.read_bytes(), policy=email.policy.default), found)
        else:
            found.strange += 1
    return found


def _take(mail: EmailMessage, found: Bounces) -> None:
    letter = next((one for id in _ids(mail) if (one := known.letter(id))), None)
    if letter is None:
        found.strange += 1
        return
    if not _status(mail).startswith("5"):
        found.passing += 1
        return
    found.lasting += 1
    if not any(store.move_letter(letter.message_id, before=state, after="bounced") for state in ("sent", "unsure")):
        return
    store.silence(tickets.address_hash(letter.address), "bounce")
    organizations = dict.fromkeys([letter.organization, *known.asked_by(letter.message_id)])
    for entry in (entry for one in organizations for entry in read.provider_services(one)):
        if letter.address in (getattr(entry.record, "email", None), entry.provider.email if entry.provider else None):
            crisis = freshness.is_crisis((*entry.needs, *entry.situations))
            store.add_signal(entry.id, freshness.kind_of("email", crisis=crisis), "bounce", timezone.localdate())


def _ids(mail: EmailMessage) -> list[str]:
    """Message ids of what came back: in the returned headers, or named as what it answers."""
    texts = [str(mail.get("In-Reply-To", "")), str(mail.get("References", ""))]
    for part in mail.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers", "text/plain"):
            texts.append(part.as_string())
    return list(dict.fromkeys(re.findall(r"<[^<>\s@]+@[^<>\s]+>", "\n".join(texts))))


def _status(mail: EmailMessage) -> str:
    """“5.1.1”; without a machine-readable report nothing is taken as lasting."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                if isinstance(block, email.message.Message) and block.get("Status"):
                    return str(block["Status"]).strip()
    return ""
