"""An entry's own text as a reader of this page gets it: the translation with what it is worth, then the original."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import text

from . import languages


@dataclass(frozen=True, kw_only=True)
class Piece:
    """`note` says who translated it and whether the original has changed since; `heading` is "" for plain German."""

    text: str
    language: str
    heading: str = ""
    note: str = ""


def pieces(entry: Entry, path: str = "description") -> list[Piece]:
    """At most two: what answers in the page's language, and the original where that is something else."""
    told = text.answer(entry.record, path, [languages.current(), languages.SOURCE])
    if told is None:
        return []
    if told.origin == "original":
        return [_original(told)]
    kept = text.answer(entry.record, path, [entry.record.language])
    shown = Piece(text=told.text, language=told.language, heading=_("Beschreibung"), note=_note(told))
    return [shown, _original(kept)] if kept and kept.text != told.text else [shown]


def line(entry: Entry, path: str) -> tuple[str, bool]:
    """A short text for a list of facts, and whether it is in the page's language; with what it is worth in brackets."""
    told = text.answer(entry.record, path, [languages.current(), languages.SOURCE])
    if told is None:
        return "", False
    note = _note(told)
    own = told.origin != "original" and told.language == languages.current()
    return (f"{told.text} ({note.rstrip('.')})" if own and note else told.text), own


def _original(told: text.Told) -> Piece:
    if languages.current() == told.language:
        return Piece(text=told.text, language=told.language)
    if languages.german():
        note = _("Dieser Text ist nicht in Einfacher Sprache.")
        return Piece(text=told.text, language=told.language, heading=_("Der ganze Text"), note=note)
    told_in = _("Der ganze Text auf Deutsch") if told.language == languages.SOURCE else _("Der Text im Original")
    return Piece(text=told.text, language=told.language, heading=told_in)


def _note(told: text.Told) -> str:
    origin = {
        "machine": _("Automatisch übersetzt, kann Fehler enthalten."),
        "machine-checked": _("Automatisch übersetzt und von einem Menschen geprüft."),
    }.get(told.origin, "")
    old = _("Das Original hat sich seitdem geändert.") if told.outdated else ""
    return " ".join(part for part in (origin, old) if part)
