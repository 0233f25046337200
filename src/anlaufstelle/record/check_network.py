"""Findings on what a network of towns says of itself: memberships, bodies, working aids."""

from collections.abc import Iterator

from anlaufstelle.errors import UnknownPlace
from anlaufstelle.vocabulary import area

from . import check_parts as parts
from .entry import Finding
from .model import AnyRecord, Body, Document, Membership


def on_membership(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Membership)
    for path in ("since", "until"):
        yield from parts.day(getattr(record, path), path)
    if record.since and record.until and record.until < record.since[: len(record.until)]:
        yield Finding(
            code="membership-ends-before",
            degree="error",
            path="until",
            message="Die Mitgliedschaft endet, bevor sie beginnt.",
            remedy="Anfang und Ende prüfen.",
            value=record.until,
        )
    if record.ags is None or not _municipality(record.ags):
        yield Finding(
            code="town-unknown",
            degree="warning",
            path="ags",
            message="Welche Stadt Mitglied ist, lässt sich nicht erkennen; ihre Seiten und Projekte fehlen im Netz.",
            remedy="Den amtlichen Gemeindeschlüssel mit acht Ziffern angeben.",
            value=record.ags,
        )


def _municipality(ags: str) -> bool:
    try:
        return len(ags) == 8 and bool(area.get(ags))
    except UnknownPlace:
        return False


def on_body(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Body)
    if record.body_type is None:
        yield Finding(
            code="body-type-missing",
            degree="note",
            path="body_type",
            message="Ob es Vorstand, Beirat, Ausschuss oder Arbeitsgruppe ist, steht nicht da.",
            remedy="Eine der vier Arten angeben; bis dahin steht es bei den Arbeitsgruppen.",
        )


def on_document(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Document)
    yield from parts.day(record.issued, "issued")
    if not (record.url or record.text):
        yield Finding(
            code="document-nowhere",
            degree="warning",
            path="url",
            message="Es steht weder da, wo die Arbeitshilfe liegt, noch, was darin steht.",
            remedy="Die Adresse der Datei oder ihren Text angeben.",
        )
    if not record.licence:
        yield Finding(
            code="licence-missing",
            degree="note",
            path="licence",
            message="Ob man die Arbeitshilfe weitergeben und ändern darf, steht nicht da.",
            remedy="Die Lizenz angeben, zum Beispiel CC-BY-4.0.",
        )
    if record.replaces_id == record.id:
        yield Finding(
            code="replaces-itself",
            degree="error",
            path="replaces_id",
            message="Die Fassung ersetzt sich selbst.",
            remedy="Die Fassung davor angeben.",
        )
