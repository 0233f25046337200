"""German that says "du" where the town wants it (`address_form` of the edition).

The language stays "de" in addresses, tags and every question of the code; only the words differ: a second catalogue,
`locale/de_Du`, holds the phrases that say "Sie" otherwise and is laid over the first. Plain German keeps its "Sie",
which is a rule of Leichte Sprache.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

GERMAN = "de"
FOLDER = "de_Du"


@cache
def _familiar() -> trans_real.DjangoTranslation:
    told = trans_real.DjangoTranslation(GERMAN)
    for folder in settings.LOCALE_PATHS:
        with (Path(folder) / FOLDER / "LC_MESSAGES" / "django.mo").open("rb") as file:
            told.merge(GNUTranslations(file))
    return told


@contextmanager
def speaking(language: str, form: str = "Sie") -> Iterator[None]:
    """As Django's `override`, which would forget the "du" of the page around it: it restores a language by its code."""
    active = trans_real._active  # Django's own place for the catalogue of a thread; it has no public way in
    before = getattr(active, "value", None)
    translation.activate(language)
    if form == "du" and language == GERMAN:
        active.value = _familiar()
    try:
        yield
    finally:
        if before is None:
            translation.deactivate()
        else:
            active.value = before
