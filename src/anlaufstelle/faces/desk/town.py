"""The town somebody at the desk works for, and where its pages stand as seen from here."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces import edition as towns


class Town(Struct, frozen=True):
    """`prefix` is what its addresses begin with on the host that was asked."""

    edition: EditionView
    prefix: str

    def paper(self, language: str, *, whole: bool, codes: str) -> str:
        """The saved list of residents, as cards alone or as a whole page: the print of a basket."""
        with translation.override(language):
            path = reverse("site:saved_sheet" if whole else "site:saved_cards")
        return f"{self.prefix}{path}?{urlencode({'ids': codes})}"

    def languages(self) -> list[tuple[str, str]]:
        names = dict(settings.LANGUAGES)
        return [(code, names[code]) for code in self.edition.languages if code in names] or [("de", names["de"])]


def of(request: HttpRequest, person: Person) -> Town:
    """The first edition that shows one of the person's own areas, else the one at the root."""
    known = read.editions()
    at_root, _ = towns.pick(known, request.get_host(), "/", settings.ANLAUFSTELLE_EDITION)
    mine = {held.area for held in person.held if held.area}
    found = next((one for one in known if not mine.isdisjoint(one.areas)), None) or at_root
    if found is None:
        return Town(read.home_edition(), "")
    same_host = at_root is not None and (at_root.slug == found.slug or at_root.host == request.get_host())
    return Town(read.edition(found.slug), "" if same_host else f"/{found.slug}")
