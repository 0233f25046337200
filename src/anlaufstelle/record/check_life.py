"""Findings on what a town does: projects, Stadtteilkonferenzen, hours in a house."""

from collections.abc import Iterator

from . import check_parts as parts
from .entry import Finding
from .model import AnyRecord, Conference, Project, Slot
from .project import split
from .slot import complete


def on_project(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Project)
    for path in ("starts", "ends"):
        yield from parts.day(getattr(record, path), path)
    for line in record.pictures:
        if not split(line)[1]:
            yield Finding(
                code="picture-without-words",
                degree="warning",
                path="pictures",
                message="Zu einem Bild steht nicht, was darauf zu sehen ist. Es wird nicht gezeigt.",
                remedy="Dahinter schreiben, was zu sehen ist: „/medien/fest.jpg: Nachbarn an einer langen Tafel“.",
                value=line,
            )
        elif not line.startswith("/"):
            yield Finding(
                code="picture-from-elsewhere",
                degree="warning",
                path="pictures",
                message="Das Bild liegt bei jemand anderem. Es wird nicht gezeigt.",
                remedy="Das Bild auf den eigenen Server legen und seine Adresse mit „/“ beginnen.",
                value=line,
            )


def on_conference(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Conference)
    yield from parts.day(record.day, "day")
    for path, missing in (("district", not record.district), ("day", not record.day)):
        if missing:
            yield Finding(
                code="conference-incomplete",
                degree="error",
                path=path,
                message="Ohne Stadtteil und Tag steht die Stadtteilkonferenz auf keiner Seite.",
                remedy="Den Stadtteil, wie die Stadt ihn nennt, und den Tag angeben.",
            )


def on_slot(record: AnyRecord) -> Iterator[Finding]:
    assert isinstance(record, Slot)
    if not complete(record):
        yield Finding(
            code="slot-incomplete",
            degree="blocking",
            path="opens",
            message="Haus, Raum, Wochentag oder Uhrzeit fehlen oder lassen sich nicht lesen.",
            remedy="Haus und Raum wie in der Stadtseite, Wochentag als MO bis SU, Zeiten als 09:00 angeben.",
            value=f"{record.house}, {record.room}, {record.weekday}, {record.opens}–{record.closes}",
        )
    for path in ("valid_from", "valid_to", "funding_until"):
        yield from parts.day(getattr(record, path), path)
