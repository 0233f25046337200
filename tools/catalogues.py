"""The words of the residents' site in every language: `make catalogues`, or one of extract, update, compile, missing.

`update` finds every phrase in Python and templates, brings each `locale/<language>/LC_MESSAGES/django.po` in line with
them (new ones are empty, gone ones go) and compiles it. Babel does it all; GNU gettext is not needed.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import get_language_info, to_locale
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "anlaufstelle"
LOCALE = SOURCE / "locale"
WORDS = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
ROOMS = ("design", "faces")
"""Only these speak to residents; all other rooms speak to developers."""
FAMILIAR = "de-du"
"""German for towns that say "du": no language of its own, only the phrases of German that say "Sie"."""
FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
REVIEWED = re.compile(r'^"X-Reviewed: (.*)\\n"$', re.M)


class Catalogue(Catalog):
    """Headers without dates, so that two runs write the same file; `reviewed` says who read it as a native speaker."""

    def __init__(self, language: str, reviewed: str = "no") -> None:
        super().__init__(locale=language.partition("-")[0], domain="django", fuzzy=False)
        self.language = language
        self.reviewed = "source language" if language in (settings.LANGUAGE_CODE, FAMILIAR) else reviewed
        self.header_comment = f"# Anlaufstelle, {language}. X-Reviewed names who read it as a native speaker, or no."

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Anlaufstelle"),
            ("Language", self.language),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("X-Reviewed", self.reviewed),
        ]

    @mime_headers.setter
    def mime_headers(self, _told: object) -> None:
        """Ours are computed."""


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def right_to_left(language: str) -> bool:
    return bool(get_language_info(language)["bidi"])


def catalogues() -> list[str]:
    return [*languages(), FAMILIAR]


def path(language: str, suffix: str = "po") -> Path:
    folder = "de_Du" if language == FAMILIAR else to_locale(language)
    return LOCALE / folder / "LC_MESSAGES" / f"django.{suffix}"


def _code(file: Path) -> bytes:
    """A template as Python that only holds its phrases; lines start at the margin, or Python would miss a block."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return text.encode()
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(file)).splitlines()).encode()


def files() -> list[Path]:
    found = (file for room in ROOMS for file in (SOURCE / room).rglob("*") if file.suffix in (".py", ".html"))
    return sorted(found)


def phrases() -> Iterator[Message]:
    """Every phrase once, in the order of files, with the files it stands in."""
    found: dict[tuple[object, str | None], Message] = {}
    for file in files():
        place = (str(file.relative_to(SOURCE)), 0)
        for _line, told, comments, context in extract("python", io.BytesIO(_code(file)), WORDS, ["Translators:"]):
            key = (told[0] if isinstance(told, tuple) else told, context)
            known = found.get(key)
            if known is None:
                found[key] = Message(told, locations=[place], auto_comments=comments, context=context)
                continue
            if isinstance(told, tuple) and not known.pluralizable:
                found[key] = Message(told, locations=known.locations, context=context)
            if place not in found[key].locations:
                found[key].locations.append(place)
    yield from found.values()


def load(language: str) -> Catalogue:
    file = path(language)
    if not file.exists():
        return Catalogue(language)
    text = file.read_text(encoding="utf-8")
    reviewed = REVIEWED.search(text)
    told = Catalogue(language, reviewed[1] if reviewed else "no")
    for message in read_po(io.StringIO(text), locale=language.partition("-")[0]):
        if message.id:
            told.add(message.id, message.string, message.locations, context=message.context)
    return told


def updated(language: str) -> Catalogue:
    """German speaks for itself: its catalogue repeats the phrases."""
    old = load(language)
    new = Catalogue(language, old.reviewed)
    for one in phrases():
        if language == FAMILIAR and not formal(one):
            continue
        known = old.get(one.id[0] if one.pluralizable else one.id, one.context)
        said = known.string if known and known.pluralizable == one.pluralizable else None
        string = one.id if language == settings.LANGUAGE_CODE else said
        new.add(one.id, string, one.locations, auto_comments=one.auto_comments, context=one.context)
    return new


def formal(message: Message) -> bool:
    """Whether it speaks to the reader as "Sie"."""
    return bool(FORMAL.search(" ".join(message.id) if isinstance(message.id, tuple) else message.id))


def as_po(catalogue: Catalogue) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=120, include_lineno=False, omit_header=False)
    return file.getvalue()


def as_mo(catalogue: Catalogue) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untold(catalogue: Catalogue) -> list[Message]:
    return [one for one in catalogue if one.id and not all(_strings(one))]


def _strings(message: Message) -> tuple[str, ...]:
    told = message.string
    return tuple(told) if isinstance(told, (tuple, list)) else (told or "",)


def update() -> None:
    for language in catalogues():
        catalogue = updated(language)
        path(language).parent.mkdir(parents=True, exist_ok=True)
        path(language).write_bytes(as_po(catalogue))


def compile() -> None:
    for language in catalogues():
        path(language, "mo").write_bytes(as_mo(load(language)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("extract", "update", "compile", "missing"), nargs="?", default="update")
    step = parser.parse_args().step
    if step == "extract":
        print("\n".join(str(one.id) for one in phrases()))
        return 0
    if step == "update":
        update()
    if step in ("update", "compile"):
        compile()
    left = {language: untold(load(language)) for language in catalogues()}
    for language, messages in left.items():
        print(f"{language}: {sum(1 for one in load(language) if one.id)} phrases, {len(messages)} without words")
        if step == "missing":
            print("\n".join(f"  {one.id!r}" for one in messages))
    return 1 if any(left.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
