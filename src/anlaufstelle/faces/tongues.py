"""The languages a town's pages come in, and links to the same page in each of them."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import translation

from anlaufstelle.catalogue.shapes import EditionView

SOURCE = "de"
"""The language the pages are written in: nobody has to review its catalogue."""


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """A link to this page in another language, named as its speakers name it.

    `start` is that language's start, `onward` the rest of the address, the same in every language.
    """

    code: str
    name: str
    start: str
    onward: str = ""
    current: bool = False
    words: str = ""

    @property
    def href(self) -> str:
        return self.start + self.onward


@cache
def name(code: str) -> str:
    return str(translation.get_language_info(code)["name_local"])


def offered(edition: EditionView) -> tuple[str, ...]:
    """What the town names and we have a catalogue for, in the town's order."""
    known = {code for code, _name in settings.LANGUAGES}
    return tuple(code for code in edition.languages if code in known) or (SOURCE,)
