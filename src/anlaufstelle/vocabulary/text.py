"""One text in many languages: which language answered, who wrote it, and whether it is older than the original."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from msgspec import Struct

Origin = Literal["original", "human", "machine", "machine-checked"]

_PART = re.compile(r"(?P<list>\w+)\[(?P<id>[^\]]+)\]\.(?P<rest>.+)")
_RANK = {"human": 0, "machine-checked": 1, "machine": 2}


class _Translation(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def origin(self) -> Literal["human", "machine", "machine-checked"]: ...
    @property
    def source_hash(self) -> str | None: ...


class Translated(Protocol):
    """What `record.model.Record` offers; this floor does not know it."""

    @property
    def language(self) -> str: ...
    @property
    def translations(self) -> Iterable[_Translation]: ...


class Told(Struct, frozen=True, kw_only=True):
    """`language` is that of `text`, which need not be one that was wanted: mark it in the page when it differs."""

    text: str
    language: str
    origin: Origin = "original"
    outdated: bool = False


def fingerprint(text: str) -> str:
    """16 hex digits that change when the words change, not when only blanks or the Unicode form do."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def answer(record: Translated, path: str, wanted: Sequence[str]) -> Told | None:
    """The text at `path` in the first wanted language there is, else the original, else any; None if there is no text.

    Every language falls back to its plain parent ('de-simple' to 'de', 'en-GB' to 'en'). Of several translations the
    one that is not outdated wins, then the one a person wrote.
    """
    original = _at(record, path)
    told = [Told(text=original, language=record.language)] if original else []
    told += sorted(_translated(record, path, original), key=lambda one: (one.outdated, _RANK[one.origin]))
    for language in [*_chain(wanted), record.language, "de", "de-simple"]:
        for one in told:
            if one.language.lower() == language.lower():
                return one
    return told[0] if told else None


def _translated(record: Translated, path: str, original: str | None) -> list[Told]:
    now = fingerprint(original or "")
    return [
        Told(
            text=one.text,
            language=one.language,
            origin=one.origin,
            outdated=one.source_hash is not None and one.source_hash != now,
        )
        for one in record.translations
        if one.path == path and one.text
    ]


def _chain(wanted: Sequence[str]) -> list[str]:
    """Each language, then its parents, before the next wanted one."""
    chain: list[str] = []
    for language in wanted:
        parts = language.replace("_", "-").split("-")
        chain += ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return list(dict.fromkeys(chain))


def _at(owner: object, path: str) -> str | None:
    """'description' or 'phones[<id>].description'; a path that leads nowhere has no text."""
    if match := _PART.fullmatch(path):
        parts = getattr(owner, match["list"], ())
        return next((_at(part, match["rest"]) for part in parts if getattr(part, "id", None) == match["id"]), None)
    found = getattr(owner, path, None)
    return found if isinstance(found, str) and found else None
